//! What templates say: every `say(key="…")` in their text.
//!
//! In: the text of a template. Out: calls, with the place of each key. It reads no more of Tera than it needs; whatever
//! it does not understand is checked when a page is made.

use crate::source::Span;

/// One call of `say`.
#[derive(Debug, PartialEq)]
pub(super) struct Call {
    /// Which words are meant.
    pub(super) key: Key,
    /// The names of the other arguments.
    pub(super) arguments: Vec<String>,
    /// Where the key stands.
    pub(super) span: Span,
}

/// A key as a template gives it.
#[derive(Debug, PartialEq)]
pub(super) enum Key {
    /// Written out.
    Literal(String),
    /// Put together; it begins with this.
    Beginning(String),
}

/// Every call of `say` in the text of a template.
pub(super) fn calls(text: &str) -> Vec<Call> {
    let mut calls = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let (end, is_code) = match text.as_bytes().get(open + 1) {
            Some(b'#') => (after(text, open + 2, "#}"), false),
            Some(b'{') => (end_of_code(text, open + 2, "}}"), true),
            Some(b'%') => (end_of_code(text, open + 2, "%}"), true),
            _ => (open + 1, false),
        };
        if is_code {
            calls.extend(in_code(text, open + 2, end));
        }
        at = end;
    }
    calls
}

fn after(text: &str, from: usize, close: &str) -> usize {
    text.get(from..).and_then(|rest| rest.find(close)).map_or(text.len(), |found| from + found + close.len())
}

/// Where a tag ends; what stands between quotation marks does not end it.
fn end_of_code(text: &str, from: usize, close: &str) -> usize {
    let mut at = from;
    while at < text.len() {
        if text.as_bytes()[at..].starts_with(close.as_bytes()) {
            return at + close.len();
        }
        at = past(text, at);
    }
    text.len()
}

/// One past the sign at `at`, or past the whole of a quoted text that begins there.
fn past(text: &str, at: usize) -> usize {
    match text.as_bytes()[at] {
        quote @ (b'"' | b'\'' | b'`') => {
            let rest = &text.as_bytes()[at + 1..];
            rest.iter().position(|byte| *byte == quote).map_or(text.len(), |length| at + length + 2)
        }
        _ => at + 1,
    }
}

fn in_code(text: &str, start: usize, end: usize) -> Vec<Call> {
    let mut calls = Vec::new();
    let mut at = start;
    while at < end {
        if text.as_bytes()[at..end].starts_with(b"say(") && !is_word(text.as_bytes()[at - 1]) {
            calls.extend(call(text, at + "say(".len(), end));
            at += "say(".len();
        } else {
            at = past(text, at);
        }
    }
    calls
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.'
}

/// The arguments from the opening bracket on. A call whose key is not quoted says nothing of its key.
fn call(text: &str, start: usize, end: usize) -> Option<Call> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut begins) = (start, 0_usize, true);
    let (mut key, mut arguments) = (None, Vec::new());
    while at < end {
        match bytes[at] {
            b')' if depth == 0 => break,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => begins = true,
            byte if begins && byte.is_ascii_alphabetic() => {
                let length = bytes[at..end].iter().take_while(|byte| is_word(**byte)).count();
                let name = &text[at..at + length];
                let value = name_ends(bytes, at + length)?;
                match name {
                    "key" => key = Some(quoted(text, value, end)?),
                    _ => arguments.push(name.to_owned()),
                }
                (at, begins) = (value, false);
                continue;
            }
            _ => {}
        }
        at = past(text, at);
    }
    let (key, span) = key?;
    Some(Call { key, arguments, span })
}

/// Where the value begins after a name and its `=`.
fn name_ends(bytes: &[u8], at: usize) -> Option<usize> {
    let at = past_space(bytes, at);
    (bytes.get(at) == Some(&b'=')).then(|| past_space(bytes, at + 1))
}

fn past_space(bytes: &[u8], at: usize) -> usize {
    at + bytes.iter().skip(at).take_while(|byte| byte.is_ascii_whitespace()).count()
}

fn quoted(text: &str, at: usize, end: usize) -> Option<(Key, Span)> {
    let close = past(text, at);
    if close <= at + 1 || close > end {
        return None;
    }
    let written = text.get(at + 1..close - 1)?.to_owned();
    let key = match text.as_bytes().get(past_space(text.as_bytes(), close)) {
        Some(b',' | b')') => Key::Literal(written),
        _ => Key::Beginning(written),
    };
    Some((key, Span::new(at, close)))
}
