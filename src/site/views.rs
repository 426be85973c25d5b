//! What templates are given is filled in.
//!
//! In: a site, and the page it is seen from. Out: views, plain data with every address printed for that page.

mod essay;
mod lists;
mod places;
mod search;

use std::sync::Arc;

use super::allot::{self, Followed, Recipe};
use super::{Site, Term, follow};
use crate::address::{Address, Printer};
use crate::collection::{EssayIndex, Filed};
use crate::date::Date;
use crate::design::Voice;
use crate::head;
use crate::links::address_of;
use crate::search::files;
use crate::view::{
    DateView, EntryView, FeedLink, ImprintView, MenuItem, PageView, PaperView, SearchLinks, ShareScript,
    SiteView, TermLink,
};
use crate::wording::{Direction, Wording};

/// A site as seen from one page.
pub(super) struct Viewer<'a> {
    pub(super) site: &'a Site,
    pub(super) printer: Printer,
    pub(super) address: Address,
    /// The design in the language of the page.
    pub(super) voice: &'a Voice,
    /// The language of the page, where it is not the site's.
    pub(super) foreign: Option<&'a str>,
}

impl Viewer<'_> {
    /// The words of the page's language.
    pub(super) fn words(&self) -> &Wording {
        self.voice.wording()
    }

    /// The collection.
    pub(super) fn site(&self, recipe: &Recipe) -> SiteView {
        let fixed = &self.site.fixed;
        let asset =
            |(name, (address, _)): (&Arc<str>, &(Address, _))| (name.clone(), self.printer.href(address));
        SiteView {
            title: fixed.title.clone(),
            tagline: fixed.tagline.clone(),
            description: fixed.description.clone(),
            policy: fixed.policy.clone(),
            portable: self.site.parts.config.deploy.portable,
            language: fixed.language.clone(),
            lang: self.foreign.map(|_| fixed.language.clone()),
            home: self.printer.href(&Address::home()),
            menu: self.menu(recipe),
            search: self.search_links(),
            share: ShareScript { script: self.printer.href(&crate::share::script().0) },
            imprint: self.imprint(),
            assets: self.site.parts.design.assets().iter().map(asset).collect(),
            essay_count: self.site.parts.collection.essays.len(),
            paper: self.paper(),
            demo: self.site.parts.config.site.demo,
            extra: fixed.extra.clone(),
        }
    }

    fn search_links(&self) -> SearchLinks {
        SearchLinks {
            href: self.printer.href(&Address::new("search/")),
            script: self.printer.href(&Address::new(files::ENTRY)),
            opener: self.printer.href(&super::search::opener().0),
        }
    }

    pub(super) fn paper(&self) -> Option<PaperView> {
        let (light, night) = self.site.parts.design.token("paper")?;
        Some(PaperView { light: light.to_string(), night: night.to_string() })
    }

    fn imprint(&self) -> Option<ImprintView> {
        let fixed = &self.site.fixed;
        let text = fixed.imprint.clone()?;
        Some(ImprintView { text, lang: self.imprint_lang(), extra: fixed.imprint_extra.clone() })
    }

    /// The law's sentence is English whatever the page speaks.
    pub(super) fn imprint_lang(&self) -> Option<&'static str> {
        let page = self.foreign.unwrap_or(&self.site.fixed.language);
        let is_english = page.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case("en"));
        (!is_english).then_some("en-GB")
    }

    /// What to say of words in a language: nothing, where site, page and words have one.
    fn lang_of(&self, own: Option<&Arc<str>>) -> Option<Arc<str>> {
        let site = &self.site.fixed.language;
        let own = own.unwrap_or(site);
        (own != site || self.foreign.is_some()).then(|| own.clone())
    }

    fn menu(&self, recipe: &Recipe) -> Vec<MenuItem> {
        let collection = &self.site.parts.collection;
        let lists = [
            ("essays", true, matches!(recipe, Recipe::Essays(_) | Recipe::Essay(_))),
            (
                "parts",
                collection.parts.iter().any(|shelf| !shelf.essays.is_empty()),
                matches!(recipe, Recipe::Parts | Recipe::Part(..)),
            ),
            ("themes", !collection.themes.is_empty(), matches!(recipe, Recipe::Themes | Recipe::Theme(..))),
            (
                "authors",
                !collection.authors.is_empty(),
                matches!(recipe, Recipe::Authors | Recipe::Author(..)),
            ),
            ("places", !collection.places.is_empty(), matches!(recipe, Recipe::Places | Recipe::Place(..))),
            ("search", true, *recipe == Recipe::Search),
        ];
        let lists = lists.into_iter().filter(|(_, there, _)| *there).map(|(kind, _, current)| MenuItem {
            kind,
            title: "".into(),
            lang: None,
            href: self.printer.href(&Address::new(format!("{kind}/"))),
            current,
        });
        let standing = collection.standing.iter().enumerate().map(|(index, filed)| MenuItem {
            kind: "standing",
            title: filed.entry.title.clone(),
            lang: self.lang_of(filed.entry.lang.as_ref()),
            href: self.printer.href(&address_of(&filed.entry)),
            current: *recipe == Recipe::Standing(index),
        });
        lists.chain(standing).collect()
    }

    /// The page itself.
    pub(super) fn page(&self, recipe: &Recipe) -> PageView {
        let (kind, title, description) = self.about(recipe);
        let entry = self.entry_of(recipe);
        let language = entry.and_then(|filed| filed.entry.lang.clone());
        let draft = entry.is_some_and(|filed| filed.entry.draft);
        let language = language.unwrap_or_else(|| self.site.fixed.language.clone());
        let mut page = PageView {
            share: self.share(recipe, &title, description.as_deref()),
            prefix: head::PREFIX,
            head_html: String::new(),
            kind,
            title,
            description,
            direction: Direction::of(&language).word(),
            language,
            canonical: self.canonical(recipe).filter(|_| !draft),
            noindex: draft || is_aside(recipe),
            feeds: self.feeds(recipe),
        };
        page.head_html = self.head(recipe, &page);
        page
    }

    pub(super) fn entry_of(&self, recipe: &Recipe) -> Option<&Filed> {
        let collection = &self.site.parts.collection;
        match recipe {
            Recipe::Essay(index) => Some(&collection.essays[*index]),
            Recipe::Standing(index) => Some(&collection.standing[*index]),
            _ => None,
        }
    }

    /// Kind, title and description of a page.
    fn about(&self, recipe: &Recipe) -> (&'static str, Arc<str>, Option<Arc<str>>) {
        let collection = &self.site.parts.collection;
        let words = self.words();
        let said = |key: &str| Arc::<str>::from(words.say(key, &[]));
        let numbered = |title: &str, page: usize| -> Arc<str> {
            match page {
                0 | 1 => title.into(),
                _ => words.say("title_on_page", &[("title", title.into()), ("n", page.into())]).into(),
            }
        };
        let optional = |text: &Option<String>| text.as_deref().map(Arc::from);
        match recipe {
            Recipe::Essay(index) => self.about_entry("essay", &collection.essays[*index]),
            Recipe::Standing(index) => self.about_entry("standing", &collection.standing[*index]),
            Recipe::Essays(page) => ("essays", numbered(&said("all_essays"), *page), None),
            Recipe::Themes => ("themes", said("themes"), None),
            Recipe::Theme(index, page) => {
                let theme = &collection.themes[*index].record;
                ("theme", numbered(&theme.name, *page), optional(&theme.summary))
            }
            Recipe::Authors => ("authors", said("authors"), None),
            Recipe::Author(index, page) => {
                let author = &collection.authors[*index].record;
                ("author", numbered(&author.name, *page), optional(&author.bio))
            }
            Recipe::Places => ("places", said("places"), None),
            Recipe::Place(index, page) => {
                let place = &collection.places[*index].record;
                ("place", numbered(&place.name, *page), optional(&place.summary))
            }
            Recipe::Parts => ("parts", said("parts"), None),
            Recipe::Part(index, page) => {
                let part = &collection.parts[*index].record;
                ("part", numbered(&part.name, *page), optional(&part.summary))
            }
            Recipe::Search => ("search", said("search"), None),
            Recipe::NotFound => ("not_found", said("not_found_title"), None),
            Recipe::Moved { title, .. } => ("moved", title.clone(), None),
            Recipe::Withdrawn { title } => ("withdrawn", title.clone(), None),
            _ => ("home", self.site.fixed.title.clone(), self.site.fixed.description.clone()),
        }
    }

    fn about_entry(&self, kind: &'static str, filed: &Filed) -> (&'static str, Arc<str>, Option<Arc<str>>) {
        let share = &self.site.parts.essays[filed.parsed].front.share;
        let description = share.description.as_deref().map(Arc::from).or_else(|| filed.entry.summary.clone());
        (kind, filed.entry.title.clone(), description)
    }

    fn feeds(&self, recipe: &Recipe) -> Vec<FeedLink> {
        let section = match recipe {
            Recipe::Theme(index, _) => Some(Followed::Theme(*index)),
            Recipe::Author(index, _) => Some(Followed::Author(*index)),
            _ => None,
        };
        let atom = |followed: Followed| FeedLink {
            title: follow::title(self.site, followed),
            href: self.printer.href(&allot::feed_of(&follow::page(self.site, followed))),
            media_type: "application/atom+xml",
        };
        let json = FeedLink {
            title: follow::title(self.site, Followed::All),
            href: self.printer.href(&Address::new("feed.json")),
            media_type: "application/feed+json",
        };
        std::iter::once(atom(Followed::All)).chain(section.map(atom)).chain([json]).collect()
    }

    /// An essay as lists show it.
    pub(super) fn entry(&self, index: EssayIndex) -> EntryView {
        let filed = &self.site.parts.collection.essays[index];
        let entry = &filed.entry;
        EntryView {
            title_html: self.site.title_html(index),
            title: entry.title.clone(),
            subtitle: entry.subtitle.clone(),
            href: self.printer.href(&address_of(entry)),
            slug: entry.slug.clone(),
            summary: entry.summary.clone(),
            number: index + 1,
            patch_html: self.site.layout.sewing.printed(&self.site.parts.collection, index).clone(),
            date: entry.date.map(|day| date(day, self.words())),
            minutes: self.site.parts.essays[filed.parsed].minutes(),
            authors: filed.authors.iter().map(|writer| self.author_link(writer.author)).collect(),
            themes: filed.themes.iter().map(|theme| self.theme_link(*theme)).collect(),
            places: filed.places.iter().map(|place| self.place_link(*place)).collect(),
            lang: self.lang_of(entry.lang.as_ref()),
            draft: entry.draft,
        }
    }

    fn author_link(&self, index: usize) -> TermLink {
        self.term(&self.site.fixed.authors[index])
    }

    fn theme_link(&self, index: usize) -> TermLink {
        self.term(&self.site.fixed.themes[index])
    }

    fn place_link(&self, index: usize) -> TermLink {
        self.term(&self.site.fixed.places[index])
    }

    fn part_link(&self, index: usize) -> TermLink {
        self.term(&self.site.fixed.parts[index])
    }

    fn term(&self, term: &Term) -> TermLink {
        TermLink { id: term.id.clone(), name: term.name.clone(), href: self.printer.href(&term.address) }
    }
}

/// Whether a page is nothing that anybody looks for.
fn is_aside(recipe: &Recipe) -> bool {
    matches!(recipe, Recipe::NotFound | Recipe::Search | Recipe::Withdrawn { .. })
}

/// A day as templates show it.
pub(super) fn date(date: Date, words: &Wording) -> DateView {
    DateView { iso: date.to_string(), text: words.date(date), short: words.short_date(date) }
}
