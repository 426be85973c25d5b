//! What waits for its day, arranged as if all of it had come.
//!
//! In: essays, and the collection as it is today. Out: the collection as it will be, for nothing but to be checked: nobody
//! may be there to mend a fault on the day itself.

use std::sync::Arc;

use super::{Collection, naming, order};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Found};
use crate::essay::{Entry, Outline};

/// The collection once everything that is scheduled has come.
#[derive(Debug)]
pub struct Coming {
    /// Today's essays and those that wait, arranged, but not related to one another.
    pub collection: Arc<Collection>,
    /// Those that wait, by index among all essays parsed.
    pub waiting: Vec<usize>,
}

/// Arranges what is shown today together with what waits for its day; nothing where nothing waits.
pub fn coming(essays: &[Arc<Outline>], config: &Config, today: &Collection) -> Option<Found<Coming>> {
    let scheduled = &today.summary.scheduled;
    if scheduled.is_empty() {
        return None;
    }
    let mut left_out = today.left_out.clone();
    scheduled.iter().for_each(|(_, _, path)| drop(left_out.remove(path)));
    let is_shown = |essay: &Outline| !left_out.contains_key(&essay.entry.path);
    let waits = |essay: &Outline| is_shown(essay) && today.left_out.contains_key(&essay.entry.path);
    let shown: Vec<usize> = (0..essays.len()).filter(|index| is_shown(&essays[*index])).collect();
    let waiting = shown.iter().copied().filter(|index| waits(&essays[*index])).collect();
    let mut diagnostics = Vec::new();
    let named = naming::name(essays, &shown, config, &mut diagnostics);
    let collection = order::order(essays, named, config, &mut diagnostics);
    diagnostics.retain(|fault| meet(essays, fault));
    Some(Found {
        value: Coming { collection: Arc::new(Collection { left_out, ..collection }), waiting },
        diagnostics,
    })
}

/// Whether the essays that a clash is about are ever shown on one day: one that has expired makes room for the next.
fn meet(essays: &[Arc<Outline>], clash: &Diagnostic) -> bool {
    let entry = |path: &str| essays.iter().map(|essay| &essay.entry).find(|entry| *entry.path == *path);
    let primary = clash.primary.as_ref().and_then(|place| entry(&place.path));
    let Some((one, other)) = primary.zip(clash.labels.first().and_then(|(place, _)| entry(&place.path)))
    else {
        return true;
    };
    let leaves_before = |one: &Entry, other: &Entry| {
        one.expires.zip(other.date).is_some_and(|(expires, date)| expires.day() <= date.day())
    };
    !leaves_before(one, other) && !leaves_before(other, one)
}
