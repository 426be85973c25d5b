//! Names are set beside their dots where they have room.
//!
//! In: dots and names. Out: the same dots, those with room with a label.
//! A name is tried to the right of its dot, to the left, then askew, below and above; then as much of it as stands
//! before a comma. The dots with the fewest ways out choose first (E. Imhof's order of places around a point, from 1962,
//! with the level ones first, since these read best beside a round dot).

use super::{Dot, Label, Outline, Point, Spot};

/// Sizes in pixels: of the letters, of a dot, of a dot that holds a number, and of the gap beside it.
pub(super) const LETTERS: f64 = 12.0;
pub(super) const DOT: f64 = 4.5;
pub(super) const DISC: f64 = 8.5;
const GAP: f64 = 4.0;

/// Finds room for names.
pub(super) fn label(outline: &Outline, mut dots: Vec<Dot>, spots: &[Spot<'_>], unit: f64) -> Vec<Dot> {
    let obstacles = obstacles(&dots, unit);
    let edge = Box { left: 0.0, right: outline.width(), top: 0.0, bottom: outline.height() };
    let candidates: Vec<Vec<Candidate>> = dots
        .iter()
        .map(|dot| {
            let all = candidates(dot, spots[dot.spot].name, unit).into_iter();
            all.filter(|candidate| edge.holds(&candidate.area) && clear(candidate, dot.spot, &obstacles))
                .collect()
        })
        .collect();
    let mut order: Vec<usize> = (0..dots.len()).filter(|index| !candidates[*index].is_empty()).collect();
    order.sort_by_key(|index| (candidates[*index].len(), *index));
    let mut taken: Vec<Box> = Vec::new();
    for index in order {
        let free = |candidate: &&Candidate| !taken.iter().any(|area| area.meets(&candidate.area));
        if let Some(found) = candidates[index].iter().find(free) {
            taken.push(found.area);
            dots[index].label = Some(found.label.clone());
        }
    }
    dots
}

/// An upright box.
#[derive(Clone, Copy)]
struct Box {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Box {
    fn around(point: Point, radius: f64) -> Self {
        Self {
            left: point.x - radius,
            right: point.x + radius,
            top: point.y - radius,
            bottom: point.y + radius,
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }
}

struct Candidate {
    area: Box,
    label: Label,
}

/// What names must not cover, and of which spot it is: dots, true places, and the lines between them.
fn obstacles(dots: &[Dot], unit: f64) -> Vec<(usize, Box)> {
    let mut obstacles = Vec::new();
    for dot in dots {
        obstacles.push((dot.spot, Box::around(dot.at, (DISC + 1.0) * unit)));
        if !dot.is_moved(unit) {
            continue;
        }
        for step in 0..8 {
            let part = f64::from(step) / 8.0;
            let point = Point {
                x: dot.truth.x + (dot.at.x - dot.truth.x) * part,
                y: dot.truth.y + (dot.at.y - dot.truth.y) * part,
            };
            obstacles.push((usize::MAX, Box::around(point, 1.5 * unit)));
        }
    }
    obstacles
}

fn clear(candidate: &Candidate, spot: usize, obstacles: &[(usize, Box)]) -> bool {
    !obstacles.iter().any(|(other, area)| *other != spot && area.meets(&candidate.area))
}

/// Ways to set a name, the best first.
fn candidates(dot: &Dot, name: &str, unit: f64) -> Vec<Candidate> {
    let mut texts = vec![name.trim()];
    texts.extend(name.split_once(',').map(|(short, _)| short.trim()).filter(|short| !short.is_empty()));
    let beside = DOT + GAP;
    // Pixels from the dot's middle to the label's nearest side and to the middle of its line.
    let ways = [
        ("start", beside, 0.0),
        ("end", -beside, 0.0),
        ("start", 0.7 * beside, -9.0),
        ("start", 0.7 * beside, 9.0),
        ("end", -0.7 * beside, -9.0),
        ("end", -0.7 * beside, 9.0),
        ("middle", 0.0, 14.0),
        ("middle", 0.0, -14.0),
    ];
    let mut found = Vec::new();
    for text in texts {
        let width = width(text) * LETTERS * unit;
        for (anchor, across, down) in ways {
            let x = dot.at.x + across * unit;
            let middle = dot.at.y + down * unit;
            let left = match anchor {
                "start" => x,
                "end" => x - width,
                _ => x - width / 2.0,
            };
            let half = LETTERS * unit * 0.55;
            let area = Box { left, right: left + width, top: middle - half, bottom: middle + half };
            // The middle of lower-case letters lies about a third of their size above the line they stand on.
            let at = Point { x, y: middle + LETTERS * unit * 0.34 };
            found.push(Candidate { area, label: Label { text: text.to_owned(), at, anchor } });
        }
    }
    found
}

/// About how wide a text is in a sans-serif, in sizes of its letters. Rather too wide than too narrow.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(letter_width).sum()
}

fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'l' | 'j' | '.' | ',' | '\'' | '’' | ':' | ';' | '|' => 0.29,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '-' | ' ' => 0.38,
        'm' | 'w' | 'M' | 'W' | '—' => 0.90,
        letter if letter.is_uppercase() => 0.70,
        letter if letter.is_ascii() => 0.59,
        // Accented Latin letters are as wide as plain ones; signs of other scripts may be twice as wide.
        '\u{00C0}'..='\u{024F}' => 0.62,
        _ => 1.0,
    }
}
