//! What a reader can find: the index of the site and its files, made when the first of them is wanted.
//!
//! In: the site. Out: `search::Index`, `search::files::Files`, the essays that are like one another. Drafts are in none of it.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde_json::Map;

use super::{Site, Term};
use crate::address::Address;
use crate::collection::{EssayIndex, Filed};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Found, did_you_mean};
use crate::essay::{Entry, file_name};
use crate::links::address_of;
use crate::memo::Memo;
use crate::search::engine::{self, Answer};
use crate::search::files::{self, Card, Files, Material, Named, Origin, Traits};
use crate::search::index::{self, Findable, Index};
use crate::search::likeness::Company;
use crate::search::passages::{self, Field};
use crate::search::promises::{self, Promise};
use crate::search::words::{self, Spoken, Words};
use crate::source::Source;

/// What of a site is found, each made when somebody first asks for it.
#[derive(Default)]
pub(super) struct Finding {
    findable: OnceLock<Vec<EssayIndex>>,
    words: OnceLock<Vec<Arc<Words>>>,
    company: OnceLock<Company>,
    index: OnceLock<Index>,
    files: OnceLock<Files>,
}

/// Remembers the words of essays from one plan to the next.
pub type Lexicon = Arc<Memo<Spoken, Arc<Words>>>;

/// The part of a language tag that says which language it is.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

impl Site {
    /// The words of every essay that is shown.
    fn words(&self) -> &[Arc<Words>] {
        self.finding.words.get_or_init(|| {
            let spoken = |filed: &Filed| Spoken {
                essay: self.parts.essays[filed.parsed].clone(),
                language: primary(self.tag_of(filed)).to_lowercase().into(),
            };
            let spoken: Vec<Spoken> = self.parts.collection.essays.iter().map(spoken).collect();
            self.parts.lexicon.map(&spoken.iter().collect::<Vec<_>>())
        })
    }

    fn tag_of<'a>(&'a self, filed: &'a Filed) -> &'a Arc<str> {
        filed.entry.lang.as_ref().unwrap_or(&self.fixed.language)
    }

    /// All essays, laid side by side.
    fn company(&self) -> &Company {
        let all = || self.words().iter().map(|words| &words.likeness);
        self.finding.company.get_or_init(|| Company::new(all()))
    }

    /// The essays that are most like one.
    pub(super) fn related(&self, essay: EssayIndex) -> Vec<EssayIndex> {
        self.parts.collection.kinship.likest(essay, &self.company().of(essay))
    }

    /// The essays that can be found, each numbered by its place: all but drafts.
    fn findable(&self) -> &[EssayIndex] {
        self.finding.findable.get_or_init(|| {
            let essays = &self.parts.collection.essays;
            (0..essays.len()).filter(|index| !essays[*index].entry.draft).collect()
        })
    }

    /// The languages of essays, the site's own first.
    fn tongues(&self, findable: &[EssayIndex]) -> Vec<Arc<str>> {
        let mut tongues: Vec<Arc<str>> = vec![primary(&self.fixed.language).to_lowercase().into()];
        for index in findable {
            let tongue = primary(self.tag_of(&self.parts.collection.essays[*index])).to_lowercase();
            if !tongues.iter().any(|known| **known == *tongue) {
                tongues.push(tongue.into());
            }
        }
        tongues[1..].sort_unstable();
        tongues
    }

    fn index(&self) -> &Index {
        self.finding.index.get_or_init(|| {
            let all = self.findable();
            let tongues = self.tongues(all);
            let words = self.words();
            let findable = |index: &EssayIndex| {
                let filed = &self.parts.collection.essays[*index];
                let own = primary(self.tag_of(filed)).to_lowercase();
                Findable {
                    tongue: tongues.iter().position(|tongue| **tongue == *own).unwrap_or(0),
                    words: words[*index].clone(),
                    names: words::names(self.names(filed)),
                }
            };
            let findable: Vec<Findable> = all.par_iter().map(findable).collect();
            index::index(&findable, &tongues)
        })
    }

    /// What an essay is found by besides its text.
    fn names<'a>(&'a self, filed: &'a Filed) -> impl Iterator<Item = &'a str> {
        let front = &self.parts.essays[filed.parsed].front;
        let named = |terms: &'a [Term], index: usize| &*terms[index].name;
        let authors = filed.authors.iter().map(move |writer| named(&self.fixed.authors, writer.author));
        let themes = filed.themes.iter().map(move |theme| named(&self.fixed.themes, *theme));
        let places = filed.places.iter().map(move |place| named(&self.fixed.places, *place));
        let tags = front.tags.iter().map(|tag| tag.value.as_str());
        let others = front.organisations.iter().chain(&front.people).map(String::as_str);
        authors.chain(themes).chain(places).chain(tags).chain(others)
    }

    /// The files that find essays.
    fn files(&self) -> &Files {
        self.finding.files.get_or_init(|| {
            let findable = self.findable();
            files::files(self.index(), &self.material(findable), &|essay| self.card(findable[essay]))
        })
    }

    /// The text of the file that leads to all others of search.
    pub(super) fn search_entry(&self) -> String {
        self.files().entry.clone()
    }

    /// The paths of the files that hold the index, besides the first.
    pub fn search_files(&self) -> Vec<&str> {
        self.files().others.keys().map(String::as_str).collect()
    }

    /// Whether a file holds a piece of the index.
    pub fn has_search_file(&self, path: &str) -> bool {
        path.starts_with(files::FOLDER) && self.files().others.contains_key(path)
    }

    /// The text of a file that holds a piece of the index.
    pub fn search_file(&self, path: &str) -> Option<String> {
        if !path.starts_with(files::FOLDER) {
            return None;
        }
        let findable = self.findable();
        self.files().text(path, self.index(), &|essay| self.card(findable[essay]))
    }

    /// What a reader of the site's language finds: paths of sources, the best first.
    pub fn find(&self, query: &str) -> (Vec<&str>, Answer) {
        let findable = self.findable();
        let reading = |essay: usize| {
            let filed = &self.parts.collection.essays[findable[essay]];
            let (passages, _) = passages::passages(&self.parts.essays[filed.parsed], &filed.entry.slug);
            passages.into_iter().map(|passage| passage.text).collect()
        };
        let synonyms = &self.parts.config.search.synonyms;
        let language = primary(&self.fixed.language).to_lowercase();
        let answer = engine::find(self.index(), synonyms, query, &language, &reading);
        let path = |hit: &engine::Hit| &*self.parts.collection.essays[findable[hit.essay]].entry.path;
        (answer.hits.iter().map(path).collect(), answer)
    }

    /// Makes what all pages need, before any of them is made.
    pub fn prepare(&self) {
        self.words();
        rayon::join(|| self.company(), || self.index());
        self.files();
    }

    /// The searches that do not find what they should.
    pub fn searches(&self, tests: &Source) -> Vec<Diagnostic> {
        let Found { value: promises, mut diagnostics } = promises::read(tests);
        diagnostics.extend(promises.iter().filter_map(|promise| self.broken(promise)));
        diagnostics
    }

    fn broken(&self, promise: &Promise) -> Option<Diagnostic> {
        let essays = &self.parts.collection.essays;
        let wanted = promise.finds.trim_matches('/');
        let is_meant = |entry: &Entry| {
            let file = file_name(&entry.path);
            *entry.slug == *wanted || *file == *wanted || *entry.path == *wanted
        };
        let Some(meant) = essays.iter().map(|filed| &filed.entry).find(|entry| is_meant(entry)) else {
            let near = did_you_mean(wanted, essays.iter().map(|filed| &*filed.entry.slug));
            let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
            let message = format!("There is no essay “{wanted}” that a search could find.{question}");
            let help = "Write the last part of the essay’s address, or the name of its file.";
            return Some(Diagnostic::new(Code::E196, message).at(promise.essay.clone()).help(help));
        };
        let (found, _) = self.find(&promise.query.value);
        let at = found.iter().position(|path| *path == &*meant.path);
        if at.is_some_and(|at| at < promise.within) {
            return None;
        }
        let comes = match at {
            Some(at) => format!("it comes as number {}", at + 1),
            None => "it is not found".to_owned(),
        };
        let (query, title, within) = (&promise.query.value, &meant.title, promise.within);
        let among = if within == 1 { "first".to_owned() } else { format!("among the first {within}") };
        let message = format!("“{query}” should find “{title}” {among}, but {comes}.");
        let title_of = |path: &&str| {
            let filed = essays.iter().find(|filed| &*filed.entry.path == *path);
            filed.map_or_else(String::new, |filed| format!("“{}”", filed.entry.title))
        };
        let first: Vec<String> = found.iter().take(within.min(3)).map(title_of).collect();
        let help = match first.is_empty() {
            true => "Use its words in the title, the summary or a heading, or tell in pamphlet.toml what means the same: [search] synonyms.".to_owned(),
            false => format!("First come: {}. Use the words in its title, its summary or a heading.", first.join(", ")),
        };
        Some(Diagnostic::new(Code::E196, message).at(promise.place.clone()).help(help))
    }

    fn card(&self, index: EssayIndex) -> Card {
        let filed = &self.parts.collection.essays[index];
        let essay = &self.parts.essays[filed.parsed];
        let entry = &filed.entry;
        let (passages, headings) = passages::passages(essay, &entry.slug);
        Card {
            href: address_of(entry).as_str().to_owned(),
            title: entry.title.clone(),
            lang: self.tag_of(filed).clone(),
            summary: entry.summary.clone(),
            minutes: essay.minutes(),
            iso: entry.date.map(|date| date.day().to_string()).unwrap_or_default(),
            dates: entry.date.map(|date| self.said(date)).unwrap_or_default(),
            headings: headings.into_iter().map(|(id, text)| (id.to_owned(), text.to_owned())).collect(),
            notes: passages.partition_point(|passage| passage.field != Field::Note),
            passages: passages
                .into_iter()
                .zip(&self.words()[index].passages)
                .map(|(passage, start)| (passage.anchor, passage.heading, passage.text, *start))
                .collect(),
        }
    }

    /// A day in the words of each language of the pages.
    fn said(&self, date: Date) -> Vec<String> {
        let voices = self.parts.design.spoken();
        voices.map(|(_, voice)| voice.wording().date(date.day())).collect()
    }

    fn material(&self, findable: &[EssayIndex]) -> Material {
        let named = |terms: &[Term]| -> Vec<Named> {
            let named = |term: &Term| Named {
                id: term.id.clone(),
                name: term.name.clone(),
                href: term.address.as_str().to_owned(),
            };
            terms.iter().map(named).collect()
        };
        let traits = |index: &EssayIndex| {
            let filed = &self.parts.collection.essays[*index];
            Traits {
                day: filed.entry.date.map(day_number).unwrap_or(0),
                themes: filed.themes.clone(),
                authors: filed.authors.iter().map(|writer| writer.author).collect(),
                places: filed.places.clone(),
            }
        };
        let words = |(tag, voice): (&Arc<str>, &crate::design::Voice)| {
            let told = voice.wording().beginning_with("search_");
            (tag.clone(), told.into_iter().collect::<Map<_, _>>())
        };
        let origin = |index: &EssayIndex| {
            let filed = &self.parts.collection.essays[*index];
            let said = filed.entry.date.map(|date| self.said(date)).unwrap_or_default();
            Origin {
                source: self.parts.essays[filed.parsed].source.clone(),
                href: address_of(&filed.entry).as_str().to_owned(),
                told: said.into_iter().map(Arc::from).chain([self.tag_of(filed).clone()]).collect(),
            }
        };
        Material {
            origins: findable.par_iter().map(origin).collect(),
            themes: named(&self.fixed.themes),
            authors: named(&self.fixed.authors),
            places: named(&self.fixed.places),
            traits: findable.iter().map(traits).collect(),
            language: self.fixed.language.clone(),
            synonyms: self.parts.config.search.synonyms.clone(),
            words: self.parts.design.spoken().map(words).collect(),
        }
    }
}

/// A number that grows with the day, from 1.
fn day_number(date: Date) -> u32 {
    let (year, month, day) = date.parts();
    let months = u32::try_from(year).unwrap_or(0) * 12 + month as u32;
    months * 31 + u32::try_from(day).unwrap_or(0)
}

/// Where the script is that waits on every page, and what it holds.
pub(super) fn opener() -> &'static (Address, String) {
    static OPENER: OnceLock<(Address, String)> = OnceLock::new();
    OPENER.get_or_init(|| {
        let (path, text) = files::opener();
        (Address::new(path), text)
    })
}
