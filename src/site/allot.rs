//! Every address is given out once.
//!
//! In: the parts of a site. Out: output path → recipe, the addresses that links may name, and clashes.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::kept;
use crate::address::Address;
use crate::cite;
use crate::collection::{Collection, Filed};
use crate::config::Config;
use crate::date::Date;
use crate::design::Design;
use crate::diagnostic::{Code, Diagnostic};
use crate::essay::{Outline, file_name};
use crate::hosting::{self, HostFile};
use crate::inputs::picture::Variant;
use crate::ledger::{Ledger, Names, old_address};
use crate::links::address_of;
use crate::source::Place;

/// How one file of the output is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// The home page.
    Home,
    /// An essay, by index in the collection.
    Essay(usize),
    /// A standing page, by index in the collection.
    Standing(usize),
    /// A page of the list of all essays.
    Essays(usize),
    /// The list of themes.
    Themes,
    /// A page of a theme: index, page.
    Theme(usize, usize),
    /// The list of authors.
    Authors,
    /// A page of an author: index, page.
    Author(usize, usize),
    /// The list of places.
    Places,
    /// A page of a place: index, page.
    Place(usize, usize),
    /// The list of parts.
    Parts,
    /// A page of a part: index, page.
    Part(usize, usize),
    /// The page that finds essays.
    Search,
    /// The script that finds essays, and leads to the files of the index.
    SearchIndex,
    /// The script that waits on every page for somebody to look for something.
    SearchOpener,
    /// What programs for references read of an essay, by index in the collection.
    Cited(usize, cite::Format),
    /// The script that copies addresses and quotations.
    ShareScript,
    /// The page for addresses that are not there.
    NotFound,
    /// The page at an old address.
    Moved {
        /// Where it is now.
        to: Address,
        /// The title of the page there.
        title: Arc<str>,
    },
    /// The page at the address of something that was taken back.
    Withdrawn {
        /// What it was called.
        title: Arc<str>,
    },
    /// The script that leads on from old addresses.
    MovedScript,
    /// An Atom feed.
    Atom(Followed),
    /// The JSON feed.
    JsonFeed,
    /// The sitemap, or one part of a long one, from 1.
    Sitemap(usize),
    /// The list of sitemaps.
    SitemapIndex,
    /// `robots.txt`
    Robots,
    /// A file for the host.
    Host(HostFile),
    /// A file of the design, by name.
    DesignFile(Arc<str>),
    /// A file beside the essays, by path.
    Asset(Arc<str>),
    /// A picture beside the essays, by path, and how it is made.
    Picture(Arc<str>, Variant),
    /// The share card at an output path.
    Card(Arc<str>),
}

/// What a feed follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// The whole collection.
    All,
    /// A theme, by index.
    Theme(usize),
    /// An author, by index.
    Author(usize),
}

/// Addresses given out.
pub(super) struct Allotted {
    /// Published addresses that nothing answers.
    pub(super) lost: Vec<kept::Lost>,
    /// Output path → recipe.
    pub(super) pages: BTreeMap<String, Recipe>,
    /// Addresses that links may name, in lower case.
    pub(super) addresses: HashMap<String, Address>,
    /// Old addresses → new ones.
    pub(super) aliases: HashMap<Address, Address>,
    /// Clashes, and addresses that cannot be files.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Addresses in one sitemap, at most (sitemaps.org).
pub(super) const SITEMAP_SIZE: usize = 50_000;

/// What addresses are given out for.
#[derive(Clone, Copy)]
pub(super) struct Premises<'a> {
    pub(super) config: &'a Config,
    pub(super) collection: &'a Collection,
    pub(super) outlines: &'a [Arc<Outline>],
    pub(super) design: &'a Design,
    /// What was published before.
    pub(super) ledger: &'a Ledger,
    /// Who is who in it.
    pub(super) names: &'a Names,
    pub(super) today: Date,
}

/// Gives out the addresses of all pages.
pub(super) fn allot(premises: &Premises<'_>) -> Allotted {
    let Premises { config, collection, outlines, design, .. } = *premises;
    let mut register = Register::default();
    let size = config.site.page_size;
    register.fixed(&Address::home(), Recipe::Home);
    register.fixed(&Address::new("404.html"), Recipe::NotFound);
    register.list(&Address::new("essays/"), collection.essays.len(), size, Recipe::Essays);
    if !collection.themes.is_empty() {
        register.fixed(&Address::new("themes/"), Recipe::Themes);
    }
    for (index, shelf) in collection.themes.iter().enumerate() {
        let address = Address::new(format!("themes/{}/", shelf.record.id));
        register.list(&address, shelf.essays.len(), size, |page| Recipe::Theme(index, page));
        register.fixed(&feed_of(&address), Recipe::Atom(Followed::Theme(index)));
    }
    if !collection.authors.is_empty() {
        register.fixed(&Address::new("authors/"), Recipe::Authors);
    }
    for (index, shelf) in collection.authors.iter().enumerate() {
        let address = Address::new(format!("authors/{}/", shelf.record.id));
        register.list(&address, shelf.essays.len(), size, |page| Recipe::Author(index, page));
        register.fixed(&feed_of(&address), Recipe::Atom(Followed::Author(index)));
    }
    if !collection.places.is_empty() {
        register.fixed(&Address::new("places/"), Recipe::Places);
    }
    for (index, shelf) in collection.places.iter().enumerate() {
        let address = Address::new(format!("places/{}/", shelf.record.id));
        register.list(&address, shelf.essays.len(), size, |page| Recipe::Place(index, page));
    }
    let with_essays = collection.parts.iter().enumerate().filter(|(_, shelf)| !shelf.essays.is_empty());
    for (index, shelf) in with_essays {
        register.fixed(&Address::new("parts/"), Recipe::Parts);
        let address = Address::new(format!("parts/{}/", shelf.record.id));
        register.list(&address, shelf.essays.len(), size, |page| Recipe::Part(index, page));
    }
    register.fixed(&Address::new("search/"), Recipe::Search);
    register.fixed(&Address::new(crate::search::files::ENTRY), Recipe::SearchIndex);
    register.fixed(&super::search::opener().0, Recipe::SearchOpener);
    register.fixed(&crate::share::script().0, Recipe::ShareScript);
    register.fixed(&Address::new("feed.xml"), Recipe::Atom(Followed::All));
    register.fixed(&Address::new("feed.json"), Recipe::JsonFeed);
    register.fixed(&Address::new("robots.txt"), Recipe::Robots);
    for file in hosting::files(&config.deploy) {
        // No page may link to it, since it is there for the host alone.
        register.pages.insert(file.path().to_owned(), Recipe::Host(file));
    }
    if let Some(name) = hosting::other_404(&config.deploy) {
        register.pages.insert(name.to_owned(), Recipe::NotFound);
    }
    for (index, filed) in collection.essays.iter().enumerate() {
        register.essay(&outlines[filed.parsed], filed, Recipe::Essay(index));
    }
    for (index, filed) in collection.standing.iter().enumerate() {
        register.essay(&outlines[filed.parsed], filed, Recipe::Standing(index));
    }
    register.sitemaps();
    for (index, filed) in collection.essays.iter().enumerate() {
        register.cited(filed, index);
    }
    for filed in collection.essays.iter().chain(&collection.standing) {
        register.aliases_of(&outlines[filed.parsed], filed);
    }
    let lost = kept::keep(&mut register, premises);
    if register.pages.values().any(|recipe| matches!(recipe, Recipe::Moved { .. })) {
        register.fixed(&super::moved::script().0, Recipe::MovedScript);
    }
    for name in design.assets() {
        register.fixed(&name.1.0, Recipe::DesignFile(name.0.clone()));
    }
    register.diagnostics.extend(hosting::left_out(config, &moved(&register.pages)));
    register.allotted(lost)
}

/// Old addresses with the new ones, sorted.
pub(super) fn moved(pages: &BTreeMap<String, Recipe>) -> Vec<(Address, &Address)> {
    let mut moved = Vec::new();
    for (path, recipe) in pages {
        if let Recipe::Moved { to, .. } = recipe {
            moved.push((Address::new(path.strip_suffix("index.html").unwrap_or(path)), to));
        }
    }
    moved
}

/// The feed of a list.
pub(super) fn feed_of(address: &Address) -> Address {
    Address::new(format!("{}feed.xml", address.as_str()))
}

/// The file beside an essay that says in a format how it is cited.
pub(super) fn file_of(essay: &Address, format: cite::Format) -> Address {
    Address::new(format!("{}{}", essay.as_str(), format.file()))
}

/// Why a path cannot be a file beside those that are there already, as the end of a sentence: no disk has a file and a folder of
/// one name.
pub(super) fn in_the_way(pages: &BTreeMap<String, Recipe>, path: &str) -> Option<String> {
    let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    if let Some(file) = folders.find(|folder| pages.contains_key(*folder)) {
        return Some(format!("would lie below the file /{file}"));
    }
    let below = format!("{path}/");
    let next = pages.range(below.clone()..).next();
    next.filter(|(next, _)| next.starts_with(&below)).map(|(next, _)| format!("is a folder to /{next}"))
}

#[derive(Default)]
pub(super) struct Register {
    pub(super) pages: BTreeMap<String, Recipe>,
    addresses: HashMap<String, Address>,
    aliases: HashMap<Address, Address>,
    /// Old address → where it is claimed.
    claimed: HashMap<Address, Place>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Somebody gives an old address of a page.
pub(super) struct Claim<'a> {
    /// As written.
    pub(super) written: &'a str,
    pub(super) place: Place,
    /// The page, and what it is called.
    pub(super) to: &'a Address,
    pub(super) title: Arc<str>,
}

impl Register {
    fn allotted(self, lost: Vec<kept::Lost>) -> Allotted {
        let Self { pages, addresses, aliases, diagnostics, .. } = self;
        Allotted { pages, addresses, aliases, lost, diagnostics }
    }

    /// What is at an address.
    pub(super) fn at(&self, address: &Address) -> Option<&Recipe> {
        self.pages.get(&address.output_path())
    }

    pub(super) fn fixed(&mut self, address: &Address, recipe: Recipe) {
        self.addresses.insert(address.as_str().to_lowercase(), address.clone());
        self.pages.insert(address.output_path(), recipe);
    }

    fn list(&mut self, first: &Address, entries: usize, size: usize, recipe: impl Fn(usize) -> Recipe) {
        for number in 1..=page_count(entries, size) {
            self.fixed(&first.page(number), recipe(number));
        }
    }

    fn essay(&mut self, essay: &Outline, filed: &Filed, recipe: Recipe) {
        let address = address_of(&filed.entry);
        let place = essay.place(essay.entry.slug_span);
        if let Some(problem) = not_a_file_name(&address) {
            let fault = Diagnostic::new(Code::E135, format!("The address {address} {problem}."));
            self.diagnostics.push(fault.at(place.clone()).help("Give the essay another slug: slug: …"));
        }
        let path = address.output_path();
        match self.pages.get(&path) {
            // Two essays with one slug have been reported, with both names.
            Some(Recipe::Essay(_) | Recipe::Standing(_)) => {}
            Some(_) => {
                let message = format!("The address {address} belongs to a page that the site makes itself.");
                let fault = Diagnostic::new(Code::E134, message).at(place);
                self.diagnostics.push(fault.help("Give this page another slug: slug: …"));
            }
            None => {
                self.addresses.insert(address.as_str().to_lowercase(), address);
                self.pages.insert(path, recipe);
            }
        }
    }

    /// The files beside an essay that say how it is cited.
    fn cited(&mut self, filed: &Filed, index: usize) {
        for format in cite::Format::ALL {
            self.fixed(&file_of(&address_of(&filed.entry), format), Recipe::Cited(index, format));
        }
    }

    fn sitemaps(&mut self) {
        let count = self.pages.len().div_ceil(SITEMAP_SIZE).max(1);
        if count == 1 {
            self.fixed(&Address::new("sitemap.xml"), Recipe::Sitemap(1));
            return;
        }
        self.fixed(&Address::new("sitemap.xml"), Recipe::SitemapIndex);
        for number in 1..=count {
            self.fixed(&Address::new(format!("sitemap-{number}.xml")), Recipe::Sitemap(number));
        }
    }

    /// Why an address cannot be a file beside those that are there already, as the end of a sentence.
    pub(super) fn in_the_way(&self, address: &Address) -> Option<String> {
        in_the_way(&self.pages, &address.output_path())
    }

    fn aliases_of(&mut self, essay: &Outline, filed: &Filed) {
        let own = address_of(&filed.entry);
        for alias in &essay.front.aliases {
            if !crate::front::is_old_address(&alias.value) {
                // It was told when the details were read.
                continue;
            }
            let (place, title) = (essay.place(alias.span), essay.entry.title.clone());
            self.claim(&Claim { written: &alias.value, place, to: &own, title });
        }
    }

    /// Gives an old address to whoever claims it, or says why not.
    pub(super) fn claim(&mut self, claim: &Claim<'_>) {
        let old = old_address(claim.written);
        if let Some(words) = self.refusal(&old, claim) {
            let path = &*claim.place.path;
            let file = file_name(path);
            let list = if file == "pamphlet.toml" { "" } else { "aliases in " };
            let message = format!("The old address {} {words}.", claim.written);
            let help = format!("Remove it from {list}{file}.");
            let mut fault = Diagnostic::new(Code::E132, message).at(claim.place.clone()).help(help);
            if let Some(other) = self.claimed.get(&old) {
                fault = fault.also(other.clone(), "the other");
            }
            self.diagnostics.push(fault);
            return;
        }
        self.claimed.insert(old.clone(), claim.place.clone());
        self.lead_on(&old, claim.to, claim.title.clone());
    }

    /// Lets an old address lead to a page.
    pub(super) fn lead_on(&mut self, old: &Address, to: &Address, title: Arc<str>) {
        self.aliases.insert(old.clone(), to.clone());
        self.fixed(old, Recipe::Moved { to: to.clone(), title });
    }

    /// Why nobody can have that old address, as the end of a sentence.
    fn refusal(&self, old: &Address, claim: &Claim<'_>) -> Option<String> {
        if old == claim.to {
            return Some("points back to itself".to_owned());
        }
        match self.claimed.get(old) {
            Some(other) if other.path == claim.place.path => return Some("is given twice".to_owned()),
            Some(other) => return Some(format!("is claimed by {} too", other.path)),
            None => {}
        }
        if self.at(old).is_some() {
            return Some("is already a page".to_owned());
        }
        if let Some(other) = self.addresses.get(&old.as_str().to_lowercase()) {
            return Some(format!("is {other} but for capital letters; on Windows and macOS they are one"));
        }
        if let Some(words) = self.in_the_way(old) {
            return Some(format!("{words}; no disk has a file and a folder of one name"));
        }
        not_a_file_name(old).map(str::to_owned)
    }
}

/// What keeps an address from being a file name on every computer.
fn not_a_file_name(address: &Address) -> Option<&'static str> {
    const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "clock$", "conin$"];
    if address.output_path().len() > 200 {
        return Some("is longer than 200 letters, which fails on several hosts");
    }
    let mut reserved = false;
    for part in address.as_str().split('/') {
        let stem = part.split('.').next().unwrap_or("").to_ascii_lowercase();
        let port = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
        reserved |=
            RESERVED.contains(&stem.as_str()) || (port && stem.ends_with(|sign: char| sign.is_ascii_digit()));
        let is_odd = |sign: char| sign.is_control() || r#":?*<>"|\#%"#.contains(sign);
        if part == ".." || part.contains(is_odd) {
            return Some("holds a sign that cannot be in a file name");
        }
    }
    reserved.then_some("has a part that Windows keeps for itself")
}

/// How many pages a list has; an empty list has one.
pub(super) fn page_count(entries: usize, size: usize) -> usize {
    entries.div_ceil(size.max(1)).max(1)
}
