//! Feeds, the sitemap and robots.txt.
//!
//! In: plain data with whole addresses. Out: the text of each file.
//! Knows neither the collection nor how addresses are made.

use serde::Serialize;

use crate::markup::{push_attribute, push_text};

/// A feed.
#[derive(Debug)]
pub struct Feed {
    /// A name that never changes: a tag URI (RFC 4151) or the feed's address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A line below it.
    pub subtitle: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// Its own address.
    pub own: String,
    /// The page it follows.
    pub page: String,
    /// Who publishes, as a sentence.
    pub rights: Option<String>,
    /// The name that stands for entries without an author.
    pub publisher: String,
    /// When the newest entry was last changed (RFC 3339); the entries are newest first.
    pub updated: String,
    /// The entries.
    pub entries: Vec<FeedEntry>,
}

/// An entry of a feed.
#[derive(Debug)]
pub struct FeedEntry {
    /// A name that never changes, whatever becomes of title and address: a tag URI (RFC 4151).
    pub id: String,
    /// Its title, plain.
    pub title: String,
    /// Its page.
    pub page: String,
    /// When it was published (RFC 3339).
    pub published: String,
    /// When it was last changed (RFC 3339).
    pub updated: String,
    /// Its authors: name and page.
    pub authors: Vec<(String, String)>,
    /// Its themes: id and name.
    pub categories: Vec<(String, String)>,
    /// What it argues.
    pub summary: Option<String>,
    /// All of it, HTML with whole addresses; `None` where feeds carry summaries only.
    pub content: Option<String>,
    /// Its language, where it is not the feed's.
    pub language: Option<String>,
}

/// The feed as Atom (RFC 4287).
pub fn atom(feed: &Feed) -> String {
    let mut out = String::with_capacity(1024 + feed.entries.len() * 12_000);
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    push_attribute(&mut out, "xml:lang", &feed.language);
    out.push_str(">\n");
    element(&mut out, "id", &feed.id);
    element(&mut out, "title", &feed.title);
    optional(&mut out, "subtitle", feed.subtitle.as_deref());
    element(&mut out, "updated", &feed.updated);
    link(&mut out, "self", "application/atom+xml", &feed.own);
    link(&mut out, "alternate", "text/html", &feed.page);
    out.push_str("<author>");
    element(&mut out, "name", &feed.publisher);
    out.push_str("</author>\n");
    optional(&mut out, "rights", feed.rights.as_deref());
    out.push_str("<generator>pamphlet</generator>\n");
    feed.entries.iter().for_each(|entry| atom_entry(&mut out, entry));
    out.push_str("</feed>\n");
    out
}

fn atom_entry(out: &mut String, entry: &FeedEntry) {
    out.push_str("<entry");
    if let Some(language) = &entry.language {
        push_attribute(out, "xml:lang", language);
    }
    out.push_str(">\n");
    element(out, "id", &entry.id);
    element(out, "title", &entry.title);
    element(out, "published", &entry.published);
    element(out, "updated", &entry.updated);
    link(out, "alternate", "text/html", &entry.page);
    for (name, page) in &entry.authors {
        out.push_str("<author>");
        element(out, "name", name);
        element(out, "uri", page);
        out.push_str("</author>\n");
    }
    for (id, name) in &entry.categories {
        out.push_str("<category");
        push_attribute(out, "term", id);
        push_attribute(out, "label", name);
        out.push_str("/>\n");
    }
    optional(out, "summary", entry.summary.as_deref());
    if let Some(content) = &entry.content {
        out.push_str("<content type=\"html\">");
        push_text(out, content);
        out.push_str("</content>\n");
    }
    out.push_str("</entry>\n");
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    push_text(out, text);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

fn optional(out: &mut String, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        element(out, name, text);
    }
}

fn link(out: &mut String, rel: &str, media_type: &str, href: &str) {
    out.push_str("<link");
    push_attribute(out, "rel", rel);
    push_attribute(out, "type", media_type);
    push_attribute(out, "href", href);
    out.push_str("/>\n");
}

/// The feed as JSON Feed 1.1.
pub fn json(feed: &Feed) -> String {
    let document = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: &feed.own,
        description: feed.subtitle.as_deref(),
        language: &feed.language,
        authors: vec![JsonAuthor { name: &feed.publisher, url: None }],
        imprint: feed.rights.as_deref(),
        items: feed.entries.iter().map(json_item).collect(),
    };
    // Plain strings and lists always have a JSON form.
    serde_json::to_string_pretty(&document).map_or_else(|_| String::new(), |text| text + "\n")
}

fn json_item(entry: &FeedEntry) -> JsonItem<'_> {
    JsonItem {
        id: &entry.id,
        url: &entry.page,
        title: &entry.title,
        content_html: entry.content.as_deref(),
        content_text: entry.content.is_none().then(|| entry.summary.as_deref().unwrap_or(&entry.title)),
        summary: entry.summary.as_deref(),
        date_published: &entry.published,
        date_modified: &entry.updated,
        authors: entry.authors.iter().map(|(name, url)| JsonAuthor { name, url: Some(url) }).collect(),
        tags: entry.categories.iter().map(|(_, name)| name.as_str()).collect(),
        language: entry.language.as_deref(),
    }
}

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'a str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'a str,
    authors: Vec<JsonAuthor<'a>>,
    #[serde(rename = "_imprint", skip_serializing_if = "Option::is_none")]
    imprint: Option<&'a str>,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    date_published: &'a str,
    date_modified: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

/// The sitemap (sitemaps.org protocol 0.9): each address with the day it last changed.
pub fn sitemap(addresses: impl IntoIterator<Item = (String, Option<String>)>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (address, changed) in addresses {
        out.push_str("<url><loc>");
        push_text(&mut out, &address);
        out.push_str("</loc>");
        if let Some(day) = changed {
            out.push_str("<lastmod>");
            push_text(&mut out, &day);
            out.push_str("</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// The list of sitemaps (sitemaps.org protocol 0.9), for sites of more than 50,000 addresses.
pub fn sitemap_index(addresses: impl IntoIterator<Item = String>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for address in addresses {
        out.push_str("<sitemap><loc>");
        push_text(&mut out, &address);
        out.push_str("</loc></sitemap>\n");
    }
    out.push_str("</sitemapindex>\n");
    out
}

/// `robots.txt` (RFC 9309): everything may be read, and where the sitemap is.
pub fn robots(sitemap: &str) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {sitemap}\n")
}
