//! What was ever published: the ledger of a collection.
//!
//! In: the locks. Out: `Recorded`, with `Ledger` in it: every essay with its lasting name and all its addresses, and every other page; who is
//! who among the essays of today. Knows neither pages of today nor how the files are written to a disk.
//!
//! - `merged` joins what two people recorded
//! - `read` reads the file, `write` prints it, `whole` finds what was lost from it
//! - `names` finds the essays of today in the ledger
//! - `anchors` keeps what links into essays lead to
//! - `record` adds a release, `files` lists its files, `difference` says what changed since the one before

mod anchoring;
mod anchors;
mod difference;
mod files;
mod merged;
mod names;
mod read;
mod record;
mod whole;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::Address;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::inputs::Locks;
use crate::source::Place;

pub use anchoring::{Anchored, Anchoring};
pub use anchors::{Anchor, Anchors, anchors, anchors_text, keep, shared};
pub use difference::{Change, Changed, Difference};
pub use files::{Files, files_text};
pub use names::{Names, name, old_address};
pub use record::{Issued, NowPage, Present, nowhere, record};
pub use write::{permalinks, quoted};

/// What was ever published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The day of the last release.
    pub released: Option<Date>,
    /// Every essay and standing page, by key.
    pub works: Vec<Work>,
    /// Every other page, and every feed, by address.
    pub pages: Vec<Page>,
}

/// An essay or a standing page that was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// What it is known by for ever, unique among all. Its patch is chosen by it.
    pub key: Arc<str>,
    /// What feeds know it by for ever; nothing for standing pages.
    pub feed: Option<Arc<str>>,
    /// The `id` among its details, as it was when it was first published.
    pub id: Option<String>,
    /// Its title in the last release that showed it.
    pub title: String,
    /// The path of its source then.
    pub source: String,
    /// The day it bore then.
    pub date: Option<String>,
    /// Its address then.
    pub address: Address,
    /// Where that is written in the ledger.
    pub place: Place,
    /// Every other address that ever led to it.
    pub earlier: Vec<Address>,
    /// Those of them that were its own once, so that files lay beside them.
    pub own: Vec<Address>,
    /// The lists it stood in: `themes/climate/`.
    pub lists: Vec<String>,
    /// The hash of its text.
    pub text: String,
    /// The hash of what its details say besides names, days and lists.
    pub said: String,
    /// Whether the last release showed it.
    pub shown: bool,
}

/// A page that is no essay, or a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub address: Address,
    /// Where that is written in the ledger.
    pub place: Place,
    /// What it is.
    pub kind: Issued,
    /// What it was called.
    pub name: String,
    /// Where it leads, for one that only leads on.
    pub to: Option<Address>,
    /// What a feed is known by for ever.
    pub feed: Option<String>,
}

impl Work {
    /// Every address it ever had.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> {
        std::iter::once(&self.address).chain(&self.earlier)
    }
}

impl Ledger {
    /// Whether anything was ever published.
    pub fn is_empty(&self) -> bool {
        self.works.is_empty() && self.pages.is_empty()
    }

    /// Every address ever published, with the essay it was of, where it was of one.
    pub fn addresses(&self) -> BTreeMap<&Address, Option<usize>> {
        let mut all: BTreeMap<&Address, Option<usize>> =
            self.pages.iter().map(|page| (&page.address, None)).collect();
        let earlier = |(index, work): (usize, &'_ Work)| (index, work.earlier.len());
        for (index, count) in self.works.iter().enumerate().map(earlier) {
            all.extend(self.works[index].earlier[..count].iter().map(|address| (address, Some(index))));
        }
        // What an address was last counts for more than what it was before.
        all.extend(self.works.iter().enumerate().map(|(index, work)| (&work.address, Some(index))));
        all
    }
}

/// What earlier releases left, as read.
#[derive(Debug, Default)]
pub struct Recorded {
    /// What was ever published.
    pub ledger: Arc<Ledger>,
    /// What links into essays lead to.
    pub anchors: Anchors,
    /// The files of the last release.
    pub files: Files,
    /// What keeps the site from being built because of the locks, and what else is to be told of them: one cannot be read, or has lost
    /// something.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads what earlier releases left, each lock once. There is nothing where nothing was released.
pub fn read(locks: &Locks) -> Arc<Recorded> {
    let [permalinks, anchors, release] =
        [&locks.permalinks, &locks.anchors, &locks.release].map(|source| read::Lock::new(source.as_ref()));
    let (ledger, places) = (read::read(&permalinks), anchors::read(&anchors));
    let files = files::read(&release);
    let mut others =
        [&anchors, &release].into_iter().flat_map(|lock| lock.faults.clone()).collect::<Vec<_>>();
    others.extend(whole::no_ledger(locks));
    if others.is_empty() && ledger.diagnostics.is_empty() {
        others = whole::faults(locks, &ledger.value, &places, &files);
    }
    let merged = [&permalinks, &anchors, &release].into_iter().filter_map(merged::told);
    let diagnostics = ledger.diagnostics.into_iter().chain(others).chain(merged).collect();
    Arc::new(Recorded { ledger: Arc::new(ledger.value), anchors: places.value, files, diagnostics })
}
