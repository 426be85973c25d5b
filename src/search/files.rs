//! The index as files: classic scripts that a page brings along when somebody looks for something, also from a disk
//! without a server.
//!
//! In: an `Index`, and what is said of each essay. Out: `Files`. Names carry the hash of their content, but for the one
//! that leads to all others, `search/index.js`, which holds the program of the reader's side, too.
//!
//! - a *shard* holds the lists of some terms that follow one another, a *dictionary* the words that begin with some letters,
//!   a *card* what is shown of one essay: its title, and its passages
//! - a small collection has all of it in the one file

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::code;
use super::index::{Entry, Index, Spelling, Tongue};
use crate::source::{ContentHash, Source};

/// Where the files are, below the site.
pub const FOLDER: &str = "assets/search/";

/// The file that leads to all others.
pub const ENTRY: &str = "search/index.js";

/// Bytes of a shard, at least, but for the last one.
const SHARD: usize = 6 * 1024;

/// Shards of a language, at most.
const SHARDS: usize = 2_000;

/// Bytes of a dictionary, at least.
const DICTIONARY: usize = 4 * 1024;

/// A collection whose lists and cards are no more bytes than this is one file: about 100 KB once a host compresses it.
const ONE_FILE: usize = 256 * 1024;

/// The scripts of the reader's side, in the order they build upon one another.
const SCRIPTS: [&str; 4] = [
    include_str!("browser/tokens.js"),
    include_str!("browser/engine.js"),
    include_str!("browser/results.js"),
    include_str!("browser/page.js"),
];

/// The script that every page has: it waits for a reader to look for something.
const OPENER: &str = include_str!("browser/opener.js");

/// What is said of an essay among what was found.
#[derive(Debug, Default, Serialize)]
pub struct Card {
    /// Its page, from the root of the site.
    pub href: String,
    /// Its title.
    pub title: Arc<str>,
    /// Its language, a BCP 47 tag.
    pub lang: Arc<str>,
    /// What it argues.
    pub summary: Option<Arc<str>>,
    /// Minutes it takes to read.
    pub minutes: u32,
    /// Its day, `2025-02-25`.
    pub iso: String,
    /// Its day as people read it, in each language of [`Material::words`].
    pub dates: Vec<String>,
    /// Its headings: anchor and text.
    pub headings: Vec<(String, String)>,
    /// Its passages: anchor, heading (from 1), text, and the position in the index at which it begins.
    pub passages: Vec<(String, usize, String, u32)>,
    /// Which of them is the first that is a note.
    pub notes: usize,
}

/// A theme, an author or a place.
#[derive(Debug, Serialize)]
pub struct Named {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Its page, from the root of the site.
    pub href: String,
}

/// What essays are chosen by: for each essay, by number.
#[derive(Debug, Default)]
pub struct Traits {
    /// Its day as a number that grows with time; 0 where it has none.
    pub day: u32,
    /// Its themes, by number.
    pub themes: Vec<usize>,
    /// Its authors, by number.
    pub authors: Vec<usize>,
    /// Its places, by number.
    pub places: Vec<usize>,
}

/// What a card is made from, besides the program.
#[derive(Debug)]
pub struct Origin {
    /// The essay as written.
    pub source: Source,
    /// Its page, from the root of the site.
    pub href: String,
    /// What else is told on the card: its language, its day in words.
    pub told: Vec<Arc<str>>,
}

impl Origin {
    fn hash(&self, program: &str) -> ContentHash {
        let parts = self.told.iter().map(|text| &**text).chain([&*self.href, program]);
        let parts: String = parts.flat_map(|part| [part, "\n"]).collect();
        ContentHash::of_parts([parts.as_bytes(), self.source.text().as_bytes()])
    }
}

/// All that is told beside the index.
#[derive(Debug)]
pub struct Material {
    /// The themes.
    pub themes: Vec<Named>,
    /// The authors.
    pub authors: Vec<Named>,
    /// The places.
    pub places: Vec<Named>,
    /// What each essay is chosen by.
    pub traits: Vec<Traits>,
    /// The language of the site, a BCP 47 tag.
    pub language: Arc<str>,
    /// What the card of each essay is made from.
    pub origins: Vec<Origin>,
    /// What means the same.
    pub synonyms: Vec<Vec<String>>,
    /// The words of the interface: language of a page → key → words.
    pub words: Vec<(Arc<str>, Map<String, Value>)>,
}

/// One file below [`FOLDER`].
#[derive(Debug)]
pub enum File {
    /// The lists of terms, from one to another: language by number, terms by number.
    Shard(usize, Range<usize>),
    /// Words, from one to another.
    Dictionary(usize, Range<usize>),
    /// The card of an essay, by number, which is made when it is wanted.
    Card(usize),
}

/// The files of search.
#[derive(Debug, Default)]
pub struct Files {
    /// What [`ENTRY`] holds.
    pub entry: String,
    /// The others, by path; none where the collection is small.
    pub others: BTreeMap<String, File>,
}

impl Files {
    /// The text of a file; `card` makes the card of an essay.
    pub fn text(&self, path: &str, index: &Index, card: &dyn Fn(usize) -> Card) -> Option<String> {
        let value = match self.others.get(path)? {
            File::Card(essay) => card_text(&card(*essay)),
            File::Shard(tongue, terms) => quoted(&shard(index.tongues.get(*tongue)?, terms)),
            File::Dictionary(tongue, words) => quoted(&dictionary(index.tongues.get(*tongue)?, words)),
        };
        let name = path.strip_prefix(FOLDER)?.strip_suffix(".js")?;
        Some(script(name, &value))
    }
}

/// Cuts everything into files.
///
/// A card is named by the hash of all that it is made from, so that it need not be made to be named; `card` makes it.
pub fn files(index: &Index, material: &Material, card: &dyn Fn(usize) -> Card) -> Files {
    let tongues: Vec<Cut> = index.tongues.par_iter().map(cut).collect();
    // Another program may make other cards of the same essay.
    let form = ContentHash::of(card_text(&Card::default()).as_bytes()).hex(10);
    let program = format!("{} {form}", env!("CARGO_PKG_VERSION"));
    let cards: Vec<ContentHash> = material.origins.par_iter().map(|origin| origin.hash(&program)).collect();
    let names = Names::new(&tongues, &cards);
    let mut entry = String::from("(function () {\n\"use strict\";\n");
    SCRIPTS.iter().for_each(|script| entry.push_str(&bare(script)));
    entry.push_str(&format!("begin({});\n", manifest(index, material, &tongues, &cards, &names)));
    let pieces = || tongues.iter().enumerate().flat_map(|(tongue, cut)| cut.files(tongue));
    let lists: usize = tongues.iter().map(|cut| cut.length).sum();
    // A card has about as many bytes as the text it is made from.
    let texts: usize = material.origins.iter().map(|origin| origin.source.text().len()).sum();
    let all = pieces().chain(cards.iter().enumerate().map(|(essay, hash)| (File::Card(essay), *hash)));
    let path = |hash: ContentHash| format!("{FOLDER}{}.js", names.of(hash));
    let mut files = Files { entry, others: all.map(|(file, hash)| (path(hash), file)).collect() };
    if lists + texts <= ONE_FILE {
        let parts: Vec<String> =
            files.others.keys().filter_map(|path| files.text(path, index, card)).collect();
        parts.iter().for_each(|part| files.entry.push_str(part.trim_start_matches(GLOBAL)));
        files.others.clear();
    }
    files.entry.push_str("})();\n");
    files
}

/// The script that waits on every page, with the hash of its content.
pub fn opener() -> (Arc<str>, String) {
    let text = format!("(function () {{\n\"use strict\";\n{}}})();\n", bare(OPENER));
    (format!("assets/opener-{}.js", ContentHash::of(text.as_bytes()).hex(10)).into(), text)
}

/// The names of files: their hashes, as short as keeps them apart.
struct Names {
    digits: usize,
}

impl Names {
    fn new(tongues: &[Cut], cards: &[ContentHash]) -> Self {
        let mut hashes: Vec<ContentHash> =
            tongues.iter().flat_map(Cut::hashes).chain(cards.iter().copied()).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let apart =
            |digits: &usize| hashes.windows(2).all(|pair| pair[0].hex(*digits) != pair[1].hex(*digits));
        Self { digits: [10, 20].into_iter().find(apart).unwrap_or(32) }
    }

    fn of(&self, hash: ContentHash) -> String {
        hash.hex(self.digits)
    }

    fn all<'h>(&self, hashes: impl Iterator<Item = &'h ContentHash>) -> String {
        hashes.map(|hash| self.of(*hash)).collect()
    }
}

/// A script without comments and indentation, which only its writers need.
pub(crate) fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Where the functions of the program are found by its other files.
const GLOBAL: &str = "pamphletSearch.";

fn script(name: &str, value: &str) -> String {
    format!("{GLOBAL}part(\"{name}\",{value});\n")
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn card_text(card: &Card) -> String {
    // Plain strings and numbers always have a form in JSON.
    serde_json::to_string(card).unwrap_or_else(|_| "null".to_owned())
}

/// A tongue in pieces, each with the hash of its text.
struct Cut {
    shards: Vec<(Range<usize>, ContentHash)>,
    dictionaries: Vec<(Range<usize>, ContentHash)>,
    /// How many bytes all of it is.
    length: usize,
}

impl Cut {
    fn files(&self, tongue: usize) -> impl Iterator<Item = (File, ContentHash)> {
        let shards = self.shards.iter().map(move |(terms, hash)| (File::Shard(tongue, terms.clone()), *hash));
        let dictionaries = self.dictionaries.iter();
        shards.chain(dictionaries.map(move |(words, hash)| (File::Dictionary(tongue, words.clone()), *hash)))
    }

    fn hashes(&self) -> impl Iterator<Item = ContentHash> {
        self.shards.iter().chain(&self.dictionaries).map(|(_, hash)| *hash)
    }
}

fn cut(tongue: &Tongue) -> Cut {
    let size = |entry: &Entry| entry.term.len() + entry.list.len() + 2;
    let length: usize = tongue.terms.iter().map(size).sum();
    let shards = ranges(&tongue.terms, SHARD.max(length / SHARDS), size, |_, _| true);
    // Words of one first sign stay together.
    let starts_anew =
        |before: &Spelling, word: &Spelling| before.word.chars().next() != word.word.chars().next();
    let dictionaries = ranges(&tongue.words, DICTIONARY, |spelling| spelling.word.len() / 2 + 3, starts_anew);
    let hashed = |texts: Vec<Range<usize>>, text: fn(&Tongue, &Range<usize>) -> String| {
        let hashed = |range: Range<usize>| {
            let hash = ContentHash::of(text(tongue, &range).as_bytes());
            (range, hash)
        };
        texts.into_par_iter().map(hashed).collect()
    };
    Cut { shards: hashed(shards, shard), dictionaries: hashed(dictionaries, dictionary), length }
}

/// Cuts a list into pieces of at least a size, where it may be cut.
fn ranges<T>(
    list: &[T],
    least: usize,
    size: impl Fn(&T) -> usize,
    may_cut: impl Fn(&T, &T) -> bool,
) -> Vec<Range<usize>> {
    let (mut ranges, mut start, mut length) = (Vec::new(), 0, 0);
    for (at, item) in list.iter().enumerate() {
        if length >= least && may_cut(&list[at - 1], item) {
            ranges.push(start..at);
            (start, length) = (at, 0);
        }
        length += size(item);
    }
    ranges.extend((start < list.len()).then_some(start..list.len()));
    ranges
}

/// Terms with their lists, a blank after each.
fn shard(tongue: &Tongue, terms: &Range<usize>) -> String {
    let entries = tongue.terms.get(terms.clone()).unwrap_or_default();
    entries.iter().flat_map(|entry| [&*entry.term, " ", &*entry.list, " "]).collect()
}

/// Words, each by how many signs it shares with the one before, how often it is met, and the rest of it.
fn dictionary(tongue: &Tongue, words: &Range<usize>) -> String {
    let mut text = String::new();
    let mut before = "";
    for spelling in tongue.words.get(words.clone()).unwrap_or_default() {
        let word = &*spelling.word;
        let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b && *a <= '\u{FFFF}').count();
        code::push(&mut text, shared as u32);
        code::push(&mut text, spelling.often);
        text.extend(word.chars().skip(shared));
        text.push(' ');
        before = word;
    }
    text
}

fn manifest(
    index: &Index,
    material: &Material,
    tongues: &[Cut],
    cards: &[ContentHash],
    names: &Names,
) -> Value {
    let tongue = |(tongue, cut): (&Tongue, &Cut)| {
        json!({
            "language": tongue.language,
            "essays": gaps(tongue.essays.iter().copied()),
            "average": tongue.average,
            "terms": joined(cut.shards.iter().map(|(terms, _)| tongue.terms[terms.start].term.to_string())),
            "shards": names.all(cut.shards.iter().map(|(_, hash)| hash)),
            "letters": joined(cut.dictionaries.iter().map(|(words, _)| {
                tongue.words[words.start].word.chars().take(1).collect()
            })),
            "dictionaries": names.all(cut.dictionaries.iter().map(|(_, hash)| hash)),
        })
    };
    json!({
        "digits": names.digits,
        "cards": names.all(cards.iter()),
        "lengths": numbers(index.lengths.iter().copied()),
        "titles": numbers(index.titles.iter().copied()),
        "days": days(&material.traits),
        "traits": numbers(material.traits.iter().flat_map(traits)),
        "themes": material.themes,
        "authors": material.authors,
        "places": material.places,
        "synonyms": material.synonyms,
        "tongues": index.tongues.iter().zip(tongues).map(tongue).collect::<Vec<_>>(),
        "language": material.language,
        "languages": material.words.iter().map(|(language, _)| language).collect::<Vec<_>>(),
        "words": material.words.iter().map(|(_, words)| words).collect::<Vec<_>>(),
    })
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(" ")
}

fn numbers(values: impl Iterator<Item = u32>) -> String {
    let mut text = String::new();
    values.for_each(|value| code::push(&mut text, value));
    text
}

fn gaps(values: impl Iterator<Item = u32>) -> String {
    let mut before = 0;
    numbers(values.map(|value| value - std::mem::replace(&mut before, value)))
}

/// Of each essay how many days it came after the first, and one more; 0 where it has no day.
fn days(essays: &[Traits]) -> String {
    let first = essays.iter().map(|essay| essay.day).filter(|day| *day > 0).min().unwrap_or(0);
    numbers(essays.iter().map(|essay| if essay.day > 0 { essay.day - first + 1 } else { 0 }))
}

/// How many themes, authors and places, and which.
fn traits(essay: &Traits) -> impl Iterator<Item = u32> {
    let lists = [&essay.themes, &essay.authors, &essay.places];
    let list = |list: &Vec<usize>| -> Vec<u32> {
        std::iter::once(list.len()).chain(list.iter().copied()).map(|number| number as u32).collect()
    };
    lists.map(list).into_iter().flatten()
}
