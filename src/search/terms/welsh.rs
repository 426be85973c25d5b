//! Welsh words change their first letters after others: `capel`, `y capel`, but `i gapel`, `fy nghapel`, `a chapel`.
//!
//! In: a word, as anybody types it. Out: every form that the same word may have. Some of them are no words at all, which does
//! no harm: they are looked for and not found.

use std::collections::BTreeSet;

/// Letters that begin a word, and what becomes of them.
const CHANGES: [(&str, &[&str]); 9] = [
    ("c", &["g", "ngh", "ch"]),
    ("p", &["b", "mh", "ph"]),
    ("t", &["d", "nh", "th"]),
    ("g", &["", "ng"]),
    ("b", &["f", "m"]),
    ("d", &["dd", "n"]),
    ("ll", &["l"]),
    ("m", &["f"]),
    ("rh", &["r"]),
];

/// Beginnings of more than one sign: letters of Welsh, and what becomes of `c`, `p` and `t`. The longest comes first.
const LETTERS: [&str; 11] = ["ngh", "ch", "dd", "ff", "ng", "ll", "ph", "rh", "th", "mh", "nh"];

/// What may be left of a word that lost its `g`: `gardd` becomes `ardd`, `glan` becomes `lan`.
const AFTER_G: [&str; 10] = ["a", "e", "i", "o", "u", "w", "y", "l", "r", "n"];

/// The vowels, which take an `h` before them.
const VOWELS: &str = "aeiouwy";

/// Words of fewer signs are left as they are: almost every one would become another word.
const SHORTEST: usize = 3;

/// Every form that a Welsh word may have at its beginning, sorted, without the word itself.
pub fn mutations(word: &str) -> Vec<String> {
    if word.chars().nth(SHORTEST - 1).is_none() {
        return Vec::new();
    }
    let mut forms = radicals(word);
    let changed: Vec<String> = forms.iter().flat_map(|radical| changed(radical)).collect();
    forms.extend(changed);
    forms.remove(word);
    forms.into_iter().collect()
}

/// The words that this may be a form of, itself among them.
fn radicals(word: &str) -> BTreeSet<String> {
    let first = first(word);
    let rest = &word[first.len()..];
    let mut radicals = BTreeSet::from([word.to_owned()]);
    for (letter, forms) in CHANGES {
        if forms.contains(&first) {
            radicals.insert(format!("{letter}{rest}"));
        }
    }
    if AFTER_G.contains(&first) {
        radicals.insert(format!("g{word}"));
    }
    if first == "h" && rest.starts_with(is_vowel) {
        radicals.insert(rest.to_owned());
    }
    radicals
}

/// What becomes of a word after others.
fn changed(radical: &str) -> Vec<String> {
    let first = first(radical);
    let rest = &radical[first.len()..];
    let own = CHANGES.iter().filter(|(letter, _)| *letter == first);
    let mut changed: Vec<String> =
        own.flat_map(|(_, forms)| forms.iter().map(|form| format!("{form}{rest}"))).collect();
    if radical.starts_with(is_vowel) {
        changed.push(format!("h{radical}"));
    }
    changed
}

/// The letter that a word begins with, which may be of several signs.
fn first(word: &str) -> &str {
    let several = LETTERS.iter().find(|letter| word.starts_with(*letter));
    let one = || word.chars().next().map_or(0, char::len_utf8);
    &word[..several.map_or_else(one, |letter| letter.len())]
}

fn is_vowel(sign: char) -> bool {
    VOWELS.contains(sign)
}
