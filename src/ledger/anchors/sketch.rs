//! How like two texts are, told from a few bytes of each: the share of sequences of five letters that they have in common (Jaccard’s
//! index), estimated by one-permutation hashing (Li, Owen and Zhang, “One Permutation Hashing”, 2012).

/// Letters in a sequence.
const LETTERS: usize = 5;

/// Bins of a sketch.
const BINS: usize = 64;

/// Values that a bin can have besides none.
const VALUES: u8 = 15;

/// What is kept of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sketch {
    /// Sequences, the same ones counted again.
    pub(super) size: u32,
    /// The least hash of each bin, as a number from 1 to 15; 0 where there is none.
    bins: [u8; BINS],
}

impl Sketch {
    /// The sketch of a text. Only letters and digits count, and that words are parted.
    pub(super) fn of(text: &str) -> Self {
        let mut letters: Vec<char> = Vec::with_capacity(text.len());
        for sign in text.chars() {
            if sign.is_alphanumeric() {
                letters.extend(sign.to_lowercase());
            } else if letters.last().is_some_and(|last| *last != ' ') {
                letters.push(' ');
            }
        }
        let mut least = [u64::MAX; BINS];
        let mut size = 0;
        for sequence in letters.windows(LETTERS.min(letters.len().max(1))) {
            let hash = hash(sequence);
            let bin = &mut least[(hash % BINS as u64) as usize];
            *bin = (*bin).min(hash / BINS as u64);
            size += 1;
        }
        let value = |hash: u64| if hash == u64::MAX { 0 } else { (hash % u64::from(VALUES)) as u8 + 1 };
        Self { size, bins: least.map(value) }
    }

    /// How like it is to another, from 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let (mut filled, mut same) = (0_u32, 0_u32);
        for (one, other) in self.bins.iter().zip(&other.bins) {
            filled += u32::from(*one > 0 || *other > 0);
            same += u32::from(*one > 0 && one == other);
        }
        if filled == 0 {
            return 0.0;
        }
        let chance = 1.0 / f64::from(VALUES);
        ((f64::from(same) / f64::from(filled) - chance) / (1.0 - chance)).max(0.0)
    }

    /// How much of it is in another, from 0 to 1.
    pub(super) fn within(&self, other: &Self) -> f64 {
        let like = self.likeness(other);
        let shared = like / (1.0 + like) * (f64::from(self.size) + f64::from(other.size));
        if self.size == 0 { 0.0 } else { (shared / f64::from(self.size)).min(1.0) }
    }

    /// As it is written.
    pub(super) fn hex(&self) -> String {
        self.bins.iter().filter_map(|bin| char::from_digit(u32::from(*bin), 16)).collect()
    }

    /// What was written.
    pub(super) fn read(size: &str, hex: &str) -> Option<Self> {
        let digits: Option<Vec<u8>> =
            hex.chars().map(|sign| sign.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
        Some(Self { size: size.parse().ok()?, bins: digits?.try_into().ok()? })
    }
}

/// FNV-1a, with its bits mixed as SplitMix64 does.
fn hash(letters: &[char]) -> u64 {
    let step =
        |hash: u64, letter: &char| (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3);
    let mut hash = letters.iter().fold(0xcbf2_9ce4_8422_2325, step);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
