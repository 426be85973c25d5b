//! pamphlet: a collection of essays becomes a site.
//!
//! This is the map of the house. One pipeline, no arrow backwards:
//!
//! ```text
//! Inputs ─▶ config::read, essay::parse ─▶ collection::arrange ─▶ site::plan ─▶ Site ─▶ produce ─▶ files
//!           each text alone, in parallel   all essays together    addresses     each page alone, in parallel
//! ```
//!
//! **Words**, which know nobody: [`source`] (texts and places in them), [`details`] (data with places), [`diagnostic`]
//! (what we tell the editor), [`document`] (the tree of an essay), [`date`], [`address`], [`markup`] (escaping),
//! [`inputs`] (what a build is made from), [`view`] (what templates are given), [`colour`] (tones and contrast),
//! [`wording`] (the words of the interface, by language), [`memo`] (what was worked out once), [`host`] (what a static host
//! answers).
//!
//! **Reading**, one text at a time: [`config`], [`front`] (details of an essay), [`markdown`], [`punctuation`],
//! [`highlight`], [`proofread`], [`pictures`] (bytes become what can be shown), [`essay`].
//!
//! **Arranging**, all essays, no markup: [`collection`], [`links`], [`ledger`] (what was ever published), [`site`].
//!
//! **Showing**, one page at a time: [`html`], [`design`], [`map`] (places on an outline), [`quilt`] (a patch for every
//! essay), [`search`] (what can be found), [`feeds`], [`proof`], [`search`] (words and the terms they are found under), [`desk`] (everything that is
//! written, for whoever looks after it), [`hosting`] (what a site must tell its host), [`doctor`] (whether a built site works there), [`cite`] (how an essay is cited),
//! [`share`] (how a page is shared), [`head`] (what stands in the head of a page, for programs), [`cards`] (words and drawings become the
//! picture beside a shared link).
//!
//! **The world**, the only rooms that touch disk, clock, terminal or environment, belong to the program: `disk`,
//! `watch`, `report`, `serve`, `commands`.

pub mod address;
pub mod cards;
pub mod cite;
pub mod collection;
pub mod colour;
pub mod config;
pub mod date;
pub mod design;
pub mod desk;
pub mod details;
pub mod diagnostic;
pub mod doctor;
pub mod document;
pub mod essay;
pub mod feeds;
pub mod front;
pub mod head;
pub mod highlight;
pub mod host;
pub mod hosting;
pub mod html;
pub mod inputs;
pub mod ledger;
pub mod links;
pub mod map;
pub mod markdown;
pub mod markup;
pub mod memo;
pub mod pictures;
pub mod proof;
pub mod proofread;
pub mod punctuation;
pub mod quilt;
pub mod search;
pub mod share;
pub mod site;
pub mod source;
pub mod view;
pub mod wording;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use collection::{Arrangement, Collection, Writings};
use config::{Checks, Config};
use design::{Design, Language, Order, Styling};
use diagnostic::{Code, Diagnostic, Found, Severity};
use essay::Essay;
use inputs::{Content, Inputs, Locks, Observer, Stage};
use ledger::{Anchored, Anchoring, Recorded};
use memo::Memo;
use site::{Layout, Lexicon, Parts, Premises, Site};
use source::Source;

/// What plans of one collection tell one another, so that the next one works out only what is new.
pub struct Memory {
    essays: Memo<Source, Parsed>,
    designs: Memo<Order, Arc<Found<Option<Arc<Design>>>>>,
    arrangements: Memo<Writings, Arc<Arrangement>>,
    layouts: Memo<Premises, Arc<Layout>>,
    anchored: Memo<Anchoring, Anchored>,
    recorded: Memo<Locks, Arc<Recorded>>,
    lexicon: Lexicon,
}

/// An essay and its faults.
type Parsed = Arc<Found<Option<Arc<Essay>>>>;

impl Memory {
    /// Remembers nothing yet.
    pub fn new() -> Self {
        Self {
            essays: Memo::new(parsed),
            designs: Memo::new(loaded),
            arrangements: Memo::new(collection::arrange_all),
            layouts: Memo::new(site::lay_out),
            anchored: Memo::new(Anchoring::anchored),
            recorded: Memo::new(ledger::read),
            lexicon: Arc::new(Memo::new(search::words::words)),
        }
    }

    /// Forgets what the last few plans did not need. What is let go of is given back, to be dropped where time does not
    /// matter.
    pub fn turn(&self) -> impl Send + use<> {
        let known = (self.essays.turn(), self.designs.turn(), self.arrangements.turn(), self.layouts.turn());
        (known, self.recorded.turn(), self.anchored.turn(), self.lexicon.turn_if_asked())
    }

    /// How often an essay was known, and how often it had to be parsed.
    pub fn essays(&self) -> memo::Counts {
        self.essays.counts()
    }

    /// How often an arrangement was known, and how often everything had to be arranged.
    pub fn arrangements(&self) -> memo::Counts {
        self.arrangements.counts()
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// A collection as far as it could be read, and the site where nothing keeps it from being made.
pub struct Plan {
    /// The site.
    pub site: Option<Site>,
    /// Every essay whose details can be read, by path.
    pub essays: Vec<Arc<Essay>>,
    /// What the collection says of itself, if that can be read.
    pub config: Option<Arc<Config>>,
}

/// Checks everything and allots every address; no site where faults keep it from being made.
pub fn plan(inputs: &Inputs, observer: &dyn Observer) -> Found<Option<Site>> {
    let Found { value, diagnostics } = plan_again(inputs, observer, &Memory::new());
    Found { value: value.site, diagnostics }
}

/// The same, with what earlier plans remember. The result never depends on the memory, only the time it takes.
pub fn plan_again(inputs: &Inputs, observer: &dyn Observer, memory: &Memory) -> Found<Plan> {
    let Found { value: config, mut diagnostics } = config::read(&inputs.config, inputs.base_url.as_deref());
    let config = config.map(|mut config| {
        config.deploy.portable = inputs.portable;
        diagnostics.extend(hosting::advice(&config, inputs.today));
        Arc::new(config)
    });
    let essays = read_essays(inputs, config.as_deref(), (observer, memory), &mut diagnostics);
    let Some(config) = config else {
        let named = config::design(&inputs.config);
        diagnostics
            .extend(named.iter().flat_map(|(name, place)| design::not_found(name, &inputs.designs, place)));
        return finished(Plan { site: None, essays, config: None }, diagnostics);
    };
    let site = plan_site(inputs, &config, &essays, (observer, memory));
    diagnostics.extend(site.diagnostics);
    if site.value.is_some() && !diagnostics.iter().any(Diagnostic::is_error) {
        diagnostics.extend(no_essays(inputs, &config));
    }
    finished(Plan { site: site.value, essays, config: Some(config) }, diagnostics)
}

/// Who watches, and what earlier plans remember.
type Aid<'a> = (&'a dyn Observer, &'a Memory);

/// Every essay whose details can be read, and what is wrong with any.
fn read_essays(
    inputs: &Inputs,
    config: Option<&Config>,
    (observer, memory): Aid<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Essay>> {
    let left_out = |path: &str| config.is_some_and(|config| config.essays.leaves_out(path));
    let is_met = |fault: &&Diagnostic| fault.primary.as_ref().is_none_or(|place| !left_out(&place.path));
    diagnostics.extend(inputs.unread.iter().filter(is_met).cloned());
    observer.begin(Stage::Parse, Some(inputs.essays.len()));
    let met: Vec<&Source> = inputs.essays.iter().filter(|source| !left_out(source.path())).collect();
    let parsed = memory.essays.map(&met);
    observer.end(Stage::Parse);
    diagnostics.extend(parsed.iter().flat_map(|found| found.diagnostics.iter().cloned()));
    parsed.iter().filter_map(|found| found.value.clone()).collect()
}

/// Arranges what was read, prepares the design and allots every address; no site where the design cannot be used.
fn plan_site(
    inputs: &Inputs,
    config: &Arc<Config>,
    essays: &[Arc<Essay>],
    (observer, memory): Aid<'_>,
) -> Found<Option<Site>> {
    observer.begin(Stage::Arrange, None);
    let outlines = essays.iter().map(|essay| essay.outline.clone()).collect();
    let writings = Writings { outlines, config: config.clone(), today: inputs.today, drafts: inputs.drafts };
    let arrangement = memory.arrangements.call(&writings);
    let mut diagnostics = arrangement.diagnostics.clone();
    observer.end(Stage::Arrange);
    observer.begin(Stage::Plan, None);
    let design = memory.designs.call(&order(inputs, config, essays, &arrangement));
    diagnostics.extend(design.diagnostics.iter().cloned());
    let Some(design) = design.value.clone() else { return Found { value: None, diagnostics } };
    let recorded = memory.recorded.call(&inputs.locks);
    diagnostics.extend(recorded.diagnostics.iter().cloned());
    let (arranged, design_of, kept) = (arrangement.clone(), design.clone(), recorded.ledger.clone());
    let premises = Premises { writings, arrangement: arranged, design: design_of, ledger: kept };
    let layout = memory.layouts.call(&premises);
    let essays = anchored(&recorded, essays, &layout, memory, &mut diagnostics);
    let (config, collection, assets) = (config.clone(), arrangement.today.clone(), inputs.assets.clone());
    let lexicon = memory.lexicon.clone();
    let unread = unread(inputs, &config, &essays);
    let parts = Parts { config, essays, collection, design, unread, assets, recorded, lexicon };
    if let Some(coming) = &arrangement.coming {
        diagnostics.extend(site::ahead(&parts, &layout, coming));
    }
    let Found { value: site, diagnostics: in_site } = site::plan(parts, layout);
    diagnostics.extend(in_site);
    diagnostics.extend(site.lost(inputs));
    observer.end(Stage::Plan);
    Found { value: Some(site), diagnostics }
}

/// The sources whose details cannot be read.
fn unread(inputs: &Inputs, config: &Config, essays: &[Arc<Essay>]) -> BTreeSet<Arc<str>> {
    let read: HashSet<&str> = essays.iter().map(|essay| &**essay.source.path()).collect();
    let all = inputs.essays.iter().map(Source::path).filter(|path| !config.essays.leaves_out(path));
    all.filter(|path| !read.contains(&***path)).cloned().collect()
}

/// Every essay with the anchors that were published.
fn anchored(
    recorded: &Recorded,
    essays: &[Arc<Essay>],
    layout: &Layout,
    memory: &Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Essay>> {
    let anchoring = |(essay, key): (&Arc<Essay>, &Arc<str>)| {
        let published = recorded.anchors.get(key)?.clone();
        Some(memory.anchored.call(&Anchoring { essay: essay.clone(), published }))
    };
    let mut all = essays.to_vec();
    let pairs: Vec<_> = essays.iter().zip(layout.keys()).collect();
    let kept: Vec<Option<Anchored>> = pairs.into_par_iter().map(anchoring).collect();
    for (essay, (kept, told)) in all.iter_mut().zip(kept).filter_map(|(essay, kept)| Some((essay, kept?))) {
        *essay = kept;
        diagnostics.extend(told);
    }
    all
}

/// What the design is made from.
fn order(inputs: &Inputs, config: &Config, essays: &[Arc<Essay>], arrangement: &Arrangement) -> Order {
    let latest = arrangement.coming.as_ref().map_or(&arrangement.today, |coming| &coming.collection);
    Order {
        name: config.site.design.value.clone(),
        place: inputs.config.place(config.site.design.span),
        own: inputs.designs.clone(),
        languages: languages(inputs, config, essays, latest),
        styling: styling(config, &arrangement.today),
    }
}

/// What is said of a collection without any essay, not even a draft. Where something cannot be read, that is said already.
fn no_essays(inputs: &Inputs, config: &Config) -> Option<Diagnostic> {
    let is_essay = |path: &str| essay::kind_of(path) == essay::Kind::Essay && !config.essays.leaves_out(path);
    let any = inputs.essays.iter().any(|source| is_essay(source.path()));
    let is_empty = !any && inputs.unread.is_empty();
    let message = "There is no essay in the folder essays/, so the site has nothing to read.";
    let help = "Begin one with: pamphlet new \"Its title\"";
    is_empty.then(|| Diagnostic::new(Code::W176, message).help(help))
}

/// One essay with its faults. Essays are large, so each is put in its lasting place at once.
fn parsed(source: &Source) -> Parsed {
    let Found { value, diagnostics } = essay::parse(source);
    Arc::new(Found { value: value.map(Arc::new), diagnostics })
}

fn loaded(order: &Order) -> Arc<Found<Option<Arc<Design>>>> {
    let Found { value, diagnostics } = Design::load(order);
    Arc::new(Found { value: value.map(Arc::new), diagnostics })
}

/// The languages that pages are in, the site's own first.
fn languages(
    inputs: &Inputs,
    config: &Config,
    essays: &[Arc<Essay>],
    collection: &Collection,
) -> Vec<Language> {
    let site = &config.site.language;
    let own = Language { tag: site.value.as_str().into(), place: inputs.config.place(site.span) };
    let mut languages = vec![own];
    for filed in collection.essays.iter().chain(&collection.standing) {
        let essay = &essays[filed.parsed];
        let Some(lang) = essay.front.lang.as_ref().filter(|lang| config::is_language(&lang.value)) else {
            continue;
        };
        if !languages.iter().any(|language| *language.tag == *lang.value) {
            languages
                .push(Language { tag: lang.value.as_str().into(), place: essay.source.place(lang.span) });
        }
    }
    languages
}

fn styling(config: &Config, collection: &Collection) -> Styling {
    Styling {
        themes: collection.themes.iter().map(|shelf| shelf.record.clone()).collect(),
        colours: config.colours.clone(),
        extra: Arc::new(config.extra.to_plain()),
    }
}

/// Gives each diagnostic the weight that `[checks]` asks for, sorts them, and holds the site back if one is an error.
fn finished(mut plan: Plan, diagnostics: Vec<Diagnostic>) -> Found<Plan> {
    let mut diagnostics: Vec<Diagnostic> = match &plan.config {
        Some(config) => diagnostics.into_iter().map(|fault| weighed(fault, config.checks)).collect(),
        None => diagnostics,
    };
    diagnostic::sort(&mut diagnostics);
    // What is wrong today is found again when what is scheduled is checked for its day.
    diagnostics.dedup();
    plan.site = plan.site.filter(|_| !diagnostics.iter().any(Diagnostic::is_error));
    Found { value: plan, diagnostics }
}

fn weighed(diagnostic: Diagnostic, checks: Checks) -> Diagnostic {
    let weight = match diagnostic.code {
        Code::E151 | Code::E152 | Code::E156 | Code::E157 | Code::E188 => checks.links,
        Code::E141 | Code::E143 | Code::E144 | Code::E145 => checks.images,
        Code::E181 | Code::E182 => checks.html,
        _ => return diagnostic,
    };
    // A draft's faults are notes already, and stay so.
    let weight = weight.min(diagnostic.severity);
    diagnostic.weighing(weight)
}

impl Site {
    /// Makes every file of the site, in parallel, proves it sound and hands it to `sink` with its output path.
    /// Files are handed over as they are made; they may be published only when no diagnostic is an error.
    ///
    /// # Errors
    /// The first error of `sink`.
    pub fn produce<E: Send>(
        &self,
        observer: &dyn Observer,
        sink: impl Fn(&str, &Content) -> Result<(), E> + Sync,
    ) -> Result<Vec<Diagnostic>, E> {
        let files: HashSet<&str> = self.pages().keys().map(String::as_str).collect();
        let has_file = |path: &str| files.contains(path);
        let ground = self.ground(&has_file);
        let found: Mutex<(BTreeMap<String, proof::Facts>, Vec<Diagnostic>)> = Mutex::default();
        let keep = |facts: Option<(String, proof::Facts)>, faults: Vec<Diagnostic>| {
            if let Ok(mut found) = found.lock() {
                found.0.extend(facts);
                found.1.extend(faults);
            }
        };
        observer.begin(Stage::Search, None);
        // Pages are made in parallel, and none of them may be the first to ask for what all of them need.
        self.prepare();
        observer.end(Stage::Search);
        observer.begin(Stage::Write, Some(self.pages().len()));
        self.pages().par_iter().try_for_each(|(path, recipe)| {
            observer.begin(Stage::Make, None);
            let made = self.make(path, recipe);
            observer.end(Stage::Make);
            match made {
                Err(fault) => keep(None, vec![*fault]),
                Ok(content) => {
                    if let Content::Text(text) = &content {
                        observer.begin(Stage::Prove, None);
                        let (facts, faults) = proof::read(path, text, &ground);
                        keep(Some((path.clone(), facts)), faults);
                        observer.end(Stage::Prove);
                    }
                    sink(path, &content)?;
                }
            }
            Ok(())
        })?;
        self.search_files().into_par_iter().try_for_each(|path| match self.search_file(path) {
            Some(text) => sink(path, &Content::Text(text)),
            None => Ok(()),
        })?;
        observer.end(Stage::Write);
        let (facts, mut diagnostics) = found.into_inner().unwrap_or_default();
        diagnostics.extend(proof::conclude(&facts));
        Ok(diagnostic::gathered(diagnostics))
    }
}

/// Everything wrong with a collection, found without writing anything.
pub fn check(inputs: &Inputs) -> Vec<Diagnostic> {
    let Found { value: site, mut diagnostics } = plan(inputs, &inputs::Unobserved);
    if let Some(site) = site {
        let made = site.produce(&inputs::Unobserved, |_, _| Ok::<(), std::convert::Infallible>(()));
        diagnostics.extend(made.unwrap_or_default());
        diagnostics.extend(inputs.search_tests.iter().flat_map(|tests| site.searches(tests)));
    }
    diagnostics
}

/// A whole site in memory: output path → content; empty when faults keep it from being made.
pub fn build(inputs: &Inputs) -> Found<BTreeMap<String, Content>> {
    let Found { value: site, mut diagnostics } = plan(inputs, &inputs::Unobserved);
    let output: Mutex<BTreeMap<String, Content>> = Mutex::default();
    if let Some(site) = site {
        let made = site.produce(&inputs::Unobserved, |path, content| {
            if let Ok(mut output) = output.lock() {
                output.insert(path.to_owned(), content.clone());
            }
            Ok::<(), std::convert::Infallible>(())
        });
        diagnostics.extend(made.unwrap_or_default());
    }
    let sound = !diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let value = if sound { output.into_inner().unwrap_or_default() } else { BTreeMap::new() };
    Found { value, diagnostics }
}

/// The text that a diagnostic's place is in, if it is one of these inputs or of the built-in designs.
pub fn text_of<'a>(inputs: &'a Inputs, path: &str) -> Option<&'a str> {
    if path == &**inputs.config.path() {
        return Some(inputs.config.text());
    }
    let essay = inputs.essay(path).map(Source::text);
    let design = || inputs.designs.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let damaged = || inputs.damaged.iter().find(|source| &**source.path() == path).map(Source::text);
    let tests = || inputs.search_tests.as_ref().filter(|tests| &**tests.path() == path).map(Source::text);
    let lock = || inputs.locks.all().find(|source| &**source.path() == path).map(Source::text);
    essay
        .or_else(tests)
        .or_else(lock)
        .or_else(damaged)
        .or_else(design)
        .or_else(|| design::built_in_text(path))
}
