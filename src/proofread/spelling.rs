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
    for word in text.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '-' | '\u{2011}'))) {
        let first = word.bytes().next().unwrap_or(0);
        if word.len() < 5 || !matches!(first, b'b' | b'c' | b'e' | b'l' | b'n' | b'o' | b'r') {
            continue;
        }
        let plain = word.replace('\u{2011}', "-");
        if PAIRS.iter().any(|(one, other)| plain.starts_with(one) || plain.starts_with(other)) {
            *words.entry(plain).or_default() += 1;
        }
    }
}
