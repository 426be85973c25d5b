//! The words of all essays, turned round: of each term the essays that have it, and where in them.
//!
//! In: `Words` of each essay, in the order of the collection. Out: `Index`, one `Tongue` for each language, with lists
//! as text that `engine` and `engine.js` read.
//!
//! A list of a term holds, for each essay that has it, how far on the essay is, and where in it the term is (`places`). Of
//! terms that most essays have the places in the body are left out, as nobody looks for those alone.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::code::{self, Numbers};
use super::places;
use super::terms::term;
use super::words::Words;

/// The mark at the head of a list without places in the body.
pub(super) const WITHOUT_PLACES: char = '~';

/// Among fewer essays every term has its places.
const MANY: usize = 40;

/// An essay that can be found.
pub struct Findable {
    /// Its language, by number.
    pub tongue: usize,
    /// The words of its text.
    pub words: Arc<Words>,
    /// The words of its authors, themes and places.
    pub names: Words,
}

/// All that can be found.
#[derive(Debug, Default)]
pub struct Index {
    /// By language, in the order they were given.
    pub tongues: Vec<Tongue>,
    /// The length of each essay, as [`length_of`] reads it.
    pub lengths: Vec<u32>,
    /// The number of words in the title of each essay.
    pub titles: Vec<u32>,
}

/// What can be found in one language.
#[derive(Debug)]
pub struct Tongue {
    /// The primary subtag.
    pub language: Arc<str>,
    /// Its essays, by number.
    pub essays: Vec<u32>,
    /// The mean of their lengths.
    pub average: f64,
    /// Its terms, in order.
    pub terms: Vec<Entry>,
    /// Its words as they are written, folded, in order.
    pub words: Vec<Spelling>,
}

/// A term and where it is.
#[derive(Debug)]
pub struct Entry {
    /// The term.
    pub term: Box<str>,
    /// Where it is.
    pub list: Box<str>,
}

/// A word and how often it is met.
#[derive(Debug)]
pub struct Spelling {
    /// The word.
    pub word: Box<str>,
    /// How many essays have it, in steps of a quarter of a doubling: enough to choose by, and one sign long.
    pub often: u32,
}

fn often(essays: u32) -> u32 {
    ((f64::from(essays.max(1)).log2() * 4.0).round() as u32).min(code::FEW - 1)
}

impl Tongue {
    /// The entry of a term.
    pub(super) fn entry(&self, term: &str) -> Option<&Entry> {
        let at = self.terms.binary_search_by(|entry| order(&entry.term, term));
        at.ok().map(|index| &self.terms[index])
    }
}

/// The order of words, which must be that of strings in JavaScript: by units of UTF-16.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    // Only signs of four bytes stand elsewhere among units of UTF-16 than among bytes.
    let is_plain = |text: &str| text.bytes().all(|byte| byte < 0xF0);
    match is_plain(a) && is_plain(b) {
        true => a.cmp(b),
        false => a.encode_utf16().cmp(b.encode_utf16()),
    }
}

/// Turns everything round.
pub fn index(essays: &[Findable], languages: &[Arc<str>]) -> Index {
    let lengths: Vec<u32> = essays.iter().map(|essay| code_of(essay.words.length)).collect();
    let tongue = |(number, language): (usize, &Arc<str>)| {
        let own = (0..essays.len() as u32).filter(|essay| essays[*essay as usize].tongue == number).collect();
        tongue(language, own, essays, &lengths)
    };
    let tongues = languages.iter().enumerate().map(tongue).collect();
    let titles = essays.iter().map(|essay| essay.words.title.min(code::FEW - 1)).collect();
    Index { tongues, lengths, titles }
}

/// Steps of a length between one and twice as much.
const STEPS: f64 = 5.0;

/// Shorter essays count as long as this.
const SHORTEST: f64 = 16.0;

fn code_of(length: u32) -> u32 {
    let code = (f64::from(length).max(SHORTEST) / SHORTEST).log2() * STEPS;
    (code.round() as u32).min(code::FEW - 1)
}

/// The length that a code stands for, in words.
pub(super) fn length_of(code: u32) -> f64 {
    SHORTEST * 2f64.powf(f64::from(code) / STEPS)
}

fn tongue(language: &Arc<str>, own: Vec<u32>, essays: &[Findable], lengths: &[u32]) -> Tongue {
    let sum: f64 = own.iter().map(|essay| length_of(lengths[*essay as usize])).sum();
    let average = if own.is_empty() { 1.0 } else { sum / own.len() as f64 };
    // A term begins as its word does, so words that begin alike can be turned round by themselves.
    let beginnings: BTreeSet<u8> =
        own.iter().flat_map(|essay| beginnings(&essays[*essay as usize])).collect();
    let beginnings: Vec<u8> = beginnings.into_iter().collect();
    let drawers: Vec<Drawer> =
        beginnings.par_iter().map(|first| drawer(*first, language, &own, essays)).collect();
    let (mut terms, mut words) = (Vec::new(), Vec::new());
    for drawer in drawers {
        terms.extend(drawer.terms);
        words.extend(drawer.words);
    }
    terms.par_sort_unstable_by(|a, b| order(&a.term, &b.term));
    words.par_sort_unstable_by(|a, b| order(&a.word, &b.word));
    Tongue { language: language.clone(), essays: own, average, terms, words }
}

/// The bytes that the words of an essay begin with.
fn beginnings(essay: &Findable) -> Vec<u8> {
    let mut all: Vec<u8> = essay.words.beginnings().chain(essay.names.beginnings()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The words that begin with one byte.
struct Drawer {
    terms: Vec<Entry>,
    words: Vec<Spelling>,
}

/// A term while its list grows.
struct Growing<'a> {
    term: Box<str>,
    list: String,
    holders: usize,
    /// The essay that was written last.
    before: u32,
    /// The essay that is met, and where the term is in it, in each of its forms.
    essay: u32,
    places: &'a str,
    more: Vec<&'a str>,
}

impl<'a> Growing<'a> {
    fn new(term: Box<str>) -> Self {
        Self { term, list: String::new(), holders: 0, before: 0, essay: 0, places: "", more: Vec::new() }
    }

    fn meet(&mut self, essay: u32, places: &'a str) {
        if self.places.is_empty() || self.essay != essay {
            self.settle();
            (self.essay, self.places) = (essay, places);
        } else {
            self.more.push(places);
        }
    }

    /// Writes what was met in one essay.
    fn settle(&mut self) {
        if self.places.is_empty() {
            return;
        }
        code::push(&mut self.list, self.essay - self.before);
        (self.before, self.holders) = (self.essay, self.holders + 1);
        if self.more.is_empty() {
            self.list.push_str(self.places);
            return;
        }
        let mut merged = Vec::new();
        for places in self.more.drain(..).chain([self.places]) {
            places::read(&mut Numbers::new(places), &mut merged);
        }
        merged.sort_unstable();
        // Two forms of one word may stand in one place, as `co-ops` and `coops` do.
        merged.dedup();
        places::push(&mut self.list, &merged, false);
    }

    fn entry(mut self, essays: usize) -> Entry {
        self.settle();
        let everywhere = essays >= MANY && self.holders * 2 > essays;
        let list = if everywhere { without_places(&self.list) } else { self.list };
        Entry { term: self.term, list: list.into() }
    }
}

/// The same list without places in the body.
fn without_places(list: &str) -> String {
    let mut out = String::from(WITHOUT_PLACES);
    let mut numbers = Numbers::new(list);
    let mut spots = Vec::new();
    while let Some(step) = numbers.next() {
        code::push(&mut out, step);
        spots.clear();
        places::read(&mut numbers, &mut spots);
        places::push(&mut out, &spots, true);
    }
    out
}

/// A word while it is counted.
struct Counted<'a> {
    word: &'a str,
    essays: u32,
    last: u32,
    /// Its term, by number.
    term: usize,
}

fn drawer(first: u8, language: &str, own: &[u32], essays: &[Findable]) -> Drawer {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut words: Vec<Counted<'_>> = Vec::new();
    let mut terms: Vec<Growing<'_>> = Vec::new();
    let mut term_numbers: HashMap<Box<str>, usize> = HashMap::new();
    for &essay in own {
        let findable = &essays[essay as usize];
        let all = findable.names.beginning_with(first).chain(findable.words.beginning_with(first));
        for (word, places) in all {
            let number = *numbers.entry(word).or_insert_with(|| {
                let term: Box<str> = term(word, language).into();
                let term = *term_numbers.entry(term.clone()).or_insert_with(|| {
                    terms.push(Growing::new(term));
                    terms.len() - 1
                });
                words.push(Counted { word, essays: 0, last: u32::MAX, term });
                words.len() - 1
            });
            let counted = &mut words[number];
            counted.essays += u32::from(counted.last != essay);
            counted.last = essay;
            terms[counted.term].meet(essay, places);
        }
    }
    let spelling = |it: Counted<'_>| Spelling { word: it.word.into(), often: often(it.essays) };
    Drawer {
        terms: terms.into_iter().map(|term| term.entry(own.len())).collect(),
        words: words.into_iter().map(spelling).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_the_order_of_browsers() {
        let words = ["", "a", "ab", "b", "zebra", "é", "ŵ", "κ", "字", "ﬁ", "𐐀", "𠀀a", "𠀀b"];
        for a in words {
            for b in words {
                assert_eq!(order(a, b), a.encode_utf16().cmp(b.encode_utf16()), "{a} {b}");
            }
        }
    }

    #[test]
    fn a_length_is_read_nearly_as_it_was() {
        for length in [1, 16, 17, 100, 1_500, 40_000] {
            let read = length_of(code_of(length));
            let share = read / f64::from(length.max(16));
            assert!((0.93..1.08).contains(&share), "{length} is read as {read}");
        }
        // What is longer than a book counts as a book.
        assert_eq!(code_of(u32::MAX), code::FEW - 1);
    }
}
