//! Straight quotes, hyphens and dots become the marks that a typesetter would use.
//!
//! In: pieces of text in reading order. Out: the same pieces with proper marks.
//! Marks are curled, never exchanged: whoever writes "double" quotes keeps double ones
//! (British and American habits differ, and both occur in one collection).
//! Knows nothing of Markdown: code, addresses and HTML never reach it. Marks that somebody asked for as they are
//! (`\"` in Markdown) come as stand-ins and leave as themselves.

use std::borrow::Cow;

use crate::markup;

/// Marks that can be kept as they are, and what stands in for each: signs that Unicode keeps for the inside of programs.
const KEPT: [(char, char); 4] = [('"', '\u{FDD0}'), ('\'', '\u{FDD1}'), ('-', '\u{FDD2}'), ('.', '\u{FDD3}')];

/// The first byte of every stand-in.
const STAND_IN: u8 = 0xEF;

/// Appends `text` to `out`, its first sign kept from being set if it is a mark.
pub fn keep_first(text: &str, out: &mut String) {
    let stand_in = KEPT.iter().find(|(mark, _)| text.starts_with(*mark));
    if let Some((mark, stand_in)) = stand_in {
        out.push(*stand_in);
        out.push_str(&text[mark.len_utf8()..]);
    } else {
        out.push_str(text);
    }
}

/// A text that is not set, its kept marks as themselves.
pub fn kept(text: &str) -> Cow<'_, str> {
    if !text.contains(|sign| mark_of(sign).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|sign| mark_of(sign).unwrap_or(sign)).collect())
}

fn mark_of(sign: char) -> Option<char> {
    KEPT.iter().find(|(_, stand_in)| *stand_in == sign).map(|(mark, _)| *mark)
}

/// A piece of the text of one paragraph, in reading order.
pub enum Piece<'a> {
    /// Text to be set.
    Text(&'a mut Box<str>),
    /// Text that is read as it stands: what is typed on a keyboard, an address.
    Literal(&'a mut Box<str>),
    /// Something that counts as a word to its neighbours: code, a picture.
    Solid,
    /// Something that counts as the end of a line.
    Break,
}

/// Sets the marks in all pieces of one paragraph.
pub fn set(pieces: &mut [Piece<'_>]) {
    let mut before = ' ';
    let mut room = String::new();
    for index in 0..pieces.len() {
        let after = pieces[index + 1..].iter().find_map(first_sign).unwrap_or(' ');
        match &mut pieces[index] {
            Piece::Text(text) => {
                if has_marks(text.as_bytes()) {
                    room = set_text(text, before, after, room);
                    **text = room.as_str().into();
                }
                before = text.chars().next_back().unwrap_or(before);
            }
            Piece::Literal(text) => {
                if let Cow::Owned(plain) = kept(text) {
                    **text = plain.into();
                }
                before = 'x';
            }
            Piece::Solid => before = 'x',
            Piece::Break => before = ' ',
        }
    }
}

/// One text that stands alone, such as a summary, with its marks set.
pub fn text(text: &str) -> String {
    let mut text: Box<str> = text.into();
    set(&mut [Piece::Text(&mut text)]);
    text.into()
}

fn first_sign(piece: &Piece<'_>) -> Option<char> {
    match piece {
        Piece::Text(text) => text.chars().next(),
        Piece::Literal(_) | Piece::Solid => Some('x'),
        Piece::Break => Some(' '),
    }
}

fn is_mark(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\'') | (byte == b'-') | (byte == b'.') | (byte == STAND_IN)
}

/// Whether there is anything to set. Most texts have no mark but the dots that end their sentences.
fn has_marks(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = markup::find(bytes, at, is_mark) {
        if bytes[found] != b'.' || bytes.get(found + 1) == Some(&b'.') {
            return true;
        }
        at = found + 1;
    }
    false
}

/// Sets one text in the string `out`, whatever that held before.
fn set_text(text: &str, before: char, after: char, mut out: String) -> String {
    out.clear();
    out.reserve(text.len() + 16);
    let mut setter = Setter { text, before, after, out };
    let mut at = 0;
    while let Some(found) = markup::find(text.as_bytes(), at, is_mark) {
        setter.out.push_str(&text[at..found]);
        at = found + setter.step(found);
    }
    setter.out.push_str(&text[at..]);
    setter.out
}

struct Setter<'a> {
    text: &'a str,
    before: char,
    after: char,
    out: String,
}

impl Setter<'_> {
    /// Sets the mark at `index` and returns how many bytes that took.
    fn step(&mut self, index: usize) -> usize {
        match self.bytes()[index] {
            b'"' => self.quote(index, '“', '”'),
            b'\'' => self.apostrophe(index),
            b'-' => self.dash(index),
            STAND_IN => self.stand_in(index),
            _ => self.dots(index),
        }
    }

    /// A mark that is kept, or another sign that begins with the same byte.
    fn stand_in(&mut self, index: usize) -> usize {
        let sign = self.next(index);
        self.out.push(mark_of(sign).unwrap_or(sign));
        sign.len_utf8()
    }

    fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    fn previous(&self, index: usize) -> char {
        if index == 0 { self.before } else { self.out.chars().next_back().unwrap_or(self.before) }
    }

    fn next(&self, index: usize) -> char {
        self.text.get(index..).and_then(|rest| rest.chars().next()).unwrap_or(self.after)
    }

    fn quote(&mut self, index: usize, open: char, close: char) -> usize {
        let (previous, next) = (self.previous(index), self.next(index + 1));
        if open == '“' && self.is_inches(index) {
            self.out.push('″');
            return 1;
        }
        let opens = opens_after(previous) && !next.is_whitespace() && !ends(next);
        // Two quotations that begin or end side by side are kept apart by a hair space (Standard Ebooks).
        if matches!(previous, '“' | '‘' | '”' | '’')
            && matches!(open, '“' | '‘')
            && previous != open
            && previous != close
            && (opens == matches!(previous, '“' | '‘'))
        {
            self.out.push('\u{200A}');
        }
        self.out.push(if opens { open } else { close });
        1
    }

    fn apostrophe(&mut self, index: usize) -> usize {
        let previous = self.previous(index);
        let elided = opens_after(previous) && self.begins_an_elision(index + 1);
        let inside = previous.is_alphanumeric() && self.next(index + 1).is_alphabetic();
        if self.is_feet(index) {
            self.out.push('′');
        } else if elided || inside {
            self.out.push('’');
        } else {
            return self.quote(index, '‘', '’');
        }
        1
    }

    /// Words that are written with an apostrophe in place of their beginning: ’tis, ’em, ’n’, ’90s.
    fn begins_an_elision(&self, start: usize) -> bool {
        const WORDS: [&str; 11] =
            ["tis", "twas", "twere", "twill", "em", "til", "cause", "bout", "n", "round", "neath"];
        let signs = self.text[start..].chars().chain(std::iter::repeat(self.after));
        let word: String = signs.take_while(|sign| sign.is_alphanumeric()).take(8).collect();
        let decade = word.len() >= 2 && word.bytes().take(2).all(|byte| byte.is_ascii_digit()) && {
            matches!(&word[2..], "" | "s")
        };
        let closed = self.next(start + word.len()) == '\'';
        // ‘round’ and ‘cause’ are also plain words in quotation marks; a closing mark tells.
        decade
            || (WORDS.contains(&word.to_lowercase().as_str()) && (!closed || word.eq_ignore_ascii_case("n")))
    }

    /// 5′10″: a mark after a digit, with another measure right after it or before it.
    fn is_feet(&self, index: usize) -> bool {
        let digit_before = index > 0 && self.bytes()[index - 1].is_ascii_digit();
        let digits = self.bytes()[index + 1..].iter().take_while(|sign| sign.is_ascii_digit()).count();
        digit_before && (1..=2).contains(&digits) && self.next(index + 1 + digits) == '"'
    }

    fn is_inches(&self, index: usize) -> bool {
        let digits = self.bytes()[..index].iter().rev().take_while(|sign| sign.is_ascii_digit()).count();
        let mark = index.checked_sub(digits + 1).map(|at| self.bytes()[at]);
        let feet = index.checked_sub(digits + 2).is_some_and(|at| self.bytes()[at].is_ascii_digit());
        (1..=2).contains(&digits) && mark == Some(b'\'') && feet
    }

    fn dash(&mut self, index: usize) -> usize {
        let run = self.bytes()[index..].iter().take_while(|sign| **sign == b'-').count();
        let (previous, next) = (self.previous(index), self.next(index + run));
        match run {
            1 if previous == ' ' && next == ' ' => self.out.push('–'),
            1 if self.is_range(index) => self.out.push('–'),
            2 => self.out.push('–'),
            3 => self.out.push('—'),
            _ => self.out.extend(std::iter::repeat_n('-', run)),
        }
        run
    }

    /// A hyphen between two numbers is a range, unless it is part of a date, a telephone number or an ISBN.
    fn is_range(&self, index: usize) -> bool {
        let is_part = |sign: char| sign.is_alphanumeric() || sign == '-';
        let (left, right) = (&self.text[..index], &self.text[index + 1..]);
        let left = &left[left.trim_end_matches(is_part).len()..];
        let right = &right[..right.len() - right.trim_start_matches(is_part).len()];
        let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
        // A number that begins with 0 belongs to a code, not to a range.
        number(left) && number(right) && !left.starts_with('0') && !right.starts_with('0')
    }

    fn dots(&mut self, index: usize) -> usize {
        let run = self.bytes()[index..].iter().take_while(|sign| **sign == b'.').count();
        if run == 3 {
            self.out.push('…');
        } else {
            self.out.extend(std::iter::repeat_n('.', run));
        }
        run
    }
}

/// Whether a quotation mark after this sign opens.
fn opens_after(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '(' | '[' | '{' | '–' | '—' | '-' | '/' | '“' | '‘' | '\u{200A}')
}

/// Whether a sign ends what is before it.
fn ends(sign: char) -> bool {
    matches!(sign, ')' | ']' | '}' | ',' | ';' | ':' | '!' | '?')
}
