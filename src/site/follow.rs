//! What feeds are given is filled in.
//!
//! In: a site and what is followed. Out: a `Feed` with whole addresses.

use super::Site;
use super::allot::{self, Followed};
use crate::address::{self, Address};
use crate::collection::EssayIndex;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::feeds::{Feed, FeedEntry};
use crate::html::{self, Purpose, Setting};
use crate::links::address_of;
use crate::markup;
use crate::wording::Direction;

/// The page that a feed follows.
pub(super) fn page(site: &Site, followed: Followed) -> Address {
    let collection = &site.parts.collection;
    match followed {
        Followed::All => Address::home(),
        Followed::Theme(index) => Address::new(format!("themes/{}/", collection.themes[index].record.id)),
        Followed::Author(index) => Address::new(format!("authors/{}/", collection.authors[index].record.id)),
    }
}

/// The title of a feed.
pub(super) fn title(site: &Site, followed: Followed) -> String {
    let collection = &site.parts.collection;
    let title = &*site.fixed.title;
    let name = match followed {
        Followed::All => return title.to_owned(),
        Followed::Theme(index) => collection.themes[index].record.name.as_str(),
        Followed::Author(index) => collection.authors[index].record.name.as_str(),
    };
    let words = site.parts.design.voice(None).wording();
    words.say("feed_title", &[("site", title.into()), ("name", name.into())])
}

/// The feed, its newest entry first. `file` is the name of the feed's file beside the page it follows.
pub(super) fn feed(site: &Site, followed: Followed, file: &str) -> Result<Feed, Box<Diagnostic>> {
    let config = &site.parts.config;
    let page = page(site, followed);
    let printer = site.full();
    let essays = newest(site, followed);
    let entries: Result<Vec<FeedEntry>, _> = essays.iter().map(|index| entry(site, *index)).collect();
    let entries = entries?;
    let updated = entries.iter().map(|entry| entry.updated.clone()).max();
    let promoter = match &config.imprint {
        crate::config::Imprint::Required(promoter) => promoter.name.clone(),
        crate::config::Imprint::Off { .. } => config.site.title.clone(),
    };
    let own = match file {
        "feed.xml" => allot::feed_of(&page),
        file => Address::new(format!("{}{file}", page.as_str())),
    };
    Ok(Feed {
        id: feed_id(site, followed),
        title: title(site, followed),
        subtitle: config.site.tagline.clone(),
        language: config.site.language.value.clone(),
        own: printer.href(&own),
        page: printer.href(&page),
        rights: site.fixed.imprint.as_deref().map(str::to_owned),
        publisher: promoter,
        // A feed without entries still needs a day (RFC 4287, section 4.2.15); any fixed one will do.
        updated: updated.unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned()),
        entries,
    })
}

/// The name a feed keeps for ever: the one it was published under, here or at an old address, or else the address of its page.
pub(super) fn feed_id(site: &Site, followed: Followed) -> String {
    let page = page(site, followed);
    let ledger = &site.parts.recorded.ledger;
    let published = |page: &Address| {
        let feed = allot::feed_of(page);
        ledger.pages.iter().find(|known| known.address == feed).and_then(|known| known.feed.clone())
    };
    let earlier = || {
        let aliases = site.layout.today.aliases.iter().filter(|(_, to)| **to == page);
        // Of several old feeds the first by address, so that the answer never depends on chance.
        aliases.filter_map(|(old, _)| Some((old, published(old)?))).min().map(|(_, feed)| feed)
    };
    published(&page).or_else(earlier).unwrap_or_else(|| site.full().href(&page))
}

/// The newest essays first; of one day, the later in the collection first.
fn newest(site: &Site, followed: Followed) -> Vec<EssayIndex> {
    let collection = &site.parts.collection;
    let mut essays: Vec<EssayIndex> = match followed {
        Followed::All => (0..collection.essays.len()).collect(),
        Followed::Theme(index) => collection.themes[index].essays.clone(),
        Followed::Author(index) => collection.authors[index].essays.clone(),
    };
    essays.retain(|index| {
        collection.essays[*index].entry.date.is_some() && !collection.essays[*index].entry.draft
    });
    essays.sort_by_key(|index| std::cmp::Reverse((collection.essays[*index].entry.date, *index)));
    essays.truncate(site.parts.config.feeds.limit);
    essays
}

fn entry(site: &Site, index: EssayIndex) -> Result<FeedEntry, Box<Diagnostic>> {
    let collection = &site.parts.collection;
    let filed = &collection.essays[index];
    let entry = &filed.entry;
    let printer = site.full();
    let date = entry.date.map(Date::rfc3339).unwrap_or_default();
    let author = |writer: &crate::collection::Writer| {
        let author = &collection.authors[writer.author].record;
        (author.name.clone(), printer.href(&Address::new(format!("authors/{}/", author.id))))
    };
    let theme = |theme: &usize| {
        let theme = &collection.themes[*theme].record;
        (theme.id.clone(), theme.name.clone())
    };
    let content = match site.parts.config.feeds.full_text {
        true => Some(content(site, index)?),
        false => None,
    };
    Ok(FeedEntry {
        id: tag(site, index),
        title: entry.title.to_string(),
        page: printer.href(&address_of(entry)),
        updated: entry.updated.map_or_else(|| date.clone(), Date::rfc3339).max(date.clone()),
        published: date,
        authors: filed.authors.iter().map(author).collect(),
        categories: filed.themes.iter().map(theme).collect(),
        summary: entry.summary.as_deref().map(str::to_owned),
        content,
        language: entry.lang.as_deref().map(str::to_owned),
    })
}

/// The name an entry keeps for ever: the one it was published under, or else a new one (RFC 4151) of host, day of publication,
/// collection and essay.
pub(super) fn tag(site: &Site, index: EssayIndex) -> String {
    let filed = &site.parts.collection.essays[index];
    let names = &site.layout.today.names;
    let published =
        names.works[filed.parsed].and_then(|work| site.parts.recorded.ledger.works[work].feed.clone());
    if let Some(feed) = published {
        return feed.to_string();
    }
    let host = &site.parts.config.site.base_url.host;
    let day = filed.entry.date.map(|date| date.day().to_string()).unwrap_or_default();
    let collection = address::slug(&site.fixed.title);
    let key = &names.keys[filed.parsed];
    format!("tag:{host},{day}:{collection}/{key}")
}

/// The whole essay as a feed shows it: body, notes, imprint.
fn content(site: &Site, index: EssayIndex) -> Result<String, Box<Diagnostic>> {
    let filed = &site.parts.collection.essays[index];
    let essay = &site.parts.essays[filed.parsed];
    let printer = site.full();
    let page = address_of(&filed.entry);
    let voice = site.parts.design.voice(filed.entry.lang.as_deref());
    let direction = Direction::of(filed.entry.lang.as_ref().unwrap_or(&site.fixed.language));
    let setting = Setting {
        targets: &site.resolved[filed.parsed].targets,
        printer: &printer,
        page: &page,
        prefix: &filed.entry.slug,
        assets: &site.parts.assets,
        sizes: "",
        opens: false,
        containers: voice,
        words: voice.wording(),
        direction,
        purpose: Purpose::Feed,
    };
    let mut content = html::body(&essay.document, &setting)?;
    let notes = html::notes(&essay.document, &setting)?;
    if !notes.is_empty() {
        content.push_str(&html::note_list(&notes));
    }
    if let Some(imprint) = &site.fixed.imprint {
        content.push_str("<p>");
        markup::push_text(&mut content, imprint);
        content.push_str("</p>\n");
    }
    if direction == Direction::RightToLeft {
        // A reader of feeds does not know by itself which way a language is written.
        content = format!("<div dir=\"rtl\">{content}</div>\n");
    }
    Ok(content)
}
