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
        let inside = text[..start].chars().next_back().is_some_and(is_part);
        at = start + if inside { 1 } else { count_one(&text[start..], words) };
    }
}

fn is_part(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '-' | '\u{2011}')
}

/// The first place from `from` on where a word of one of the families may begin: few words do, and they alone are looked
/// at. Sixteen places are asked at one stroke.
fn likely(bytes: &[u8], from: usize) -> Option<usize> {
    let asked = |at: usize| {
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        bytes.get(at + 1).is_some_and(|after| may_begin(before, bytes[at], *after))
    };
    let mut at = from;
    if at == 0 && !asked(0) {
        at = 1;
    }
    while let Some(window) = at.checked_sub(1).and_then(|before| bytes.get(before..before + 18)) {
        let (before, these, after) = (&window[..16], &window[1..17], &window[2..18]);
        let places = before.iter().zip(these).zip(after);
        if places.fold(false, |found, ((before, this), after)| found | may_begin(*before, *this, *after)) {
            break;
        }
        at += 16;
    }
    (at..bytes.len()).find(|at| asked(*at))
}

/// Whether a word of one of the families may begin at a byte with these neighbours. Written without branches, so that the
/// processor can ask about many at once; a law in the tests holds it to `PAIRS`.
fn may_begin(before: u8, this: u8, after: u8) -> bool {
    let letter = before | 0x20;
    let inside = (letter.wrapping_sub(b'a') < 26) | (before.wrapping_sub(b'0') < 10) | (before == b'-');
    let first = (this == b'b')
        | (this == b'c')
        | (this == b'e')
        | (this == b'l')
        | (this == b'n')
        | (this == b'o')
        | (this == b'r');
    let second = (after == b'a')
        | (after == b'e')
        | (after == b'm')
        | (after == b'n')
        | (after == b'o')
        | (after == b'r')
        | (after == b'-')
        | (after >= 0x80);
    !inside & first & second
}

/// Counts the word that `text` begins with, and gives its length.
fn count_one(text: &str, words: &mut BTreeMap<String, usize>) -> usize {
    let word = &text[..text.find(|sign| !is_part(sign)).unwrap_or(text.len())];
    let plain = word.replace('\u{2011}', "-");
    if PAIRS.iter().any(|(one, other)| plain.starts_with(one) || plain.starts_with(other)) {
        *words.entry(plain).or_default() += 1;
    }
    word.len()
}
