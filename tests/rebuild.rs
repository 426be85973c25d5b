//! A rebuild is a build: what is written over an old site is byte for byte what is written where there was none, after
//! whatever was edited, renamed, deleted, added, broken and mended; and a file whose bytes did not change keeps its time.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use support::edits::{Edit, Edited, edit};
use support::program::{collection, pamphlet, tree};

/// A time that no build gives.
fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

fn age(output: &Path, paths: impl IntoIterator<Item = String>) {
    for path in paths {
        let file = fs::File::options().append(true).open(output.join(path)).expect("a file");
        file.set_modified(long_ago()).expect("set");
    }
}

/// Builds over the old site, and asserts all that a rebuild promises.
fn rebuild(root: &Path, sound: bool, edit: &Edit) {
    let output = root.join("output");
    let before = tree(&output);
    age(&output, before.keys().cloned());
    let warm = pamphlet(root, &["build", "--as-of", "2026-01-01"]);
    assert_eq!(warm.status.success(), sound, "{edit:?}: {}", String::from_utf8_lossy(&warm.stderr));
    let after = tree(&output);
    if sound {
        let cold = tempfile::tempdir().expect("a folder");
        let target = cold.path().join("output");
        let arguments = ["build", "--as-of", "2026-01-01", "-o", target.to_str().expect("a name")];
        assert!(pamphlet(root, &arguments).status.success());
        same(&after, &tree(&target), edit);
    } else {
        same(&after, &before, edit);
    }
    for (path, bytes) in &after {
        let time = fs::metadata(output.join(path)).and_then(|known| known.modified()).expect("a time");
        let kept = before.get(path) == Some(bytes);
        assert_eq!(time == long_ago(), kept, "{edit:?}: {path} has the wrong time");
    }
}

fn same(found: &BTreeMap<String, Vec<u8>>, expected: &BTreeMap<String, Vec<u8>>, edit: &Edit) {
    let paths: Vec<&String> = found.keys().chain(expected.keys()).collect();
    let differ: Vec<_> = paths.into_iter().filter(|path| found.get(*path) != expected.get(*path)).collect();
    assert!(differ.is_empty(), "after {edit:?} these differ: {differ:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rebuild_is_a_build(script in prop::collection::vec(edit(), 1..10)) {
        let folder = collection();
        let root = folder.path();
        let mut edited = Edited::begin(root);
        rebuild(root, true, &Edit::Rest);
        for edit in &script {
            let sound = edited.apply(edit, root);
            rebuild(root, sound, edit);
        }
    }
}
