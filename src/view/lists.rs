//! What templates are given of lists: of essays, and of themes, authors, places and parts, each with its page.

use std::sync::Arc;

use serde::Serialize;

use super::{EntryView, MapView, OutsideLink, PictureView, QuiltView, TermLink};

/// A list of essays, or one page of a long one.
#[derive(Debug, Serialize)]
pub struct ListView {
    /// The essays on this page.
    pub entries: Vec<EntryView>,
    /// How many there are on all pages.
    pub total: usize,
    /// The pages of the list; `None` when one is enough.
    pub pagination: Option<Pagination>,
    /// The essays once more, HTML that nobody sees or hears: programs for references find each of them in it.
    pub coins_html: String,
}

/// The pages of a long list.
#[derive(Debug, Serialize)]
pub struct Pagination {
    /// This page, from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The pages to offer: the first, the last and those near this one. A gap has no address.
    pub pages: Vec<PageLink>,
}

/// One page of a long list.
#[derive(Debug, Serialize)]
pub struct PageLink {
    /// Its number, from 1; 0 for a gap.
    pub number: usize,
    /// Where it is; `None` for a gap.
    pub href: Option<String>,
    /// Whether it is this page.
    pub current: bool,
}

/// A theme, author, place or part, as lists of them show it.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Its page.
    pub href: String,
    /// A line about it.
    pub summary: Option<Arc<str>>,
    /// How many essays it has.
    pub count: usize,
    /// Degrees north, of a place.
    pub latitude: Option<f64>,
    /// Degrees east, of a place.
    pub longitude: Option<f64>,
    /// Whether a place's coordinates are only roughly right.
    pub approximate: bool,
    /// The number of a place on the map, which is its number in this list; `None` where it is not drawn.
    pub map_number: Option<usize>,
}

/// All themes, authors, places or parts.
#[derive(Debug, Serialize)]
pub struct TermsView {
    /// Each of them, in order.
    pub terms: Vec<TermView>,
    /// The places on a map; `None` in other lists, and where there is nothing to draw.
    pub map: Option<MapView>,
}

/// A part.
#[derive(Debug, Serialize)]
pub struct PartView {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// A line about it.
    pub summary: Option<Arc<str>>,
    /// Its number among the parts that have essays, from 1.
    pub number: usize,
    /// How many parts have essays.
    pub count: usize,
    /// The quilt of its essays; only on the first page of its list, and only where there are two or more.
    pub quilt: Option<QuiltView>,
    /// Its essays.
    pub list: ListView,
    /// The part before.
    pub previous: Option<TermLink>,
    /// The part after.
    pub next: Option<TermLink>,
}

/// A theme.
#[derive(Debug, Serialize)]
pub struct ThemeView {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// A line about it.
    pub summary: Option<Arc<str>>,
    /// Its introduction, HTML; only on the first page of its list.
    pub introduction_html: Option<Arc<str>>,
    /// Its middle tone on light paper, `#rrggbb`.
    pub colour: Arc<str>,
    /// The quilt of its essays; only on the first page of its list, and only where there are two or more.
    pub quilt: Option<QuiltView>,
    /// Its essays.
    pub list: ListView,
}

/// An author.
#[derive(Debug, Serialize)]
pub struct AuthorView {
    /// The id.
    pub id: Arc<str>,
    /// The name.
    pub name: Arc<str>,
    /// The usual role.
    pub role: Option<Arc<str>>,
    /// The usual organisation.
    pub organisation: Option<Arc<str>>,
    /// A few sentences.
    pub bio: Option<Arc<str>>,
    /// Addresses elsewhere, each with the words to show.
    pub links: Vec<OutsideLink>,
    /// A picture.
    pub photo: Option<PictureView>,
    /// The author's essays.
    pub list: ListView,
}
