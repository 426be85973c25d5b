//! What a template is given: the contract with people who write designs.
//!
//! In: nothing but values (`site` fills them). Out: plain data, serialised for the templates.
//! Every address (`href`) is ready to print: relative to the page, or whole where a page is shown at any address.
//! Fields that hold HTML say so; they are safe and are printed with `| safe`. All others are plain text.

//!
//! - `card` holds a share card, `cite` holds how an essay is cited, `lists` lists and what they are lists of, `places` the map, `search` the page that finds essays,
//!   `share` how a page is shared, `style` what style sheets are given

mod card;
mod cite;
mod lists;
mod places;
mod search;
mod share;
mod style;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};

pub use card::{CardView, LinesView};
pub use cite::{CiteFile, CiteStyle, CiteView};
pub use lists::{AuthorView, ListView, PageLink, Pagination, PartView, TermView, TermsView, ThemeView};
pub use places::{MapPlace, MapView, PlaceView};
pub use search::{Letter, SearchEntry, SearchGroup, SearchLinks, SearchView};
pub use share::{ShareLink, ShareScript, ShareView};
pub use style::{ClothView, StyleView, ThemeColour, TokensView, TonesView};

/// Given to every template as its top level: `site`, `page`, and one more by kind of page.
///
/// `E` is the [`EntryView`] of an essay that another essay's page shows, or the same made ready beforehand: most of what
/// such a page is given are its neighbours, and each essay is the neighbour of many.
#[derive(Debug, Serialize)]
pub struct View<E> {
    /// The collection, as seen from this page.
    pub site: SiteView,
    /// This page.
    pub page: PageView,
    /// What this kind of page shows; its fields stand beside `site` and `page`.
    #[serde(flatten)]
    pub content: Content<E>,
}

/// What each kind of page shows, under the name of its kind.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content<E> {
    /// `home.html`
    Home(Box<HomeView>),
    /// `essay.html`
    Essay(Box<EssayView<E>>),
    /// `essays.html`: all essays.
    Essays(Box<ListView>),
    /// `themes.html`: all themes.
    Themes(Box<TermsView>),
    /// `theme.html`
    Theme(Box<ThemeView>),
    /// `authors.html`: all authors.
    Authors(Box<TermsView>),
    /// `author.html`
    Author(Box<AuthorView>),
    /// `places.html`: all places.
    Places(Box<TermsView>),
    /// `place.html`
    Place(Box<PlaceView>),
    /// `parts.html`: all parts.
    Parts(Box<TermsView>),
    /// `part.html`
    Part(Box<PartView>),
    /// `search.html`
    Search(Box<SearchView>),
    /// `page.html`: a standing page such as “About”.
    Standing(Box<StandingView>),
    /// `404.html`: nothing of its own.
    NotFound(Empty),
    /// `withdrawn.html`: the page at the address of something that was taken back; nothing of its own.
    Withdrawn(Empty),
    /// `moved.html`: the page left at an old address.
    Moved(Box<MovedView>),
}

/// Nothing.
#[derive(Debug, Serialize)]
pub struct Empty {}

/// The collection, as seen from a page.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// Its name.
    pub title: Arc<str>,
    /// One line below it.
    pub tagline: Option<Arc<str>>,
    /// A sentence or two.
    pub description: Option<Arc<str>>,
    /// The policy of the site, where its host cannot send one: print it in every page before any script or style sheet, as
    /// `<meta http-equiv="Content-Security-Policy" content="{{ site.policy }}" />`.
    pub policy: Option<Arc<str>>,
    /// Whether it is opened from a disk, where browsers fetch no letters ahead.
    pub portable: bool,
    /// Its language, a BCP 47 tag. What `pamphlet.toml` says of themes, authors and parts is in it.
    pub language: Arc<str>,
    /// The same, where it is not the page's.
    pub lang: Option<Arc<str>>,
    /// The home page.
    pub home: String,
    /// The main lists and the standing pages, for menus.
    pub menu: Vec<MenuItem>,
    /// Where essays are found.
    pub search: SearchLinks,
    /// What sharing needs.
    pub share: ShareScript,
    /// Who publishes. `None` where `pamphlet.toml` switches it off.
    pub imprint: Option<ImprintView>,
    /// The design's own files: name below `assets/` → address.
    pub assets: BTreeMap<Arc<str>, String>,
    /// How many essays are published.
    pub essay_count: usize,
    /// The colour of the paper, for browsers that colour their frame; `None` where the design has no colour `paper`.
    pub paper: Option<PaperView>,
    /// Whether this is a demonstration.
    pub demo: bool,
    /// `[extra]` of `pamphlet.toml`.
    pub extra: Arc<Map<String, Value>>,
}

/// The colour of the paper.
#[derive(Debug, Serialize)]
pub struct PaperView {
    /// By day, `#rrggbb`.
    pub light: String,
    /// In the night edition.
    pub night: String,
}

/// An entry of a menu.
#[derive(Debug, Serialize)]
pub struct MenuItem {
    /// `essays`, `parts`, `themes`, `authors`, `places`, `search`, or `standing` for a standing page.
    pub kind: &'static str,
    /// The words; empty for the main lists, which the design names: `say(key=item.kind)`.
    pub title: Arc<str>,
    /// The language of the words, where it is not the page's.
    pub lang: Option<Arc<str>>,
    /// Where it leads.
    pub href: String,
    /// Whether this page is that one, or part of it.
    pub current: bool,
}

/// Who publishes, as UK law asks.
#[derive(Debug, Serialize)]
pub struct ImprintView {
    /// The sentence, which must be on the page word for word, in English.
    pub text: Arc<str>,
    /// `en-GB`, where the page is in another language: whoever hears the page should hear the sentence as English.
    pub lang: Option<&'static str>,
    /// A line of company law beside it.
    pub extra: Option<Arc<str>>,
}

/// This page.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// The kind: `home`, `essay`, `essays`, `themes`, `theme`, `authors`, `author`, `places`, `place`, `parts`, `part`,
    /// `search`, `standing`, `not_found` or `moved`.
    pub kind: &'static str,
    /// Its own title, plain text; the site's title on the home page.
    pub title: Arc<str>,
    /// What it is about, for search engines and cards.
    pub description: Option<Arc<str>>,
    /// Its language, a BCP 47 tag.
    pub language: Arc<str>,
    /// Which way that language is written, for `dir`: `ltr`, or `rtl` as Arabic and Hebrew.
    pub direction: &'static str,
    /// Its one whole address, for `rel="canonical"`; `None` on pages that search engines should leave alone.
    pub canonical: Option<String>,
    /// Whether search engines should leave it alone.
    pub noindex: bool,
    /// Feeds to announce; the site's own comes first.
    pub feeds: Vec<FeedLink>,
    /// How it is shared; `None` on pages that nobody should find.
    pub share: Option<ShareView>,
    /// What stands in its head, HTML: everything but scripts, style sheets and icons. Print it first in `<head>`.
    pub head_html: String,
    /// The vocabularies that the head uses, for `<html prefix="…">`.
    pub prefix: &'static str,
}

/// A feed to announce.
#[derive(Debug, Serialize)]
pub struct FeedLink {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// Its media type.
    pub media_type: &'static str,
}

/// A day.
#[derive(Debug, Serialize)]
pub struct DateView {
    /// `2025-02-25`
    pub iso: String,
    /// `25 February 2025`, in the language of the page.
    pub text: String,
    /// `25 Feb 2025`, where there is little room.
    pub short: String,
}

/// A link to a theme, author, place or part, wherever one is named.
#[derive(Debug, Serialize)]
pub struct TermLink {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Its page.
    pub href: String,
}

/// An author of an essay.
#[derive(Debug, Serialize)]
pub struct Byline {
    /// The author's id.
    pub id: Arc<str>,
    /// The author's name.
    pub name: Arc<str>,
    /// The author's page.
    pub href: String,
    /// The role in this essay.
    pub role: Option<Arc<str>>,
    /// The organisation in this essay.
    pub organisation: Option<Arc<str>>,
    /// A few sentences about the author.
    pub bio: Option<Arc<str>>,
}

/// An essay as lists show it.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// The title, HTML: emphasis is kept.
    pub title_html: Arc<str>,
    /// The title, plain text.
    pub title: Arc<str>,
    /// A second line of the title.
    pub subtitle: Option<Arc<str>>,
    /// Its page.
    pub href: String,
    /// The last part of its address.
    pub slug: Arc<str>,
    /// What it argues.
    pub summary: Option<Arc<str>>,
    /// Its number in the collection, from 1.
    pub number: usize,
    /// Its patch: an `<svg class="patch theme-ID">`, HTML, hidden from assistive technology. Its pieces have the classes
    /// `deep`, `mid`, `soft`, `pale` and `spark`. An essay without a theme has no `theme-ID`.
    pub patch_html: Arc<str>,
    /// When it was published.
    pub date: Option<DateView>,
    /// Minutes it takes to read.
    pub minutes: u32,
    /// Who wrote it.
    pub authors: Vec<TermLink>,
    /// Its themes, the primary one first.
    pub themes: Vec<TermLink>,
    /// Its places.
    pub places: Vec<TermLink>,
    /// Its language; nothing where page, site and essay are in one.
    pub lang: Option<Arc<str>>,
    /// Whether it is a draft, shown only in previews.
    pub draft: bool,
}

/// A quilt: the patches of many essays, each a link to its essay.
#[derive(Debug, Serialize)]
pub struct QuiltView {
    /// An `<svg class="quilt">`, HTML. It is decoration, hidden from assistive technology and passed over by the
    /// keyboard, so a list of the same links must stand beside it. Each patch has its theme's class, `theme-ID`, and
    /// its pieces the classes `deep`, `mid`, `soft`, `pale` and `spark`, which a style sheet colours.
    pub html: String,
    /// How many patches stand side by side.
    pub columns: usize,
    /// How many rows there are.
    pub rows: usize,
}

/// A group of essays: a part, or all of them.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The part's id; `None` for essays without a part.
    pub id: Option<Arc<str>>,
    /// The part's name.
    pub name: Option<Arc<str>>,
    /// The part's page.
    pub href: Option<String>,
    /// A line about it.
    pub summary: Option<Arc<str>>,
    /// The essays.
    pub entries: Vec<EntryView>,
    /// How many essays of the group are not listed here, since it is long.
    pub more: usize,
}

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The contents, by part.
    pub groups: Vec<Group>,
    /// The list of all essays.
    pub essays_href: String,
    /// The first essay.
    pub first: Option<EntryView>,
    /// The quilt of all essays; where there are more than 600, of the first 600. `None` without essays.
    pub quilt: Option<QuiltView>,
    /// The themes.
    pub themes: Vec<TermView>,
    /// The places.
    pub places: Vec<TermView>,
    /// The places on a map; `None` where none of them is on it, or the design has no outline.
    pub map: Option<MapView>,
}

/// A link to somewhere else.
#[derive(Debug, Serialize)]
pub struct OutsideLink {
    /// What to show.
    pub text: Arc<str>,
    /// Where it leads.
    pub href: Arc<str>,
}

/// A picture.
#[derive(Debug, Serialize)]
pub struct PictureView {
    /// The picture, HTML: all its sizes, width, height and what it shows.
    pub img_html: String,
    /// The one file of it that anything can show.
    pub href: String,
    /// What it shows; empty when it only decorates.
    pub alt: Arc<str>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// What to say below it.
    pub caption: Option<Arc<str>>,
    /// Who made it.
    pub credit: Option<Arc<str>>,
    /// Its licence.
    pub licence: Option<Arc<str>>,
}

/// An essay, whole. For `E` see [`View`].
#[derive(Debug, Serialize)]
pub struct EssayView<E> {
    /// What lists show of it; its fields stand among these.
    #[serde(flatten)]
    pub entry: EntryView,
    /// The body, HTML, without its notes.
    pub body_html: String,
    /// The notes.
    pub notes: Vec<NoteView>,
    /// The contents; empty unless the essay has one.
    pub contents: Vec<ContentsItem>,
    /// The authors, with what is said of them.
    pub bylines: Vec<Byline>,
    /// Its part.
    pub part: Option<TermLink>,
    /// Its number within its part, from 1, and how many the part has.
    pub number_in_part: Option<(usize, usize)>,
    /// Words a reader reads.
    pub words: u32,
    /// When it was last changed, if after publication.
    pub updated: Option<DateView>,
    /// The essay before.
    pub previous: Option<E>,
    /// The essay after.
    pub next: Option<E>,
    /// Essays that link here.
    pub mentioned_in: Vec<E>,
    /// Essays like this one.
    pub related: Vec<E>,
    /// The lead picture.
    pub image: Option<PictureView>,
    /// A motto.
    pub epigraph: Option<EpigraphView>,
    /// What a reader can do next.
    pub cta: Option<OutsideLink>,
    /// Where it was first published.
    pub originally_published: Option<OriginalView>,
    /// What was put right after publication.
    pub corrections: Vec<CorrectionView>,
    /// Its licence.
    pub licence: Option<Arc<str>>,
    /// Who holds the copyright: names.
    pub copyright: Option<Arc<str>>,
    /// Free words.
    pub tags: Vec<Arc<str>>,
    /// Organisations it is about.
    pub organisations: Vec<Arc<str>>,
    /// People it is about.
    pub people: Vec<Arc<str>>,
    /// A series beside the parts.
    pub series: Option<Arc<str>>,
    /// A recording.
    pub audio: Option<AudioView>,
    /// The same essay in other languages.
    pub translations: Vec<TranslationView>,
    /// How it is cited.
    pub cite: CiteView,
    /// An imprint of its own, shown besides the site's.
    pub own_imprint: Option<ImprintView>,
    /// `extra:` of its details.
    pub extra: Map<String, Value>,
}

/// A note.
#[derive(Debug, Serialize)]
pub struct NoteView {
    /// Its number, from 1.
    pub number: usize,
    /// Its anchor.
    pub id: String,
    /// Its text, HTML, with links back to where it is referred to.
    pub html: String,
}

/// An entry of the contents.
#[derive(Debug, Serialize)]
pub struct ContentsItem {
    /// Plain text of the heading.
    pub text: Arc<str>,
    /// Its anchor, with `#`.
    pub href: String,
    /// The headings below it.
    pub children: Vec<ContentsItem>,
}

/// A motto.
#[derive(Debug, Serialize)]
pub struct EpigraphView {
    /// The words.
    pub text: Arc<str>,
    /// Whose they are.
    pub source: Option<Arc<str>>,
}

/// Where an essay was first published.
#[derive(Debug, Serialize)]
pub struct OriginalView {
    /// Its title there.
    pub title: Option<Arc<str>>,
    /// Who published it.
    pub publisher: Option<Arc<str>>,
    /// Its address there.
    pub href: Option<Arc<str>>,
    /// When.
    pub date: Option<DateView>,
}

/// What was put right after publication.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    /// When.
    pub date: DateView,
    /// What.
    pub text: Arc<str>,
}

/// A recording.
#[derive(Debug, Serialize)]
pub struct AudioView {
    /// The file.
    pub href: String,
    /// How long it is.
    pub duration: Option<Arc<str>>,
    /// The transcript's address.
    pub transcript: String,
}

/// The same essay in another language.
#[derive(Debug, Serialize)]
pub struct TranslationView {
    /// The language, a BCP 47 tag.
    pub lang: Arc<str>,
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: Arc<str>,
}

/// A standing page.
#[derive(Debug, Serialize)]
pub struct StandingView {
    /// The title, HTML: emphasis is kept.
    pub title_html: Arc<str>,
    /// The body, HTML, without its notes.
    pub body_html: String,
    /// The notes.
    pub notes: Vec<NoteView>,
    /// The contents; empty unless the page has one.
    pub contents: Vec<ContentsItem>,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// `extra:` of its details.
    pub extra: Map<String, Value>,
}

/// The page left at an old address.
#[derive(Debug, Serialize)]
pub struct MovedView {
    /// Where it is now.
    pub href: String,
    /// The title of the page there.
    pub title: Arc<str>,
    /// The script that leads there and takes along what stands after the address: `<script src="{{ moved.script }}"
    /// data-to="{{ moved.href }}">`, in the head.
    pub script: String,
}

/// Given to `containers/KIND.html`.
#[derive(Debug, Serialize)]
pub struct ContainerView<'a> {
    /// The kind.
    pub kind: &'a str,
    /// The words after the kind, HTML; empty when there are none.
    pub title_html: String,
    /// The content, HTML.
    pub content_html: String,
    /// `key=value` pairs from the braces.
    pub attributes: BTreeMap<&'a str, &'a str>,
    /// The anchor, from `#id`.
    pub id: Option<&'a str>,
    /// The classes, from `.class`.
    pub classes: Vec<&'a str>,
    /// The number of this container among those of its kind in the essay, from 1.
    pub number: usize,
}
