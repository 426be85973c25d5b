//! A picture is stored.
//!
//! In: pixels, upright. Out: the bytes of a file, with nothing in them but the picture and what its colours mean.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::chunked;
use super::decode::Pixels;
use crate::inputs::picture::{Format, Trouble};

/// Good enough that nobody sees it, at half of what cameras write.
const JPEG_QUALITY: u8 = 82;

/// The same, as WebP counts.
const WEBP_QUALITY: f32 = 78.0;

/// How hard WebP tries, from 0 to 6.
const WEBP_EFFORT: i32 = 4;

/// Stores a picture that came in the format `source`.
pub(super) fn store(pixels: &Pixels<'_>, format: Format, source: Format) -> Result<Vec<u8>, Trouble> {
    let stored = match format {
        Format::Jpeg => jpeg(pixels),
        Format::Png => png(pixels),
        Format::WebP if source == Format::Png => drawing(pixels),
        Format::WebP => webp(pixels, false),
        Format::Gif | Format::Svg => None,
    };
    stored.ok_or(Trouble::Unreadable)
}

fn jpeg(pixels: &Pixels<'_>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, JPEG_QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    if let Some(profile) = &pixels.profile {
        encoder.add_icc_profile(profile).ok()?;
    }
    let kind = if pixels.clear { ColorType::Rgba } else { ColorType::Rgb };
    let (width, height) = (u16::try_from(pixels.width).ok()?, u16::try_from(pixels.height).ok()?);
    encoder.encode(&pixels.data, width, height, kind).ok()?;
    Some(out)
}

fn png(pixels: &Pixels<'_>) -> Option<Vec<u8>> {
    let mut info = png::Info::with_size(pixels.width, pixels.height);
    info.color_type = if pixels.clear { png::ColorType::Rgba } else { png::ColorType::Rgb };
    info.bit_depth = png::BitDepth::Eight;
    info.icc_profile = pixels.profile.as_deref().map(|profile| profile.to_vec().into());
    let mut out = Vec::new();
    let mut encoder = png::Encoder::with_info(&mut out, info).ok()?;
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels.data).ok()?;
    writer.finish().ok()?;
    Some(out)
}

/// What came as PNG may be a drawing, which keeps every line sharp at a smaller weight, or a photograph after all.
fn drawing(pixels: &Pixels<'_>) -> Option<Vec<u8>> {
    let (sharp, soft) = (webp(pixels, true)?, webp(pixels, false)?);
    Some(if sharp.len() <= soft.len() { sharp } else { soft })
}

fn webp(pixels: &Pixels<'_>, lossless: bool) -> Option<Vec<u8>> {
    let mut config = webp::WebPConfig::new().ok()?;
    config.lossless = i32::from(lossless);
    config.quality = if lossless { 60.0 } else { WEBP_QUALITY };
    config.method = WEBP_EFFORT;
    let encoder = match pixels.clear {
        true => webp::Encoder::from_rgba(&pixels.data, pixels.width, pixels.height),
        false => webp::Encoder::from_rgb(&pixels.data, pixels.width, pixels.height),
    };
    let stored = encoder.encode_advanced(&config).ok()?;
    match &pixels.profile {
        Some(profile) => chunked::webp_with_profile(&stored, profile).ok(),
        None => Some(stored.to_vec()),
    }
}
