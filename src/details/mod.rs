//! Data with places: what a YAML or TOML text says, before anything is made of it.
//!
//! In: text. Out: `Value`, `Table`: a tree in which every key and value knows its span. Knows no key by name.
//!
//! - `yaml` and `toml` read their languages into the tree, `folded` helps with quotations over several lines,
//!   `slips` knows what was meant where TOML breaks
//! - `reader` takes typed values out of it, key by key, and says what is wrong with them

pub mod folded;
pub mod reader;
mod slips;
pub mod toml;
pub mod yaml;

use crate::source::Span;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Where the value stands in its source.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of value that details can hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Nothing: an empty YAML value, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// Text. Dates are text too; whoever wants a date reads it.
    Text {
        /// The text, without its quotation marks.
        text: String,
        /// Whether it was written without quotation marks.
        plain: bool,
    },
    /// A list.
    List(Vec<Value>),
    /// A table.
    Table(Table),
}

impl Kind {
    /// What an editor would call this kind of value, with its article.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "yes or no",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::Text { .. } => "text",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Keys and values in the order written; keys are unique.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The entries, in order.
    pub entries: Vec<Item>,
    /// The whole table's span.
    pub span: Span,
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Value,
}

impl Table {
    /// The entry of exactly that key.
    pub fn get(&self, key: &str) -> Option<&Item> {
        self.entries.iter().find(|item| item.key == key)
    }

    /// The entry of that key, however its letters are written: word processors begin every line with a capital.
    pub fn find(&self, key: &str) -> Option<&Item> {
        self.get(key).or_else(|| self.entries.iter().find(|item| item.key.eq_ignore_ascii_case(key)))
    }
}

impl Value {
    /// The value as plain data for templates: spans dropped, dates and numbers as written.
    pub fn to_plain(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.kind {
            Kind::Null => Json::Null,
            Kind::Bool(value) => Json::from(*value),
            Kind::Integer(value) => Json::from(*value),
            Kind::Float(value) => Json::from(*value),
            Kind::Text { text, .. } => Json::from(text.as_str()),
            Kind::List(values) => values.iter().map(Value::to_plain).collect(),
            Kind::Table(table) => Json::Object(table.to_plain()),
        }
    }
}

impl Table {
    /// The table as plain data for templates.
    pub fn to_plain(&self) -> serde_json::Map<String, serde_json::Value> {
        self.entries.iter().map(|item| (item.key.clone(), item.value.to_plain())).collect()
    }
}
