//! A rebuild is a build: what is written over an old site is byte for byte what is written where there was none, after
//! whatever was edited, renamed, deleted, added, broken and mended; and a file whose bytes did not change keeps its time.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use support::program::{CONFIG, collection, pamphlet, tree, write};

/// One thing that an editor does; numbers choose among the essays there are.
#[derive(Clone, Debug)]
enum Edit {
    /// The words of an essay change.
    Reword(usize, u8),
    /// So do its details, which other pages show.
    Retitle(usize, u8),
    /// It moves to another file, and so to another address.
    Rename(usize, u8),
    Delete(usize),
    Add(u8),
    /// A link that leads nowhere: nothing is written until the next edit has mended it.
    Break(usize),
    /// Another line of pamphlet.toml, which every page shows.
    Settings(u8),
    /// Nothing.
    Rest,
}

fn edit() -> impl Strategy<Value = Edit> {
    let (which, new) = (0_usize..100, 0_u8..20);
    prop_oneof![
        3 => (which.clone(), new.clone()).prop_map(|(which, new)| Edit::Reword(which, new)),
        3 => (which.clone(), new.clone()).prop_map(|(which, new)| Edit::Retitle(which, new)),
        2 => (which.clone(), new.clone()).prop_map(|(which, new)| Edit::Rename(which, new)),
        2 => which.clone().prop_map(Edit::Delete),
        3 => new.clone().prop_map(Edit::Add),
        2 => which.prop_map(Edit::Break),
        1 => new.prop_map(Edit::Settings),
        1 => Just(Edit::Rest),
    ]
}

fn essay(title: u8, words: u8) -> String {
    let theme = ["tea", "milk", "bread"][usize::from(title % 3)];
    format!(
        "---\ntitle: Title {title}\ndate: 2025-02-{:02}\nthemes: [{theme}]\n---\n\nWords {words}.\n",
        title + 1
    )
}

/// The essays by name, as (title, words).
type Essays = BTreeMap<String, (u8, u8)>;

fn chosen(essays: &Essays, which: usize) -> Option<String> {
    essays.keys().nth(which % essays.len().max(1)).cloned()
}

/// Does it, on disk too, and says whether the collection is sound afterwards.
fn apply(edit: &Edit, essays: &mut Essays, root: &Path) -> bool {
    let before = std::mem::take(essays);
    let mut after = before.clone();
    let mut broken = None;
    match edit {
        Edit::Reword(which, words) => {
            if let Some(one) = chosen(&before, *which).and_then(|name| after.get_mut(&name)) {
                one.1 = *words;
            }
        }
        Edit::Retitle(which, title) => {
            if let Some(one) = chosen(&before, *which).and_then(|name| after.get_mut(&name)) {
                one.0 = *title;
            }
        }
        Edit::Rename(which, new) => {
            let one = chosen(&before, *which).and_then(|name| after.remove(&name));
            after.extend(one.map(|one| (format!("n{new}"), one)));
        }
        Edit::Delete(which) => drop(chosen(&before, *which).and_then(|name| after.remove(&name))),
        Edit::Add(new) => drop(after.insert(format!("n{new}"), (*new, 0))),
        Edit::Break(which) => broken = chosen(&before, *which),
        Edit::Settings(new) => {
            let config = CONFIG.replace("A Test", &format!("A Test {new}"));
            write(root, "pamphlet.toml", config);
        }
        Edit::Rest => {}
    }
    before.keys().for_each(|name| fs::remove_file(root.join(format!("essays/{name}.md"))).expect("gone"));
    for (name, (title, words)) in &after {
        write(root, &format!("essays/{name}.md"), essay(*title, *words));
    }
    if let Some(name) = &broken {
        let (title, words) = after[name];
        write(root, &format!("essays/{name}.md"), essay(title, words) + "\n[Broken](nowhere.md).\n");
    }
    *essays = after;
    broken.is_none()
}

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
        fs::remove_file(root.join("essays/a.md")).expect("gone");
        let mut essays = Essays::new();
        for new in 0..4 {
            apply(&Edit::Add(new), &mut essays, root);
        }
        rebuild(root, true, &Edit::Rest);
        for edit in &script {
            let sound = apply(edit, &mut essays, root);
            rebuild(root, sound, edit);
        }
    }
}
