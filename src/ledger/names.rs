//! The essays of today are found in the ledger, so that each keeps its name.
//!
//! In: the ledger, and each essay of today with its address. Out: for each its entry, if it has one, and its key. Whoever has the
//! surest claim to an entry is heard first: an `id`, then an address, then an old address, then the same file.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Ledger, Work};
use crate::address::Address;
use crate::essay::Outline;

/// Who is who. Both lists have an entry for each essay that was parsed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// What each is known by for ever.
    pub keys: Vec<Arc<str>>,
    /// Its entry in the ledger.
    pub works: Vec<Option<usize>>,
}

/// Finds every essay. `addresses` are theirs today, in the same order.
pub fn name(ledger: &Ledger, outlines: &[Arc<Outline>], addresses: &[Address]) -> Names {
    let mut search = Search { ledger, taken: HashSet::new(), works: vec![None; outlines.len()] };
    let ids = index(ledger, |work| work.id.iter().map(String::as_str).collect());
    search.pass(|essay| front_id(&outlines[essay]).into_iter().collect(), &ids);
    let current = index(ledger, |work| vec![work.address.as_str()]);
    let successors = successors(ledger, outlines, addresses, &current);
    let address = |essay: usize| vec![addresses[essay].as_str()];
    search.pass(|essay| if successors.contains(&essay) { Vec::new() } else { address(essay) }, &current);
    let aliases: Vec<Vec<String>> = outlines.iter().map(|outline| aliases(outline)).collect();
    search.pass(|essay| aliases[essay].iter().map(String::as_str).collect(), &current);
    let sources = index(ledger, |work| vec![work.source.as_str()]);
    search.pass(|essay| vec![&*outlines[essay].entry.path], &sources);
    let earlier = index(ledger, |work| work.earlier.iter().map(Address::as_str).collect());
    search.pass(|essay| vec![addresses[essay].as_str()], &earlier);
    search.pass(|essay| aliases[essay].iter().map(String::as_str).collect(), &earlier);
    let works = search.works;
    Names { keys: keys(ledger, outlines, &works), works }
}

/// Essays that took the address of another, which is still there in its old file under its old title.
fn successors(
    ledger: &Ledger,
    outlines: &[Arc<Outline>],
    addresses: &[Address],
    current: &HashMap<&str, Vec<usize>>,
) -> HashSet<usize> {
    let by_path: HashMap<&str, &Outline> =
        outlines.iter().map(|outline| (&*outline.entry.path, &**outline)).collect();
    let is_successor = |essay: &usize| {
        let entry = &outlines[*essay].entry;
        let known = current.get(addresses[*essay].as_str()).and_then(|works| works.first());
        let Some(work) = known.map(|work| &ledger.works[*work]) else { return false };
        let owner = by_path.get(work.source.as_str());
        *entry.path != *work.source
            && *entry.title != *work.title
            && owner.is_some_and(|owner| *owner.entry.title == *work.title)
    };
    (0..outlines.len()).filter(is_successor).collect()
}

struct Search<'l> {
    ledger: &'l Ledger,
    taken: HashSet<usize>,
    works: Vec<Option<usize>>,
}

impl<'l> Search<'l> {
    /// Gives entries to those that have none yet and name one that nobody has.
    fn pass<'e>(&mut self, named: impl Fn(usize) -> Vec<&'e str>, known: &HashMap<&'l str, Vec<usize>>) {
        if self.ledger.works.is_empty() {
            return;
        }
        for essay in 0..self.works.len() {
            if self.works[essay].is_some() {
                continue;
            }
            let entries = named(essay).into_iter().filter_map(|name| known.get(name)).flatten();
            if let Some(entry) = entries.copied().find(|entry| !self.taken.contains(entry)) {
                self.taken.insert(entry);
                self.works[essay] = Some(entry);
            }
        }
    }
}

fn index<'l>(ledger: &'l Ledger, names: impl Fn(&'l Work) -> Vec<&'l str>) -> HashMap<&'l str, Vec<usize>> {
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    for (entry, work) in ledger.works.iter().enumerate() {
        for name in names(work) {
            index.entry(name).or_default().push(entry);
        }
    }
    index
}

fn front_id(outline: &Outline) -> Option<&str> {
    outline.front.id.as_ref().map(|id| id.value.as_str())
}

/// The old addresses among the details of an essay, as the ledger writes addresses.
fn aliases(outline: &Outline) -> Vec<String> {
    let written = |alias: &crate::source::Spanned<String>| old_address(&alias.value).as_str().to_owned();
    outline.front.aliases.iter().map(written).collect()
}

/// The address of an alias as written: pages end in a slash, files in their ending. Whatever has another ending than that of a page, as
/// addresses of other programs do (`/news.php`), becomes a page too: under its own name a host would take it for something else.
pub fn old_address(written: &str) -> Address {
    let path = written.trim().trim_start_matches('/');
    let is_file = [".html", ".htm"].iter().any(|ending| path.to_ascii_lowercase().ends_with(ending));
    let path = path.strip_suffix("index.html").unwrap_or(path);
    if path.is_empty() || path.ends_with('/') || is_file {
        Address::new(path)
    } else {
        Address::new(format!("{path}/"))
    }
}

/// A key for each: that of its entry, or else its own id or slug; never one that another has or had.
fn keys(ledger: &Ledger, outlines: &[Arc<Outline>], works: &[Option<usize>]) -> Vec<Arc<str>> {
    let known: HashSet<&str> = ledger.works.iter().map(|work| &*work.key).collect();
    let key = |(outline, work): (&Arc<Outline>, &Option<usize>)| -> Arc<str> {
        if let Some(work) = work {
            return ledger.works[*work].key.clone();
        }
        let own: Arc<str> = front_id(outline).map_or_else(|| outline.entry.slug.clone(), Arc::from);
        let numbered = (2..).map(|number| Arc::from(format!("{own}-{number}")));
        std::iter::once(own.clone()).chain(numbered).find(|key| !known.contains(&**key)).unwrap_or(own)
    };
    outlines.iter().zip(works).map(key).collect()
}
