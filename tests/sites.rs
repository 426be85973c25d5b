//! Golden sites: `tests/sites/NAME/` is a tiny collection for one feature, and what it becomes.
//!
//! In: `case.toml` (what the site shows, which paths of the output are of interest, the day), the collection, and the bare
//! design of `tests/design/`. Out, compared with what is committed: `files.txt` names every file of the output and what
//! was told of the collection; `expected/` holds the files of interest. `UPDATE_EXPECT=1 cargo test --test sites` writes
//! both, to be read before they are committed.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pamphlet::date::Date;
use pamphlet::inputs::Content;

/// What `case.toml` says.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the site shows, for people who read it.
    about: String,
    /// Paths of the output that are kept in `expected/`; `""` is the home page, and a folder stands for all that
    /// is in it but feeds and citations.
    shows: Vec<String>,
    /// The day of the build.
    as_of: Option<String>,
    /// Whether drafts are shown.
    #[serde(default)]
    drafts: bool,
    /// Another base URL.
    base_url: Option<String>,
    /// Whether heads are kept whole. What stands in them has a suite of its own, `head.rs`.
    #[serde(default)]
    heads: bool,
}

impl Case {
    /// Whether a file of the output is of interest.
    fn is_shown(&self, path: &str) -> bool {
        let covers = |shown: &String| match shown.as_str() {
            "" => path == "index.html",
            folder if folder.ends_with('/') => {
                let is_aside = path.ends_with("feed.xml") || path.contains("/cite.");
                path.starts_with(folder) && !is_aside
            }
            file => path == file,
        };
        self.shows.iter().any(covers)
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of golden sites").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What a golden site became: the files of interest, and `files.txt`.
struct Made {
    shown: BTreeMap<String, String>,
    listing: String,
}

fn make(case: &Case, root: &Path) -> Made {
    let mut files = support::files_below(root, "");
    files.retain(|path, _| !path.starts_with("expected/") && path != "files.txt" && path != "case.toml");
    for (path, text) in support::files_below(&folder().with_file_name("design"), "") {
        files.entry(format!("themes/bare/{path}")).or_insert(text);
    }
    let mut inputs = support::inputs(&files);
    if let Some(day) = &case.as_of {
        inputs.today = Date::read(day).unwrap_or_else(|_| panic!("“{day}” is not a day"));
    }
    inputs.drafts = case.drafts;
    inputs.base_url = case.base_url.clone();
    let built = pamphlet::build(&inputs);
    let files: BTreeMap<String, Content> =
        built.value.into_iter().map(|(path, content)| (without_hash(path), content)).collect();
    let mut listing: String = files.keys().map(|path| format!("{path}\n")).collect();
    let told = support::told(&built.diagnostics, &inputs);
    if !told.is_empty() {
        listing.push_str(&format!("\ntold:\n{told}"));
    }
    let shown = files.into_iter().filter(|(path, _)| case.is_shown(path));
    let shown = shown.map(|(path, content)| {
        let text = without_program(&path, words(content));
        let text = if case.heads || !path.ends_with(".html") { text } else { short_head(&text) };
        (path, text)
    });
    Made { shown: shown.collect(), listing }
}

/// The program of the reader's side has tests of its own: a golden site tells of it that it is there, and what it is given.
fn without_hash(path: String) -> String {
    let programs = ["assets/opener-", "assets/share-"];
    let program = programs.into_iter().find(|program| path.starts_with(program));
    program.map_or_else(|| support::without_card_hashes(&path), |program| format!("{program}HASH.js"))
}

fn without_program(path: &str, text: String) -> String {
    match path {
        "assets/share-HASH.js" => "the script that shares\n".to_owned(),
        "assets/opener-HASH.js" => "the script that waits for readers\n".to_owned(),
        "search/index.js" => {
            text.split_once("\nbegin(").map_or(text.clone(), |(_, data)| format!("begin({data}"))
        }
        _ => support::without_card_hashes(&text),
    }
}

/// A page with only those lines of its head that search engines are told.
fn short_head(page: &str) -> String {
    let is_kept = |line: &&str| {
        let kept = ["description", "robots", "canonical", "Content-Security-Policy", "stylesheet"];
        let is_fact = ["<meta ", "<link ", "<script type=\"application/ld+json\""]
            .iter()
            .any(|tag| line.starts_with(tag));
        !is_fact || kept.iter().any(|name| line.contains(&format!("=\"{name}\""))) || line.contains("refresh")
    };
    let (head, body) = page.split_at(page.find("</head>").unwrap_or(0));
    head.split_inclusive('\n').filter(is_kept).chain([body]).collect()
}

/// What is kept of a file: its text, or where its bytes come from.
fn words(content: Content) -> String {
    match content {
        Content::Text(text) => text,
        Content::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Content::Asset(path) => format!("the bytes of {path}\n"),
        Content::Picture(path, variant) => {
            let (width, height, kind) = (variant.width, variant.height, variant.format.name());
            let kept = if variant.kept { ", as it came but for its notes" } else { "" };
            format!("{path} as {kind}, {width} × {height}{kept}\n")
        }
        Content::Card(_) => "a share card\n".to_owned(),
    }
}

/// What differs from what is committed, in words.
fn differences(root: &Path, made: &Made) -> Vec<String> {
    let kept = support::files_below(&root.join("expected"), "");
    let listing = fs::read_to_string(root.join("files.txt")).unwrap_or_default();
    let mut wrong = Vec::new();
    if listing != made.listing {
        wrong.push(difference("files.txt", &listing, &made.listing));
    }
    let paths: BTreeSet<&String> = kept.keys().chain(made.shown.keys()).collect();
    for path in paths {
        match (kept.get(path), made.shown.get(path)) {
            (Some(_), None) => {
                wrong.push(format!("expected/{path} is no longer produced, or not of interest"))
            }
            (None, Some(text)) => wrong.push(format!("{path} is produced and not expected:\n{text}")),
            (Some(kept), Some(text)) if kept != text => wrong.push(difference(path, kept, text)),
            _ => {}
        }
    }
    wrong
}

/// The lines from the first that differs to the last.
fn difference(path: &str, expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()) - same;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let shown = |lines: &[&str]| lines[same..lines.len() - tail].join("\n");
    format!("{path}, line {}:\n--- expected\n{}\n--- found\n{}", same + 1, shown(&old), shown(&new))
}

fn update(root: &Path, made: &Made) {
    let expected = root.join("expected");
    if expected.is_dir() {
        fs::remove_dir_all(&expected).expect("the old files go");
    }
    for (path, text) in &made.shown {
        let path = expected.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    fs::write(root.join("files.txt"), &made.listing).expect("written");
}

#[test]
fn every_golden_site_is_as_expected() {
    let mut wrong = Vec::new();
    for name in names() {
        let root = folder().join(&name);
        let text = fs::read_to_string(root.join("case.toml")).unwrap_or_else(|_| panic!("{name}/case.toml"));
        let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}/case.toml: {error}"));
        assert!(case.about.len() > 20, "{name} does not say what it is about");
        let made = make(&case, &root);
        if made.shown.is_empty() {
            wrong.push(format!("{name}: nothing of interest was produced\n{}", made.listing));
        } else if std::env::var_os("UPDATE_EXPECT").is_some() {
            update(&root, &made);
        } else {
            wrong.extend(differences(&root, &made).into_iter().map(|it| format!("{name}: {it}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(names().len() >= 22, "only {} golden sites were found", names().len());
}
