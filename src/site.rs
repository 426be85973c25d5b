//! The collection becomes a site: every page, each at an address allotted once, each made when asked for.
//!
//! In: essays, `Collection`, `Config`, a design, the files beside the essays. Out: `Site`.
//! A page is a recipe: nothing is rendered here before someone wants to see it.
//!
//! - `ahead` checks what waits for its day
//! - `allot` gives out the addresses
//! - `atlas` lays out the places on a map
//! - `beside` gives out the addresses of files that lie beside pages
//! - `cards` chooses what is on share cards, and draws them
//! - `cited` says how an essay is cited
//! - `cloth` chooses the patch of every essay and sews the quilts
//! - `extras` resolves what details name: pictures, calls to action
//! - `head` gathers what stands in the head of a page
//! - `issued` says what a release records, `kept` answers what was published before, `lost` tells what would be lost
//! - `layout` holds what depends on no prose
//! - `listed` says what the site has and what it does not use
//! - `make` makes one page, `moved` leads on from old addresses, `pictures` says which pictures are wanted
//! - `search` says what can be found, and which essays are like one another
//! - `shared` says how pages are shared
//! - `views` fills what templates are given, `follow` what feeds are given

mod ahead;
mod allot;
mod atlas;
mod beside;
mod cards;
mod cited;
mod cloth;
mod extras;
mod follow;
mod head;
mod issued;
mod kept;
mod layout;
mod listed;
mod lost;
mod make;
mod moved;
mod pictures;
mod search;
mod shared;
mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::address::Address;
use crate::collection::{Collection, EssayIndex};
use crate::config::{Config, Imprint};
use crate::date::Date;
use crate::design::{Design, Ready};
use crate::diagnostic::{Code, Diagnostic, Found, did_you_mean};
use crate::document::Document;
use crate::essay::Essay;
use crate::html;
use crate::inputs::{Asset, Summary};
use crate::ledger::Recorded;
use crate::links::{Map, Origin, Resolved, Target};
use crate::source::Source;
use atlas::Atlas;
use extras::Extras;
use layout::Laid;

pub use ahead::ahead;
pub use allot::Recipe;
pub use cards::CardFile;
pub use issued::Release;
pub use layout::{Layout, Premises, lay_out};
pub use listed::{Listed, Unused};
pub use search::Lexicon;

/// Everything a site is planned from.
pub struct Parts {
    /// What the collection says of itself.
    pub config: Arc<Config>,
    /// All essays as parsed.
    pub essays: Vec<Arc<Essay>>,
    /// Those that are shown, arranged.
    pub collection: Arc<Collection>,
    /// The design.
    pub design: Arc<Design>,
    /// The sources whose details cannot be read.
    pub unread: BTreeSet<Arc<str>>,
    /// The files beside the essays.
    pub assets: BTreeMap<Arc<str>, Asset>,
    /// What was published before.
    pub recorded: Arc<Recorded>,
    /// The words of essays, as far as earlier plans know them.
    pub lexicon: Lexicon,
}

/// Every page of a site, ready to be made.
pub struct Site {
    parts: Parts,
    /// Output path → what is written there.
    pages: BTreeMap<String, Recipe>,
    /// What the references of each parsed essay mean; empty for those that are not shown.
    resolved: Vec<Resolved>,
    /// What the details of each parsed essay name.
    extras: Vec<Extras>,
    /// The introduction of each theme.
    introductions: Vec<Option<(Document, Resolved)>>,
    /// The photograph of each author.
    photos: Vec<Option<Target>>,
    /// The essays that link to each essay, in order.
    mentioned_in: Vec<Vec<EssayIndex>>,
    /// The places on a map, where there is one.
    atlas: Option<Atlas>,
    /// What depends on no prose: the patch of every essay, and the quilts.
    layout: Arc<Layout>,
    /// Each essay as the pages of other essays show it, made when the first of them asks: by voice, then by essay.
    neighbours: Vec<Vec<OnceLock<Ready>>>,
    /// Published addresses that nothing answers.
    lost: Vec<kept::Lost>,
    /// What is shown beside a shared link.
    cards: cards::Cards,
    /// What can be found, made when somebody looks for something.
    finding: search::Finding,
    fixed: Fixed,
    summary: Summary,
}

/// What every page repeats, made once.
struct Fixed {
    imprint: Option<Arc<str>>,
    imprint_extra: Option<Arc<str>>,
    title: Arc<str>,
    tagline: Option<Arc<str>>,
    description: Option<Arc<str>>,
    policy: Option<Arc<str>>,
    language: Arc<str>,
    extra: Arc<serde_json::Map<String, serde_json::Value>>,
    base: Arc<str>,
    base_path: Arc<str>,
    /// The titles of the essays in order, HTML, each when the first page asks.
    titles: Vec<OnceLock<Arc<str>>>,
    authors: Vec<Term>,
    themes: Vec<Term>,
    places: Vec<Term>,
    parts: Vec<Term>,
}

/// A theme, author, place or part as links name it.
struct Term {
    id: Arc<str>,
    name: Arc<str>,
    address: Address,
}

impl Term {
    fn new(folder: &str, id: &str, name: &str) -> Self {
        let address = Address::new(format!("{folder}/{id}/"));
        Self { id: id.into(), name: name.into(), address }
    }
}

impl Parts {
    /// What references are resolved against.
    fn map<'a>(&'a self, collection: &'a Collection, laid: &'a Laid) -> Map<'a> {
        Map {
            essays: &self.essays,
            collection,
            addresses: &laid.addresses,
            aliases: &laid.aliases,
            assets: &self.assets,
            base_url: &self.config.site.base_url,
            named: &laid.named,
            unread: &self.unread,
        }
    }
}

/// Resolves every reference.
pub fn plan(parts: Parts, layout: Arc<Layout>) -> Found<Site> {
    let mut diagnostics = layout.today.diagnostics.clone();
    let map = parts.map(&parts.collection, &layout.today);
    let resolve_all = || parts.essays.par_iter().map(|essay| resolve(&map, essay, None)).collect();
    let (resolved, mut pages): (Vec<(Resolved, Extras)>, _) =
        rayon::join(resolve_all, || layout.today.pages.clone());
    let (mut resolved, mut extras): (Vec<Resolved>, Vec<Extras>) = resolved.into_iter().unzip();
    let introductions: Vec<_> =
        parts.collection.themes.iter().map(|shelf| introduction(&map, &shelf.record)).collect();
    let photos: Vec<Found<Option<Target>>> =
        parts.collection.authors.iter().map(|shelf| extras::photo(&map, &shelf.record)).collect();
    for essay in resolved.iter_mut() {
        diagnostics.append(&mut essay.diagnostics);
    }
    for essay in extras.iter_mut() {
        diagnostics.append(&mut essay.diagnostics);
    }
    diagnostics.extend(
        introductions
            .iter()
            .flatten()
            .flat_map(|(_, found, more)| found.diagnostics.iter().chain(more))
            .cloned(),
    );
    diagnostics.extend(photos.iter().flat_map(|photo| photo.diagnostics.clone()));
    diagnostics.extend(unknown_containers(&parts, &parts.collection));
    let atlas = atlas::atlas(&parts);
    diagnostics.extend(atlas.diagnostics);
    let mentioned_in = mentions(&parts.collection, &resolved);
    let referring = beside::Referring {
        resolved: &resolved,
        extras: &extras,
        introductions: &introductions,
        photos: &photos,
    };
    let Found { value: lost_files, diagnostics: in_files } = beside::files(&parts, &referring, &mut pages);
    diagnostics.extend(in_files);
    let is_lost = |lost: &&kept::Lost| !beside::is_file_again(&lost.address, &pages);
    let lost = layout.today.lost.iter().filter(is_lost).cloned().chain(lost_files).collect();
    let Found { value: cards, diagnostics: in_cards } = cards::cards(&parts, &layout, &extras);
    diagnostics.extend(in_cards);
    pages.extend(cards.paths().map(|path| (path.to_string(), Recipe::Card(path.clone()))));
    let summary = summary(&parts.collection, &parts.essays, &pages);
    let fixed = Fixed::new(&parts);
    let site = Site {
        pages,
        resolved,
        extras,
        introductions: introductions
            .into_iter()
            .map(|it| it.map(|(document, found, _)| (document, found)))
            .collect(),
        photos: photos.into_iter().map(|photo| photo.value).collect(),
        mentioned_in,
        atlas: atlas.value,
        lost,
        layout: layout.clone(),
        cards,
        neighbours: unasked(parts.design.voices(), parts.collection.essays.len()),
        finding: search::Finding::default(),
        fixed,
        summary,
        parts,
    };
    Found { value: site, diagnostics }
}

fn unasked(voices: usize, essays: usize) -> Vec<Vec<OnceLock<Ready>>> {
    (0..voices).map(|_| (0..essays).map(|_| OnceLock::new()).collect()).collect()
}

/// Resolves what an essay refers to, for its readers on a day, where that is not today.
fn resolve(map: &Map<'_>, essay: &Essay, day: Option<Date>) -> (Resolved, Extras) {
    let shown = map.named.sources.contains_key(&**essay.source.path());
    if !shown {
        return Default::default();
    }
    let place = |span| essay.source.place(span);
    let origin = Origin {
        path: essay.source.path(),
        address: crate::links::address_of(&essay.entry),
        day,
        place: &place,
    };
    let resolved = map.resolve(&origin, &essay.document.references);
    (resolved, extras::resolve(map, &origin, essay))
}

/// An introduction with what its references mean, and what is wrong with its Markdown.
type Introduction = (Document, Resolved, Vec<Diagnostic>);

fn introduction(map: &Map<'_>, theme: &crate::config::Theme) -> Option<Introduction> {
    let (text, whole) = theme.introduction.as_ref()?;
    let source = Source::new(whole.path.clone(), text.as_str());
    let read = crate::markdown::read(&source, 0..text.len());
    let place = |_| whole.clone();
    let address = Address::new(format!("themes/{}/", theme.id));
    let origin = Origin { path: "essays/", address, day: None, place: &place };
    let resolved = map.resolve(&origin, &read.value.references);
    // The text stands inside a quoted value, so a fault can only point at the whole of it.
    let faults = read.diagnostics.into_iter().map(|fault| fault.at(whole.clone())).collect();
    Some((read.value, resolved, faults))
}

fn unknown_containers(parts: &Parts, collection: &Collection) -> Vec<Diagnostic> {
    let shown = collection.essays.iter().chain(&collection.standing);
    let mut diagnostics = Vec::new();
    for filed in shown {
        let essay = &parts.essays[filed.parsed];
        for mark in &essay.document.containers {
            if parts.design.has_container(&mark.kind) {
                continue;
            }
            let near = did_you_mean(&mark.kind, parts.design.containers());
            let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
            let kinds: Vec<&str> = parts.design.containers().collect();
            let message = format!("There is no container “{}”.{question}", mark.kind);
            diagnostics.push(
                Diagnostic::new(Code::E183, message)
                    .at(essay.source.place(mark.span))
                    .help(format!("Containers: {}.", kinds.join(", "))),
            );
        }
    }
    diagnostics
}

fn mentions(collection: &Collection, resolved: &[Resolved]) -> Vec<Vec<EssayIndex>> {
    let mut index_of: Vec<Option<EssayIndex>> = vec![None; resolved.len()];
    for (index, filed) in collection.essays.iter().enumerate() {
        index_of[filed.parsed] = Some(index);
    }
    let mut mentioned: Vec<Vec<EssayIndex>> = vec![Vec::new(); collection.essays.len()];
    for (index, filed) in collection.essays.iter().enumerate() {
        for target in &resolved[filed.parsed].mentions {
            if let Some(target) = index_of[*target] {
                mentioned[target].push(index);
            }
        }
    }
    mentioned
}

fn summary(collection: &Collection, essays: &[Arc<Essay>], pages: &BTreeMap<String, Recipe>) -> Summary {
    let visited = |(path, recipe): &(&String, &Recipe)| {
        path.ends_with(".html") && !matches!(recipe, Recipe::Moved { .. } | Recipe::Withdrawn { .. })
    };
    let words = collection.essays.iter().map(|filed| u64::from(essays[filed.parsed].words())).sum();
    let visited = pages.iter().filter(visited).count();
    Summary { pages: visited, files: pages.len(), words, ..collection.summary.clone() }
}

impl Fixed {
    fn new(parts: &Parts) -> Self {
        let site = &parts.config.site;
        let Collection { authors, themes, places, parts: shelves, .. } = &*parts.collection;
        let shared = |text: &Option<String>| text.as_deref().map(Arc::from);
        let promoter = match &parts.config.imprint {
            Imprint::Required(promoter) => Some(promoter),
            Imprint::Off { .. } => None,
        };
        Self {
            imprint: promoter.map(|promoter| promoter.text().into()),
            imprint_extra: promoter.and_then(|promoter| shared(&promoter.extra)),
            title: site.title.as_str().into(),
            tagline: shared(&site.tagline),
            description: shared(&site.description),
            policy: crate::hosting::policy_in_page(&parts.config.deploy).map(Arc::from),
            language: site.language.value.as_str().into(),
            extra: Arc::new(parts.config.extra.to_plain()),
            base: format!("{}{}", site.base_url.origin, site.base_url.path).into(),
            base_path: site.base_url.path.as_str().into(),
            titles: parts.collection.essays.iter().map(|_| OnceLock::new()).collect(),
            authors: authors.iter().map(|it| Term::new("authors", &it.record.id, &it.record.name)).collect(),
            themes: themes.iter().map(|it| Term::new("themes", &it.record.id, &it.record.name)).collect(),
            places: places.iter().map(|it| Term::new("places", &it.record.id, &it.record.name)).collect(),
            parts: shelves.iter().map(|it| Term::new("parts", &it.record.id, &it.record.name)).collect(),
        }
    }
}

impl Site {
    /// Every output path with what is written there.
    pub fn pages(&self) -> &BTreeMap<String, Recipe> {
        &self.pages
    }

    /// What the end of a build tells.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The title of an essay with its emphasis, HTML.
    fn title_html(&self, index: EssayIndex) -> Arc<str> {
        let line = || html::line(&self.parts.collection.essays[index].entry.title_line).into();
        self.fixed.titles[index].get_or_init(line).clone()
    }

    /// What the proof needs to know.
    pub fn ground<'a>(&'a self, has_file: &'a (dyn Fn(&str) -> bool + Sync)) -> crate::proof::Ground<'a> {
        crate::proof::Ground {
            has_file,
            base: &self.fixed.base,
            base_path: &self.fixed.base_path,
            imprint: self.fixed.imprint.as_deref(),
        }
    }
}
