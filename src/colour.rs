//! Colours: read, printed, measured and moved.
//!
//! In: `#rrggbb`. Out: `Colour`, its contrast with another, the nearest one that can be read on given grounds.
//! Lightness, chroma and hue are those of OKLCH, in which equal steps look equal. The only user of the crate palette.
//!
//! - `cloth` makes the tones of a theme from one colour

pub mod cloth;

use std::fmt;

use palette::color_difference::Wcag21RelativeContrast;
use palette::convert::FromColorUnclamped;
use palette::{FromColor, LinSrgb, Oklch, Srgb};

/// A colour of the screen (sRGB).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// The same colour as the eye takes it (OKLCH).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lch {
    /// From 0, black, to 1, white.
    pub lightness: f64,
    /// How far from grey: 0 is grey, and what screens can show ends between 0.1 and 0.35.
    pub chroma: f64,
    /// Degrees around the circle: 30 red, 90 yellow, 145 green, 265 blue, 330 purple.
    pub hue: f64,
}

/// Below this chroma a colour counts as grey, and its hue as chance.
pub const GREY: f64 = 0.025;

/// How many steps of lightness are tried on either side when a better colour is looked for.
const STEPS: u16 = 500;

impl Colour {
    /// A colour of red, green and blue, each from 0 to 255.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Its red, green and blue.
    pub const fn parts(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// Reads `#rrggbb` or `#rgb`, with or without its sign.
    pub fn read(text: &str) -> Option<Self> {
        let digits: Option<Vec<u8>> = text
            .trim_start_matches('#')
            .chars()
            .map(|sign| sign.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        match digits?.as_slice() {
            [r, g, b] => Some(Self { red: r * 17, green: g * 17, blue: b * 17 }),
            [r, s, g, h, b, c] => Some(Self { red: r * 16 + s, green: g * 16 + h, blue: b * 16 + c }),
            _ => None,
        }
    }

    /// The colour as the eye takes it.
    pub fn lch(self) -> Lch {
        let colour = Oklch::from_color(self.linear());
        Lch { lightness: colour.l, chroma: colour.chroma, hue: colour.hue.into_positive_degrees() }
    }

    /// The nearest colour that screens can show: lightness and hue are kept, chroma is taken back as far as needed.
    pub fn from_lch(wanted: Lch) -> Self {
        let (mut inside, mut outside) = (0.0, wanted.chroma);
        if fits(wanted) {
            inside = outside;
        }
        // Twenty halvings are far finer than the 256 steps of a channel.
        for _ in 0..20 {
            let chroma = f64::midpoint(inside, outside);
            if fits(Lch { chroma, ..wanted }) {
                inside = chroma;
            } else {
                outside = chroma;
            }
        }
        let wide: Srgb<f64> = Srgb::from_linear(linear(Lch { chroma: inside, ..wanted }));
        let colour: Srgb<u8> = wide.into_format();
        Self { red: colour.red, green: colour.green, blue: colour.blue }
    }

    /// The contrast ratio of two colours, from 1 to 21: WCAG 2.2, “contrast ratio” and “relative luminance” in
    /// section 6, which success criteria 1.4.3, 1.4.6 and 1.4.11 are measured by.
    pub fn contrast(self, other: Self) -> f64 {
        self.wide().relative_contrast(other.wide())
    }

    fn wide(self) -> Srgb<f64> {
        Srgb::new(self.red, self.green, self.blue).into_format()
    }

    fn linear(self) -> LinSrgb<f64> {
        self.wide().into_linear()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

fn linear(colour: Lch) -> LinSrgb<f64> {
    LinSrgb::from_color_unclamped(Oklch::new(colour.lightness, colour.chroma, colour.hue))
}

fn fits(colour: Lch) -> bool {
    let linear = linear(colour);
    // A thousandth past the edge is less than one step of a channel.
    [linear.red, linear.green, linear.blue].iter().all(|part| (-0.0005..=1.0005).contains(part))
}

/// A ground that a colour is to be read on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ground {
    /// Its colour.
    pub colour: Colour,
    /// The contrast needed.
    pub at_least: f64,
}

/// Whether a colour can be read on all of these grounds.
pub fn reads_on(colour: Colour, grounds: &[Ground]) -> bool {
    grounds.iter().all(|ground| colour.contrast(ground.colour) >= ground.at_least)
}

/// The colour nearest in lightness, of the same hue, that can be read on all of these grounds; itself if it can.
/// `None` where black and white fail too.
pub fn nearest(colour: Colour, grounds: &[Ground]) -> Option<Colour> {
    if reads_on(colour, grounds) {
        return Some(colour);
    }
    let own = colour.lch();
    let at = |lightness: f64| Colour::from_lch(Lch { lightness, ..own });
    (1..=STEPS)
        .flat_map(|step| {
            let by = f64::from(step) / f64::from(STEPS);
            [own.lightness - by, own.lightness + by]
        })
        .filter(|lightness| (0.0..=1.0).contains(lightness))
        .map(at)
        // Where the hue itself is in the way, only black or white is left.
        .chain([0.0, 1.0].map(|lightness| Colour::from_lch(Lch { lightness, chroma: 0.0, ..own })))
        .find(|candidate| reads_on(*candidate, grounds))
}
