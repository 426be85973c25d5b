//! An essay's details block becomes `Front`.
//!
//! In: one `Source`. Out: `Front`, where the body begins, and every fault. The only user of gray_matter.
//! Sees neither `pamphlet.toml` nor another essay: whether a theme is known is asked later.
//!
//! - `fence` finds the block, `block` reads its YAML or TOML, `hints` says what an editor most likely did wrong in it
//! - `fields` makes typed details of it, `words` knows the words people use for them, `dates` reads dates, `named` the
//!   names of files, `rules` holds the rules of single details

mod block;
mod dates;
mod fence;
mod fields;
mod hints;
pub(crate) mod named;
mod rules;
mod words;

pub(crate) use rules::is_old_address;

use std::collections::BTreeMap;

use crate::config::{PlaceRecord, Promoter};
use crate::date::Date;
use crate::details::Table;
use crate::details::reader::Unknown;
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::essay::Kind;
use crate::source::{ContentHash, Place, Source, Span, Spanned};

/// The details of a source as read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The details; `None` when they cannot be read, or there is no title.
    pub front: Option<Front>,
    /// The byte at which the body begins.
    pub body_start: usize,
}

/// Reads the details of an essay or a standing page.
pub fn read(source: &Source, kind: Kind) -> Found<Reading> {
    let block = match fence::find(source) {
        Ok(block) => block,
        Err((fault, body_start)) => {
            return Found { value: Reading { front: None, body_start }, diagnostics: vec![*fault] };
        }
    };
    let read = block::read(source, &block);
    let (front, mut faults, unknown) = fields::read(source, &read.table, block.start, kind, read.whole);
    let front = front.filter(|_| read.whole).map(|front| {
        let alone = alone(&front, source.text());
        Front { unknown: unknown.clone(), alone, ..front }
    });
    if front.is_none() {
        faults.extend(unknown.into_iter().map(|unknown| unknown.fault));
    }
    let mut diagnostics = read.diagnostics;
    faults.retain(|fault| diagnostics.iter().all(|known| !explains(source, known, fault)));
    diagnostics.extend(faults);
    Found { value: Reading { front, body_start: block.body }, diagnostics }
}

/// One place, one fault: what the lines themselves explain need not be said again. A value that was not read as it was
/// meant is of the wrong kind, or missing, for no other reason.
fn explains(source: &Source, known: &Diagnostic, fault: &Diagnostic) -> bool {
    let (Some(known), Some(place)) = (&known.primary, &fault.primary) else { return false };
    let line = |place: &Place| source.position(place.span.start as usize).line;
    let inside = known.span.range().contains(&(place.span.start as usize));
    known == place || inside || fault.code == Code::E111 && line(known) == line(place)
}

/// The authors, themes and places that stand alone behind the colon of their detail.
fn alone(front: &Front, text: &str) -> Vec<Span> {
    let places = front.places.iter().filter_map(|place| match place {
        PlaceMention::Named(name) => Some(name.span),
        PlaceMention::Given(..) => None,
    });
    let names = front.themes.iter().map(|theme| theme.span);
    let names = names.chain(front.authors.iter().map(|author| author.name.span)).chain(places);
    let is_alone = |span: &Span| {
        let before = text.get(..span.range().start).unwrap_or("");
        before.trim_end_matches([' ', '"', '\'']).ends_with([':', '='])
    };
    names.filter(is_alone).collect()
}

/// The details of one essay or standing page, each of the right kind; names are not yet looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct Front {
    /// The title, with Markdown emphasis as written.
    pub title: Spanned<String>,
    /// A second line of the title.
    pub subtitle: Option<Spanned<String>>,
    /// A shorter title for narrow places.
    pub short_title: Option<String>,
    /// The last part of the address, if not the file name.
    pub slug: Option<Spanned<String>>,
    /// A name for feeds that never changes.
    pub id: Option<Spanned<String>>,
    /// Who wrote it, by id or by name.
    pub authors: Vec<AuthorMention>,
    /// When it was published; a draft may have none.
    pub date: Option<Spanned<Date>>,
    /// When it was last changed.
    pub updated: Option<Spanned<Date>>,
    /// Whether it is left out.
    pub draft: bool,
    /// The day from which it is left out again.
    pub expires: Option<Spanned<Date>>,
    /// Themes by id or by name, the primary one first.
    pub themes: Vec<Spanned<String>>,
    /// Free words.
    pub tags: Vec<Spanned<String>>,
    /// Places by id or by name, or given in full.
    pub places: Vec<PlaceMention>,
    /// Organisations it is about.
    pub organisations: Vec<String>,
    /// People it is about.
    pub people: Vec<String>,
    /// The part it belongs to, by id or by name.
    pub part: Option<Spanned<String>>,
    /// Its place in the part, from 1.
    pub order: Option<Spanned<u32>>,
    /// What it argues, in 50 to 200 characters.
    pub summary: Option<Spanned<String>>,
    /// Its lead picture.
    pub image: Option<LeadImage>,
    /// Sentences to set apart; each occurs in the body.
    pub pull_quotes: Vec<PullQuote>,
    /// Whether it has a table of contents.
    pub toc: Toc,
    /// What a reader can do next.
    pub cta: Option<CallToAction>,
    /// Where it first appeared, if elsewhere.
    pub canonical: Option<Spanned<String>>,
    /// Where it was first published.
    pub originally_published: Option<Original>,
    /// Its licence.
    pub licence: Option<String>,
    /// Who holds the copyright: `authors`, `publisher`, or a name.
    pub copyright: Option<String>,
    /// Its language, a BCP 47 tag.
    pub lang: Option<Spanned<String>>,
    /// Language tag to slug of each translation.
    pub translations: BTreeMap<String, Spanned<String>>,
    /// Old addresses.
    pub aliases: Vec<Spanned<String>>,
    /// An imprint of its own.
    pub imprint: Option<Promoter>,
    /// What was put right after publication.
    pub corrections: Vec<Correction>,
    /// Other words and picture for sharing.
    pub share: Share,
    /// A motto.
    pub epigraph: Option<Epigraph>,
    /// A series beside the parts.
    pub series: Option<String>,
    /// A recording.
    pub audio: Option<Audio>,
    /// Free, for designs.
    pub extra: Table,
    /// Details that pamphlet does not know; whether the collection allows them is asked later.
    pub unknown: Vec<Unknown>,
    /// Names that are the whole value of their detail, and not entries of a list.
    pub alone: Vec<Span>,
    /// The keys that were given, for `[essays] require`.
    pub given: Vec<String>,
    /// The hash of what is said of the essay besides its names, days and lists: summary, pictures and so on.
    pub said: ContentHash,
    /// The whole block between its fences.
    pub span: Span,
}

impl Front {
    /// What is free for designs: `extra`, and the details that the collection allows for itself.
    pub fn free(&self, allows: impl Fn(&str) -> bool) -> serde_json::Map<String, serde_json::Value> {
        let own = self.unknown.iter().map(|unknown| &unknown.item).filter(|item| allows(&item.key));
        let mut free: serde_json::Map<_, _> =
            own.map(|item| (item.key.clone(), item.value.to_plain())).collect();
        free.extend(self.extra.to_plain());
        free
    }
}

/// An author as an essay names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorMention {
    /// Id or name.
    pub name: Spanned<String>,
    /// Another role than usual.
    pub role: Option<String>,
    /// Another organisation than usual.
    pub organisation: Option<String>,
}

/// A place as an essay names it.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceMention {
    /// By id or name.
    Named(Spanned<String>),
    /// In full; the span is that of its name.
    Given(PlaceRecord, Span),
}

/// A lead picture.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadImage {
    /// The file, as written.
    pub src: Spanned<String>,
    /// What it shows.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
    /// What to say below it.
    pub caption: Option<String>,
    /// Its licence.
    pub licence: Option<String>,
    /// The point that must stay visible, from the top left, 0 to 1.
    pub focal: Option<(f64, f64)>,
}

/// A sentence to set apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullQuote {
    /// The sentence.
    pub text: Spanned<String>,
    /// The number of the paragraph it follows, from 1; by default it stands beside the sentence itself.
    pub after: Option<u32>,
}

/// Whether an essay has a table of contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Toc {
    /// From three sections on.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What a reader can do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallToAction {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub url: Spanned<String>,
}

/// Where an essay was first published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Its title there.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address there.
    pub url: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// What was put right after publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When.
    pub date: Date,
    /// What.
    pub text: String,
}

/// Other words and picture for sharing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Another title.
    pub title: Option<Spanned<String>>,
    /// Another summary.
    pub description: Option<String>,
    /// Another picture.
    pub image: Option<Spanned<String>>,
}

/// A motto.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Epigraph {
    /// The words.
    pub text: String,
    /// Whose they are.
    pub source: Option<String>,
}

/// A recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audio {
    /// The file, as written.
    pub src: Spanned<String>,
    /// How long it is, as readers see it.
    pub duration: Option<String>,
    /// A transcript, as a link.
    pub transcript: String,
}
