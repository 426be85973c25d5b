//! Tiny collections in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use pamphlet::date::Date;
use pamphlet::inputs::picture::{Format, Picture};
use pamphlet::inputs::{Asset, Inputs, LOCKS, Locks, SEARCH_TESTS};
use pamphlet::pictures;
use pamphlet::source::{ContentHash, Source};

/// The `pamphlet.toml` of a case that gives none.
pub(crate) const CONFIG: &str = r#"[site]
title = "A Test"
base_url = "https://example.org/sub/"
design = "plain"
demo = true
[imprint]
promoter_name = "Example Society"
promoter_address = "1 Example Street, Example Town, ZZ99 9ZZ"
"#;

/// Inputs from files, by path. Files that are neither text nor design are pictures: `WIDTHxHEIGHT`, perhaps with
/// `weighing BYTES` or `moving`, stands for a sound one; `base64:` and what follows are the bytes of a real one.
pub(crate) fn inputs(files: &BTreeMap<String, String>) -> Inputs {
    let config = files.get("pamphlet.toml").map_or(CONFIG, String::as_str);
    let mut essays = Vec::new();
    let mut assets = BTreeMap::new();
    let mut designs = BTreeMap::new();
    let mut search_tests = None;
    let mut locks = Locks::default();
    for (path, text) in files {
        if path.starts_with("themes/") {
            designs.insert(Arc::from(path.as_str()), Arc::from(text.as_bytes()));
        } else if path.ends_with(".md") {
            essays.push(Source::new(path.as_str(), text.as_str()));
        } else if path == SEARCH_TESTS {
            search_tests = Some(Source::new(path.as_str(), text.as_str()));
        } else if LOCKS.contains(&path.as_str()) {
            locks.file(Source::new(path.as_str(), text.as_str()));
        } else if path != "pamphlet.toml" {
            assets.insert(Arc::from(path.as_str()), asset(path, text));
        }
    }
    Inputs {
        config: Source::new("pamphlet.toml", config),
        essays,
        assets,
        designs,
        search_tests,
        locks,
        today: Date::new(2026, 1, 1).expect("a day"),
        drafts: false,
        base_url: None,
        portable: false,
        unread: Vec::new(),
        damaged: Vec::new(),
    }
}

fn asset(path: &str, text: &str) -> Asset {
    if let Some(bytes) = real(text) {
        return Asset {
            hash: ContentHash::of(&bytes),
            length: bytes.len() as u64,
            picture: pictures::inspect(&bytes),
        };
    }
    let (text, moves) = text.trim().strip_suffix(" moving").map_or((text.trim(), false), |text| (text, true));
    let (size, length) = text.split_once(" weighing ").unwrap_or((text, "100"));
    let all = [Format::Jpeg, Format::Png, Format::WebP, Format::Gif, Format::Svg];
    let format = all.into_iter().find(|format| format.fits(path));
    let picture = size.split_once('x').zip(format).and_then(|((width, height), format)| {
        let (width, height) = (width.parse().ok()?, height.parse().ok()?);
        Some(Ok(Picture { format, width, height, turn: 1, moves, clear: false, ink: false }))
    });
    Asset { hash: ContentHash::of(text.as_bytes()), length: length.parse().unwrap_or(0), picture }
}

/// The bytes of a picture that is given as they are.
pub(crate) fn real(text: &str) -> Option<Vec<u8>> {
    let text = text.trim().strip_prefix("base64:")?;
    let is_sound =
        |byte: u8| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || b"+/=".contains(&byte);
    text.bytes().all(is_sound).then(|| from_base64(text))
}

/// Base64 (RFC 4648, section 4); line breaks may stand anywhere.
pub(crate) fn from_base64(text: &str) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held, mut out) = (0_u32, 0, Vec::new());
    for sign in text.bytes().filter(|sign| !sign.is_ascii_whitespace() && *sign != b'=') {
        let value = SIGNS.iter().position(|known| *known == sign).expect("a sign of base64");
        bits = bits << 6 | value as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held & 0xFF) as u8);
        }
    }
    out
}
