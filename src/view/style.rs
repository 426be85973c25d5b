//! What style sheets of a design are given.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};

/// Given to style sheets of the design (`assets/*.css`), which are templates too.
#[derive(Debug, Serialize)]
pub struct StyleView {
    /// The design's other files, as addressed from a style sheet.
    pub assets: BTreeMap<Arc<str>, String>,
    /// The design's colours (its `tokens.toml`), with those that `[colours]` of `pamphlet.toml` exchanges.
    pub tokens: TokensView,
    /// The themes, each with its cloth.
    pub themes: Vec<ThemeColour>,
    /// The cloth of essays without a theme.
    pub undyed: ClothView,
    /// `[extra]` of `pamphlet.toml`.
    pub extra: Arc<Map<String, Value>>,
}

/// The design's colours by name.
#[derive(Debug, Serialize)]
pub struct TokensView {
    /// On light paper: name → `#rrggbb`.
    pub light: BTreeMap<Arc<str>, String>,
    /// In the night edition: the same names.
    pub night: BTreeMap<Arc<str>, String>,
}

/// A theme's colours.
#[derive(Debug, Serialize)]
pub struct ThemeColour {
    /// The theme's id, usable in a class name.
    pub id: Arc<str>,
    /// Its middle tone on light paper, `#rrggbb`.
    pub colour: Arc<str>,
    /// Its tones: `theme.light.deep`, `theme.night.text` and so on.
    #[serde(flatten)]
    pub cloth: ClothView,
}

/// The tones of a theme, by day and by night.
#[derive(Debug, Serialize)]
pub struct ClothView {
    /// On light paper.
    pub light: TonesView,
    /// In the night edition.
    pub night: TonesView,
}

/// The tones of a theme on one kind of paper, each `#rrggbb`. All but `spark` are of one hue.
#[derive(Debug, Serialize)]
pub struct TonesView {
    /// The darkest.
    pub deep: String,
    /// The theme's own colour: for spines and rules.
    pub mid: String,
    /// A washed-out one.
    pub soft: String,
    /// Nearly undyed.
    pub pale: String,
    /// One of another family, for the piece that wakes the rest up.
    pub spark: String,
    /// For small words and thin rules: it can be read on paper.
    pub text: String,
}
