//! Typed values are taken out of a table, key by key.
//!
//! In: a `Table` and the words for what is wrong. Out: values; and, at the end, every key that nobody asked for.
//! What a person would naturally write is understood: one text where a list belongs, a number where text belongs.

use super::{Item, Kind, Table, Value};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::{Place, Source, Span, Spanned};

/// The codes and words that differ between an essay's details and `pamphlet.toml`.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// An unknown key.
    pub unknown: Code,
    /// Another kind of value.
    pub kind: Code,
    /// A list was expected.
    pub list: Code,
    /// A value that is not allowed.
    pub rule: Code,
    /// A key that is missing.
    pub missing: Code,
    /// What a key is called: `detail`, `setting`.
    pub word: &'static str,
    /// What stands between key and value.
    pub equals: &'static str,
}

/// An essay's details, in YAML or TOML.
pub const DETAILS: Dialect = Dialect {
    unknown: Code::E112,
    kind: Code::E118,
    list: Code::E113,
    rule: Code::E119,
    missing: Code::E111,
    word: "detail",
    equals: ": ",
};

/// `pamphlet.toml`.
pub const SETTINGS: Dialect = Dialect {
    unknown: Code::E203,
    kind: Code::E204,
    list: Code::E204,
    rule: Code::E206,
    missing: Code::E205,
    word: "setting",
    equals: " = ",
};

/// The `tokens.toml` of a design.
pub const TOKENS: Dialect = Dialect {
    unknown: Code::E307,
    kind: Code::E307,
    list: Code::E307,
    rule: Code::E307,
    missing: Code::E307,
    word: "part of tokens.toml",
    equals: " = ",
};

/// A table being read.
pub struct Fields<'a> {
    table: &'a Table,
    source: &'a Source,
    /// What is added to spans of the table to get spans of the source.
    base: usize,
    dialect: Dialect,
    asked: Vec<&'static str>,
    /// Other words for keys that were asked for.
    also: Vec<&'static str>,
    /// What has been found wrong so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Begins to read a table that starts at byte `base` of `source`.
    pub fn new(table: &'a Table, source: &'a Source, base: usize, dialect: Dialect) -> Self {
        Self { table, source, base, dialect, asked: Vec::new(), also: Vec::new(), diagnostics: Vec::new() }
    }

    /// Begins to read a table inside this one.
    pub fn inside(&self, table: &'a Table) -> Self {
        Self::new(table, self.source, self.base, self.dialect)
    }

    /// The entry of a key, unless it is missing or empty.
    pub fn item(&mut self, key: &'static str) -> Option<&'a Item> {
        self.asked.push(key);
        self.table.find(key).filter(|item| item.value.kind != Kind::Null)
    }

    /// Says that these keys, asked for elsewhere, are other words for proper ones.
    pub fn beside(&mut self, others: &'static [&'static str]) {
        self.also.extend(others);
    }

    /// The first of several words for one thing that is there with a value; the proper word where none is.
    pub fn word_for(&mut self, proper: &'static str, others: &'static [&'static str]) -> &'static str {
        self.also.extend(others);
        let given = |key: &&str| self.table.find(key).is_some_and(|item| item.value.kind != Kind::Null);
        std::iter::once(proper).chain(others.iter().copied()).find(given).unwrap_or(proper)
    }

    /// The value of a key, which is not thereby asked for.
    pub fn value(&self, key: &str) -> Option<&'a Value> {
        self.table.find(key).map(|item| &item.value).filter(|value| value.kind != Kind::Null)
    }

    /// Whether a key is there, with a value or without.
    pub fn has(&self, key: &str) -> bool {
        self.table.find(key).is_some()
    }

    /// Where a span of the table stands in the source.
    pub fn span(&self, span: Span) -> Span {
        span.shifted(self.base)
    }

    /// The place of a span of the table.
    pub fn place(&self, span: Span) -> Place {
        self.source.place(self.span(span))
    }

    /// Where the whole table stands in the source.
    pub fn whole(&self) -> Span {
        self.span(self.table.span)
    }

    /// Reports something at a span of the table.
    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let place = self.source.place(self.span(span));
        self.diagnostics.push(Diagnostic::new(code, message).at(place).help(help));
    }

    /// Reports a value that breaks a rule.
    pub fn refuse(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.report(self.dialect.rule, span, message, help);
    }

    fn wrong_kind(&mut self, item: &Item, wanted: &str, example: &str) {
        let (key, kind) = (&item.key, item.value.kind.name());
        let message = format!("{key} needs {wanted}, but this is {kind}.");
        let help = format!("Write it as {key}{}{example}", self.dialect.equals);
        self.report(self.dialect.kind, item.value.span, message, help);
    }

    /// Text. Numbers and `true` are text too where text is wanted, since a title may be 1984.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let item = self.item(key)?;
        match self.as_text(&item.value) {
            Some(text) => Some(text),
            None => {
                self.wrong_kind(item, "text", "\"…\"");
                None
            }
        }
    }

    /// Text without its span.
    pub fn words(&mut self, key: &'static str) -> Option<String> {
        self.text(key).map(|text| text.value)
    }

    /// A value as text, if it is not a list or a table.
    pub fn as_text(&self, value: &Value) -> Option<Spanned<String>> {
        let written = || self.source.text().get(self.span(value.span).range()).unwrap_or("").to_owned();
        let text = match &value.kind {
            Kind::Text { text, .. } => text.trim().to_owned(),
            Kind::Integer(_) | Kind::Float(_) | Kind::Bool(_) => written(),
            Kind::Null | Kind::List(_) | Kind::Table(_) => return None,
        };
        Some(Spanned::new(text, self.span(value.span)))
    }

    /// The values of a list; one value alone is a list of one.
    pub fn values(&mut self, key: &'static str) -> Vec<&'a Value> {
        match self.item(key) {
            Some(Item { value: Value { kind: Kind::List(values), .. }, .. }) => values.iter().collect(),
            Some(item) => vec![&item.value],
            None => Vec::new(),
        }
    }

    /// A list of texts; one text alone is a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let mut texts = Vec::new();
        for value in self.values(key) {
            match self.as_text(value) {
                Some(text) if !text.value.is_empty() => texts.push(text),
                Some(_) => {}
                None => {
                    let message = format!("{key} needs a list of words.");
                    let help = format!("Write it as {key}{}[one, two]", self.dialect.equals);
                    self.report(self.dialect.list, value.span, message, help);
                }
            }
        }
        texts
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let item = self.item(key)?;
        match &item.value.kind {
            Kind::Bool(value) => Some(*value),
            Kind::Text { text, .. } if matches!(text.to_lowercase().as_str(), "yes" | "on") => Some(true),
            Kind::Text { text, .. } if matches!(text.to_lowercase().as_str(), "no" | "off") => Some(false),
            _ => {
                self.wrong_kind(item, "true or false", "true");
                None
            }
        }
    }

    /// A whole number from `least` on.
    pub fn count(&mut self, key: &'static str, least: u32) -> Option<Spanned<u32>> {
        let item = self.item(key)?;
        let number = match &item.value.kind {
            Kind::Integer(number) => Some(*number),
            Kind::Text { text, .. } => text.trim().parse().ok(),
            _ => None,
        };
        let Some(number) = number else {
            self.wrong_kind(item, "a whole number", "1");
            return None;
        };
        match u32::try_from(number) {
            Ok(number) if number >= least => Some(Spanned::new(number, self.span(item.value.span))),
            _ => {
                let message = format!("{key} counts from {least}; {number} is not allowed.");
                self.refuse(
                    item.value.span,
                    message,
                    format!("Write it as {key}{}{least}", self.dialect.equals),
                );
                None
            }
        }
    }

    /// A number within a range.
    pub fn number(&mut self, key: &'static str, least: f64, most: f64) -> Option<f64> {
        let item = self.item(key)?;
        let number = match &item.value.kind {
            #[expect(clippy::cast_precision_loss, reason = "coordinates are small")]
            Kind::Integer(number) => Some(*number as f64),
            Kind::Float(number) => Some(*number),
            Kind::Text { text, .. } => text.trim().replace('−', "-").parse().ok(),
            _ => None,
        };
        let Some(number) = number.filter(|number| number.is_finite()) else {
            self.wrong_kind(item, "a number", "51.5");
            return None;
        };
        if (least..=most).contains(&number) {
            return Some(number);
        }
        let message = format!("{key} lies between {least} and {most}; {number} is not allowed.");
        self.refuse(item.value.span, message, "Latitude is degrees north, longitude degrees east.");
        None
    }

    /// A table.
    pub fn table(&mut self, key: &'static str) -> Option<&'a Table> {
        let item = self.item(key)?;
        match &item.value.kind {
            Kind::Table(table) => Some(table),
            _ => {
                self.wrong_kind(item, "a table of its own", "…, with indented lines below it");
                None
            }
        }
    }

    /// A list of tables.
    pub fn tables(&mut self, key: &'static str) -> Vec<&'a Table> {
        let mut tables = Vec::new();
        for value in self.values(key) {
            match &value.kind {
                Kind::Table(table) => tables.push(table),
                _ => {
                    let message = format!("{key} needs tables of its own, one for each.");
                    let example = match self.dialect.equals {
                        " = " => format!("Write each one below a line [[{key}]]"),
                        _ => format!("Write each one below {key}, beginning with a hyphen."),
                    };
                    self.report(self.dialect.list, value.span, message, example);
                }
            }
        }
        tables
    }

    /// Reports that a key is missing.
    pub fn missing(&mut self, message: impl Into<String>, help: impl Into<String>) {
        let span = Span::new(self.table.span.start as usize, self.table.span.start as usize);
        self.report(self.dialect.missing, span, message, help);
    }

    /// Reports every key that nobody asked for. `instead` knows what to write for keys of other programs.
    pub fn finish(self, instead: &dyn Fn(&str) -> Option<String>) -> Vec<Diagnostic> {
        let (mut diagnostics, unknown) = self.finish_with_unknown(instead);
        diagnostics.extend(unknown.into_iter().map(|unknown| unknown.fault));
        diagnostics
    }

    /// What was found, and every key that nobody asked for with the fault it would be.
    pub fn finish_with_unknown(
        self,
        instead: &dyn Fn(&str) -> Option<String>,
    ) -> (Vec<Diagnostic>, Vec<Unknown>) {
        let asked = || self.asked.iter().chain(&self.also);
        let is_known = |item: &&Item| {
            asked().any(|key| *key == item.key)
                || asked()
                    .any(|key| self.table.find(key).is_some_and(|found| found.key_span == item.key_span))
        };
        let unknown = self.table.entries.iter().filter(|item| !is_known(item));
        let unknown = unknown.map(|item| Unknown { item: item.clone(), fault: self.unknown(item, instead) });
        let unknown = unknown.collect();
        (self.diagnostics, unknown)
    }

    /// A line of prose that was taken for a key, most often because the value above goes on there.
    fn stray(&self, item: &Item) -> Diagnostic {
        let words = item.key.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
        let message = format!("“{words} …” is not a {}.", self.dialect.word);
        let help =
            "If it goes on from the line above, put quotation marks around the whole, or indent this line.";
        let place = self.source.place(self.span(item.key_span));
        Diagnostic::new(self.dialect.unknown, message).at(place).help(help)
    }

    fn unknown(&self, item: &Item, instead: &dyn Fn(&str) -> Option<String>) -> Diagnostic {
        let (key, equals) = (&item.key, self.dialect.equals);
        if key.split_whitespace().count() > 3 {
            return self.stray(item);
        }
        let near = did_you_mean(key, self.asked.iter().copied());
        let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
        let message = format!("“{key}” is not a known {}.{question}", self.dialect.word);
        let help = instead(key).unwrap_or_else(|| match near {
            Some(near) if equals == " = " && matches!(item.value.kind, Kind::Table(_)) => {
                format!("Write [{near}]")
            }
            Some(near) => format!("Write {near}{equals}…"),
            None => {
                let proper: Vec<&str> =
                    self.asked.iter().copied().filter(|key| !self.also.contains(key)).collect();
                let known = listed(&proper);
                format!("Take it out, or put it under extra, which is free for designs. Known: {known}.")
            }
        });
        let place = self.source.place(self.span(item.key_span));
        Diagnostic::new(self.dialect.unknown, message).at(place).help(help)
    }
}

/// A key that nobody asked for, and the fault that it is unless somebody allows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// The key and its value.
    pub item: Item,
    /// What is said of it.
    pub fault: Diagnostic,
}

fn listed(keys: &[&str]) -> String {
    let mut keys: Vec<&str> = keys.to_vec();
    keys.sort_unstable();
    keys.dedup();
    keys.join(", ")
}
