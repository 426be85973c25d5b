//! Contrasts are held: of the design's colours, of the site's, and of the tones of every theme.
//!
//! In: all colours and pairs, the themes. Out: the cloth of each theme, and every contrast that is too low, told where it
//! can be mended and with the nearest colour that serves.

use super::{Pair, Paper, Shade, Sheet};
use crate::colour::cloth::{self, Cloth, Tones};
use crate::colour::{Colour, Ground, nearest, reads_on};
use crate::config::Theme;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Place;

/// How pairs name the tones of themes.
pub(super) const THEME_TONES: [&str; 6] =
    ["theme.deep", "theme.mid", "theme.soft", "theme.pale", "theme.spark", "theme.text"];

/// Pairs of the design's colours that have too little contrast, each colour at fault told once for each paper.
pub(super) fn shades(sheet: &Sheet) -> Vec<Diagnostic> {
    let mut told: Vec<(Paper, &str)> = Vec::new();
    let mut diagnostics = Vec::new();
    for paper in Paper::BOTH {
        for pair in &sheet.pairs {
            let shade = |name: &String| sheet.shades.get(&(paper, name.clone()));
            let (Some(text), Some(ground)) = (shade(&pair.text), shade(&pair.ground)) else { continue };
            if text.colour.contrast(ground.colour) >= pair.at_least {
                continue;
            }
            // Whoever changed a colour is told, and not the design that was right before.
            let text_is_at_fault = text.of_the_site || !ground.of_the_site;
            let name = if text_is_at_fault { pair.text.as_str() } else { pair.ground.as_str() };
            if !told.contains(&(paper, name)) {
                told.push((paper, name));
                diagnostics.push(low(sheet, paper, pair, (text, ground), name));
            }
        }
    }
    diagnostics
}

fn low(
    sheet: &Sheet,
    paper: Paper,
    pair: &Pair,
    (text, ground): (&Shade, &Shade),
    at_fault: &str,
) -> Diagnostic {
    let night = if paper == Paper::Night { " in the night edition" } else { "" };
    let message = format!(
        "“{}” ({}) on “{}” ({}) is hard to read{night}: the contrast is {} to 1, and {} is needed.",
        pair.text,
        text.colour,
        pair.ground,
        ground.colour,
        hundredths(text.colour.contrast(ground.colour)),
        pair.at_least
    );
    let shade = if at_fault == pair.text { text } else { ground };
    let code = if shade.of_the_site { Code::E212 } else { Code::E306 };
    let better = nearest(shade.colour, &grounds(sheet, paper, at_fault));
    let help = match (better, paper) {
        (Some(better), Paper::Light) => format!("The nearest that serves: {at_fault} = \"{better}\""),
        (Some(better), Paper::Night) if shade.of_the_site => {
            format!("The nearest that serves: {at_fault} = {{ light = \"…\", night = \"{better}\" }}")
        }
        (Some(better), Paper::Night) => format!("The nearest that serves: {at_fault} = \"{better}\""),
        (None, _) => format!("No colour of this hue serves: change “{}” as well.", other(pair, at_fault)),
    };
    Diagnostic::new(code, message).at(shade.place.clone()).help(help)
}

fn other<'a>(pair: &'a Pair, name: &str) -> &'a str {
    if pair.text == name { &pair.ground } else { &pair.text }
}

/// Cut off, so that 4.499 is never told as 4.5.
fn hundredths(contrast: f64) -> f64 {
    (contrast * 100.0).floor() / 100.0
}

/// What a colour of the design must be told from, and how well.
pub(super) fn grounds(sheet: &Sheet, paper: Paper, name: &str) -> Vec<Ground> {
    against(sheet, name, &|other| Some(sheet.shades.get(&(paper, other.to_owned()))?.colour))
}

/// The colours on the other side of every pair that a name is in.
fn against(sheet: &Sheet, name: &str, colour: &dyn Fn(&str) -> Option<Colour>) -> Vec<Ground> {
    let pairs = sheet.pairs.iter().filter(|pair| pair.text == name || pair.ground == name);
    let ground = |pair: &Pair| Some(Ground { colour: colour(other(pair, name))?, at_least: pair.at_least });
    pairs.filter_map(ground).collect()
}

/// The cloth of every theme and of essays without one, and what is wrong with the colours that themes name.
pub(super) fn cloths(sheet: &Sheet, themes: &[Theme]) -> (Vec<Cloth>, Cloth, Vec<Diagnostic>) {
    let named: Vec<(&str, Option<Colour>)> = themes
        .iter()
        .map(|theme| (theme.id.as_str(), theme.colour.as_ref().map(|given| given.colour)))
        .collect();
    let mut diagnostics = Vec::new();
    let mut cloths = Vec::new();
    for (theme, colour) in themes.iter().zip(cloth::allot(&named)) {
        let cloth = Cloth::dye(colour);
        let place = theme.colour.as_ref().map(|given| &given.place);
        if let Some(place) = place.filter(|_| cloth.light.mid == colour) {
            diagnostics.extend(hard_to_read(sheet, &theme.name, colour, place));
        }
        cloths.push(settled(sheet, cloth));
    }
    (cloths, settled(sheet, Cloth::undyed()), diagnostics)
}

/// A theme's own colour is never changed behind the editor's back.
fn hard_to_read(sheet: &Sheet, theme: &str, colour: Colour, place: &Place) -> Option<Diagnostic> {
    let named = |name: &str| Some(sheet.shades.get(&(Paper::Light, name.to_owned()))?.colour);
    let grounds = against(sheet, "theme.mid", &named);
    let low = grounds.iter().find(|ground| !reads_on(colour, &[**ground]))?;
    let message = format!(
        "The colour of the theme “{theme}”, {colour}, is hard to see on {}: the contrast is {} to 1, and {} is needed.",
        low.colour,
        hundredths(colour.contrast(low.colour)),
        low.at_least
    );
    let help = match nearest(colour, &grounds) {
        Some(better) => format!("The nearest that serves: colour = \"{better}\""),
        None => "No colour of this hue serves: choose another.".to_owned(),
    };
    Some(Diagnostic::new(Code::E212, message).at(place.clone()).help(help))
}

/// The tones that are made for the theme are moved until they hold the design's pairs.
fn settled(sheet: &Sheet, cloth: Cloth) -> Cloth {
    let of = |paper: Paper, mut tones: Tones| {
        for name in THEME_TONES {
            let tone = |name: &str| name.strip_prefix("theme.").and_then(|tone| tones.by_name(tone));
            let colour =
                |name: &str| tone(name).or_else(|| Some(sheet.shades.get(&(paper, name.to_owned()))?.colour));
            let grounds = against(sheet, name, &colour);
            tones = tones.settled(name.trim_start_matches("theme."), &grounds);
        }
        tones
    };
    Cloth { light: of(Paper::Light, cloth.light), night: of(Paper::Night, cloth.night) }
}
