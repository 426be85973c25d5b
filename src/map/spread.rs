//! Dots that stand too close are moved apart.
//!
//! In: true points. Out: dots, no two nearer than [`APART`] pixels, all inside the drawing.
//! Where far more places lie together than there is room for, those that matter least are left to the list at once.
//! Two dots that are too close push one another away by the same amount, so a group opens around its common middle.
//! What is still too close after that looks for room in growing rings; what finds none is left to the list. At last every
//! dot goes back towards its true place as far as the others let it, since pushing in a crowd drives some too far.

use std::f64::consts::TAU;

use super::{APART, Dot, Outline, Point};

/// Within so many pixels of a true place, at most so many others are drawn: a cluster may open into the empty land around
/// it, but on a map with more dots than `MANY` there is no empty land, and dots would end far from home.
const CROWD: f64 = 36.0;
const IN_A_CLUSTER: usize = 9;
const IN_A_CROWD: usize = 5;
const MANY: usize = 60;
/// Rounds of pushing, at most.
const ROUNDS: usize = 240;
/// Pixels that a dot may stand from its true place.
const FARTHEST: f64 = 64.0;
/// Pixels from a dot to the edge of the drawing: half a pointer's target.
const EDGE: f64 = 12.0;
/// The angle between two next seeds of a sunflower: no two dots at one point are pushed the same way.
const GOLDEN: f64 = 2.399_963_229_728_653;

/// The dots of `drawn` on a plate with `unit` units to the pixel, by spot. The first of `drawn` are placed first.
pub(super) fn spread(outline: &Outline, drawn: &[usize], truths: &[Option<Point>], unit: f64) -> Vec<Dot> {
    let dot =
        |spot: &usize| Some(Dot { spot: *spot, truth: truths[*spot]?, at: truths[*spot]?, label: None });
    let mut dots: Vec<Dot> = thin(drawn.iter().filter_map(dot).collect(), unit);
    let room = Room { width: outline.width(), height: outline.height(), unit };
    for dot in &mut dots {
        dot.at = room.inside(dot.at);
    }
    for _ in 0..ROUNDS {
        if !push(&mut dots, &room) {
            break;
        }
    }
    let mut settled = settle(dots, &room);
    draw_in(&mut settled, &room);
    settled.sort_by_key(|dot| dot.spot);
    settled
}

/// Takes dots as long as there are not too many near them already.
fn thin(dots: Vec<Dot>, unit: f64) -> Vec<Dot> {
    let most = if dots.len() > MANY { IN_A_CROWD } else { IN_A_CLUSTER };
    let mut taken: Vec<Dot> = Vec::with_capacity(dots.len());
    for dot in dots {
        let near = |other: &&Dot| other.truth.distance(dot.truth) < CROWD * unit;
        if taken.iter().filter(near).count() <= most {
            taken.push(dot);
        }
    }
    taken
}

struct Room {
    width: f64,
    height: f64,
    unit: f64,
}

impl Room {
    fn inside(&self, point: Point) -> Point {
        let edge = EDGE * self.unit;
        Point {
            x: point.x.clamp(edge, (self.width - edge).max(edge)),
            y: point.y.clamp(edge, (self.height - edge).max(edge)),
        }
    }

    fn apart(&self) -> f64 {
        APART * self.unit
    }
}

/// Pushes every pair that is too close; whether there was one.
fn push(dots: &mut [Dot], room: &Room) -> bool {
    let apart = room.apart();
    let mut any = false;
    for first in 0..dots.len() {
        for second in first + 1..dots.len() {
            let (a, b) = (dots[first].at, dots[second].at);
            let gap = a.distance(b);
            if gap >= apart - 1e-6 {
                continue;
            }
            any = true;
            let (dx, dy) = direction(&dots[first], &dots[second], gap);
            let by = (apart - gap) / 2.0 + 1e-6;
            dots[first].at = room.inside(Point { x: a.x - dx * by, y: a.y - dy * by });
            dots[second].at = room.inside(Point { x: b.x + dx * by, y: b.y + dy * by });
        }
    }
    any
}

/// From one dot towards another: as they stand, or as their true places do, or by a fixed turn.
#[expect(clippy::cast_precision_loss, reason = "there are few spots")]
fn direction(a: &Dot, b: &Dot, gap: f64) -> (f64, f64) {
    let true_gap = a.truth.distance(b.truth);
    if gap > 1e-3 {
        ((b.at.x - a.at.x) / gap, (b.at.y - a.at.y) / gap)
    } else if true_gap > 1e-3 {
        ((b.truth.x - a.truth.x) / true_gap, (b.truth.y - a.truth.y) / true_gap)
    } else {
        let (sine, cosine) = (b.spot as f64 * GOLDEN).sin_cos();
        (cosine, sine)
    }
}

/// Takes each dot where it stands, or at the nearest free point around its true place.
fn settle(dots: Vec<Dot>, room: &Room) -> Vec<Dot> {
    let mut settled: Vec<Dot> = Vec::with_capacity(dots.len());
    for mut dot in dots {
        let free = |point: &Point| {
            let near = dot.truth.distance(*point) <= FARTHEST * room.unit;
            near && settled.iter().all(|other| other.at.distance(*point) >= room.apart() - 1e-3)
        };
        let found = std::iter::once(dot.at).chain(rings(dot.truth, room)).find(free);
        if let Some(at) = found {
            dot.at = at;
            settled.push(dot);
        }
    }
    settled
}

/// Moves each dot towards its true place as far as the others let it, a few times over.
fn draw_in(dots: &mut [Dot], room: &Room) {
    for _ in 0..12 {
        for index in 0..dots.len() {
            let Dot { at, truth, .. } = dots[index];
            let goal = room.inside(truth);
            let step =
                |part: f64| Point { x: at.x + (goal.x - at.x) * part, y: at.y + (goal.y - at.y) * part };
            let free = |point: &Point| {
                let mut others = dots.iter().enumerate().filter(|(other, _)| *other != index);
                others.all(|(_, other)| other.at.distance(*point) >= room.apart() - 1e-3)
            };
            if let Some(point) = [1.0, 0.5, 0.25, 0.1].map(step).into_iter().find(free) {
                dots[index].at = point;
            }
        }
    }
}

/// Points around a place, the nearest first.
fn rings<'a>(truth: Point, room: &'a Room) -> impl Iterator<Item = Point> + 'a {
    let ring = move |step: u32| {
        let radius = f64::from(step) * room.apart() / 4.0;
        let count = 8 * step.max(1);
        (0..count).map(move |turn| {
            let (sine, cosine) = (TAU * f64::from(turn) / f64::from(count)).sin_cos();
            room.inside(Point { x: truth.x + radius * cosine, y: truth.y + radius * sine })
        })
    };
    (0..=10).flat_map(ring)
}
