//! Signs: what each is to a word, and what it becomes in one.
//!
//! In: one sign. Out: its kind; the lower-case letters without accents that stand for it.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a sign is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter or a digit.
    Letter,
    /// A sign of Chinese or Japanese, which are written without spaces: a chunk by itself.
    Alone,
    /// An accent, or a sign that is not seen: belongs to the word and says nothing.
    Passed,
    Apostrophe,
    Hyphen,
    Stop,
    Comma,
    /// Whatever separates words.
    Other,
}

/// What `sign` is to a word.
pub(super) fn kind(sign: char) -> Kind {
    match sign {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Kind::Letter,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{2BC}' | '\u{FF07}' => Kind::Apostrophe,
        '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => Kind::Hyphen,
        '.' => Kind::Stop,
        ',' => Kind::Comma,
        _ if sign.is_ascii() => Kind::Other,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => Kind::Passed,
        _ if is_combining_mark(sign) => Kind::Passed,
        _ if !sign.is_alphanumeric() => Kind::Other,
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => Kind::Alone,
        '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Kind::Alone,
        _ => Kind::Letter,
    }
}

/// Appends what stands for `sign` in a word.
pub(super) fn push(sign: char, word: &mut String) {
    if sign.is_ascii() {
        word.push(sign.to_ascii_lowercase());
        return;
    }
    decompose_compatible(sign, |simple| {
        for letter in simple.to_lowercase() {
            match spelt(letter) {
                Some(letters) => word.push_str(letters),
                None if matches!(kind(letter), Kind::Letter | Kind::Alone) => word.push(letter),
                None => {}
            }
        }
    });
}

/// Letters that are no letter with an accent, and yet are typed by many as others.
fn spelt(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ς' => "σ",
        _ => return None,
    })
}
