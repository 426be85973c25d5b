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
        // A target is given as much of its input as is UTF-8, and so is the core here.
        let bytes = std::fs::read(&path).expect("a file");
        let valid = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let text = std::str::from_utf8(&bytes[..valid]).expect("the part that is UTF-8");
        let begun = std::time::Instant::now();
        hold(text);
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
