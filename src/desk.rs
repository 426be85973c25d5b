//! The desk: everything that is written, at one glance, for whoever looks after a collection.
//!
//! In: the sources, the essays as far as they can be read, what is wrong, the last site. Out: `Desk`, plain data.
//! It shows what the site does not: drafts, what waits for its day, what cannot be read.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::Serialize;

use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Severity};
use crate::essay::{self, Essay, Kind, Presence};
use crate::front::PlaceMention;
use crate::inputs::Inputs;
use crate::site::{Listed, Site, Unused};

/// What the desk is made from.
pub struct Papers<'a> {
    /// The sources.
    pub inputs: &'a Inputs,
    /// The essays whose details can be read.
    pub essays: &'a [Arc<Essay>],
    /// The settings.
    pub config: Option<&'a Config>,
    /// The last site without errors.
    pub site: Option<&'a Site>,
    /// What is wrong now.
    pub faults: &'a [&'a Diagnostic],
}

/// Everything on the desk.
#[derive(Debug, PartialEq, Serialize)]
pub struct Desk {
    /// The name of the collection.
    pub title: String,
    /// The host that shared links will show.
    pub host: String,
    /// Where the site begins, from the top of the host.
    pub home: String,
    /// Today, as far as the site is concerned.
    pub today: String,
    /// Every essay and standing page, by path.
    pub essays: Vec<Row>,
    /// What will happen by itself, soonest first.
    pub calendar: Vec<Appointment>,
    /// What no page shows.
    pub unused: Unused,
}

/// Where an essay stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// On the site.
    Published,
    /// Waits for its day.
    Scheduled,
    /// Not yet meant for readers.
    Draft,
    /// Was taken down on its day.
    Expired,
    /// Its details cannot be read.
    Unreadable,
}

/// An essay on the desk.
#[derive(Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its source.
    pub path: Arc<str>,
    /// Its title, plain; the name of the file where it has none.
    pub title: Arc<str>,
    /// Whether it is a standing page.
    pub standing: bool,
    /// Where it stands.
    pub status: Status,
    /// The day of its publication, as `2026-11-25`.
    pub date: Option<String>,
    /// The day it was last changed, as it says itself.
    pub updated: Option<String>,
    /// Words.
    pub words: u32,
    /// Minutes to read.
    pub minutes: u32,
    /// Themes by name.
    pub themes: Vec<String>,
    /// Authors by name.
    pub authors: Vec<String>,
    /// Places by name.
    pub places: Vec<String>,
    /// Errors in it.
    pub errors: usize,
    /// Warnings in it.
    pub warnings: usize,
    /// Its page, from the top of the host, where it has one.
    pub href: Option<String>,
    /// What is shown where it is shared.
    pub share: Shared,
}

/// How an essay looks where it is shared.
#[derive(Debug, PartialEq, Serialize)]
pub struct Shared {
    /// The title there.
    pub title: String,
    /// The words below it.
    pub summary: Option<String>,
    /// The picture, from the top of the host, with its width and height in pixels.
    pub picture: Option<(String, u32, u32)>,
}

/// Something that happens on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Appointment {
    /// The day, as `2026-11-25`.
    pub date: String,
    /// `appears` or `expires`.
    pub what: &'static str,
    /// The title.
    pub title: Arc<str>,
    /// The source.
    pub path: Arc<str>,
}

/// Lays everything out.
pub fn lay_out(papers: &Papers<'_>) -> Desk {
    let read: HashMap<&str, &Essay> =
        papers.essays.iter().map(|essay| (&**essay.source.path(), &**essay)).collect();
    let listed = papers.site.map_or_else(Vec::new, Site::titles);
    let listed: HashMap<&str, &Listed> = listed.iter().map(|page| (&*page.source, page)).collect();
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for fault in papers.faults {
        let Some(place) = &fault.primary else { continue };
        let count = counts.entry(&place.path).or_default();
        match fault.severity {
            Severity::Error => count.0 += 1,
            Severity::Warning => count.1 += 1,
            Severity::Note => {}
        }
    }
    let left_out = |path: &str| papers.config.is_some_and(|config| config.essays.leaves_out(path));
    let sources = papers.inputs.essays.iter().filter(|source| !left_out(source.path()));
    let names = Names::new(papers.config);
    let base = papers.site.map_or("/", Site::base_path);
    let essays = sources
        .map(|source| {
            let path = source.path();
            let count = counts.get(&**path).copied().unwrap_or_default();
            let page = listed.get(&**path).copied();
            match read.get(&**path) {
                Some(essay) => row(essay, papers.inputs, &names, page, base, count),
                None => unreadable(path, count),
            }
        })
        .collect();
    let site = papers.config.map(|config| &config.site);
    Desk {
        title: site.map_or_else(String::new, |site| site.title.clone()),
        host: site.map_or_else(String::new, |site| site.base_url.host.clone()),
        home: base.to_owned(),
        today: papers.inputs.today.day().to_string(),
        essays,
        calendar: calendar(papers.essays, papers.inputs.today),
        unused: papers.site.map(Site::unused).unwrap_or_default(),
    }
}

fn row(
    essay: &Essay,
    inputs: &Inputs,
    names: &Names,
    page: Option<&Listed>,
    base: &str,
    (errors, warnings): (usize, usize),
) -> Row {
    let (entry, front) = (&essay.entry, &essay.front);
    let href = |address: &crate::address::Address| format!("{base}{}", address.as_str());
    let place = |mention: &PlaceMention| match mention {
        PlaceMention::Named(name) => called(&names.places, &name.value),
        PlaceMention::Given(record, _) => record.name.clone(),
    };
    Row {
        path: entry.path.clone(),
        title: entry.title.clone(),
        standing: entry.kind == Kind::Standing,
        status: match entry.presence(inputs.today) {
            Presence::Shown => Status::Published,
            Presence::Draft => Status::Draft,
            Presence::Scheduled(_) => Status::Scheduled,
            Presence::Expired(_) => Status::Expired,
        },
        date: entry.date.map(|date| date.day().to_string()),
        updated: entry.updated.map(|date| date.day().to_string()),
        words: essay.words(),
        minutes: essay.minutes(),
        themes: front.themes.iter().map(|theme| called(&names.themes, &theme.value)).collect(),
        authors: front.authors.iter().map(|author| called(&names.authors, &author.name.value)).collect(),
        places: front.places.iter().map(place).collect(),
        errors,
        warnings,
        href: page.map(|page| href(&page.address)),
        share: Shared {
            title: front
                .share
                .title
                .as_ref()
                .map_or_else(|| entry.title.to_string(), |title| title.value.clone()),
            summary: front.share.description.clone().or_else(|| entry.summary.as_deref().map(str::to_owned)),
            picture: page
                .and_then(|page| page.picture.as_ref())
                .map(|(address, width, height)| (href(address), *width, *height)),
        },
    }
}

fn unreadable(path: &Arc<str>, (errors, warnings): (usize, usize)) -> Row {
    let name = path.rsplit('/').next().unwrap_or(path);
    Row {
        path: path.clone(),
        title: name.into(),
        standing: essay::kind_of(path) == Kind::Standing,
        status: Status::Unreadable,
        date: None,
        updated: None,
        words: 0,
        minutes: 0,
        themes: Vec::new(),
        authors: Vec::new(),
        places: Vec::new(),
        errors,
        warnings,
        href: None,
        share: Shared { title: name.to_owned(), summary: None, picture: None },
    }
}

/// The names that ids stand for.
#[derive(Default)]
struct Names {
    themes: BTreeMap<String, String>,
    authors: BTreeMap<String, String>,
    places: BTreeMap<String, String>,
}

impl Names {
    fn new(config: Option<&Config>) -> Self {
        let Some(Config { themes, authors, places, .. }) = config else { return Self::default() };
        Self {
            themes: named(themes.iter().map(|it| (&it.id, &it.name))),
            authors: named(authors.iter().map(|it| (&it.id, &it.name))),
            places: named(places.iter().map(|it| (&it.id, &it.name))),
        }
    }
}

fn named<'a>(ids: impl Iterator<Item = (&'a String, &'a String)>) -> BTreeMap<String, String> {
    ids.map(|(id, name)| (id.to_lowercase(), name.clone())).collect()
}

/// The name for what an essay says, or what it says where nothing else is known.
fn called(names: &BTreeMap<String, String>, said: &str) -> String {
    names.get(&said.trim().to_lowercase()).cloned().unwrap_or_else(|| said.trim().to_owned())
}

/// What will happen by itself, soonest first.
fn calendar(essays: &[Arc<Essay>], today: Date) -> Vec<Appointment> {
    let mut calendar = Vec::new();
    for essay in essays.iter().filter(|essay| !essay.entry.draft) {
        let entry = &essay.entry;
        let mut note = |day: Option<Date>, what| {
            let ahead = |day: &Date| day.day() > today.day();
            if let Some(day) = day.filter(ahead) {
                calendar.push(Appointment {
                    date: day.day().to_string(),
                    what,
                    title: entry.title.clone(),
                    path: entry.path.clone(),
                });
            }
        };
        note(entry.date, "appears");
        note(entry.expires, "expires");
    }
    calendar.sort();
    calendar
}
