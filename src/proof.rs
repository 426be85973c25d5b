//! The finished output is read again, with fresh eyes.
//!
//! In: each file as it will be written. Out: what is wrong with it, and `Facts` for the questions that only the
//! whole output can answer. The only user of quick-xml.
//!
//! Templates are written by people; nothing they do may put a script or a style into a page, make a reader's browser ask
//! a third party, break a link or lose the imprint. So the proof trusts nothing and reads what was made.

mod head;
pub mod leads;
mod nesting;
mod outward;
mod page;
mod sight;
mod style;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::address::Address;
use crate::diagnostic::{Code, Diagnostic};

/// What the proof needs to know of the site.
pub struct Ground<'a> {
    /// Whether the site has a file at that output path.
    pub has_file: &'a (dyn Fn(&str) -> bool + Sync),
    /// The site's whole address, ending in `/`.
    pub base: &'a str,
    /// The site's path on its host, beginning and ending in `/`.
    pub base_path: &'a str,
    /// The imprint as it must stand in every page and feed, if it is required.
    pub imprint: Option<&'a str>,
}

/// What one file tells of itself.
#[derive(Debug, Default)]
pub struct Facts {
    /// The hashes of the ids in it, sorted.
    ids: Vec<u64>,
    /// Its links to sections of other pages: output path of the page, hash of the id, and the link as written.
    sections: Vec<(String, u64, String)>,
    /// The tags around the imprint, the outermost first, each on its line.
    imprint: Option<Box<str>>,
    /// The rules of a style sheet.
    rules: Vec<sight::rules::Rule>,
}

/// Reads one finished text. `path` is its output path.
pub fn read(path: &str, text: &str, ground: &Ground<'_>) -> (Facts, Vec<Diagnostic>) {
    let ending = path.rsplit('.').next().unwrap_or("");
    // It stands in the footer, so it is looked for from the end.
    let place = |imprint| text.rfind(&crate::markup::text(imprint));
    let in_page = ground.imprint.filter(|_| ending == "html").and_then(place);
    let mut found = match ending {
        "html" => page::read(path, text, ground, in_page),
        "css" => style::read(path, text, ground),
        _ => (Facts::default(), Vec::new()),
    };
    found.1.extend(outward::by_programs(path, text, ground));
    let is_feed = matches!(path.rsplit('/').next(), Some("feed.xml" | "feed.json"));
    if let Some(imprint) = ground.imprint.filter(|_| ending == "html" || is_feed) {
        let there = if is_feed { in_feed(text, imprint, ending) } else { in_page.is_some() };
        found.1.extend((!there).then(|| without_imprint(path)));
    }
    found
}

/// Whether a feed holds the imprint, which stands inside HTML that is itself escaped.
fn in_feed(text: &str, imprint: &str, ending: &str) -> bool {
    let plain = crate::markup::text(imprint);
    match ending {
        "xml" => text.contains(&plain) || text.contains(&crate::markup::text(&plain)),
        _ => text.contains(imprint.replace('"', "\\\"").as_str()),
    }
}

fn without_imprint(path: &str) -> Diagnostic {
    Diagnostic::new(Code::I005, format!("{path} does not hold the imprint."))
        .help("Print {{ site.imprint.text }} in the footer of every template, word for word.")
}

/// Answers what only the whole output can: whether every section that is linked to is there, and whether the imprint is seen.
pub fn conclude(facts: &BTreeMap<String, Facts>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (path, one) in facts {
        for (target, id, written) in &one.sections {
            let there = facts.get(target).is_some_and(|facts| facts.ids.binary_search(id).is_ok());
            if !there {
                let message = format!("{path} links to {written}, but that page has no such section.");
                diagnostics.push(Diagnostic::new(Code::E405, message).help("Mend the link in the template."));
            }
        }
    }
    diagnostics.extend(sight::hidden(facts));
    diagnostics
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// The address that an output path is read at.
fn address_of(path: &str) -> Address {
    Address::new(path.strip_suffix("index.html").unwrap_or(path))
}
