//! Words spelt in two ways in one essay.

use std::collections::BTreeMap;

use super::Reading;
use crate::diagnostic::Code;
use crate::document::{Block, BlockKind, Definition, Inline, Table};

/// Spellings of one word. Endings are part of the word, so each family is found with all of them.
const PAIRS: [(&str, &str); 10] = [
    ("co-operat", "cooperat"),
    ("co-ordinat", "coordinat"),
    ("e-mail", "email"),
    ("behaviour", "behavior"),
    ("neighbour", "neighbor"),
    ("labour", "labor"),
    ("organis", "organiz"),
    ("recognis", "recogniz"),
    ("realis", "realiz"),
    ("on-line", "online"),
];

/// Reads the essay's own words, those of notes left aside, since titles of works keep their spelling.
pub(super) fn read(reading: &mut Reading<'_>) {
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    collect(&reading.document.blocks, &mut words);
    for (one, other) in PAIRS {
        let count = |stem: &str| {
            words.iter().filter(|(word, _)| word.starts_with(stem)).map(|(_, count)| *count).sum::<usize>()
        };
        let (first, second) = (count(one), count(other));
        if first == 0 || second == 0 {
            continue;
        }
        let (common, rare, often, seldom) =
            if first >= second { (one, other, first, second) } else { (other, one, second, first) };
        let Some(range) = find(reading, rare) else { continue };
        let line = reading.source.position(range.start).line;
        let (common, rare) = (shown(&words, common), shown(&words, rare));
        let message = format!("“{common}” {}, “{rare}” {} (line {line}).", times(often), times(seldom));
        reading.report(Code::W169, range, message, "Choose one of the two.");
    }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn shown<'a>(words: &'a BTreeMap<String, usize>, stem: &'a str) -> &'a str {
    words.keys().find(|word| word.starts_with(stem)).map_or(stem, String::as_str)
}

fn find(reading: &Reading<'_>, stem: &str) -> Option<std::ops::Range<usize>> {
    let text = reading.text();
    let mut offset = 0;
    for word in
        text.split_inclusive(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '-' | '\u{2011}')))
    {
        let bare = word.trim_end_matches(|sign: char| !sign.is_alphanumeric());
        if bare.starts_with(stem) {
            let start = reading.body.start + offset;
            return Some(start..start + bare.len());
        }
        offset += word.len();
    }
    None
}

fn collect(blocks: &[Block], words: &mut BTreeMap<String, usize>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => inlines(content, words),
            BlockKind::Heading(heading) => inlines(&heading.content, words),
            BlockKind::List { items, .. } => items.iter().for_each(|item| collect(&item.content, words)),
            BlockKind::Alert(_, content) => collect(content, words),
            BlockKind::Definitions(parts) => parts.iter().for_each(|part| match part {
                Definition::Term(content) => inlines(content, words),
                Definition::Details(content) => collect(content, words),
            }),
            BlockKind::Table(table) => cells(table, words),
            BlockKind::Container(container) if !container.repeats() => collect(&container.content, words),
            BlockKind::Element(element) => collect(&element.content, words),
            _ => {}
        }
    }
}

fn cells(table: &Table, words: &mut BTreeMap<String, usize>) {
    table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| inlines(cell, words));
}

fn inlines(list: &[Inline], words: &mut BTreeMap<String, usize>) {
    for inline in list {
        match inline {
            Inline::Text(text) => count(text, words),
            Inline::Emphasis(content) | Inline::Strong(content) => inlines(content, words),
            Inline::Link(link) => inlines(&link.content, words),
            _ => {}
        }
    }
}

/// Counts words of the families alone. A capital marks a name, whose spelling is its own.
fn count(text: &str, words: &mut BTreeMap<String, usize>) {
    let mut at = 0;
    while let Some(start) = likely(text.as_bytes(), at) {
        let (before, rest) = text.split_at(start);
        let begins = !before.chars().next_back().is_some_and(is_part);
        if begins && PAIRS.iter().any(|(one, other)| is_of(rest, one) || is_of(rest, other)) {
            let length = rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
            *words.entry(rest[..length].replace('\u{2011}', "-")).or_default() += 1;
        }
        at = start + 1;
    }
}

fn is_part(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '-' | '\u{2011}')
}

/// Whether a text begins with a stem, whatever hyphen it has.
fn is_of(text: &str, stem: &str) -> bool {
    let mut signs = text.chars();
    stem.chars().all(|sign| match signs.next() {
        Some('\u{2011}') => sign == '-',
        other => other == Some(sign),
    })
}

/// The first place from `from` on where a stem may stand: few do, and they alone are looked at. Sixteen places are asked
/// at one stroke.
fn likely(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(window) = bytes.get(at..).and_then(|rest| rest.first_chunk::<18>()) {
        let places = window.iter().zip(&window[1..]).zip(&window[2..]);
        if places.fold(false, |found, ((first, second), third)| found | may_begin(*first, *second, *third)) {
            break;
        }
        at += 16;
    }
    (at..bytes.len().saturating_sub(2)).find(|at| may_begin(bytes[*at], bytes[at + 1], bytes[at + 2]))
}

/// Whether a stem may begin with these bytes. Written without branches, so that the processor can ask about many places
/// at once; a law in the tests holds it to `PAIRS`.
fn may_begin(first: u8, second: u8, third: u8) -> bool {
    // A fixed hyphen is three bytes, of which this is the first.
    let hyphen = |byte: u8| (byte == b'-') | (byte == 0xE2);
    let is = |a: u8, b: u8| (first == a) & (second == b);
    (is(b'c', b'o') & ((third == b'o') | hyphen(third)))
        | ((first == b'e') & (hyphen(second) | ((second == b'm') & (third == b'a'))))
        | (is(b'b', b'e') & (third == b'h'))
        | (is(b'n', b'e') & (third == b'i'))
        | (is(b'l', b'a') & (third == b'b'))
        | (is(b'o', b'r') & (third == b'g'))
        | (is(b'o', b'n') & ((third == b'l') | hyphen(third)))
        | (is(b'r', b'e') & ((third == b'c') | (third == b'a')))
}
