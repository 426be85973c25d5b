//! What several suites share.
//!
//! - `memory` makes tiny collections in memory, `program` on disk; `edits` edits them, `window` looks at them through `pamphlet serve`; `hold` asks what must hold of whatever is read; `found` has collections to look for something in; `server` runs Apache and nginx; `words` are what search makes of texts, and what is `given` of them to a judge
#![allow(
    dead_code,
    missing_docs,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "each suite uses its own part"
)]

pub(crate) mod edits;
pub(crate) mod found;
pub(crate) mod given;
pub(crate) mod hold;
pub(crate) mod memory;
pub(crate) mod program;
pub(crate) mod server;
pub(crate) mod window;
pub(crate) mod words;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use pamphlet::diagnostic::{Diagnostic, Found};
use pamphlet::inputs::{Asset, Inputs, Unobserved};
use pamphlet::pictures;
use pamphlet::source::position;

#[allow(unused_imports, reason = "each suite uses its own part")]
pub(crate) use memory::{CONFIG, from_base64, inputs, real};

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
    diagnostics.extend(inputs.search_tests.iter().flat_map(|tests| site.searches(tests)));
    diagnostics
}

/// The name of a share card changes with all that is on it, and with the design; which cards there are does not.
pub(crate) fn without_card_hashes(text: &str) -> String {
    const HASH: usize = 10;
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("cards/") {
        let (before, card) = rest.split_at(at);
        out.push_str(before);
        let name = card.find(['.', '"', '<', ' ', '\n']).unwrap_or(card.len());
        let hash = name.checked_sub(HASH).filter(|start| {
            card.as_bytes()[*start..name].iter().all(u8::is_ascii_hexdigit) && card[..*start].ends_with('-')
        });
        out.push_str(hash.map_or(&card[..name], |start| &card[..start]));
        out.push_str(if hash.is_some() { "HASH" } else { "" });
        rest = &card[name..];
    }
    out + rest
}
