//! A chart becomes SVG.
//!
//! In: an outline, a chart, and where each dot leads. Out: SVG text with classes and no styles; sizes are attributes, so
//! that the drawing holds together under any style sheet.

use std::fmt::Write as _;

use super::labels::{DISC, DOT, LETTERS};
use super::{Chart, Dot, Outline, Plate, Point, Spot};
use crate::markup;

/// Pixels across a pointer's target, halved.
const TARGET: f64 = 12.0;

impl Outline {
    fn open(&self) -> String {
        let (width, height) = (number(self.width()), number(self.height()));
        let mut svg = format!(
            "<svg class=\"map\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" aria-hidden=\"true\" focusable=\"false\">"
        );
        let shapes = [
            ("neighbours", &self.neighbours, "z"),
            ("land", &self.land, "z"),
            ("borders", &self.borders, ""),
        ];
        for (class, lines, end) in shapes.iter().filter(|(_, lines, _)| !lines.is_empty()) {
            let fill = if end.is_empty() { " fill=\"none\"" } else { "" };
            let _ = write!(svg, "\n<path class=\"map-{class}\"{fill} d=\"");
            lines.iter().for_each(|line| push_line(&mut svg, line, end));
            svg.push_str("\"/>");
        }
        svg
    }
}

impl Chart {
    /// The drawing with every dot a link. `href` says where a spot leads, `spots` how it is called.
    pub fn draw(&self, outline: &Outline, spots: &[Spot<'_>], href: impl Fn(usize) -> String) -> String {
        let mut svg = outline.open();
        // Without a style sheet only the plate for narrow screens is shown.
        for (plate, class) in [(&self.narrow, "map-narrow"), (&self.wide, "map-wide\" display=\"none")] {
            let letters = number(LETTERS * plate.unit);
            let _ = write!(svg, "\n<g class=\"{class}\" font-size=\"{letters}\">");
            push_leaders(&mut svg, plate);
            for dot in &plate.dots {
                push_dot(&mut svg, dot, spots[dot.spot].name, &href(dot.spot), plate.unit);
            }
            svg.push_str("\n</g>");
        }
        svg.push_str("\n</svg>");
        svg
    }

    /// The drawing with one spot marked, and the others as faint dots at their true places.
    pub fn locate(&self, outline: &Outline, spots: &[Spot<'_>], here: usize) -> Option<String> {
        let at = self.truths[here]?;
        let unit = self.narrow.unit;
        let mut svg = outline.open();
        let others = self.truths.iter().enumerate().filter(|(spot, _)| *spot != here);
        // A line of no length with round ends is a dot, and takes a few bytes only.
        let _ = write!(
            svg,
            "\n<path class=\"map-others\" stroke-linecap=\"round\" stroke-width=\"{}\" d=\"",
            number(5.0 * unit)
        );
        for point in others.filter_map(|(_, point)| *point) {
            let _ = write!(svg, "M{} {}h0", number(point.x), number(point.y));
        }
        let _ = write!(svg, "\"/>\n<g class=\"map-here\" font-size=\"{}\">", number(LETTERS * 1.15 * unit));
        push_circle(&mut svg, "map-ring", at, DISC * unit);
        push_circle(&mut svg, "map-mark", at, DOT * unit);
        let alone = vec![Dot { spot: here, truth: at, at, label: None }];
        if let Some(label) =
            super::labels::label(outline, alone, spots, unit * 1.3).pop().and_then(|dot| dot.label)
        {
            push_text(&mut svg, &label.text, Point { x: label.at.x, y: label.at.y }, label.anchor);
        }
        svg.push_str("</g>\n</svg>");
        Some(svg)
    }
}

fn push_leaders(svg: &mut String, plate: &Plate) {
    let moved: Vec<&Dot> = plate.dots.iter().filter(|dot| dot.is_moved(plate.unit)).collect();
    if moved.is_empty() {
        return;
    }
    svg.push_str("\n<path class=\"map-leaders\" fill=\"none\" d=\"");
    for dot in &moved {
        let (truth, at) = (dot.truth, dot.at);
        let _ = write!(svg, "M{} {}L{} {}", number(truth.x), number(truth.y), number(at.x), number(at.y));
    }
    let _ = write!(
        svg,
        "\"/>\n<path class=\"map-truths\" stroke-linecap=\"round\" stroke-width=\"{}\" d=\"",
        number(3.5 * plate.unit)
    );
    for dot in &moved {
        let _ = write!(svg, "M{} {}h0", number(dot.truth.x), number(dot.truth.y));
    }
    svg.push_str("\"/>");
}

fn push_dot(svg: &mut String, dot: &Dot, name: &str, href: &str, unit: f64) {
    svg.push_str("\n<a class=\"map-dot\"");
    markup::push_attribute(svg, "href", href);
    svg.push_str(" tabindex=\"-1\"><title>");
    markup::push_text(svg, name);
    svg.push_str("</title>");
    push_circle(svg, "map-target\" fill=\"none\" pointer-events=\"all", dot.at, TARGET * unit);
    match &dot.label {
        Some(label) => {
            push_circle(svg, "map-mark", dot.at, DOT * unit);
            push_text(svg, &label.text, label.at, label.anchor);
        }
        None => {
            push_circle(svg, "map-mark", dot.at, DISC * unit);
            let place = dot.spot + 1;
            // Three digits need smaller ones to stay inside their disc.
            let digits = number(unit * if place < 100 { 10.0 } else { 8.0 });
            let (x, y) = (number(dot.at.x), number(dot.at.y + 3.5 * unit));
            let _ = write!(
                svg,
                "<text class=\"map-number\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\" font-size=\"{digits}\">{place}</text>"
            );
        }
    }
    svg.push_str("</a>");
}

fn push_circle(svg: &mut String, class: &str, at: Point, radius: f64) {
    let (x, y, radius) = (number(at.x), number(at.y), number(radius));
    let _ = write!(svg, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
}

fn push_text(svg: &mut String, text: &str, at: Point, anchor: &str) {
    let _ = write!(svg, "<text class=\"map-name\" x=\"{}\" y=\"{}\"", number(at.x), number(at.y));
    if anchor != "start" {
        let _ = write!(svg, " text-anchor=\"{anchor}\"");
    }
    svg.push('>');
    markup::push_text(svg, text);
    svg.push_str("</text>");
}

/// A line in whole units, each point as steps from the one before.
fn push_line(svg: &mut String, line: &[Point], end: &str) {
    let mut last: Option<(f64, f64)> = None;
    for point in line {
        let (x, y) = (point.x.round(), point.y.round());
        match last {
            None => {
                let _ = write!(svg, "M{x} {y}l");
            }
            Some((before_x, before_y)) => {
                let (dx, dy) = (x - before_x, y - before_y);
                if dx == 0.0 && dy == 0.0 {
                    continue;
                }
                let apart = if svg.ends_with('l') || dx < 0.0 { "" } else { " " };
                let between = if dy < 0.0 { "" } else { " " };
                let _ = write!(svg, "{apart}{dx}{between}{dy}");
            }
        }
        last = Some((x, y));
    }
    // A line of one point has no steps.
    if svg.ends_with('l') {
        svg.push_str("0 0");
    }
    svg.push_str(end);
}

/// A number with at most one digit after the point.
fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // There is no minus zero in a drawing.
    (rounded + 0.0).to_string()
}
