//! TOML text becomes a `Table` with places.
//!
//! In: TOML. Out: the table, and every fault with its span. The only user of the crate toml.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Item, Kind, Table, Value};
use crate::source::Span;

/// A table as read, and what is wrong with the text.
#[derive(Debug, Default)]
pub struct Read {
    /// As much of the table as could be read.
    pub table: Table,
    /// Where something is wrong, and what, as a sentence.
    pub faults: Vec<(Span, String)>,
}

/// Reads TOML. Spans count from the beginning of `text`.
pub fn read(text: &str) -> Read {
    let (document, errors) = DeTable::parse_recoverable(text);
    let faults = errors.iter().map(|error| {
        let span = error.span().map_or_else(|| Span::at(0), Span::from);
        (span, sentence(error.message()))
    });
    let span = Span::new(0, text.len());
    Read { table: table(document.get_ref(), span), faults: faults.collect() }
}

fn sentence(message: &str) -> String {
    let message = message.lines().next().unwrap_or("").trim_end_matches('.');
    let mut signs = message.chars();
    let first = signs.next().map(|sign| sign.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", signs.as_str())
}

fn table(entries: &DeTable<'_>, span: Span) -> Table {
    let mut items: Vec<Item> = entries
        .iter()
        .map(|(key, item)| Item {
            key: key.get_ref().to_string(),
            key_span: Span::from(key.span()),
            value: value(item),
        })
        .collect();
    items.sort_by_key(|item| item.key_span);
    Table { entries: items, span }
}

fn value(item: &Spanned<DeValue<'_>>) -> Value {
    let span = Span::from(item.span());
    let text = |text: String, plain| Kind::Text { text, plain };
    let kind = match item.get_ref() {
        DeValue::String(string) => text(string.to_string(), false),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Kind::Integer(number),
            Err(_) => text(number.as_str().to_owned(), true),
        },
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(number) => Kind::Float(number),
            Err(_) => text(number.as_str().to_owned(), true),
        },
        DeValue::Boolean(value) => Kind::Bool(*value),
        DeValue::Datetime(date) => text(date.to_string(), true),
        DeValue::Array(values) => Kind::List(values.iter().map(value).collect()),
        DeValue::Table(entries) => Kind::Table(table(entries, span)),
    };
    Value { span, kind }
}
