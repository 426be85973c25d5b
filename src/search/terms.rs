//! A word becomes the term under which it is found, so that `houses` finds `house` and `organized` finds `organising`.
//!
//! In: a word as [`tokens`](super::tokens::tokens) gives it, and the language it is in. Out: its term. Only English is
//! stemmed; in every other language a word is its own term. `browser/tokens.js` does the same in the browser.

mod near;
mod welsh;

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

pub use near::distance;
pub use welsh::mutations;

/// Words that a stemmer would throw together, or apart, against what collections like these are about.
const KEPT: [(&str, &[&str]); 3] = [
    ("coop", &["coop", "coops", "cooperative", "cooperatives", "cooperatively"]),
    ("cooperation", &["cooperation"]),
    ("cooperate", &["cooperate", "cooperates", "cooperated", "cooperating"]),
];

/// What may follow `iz` or `yz` where others write `is` or `ys`.
const AFTER_IZ: [&str; 10] = ["e", "es", "ed", "ing", "er", "ers", "ation", "ations", "able", "ingly"];

/// What may follow `our` where others write `or`.
const AFTER_OUR: [&str; 24] = [
    "", "s", "ed", "ing", "ings", "er", "ers", "ite", "ites", "able", "ably", "less", "ful", "fully", "hood",
    "hoods", "ly", "al", "ally", "ist", "ists", "ism", "y", "ies",
];

/// Letters that must stand before a spelling is exchanged: `prize` and `four` are spelt alike everywhere.
const BEFORE: usize = 3;

/// The term of a word in a language, which is told by its primary subtag (`en`).
pub fn term<'w>(word: &'w str, language: &str) -> Cow<'w, str> {
    if language != "en" {
        return Cow::Borrowed(word);
    }
    if let Some((kept, _)) = KEPT.iter().find(|(_, words)| words.contains(&word)) {
        return Cow::Borrowed(kept);
    }
    match one_spelling(word) {
        Some(word) => Cow::Owned(stem(&word).into_owned()),
        None => stem(word),
    }
}

/// The stem of an English word by Porter's second algorithm. Words with signs other than a to z are their own stems.
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Stemmer::create(Algorithm::English).stem(word)
    } else {
        Cow::Borrowed(word)
    }
}

/// A word that is spelt in two ways, in one of them: with `ise`, but with `or`, since that is how stems are made best.
fn one_spelling(word: &str) -> Option<String> {
    with_ise(word).or_else(|| with_or(word))
}

fn with_ise(word: &str) -> Option<String> {
    let mut stems = AFTER_IZ.iter().filter_map(|ending| word.strip_suffix(ending));
    let stem = stems.find(|stem| stem.ends_with("iz") || stem.ends_with("yz"))?;
    let before = &stem[..stem.len() - 1];
    has_enough(&before[..before.len() - 1]).then(|| format!("{before}s{}", &word[stem.len()..]))
}

fn with_or(word: &str) -> Option<String> {
    let mut stems = AFTER_OUR.iter().filter_map(|ending| word.strip_suffix(ending)?.strip_suffix("our"));
    let before = stems.next()?;
    has_enough(before).then(|| format!("{before}or{}", &word[before.len() + 3..]))
}

fn has_enough(before: &str) -> bool {
    before.chars().nth(BEFORE - 1).is_some()
}
