//! Places, in lists and on the map.

use super::Viewer;
use crate::address::Address;
use crate::collection::Shelf;
use crate::config::PlaceRecord;
use crate::site::atlas::spots;
use crate::view::{MapPlace, MapView, PlaceView, TermView, TermsView};

impl Viewer<'_> {
    /// The list of places.
    pub(in crate::site) fn places(&self) -> TermsView {
        TermsView { terms: self.place_terms(), map: self.map() }
    }

    /// The places, as lists show them.
    pub(super) fn place_terms(&self) -> Vec<TermView> {
        self.site.parts.collection.places.iter().enumerate().map(|it| self.place_term(it)).collect()
    }

    fn place_term(&self, (index, shelf): (usize, &Shelf<PlaceRecord>)) -> TermView {
        let place = &shelf.record;
        let drawn = self.site.atlas.as_ref().is_some_and(|atlas| atlas.chart.shows(index));
        TermView {
            latitude: place.latitude,
            longitude: place.longitude,
            approximate: place.approximate,
            map_number: drawn.then_some(index + 1),
            ..self.term_view("places", &place.id, &place.name, place.summary.as_deref(), shelf.essays.len())
        }
    }

    /// A page of a place.
    pub(in crate::site) fn place(&self, index: usize, page: usize) -> PlaceView {
        let shelf = &self.site.parts.collection.places[index];
        let place = &shelf.record;
        let first = self.place_address(index);
        PlaceView {
            id: place.id.as_str().into(),
            name: place.name.as_str().into(),
            latitude: place.latitude,
            longitude: place.longitude,
            approximate: place.approximate,
            nation: place.nation.as_deref().map(Into::into),
            summary: place.summary.as_deref().map(Into::into),
            map: self.map_of(index),
            list: self.list(&shelf.essays, page, &first),
        }
    }

    fn place_address(&self, index: usize) -> Address {
        Address::new(format!("places/{}/", self.site.parts.collection.places[index].record.id))
    }

    /// All places on the map.
    pub(super) fn map(&self) -> Option<MapView> {
        let atlas = self.site.atlas.as_ref()?;
        let places = &self.site.parts.collection.places;
        let html = atlas
            .chart
            .draw(&atlas.outline, &spots(places), |spot| self.printer.href(&self.place_address(spot)));
        let (placed, listed): (Vec<usize>, Vec<usize>) =
            (0..places.len()).partition(|place| atlas.chart.shows(*place));
        let approximate = placed.iter().any(|place| places[*place].record.approximate);
        let spread = atlas.chart.is_spread();
        Some(self.map_view(html, &placed, &listed, (approximate, spread)))
    }

    /// One place on the map.
    fn map_of(&self, index: usize) -> Option<MapView> {
        let atlas = self.site.atlas.as_ref()?;
        let places = &self.site.parts.collection.places;
        let html = atlas.chart.locate(&atlas.outline, &spots(places), index)?;
        Some(self.map_view(html, &[index], &[], (places[index].record.approximate, false)))
    }

    fn map_view(
        &self,
        html: String,
        placed: &[usize],
        listed: &[usize],
        (approximate, spread): (bool, bool),
    ) -> MapView {
        let size = self.site.atlas.as_ref().map_or((0, 0), |atlas| atlas.outline.size());
        let words = |text: fn(&crate::map::Outline) -> &str| {
            self.site.atlas.as_ref().map_or("", |atlas| text(&atlas.outline)).into()
        };
        MapView {
            html,
            width: size.0,
            height: size.1,
            title: words(|outline| &outline.title),
            source: words(|outline| &outline.source),
            placed: placed.iter().map(|place| self.map_place(*place)).collect(),
            listed: listed.iter().map(|place| self.map_place(*place)).collect(),
            approximate,
            spread,
        }
    }

    fn map_place(&self, index: usize) -> MapPlace {
        let place = &self.site.parts.collection.places[index].record;
        MapPlace {
            id: place.id.as_str().into(),
            name: place.name.as_str().into(),
            href: self.printer.href(&self.place_address(index)),
            number: index + 1,
        }
    }
}
