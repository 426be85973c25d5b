//! Places on a map: a still picture of a country, with a dot for every place that has room on it.
//!
//! In: the outline of a design (`map/outline.toml`), and places by latitude and longitude. Out: `Outline`, `Chart`, and SVG text.
//! Knows neither pages nor addresses: whoever draws says where a dot leads.
//!
//! A chart has two plates, one for narrow screens and one for wide, since names that fit on one do not fit on the
//! other; a style sheet shows one of them. On each plate dots keep clear of one another, and a name stands beside its
//! dot where it has room; elsewhere the dot holds the number of the place in the list beside the map.
//!
//! **One set of links, not two.** The list beside the map names every place, also those that are not drawn, and says
//! more about each; so it is the list that the Tab key and screen readers are given. The picture is hidden from
//! assistive technology as a whole, and its dots are links for pointers only (`tabindex="-1"`), at least 24 pixels
//! wide on the smallest screens. Two lists of the same links one after the other would help nobody.
//!
//! - `outline` reads an outline, `projection` makes degrees flat
//! - `spread` keeps dots apart, `labels` finds room for names, `draw` writes the SVG

mod draw;
mod labels;
mod outline;
mod projection;
mod spread;

pub use outline::{FILE, Outline, read};

/// A point of the drawing, in its units, from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Units from the left.
    pub x: f64,
    /// Units from the top.
    pub y: f64,
}

impl Point {
    fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// A place to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// Its name.
    pub name: &'a str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How much it matters when there is no room for all.
    pub weight: usize,
}

/// Places laid out on an outline. Spots are known by their index.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Where each spot truly is; `None` for those outside the map.
    pub truths: Vec<Option<Point>>,
    /// The plate for narrow screens.
    pub narrow: Plate,
    /// The plate for wide screens.
    pub wide: Plate,
}

/// One way of laying out the dots.
#[derive(Clone, Debug, PartialEq)]
pub struct Plate {
    /// Units of the drawing in one pixel at the least width this plate is shown at.
    pub unit: f64,
    /// The dots, by spot.
    pub dots: Vec<Dot>,
}

/// A dot on a plate.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// The spot.
    pub spot: usize,
    /// Where the spot truly is.
    pub truth: Point,
    /// Where the dot is drawn.
    pub at: Point,
    /// The name beside it; `None` where it has no room, and the dot holds a number instead.
    pub label: Option<Label>,
}

/// A name beside a dot.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The name, or as much of it as stands before a comma.
    pub text: String,
    /// Where its line begins, ends or has its middle, by `anchor`.
    pub at: Point,
    /// `start`, `end` or `middle`.
    pub anchor: &'static str,
}

/// Pixels between the middles of two dots, at least: a pointer needs a target of 24 (WCAG 2.2, criterion 2.5.8).
/// The rest is for rounding.
pub const APART: f64 = 24.5;
/// The least width in pixels that each plate is shown at: a screen of 320 with margins, and a wide one.
const NARROW: f64 = 272.0;
const WIDE: f64 = 400.0;
/// More dots than this have no room in any case.
const MOST: usize = 160;

impl Chart {
    /// Lays out the spots.
    pub fn new(outline: &Outline, spots: &[Spot<'_>]) -> Self {
        let truths: Vec<Option<Point>> =
            spots.iter().map(|spot| outline.place(spot.longitude, spot.latitude)).collect();
        let mut drawn: Vec<usize> = (0..spots.len()).filter(|index| truths[*index].is_some()).collect();
        drawn.sort_by_key(|index| (std::cmp::Reverse(spots[*index].weight), *index));
        drawn.truncate(MOST);
        let plate = |width: f64| {
            let unit = outline.width() / width;
            let dots = spread::spread(outline, &drawn, &truths, unit);
            Plate { unit, dots: labels::label(outline, dots, spots, unit) }
        };
        let (narrow, wide) = (plate(NARROW), plate(WIDE));
        Self { truths, narrow, wide }
    }

    /// Whether a spot has a dot on both plates.
    pub fn shows(&self, spot: usize) -> bool {
        [&self.narrow, &self.wide].iter().all(|plate| plate.dots.iter().any(|dot| dot.spot == spot))
    }

    /// Whether some dots stand beside their true places, with a line to them.
    pub fn is_spread(&self) -> bool {
        [&self.narrow, &self.wide].iter().any(|plate| plate.dots.iter().any(|dot| dot.is_moved(plate.unit)))
    }
}

impl Dot {
    /// Whether it stands so far from its true place that a line is drawn to it.
    pub fn is_moved(&self, unit: f64) -> bool {
        self.at.distance(self.truth) > 2.0 * unit
    }
}
