//! The words people use for details, besides the proper ones: what other programs call them is understood.
//!
//! In: the table being read. Out: single details, taken from whichever word is there. Where several words for one thing
//! are given the proper one wins, then the first of the others.

use super::fields::{UNDESCRIBED, date};
use super::{LeadImage, named};
use crate::address;
use crate::date::Date;
use crate::details::reader::Fields;
use crate::details::{Item, Kind, Table, Value};
use crate::diagnostic::Code;
use crate::source::{Span, Spanned};

const DATE: &[&str] = &["publishDate", "publish_date", "pubDate", "pubdate", "published_at", "published"];
const UPDATED: &[&str] =
    &["lastmod", "modified", "last_modified", "last_modified_at", "last_updated", "updatedDate"];
const SUMMARY: &[&str] = &["description", "excerpt", "abstract", "standfirst"];
const LANG: &[&str] = &["language", "locale"];

/// Each proper name with the other words for it that may stand beside it or in its place.
const WORDS: [(&str, &[&str]); 9] = [
    ("date", DATE),
    ("updated", UPDATED),
    ("summary", SUMMARY),
    ("lang", LANG),
    ("authors", &["author"]),
    ("themes", &["theme", "categories", "category"]),
    ("places", &["place"]),
    ("tags", &["tag", "keywords"]),
    ("licence", &["license"]),
];

/// The proper name of a detail.
pub(super) fn proper(key: &str) -> String {
    let known = WORDS.iter().find(|(_, others)| others.iter().any(|other| other.eq_ignore_ascii_case(key)));
    known.map_or_else(|| key.to_lowercase(), |(proper, _)| (*proper).to_owned())
}

/// Whether an essay is a draft: `draft: true`, or `published: false`.
pub(super) fn is_draft(fields: &mut Fields<'_>) -> bool {
    fields.flag("draft").unwrap_or(false) || is_published(fields) == Some(false)
}

/// What `published` says where it says yes or no; elsewhere it is a date.
fn is_published(fields: &Fields<'_>) -> Option<bool> {
    match fields.value("published")?.kind {
        Kind::Bool(published) => Some(published),
        _ => None,
    }
}

/// Whether a table holds a date under one of its words, be it a bad one.
pub(super) fn names_date(table: &Table) -> bool {
    let holds = |item: &Item| !matches!(item.value.kind, Kind::Null | Kind::Bool(_));
    let mut words = std::iter::once("date").chain(DATE.iter().copied());
    words.any(|key| table.find(key).is_some_and(holds))
}

/// When an essay was published: as its details say, or as the name of its file does.
pub(super) fn published(fields: &mut Fields<'_>, path: &str) -> Option<Spanned<Date>> {
    let key = fields.word_for("date", DATE);
    let given = key == "published" && is_published(fields).is_some() || fields.value(key).is_none();
    if !given {
        return date(fields, key);
    }
    // Asked for all the same, so that a slip of the pen is told what was meant.
    let _ = fields.item("date");
    let whole = fields.whole();
    named::read(path).date.map(|date| Spanned::new(date, Span::at(whole.start as usize)))
}

/// When it was last changed.
pub(super) fn updated(fields: &mut Fields<'_>) -> Option<Spanned<Date>> {
    let key = fields.word_for("updated", UPDATED);
    date(fields, key)
}

/// What it argues.
pub(super) fn summary(fields: &mut Fields<'_>) -> Option<Spanned<String>> {
    let key = fields.word_for("summary", SUMMARY);
    fields.text(key)
}

/// Its language; `en_GB` is one word for `en-GB`.
pub(super) fn language(fields: &mut Fields<'_>) -> Option<Spanned<String>> {
    let key = fields.word_for("lang", LANG);
    fields.text(key).map(|tag| Spanned::new(tag.value.replace('_', "-"), tag.span))
}

/// Old addresses, and the address that another program gave it.
pub(super) fn aliases(fields: &mut Fields<'_>) -> Vec<Spanned<String>> {
    fields.beside(&["redirect_from", "permalink"]);
    let mut aliases = fields.texts("aliases");
    for key in ["redirect_from", "permalink"] {
        for alias in fields.texts(key) {
            if aliases.iter().all(|known| known.value != alias.value) {
                aliases.push(alias);
            }
        }
    }
    aliases
}

/// What it is about: themes, or categories as other programs call them.
pub(super) fn themes(fields: &mut Fields<'_>) -> Vec<Spanned<String>> {
    fields.beside(&["theme", "categories", "category"]);
    let mut themes = fields.texts("themes");
    themes.extend(fields.texts("theme"));
    let categories = ["categories", "category"].map(|key| fields.texts(key));
    themes.extend(parted(&categories.concat()));
    distinct(themes)
}

/// Tags, also where they are written as one text with commas.
pub(super) fn tags(fields: &mut Fields<'_>) -> Vec<Spanned<String>> {
    fields.beside(&["tag", "keywords"]);
    let mut tags = fields.texts("tags");
    tags.extend(fields.texts("tag"));
    tags.extend(fields.texts("keywords"));
    distinct(parted(&tags))
}

fn parted(texts: &[Spanned<String>]) -> Vec<Spanned<String>> {
    let parts = texts
        .iter()
        .flat_map(|text| text.value.split(',').map(|part| Spanned::new(part.trim().to_owned(), text.span)));
    parts.filter(|part| !part.value.is_empty()).collect()
}

fn distinct(texts: Vec<Spanned<String>>) -> Vec<Spanned<String>> {
    let mut kept: Vec<Spanned<String>> = Vec::new();
    for text in texts {
        if kept.iter().all(|known| address::slug(&known.value) != address::slug(&text.value)) {
            kept.push(text);
        }
    }
    kept
}

/// A lead picture given in lines of its own: `image: hall.jpg`, `image_alt: …`, `image_credit: …`.
pub(super) fn image_in_lines(fields: &mut Fields<'_>) -> Option<LeadImage> {
    let src = fields.text("image").filter(|src| !src.value.is_empty())?;
    let mut line = |key: &'static str| fields.words(key);
    let (alt, credit, caption) = (line("image_alt"), line("image_credit"), line("image_caption"));
    if alt.as_deref().unwrap_or("").is_empty() {
        let span =
            fields.item("image").map_or(Span::default(), |Item { value: Value { span, .. }, .. }| *span);
        let help = "Add a line such as image_alt: What the picture shows";
        fields.report(Code::E141, span, UNDESCRIBED, help);
    }
    Some(LeadImage { src, alt: alt.unwrap_or_default(), credit, caption, licence: None, focal: None })
}
