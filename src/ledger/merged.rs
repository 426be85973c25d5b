//! Two people published, and git could not join what both recorded: both sides count.
//!
//! In: a lock as read, perhaps with the marks of a merge in it. Out: the text of each side, as long as the whole, so that places stay
//! true; two ledgers as one. Nothing is ever taken out of a ledger, so of two sides all holds that either has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::read::Lock;
use super::{Ledger, Page, Work};
use crate::address::Address;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// What git writes where both sides changed something: ours, what both came from, theirs, and the end.
const MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Where a line of a lock belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Both,
    Ours,
    Base,
    Theirs,
}

/// The texts of a lock: itself, or both sides of a merge.
///
/// # Errors
/// Where a mark stands that makes no sense there, as after two merges without a release between them.
pub(super) fn sides(source: &Source) -> Result<Vec<Source>, Span> {
    let text = source.text();
    if !text.split('\n').any(|line| mark(line).is_some()) {
        return Ok(vec![source.clone()]);
    }
    let (mut ours, mut theirs) = (String::with_capacity(text.len()), String::with_capacity(text.len()));
    let (mut part, mut at) = (Part::Both, 0);
    for line in text.split_inclusive('\n') {
        let next = match (part, mark(line)) {
            (part, None) => part,
            (Part::Both, Some(0)) => Part::Ours,
            (Part::Ours, Some(1)) => Part::Base,
            (Part::Ours | Part::Base, Some(2)) => Part::Theirs,
            (Part::Theirs, Some(3)) => Part::Both,
            _ => return Err(Span::new(at, at + line.trim_end().len())),
        };
        let is_mark = mark(line).is_some();
        for (side, own) in [(&mut ours, Part::Ours), (&mut theirs, Part::Theirs)] {
            match !is_mark && (part == own || part == Part::Both) {
                true => side.push_str(line),
                false => side.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' })),
            }
        }
        part = next;
        at += line.len();
    }
    let side = |text: String| Source::new(source.path().clone(), text);
    if part == Part::Both { Ok(vec![side(ours), side(theirs)]) } else { Err(Span::at(at)) }
}

/// Which mark a line is.
fn mark(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let is =
        |mark: &&&str| line.strip_prefix(**mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    MARKS.iter().position(|known| is(&known))
}

/// That a lock holds both sides, where it does.
pub(super) fn told(lock: &Lock<'_>) -> Option<Diagnostic> {
    let source = lock.source.filter(|_| lock.sides.len() > 1)?;
    let text = source.text();
    let mut at = 0;
    let line = text.split_inclusive('\n').find(|line| {
        let is_mark = mark(line).is_some();
        at += if is_mark { 0 } else { line.len() };
        is_mark
    })?;
    let message = format!("{} holds both sides of a merge. Both count.", source.path());
    let place = source.place(Span::new(at, at + line.trim_end().len()));
    let help = "Nothing has to be chosen. The next release, which must come before the next merge, writes them as one: pamphlet publish --accept";
    Some(Diagnostic::new(Code::W229, message).at(place).help(help))
}

/// Two sides of a ledger as one.
pub(super) fn joined(ours: Ledger, theirs: Ledger) -> Ledger {
    let mut works: BTreeMap<Arc<str>, Work> =
        ours.works.into_iter().map(|work| (work.key.clone(), work)).collect();
    for work in theirs.works {
        let both = match works.remove(&work.key) {
            Some(own) => one(own, work),
            None => work,
        };
        works.insert(both.key.clone(), both);
    }
    let mut pages: BTreeMap<Address, Page> =
        theirs.pages.into_iter().map(|page| (page.address.clone(), page)).collect();
    pages.extend(ours.pages.into_iter().map(|page| (page.address.clone(), page)));
    let released = ours.released.max(theirs.released);
    Ledger { released, works: works.into_values().collect(), pages: pages.into_values().collect() }
}

/// An essay that both sides know, with every address that either knows of.
fn one(ours: Work, theirs: Work) -> Work {
    let earlier = ours.earlier.iter().chain(theirs.addresses());
    let mut earlier: BTreeSet<Address> = earlier.cloned().collect();
    let mut own: BTreeSet<Address> =
        ours.own.iter().chain(&theirs.own).chain([&theirs.address]).cloned().collect();
    for addresses in [&mut earlier, &mut own] {
        addresses.remove(&ours.address);
    }
    let shown = ours.shown || theirs.shown;
    Work { earlier: earlier.into_iter().collect(), own: own.into_iter().collect(), shown, ..ours }
}
