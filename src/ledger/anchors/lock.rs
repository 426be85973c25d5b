//! `anchors.lock` is read and printed.
//!
//! In: its text. Out: the anchors of each essay, what cannot be read, and the text again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::sketch::Sketch;
use super::{Anchor, Anchors};
use crate::details::{Item, Kind, Table, Value};
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::ledger::read::{HELP, Lock};
use crate::ledger::write::{HEADER, quoted};
use crate::source::{Source, Span};

/// The anchors that earlier releases left, and the first of each essay that cannot be read, and would be lost. Of an essay that both
/// sides of a merge have, those count that either has.
pub(crate) fn read(lock: &Lock<'_>) -> Found<Anchors> {
    let mut all: BTreeMap<Arc<str>, Vec<Anchor>> = BTreeMap::new();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for (number, table) in lock.sides.iter().enumerate() {
        for item in essays(table) {
            let (values, mut odd) = match &item.value.kind {
                Kind::List(values) => (&values[..], None),
                _ => (&[][..], Some(item.value.span)),
            };
            let anchors = all.entry(item.key.as_str().into()).or_default();
            for value in values {
                match anchor(value) {
                    Some(anchor) if number == 0 => anchors.push(anchor),
                    Some(anchor) => add(anchors, anchor),
                    None => drop(odd.get_or_insert(value.span)),
                }
            }
            let fault = odd.and_then(|span| Some(unread(lock.source?, &item.key, span)));
            diagnostics.extend(fault.filter(|fault| diagnostics.last() != Some(fault)));
        }
    }
    let value = all.into_iter().map(|(key, anchors)| (key, anchors.into())).collect();
    Found { value, diagnostics }
}

fn unread(lock: &Source, key: &str, span: Span) -> Diagnostic {
    let message = format!("What links into “{key}” lead to cannot be read here.");
    let fault = Diagnostic::new(Code::E321, message).at(lock.place(span));
    fault.help(format!("{}{}", HELP, lock.path()))
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
