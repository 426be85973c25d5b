//! What stands in the head of a page is gathered.
//!
//! In: a page, as templates see it. Out: `head::About`, and from it finished HTML.

use std::sync::Arc;

use super::allot::{Recipe, page_count};
use super::views::Viewer;
use super::{Site, Term};
use crate::address::Address;
use crate::cite::Name;
use crate::collection::{EssayIndex, Filed, Writer};
use crate::config::{AuthorKind, Imprint};
use crate::date::Date;
use crate::document::{BlockKind, push_plain};
use crate::front::Front;
use crate::head::{self, About, Article, Author, Card, Holder, List, Location, Nature, Place, Shared};
use crate::links::address_of;
use crate::view::PageView;

/// The longest opening that is told: networks show no more.
const OPENING: usize = 200;

/// Where a page of a list stands: what is listed, the number of the page, and the address of the first one.
pub(super) struct Listed {
    pub(super) essays: Vec<EssayIndex>,
    pub(super) page: usize,
    pub(super) first: Address,
}

impl Viewer<'_> {
    /// What stands in the head of a page, HTML.
    pub(super) fn head(&self, recipe: &Recipe, page: &PageView) -> String {
        let fixed = &self.site.fixed;
        let filed = self.entry_of(recipe);
        let front = filed.map(|filed| &self.site.parts.essays[filed.parsed].front);
        let summary = filed.and_then(|filed| filed.entry.summary.as_deref());
        let opening = filed.and_then(|filed| self.opening(filed)).filter(|_| summary.is_none());
        let description = summary.or(page.description.as_deref()).or(opening.as_deref());
        let paper = self.paper();
        let (previous, next) = self.turn(recipe);
        head::html(&About {
            policy: fixed.policy.as_deref(),
            site: &fixed.title,
            title: (*recipe != Recipe::Home).then_some(&*page.title),
            description,
            shared: self.shared_words(front, description),
            canonical: page.canonical.as_deref(),
            noindex: page.noindex,
            language: &page.language,
            translations: front.map(|front| self.other_languages(front)).unwrap_or_default(),
            card: self.card_of(recipe),
            article: self.article(recipe),
            account: self.site.parts.config.share.x.as_deref(),
            creator: self.creator(filed),
            paper: paper.as_ref().map(|paper| (&*paper.light, &*paper.night)),
            feeds: &page.feeds,
            licence: front.and_then(|front| front.licence.as_deref()).or(self.site.licence()),
            previous,
            next,
            cited: self.cited(recipe).filter(|_| !page.noindex),
            place: self.standing_place(recipe, page),
        })
    }

    /// The picture that is shown where a page is shared: its file in the output, and what is written on it.
    fn card_of(&self, recipe: &Recipe) -> Option<Card> {
        let card = self.site.card_of(recipe)?;
        Some(Card {
            address: self.site.full().href(&card.address),
            media_type: card.media_type,
            width: card.width,
            height: card.height,
            alt: card.alt,
        })
    }

    /// The first words of an essay, for one that does not say what it is about.
    fn opening(&self, filed: &Filed) -> Option<String> {
        let document = &self.site.parts.essays[filed.parsed].document;
        let first = document.blocks.iter().find_map(|block| {
            let BlockKind::Paragraph(content) = &block.kind else { return None };
            let mut words = String::new();
            push_plain(content, &mut words, &|_| "");
            Some(words).filter(|words| !words.trim().is_empty())
        })?;
        Some(head::shortened(&first, OPENING))
    }

    /// Other words for those who are sent a link. What says nothing of itself is told of by the collection's own words.
    fn shared_words<'a>(&'a self, front: Option<&'a Front>, own: Option<&'a str>) -> Shared<'a> {
        let fixed = &self.site.fixed;
        let collection = || fixed.description.as_deref().or(fixed.tagline.as_deref());
        let share = front.map(|front| &front.share);
        Shared {
            title: share.and_then(|share| share.title.as_ref()).map(|title| title.value.as_str()),
            description: share.and_then(|share| share.description.as_deref()).or(own).or_else(collection),
        }
    }

    fn cited(&self, recipe: &Recipe) -> Option<crate::cite::Work> {
        let Recipe::Essay(index) = recipe else { return None };
        Some(self.site.work(*index))
    }

    fn article(&self, recipe: &Recipe) -> Option<Article<'_>> {
        let Recipe::Essay(index) = recipe else { return None };
        let filed = &self.site.parts.collection.essays[*index];
        let essay = &self.site.parts.essays[filed.parsed];
        let (entry, front) = (&filed.entry, &essay.front);
        let updated = entry.updated.filter(|updated| Some(updated.day()) > entry.date.map(Date::day));
        Some(Article {
            published: entry.date.map(Date::rfc3339),
            modified: updated.map(Date::rfc3339),
            subtitle: entry.subtitle.as_deref(),
            authors: filed.authors.iter().map(|writer| self.credited(writer)).collect(),
            section: filed.themes.first().map(|theme| &*self.site.fixed.themes[*theme].name),
            tags: self.tags(filed, front),
            number: index + 1,
            words: essay.words(),
            minutes: essay.minutes(),
            places: filed.places.iter().map(|place| self.location(*place)).collect(),
            original: front.originally_published.as_ref().and_then(|original| original.url.as_deref()),
            holders: self.holders(filed),
        })
    }

    /// Who holds the copyright of an essay: its authors, the publisher, or somebody by name.
    fn holders<'a>(&'a self, filed: &'a Filed) -> Vec<Holder<'a>> {
        let parts = &self.site.parts;
        let own = parts.essays[filed.parsed].front.copyright.as_deref();
        let written = own.or(parts.config.site.copyright.as_deref()).map(str::trim);
        let Some(written) = written.filter(|written| !written.is_empty()) else { return Vec::new() };
        if written.eq_ignore_ascii_case("authors") {
            return filed.authors.iter().map(|writer| Holder::Author(self.credited(writer))).collect();
        }
        let publisher = self.publisher();
        if written.eq_ignore_ascii_case("publisher") || publisher.is_some_and(|(name, _)| name == written) {
            return vec![Holder::Publisher];
        }
        let mut authors = parts.collection.authors.iter().map(|shelf| &shelf.record);
        match authors.position(|author| author.name == written || author.id == written) {
            Some(index) => vec![Holder::Author(self.credit_of(index, None, None))],
            None => vec![Holder::Other(written, nature(written, None, None))],
        }
    }

    /// The names of those who hold the copyright of an essay.
    pub(super) fn copyright(&self, filed: &Filed) -> Option<Arc<str>> {
        let publisher = self.publisher().map(|(name, _)| name);
        let name = |holder: &Holder<'_>| match holder {
            Holder::Author(author) => author.name.to_owned(),
            Holder::Publisher => publisher.clone().unwrap_or_default(),
            Holder::Other(name, _) => (*name).to_owned(),
        };
        let names: Vec<String> =
            self.holders(filed).iter().map(name).filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then(|| names.join(", ").into())
    }

    /// Themes and free words, each once, in capitals or not.
    fn tags<'a>(&'a self, filed: &Filed, front: &'a Front) -> Vec<&'a str> {
        let themes = filed.themes.iter().map(|theme| &*self.site.fixed.themes[*theme].name);
        let mut tags: Vec<&str> = Vec::new();
        for tag in themes.chain(front.tags.iter().map(|tag| &*tag.value)) {
            if !tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
                tags.push(tag);
            }
        }
        tags
    }

    fn credited<'a>(&'a self, writer: &'a Writer) -> Author<'a> {
        self.credit_of(writer.author, writer.role.as_deref(), writer.organisation.as_deref())
    }

    /// An author, perhaps in another role or elsewhere than usual.
    fn credit_of<'a>(
        &'a self,
        index: usize,
        role: Option<&'a str>,
        organisation: Option<&'a str>,
    ) -> Author<'a> {
        let record = &self.site.parts.collection.authors[index].record;
        Author {
            name: &record.name,
            page: self.site.full().href(&self.site.fixed.authors[index].address),
            nature: nature(&record.name, record.sort_name.as_deref(), record.kind),
            role: role.or(record.role.as_deref()),
            organisation: organisation.or(record.organisation.as_deref()),
        }
    }

    fn location(&self, index: usize) -> Location<'_> {
        let record = &self.site.parts.collection.places[index].record;
        Location { name: &record.name, degrees: record.latitude.zip(record.longitude) }
    }

    /// Where a page stands in its site.
    fn standing_place(&self, recipe: &Recipe, page: &PageView) -> Option<Place<'_>> {
        if page.noindex || matches!(recipe, Recipe::Moved { .. }) {
            return None;
        }
        let full = self.site.full();
        let (own, home) = (full.href(&self.address), full.href(&Address::home()));
        let mut trail = vec![(self.site.fixed.title.to_string(), home.clone())];
        let section = match recipe {
            Recipe::Essay(_) => Some(("all_essays", "essays/")),
            Recipe::Theme(..) => Some(("themes", "themes/")),
            Recipe::Author(..) => Some(("authors", "authors/")),
            Recipe::Place(..) => Some(("places", "places/")),
            Recipe::Part(..) => Some(("parts", "parts/")),
            _ => None,
        };
        trail.extend(section.map(|(key, path)| (self.words().say(key, &[]), full.href(&Address::new(path)))));
        if *recipe != Recipe::Home {
            trail.push((page.title.to_string(), own.clone()));
        }
        Some(Place { own, home, publisher: self.publisher(), trail, list: self.items(recipe) })
    }

    /// Who publishes, and the postal address; of several there is none that is everybody's.
    fn publisher(&self) -> Option<(String, &str)> {
        let Imprint::Required(promoter) = &self.site.parts.config.imprint else { return None };
        let address = match promoter.on_behalf_of.as_slice() {
            [] => promoter.address.as_str(),
            [(_, address)] => address.as_str(),
            _ => "",
        };
        Some((promoter.publisher(), address))
    }

    /// What a page lists: essays, or themes, authors, places or parts.
    fn items(&self, recipe: &Recipe) -> Option<List> {
        let full = self.site.full();
        let collection = &self.site.parts.collection;
        let all = |terms: &[Term]| {
            let items = terms.iter().map(|term| (term.name.to_string(), full.href(&term.address)));
            Some(List { from: 1, total: terms.len(), items: items.collect() })
        };
        match recipe {
            Recipe::Themes => return all(&self.site.fixed.themes),
            Recipe::Authors => return all(&self.site.fixed.authors),
            Recipe::Places => return all(&self.site.fixed.places),
            Recipe::Parts => {
                let filled = collection.parts.iter().zip(&self.site.fixed.parts);
                let filled = filled.filter(|(shelf, _)| !shelf.essays.is_empty());
                let items = filled.map(|(_, term)| (term.name.to_string(), full.href(&term.address)));
                let items: Vec<(String, String)> = items.collect();
                return Some(List { from: 1, total: items.len(), items });
            }
            _ => {}
        }
        let listed = self.listed(recipe)?;
        let size = self.site.parts.config.site.page_size.max(1);
        let before = (listed.page - 1) * size;
        let item = |index: &EssayIndex| {
            let entry = &collection.essays[*index].entry;
            (entry.title.to_string(), full.href(&address_of(entry)))
        };
        let items = listed.essays.iter().skip(before).take(size).map(item).collect();
        Some(List { from: before + 1, total: listed.essays.len(), items })
    }

    /// The account in the fediverse that is credited: the first author's who has one, else the collection's.
    fn creator(&self, filed: Option<&Filed>) -> Option<&str> {
        let authors = &self.site.parts.collection.authors;
        let writers = filed.map(|filed| filed.authors.as_slice()).unwrap_or_default();
        let own = writers.iter().find_map(|writer| authors[writer.author].record.fediverse.as_deref());
        own.or(self.site.parts.config.share.fediverse.as_deref())
    }

    /// The same essay in other languages: tag and whole address.
    fn other_languages(&self, front: &Front) -> Vec<(String, String)> {
        let essays = &self.site.parts.collection.essays;
        let full = self.site.full();
        let translations = front.translations.iter().filter_map(|(language, slug)| {
            let filed = essays.iter().find(|filed| *filed.entry.slug == *slug.value)?;
            Some((language.clone(), full.href(&address_of(&filed.entry))))
        });
        translations.collect()
    }

    /// The page before and the page after, of essays and of long lists.
    fn turn(&self, recipe: &Recipe) -> (Option<String>, Option<String>) {
        if let Recipe::Essay(index) = recipe {
            let essays = &self.site.parts.collection.essays;
            let href = |filed: &Filed| self.printer.href(&address_of(&filed.entry));
            let before = index.checked_sub(1).and_then(|before| essays.get(before));
            return (before.map(href), essays.get(index + 1).map(href));
        }
        let Some(listed) = self.listed(recipe) else { return (None, None) };
        let count = page_count(listed.essays.len(), self.site.parts.config.site.page_size.max(1));
        let href = |page: usize| self.printer.href(&listed.first.page(page));
        let before = (listed.page > 1).then(|| href(listed.page - 1));
        (before, (listed.page < count).then(|| href(listed.page + 1)))
    }

    /// What a page lists, if it is a page of a list of essays.
    pub(super) fn listed(&self, recipe: &Recipe) -> Option<Listed> {
        let collection = &self.site.parts.collection;
        let fixed = &self.site.fixed;
        let (essays, page, term) = match recipe {
            Recipe::Essays(page) => {
                let essays = (0..collection.essays.len()).collect();
                return Some(Listed { essays, page: *page, first: Address::new("essays/") });
            }
            Recipe::Theme(index, page) => (&collection.themes[*index].essays, page, &fixed.themes[*index]),
            Recipe::Author(index, page) => (&collection.authors[*index].essays, page, &fixed.authors[*index]),
            Recipe::Place(index, page) => (&collection.places[*index].essays, page, &fixed.places[*index]),
            Recipe::Part(index, page) => (&collection.parts[*index].essays, page, &fixed.parts[*index]),
            _ => return None,
        };
        let first = term.address.clone();
        Some(Listed { essays: essays.clone(), page: *page, first })
    }
}

/// Whether a name is an organisation's. Where nobody said, it is if it is kept whole although it is not a person's.
fn nature(name: &str, sort_name: Option<&str>, kind: Option<AuthorKind>) -> Nature {
    use crate::cite::Nature as Known;
    let read = |nature| Name::read(name, sort_name, nature);
    let is_whole = |nature| matches!(read(nature), Name::Whole(_));
    match kind {
        Some(AuthorKind::Organisation) => Nature::Organisation,
        None if is_whole(Known::Untold) && !is_whole(Known::Person) => Nature::Organisation,
        _ => Nature::Person,
    }
}

impl Site {
    /// The licence of what names none.
    fn licence(&self) -> Option<&str> {
        self.parts.config.site.licence.as_deref()
    }
}
