//! What was likely meant by a reference that leads nowhere.
//!
//! In: what was written. Out: a message and a line of help.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Map;
use crate::diagnostic::did_you_mean;
use crate::essay::Essay;
use crate::inputs::Asset;

/// Words for a page that is not there.
pub(super) fn for_missing_page(map: &Map<'_>, essay: &str, path: &str) -> (String, String) {
    let said = path.trim_end_matches('/');
    let name = said.rsplit('/').next().unwrap_or(said);
    let stem = [".md", ".html", ".htm"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    let slug = crate::address::slug(stem);
    // An old address says the day with slashes: 2015/02/13/name.html.
    let dated = said.rsplit('/').skip(1).take(3).fold(slug.clone(), |name, part| format!("{part}-{name}"));
    let exact =
        [dated.as_str(), slug.as_str()].into_iter().find_map(|name| map.named.slugs.get_key_value(name));
    let near = || {
        let mut slugs: Vec<&str> = map.named.slugs.keys().map(|slug| &**slug).collect();
        slugs.sort_unstable();
        did_you_mean(stem, slugs).and_then(|slug| map.named.slugs.get_key_value(slug))
    };
    let Some((slug, (address, parsed))) = exact.or_else(near) else {
        if is_host(said.split('/').next().unwrap_or("")) {
            let message = format!("Links to {path}, which does not exist. Did you mean https://{path}?");
            return (message, "Addresses elsewhere begin with https://".to_owned());
        }
        let message = format!("Links to {path}, which does not exist.");
        if is_file(name) {
            return for_missing_download(map.assets, essay, name, message);
        }
        return (message, "Name an essay by its file, as in other.md, or by its address.".to_owned());
    };
    // From one essay to another the name of the file serves best, since an address is never seen by who writes.
    let suggestion = if name.ends_with(".md") {
        as_seen_from(essay, map.essays[*parsed].source.path())
    } else if path.contains('/') {
        address.to_string()
    } else {
        slug.to_string()
    };
    (
        format!("Links to {path}, which does not exist. Did you mean {suggestion}?"),
        format!("Write ({suggestion}) in the link."),
    )
}

/// The name of a file as it is written in another: `../a.md` in `essays/pages/about.md`.
fn as_seen_from(essay: &str, file: &str) -> String {
    let (mut here, mut there) = (essay.split('/').peekable(), file.split('/').peekable());
    while here.peek() == there.peek() && here.clone().count() > 1 && there.clone().count() > 1 {
        here.next();
        there.next();
    }
    let up = "../".repeat(here.count().saturating_sub(1));
    format!("{up}{}", there.collect::<Vec<_>>().join("/"))
}

/// Endings of files that people link to, besides pages.
const FILES: [&str; 26] = [
    "pdf", "txt", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp", "zip",
    "epub", "jpg", "jpeg", "png", "gif", "svg", "webp", "mp3", "mp4", "ics", "json", "xml",
];

fn ending(word: &str) -> Option<&str> {
    word.rsplit_once('.').filter(|(name, _)| !name.is_empty()).map(|(_, ending)| ending)
}

fn is_file(word: &str) -> bool {
    ending(word).is_some_and(|ending| FILES.contains(&ending.to_lowercase().as_str()))
}

/// Whether a word looks like the name of a host rather than of a file: `example.org`, but not `other.md`.
fn is_host(word: &str) -> bool {
    const PAGES: [&str; 4] = ["md", "markdown", "html", "htm"];
    ending(word).is_some_and(|ending| {
        let letters = ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_lowercase());
        letters && !PAGES.contains(&ending) && !FILES.contains(&ending)
    })
}

/// Words for a file that is not there to be downloaded.
fn for_missing_download(
    assets: &BTreeMap<Arc<str>, Asset>,
    essay: &str,
    file: &str,
    message: String,
) -> (String, String) {
    let mut names = assets.keys().map(|path| path.rsplit('/').next().unwrap_or(path));
    let folder = essay.strip_suffix(".md").unwrap_or(essay);
    match names.find(|other| other.eq_ignore_ascii_case(file)) {
        Some(other) if other != file => (
            format!("{message} There is {other} (capital letters matter)."),
            format!("Write {other} in the link."),
        ),
        _ => (message, format!("Put the file beside the essay, or into the folder {folder}/.")),
    }
}

/// Words for a section that is not there.
pub(super) fn for_missing_section(essay: &Essay, section: &str) -> (String, String) {
    let title = &essay.entry.title;
    let names: Vec<&str> = essay.document.anchors.iter().map(|anchor| &*anchor.id).collect();
    if names.is_empty() {
        let message = format!("There is no section #{section} in “{title}”. It has no sections.");
        return (message, "Take the part from # on out of the link.".to_owned());
    }
    let listed = names.iter().take(12).map(|name| format!("#{name}")).collect::<Vec<_>>().join(", ");
    let message = format!("There is no section #{section} in “{title}”. It has {listed}.");
    let slug = crate::address::slug(section);
    let exact = names.iter().copied().find(|name| *name == slug);
    let help = match exact.or_else(|| did_you_mean(section, names.iter().copied())) {
        Some(near) => format!("Did you mean #{near}?"),
        None => "A heading can be given a name of its own: ## Heading {#name}".to_owned(),
    };
    (message, help)
}

/// Words for a picture that is not there.
pub(super) fn for_missing_file(
    assets: &BTreeMap<Arc<str>, Asset>,
    essay: &str,
    name: &str,
) -> (String, String) {
    let file = name.rsplit('/').next().unwrap_or(name);
    let names: Vec<&str> = assets.keys().map(|path| path.rsplit('/').next().unwrap_or(path)).collect();
    if let Some(other) = names.iter().find(|other| **other != file && other.eq_ignore_ascii_case(file)) {
        let message = format!("There is no {file}; there is {other} (capital letters matter).");
        return (message, format!("Write {other} in the essay, or rename the file."));
    }
    let folder = essay.strip_suffix(".md").unwrap_or(essay);
    let message = match did_you_mean(file, names) {
        Some(near) => format!("There is no {name}. Did you mean {near}?"),
        None => format!("There is no {name}."),
    };
    (message, format!("Put the picture beside the essay, or into the folder {folder}/."))
}
