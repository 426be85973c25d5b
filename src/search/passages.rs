//! An essay as what can be found in it: its passages, each with the place a link leads to.
//!
//! In: an essay's details and body. Out: `Passage`s, in the order they are read. What only repeats (pull quotes) is left
//! out, and so is what is no text.

use crate::document::{Block, BlockKind, Definition, HeadingMark, Inline, Table, push_plain};
use crate::essay::Essay;

/// Stands in a passage where a reader sees something that is no text: the mark of a note, a picture.
pub const NO_TEXT: &str = "\u{FFFC}";

/// What a text is to its essay. The order is that of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The title, and the line below it.
    Title,
    /// Authors, themes and places.
    Names,
    /// A heading.
    Heading,
    /// The summary.
    Summary,
    /// A note.
    Note,
    /// The text itself.
    Body,
}

impl Field {
    /// Every field, in order.
    pub const ALL: [Self; 6] =
        [Self::Title, Self::Names, Self::Heading, Self::Summary, Self::Note, Self::Body];

    /// The field of that number.
    pub(super) fn numbered(number: u32) -> Self {
        Self::ALL.get(number as usize).copied().unwrap_or(Self::Body)
    }
}

/// A piece of text that is found as a whole: a paragraph, an item of a list, a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub field: Field,
    /// The anchor a link leads to; empty for the top of the page.
    pub anchor: String,
    /// The heading above it, from 1; 0 above the first.
    pub heading: usize,
    /// Its text, with [`NO_TEXT`] where something else stands in it.
    pub text: String,
}

/// The passages of a body with its notes, and its headings: anchor and text. The slug is that of the page, which the anchors of
/// notes carry.
pub fn passages<'e>(essay: &'e Essay, slug: &str) -> (Vec<Passage>, Vec<(&'e str, &'e str)>) {
    let document = &essay.document;
    let headings = &document.headings;
    let mut walk =
        Walk { headings, found: Vec::new(), anchor: String::new(), heading: 0, field: Field::Body };
    walk.blocks(&document.blocks);
    walk.field = Field::Note;
    walk.heading = 0;
    for (index, note) in document.notes.iter().enumerate() {
        walk.anchor = crate::html::note_id(slug, index);
        walk.blocks(&note.content);
    }
    (walk.found, headings.iter().map(|heading| (&*heading.id, &*heading.text)).collect())
}

struct Walk<'a> {
    headings: &'a [HeadingMark],
    found: Vec<Passage>,
    anchor: String,
    heading: usize,
    field: Field,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        self.at(block.key.as_deref());
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.passage(&[content]),
            BlockKind::Heading(heading) => {
                let mark = self.headings.iter().position(|mark| mark.id == heading.id);
                self.heading = mark.map_or(0, |index| index + 1);
                self.at(Some(&heading.id));
            }
            BlockKind::Quote(content) | BlockKind::Alert(_, content) => self.blocks(content),
            BlockKind::List { items, .. } => {
                for item in items {
                    self.at(item.key.as_deref());
                    self.blocks(&item.content);
                }
            }
            BlockKind::Definitions(parts) => parts.iter().for_each(|part| match part {
                Definition::Term(content) => self.passage(&[content]),
                Definition::Details(content) => self.blocks(content),
            }),
            BlockKind::Code(code) => {
                let text: String = code.runs.iter().map(|run| &*run.text).collect();
                self.text(text);
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.passage(&[&figure.caption]),
            BlockKind::Container(container) if container.repeats() => {}
            BlockKind::Container(container) => {
                self.passage(&[&container.title]);
                self.blocks(&container.content);
            }
            BlockKind::Element(element) => self.blocks(&element.content),
            BlockKind::Rule => {}
        }
    }

    /// Links lead here from now on. A note has one anchor for all of it.
    fn at(&mut self, anchor: Option<&str>) {
        if let Some(anchor) = anchor.filter(|_| self.field == Field::Body) {
            anchor.clone_into(&mut self.anchor);
        }
    }

    fn table(&mut self, table: &Table) {
        let rows = std::iter::once(&table.head).chain(&table.rows);
        for row in rows {
            let cells: Vec<&[Inline]> = row.iter().map(Vec::as_slice).collect();
            self.passage(&cells);
        }
    }

    fn passage(&mut self, pieces: &[&[Inline]]) {
        let mut text = String::new();
        for piece in pieces {
            if !text.is_empty() {
                text.push_str(" · ");
            }
            push_plain(piece, &mut text, &|_| NO_TEXT);
        }
        self.text(text);
    }

    fn text(&mut self, text: String) {
        if text.contains(char::is_alphanumeric) {
            let (field, heading) = (self.field, self.heading);
            self.found.push(Passage { field, anchor: self.anchor.clone(), heading, text });
        }
    }
}
