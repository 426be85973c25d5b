//! The ledger is printed.
//!
//! In: a ledger. Out: the text of `permalinks.lock`: sorted, one line for each thing, so that two people’s releases can be merged.

use super::{Ledger, Page, Work};

/// What stands at the top of every lock.
pub(super) const HEADER: &str = "\
# Written by pamphlet publish --accept; do not edit it by hand, and commit it with the essays.
";

/// The text of `permalinks.lock`.
pub fn permalinks(ledger: &Ledger) -> String {
    let mut out = format!(
        "{HEADER}# Every address that was ever published, and the name by which feeds know each essay.\nversion = 1\n"
    );
    if let Some(day) = ledger.released {
        out.push_str(&format!("released = {}\n", quoted(&day.day().to_string())));
    }
    ledger.works.iter().for_each(|work| push_work(&mut out, work));
    ledger.pages.iter().for_each(|page| push_page(&mut out, page));
    out
}

fn push_work(out: &mut String, work: &Work) {
    out.push_str("\n[[essays]]\n");
    line(out, "key", &work.key);
    optional(out, "feed", work.feed.as_deref());
    optional(out, "id", work.id.as_deref());
    line(out, "title", &work.title);
    line(out, "source", &work.source);
    optional(out, "date", work.date.as_deref());
    line(out, "address", &work.address.to_string());
    list(out, "earlier", work.earlier.iter().map(ToString::to_string));
    list(out, "own", work.own.iter().map(ToString::to_string));
    list(out, "lists", work.lists.iter().cloned());
    line(out, "text", &work.text);
    line(out, "said", &work.said);
    if !work.shown {
        out.push_str("shown = false\n");
    }
}

fn push_page(out: &mut String, page: &Page) {
    out.push_str("\n[[pages]]\n");
    line(out, "address", &page.address.to_string());
    line(out, "kind", page.kind.word());
    if !page.name.is_empty() {
        line(out, "name", &page.name);
    }
    optional(out, "feed", page.feed.as_deref());
    optional(out, "to", page.to.as_ref().map(ToString::to_string).as_deref());
}

fn line(out: &mut String, key: &str, value: &str) {
    out.push_str(&format!("{key} = {}\n", quoted(value)));
}

fn optional(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        line(out, key, value);
    }
}

/// A list, one value a line: what two people add in two copies then lies side by side.
fn list(out: &mut String, key: &str, values: impl Iterator<Item = String>) {
    let values: Vec<String> = values.map(|value| format!("  {},\n", quoted(&value))).collect();
    if !values.is_empty() {
        out.push_str(&format!("{key} = [\n{}]\n", values.concat()));
    }
}

/// A text between quotation marks, as TOML wants it.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            sign if sign.is_control() => out.push_str(&format!("\\u{:04X}", sign as u32)),
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}
