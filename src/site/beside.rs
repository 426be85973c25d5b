//! Files that lie beside pages: pictures, and what readers fetch.
//!
//! In: what references and details mean, every page, what was published before. Out: a recipe for each file; files whose address
//! something else has; published files that nothing answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Parts;
use super::allot::{self, Recipe};
use super::extras::Extras;
use super::kept::{Lost, Was};
use crate::address::Address;
use crate::config::Moved;
use crate::diagnostic::{Code, Diagnostic, Found, Severity};
use crate::essay::Essay;
use crate::inputs::Asset;
use crate::inputs::picture::{Picture, VERSION, Variant};
use crate::ledger::{Files, Issued, Page, old_address};
use crate::links::{Resolved, Target, pictures};
use crate::source::{ContentHash, Place};

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
    let Referring { resolved, extras, introductions, photos } = *referring;
    let all = || parts.essays.iter().zip(resolved.iter().zip(extras));
    // What the text says comes first: it has the better place to point at.
    all().for_each(|(essay, (resolved, _))| shelf.in_text(essay, resolved));
    all().for_each(|(essay, (_, extras))| shelf.in_details(essay, extras));
    for (shelved, introduction) in parts.collection.themes.iter().zip(introductions) {
        let place = shelved.record.introduction.as_ref().map(|(_, place)| place);
        let targets = introduction.iter().flat_map(|(_, resolved, _)| &resolved.targets);
        targets.for_each(|target| shelf.file(target, &|| (place.cloned(), Severity::Error)));
    }
    let photos = photos.iter().filter_map(|photo| photo.value.as_ref());
    photos.for_each(|target| shelf.file(target, &|| (None, Severity::Error)));
    let lost = shelf.keep();
    Found { value: lost, diagnostics: shelf.diagnostics }
}

/// What will be wrong with the files of essays that wait for their day, given all pages of that day.
pub(super) fn ahead(
    parts: &Parts,
    waiting: &[(&Essay, (Resolved, Extras))],
    pages: &BTreeMap<String, Recipe>,
) -> Vec<Diagnostic> {
    let mut shelf = Shelf { parts, pages: &mut pages.clone(), diagnostics: Vec::new() };
    for (essay, (resolved, extras)) in waiting {
        shelf.in_text(essay, resolved);
        shelf.in_details(essay, extras);
    }
    shelf.diagnostics
}

/// Where something refers to a file, and how much a fault there weighs.
type Spot = (Option<Place>, Severity);

struct Shelf<'a, 'p> {
    parts: &'a Parts,
    pages: &'p mut BTreeMap<String, Recipe>,
    diagnostics: Vec<Diagnostic>,
}

impl Shelf<'_, '_> {
    fn in_text(&mut self, essay: &Essay, resolved: &Resolved) {
        for (target, reference) in resolved.targets.iter().zip(&essay.document.references) {
            self.file(target, &|| (Some(essay.source.place(reference.span)), weight(essay)));
        }
    }

    fn in_details(&mut self, essay: &Essay, extras: &Extras) {
        let place = || (Some(essay.place(essay.entry.slug_span)), weight(essay));
        extras.targets().for_each(|target| self.file(target, &place));
    }

    fn file(&mut self, target: &Target, spot: &dyn Fn() -> Spot) {
        match target {
            Target::File { address, asset } => self.fetched(address, asset, spot),
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
    fn fetched(&mut self, address: &Address, asset: &Arc<str>, spot: &dyn Fn() -> Spot) {
        let path = address.output_path();
        let message = match self.pages.get(&path).and_then(source_of) {
            Some(other) if other == asset => return,
            Some(other) => {
                format!("{other} and {asset} are both linked from here, and both would be at {address}.")
            }
            None => match self.obstacle(address) {
                None => {
                    self.pages.insert(path, published(self.parts, asset));
                    return;
                }
                Some(words) => format!("This links to the file {asset}, and its address {address} {words}."),
            },
        };
        let (place, weight) = spot();
        let mut fault = Diagnostic::new(Code::E134, message).help("Give the file another name, here too.");
        fault.primary = place;
        fault.severity = fault.severity.min(weight);
        self.diagnostics.push(fault);
    }

    /// What keeps a file from an address, as the end of a sentence. What was withdrawn and is there again makes way.
    fn obstacle(&mut self, address: &Address) -> Option<String> {
        let (file, folder) = (address.output_path(), as_page(address));
        let withdrawn = [&file, &folder]
            .into_iter()
            .find(|path| matches!(self.pages.get(*path), Some(Recipe::Withdrawn { .. })));
        if let Some(page) = withdrawn {
            self.pages.remove(page);
            let withdrawn = self.parts.config.withdrawn.iter();
            for entry in withdrawn.filter(|entry| old_address(&entry.address).output_path() == *page) {
                let message = format!("{} is withdrawn here, and is a file again.", entry.address);
                let told = Diagnostic::new(Code::W225, message).at(entry.place.clone());
                self.diagnostics.push(told.help("Readers get the file. Take this entry out."));
            }
        }
        match self.pages.get(&file).or_else(|| self.pages.get(&folder)) {
            Some(Recipe::Moved { to, .. }) => Some(format!("is an old address of {to}")),
            Some(_) => Some("is that of something that the site makes itself".to_owned()),
            None => allot::in_the_way(self.pages, &file),
        }
    }

    /// Lets every file that was published be found where it was; gives those that cannot be.
    fn keep(&mut self) -> Vec<Lost> {
        let all = &self.parts.recorded.ledger.pages;
        self.lead_on(all);
        let is_gone = |page: &Page| {
            let paths = [page.address.output_path(), as_page(&page.address)];
            page.kind == Issued::File && paths.iter().all(|path| !self.pages.contains_key(path))
        };
        let gone: Vec<(usize, &Page)> = all.iter().enumerate().filter(|(_, page)| is_gone(page)).collect();
        if gone.is_empty() {
            return Vec::new();
        }
        let now = Now::new(self.parts, self.pages);
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
                    Some(Recipe::Moved { to, .. }) => self.follow(to, name),
                    Some(Recipe::Withdrawn { title }) => Some(Recipe::Withdrawn { title: title.clone() }),
                    Some(_) => None,
                };
                let leads_to_lost = match beside {
                    Some(Recipe::Moved { to, .. }) => all.iter().any(|page| page.address == there(to, name)),
                    _ => false,
                };
                let end = end.or_else(|| now.like(page)).map(|end| match end {
                    Recipe::Withdrawn { .. } => (as_page(&page.address), end),
                    file => (path, file),
                });
                match end.filter(|(path, _)| allot::in_the_way(self.pages, path).is_none()) {
                    Some((path, end)) => drop(self.pages.insert(path, end)),
                    // Where it is now it is lost, too, and that is told.
                    None if leads_to_lost => {}
                    None => lost.push(Lost { address: page.address.clone(), was: Was::Page(*index) }),
                }
            }
        }
        lost
    }

    /// `[[moved]]` from one file to another: no host leads on whoever fetches a file, so the new one is at the old address, too.
    fn lead_on(&mut self, published: &[Page]) {
        let moved = &self.parts.config.moved;
        let is_file = |entry: &&Moved| published.iter().any(|page| is_of(entry, page));
        for entry in moved.iter().filter(is_file) {
            let to = last(moved, entry);
            let page = self.pages.get(&old_address(to).output_path());
            let end = self.pages.get(&file_at(to)).filter(|recipe| source_of(recipe).is_some());
            let end = end.or(page.filter(|page| matches!(page, Recipe::Withdrawn { .. }))).cloned();
            let fault = match (end, page) {
                // It leads to a page, as other old addresses do.
                (None, Some(_)) => continue,
                (Some(end), _) => match self.put(entry, end) {
                    None => continue,
                    Some(words) => {
                        let message = format!("The old address {} {words}.", entry.from);
                        let fault = Diagnostic::new(Code::E132, message).at(entry.place.clone());
                        fault.help("Remove it from pamphlet.toml.")
                    }
                },
                (None, None) => {
                    let message = format!("{} is to lead to {to}, and there is no such file.", entry.from);
                    let fault = Diagnostic::new(Code::E323, message).at(entry.to_place.clone());
                    fault.help("Write to = the address of a file that a page links to.")
                }
            };
            self.diagnostics.push(fault);
        }
    }

    /// Puts what takes the place of a file; or says what keeps it from there.
    fn put(&mut self, entry: &Moved, end: Recipe) -> Option<String> {
        let from = file_at(&entry.from);
        if self.pages.get(&from).is_some_and(|recipe| source_of(recipe).is_some()) {
            return Some("is a file again".to_owned());
        }
        let from = Address::new(from);
        let words = self.obstacle(&from);
        if words.is_none() {
            let is_file = source_of(&end).is_some();
            let path = if is_file { from.output_path() } else { as_page(&from) };
            self.pages.insert(path, end);
        }
        words
    }

    /// What became of a file that lay beside a page that is elsewhere now: it lies beside that one, or was withdrawn there.
    fn follow(&self, to: &Address, name: &str) -> Option<Recipe> {
        let there = there(to, name);
        let file = self.pages.get(&there.output_path()).filter(|recipe| source_of(recipe).is_some());
        let withdrawn = || self.pages.get(&as_page(&there));
        file.or_else(|| withdrawn().filter(|recipe| matches!(recipe, Recipe::Withdrawn { .. }))).cloned()
    }
}

/// Where an entry ends: where it leads to an old address itself, that is told, and this is where that leads.
fn last<'a>(moved: &'a [Moved], entry: &'a Moved) -> &'a str {
    let mut to = entry.to.as_str();
    for _ in moved {
        match moved.iter().find(|next| file_at(&next.from) == file_at(to)) {
            Some(next) => to = &next.to,
            None => break,
        }
    }
    to
}

/// Whether an entry leads on from a file that was published.
pub(super) fn is_of(entry: &Moved, page: &Page) -> bool {
    page.kind == Issued::File && page.address.output_path() == file_at(&entry.from)
}

/// Where a file lies whose address is written.
fn file_at(written: &str) -> String {
    Address::new(written.trim_start_matches('/')).output_path()
}

/// A draft's faults keep nobody from building.
fn weight(essay: &Essay) -> Severity {
    if essay.entry.draft { Severity::Note } else { Severity::Error }
}

/// Every file that readers fetch now.
struct Now<'a> {
    /// By the path of its source.
    by_source: BTreeMap<Arc<str>, Recipe>,
    /// By its digest.
    by_digest: BTreeMap<String, Recipe>,
    /// The digests of the last release, by path.
    released: &'a Files,
}

impl<'a> Now<'a> {
    fn new(parts: &'a Parts, pages: &BTreeMap<String, Recipe>) -> Self {
        let files = pages.iter().filter(|(path, _)| !crate::host::is_hashed(path));
        let files: Vec<_> = files.filter_map(|(_, recipe)| Some((source_of(recipe)?, recipe))).collect();
        Self {
            by_source: files.iter().map(|(source, recipe)| ((*source).clone(), (*recipe).clone())).collect(),
            by_digest: files.iter().map(|(_, recipe)| (digest(parts, recipe), (*recipe).clone())).collect(),
            released: &parts.recorded.files,
        }
    }

    /// The file that was published somewhere: from the same source, or the same to the byte.
    fn like(&self, page: &Page) -> Option<Recipe> {
        let same = || self.by_digest.get(self.released.get(&page.address.output_path())?);
        self.by_source.get(&*page.name).or_else(same).cloned()
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
fn as_page(address: &Address) -> String {
    old_address(address.as_str()).output_path()
}

/// Whether a file is at an address that was a page's, which said that the file was withdrawn or led on from there.
pub(super) fn is_file_again(address: &Address, pages: &BTreeMap<String, Recipe>) -> bool {
    let file = address.as_str().strip_suffix('/').and_then(|path| pages.get(path));
    file.is_some_and(|recipe| source_of(recipe).is_some())
}

/// The path of what a file is made from, if it lies beside the essays.
pub(super) fn source_of(recipe: &Recipe) -> Option<&Arc<str>> {
    match recipe {
        Recipe::Asset(path) | Recipe::Picture(path, _) => Some(path),
        _ => None,
    }
}

/// How a file is published that readers fetch. Who follows a link to a picture is not given what the camera noted either.
pub(super) fn published(parts: &Parts, asset: &Arc<str>) -> Recipe {
    let kept = parts.assets.get(asset).and_then(Asset::shown).map(Picture::kept);
    kept.map_or_else(|| Recipe::Asset(asset.clone()), |kept| picture(parts, asset, kept))
}

/// What tells the content of a file beside the essays from any other, as releases record it.
pub(super) fn digest(parts: &Parts, recipe: &Recipe) -> String {
    let of = |path: &str| parts.assets.get(path).map_or(ContentHash::of(b""), |asset| asset.hash);
    let hash = match recipe {
        Recipe::Picture(path, variant) => {
            ContentHash::of(format!("{} {VERSION} {variant:?}", of(path).hex(32)).as_bytes())
        }
        other => source_of(other).map_or(ContentHash::of(b""), |path| of(path)),
    };
    hash.hex(16)
}

/// A file of a picture; some are published as they are.
fn picture(parts: &Parts, asset: &Arc<str>, variant: Variant) -> Recipe {
    let passes = parts.assets.get(asset).and_then(Asset::shown).is_some_and(Picture::passes);
    if passes { Recipe::Asset(asset.clone()) } else { Recipe::Picture(asset.clone(), variant) }
}
