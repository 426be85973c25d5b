//! Pictures that are shown where a link to a page is shared.
//!
//! In: pixels, and who answers for them. Out: the bytes of a file that bears their name; a photograph cut to the room it has.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::decode::{self, Pixels};
use super::{exif, guarded};
use crate::inputs::picture::{Picture, Trouble};

/// The qualities that are tried, one after the other, until a picture is light enough.
const QUALITIES: [u8; 11] = [88, 82, 76, 70, 64, 58, 50, 42, 34, 26, 18];

/// What is written into a file beside its pixels.
pub struct Signature<'a> {
    /// What the picture says, in a line.
    pub title: &'a str,
    /// Who answers for it: the imprint.
    pub copyright: Option<&'a str>,
}

/// A drawing, stored as PNG: red, green, blue and 255 of each pixel.
///
/// # Errors
/// When there are not as many pixels as a picture of this size has.
pub fn drawing(
    pixels: &[u8],
    (width, height): (u32, u32),
    signed: &Signature<'_>,
) -> Result<Vec<u8>, Trouble> {
    png_of(pixels, (width, height), signed).ok_or(Trouble::Unreadable)
}

fn png_of(pixels: &[u8], (width, height): (u32, u32), signed: &Signature<'_>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    encoder.add_itxt_chunk("Title".to_owned(), signed.title.to_owned()).ok()?;
    if let Some(copyright) = signed.copyright {
        encoder.add_itxt_chunk("Copyright".to_owned(), copyright.to_owned()).ok()?;
    }
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(pixels).ok()?;
    writer.finish().ok()?;
    Some(out)
}

/// A photograph, stored as JPEG of at most so many bytes where that can be.
///
/// # Errors
/// When there are not as many pixels as a picture of this size has.
pub fn photograph(
    pixels: &[u8],
    (width, height): (u32, u32),
    signed: &Signature<'_>,
    most: usize,
) -> Result<Vec<u8>, Trouble> {
    let mut stored = Vec::new();
    for quality in QUALITIES {
        stored = jpeg_of(pixels, (width, height), signed, quality).ok_or(Trouble::Unreadable)?;
        if stored.len() <= most {
            break;
        }
    }
    Ok(stored)
}

fn jpeg_of(
    pixels: &[u8],
    (width, height): (u32, u32),
    signed: &Signature<'_>,
    quality: u8,
) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_optimized_huffman_tables(true);
    // Letters keep their edges only where every pixel has its own colour.
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    let notes = [b"Exif\0\0".as_slice(), &exif::signature(signed.title, signed.copyright)].concat();
    encoder.add_app_segment(1, notes).ok()?;
    encoder.encode(pixels, u16::try_from(width).ok()?, u16::try_from(height).ok()?, ColorType::Rgba).ok()?;
    Some(out)
}

/// A photograph that fills a room: as much of it as fits the room's shape, around the point that matters (shares of its width and
/// height from the left and the top). Gives red, green, blue and 255 of each pixel.
///
/// # Errors
/// When the picture cannot be opened, or is a drawing or a moving picture, which have no pixels of their own.
pub fn covering(
    bytes: &[u8],
    picture: &Picture,
    (width, height): (u32, u32),
    focal: (f64, f64),
) -> Result<Vec<u8>, Trouble> {
    guarded(|| {
        let pixels = decode::open(bytes, picture)?;
        let scale =
            (f64::from(width) / f64::from(picture.width)).max(f64::from(height) / f64::from(picture.height));
        let side = |length: u32, least: u32| rounded(f64::from(length) * scale).max(least);
        let (whole, high) = (side(picture.width, width), side(picture.height, height));
        let shown = pixels.at(whole, high, picture.turn)?;
        let left = offset(whole, width, focal.0);
        let top = offset(high, height, focal.1);
        Ok(cut(&shown, (left, top), (width, height)))
    })
}

/// Where a window of `part` begins in a line of `whole` so that the point that matters is as near to its middle as can be.
fn offset(whole: u32, part: u32, focal: f64) -> u32 {
    let spare = whole.saturating_sub(part);
    let wanted = f64::from(whole) * focal - f64::from(part) / 2.0;
    rounded(wanted.clamp(0.0, f64::from(spare)))
}

fn cut(pixels: &Pixels<'_>, (left, top): (u32, u32), (width, height): (u32, u32)) -> Vec<u8> {
    let depth = if pixels.clear { 4 } else { 3 };
    let line = |number: u32| {
        let start = depth * ((top + number) * pixels.width + left) as usize;
        pixels.data.get(start..start + depth * width as usize).unwrap_or(&[])
    };
    // White lies below what can be seen through.
    let flat = |pixel: &[u8]| {
        let seen = pixel.get(3).map_or(255, |seen| u16::from(*seen));
        let over =
            |value: u8| u8::try_from((u16::from(value) * seen + 255 * (255 - seen)) / 255).unwrap_or(255);
        [over(pixel[0]), over(pixel[1]), over(pixel[2]), 255]
    };
    (0..height).flat_map(|number| line(number).chunks_exact(depth).flat_map(flat)).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of pixels")]
fn rounded(pixels: f64) -> u32 {
    pixels.round().max(0.0) as u32
}
