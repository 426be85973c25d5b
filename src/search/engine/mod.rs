//! Finding: a query and the index, and the essays that answer it, the best first.
//!
//! In: an `Index`, a query. Out: `Hit`s. `browser/engine.js` does the same from the files of the site, and both are held
//! against the same cases; this side serves `pamphlet check`, which asks whether searches still find what they should.
//!
//! - `question` reads what was typed, `lists` reads and joins lists of the index
//! - here essays are weighed: by BM25F (Robertson, Zaragoza and Taylor, 2004) with more for words that stand close to one
//!   another (after Büttcher, Clarke and Lushman, 2006) and for titles

mod lists;
mod question;

use std::collections::BTreeMap;

use lists::{FIELDS, Held, List, Stretch, in_a_row};
pub use question::words_of;
use question::{Slot, Wanted, slots};

use super::index::{Index, Tongue, length_of};
use super::passages::Field;
use super::terms::term;
use super::tokens::tokens;

/// How soon more of the same word counts for less.
const K1: f64 = 1.2;

/// How much the length of an essay counts.
const B: f64 = 0.5;

/// What a word is worth in each field, in the order of [`Field::ALL`].
const WORTH: [f64; FIELDS] = [5.0, 4.0, 3.0, 2.0, 0.5, 1.0];

/// What it is worth that two words stand side by side as in the query.
const NEAR: f64 = 0.6;

/// Words farther apart than this are not near.
const FAR: u32 = 12;

/// What it is worth that a title is what was asked for.
const TITLE: f64 = 1.0;

/// An essay that has less than this share of a query does not answer it, where another has all of it.
const LEAST: f64 = 0.5;

/// Where no essay has all of it, an essay must have this share of what the best has.
const LEAST_OF_MOST: f64 = 0.2;

/// Essays whose text is read for a phrase that the index cannot decide, at most.
pub const READ: usize = 40;

/// An essay that answers a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The essay, by number.
    pub essay: usize,
    /// Whether it has all that was asked for.
    pub all: bool,
    /// How well it answers.
    pub score: f64,
    /// The words that it does not have.
    pub missing: Vec<String>,
}

/// What came of a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The essays, the best first.
    pub hits: Vec<Hit>,
    /// Words that were read as others: typed, taken for.
    pub mended: Vec<(String, String)>,
    /// Another query, where this one finds nothing.
    pub suggestion: Option<String>,
}

/// Gives the passages of an essay.
pub type Reading<'a> = &'a dyn Fn(usize) -> Vec<String>;

/// Answers a query for a reader of a language.
pub fn find(
    index: &Index,
    synonyms: &[Vec<String>],
    query: &str,
    language: &str,
    reading: Reading<'_>,
) -> Answer {
    let mut answer = Answer::default();
    let mut ranked: Vec<(bool, Hit)> = Vec::new();
    let own = |tongue: &&Tongue| &*tongue.language == language;
    // The tongue of the reader comes first, also for what is suggested.
    let tongues = index.tongues.iter().filter(own).chain(index.tongues.iter().filter(|it| !own(it)));
    let told: Vec<Told> = tongues
        .map(|tongue| {
            let slots = slots(query, synonyms, tongue);
            let hits = rank(index, tongue, &slots, reading);
            let mended = slots.into_iter().filter_map(|slot| Some((slot.text, slot.mended?))).collect();
            Told { foreign: &*tongue.language != language, hits, mended }
        })
        .collect();
    // Where one language has the very words, nobody means slips in another.
    let is_sure = told.iter().any(|told| told.mended.is_empty() && told.hits.iter().any(|hit| hit.all));
    for told in told.into_iter().filter(|told| !told.hits.is_empty() && (!is_sure || told.mended.is_empty()))
    {
        answer.mended.extend(told.mended);
        ranked.extend(told.hits.into_iter().map(|hit| (told.foreign, hit)));
    }
    let wanted = |a: &(bool, Hit), b: &(bool, Hit)| {
        (!a.1.all, a.0)
            .cmp(&(!b.1.all, b.0))
            .then_with(|| b.1.score.total_cmp(&a.1.score))
            .then_with(|| a.1.essay.cmp(&b.1.essay))
    };
    ranked.sort_by(wanted);
    answer.hits = ranked.into_iter().map(|(_, hit)| hit).collect();
    if answer.hits.is_empty() {
        let mut tongues = index.tongues.iter().filter(own).chain(index.tongues.iter().filter(|it| !own(it)));
        answer.suggestion = tongues.find_map(|tongue| question::suggestion(query, tongue));
    }
    answer
}

/// What one tongue tells.
struct Told {
    foreign: bool,
    hits: Vec<Hit>,
    mended: Vec<(String, String)>,
}

/// What a slot comes to: where it is found, and how well.
struct Found {
    slot: usize,
    /// Where it is, whatever of what will do is there.
    list: List,
    /// By essay, what the best of what will do is worth.
    worth: BTreeMap<u32, f64>,
    /// How rare it is.
    rarity: f64,
}

/// The essays of one tongue that answer.
fn rank(index: &Index, tongue: &Tongue, slots: &[Slot], reading: Reading<'_>) -> Vec<Hit> {
    let found: Vec<Found> = (0..slots.len()).map(|slot| look_up(index, tongue, slots, slot)).collect();
    // What most essays have decides nothing, unless nothing else is asked for.
    let deciding = |found: &&Found| !found.list.everywhere;
    let some_decide = found.iter().any(|found| !found.list.everywhere);
    let asked: Vec<&Found> = found.iter().filter(|found| !some_decide || deciding(found)).collect();
    let whole: f64 = asked.iter().map(|found| found.rarity).sum();
    let mut essays: Vec<u32> = asked.iter().flat_map(|found| found.worth.keys().copied()).collect();
    essays.sort_unstable();
    essays.dedup();
    let mut hits: Vec<(f64, Hit)> = Vec::new();
    for essay in essays {
        let has = |found: &&Found| found.worth.contains_key(&essay);
        let lacks_phrase = |found: &Found| {
            matches!(slots[found.slot].wanted, Wanted::Phrase(_)) && !found.worth.contains_key(&essay)
        };
        if found.iter().any(lacks_phrase) {
            continue;
        }
        let covered: f64 = asked.iter().copied().filter(has).map(|found| found.rarity).sum();
        let share = if whole > 0.0 { covered / whole } else { 1.0 };
        let missing: Vec<String> =
            asked.iter().filter(|found| !has(found)).map(|found| slots[found.slot].text.clone()).collect();
        let all = missing.is_empty();
        let score = weigh(index, essay, slots, &found) * share;
        hits.push((share, Hit { essay: essay as usize, all, score, missing }));
    }
    let most = hits.iter().map(|(share, _)| *share).fold(0.0, f64::max);
    let is_answered = hits.iter().any(|(_, hit)| hit.all);
    let least = if is_answered { LEAST } else { most * LEAST_OF_MOST };
    hits.retain(|(share, _)| *share >= least);
    let mut hits: Vec<Hit> = hits.into_iter().map(|(_, hit)| hit).collect();
    hits.sort_by(|a, b| {
        b.all.cmp(&a.all).then_with(|| b.score.total_cmp(&a.score)).then_with(|| a.essay.cmp(&b.essay))
    });
    read_phrases(hits, tongue, slots, &found, reading)
}

fn look_up(index: &Index, tongue: &Tongue, slots: &[Slot], slot: usize) -> Found {
    let read = |term: &String| tongue.entry(term).map_or_else(List::default, |entry| List::read(&entry.list));
    let row = |row: &Vec<String>| in_a_row(row.iter().map(read).collect());
    let mut list = List::default();
    let mut worth: BTreeMap<u32, f64> = BTreeMap::new();
    let mut widest = 0;
    let mut take = |own: List, share: f64, list: &mut List| {
        widest = widest.max(own.held.len());
        for held in &own.held {
            let value = share * frequency(index, tongue, held);
            let best = worth.entry(held.essay).or_insert(0.0);
            *best = best.max(value);
        }
        *list = std::mem::take(list).or(own);
    };
    match &slots[slot].wanted {
        Wanted::Any(any) => {
            for (share, terms) in any {
                take(row(terms), *share, &mut list);
            }
        }
        Wanted::Phrase(elements) => {
            let element = |rows: &Vec<Vec<String>>| rows.iter().map(row).reduce(List::or).unwrap_or_default();
            let own = in_a_row(elements.iter().map(element).collect());
            take(own, elements.len() as f64, &mut list);
            // A phrase decides, whatever words it is made of.
            list.everywhere = false;
        }
    }
    Found { slot, list, worth, rarity: rarity(tongue.essays.len(), widest) }
}

/// How rare it is to have something that so many of all essays have.
fn rarity(all: usize, holders: usize) -> f64 {
    let (all, holders) = (all as f64, holders as f64);
    (1.0 + (all - holders + 0.5) / (holders + 0.5)).ln()
}

/// How much an essay has of something, by the length of the essay.
fn frequency(index: &Index, tongue: &Tongue, held: &Held) -> f64 {
    let counted: f64 = held.counts.iter().zip(WORTH).map(|(count, worth)| f64::from(*count) * worth).sum();
    let length = length_of(index.lengths[held.essay as usize]) / tongue.average;
    counted * (K1 + 1.0) / (counted + K1 * (1.0 - B + B * length))
}

/// How well an essay answers.
fn weigh(index: &Index, essay: u32, slots: &[Slot], found: &[Found]) -> f64 {
    let mut score = 0.0;
    let mut in_title = (0.0, 0u32);
    let mut before: Option<(&Held, &Found)> = None;
    for slot in found {
        let Some(worth) = slot.worth.get(&essay) else {
            before = None;
            continue;
        };
        score += slot.rarity * worth;
        let Some(held) = slot.list.of(essay) else { continue };
        if held.counts[Field::Title as usize] > 0 {
            in_title = (in_title.0 + slot.rarity, in_title.1 + 1);
        }
        if slot.list.everywhere {
            continue;
        }
        if let Some((last, other)) = before {
            let step = slots[slot.slot].position.saturating_sub(slots[other.slot].position);
            score += NEAR * slot.rarity.min(other.rarity) * closeness(&last.places, &held.places, step);
        }
        before = Some((held, slot));
    }
    let title = index.titles[essay as usize].max(1);
    score + TITLE * in_title.0 * f64::from(in_title.1.min(title)) / f64::from(title)
}

/// How close the next word comes to standing so many places after the one before: 1 where it does, and less the farther it
/// is from there.
fn closeness(before: &[Stretch], next: &[Stretch], step: u32) -> f64 {
    let mut least = FAR + 1;
    for place in before {
        let wanted = place.last + step;
        let from = next.partition_point(|it| (it.field, it.first) < (place.field, wanted));
        for it in [from.checked_sub(1), Some(from)].into_iter().flatten().filter_map(|at| next.get(at)) {
            if it.field == place.field {
                // Parts of one compound stand in one place.
                let apart = if it.first == place.last { 0 } else { it.first.abs_diff(wanted) };
                least = least.min(apart);
            }
        }
    }
    if least > FAR { 0.0 } else { 1.0 / (1.0 + f64::from(least)) }
}

/// Reads the texts for phrases that the index cannot decide, since it does not tell the places of words that are everywhere.
fn read_phrases(
    hits: Vec<Hit>,
    tongue: &Tongue,
    slots: &[Slot],
    found: &[Found],
    reading: Reading<'_>,
) -> Vec<Hit> {
    let undecided = |rows: &Vec<Vec<String>>| {
        rows.iter()
            .flatten()
            .any(|term| tongue.entry(term).is_some_and(|entry| List::read(&entry.list).everywhere))
    };
    let phrases: Vec<&Vec<Vec<Vec<String>>>> = found
        .iter()
        .filter_map(|found| match &slots[found.slot].wanted {
            Wanted::Phrase(elements) if elements.iter().any(undecided) => Some(elements),
            _ => None,
        })
        .collect();
    if phrases.is_empty() {
        return hits;
    }
    let has = |hit: &Hit| {
        let texts = reading(hit.essay);
        phrases.iter().all(|phrase| texts.iter().any(|text| says(text, phrase, &tongue.language)))
    };
    hits.into_iter().take(READ).filter(has).collect()
}

/// Whether a text says a phrase.
fn says(text: &str, phrase: &[Vec<Vec<String>>], language: &str) -> bool {
    let mut places: Vec<Vec<String>> = Vec::new();
    tokens(text, &mut |token| {
        let at = token.position as usize;
        if places.len() <= at {
            places.resize(at + 1, Vec::new());
        }
        places[at].push(term(token.word, language).into_owned());
    });
    (0..places.len()).any(|at| goes_on(&places, at, phrase))
}

fn goes_on(places: &[Vec<String>], at: usize, phrase: &[Vec<Vec<String>>]) -> bool {
    let Some((element, rest)) = phrase.split_first() else { return true };
    element.iter().any(|row| {
        let here = |(step, term): (usize, &String)| {
            let has = |at: usize| places.get(at).is_some_and(|place| place.contains(term));
            has(at + step)
        };
        let in_row = row.iter().enumerate().all(here);
        let in_one =
            row.len() > 1 && row.iter().all(|term| places.get(at).is_some_and(|place| place.contains(term)));
        in_row && goes_on(places, at + row.len(), rest) || in_one && goes_on(places, at + 1, rest)
    })
}
