//! Every paragraph of a body gets an anchor, so that a link can lead to exactly that paragraph.
//!
//! In: the finished blocks of a body. Out: the same blocks with their keys. A key is made of the first letters of a paragraph's
//! first and last sentence (the way of the New York Times’ Emphasis), so it stays when something is edited between them, and
//! when paragraphs come or go before it.

use std::collections::HashSet;

use crate::address;
use crate::document::{Block, BlockKind, Definition, Document, plain_text};

/// What every key begins with: no other anchor of a page does.
const PREFIX: &str = "k-";

/// Words of a sentence that give a letter.
const WORDS: usize = 3;

/// Gives every paragraph, item, figure and table of the body its key.
pub(super) fn give(document: &mut Document) {
    let ids = document.anchors.iter().map(|anchor| &*anchor.id);
    let ids = ids.chain(document.headings.iter().map(|heading| &*heading.id));
    let taken = ids.filter(|id| id.starts_with(PREFIX)).map(Box::from).collect();
    Keys { taken }.blocks(&mut document.blocks);
}

struct Keys {
    taken: HashSet<Box<str>>,
}

impl Keys {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Paragraph(content) => block.key = Some(self.key(&plain_text(content))),
                BlockKind::Figure(figure) => block.key = Some(self.key(&plain_text(&figure.caption))),
                BlockKind::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    let text: Vec<String> = cells.map(|cell| plain_text(cell)).collect();
                    block.key = Some(self.key(&text.join(" ")));
                }
                BlockKind::List { items, .. } => {
                    for item in items {
                        // The item has one; what stands in it needs none beside it.
                        item.key = Some(self.key(&first_text(&item.content)));
                    }
                }
                BlockKind::Quote(content) | BlockKind::Alert(_, content) => self.blocks(content),
                BlockKind::Container(container) if !container.repeats() => {
                    self.blocks(&mut container.content);
                }
                BlockKind::Element(element) => self.blocks(&mut element.content),
                BlockKind::Definitions(parts) => parts.iter_mut().for_each(|part| match part {
                    Definition::Details(content) => self.blocks(content),
                    Definition::Term(_) => {}
                }),
                _ => {}
            }
        }
    }

    /// A key that no other place of the body has.
    fn key(&mut self, text: &str) -> Box<str> {
        let mut sentences = text.split_inclusive(['.', '!', '?', '…']).filter(|it| has_words(it));
        let first = sentences.next().unwrap_or("");
        let last = sentences.next_back().unwrap_or("");
        let key: String = PREFIX.chars().chain(first_letters(first)).chain(first_letters(last)).collect();
        let numbered = (2..).map(|number| format!("{key}-{number}"));
        let free = std::iter::once(key.clone()).chain(numbered).find(|key| !self.taken.contains(&**key));
        // There are more numbers than paragraphs.
        let key: Box<str> = free.unwrap_or(key).into();
        self.taken.insert(key.clone());
        key
    }
}

fn first_text(blocks: &[Block]) -> String {
    match blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(content) | BlockKind::Plain(content)) => plain_text(content),
        _ => String::new(),
    }
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// The first letter or digit of each of the first words, as it can stand in an address.
fn first_letters(sentence: &str) -> impl Iterator<Item = char> + '_ {
    let letters = sentence.split_whitespace().filter_map(|word| {
        let first = word.chars().find(|sign| sign.is_alphanumeric())?;
        match first.is_ascii() {
            true => Some(first.to_ascii_lowercase()),
            false => address::slug(first.encode_utf8(&mut [0; 4])).chars().next(),
        }
    });
    letters.take(WORDS)
}
