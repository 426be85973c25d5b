//! What can only be known once the whole tree stands: the numbers of notes, and the count of words.
//!
//! In: the tree as built, its notes in the order written. Out: the tree with its notes in the order of use.

use super::tree::Tree;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, BlockKind, Definition, Document, Inline, Note};
use crate::punctuation::{self, Piece};
use crate::source::Source;

/// Numbers the notes, counts the words, and says which notes nothing refers to.
pub(super) fn finish(tree: &mut Tree, source: &Source) -> Vec<Diagnostic> {
    let written = std::mem::take(&mut tree.notes);
    let mut walk = Walk { order: Vec::new(), uses: vec![0; written.len()], words: 0, counting: true };
    walk.blocks(&mut tree.document.blocks);
    tree.document.words = walk.words;
    walk.counting = false;
    let mut slots: Vec<Option<Note>> = written.into_iter().map(Some).collect();
    let mut used = Vec::new();
    // Notes may refer to notes, which then follow in their turn.
    while let Some(mut note) = walk.order.get(used.len()).and_then(|slot| slots[*slot].take()) {
        walk.blocks(&mut note.content);
        used.push(note);
    }
    for (note, slot) in used.iter_mut().zip(&walk.order) {
        note.uses = walk.uses[*slot];
    }
    tree.document.notes = used;
    slots.into_iter().flatten().map(|note| unused(&note, source)).collect()
}

fn unused(note: &Note, source: &Source) -> Diagnostic {
    let label = &note.label;
    Diagnostic::new(Code::W186, format!("Nothing refers to the note “{label}”, so it is not shown."))
        .at(source.place(note.span))
        .help(format!("Write [^{label}] where the note belongs, or take the note out."))
}

struct Walk {
    /// Indices of notes as written, in the order of their first use.
    order: Vec<usize>,
    /// How often each note as written is used.
    uses: Vec<u32>,
    words: u32,
    counting: bool,
}

impl Walk {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &mut Block) {
        match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.inlines(&mut heading.content),
            BlockKind::Quote(content) | BlockKind::Alert(_, content) => self.blocks(content),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(&mut item.content)),
            BlockKind::Definitions(parts) => parts.iter_mut().for_each(|part| match part {
                Definition::Term(content) => self.inlines(content),
                Definition::Details(content) => self.blocks(content),
            }),
            BlockKind::Table(table) => {
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    self.inlines(cell);
                }
            }
            BlockKind::Figure(figure) => self.uncounted(|walk| walk.inlines(&mut figure.caption)),
            BlockKind::Container(container) if container.repeats() => {
                self.uncounted(|walk| walk.blocks(&mut container.content));
            }
            BlockKind::Container(container) => {
                self.inlines(&mut container.title);
                self.blocks(&mut container.content);
            }
            BlockKind::Element(element) => self.blocks(&mut element.content),
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }

    fn uncounted(&mut self, walk: impl FnOnce(&mut Self)) {
        let counting = std::mem::replace(&mut self.counting, false);
        walk(self);
        self.counting = counting;
    }

    fn inlines(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) if self.counting => self.words += words_in(text),
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Strikethrough(content)
                | Inline::Span(_, content) => self.inlines(content),
                Inline::Link(link) => self.inlines(&mut link.content),
                Inline::Element(element) => self.inlines(&mut element.content),
                Inline::NoteReference { note, occurrence } => self.refer(note, occurrence),
                _ => {}
            }
        }
    }

    fn refer(&mut self, note: &mut u32, occurrence: &mut u32) {
        let written = *note as usize;
        let number = self.order.iter().position(|known| *known == written).unwrap_or_else(|| {
            self.order.push(written);
            self.order.len() - 1
        });
        self.uses[written] += 1;
        *occurrence = self.uses[written];
        *note = u32::try_from(number).unwrap_or(u32::MAX);
    }
}

/// What an ASCII sign is to the words around it. Most signs are ASCII, and are told apart without asking Unicode's tables.
#[derive(Clone, Copy)]
struct Sign {
    blank: bool,
    letter: bool,
}

static ASCII: [Sign; 128] = {
    let mut signs = [Sign { blank: false, letter: false }; 128];
    let mut byte = 0;
    while byte < 128 {
        // The blanks of Unicode, which hold one more than `is_ascii_whitespace`.
        signs[byte as usize] =
            Sign { blank: matches!(byte, b'\t'..=b'\r' | b' '), letter: byte.is_ascii_alphanumeric() };
        byte += 1;
    }
    signs
};

/// Words are what stands between blanks and holds a letter or a digit.
fn words_in(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (mut words, mut counted, mut at) = (0, false, 0);
    while let Some(&byte) = bytes.get(at) {
        let (sign, length) = match ASCII.get(usize::from(byte)) {
            Some(sign) => (*sign, 1),
            None => {
                let sign = text[at..].chars().next().unwrap_or(' ');
                (Sign { blank: sign.is_whitespace(), letter: sign.is_alphanumeric() }, sign.len_utf8())
            }
        };
        words += u32::from(sign.letter & !counted);
        counted = (counted | sign.letter) & !sign.blank;
        at += length;
    }
    words
}

/// Joins neighbouring texts and sets the punctuation of one paragraph.
pub(super) fn set_paragraph(inlines: &mut Vec<Inline>) {
    join_texts(inlines);
    // A collection of thousands of essays keeps all its trees in memory: no paragraph takes more room than it needs.
    inlines.shrink_to_fit();
    let mut pieces = Vec::new();
    collect(inlines, &mut pieces);
    punctuation::set(&mut pieces);
}

fn join_texts(inlines: &mut Vec<Inline>) {
    let two_texts = |pair: &[Inline]| matches!(pair, [Inline::Text(_), Inline::Text(_)]);
    if !inlines.windows(2).any(two_texts) {
        return;
    }
    let mut joined: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines.drain(..) {
        match (joined.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => {
                *before = format!("{before}{text}").into();
            }
            (_, inline) => joined.push(inline),
        }
    }
    *inlines = joined;
}

fn collect<'a>(inlines: &'a mut [Inline], pieces: &mut Vec<Piece<'a>>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => pieces.push(Piece::Text(text)),
            Inline::Code(_) | Inline::Image(_) => pieces.push(Piece::Solid),
            Inline::SoftBreak | Inline::LineBreak => pieces.push(Piece::Break),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content)
            | Inline::Span(_, content) => collect(content, pieces),
            Inline::Link(link) => match is_address(&link.content) {
                true => literal(&mut link.content, pieces),
                false => collect(&mut link.content, pieces),
            },
            Inline::Element(element) => match is_literal(&element.name) {
                true => literal(&mut element.content, pieces),
                false => collect(&mut element.content, pieces),
            },
            Inline::NoteReference { .. } | Inline::Embed(_) => {}
        }
    }
}

/// What is shown as it is. It counts as a word to its neighbours, also where it holds no text of its own.
fn literal<'a>(inlines: &'a mut [Inline], pieces: &mut Vec<Piece<'a>>) {
    pieces.push(Piece::Solid);
    let first = pieces.len();
    collect(inlines, pieces);
    for piece in &mut pieces[first..] {
        *piece = match std::mem::replace(piece, Piece::Solid) {
            Piece::Text(text) => Piece::Literal(text),
            _ => Piece::Solid,
        };
    }
}

/// Whether the words of a link are an address, which is shown as it is.
fn is_address(content: &[Inline]) -> bool {
    let [Inline::Text(text)] = content else { return false };
    !text.contains(char::is_whitespace) && (text.contains("://") || text.contains('@'))
}

fn is_literal(name: &str) -> bool {
    matches!(name, "kbd" | "code" | "samp" | "var")
}

impl Tree {
    /// A tree without content.
    pub(super) fn empty() -> Self {
        Self { document: Document::default(), notes: Vec::new() }
    }
}
