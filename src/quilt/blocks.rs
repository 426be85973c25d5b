//! The traditional blocks, as drawings of letters, and the schemes that say which tone goes where.
//!
//! In: nothing. Out: `BLOCKS` and `SCHEMES`: data only.
//!
//! A drawing is a square of cells. Figures are parts: 0 the ground, 1 and 2 the figure, 3 the piece that wakes it up,
//! 4 a second ground. A cell is one part (`1`), two halves cut along a stroke (`1/0`: 1 lies above it, to the left; `1\0`:
//! 1 lies below it, to the left) or four quarters (`0x1x2x3`: above, right, below, left).

use crate::colour::cloth::Tone::{self, Deep, Mid, Pale, Soft, Spark};

/// How the whole block comes from the cells that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// All of it is drawn.
    Whole,
    /// The upper left quarter is drawn; each of the others is the one before it, turned to the right.
    Turned,
    /// The upper left quarter is drawn; the others mirror it.
    Mirrored,
}

/// A block as it is drawn.
pub(super) struct Drawing {
    /// Its traditional name.
    pub(super) name: &'static str,
    /// How it is folded out.
    pub(super) fold: Fold,
    /// The cells, row by row.
    pub(super) rows: &'static [&'static str],
}

const fn drawing(name: &'static str, fold: Fold, rows: &'static [&'static str]) -> Drawing {
    Drawing { name, fold, rows }
}

/// The blocks. Their number is a prime, so that any step through them meets them all.
pub(super) const BLOCKS: [Drawing; 19] = [
    drawing("Whirligig", Fold::Turned, &[r"0x2x1x1"]),
    drawing("Diamond in a square", Fold::Mirrored, &[r"0/1 1/2", r"1/2 2/3"]),
    drawing(
        "Flying geese",
        Fold::Whole,
        &[r"0/1 1\0 0/2 2\0", r"0/2 2\0 0/1 1\0", r"0/1 1\0 0/3 3\0", r"0/2 2\0 0/1 1\0"],
    ),
    drawing("Dutchman's puzzle", Fold::Turned, &[r"0/1 1\0", r"4/2 2\4"]),
    drawing("Nine patch", Fold::Whole, &["1 0 2", "0 3 0", "2 0 1"]),
    drawing("Churn dash", Fold::Mirrored, &["0 0/1 1", "0/1 1 0", "1 0 3"]),
    drawing("Sawtooth star", Fold::Mirrored, &[r"0 1\0", r"0\1 2/3"]),
    drawing("Ohio star", Fold::Whole, &["0 0x1x2x1 0", "1x2x1x0 3 1x0x1x2", "0 2x1x0x1 0"]),
    drawing("Friendship star", Fold::Whole, &[r"4 1\0 4", r"0/1 3 1/0", r"4 0\1 4"]),
    drawing(
        "Rail fence",
        Fold::Whole,
        &["1 1 1 1 2 3", "2 2 2 1 2 3", "3 3 3 1 2 3", "1 2 3 1 1 1", "1 2 3 2 2 2", "1 2 3 3 3 3"],
    ),
    drawing(
        "Log cabin",
        Fold::Whole,
        &[
            "0 0 0 0 0 0 0 1",
            "0 4 4 4 4 4 2 1",
            "0 4 0 0 0 1 2 1",
            "0 4 0 3 3 1 2 1",
            "0 4 0 3 3 1 2 1",
            "0 4 1 1 1 1 2 1",
            "0 2 2 2 2 2 2 1",
            "1 1 1 1 1 1 1 1",
        ],
    ),
    drawing("Courthouse steps", Fold::Mirrored, &["1 1 1 1", "0 2 2 2", "0 4 1 1", "0 4 0 3"]),
    drawing("Bear's paw", Fold::Mirrored, &["0 0/1 0/1 4", "0/1 2 2 4", "0/1 2 2 4", "4 4 4 3"]),
    drawing("Hourglass", Fold::Mirrored, &["1x0x1x0 0x2x0x2", "0x2x0x2 3x0x3x0"]),
    drawing(
        "Snail's trail",
        Fold::Whole,
        &[
            r"1 1 1 1 1\0 0 0 0",
            r"1 1 1 1 1 1\0 0 0",
            r"1 1/4 4 4 4\1 1 0 0",
            r"1/4 4 4/2 2 4 1 0 0",
            r"4 4 2 0 1 1/0 0 0/2",
            r"4 4 2 2\0 0 0 0/2 2",
            r"4 4 4\2 2 2 2 2 2",
            r"4 4 4 4\2 2 2 2 2",
        ],
    ),
    drawing(
        "Maple leaf",
        Fold::Whole,
        &[
            r"0 0 0 0/1 0 0/1",
            r"0 0 0/1 1 0/1 1",
            r"0 0/1 2 2 1 1",
            r"0/1 1 2 2 1 1",
            r"0 0/1 1 1 3 3\0",
            r"0/1 1 1 1 0\3 3",
        ],
    ),
    drawing("Shoo fly", Fold::Whole, &[r"4/1 0 1\4", "0 3 0", r"4\1 0 1/4"]),
    drawing(
        "Jacob's ladder",
        Fold::Whole,
        &[
            "0 2 0 0/1 0 3",
            "2 0 0/1 1 3 0",
            "0 0/1 0 2 1 1/0",
            "0/1 1 2 0 1/0 0",
            "0 3 1 1/0 0 2",
            "3 0 1/0 0 2 0",
        ],
    ),
    drawing(
        "Birds in the air",
        Fold::Whole,
        &["0/1 0/1 0/1 0/2", "0/1 0/3 0/2 2", "0/1 0/2 2 2", "0/2 2 2 2"],
    ),
];

/// Which tone each part takes, from part 0 to part 4.
pub(super) const SCHEMES: [[Tone; 5]; 9] = [
    [Pale, Deep, Mid, Spark, Soft],
    [Pale, Mid, Deep, Spark, Soft],
    [Deep, Pale, Soft, Spark, Mid],
    [Soft, Deep, Pale, Spark, Mid],
    [Mid, Pale, Deep, Spark, Soft],
    [Pale, Spark, Deep, Mid, Soft],
    [Deep, Soft, Pale, Spark, Mid],
    [Soft, Mid, Deep, Pale, Pale],
    [Deep, Spark, Soft, Pale, Mid],
];
