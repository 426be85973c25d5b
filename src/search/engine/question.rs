//! What somebody typed becomes a question: what must be there, and what will do for it.
//!
//! In: a query, the synonyms of the collection, a tongue of the index. Out: `Slot`s. `engine.js` does the same.

use super::super::index::{Spelling, Tongue, order};
use super::super::terms::{distance, mutations, term};
use super::super::tokens::tokens;

/// More words than this are not asked for.
const MOST: usize = 24;

/// How much less than the word itself something counts that will do for it.
mod worth {
    pub(super) const PARTS: f64 = 0.9;
    pub(super) const MUTATION: f64 = 0.9;
    pub(super) const SYNONYM: f64 = 0.8;
    pub(super) const LONGER: f64 = 0.25;
    pub(super) const LONGER_BY_SHARE: f64 = 0.5;
    pub(super) const MENDED: [f64; 3] = [1.0, 0.7, 0.5];
}

/// Terms that follow one another.
pub(super) type Row = Vec<String>;

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot {
    /// As it was typed, folded.
    pub(super) text: String,
    /// Where in the query it stands.
    pub(super) position: u32,
    /// What will do, and how well; or, where it is a phrase, each of its words with what will do for it.
    pub(super) wanted: Wanted,
    /// The word it was read as, where it was taken for a slip.
    pub(super) mended: Option<String>,
}

/// What will do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    /// Any of these, each with its worth.
    Any(Vec<(f64, Row)>),
    /// A phrase in quotation marks, which must be there: of each of its words what will do.
    Phrase(Vec<Vec<Row>>),
}

/// A chunk of the query: its words, the whole first.
#[derive(Clone, Debug)]
struct Chunk {
    words: Vec<String>,
    position: u32,
}

/// A query, cut at its quotation marks.
#[derive(Debug)]
struct Piece {
    chunks: Vec<Chunk>,
    quoted: bool,
    /// Whether the last word may not be finished.
    open: bool,
}

/// Whether a sign begins or ends a quotation.
fn is_quote(sign: char) -> bool {
    matches!(sign, '"' | '“' | '”' | '„' | '«' | '»')
}

fn pieces(query: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut base = 0;
    let parts: Vec<&str> = query.split(is_quote).collect();
    let last = parts.len() - 1;
    for (index, text) in parts.iter().enumerate() {
        let mut chunks: Vec<Chunk> = Vec::new();
        let mut end = base;
        tokens(text, &mut |token| {
            let position = base + token.position;
            match chunks.last_mut().filter(|chunk| chunk.position == position) {
                Some(chunk) => chunk.words.push(token.word.to_owned()),
                None => chunks.push(Chunk { words: vec![token.word.to_owned()], position }),
            }
            end = position + 1;
        });
        base = end;
        let quoted = index % 2 == 1;
        let open = index == last && !quoted && text.ends_with(|sign: char| !sign.is_whitespace());
        if !chunks.is_empty() {
            pieces.push(Piece { chunks, quoted, open });
        }
    }
    pieces
}

/// Every word of a query, folded.
pub fn words_of(query: &str) -> Vec<String> {
    pieces(query)
        .into_iter()
        .flat_map(|piece| piece.chunks)
        .filter_map(|chunk| chunk.words.into_iter().next())
        .collect()
}

/// What is asked of one tongue.
pub(super) fn slots(query: &str, synonyms: &[Vec<String>], tongue: &Tongue) -> Vec<Slot> {
    let reader = Reader { tongue, synonyms: read_synonyms(synonyms, &tongue.language) };
    let mut slots = Vec::new();
    for piece in pieces(query) {
        if slots.len() == MOST {
            break;
        }
        if piece.quoted && piece.chunks.len() > 1 {
            slots.push(reader.phrase(&piece));
            continue;
        }
        let terms: Vec<String> = piece.chunks.iter().map(|chunk| reader.term(&chunk.words[0])).collect();
        for (index, chunk) in piece.chunks.iter().enumerate().take(MOST - slots.len()) {
            let open = piece.open && index + 1 == piece.chunks.len();
            slots.push(reader.word(chunk, &terms, index, open));
        }
    }
    slots
}

/// Groups of what means the same, each as rows of terms.
fn read_synonyms(groups: &[Vec<String>], language: &str) -> Vec<Vec<Row>> {
    let row = |text: &String| -> Row {
        let mut row: Row = Vec::new();
        let mut last = None;
        tokens(text, &mut |token| {
            // Of a compound the whole is enough.
            if last != Some(token.position) {
                row.push(term(token.word, language).into_owned());
            }
            last = Some(token.position);
        });
        row
    };
    groups.iter().map(|group| group.iter().map(row).filter(|row| !row.is_empty()).collect()).collect()
}

struct Reader<'a> {
    tongue: &'a Tongue,
    synonyms: Vec<Vec<Row>>,
}

impl Reader<'_> {
    fn term(&self, word: &str) -> String {
        term(word, &self.tongue.language).into_owned()
    }

    fn has(&self, term: &str) -> bool {
        self.tongue.entry(term).is_some()
    }

    fn phrase(&self, piece: &Piece) -> Slot {
        let element = |chunk: &Chunk| {
            let mut rows = vec![vec![self.term(&chunk.words[0])]];
            rows.extend((chunk.words.len() > 1).then(|| self.parts(chunk)));
            rows
        };
        let words: Vec<&str> = piece.chunks.iter().map(|chunk| &*chunk.words[0]).collect();
        Slot {
            text: words.join(" "),
            position: piece.chunks[0].position,
            wanted: Wanted::Phrase(piece.chunks.iter().map(element).collect()),
            mended: None,
        }
    }

    fn parts(&self, chunk: &Chunk) -> Row {
        chunk.words[1..].iter().map(|word| self.term(word)).collect()
    }

    fn word(&self, chunk: &Chunk, terms: &[String], index: usize, open: bool) -> Slot {
        let word = &chunk.words[0];
        let mut any: Vec<(f64, Row)> = Vec::new();
        let exact = self.term(word);
        if self.has(&exact) {
            any.push((1.0, vec![exact.clone()]));
        }
        if chunk.words.len() > 1 {
            let parts = self.parts(chunk);
            if parts.iter().all(|part| self.has(part)) {
                any.push((worth::PARTS, parts));
            }
        }
        if &*self.tongue.language == "cy" {
            any.extend(
                mutations(word)
                    .into_iter()
                    .filter(|form| self.has(form))
                    .map(|form| (worth::MUTATION, vec![form])),
            );
        }
        any.extend(self.synonyms_of(terms, index).into_iter().map(|row| (worth::SYNONYM, row)));
        // A co-op is no cooperation, although the one word begins the other.
        if open && exact != COOP {
            any.extend(self.longer(word, &exact, LONGER_TERMS[usize::from(any.is_empty())]));
        }
        let mut mended = None;
        if any.is_empty() {
            for (worth, near) in self.taken_for(word) {
                let row = vec![self.term(&near)];
                mended.get_or_insert(near);
                if any.iter().all(|(_, other)| *other != row) {
                    any.push((worth, row));
                }
            }
        }
        Slot { text: word.clone(), position: chunk.position, wanted: Wanted::Any(any), mended }
    }

    /// What means the same as the words around `index`.
    fn synonyms_of(&self, terms: &[String], index: usize) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for group in &self.synonyms {
            let said = |row: &Row| {
                let from = (index + 1).saturating_sub(row.len());
                (from..=index).any(|start| terms.get(start..start + row.len()) == Some(&**row))
            };
            if !group.iter().any(said) {
                continue;
            }
            let others = group.iter().filter(|row| !said(row) && row.iter().all(|term| self.has(term)));
            for row in others {
                if !rows.contains(row) {
                    rows.push(row.clone());
                }
            }
        }
        rows
    }

    /// Terms of words that begin with a word that may not be finished, the most frequent ones.
    fn longer(&self, word: &str, exact: &str, most: usize) -> Vec<(f64, Row)> {
        let length = word.chars().count();
        if length < 2 {
            return Vec::new();
        }
        let words = &self.tongue.words;
        let from = words.partition_point(|other| order(&other.word, word).is_lt());
        let beginning = words[from..].iter().take_while(|other| other.word.starts_with(word));
        let mut longer: Vec<&Spelling> = beginning.filter(|other| &*other.word != word).collect();
        longer.sort_by(|a, b| b.often.cmp(&a.often).then_with(|| order(&a.word, &b.word)));
        let mut rows: Vec<(f64, Row)> = Vec::new();
        for other in longer.into_iter().take(LONGER_WORDS) {
            let term = self.term(&other.word);
            if term == exact || rows.iter().any(|(_, row)| row[0] == term) || rows.len() == most {
                continue;
            }
            let share = length as f64 / other.word.chars().count() as f64;
            rows.push((worth::LONGER + worth::LONGER_BY_SHARE * share, vec![term]));
        }
        rows
    }

    /// What a word that is nowhere may have been meant to be: a name in a Welsh form that is written in another, or a slip.
    fn taken_for(&self, word: &str) -> Vec<(f64, String)> {
        let forms = mutations(word).into_iter().filter(|form| self.has(&self.term(form)));
        let forms: Vec<(f64, String)> = forms.map(|form| (worth::MUTATION, form)).take(SLIPS).collect();
        if !forms.is_empty() {
            return forms;
        }
        self.slips(word).into_iter().map(|(steps, near)| (worth::MENDED[steps], near.to_owned())).collect()
    }

    /// Words that differ so little that this one may be a slip, the nearest and most frequent first.
    fn slips(&self, word: &str) -> Vec<(usize, &str)> {
        let most = match word.chars().count() {
            0..=4 => return Vec::new(),
            5..=8 => 1,
            _ => 2,
        };
        let near = self.near(word, most);
        let Some(nearest) = near.first().map(|(steps, _)| *steps) else { return Vec::new() };
        let nearest = near.into_iter().take_while(|(steps, _)| *steps == nearest);
        nearest.take(SLIPS).map(|(steps, spelling)| (steps, &*spelling.word)).collect()
    }

    /// Words so near to this one, those that begin alike before all others.
    fn near(&self, word: &str, most: usize) -> Vec<(usize, &Spelling)> {
        let first = word.chars().next();
        let among = |same_first: bool| {
            let mut near: Vec<(usize, &Spelling)> = Vec::new();
            for other in &self.tongue.words {
                if (other.word.chars().next() == first) == same_first {
                    let steps = distance(word, &other.word, most);
                    if steps <= most {
                        near.push((steps, other));
                    }
                }
            }
            near.sort_by(|a, b| {
                a.0.cmp(&b.0)
                    .then_with(|| b.1.often.cmp(&a.1.often))
                    .then_with(|| order(&a.1.word, &b.1.word))
            });
            near
        };
        let alike = among(true);
        if alike.is_empty() { among(false) } else { alike }
    }
}

/// The term of a co-op in all its spellings.
const COOP: &str = "coop";

/// Longer words that are looked at, at most.
const LONGER_WORDS: usize = 24;

/// Terms of longer words, at most: where the word is one itself, and where it is none.
const LONGER_TERMS: [usize; 2] = [2, 6];

/// Of a longer query nobody can say what else was meant.
const MOST_MENDED: usize = 8;

/// Words that a slip may have meant, at most.
const SLIPS: usize = 3;

/// Another query, where words of this one are nowhere: each with the word that is nearest to it.
pub(super) fn suggestion(query: &str, tongue: &Tongue) -> Option<String> {
    let reader = Reader { tongue, synonyms: Vec::new() };
    let mut changed = false;
    let words = words_of(query);
    if words.len() > MOST_MENDED {
        return None;
    }
    let words: Vec<String> = words
        .into_iter()
        .map(|word| {
            if reader.has(&reader.term(&word)) {
                return word;
            }
            let most = match word.chars().count() {
                0..=3 => 1,
                4..=8 => 2,
                _ => 3,
            };
            match reader.near(&word, most).first() {
                Some((_, near)) => {
                    changed = true;
                    near.word.to_string()
                }
                None => word,
            }
        })
        .collect();
    changed.then(|| words.join(" "))
}
