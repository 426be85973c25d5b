//! Words are set into lines that fit.
//!
//! In: a text, the areas it may take, fonts. Out: `Lines`, as large as they fit and of about one length; or why they fit nowhere. Where a
//! line may end is told by UAX #14.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::typefaces::Typefaces;
use crate::view::LinesView as Lines;

/// Pairs of letters move together and apart a little when they are drawn; so much of a line is kept free for it.
const SLACK: f32 = 0.985;

/// A text is tried in sizes that are so many pixels apart.
const STEP: u32 = 2;

/// Where a text may stand, and how large.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The number of the font.
    pub face: usize,
    /// The longest line, in pixels.
    pub width: u32,
    /// The most lines.
    pub lines: usize,
    /// The largest size of letters, in pixels.
    pub largest: u32,
    /// The smallest size of letters, in pixels.
    pub smallest: u32,
    /// From line to line, as a multiple of the size.
    pub leading: f64,
}

/// Why a text fits nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// No font has this sign.
    Sign(char),
    /// This word is longer than any line.
    Word(String),
    /// The text is too long; about so many characters fit.
    Length(usize),
}

/// A piece of text that stays in one line.
struct Piece<'a> {
    text: &'a str,
    /// Its width in ems, without and with the blanks at its end.
    bare: f32,
    whole: f32,
    /// Whether a line ends after it in any case.
    ends: bool,
}

/// Sets a text in the first of these areas that it fits, as large as it fits.
///
/// # Errors
/// When it fits in none of them.
pub fn set(text: &str, areas: &[Area], typefaces: &Typefaces) -> Result<Lines, Unfit> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut unfit = Unfit::Length(0);
    for area in areas {
        let pieces = pieces(&text, area.face, typefaces)?;
        let mut size = area.largest.max(area.smallest);
        loop {
            if let Some(lines) = lines(&pieces, area, size) {
                return Ok(finished(lines, area, size, typefaces));
            }
            if size < area.smallest + STEP {
                break;
            }
            size -= STEP;
        }
        unfit = reason(&pieces, area, &text);
    }
    Err(unfit)
}

fn finished(lines: Vec<String>, area: &Area, size: u32, typefaces: &Typefaces) -> Lines {
    let leading = rounded(f64::from(size) * area.leading);
    let face = typefaces.face(area.face);
    Lines {
        height: leading * u32::try_from(lines.len()).unwrap_or(1),
        lines,
        size,
        leading,
        family: face.map(|face| face.family.clone()).unwrap_or_default(),
        weight: face.map_or(400, |face| face.weight),
    }
}

/// The pieces of a text, measured.
fn pieces<'a>(text: &'a str, face: usize, typefaces: &Typefaces) -> Result<Vec<Piece<'a>>, Unfit> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for (end, kind) in linebreaks(text) {
        let piece = &text[start..end];
        let (word, blanks) = piece.split_at(piece.trim_end().len());
        let bare = measured(word, face, typefaces)?;
        let whole = bare + measured(blanks, face, typefaces)?;
        let ends = kind == BreakOpportunity::Mandatory;
        pieces.push(Piece { text: piece, bare, whole, ends });
        start = end;
    }
    Ok(pieces)
}

fn measured(text: &str, face: usize, typefaces: &Typefaces) -> Result<f32, Unfit> {
    let width = |sign: char| match typefaces.width(face, sign) {
        Some(width) => Ok(width),
        None if is_silent(sign) => Ok(0.0),
        None => Err(Unfit::Sign(sign)),
    };
    text.chars().map(width).sum()
}

/// Signs that only tell others how to stand.
fn is_silent(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// The lines at a size, of about one length; none where they do not fit.
fn lines(pieces: &[Piece<'_>], area: &Area, size: u32) -> Option<Vec<String>> {
    let room = length(area.width) * SLACK / length(size);
    let count = filled(pieces, room)?.len();
    if count > area.lines {
        return None;
    }
    // The narrowest measure that needs no more lines makes them alike.
    let (mut fits, mut fails) = (room, 0.0);
    for _ in 0..12 {
        let middle = f32::midpoint(fits, fails);
        match filled(pieces, middle) {
            Some(lines) if lines.len() <= count => fits = middle,
            _ => fails = middle,
        }
    }
    filled(pieces, fits)
}

/// Lines filled one after the other, each no longer than `room` ems; none where a piece is longer.
fn filled(pieces: &[Piece<'_>], room: f32) -> Option<Vec<String>> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    let mut ended = false;
    for piece in pieces {
        if piece.bare > room {
            return None;
        }
        if ended || used + piece.bare > room {
            lines.push(String::new());
            used = 0.0;
        }
        used += piece.whole;
        ended = piece.ends;
        if let Some(line) = lines.last_mut() {
            line.push_str(piece.text);
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    Some(lines)
}

/// Why a text does not fit even at the smallest size.
fn reason(pieces: &[Piece<'_>], area: &Area, text: &str) -> Unfit {
    let room = length(area.width) * SLACK / length(area.smallest);
    if let Some(piece) = pieces.iter().find(|piece| piece.bare > room) {
        return Unfit::Word(piece.text.trim_end().to_owned());
    }
    let lines = filled(pieces, room).unwrap_or_default();
    let fits: usize = lines.iter().take(area.lines).map(|line| line.chars().count() + 1).sum();
    Unfit::Length(fits.saturating_sub(1).min(text.chars().count()))
}

#[expect(clippy::cast_precision_loss, reason = "a number of pixels")]
fn length(pixels: u32) -> f32 {
    pixels as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of pixels")]
fn rounded(pixels: f64) -> u32 {
    pixels.round().max(1.0) as u32
}
