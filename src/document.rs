//! An essay's body as a tree: blocks that hold blocks or inlines.
//!
//! In: nothing but values (`markdown` builds it). Out: `Document` and its parts.
//! Every output (pages, feeds, plain text, editions) is a walk over this tree; it knows none of them.
//! Addresses are not in the tree: a link holds the number of its [`Reference`], which `links` resolves.

use crate::source::Span;

/// The body of an essay, or any other piece of Markdown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The body, from top to bottom.
    pub blocks: Vec<Block>,
    /// The notes that are referred to, in the order of their first use.
    pub notes: Vec<Note>,
    /// What links and pictures refer to, as written; the tree names them by index.
    pub references: Vec<Reference>,
    /// Every place a link can point at besides headings and notes, in order.
    pub anchors: Vec<AnchorMark>,
    /// The headings, in order: the outline.
    pub headings: Vec<HeadingMark>,
    /// The containers used, in order, for checking against the design.
    pub containers: Vec<ContainerMark>,
    /// Words a reader reads: without pull quotes, captions and notes.
    pub words: u32,
}

impl Document {
    /// The anchor of a paragraph or the like, if there is one of that name.
    pub fn key(&self, name: &str) -> Option<&str> {
        find_key(&self.blocks, name)
    }
}

fn find_key<'b>(blocks: &'b [Block], name: &str) -> Option<&'b str> {
    let is_named = |key: &'b Option<Box<str>>| key.as_deref().filter(|key| *key == name);
    blocks.iter().find_map(|block| {
        is_named(&block.key).or_else(|| match &block.kind {
            BlockKind::Quote(content) | BlockKind::Alert(_, content) => find_key(content, name),
            BlockKind::List { items, .. } => items.iter().find_map(|item| is_named(&item.key)),
            BlockKind::Definitions(parts) => parts.iter().find_map(|part| match part {
                Definition::Term(_) => None,
                Definition::Details(content) => find_key(content, name),
            }),
            BlockKind::Container(container) => find_key(&container.content, name),
            BlockKind::Element(element) => find_key(&element.content, name),
            _ => None,
        })
    })
}

/// A block and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where it stands in its source.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The anchor of a paragraph, a figure or a table in the body, unique in the essay: links lead to exactly this place.
    pub key: Option<Box<str>>,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Inlines without a paragraph around them, as in the items of a tight list.
    Plain(Vec<Inline>),
    /// A heading.
    Heading(Box<Heading>),
    /// A block quotation.
    Quote(Vec<Block>),
    /// A note to the reader, set apart: `> [!NOTE]`.
    Alert(Alert, Vec<Block>),
    /// A list; ordered when it has a first number.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A definition list.
    Definitions(Vec<Definition>),
    /// A block of code.
    Code(Box<CodeBlock>),
    /// A table.
    Table(Box<Table>),
    /// A picture with a caption.
    Figure(Box<Figure>),
    /// A container, `::: kind`, shown by a template of the design.
    Container(Box<Container>),
    /// An HTML element of the safe set.
    Element(Box<Element<Block>>),
    /// A thematic break.
    Rule,
}

/// The kinds of alert, as on GitHub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// Something to know.
    Note,
    /// Something that helps.
    Tip,
    /// Something that must not be missed.
    Important,
    /// Something that may go wrong.
    Warning,
    /// Something that will do harm.
    Caution,
}

impl Alert {
    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 2 to 6; the title of the essay is the only heading of level 1.
    pub level: u8,
    /// Its anchor, unique in the essay.
    pub id: Box<str>,
    /// Classes from `{.name}`.
    pub classes: Vec<Box<str>>,
    /// Its text.
    pub content: Vec<Inline>,
}

/// What the outline needs of a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadingMark {
    /// 2 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: Box<str>,
    /// Its plain text.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A place that a link can point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorMark {
    /// Its name.
    pub id: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// Whether its box is ticked, if it has one.
    pub checked: Option<bool>,
    /// Its content.
    pub content: Vec<Block>,
    /// Its anchor, as a paragraph has one.
    pub key: Option<Box<str>>,
}

/// A part of a definition list.
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    /// The term.
    Term(Vec<Inline>),
    /// What it means.
    Details(Vec<Block>),
}

/// A block of code.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeBlock {
    /// The language as written after the fence.
    pub language: Option<Box<str>>,
    /// The code in runs of one kind each; together they are the whole text.
    pub runs: Vec<CodeRun>,
}

/// A stretch of code of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRun {
    /// What it is.
    pub kind: CodeKind,
    /// The text.
    pub text: Box<str>,
}

/// The few kinds of code that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeKind {
    /// Anything else.
    Plain,
    /// A comment.
    Comment,
    /// A string.
    String,
    /// A number or another literal.
    Number,
    /// A word of the language.
    Keyword,
    /// A function's name.
    Function,
    /// The name of a type, tag or section.
    Type,
    /// A name of a variable, key or attribute.
    Name,
    /// An operator or a bracket.
    Operator,
    /// Text added (in a diff).
    Inserted,
    /// Text removed (in a diff).
    Deleted,
}

impl CodeKind {
    /// The class that style sheets use; `None` for plain text.
    pub fn class(self) -> Option<&'static str> {
        Some(match self {
            Self::Plain => return None,
            Self::Comment => "c",
            Self::String => "s",
            Self::Number => "n",
            Self::Keyword => "k",
            Self::Function => "f",
            Self::Type => "t",
            Self::Name => "v",
            Self::Operator => "o",
            Self::Inserted => "i",
            Self::Deleted => "d",
        })
    }
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The alignment of each column.
    pub alignments: Vec<Alignment>,
    /// The cells of the head.
    pub head: Vec<Vec<Inline>>,
    /// The rows of the body.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the language reads.
    Natural,
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}

/// A picture with a caption or a credit.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The picture.
    pub image: Image,
    /// The caption; empty where there is only a credit.
    pub caption: Vec<Inline>,
}

/// A container: something set apart, of a kind that the design knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Container {
    /// The kind: `pull-quote`, `fact-box`, …
    pub kind: Box<str>,
    /// The words after the kind.
    pub title: Vec<Inline>,
    /// What stood in braces.
    pub attributes: Attributes,
    /// The content.
    pub content: Vec<Block>,
}

impl Container {
    /// The kind of container that repeats a sentence of the essay, and so is left out of word counts,
    /// feeds and search.
    pub const REPEATING: &'static str = "pull-quote";

    /// Whether it only repeats what the essay says elsewhere.
    pub fn repeats(&self) -> bool {
        &*self.kind == Self::REPEATING
    }
}

/// A container that an essay uses, for checking.
#[derive(Clone, Debug, PartialEq)]
pub struct ContainerMark {
    /// The kind.
    pub kind: Box<str>,
    /// Where the kind is written.
    pub span: Span,
}

/// An HTML element of the safe set, with attributes of the safe set.
#[derive(Clone, Debug, PartialEq)]
pub struct Element<T> {
    /// The element's name, in lower case.
    pub name: Box<str>,
    /// Its attributes.
    pub attributes: Vec<(Box<str>, Box<str>)>,
    /// Its content; empty for void elements.
    pub content: Vec<T>,
}

/// What may stand in braces: `{#id .class key=value}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// `#id`.
    pub id: Option<Box<str>>,
    /// Each `.class`.
    pub classes: Vec<Box<str>>,
    /// Each `key=value`; a bare word is a key with an empty value.
    pub pairs: Vec<(Box<str>, Box<str>)>,
}

impl Attributes {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(name, _)| &**name == key).map(|(_, value)| &**value)
    }
}

/// Something inside a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text, as it is to be read.
    Text(Box<str>),
    /// The end of a line in the source: a space to readers.
    SoftBreak,
    /// A line break that is meant.
    LineBreak,
    /// Code.
    Code(Box<str>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Text struck through.
    Strikethrough(Vec<Inline>),
    /// A link.
    Link(Box<Link>),
    /// A picture.
    Image(Box<Image>),
    /// A reference to a note.
    NoteReference {
        /// The note's index in [`Document::notes`].
        note: u32,
        /// Which reference to this note it is, from 1.
        occurrence: u32,
    },
    /// Text with attributes: `[Cymru]{lang=cy}`.
    Span(Box<Attributes>, Vec<Inline>),
    /// An HTML element of the safe set.
    Element(Box<Element<Inline>>),
    /// A link in place of what was embedded from elsewhere.
    Embed(Box<Embed>),
}

/// What was embedded from elsewhere, as a link to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Embed {
    /// The index of its target in [`Document::references`].
    pub reference: u32,
    /// What readers do with it.
    pub kind: EmbedKind,
    /// Who shows it, by name or by host; empty for a file beside the essay.
    pub service: Box<str>,
    /// The host that the link leads to; empty for a file beside the essay.
    pub host: Box<str>,
    /// What it is called, often empty.
    pub title: Box<str>,
}

/// What readers do with what was embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbedKind {
    /// Watch a film.
    Watch,
    /// Listen to a recording.
    Listen,
    /// Read a post.
    Read,
    /// Look at a map.
    Map,
    /// Open something else.
    Open,
}

impl EmbedKind {
    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Watch => "watch",
            Self::Listen => "listen",
            Self::Read => "read",
            Self::Map => "map",
            Self::Open => "open",
        }
    }
}

/// A link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The index of its target in [`Document::references`].
    pub reference: u32,
    /// Its title, often empty.
    pub title: Box<str>,
    /// Its text.
    pub content: Vec<Inline>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// The index of its file in [`Document::references`].
    pub reference: u32,
    /// What it shows; empty only when it is decorative.
    pub alt: Box<str>,
    /// Its title, often empty.
    pub title: Box<str>,
    /// Who made it, often empty.
    pub credit: Box<str>,
    /// What may be done with it, often empty.
    pub licence: Box<str>,
}

impl Image {
    /// Who made it and what may be done with it, in one line, where anything is said of that.
    pub fn rights(&self) -> Option<String> {
        match (&*self.credit, &*self.licence) {
            ("", "") => None,
            (credit, "") => Some(credit.to_owned()),
            ("", licence) => Some(licence.to_owned()),
            (credit, licence) => Some(format!("{credit} ({licence})")),
        }
    }
}

/// A note.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its name in the source.
    pub label: Box<str>,
    /// Where it is written.
    pub span: Span,
    /// Its content.
    pub content: Vec<Block>,
    /// How many times it is referred to.
    pub uses: u32,
}

/// What a link or a picture refers to, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The address as written, with escapes of Markdown and HTML undone.
    pub target: Box<str>,
    /// Where the link or picture stands.
    pub span: Span,
    /// Whether a link or a picture.
    pub kind: ReferenceKind,
}

/// What refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferenceKind {
    /// A link.
    Link,
    /// A picture.
    Image,
}

/// The plain text of inlines: markup dropped, breaks as spaces, notes left out.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text, &|inline| match inline {
        Inline::Image(image) => &image.alt,
        _ => "",
    });
    text
}

/// The plain text of inlines; `instead` says what stands for what is no text: pictures and the marks of notes.
pub fn push_plain<'i>(inlines: &'i [Inline], out: &mut String, instead: &dyn Fn(&'i Inline) -> &'i str) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::SoftBreak | Inline::LineBreak => out.push(' '),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content)
            | Inline::Span(_, content) => push_plain(content, out, instead),
            Inline::Link(link) => push_plain(&link.content, out, instead),
            Inline::Element(element) => push_plain(&element.content, out, instead),
            Inline::Embed(embed) => {
                out.push_str(if embed.title.is_empty() { &embed.service } else { &embed.title });
            }
            Inline::Image(_) | Inline::NoteReference { .. } => out.push_str(instead(inline)),
        }
    }
}
