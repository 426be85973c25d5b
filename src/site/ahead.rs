//! What is scheduled is checked as it will be shown on its day.
//!
//! In: the parts of a site with everything that is scheduled in its collection. Out: what will be wrong by then. What is
//! wrong today already is among it, in the same words.

use rayon::prelude::*;

use super::layout::Layout;
use super::{Parts, extras, unknown_containers};
use crate::collection::Coming;
use crate::diagnostic::Diagnostic;
use crate::essay::Essay;
use crate::links::{Map, Origin, address_of};

/// What will be wrong once the essays that wait are shown, each on its day.
pub fn ahead(parts: &Parts, layout: &Layout, coming: &Coming) -> Vec<Diagnostic> {
    let Some(laid) = &layout.coming else { return Vec::new() };
    let Coming { collection, waiting } = coming;
    let map = parts.map(collection, laid);
    let found: Vec<Vec<Diagnostic>> =
        waiting.par_iter().map(|index| in_references(&map, &parts.essays[*index])).collect();
    let mut diagnostics = laid.diagnostics.clone();
    diagnostics.extend(found.into_iter().flatten());
    diagnostics.extend(unknown_containers(parts, collection));
    diagnostics
}

fn in_references(map: &Map<'_>, essay: &Essay) -> Vec<Diagnostic> {
    let place = |span| essay.source.place(span);
    let address = address_of(&essay.entry);
    let origin = Origin { path: essay.source.path(), address, day: essay.entry.date, place: &place };
    let mut diagnostics = map.resolve(&origin, &essay.document.references).diagnostics;
    diagnostics.extend(extras::resolve(map, &origin, essay).diagnostics);
    diagnostics
}
