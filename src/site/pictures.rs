//! The pictures a site shows: which files of each are wanted, and where to point when one cannot be made.
//!
//! In: a site; trouble with a file. Out: what is to be made; faults with their places. Nothing is opened here.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Recipe, Site};
use crate::diagnostic::{Diagnostic, Severity};
use crate::inputs::Asset;
use crate::inputs::picture::{Trouble, Variant};
use crate::links::{Target, pictures};
use crate::source::Place;

impl Site {
    /// The files to be made of each picture, by its path.
    pub fn pictures(&self) -> BTreeMap<Arc<str>, Vec<Variant>> {
        let mut wanted: BTreeMap<Arc<str>, Vec<Variant>> = BTreeMap::new();
        for recipe in self.pages.values() {
            if let Recipe::Picture(asset, variant) = recipe {
                let variants = wanted.entry(asset.clone()).or_default();
                // A picture may be shown here and linked to there, under two addresses.
                if !variants.contains(variant) {
                    variants.push(*variant);
                }
            }
        }
        wanted
    }

    /// What is known of a file beside the essays.
    pub fn asset(&self, path: &str) -> Option<&Asset> {
        self.parts.assets.get(path)
    }

    /// A picture could not be made after all: told once for every text that shows it.
    pub fn trouble(&self, asset: &str, trouble: Trouble) -> Vec<Diagnostic> {
        let (code, message, help) = pictures::trouble(asset, trouble);
        let fault = Diagnostic::new(code, message).help(help);
        let shown = self.shown_in(asset);
        if shown.is_empty() {
            return vec![fault];
        }
        let at = |(place, draft): (Place, bool)| match draft {
            // A draft's faults keep nobody from building.
            true => fault.clone().at(place).weighing(Severity::Note),
            false => fault.clone().at(place),
        };
        shown.into_iter().map(at).collect()
    }

    /// The first place in each text where a file is named, and whether the text is a draft.
    fn shown_in(&self, asset: &str) -> Vec<(Place, bool)> {
        let mut places = Vec::new();
        let shown = self.parts.collection.essays.iter().chain(&self.parts.collection.standing);
        for filed in shown {
            let essay = &self.parts.essays[filed.parsed];
            let in_body = self.resolved[filed.parsed].targets.iter().zip(&essay.document.references);
            let in_body = in_body.filter(|(target, _)| names(target, asset)).map(|(_, named)| named.span);
            let lead = self.extras[filed.parsed].image.as_ref().filter(|target| names(target, asset));
            let lead = lead.and(essay.front.image.as_ref()).map(|image| image.src.span);
            let shared = self.extras[filed.parsed].share.as_ref().filter(|target| names(target, asset));
            let shared = shared.and(essay.front.share.image.as_ref()).map(|image| image.span);
            places.extend(
                lead.into_iter()
                    .chain(in_body)
                    .chain(shared)
                    .next()
                    .map(|span| (essay.source.place(span), filed.entry.draft)),
            );
        }
        let photos = self.photos.iter().zip(&self.parts.collection.authors);
        let photos = photos.filter(|(photo, _)| photo.as_ref().is_some_and(|target| names(target, asset)));
        places.extend(
            photos.filter_map(|(_, shelf)| Some((shelf.record.photo.as_ref()?.place.clone(), false))),
        );
        places
    }
}

fn names(target: &Target, path: &str) -> bool {
    matches!(target, Target::Picture { asset, .. } | Target::File { asset, .. } if &**asset == path)
}
