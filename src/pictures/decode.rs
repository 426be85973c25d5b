//! A picture is opened.
//!
//! In: bytes, and what is known of them. Out: `Pixels`, which give smaller copies of themselves, upright.

use std::borrow::Cow;
use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::inputs::picture::{Format, Picture, Trouble};

/// The most bytes a decoder may ask for beside the picture itself.
const MOST_MEMORY: usize = 512 * 1024 * 1024;

/// A colour profile longer than this is a table for printers, not a description of a screen or a camera.
const LONGEST_PROFILE: usize = 16 * 1024;

/// An open picture: three bytes for each pixel, or four where it can be seen through.
pub(super) struct Pixels<'a> {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) clear: bool,
    pub(super) data: Cow<'a, [u8]>,
    /// What its numbers mean as colours, unless they mean what everyone takes them for (sRGB).
    pub(super) profile: Option<Cow<'a, [u8]>>,
}

/// Opens a picture.
pub(super) fn open(bytes: &[u8], picture: &Picture) -> Result<Pixels<'static>, Trouble> {
    let pixels = match picture.format {
        Format::Jpeg => jpeg(bytes),
        Format::Png => png(bytes),
        Format::WebP => webp(bytes),
        Format::Gif | Format::Svg => None,
    };
    let pixels = pixels.ok_or(Trouble::Unreadable)?;
    let expected = [(picture.width, picture.height), (picture.height, picture.width)];
    let honest = expected[usize::from(picture.turn >= 5)] == (pixels.width, pixels.height);
    let whole = pixels.data.len() as u64
        == u64::from(pixels.width) * u64::from(pixels.height) * if pixels.clear { 4 } else { 3 };
    if honest && whole { Ok(pixels) } else { Err(Trouble::Unreadable) }
}

fn jpeg(bytes: &[u8]) -> Option<Pixels<'static>> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let data = decoder.decode().ok()?;
    let (width, height) = decoder.info().map(|info| (u32::from(info.width), u32::from(info.height)))?;
    let profile = useful(decoder.icc_profile());
    Some(Pixels { width, height, clear: false, data: data.into(), profile })
}

fn png(bytes: &[u8]) -> Option<Pixels<'static>> {
    let limits = png::Limits { bytes: MOST_MEMORY };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut data = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut data).ok()?;
    data.truncate(frame.buffer_size());
    let profile = useful(reader.info().icc_profile.as_deref().map(<[u8]>::to_vec));
    let (clear, data) = match frame.color_type {
        png::ColorType::Rgb => (false, data),
        png::ColorType::Rgba => (true, data),
        png::ColorType::Grayscale => (false, data.iter().flat_map(|grey| [*grey; 3]).collect()),
        png::ColorType::GrayscaleAlpha => {
            (true, data.chunks_exact(2).flat_map(|pair| [pair[0], pair[0], pair[0], pair[1]]).collect())
        }
        png::ColorType::Indexed => return None,
    };
    Some(Pixels { width: frame.width, height: frame.height, clear, data: data.into(), profile })
}

fn webp(bytes: &[u8]) -> Option<Pixels<'static>> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
    decoder.set_memory_limit(MOST_MEMORY);
    let mut data = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut data).ok()?;
    let (width, height) = decoder.dimensions();
    let profile = useful(decoder.icc_profile().ok().flatten());
    Some(Pixels { width, height, clear: decoder.has_alpha(), data: data.into(), profile })
}

/// A profile that is worth sending along: of colours (not of greys or inks), short, and another than sRGB.
fn useful(profile: Option<Vec<u8>>) -> Option<Cow<'static, [u8]>> {
    let profile = profile.filter(|profile| {
        let plain = profile.windows(4).any(|four| four == b"sRGB") || wide_srgb(profile);
        profile.get(16..20) == Some(b"RGB ") && profile.len() <= LONGEST_PROFILE && !plain
    });
    profile.map(Cow::Owned)
}

/// Newer profiles write their name with two bytes a letter.
fn wide_srgb(profile: &[u8]) -> bool {
    profile.windows(8).any(|eight| eight == b"\0s\0R\0G\0B")
}

impl Pixels<'_> {
    /// A copy of this width and height as people see it, upright.
    pub(super) fn at(&self, width: u32, height: u32, turn: u8) -> Result<Pixels<'_>, Trouble> {
        let (stored_width, stored_height) = if turn >= 5 { (height, width) } else { (width, height) };
        let data = match (stored_width, stored_height) == (self.width, self.height) {
            true => Cow::Borrowed(&*self.data),
            false => Cow::Owned(self.resized(stored_width, stored_height).ok_or(Trouble::Unreadable)?),
        };
        // Turned after it became small: a large picture is never held twice.
        let data = match turn {
            2..=8 => Cow::Owned(upright(&data, stored_width, stored_height, turn, self.depth())),
            _ => data,
        };
        Ok(Pixels {
            width,
            height,
            clear: self.clear,
            data,
            profile: self.profile.as_deref().map(Cow::Borrowed),
        })
    }

    fn depth(&self) -> usize {
        if self.clear { 4 } else { 3 }
    }

    fn resized(&self, width: u32, height: u32) -> Option<Vec<u8>> {
        let kind = if self.clear { PixelType::U8x4 } else { PixelType::U8x3 };
        let from = ImageRef::new(self.width, self.height, &self.data, kind).ok()?;
        let mut to = Image::new(width, height, kind);
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
        Resizer::new().resize(&from, &mut to, &options).ok()?;
        Some(to.into_vec())
    }
}

/// Turns a stored picture as its camera was held.
fn upright(data: &[u8], width: u32, height: u32, turn: u8, depth: usize) -> Vec<u8> {
    let (wide, high) = (width as usize, height as usize);
    let (shown_wide, shown_high) = if turn >= 5 { (high, wide) } else { (wide, high) };
    let mut out = Vec::with_capacity(data.len());
    for y in 0..shown_high {
        for x in 0..shown_wide {
            let (from_x, from_y) = match turn {
                2 => (wide - 1 - x, y),
                3 => (wide - 1 - x, high - 1 - y),
                4 => (x, high - 1 - y),
                5 => (y, x),
                6 => (y, high - 1 - x),
                7 => (wide - 1 - y, high - 1 - x),
                8 => (wide - 1 - y, x),
                _ => (x, y),
            };
            let at = (from_y * wide + from_x) * depth;
            out.extend(&data[at..at + depth]);
        }
    }
    out
}
