//! An outline as a design gives it.
//!
//! In: the text of `map/outline.toml`. Out: `Outline`: projected rings and lines, ready to be drawn; and every fault with its place.

use super::Point;
use super::projection::Projection;
use crate::details::reader::{Dialect, Fields};
use crate::details::{Kind, Value, toml};
use crate::diagnostic::{Code, Diagnostic, Found, did_you_mean};
use crate::source::{Source, Span};

/// Where a design keeps its outline.
pub const FILE: &str = "map/outline.toml";

/// Units of the drawing from left to right.
const WIDTH: f64 = 560.0;
/// Units around the land.
const MARGIN: f64 = 12.0;
/// A country taller than this many widths makes no map for a page.
const TALLEST: f64 = 4.0;

const OUTLINE: Dialect = Dialect {
    unknown: Code::E305,
    kind: Code::E305,
    list: Code::E305,
    rule: Code::E305,
    missing: Code::E305,
    word: "setting of an outline",
    equals: " = ",
};

/// A country, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// What it shows.
    pub title: String,
    /// Where it comes from and under which terms.
    pub source: String,
    /// Rings of the country itself.
    pub(super) land: Vec<Vec<Point>>,
    /// Rings of land beside it, shown quietly.
    pub(super) neighbours: Vec<Vec<Point>>,
    /// Lines between its parts.
    pub(super) borders: Vec<Vec<Point>>,
    bounds: Bounds,
    frame: Frame,
    projection: Projection,
}

/// Where the map ends, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bounds {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Bounds {
    fn hold(&self, longitude: f64, latitude: f64) -> bool {
        (self.west..=self.east).contains(&longitude) && (self.south..=self.north).contains(&latitude)
    }
}

/// How projected points become points of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Frame {
    left: f64,
    top: f64,
    scale: f64,
    height: f64,
}

impl Frame {
    fn around(points: impl Iterator<Item = (f64, f64)>) -> Self {
        let start = (f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY);
        let (left, right, bottom, top) = points.fold(start, |(left, right, bottom, top), (x, y)| {
            (left.min(x), right.max(x), bottom.min(y), top.max(y))
        });
        let scale = (WIDTH - 2.0 * MARGIN) / (right - left).max(1e-9);
        let height = ((top - bottom) * scale + 2.0 * MARGIN).ceil();
        Self { left, top, scale, height }
    }

    fn point(&self, (x, y): (f64, f64)) -> Point {
        Point { x: (x - self.left) * self.scale + MARGIN, y: (self.top - y) * self.scale + MARGIN }
    }
}

impl Outline {
    /// Units from left to right.
    pub fn width(&self) -> f64 {
        WIDTH
    }

    /// Units from top to bottom.
    pub fn height(&self) -> f64 {
        self.frame.height
    }

    /// Both in whole units.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "both are whole, positive and small"
    )]
    pub fn size(&self) -> (u32, u32) {
        (self.width() as u32, self.height() as u32)
    }

    /// Where a place is on the drawing; `None` outside the map.
    pub fn place(&self, longitude: f64, latitude: f64) -> Option<Point> {
        let point = self.frame.point(self.projection.project(longitude, latitude));
        let inside = (0.0..=self.width()).contains(&point.x) && (0.0..=self.height()).contains(&point.y);
        (inside && self.bounds.hold(longitude, latitude)).then_some(point)
    }
}

/// Reads an outline.
pub fn read(source: &Source) -> Found<Option<Outline>> {
    let read = toml::read(source.text());
    let fault = |fault: toml::Fault| {
        let place = source.place(fault.span);
        fault.told(Code::E305, place).otherwise(HELP)
    };
    let mut diagnostics: Vec<Diagnostic> = read.faults.into_iter().map(fault).collect();
    if !diagnostics.is_empty() {
        return Found { value: None, diagnostics };
    }
    let mut top = Fields::new(&read.table, source, 0, OUTLINE);
    let value = outline(&mut top, source);
    diagnostics.extend(top.finish(&unknown));
    let sound = !diagnostics.iter().any(Diagnostic::is_error);
    Found { value: value.filter(|_| sound), diagnostics }
}

/// What to do about a key that is like no other.
fn unknown(key: &str) -> Option<String> {
    const KEYS: [&str; 16] = [
        "title",
        "source",
        "licence",
        "bounds",
        "west",
        "east",
        "south",
        "north",
        "projection",
        "kind",
        "meridian",
        "parallel_1",
        "parallel_2",
        "rings",
        "lines",
        "name",
    ];
    did_you_mean(key, KEYS).is_none().then(|| format!("Take it out. {HELP}"))
}

const HELP: &str = "See map/outline.toml of the design commons for an example.";

fn outline(top: &mut Fields<'_>, source: &Source) -> Option<Outline> {
    let title = top.words("title").unwrap_or_default();
    let origin = top.words("source").unwrap_or_default();
    let licence = top.words("licence").unwrap_or_default();
    let bounds = bounds(top);
    let projection = projection(top);
    let mut shapes = |table, key, least| lines(top, source, bounds, (table, key, least));
    let land = shapes("land", "rings", 3);
    let neighbours = shapes("neighbours", "rings", 3);
    let borders = shapes("borders", "lines", 2);
    let (bounds, projection, land) = (bounds?, projection?, land?);
    if land.is_empty() {
        top.missing("The outline has no land.", "Write a ring of it below a line [[land]].");
        return None;
    }
    let flat = |lines: Vec<Vec<(f64, f64)>>| -> Vec<Vec<(f64, f64)>> {
        let line = |line: Vec<(f64, f64)>| line.iter().map(|(x, y)| projection.project(*x, *y)).collect();
        lines.into_iter().map(line).collect()
    };
    let (land, neighbours, borders) =
        (flat(land), flat(neighbours.unwrap_or_default()), flat(borders.unwrap_or_default()));
    let frame = Frame::around(land.iter().chain(&neighbours).flatten().copied());
    // Far from its meridian a projection leads to infinity, which is no height either.
    if !frame.scale.is_normal() || frame.height > TALLEST * WIDTH {
        let help = "Move its bounds closer together, or choose a meridian in the middle of them.";
        top.missing("The outline is too tall for a page.", help);
        return None;
    }
    let drawn = |lines: Vec<Vec<(f64, f64)>>| -> Vec<Vec<Point>> {
        lines.into_iter().map(|line| line.into_iter().map(|point| frame.point(point)).collect()).collect()
    };
    Some(Outline {
        title,
        source: [origin, licence].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". "),
        land: drawn(land),
        neighbours: drawn(neighbours),
        borders: drawn(borders),
        bounds,
        frame,
        projection,
    })
}

/// Reads a table that an outline cannot do without.
fn needed<T>(
    top: &mut Fields<'_>,
    key: &'static str,
    example: &str,
    make: impl Fn(&mut Fields<'_>) -> Option<T>,
) -> Option<T> {
    let Some(table) = top.table(key) else {
        if !top.has(key) {
            top.missing(
                format!("The outline has no {key}."),
                format!("Write [{key}] and below it {example}"),
            );
        }
        return None;
    };
    let mut fields = top.inside(table);
    let made = make(&mut fields);
    if made.is_none() && fields.diagnostics.is_empty() {
        fields.missing(format!("[{key}] is not complete."), format!("Write below it {example}"));
    }
    top.diagnostics.extend(fields.finish(&unknown));
    made
}

fn bounds(top: &mut Fields<'_>) -> Option<Bounds> {
    const EXAMPLE: &str = "west = …, east = …, south = … and north = …, each on a line, in degrees.";
    needed(top, "bounds", EXAMPLE, |fields| {
        let west = fields.number("west", -180.0, 180.0);
        let east = fields.number("east", -180.0, 180.0);
        let south = fields.number("south", -85.0, 85.0);
        let north = fields.number("north", -85.0, 85.0);
        let bounds = Bounds { west: west?, east: east?, south: south?, north: north? };
        if bounds.west < bounds.east && bounds.south < bounds.north && bounds.east - bounds.west <= 90.0 {
            return Some(bounds);
        }
        let span = fields.item("west").map_or(Span::default(), |item| item.value.span);
        fields.refuse(
            span,
            "These bounds hold no map.",
            "West is less than east, by at most 90 degrees, and south less than north.",
        );
        None
    })
}

fn projection(top: &mut Fields<'_>) -> Option<Projection> {
    const EXAMPLE: &str = "kind = \"transverse-mercator\" and meridian = …, or kind = \"lambert-conformal-conic\", \
        meridian = …, parallel_1 = … and parallel_2 = …, in degrees.";
    needed(top, "projection", EXAMPLE, |fields| {
        let kind = fields.text("kind");
        let meridian = fields.number("meridian", -180.0, 180.0);
        let first = fields.number("parallel_1", -80.0, 80.0);
        let second = fields.number("parallel_2", -80.0, 80.0);
        let kind = kind?;
        match kind.value.as_str() {
            "transverse-mercator" => Some(Projection::TransverseMercator { meridian: meridian? }),
            "lambert-conformal-conic" => {
                let (meridian, parallels) = (meridian?, (first?, second?));
                // Parallels on either side of the equator make no cone.
                let cone = parallels.0 * parallels.1 > 0.0;
                if !cone {
                    let help = "Choose two parallels on the same side of the equator.";
                    fields.refuse(kind.span, "These parallels make no cone.", help);
                }
                cone.then_some(Projection::LambertConformalConic { meridian, parallels })
            }
            other => {
                let message = format!("There is no projection “{other}”.");
                fields.refuse(
                    kind.span,
                    message,
                    "Projections: transverse-mercator, lambert-conformal-conic.",
                );
                None
            }
        }
    })
}

type Degrees = Vec<Vec<(f64, f64)>>;

/// The rings or lines of all tables of one kind.
fn lines(
    top: &mut Fields<'_>,
    source: &Source,
    bounds: Option<Bounds>,
    (table, key, least): (&'static str, &'static str, usize),
) -> Option<Degrees> {
    let mut found = Degrees::new();
    let mut sound = true;
    for table in top.tables(table) {
        let mut fields = top.inside(table);
        fields.words("name");
        for value in fields.values(key) {
            match line(value, source, bounds, least) {
                Ok(line) => found.push(line),
                Err((span, message)) => {
                    fields.refuse(
                        span,
                        message,
                        "Points are written as \"east north, east north, …\", in degrees.",
                    );
                    sound = false;
                }
            }
        }
        top.diagnostics.extend(fields.finish(&unknown));
    }
    sound.then_some(found)
}

/// The points of one ring or line, read where they stand, so that each fault has its place.
fn line(
    value: &Value,
    source: &Source,
    bounds: Option<Bounds>,
    least: usize,
) -> Result<Vec<(f64, f64)>, (Span, String)> {
    let written = source.text().get(value.span.range()).unwrap_or("");
    if !matches!(value.kind, Kind::Text { .. }) {
        return Err((value.span, format!("This needs to be text, but is {}.", value.kind.name())));
    }
    let inside = written.trim_matches(['"', '\'']);
    let start = value.span.start as usize + written.find(inside).unwrap_or(0);
    let mut points = Vec::new();
    let mut offset = start;
    for part in inside.split(',') {
        let span = Span::new(offset, offset + part.len());
        offset += part.len() + 1;
        let mut numbers = part.split_whitespace().map(str::parse::<f64>);
        let (Some(Ok(longitude)), Some(Ok(latitude)), None) =
            (numbers.next(), numbers.next(), numbers.next())
        else {
            return Err((span, format!("“{}” is not a point.", part.trim())));
        };
        if bounds.is_some_and(|bounds| !bounds.hold(longitude, latitude)) {
            return Err((span, format!("The point {longitude} {latitude} lies outside the bounds.")));
        }
        points.push((longitude, latitude));
    }
    if points.len() < least {
        return Err((value.span, format!("This has {} points; it needs at least {least}.", points.len())));
    }
    Ok(points)
}
