//! What stands in the head of a page, for those who never see it: search engines, messengers, programs for references.
//!
//! In: `About`, the facts of a page, plain, with every address ready to print. Out: lines of HTML that are XML too.
//! Knows neither the collection nor how addresses are made, and leaves scripts and style sheets to the design.
//!
//! - `tags` writes one element each, `cited` says how an essay is cited, `coins` the same beside lists, `data` what a page is in the words of schema.org
//! - `licence` knows the addresses of licences, `locale` the territories of languages

mod cited;
mod coins;
mod data;
mod licence;
mod locale;
mod tags;

pub use coins::coins;
pub use data::{List, Place};
pub use licence::address as licence_address;
pub use tags::shortened;

use crate::cite::Work;
use crate::view::FeedLink;
use tags::Tags;

/// The vocabularies of the properties that a head uses (RDFa): the value of `prefix` on `<html>`.
pub const PREFIX: &str = "og: https://ogp.me/ns# article: https://ogp.me/ns/article#";

/// The facts of a page. Texts may hold anything; each becomes one line without markup.
#[derive(Debug, Default)]
pub struct About<'a> {
    /// The policy of the site, where its host cannot send one.
    pub policy: Option<&'a str>,
    /// The name of the collection.
    pub site: &'a str,
    /// The title of the page; `None` on the home page.
    pub title: Option<&'a str>,
    /// What it is about.
    pub description: Option<&'a str>,
    /// Another title and description where the page is shared.
    pub shared: Shared<'a>,
    /// Its one whole address; `None` where search engines should leave it alone.
    pub canonical: Option<&'a str>,
    /// Whether search engines should leave it alone.
    pub noindex: bool,
    /// Its language, a BCP 47 tag.
    pub language: &'a str,
    /// The same page in other languages: tag and whole address.
    pub translations: Vec<(String, String)>,
    /// The picture that is shown where the page is shared.
    pub card: Option<Card>,
    /// What is known of an essay.
    pub article: Option<Article<'a>>,
    /// The account on X that speaks for the collection, with its `@`.
    pub account: Option<&'a str>,
    /// The account in the fediverse that an essay, or else the collection, is credited to: `@user@host`.
    pub creator: Option<&'a str>,
    /// The colours of the paper, by day and by night, for browsers that colour their frame.
    pub paper: Option<(&'a str, &'a str)>,
    /// Feeds, the site's own first.
    pub feeds: &'a [FeedLink],
    /// The licence: an address, a short name, or words.
    pub licence: Option<&'a str>,
    /// The page before, ready to print.
    pub previous: Option<String>,
    /// The page after, ready to print.
    pub next: Option<String>,
    /// An essay as something to be cited.
    pub cited: Option<Work>,
    /// Where the page stands in its site; `None` where search engines should leave it alone, or it only leads on.
    pub place: Option<Place<'a>>,
}

/// Other words for those who are sent a link.
#[derive(Debug, Default)]
pub struct Shared<'a> {
    /// The title.
    pub title: Option<&'a str>,
    /// The description.
    pub description: Option<&'a str>,
}

/// The picture that is shown where a page is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its whole address.
    pub address: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What is written on it.
    pub alt: String,
}

/// What is known of an essay.
#[derive(Debug, Default)]
pub struct Article<'a> {
    /// When it was published (RFC 3339).
    pub published: Option<String>,
    /// When it was last changed, if after that (RFC 3339).
    pub modified: Option<String>,
    /// Its second line.
    pub subtitle: Option<&'a str>,
    /// Its authors.
    pub authors: Vec<Author<'a>>,
    /// Its first theme.
    pub section: Option<&'a str>,
    /// Its themes and its own words.
    pub tags: Vec<&'a str>,
    /// Its number in the collection, from 1.
    pub number: usize,
    /// Words a reader reads.
    pub words: u32,
    /// Minutes that takes.
    pub minutes: u32,
    /// What it is about and where that is.
    pub places: Vec<Location<'a>>,
    /// Where it was first published.
    pub original: Option<&'a str>,
    /// Who holds the copyright.
    pub holders: Vec<Holder<'a>>,
}

/// Who holds the copyright of an essay.
#[derive(Debug)]
pub enum Holder<'a> {
    /// An author of the collection.
    Author(Author<'a>),
    /// Who publishes the collection.
    Publisher,
    /// Somebody else.
    Other(&'a str, Nature),
}

/// An author of an essay.
#[derive(Debug)]
pub struct Author<'a> {
    /// The name.
    pub name: &'a str,
    /// The whole address of the author's page.
    pub page: String,
    /// Who that is.
    pub nature: Nature,
    /// What they do.
    pub role: Option<&'a str>,
    /// Where they do it.
    pub organisation: Option<&'a str>,
}

/// Who an author is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
}

/// A place that an essay is about.
#[derive(Debug)]
pub struct Location<'a> {
    /// Its name.
    pub name: &'a str,
    /// Degrees north and east.
    pub degrees: Option<(f64, f64)>,
}

/// Everything that stands in the head but scripts, style sheets and icons.
pub fn html(about: &About<'_>) -> String {
    let mut tags = Tags::new();
    tags.put("meta", &[("charset", "utf-8")]);
    if let Some(policy) = about.policy {
        // Before any script or style sheet, or it would not hold for them.
        tags.put("meta", &[("http-equiv", "Content-Security-Policy"), ("content", policy)]);
    }
    tags.named("viewport", "width=device-width, initial-scale=1");
    tags.title(&title(about));
    tags.named("description", about.description.unwrap_or(""));
    tags.link("canonical", about.canonical.unwrap_or(""));
    graph(&mut tags, about);
    article(&mut tags, about);
    accounts(&mut tags, about);
    if let Some((light, night)) = about.paper {
        paper(&mut tags, "light", light);
        paper(&mut tags, "dark", night);
    }
    links(&mut tags, about);
    if let Some(work) = &about.cited {
        cited::push(&mut tags, work, about.licence);
    }
    // Last, since messengers read only the beginning of a page.
    data::push(&mut tags, about);
    tags.finish()
}

/// The title of the window, the collection's name behind the page's own.
fn title(about: &About<'_>) -> String {
    match about.title.filter(|title| *title != about.site) {
        Some(title) => format!("{title} – {}", about.site),
        None => about.site.to_owned(),
    }
}

/// Open Graph (ogp.me), which all messengers and networks read.
fn graph(tags: &mut Tags, about: &About<'_>) {
    tags.property("og:type", if about.article.is_some() { "article" } else { "website" });
    tags.property("og:site_name", about.site);
    tags.property("og:title", about.shared.title.or(about.title).unwrap_or(about.site));
    tags.property("og:description", about.shared.description.or(about.description).unwrap_or(""));
    tags.property("og:url", about.canonical.unwrap_or(""));
    tags.property("og:locale", &locale::locale(about.language).unwrap_or_default());
    for (language, _) in &about.translations {
        tags.property("og:locale:alternate", &locale::locale(language).unwrap_or_default());
    }
    if let Some(card) = &about.card {
        // Exactly one: of several, some take the first and some the last.
        tags.property("og:image", &card.address);
        tags.property("og:image:type", card.media_type);
        tags.property("og:image:width", &card.width.to_string());
        tags.property("og:image:height", &card.height.to_string());
        tags.property("og:image:alt", &card.alt);
    }
}

fn article(tags: &mut Tags, about: &About<'_>) {
    let Some(article) = &about.article else { return };
    tags.property("article:published_time", article.published.as_deref().unwrap_or(""));
    tags.property("article:modified_time", article.modified.as_deref().unwrap_or(""));
    for author in &article.authors {
        tags.property("article:author", &author.page);
    }
    tags.property("article:section", article.section.unwrap_or(""));
    for tag in &article.tags {
        tags.property("article:tag", tag);
    }
    let names: Vec<&str> = article.authors.iter().map(|author| author.name).collect();
    tags.named("author", &names.join(", "));
}

/// Who is credited by networks that ask for it in words of their own; for everything else they read Open Graph.
fn accounts(tags: &mut Tags, about: &About<'_>) {
    let card = about.card.as_ref();
    tags.named("twitter:card", if card.is_some() { "summary_large_image" } else { "summary" });
    tags.named("twitter:site", about.account.unwrap_or(""));
    tags.named("twitter:image:alt", card.map_or("", |card| &card.alt));
    tags.named("fediverse:creator", about.creator.unwrap_or(""));
}

fn paper(tags: &mut Tags, scheme: &str, colour: &str) {
    let media = format!("(prefers-color-scheme: {scheme})");
    tags.put("meta", &[("name", "theme-color"), ("media", &media), ("content", colour)]);
}

fn links(tags: &mut Tags, about: &About<'_>) {
    if let Some(own) = about.canonical.filter(|_| !about.translations.is_empty()) {
        // A page names itself among its translations, or search engines take none of them for one.
        tags.put("link", &[("rel", "alternate"), ("hreflang", about.language), ("href", own)]);
    }
    for (language, address) in &about.translations {
        tags.put("link", &[("rel", "alternate"), ("hreflang", language), ("href", address)]);
    }
    for feed in about.feeds {
        let kind = [("rel", "alternate"), ("type", feed.media_type)];
        tags.put("link", &[kind[0], kind[1], ("title", &feed.title), ("href", &feed.href)]);
    }
    tags.link("license", &about.licence.and_then(licence_address).unwrap_or_default());
    tags.link("prev", about.previous.as_deref().unwrap_or(""));
    tags.link("next", about.next.as_deref().unwrap_or(""));
    if about.noindex {
        tags.named("robots", "noindex");
    }
}
