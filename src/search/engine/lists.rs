//! Lists of the index, read, joined and laid beside one another.
//!
//! In: the list of a term as text. Out: where it is, and where several follow one another.

use super::super::code::Numbers;
use super::super::index::WITHOUT_PLACES;
use super::super::passages::Field;

/// How many fields there are.
pub(super) const FIELDS: usize = Field::ALL.len();

/// Somewhere in an essay: a field, and the first and the last position of what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) field: usize,
    pub(super) first: u32,
    pub(super) last: u32,
}

/// An essay that has something: how often in each field, and where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) essay: u32,
    pub(super) counts: [u32; FIELDS],
    /// In order. Of what most essays have, nothing is told of the body.
    pub(super) places: Vec<Stretch>,
}

/// Where something is, by essay.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct List {
    pub(super) held: Vec<Held>,
    /// Whether most essays have it, so that its places in the body are not known.
    pub(super) everywhere: bool,
}

impl List {
    /// Reads the list of a term.
    pub(super) fn read(text: &str) -> Self {
        let everywhere = text.starts_with(WITHOUT_PLACES);
        let mut numbers = Numbers::new(text.trim_start_matches(WITHOUT_PLACES));
        let (mut held, mut essay) = (Vec::new(), 0);
        while let Some(step) = numbers.next() {
            essay += step;
            held.push(read_held(essay, everywhere, &mut numbers));
        }
        Self { held, everywhere }
    }

    pub(super) fn of(&self, essay: u32) -> Option<&Held> {
        self.held.binary_search_by_key(&essay, |held| held.essay).ok().map(|index| &self.held[index])
    }

    /// Either of both.
    pub(super) fn or(self, other: Self) -> Self {
        let everywhere = self.everywhere || other.everywhere;
        let mut held: Vec<Held> = Vec::with_capacity(self.held.len().max(other.held.len()));
        let mut both: Vec<Held> = self.held.into_iter().chain(other.held).collect();
        both.sort_by_key(|held| held.essay);
        for next in both {
            match held.last_mut().filter(|last| last.essay == next.essay) {
                Some(last) => {
                    last.counts.iter_mut().zip(next.counts).for_each(|(a, b)| *a += b);
                    last.places.extend(next.places);
                    last.places.sort_unstable();
                }
                None => held.push(next),
            }
        }
        Self { held, everywhere }
    }
}

fn read_held(essay: u32, everywhere: bool, numbers: &mut Numbers<'_>) -> Held {
    let mut held = Held { essay, counts: [0; FIELDS], places: Vec::new() };
    let head = numbers.next().unwrap_or(0);
    if head & 1 == 1 {
        let mask = numbers.next().unwrap_or(0);
        for field in (0..FIELDS - 1).filter(|field| mask >> field & 1 == 1) {
            held.counts[field] = numbers.next().unwrap_or(0);
            read_places(field, &mut held, numbers);
        }
    }
    held.counts[FIELDS - 1] = head >> 1;
    if !everywhere {
        read_places(FIELDS - 1, &mut held, numbers);
    }
    held
}

fn read_places(field: usize, held: &mut Held, numbers: &mut Numbers<'_>) {
    let mut at = 0;
    for gap in numbers.take(held.counts[field] as usize) {
        at += gap;
        held.places.push(Stretch { field, first: at, last: at });
    }
}

/// Where all of them follow one another. Of what most essays have only the presence is asked: the rest must be read in the
/// text itself.
pub(super) fn in_a_row(lists: Vec<List>) -> List {
    let mut lists = lists.into_iter();
    let Some(mut row) = lists.next() else { return List::default() };
    let mut skipped = 0;
    for next in lists {
        if row.everywhere || next.everywhere {
            skipped = if row.everywhere { 0 } else { skipped + 1 };
            row = if row.everywhere { present(next, &row) } else { present(row, &next) };
            continue;
        }
        row = follow(row, &next, skipped + 1);
        skipped = 0;
    }
    row
}

/// The essays of one list that another has, too.
fn present(list: List, other: &List) -> List {
    let everywhere = list.everywhere;
    List { held: list.held.into_iter().filter(|held| other.of(held.essay).is_some()).collect(), everywhere }
}

/// Where the next stands so many places after the row; in one place with it where both are parts of one compound.
fn follow(row: List, next: &List, step: u32) -> List {
    let mut found = Vec::new();
    for held in &row.held {
        let Some(after) = next.of(held.essay) else { continue };
        let mut joined = Held { essay: held.essay, counts: [0; FIELDS], places: Vec::new() };
        for place in &held.places {
            for gap in [step, 0] {
                let wanted = Stretch { field: place.field, first: place.last + gap, last: 0 };
                let at = after.places.partition_point(|it| *it < wanted);
                let it = after.places.get(at);
                let Some(it) = it.filter(|it| it.field == wanted.field && it.first == wanted.first) else {
                    continue;
                };
                joined.counts[place.field] += 1;
                joined.places.push(Stretch { last: it.last, ..*place });
                break;
            }
        }
        if !joined.places.is_empty() {
            found.push(joined);
        }
    }
    List { held: found, everywhere: false }
}
