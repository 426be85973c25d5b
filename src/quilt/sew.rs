//! Patches are put side by side.
//!
//! In: patches in reading order, the shape the quilt should have. Out: `Quilt`, in which no two neighbours, not even those
//! that touch at a corner, are one block. Essays stay as near to reading order as that allows, and keep the patch that
//! their id chose; only where no order at all would do does one take its next choice. What is left of the rectangle is
//! filled with plain cloth, well spread. A quilt of few essays repeats their patches, as quilts of one or two blocks do.

use super::Patch;

/// An essay's patch, and the theme it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Square<'a> {
    /// The id the patch was chosen by.
    pub id: &'a str,
    /// The patch.
    pub patch: Patch,
    /// The theme, by number; plain cloth beside it is of the same one.
    pub theme: Option<usize>,
}

/// One square of a quilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// An essay's patch.
    Patch {
        /// The essay, by its number among those given.
        essay: usize,
        /// The patch.
        patch: Patch,
    },
    /// Plain cloth.
    Plain {
        /// The essay whose theme it is of.
        like: usize,
        /// Which of the plain cloths.
        kind: usize,
    },
}

/// Patches in rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quilt {
    /// How many stand side by side.
    pub columns: usize,
    /// How many rows there are.
    pub rows: usize,
    /// The squares, row by row.
    pub cells: Vec<Cell>,
}

/// How many essays further on are looked at for one that differs from its neighbours.
const WINDOW: usize = 10;

/// Fewer essays than these would be a few large pieces, with a hole of plain cloth among them.
const FEW: usize = 8;

/// About as many squares has a quilt that repeats its patches.
const REPEATED: usize = 12;

/// A quilt this much wider than high is a strip, which even a few patches fill.
const STRIP: f64 = 2.0;

/// Sews patches, given in reading order, into a quilt about `aspect` times as wide as high. `None` without patches.
pub fn sew(squares: &[Square<'_>], aspect: f64) -> Option<Quilt> {
    if (1..FEW).contains(&squares.len()) && aspect < STRIP {
        return Some(repeat(squares, aspect));
    }
    let (columns, rows) = shape(squares.len(), aspect)?;
    let plain = spread(columns, rows, columns * rows - squares.len());
    let mut seamstress = Seamstress { squares, columns, rows, placed: vec![None; columns * rows] };
    let mut waiting: Vec<usize> = (0..squares.len()).collect();
    for place in (0..columns * rows).filter(|place| !plain.contains(place)) {
        seamstress.fill(place, &mut waiting);
    }
    let cells = (0..columns * rows).map(|place| seamstress.cell(place)).collect();
    Some(Quilt { columns, rows, cells })
}

/// Few patches, each several times. Every row begins two patches further on than the one above, so that none stands beside
/// or above itself; from four patches on, none touches itself even at a corner.
fn repeat(squares: &[Square<'_>], aspect: f64) -> Quilt {
    let columns = ((REPEATED as f64 * aspect).sqrt().round() as usize).max(3);
    let rows = REPEATED.div_ceil(columns).max(3);
    let step = if squares.len() == 2 { 1 } else { 2 };
    let cell = |place: usize| {
        let essay = (place % columns + step * (place / columns)) % squares.len();
        Cell::Patch { essay, patch: squares[essay].patch }
    };
    Quilt { columns, rows, cells: (0..columns * rows).map(cell).collect() }
}

/// The columns and rows that come nearest to the aspect with little left over.
fn shape(count: usize, aspect: f64) -> Option<(usize, usize)> {
    let cost = |(columns, rows): &(usize, usize)| {
        let (columns, rows, count) = (*columns as f64, *rows as f64, count as f64);
        let left = (columns * rows - count) / count;
        (columns / rows / aspect).ln().abs() + left * 0.9
    };
    let shapes = (1..=count).map(|rows| (count.div_ceil(rows), rows));
    let more = (1..=count).map(|rows| (count.div_ceil(rows) + 1, rows));
    shapes.chain(more).min_by(|a, b| cost(a).total_cmp(&cost(b)))
}

/// Places for plain cloth: away from the edge while there is room there, and each as far as can be from those before it.
fn spread(columns: usize, rows: usize, count: usize) -> Vec<usize> {
    let place = |index: usize| ((index % columns) as f64, (index / columns) as f64);
    let (width, height) = (columns as f64 - 1.0, rows as f64 - 1.0);
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < count {
        let room = |index: usize| {
            let (x, y) = place(index);
            let others = chosen.iter().map(|other| {
                let (a, b) = place(*other);
                (x - a).hypot(y - b)
            });
            let nearest = others.fold(f64::INFINITY, f64::min);
            let inside = x > 0.0 && x < width && y > 0.0 && y < height && nearest > 1.9;
            // The first lies where a painter would put it: off the middle, to the right and high up.
            let apart =
                if chosen.is_empty() { -(x - width * 0.64).hypot(y - height * 0.36) } else { nearest };
            (inside, apart)
        };
        let free = (0..columns * rows).filter(|index| !chosen.contains(index));
        let order = |a: &usize, b: &usize| {
            let ((inside_a, apart_a), (inside_b, apart_b)) = (room(*a), room(*b));
            inside_a.cmp(&inside_b).then(apart_a.total_cmp(&apart_b)).then(b.cmp(a))
        };
        chosen.extend(free.max_by(order));
    }
    chosen
}

struct Seamstress<'a> {
    squares: &'a [Square<'a>],
    columns: usize,
    rows: usize,
    placed: Vec<Option<(usize, Patch)>>,
}

impl Seamstress<'_> {
    fn fill(&mut self, place: usize, waiting: &mut Vec<usize>) {
        let fits = |at: &usize| self.fits(place, self.squares[waiting[*at]].patch);
        let candidates = (0..waiting.len().min(WINDOW)).filter(fits);
        let best = candidates.min_by_key(|at| 2 * at + self.dullness(place, waiting[*at]));
        if let Some(at) = best {
            let essay = waiting.remove(at);
            self.placed[place] = Some((essay, self.squares[essay].patch));
            return;
        }
        let essay = waiting.remove(0);
        if !self.exchange(place, essay) {
            let choices = (0..Patch::blocks()).map(|after| Patch::choice(self.squares[essay].id, after));
            let fitting = choices.into_iter().find(|patch| self.fits(place, *patch));
            self.placed[place] = Some((essay, fitting.unwrap_or(self.squares[essay].patch)));
        }
    }

    /// Lets an essay change places with one sewn in before, where both then differ from their neighbours.
    fn exchange(&mut self, place: usize, essay: usize) -> bool {
        let patch = self.squares[essay].patch;
        for other in (0..place).rev() {
            let Some(moved) = self.placed[other].take() else { continue };
            if self.fits(other, patch) {
                self.placed[other] = Some((essay, patch));
                if self.fits(place, moved.1) {
                    self.placed[place] = Some(moved);
                    return true;
                }
            }
            self.placed[other] = Some(moved);
        }
        false
    }

    /// Whether a patch differs from all around a place.
    fn fits(&self, place: usize, patch: Patch) -> bool {
        self.around(place)
            .all(|other| self.placed[other].is_none_or(|(_, placed)| placed.block != patch.block))
    }

    /// How much an essay's patch would look like those beside and above it.
    fn dullness(&self, place: usize, essay: usize) -> usize {
        let own = self.squares[essay];
        let beside = (!place.is_multiple_of(self.columns)).then(|| place - 1);
        let above = place.checked_sub(self.columns);
        let like = |other: usize| {
            let Some((other, patch)) = self.placed[other] else { return 0 };
            let one_cloth = self.squares[other].theme == own.theme;
            3 * usize::from(one_cloth && patch.ground() == own.patch.ground())
                + 2 * usize::from(one_cloth && patch.scheme == own.patch.scheme)
        };
        let near = self.within(place, 2).filter_map(|other| self.placed[other]);
        let again = near.filter(|(_, patch)| patch.block == own.patch.block).count();
        beside.into_iter().chain(above).map(like).sum::<usize>() + 6 * again
    }

    fn around(&self, place: usize) -> impl Iterator<Item = usize> {
        self.within(place, 1)
    }

    /// The places at most so many columns and rows away.
    fn within(&self, place: usize, reach: usize) -> impl Iterator<Item = usize> {
        let (column, row) = (place % self.columns, place / self.columns);
        let columns = column.saturating_sub(reach)..=(column + reach).min(self.columns - 1);
        let rows = row.saturating_sub(reach)..=(row + reach).min(self.rows - 1);
        let width = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
            .filter(move |other| *other != place)
    }

    fn cell(&self, place: usize) -> Cell {
        if let Some((essay, patch)) = self.placed[place] {
            return Cell::Patch { essay, patch };
        }
        let near = self.around(place).find_map(|other| self.placed[other]);
        let last = || self.placed[..place].iter().rev().find_map(|placed| *placed);
        let like = near.or_else(last).map_or(0, |(essay, _)| essay);
        Cell::Plain { like, kind: place * 7 + like }
    }
}
