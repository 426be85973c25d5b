//! A release is added to the ledger.
//!
//! In: the ledger of the releases before, and what the site has now. Out: the ledger with this release. Nothing that was ever in it
//! is taken out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Ledger, Page, Work};
use crate::address::Address;
use crate::date::Date;
use crate::source::{Place, Span};

/// What a page is that is no essay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Issued {
    /// The home page, a list of all that there is of a kind, the search.
    List,
    /// A theme.
    Theme,
    /// An author.
    Author,
    /// A place.
    Place,
    /// A part.
    Part,
    /// A later page of a list.
    Later,
    /// A feed.
    Feed,
    /// An old address that leads to a page of these.
    Old,
    /// The page of something that was withdrawn.
    Withdrawn,
    /// A file that a page links to; its name is the path of its source.
    File,
}

impl Issued {
    const ALL: [(Self, &'static str); 10] = [
        (Self::List, "list"),
        (Self::Theme, "theme"),
        (Self::Author, "author"),
        (Self::Place, "place"),
        (Self::Part, "part"),
        (Self::Later, "later"),
        (Self::Feed, "feed"),
        (Self::Old, "old"),
        (Self::Withdrawn, "withdrawn"),
        (Self::File, "file"),
    ];

    /// The word for it in the ledger.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("list", |(_, word)| word)
    }

    /// What a word of the ledger means.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }
}

/// An essay as the site shows it now.
#[derive(Clone, Debug, PartialEq)]
pub struct Present {
    /// Its entry in the ledger before.
    pub work: Option<usize>,
    /// What a first release would record of it.
    pub now: Work,
}

/// A page as the site has it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NowPage {
    /// Its address.
    pub address: Address,
    /// What it is.
    pub kind: Issued,
    /// What it is called.
    pub name: String,
    /// Where it leads, for one that only leads on.
    pub to: Option<Address>,
    /// What a feed is known by.
    pub feed: Option<String>,
}

/// The ledger with one more release.
pub fn record(before: &Ledger, essays: &[Present], pages: &[NowPage], day: Date) -> Ledger {
    let mut works: BTreeMap<Arc<str>, Work> = BTreeMap::new();
    for work in &before.works {
        works.insert(work.key.clone(), Work { shown: false, ..work.clone() });
    }
    for essay in essays {
        let known = essay.work.map(|work| &before.works[work]);
        works.insert(essay.now.key.clone(), recorded(essay, known));
    }
    let mut all: BTreeMap<Address, Page> =
        before.pages.iter().map(|page| (page.address.clone(), page.clone())).collect();
    for page in pages {
        // What a page was says more of it than that it leads on now.
        let is_end = matches!(page.kind, Issued::Old | Issued::Withdrawn);
        if is_end && all.contains_key(&page.address) {
            continue;
        }
        let NowPage { address, kind, name, to, feed } = page.clone();
        all.insert(address.clone(), Page { address, place: nowhere(), kind, name, to, feed });
    }
    let released = before.released.max(Some(day));
    Ledger { released, works: works.into_values().collect(), pages: all.into_values().collect() }
}

fn recorded(essay: &Present, known: Option<&Work>) -> Work {
    let now = essay.now.clone();
    let Some(known) = known else { return now };
    let mut earlier: BTreeSet<Address> = now.earlier.iter().chain(known.addresses()).cloned().collect();
    let mut own: BTreeSet<Address> = known.own.iter().chain([&known.address]).cloned().collect();
    for addresses in [&mut earlier, &mut own] {
        addresses.remove(&now.address);
    }
    Work {
        feed: known.feed.clone(),
        id: known.id.clone(),
        earlier: earlier.into_iter().collect(),
        own: own.into_iter().collect(),
        ..now
    }
}

/// What is about to be written has no place yet.
pub fn nowhere() -> Place {
    Place { path: "permalinks.lock".into(), span: Span::default() }
}
