//! A folder that was built.
//!
//! In: its path. Out: the names and lengths of its files, and their bytes when they are asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pamphlet::diagnostic::Code;
use walkdir::WalkDir;

use super::{Fault, words};

/// A built site on the disk.
pub(crate) struct Built {
    root: PathBuf,
    /// Every file by its path, and its length.
    pub(crate) files: BTreeMap<String, u64>,
}

impl Built {
    /// Looks at the folder.
    pub(crate) fn look(root: &Path) -> Result<Self, Fault> {
        let mut files = BTreeMap::new();
        // What a folder keeps of its own history is no part of the site.
        let walk = WalkDir::new(root).follow_links(true).into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() != 1 || entry.file_name() != ".git") {
            let entry = entry.map_err(|error| unread(root, &error.into()))?;
            let Ok(below) = entry.path().strip_prefix(root) else { continue };
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if entry.file_type().is_file() {
                files.insert(parts.join("/"), entry.metadata().map_or(0, |about| about.len()));
            }
        }
        Ok(Self { root: root.to_owned(), files })
    }

    /// The bytes of one of its files.
    pub(crate) fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        self.files.contains_key(path).then(|| std::fs::read(self.root.join(path)).ok()).flatten()
    }

    /// The text of one of its files.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        self.bytes(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn unread(root: &Path, error: &std::io::Error) -> Fault {
    let message =
        format!("There is no built site to look at: {} cannot be read, {}.", root.display(), words(error));
    Fault::new(Code::E317, message, "Build it first: pamphlet build. Or name its folder with --output.")
}
