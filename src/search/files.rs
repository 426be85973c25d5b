//! The index as files: classic scripts that a page brings along when somebody looks for something, also from a disk
//! without a server.
//!
//! In: an `Index`, and what is said of each essay. Out: `Files`. Names carry the hash of their content, but for the one
//! that leads to all others, `search/index.js`, which holds the program of the reader's side, too.
//!
//! - a *shard* holds the lists of some terms that follow one another, a *dictionary* the words that begin with some letters,
//!   a *card* what is shown of one essay: its title, and its passages
//! - a small collection has all of it in the one file

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::code;
use super::index::{Index, Tongue};
use crate::source::{ContentHash, Source};

/// Where the files are, below the site.
pub const FOLDER: &str = "search/";

/// The file that leads to all others.
pub const ENTRY: &str = "search/index.js";

/// Bytes of a shard, at least, but for the last one.
const SHARD: usize = 16 * 1024;

/// Shards of a language, at most.
const SHARDS: usize = 600;

/// Bytes of a dictionary, at least.
const DICTIONARY: usize = 8 * 1024;

/// A collection whose lists and cards are no more bytes than this is one file: about 100 KB once a host compresses it.
const ONE_FILE: usize = 256 * 1024;

/// The scripts of the reader's side, in the order they build upon one another.
const SCRIPTS: [&str; 3] =
    [include_str!("browser/tokens.js"), include_str!("browser/engine.js"), include_str!("browser/page.js")];

/// The script that every page has: it waits for a reader to look for something.
const OPENER: &str = include_str!("browser/opener.js");

/// What is said of an essay among what was found.
#[derive(Debug, Serialize)]
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
    fn hash(&self) -> ContentHash {
        let parts = self.told.iter().map(|text| &**text).chain([&*self.href, env!("CARGO_PKG_VERSION")]);
        let parts: String = parts.flat_map(|part| [part, "\n"]).collect();
        ContentHash::of_parts([parts.as_bytes(), SCRIPTS[1].as_bytes(), self.source.text().as_bytes()])
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

/// One file below `search/`.
#[derive(Debug)]
pub enum File {
    /// A shard or a dictionary.
    Text(String),
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
    pub fn text(&self, path: &str, card: &dyn Fn(usize) -> Card) -> Option<Cow<'_, str>> {
        match self.others.get(path)? {
            File::Text(text) => Some(text.into()),
            File::Card(essay) => {
                let name = path.strip_prefix(FOLDER)?.strip_suffix(".js")?;
                Some(script(name, &card_text(&card(*essay))).into())
            }
        }
    }
}

/// Cuts everything into files.
///
/// A card is named by the hash of all that it is made from, so that it need not be made to be named; `card` makes it.
pub fn files(index: &Index, material: &Material, card: &dyn Fn(usize) -> Card) -> Files {
    let tongues: Vec<Cut> = index.tongues.par_iter().map(cut).collect();
    let cards: Vec<ContentHash> = material.origins.iter().map(Origin::hash).collect();
    let names = Names::new(&tongues, &cards);
    let mut entry = String::from("(function () {\n\"use strict\";\n");
    SCRIPTS.iter().for_each(|script| entry.push_str(&bare(script)));
    entry.push_str(&format!("begin({});\n", manifest(index, material, &tongues, &cards, &names)));
    let texts = || tongues.iter().flat_map(Cut::texts);
    let lists: usize = texts().map(|(text, _)| text.len()).sum();
    // A card has about as many bytes as the text it is made from.
    let texts_of_cards: usize = material.origins.iter().map(|origin| origin.source.text().len()).sum();
    let mut others = BTreeMap::new();
    if lists + texts_of_cards <= ONE_FILE {
        texts().for_each(|(text, hash)| entry.push_str(&part(&names.of(*hash), &quoted(text))));
        for (essay, hash) in cards.iter().enumerate() {
            entry.push_str(&part(&names.of(*hash), &card_text(&card(essay))));
        }
    } else {
        let path = |hash: &ContentHash| format!("{FOLDER}{}.js", names.of(*hash));
        others.extend(cards.iter().enumerate().map(|(essay, hash)| (path(hash), File::Card(essay))));
        others.extend(
            texts().map(|(text, hash)| (path(hash), File::Text(script(&names.of(*hash), &quoted(text))))),
        );
    }
    entry.push_str("})();\n");
    Files { entry, others }
}

/// The script that waits on every page, with the hash of its content.
pub fn opener() -> (Arc<str>, String) {
    let text = format!("(function () {{\n\"use strict\";\n{}}})();\n", bare(OPENER));
    (format!("{FOLDER}opener-{}.js", ContentHash::of(text.as_bytes()).hex(10)).into(), text)
}

/// The names of files: their hashes, as short as keeps them apart.
struct Names {
    digits: usize,
}

impl Names {
    fn new(tongues: &[Cut], cards: &[ContentHash]) -> Self {
        let mut hashes: Vec<ContentHash> =
            tongues.iter().flat_map(Cut::texts).map(|(_, hash)| *hash).chain(cards.iter().copied()).collect();
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
fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn part(name: &str, value: &str) -> String {
    format!("part(\"{name}\",{value});\n")
}

fn script(name: &str, value: &str) -> String {
    format!("pamphletSearch.{}", part(name, value))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn card_text(card: &Card) -> String {
    // Plain strings and numbers always have a form in JSON.
    serde_json::to_string(card).unwrap_or_else(|_| "null".to_owned())
}

/// A tongue in pieces.
struct Cut {
    /// The first term of each shard.
    terms: Vec<String>,
    shards: Vec<(String, ContentHash)>,
    /// The first sign of each dictionary.
    letters: Vec<String>,
    dictionaries: Vec<(String, ContentHash)>,
}

impl Cut {
    fn texts(&self) -> impl Iterator<Item = &(String, ContentHash)> {
        self.shards.iter().chain(&self.dictionaries)
    }
}

fn cut(tongue: &Tongue) -> Cut {
    let whole: usize = tongue.terms.iter().map(|entry| entry.term.len() + entry.list.len() + 2).sum();
    let size = SHARD.max(whole / SHARDS);
    let (mut terms, mut shards) = (Vec::new(), Vec::new());
    let mut shard = String::new();
    for entry in &tongue.terms {
        if shard.is_empty() {
            terms.push(entry.term.to_string());
        }
        shard.push_str(&entry.term);
        shard.push(' ');
        shard.push_str(&entry.list);
        shard.push(' ');
        if shard.len() >= size {
            shards.push(std::mem::take(&mut shard));
        }
    }
    shards.extend((!shard.is_empty()).then_some(shard));
    let (letters, dictionaries) = dictionaries(tongue);
    let hashed = |text: String| {
        let hash = ContentHash::of(text.as_bytes());
        (text, hash)
    };
    Cut {
        terms,
        shards: shards.into_iter().map(hashed).collect(),
        letters,
        dictionaries: dictionaries.into_iter().map(hashed).collect(),
    }
}

/// The words of a tongue, those of one first sign together. Each says how many signs it shares with the one before, how often
/// it is met, and the rest of it.
fn dictionaries(tongue: &Tongue) -> (Vec<String>, Vec<String>) {
    let (mut letters, mut dictionaries) = (Vec::new(), Vec::<String>::new());
    let mut before = "";
    for spelling in &tongue.words {
        let word = &*spelling.word;
        let same_letter = before.chars().next() == word.chars().next();
        let is_full = dictionaries.last().is_none_or(|text| text.len() >= DICTIONARY);
        if is_full && !same_letter {
            letters.push(word.chars().take(1).collect());
            dictionaries.push(String::new());
            before = "";
        }
        let Some(text) = dictionaries.last_mut() else { continue };
        let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b && *a <= '\u{FFFF}').count();
        code::push(text, shared as u32);
        code::push(text, spelling.often);
        text.extend(word.chars().skip(shared));
        text.push(' ');
        before = word;
    }
    (letters, dictionaries)
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
            "terms": cut.terms.join(" "),
            "shards": names.all(cut.shards.iter().map(|(_, hash)| hash)),
            "letters": cut.letters.join(" "),
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
