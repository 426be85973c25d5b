//! TOML text becomes a `Table` with places.
//!
//! In: TOML. Out: the table, and every fault with its span. The only user of the crate toml.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Item, Kind, Table, Value, slips};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Span};

/// A table as read, and what is wrong with the text.
#[derive(Debug, Default)]
pub struct Read {
    /// As much of the table as could be read.
    pub table: Table,
    /// What is wrong with the text, at most one thing a line.
    pub faults: Vec<Fault>,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What, as a sentence.
    pub message: String,
    /// What to write instead, where that can be said.
    pub help: Option<String>,
    /// Whether it is that a key is given twice.
    pub is_twice: bool,
}

impl Fault {
    /// As it is told to the editor.
    pub fn told(self, code: Code, place: Place) -> Diagnostic {
        Diagnostic { help: self.help, ..Diagnostic::new(code, self.message).at(place) }
    }
}

/// Reads TOML. Spans count from the beginning of `text`.
pub fn read(text: &str) -> Read {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<Fault> = Vec::new();
    for error in &errors {
        let span = error.span().map_or_else(|| Span::at(0), Span::from);
        let fault = slips::fault(text, span, error.message());
        // The parser stumbles again and again in a line that it does not understand.
        if faults.iter().all(|known| position(text, known) != position(text, &fault)) {
            faults.push(fault);
        }
    }
    if !faults.is_empty() {
        let missed = lines_that_break(text);
        faults.extend(missed);
        faults.sort_by_key(|fault| fault.span);
        faults.dedup_by_key(|fault| position(text, fault));
    }
    let span = Span::new(0, text.len());
    Read { table: table(document.get_ref(), span), faults }
}

/// Every line that is wrong by itself: whoever stumbles over one may not see the next.
fn lines_that_break(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (mut offset, mut until) = (0, None);
    for line in text.split_inclusive('\n') {
        match until {
            Some(end) => until = Some(end).filter(|end| !line.contains(end)),
            None => {
                until = goes_on(line);
                let error = DeTable::parse(line).err().filter(|_| until.is_none());
                faults.extend(error.map(|error| {
                    let at = error.span().map_or(0, |span| span.start.min(line.trim_end().len()));
                    slips::fault(text, Span::at(offset + at), error.message())
                }));
            }
        }
        offset += line.len();
    }
    faults
}

/// What ends the value of a line that goes on in the next one.
fn goes_on(line: &str) -> Option<&'static str> {
    let value = line.split_once('=').map(|(_, value)| value.trim())?;
    [("\"\"\"", "\"\"\""), ("'''", "'''"), ("[", "]"), ("{", "}")]
        .iter()
        .find(|(begin, end)| value.strip_prefix(begin).is_some_and(|inside| !inside.contains(end)))
        .map(|(_, end)| *end)
}

fn position(text: &str, fault: &Fault) -> usize {
    crate::source::position(text, fault.span.start as usize).line
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
