//! How an essay is cited, for programs for references and for scholars' search engines.
//!
//! In: a `Work`. Out: the names of Highwire Press, which Zotero and Google Scholar read first, and those of Dublin Core beside them.
//! An essay is a chapter of a book: without `citation_book_title` Zotero takes it for an article of a journal.

use super::tags::Tags;
use crate::cite::Work;

/// Says how an essay is cited. `rights` is its licence, as an address or in words.
pub(super) fn push(tags: &mut Tags, work: &Work, rights: Option<&str>) {
    highwire(tags, work);
    dublin_core(tags, work, rights);
}

fn highwire(tags: &mut Tags, work: &Work) {
    tags.named("citation_title", &whole_title(work));
    for author in &work.authors {
        tags.named("citation_author", &author.inverted());
    }
    if let Some((year, month, day)) = work.date.map(|date| date.parts()) {
        tags.named("citation_publication_date", &format!("{year:04}/{month:02}/{day:02}"));
    }
    tags.named("citation_book_title", &work.collection);
    tags.named("citation_inbook_title", &work.collection);
    tags.named("citation_publisher", work.publisher.as_deref().unwrap_or(""));
    tags.named("citation_language", &work.language);
    tags.named("citation_public_url", &work.address);
    tags.named("citation_abstract", work.summary.as_deref().unwrap_or(""));
    tags.named("citation_keywords", &keywords(work).join("; "));
}

fn dublin_core(tags: &mut Tags, work: &Work, rights: Option<&str>) {
    tags.link("schema.DC", "http://purl.org/dc/elements/1.1/");
    tags.named("DC.title", &whole_title(work));
    for author in &work.authors {
        tags.named("DC.creator", &author.inverted());
    }
    tags.named("DC.date", &work.date.map(|date| date.to_string()).unwrap_or_default());
    tags.named("DC.publisher", work.publisher.as_deref().unwrap_or(""));
    tags.named("DC.language", &work.language);
    tags.named("DC.rights", rights.unwrap_or(""));
    tags.named("DC.identifier", &work.address);
}

/// Title and subtitle in a line.
pub(super) fn whole_title(work: &Work) -> String {
    let title = work.title.trim();
    match work.subtitle.as_deref().map(str::trim).filter(|subtitle| !subtitle.is_empty()) {
        Some(subtitle) if title.ends_with(['?', '!', ':', '…', '–', '—']) => {
            format!("{title} {subtitle}")
        }
        Some(subtitle) => format!("{}: {subtitle}", title.trim_end_matches('.')),
        None => title.to_owned(),
    }
}

/// Keywords, each once, in capitals or not; a semicolon, which parts them, is none of them.
fn keywords(work: &Work) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in work.keywords.iter().map(|word| word.replace(';', ",")) {
        if !words.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
            words.push(word);
        }
    }
    words
}
