//! What one plan tells the next: after an edit only what it touches is worked out again, and the result is the same as from
//! nothing.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

use pamphlet::Memory;
use pamphlet::inputs::{Content, Inputs, Unobserved};
use pamphlet::memo::Counts;
use pamphlet::source::Source;

/// Every page of a site that was planned with this memory.
fn planned(inputs: &Inputs, memory: &Memory) -> BTreeMap<String, Content> {
    let plan = pamphlet::plan_again(inputs, &Unobserved, memory);
    let site = plan.value.site.unwrap_or_else(|| panic!("{:?}", plan.diagnostics));
    let output = Mutex::new(BTreeMap::new());
    let kept = site.produce(&Unobserved, |path, content| {
        output.lock().expect("unlocked").insert(path.to_owned(), content.clone());
        Ok::<(), Infallible>(())
    });
    assert_eq!(kept.expect("never fails"), Vec::new());
    output.into_inner().expect("unlocked")
}

fn collection() -> Inputs {
    let essay = |name: &str, day: u32| {
        let other = if name == "a" { "b" } else { "a" };
        let text = format!(
            "---\ntitle: Title {name}\ndate: 2025-02-{day:02}\nthemes: [tea]\n---\n\n## Part\n\nSee [it]({other}.md#part).\n"
        );
        (format!("essays/{name}.md"), text)
    };
    let mut files = BTreeMap::from([essay("a", 1), essay("b", 2), essay("c", 3)]);
    // The design that shows minutes in lists.
    files.insert("pamphlet.toml".to_owned(), support::CONFIG.replace("\"plain\"", "\"commons\""));
    support::inputs(&files)
}

/// Edits the first essay, and gives what was worked out: essays parsed, collections arranged, and how many pages differ.
fn edited(edit: impl Fn(&str) -> String) -> (u64, u64, usize) {
    let memory = Memory::new();
    let mut inputs = collection();
    let before = planned(&inputs, &memory);
    let counted = |counts: Counts| counts.misses;
    let (parsed, arranged) = (counted(memory.essays()), counted(memory.arrangements()));
    let first = &inputs.essays[0];
    inputs.essays[0] = Source::new(first.path().clone(), edit(first.text()));
    let after = planned(&inputs, &memory);
    assert!(after == planned(&inputs, &Memory::new()), "the memory changes what is made");
    let paths = before.keys().chain(after.keys()).collect::<std::collections::BTreeSet<_>>();
    let differ = paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).count();
    (counted(memory.essays()) - parsed, counted(memory.arrangements()) - arranged, differ)
}

#[test]
fn prose_touches_one_essay_and_arranges_nothing() {
    let (parsed, arranged, differ) = edited(|text| text.replace("See", "Look at"));
    assert_eq!((parsed, arranged), (1, 0));
    // Its page, the two feeds of everything and the feed of its theme, the index of search, and a page that names it among
    // essays like its own, since other words make it less like.
    assert_eq!(differ, 6);
}

#[test]
fn a_title_arranges_everything_and_parses_one_essay() {
    let (parsed, arranged, differ) = edited(|text| text.replace("Title a", "Another title"));
    assert_eq!((parsed, arranged), (1, 1));
    assert!(differ > 4);
}

#[test]
fn more_words_are_counted_where_others_show_them() {
    let long = |text: &str| format!("{text}\n{}\n", "Many more words stand here. ".repeat(200));
    let (parsed, arranged, differ) = edited(long);
    assert_eq!((parsed, arranged), (1, 0));
    // The minutes stand in lists and beside the essays that name it.
    assert!(differ > 4, "{differ}");
}

#[test]
fn nothing_is_worked_out_twice() {
    let memory = Memory::new();
    let inputs = collection();
    planned(&inputs, &memory);
    let before = (memory.essays().misses, memory.arrangements().misses);
    planned(&inputs, &memory);
    assert_eq!((memory.essays().misses, memory.arrangements().misses), before);
}
