//! How a site gets to its host, and what it finds there.
//!
//! Apache and nginx are run as Debian has them, each with exactly what `pamphlet deploy` prints, at the top of a host and below a
//! path, and asked for everything. Where one of them is missing, that is told aloud, or a failure where the judges are required.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use pamphlet::host::{ASKED_AGAIN, Dotted, FOR_GOOD, Kind, Premises, media_type};
use support::program::{self, pamphlet, says, tree};
use support::server::{Answer, Server, apache, like, nginx};

#[test]
fn every_place_has_its_steps() {
    let folder = program::collection();
    for kind in Kind::PLACES {
        let told = says(folder.path(), &["deploy", kind.name()], 0, "A Test ");
        assert!(!told.contains("{site}") && !told.contains("{path}"), "{told}");
        assert!(kind != Kind::S3 || !told.contains("octet-stream"), "{told}");
    }
}

/// The file that GitHub runs is in this repository as it is printed.
#[test]
fn the_workflow_is_the_one_that_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workflow = fs::read_to_string(root.join(".github/workflows/pages.yml")).expect("the workflow");
    let printed = pamphlet(root, &["deploy", "github", "--snippet"]);
    assert_eq!(String::from_utf8_lossy(&printed.stdout), workflow);
}

/// A collection of one's own with everything a host can get wrong: pages that moved, also from and to names that patterns and
/// variables are made of, feeds, files of every kind.
fn site(kind: Kind, base: &str) -> tempfile::TempDir {
    let folder = program::collection();
    let root = folder.path();
    let config = program::CONFIG.replace("https://example.org/", &format!("http://127.0.0.1:1{base}"));
    let authors = "[[authors]]\nname = \"Sample Contributor A\"\n";
    program::write(root, "pamphlet.toml", format!("{config}{authors}[deploy]\nhost = \"{}\"\n", kind.name()));
    program::write(
        root,
        "essays/b.md",
        "---\ntitle: The second\ndate: 2025-02-26\nauthors: [Sample Contributor A]\nthemes: [climate]\n\
         aliases: [/old/, /2024/05/old+b.html, /old.c/]\n---\n\nA [map](map.csv), [the first](a.md).\n",
    );
    program::write(root, "essays/map.csv", "a,b\n");
    let built = pamphlet(root, &["build"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    folder
}

/// Whether it is there; if not, that is told, or is a failure where the judges are required.
fn is_there(program: &str) -> bool {
    let there = Path::new(program).is_file();
    let required = std::env::var("PAMPHLET_JUDGES").as_deref() == Ok("required");
    assert!(there || !required, "missing: {program}");
    if !there {
        let words = format!("\nSKIPPED: {program} is missing. tests/run installs it.\n");
        std::io::stderr().write_all(words.as_bytes()).expect("told");
    }
    there
}

#[test]
fn apache_shows_the_site() {
    if !is_there("/usr/sbin/apache2") {
        return;
    }
    for base in ["/", "/a/b/"] {
        let folder = site(Kind::Apache, base);
        let server = apache(folder.path(), base);
        shows_everything(&server, folder.path(), base);
    }
}

#[test]
fn nginx_shows_the_site() {
    if !is_there("/usr/sbin/nginx") {
        return;
    }
    for base in ["/", "/a/b/"] {
        let folder = site(Kind::Nginx, base);
        let server = nginx(folder.path(), base);
        shows_everything(&server, folder.path(), base);
    }
}

/// The program shows a built folder as these hosts do.
#[test]
fn the_program_shows_the_site_like_its_host() {
    for (kind, base) in [(Kind::Apache, "/"), (Kind::Nginx, "/a/b/")] {
        let folder = site(kind, base);
        let server = like(folder.path(), kind);
        shows_everything(&server, folder.path(), base);
    }
    let folder = site(Kind::Netlify, "/");
    let server = like(folder.path(), Kind::Netlify);
    for (path, status, to) in [
        ("/old/", 301, "/essays/b/"),
        ("/essays/b", 301, "/essays/b/"),
        ("/_headers", 404, ""),
        ("/essays/b/", 200, ""),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, server.led_to(&answer)), (status, to.to_owned()), "{path}");
    }
    is_guarded(&server.get("/essays/b/"), "/essays/b/");
}

/// Asks for every file of the output, every folder with and without its slash, every old address, and for what is not there.
fn shows_everything(server: &Server, folder: &Path, base: &str) {
    let files = tree(&folder.join("output"));
    assert!(files.len() > 20, "{} files", files.len());
    let has_file = |name: &str| files.contains_key(name);
    let read = |name: &str| files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let moved = ["old/", "2024/05/old+b.html", "old.c/"].map(|old| (old.to_owned(), "essays/b/".to_owned()));
    let dotted = Dotted::among(files.keys().map(String::as_str));
    let premises = Premises {
        kind: server.kind,
        base_path: base,
        is_encrypted: false,
        moved: &moved,
        dotted: &dotted,
        has_file: &has_file,
        read: &read,
    };
    let model = Model(pamphlet::host::Server::new(&premises), server, &files);
    let missing = &files["404.html"];
    for (path, bytes) in &files {
        if path == ".htaccess" {
            let answer = server.get(&format!("{base}{path}"));
            assert!(matches!(answer.status, 403 | 404), "{path} is for the server alone");
            continue;
        }
        let at = format!("{base}{}", pamphlet::address::encoded(path));
        model.agrees(&at);
        let answer = server.get(&at);
        // At an old address is a page, but the server leads on by itself.
        if answer.status == 301 {
            assert!(
                String::from_utf8_lossy(bytes).contains("http-equiv"),
                "{path} leads to {:?}",
                answer.header("location")
            );
            continue;
        }
        assert_eq!((answer.status, answer.body == *bytes), (200, true), "{path}\n{answer:?}");
        let is_hashed = path.starts_with("assets/") || path.starts_with("cards/");
        let lasts = if is_hashed { FOR_GOOD } else { ASKED_AGAIN };
        assert_eq!(answer.header("cache-control"), lasts, "{path}");
        if path.contains('.') && !path.starts_with('.') {
            assert_eq!(answer.header("content-type").to_lowercase(), media_type(path), "{path}");
        }
        is_guarded(&answer, path);
        let moved =
            path.ends_with(".html") && String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"");
        if let Some(page) = path.strip_suffix("index.html").filter(|_| !moved) {
            let at = format!("{base}{page}");
            let answer = server.get(&at);
            assert_eq!((answer.status, answer.body == *bytes), (200, true), "{at}");
            let bare = at.trim_end_matches('/');
            if !bare.is_empty() {
                model.agrees(bare);
                let answer = server.get(bare);
                assert_eq!((answer.status, server.led_to(&answer)), (301, at.clone()), "{bare}");
            }
        }
    }
    for old in ["old/", "old", "old.c/", "old.c", "2024/05/old+b.html"] {
        model.agrees(&format!("{base}{old}"));
        let answer = server.get(&format!("{base}{old}"));
        assert_eq!((answer.status, server.led_to(&answer)), (301, format!("{base}essays/b/")), "{old}");
        is_guarded(&answer, old);
    }
    for gone in [
        "nothing",
        "nothing/at/all/",
        "essays/nothing.html",
        "assets/nothing.js",
        "assets/",
        "oldXc/",
        "old/more/",
    ] {
        if gone != "assets/" {
            model.agrees(&format!("{base}{gone}"));
        }
        let answer = server.get(&format!("{base}{gone}"));
        // A folder without a page is forbidden with Apache, which shows the same page then.
        let status = if gone == "assets/" && server.forbids { 403 } else { 404 };
        assert_eq!((answer.status, answer.body == *missing), (status, true), "{gone}\n{answer:?}");
        assert_eq!(answer.header("cache-control"), ASKED_AGAIN, "{gone}");
        is_guarded(&answer, gone);
    }
}

/// A host as the doctor sees it, beside the real one.
struct Model<'a>(pamphlet::host::Server<'a>, &'a Server, &'a BTreeMap<String, Vec<u8>>);

impl Model<'_> {
    /// Asks both for a path.
    fn agrees(&self, path: &str) {
        let Self(model, server, files) = self;
        let (expected, answer) = (model.ask(path), server.get(path));
        assert_eq!(expected.status, answer.status, "{path}: {expected:?}");
        match (&expected.location, &expected.file) {
            (Some(to), _) => assert_eq!(*to, server.led_to(&answer), "{path}"),
            (None, Some(file)) => assert_eq!(files[file], answer.body, "{path} is {file}"),
            (None, None) => {}
        }
        let said = model.headers(path, &expected);
        for (name, value) in said.iter().filter(|_| expected.location.is_none()) {
            assert_eq!(answer.header(name), *value, "{name} of {path}");
        }
    }
}

/// Whether an answer has the headers of every site, each once.
fn is_guarded(answer: &Answer, path: &str) {
    for (name, value) in pamphlet::host::headers(false, false) {
        assert_eq!(answer.headers(name), [value.as_str()], "{name} of {path}");
    }
}

/// Where a site is brought to each place: hosts that show sites at the top of a domain get one for the top.
fn address_for(kind: Kind) -> &'static str {
    if kind.is_at_top() { "https://sample.example/" } else { "https://example.org/community-britain/" }
}

/// Builds a collection for a place and has the doctor look at it; what it said.
fn examined(root: &Path, kind: Kind) -> String {
    let config = fs::read_to_string(root.join("pamphlet.toml")).expect("settings");
    let own = config.split("\n[deploy]\n").next().unwrap_or(&config);
    let host = if kind == Kind::Disk { Kind::Generic } else { kind };
    program::write(root, "pamphlet.toml", format!("{own}\n[deploy]\nhost = \"{}\"\n", host.name()));
    let address = address_for(kind);
    let mut build = vec!["build", "--quiet", "--base-url", address];
    build.extend((kind == Kind::Disk).then_some("--portable"));
    says(root, &build, 0, "");
    says(root, &["doctor", "--like", kind.name(), "--base-url", address], 0, "answers looked at")
}

/// The samples work wherever they are brought. Free sites of Neocities do not take what programs for references read.
#[test]
fn the_samples_work_everywhere() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let copied = std::process::Command::new("cp")
        .arg("-r")
        .args([samples.join("essays"), samples.join("pamphlet.toml"), folder.path().to_owned()])
        .status();
    assert!(copied.is_ok_and(|status| status.success()), "copied");
    for kind in Kind::PLACES {
        let said = examined(folder.path(), kind);
        let words = if kind == Kind::Neocities { "W220" } else { "all is well" };
        assert!(said.contains(words), "{}:\n{said}", kind.name());
        assert!(kind != Kind::Neocities || said.contains("0 errors, 1 warning"), "{said}");
    }
}

/// Essays of the large collection.
const MANY: usize = 500;

/// An essay of the large collection, perhaps with an address of its own that it did not have at first.
fn essay(n: usize, has_moved: bool) -> String {
    let (next, other) = ((n + 1) % MANY, (n * 7) % MANY);
    let moved = if has_moved { format!("slug: m{n}\n") } else { String::new() };
    let first = if has_moved { format!(", /essays/e{n}/") } else { String::new() };
    let (month, day, theme, tag) = (n % 12 + 1, n % 28 + 1, n % 5, n % 9);
    format!(
        "---\ntitle: Essay {n}\ndate: 2024-{month:02}-{day:02}\nthemes: [t{theme}]\ntags: [g{tag}]\n{moved}\
         aliases: [/old/{n}/, /p{n}.php{first}]\n---\n\n## One\n\nWords word{n} [next](e{next}.md#one), \
         [other](/essays/e{other}/), [a paper](paper.pdf).[^1]\n\n## Two\n\nMore.\n\n[^1]: A note.\n"
    )
}

/// So does a collection with many essays that link to one another, on many pages of lists, in a file of the index each. Some of
/// them have another address since they were first published.
#[test]
fn many_essays_work_everywhere() {
    let folder = program::collection();
    let root = folder.path();
    program::write(root, "essays/paper.pdf", "%PDF");
    (0..MANY).for_each(|n| program::write(root, &format!("essays/e{n}.md"), essay(n, false)));
    says(root, &["publish", "--accept"], 0, "Recorded");
    (0..MANY).step_by(9).for_each(|n| program::write(root, &format!("essays/e{n}.md"), essay(n, true)));
    for kind in Kind::PLACES {
        let said = examined(root, kind);
        let words = if kind == Kind::Neocities { "0 errors" } else { "all is well" };
        assert!(said.contains(words), "{}:\n{said}", kind.name());
        for kept in ["essays/e9/cite.bib", "essays/e9/paper.pdf", "essays/m9/cite.bib", "cards"] {
            assert!(root.join("output").join(kept).exists(), "{}: /{kept} is gone", kind.name());
        }
    }
}

/// A doctor who is always pleased is none: a folder that is harmed is told, and fails.
#[test]
fn what_was_harmed_is_told() {
    let folder = program::collection();
    let root = folder.path();
    says(root, &["build"], 0, "Built");
    says(root, &["doctor"], 0, "all is well");
    says(root, &["doctor", "--like", "github"], 0, "W221");
    says(root, &["doctor", "--like", "github", "--strict"], 1, "W221");
    says(root, &["doctor", "--like", "apache"], 1, "E318");
    says(root, &["doctor", "--like", "usb"], 2, "There is no built site to look at");
    fs::remove_file(root.join("output/essays/a/index.html")).expect("removed");
    says(root, &["doctor"], 1, "E310");
    let json = says(root, &["doctor", "--format", "json"], 1, "E310");
    serde_json::from_str::<serde_json::Value>(&json).expect("one JSON document");
}

/// The function for CloudFront, run as it is printed, leads where the doctor takes it to lead.
#[test]
fn the_function_does_what_the_doctor_takes_it_for() {
    let there = std::process::Command::new("node").arg("--version").output().is_ok();
    let required = std::env::var("PAMPHLET_JUDGES").as_deref() == Ok("required");
    assert!(there || !required, "missing: node");
    if !there {
        std::io::stderr().write_all(b"\nSKIPPED: Node is missing. tests/run installs it.\n").expect("told");
        return;
    }
    let folder = site(Kind::S3, "/a/b/");
    let printed = pamphlet(folder.path(), &["deploy", "s3", "--snippet"]);
    let function = String::from_utf8(printed.stdout).expect("text");
    let paths = [
        "/a/b/",
        "/a/b/essays/b",
        "/a/b/essays/b/",
        "/a/b/feed.xml",
        "/a/b/old.c",
        "/a/b/old.c/",
        "/a/b/old",
        "/a/b/x.php",
    ];
    let asked = serde_json::json!(paths);
    let script = format!(
        "{function}\nconsole.log(JSON.stringify({asked}.map((uri) => handler({{ request: {{ uri }} }}))));"
    );
    let ran = std::process::Command::new("node").arg("-e").arg(script).output().expect("node runs");
    let answers: Vec<serde_json::Value> = serde_json::from_slice(&ran.stdout).expect("answers");
    let files = tree(&folder.path().join("output"));
    let has_file = |name: &str| files.contains_key(name);
    let moved = [("old.c/".to_owned(), "essays/b/".to_owned())];
    let dotted = Dotted::among(files.keys().map(String::as_str));
    let premises = Premises {
        kind: Kind::S3,
        base_path: "/a/b/",
        is_encrypted: false,
        moved: &moved,
        dotted: &dotted,
        has_file: &has_file,
        read: &|_| None,
    };
    let model = pamphlet::host::Server::new(&premises);
    for (path, answer) in paths.into_iter().zip(answers) {
        let reply = model.ask(path);
        match reply.location {
            Some(to) => assert_eq!(answer["headers"]["location"]["value"], to, "{path}"),
            None => {
                let key = answer["uri"].as_str().and_then(|uri| uri.strip_prefix("/a/b/")).expect("a file");
                assert_eq!(
                    has_file(key).then_some(key),
                    reply.file.as_deref().filter(|_| reply.status == 200),
                    "{path}"
                );
            }
        }
    }
}
