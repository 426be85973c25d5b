//! What is scheduled is checked as it will be shown on its day.
//!
//! In: the parts of a site with everything that is scheduled in its collection. Out: what will be wrong by then. What is
//! wrong today already is among it, in the same words.

use rayon::prelude::*;

use super::layout::Layout;
use super::{Parts, beside, resolve, unknown_containers};
use crate::collection::Coming;
use crate::diagnostic::{Code, Diagnostic};

/// What will be wrong once the essays that wait are shown, each on its day.
pub fn ahead(parts: &Parts, layout: &Layout, coming: &Coming) -> Vec<Diagnostic> {
    let Some(laid) = &layout.coming else { return Vec::new() };
    let Coming { collection, waiting } = coming;
    let map = parts.map(collection, laid);
    let in_references = |index: &usize| {
        let essay = &*parts.essays[*index];
        (essay, resolve(&map, essay, essay.entry.date))
    };
    let waiting: Vec<_> = waiting.par_iter().map(in_references).collect();
    let mut diagnostics = laid.diagnostics.clone();
    for (_, (resolved, extras)) in &waiting {
        diagnostics.extend(resolved.diagnostics.iter().chain(&extras.diagnostics).cloned());
    }
    diagnostics.extend(beside::ahead(parts, &waiting, &laid.pages));
    // What is withdrawn today is so until that day.
    diagnostics.retain(|told| told.code != Code::W225);
    diagnostics.extend(unknown_containers(parts, collection));
    diagnostics
}
