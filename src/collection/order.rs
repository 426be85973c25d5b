//! Essays in order: by part, then by their number in it, then by date.
//!
//! In: named essays. Out: a `Collection` with its shelves filled. Says which essays claim one address or one number.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::naming::{Named, NamedEssay};
use super::{Collection, Filed, Kinship, Shelf};
use crate::config::{Author, Config};
use crate::diagnostic::{Code, Diagnostic};
use crate::essay::{Kind, Outline, file_name};
use crate::inputs::Summary;

/// Puts the named essays in order and on their shelves.
pub(super) fn order(
    essays: &[Arc<Outline>],
    named: Named,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Collection {
    let Named { parts, themes, mut authors, places, essays: mut list } = named;
    list.sort_by_cached_key(|named| sort_key(&essays[named.parsed], named));
    let (essays_named, standing): (Vec<_>, Vec<_>) =
        list.into_iter().partition(|named| essays[named.parsed].entry.kind == Kind::Essay);
    let slugs = slugs(essays, &essays_named, diagnostics);
    let standing_slugs = self::slugs(essays, &standing, diagnostics);
    same_numbers(essays, &essays_named, diagnostics);
    let mut collection = Collection {
        essays: essays_named.into_iter().map(|named| file(essays, named, &slugs)).collect(),
        standing: standing.into_iter().map(|named| file(essays, named, &standing_slugs)).collect(),
        parts: shelves(parts),
        themes: shelves(themes),
        authors: shelves(std::mem::take(&mut authors)),
        places: shelves(places),
        summary: Summary::default(),
        left_out: BTreeMap::new(),
        kinship: Kinship::default(),
    };
    fill(&mut collection);
    tidy(&mut collection, config);
    collection
}

type SortKey = (usize, u32, Option<crate::date::Date>, Arc<str>);

/// Essays without a part come last, and so do, within a part, those without a number.
fn sort_key(essay: &Outline, named: &NamedEssay) -> SortKey {
    let number = essay.front.order.as_ref().map_or(u32::MAX, |order| order.value);
    (named.part.unwrap_or(usize::MAX), number, essay.entry.date, essay.entry.slug.clone())
}

fn file(essays: &[Arc<Outline>], named: NamedEssay, slugs: &BTreeMap<usize, Arc<str>>) -> Filed {
    let mut entry = essays[named.parsed].entry.clone();
    if let Some(slug) = slugs.get(&named.parsed) {
        Arc::make_mut(&mut entry).slug = slug.clone();
    }
    Filed {
        entry,
        parsed: named.parsed,
        part: named.part,
        number_in_part: 0,
        authors: named.authors,
        themes: named.themes,
        places: named.places,
    }
}

fn shelves<T>(records: Vec<T>) -> Vec<Shelf<T>> {
    records.into_iter().map(|record| Shelf { record, essays: Vec::new() }).collect()
}

fn fill(collection: &mut Collection) {
    for (index, filed) in collection.essays.iter_mut().enumerate() {
        if let Some(part) = filed.part {
            collection.parts[part].essays.push(index);
            filed.number_in_part = collection.parts[part].essays.len();
        }
        filed.themes.iter().for_each(|theme| collection.themes[*theme].essays.push(index));
        filed.authors.iter().for_each(|writer| collection.authors[writer.author].essays.push(index));
        filed.places.iter().for_each(|place| collection.places[*place].essays.push(index));
    }
}

/// Puts the shelves themselves in order. Essays keep their indices into them, so these are renumbered with them.
fn tidy(collection: &mut Collection, config: &Config) {
    let themes = if config.themes.is_empty() {
        sort_shelves(&mut collection.themes, |theme| theme.name.to_lowercase())
    } else {
        (0..collection.themes.len()).collect()
    };
    let authors = sort_shelves(&mut collection.authors, sort_name);
    let places = sort_shelves(&mut collection.places, |place| place.name.to_lowercase());
    for filed in &mut collection.essays {
        filed.themes.iter_mut().for_each(|theme| *theme = themes[*theme]);
        filed.authors.iter_mut().for_each(|writer| writer.author = authors[writer.author]);
        filed.places.iter_mut().for_each(|place| *place = places[*place]);
    }
    // Shelves without essays stand at the end of their list now, except those of declared themes and parts.
    collection.authors.retain(|shelf| !shelf.essays.is_empty());
    collection.places.retain(|shelf| !shelf.essays.is_empty());
}

/// Sorts shelves, empty ones last, and gives for each old index the new one.
fn sort_shelves<T>(shelves: &mut Vec<Shelf<T>>, key: impl Fn(&T) -> String) -> Vec<usize> {
    let mut taken: Vec<(usize, Shelf<T>)> = std::mem::take(shelves).into_iter().enumerate().collect();
    taken.sort_by_cached_key(|(_, shelf)| (shelf.essays.is_empty(), key(&shelf.record)));
    let mut new_index = vec![0; taken.len()];
    for (new, (old, shelf)) in taken.into_iter().enumerate() {
        new_index[old] = new;
        shelves.push(shelf);
    }
    new_index
}

/// The name an author sorts under: the one given, or the last word of the name first.
fn sort_name(author: &Author) -> String {
    let name = author.sort_name.clone().unwrap_or_else(|| match author.name.rsplit_once(' ') {
        Some((first, last)) => format!("{last}, {first}"),
        None => author.name.clone(),
    });
    name.to_lowercase()
}

/// The slugs that differ from those the essays have by themselves: of several files with one name and different dates the
/// earliest has the name alone and the others theirs with its date, so that a new essay never moves an older one.
/// Where that does not help, two essays claim one address.
fn slugs(
    essays: &[Arc<Outline>],
    list: &[NamedEssay],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<usize, Arc<str>> {
    let mut seen: HashMap<&str, &Outline> = HashMap::with_capacity(list.len());
    let mut dated = BTreeMap::new();
    let mut in_file_order: Vec<usize> = list.iter().map(|named| named.parsed).collect();
    in_file_order.sort_by_key(|parsed| &essays[*parsed].entry.path);
    // Whoever has no other name comes first.
    in_file_order.sort_by_key(|parsed| {
        let entry = &essays[*parsed].entry;
        entry.dated_slug.is_some().then_some((&entry.dated_slug, &entry.path))
    });
    for parsed in in_file_order {
        let essay = &*essays[parsed];
        let Some(first) = seen.get(&*essay.entry.slug) else {
            seen.insert(&essay.entry.slug, essay);
            continue;
        };
        match &essay.entry.dated_slug {
            Some(slug) if !seen.contains_key(&**slug) => {
                seen.insert(slug, essay);
                dated.insert(parsed, slug.clone());
            }
            _ => diagnostics.push(same_address(first, essay)),
        }
    }
    dated
}

fn same_address(first: &Outline, essay: &Outline) -> Diagnostic {
    let (a, b) = (file_name(&first.entry.path), file_name(&essay.entry.path));
    let slug = &essay.entry.slug;
    let folder = if essay.entry.kind == Kind::Essay { "/essays/" } else { "/" };
    let message = format!("Both {a} and {b} would be published at {folder}{slug}/. Change slug in one.");
    Diagnostic::new(Code::E131, message)
        .at(essay.place(essay.entry.slug_span))
        .also(first.place(first.entry.slug_span), "the other one")
        .help(match essay.front.slug {
            Some(_) => format!("Write it as slug: {slug}-2"),
            None => format!("Add a line to its details, such as slug: {slug}-2"),
        })
}

fn same_numbers(essays: &[Arc<Outline>], list: &[NamedEssay], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(Option<usize>, u32), &Outline> = BTreeMap::new();
    for named in list {
        let essay = &*essays[named.parsed];
        let Some(order) = &essay.front.order else { continue };
        let Some(first) = seen.insert((named.part, order.value), essay) else { continue };
        let part = essay.front.part.as_ref().map_or("the collection", |part| &part.value);
        let (a, b) = (file_name(&first.entry.path), file_name(&essay.entry.path));
        let number = order.value;
        let message = format!("{a} and {b} are both essay {number} of {part}. Give one another order.");
        let span = first.front.order.as_ref().map_or(first.front.span, |order| order.span);
        diagnostics.push(
            Diagnostic::new(Code::E133, message)
                .at(essay.place(order.span))
                .also(first.place(span), "the other one")
                .help("Numbers may have gaps, so there is room for more."),
        );
    }
}
