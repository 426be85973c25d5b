//! Tiny collections in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use pamphlet::date::Date;
use pamphlet::inputs::{Asset, Inputs};
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

/// Inputs from files, by path. Files that are neither text nor design are pictures, their text being `WIDTHxHEIGHT`.
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
            let pixels =
                text.trim().split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
            let asset = Asset { hash: ContentHash::of(text.as_bytes()), length: text.len() as u64, pixels };
            assets.insert(Arc::from(path.as_str()), asset);
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
