//! The words of the interface in one language: `Wording`.
//!
//! In: the texts of `strings/LANG.toml`, layer by layer. Out: what a key says, with its values filled in, its plural form
//! chosen and its dates written as the language writes them. Knows neither designs nor templates.
//!
//! - `phrase` is one entry: a pattern, plural forms or a list
//! - `read` reads the files, `check` compares the languages
//! - `plural` chooses forms; it is the only user of icu. `direction` tells which way a language is written

mod check;
mod direction;
mod phrase;
mod plural;
mod read;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::date::Date;
use phrase::{Pattern, Phrase};
use plural::Plurals;

pub use direction::Direction;
pub use read::{StringsFile, Wordings};

/// The language that every design must have in full, and that stands in for all others.
pub const DEFAULT: &str = "en-GB";

/// The words that the program itself says, each with the values it has to offer. Every design needs them.
pub const PROGRAM: [(&str, &[&str]); 43] = [
    ("essays", &[]),
    ("all_essays", &[]),
    ("themes", &[]),
    ("authors", &[]),
    ("places", &[]),
    ("parts", &[]),
    ("search", &[]),
    ("not_found_title", &[]),
    ("title_on_page", &["title", "n"]),
    ("feed_title", &["site", "name"]),
    ("alert_note", &[]),
    ("alert_tip", &[]),
    ("alert_important", &[]),
    ("alert_warning", &[]),
    ("alert_caution", &[]),
    ("task_done", &[]),
    ("task_to_do", &[]),
    ("table", &["n"]),
    ("back_to_reference", &["n"]),
    ("back_to_reference_again", &["n", "time"]),
    ("embed_watch", &[]),
    ("embed_listen", &[]),
    ("embed_read", &[]),
    ("embed_map", &[]),
    ("embed_open", &[]),
    ("embed_watch_on", &["service"]),
    ("embed_listen_on", &["service"]),
    ("embed_read_on", &["service"]),
    ("embed_map_on", &["service"]),
    ("embed_open_on", &["service"]),
    ("embed_opens", &["host"]),
    ("authors_more", &["names", "n"]),
    ("cite_in", &[]),
    ("cite_and", &[]),
    ("cite_available", &[]),
    ("cite_accessed", &[]),
    ("cite_day", &[]),
    ("cite_undated", &[]),
    ("cite_undated_short", &[]),
    ("months", &[]),
    ("date", &["day", "month", "year"]),
    ("date_short", &["day", "month", "year"]),
    ("thousands", &[]),
];

/// A value for a placeholder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Given<'a> {
    /// Text, as it is.
    Text(&'a str),
    /// A whole number, which is grouped by thousands.
    Number(i128),
}

impl From<usize> for Given<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as i128)
    }
}

impl<'a> From<&'a str> for Given<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

/// Why something cannot be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsayable {
    /// There are no words for the key.
    NoWords,
    /// A placeholder was given no value.
    Missing(String),
    /// A value was given that the words have no placeholder for.
    Unknown(String),
    /// `n` chooses the plural form, but is not a whole number.
    NotANumber,
}

/// The words of the interface in one language.
#[derive(Debug, Default)]
pub struct Wording {
    language: Arc<str>,
    phrases: HashMap<Arc<str>, Phrase>,
    /// The placeholders that each key may have, in any language.
    known: HashMap<Arc<str>, Arc<[Arc<str>]>>,
    thousands: Box<str>,
    plurals: Plurals,
}

impl Wording {
    /// The language, as its file is named.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// What a key says. That the words are there is checked when they are read; where they are not, nothing is said.
    pub fn say(&self, key: &str, given: &[(&str, Given<'_>)]) -> String {
        let value = |name: &str| given.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
        self.try_say(key, &value).unwrap_or_default()
    }

    /// What a key says, with the values that `given` knows.
    ///
    /// # Errors
    /// When there are no words for the key, or a placeholder has no value.
    pub fn try_say<'a>(
        &self,
        key: &str,
        given: &dyn Fn(&str) -> Option<Given<'a>>,
    ) -> Result<String, Unsayable> {
        let pattern = match self.phrases.get(key) {
            Some(Phrase::Plain(pattern)) => pattern,
            Some(Phrase::Plural(forms)) => forms.choose(self.plurals.form_of(given("n"))?),
            Some(Phrase::List(_)) | None => return Err(Unsayable::NoWords),
        };
        self.fill(pattern, given)
    }

    /// What every key that begins so says, as a program elsewhere can say it: words with `{placeholders}`, or their plural forms
    /// by category (CLDR).
    pub fn beginning_with(&self, start: &str) -> BTreeMap<String, serde_json::Value> {
        let keys = self.phrases.iter().filter(|(key, _)| key.starts_with(start));
        keys.filter_map(|(key, phrase)| Some((key.to_string(), phrase.told()?))).collect()
    }

    /// What a key says, where its words are the same whatever they are given.
    pub fn fixed(&self, key: &str) -> Option<&str> {
        match self.phrases.get(key) {
            Some(Phrase::Plain(pattern)) if pattern.names().next().is_none() => Some(pattern.text()),
            _ => None,
        }
    }

    /// The first of `names` that the words of a key have no placeholder for.
    pub fn unknown<'n>(&self, key: &str, mut names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
        let known = self.known.get(key)?;
        names.find(|name| !known.iter().any(|other| &**other == *name))
    }

    fn fill<'a>(
        &self,
        pattern: &Pattern,
        given: &dyn Fn(&str) -> Option<Given<'a>>,
    ) -> Result<String, Unsayable> {
        let mut out = String::with_capacity(pattern.length() + 16);
        for (text, name) in pattern.parts() {
            out.push_str(text);
            let Some(name) = name else { continue };
            match given(name).ok_or_else(|| Unsayable::Missing(name.to_owned()))? {
                Given::Text(text) => out.push_str(text),
                Given::Number(number) => self.push_number(&mut out, number),
            }
        }
        Ok(out)
    }

    fn push_number(&self, out: &mut String, number: i128) {
        if number < 0 {
            out.push('−');
        }
        let digits = number.unsigned_abs().to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(&self.thousands);
            }
            out.push(digit);
        }
    }

    /// A day as people read it: 25 February 2025.
    pub fn date(&self, date: Date) -> String {
        self.day("date", "months", date)
    }

    /// A day in little room: 25 Feb 2025.
    pub fn short_date(&self, date: Date) -> String {
        let months = if self.phrases.contains_key("months_short") { "months_short" } else { "months" };
        self.day("date_short", months, date)
    }

    fn day(&self, key: &str, months: &str, date: Date) -> String {
        let (year, month, day) = date.parts();
        let months = match self.phrases.get(months) {
            Some(Phrase::List(names)) => &**names,
            _ => &[],
        };
        let month = month.checked_sub(1).and_then(|index| months.get(index)).map_or("", |name| name);
        let (year, day) = (year.to_string(), day.to_string());
        self.say(key, &[("day", (&*day).into()), ("month", month.into()), ("year", (&*year).into())])
    }
}
