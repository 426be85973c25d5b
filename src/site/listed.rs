//! What a site says of itself to whoever looks after it.
//!
//! In: a site. Out: its essays with source and address, and what it has but does not use.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Recipe, Site};
use crate::address::Address;
use crate::collection::{Filed, Shelf};
use crate::config::Config;
use crate::links::address_of;

/// A page that is made from a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The path of the source.
    pub source: Arc<str>,
    /// Where the page is.
    pub address: Address,
    /// Its title, plain.
    pub title: Arc<str>,
    /// Its share card: where it is, and its width and height in pixels.
    pub picture: Option<(Address, u32, u32)>,
}

/// What was declared or lies beside the essays, and no page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Unused {
    /// Themes by name.
    pub themes: Vec<String>,
    /// Authors by name.
    pub authors: Vec<String>,
    /// Places by name.
    pub places: Vec<String>,
    /// Parts by name.
    pub parts: Vec<String>,
    /// Pictures and other files by path.
    pub files: Vec<Arc<str>>,
}

impl Site {
    /// The name of the collection.
    pub fn title(&self) -> &str {
        &self.fixed.title
    }

    /// Where the site lives on its host, beginning and ending in `/`.
    pub fn base_path(&self) -> &str {
        &self.fixed.base_path
    }

    /// Every page that is made from a source, in the order of the collection.
    pub fn titles(&self) -> Vec<Listed> {
        let collection = &self.parts.collection;
        collection.essays.iter().chain(&collection.standing).map(|filed| self.listed(filed)).collect()
    }

    fn listed(&self, filed: &Filed) -> Listed {
        let recipe = self.pages.get(&address_of(&filed.entry).output_path());
        let card = recipe.and_then(|recipe| self.card_of(recipe));
        Listed {
            source: filed.entry.path.clone(),
            address: address_of(&filed.entry),
            title: filed.entry.title.clone(),
            picture: card.map(|card| (card.address, card.width, card.height)),
        }
    }

    /// The source of what is written at an output path, if it is an essay or a standing page.
    pub fn source_at(&self, path: &str) -> Option<&Arc<str>> {
        let collection = &self.parts.collection;
        match self.pages.get(path)? {
            Recipe::Essay(index) => Some(&collection.essays[*index].entry.path),
            Recipe::Standing(index) => Some(&collection.standing[*index].entry.path),
            _ => None,
        }
    }

    /// What no page of the site shows.
    pub fn unused(&self) -> Unused {
        let Config { themes, authors, places, parts, .. } = &*self.parts.config;
        let collection = &self.parts.collection;
        let shown: BTreeSet<&Arc<str>> = self.pages.values().filter_map(Recipe::asset).collect();
        Unused {
            themes: idle(themes, |it| (&it.id, &it.name), &collection.themes),
            authors: idle(authors, |it| (&it.id, &it.name), &collection.authors),
            places: idle(places, |it| (&it.id, &it.name), &collection.places),
            parts: idle(parts, |it| (&it.id, &it.name), &collection.parts),
            files: self.parts.assets.keys().filter(|path| !shown.contains(path)).cloned().collect(),
        }
    }
}

/// The names of what was declared and has no essay.
fn idle<T>(declared: &[T], named: fn(&T) -> (&String, &String), shelves: &[Shelf<T>]) -> Vec<String> {
    let busy = shelves.iter().filter(|shelf| !shelf.essays.is_empty());
    let busy: BTreeSet<&String> = busy.map(|shelf| named(&shelf.record).0).collect();
    declared.iter().map(named).filter(|(id, _)| !busy.contains(id)).map(|(_, name)| name.clone()).collect()
}

impl Recipe {
    /// The file beside the essays that it is made from.
    fn asset(&self) -> Option<&Arc<str>> {
        match self {
            Self::Asset(asset) | Self::Picture(asset, _) => Some(asset),
            _ => None,
        }
    }
}
