//! A JPEG file, segment by segment (ITU T.81, annex B).
//!
//! In: bytes. Out: what they say of the picture; the file without notes.

use std::ops::Range;

use super::exif;
use crate::inputs::picture::{Format, Picture, Trouble};

/// More passes over a picture than this are made to keep computers busy; programs write about ten.
const MOST_SCANS: usize = 100;

struct Segment {
    marker: u8,
    /// The segment with its marker; for a scan, with all that follows it.
    range: Range<usize>,
    /// Where its content begins.
    content: usize,
}

impl Segment {
    fn content<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        bytes.get(self.content..self.range.end).unwrap_or(&[])
    }
}

/// The segments up to the end of the picture; what may follow it is not part of it.
fn segments(bytes: &[u8]) -> Result<Vec<Segment>, Trouble> {
    let mut segments = Vec::new();
    let mut at = 2;
    loop {
        at = next_marker(bytes, at).ok_or(Trouble::CutShort)?;
        let marker = bytes[at + 1];
        match marker {
            0xD9 => return Ok(segments),
            0x01 | 0xD0..=0xD8 => at += 2,
            _ => {
                let length = bytes.get(at + 2..at + 4).ok_or(Trouble::CutShort)?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]])).max(2);
                let end = at + 2 + length;
                if end > bytes.len() {
                    return Err(Trouble::CutShort);
                }
                let end =
                    if marker == 0xDA { next_marker(bytes, end).ok_or(Trouble::CutShort)? } else { end };
                segments.push(Segment { marker, range: at..end, content: at + 4 });
                at = end;
            }
        }
    }
}

/// The next marker: not a stuffed byte, and none of those that only let a reader find its way.
fn next_marker(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let found =
        rest.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xFF | 0xD0..=0xD7))?;
    Some(from + found)
}

/// What a JPEG file says of its picture.
pub(super) fn inspect(bytes: &[u8]) -> Result<Picture, Trouble> {
    let segments = segments(bytes)?;
    let frame = segments
        .iter()
        .find(|segment| {
            matches!(segment.marker, 0xC0..=0xCF) && !matches!(segment.marker, 0xC4 | 0xC8 | 0xCC)
        })
        .ok_or(Trouble::Unreadable)?;
    let scans = segments.iter().filter(|segment| segment.marker == 0xDA).count();
    if scans == 0 || scans > MOST_SCANS {
        return Err(Trouble::Unreadable);
    }
    let [_, high, low, wide, narrow, parts, ..] = frame.content(bytes) else {
        return Err(Trouble::Unreadable);
    };
    let side = |high: &u8, low: &u8| u32::from(u16::from_be_bytes([*high, *low]));
    let (width, height) = (side(wide, narrow), side(high, low));
    let notes = segments.iter().find_map(|segment| notes(segment, bytes));
    let turn = notes.map_or(1, exif::turn);
    let (width, height) = if turn >= 5 { (height, width) } else { (width, height) };
    Ok(Picture { format: Format::Jpeg, width, height, turn, moves: false, clear: false, ink: *parts == 4 })
}

fn notes<'a>(segment: &Segment, bytes: &'a [u8]) -> Option<&'a [u8]> {
    segment.content(bytes).strip_prefix(b"Exif\0\0").filter(|_| segment.marker == 0xE1)
}

/// The file without notes. How the camera was held is kept, since the picture is not turned here.
pub(super) fn stripped(bytes: &[u8], turn: u8) -> Result<Vec<u8>, Trouble> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(b"\xFF\xD8");
    if turn != 1 {
        let mut notes = b"Exif\0\0".to_vec();
        notes.extend(exif::only_turn(turn));
        out.extend(b"\xFF\xE1");
        out.extend(u16::try_from(notes.len() + 2).unwrap_or(u16::MAX).to_be_bytes());
        out.extend(notes);
    }
    for segment in segments(bytes)? {
        if belongs_to_picture(&segment, bytes) {
            out.extend(&bytes[segment.range]);
        }
    }
    out.extend(b"\xFF\xD9");
    Ok(out)
}

/// Whether a segment is needed to see the picture as it was meant.
fn belongs_to_picture(segment: &Segment, bytes: &[u8]) -> bool {
    let content = segment.content(bytes);
    match segment.marker {
        0xE0 => content.starts_with(b"JFIF\0"),
        0xE2 => content.starts_with(b"ICC_PROFILE\0"),
        0xEE => content.starts_with(b"Adobe"),
        0xE1..=0xEF | 0xFE => false,
        _ => true,
    }
}
