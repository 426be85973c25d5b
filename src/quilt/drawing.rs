//! A drawing becomes paths, one a tone.
//!
//! In: a block, a scheme, a number of quarter turns. Out: the size of the square, and a path for each tone in the order
//! they are painted. The first fills the square, so nothing shines through.
//!
//! Where two tones meet, a screen blends each of them with what lies below, and a thin line of a third colour would show.
//! So the tone painted first always reaches a little under the one painted after it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{LazyLock, OnceLock};

use super::blocks::{BLOCKS, Drawing, Fold, SCHEMES};
use crate::colour::cloth::Tone;

/// The units of a cell's side: a triangle of half a cell has a whole point inside.
const CELL: i16 = 4;

type Point = (i16, i16);

/// A square or triangle of cloth.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// Its corners, clockwise.
    corners: Vec<Point>,
    /// A point inside it.
    inside: Point,
    /// The part of the block it belongs to.
    part: usize,
}

/// A block cut out.
struct Cut {
    /// The length of its side.
    side: i16,
    /// The pieces; they cover it.
    pieces: Vec<Piece>,
}

/// Every block, cut out once.
static CUTS: LazyLock<Vec<Cut>> = LazyLock::new(|| BLOCKS.iter().map(cut).collect());

/// A block in its colours.
pub(super) struct Painted {
    /// The length of its side.
    pub(super) side: i16,
    /// The tone that fills the square.
    pub(super) ground: Tone,
    /// The other tones in the order they are painted, each with its path.
    pub(super) paths: Vec<(Tone, String)>,
    /// Whether all its edges run straight across or straight down.
    pub(super) upright: bool,
}

/// Every block in every scheme and turn, painted when it is first wanted: thousands of essays share a few hundred.
static PAINTED: LazyLock<Vec<OnceLock<Painted>>> =
    LazyLock::new(|| (0..BLOCKS.len() * SCHEMES.len() * 4).map(|_| OnceLock::new()).collect());

/// A block, painted.
pub(super) fn painted(block: usize, scheme: usize, turn: u8) -> &'static Painted {
    let (block, scheme, turn) = (block % BLOCKS.len(), scheme % SCHEMES.len(), turn % 4);
    let index = (block * SCHEMES.len() + scheme) * 4 + usize::from(turn);
    PAINTED[index].get_or_init(|| paint(block, scheme, turn))
}

fn paint(block: usize, scheme: usize, turn: u8) -> Painted {
    let cut = &CUTS[block];
    let tones = &SCHEMES[scheme];
    let pieces: Vec<Piece> = cut.pieces.iter().map(|piece| turned(piece, cut.side, turn)).collect();
    let has_ground = pieces.iter().any(|piece| piece.part == 0);
    let ground = tones[usize::from(!has_ground)];
    let tone = |piece: &Piece| tones[piece.part.min(tones.len() - 1)];
    let mut borders: BTreeMap<(Point, Point), (Tone, Point)> = BTreeMap::new();
    for piece in &pieces {
        borders.extend(edges(&piece.corners).map(|edge| (edge, (tone(piece), piece.inside))));
    }
    let upright = borders.keys().all(|(from, to)| from.0 == to.0 || from.1 == to.1);
    let shown = Tone::ALL.into_iter().filter(|shown| *shown != ground);
    let paths = shown.filter_map(|shown| {
        let outline = outline(&borders, shown, (!upright).then_some(ground));
        (!outline.is_empty()).then(|| (shown, path(outline)))
    });
    Painted { side: cut.side, ground, paths: paths.collect(), upright }
}

fn edges(corners: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    corners.iter().enumerate().map(|(index, corner)| (*corner, corners[(index + 1) % corners.len()]))
}

/// The edges around all pieces of a tone; below a piece that is painted later than it and the ground they reach its
/// inside. Without a ground, where edges fall on whole pixels, they need not.
fn outline(
    borders: &BTreeMap<(Point, Point), (Tone, Point)>,
    shown: Tone,
    ground: Option<Tone>,
) -> BTreeMap<Point, Vec<Point>> {
    let mut outline: BTreeMap<Point, Vec<Point>> = BTreeMap::new();
    for ((from, to), (tone, _)) in borders {
        if *tone != shown {
            continue;
        }
        match borders.get(&(*to, *from)) {
            Some((other, _)) if *other == shown => {}
            Some((other, inside)) if *other > shown && ground.is_some_and(|ground| *other != ground) => {
                outline.entry(*from).or_default().push(*inside);
                outline.entry(*inside).or_default().push(*to);
            }
            _ => outline.entry(*from).or_default().push(*to),
        }
    }
    outline
}

/// Follows the edges around and around until all are used.
fn path(mut outline: BTreeMap<Point, Vec<Point>>) -> String {
    let mut path = String::new();
    while let Some((start, _)) = outline.iter().next() {
        let start = *start;
        let mut corners = vec![start];
        let mut at = start;
        while let Some(onwards) = outline.get_mut(&at) {
            let Some(next) = onwards.pop() else { break };
            if onwards.is_empty() {
                outline.remove(&at);
            }
            if next == start {
                break;
            }
            corners.push(next);
            at = next;
        }
        push_loop(&mut path, &straightened(&corners));
    }
    path
}

/// The corners without those that lie on a straight line between their neighbours.
fn straightened(corners: &[Point]) -> Vec<Point> {
    let count = corners.len();
    let step = |from: Point, to: Point| (to.0 - from.0, to.1 - from.1);
    let bends = |index: usize| {
        let (before, at, after) =
            (corners[(index + count - 1) % count], corners[index], corners[(index + 1) % count]);
        let (a, b) = (step(before, at), step(at, after));
        a.0 * b.1 != a.1 * b.0 || a.0 * b.0 + a.1 * b.1 < 0
    };
    (0..count).filter(|index| bends(*index)).map(|index| corners[index]).collect()
}

fn push_loop(path: &mut String, corners: &[Point]) {
    let Some(first) = corners.first() else { return };
    let _ = write!(path, "M{} {}", first.0, first.1);
    let mut last = 'M';
    for pair in corners.windows(2) {
        let (x, y) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let command = match (x, y) {
            (_, 0) => 'h',
            (0, _) => 'v',
            _ => 'l',
        };
        if command != last {
            path.push(command);
        } else if (if command == 'v' { y } else { x }) >= 0 {
            path.push(' ');
        }
        last = command;
        let _ = match command {
            'h' => write!(path, "{x}"),
            'v' => write!(path, "{y}"),
            _ if y < 0 => write!(path, "{x}{y}"),
            _ => write!(path, "{x} {y}"),
        };
    }
    path.push('z');
}

fn turned(piece: &Piece, side: i16, turn: u8) -> Piece {
    let place = |point: Point| (0..turn % 4).fold(point, |(x, y), _| (side - y, x));
    Piece {
        corners: piece.corners.iter().map(|corner| place(*corner)).collect(),
        inside: place(piece.inside),
        part: piece.part,
    }
}

/// One cell, its parts in the order above, right, below, left.
type Cell = [usize; 4];

fn cut(drawing: &Drawing) -> Cut {
    let drawn: Vec<Vec<Cell>> = drawing.rows.iter().map(|row| row.split(' ').map(cell).collect()).collect();
    let cells = match drawing.fold {
        Fold::Whole => drawn,
        Fold::Turned => {
            let second = quarter_turn(&drawn);
            let third = quarter_turn(&second);
            let fourth = quarter_turn(&third);
            joined(drawn, &second, &third, &fourth)
        }
        Fold::Mirrored => {
            let right = across(&drawn);
            let (left_below, right_below) = (down(&drawn), down(&right));
            joined(drawn, &right, &right_below, &left_below)
        }
    };
    let mut pieces = Vec::new();
    for (row, y) in cells.iter().zip((0..).step_by(CELL as usize)) {
        for (cell, x) in row.iter().zip((0..).step_by(CELL as usize)) {
            pieces.extend(pieces_of(*cell, (x, y)));
        }
    }
    let side = i16::try_from(cells.len()).unwrap_or(0) * CELL;
    Cut { side, pieces }
}

fn cell(text: &str) -> Cell {
    let part = |text: &str| text.parse().unwrap_or(0);
    if let Some((above, below)) = text.split_once('/') {
        return [part(above), part(below), part(below), part(above)];
    }
    if let Some((below, above)) = text.split_once('\\') {
        return [part(above), part(above), part(below), part(below)];
    }
    let parts: Vec<usize> = text.split('x').map(part).collect();
    std::array::from_fn(|index| parts[index % parts.len()])
}

fn quarter_turn(cells: &[Vec<Cell>]) -> Vec<Vec<Cell>> {
    let count = cells.len();
    let at = |row: usize, column: usize| {
        let [above, right, below, left] = cells[count - 1 - column][row];
        [left, above, right, below]
    };
    (0..count).map(|row| (0..count).map(|column| at(row, column)).collect()).collect()
}

fn across(cells: &[Vec<Cell>]) -> Vec<Vec<Cell>> {
    let mirrored = |[above, right, below, left]: &Cell| [*above, *left, *below, *right];
    cells.iter().map(|row| row.iter().rev().map(mirrored).collect()).collect()
}

fn down(cells: &[Vec<Cell>]) -> Vec<Vec<Cell>> {
    let mirrored = |[above, right, below, left]: &Cell| [*below, *right, *above, *left];
    cells.iter().rev().map(|row| row.iter().map(mirrored).collect()).collect()
}

/// Four quarters, clockwise from the upper left one.
fn joined(
    first: Vec<Vec<Cell>>,
    second: &[Vec<Cell>],
    third: &[Vec<Cell>],
    fourth: &[Vec<Cell>],
) -> Vec<Vec<Cell>> {
    let row = |(left, right): (&Vec<Cell>, &Vec<Cell>)| [left.as_slice(), right.as_slice()].concat();
    let above = first.iter().zip(second).map(row);
    above.chain(fourth.iter().zip(third).map(row)).collect()
}

/// The pieces of a cell whose upper left corner is at a point.
fn pieces_of(cell: Cell, (x, y): Point) -> Vec<Piece> {
    let [above, right, below, left] = cell;
    let (far_x, far_y, half) = (x + CELL, y + CELL, CELL / 2);
    let (nw, ne, se, sw, centre) = ((x, y), (far_x, y), (far_x, far_y), (x, far_y), (x + half, y + half));
    let piece =
        |part: usize, corners: &[Point], inside: Point| Piece { corners: corners.to_vec(), inside, part };
    if above == right && right == below && below == left {
        return vec![piece(above, &[nw, ne, se, sw], centre)];
    }
    if above == left && right == below {
        return vec![
            piece(above, &[nw, ne, sw], (x + 1, y + 1)),
            piece(below, &[ne, se, sw], (far_x - 1, far_y - 1)),
        ];
    }
    if above == right && below == left {
        return vec![
            piece(above, &[nw, ne, se], (far_x - 1, y + 1)),
            piece(below, &[nw, se, sw], (x + 1, far_y - 1)),
        ];
    }
    vec![
        piece(above, &[nw, ne, centre], (x + half, y + 1)),
        piece(right, &[ne, se, centre], (far_x - 1, y + half)),
        piece(below, &[se, sw, centre], (x + half, far_y - 1)),
        piece(left, &[sw, nw, centre], (x + 1, y + half)),
    ]
}
