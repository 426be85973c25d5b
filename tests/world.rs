//! The program in the world: exit codes, faults of files and folders, and the promises of writing.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::fs;

use support::program::{collection, essay, says, write};

#[test]
fn the_command_line_answers() {
    let folder = collection();
    let root = folder.path();
    says(root, &[], 2, "Usage");
    says(root, &["--help"], 0, "Begin a new essay");
    says(root, &["biuld"], 2, "build");
    says(root, &["build", "--as-of", "1.1.2026"], 2, "year-month-day");
    says(root, &["explain", "e104"], 0, "year-month-day");
    says(root, &["explain", "E1o4"], 2, "Did you mean E104?");
    says(root, &["completions", "bash"], 0, "_pamphlet");
    says(root, &["check"], 0, "Checked");
    assert!(!root.join("output").exists(), "check writes nothing");
    says(root, &["build", "--timings"], 0, "stage");
    let json = says(root, &["build", "--format", "json"], 0, "\"essays\": 1");
    serde_json::from_str::<serde_json::Value>(&json).expect("one JSON document");
    essay(root, "b", "A [link](nowhere.md)");
    let json = says(root, &["check", "--format", "json"], 1, "\"E151\"");
    let document: serde_json::Value = serde_json::from_str(&json).expect("one JSON document");
    assert_eq!(document["diagnostics"][0]["line"], 6);
    assert_eq!(document["diagnostics"][0]["column"], 3);
}

#[test]
fn strict_makes_warnings_fail() {
    let folder = collection();
    essay(folder.path(), "b", "Read [here](https://example.com/)");
    says(folder.path(), &["build", "--strict"], 1, "W154");
    assert!(!folder.path().join("output").exists());
    says(folder.path(), &["build"], 0, "1 warning");
}

#[test]
fn a_new_collection_works_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    says(folder.path(), &["init", "mine"], 0, "pamphlet build");
    let root = folder.path().join("mine");
    says(&root, &["build", "--strict"], 0, "0 warnings");
    says(folder.path(), &["init", "mine"], 2, "not empty");
    says(&root, &["new", "Power: who has \"it\"?"], 0, "essays/power-who-has-it.md");
    says(&root, &["new", "Power who has it"], 2, "already there");
    says(&root, &["build", "--strict", "--drafts"], 0, "0 warnings");
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = collection();
    let root = folder.path();
    write(root, "essays/latin.md", b"---\ntitle: T\ndate: 2025-02-25\n---\n\nBritain\x92s.\n");
    write(root, "essays/a-letter.docx", "x");
    write(root, "essays/A.md", "---\ntitle: T\ndate: 2025-02-25\nslug: c\n---\n\nText.\n");
    fs::File::create(root.join("essays/film.md"))
        .and_then(|file| file.set_len(100_000_000))
        .expect("a large file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.join("essays"), root.join("essays/loop")).expect("a link");
    let utf16: Vec<u8> = "---\ntitle: T\n---\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    write(root, "essays/wide.md", &utf16);
    write(root, "essays/wide-marked.md", [&b"\xFF\xFE"[..], &utf16].concat());
    let told = says(root, &["build"], 1, "E171");
    assert_eq!(told.matches("this file is saved as UTF-16").count(), 2, "{told}");
    assert!(told.contains("essays/latin.md:6:8"), "{told}");
    for words in ["line 6 has byte 0x92, probably ’", "[E172]", "[E173]", "[E175]", "Nothing was written"] {
        assert!(told.contains(words), "{words}:\n{told}");
    }
    #[cfg(unix)]
    assert!(told.contains("[E174]"), "{told}");
    let empty = tempfile::tempdir().expect("a folder");
    says(empty.path(), &["build"], 2, "E201");
}

#[test]
fn folders_of_others_are_not_touched() {
    let folder = collection();
    let root = folder.path();
    fs::create_dir(root.join("theirs")).expect("a folder");
    write(root, "theirs/letter.txt", "dear");
    says(root, &["build", "-o", "theirs"], 2, "E501");
    assert_eq!(fs::read_to_string(root.join("theirs/letter.txt")).expect("still there"), "dear");
    says(root, &["build", "-o", "essays"], 2, "E501");
    says(root, &["build", "-o", "."], 2, "E501");
    says(root, &["build", "-o", "themes/../essays/new"], 2, "E501");
    says(root, &["build", "-o", "essays/../elsewhere"], 0, "Built");
    assert!(root.join("elsewhere/index.html").exists(), "it is no folder of the sources");
    says(root, &["build"], 0, "Built");
    write(root, "output/notes.txt", "mine");
    says(root, &["build"], 2, "notes.txt");
    assert_eq!(fs::read_to_string(root.join("output/notes.txt")).expect("still there"), "mine");
    write(root, "file", "x");
    says(root, &["build", "-o", "file/output"], 2, "E503");
}

#[test]
fn what_is_carried_over_stays() {
    let folder = collection();
    fs::create_dir_all(folder.path().join("output/.git")).expect("a folder");
    write(folder.path(), "output/.gitkeep", "");
    write(folder.path(), "output/.git/HEAD", "ref");
    for _ in 0..2 {
        says(folder.path(), &["build"], 0, "Built");
        assert!(folder.path().join("output/.gitkeep").exists());
        assert!(folder.path().join("output/.git/HEAD").exists());
    }
}

#[test]
fn unchanged_files_keep_their_time() {
    let folder = collection();
    let root = folder.path();
    essay(root, "b", "two");
    says(root, &["build"], 0, "Built");
    let time = |path: &str| fs::metadata(root.join(path)).and_then(|meta| meta.modified()).expect("a time");
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for path in ["output/essays/a/index.html", "output/essays/b/index.html"] {
        fs::File::options()
            .write(true)
            .open(root.join(path))
            .and_then(|file| file.set_modified(old))
            .expect("set");
    }
    essay(root, "b", "another two");
    says(root, &["build"], 0, "Built");
    assert_eq!(time("output/essays/a/index.html"), old);
    assert!(time("output/essays/b/index.html") > old);
    assert_eq!(support::program::leftovers(root), [""; 0]);
}

#[test]
fn a_faulty_collection_leaves_the_old_site() {
    let folder = collection();
    says(folder.path(), &["build"], 0, "Built");
    let before = fs::read_to_string(folder.path().join("output/essays/a/index.html")).expect("a page");
    essay(folder.path(), "a", "[broken](nowhere.md)");
    says(folder.path(), &["build"], 1, "E151");
    assert_eq!(fs::read_to_string(folder.path().join("output/essays/a/index.html")).expect("a page"), before);
}
