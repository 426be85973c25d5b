//! How like two essays are in what they say: the cosine of their words, rare words weighing more (tf–idf; Salton and Buckley,
//! “Term-weighting approaches in automatic text retrieval”, 1988).
//!
//! In: the words of each essay. Out: for one essay, those that are like it and how much. The result depends on the words
//! alone: sums run in a fixed order and are rounded before they are compared.

use std::cell::RefCell;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::passages::Field;
use super::places::Spot;
use super::terms::term;

/// Words that may say what an essay is about: so many, the most frequent first.
const CANDIDATES: usize = 128;

/// Words that are laid beside those of others: of the candidates those that weigh most.
const KEPT: usize = 24;

/// Words in a title, a heading or a summary say more than others of what an essay is about.
const STRESSED: u32 = 3;

/// A word that more essays have than a twentieth of all is laid beside none, but for these bounds.
const FEWEST: u32 = 12;
const WIDEST: u32 = 250;

/// Words that are less alike than this, in thousandths, are so by chance.
const CHANCE: u32 = 60;

/// Likeness is told in thousandths.
pub const WHOLE: u32 = 1000;

/// The words that say what an essay is about, each by a hash, with how often it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness(Box<[(u32, u32)]>);

/// What an essay is about.
pub(super) fn of<'w>(words: impl Iterator<Item = (&'w str, &'w [Spot])>, language: &str) -> Likeness {
    let weight = |field| match field {
        Field::Title | Field::Heading | Field::Summary => STRESSED,
        Field::Body | Field::Note | Field::Names => 1,
    };
    let counted =
        words.filter(|(word, _)| word.len() > 2 && !word.starts_with(|sign: char| sign.is_numeric()));
    let mut counted: Vec<(u32, &str)> =
        counted.map(|(word, spots)| (spots.iter().map(|spot| weight(spot.field())).sum(), word)).collect();
    let by_count = |a: &(u32, &str), b: &(u32, &str)| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1));
    if counted.len() > CANDIDATES {
        counted.select_nth_unstable_by(CANDIDATES, by_count);
        counted.truncate(CANDIDATES);
    }
    let mut terms: Vec<(u32, u32)> =
        counted.into_iter().map(|(count, word)| (known_hash(word, language), count)).collect();
    terms.sort_unstable();
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
    Likeness(terms.into())
}

/// Words whose hashes are remembered, at most; a collection has hardly more that are frequent anywhere.
const REMEMBERED: usize = 1 << 16;

/// The hash of a word's term. The frequent words of one essay are those of others, so most are known.
fn known_hash(word: &str, language: &str) -> u32 {
    thread_local! { static KNOWN: RefCell<(String, HashMap<Box<str>, u32>)> = RefCell::default(); }
    KNOWN.with_borrow_mut(|(spoken, known)| {
        if spoken != language || known.len() >= REMEMBERED {
            language.clone_into(spoken);
            known.clear();
        }
        match known.get(word) {
            Some(hash) => *hash,
            None => {
                let hash = hash(&term(word, language));
                known.insert(word.into(), hash);
                hash
            }
        }
    })
}

/// FNV-1a (Fowler, Noll and Vo), 32 bits: the same on every machine.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Essays laid beside one another.
#[derive(Debug, Default)]
pub struct Company {
    /// Of each essay its words, by number, and what each weighs; all weights of one essay have the length 1.
    weights: Vec<Vec<(u32, f32)>>,
    /// Of each word the essays it weighs in, in order, with the weight.
    holders: Vec<Vec<(u32, f32)>>,
}

impl Company {
    /// Lays essays beside one another, each numbered by its place.
    pub fn new<'l>(essays: impl Iterator<Item = &'l Likeness>) -> Self {
        let essays: Vec<&Likeness> = essays.collect();
        let mut spread: HashMap<u32, (u32, u32)> = HashMap::new();
        for (hash, _) in essays.iter().flat_map(|essay| &essay.0) {
            let number = spread.len() as u32;
            spread.entry(*hash).or_insert((number, 0)).1 += 1;
        }
        // A word that most essays have says nothing of any of them, and would make every essay a neighbour of all.
        let widest = (essays.len() as u32 / 20).clamp(FEWEST, WIDEST);
        let mut holders = vec![Vec::new(); spread.len()];
        let weights: Vec<Vec<(u32, f32)>> =
            essays.par_iter().map(|essay| weights(essay, &spread, essays.len(), widest)).collect();
        for (index, words) in weights.iter().enumerate() {
            for (word, weight) in words {
                holders[*word as usize].push((index as u32, *weight));
            }
        }
        Self { weights, holders }
    }

    /// The essays that are like one by more than chance, in order, each with its likeness in thousandths.
    pub fn of(&self, essay: usize) -> Vec<(usize, u32)> {
        let mut sums = vec![0f32; self.weights.len()];
        let mut met = Vec::new();
        for (word, weight) in self.weights.get(essay).into_iter().flatten() {
            for (other, its) in &self.holders[*word as usize] {
                let sum = &mut sums[*other as usize];
                if *sum == 0.0 {
                    met.push(*other as usize);
                }
                *sum += weight * its;
            }
        }
        let told = met.into_iter().filter(|other| *other != essay);
        let told = told.map(|other| (other, (sums[other] * WHOLE as f32).round() as u32));
        let mut alike: Vec<(usize, u32)> = told.filter(|(_, likeness)| *likeness >= CHANCE).collect();
        alike.sort_unstable();
        alike
    }
}

/// What the words of one essay weigh.
fn weights(
    essay: &Likeness,
    spread: &HashMap<u32, (u32, u32)>,
    essays: usize,
    widest: u32,
) -> Vec<(u32, f32)> {
    let weigh = |(hash, count): &(u32, u32)| {
        let (word, spread) = spread.get(hash).copied().filter(|(_, spread)| *spread <= widest)?;
        let rarity = (essays as f32 / spread as f32).ln();
        (spread > 1 && rarity > 0.0).then(|| (word, (1.0 + (*count as f32).ln()) * rarity))
    };
    let mut words: Vec<(u32, f32)> = essay.0.iter().filter_map(weigh).collect();
    words.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.truncate(KEPT);
    let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        words.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(text: &str) -> Likeness {
        let spot = [Spot::new(Field::Body, 0)];
        of(text.split(' ').map(|word| (word, &spot[..])), "en")
    }

    fn company(texts: &[&str]) -> Company {
        let all: Vec<Likeness> = texts.iter().map(|text| likeness(text)).collect();
        Company::new(all.iter())
    }

    #[test]
    fn who_says_the_same_in_other_forms_is_alike() {
        let company = company(&["kilns glaze potters", "kiln glazed potter", "kiln harbour boats", "trains"]);
        let near = company.of(0);
        assert_eq!(near.iter().map(|(other, _)| *other).collect::<Vec<_>>(), [1, 2]);
        assert!(near[0].1 > near[1].1, "{near:?}");
        assert_eq!(near[0].1, WHOLE);
        assert_eq!(company.of(3), []);
    }

    #[test]
    fn what_all_say_makes_nobody_alike() {
        let texts: Vec<String> = (0..40).map(|number| format!("common word{number}")).collect();
        let company = company(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(company.of(0), []);
    }
}
