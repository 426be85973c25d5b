//! Pictures: bytes become what can be shown to anyone, without what cameras note about the one who took them.
//!
//! In: the bytes of a file. Out: what it is (`inspect`), and the files it is published as (`develop`); or its `Trouble`,
//! for whatever the bytes are. The only user of the codecs. Touches no disk; knows no essay and no address.
//!
//! - `jpeg`, `chunked` (PNG and WebP), `gif` and `drawing` (SVG) walk a file without opening the picture in it
//! - `exif` knows how a camera was held
//! - `decode` opens a picture, `encode` stores one
//! - `card` stores what is shown beside a shared link
//!
//! Colours: a profile that is not plain sRGB goes along in every copy, so browsers show the colours that were meant.

pub mod card;
mod chunked;
mod decode;
mod drawing;
mod encode;
mod exif;
mod gif;
mod jpeg;

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::inputs::picture::{Format, Picture, Trouble, Variant};

/// The most pixels a picture may have: what two pictures held at a time may ask of a small computer.
const MOST_PIXELS: u64 = 50_000_000;

/// The most bytes a file may have to be read as a picture.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// What a file is, told from its bytes and never from its name; `None` for files that are no pictures.
pub fn inspect(bytes: &[u8]) -> Option<Result<Picture, Trouble>> {
    let walk = match kind(bytes)? {
        Kind::Known(Format::Jpeg) => jpeg::inspect,
        Kind::Known(Format::Png) => chunked::inspect_png,
        Kind::Known(Format::WebP) => chunked::inspect_webp,
        Kind::Known(Format::Gif) => gif::inspect,
        Kind::Known(Format::Svg) => drawing::inspect,
        Kind::Foreign(name) => return Some(Err(Trouble::Foreign(name))),
    };
    Some(guarded(|| walk(bytes)).and_then(within_limits))
}

fn within_limits(picture: Picture) -> Result<Picture, Trouble> {
    let Picture { width, height, .. } = picture;
    match u64::from(width) * u64::from(height) {
        0 => Err(Trouble::Empty),
        // Lines are drawn at the size of the screen, whatever size they claim.
        pixels if pixels > MOST_PIXELS && picture.format != Format::Svg => {
            Err(Trouble::TooLarge { width, height })
        }
        _ => Ok(picture),
    }
}

enum Kind {
    Known(Format),
    Foreign(&'static str),
}

/// What a file is, by the signs it begins with.
fn kind(bytes: &[u8]) -> Option<Kind> {
    const SIGNS: [(&[u8], Kind); 15] = [
        (b"\xFF\xD8", Kind::Known(Format::Jpeg)),
        (b"\x89PNG\r\n\x1A\n", Kind::Known(Format::Png)),
        (b"GIF87a", Kind::Known(Format::Gif)),
        (b"GIF89a", Kind::Known(Format::Gif)),
        (b"II*\0", Kind::Foreign("TIFF")),
        (b"MM\0*", Kind::Foreign("TIFF")),
        (b"8BPS", Kind::Foreign("Photoshop")),
        (b"BM", Kind::Foreign("BMP")),
        (b"\xFF\x0A", Kind::Foreign("JPEG XL")),
        (b"\0\0\0\x0CJXL ", Kind::Foreign("JPEG XL")),
        (b"\0\0\0\x0CjP  ", Kind::Foreign("JPEG 2000")),
        (b"\0\0\x01\0", Kind::Foreign("icon")),
        (b"%PDF", Kind::Foreign("PDF")),
        (b"%!PS", Kind::Foreign("PostScript")),
        (b"\xC5\xD0\xD3\xC6", Kind::Foreign("PostScript")),
    ];
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Kind::Known(Format::WebP));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return film_family(bytes.get(8..12)?).map(Kind::Foreign);
    }
    if drawing::is_one(bytes) {
        return Some(Kind::Known(Format::Svg));
    }
    SIGNS.into_iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| kind)
}

/// Telephones store pictures in a file made for films; the brand tells which it is.
fn film_family(brand: &[u8]) -> Option<&'static str> {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1" => Some("HEIC"),
        b"avif" | b"avis" => Some("AVIF"),
        _ => None,
    }
}

/// Makes the files a picture is published as, in the order wanted.
///
/// # Errors
/// When the picture cannot be opened after all, or not to its end.
pub fn develop(bytes: &[u8], picture: &Picture, wanted: &[Variant]) -> Result<Vec<Vec<u8>>, Trouble> {
    if picture.passes() {
        return Ok(vec![bytes.to_vec(); wanted.len()]);
    }
    guarded(|| {
        let pixels = decode::open(bytes, picture)?;
        wanted.par_iter().map(|variant| one(bytes, picture, &pixels, variant)).collect()
    })
}

fn one(
    bytes: &[u8],
    picture: &Picture,
    pixels: &decode::Pixels,
    variant: &Variant,
) -> Result<Vec<u8>, Trouble> {
    let whole = variant.format == picture.format && variant.width == picture.width;
    let kept = (whole && !picture.must_be_made()).then(|| stripped(bytes, picture)).transpose()?;
    if let Some(kept) = kept.as_ref().filter(|_| variant.kept) {
        return Ok(kept.clone());
    }
    let shown = pixels.at(variant.width, variant.height, picture.turn)?;
    let made = encode::store(&shown, variant.format, picture.format)?;
    // At its own size the picture as it came is the better one, unless it is the larger one too.
    Ok(kept.filter(|kept| kept.len() <= made.len()).unwrap_or(made))
}

/// The file without notes; the picture in it is not touched.
fn stripped(bytes: &[u8], picture: &Picture) -> Result<Vec<u8>, Trouble> {
    match picture.format {
        Format::Jpeg => jpeg::stripped(bytes, picture.turn),
        Format::Png => chunked::stripped_png(bytes),
        Format::WebP => chunked::stripped_webp(bytes),
        Format::Gif | Format::Svg => Ok(bytes.to_vec()),
    }
}

/// Whatever a file makes a codec do, it stays the file's fault: should one of them panic, that is told like any other.
fn guarded<T>(work: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Trouble::Unreadable))
}
