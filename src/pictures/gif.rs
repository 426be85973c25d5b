//! A GIF file, block by block (CompuServe, version 89a).
//!
//! In: bytes. Out: what they say of the picture. It is published as it is: nobody's camera writes GIF.

use crate::inputs::picture::{Format, Picture, Trouble};

/// What a GIF file says of its picture.
pub(super) fn inspect(bytes: &[u8]) -> Result<Picture, Trouble> {
    let size = bytes.get(6..10).ok_or(Trouble::CutShort)?;
    let side = |at: usize| u32::from(u16::from_le_bytes([size[at], size[at + 1]]));
    let moves = count_frames(bytes).ok_or(Trouble::CutShort)? > 1;
    let (width, height) = (side(0), side(2));
    Ok(Picture { format: Format::Gif, width, height, turn: 1, moves, clear: true, ink: false })
}

/// How many pictures the file holds; `None` when it ends too early.
fn count_frames(bytes: &[u8]) -> Option<usize> {
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut frames = 0;
    loop {
        match bytes.get(at)? {
            b';' => return Some(frames),
            b'!' => at = after_blocks(bytes, at + 2)?,
            b',' => {
                frames += 1;
                let table = colours(*bytes.get(at + 9)?);
                at = after_blocks(bytes, at + 11 + table)?;
            }
            _ => return None,
        }
    }
}

/// The length of the table of colours that these flags announce.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of blocks ends: at an empty one.
fn after_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
