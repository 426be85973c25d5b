//! What is open while a tree is built.

use std::ops::Range;

use crate::document::{Alert, Alignment, Attributes, Block, BlockKind, Definition, Inline, ListItem};
use crate::markdown::finish;
use crate::source::Span;

/// Something open: what it is, and what it holds so far.
pub(super) struct Frame {
    pub(super) what: What,
    pub(super) range: Range<usize>,
    pub(super) inlines: Vec<Inline>,
    pub(super) blocks: Vec<Block>,
    /// Opening brackets met: index among the inlines, and offset in the body.
    pub(super) brackets: Vec<(usize, usize)>,
}

/// The kinds of thing that can be open.
pub(super) enum What {
    Root,
    Paragraph,
    Heading { level: u8, id: Option<Box<str>>, classes: Vec<Box<str>> },
    Quote(Option<Alert>),
    Code { language: Option<Box<str>>, text: String },
    Html,
    List { start: Option<u64>, items: Vec<ListItem> },
    Item { checked: Option<bool> },
    Note { label: String },
    Definitions(Vec<Definition>),
    Term,
    Details,
    Table { alignments: Vec<Alignment>, head: Vec<Vec<Inline>>, rows: Vec<Vec<Vec<Inline>>> },
    TableHead(Vec<Vec<Inline>>),
    TableRow(Vec<Vec<Inline>>),
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Link { reference: u32, title: Box<str> },
    Image { reference: u32, title: Box<str> },
    Container { kind: Box<str>, title: Vec<Inline>, attributes: Attributes },
    Element { name: String, attributes: Vec<(Box<str>, Box<str>)>, inline: bool },
}

impl What {
    pub(super) fn table(alignments: &[pulldown_cmark::Alignment]) -> Self {
        let alignments = alignments.iter().map(|alignment| match alignment {
            pulldown_cmark::Alignment::None => Alignment::Natural,
            pulldown_cmark::Alignment::Left => Alignment::Left,
            pulldown_cmark::Alignment::Center => Alignment::Centre,
            pulldown_cmark::Alignment::Right => Alignment::Right,
        });
        Self::Table { alignments: alignments.collect(), head: Vec::new(), rows: Vec::new() }
    }

    /// Whether it came from the Markdown parser, which closes what it opens.
    pub(super) fn is_markdown(&self) -> bool {
        !matches!(self, Self::Container { .. } | Self::Element { .. })
    }

    /// Whether it stands inside a line, so that blocks cannot stand in it.
    pub(super) fn is_inside_a_line(&self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Heading { .. }
                | Self::Term
                | Self::TableCell
                | Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::Link { .. }
                | Self::Image { .. }
        )
    }
}

impl Frame {
    pub(super) fn new(what: What, range: Range<usize>) -> Self {
        Self { what, range, inlines: Vec::new(), blocks: Vec::new(), brackets: Vec::new() }
    }

    /// Makes a block of the inlines that stand among blocks.
    pub(super) fn settle(&mut self, base: usize) {
        let mut inlines = std::mem::take(&mut self.inlines);
        self.brackets.clear();
        if inlines.iter().all(|inline| matches!(inline, Inline::Text(text) if text.trim().is_empty())) {
            return;
        }
        finish::set_paragraph(&mut inlines);
        let span = Span::from(self.range.clone()).shifted(base);
        self.blocks.push(Block { span, kind: BlockKind::Plain(inlines), key: None });
    }
}
