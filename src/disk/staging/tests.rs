//! What two builds at once do to each other, step by step: no test from outside can hit these moments.
#![allow(clippy::disallowed_methods, reason = "this is a test")]

use std::fs::{self, File};

use super::{keep, locked_despite, unchanged};

#[test]
fn a_lock_that_was_cleared_away_is_made_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lock");
    let mut times = 0;
    let lock = locked_despite(&path, || {
        times += 1;
        if times == 1 {
            // Another build sees a lock that nobody holds yet, and takes it for a leftover.
            fs::remove_file(&path).expect("the lock is there");
        }
    });
    let _lock = lock.expect("a lock");
    assert_eq!(times, 2);
    let seen = File::open(&path).expect("the lock is where others look for it");
    assert!(seen.try_lock().is_err(), "nobody else can have it");
}

#[test]
fn a_file_that_another_build_replaced_is_not_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    fs::write(&old, "ours").expect("the old file");
    let kept = unchanged(&old, b"ours").expect("the same bytes");
    // The other build puts its own site in the place of the old one.
    fs::write(folder.path().join("theirs"), "theirs").expect("another file");
    fs::rename(folder.path().join("theirs"), &old).expect("a swap");
    keep(&old, &new, b"ours", &kept).expect("a file");
    assert_eq!(fs::read_to_string(&new).expect("a file"), "ours");
    assert_eq!(
        fs::metadata(&new).and_then(|it| it.modified()).ok(),
        kept.modified().ok(),
        "its time is kept"
    );
    assert_eq!(fs::read_to_string(&old).expect("a file"), "theirs", "and theirs is left alone");
}
