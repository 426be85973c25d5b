//! What became of addresses that were published once: `[[moved]]`, `[[withdrawn]]`, and the `aliases` of themes, authors, places
//! and parts.
//!
//! In: the tables. Out: what is written, with its places. Whether an address was ever published is not known here.

use crate::address;
use crate::details::reader::Fields;
use crate::details::{Kind, Table};
use crate::source::{Place, Source, Span};

/// An old address that leads to another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The old address as written, with a slash before it.
    pub from: String,
    /// Where it is written.
    pub place: Place,
    /// The address it leads to, with a slash before it.
    pub to: String,
    /// Where that is written; for `aliases` the same place.
    pub to_place: Place,
}

/// An address whose page was taken back for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// The address as written, with a slash before it.
    pub address: String,
    /// Where it is written.
    pub place: Place,
    /// What the page there is called.
    pub title: Option<String>,
}

/// Reads all of them.
pub(super) fn read(top: &mut Fields<'_>, source: &Source) -> (Vec<Moved>, Vec<Withdrawn>) {
    let mut moved = moved(top, source);
    for folder in ["themes", "authors", "places", "parts"] {
        moved.extend(of_records(top, source, folder));
    }
    (moved, withdrawn(top, source))
}

fn moved(top: &mut Fields<'_>, source: &Source) -> Vec<Moved> {
    let mut all = Vec::new();
    for table in top.tables("moved") {
        let mut fields = top.inside(table);
        let from = address_in(&mut fields, source, "from");
        let to = address_in(&mut fields, source, "to");
        if !(fields.has("from") && fields.has("to")) {
            let help = "Write from = \"/the/old/address/\" and to = \"/the/new/address/\"";
            fields.missing("An entry of [[moved]] needs from and to.", help);
        }
        if let (Some((from, place)), Some((to, to_place))) = (from, to) {
            all.push(Moved { from, place, to, to_place });
        }
        top.diagnostics.extend(fields.finish(&|_| None));
    }
    all
}

fn withdrawn(top: &mut Fields<'_>, source: &Source) -> Vec<Withdrawn> {
    let mut all = Vec::new();
    for table in top.tables("withdrawn") {
        let mut fields = top.inside(table);
        let address = address_in(&mut fields, source, "address");
        if !fields.has("address") {
            let help = "Write address = \"/essays/the-old-address/\"";
            fields.missing("An entry of [[withdrawn]] needs an address.", help);
        }
        let title = fields.words("title").filter(|title| !title.is_empty());
        all.extend(address.map(|(address, place)| Withdrawn { address, place, title }));
        top.diagnostics.extend(fields.finish(&|_| None));
    }
    all
}

/// An address of this site, and where it is written.
fn address_in(fields: &mut Fields<'_>, source: &Source, key: &'static str) -> Option<(String, Place)> {
    let written = fields.text(key)?;
    if is_address(&written.value) {
        return Some((written.value, source.place(written.span)));
    }
    let span = fields.item(key).map_or(Span::default(), |item| item.value.span);
    let message = format!("“{}” is not an address of this site.", written.value);
    fields.refuse(span, message, format!("Write it as {key} = \"/essays/name/\""));
    None
}

fn is_address(text: &str) -> bool {
    text.starts_with('/') && !text.contains(['?', '#', ' ']) && !text.contains("//") && !text.contains("..")
}

/// The `aliases` of the records in one list.
fn of_records(top: &mut Fields<'_>, source: &Source, folder: &'static str) -> Vec<Moved> {
    let Some(Kind::List(records)) = top.value(folder).map(|value| &value.kind) else { return Vec::new() };
    let mut all = Vec::new();
    for record in records {
        let Kind::Table(table) = &record.kind else { continue };
        let mut fields = top.inside(table);
        let to = format!("/{folder}/{}/", id_of(&fields, table));
        for alias in fields.texts("aliases") {
            let place = source.place(alias.span);
            if is_address(&alias.value) {
                let (to, to_place) = (to.clone(), place.clone());
                all.push(Moved { from: alias.value, place, to, to_place });
            } else {
                let item = fields.item("aliases").map_or(Span::default(), |item| item.value.span);
                let message = format!("“{}” is not an address of this site.", alias.value);
                let help = format!("Old addresses begin with a slash: aliases = [\"/{folder}/old-name/\"]");
                fields.refuse(item, message, help);
            }
        }
        let found = std::mem::take(&mut fields.diagnostics);
        top.diagnostics.extend(found);
    }
    all
}

/// The id of a record, which is its name where it gives none.
fn id_of(fields: &Fields<'_>, table: &Table) -> String {
    let text =
        |key: &str| table.find(key).and_then(|item| fields.as_text(&item.value)).map(|text| text.value);
    text("id").or_else(|| text("name").map(|name| address::slug(&name))).unwrap_or_default()
}
