//! Patches and quilts are printed as SVG.
//!
//! In: patches, with the ids of their themes or with colours. Out: SVG; in pages its tones are classes, which style
//! sheets colour; alone, for cards and covers, they are colours.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::Patch;
use super::drawing::{self, Painted};
use super::sew::{Cell, Quilt};
use crate::colour::cloth::{Tone, Tones};
use crate::markup::{push_attribute, push_text};

/// Where a patch of a quilt leads.
pub struct Link<'a> {
    /// The address.
    pub href: String,
    /// What is shown when a pointer rests on it.
    pub title: &'a str,
    /// The id of the theme whose cloth it is sewn from.
    pub theme: Option<&'a str>,
}

/// The side of a patch in a quilt.
const SIDE: usize = 12;

/// The same with what reaches under the next one.
const REACH: f64 = 12.12;

/// Plain cloth is of the quietest tones.
const PLAIN: [(Tone, Tone); 2] = [(Tone::Pale, Tone::Soft), (Tone::Soft, Tone::Pale)];

/// A patch for pages. Its tones are the classes `deep`, `mid`, `soft`, `pale` and `spark`.
pub fn inline(patch: Patch, theme: Option<&str>) -> String {
    let painted = drawing::painted(patch.block, patch.scheme, patch.turn);
    let mut svg = String::with_capacity(480);
    svg.push_str("<svg");
    push_class(&mut svg, "patch", theme);
    let side = painted.side;
    let _ = write!(svg, " viewBox=\"0 0 {side} {side}\" width=\"48\" height=\"48\" aria-hidden=\"true\"");
    push_crisp(&mut svg, painted);
    svg.push('>');
    push_paths(&mut svg, painted, &by_class);
    svg.push_str("</svg>");
    svg
}

/// A patch alone, in colours, `pixels` wide: for cards and covers.
pub fn standalone(patch: Patch, tones: &Tones, pixels: u32) -> String {
    let painted = drawing::painted(patch.block, patch.scheme, patch.turn);
    let side = painted.side;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{pixels}\" height=\"{pixels}\""
    );
    push_crisp(&mut svg, painted);
    svg.push('>');
    push_paths(&mut svg, painted, &|tone| format!("fill=\"{}\"", tones.of(tone)));
    svg.push_str("</svg>");
    svg
}

impl Quilt {
    /// The quilt for pages, every patch a link. It is decoration: hidden from assistive technology and passed over by
    /// the keyboard, so a list of the same links must stand beside it.
    pub fn inline<'a>(&self, link: &dyn Fn(usize) -> Link<'a>) -> String {
        let mut svg = String::with_capacity(self.cells.len() * 480);
        let (width, height) = (self.columns * SIDE, self.rows * SIDE);
        let _ = write!(
            svg,
            "<svg class=\"quilt\" viewBox=\"0 0 {width} {height}\" width=\"{}\" height=\"{}\" aria-hidden=\"true\">",
            width * 4,
            height * 4
        );
        for (index, cell) in self.cells.iter().enumerate() {
            let painted = painted(*cell);
            match cell {
                Cell::Patch { essay, .. } => {
                    let link = link(*essay);
                    svg.push_str("<a");
                    push_attribute(&mut svg, "href", &link.href);
                    svg.push_str(" tabindex=\"-1\"><title>");
                    push_text(&mut svg, link.title);
                    svg.push_str("</title>");
                    self.push_cell(&mut svg, index, painted, link.theme, &by_class);
                    svg.push_str("</a>");
                }
                Cell::Plain { like, .. } => {
                    self.push_cell(&mut svg, index, painted, link(*like).theme, &by_class);
                }
            }
        }
        svg.push_str("</svg>");
        svg
    }

    /// The quilt alone, in colours: for cards and covers. `tones` gives the cloth of an essay's theme, and `pixels` is
    /// the side of a patch.
    pub fn standalone<'a>(&self, tones: &dyn Fn(usize) -> &'a Tones, pixels: usize) -> String {
        let (width, height) = (self.columns * SIDE, self.rows * SIDE);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{}\" height=\"{}\">",
            self.columns * pixels,
            self.rows * pixels
        );
        for (index, cell) in self.cells.iter().enumerate() {
            let (Cell::Patch { essay, .. } | Cell::Plain { like: essay, .. }) = cell;
            let tones = tones(*essay);
            let fill = |tone: Tone| format!("fill=\"{}\"", tones.of(tone));
            self.push_cell(&mut svg, index, painted(*cell), None, &fill);
        }
        svg.push_str("</svg>");
        svg
    }

    /// A cell in its place, a hundredth too large: it reaches a little under the next one, or a line would show between
    /// them where they meet between two pixels. For the same reason nothing is cut off at its edge.
    fn push_cell(
        &self,
        svg: &mut String,
        index: usize,
        painted: &Painted,
        theme: Option<&str>,
        fill: &dyn Fn(Tone) -> String,
    ) {
        let (column, row) = (index % self.columns, index / self.columns);
        let side = painted.side;
        svg.push_str("<svg");
        if let Some(theme) = theme {
            push_attribute(svg, "class", &format!("theme-{theme}"));
        }
        let _ = write!(
            svg,
            " x=\"{}\" y=\"{}\" width=\"{REACH}\" height=\"{REACH}\" viewBox=\"0 0 {side} {side}\" overflow=\"visible\"",
            column * SIDE,
            row * SIDE
        );
        push_crisp(svg, painted);
        svg.push('>');
        push_paths(svg, painted, fill);
        svg.push_str("</svg>");
    }
}

fn painted(cell: Cell) -> &'static Painted {
    match cell {
        Cell::Patch { patch, .. } => drawing::painted(patch.block, patch.scheme, patch.turn),
        Cell::Plain { kind, .. } => plain(kind),
    }
}

static PLAIN_PAINTED: LazyLock<Vec<Painted>> = LazyLock::new(|| {
    let seams = ["M0 0h8v8H0zM8 8h8v8H8z", "M3 3h10v10H3z", "M0 4h16v4H0zM0 12h16v4H0z"];
    let painted = |path: &str, (ground, figure): (Tone, Tone)| Painted {
        side: 16,
        ground,
        paths: vec![(figure, path.to_owned())],
        upright: true,
    };
    seams.iter().flat_map(|path| PLAIN.map(|tones| painted(path, tones))).collect()
});

/// Plain cloth, with the quietest of seams: it fills the quilt and says nothing.
fn plain(kind: usize) -> &'static Painted {
    &PLAIN_PAINTED[kind % PLAIN_PAINTED.len()]
}

fn by_class(tone: Tone) -> String {
    format!("class=\"{}\"", tone.word())
}

fn push_class(svg: &mut String, class: &str, theme: Option<&str>) {
    let class = theme.map_or_else(|| class.to_owned(), |theme| format!("{class} theme-{theme}"));
    push_attribute(svg, "class", &class);
}

/// Where every edge is upright, it may fall on whole pixels.
fn push_crisp(svg: &mut String, painted: &Painted) {
    if painted.upright {
        svg.push_str(" shape-rendering=\"crispEdges\"");
    }
}

fn push_paths(svg: &mut String, painted: &Painted, fill: &dyn Fn(Tone) -> String) {
    let side = painted.side;
    let _ = write!(svg, "<path {} d=\"M0 0h{side}v{side}H0z\"/>", fill(painted.ground));
    for (tone, path) in &painted.paths {
        let _ = write!(svg, "<path {} d=\"{path}\"/>", fill(*tone));
    }
}
