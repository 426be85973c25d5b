//! Text becomes words: folded, so that case, accents and kinds of hyphens do not matter, each at a position.
//!
//! In: any text. Out: words in reading order, each with its position and the place in the text where it stands.
//! What readers take for one word is a *chunk*: `co-operative`, `l’eau`, `1,000`, `U.K.` are one each. A chunk may give
//! several words at one position (`cooperative`, `co` and `operative`), so that it is found however it is typed.
//! `browser/tokens.js` does the same in the browser.

mod fold;

use std::ops::Range;

use fold::{Kind, kind};

/// Signs of a word that are kept; longer ones are no words that anybody types.
const LONGEST: usize = 40;

/// A last piece of at least so many signs is a word of its own: the name in `o’brien`, but not the `t` of `don’t`.
const OF_ITS_OWN: usize = 3;

/// One word, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// The word: lower case without accents, of letters, digits, and full stops between digits.
    pub word: &'t str,
    /// The number of its chunk in the text, from 0; neighbours differ by one.
    pub position: u32,
    /// Where its chunk stands in the text, in bytes.
    pub span: Range<usize>,
    /// The number of the word within its chunk, from 0.
    pub number: usize,
}

/// Gives every word of `text` to `each`, in reading order.
pub fn tokens(text: &str, each: &mut dyn FnMut(Token<'_>)) {
    let mut chunk = Chunk::default();
    let (mut at, mut position) = (0, 0);
    while let Some(start) = next_start(text, at) {
        let plain = plain_end(text.as_bytes(), start);
        let given = match plain {
            Some(end) => {
                at = end;
                chunk.give_plain(&text[start..end], position, start..end, each)
            }
            None => {
                at = chunk.read(text, start);
                chunk.give(position, start..at, each)
            }
        };
        position += u32::from(given);
    }
}

/// Where the next chunk begins, from `at` on.
fn next_start(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            return Some(at);
        }
        if byte.is_ascii() {
            at += 1;
            continue;
        }
        let sign = text[at..].chars().next()?;
        if matches!(kind(sign), Kind::Letter | Kind::Alone) {
            return Some(at);
        }
        at += sign.len_utf8();
    }
    None
}

/// Most words are plain ASCII with nothing after them that could belong to them. Where such a word ends.
fn plain_end(bytes: &[u8], start: usize) -> Option<usize> {
    let length = bytes[start..].iter().position(|byte| !byte.is_ascii_alphanumeric());
    let end = length.map_or(bytes.len(), |length| start + length);
    let plain = match bytes.get(end) {
        Some(b'\'' | b'-' | b'.' | b',') => {
            bytes.get(end + 1).is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric())
        }
        Some(byte) => byte.is_ascii(),
        None => true,
    };
    (plain && end > start).then_some(end)
}

/// One chunk while it is read, its letters folded and without what joined them. Used again for every chunk.
#[derive(Default)]
struct Chunk {
    /// All parts, one after another.
    letters: String,
    /// The parts that hyphens left.
    parts: Vec<Part>,
    /// Where the pieces of the part that is read begin: apostrophes divide a part.
    pieces: Vec<usize>,
}

/// A part of a chunk, as places in its letters.
struct Part {
    start: usize,
    end: usize,
    /// Where the last piece begins, if apostrophes divide the part.
    last: usize,
}

/// The sign that was read last, as far as a full stop or a comma must know it.
#[derive(Clone, Copy)]
struct Before {
    sign: char,
    /// Whether no letter stands directly before it.
    alone: bool,
}

/// How a joiner joins what stands around it.
enum Join {
    Hyphen,
    Apostrophe,
    /// It goes without a trace.
    Dropped,
    /// It stays in the word: the full stop of `3.5`.
    Kept,
}

/// What begins so is one word only, wherever it has a hyphen: the parts of `co-operative` would be found for an operation.
const UNDIVIDED: &str = "coop";

impl Chunk {
    /// Reads the chunk that begins at `start`; gives where it ends.
    fn read(&mut self, text: &str, start: usize) -> usize {
        self.letters.clear();
        self.parts.clear();
        self.begin_part();
        let mut before: Option<Before> = None;
        let mut joined = false;
        let mut end = text.len();
        for (offset, sign) in text[start..].char_indices() {
            let at = start + offset;
            match (kind(sign), before) {
                (Kind::Letter, _) => {
                    before = Some(Before { sign, alone: before.is_none() || joined });
                    joined = false;
                    fold::push(sign, &mut self.letters);
                }
                (Kind::Passed, _) => {}
                (Kind::Alone, None) => {
                    fold::push(sign, &mut self.letters);
                    end = passed(text, at + sign.len_utf8());
                    break;
                }
                (kind, Some(before)) => {
                    let Some(join) = join(kind, before, &text[at + sign.len_utf8()..]) else {
                        end = at;
                        break;
                    };
                    self.join(&join);
                    joined = true;
                }
                (_, None) => {
                    end = at;
                    break;
                }
            }
        }
        self.end_part();
        end
    }

    fn join(&mut self, join: &Join) {
        match join {
            Join::Hyphen => {
                self.end_part();
                self.begin_part();
            }
            Join::Apostrophe => self.pieces.push(self.letters.len()),
            Join::Kept => self.letters.push('.'),
            Join::Dropped => {}
        }
    }

    fn begin_part(&mut self) {
        self.pieces.clear();
        self.pieces.push(self.letters.len());
    }

    /// Ends a part, without its possessive.
    fn end_part(&mut self) {
        let start = self.pieces.first().copied().unwrap_or_default();
        let mut last = self.pieces.pop().unwrap_or_default();
        if last > start && &self.letters[last..] == "s" {
            self.letters.truncate(last);
            last = self.pieces.pop().unwrap_or(start);
        }
        let end = self.letters.len();
        if end > start {
            self.parts.push(Part { start, end, last });
        }
    }

    /// Gives a word of ASCII letters and digits as it is, in lower case.
    fn give_plain(
        &mut self,
        word: &str,
        position: u32,
        span: Range<usize>,
        each: &mut dyn FnMut(Token<'_>),
    ) -> bool {
        self.letters.clear();
        self.letters.push_str(&word[..word.len().min(LONGEST)]);
        self.letters.make_ascii_lowercase();
        each(Token { word: &self.letters, position, span, number: 0 });
        true
    }

    /// Gives the words of the chunk that was read; says whether there was any.
    fn give(&self, position: u32, span: Range<usize>, each: &mut dyn FnMut(Token<'_>)) -> bool {
        let mut number = 0;
        let mut give = |word: &str| {
            each(Token { word: cut(word), position, span: span.clone(), number });
            number += 1;
        };
        let several = self.parts.len() > 1;
        if several {
            give(&self.letters);
            if self.letters.starts_with(UNDIVIDED) {
                return true;
            }
        }
        for part in &self.parts {
            let word = &self.letters[part.start..part.end];
            if !several || word.chars().nth(1).is_some() {
                give(word);
            }
            let last = &self.letters[part.last..part.end];
            if part.last > part.start && last.chars().nth(OF_ITS_OWN - 1).is_some() {
                give(last);
            }
        }
        number > 0
    }
}

/// Whether and how a sign that is no letter joins what stands before it to the rest of the text.
fn join(joiner: Kind, before: Before, rest: &str) -> Option<Join> {
    let mut signs = rest.chars().filter(|sign| kind(*sign) != Kind::Passed);
    let next = signs.next().filter(|next| kind(*next) == Kind::Letter)?;
    match joiner {
        Kind::Hyphen => Some(Join::Hyphen),
        Kind::Apostrophe => Some(Join::Apostrophe),
        Kind::Comma => {
            let mut digit = || signs.next().is_some_and(|sign| sign.is_ascii_digit());
            let thousand =
                before.sign.is_ascii_digit() && next.is_ascii_digit() && digit() && digit() && !digit();
            thousand.then_some(Join::Dropped)
        }
        Kind::Stop if before.sign.is_ascii_digit() => next.is_ascii_digit().then_some(Join::Kept),
        Kind::Stop => {
            let alone = |next: Option<char>| next.is_none_or(|next| kind(next) != Kind::Letter);
            let initials =
                before.alone && before.sign.is_alphabetic() && next.is_alphabetic() && alone(signs.next());
            initials.then_some(Join::Dropped)
        }
        Kind::Letter | Kind::Alone | Kind::Passed | Kind::Other => None,
    }
}

/// Where the signs end that are passed over, from `at` on.
fn passed(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = rest.find(|sign| kind(sign) != Kind::Passed);
    end.map_or(text.len(), |end| at + end)
}

/// A word without what is beyond the longest; a full stop is never its last sign.
fn cut(word: &str) -> &str {
    let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(end, _)| end);
    word[..end].trim_end_matches('.')
}
