//! `[colours]`: colours of the design that the site exchanges.
//!
//! In: the table. Out: `ColourSetting`s. Whether the design has colours of these names, the design knows.

use super::{ColourSetting, PlacedColour};
use crate::colour::Colour;
use crate::details::reader::Fields;
use crate::details::{Item, Kind, Value};
use crate::source::Source;

const EXAMPLE: &str = "Write it as link = \"#1f4f78\" or link = { light = \"#1f4f78\", night = \"#a9cdec\" }";

pub(super) fn read(top: &mut Fields<'_>, source: &Source) -> Vec<ColourSetting> {
    let Some(table) = top.table("colours") else { return Vec::new() };
    table.entries.iter().filter_map(|item| setting(top, source, item)).collect()
}

fn setting(top: &mut Fields<'_>, source: &Source, item: &Item) -> Option<ColourSetting> {
    let place = source.place(top.span(item.key_span));
    let (light, night) = match &item.value.kind {
        Kind::Table(table) => {
            let mut fields = top.inside(table);
            let mut shade = |key| {
                let item = fields.item(key)?;
                colour(&mut fields, source, &item.value)
            };
            let (light, night) = (shade("light"), shade("night"));
            top.diagnostics.extend(fields.finish(&|_| None));
            (light, night)
        }
        _ => (colour(top, source, &item.value), None),
    };
    (light.is_some() || night.is_some()).then(|| ColourSetting {
        token: item.key.clone(),
        place,
        light,
        night,
    })
}

/// A value as a colour; a fault where it is none.
pub(super) fn colour(fields: &mut Fields<'_>, source: &Source, value: &Value) -> Option<PlacedColour> {
    let written = fields.as_text(value);
    let words = written.as_ref().map_or("", |text| text.value.as_str());
    match Colour::read(words) {
        Some(colour) => Some(PlacedColour { colour, place: source.place(fields.span(value.span)) }),
        None => {
            let message = match &written {
                Some(text) => format!("“{}” is not a colour.", text.value),
                None => "A colour is written as text.".to_owned(),
            };
            fields.refuse(value.span, message, EXAMPLE);
            None
        }
    }
}
