//! The places of a collection on the outline of its design, laid out once for all pages.
//!
//! In: a collection and a design. Out: `Atlas`, where there is something to draw; and a note for every place outside.

use super::Parts;
use crate::collection::{Collection, Shelf};
use crate::config::PlaceRecord;
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::map::{self, Chart, Outline, Spot};

/// An outline with the places of a collection on it.
pub(super) struct Atlas {
    pub(super) outline: Outline,
    /// Spots are places, by index.
    pub(super) chart: Chart,
}

/// Lays out the places; `None` where the design has no outline, or none of the places is on it.
pub(super) fn atlas(parts: &Parts) -> Found<Option<Atlas>> {
    let nothing = Found { value: None, diagnostics: Vec::new() };
    let Some(source) = parts.design.text(map::FILE) else { return nothing };
    let Found { value: outline, mut diagnostics } = map::read(&source);
    let Some(outline) = outline else { return Found { value: None, diagnostics } };
    let places = &parts.collection.places;
    let chart = Chart::new(&outline, &spots(places));
    diagnostics.extend(outside(&parts.collection, &chart));
    let value = chart.truths.iter().any(Option::is_some).then_some(Atlas { outline, chart });
    Found { value, diagnostics }
}

/// The places as spots. One without coordinates lies nowhere, which is outside every map.
pub(super) fn spots(places: &[Shelf<PlaceRecord>]) -> Vec<Spot<'_>> {
    let spot = |shelf| {
        let Shelf { record, essays }: &Shelf<PlaceRecord> = shelf;
        Spot {
            name: &record.name,
            latitude: record.latitude.unwrap_or(f64::NAN),
            longitude: record.longitude.unwrap_or(f64::NAN),
            weight: essays.len(),
        }
    };
    places.iter().map(spot).collect()
}

fn outside(collection: &Collection, chart: &Chart) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    for (shelf, truth) in collection.places.iter().zip(&chart.truths) {
        let place = &shelf.record;
        if truth.is_none() && place.latitude.is_some() && place.longitude.is_some() {
            let message = format!("{} lies outside the map, so it is listed but not drawn.", place.name);
            let note = Diagnostic::new(Code::W211, message).at(place.place.clone());
            notes.push(note.help("If its latitude and longitude are right, nothing needs to be done."));
        }
    }
    notes
}
