//! What several suites share.
//!
//! - `memory` makes tiny collections in memory, `program` on disk; `hold` asks what must hold of whatever is read
#![allow(
    dead_code,
    missing_docs,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "each suite uses its own part"
)]

pub(crate) mod hold;
pub(crate) mod memory;
pub(crate) mod program;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use pamphlet::date::Date;
use pamphlet::diagnostic::{Diagnostic, Found};
use pamphlet::inputs::picture::{Format, Picture};
use pamphlet::inputs::{Asset, Inputs, Unobserved};
use pamphlet::pictures;
use pamphlet::source::{ContentHash, Source, position};

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
    for (path, text) in files {
        if path.starts_with("themes/") {
            designs.insert(Arc::from(path.as_str()), Arc::from(text.as_bytes()));
        } else if path.ends_with(".md") {
            essays.push(Source::new(path.as_str(), text.as_str()));
        } else if path != "pamphlet.toml" {
            assets.insert(Arc::from(path.as_str()), asset(path, text));
        }
    }
    Inputs {
        config: Source::new("pamphlet.toml", config),
        essays,
        assets,
        designs,
        today: Date::new(2026, 1, 1).expect("a day"),
        drafts: false,
        base_url: None,
        unread: Vec::new(),
    }
}

/// The text files below `root`/`folder`, by path from `root`; none where there is no such folder.
pub(crate) fn files_below(root: &Path, folder: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
            files.insert(name, text);
        }
    }
    files
}

/// What was told, line by line: place, weight, code, words and help.
pub(crate) fn told(diagnostics: &[Diagnostic], inputs: &Inputs) -> String {
    let mut lines = String::new();
    for diagnostic in diagnostics {
        let place = diagnostic.primary.as_ref().map(|place| {
            let text = pamphlet::text_of(inputs, &place.path).unwrap_or("");
            let at = position(text, place.span.range().start);
            assert!(text.get(place.span.range()).is_some(), "{diagnostic:?} lies outside its text");
            format!("{}:{}:{} ", place.path, at.line, at.column)
        });
        let (word, code) = (diagnostic.severity.word(), diagnostic.code.name());
        lines.push_str(&format!("{}{word}[{code}] {}\n", place.unwrap_or_default(), diagnostic.message));
        if let Some(help) = &diagnostic.help {
            lines.push_str(&format!("  help: {help}\n"));
        }
    }
    lines
}

/// Says aloud that something was not tested, past the test harness, which would keep it to itself.
pub(crate) fn skipped(what: &str, why: &str) {
    let words = format!("\nSKIPPED: {what}. {why}\n");
    std::io::stderr().write_all(words.as_bytes()).expect("told");
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
    Some(from_base64(text.trim().strip_prefix("base64:")?))
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

/// Everything that `pamphlet check` tells of a collection, its real pictures opened and made.
pub(crate) fn check(files: &BTreeMap<String, String>, inputs: &Inputs) -> Vec<Diagnostic> {
    let Found { value: site, mut diagnostics } = pamphlet::plan(inputs, &Unobserved);
    let Some(site) = site else { return diagnostics };
    for (path, wanted) in site.pictures() {
        let known = site.asset(&path).and_then(Asset::shown).expect("a picture");
        if let Some(trouble) =
            real(&files[&*path]).and_then(|bytes| pictures::develop(&bytes, known, &wanted).err())
        {
            diagnostics.extend(site.trouble(&path, trouble));
        }
    }
    let made = site.produce(&Unobserved, |_, _| Ok::<(), std::convert::Infallible>(()));
    diagnostics.extend(made.expect("a sink that never fails"));
    diagnostics
}
