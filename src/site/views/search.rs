//! The page that finds essays, whole without a script.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Viewer;
use crate::address::{self, Address};
use crate::collection::EssayIndex;
use crate::links::address_of;
use crate::view::{Letter, SearchEntry, SearchGroup, SearchView};

/// Links in each half of the page, at most: more would take longer to load than they save.
const MOST: usize = 600;

impl Viewer<'_> {
    /// The search page.
    pub(in crate::site) fn search(&self) -> SearchView {
        let (letters, left_out) = self.letters();
        SearchView {
            action: self.printer.href(&Address::new("search/")),
            essays_href: self.printer.href(&Address::new("essays/")),
            groups: self.by_theme(),
            letters,
            left_out,
        }
    }

    /// Essays by their first theme, so that each is there once.
    fn by_theme(&self) -> Vec<SearchGroup> {
        let collection = &self.site.parts.collection;
        let mut shelves: Vec<Vec<EssayIndex>> = vec![Vec::new(); collection.themes.len() + 1];
        for (index, filed) in collection.essays.iter().enumerate() {
            shelves[filed.themes.first().copied().unwrap_or(collection.themes.len())].push(index);
        }
        let filled = shelves.iter().filter(|essays| !essays.is_empty()).count();
        let room = (MOST / filled.max(1)).max(1);
        let all = self.printer.href(&Address::new("essays/"));
        let shelves = shelves.into_iter().enumerate().filter(|(_, essays)| !essays.is_empty());
        let group = |(theme, essays): (usize, Vec<EssayIndex>)| {
            let link = (theme < collection.themes.len()).then(|| self.theme_link(theme));
            SearchGroup {
                id: link.as_ref().map(|link| link.id.clone()),
                name: link.as_ref().map(|link| link.name.clone()),
                href: link.map_or_else(|| all.clone(), |link| link.href),
                entries: essays.iter().take(room).map(|index| self.essay_to_find(*index)).collect(),
                more: essays.len().saturating_sub(room),
            }
        };
        // A site whose themes are open may have more of them than there is room for.
        shelves.take(MOST).map(group).collect()
    }

    /// The A to Z, and how many essays it leaves out. Authors and places come first, since no other part of the page
    /// has them; titles are in it where there is room for all.
    fn letters(&self) -> (Vec<Letter>, usize) {
        let collection = &self.site.parts.collection;
        let people = collection.authors.iter().map(|shelf| &shelf.record);
        let authors = people.enumerate().map(|(index, author)| {
            let link = self.author_link(index);
            let name = author.sort_name.as_deref().map_or_else(|| link.name.clone(), Arc::from);
            SearchEntry { kind: "author", name, href: link.href, lang: None }
        });
        let places = (0..collection.places.len()).map(|index| {
            let link = self.place_link(index);
            SearchEntry { kind: "place", name: link.name, href: link.href, lang: None }
        });
        let mut entries: Vec<SearchEntry> = authors.chain(places).take(MOST).collect();
        let fits = entries.len() + collection.essays.len() <= MOST;
        if fits {
            entries.extend((0..collection.essays.len()).map(|index| self.essay_to_find(index)));
        }
        (by_letter(entries), if fits { 0 } else { collection.essays.len() })
    }

    fn essay_to_find(&self, index: EssayIndex) -> SearchEntry {
        let entry = &self.site.parts.collection.essays[index].entry;
        SearchEntry {
            kind: "essay",
            name: entry.title.clone(),
            href: self.printer.href(&address_of(entry)),
            lang: entry.lang.clone().filter(|lang| *lang != self.site.fixed.language),
        }
    }
}

/// Sorts by name, accents and capitals aside, and cuts at the first letter.
fn by_letter(entries: Vec<SearchEntry>) -> Vec<Letter> {
    let mut keyed: Vec<(String, SearchEntry)> =
        entries.into_iter().map(|entry| (address::slug(&entry.name), entry)).collect();
    keyed.sort_by(|(a, one), (b, other)| (a, &one.name, &one.href).cmp(&(b, &other.name, &other.href)));
    let mut letters: BTreeMap<String, Vec<SearchEntry>> = BTreeMap::new();
    for (key, entry) in keyed {
        let letter = match key.chars().next() {
            Some(first) if first.is_ascii_alphabetic() => first.to_ascii_uppercase().to_string(),
            _ => "0–9".to_owned(),
        };
        letters.entry(letter).or_default().push(entry);
    }
    letters.into_iter().map(|(letter, entries)| Letter { letter: letter.into(), entries }).collect()
}
