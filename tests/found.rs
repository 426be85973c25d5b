//! What the fuzz targets found once is tried in every run: `tests/fuzz/found/TARGET/`. So is what they begin with.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::path::{Path, PathBuf};

use support::hold;

/// The files of a folder of the project, by name.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

/// Tries every file of a folder, each within a time that a slow input would pass.
fn replay(folder: &str, hold: fn(&str)) {
    for path in files(folder) {
        // What is not UTF-8 never reaches the core.
        let Ok(text) = String::from_utf8(std::fs::read(&path).expect("a file")) else { continue };
        let begun = std::time::Instant::now();
        hold(&text);
        assert!(begun.elapsed().as_secs() < 20, "{} took {:?}", path.display(), begun.elapsed());
    }
}

#[test]
fn details_hold() {
    replay("tests/fuzz/found/details", hold::details);
}

#[test]
fn bodies_hold() {
    replay("tests/fuzz/found/markdown", hold::markdown);
    replay("essays", hold::markdown);
}

#[test]
fn settings_hold() {
    replay("tests/fuzz/found/config", hold::config);
}

#[test]
fn collections_hold() {
    replay("tests/fuzz/found/collection", hold::collection);
    replay("tests/faults", hold::collection);
}
