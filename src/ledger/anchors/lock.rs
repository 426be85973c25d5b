//! `anchors.lock` is read and printed.
//!
//! In: its text. Out: the anchors of each essay, what cannot be read, and the text again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::sketch::Sketch;
use super::{Anchor, Anchors};
use crate::details::{Item, Kind, Table, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::ledger::read;
use crate::ledger::write::{HEADER, quoted};
use crate::source::{Source, Span};

/// The anchors that earlier releases left. Of an essay that both sides of a merge have, those count that either has.
pub fn anchors_of(lock: &Option<Source>) -> Arc<Anchors> {
    let mut all: BTreeMap<Arc<str>, Vec<Anchor>> = BTreeMap::new();
    for table in lock.as_ref().and_then(|source| read::tables(source).ok()).unwrap_or_default() {
        for item in essays(&table) {
            let Kind::List(values) = &item.value.kind else { continue };
            let anchors = all.entry(item.key.as_str().into()).or_default();
            values.iter().filter_map(anchor).for_each(|anchor| add(anchors, anchor));
        }
    }
    Arc::new(all.into_iter().map(|(key, anchors)| (key, anchors.into())).collect())
}

/// Adds an anchor of the other side. A place that both sides edited is known by both texts, under all names that either gave it.
fn add(anchors: &mut Vec<Anchor>, mut new: Anchor) {
    if anchors.contains(&new) {
        return;
    }
    for known in anchors.iter_mut() {
        if known.ids.iter().any(|id| new.ids.contains(id)) {
            let ours = known.ids.clone();
            known.ids.extend(new.ids.iter().filter(|id| !ours.contains(id)).cloned());
            let more: Vec<Box<str>> = ours.into_iter().filter(|id| !new.ids.contains(id)).collect();
            new.ids.extend(more);
        }
    }
    anchors.push(new);
}

fn essays(table: &Table) -> &[Item] {
    match table.get("essays").map(|item| &item.value.kind) {
        Some(Kind::Table(essays)) => &essays.entries,
        _ => &[],
    }
}

/// The first anchor of each essay that cannot be read, and would be lost.
pub(crate) fn unread(lock: &Source) -> Vec<Diagnostic> {
    let odd = |value: &Value| match &value.kind {
        Kind::List(values) => values.iter().find(|value| anchor(value).is_none()).map(|value| value.span),
        _ => Some(value.span),
    };
    let fault = |(key, span): (&str, Span)| {
        let message = format!("What links into “{key}” lead to cannot be read here.");
        let fault = Diagnostic::new(Code::E321, message).at(lock.place(span));
        fault.help(format!("{}{}", read::HELP, lock.path()))
    };
    let tables = read::tables(lock).unwrap_or_default();
    let all = tables.iter().flat_map(essays);
    let mut faults: Vec<Diagnostic> =
        all.filter_map(|item| Some((item.key.as_str(), odd(&item.value)?))).map(fault).collect();
    faults.dedup();
    faults
}

/// `k-tea+k-old 120 3fa…`; a heading begins with `#`.
fn anchor(value: &Value) -> Option<Anchor> {
    let Kind::Text { text, .. } = &value.kind else { return None };
    let mut parts = text.split(' ');
    let (ids, size, hex) = (parts.next()?, parts.next()?, parts.next()?);
    let heading = ids.starts_with('#');
    let ids: Vec<Box<str>> = ids.trim_start_matches('#').split('+').map(Box::from).collect();
    Some(Anchor { ids, heading, sketch: Sketch::read(size, hex)? })
}

/// The text of `anchors.lock`.
pub fn anchors_text(anchors: &Anchors) -> String {
    let mut out = format!(
        "{HEADER}# What links into essays lead to: names of paragraphs and headings, and a sketch of each text.\nversion = 1\n\n[essays]\n"
    );
    for (key, all) in anchors {
        out.push_str(&format!("{} = [\n", quoted(key)));
        for anchor in all.iter() {
            let (mark, ids) = (if anchor.heading { "#" } else { "" }, anchor.ids.join("+"));
            let line = format!("{mark}{ids} {} {}", anchor.sketch.size, anchor.sketch.hex());
            out.push_str(&format!("  {},\n", quoted(&line)));
        }
        out.push_str("]\n");
    }
    out
}
