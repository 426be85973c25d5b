//! New collections and new essays.
//!
//! In: a folder or a title. Out: files, never over others.

use std::path::Path;

use pamphlet::address;
use pamphlet::config;
use pamphlet::diagnostic::Code;

use super::{Format, GOOD, clock, say};
use crate::disk::{self, Fault};

/// What a new collection is made of: path and text. `DATE` stands for today.
const FILES: [(&str, &str); 5] = [
    ("pamphlet.toml", include_str!("begin/pamphlet.toml")),
    ("essays/a-first-essay.md", include_str!("begin/a-first-essay.md")),
    ("essays/a-second-essay.md", include_str!("begin/a-second-essay.md")),
    ("essays/pages/about.md", include_str!("begin/about.md")),
    (".gitignore", "/output/\n/portable/\n"),
];

/// Makes a small collection that works.
pub(super) fn collection(folder: &Path) -> u8 {
    match make_collection(folder) {
        Ok(()) => {
            let folder = folder.display();
            say(&format!("Made a small collection in {folder}/\n\nNext:\n  cd {folder}\n  pamphlet build\n"));
            GOOD
        }
        Err(fault) => super::fault(&fault, Format::Human),
    }
}

fn make_collection(folder: &Path) -> Result<(), Fault> {
    if disk::is_occupied(folder) {
        let is = if folder.is_dir() { "is not empty" } else { "is a file" };
        let message = format!("{} {is}.", folder.display());
        return Err(Fault::new(Code::E504, message, "Choose a new folder; nothing was changed."));
    }
    let today = clock::today().to_string();
    FILES
        .iter()
        .try_for_each(|(path, text)| disk::write_new(&folder.join(path), &text.replace("DATE", &today)))
}

/// Makes an essay with valid details, as a draft.
pub(super) fn essay(title: &str, root: Option<&Path>) -> u8 {
    let root = disk::root(root);
    match make_essay(title, &root) {
        Ok(path) => {
            say(&format!("Made {path}, a draft. pamphlet build --drafts shows it.\n"));
            GOOD
        }
        Err(fault) => super::fault(&fault, Format::Human),
    }
}

fn make_essay(title: &str, root: &Path) -> Result<String, Fault> {
    let title = title.trim();
    let slug: String = address::slug(title).chars().take(60).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() {
        let message = format!("“{title}” has no letters to make a file name of.");
        return Err(Fault::new(Code::E119, message, "Give the essay a title in words."));
    }
    let options = disk::Options::on(clock::today());
    let inputs = disk::load(root, options)?;
    let config = config::read(&inputs.config, None).value;
    let mut lines =
        vec!["---".to_owned(), format!("title: \"{}\"", escaped(title)), format!("date: {}", inputs.today)];
    lines.push("draft: true".to_owned());
    lines.extend(
        config.iter().flat_map(|config| &config.essays.require).map(|key| prompt(&key.value, &config)),
    );
    lines.extend(["---".to_owned(), String::new(), "Begin here.".to_owned(), String::new()]);
    let path = format!("essays/{slug}.md");
    disk::write_new(&root.join(&path), &lines.join("\n"))?;
    Ok(path)
}

fn escaped(title: &str) -> String {
    title.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A line that asks for a required detail; as a comment where nothing valid can be put there yet.
fn prompt(key: &str, config: &Option<config::Config>) -> String {
    let list = |ids: Vec<&str>| format!("# {key}: [{}]", ids.join(", "));
    let Some(config) = config else { return format!("# {key}: …") };
    match key {
        "themes" => list(config.themes.iter().map(|theme| theme.id.as_str()).collect()),
        "authors" => list(config.authors.iter().map(|author| author.id.as_str()).take(8).collect()),
        "places" => list(config.places.iter().map(|place| place.id.as_str()).take(8).collect()),
        "summary" => "# summary: What it argues, in 50 to 160 characters.".to_owned(),
        _ => format!("# {key}: …"),
    }
}
