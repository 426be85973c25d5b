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
//! [`wording`] (the words of the interface, by language).
//!
//! **Reading**, one text at a time: [`config`], [`front`] (details of an essay), [`markdown`], [`punctuation`],
//! [`highlight`], [`proofread`], [`pictures`] (bytes become what can be shown), [`essay`].
//!
//! **Arranging**, all essays, no markup: [`collection`], [`links`], [`site`].
//!
//! **Showing**, one page at a time: [`html`], [`design`], [`map`] (places on an outline), [`quilt`] (a patch for every
//! essay), [`feeds`], [`proof`].
//!
//! **The world**, the only rooms that touch disk, clock, terminal or environment, belong to the program: `disk`,
//! `report`, `commands`.

pub mod address;
pub mod collection;
pub mod colour;
pub mod config;
pub mod date;
pub mod design;
pub mod details;
pub mod diagnostic;
pub mod document;
pub mod essay;
pub mod feeds;
pub mod front;
pub mod highlight;
pub mod html;
pub mod inputs;
pub mod links;
pub mod map;
pub mod markdown;
pub mod markup;
pub mod pictures;
pub mod proof;
pub mod proofread;
pub mod punctuation;
pub mod quilt;
pub mod site;
pub mod source;
pub mod view;
pub mod wording;

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use collection::Collection;
use config::{Checks, Config};
use design::{Design, Language, Styling};
use diagnostic::{Code, Diagnostic, Found, Severity};
use essay::Essay;
use inputs::{Content, Inputs, Observer, Stage};
use site::{Parts, Site};
use source::Source;

/// Checks everything and allots every address; `None` where faults keep the site from being made.
pub fn plan(inputs: &Inputs, observer: &dyn Observer) -> Found<Option<Site>> {
    let mut diagnostics = Vec::new();
    let mut keep = |found: Vec<Diagnostic>| diagnostics.extend(found);
    let Found { value: config, diagnostics: in_config } =
        config::read(&inputs.config, inputs.base_url.as_deref());
    keep(in_config);
    let left_out = |path: &str| config.as_ref().is_some_and(|config| config.essays.leaves_out(path));
    let is_met = |fault: &&Diagnostic| fault.primary.as_ref().is_none_or(|place| !left_out(&place.path));
    keep(inputs.unread.iter().filter(is_met).cloned().collect());
    observer.begin(Stage::Parse, Some(inputs.essays.len()));
    let met = inputs.essays.par_iter().filter(|source| !left_out(source.path()));
    let parsed: Vec<(Option<Arc<Essay>>, Vec<Diagnostic>)> = met.map(parsed).collect();
    observer.end(Stage::Parse);
    let mut essays = Vec::with_capacity(parsed.len());
    for (essay, in_essay) in parsed {
        essays.extend(essay);
        keep(in_essay);
    }
    let Some(config) = config else { return finished(None, diagnostics, None) };
    let checks = config.checks;
    observer.begin(Stage::Arrange, None);
    let Found { value: collection, diagnostics: in_collection } =
        collection::arrange(&essays, &config, inputs.today, inputs.drafts);
    keep(in_collection);
    observer.end(Stage::Arrange);
    observer.begin(Stage::Plan, None);
    let place = inputs.config.place(config.site.design.span);
    let languages = languages(inputs, &config, &essays, &collection);
    let name = (config.site.design.value.as_str(), &place);
    let design = Design::load(name, &inputs.designs, &languages, &styling(&config, &collection));
    keep(design.diagnostics);
    let Some(design) = design.value else { return finished(None, diagnostics, Some(checks)) };
    let parts = Parts { config, essays, collection, design, assets: inputs.assets.clone() };
    let Found { value: site, diagnostics: in_site } = site::plan(parts);
    keep(in_site);
    observer.end(Stage::Plan);
    finished(Some(site), diagnostics, Some(checks))
}

/// One essay with its faults. Essays are large, so each is put in its lasting place at once.
fn parsed(source: &Source) -> (Option<Arc<Essay>>, Vec<Diagnostic>) {
    let Found { value, diagnostics } = essay::parse(source);
    (value.map(Arc::new), diagnostics)
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
fn finished(site: Option<Site>, diagnostics: Vec<Diagnostic>, checks: Option<Checks>) -> Found<Option<Site>> {
    let mut diagnostics: Vec<Diagnostic> = match checks {
        Some(checks) => diagnostics.into_iter().map(|diagnostic| weighed(diagnostic, checks)).collect(),
        None => diagnostics,
    };
    diagnostic::sort(&mut diagnostics);
    let value = site.filter(|_| !diagnostics.iter().any(Diagnostic::is_error));
    Found { value, diagnostics }
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
        observer.end(Stage::Write);
        let (facts, mut diagnostics) = found.into_inner().unwrap_or_default();
        diagnostics.extend(proof::conclude(&facts));
        Ok(gathered(diagnostics))
    }
}

/// A fault of a template shows on every page made from it; it is told once, with the number of pages.
fn gathered(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostic::sort(&mut diagnostics);
    let mut told: Vec<(Diagnostic, usize)> = Vec::new();
    for diagnostic in diagnostics {
        let same = |(other, _): &&mut (Diagnostic, usize)| {
            other.code == diagnostic.code && other.primary.is_some() && other.primary == diagnostic.primary
        };
        match told.iter_mut().rev().take(1).find(same) {
            Some((_, more)) => *more += 1,
            None => told.push((diagnostic, 0)),
        }
    }
    let words = |(mut diagnostic, more): (Diagnostic, usize)| {
        if more > 0 {
            diagnostic.message = format!("{} The same goes for {more} more.", diagnostic.message);
        }
        diagnostic
    };
    told.into_iter().map(words).collect()
}

/// Everything wrong with a collection, found without writing anything.
pub fn check(inputs: &Inputs) -> Vec<Diagnostic> {
    let Found { value: site, mut diagnostics } = plan(inputs, &inputs::Unobserved);
    if let Some(site) = site {
        let made = site.produce(&inputs::Unobserved, |_, _| Ok::<(), std::convert::Infallible>(()));
        diagnostics.extend(made.unwrap_or_default());
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
    let essays = &inputs.essays;
    let essay =
        essays.binary_search_by(|essay| (**essay.path()).cmp(path)).ok().map(|index| essays[index].text());
    let design = || inputs.designs.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let damaged = || inputs.damaged.iter().find(|source| &**source.path() == path).map(Source::text);
    essay.or_else(damaged).or_else(design).or_else(|| design::built_in_text(path))
}
