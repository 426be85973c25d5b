//! What changed since the last release, in words that an editor understands.
//!
//! In: two ledgers and the files of two releases. Out: `Difference`, and its words.

use std::collections::BTreeMap;

use super::{Files, Ledger, Work};
use crate::date::Date;
use crate::essay::file_name;

/// What became of an essay or a standing page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    New,
    /// It was published before, taken away, and is there again.
    Restored,
    /// It has a new title.
    Retitled,
    /// It has a new address.
    Moved,
    /// It bears another day.
    Redated,
    /// Its text was edited.
    Edited,
    /// Its summary, its picture or other details of it are others.
    Redescribed,
    /// It stands in other lists.
    Relisted,
    /// It is gone.
    Gone,
}

impl Change {
    const ALL: [Self; 9] = [
        Self::New,
        Self::Restored,
        Self::Retitled,
        Self::Moved,
        Self::Redated,
        Self::Edited,
        Self::Redescribed,
        Self::Relisted,
        Self::Gone,
    ];

    /// The word for it, for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Restored => "restored",
            Self::Retitled => "retitled",
            Self::Moved => "moved",
            Self::Redated => "redated",
            Self::Edited => "edited",
            Self::Redescribed => "redescribed",
            Self::Relisted => "relisted",
            Self::Gone => "gone",
        }
    }

    /// What is said of one, and of several.
    fn said(self, many: bool) -> &'static str {
        match (self, many) {
            (Self::New, false) => "is new",
            (Self::New, true) => "are new",
            (Self::Restored, false) => "is back",
            (Self::Restored, true) => "are back",
            (Self::Retitled, false) => "has a new title",
            (Self::Retitled, true) => "have new titles",
            (Self::Moved, false) => "has a new address",
            (Self::Moved, true) => "have new addresses",
            (Self::Redated, false) => "has another date",
            (Self::Redated, true) => "have other dates",
            (Self::Edited, false) => "was edited",
            (Self::Edited, true) => "were edited",
            (Self::Redescribed, false) => "is described otherwise (summary, pictures and the like)",
            (Self::Redescribed, true) => "are described otherwise (summaries, pictures and the like)",
            (Self::Relisted, false) => "has other themes, authors, places or another part",
            (Self::Relisted, true) => "have other themes, authors, places or parts",
            (Self::Gone, false) => "is gone",
            (Self::Gone, true) => "are gone",
        }
    }
}

/// One essay or standing page that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its title.
    pub title: String,
    /// The path of its source.
    pub source: String,
    /// What it was before, where that says more: the old title, address or date.
    pub before: Option<String>,
    /// What it is now.
    pub now: Option<String>,
    /// Whether it is an essay, and not a standing page.
    pub is_essay: bool,
}

/// What changed since the last release.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// The day of the last release.
    pub since: Option<Date>,
    /// Essays and standing pages, by what became of them; one may be in several lists.
    pub changes: BTreeMap<Change, Vec<Changed>>,
    /// Files that are new or not as they were.
    pub upload: Vec<String>,
    /// Files that are there no more.
    pub delete: Vec<String>,
}

impl Difference {
    /// What changed from one release to the next.
    pub fn between(before: (&Ledger, &Files), after: (&Ledger, &Files)) -> Self {
        let known: BTreeMap<&str, &Work> = before.0.works.iter().map(|work| (&*work.key, work)).collect();
        let mut changes: BTreeMap<Change, Vec<Changed>> = BTreeMap::new();
        for work in &after.0.works {
            for (change, changed) in compared(known.get(&*work.key).copied(), work) {
                changes.entry(change).or_default().push(changed);
            }
        }
        let (old, new) = (before.1, after.1);
        let upload = new.iter().filter(|(path, digest)| old.get(*path) != Some(digest));
        let delete = old.keys().filter(|path| !new.contains_key(*path));
        Self {
            since: before.0.released,
            changes,
            upload: upload.map(|(path, _)| path.clone()).collect(),
            delete: delete.cloned().collect(),
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.upload.is_empty() && self.delete.is_empty()
    }

    /// All in one sentence: `3 essays are new, 1 has a new title, 12 files to upload, 1 to delete.`
    pub fn sentence(&self) -> String {
        if self.is_empty() {
            return "Nothing has changed.".to_owned();
        }
        let mut parts = Vec::new();
        for is_essay in [true, false] {
            let mut noun = if is_essay { "essay" } else { "page" };
            for change in Change::ALL {
                let count = self.all(change, is_essay).count();
                if count > 0 {
                    let ending = if count == 1 || noun.is_empty() { "" } else { "s" };
                    let gap = if noun.is_empty() { "" } else { " " };
                    parts.push(format!("{count}{gap}{noun}{ending} {}", change.said(count > 1)));
                    noun = "";
                }
            }
        }
        let files = |count: usize| format!("{count} file{}", if count == 1 { "" } else { "s" });
        match (self.upload.len(), self.delete.len()) {
            (0, 0) => {}
            (0, delete) => parts.push(format!("{} to delete", files(delete))),
            (upload, 0) => parts.push(format!("{} to upload", files(upload))),
            (upload, delete) => parts.push(format!("{} to upload, {delete} to delete", files(upload))),
        }
        parts.join(", ") + "."
    }

    fn all(&self, change: Change, is_essay: bool) -> impl Iterator<Item = &Changed> {
        self.changes.get(&change).into_iter().flatten().filter(move |one| one.is_essay == is_essay)
    }

    /// Every essay by name, one a line.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for is_essay in [true, false] {
            for change in Change::ALL {
                let all: Vec<&Changed> = self.all(change, is_essay).collect();
                if all.is_empty() {
                    continue;
                }
                let noun = if is_essay { "Essay" } else { "Page" };
                let ending = if all.len() == 1 { "" } else { "s" };
                lines.push(format!("{noun}{ending} that {}:", change.said(all.len() > 1)));
                lines.extend(all.iter().map(|one| format!("  {}", one.words())));
            }
        }
        lines
    }
}

impl Changed {
    fn words(&self) -> String {
        let file = file_name(&self.source);
        match (&self.before, &self.now) {
            (Some(before), Some(now)) => format!("“{}” ({file}): {before} → {now}", self.title),
            _ => format!("“{}” ({file})", self.title),
        }
    }
}

/// What became of one.
fn compared(before: Option<&Work>, now: &Work) -> Vec<(Change, Changed)> {
    let changed = |before: Option<String>, after: Option<String>| Changed {
        title: now.title.clone(),
        source: now.source.clone(),
        before,
        now: after,
        is_essay: now.feed.is_some(),
    };
    let plain = |change| vec![(change, changed(None, None))];
    let Some(before) = before else { return plain(Change::New) };
    let mut all = match (before.shown, now.shown) {
        (true, false) => return plain(Change::Gone),
        (false, false) => return Vec::new(),
        (false, true) => plain(Change::Restored),
        (true, true) => Vec::new(),
    };
    if before.title != now.title {
        let titles = (format!("“{}”", before.title), format!("“{}”", now.title));
        all.push((Change::Retitled, changed(Some(titles.0), Some(titles.1))));
    }
    if before.address != now.address {
        let addresses = (before.address.to_string(), now.address.to_string());
        all.push((Change::Moved, changed(Some(addresses.0), Some(addresses.1))));
    }
    if before.date != now.date {
        all.push((Change::Redated, changed(before.date.clone(), now.date.clone())));
    }
    if before.text != now.text {
        all.push((Change::Edited, changed(None, None)));
    }
    if before.said != now.said && !before.said.is_empty() {
        all.push((Change::Redescribed, changed(None, None)));
    }
    if before.lists != now.lists {
        all.push((Change::Relisted, changed(None, None)));
    }
    all
}
