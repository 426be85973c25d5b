//! The judges that others wrote, over the sample collection in both designs. Where a tool is missing the suite says so aloud
//! and is skipped; with `PAMPHLET_JUDGES=required` a missing tool is a failure.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use pamphlet::inputs::{Content, Unobserved};
use serde_json::{Value, json};
use support::given::given;
use support::words::{cases, vocabulary};

const IMPRINT: &str = "Promoted by Example Society, 1 Example Street, Example Town, ZZ99 9ZZ.";

fn works(program: &str, arguments: &[&str]) -> bool {
    let tried = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}

fn missing(root: &Path) -> Vec<&'static str> {
    let python = std::env::var("PAMPHLET_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let tools = [
        ("Java", works("java", &["-version"])),
        ("Node", works("node", &["--version"])),
        ("Chromium", works(&chromium, &["--version"])),
        (
            "Python with tests/judges/requirements.txt",
            works(&python, &["-c", "import feedparser, lxml, bibtexparser, rispy, citeproc, extruct"]),
        ),
        ("the packages of tests/judges", root.join("tests/judges/node_modules").is_dir()),
    ];
    tools.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect()
}

/// The judges are heard one after another: some of them watch how quick a page is, which nobody must disturb.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn in_turn() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the judges can be heard; if not, why not is told aloud, or is a failure where they are required.
fn heard(root: &Path) -> bool {
    are_heard(&missing(root))
}

fn are_heard(missing: &[&str]) -> bool {
    if missing.is_empty() {
        return true;
    }
    let required = std::env::var("PAMPHLET_JUDGES").as_deref() == Ok("required");
    assert!(!required, "missing: {}", missing.join(", "));
    let words = format!("\nSKIPPED: the judges. Missing: {}. tests/run installs them.\n", missing.join(", "));
    std::io::stderr().write_all(words.as_bytes()).expect("told");
    false
}

/// A collection built in a design, in a folder of its own.
fn built(collection: &Path, design: &str) -> tempfile::TempDir {
    built_with(collection, &[], design)
}

/// The same, with more essays.
fn built_with(collection: &Path, more: &[&Path], design: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&collection.join("essays"), &folder.path().join("essays"));
    more.iter().for_each(|one| copy(&one.join("essays"), &folder.path().join("essays")));
    let config = std::fs::read_to_string(collection.join("pamphlet.toml")).expect("text");
    let config = config.replace("\"commons\"", &format!("\"{design}\""));
    std::fs::write(folder.path().join("pamphlet.toml"), config).expect("written");
    let built = Command::new(env!("CARGO_BIN_EXE_pamphlet"))
        .arg("build")
        .current_dir(folder.path())
        .output()
        .expect("runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    folder
}

/// Whether the judges found nothing, and what they said.
fn judged(root: &Path, folder: &Path, words: &[&str]) -> (bool, String) {
    let judged = Command::new(root.join("tests/judges/run"))
        .arg(folder.join("output"))
        .args(["https://example.org/community-britain/", IMPRINT])
        .args(words)
        .output()
        .expect("the judges run");
    let said = [judged.stdout, judged.stderr].concat();
    (judged.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn judges_find_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !heard(root) {
        return;
    }
    let _turn = in_turn();
    for design in ["commons", "plain"] {
        let samples = built(root, design);
        let (sound, said) = judged(root, samples.path(), &[design]);
        assert!(sound, "{design}:\n{said}");
        let judges = if design == "commons" { 6 } else { 4 };
        assert_eq!(said.matches("no findings").count(), judges, "{design}: not every judge spoke:\n{said}");
        let odd = built(&root.join("tests/judges/odd"), design);
        let (sound, said) = judged(root, odd.path(), &[design, "brief"]);
        assert!(sound, "odd essays in {design}:\n{said}");
        assert_eq!(said.matches("no findings").count(), 4, "{design}: not every judge spoke:\n{said}");
    }
}

/// Asks the judge of search; whether nothing was found, and what was said.
fn searched(root: &Path, site: &Path, design: &str, questions: &str) -> (bool, String) {
    let judged = Command::new("node")
        .arg(root.join("tests/judges/search.mjs"))
        .arg(site)
        .args(["/community-britain/", design, questions])
        .output()
        .expect("the judge runs");
    let said = String::from_utf8_lossy(&[judged.stdout, judged.stderr].concat()).into_owned();
    (judged.status.success(), said)
}

/// What readers see of search, in both designs; and the judge is shown a search that is broken, too.
#[test]
fn readers_find_what_they_look_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !heard(root) {
        return;
    }
    let _turn = in_turn();
    for design in ["plain", "commons"] {
        let samples = built_with(root, &[&root.join("tests/judges/searched")], design);
        let site = samples.path().join("output");
        let (sound, said) = searched(root, &site, design, "");
        assert!(sound && said.contains("search: no findings"), "{design}:\n{said}");
        let entry = site.join("search/index.js");
        let script = std::fs::read_to_string(&entry).expect("the script of search");
        for (question, from, to) in [
            (
                "hostile",
                "let at = 0;\nfor",
                "const raw = document.createElement(\"p\"); raw.innerHTML = text;\nlet at = 0;\nfor",
            ),
            ("history", "write(\"pushState\", typed)", "write(\"replaceState\", typed)"),
            ("dialog", "dialog.showModal();", "dialog.show();"),
        ] {
            assert!(script.contains(from), "{from} is not in the script");
            std::fs::write(&entry, script.replace(from, to)).expect("written");
            let (sound, said) = searched(root, &site, design, question);
            assert!(
                !sound && said.contains(&format!("  search: {question}: ")),
                "{design}: nobody saw {to}:\n{said}"
            );
        }
    }
}

/// A collection that is too large for one file is found in, too.
#[test]
fn readers_find_what_lies_in_many_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !heard(root) {
        return;
    }
    let _turn = in_turn();
    let folder = support::program::collection();
    let config = support::program::CONFIG.replace("\"plain\"", "\"commons\"");
    support::program::write(folder.path(), "pamphlet.toml", config);
    for essay in 0..30_usize {
        let words: String =
            (0..2_000).map(|at| format!("word{} ", (at * at + essay * 7_919) % 30_000)).collect();
        let (title, said) = match essay {
            7 => ("The accounts".to_owned(), "The quokka keeps the accounts of the harbour."),
            _ => (format!("Essay {essay}"), ""),
        };
        let text = format!("---\ntitle: {title}\ndate: 2025-01-{:02}\n---\n\n{words}\n\n{said}\n", essay + 1);
        std::fs::write(folder.path().join(format!("essays/e{essay}.md")), text).expect("written");
    }
    let built = Command::new(env!("CARGO_BIN_EXE_pamphlet"))
        .args(["build", "--root"])
        .arg(folder.path())
        .output()
        .expect("it runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let (sound, said) = searched(root, &folder.path().join("output"), "commons", "shards");
    assert!(sound && said.contains("search: no findings") && !said.contains(" 0 questions"), "{said}");
}

/// Asks the judge of sites on sticks; whether nothing was found, and what was said.
fn on_a_stick(root: &Path, folder: &Path) -> (bool, String) {
    let judged = Command::new("node")
        .arg(root.join("tests/judges/stick.mjs"))
        .arg(folder)
        .arg("solar")
        .output()
        .expect("the judge runs");
    let said = String::from_utf8_lossy(&[judged.stdout, judged.stderr].concat()).into_owned();
    (judged.status.success(), said)
}

/// A site on a stick is read, searched and followed without a server; and the judge is shown a stick that is broken, too.
#[test]
fn a_stick_needs_no_server() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !heard(root) {
        return;
    }
    let _turn = in_turn();
    for design in ["plain", "commons"] {
        let samples = built(root, design);
        let portable = Command::new(env!("CARGO_BIN_EXE_pamphlet"))
            .args(["build", "--portable", "--root"])
            .arg(samples.path())
            .output()
            .expect("it runs");
        assert!(portable.status.success(), "{}", String::from_utf8_lossy(&portable.stderr));
        let folder = samples.path().join("portable");
        let (sound, said) = on_a_stick(root, &folder);
        assert!(
            sound && said.contains("stick: no findings") && !said.contains(" 0 questions"),
            "{design}:\n{said}"
        );
        if design == "commons" {
            continue;
        }
        // What was built for a host is no use on a stick.
        let (sound, said) = on_a_stick(root, &samples.path().join("output"));
        assert!(!sound && said.contains("is no file"), "nobody saw links to folders:\n{said}");
        let page = folder.join("about/index.html");
        let html = std::fs::read_to_string(&page).expect("a page");
        let loud = html.replace("</head>", "<script src=\"loud.js\" type=\"module\"></script></head>");
        std::fs::write(folder.join("about/loud.js"), "fetch(\"../feed.json\");").expect("written");
        std::fs::write(&page, loud).expect("written");
        let (sound, said) = on_a_stick(root, &folder);
        assert!(!sound && said.contains("about/index.html: console"), "nobody heard a console:\n{said}");
    }
}

/// Whatever an editor does is seen in the browser, in place.
#[test]
fn the_window_follows_every_save() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !heard(root) {
        return;
    }
    let _turn = in_turn();
    let judged = Command::new("node")
        .arg(root.join("tests/judges/window.mjs"))
        .arg(env!("CARGO_BIN_EXE_pamphlet"))
        .output()
        .expect("the judge runs");
    let said = String::from_utf8_lossy(&[judged.stdout, judged.stderr].concat()).into_owned();
    assert!(judged.status.success() && said.contains("window: no findings"), "{said}");
}

/// The browser's words, terms, forms and distances are those of the program, to the letter.
#[test]
fn the_browser_reads_words_as_the_program_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let missing = if works("node", &["--version"]) { Vec::new() } else { vec!["Node"] };
    if !are_heard(&missing) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, value: Value| {
        std::fs::write(folder.path().join(name), value.to_string()).expect("written");
    };
    write("cases.json", json!(cases()));
    write("vocabulary.json", json!(vocabulary()));
    write("given.json", given(root));
    let judged = Command::new("node")
        .arg(root.join("tests/judges/tokens.mjs"))
        .arg(folder.path())
        .output()
        .expect("the judge runs");
    let said = String::from_utf8_lossy(&[judged.stdout, judged.stderr].concat()).into_owned();
    assert!(judged.status.success() && said.contains("tokens: no findings"), "{said}");
}

/// The browser finds what the program finds, to the last digit.
#[test]
fn the_browser_finds_what_the_program_finds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let missing = if works("node", &["--version"]) { Vec::new() } else { vec!["Node"] };
    if !are_heard(&missing) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut given = serde_json::Map::new();
    for (name, queries) in support::found::queries() {
        let inputs = support::found::collection(&name);
        let site = support::found::site(&inputs);
        for part in ["search", "assets/search"] {
            std::fs::create_dir_all(folder.path().join(&name).join(part)).expect("a folder");
        }
        let write = |path: &str, content: &Content| match content {
            Content::Text(text) if path.starts_with("search/") || path.starts_with("assets/search/") => {
                std::fs::write(folder.path().join(&name).join(path), text)
            }
            _ => Ok(()),
        };
        site.produce(&Unobserved, write).expect("written");
        let made_up = support::found::made_up(&inputs, 250);
        let all = queries.keys().chain(&made_up);
        let answers: Vec<Value> = all.map(|query| support::found::answer(&site, query)).collect();
        let parts = !site.search_files().is_empty();
        given.insert(name, json!({ "language": "en-GB", "parts": parts, "answers": answers }));
    }
    std::fs::write(folder.path().join("given.json"), Value::Object(given).to_string()).expect("written");
    let judged = Command::new("node")
        .arg(root.join("tests/judges/engine.mjs"))
        .arg(folder.path())
        .output()
        .expect("the judge runs");
    let said = String::from_utf8_lossy(&[judged.stdout, judged.stderr].concat()).into_owned();
    assert!(judged.status.success() && said.contains("engine: no findings"), "{said}");
}

/// A judge who never finds anything proves nothing: each is shown pages that are broken on purpose, one of every kind.
/// Asks the judge of sharing; whether nothing was found, and what was said.
fn shared(root: &Path, site: &Path, design: &str, questions: &str) -> (bool, String) {
    let judged = Command::new("node")
        .arg(root.join("tests/judges/share.mjs"))
        .arg(site)
        .args(["/community-britain/", design, questions])
        .output()
        .expect("the judge runs");
    let said = String::from_utf8_lossy(&[judged.stdout, judged.stderr].concat()).into_owned();
    (judged.status.success(), said)
}

/// What readers share, quote and copy, in both designs; and the judge is shown scripts that are broken, too.
#[test]
fn readers_share_the_very_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !heard(root) {
        return;
    }
    let _turn = in_turn();
    for design in ["commons", "plain"] {
        let samples = built_with(root, &[&root.join("tests/judges/shared")], design);
        let site = samples.path().join("output");
        let (sound, said) = shared(root, &site, design, "");
        assert!(sound && said.contains("share: no findings"), "{design}:\n{said}");
        if design == "commons" {
            continue;
        }
        let script = the_script_of_sharing(&site);
        let text = std::fs::read_to_string(&script).expect("the script");
        for (question, from, to) in [
            ("quotes", "[-!'()*]", "[!'()*]"),
            ("quotes", "if (often(start) > 1) {", "if (often(start) > 99) {"),
            ("quotes", ".note-ref, ", ""),
            ("mastodon", "memory.set(\"mastodon\", host);", ""),
            ("fingers", "classList.toggle(\"docked\", docked)", "classList.toggle(\"docked\", false)"),
            (
                "paragraphs",
                "made.classList.toggle(\"passing\", passing === true);",
                "made.href = \"#k-nowhere\";",
            ),
            ("copies", "one.textContent = day;", ""),
            ("haste", "if (!getSelection().isCollapsed) show();", "show();"),
        ] {
            assert!(text.contains(from), "{from} is not in the script");
            std::fs::write(&script, text.replace(from, to)).expect("written");
            let (sound, said) = shared(root, &site, design, question);
            assert!(
                !sound && said.contains(&format!("share: {question}: ")),
                "nobody saw {to} for {from}:\n{said}"
            );
        }
        std::fs::write(&script, &text).expect("written");
        let page = site.join("essays/witney-buses/index.html");
        let html = std::fs::read_to_string(&page).expect("a page");
        std::fs::write(&page, html.replace("noopener noreferrer", "opener")).expect("written");
        let (sound, said) = shared(root, &site, design, "links");
        assert!(!sound && said.contains("as a link"), "nobody saw what others are told:\n{said}");
    }
}

fn the_script_of_sharing(site: &Path) -> std::path::PathBuf {
    let assets = std::fs::read_dir(site.join("assets")).expect("assets").flatten();
    let mut scripts = assets.map(|file| file.path());
    let is_it = |path: &std::path::PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("share-"))
    };
    scripts.find(is_it).expect("the script of sharing")
}

/// What programs for references read; and the judge is shown files that are broken, too.
#[test]
fn citations_are_read_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !heard(root) {
        return;
    }
    let python = std::env::var("PAMPHLET_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let judge = |site: &Path, expected: Option<&Path>| {
        let judge = root.join("tests/judges/cite.py");
        let read = Command::new(&python).arg(judge).arg(site).args(expected).output().expect("runs");
        let said = String::from_utf8_lossy(&[read.stdout, read.stderr].concat()).into_owned();
        (read.status.success(), said)
    };
    for design in ["plain", "commons"] {
        let samples = built(root, design);
        let (sound, said) = judge(&samples.path().join("output"), None);
        assert!(sound && said.contains("no findings"), "{design}:\n{said}");
    }
    let nasty = built(&root.join("tests/judges/cited"), "commons");
    let (site, expected) = (nasty.path().join("output"), root.join("tests/judges/cited/expected.toml"));
    let (sound, said) = judge(&site, Some(&expected));
    assert!(sound && said.contains("of 6 essays: no findings"), "{said}");
    for (file, from, to) in [
        ("signs/cite.bib", "50\\%", "50%"),
        ("braces/cite.bib", "\\textbraceright{}", "\\}"),
        ("letters/cite.ris", "ER  - ", "ER"),
        ("lines/cite.ris", "King, Martin Luther, Jr.", "Martin Luther King, Jr."),
        ("month/cite.json", "ap Gruffudd", "Gruffudd"),
        ("nobody/index.html", "<span data-text=", "<span data-untold="),
    ] {
        let path = site.join("essays").join(file);
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{from} is not in {file}");
        std::fs::write(path, text.replacen(from, to, 1)).expect("written");
    }
    let (sound, said) = judge(&site, Some(&expected));
    assert!(!sound, "{said}");
    for essay in ["signs", "braces", "letters", "lines", "month", "nobody"] {
        assert!(said.contains(&format!("{essay}: ")), "nobody saw that {essay} is broken:\n{said}");
    }
}

/// The two judges of heads; whether both found nothing, and what they said.
fn heads(root: &Path, folder: &Path, shared: &[&str]) -> (bool, String) {
    let python = std::env::var("PAMPHLET_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let (mut sound, mut said) = (true, String::new());
    for (program, judge, more) in [("node", "head.mjs", shared), (python.as_str(), "head.py", &[])] {
        let read = Command::new(program)
            .arg(root.join("tests/judges").join(judge))
            .arg(folder.join("output"))
            .arg("https://example.org/community-britain/")
            .args(more)
            .output()
            .expect("runs");
        sound &= read.status.success();
        said.push_str(&String::from_utf8_lossy(&[read.stdout, read.stderr].concat()));
    }
    (sound, said)
}

/// What those read who never see a page; and the judges are shown heads that are broken, too.
#[test]
fn heads_are_read_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !heard(root) {
        return;
    }
    for design in ["plain", "commons"] {
        let samples = built(root, design);
        let (sound, said) = heads(root, samples.path(), &["What fills the silence when trust drains away?"]);
        assert!(sound && said.matches("no findings").count() == 2, "{design}:\n{said}");
        let odd = built(&root.join("tests/judges/odd"), design);
        let (sound, said) = heads(root, odd.path(), &["The hall"]);
        assert!(sound && said.matches("no findings").count() == 2, "odd essays in {design}:\n{said}");
    }
    let odd = built(&root.join("tests/judges/odd"), "plain");
    let card = "<meta property=\"og:image\" content=\"https://example.org/community-britain/none.jpg\" />";
    let breakages = [
        ("index.html", "\"@type\":\"Book\"", "\"@type\":\"Thing\"", "is ['Thing', 'WebSite']"),
        (
            "themes/index.html",
            "<meta property=\"og:title\"",
            "<meta property=\"og:nothing\"",
            "has no og:title",
        ),
        ("authors/index.html", "\"position\":1,", "\"position\":7,", "with holes"),
        ("places/index.html", "</title>", &format!("</title>{card}{card}"), "has several pictures"),
        ("essays/index.html", "{\"@context\"", "{{\"@context\"", "cannot be read"),
        (
            "essays/y-neuadd/index.html",
            "citation_book_title",
            "citation_journal_title",
            "article of a journal",
        ),
        ("essays/y-neuadd/index.html", "citation_inbook_title", "citation_volume", "article of a journal"),
        (
            "essays/y-neuadd/index.html",
            "<meta name=\"DC.identifier\"",
            "<meta name=\"DC.nothing\"",
            "Dublin Core",
        ),
        ("parts/index.html", "BreadcrumbList", "ItemList", "has no trail"),
        ("themes/long/index.html", "rft.btitle=Odd", "rft.btitle=Even", "and cite.json has"),
    ];
    for (path, from, to, _) in breakages {
        let path = odd.path().join("output").join(path);
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{from} is not in {}", path.display());
        std::fs::write(path, text.replacen(from, to, 1)).expect("written");
    }
    let (sound, said) = heads(root, odd.path(), &[]);
    assert!(!sound, "{said}");
    for (path, _, _, finding) in breakages {
        let seen = said.lines().any(|line| line.contains(&format!(": {path}: ")) && line.contains(finding));
        assert!(seen, "nobody said of {path}: {finding}\n{said}");
    }
}

#[test]
fn judges_find_what_is_broken() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !heard(root) {
        return;
    }
    let _turn = in_turn();
    let odd = built(&root.join("tests/judges/odd"), "commons");
    let nameless = "<a href=\"#main\"></a><h1";
    let wide = "<table width=\"3000\"><tr><td>wide</td></tr></table>";
    let breakages = [
        ("index.html", format!("<a href=\"nowhere/\">lost</a>{wide}<h1")),
        ("404.html", nameless.to_owned()),
        ("who/index.html", nameless.to_owned()),
        ("croeso/index.html", nameless.to_owned()),
        ("search/index.html", "<input type=\"text\"/><h1".to_owned()),
        ("parts/index.html", "<img src=\"\"/><h1".to_owned()),
        ("parts/one/index.html", "<h1 lang=\"nonsense\"".to_owned()),
        ("places/index.html", "<button></button><h1".to_owned()),
        ("places/abroad/index.html", nameless.to_owned()),
        ("themes/index.html", nameless.to_owned()),
        ("themes/long/index.html", nameless.to_owned()),
        ("authors/index.html", nameless.to_owned()),
        ("authors/a/index.html", nameless.to_owned()),
        ("essays/index.html", nameless.to_owned()),
        ("essays/page/2/index.html", nameless.to_owned()),
        ("essays/y-neuadd/index.html", format!("<div dir=\"rtl\">{wide}</div><h1")),
    ];
    let spoil = |path: &str, from: &str, to: &str| {
        let path = odd.path().join("output").join(path);
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{from} is not in {}", path.display());
        std::fs::write(path, text.replacen(from, to, 1)).expect("written");
    };
    breakages.iter().for_each(|(path, to)| spoil(path, "<h1", to));
    spoil("feed.xml", "<updated>", "<updated>yesterday</updated><updated>");
    let (sound, said) = judged(root, odd.path(), &["commons", "brief"]);
    assert!(!sound);
    for (path, _) in &breakages {
        assert!(said.contains(&format!("  axe: {path} at ")), "nobody saw that {path} is broken:\n{said}");
    }
    for judge in ["html", "axe", "crawl", "feeds"] {
        assert!(said.contains(&format!("  {judge}: ")), "{judge} saw nothing:\n{said}");
    }
    for finding in ["scrolls sideways", "beyond the left edge", "answers 404"] {
        assert!(said.contains(finding), "nobody said {finding}:\n{said}");
    }
    the_reader_finds(root, odd.path());
}

/// Of the judge who reads, the two quickest questions, before and after the notes are taken out of sight.
fn the_reader_finds(root: &Path, folder: &Path) {
    let asked = || {
        let read = Command::new("node")
            .arg(root.join("tests/judges/reading.mjs"))
            .arg(folder.join("output"))
            .args(["/community-britain/", "scriptless,print"])
            .output()
            .expect("the judge runs");
        let said = String::from_utf8_lossy(&[read.stdout, read.stderr].concat()).into_owned();
        (read.status.success(), said)
    };
    let (sound, said) = asked();
    assert!(sound && said.contains("reading: no findings"), "{said}");
    let assets = std::fs::read_dir(folder.join("output/assets")).expect("assets").flatten();
    let sheet = assets.map(|file| file.path()).find(|path| path.extension().is_some_and(|it| it == "css"));
    let sheet = sheet.expect("a style sheet");
    let text = std::fs::read_to_string(&sheet).expect("a style sheet");
    std::fs::write(sheet, text + "\n.notes { display: none !important; }\n").expect("written");
    let (sound, said) = asked();
    assert!(!sound);
    for finding in ["without scripts notes are not seen", "print lacks .notes li"] {
        assert!(said.contains(finding), "the reader did not say {finding}:\n{said}");
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("entries").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            let _ = std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}
