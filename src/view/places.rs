//! What templates are given of places: the map, and one place.

use std::sync::Arc;

use serde::Serialize;

use super::ListView;

/// A place.
#[derive(Debug, Serialize)]
pub struct PlaceView {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Whether the coordinates are only roughly right.
    pub approximate: bool,
    /// The country.
    pub nation: Option<Arc<str>>,
    /// A line about it.
    pub summary: Option<Arc<str>>,
    /// A map with this place marked; `None` where it is not on the map.
    pub map: Option<MapView>,
    /// Its essays.
    pub list: ListView,
}

/// A map. Its picture is hidden from assistive technology: show the places in a list beside it.
#[derive(Debug, Serialize)]
pub struct MapView {
    /// The picture, an `<svg class="map">`; style it by its classes.
    pub html: String,
    /// Width of the picture in its own units; with `height`, its proportions.
    pub width: u32,
    /// Height of the picture in its own units.
    pub height: u32,
    /// What the outline shows.
    pub title: Arc<str>,
    /// Where the outline comes from, and its licence.
    pub source: Arc<str>,
    /// The places that have a dot.
    pub placed: Vec<MapPlace>,
    /// The places that have none: outside the map, without coordinates, or without room.
    pub listed: Vec<MapPlace>,
    /// Whether some dots are only roughly right.
    pub approximate: bool,
    /// Whether some dots stand beside their true places, with a thin line to them.
    pub spread: bool,
}

/// A place as a map knows it.
#[derive(Debug, Serialize)]
pub struct MapPlace {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Its page.
    pub href: String,
    /// Its number on the map and in the list of places, from 1.
    pub number: usize,
}
