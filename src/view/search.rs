//! What the template of the search page is given.
//!
//! The page is whole without a script: essays by theme, and an A to Z. Where there are too many for one page, it says so.

use std::sync::Arc;

use serde::Serialize;

/// The page that finds essays.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// Where the form leads: this page.
    pub action: String,
    /// The list of all essays.
    pub essays_href: String,
    /// Essays by theme, those without a theme last.
    pub groups: Vec<SearchGroup>,
    /// Titles, authors and places from A to Z.
    pub letters: Vec<Letter>,
    /// How many essays the A to Z leaves out, since they are too many for one page.
    pub left_out: usize,
}

/// The essays of a theme.
#[derive(Debug, Serialize)]
pub struct SearchGroup {
    /// The theme's id; `None` for essays without a theme.
    pub id: Option<Arc<str>>,
    /// The theme's name.
    pub name: Option<Arc<str>>,
    /// The theme's page, or the list of all essays.
    pub href: String,
    /// The essays.
    pub entries: Vec<SearchEntry>,
    /// How many essays of the theme are not listed here.
    pub more: usize,
}

/// A letter of the A to Z.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// The letter, a capital; `0–9` for names that begin with a digit.
    pub letter: Arc<str>,
    /// What begins with it.
    pub entries: Vec<SearchEntry>,
}

/// Something to be found.
#[derive(Debug, Serialize)]
pub struct SearchEntry {
    /// `essay`, `author` or `place`.
    pub kind: &'static str,
    /// Its name, plain text.
    pub name: Arc<str>,
    /// Its page.
    pub href: String,
    /// The language of the name, where it is not the site's.
    pub lang: Option<Arc<str>>,
}

/// Where essays are found.
#[derive(Debug, Serialize)]
pub struct SearchLinks {
    /// The page that finds essays.
    pub href: String,
    /// The script that finds them, which is loaded when somebody looks for something.
    pub script: String,
    /// The small script for every page that waits for that: `<script src="{{ site.search.opener }}"
    /// data-script="{{ site.search.script }}" defer="">`.
    pub opener: String,
}
