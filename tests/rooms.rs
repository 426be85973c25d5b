//! The rooms of the house: who may use whom, and which crate lives where.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms by storey: a room may use those of its own storey and of the storeys before it.
const STOREYS: [(&str, &[&str]); 5] = [
    (
        "words",
        &[
            "source",
            "details",
            "diagnostic",
            "document",
            "date",
            "address",
            "markup",
            "inputs",
            "view",
            "punctuation",
            "colour",
            "wording",
            "memo",
            "host",
        ],
    ),
    ("reading", &["config", "front", "markdown", "highlight", "proofread", "pictures", "essay"]),
    ("arranging", &["collection", "links", "ledger"]),
    (
        "showing",
        &[
            "html", "design", "map", "feeds", "proof", "quilt", "search", "site", "desk", "hosting", "cite",
            "share", "head", "doctor", "cards",
        ],
    ),
    ("world", &["disk", "watch", "report", "serve", "commands", "main", "lib"]),
];

/// The one room of each crate.
const HOMES: [(&str, &[&str]); 38] = [
    ("annotate_snippets", &["report"]),
    ("axum", &["serve"]),
    ("blake3", &["source"]),
    ("clap", &["commands"]),
    ("fast_image_resize", &["pictures"]),
    ("fluent_uri", &["config"]),
    ("getrandom", &["serve"]),
    ("gray_matter", &["front"]),
    ("hashbrown", &["search"]),
    ("html5gum", &["markdown"]),
    ("icu_locale_core", &["wording"]),
    ("icu_plurals", &["wording"]),
    ("image_webp", &["pictures"]),
    ("include_dir", &["design"]),
    ("jiff", &["date", "commands"]),
    ("jpeg_encoder", &["pictures"]),
    ("mime_guess", &["host"]),
    ("notify", &["watch"]),
    // A browser in the one, a file in the other.
    ("open", &["commands", "serve"]),
    ("palette", &["colour"]),
    ("png", &["pictures"]),
    ("pulldown_cmark", &["markdown"]),
    // Finished pages in the one, drawings in the other: both are proved by reading XML.
    ("quick_xml", &["proof", "pictures"]),
    ("resvg", &["cards"]),
    ("rust_stemmers", &["search"]),
    ("rustix", &["disk"]),
    ("saphyr_parser", &["details"]),
    ("skrifa", &["cards"]),
    ("syntect", &["highlight"]),
    ("tera", &["design"]),
    ("tokio", &["serve"]),
    ("tokio_stream", &["serve"]),
    ("toml", &["details"]),
    ("unicode_linebreak", &["cards"]),
    ("unicode_normalization", &["search"]),
    ("walkdir", &["disk"]),
    ("webp", &["pictures"]),
    ("zune_jpeg", &["pictures"]),
];

/// What only the world may touch.
const OF_THE_WORLD: [&str; 8] = [
    "std::fs",
    "std::env::",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant::now",
    "println!",
    "std::io::stdout",
];

fn files() -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("text");
                found.insert(path.strip_prefix(&src).expect("below").to_owned(), text);
            }
        }
    }
    found
}

fn room(path: &Path) -> String {
    let first = path.components().next().expect("a part").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn storey(room: &str) -> usize {
    let at = STOREYS.iter().position(|(_, rooms)| rooms.contains(&room));
    at.unwrap_or_else(|| panic!("the room {room} stands on no storey: add it to tests/rooms.rs"))
}

/// The code of a file without its comments.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_arrow_points_backwards() {
    for (path, text) in files() {
        let room = room(&path);
        let own = storey(&room);
        if room == "lib" {
            continue;
        }
        for used in code(&text).split("crate::").skip(1) {
            let other: String =
                used.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect();
            // Kind and Entry are words that live beside the essay they describe.
            let word = room == "front" && other == "essay" || room == "design" && other == "html";
            let known = STOREYS.iter().any(|(_, rooms)| rooms.contains(&other.as_str()));
            assert!(
                !known || word || storey(&other) <= own,
                "{} uses {other}, which stands above it",
                path.display()
            );
        }
    }
}

#[test]
fn every_crate_lives_in_one_room() {
    for (path, text) in files() {
        let room = room(&path);
        let text = code(&text);
        for (name, homes) in HOMES {
            let used = text.contains(&format!("use {name}::"))
                || text.contains(&format!(" {name}::"))
                || text.contains(&format!("({name}::"));
            let local = name == "toml"
                && ["design", "config", "front", "map", "search", "wording", "ledger"].contains(&&*room);
            assert!(!used || local || homes.contains(&room.as_str()), "{} uses {name}", path.display());
        }
    }
}

#[test]
fn only_the_world_touches_the_world() {
    for (path, text) in files() {
        if storey(&room(&path)) == STOREYS.len() - 1 {
            continue;
        }
        for name in OF_THE_WORLD {
            assert!(!code(&text).contains(name), "{} touches {name}", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    for (path, text) in files() {
        assert!(text.starts_with("//!"), "{} does not open with //!", path.display());
        let lines = text.lines().count();
        assert!(lines <= 600, "{} has {lines} lines: let it become a folder", path.display());
    }
}
