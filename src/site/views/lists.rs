//! Home, and the lists of essays, themes, authors and parts.

use super::Viewer;
use crate::address::Address;
use crate::collection::EssayIndex;
use crate::diagnostic::Diagnostic;
use crate::head;
use crate::html::picture::Manner;
use crate::html::{self, Purpose, Setting};
use crate::links::address_of;
use crate::quilt::{Link, Quilt};
use crate::site::allot::page_count;
use crate::view::{
    AuthorView, Group, HomeView, ListView, OutsideLink, PageLink, Pagination, PartView, PictureView,
    QuiltView, TermView, TermsView, ThemeView,
};
use crate::wording::Direction;

impl Viewer<'_> {
    /// The home page.
    pub(in crate::site) fn home(&self) -> HomeView {
        let collection = &self.site.parts.collection;
        let first = (!collection.essays.is_empty()).then(|| self.entry(0));
        HomeView {
            groups: self.groups(),
            essays_href: self.printer.href(&Address::new("essays/")),
            first,
            quilt: self.home_quilt(),
            themes: self.themes().terms,
            places: self.place_terms(),
            map: self.map(),
        }
    }

    fn home_quilt(&self) -> Option<QuiltView> {
        let quilt = self.site.layout.sewing.home.as_ref()?;
        Some(self.quilt(quilt, &|essay| essay))
    }

    /// The strip above the first page of a list.
    fn strip(&self, essays: &[EssayIndex], page: usize) -> Option<QuiltView> {
        if page > 1 {
            return None;
        }
        let quilt = self.site.layout.sewing.strip(&self.site.parts.collection, essays)?;
        Some(self.quilt(&quilt, &|essay| essays[essay]))
    }

    fn quilt(&self, quilt: &Quilt, index_of: &dyn Fn(usize) -> EssayIndex) -> QuiltView {
        let collection = &self.site.parts.collection;
        let link = |essay: usize| {
            let filed = &collection.essays[index_of(essay)];
            Link {
                href: self.printer.href(&address_of(&filed.entry)),
                title: &filed.entry.title,
                theme: filed.themes.first().map(|theme| &*collection.themes[*theme].record.id),
            }
        };
        QuiltView { html: quilt.inline(&link), columns: quilt.columns, rows: quilt.rows }
    }

    /// The contents by part; a long part is cut short, since its page has the rest.
    fn groups(&self) -> Vec<Group> {
        let collection = &self.site.parts.collection;
        let parted = collection.parts.iter().filter(|shelf| !shelf.essays.is_empty());
        let mut groups: Vec<Group> = parted
            .map(|shelf| {
                let part = &shelf.record;
                let mut group = self.group(&shelf.essays);
                group.id = Some(part.id.as_str().into());
                group.name = Some(part.name.as_str().into());
                group.href = Some(self.printer.href(&Address::new(format!("parts/{}/", part.id))));
                group.summary = part.summary.as_deref().map(Into::into);
                group
            })
            .collect();
        let loose = (0..collection.essays.len()).filter(|index| collection.essays[*index].part.is_none());
        let loose: Vec<EssayIndex> = loose.collect();
        if !loose.is_empty() {
            groups.push(self.group(&loose));
        }
        groups
    }

    fn group(&self, essays: &[EssayIndex]) -> Group {
        let size = self.site.parts.config.site.page_size;
        Group {
            id: None,
            name: None,
            href: None,
            summary: None,
            entries: essays.iter().take(size).map(|index| self.entry(*index)).collect(),
            more: essays.len().saturating_sub(size),
        }
    }

    /// A page of the list of all essays.
    pub(in crate::site) fn all_essays(&self, page: usize) -> ListView {
        let all: Vec<EssayIndex> = (0..self.site.parts.collection.essays.len()).collect();
        self.list(&all, page, &Address::new("essays/"))
    }

    /// A page of a list that begins at `first`.
    pub(super) fn list(&self, essays: &[EssayIndex], page: usize, first: &Address) -> ListView {
        let size = self.site.parts.config.site.page_size.max(1);
        let shown = essays.iter().skip((page - 1) * size).take(size);
        ListView {
            entries: shown.map(|index| self.entry(*index)).collect(),
            total: essays.len(),
            pagination: self.pagination(page, page_count(essays.len(), size), first),
            coins_html: self.coins(essays.iter().skip((page - 1) * size).take(size)),
        }
    }

    /// Essays for programs for references; a draft is nothing to be cited yet.
    fn coins<'a>(&self, essays: impl Iterator<Item = &'a EssayIndex>) -> String {
        let collection = &self.site.parts.collection;
        let published = essays.filter(|index| !collection.essays[**index].entry.draft);
        published.map(|index| head::coins(&self.site.work(*index))).collect()
    }

    fn pagination(&self, number: usize, count: usize, first: &Address) -> Option<Pagination> {
        let href = |page: usize| self.printer.href(&first.page(page));
        let mut pages = Vec::new();
        let mut last = 0;
        for page in (1..=count).filter(|page| *page == 1 || *page == count || page.abs_diff(number) <= 2) {
            if page > last + 1 {
                pages.push(PageLink { number: 0, href: None, current: false });
            }
            pages.push(PageLink { number: page, href: Some(href(page)), current: page == number });
            last = page;
        }
        (count > 1).then(|| Pagination {
            number,
            count,
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < count).then(|| href(number + 1)),
            pages,
        })
    }

    /// The list of themes.
    pub(in crate::site) fn themes(&self) -> TermsView {
        let shelves = &self.site.parts.collection.themes;
        let terms = shelves.iter().map(|shelf| {
            let theme = &shelf.record;
            self.term_view("themes", &theme.id, &theme.name, theme.summary.as_deref(), shelf.essays.len())
        });
        TermsView { terms: terms.collect(), map: None }
    }

    /// The list of authors.
    pub(in crate::site) fn authors(&self) -> TermsView {
        let shelves = &self.site.parts.collection.authors;
        let terms = shelves.iter().map(|shelf| {
            let author = &shelf.record;
            let summary = match (&author.role, &author.organisation) {
                (Some(role), Some(organisation)) => Some(format!("{role}, {organisation}")),
                (role, organisation) => role.clone().or_else(|| organisation.clone()),
            };
            self.term_view("authors", &author.id, &author.name, summary.as_deref(), shelf.essays.len())
        });
        TermsView { terms: terms.collect(), map: None }
    }

    pub(super) fn term_view(
        &self,
        folder: &str,
        id: &str,
        name: &str,
        summary: Option<&str>,
        count: usize,
    ) -> TermView {
        TermView {
            id: id.into(),
            name: name.into(),
            href: self.printer.href(&Address::new(format!("{folder}/{id}/"))),
            summary: summary.map(Into::into),
            count,
            latitude: None,
            longitude: None,
            approximate: false,
            map_number: None,
        }
    }

    /// The list of parts.
    pub(in crate::site) fn parts(&self) -> TermsView {
        let shelves = self.site.parts.collection.parts.iter().filter(|shelf| !shelf.essays.is_empty());
        let terms = shelves.map(|shelf| {
            let part = &shelf.record;
            self.term_view("parts", &part.id, &part.name, part.summary.as_deref(), shelf.essays.len())
        });
        TermsView { terms: terms.collect(), map: None }
    }

    /// A page of a part.
    pub(in crate::site) fn part(&self, index: usize, page: usize) -> PartView {
        let parts = &self.site.parts.collection.parts;
        let shelf = &parts[index];
        let part = &shelf.record;
        let first = Address::new(format!("parts/{}/", part.id));
        let with_essays: Vec<usize> =
            (0..parts.len()).filter(|part| !parts[*part].essays.is_empty()).collect();
        let at = with_essays.partition_point(|part| *part < index);
        let beside = |at: usize| with_essays.get(at).map(|part| self.part_link(*part));
        PartView {
            id: part.id.as_str().into(),
            name: part.name.as_str().into(),
            summary: part.summary.as_deref().map(Into::into),
            number: at + 1,
            count: with_essays.len(),
            quilt: self.strip(&shelf.essays, page),
            list: self.list(&shelf.essays, page, &first),
            previous: at.checked_sub(1).and_then(beside),
            next: beside(at + 1),
        }
    }

    /// A page of a theme.
    pub(in crate::site) fn theme(&self, index: usize, page: usize) -> Result<ThemeView, Box<Diagnostic>> {
        let shelf = &self.site.parts.collection.themes[index];
        let theme = &shelf.record;
        let first = Address::new(format!("themes/{}/", theme.id));
        Ok(ThemeView {
            id: theme.id.as_str().into(),
            name: theme.name.as_str().into(),
            summary: theme.summary.as_deref().map(Into::into),
            introduction_html: self.introduction(index).filter(|_| page == 1).transpose()?.map(Into::into),
            colour: self.site.parts.design.cloth(Some(index)).light.mid.to_string().into(),
            quilt: self.strip(&shelf.essays, page),
            list: self.list(&shelf.essays, page, &first),
        })
    }

    fn introduction(&self, index: usize) -> Option<Result<String, Box<Diagnostic>>> {
        let (document, resolved) = self.site.introductions[index].as_ref()?;
        let setting = Setting {
            targets: &resolved.targets,
            printer: &self.printer,
            page: &self.address,
            prefix: "introduction",
            assets: &self.site.parts.assets,
            sizes: self.site.parts.design.sizes(),
            opens: false,
            containers: self.voice,
            words: self.words(),
            direction: Direction::of(&self.site.fixed.language),
            purpose: Purpose::Page,
        };
        let notes = match html::notes(document, &setting) {
            Ok(notes) => notes,
            Err(fault) => return Some(Err(fault)),
        };
        Some(html::body(document, &setting).map(|body| match notes.is_empty() {
            true => body,
            false => body + &html::note_list(&notes),
        }))
    }

    /// A page of an author.
    pub(in crate::site) fn author(&self, index: usize, page: usize) -> AuthorView {
        let shelf = &self.site.parts.collection.authors[index];
        let author = &shelf.record;
        let first = Address::new(format!("authors/{}/", author.id));
        AuthorView {
            id: author.id.as_str().into(),
            name: author.name.as_str().into(),
            role: author.role.as_deref().map(Into::into),
            organisation: author.organisation.as_deref().map(Into::into),
            bio: author.bio.as_deref().map(Into::into),
            links: outside_links(author),
            photo: self.photo(index),
            list: self.list(&shelf.essays, page, &first),
        }
    }

    fn photo(&self, index: usize) -> Option<PictureView> {
        let photo = self.site.parts.collection.authors[index].record.photo.as_ref()?;
        let manner = Manner::Early(self.site.parts.design.sizes());
        let mut picture = self.picture(self.site.photos[index].as_ref()?, &photo.alt, manner)?;
        picture.credit = photo.credit.as_deref().map(Into::into);
        Some(picture)
    }
}

fn outside_links(author: &crate::config::Author) -> Vec<OutsideLink> {
    let mut links = Vec::new();
    if let Some(url) = &author.url {
        let text = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        links.push(OutsideLink { text: text.into(), href: url.as_str().into() });
    }
    if let Some((user, host)) =
        author.fediverse.as_deref().and_then(|name| name.trim_start_matches('@').split_once('@'))
    {
        links.push(OutsideLink {
            text: format!("@{user}@{host}").into(),
            href: format!("https://{host}/@{user}").into(),
        });
    }
    if let Some(name) = &author.bluesky {
        let name = name.trim_start_matches('@');
        links.push(OutsideLink {
            text: format!("@{name}").into(),
            href: format!("https://bsky.app/profile/{name}").into(),
        });
    }
    links
}
