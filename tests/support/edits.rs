//! What editors do to a collection, one thing after another: for the laws that must hold whatever they do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::program::{CONFIG, write};

/// One thing that an editor does; numbers choose among the essays there are.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// The words of an essay change.
    Reword(usize, u8),
    /// So do its details, which other pages show.
    Retitle(usize, u8),
    /// It moves to another file, and so to another address.
    Rename(usize, u8),
    Delete(usize),
    Add(u8),
    /// A link that leads nowhere: nothing is written until the next edit has mended it.
    Break(usize),
    /// Details that cannot be read, mended by the next edit.
    Garble(usize),
    /// It moves into a folder, and keeps its address.
    Move(usize),
    /// Another line of pamphlet.toml, which every page shows.
    Settings(u8),
    /// A template of the site's own, which every page is made with, or its own no longer.
    Template(u8),
    /// A style sheet of the site's own.
    Style(u8),
    /// A file that the essays link to.
    File(u8),
    /// Nothing.
    Rest,
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let (which, new) = (0_usize..100, 0_u8..20);
    prop_oneof![
        3 => (which.clone(), new.clone()).prop_map(|(which, new)| Edit::Reword(which, new)),
        3 => (which.clone(), new.clone()).prop_map(|(which, new)| Edit::Retitle(which, new)),
        2 => (which.clone(), new.clone()).prop_map(|(which, new)| Edit::Rename(which, new)),
        2 => which.clone().prop_map(Edit::Delete),
        3 => new.clone().prop_map(Edit::Add),
        2 => which.clone().prop_map(Edit::Break),
        1 => which.clone().prop_map(Edit::Garble),
        1 => which.prop_map(Edit::Move),
        1 => new.clone().prop_map(Edit::Settings),
        1 => new.clone().prop_map(Edit::Template),
        1 => new.clone().prop_map(Edit::Style),
        1 => new.prop_map(Edit::File),
        1 => Just(Edit::Rest),
    ]
}

fn essay(title: u8, words: u8) -> String {
    let theme = ["tea", "milk", "bread"][usize::from(title % 3)];
    let link = if words.is_multiple_of(4) { " See [the notes](/notes.txt)." } else { "" };
    format!(
        "---\ntitle: Title {title}\ndate: 2025-02-{:02}\nthemes: [{theme}]\n---\n\nWords {words}.{link}\n",
        title + 1
    )
}

/// A collection that is being edited, as it should be on disk.
#[derive(Default)]
pub(crate) struct Edited {
    /// The essays by name, as (title, words).
    essays: BTreeMap<String, (u8, u8)>,
    template: Option<u8>,
}

impl Edited {
    /// Four essays and a file.
    pub(crate) fn begin(root: &Path) -> Self {
        fs::remove_file(root.join("essays/a.md")).expect("gone");
        write(root, "essays/notes.txt", "Notes.");
        let mut edited = Self::default();
        for new in 0..4 {
            edited.apply(&Edit::Add(new), root);
        }
        edited
    }

    fn chosen(&self, which: usize) -> Option<String> {
        self.essays.keys().nth(which % self.essays.len().max(1)).cloned()
    }

    /// Does it, on disk too, and says whether the collection is sound afterwards.
    pub(crate) fn apply(&mut self, edit: &Edit, root: &Path) -> bool {
        let mut harm = None;
        match edit {
            Edit::Reword(which, words) => {
                if let Some(one) = self.chosen(*which).and_then(|name| self.essays.get_mut(&name)) {
                    one.1 = *words;
                }
            }
            Edit::Retitle(which, title) => {
                if let Some(one) = self.chosen(*which).and_then(|name| self.essays.get_mut(&name)) {
                    one.0 = *title;
                }
            }
            Edit::Rename(which, new) => {
                let one = self.chosen(*which).and_then(|name| self.essays.remove(&name));
                self.essays.extend(one.map(|one| (format!("n{new}"), one)));
            }
            Edit::Move(which) => {
                if let Some(name) = self.chosen(*which)
                    && let Some(one) = self.essays.remove(&name)
                {
                    let there =
                        name.strip_prefix("sub/").map_or_else(|| format!("sub/{name}"), str::to_owned);
                    self.essays.insert(there, one);
                }
            }
            Edit::Delete(which) => drop(self.chosen(*which).and_then(|name| self.essays.remove(&name))),
            Edit::Add(new) => drop(self.essays.insert(format!("n{new}"), (*new, 0))),
            Edit::Break(which) => harm = self.chosen(*which).map(|name| (name, "\n[Broken](nowhere.md).\n")),
            Edit::Garble(which) => harm = self.chosen(*which).map(|name| (name, "\n::: never-closed\n")),
            Edit::Settings(new) => {
                write(root, "pamphlet.toml", CONFIG.replace("A Test", &format!("A Test {new}")));
            }
            Edit::Template(new) => self.template = Some(*new).filter(|new| new % 4 != 0),
            Edit::Style(new) => {
                own(root, "assets/style.css", Some(&format!("body {{ margin: {new}px; }}\n")))
            }
            Edit::File(new) => write(root, "essays/notes.txt", format!("Notes {new}.")),
            Edit::Rest => {}
        }
        self.write(root, harm.as_ref());
        let names: BTreeSet<&str> = self.essays.keys().map(|name| name.trim_start_matches("sub/")).collect();
        harm.is_none() && names.len() == self.essays.len() && self.template.is_none_or(|new| new % 4 != 1)
    }

    /// Only what differs is written, as editors do.
    fn write(&self, root: &Path, harm: Option<&(String, &str)>) {
        fs::create_dir_all(root.join("essays/sub")).expect("a folder");
        for folder in ["essays", "essays/sub"] {
            for entry in fs::read_dir(root.join(folder)).expect("entries").flatten() {
                let path = entry.path();
                let name = path.strip_prefix(root.join("essays")).expect("below").with_extension("");
                let name = name.to_string_lossy().replace('\\', "/");
                if path.extension().is_some_and(|ending| ending == "md") && !self.essays.contains_key(&name) {
                    fs::remove_file(path).expect("gone");
                }
            }
        }
        for (name, (title, words)) in &self.essays {
            let more = harm.filter(|(harmed, _)| harmed == name).map_or("", |(_, more)| more);
            put(root, &format!("essays/{name}.md"), &(essay(*title, *words) + more));
        }
        // One in four is broken, and one in four is taken away again.
        let base = include_str!("../../themes/plain/templates/base.html");
        let template = self.template.map(|new| match new % 4 {
            1 => base.replace("</body>", "{% if %}</body>"),
            _ => base.replace("</body>", &format!("<!-- {new} --></body>")),
        });
        own(root, "templates/base.html", template.as_deref());
    }
}

fn put(root: &Path, path: &str, text: &str) {
    if fs::read(root.join(path)).ok().as_deref() != Some(text.as_bytes()) {
        write(root, path, text);
    }
}

/// A file of the site's own in place of one of the design.
fn own(root: &Path, name: &str, text: Option<&str>) {
    let path = format!("themes/plain/{name}");
    match text {
        Some(text) => {
            fs::create_dir_all(root.join(&path).parent().expect("a folder")).expect("a folder");
            put(root, &path, text);
        }
        None => drop(fs::remove_file(root.join(&path))),
    }
}
