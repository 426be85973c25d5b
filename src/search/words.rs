//! The words of one essay: which, and where in it. Made once for each essay, and remembered.
//!
//! In: an essay and its language. Out: `Words`. Knows no other essay, and neither authors nor themes by name.
//!
//! An essay has some hundreds of different words, and a collection thousands of essays, so all words of one essay lie in a
//! few long lists rather than in many small ones.

use std::cell::RefCell;
use std::hash::BuildHasher;
use std::hash::Hash;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::likeness::{self, Likeness};
use super::passages::{self, Field};
use super::places::{self, Spot};
use super::tokens::{Token, tokens};
use crate::essay::Essay;

/// Free places between two passages: no phrase reaches from one into the next.
const GAP: u32 = 16;

/// An essay whose words are wanted, and the language it is in.
#[derive(Clone)]
pub struct Spoken {
    /// The essay.
    pub essay: Arc<Essay>,
    /// The primary subtag of its language: `en`, `cy`.
    pub language: Arc<str>,
}

impl PartialEq for Spoken {
    fn eq(&self, other: &Self) -> bool {
        // Everything of an essay comes from its source.
        let same = Arc::ptr_eq(&self.essay, &other.essay) || self.essay.source == other.essay.source;
        same && self.language == other.language
    }
}

impl Eq for Spoken {}

impl Hash for Spoken {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        Hash::hash(&self.essay.source, state);
    }
}

/// The words of a text with their places. Words are folded, but in no form of a language: what is one word to a language
/// may be several here.
#[derive(Debug, PartialEq)]
pub struct Words {
    /// Each word and its places (as `places` writes them), with a blank after each; words that begin alike stand together.
    text: Box<str>,
    /// The bytes that words begin with, in order, and where in the text those words begin.
    beginnings: Box<[(u8, u32)]>,
    /// The position at which each passage begins.
    pub passages: Box<[u32]>,
    /// How many words its text has.
    pub length: u32,
    /// How many words its title has.
    pub title: u32,
    /// What it is about, to be laid beside what others are about.
    pub likeness: Likeness,
}

impl Words {
    /// Each word that begins with a byte, with its places in order, as text.
    pub fn beginning_with(&self, first: u8) -> impl Iterator<Item = (&str, &str)> {
        let at = self.beginnings.binary_search_by_key(&first, |(first, _)| *first);
        let range = at.map(|at| {
            let end = self.beginnings.get(at + 1).map_or(self.text.len(), |(_, start)| *start as usize);
            self.beginnings[at].1 as usize..end
        });
        let mut pieces = range.ok().and_then(|range| self.text.get(range)).unwrap_or("").split(' ');
        std::iter::from_fn(move || Some((pieces.next().filter(|word| !word.is_empty())?, pieces.next()?)))
    }

    /// The bytes that its words begin with.
    pub fn beginnings(&self) -> impl Iterator<Item = u8> + '_ {
        self.beginnings.iter().map(|(first, _)| *first)
    }
}

/// The words of an essay.
pub fn words(spoken: &Spoken) -> Arc<Words> {
    let Spoken { essay, language } = spoken;
    Gatherer::lent(|gatherer| Arc::new(words_of(essay, language, gatherer)))
}

fn words_of(essay: &Essay, language: &str, gatherer: &mut Gatherer) -> Words {
    let entry = &essay.entry;
    gatherer.text(Field::Title, &entry.title);
    gatherer.title = gatherer.next[Field::Title as usize].saturating_sub(GAP);
    gatherer.text(Field::Title, entry.subtitle.as_deref().unwrap_or(""));
    gatherer.text(Field::Summary, entry.summary.as_deref().unwrap_or(""));
    let (passages, headings) = passages::passages(essay, &entry.slug);
    for (_, text) in headings {
        gatherer.text(Field::Heading, text);
    }
    let starts = passages.iter().map(|passage| gatherer.text(passage.field, &passage.text)).collect();
    let mut words = gatherer.finish(Some(language));
    words.passages = starts;
    words
}

/// The words of names: of authors, themes and places.
pub fn names<'n>(names: impl Iterator<Item = &'n str>) -> Words {
    Gatherer::lent(|gatherer| {
        for name in names {
            gatherer.text(Field::Names, name);
        }
        gatherer.finish(None)
    })
}

#[derive(Default)]
struct Gatherer {
    hasher: DefaultHashBuilder,
    table: HashTable<u32>,
    letters: String,
    /// Where each word begins in `letters`, and its length.
    words: Vec<(u32, u8)>,
    /// Each word with each of its places, as they come.
    met: Vec<(u32, Spot)>,
    /// The next free position of each field.
    next: [u32; Field::ALL.len()],
    length: u32,
    title: u32,
    /// The places of all words, sorted by word.
    spots: Vec<Spot>,
    /// All words with their places.
    all: String,
}

impl Gatherer {
    /// Lends a gatherer that holds nothing, but has the room that those before it needed.
    fn lent<T>(work: impl FnOnce(&mut Self) -> T) -> T {
        thread_local! { static KEPT: RefCell<Gatherer> = RefCell::default(); }
        KEPT.with_borrow_mut(|gatherer| {
            gatherer.clear();
            work(gatherer)
        })
    }

    fn clear(&mut self) {
        self.table.clear();
        self.letters.clear();
        self.words.clear();
        self.met.clear();
        self.next = [0; Field::ALL.len()];
        (self.length, self.title) = (0, 0);
    }

    /// Gathers the words of a text, and tells the position at which it begins.
    fn text(&mut self, field: Field, text: &str) -> u32 {
        let base = self.next[field as usize];
        if text.is_empty() {
            return base;
        }
        let mut end = base;
        tokens(text, &mut |token: Token<'_>| {
            let word = self.word(token.word);
            let position = base.saturating_add(token.position);
            self.met.push((word, Spot::new(field, position)));
            if matches!(field, Field::Body | Field::Summary) && position >= end {
                self.length += 1;
            }
            end = end.max(position.saturating_add(1));
        });
        self.next[field as usize] = end.saturating_add(GAP);
        base
    }

    /// The number of a word, a new one if it is new.
    fn word(&mut self, word: &str) -> u32 {
        let Self { hasher, table, letters, words, .. } = self;
        let known = |number: u32| -> &str {
            let (start, length) = words[number as usize];
            letters.get(start as usize..start as usize + usize::from(length)).unwrap_or("")
        };
        let hash = hasher.hash_one(word);
        if let Some(number) = table.find(hash, |number| known(*number) == word) {
            return *number;
        }
        let number = words.len() as u32;
        table.insert_unique(hash, number, |number| hasher.hash_one(known(*number)));
        // A word has at most 40 signs, which are at most 160 bytes.
        words.push((letters.len() as u32, u8::try_from(word.len()).unwrap_or(u8::MAX)));
        letters.push_str(word);
        number
    }

    /// All that was gathered; what an essay is about where it is in a language.
    fn finish(&mut self, language: Option<&str>) -> Words {
        let Self { letters, words, met, spots, all, .. } = self;
        let starts = sorted_by(words.len(), met.iter().map(|(word, _)| *word as usize));
        let mut next = starts.clone();
        spots.clear();
        spots.resize(met.len(), Spot::new(Field::Title, 0));
        for (word, spot) in met.iter() {
            let next = &mut next[*word as usize];
            spots[*next as usize] = *spot;
            *next += 1;
        }
        let text = |number: usize| -> &str {
            let (start, length) = words[number];
            letters.get(start as usize..start as usize + usize::from(length)).unwrap_or("")
        };
        let of = |number: usize| starts[number] as usize..starts[number + 1] as usize;
        let likeness = language.map(|language| {
            likeness::of((0..words.len()).map(|number| (text(number), &spots[of(number)])), language)
        });
        let first = |number: usize| text(number).bytes().next().unwrap_or(0);
        let begins = sorted_by(1 << 8, (0..words.len()).map(|number| usize::from(first(number))));
        let mut order = vec![0; words.len()];
        let mut next = begins.clone();
        for number in 0..words.len() {
            let next = &mut next[usize::from(first(number))];
            order[*next as usize] = number;
            *next += 1;
        }
        all.clear();
        let mut beginnings: Vec<(u8, u32)> = Vec::new();
        for number in order {
            if beginnings.last().is_none_or(|(last, _)| *last != first(number)) {
                beginnings.push((first(number), all.len() as u32));
            }
            let own = &mut spots[of(number)];
            // A summary is gathered before the headings, and notes may come before what they belong to.
            if !own.is_sorted() {
                own.sort_unstable();
            }
            all.push_str(text(number));
            all.push(' ');
            places::push(all, own, false);
            all.push(' ');
        }
        Words {
            text: all.as_str().into(),
            beginnings: beginnings.into(),
            passages: Box::default(),
            length: self.length,
            title: self.title,
            likeness: likeness.unwrap_or_default(),
        }
    }
}

/// Where each of so many kinds begins, once things are sorted by their kind; and where the last of them ends.
fn sorted_by(kinds: usize, things: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut starts = vec![0; kinds + 1];
    things.for_each(|kind| starts[kind + 1] += 1);
    for kind in 0..kinds {
        starts[kind + 1] += starts[kind];
    }
    starts
}
