//! The finished card is looked at: the imprint is in it, whole, large enough, inside every crop, and stands out.
//!
//! In: the drawing and its pixels. Out: what is wrong with them. The law behind it: Elections Act 2022, section 41: the imprint is part of
//! the material, and of a picture that is shown elsewhere, too.

use std::collections::HashMap;

use resvg::usvg::{Node, Paint, Rect, Text, Tree};

use super::{IMPRINT, Pixels, WIDTH, lies_in};
use crate::colour::Colour;

/// What is left of a card by every network that cuts it: left, top, right, bottom.
const IN_EVERY_CROP: (f32, f32, f32, f32) = (300.0, 40.0, 900.0, 590.0);

/// The least size of the imprint's letters, in pixels of the card. Designs begin larger; where several promote something and each has an
/// address, no larger letters have room for all of them.
const LEAST_SIZE: f32 = 20.0;

/// The least contrast of the imprint (WCAG 2.2).
const LEAST_CONTRAST: f64 = 7.0;

/// The ground below words is looked at in every so many lines.
const GROUND_LINES: usize = 5;

/// Proves that the words of the imprint can be read.
pub(super) fn imprint(tree: &Tree, pixels: &Pixels, words: &str) -> Result<(), String> {
    let node = tree.node_by_id(IMPRINT).ok_or("The card has no element with the id “imprint”.")?;
    let mut texts = Vec::new();
    gather(node, &mut texts);
    let said = texts.iter().flat_map(|text| text.chunks()).map(|chunk| chunk.text().trim());
    let said = said.collect::<Vec<_>>().join(" ");
    if said != words {
        return Err(format!("The card says “{said}” where the imprint “{words}” must stand."));
    }
    let bounds = node.abs_bounding_box();
    if !lies_in(bounds, IN_EVERY_CROP) {
        let (left, top, right, bottom) = IN_EVERY_CROP;
        return Err(format!(
            "The imprint of the card reaches from ({:.0}, {:.0}) to ({:.0}, {:.0}); networks cut off what is not between ({left}, {top}) and ({right}, {bottom}).",
            bounds.left(),
            bounds.top(),
            bounds.right(),
            bounds.bottom()
        ));
    }
    for text in texts {
        readable(text, pixels)?;
    }
    Ok(())
}

fn gather<'a>(node: &'a Node, texts: &mut Vec<&'a Text>) {
    match node {
        Node::Text(text) => texts.push(text),
        Node::Group(group) => group.children().iter().for_each(|child| gather(child, texts)),
        _ => {}
    }
}

/// Whether the letters of a text are large, and stand out from what lies below them.
fn readable(text: &Text, pixels: &Pixels) -> Result<(), String> {
    let (scale, _) = text.abs_transform().get_scale();
    let ground = ground(pixels, text.abs_bounding_box()).ok_or("The imprint of the card lies outside it.")?;
    for span in text.chunks().iter().flat_map(|chunk| chunk.spans()) {
        let size = span.font_size().get() * scale;
        if size < LEAST_SIZE - 0.1 {
            return Err(format!("The imprint of the card is {size:.0} pixels high; it needs {LEAST_SIZE}."));
        }
        let Some(Paint::Color(colour)) = span.fill().map(|fill| fill.paint()) else {
            return Err("The imprint of the card has no plain colour.".to_owned());
        };
        let ink = Colour::new(colour.red, colour.green, colour.blue);
        let contrast = ink.contrast(ground);
        if contrast < LEAST_CONTRAST {
            return Err(format!(
                "The imprint of the card is written in {ink} on {ground}: a contrast of {contrast:.1}, where {LEAST_CONTRAST} is the least."
            ));
        }
        if !is_seen(pixels, text.abs_bounding_box(), ink) {
            return Err("The imprint of the card is covered by something.".to_owned());
        }
    }
    Ok(())
}

/// The pixels of an area; of every so many lines one.
fn within(pixels: &Pixels, area: Rect, every: usize) -> impl Iterator<Item = [u8; 3]> {
    let (left, right) = (super::whole(area.left()), super::whole(area.right()).min(WIDTH));
    let lines = (super::whole(area.top())..super::whole(area.bottom())).step_by(every);
    let bytes = move |line: u32| {
        let start = 4 * (line * WIDTH + left) as usize;
        start..start + 4 * right.saturating_sub(left) as usize
    };
    let lines = lines.filter_map(move |line| pixels.0.get(bytes(line)));
    lines.flat_map(|line| line.chunks_exact(4)).map(|four| [four[0], four[1], four[2]])
}

/// The colour that most of an area has.
fn ground(pixels: &Pixels, area: Rect) -> Option<Colour> {
    let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
    for pixel in within(pixels, area, GROUND_LINES) {
        *counts.entry(pixel).or_default() += 1;
    }
    let ([red, green, blue], _) = counts.into_iter().max_by_key(|(pixel, count)| (*count, *pixel))?;
    Some(Colour::new(red, green, blue))
}

/// Whether some pixels of an area are of this very colour, as the inside of letters is.
fn is_seen(pixels: &Pixels, area: Rect, ink: Colour) -> bool {
    within(pixels, area, 1).filter(|pixel| *pixel == ink.parts()).nth(20).is_some()
}
