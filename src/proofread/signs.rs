//! Signs that a word processor leaves behind.

use super::{Reading, code};
use crate::diagnostic::{Code, Diagnostic};
use crate::markup;
use crate::source::Span;

/// A sign, and what an editor would call it.
const SIGNS: [(char, &str); 6] = [
    ('\u{A0}', "fixed space"),
    ('\u{AD}', "soft hyphen"),
    ('\u{200B}', "invisible space"),
    ('\u{FEFF}', "invisible mark"),
    ('\u{2011}', "fixed hyphen"),
    ('\u{F0B7}', "odd bullet"),
];

const PLAIN_SIGNS: &str =
    "Write plain spaces and hyphens instead; most editors can replace them all at once.";
const ONE_SPACE: &str = "Write one space; most editors can replace them all at once.";

/// Reads the whole body for signs, and reports them together.
pub(super) fn read(reading: &mut Reading<'_>) {
    let text = reading.text();
    let bytes = text.as_bytes();
    let mut found: Vec<(usize, usize, &str)> = Vec::new();
    let mut at = 0;
    while let Some(offset) = markup::find(bytes, at, |byte| !byte.is_ascii()) {
        let sign = text[offset..].chars().next().unwrap_or(' ');
        found.extend(name_of(text, offset, sign).map(|name| (offset, sign.len_utf8(), name)));
        at = offset + sign.len_utf8();
    }
    at = 0;
    let in_markup = |byte| (byte == b'<') | (byte == b'&') | (byte == b'-');
    while let Some(offset) = markup::find(bytes, at, in_markup) {
        let name = if bytes[offset] == b'&' { "fixed space" } else { "piece of Office markup" };
        found.extend(markup_at(bytes, offset).map(|(at, length)| (at, length, name)));
        at = offset + 1;
    }
    found.extend(double_spaces(text));
    found.sort_unstable();
    let Some((first, length, _)) = found.first().copied() else { return };
    let start = reading.body.start;
    let all_are = |sign: &str| found.iter().all(|(offset, _, _)| text[*offset..].starts_with(sign));
    let whence = match (all_are("&nbsp;"), all_are("  ")) {
        (true, _) => "Written as in HTML",
        (_, true) => "Inside a sentence",
        _ => "Pasted from a word processor",
    };
    let message = format!("{whence}: {}.", counted(&found));
    let mut diagnostic = Diagnostic::new(Code::W161, message)
        .at(reading.source.place(Span::new(start + first, start + first + length)))
        .help(if all_are("  ") { ONE_SPACE } else { PLAIN_SIGNS });
    for (offset, length, name) in found.iter().skip(1).take(3) {
        diagnostic =
            diagnostic.also(reading.source.place(Span::new(start + offset, start + offset + length)), *name);
    }
    reading.found.push(diagnostic);
}

/// Spaces that stand together inside a sentence: between two words, perhaps behind a comma. Those that Markdown reads itself,
/// at the ends of a line, behind the sign of a list or in a table, are left alone, and so is code.
fn double_spaces(text: &str) -> Vec<(usize, usize, &'static str)> {
    let mut found = Vec::new();
    if !text.contains("  ") {
        return found;
    }
    for (offset, line) in code::lines(text).into_iter().filter(|(_, line)| !line.contains('|')) {
        let mut at = line.len() - line.trim_start().len();
        while let Some(begin) = line[at..].find("  ").map(|begin| at + begin) {
            let rest = line[begin..].trim_start_matches(' ');
            at = line.len() - rest.len();
            let before = line[..begin].chars().next_back();
            let goes_on = before.is_some_and(|sign| sign.is_alphanumeric() || matches!(sign, ',' | ';'));
            if goes_on && rest.starts_with(char::is_alphanumeric) && !code::is_inside(line, begin) {
                found.push((offset + begin, at - begin, "double space"));
            }
        }
    }
    found
}

/// What an editor would call a sign that does not belong there.
fn name_of(text: &str, offset: usize, sign: char) -> Option<&'static str> {
    match SIGNS.iter().find(|(other, _)| *other == sign) {
        // Typographers put a fixed space between a number and its unit, and that is right.
        Some(('\u{A0}', _)) if beside_a_number(text, offset) => None,
        Some((_, name)) => Some(name),
        None if sign == '•' => {
            text[..offset].trim_end_matches([' ', '\t']).ends_with('\n').then_some("odd bullet")
        }
        None => None,
    }
}

/// Office markup whose rarest sign stands at `offset`: where it begins, and its length.
fn markup_at(bytes: &[u8], offset: usize) -> Option<(usize, usize)> {
    let found = ["<o:p", "&nbsp;"].into_iter().find(|markup| bytes[offset..].starts_with(markup.as_bytes()));
    let class = bytes[..=offset].ends_with(b"mso-");
    found.map(|markup| (offset, markup.len())).or_else(|| class.then(|| (offset - 3, 4)))
}

fn beside_a_number(text: &str, offset: usize) -> bool {
    let before = text[..offset].chars().next_back();
    let after = text[offset..].chars().nth(1);
    let fits = |sign: char| sign.is_ascii_digit() || matches!(sign, '£' | '€' | '¶' | '§' | '.');
    before.is_some_and(fits) || after.is_some_and(|sign| sign.is_ascii_digit())
}

fn counted(found: &[(usize, usize, &str)]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (_, _, name) in found {
        match counts.iter_mut().find(|(other, _)| other == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let words = counts.iter().map(|(name, count)| match (count, name.strip_prefix("piece")) {
        (1, _) => format!("1 {name}"),
        (count, Some(rest)) => format!("{count} pieces{rest}"),
        (count, None) => format!("{count} {name}s"),
    });
    words.collect::<Vec<_>>().join(", ")
}
