//! Everything a build is made from: nothing else may influence what is written.
//!
//! In: nothing but values (`disk` reads them). Out: `Inputs`. Knows nothing of what they mean.
//!
//! - `picture` holds what is known of a picture

pub mod picture;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::source::{ContentHash, Source};
use picture::{Picture, Trouble, Variant};

/// The path of the tests of searches, from the root of the collection.
pub const SEARCH_TESTS: &str = "essays/search-tests.toml";

/// Everything a build is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    /// `pamphlet.toml`
    pub config: Source,
    /// `essays/**/*.md`, by path.
    pub essays: Vec<Source>,
    /// The other files below `essays/`, by path from the root of the collection.
    pub assets: BTreeMap<Arc<str>, Asset>,
    /// The files of `themes/`, by path from the root of the collection.
    pub designs: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// What searches must find: `essays/search-tests.toml`.
    pub search_tests: Option<Source>,
    /// What earlier releases left behind.
    pub locks: Locks,
    /// Today, as far as this build is concerned.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Another base URL than that of `pamphlet.toml`.
    pub base_url: Option<String>,
    /// Whether the site is to be read from a disk, without any host.
    pub portable: bool,
    /// What could not be read, and why.
    pub unread: Vec<Diagnostic>,
    /// Texts that are not UTF-8, with what cannot be read replaced, so that a fault can show its line.
    pub damaged: Vec<Source>,
}

/// The names of the files that a release leaves in the root of the collection.
pub const LOCKS: [&str; 3] = ["permalinks.lock", "anchors.lock", "release.lock"];

/// What earlier releases left behind, in the root of the collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Locks {
    /// `permalinks.lock`: every address ever published.
    pub permalinks: Option<Source>,
    /// `anchors.lock`: what links into essays lead to.
    pub anchors: Option<Source>,
    /// `release.lock`: the files of the last release.
    pub release: Option<Source>,
    /// Whether a published address that would be lost is only told, as while somebody is writing.
    pub lenient: bool,
}

impl Locks {
    /// The files that are there.
    pub fn all(&self) -> impl Iterator<Item = &Source> {
        [&self.permalinks, &self.anchors, &self.release].into_iter().flatten()
    }

    /// Files it where its name says; others are let go.
    pub fn file(&mut self, source: Source) {
        let slots = [&mut self.permalinks, &mut self.anchors, &mut self.release];
        if let Some((_, slot)) = LOCKS.iter().zip(slots).find(|(name, _)| ***name == **source.path()) {
            *slot = Some(source);
        }
    }
}

impl Inputs {
    /// The source at a path, if it is among the essays.
    pub fn essay(&self, path: &str) -> Option<&Source> {
        let at = self.essays.binary_search_by(|essay| (**essay.path()).cmp(path));
        at.ok().map(|index| &self.essays[index])
    }
}

/// A picture or another file beside the essays. Its bytes stay where they are until it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The hash of its bytes.
    pub hash: ContentHash,
    /// How many bytes it has.
    pub length: u64,
    /// What picture it is, or why it cannot be shown; `None` for files that are no pictures.
    pub picture: Option<Result<Picture, Trouble>>,
}

impl Asset {
    /// The picture, where it is one that can be shown.
    pub fn shown(&self) -> Option<&Picture> {
        self.picture.as_ref()?.as_ref().ok()
    }
}

/// What is to be written to one file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text.
    Text(String),
    /// Bytes at hand.
    Bytes(Arc<[u8]>),
    /// The bytes of the asset at this path.
    Asset(Arc<str>),
    /// The picture at this path, made into this variant of it.
    Picture(Arc<str>, Variant),
    /// The share card that is published at this output path.
    Card(Arc<str>),
}

/// The stages of a build, in the order they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading the inputs.
    Read,
    /// Each essay alone: details, Markdown, highlighting.
    Parse,
    /// All essays: order, themes, backlinks, related essays, links.
    Arrange,
    /// Allotting every address, preparing the design.
    Plan,
    /// Making the sizes of pictures that were not made before.
    Develop,
    /// Drawing share cards that were not drawn before.
    Draw,
    /// Gathering words, and turning them round for whoever looks for something.
    Search,
    /// Making pages.
    Make,
    /// Proving finished pages sound.
    Prove,
    /// Writing.
    Write,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 10] = [
        Self::Read,
        Self::Parse,
        Self::Arrange,
        Self::Plan,
        Self::Develop,
        Self::Draw,
        Self::Search,
        Self::Make,
        Self::Prove,
        Self::Write,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Parse => "parse",
            Self::Arrange => "arrange",
            Self::Plan => "plan",
            Self::Develop => "pictures",
            Self::Draw => "cards",
            Self::Search => "search",
            Self::Make => "make",
            Self::Prove => "prove",
            Self::Write => "write",
        }
    }
}

/// Someone who watches a build: a clock, a progress line. The core never asks what time it is.
pub trait Observer: Sync {
    /// A stage begins on this thread, with so many things to do if that is known.
    fn begin(&self, _stage: Stage, _things: Option<usize>) {}
    /// It ends on this thread.
    fn end(&self, _stage: Stage) {}
}

/// Nobody watches.
pub struct Unobserved;

impl Observer for Unobserved {}

/// What a build has to tell at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Essays published.
    pub essays: usize,
    /// Pages a reader can visit (files that end in `.html`, old addresses not counted).
    pub pages: usize,
    /// All files of the output.
    pub files: usize,
    /// Words of the published essays.
    pub words: u64,
    /// Essays that wait for their day, soonest first: day, title and path of the source.
    pub scheduled: Vec<(Date, String, Arc<str>)>,
    /// Essays that are drafts: title and path of the source.
    pub drafts: Vec<(String, Arc<str>)>,
    /// Essays whose `expires` has come: title and path of the source.
    pub expired: Vec<(String, Arc<str>)>,
}
