//! What the program makes of words, for a judge to whom it is given as JSON.

use std::collections::BTreeSet;
use std::path::Path;

use pamphlet::search::terms::{distance, mutations, term};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::words::words_of;

/// What the program makes of the samples, of texts in every script, and of the words of both.
pub(crate) fn given(root: &Path) -> Value {
    let essays =
        std::fs::read_dir(root.join("essays")).expect("the samples").flatten().map(|entry| entry.path());
    let essays = essays.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let mut texts: Vec<String> = essays.map(|path| std::fs::read_to_string(path).expect("text")).collect();
    assert!(texts.len() > 10, "the samples are missing");
    texts.extend(texts_in_every_script(500));
    let mut all = BTreeSet::new();
    let read = texts.iter().map(|text| {
        let units = units(text);
        let words = words_of(text).into_iter().map(|it| {
            let place = json!([it.word, it.position, units[it.start], units[it.end]]);
            all.insert(it.word);
            place
        });
        json!({ "text": text, "words": words.collect::<Vec<_>>() })
    });
    let read: Vec<Value> = read.collect();
    let all: Vec<String> = all.into_iter().collect();
    let words =
        all.iter().map(|word| json!({ "word": word, "term": term(word, "en"), "forms": mutations(word) }));
    let distances =
        all.windows(2).map(|pair| json!({ "words": pair, "most": 3, "is": distance(&pair[0], &pair[1], 3) }));
    json!({ "texts": read, "words": words.collect::<Vec<_>>(), "distances": distances.collect::<Vec<_>>() })
}

/// For every byte at which a sign begins or ends, how many units of JavaScript stand before it.
fn units(text: &str) -> Vec<usize> {
    let mut units = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, sign) in text.char_indices() {
        units[at] = count;
        count += sign.len_utf16();
    }
    units[text.len()] = count;
    units
}

/// Texts of signs that every version of Unicode in use knows alike.
fn texts_in_every_script(count: usize) -> Vec<String> {
    let scripts = [
        ('\u{20}', '\u{7E}'),
        ('a', 'z'),
        ('0', '9'),
        ('\u{A0}', '\u{24F}'),
        ('\u{250}', '\u{36F}'),
        ('\u{38E}', '\u{3A1}'),
        ('\u{3A3}', '\u{52F}'),
        ('\u{5D0}', '\u{5EA}'),
        ('\u{620}', '\u{6FF}'),
        ('\u{904}', '\u{94D}'),
        ('\u{10A0}', '\u{10C5}'),
        ('\u{1E00}', '\u{1EFF}'),
        ('\u{2010}', '\u{2027}'),
        ('\u{200B}', '\u{200D}'),
        ('\u{2070}', '\u{2071}'),
        ('\u{2100}', '\u{2188}'),
        ('\u{2460}', '\u{24FF}'),
        ('\u{3041}', '\u{3096}'),
        ('\u{3099}', '\u{30FF}'),
        ('\u{4E00}', '\u{4FFF}'),
        ('\u{AC00}', '\u{D7A3}'),
        ('\u{FB00}', '\u{FB06}'),
        ('\u{FF01}', '\u{FF9F}'),
        ('\u{1D400}', '\u{1D454}'),
        ('\u{1F600}', '\u{1F64F}'),
        ('\u{20000}', '\u{20FFF}'),
    ];
    let joining = prop::sample::select("-‐–'’.,.,\u{AD}\u{FEFF}\u{301} ".chars().collect::<Vec<_>>());
    let any =
        prop::sample::select(scripts.to_vec()).prop_flat_map(|(first, last)| prop::char::range(first, last));
    // Scripts in turn, and runs within one of them, so that words come about.
    let run = prop::sample::select(scripts.to_vec())
        .prop_flat_map(|(first, last)| prop::collection::vec(prop::char::range(first, last), 1..6));
    let bit =
        prop_oneof![3 => run, 3 => joining.prop_map(|sign| vec![sign]), 1 => any.prop_map(|sign| vec![sign])];
    let text = prop::collection::vec(bit, 0..60).prop_map(|bits| bits.concat().into_iter().collect());
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| text.new_tree(&mut runner).expect("a text").current()).collect()
}
