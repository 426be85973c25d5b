//! Every essay has a patch, and all of them make a quilt.
//!
//! In: ids, themes, addresses and titles. Out: `Patch`, a traditional block in a scheme of tones, always the same for an
//! id; `Quilt`, patches in rows and columns; both printed as SVG. Pure: the same in gives the same out, anywhere.
//!
//! - `blocks` holds the drawings, `drawing` cuts and paints them
//! - `sew` puts patches side by side so that neighbours differ
//! - `print` prints one patch or a whole quilt

mod blocks;
mod drawing;
mod print;
mod sew;

pub use print::{Link, inline, standalone};
pub use sew::{Cell, Quilt, Square, sew};

use crate::source::ContentHash;

/// Stands before an id when its patch is chosen. Any words would serve all ids alike; with these no two of the sample essays
/// have one block. Other words would give every essay of every collection another patch, so they stay.
const BEFORE: &str = "sewing cloth figure ";

/// A block, the scheme of its tones and the way it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Patch {
    /// The block, by number.
    pub block: usize,
    /// The scheme, by number.
    pub scheme: usize,
    /// Quarter turns to the right.
    pub turn: u8,
}

impl Patch {
    /// The patch of an id: its own choice, whatever other essays there are.
    pub fn of(id: &str) -> Self {
        Self::choice(id, 0)
    }

    /// What an id chooses after so many other choices. Each of the first choices is another block.
    pub fn choice(id: &str, after: usize) -> Self {
        let hash = ContentHash::of(format!("{BEFORE}{id}").as_bytes());
        let byte = |index: usize| usize::from(hash.byte(index));
        let step = 1 + byte(2) % (Self::blocks() - 1);
        Self {
            block: (byte(0) * 256 + byte(1) + after * step) % Self::blocks(),
            scheme: (byte(3) + after) % blocks::SCHEMES.len(),
            turn: hash.byte(4) % 4,
        }
    }

    /// The tone of its ground.
    fn ground(self) -> crate::colour::cloth::Tone {
        blocks::SCHEMES[self.scheme % blocks::SCHEMES.len()][0]
    }

    /// How many blocks there are.
    pub fn blocks() -> usize {
        blocks::BLOCKS.len()
    }

    /// How many schemes there are.
    pub fn schemes() -> usize {
        blocks::SCHEMES.len()
    }

    /// The traditional name of its block.
    pub fn name(self) -> &'static str {
        blocks::BLOCKS[self.block % blocks::BLOCKS.len()].name
    }
}
