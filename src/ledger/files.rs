//! The files of a release: `release.lock`.
//!
//! In: its text. Out: every file that was published, with what tells its content from any other; and the text again.

use std::collections::BTreeMap;

use super::read::Lock;
use super::write::{HEADER, quoted};
use crate::details::Kind;

/// The files of a release: path → digest.
pub type Files = BTreeMap<String, String>;

/// The files of the last release; none where there was none, or where the list cannot be read, which is told elsewhere.
pub(super) fn read(lock: &Lock<'_>) -> Files {
    let digest = |kind: &Kind| match kind {
        Kind::Text { text, .. } => text.clone(),
        _ => String::new(),
    };
    // Of both sides of a merge the first is ours, and counts.
    let sides = lock.sides.iter().rev().filter_map(|table| match &table.get("files")?.value.kind {
        Kind::Table(files) => Some(files),
        _ => None,
    });
    sides.flat_map(|files| &files.entries).map(|item| (item.key.clone(), digest(&item.value.kind))).collect()
}

/// The text of `release.lock`.
pub fn files_text(files: &Files) -> String {
    let mut out =
        format!("{HEADER}# The files of the last release, for pamphlet diff.\nversion = 1\n\n[files]\n");
    for (path, digest) in files {
        out.push_str(&format!("{} = \"{digest}\"\n", quoted(path)));
    }
    out
}
