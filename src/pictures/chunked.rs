//! PNG and WebP files, chunk by chunk.
//!
//! In: bytes. Out: what they say of the picture; the file without notes. (PNG: W3C, third edition; WebP: RFC 9649.)

use std::ops::Range;

use super::exif;
use crate::inputs::picture::{Format, Picture, Trouble};

struct Chunk<'a> {
    name: &'a [u8],
    content: &'a [u8],
    /// The chunk with its name, length and whatever follows its content.
    range: Range<usize>,
}

fn number(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok()
}

fn chunk<'a>(bytes: &'a [u8], at: usize, name: Range<usize>, length: u32, tail: usize) -> Option<Chunk<'a>> {
    let length = usize::try_from(length).ok()?;
    let content = at.checked_add(8)?;
    let end = content.checked_add(length)?;
    let range = at..end.checked_add(tail)?;
    Some(Chunk { name: bytes.get(name)?, content: bytes.get(content..end)?, range })
}

// ── PNG ──

fn png_chunks(bytes: &[u8]) -> Result<Vec<Chunk<'_>>, Trouble> {
    let mut chunks: Vec<Chunk<'_>> = Vec::new();
    let mut at = 8;
    loop {
        let next = || {
            let length = u32::from_be_bytes(number(bytes, at)?);
            chunk(bytes, at, at + 4..at + 8, length, 4).filter(|chunk| chunk.range.end <= bytes.len())
        };
        let next = next().ok_or(Trouble::CutShort)?;
        at = next.range.end;
        let last = next.name == b"IEND";
        chunks.push(next);
        if last {
            return Ok(chunks);
        }
    }
}

/// What a PNG file says of its picture.
pub(super) fn inspect_png(bytes: &[u8]) -> Result<Picture, Trouble> {
    // The size comes first, and is told even where the rest is missing: a picture too large is not looked at further.
    let size =
        bytes.get(12..16).filter(|name| *name == b"IHDR").and(number(bytes, 16).zip(number(bytes, 20)));
    let (width, height) = size.ok_or(Trouble::Unreadable)?;
    let (width, height) = (u32::from_be_bytes(width), u32::from_be_bytes(height));
    let mut picture =
        Picture { format: Format::Png, width, height, turn: 1, moves: false, clear: false, ink: false };
    super::within_limits(picture)?;
    let chunks = png_chunks(bytes)?;
    let find = |name: &[u8]| chunks.iter().find(|chunk| chunk.name == name);
    let colour = bytes.get(25).copied().unwrap_or(0);
    picture.clear = matches!(colour, 4 | 6) || find(b"tRNS").is_some();
    picture.moves = find(b"acTL").is_some();
    picture.turn = find(b"eXIf").map_or(1, |chunk| exif::turn(chunk.content));
    Ok(turned(picture))
}

/// The file without notes.
pub(super) fn stripped_png(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    const NEEDED: [&[u8]; 14] = [
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"cICP", b"sBIT",
        b"acTL", b"fcTL", b"fdAT",
    ];
    let mut out = bytes.get(..8).unwrap_or(&[]).to_vec();
    for chunk in png_chunks(bytes)?.into_iter().filter(|chunk| NEEDED.contains(&chunk.name)) {
        out.extend(&bytes[chunk.range]);
    }
    Ok(out)
}

// ── WebP ──

const PROFILE: u8 = 0x20;
const CLEAR: u8 = 0x10;
const NOTES: u8 = 0x08 | 0x04;
const MOVES: u8 = 0x02;

fn webp_chunks(bytes: &[u8]) -> Result<Vec<Chunk<'_>>, Trouble> {
    let length = number(bytes, 4).map(u32::from_le_bytes).ok_or(Trouble::CutShort)?;
    let end =
        usize::try_from(length).ok().and_then(|length| length.checked_add(8)).ok_or(Trouble::Unreadable)?;
    let bytes = bytes.get(..end).ok_or(Trouble::CutShort)?;
    let mut chunks = Vec::new();
    let mut at = 12;
    while at < bytes.len() {
        let next = || {
            let length = u32::from_le_bytes(number(bytes, at + 4)?);
            // Chunks begin at even places; the last one may lack the byte that fills it up.
            chunk(bytes, at, at..at + 4, length, usize::from(length % 2 == 1))
        };
        let mut next = next().ok_or(Trouble::CutShort)?;
        at = next.range.end;
        next.range.end = next.range.end.min(bytes.len());
        chunks.push(next);
    }
    Ok(chunks)
}

/// What a WebP file says of its picture.
pub(super) fn inspect_webp(bytes: &[u8]) -> Result<Picture, Trouble> {
    let chunks = webp_chunks(bytes)?;
    let find = |name: &[u8]| chunks.iter().find(|chunk| chunk.name == name);
    let first = chunks.first().ok_or(Trouble::CutShort)?;
    let (width, height, clear, moves) = webp_head(first).ok_or(Trouble::Unreadable)?;
    let notes = find(b"EXIF").map(|chunk| chunk.content.strip_prefix(b"Exif\0\0").unwrap_or(chunk.content));
    let turn = notes.map_or(1, exif::turn);
    Ok(turned(Picture { format: Format::WebP, width, height, turn, moves, clear, ink: false }))
}

/// Width, height, whether it can be seen through, whether it moves.
fn webp_head(first: &Chunk<'_>) -> Option<(u32, u32, bool, bool)> {
    let content = first.content;
    let byte = |at: usize| content.get(at).copied().map(u32::from);
    match first.name {
        b"VP8X" => {
            let side = |at: usize| Some(1 + (byte(at)? | byte(at + 1)? << 8 | byte(at + 2)? << 16));
            let flags = *content.first()?;
            Some((side(4)?, side(7)?, flags & CLEAR != 0, flags & MOVES != 0))
        }
        b"VP8L" => {
            let bits = u32::from_le_bytes(number(content, 1)?);
            Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bits >> 28 & 1 == 1, false))
        }
        b"VP8 " => {
            let side = |at: usize| Some((byte(at)? | byte(at + 1)? << 8) & 0x3FFF);
            Some((side(6)?, side(8)?, false, false))
        }
        _ => None,
    }
}

/// The file without notes.
pub(super) fn stripped_webp(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    let chunks = webp_chunks(bytes)?;
    let needed = chunks.iter().filter(|chunk| !matches!(chunk.name, b"EXIF" | b"XMP "));
    let parts = needed.map(|chunk| match chunk.name {
        b"VP8X" => (chunk.name, with_flags(chunk.content, |flags| flags & !NOTES)),
        name => (name, chunk.content.to_vec()),
    });
    Ok(webp_of(parts))
}

fn with_flags(content: &[u8], change: impl Fn(u8) -> u8) -> Vec<u8> {
    let mut content = content.to_vec();
    if let Some(flags) = content.first_mut() {
        *flags = change(*flags);
    }
    content
}

/// A WebP file with a colour profile added, which the encoder does not write by itself.
pub(super) fn webp_with_profile(bytes: &[u8], profile: &[u8]) -> Result<Vec<u8>, Trouble> {
    let chunks = webp_chunks(bytes)?;
    let first = chunks.first().ok_or(Trouble::Unreadable)?;
    let (width, height, clear, _) = webp_head(first).ok_or(Trouble::Unreadable)?;
    let head = match first.name {
        b"VP8X" => with_flags(first.content, |flags| flags | PROFILE),
        _ => {
            let mut head = vec![PROFILE | if clear { CLEAR } else { 0 }, 0, 0, 0];
            head.extend(&(width - 1).to_le_bytes()[..3]);
            head.extend(&(height - 1).to_le_bytes()[..3]);
            head
        }
    };
    let start = [(&b"VP8X"[..], head), (&b"ICCP"[..], profile.to_vec())];
    let rest = chunks.iter().filter(|chunk| chunk.name != b"VP8X");
    Ok(webp_of(start.into_iter().chain(rest.map(|chunk| (chunk.name, chunk.content.to_vec())))))
}

fn webp_of<'a>(chunks: impl Iterator<Item = (&'a [u8], Vec<u8>)>) -> Vec<u8> {
    let mut inside = b"WEBP".to_vec();
    for (name, content) in chunks {
        inside.extend(name);
        inside.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes());
        inside.extend(&content);
        inside.extend(&[0][..content.len() % 2]);
    }
    let mut out = b"RIFF".to_vec();
    out.extend(u32::try_from(inside.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend(inside);
    out
}

/// Width and height as people see them.
fn turned(picture: Picture) -> Picture {
    match picture.turn {
        5.. => Picture { width: picture.height, height: picture.width, ..picture },
        _ => picture,
    }
}
