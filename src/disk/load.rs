//! The files of a collection are read.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use pamphlet::date::Date;
use pamphlet::diagnostic::{Code, Diagnostic};
use pamphlet::inputs::picture::Trouble;
use pamphlet::inputs::{Asset, Inputs};
use pamphlet::inputs::{LOCKS, Locks, SEARCH_TESTS};
use pamphlet::pictures;
use pamphlet::source::{ContentHash, Source};
use walkdir::WalkDir;

use super::folder::Folder;
use super::{Fault, unread, words};

/// How much of a file that is too heavy for a picture is read, to learn whether it claims to be one.
const HEAD: u64 = 4096;

/// What the command line says about the inputs.
#[derive(Clone)]
pub(crate) struct Options {
    /// Today, as far as this build is concerned.
    pub(crate) today: Date,
    /// Whether drafts are shown.
    pub(crate) drafts: bool,
    /// Another base URL.
    pub(crate) base_url: Option<String>,
    /// Whether the site is to be read from a disk, without any host.
    pub(crate) portable: bool,
    /// Whether a published address that would be lost is only told.
    pub(crate) lenient: bool,
}

impl Options {
    /// Nothing out of the ordinary is asked for.
    pub(crate) fn on(today: Date) -> Self {
        Self { today, drafts: false, base_url: None, portable: false, lenient: false }
    }
}

/// Reads the collection in `root`, once. What cannot be read is among the inputs, as diagnostics.
pub(crate) fn load(root: &Path, options: Options) -> Result<Inputs, Fault> {
    Folder::new(root, options).look()
}

/// `pamphlet.toml` alone.
pub(crate) fn settings(root: &Path) -> Result<Source, Fault> {
    Ok(Source::new("pamphlet.toml", config(root, &mut Vec::new())?))
}

/// The text of `pamphlet.toml`. Other encodings are a fault, and read as well as may be.
pub(super) fn config(root: &Path, unread: &mut Vec<Diagnostic>) -> Result<String, Fault> {
    let path = root.join("pamphlet.toml");
    let bytes = std::fs::read(&path).map_err(|error| no_config(&path, &error))?;
    Ok(unread::text("pamphlet.toml", bytes).unwrap_or_else(|damaged| {
        unread.push(*damaged.fault);
        damaged.text
    }))
}

fn no_config(path: &Path, error: &std::io::Error) -> Fault {
    let message =
        format!("There is no collection here: {} cannot be read, {}.", path.display(), words(error));
    Fault::new(
        Code::E201,
        message,
        "Go to the collection's folder, name it with --root, or begin one: pamphlet init my-collection",
    )
}

/// What earlier releases left in the root.
pub(super) fn locks(root: &Path, lenient: bool, unread: &mut Vec<Diagnostic>) -> Locks {
    let mut locks = Locks { lenient, ..Locks::default() };
    for name in LOCKS {
        match std::fs::read(root.join(name)) {
            Ok(bytes) => match unread::text(name, bytes) {
                Ok(text) => locks.file(Source::new(name, text)),
                Err(damaged) => unread.push(*damaged.fault),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => unread.push(unread::unreadable(name, &words(&error))),
        }
    }
    locks
}

/// The files below a folder of the root, by path from the root, sorted.
pub(super) fn files(root: &Path, folder: &str, unread: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut found = Vec::new();
    let top = root.join(folder);
    if !top.exists() {
        return found;
    }
    let walk = WalkDir::new(&top).follow_links(true).sort_by_file_name();
    for entry in walk
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_wanted(&entry.file_name().to_string_lossy()))
    {
        match entry {
            Ok(entry) if entry.file_type().is_file() => found.push(relative(root, entry.path())),
            Ok(_) => {}
            Err(error) => {
                let path = error.path().map_or_else(|| folder.to_owned(), |path| relative(root, path));
                let why = match (error.loop_ancestor(), error.io_error()) {
                    (Some(_), _) => "it is a link that leads back to a folder it lies in".to_owned(),
                    (None, Some(error)) => words(error),
                    (None, None) => "unknown".to_owned(),
                };
                unread.push(unread::unreadable(&path, &why));
            }
        }
    }
    same_names(&found, unread);
    found
}

/// Whether a file or folder of that name is read. Hidden files and what editors leave behind are nobody's essay.
pub(crate) fn is_wanted(name: &str) -> bool {
    let left_behind =
        name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp") || name.starts_with('#');
    !name.starts_with('.') && !left_behind && !matches!(name, "Thumbs.db" | "desktop.ini")
}

pub(super) fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn same_names(paths: &[String], unread: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            unread.push(unread::same_name(path, other));
        }
    }
}

/// What became of one file.
#[derive(Clone, PartialEq)]
pub(super) enum Met {
    Essay(Source),
    Asset(Asset),
    Design(Arc<[u8]>),
    Damaged(Box<Diagnostic>, Source),
    Unread(Box<Diagnostic>),
}

pub(super) fn is_essay(path: &str) -> bool {
    let path = path.to_lowercase();
    path.ends_with(".md") || path.ends_with(".markdown")
}

pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Reads one file. Among essays a word-processor file is an essay that somebody forgot to save as one; in a folder of other
/// files it is one to download.
pub(super) fn read(root: &Path, path: &str, among_essays: bool) -> Met {
    if let Some(fault) = unread::word_processor(path).filter(|_| among_essays) {
        return Met::Unread(Box::new(fault));
    }
    let full = root.join(path);
    let read = if path.starts_with("themes/") {
        std::fs::read(&full).map(|bytes| Met::Design(bytes.into()))
    } else if is_essay(path) || path == SEARCH_TESTS {
        text(&full, path)
    } else {
        asset(&full).map(Met::Asset)
    };
    read.unwrap_or_else(|error| Met::Unread(Box::new(unread::unreadable(path, &words(&error)))))
}

fn text(full: &Path, path: &str) -> std::io::Result<Met> {
    let length = std::fs::metadata(full)?.len();
    if length > unread::LARGEST {
        return Ok(Met::Unread(Box::new(unread::too_large(path, length))));
    }
    Ok(match unread::text(path, std::fs::read(full)?) {
        Ok(text) => Met::Essay(Source::new(path, text)),
        Err(damaged) => Met::Damaged(damaged.fault, Source::new(path, damaged.text)),
    })
}

fn asset(full: &Path) -> std::io::Result<Asset> {
    let length = std::fs::metadata(full)?.len();
    if length > pictures::MOST_BYTES {
        let mut head = Vec::new();
        File::open(full)?.take(HEAD).read_to_end(&mut head)?;
        let picture = pictures::inspect(&head).map(|_| Err(Trouble::TooHeavy));
        return Ok(Asset { hash: ContentHash::of_reader(File::open(full)?)?, length, picture });
    }
    let bytes = std::fs::read(full)?;
    Ok(Asset { hash: ContentHash::of(&bytes), length, picture: pictures::inspect(&bytes) })
}
