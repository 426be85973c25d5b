//! How a camera was held.
//!
//! In: the notes of a camera (a little TIFF file). Out: a number from 1 to 8, as cameras write it (EXIF 2.3, tag 274).
//! Nothing else in the notes is read: where a picture was taken, when and by whom is nobody's business.

/// The tag that says how the camera was held.
const ORIENTATION: u16 = 0x0112;

/// How a picture with these notes must be turned; 1 where they do not say.
pub(super) fn turn(notes: &[u8]) -> u8 {
    read(notes).filter(|turn| (1..=8).contains(turn)).unwrap_or(1)
}

fn read(notes: &[u8]) -> Option<u8> {
    let little = match notes.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = notes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = notes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    };
    let first = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(first)?);
    let entry = (0..entries).map(|index| first.saturating_add(2 + index * 12));
    let mut found = entry.filter(|at| short(*at) == Some(ORIENTATION));
    u8::try_from(short(found.next()?.checked_add(8)?)?).ok()
}

/// Notes that say how the camera was held, and nothing else.
pub(super) fn only_turn(turn: u8) -> Vec<u8> {
    let mut notes = b"MM\0*\0\0\0\x08\0\x01".to_vec();
    notes.extend(ORIENTATION.to_be_bytes());
    notes.extend([0, 3, 0, 0, 0, 1, 0, turn, 0, 0]);
    // No more notes follow.
    notes.extend([0; 4]);
    notes
}

/// Notes that say what a picture shows and who answers for it (EXIF 2.3, tags 270 and 33432).
pub(super) fn signature(title: &str, copyright: Option<&str>) -> Vec<u8> {
    const TITLE: u16 = 0x010E;
    const COPYRIGHT: u16 = 0x8298;
    let texts: Vec<(u16, Vec<u8>)> = [(TITLE, Some(title)), (COPYRIGHT, copyright)]
        .into_iter()
        .filter_map(|(tag, text)| Some((tag, [text?.as_bytes(), &[0]].concat())))
        .collect();
    let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
    let mut notes = b"MM\0*\0\0\0\x08".to_vec();
    notes.extend(u16::try_from(texts.len()).unwrap_or(0).to_be_bytes());
    let mut place = 8 + 2 + 12 * texts.len() + 4;
    for (tag, text) in &texts {
        notes.extend(tag.to_be_bytes());
        notes.extend([0, 2]);
        notes.extend(number(text.len()));
        match text.len() {
            // What is this short stands where otherwise its place is told.
            ..=4 => notes.extend([text.as_slice(), &[0; 4]].concat().into_iter().take(4)),
            length => {
                notes.extend(number(place));
                place += length;
            }
        }
    }
    // No more notes follow.
    notes.extend([0; 4]);
    notes.extend(texts.into_iter().filter(|(_, text)| text.len() > 4).flat_map(|(_, text)| text));
    notes
}
