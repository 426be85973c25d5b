//! Whether the locks are whole: whatever one of them knows of, the others must know of too.
//!
//! In: the locks as read. Out: what has been lost from one of them. Each is written with the others and nothing is ever taken out, so
//! what is missing was lost by a hand or a merge, and with it what it was to keep.

use std::collections::BTreeSet;

use super::{Anchors, Files, Ledger, Work};
use crate::address::Address;
use crate::diagnostic::{Code, Diagnostic, Found, Severity};
use crate::inputs::Locks;
use crate::source::{Source, Span};

/// Names that are told one by one, at most.
const NAMED: usize = 5;

/// The ledger is not there, and another lock is.
pub(super) fn no_ledger(locks: &Locks) -> Option<Diagnostic> {
    locks
        .permalinks
        .is_none()
        .then(|| locks.all().next().map(|other| gone("permalinks.lock", other)))
        .flatten()
}

/// What is wrong with the locks together; each of them can be read.
pub(super) fn faults(
    locks: &Locks,
    ledger: &Ledger,
    places: &Found<Anchors>,
    files: &Files,
) -> Vec<Diagnostic> {
    let Some(permalinks) = &locks.permalinks else { return Vec::new() };
    let Some(anchors) = &locks.anchors else {
        return (!ledger.works.is_empty()).then(|| gone("anchors.lock", permalinks)).into_iter().collect();
    };
    let mut faults = places.diagnostics.clone();
    let names = |works: &mut dyn Iterator<Item = &Work>| -> BTreeSet<String> {
        works.map(|work| work.key.to_string()).collect()
    };
    let published = names(&mut ledger.works.iter());
    let shown = names(&mut ledger.works.iter().filter(|work| work.shown));
    let anchored: BTreeSet<String> = places.value.keys().map(ToString::to_string).collect();
    faults.extend(lost(permalinks, anchors, anchored.difference(&published)));
    faults.extend(no_anchors(anchors, permalinks, shown.difference(&anchored)));
    if let Some(release) = &locks.release {
        let known = ledger.addresses();
        let is_known = |page: &Address| known.contains_key(page) || known.contains_key(&without_slash(page));
        let pages = files.keys().filter_map(|path| page(path)).filter(|page| !is_known(page));
        let pages: Vec<String> = pages.map(|page| page.to_string()).collect();
        faults.extend(lost(permalinks, release, pages.iter()));
    }
    faults
}

fn gone(name: &str, other: &Source) -> Diagnostic {
    let message = format!("{name} is gone, but {} is there: something was published before.", other.path());
    let help = format!(
        "Bring it back, from what is committed: git checkout -- {name}\nOnly where nothing was ever published, delete the other locks, too."
    );
    Diagnostic::new(Code::E321, message).at(other.place(Span::at(0))).help(help)
}

/// Entries of the ledger are missing that another lock has.
fn lost<'a>(lock: &Source, other: &Source, names: impl Iterator<Item = &'a String>) -> Option<Diagnostic> {
    let help = format!(
        "Take {lock} from the last commit in which it is whole; git log -- {lock} lists them.\nIf there is none, take the same out of {other}.",
        lock = lock.path(),
        other = other.path()
    );
    Some(missing(lock, other, names)?.help(help))
}

/// Anchors of essays are missing that the ledger has. The next release records them anew, so that nobody is kept from it; only
/// what was edited in the meantime loses its names.
fn no_anchors<'a>(
    lock: &Source,
    other: &Source,
    names: impl Iterator<Item = &'a String>,
) -> Option<Diagnostic> {
    let help = format!(
        "Links to paragraphs of these essays may come to lead nowhere. Take {lock} from a commit in which it is whole; git log -- {lock} lists them.\nIf there is none, record them anew with the next release: pamphlet publish --accept",
        lock = lock.path()
    );
    let fault = missing(lock, other, names)?.help(help);
    Some(fault.weighing(Severity::Warning))
}

fn missing<'a>(lock: &Source, other: &Source, names: impl Iterator<Item = &'a String>) -> Option<Diagnostic> {
    let names: Vec<&String> = names.collect();
    if names.is_empty() {
        return None;
    }
    let first: Vec<&str> = names.iter().take(NAMED).map(|name| name.as_str()).collect();
    let more = match names.len() - first.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message =
        format!("{} has lost what {} still knows of: {}{more}.", lock.path(), other.path(), first.join(", "));
    Some(Diagnostic::new(Code::E321, message).at(lock.place(Span::at(0))))
}

/// The address of a page of the last release, by its path. What has another name may be a file that essays link to.
fn page(path: &str) -> Option<Address> {
    let folder = path.strip_suffix("index.html")?;
    (folder.is_empty() || folder.ends_with('/')).then(|| Address::new(folder))
}

/// The address of a file in whose place a page says that it was withdrawn.
fn without_slash(page: &Address) -> Address {
    Address::new(page.as_str().trim_end_matches('/'))
}
