//! Files that lie beside pages: pictures, and what readers fetch.
//!
//! In: what references and details mean, every page, what was published before. Out: a recipe for each file; files whose address
//! something else has; published files that nothing answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Parts;
use super::allot::Recipe;
use super::extras::Extras;
use super::kept::{Lost, Was};
use crate::address::Address;
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::essay::Essay;
use crate::inputs::Asset;
use crate::inputs::picture::{Picture, Variant};
use crate::ledger::{Issued, Page, old_address};
use crate::links::{Resolved, Target, pictures};
use crate::source::Place;

/// What refers to files.
pub(super) struct Referring<'a> {
    /// The references of each parsed essay.
    pub(super) resolved: &'a [Resolved],
    /// What its details name.
    pub(super) extras: &'a [Extras],
    pub(super) introductions: &'a [Option<super::Introduction>],
    pub(super) photos: &'a [Found<Option<Target>>],
}

/// Adds the files that something refers to, and those that were published before.
pub(super) fn files(
    parts: &Parts,
    referring: &Referring<'_>,
    pages: &mut BTreeMap<String, Recipe>,
) -> Found<Vec<Lost>> {
    let mut shelf = Shelf { parts, pages, diagnostics: Vec::new() };
    let nowhere = &|| None;
    for (essay, resolved) in parts.essays.iter().zip(referring.resolved) {
        let references = essay.document.references.iter();
        for (target, reference) in resolved.targets.iter().zip(references) {
            shelf.file(target, &|| Some(essay.source.place(reference.span)));
        }
    }
    for (essay, extras) in parts.essays.iter().zip(referring.extras) {
        extras.targets().for_each(|target| shelf.file(target, &|| Some(title_of(essay))));
    }
    let in_themes = referring.introductions.iter().flatten().flat_map(|(_, resolved, _)| &resolved.targets);
    let in_authors = referring.photos.iter().filter_map(|photo| photo.value.as_ref());
    in_themes.chain(in_authors).for_each(|target| shelf.file(target, nowhere));
    let lost = shelf.keep();
    Found { value: lost, diagnostics: shelf.diagnostics }
}

fn title_of(essay: &Essay) -> Place {
    essay.place(essay.entry.slug_span)
}

struct Shelf<'a, 'p> {
    parts: &'a Parts,
    pages: &'p mut BTreeMap<String, Recipe>,
    diagnostics: Vec<Diagnostic>,
}

impl Shelf<'_, '_> {
    fn file(&mut self, target: &Target, place: &dyn Fn() -> Option<Place>) {
        match target {
            Target::File { address, asset } => self.fetched(address, asset, place),
            Target::Picture { asset, .. } => {
                let shown = self.parts.assets.get(asset).and_then(|file| Some((file, file.shown()?)));
                let files = shown.map(|(file, shown)| pictures::files(asset, file, shown));
                for (variant, address) in files.unwrap_or_default() {
                    let recipe = || picture(self.parts, asset, variant);
                    self.pages.entry(address.output_path()).or_insert_with(recipe);
                }
            }
            _ => {}
        }
    }

    /// A file that readers fetch by a link.
    fn fetched(&mut self, address: &Address, asset: &Arc<str>, place: &dyn Fn() -> Option<Place>) {
        let path = address.output_path();
        let message = match self.pages.get(&path).and_then(source_of).cloned() {
            Some(other) if other == *asset => return,
            Some(other) => {
                format!("{other} and {asset} are both linked from here, and both would be at {address}.")
            }
            _ if self.makes_way(address) => {
                // Who follows a link to a picture is not given what the camera noted either.
                let kept = self.parts.assets.get(asset).and_then(Asset::shown).map(Picture::kept);
                let copy = || Recipe::Asset(asset.clone());
                let recipe = kept.map_or_else(copy, |kept| picture(self.parts, asset, kept));
                self.pages.insert(path, recipe);
                return;
            }
            _ => format!("This links to the file {asset}, and something else has its address {address}."),
        };
        let mut fault = Diagnostic::new(Code::E134, message).help("Give the file another name, here too.");
        fault.primary = place();
        self.diagnostics.push(fault);
    }

    /// Whether nothing keeps a file from an address. What was withdrawn and is there again makes way.
    fn makes_way(&mut self, address: &Address) -> bool {
        // No disk has a file and a folder of one name, and an old address may be a folder.
        let (file, folder) = (address.output_path(), as_page(address));
        let Some(page) = [file, folder].into_iter().find(|path| self.pages.contains_key(path)) else {
            return true;
        };
        if !matches!(self.pages.get(&page), Some(Recipe::Withdrawn { .. })) {
            return false;
        }
        self.pages.remove(&page);
        let withdrawn = self.parts.config.withdrawn.iter();
        for entry in withdrawn.filter(|entry| old_address(&entry.address).output_path() == page) {
            let message = format!("{} is withdrawn here, and is a file again.", entry.address);
            let told = Diagnostic::new(Code::W225, message).at(entry.place.clone());
            self.diagnostics.push(told.help("Readers get the file. Take this entry out."));
        }
        true
    }

    /// Lets every file that was published be found where it was; gives those that cannot be.
    fn keep(&mut self) -> Vec<Lost> {
        let all = &self.parts.ledger.value.pages;
        let gone = |shelf: &Self, page: &Page| {
            let paths = [page.address.output_path(), as_page(&page.address)];
            page.kind == Issued::File && paths.iter().all(|path| !shelf.pages.contains_key(path))
        };
        let gone: Vec<(usize, &Page)> = all.iter().enumerate().filter(|(_, page)| gone(self, page)).collect();
        let now = if gone.is_empty() { BTreeMap::new() } else { fetched(self.pages) };
        let mut lost = Vec::new();
        // What follows another file comes after it.
        for follows in [false, true] {
            for (index, page) in &gone {
                let (path, folder, name) = parted(page);
                let beside = self.pages.get(&format!("{folder}index.html"));
                if matches!(beside, Some(Recipe::Moved { .. })) != follows {
                    continue;
                }
                let end = match beside {
                    // Its page would be lost, too, and that is told.
                    None => continue,
                    Some(Recipe::Moved { to, .. }) => match self.follow(to, name) {
                        // Where it is now it would be lost, too.
                        None if all.iter().any(|page| page.address == there(to, name)) => continue,
                        end => end,
                    },
                    Some(Recipe::Withdrawn { title }) => Some(Recipe::Withdrawn { title: title.clone() }),
                    Some(_) => None,
                };
                match end.or_else(|| now.get(&*page.name).cloned()) {
                    Some(end @ Recipe::Withdrawn { .. }) => {
                        drop(self.pages.insert(as_page(&page.address), end))
                    }
                    Some(file) => drop(self.pages.insert(path, file)),
                    None => lost.push(Lost { address: page.address.clone(), was: Was::Page(*index) }),
                }
            }
        }
        lost
    }

    /// What became of a file that lay beside a page that is elsewhere now: it lies beside that one, or was withdrawn there.
    fn follow(&self, to: &Address, name: &str) -> Option<Recipe> {
        let there = there(to, name);
        let file = self.pages.get(&there.output_path()).filter(|recipe| source_of(recipe).is_some());
        let withdrawn = || self.pages.get(&as_page(&there));
        file.or_else(|| withdrawn().filter(|recipe| matches!(recipe, Recipe::Withdrawn { .. }))).cloned()
    }
}

/// The path of a file, the folder it is in, and its name.
fn parted(page: &Page) -> (String, String, &str) {
    let path = page.address.output_path();
    let at = path.rfind('/').map_or(0, |slash| slash + 1);
    let folder = path[..at].to_owned();
    (path, folder, page.address.as_str().get(at..).unwrap_or(""))
}

/// A file beside a page.
fn there(page: &Address, name: &str) -> Address {
    Address::new(format!("{}{name}", page.as_str()))
}

/// The page that an address would have as an old one.
pub(super) fn as_page(address: &Address) -> String {
    old_address(address.as_str()).output_path()
}

/// Every file that readers fetch, by the path of its source.
fn fetched(pages: &BTreeMap<String, Recipe>) -> BTreeMap<Arc<str>, Recipe> {
    let is_fetched = |path: &str| !crate::host::is_hashed(path);
    let files = pages.iter().filter(|(path, _)| is_fetched(path));
    files.filter_map(|(_, recipe)| Some((source_of(recipe)?.clone(), recipe.clone()))).collect()
}

/// The path of what a file is made from, if it lies beside the essays.
pub(super) fn source_of(recipe: &Recipe) -> Option<&Arc<str>> {
    match recipe {
        Recipe::Asset(path) | Recipe::Picture(path, _) => Some(path),
        _ => None,
    }
}

/// A file of a picture; some are published as they are.
fn picture(parts: &Parts, asset: &Arc<str>, variant: Variant) -> Recipe {
    let passes = parts.assets.get(asset).and_then(Asset::shown).is_some_and(Picture::passes);
    if passes { Recipe::Asset(asset.clone()) } else { Recipe::Picture(asset.clone(), variant) }
}
