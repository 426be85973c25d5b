//! A source becomes an essay.
//!
//! In: one `Source`. Out: `Essay`: what others may know of it (`Entry`), its details and its body.
//! Sees neither `pamphlet.toml` nor another essay.

use std::sync::Arc;

use crate::address;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Found};
use crate::document::{Block, BlockKind, Container, Document, Inline, plain_text};
use crate::front::{self, Front, PullQuote, named};
use crate::markdown;
use crate::proofread;
use crate::punctuation;
use crate::source::{Place, Source, Span};

/// Words read in a minute.
const WORDS_A_MINUTE: u32 = 230;

/// The two kinds of text a collection holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An essay.
    Essay,
    /// A page of the collection itself, such as “About”, below `essays/pages/`.
    Standing,
}

/// All that other pages may know of an essay.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The path of its source.
    pub path: Arc<str>,
    /// Whether an essay or a standing page.
    pub kind: Kind,
    /// The last part of its address.
    pub slug: Arc<str>,
    /// The slug with the date that the file's name begins with, for where another essay has the shorter one.
    pub dated_slug: Option<Arc<str>>,
    /// Where the slug comes from: its detail, or the beginning of the file.
    pub slug_span: Span,
    /// The title, plain.
    pub title: Arc<str>,
    /// The title with its emphasis.
    pub title_line: Vec<Inline>,
    /// A second line of the title.
    pub subtitle: Option<Arc<str>>,
    /// What it argues.
    pub summary: Option<Arc<str>>,
    /// When it was published.
    pub date: Option<Date>,
    /// When it was last changed, if after publication.
    pub updated: Option<Date>,
    /// The day from which it is left out.
    pub expires: Option<Date>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Its language, if it says so.
    pub lang: Option<Arc<str>>,
}

/// Whether an essay is for readers on some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is shown.
    Shown,
    /// It is not yet meant for readers, whatever its dates say.
    Draft,
    /// It waits for its day, which is this.
    Scheduled(Date),
    /// It was taken down on this day.
    Expired(Date),
}

impl Entry {
    /// Whether it is for readers on a day.
    pub fn presence(&self, day: Date) -> Presence {
        let comes = self.date.filter(|date| date.day() > day.day());
        let goes = self.expires.filter(|expires| expires.day() <= day.day());
        match (self.draft, comes, goes) {
            (true, ..) => Presence::Draft,
            (_, Some(date), _) => Presence::Scheduled(date),
            (_, _, Some(expires)) => Presence::Expired(expires),
            _ => Presence::Shown,
        }
    }

    /// Why it is not shown on a day, although it is shown on some day.
    pub fn missing_on(&self, day: Date) -> Option<String> {
        match self.presence(day) {
            Presence::Scheduled(date) => Some(format!("is scheduled for {}", date.long())),
            Presence::Expired(expires) => Some(format!("expires on {}", expires.long())),
            Presence::Shown | Presence::Draft => None,
        }
    }
}

/// Everything about an essay but its prose: what arranging a collection looks at. While only the prose changes, this stays equal,
/// and so does the collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// What others may know of it.
    pub entry: Arc<Entry>,
    /// Its details.
    pub front: Front,
}

impl Outline {
    /// The place of a span in its source.
    pub fn place(&self, span: Span) -> Place {
        Place { path: self.entry.path.clone(), span }
    }
}

/// An essay or a standing page, whole. Its outline's fields can be named as if they were its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Essay {
    /// All but its prose.
    pub outline: Arc<Outline>,
    /// Where its body begins in its source.
    pub body_start: usize,
    /// Its body.
    pub document: Document,
    /// The text it was made from.
    pub source: Source,
}

impl std::ops::Deref for Essay {
    type Target = Outline;

    fn deref(&self) -> &Outline {
        &self.outline
    }
}

impl Essay {
    /// Words a reader reads.
    pub fn words(&self) -> u32 {
        self.document.words
    }

    /// Minutes it takes to read; at least one.
    pub fn minutes(&self) -> u32 {
        self.words().div_ceil(WORDS_A_MINUTE).max(1)
    }

    /// The section or paragraph that a link means: the one of that name, or the one whose name has the same letters and digits, since
    /// programs differ in what else they make of a heading.
    pub fn anchor(&self, name: &str) -> Option<&str> {
        let anchors = || self.document.anchors.iter().map(|anchor| &*anchor.id);
        let alike = |text: &str| -> String {
            text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let letters = || Some(alike(name)).filter(|letters| !letters.is_empty());
        let same = || letters().and_then(|letters| anchors().find(|anchor| alike(anchor) == letters));
        let exact = anchors().find(|anchor| *anchor == name).or_else(|| self.document.key(name));
        exact.or_else(same)
    }
}

/// Reads one essay. Where its details cannot be read there is no essay, but its body is checked all the same.
pub fn parse(source: &Source) -> Found<Option<Essay>> {
    let kind = kind_of(source.path());
    let Found { value: reading, mut diagnostics } = front::read(source, kind);
    let body = reading.body_start..source.text().len();
    let Found { value: mut document, diagnostics: in_body } = markdown::read(source, body.clone());
    diagnostics.extend(in_body);
    let Some(front) = reading.front else { return Found { value: None, diagnostics } };
    diagnostics.extend(proofread::proofread(source, body, &front, &document));
    set_pull_quotes(&mut document.blocks, &front.pull_quotes);
    let entry = Arc::new(entry_of(source, kind, &front));
    if entry.draft {
        diagnostics = diagnostics.into_iter().map(as_of_a_draft).collect();
    }
    Found {
        value: Some(Essay {
            outline: Arc::new(Outline { entry, front }),
            body_start: reading.body_start,
            document,
            source: source.clone(),
        }),
        diagnostics,
    }
}

/// What is wrong in a draft is worth knowing, but never keeps the site from being built.
fn as_of_a_draft(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.weighing(crate::diagnostic::Severity::Note)
}

/// The path of a source as editors know it: within the folder of the essays.
pub fn file_name(path: &str) -> &str {
    path.strip_prefix("essays/").unwrap_or(path)
}

/// Which of the two a source is; its path says so.
pub(crate) fn kind_of(path: &str) -> Kind {
    if path.starts_with("essays/pages/") { Kind::Standing } else { Kind::Essay }
}

fn entry_of(source: &Source, kind: Kind, front: &Front) -> Entry {
    let shared = |text: &str| Arc::<str>::from(text);
    let title_line = markdown::read_line(&front.title.value);
    let named = named::read(source.path());
    let (slug, slug_span) = match &front.slug {
        Some(slug) => (shared(&slug.value), slug.span),
        None => (slug_of(named.rest), front.title.span),
    };
    let dated_slug = (front.slug.is_none() && named.date.is_some()).then(|| slug_of(named.whole));
    Entry {
        path: source.path().clone(),
        kind,
        slug,
        dated_slug,
        slug_span,
        title: plain_text(&title_line).into(),
        title_line,
        subtitle: front.subtitle.as_ref().map(|subtitle| punctuation::text(&subtitle.value).into()),
        summary: front.summary.as_ref().map(|summary| punctuation::text(&summary.value).into()),
        date: front.date.as_ref().map(|date| date.value),
        updated: front.updated.as_ref().map(|date| date.value),
        expires: front.expires.as_ref().map(|date| date.value),
        draft: front.draft,
        lang: front.lang.as_ref().map(|lang| shared(&lang.value)),
    }
}

/// The slug that a name makes.
fn slug_of(name: &str) -> Arc<str> {
    let slug = address::slug(name);
    if slug.is_empty() { "essay".into() } else { slug.into() }
}

/// Sets the pull quotes of the details into the body: after the paragraph they name, or before the one they repeat.
fn set_pull_quotes(blocks: &mut Vec<Block>, quotes: &[PullQuote]) {
    for quote in quotes {
        let at = match quote.after {
            Some(number) => nth_paragraph(blocks, number).map(|index| index + 1),
            None => blocks.iter().position(|block| repeats(block, &quote.text.value)),
        };
        let text = markdown::read_line(&quote.text.value);
        let paragraph = Block { span: quote.text.span, kind: BlockKind::Paragraph(text), key: None };
        let container = Container {
            kind: Container::REPEATING.into(),
            title: Vec::new(),
            attributes: crate::document::Attributes::default(),
            content: vec![paragraph],
        };
        let block =
            Block { span: quote.text.span, kind: BlockKind::Container(Box::new(container)), key: None };
        blocks.insert(at.unwrap_or(blocks.len()).min(blocks.len()), block);
    }
}

fn nth_paragraph(blocks: &[Block], number: u32) -> Option<usize> {
    let paragraphs =
        blocks.iter().enumerate().filter(|(_, block)| matches!(block.kind, BlockKind::Paragraph(_)));
    paragraphs.map(|(index, _)| index).nth((number as usize).saturating_sub(1))
}

fn repeats(block: &Block, quote: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    match &block.kind {
        BlockKind::Paragraph(content) => letters(&plain_text(content)).contains(&letters(quote)),
        _ => false,
    }
}
