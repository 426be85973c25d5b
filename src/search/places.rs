//! Where a word stands in an essay, as numbers in text.
//!
//! In: places. Out: text, and the places again. It begins with how often the body has the word (times two, and one more if other
//! fields have it); then come of each such field the number and the gaps of its places, and the gaps in the body.

use super::code::{self, Numbers};
use super::passages::Field;

/// Positions of one field; what lies beyond is counted at the last of them.
const MOST: u32 = (1 << 24) - 1;

/// Where a word stands: a field and a position in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot(u32);

impl Spot {
    pub(super) fn new(field: Field, position: u32) -> Self {
        Self((field as u32) << 24 | position.min(MOST))
    }

    /// The field.
    pub(super) fn field(self) -> Field {
        Field::numbered(self.0 >> 24)
    }

    /// The position in the field, from 0.
    pub(super) fn position(self) -> u32 {
        self.0 & MOST
    }
}

/// Writes sorted places; of what is everywhere the places in the body are left out.
pub(super) fn push(out: &mut String, spots: &[Spot], everywhere: bool) {
    // The body is the last of the fields.
    let (other, body) = spots.split_at(spots.partition_point(|spot| spot.field() < Field::Body));
    code::push(out, (body.len() as u32) << 1 | u32::from(!other.is_empty()));
    if !other.is_empty() {
        let mask = other.iter().fold(0, |mask, spot| mask | 1 << spot.field() as u32);
        code::push(out, mask);
        for field in other.chunk_by(|a, b| a.field() == b.field()) {
            code::push(out, field.len() as u32);
            push_gaps(out, field);
        }
    }
    if !everywhere {
        push_gaps(out, body);
    }
}

fn push_gaps(out: &mut String, spots: &[Spot]) {
    let mut before = 0;
    for spot in spots {
        code::push(out, spot.position() - before);
        before = spot.position();
    }
}

/// Reads what was written of what is not everywhere.
pub(super) fn read(numbers: &mut Numbers<'_>, spots: &mut Vec<Spot>) {
    let head = numbers.next().unwrap_or(0);
    if head & 1 == 1 {
        let mask = numbers.next().unwrap_or(0);
        for field in Field::ALL.into_iter().filter(|field| mask >> *field as u32 & 1 == 1) {
            let count = numbers.next().unwrap_or(0);
            read_gaps(field, count, numbers, spots);
        }
    }
    read_gaps(Field::Body, head >> 1, numbers, spots);
}

fn read_gaps(field: Field, count: u32, numbers: &mut Numbers<'_>, spots: &mut Vec<Spot>) {
    let mut at = 0;
    for gap in numbers.take(count as usize) {
        at += gap;
        spots.push(Spot::new(field, at));
    }
}
