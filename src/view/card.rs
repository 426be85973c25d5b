//! A share card, as its template sees it. It is part of the contract with people who write designs: see `themes/README.md`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::TonesView;

/// A share card: 1200 × 630 pixels. Words are given set, line by line, in the areas that `card/card.toml` names.
#[derive(Debug, Serialize)]
pub struct CardView {
    /// Of what it is: `home`, `essay`, `theme` or `author`.
    pub kind: &'static str,
    /// `words`, or `picture` where a photograph is painted over the element with the id `picture`.
    pub layout: &'static str,
    /// The language of the words (BCP 47).
    pub language: Arc<str>,
    /// A word above the title: the theme of an essay, the kind of a list.
    pub label: Option<LinesView>,
    /// The title.
    pub title: LinesView,
    /// Who wrote it, or the line below the name of the collection.
    pub byline: Option<LinesView>,
    /// The name of the collection; not on the card of the home page, which has it as its title.
    pub collection: Option<LinesView>,
    /// The imprint: to be written, line by line, into the element with the id `imprint`.
    pub imprint: Option<LinesView>,
    /// As many patches as `card/card.toml` asks for, each an `<svg>` of its size.
    pub patches: Vec<String>,
    /// The tones of the theme's cloth by day.
    pub cloth: TonesView,
    /// The design's colours by day.
    pub colours: BTreeMap<Arc<str>, String>,
}

/// Words, set into lines that fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinesView {
    /// The lines from top to bottom.
    pub lines: Vec<String>,
    /// The size of the letters, in pixels.
    pub size: u32,
    /// From line to line, in pixels.
    pub leading: u32,
    /// All lines together, in pixels.
    pub height: u32,
    /// The family of the font.
    pub family: String,
    /// The weight of the font, from 100 to 900.
    pub weight: u16,
}
