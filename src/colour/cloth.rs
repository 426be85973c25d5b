//! The tones of a theme, dyed from one colour, as if from one bolt of cloth and a remnant of another.
//!
//! In: a colour, or the id of a theme that names none. Out: `Cloth`: five tones for patches and one for words, by day
//! and by night.

use super::{Colour, GREY, Ground, Lch, nearest};
use crate::source::ContentHash;

/// The five tones that patches are sewn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// The darkest of the family.
    Deep,
    /// The theme's own colour.
    Mid,
    /// A washed-out one.
    Soft,
    /// Nearly undyed.
    Pale,
    /// One of another family, for the piece that wakes the rest up.
    Spark,
}

impl Tone {
    /// Every tone, in the order they are painted.
    pub const ALL: [Self; 5] = [Self::Deep, Self::Mid, Self::Soft, Self::Pale, Self::Spark];

    /// The word for it, which is also its class.
    pub fn word(self) -> &'static str {
        match self {
            Self::Deep => "deep",
            Self::Mid => "mid",
            Self::Soft => "soft",
            Self::Pale => "pale",
            Self::Spark => "spark",
        }
    }
}

/// The tones of a theme on one kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones {
    /// The darkest of the family.
    pub deep: Colour,
    /// The theme's own colour.
    pub mid: Colour,
    /// A washed-out one.
    pub soft: Colour,
    /// Nearly undyed.
    pub pale: Colour,
    /// One of another family.
    pub spark: Colour,
    /// For small words and thin rules.
    pub text: Colour,
}

impl Tones {
    /// The colour of a tone.
    pub fn of(&self, tone: Tone) -> Colour {
        match tone {
            Tone::Deep => self.deep,
            Tone::Mid => self.mid,
            Tone::Soft => self.soft,
            Tone::Pale => self.pale,
            Tone::Spark => self.spark,
        }
    }
}

/// The tones of a theme, by day and by night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cloth {
    /// On light paper.
    pub light: Tones,
    /// In the night edition.
    pub night: Tones,
}

/// A colour darker than this is the deep one of its family, and the middle one is made from it.
const DARK: f64 = 0.39;

/// Cloth is never as loud as a screen can be.
const LOUDEST: f64 = 0.15;

/// What is left of a dye in the palest cloth.
const FADED: f64 = 0.026;

/// Darker cloth leans towards indigo and paler cloth towards unbleached linen, as dyed cloth does.
const INDIGO: f64 = 270.0;
const LINEN: f64 = 95.0;

impl Cloth {
    /// Dyes a theme's cloth. Its middle tone by day is the colour itself, unless that is very dark.
    pub fn dye(colour: Colour) -> Self {
        let own = colour.lch();
        let dye = Lch { chroma: own.chroma.min(LOUDEST), ..own };
        let faded = Lch { chroma: (own.chroma * 0.27).min(FADED), ..own };
        let dark = own.lightness < DARK;
        let middle = if dark { 0.5 } else { own.lightness.min(0.68) };
        let deep = if dark { own.lightness.max(0.24) } else { (middle * 0.63).clamp(0.27, 0.4) };
        let soft = (middle + 0.22).clamp(0.74, 0.8);
        let spark = spark(own);
        let mut light = Tones {
            deep: tone(dye, deep, 0.7, (INDIGO, 9.0)),
            mid: tone(dye, middle, 1.0, (INDIGO, 0.0)),
            soft: tone(dye, soft, 0.64, (LINEN, 18.0)),
            pale: tone(faded, 0.925, 1.0, (LINEN, 32.0)),
            spark: Colour::from_lch(spark),
            text: tone(dye, middle.min(0.42), 0.9, (INDIGO, 4.0)),
        };
        if !dark {
            light.mid = colour;
        }
        // By lamplight nothing glares and nothing drowns: the steps lie closer together.
        let night = Tones {
            deep: tone(dye, 0.36, 0.66, (INDIGO, 9.0)),
            mid: tone(dye, (middle * 0.35 + 0.36).clamp(0.53, 0.57), 0.92, (INDIGO, 0.0)),
            soft: tone(dye, 0.69, 0.58, (LINEN, 18.0)),
            pale: tone(faded, 0.84, 1.0, (LINEN, 32.0)),
            spark: Colour::from_lch(Lch {
                lightness: (spark.lightness * 0.5 + 0.36).clamp(0.6, 0.74),
                chroma: spark.chroma * 0.9,
                ..spark
            }),
            text: tone(dye, 0.8, 0.62, (LINEN, 6.0)),
        };
        Self { light, night }
    }

    /// The cloth of an essay without a theme: undyed, with a thread of indigo.
    pub fn undyed() -> Self {
        Self::dye(Colour { red: 0x7d, green: 0x75, blue: 0x69 })
    }
}

impl Tones {
    /// Moves one tone in lightness until it can be read on these grounds.
    #[must_use]
    pub fn settled(mut self, name: &str, grounds: &[Ground]) -> Self {
        if let Some(tone) = self.by_name_mut(name) {
            *tone = nearest(*tone, grounds).unwrap_or(*tone);
        }
        self
    }

    /// The colour of that name: a tone, or `text`.
    pub fn by_name(mut self, name: &str) -> Option<Colour> {
        self.by_name_mut(name).copied()
    }

    fn by_name_mut(&mut self, name: &str) -> Option<&mut Colour> {
        Some(match name {
            "deep" => &mut self.deep,
            "mid" => &mut self.mid,
            "soft" => &mut self.soft,
            "pale" => &mut self.pale,
            "spark" => &mut self.spark,
            "text" => &mut self.text,
            _ => return None,
        })
    }
}

/// A tone of a dye: its lightness, its share of the dye's chroma, and the hue it leans to by at most so many degrees:
/// the farther off that hue is, the less, or plum would fade into pink.
fn tone(dye: Lch, lightness: f64, share: f64, (towards, by): (f64, f64)) -> Colour {
    let apart = (towards - dye.hue + 540.0).rem_euclid(360.0) - 180.0;
    let hue = dye.hue + apart.clamp(-by, by) * (1.0 - apart.abs() / 180.0);
    Colour::from_lch(Lch { lightness, chroma: dye.chroma * share, hue })
}

/// Remnants of other bolts, each with the last hue it goes with: what a sewer would lay beside that dye.
/// Degrees up to which it is taken, then lightness, chroma and hue.
const REMNANTS: [(f64, Lch); 9] = [
    // Crimson and madder: bottle green.
    (32.0, Lch { lightness: 0.53, chroma: 0.075, hue: 185.0 }),
    // Rust and brown: slate blue.
    (72.0, Lch { lightness: 0.47, chroma: 0.07, hue: 232.0 }),
    // Ochre and old gold: indigo.
    (118.0, Lch { lightness: 0.42, chroma: 0.1, hue: 274.0 }),
    // Leaf and bottle green: mustard.
    (178.0, Lch { lightness: 0.755, chroma: 0.14, hue: 80.0 }),
    // Teal and petrol: terracotta.
    (222.0, Lch { lightness: 0.655, chroma: 0.135, hue: 43.0 }),
    // Blue and indigo: marigold.
    (278.0, Lch { lightness: 0.765, chroma: 0.14, hue: 72.0 }),
    // Violet: old gold.
    (312.0, Lch { lightness: 0.775, chroma: 0.125, hue: 86.0 }),
    // Plum: coral.
    (352.0, Lch { lightness: 0.675, chroma: 0.15, hue: 40.0 }),
    // Rose: bottle green again.
    (360.0, Lch { lightness: 0.53, chroma: 0.075, hue: 185.0 }),
];

fn spark(own: Lch) -> Lch {
    if own.chroma < GREY {
        return Lch { lightness: 0.46, chroma: 0.085, hue: 258.0 };
    }
    let found = REMNANTS.iter().find(|(until, _)| own.hue < *until);
    found.map_or(REMNANTS[0].1, |(_, remnant)| *remnant)
}

/// Dyes for themes that name no colour: leaf, plum, rust, indigo, petrol, ochre, madder, violet, moss, slate, umber, rose.
const DYES: [&str; 12] = [
    "#3c7a57", "#74406e", "#a34a28", "#3d5488", "#2b7078", "#94702a", "#9a3b3f", "#5f4c8c", "#66752f",
    "#48697f", "#7c5a3c", "#a04a6b",
];

/// Gives every theme its colour: the one it names or, by its id, a dye that no theme has yet. A theme that comes later
/// never takes the dye of one before it.
pub fn allot(themes: &[(&str, Option<Colour>)]) -> Vec<Colour> {
    let dyes: Vec<Colour> = DYES.iter().filter_map(|dye| Colour::read(dye)).collect();
    let mut taken: Vec<Colour> = themes.iter().filter_map(|(_, colour)| *colour).collect();
    themes
        .iter()
        .map(|(id, colour)| {
            if let Some(colour) = colour {
                return *colour;
            }
            let first = ContentHash::of(id.as_bytes()).byte(0) as usize;
            let turns = (0..dyes.len()).map(|turn| dyes[(first + turn * 5) % dyes.len()]);
            let free = |least: f64| {
                let mut turns = turns.clone();
                turns.find(|dye| taken.iter().all(|other| apart(*dye, *other, least)))
            };
            let chosen = APART.into_iter().find_map(free).unwrap_or(dyes[first % dyes.len()]);
            taken.push(chosen);
            chosen
        })
        .collect()
}

/// How far apart the hues of themes should be, in degrees: as far as there are dyes for.
const APART: [f64; 3] = [65.0, 40.0, 18.0];

/// Whether two colours would not be taken for one family.
fn apart(one: Colour, other: Colour, least: f64) -> bool {
    let (one, other) = (one.lch(), other.lch());
    let hues = (one.hue - other.hue + 540.0).rem_euclid(360.0) - 180.0;
    hues.abs() > least
}
