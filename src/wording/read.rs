//! Strings files become wordings.
//!
//! In: the files of all layers, the highest first. Out: `Wordings`: every language, key by key, and what is wrong.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::phrase::{Category, Forms, Pattern, Phrase, is_name};
use super::plural::{self, Plurals};
use super::{DEFAULT, PROGRAM, Wording};
use crate::details::{Item, Kind, Value, toml};
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::source::{Place, Source, Span};

/// The keys that hold a list: the names of the months.
const LISTS: [&str; 2] = ["months", "months_short"];

/// One file of words.
pub struct StringsFile {
    /// The language it is named for.
    pub language: String,
    /// The layer of the design it belongs to, the highest being 0.
    pub layer: usize,
    /// Its text.
    pub source: Source,
}

/// An entry of a file.
pub(super) struct Written {
    pub(super) phrase: Phrase,
    pub(super) layer: usize,
    pub(super) place: Place,
}

/// The words of a design in every language it has.
#[derive(Default)]
pub struct Wordings {
    /// Language as its file is named → key → what stands there, the highest layer first.
    pub(super) languages: BTreeMap<String, BTreeMap<Arc<str>, Vec<Written>>>,
}

impl Wordings {
    /// Reads the files, the highest layer first.
    pub fn read(files: &[StringsFile]) -> Found<Self> {
        let mut wordings = Self::default();
        let mut diagnostics = Vec::new();
        for file in files {
            wordings.add(file, &mut diagnostics);
        }
        Found { value: wordings, diagnostics }
    }

    fn add(&mut self, file: &StringsFile, diagnostics: &mut Vec<Diagnostic>) {
        let source = &file.source;
        let fault = |code, span, message: String, help: &str| {
            Diagnostic::new(code, message).at(source.place(span)).help(help)
        };
        if !plural::is_language(&file.language) {
            let message = format!("“{}” is not a language tag.", file.language);
            let help = "Name the file by its language: en-GB.toml, cy.toml, gd.toml.";
            return diagnostics.push(fault(Code::E311, Span::at(0), message, help));
        }
        let read = toml::read(source.text());
        diagnostics.extend(read.faults.into_iter().map(|fault| {
            let place = source.place(fault.span);
            fault.told(Code::E311, place).otherwise("A line of words is written as: key = \"Words\"")
        }));
        let plurals = Plurals::of(&file.language);
        let entries = self.languages.entry(file.language.clone()).or_default();
        for item in &read.table.entries {
            match entry(item, &plurals) {
                Ok(phrase) => {
                    let place = source.place(item.key_span);
                    let written = Written { phrase, layer: file.layer, place };
                    entries.entry(item.key.as_str().into()).or_default().push(written);
                }
                Err(wrong) => diagnostics.push(fault(wrong.code, wrong.span, wrong.message, wrong.help)),
            }
        }
    }

    /// The files that serve a language, each standing in for what the one before lacks: `cy-GB` has `cy-GB`, then `cy`.
    /// None when there is no file for it.
    pub(super) fn chain(&self, tag: &str) -> Vec<&str> {
        let mut chain: Vec<&str> = Vec::new();
        let mut shorter = Some(tag);
        while let Some(tag) = shorter {
            chain.extend(
                self.languages.keys().find(|name| name.eq_ignore_ascii_case(tag)).map(String::as_str),
            );
            shorter = tag.rsplit_once('-').map(|(shorter, _)| shorter);
        }
        // Another English is still English: en-IE, en and en-US read en-GB's words where they have none of their own.
        let primary = |tag: &str| tag.split('-').next().unwrap_or("").to_ascii_lowercase();
        let alike = |name: &&String| primary(name) == primary(tag);
        let near = match primary(tag) == "en" {
            true => self.languages.keys().find(|name| *name == DEFAULT),
            false => self.languages.keys().find(alike).filter(|_| chain.is_empty()),
        };
        chain.extend(near.map(String::as_str));
        chain.dedup();
        chain
    }

    /// The file that serves a language first, if there is one.
    pub fn file_for(&self, tag: &str) -> Option<&str> {
        self.chain(tag).first().copied()
    }

    /// The words of the language that a file is named for.
    pub fn wording(&self, language: &str) -> Wording {
        let mut phrases: HashMap<Arc<str>, Phrase> = HashMap::new();
        for file in self.chain(language).into_iter().rev() {
            for (key, written) in self.languages.get(file).into_iter().flatten() {
                phrases.extend(written.first().map(|written| (key.clone(), written.phrase.clone())));
            }
        }
        let thousands = match phrases.get("thousands") {
            Some(Phrase::Plain(pattern)) => pattern.text().into(),
            _ => Box::default(),
        };
        let known = phrases.keys().map(|key| (key.clone(), self.known(key).into_iter().collect())).collect();
        Wording { language: language.into(), phrases, known, thousands, plurals: Plurals::of(language) }
    }

    /// The placeholders that the words of a key may have: those the program offers or, for keys of templates, those of the
    /// default language in any layer.
    pub(super) fn known(&self, key: &str) -> BTreeSet<Arc<str>> {
        if let Some((_, offered)) = PROGRAM.iter().find(|(other, _)| *other == key) {
            return offered.iter().map(|name| Arc::from(*name)).collect();
        }
        let written = self.languages.get(DEFAULT).and_then(|entries| entries.get(key));
        written.into_iter().flatten().flat_map(|written| written.phrase.used()).map(Arc::from).collect()
    }
}

/// What is wrong with an entry.
struct Wrong {
    code: Code,
    span: Span,
    message: String,
    help: &'static str,
}

fn entry(item: &Item, plurals: &Plurals) -> Result<Phrase, Wrong> {
    if !is_name(&item.key) {
        let message = format!("“{}” is not a key.", item.key);
        let help = "Keys are small letters, digits and _, as in page_not_found.";
        return Err(Wrong { code: Code::E311, span: item.key_span, message, help });
    }
    match &item.value.kind {
        Kind::List(values) => list(item, values),
        Kind::Table(table) if !LISTS.contains(&item.key.as_str()) => forms(item, &table.entries, plurals),
        Kind::Text { .. } if !LISTS.contains(&item.key.as_str()) => pattern(&item.value).map(Phrase::Plain),
        other => {
            let message = format!("{} cannot be {}.", item.key, other.name());
            let help = match LISTS.contains(&item.key.as_str()) {
                true => "Write the twelve names as a list: [\"January\", \"February\", …]",
                false => {
                    "Words are text: key = \"Words\"; or plural forms: { one = \"{n} essay\", other = \"{n} essays\" }"
                }
            };
            Err(Wrong { code: Code::E311, span: item.value.span, message, help })
        }
    }
}

fn pattern(value: &Value) -> Result<Pattern, Wrong> {
    let wrong = |message| Wrong {
        code: Code::E311,
        span: value.span,
        message,
        help: "A placeholder is a name in braces, {n}; a brace itself is written twice, {{.",
    };
    match &value.kind {
        Kind::Text { text, .. } => Pattern::read(text).map_err(wrong),
        other => Err(wrong(format!("Words are text, but this is {}.", other.name()))),
    }
}

fn list(item: &Item, values: &[Value]) -> Result<Phrase, Wrong> {
    let name = |value: &Value| match &value.kind {
        Kind::Text { text, .. } => Some(text.as_str().into()),
        _ => None,
    };
    let names: Vec<Box<str>> = values.iter().filter_map(name).collect();
    if LISTS.contains(&item.key.as_str()) && names.len() == 12 {
        return Ok(Phrase::List(names));
    }
    let message = match LISTS.contains(&item.key.as_str()) {
        true => format!("{} needs the names of the twelve months; there are {}.", item.key, names.len()),
        false => format!("{} cannot be a list.", item.key),
    };
    let help = "Only months and months_short are lists, of twelve names each.";
    Err(Wrong { code: Code::E311, span: item.value.span, message, help })
}

fn forms(item: &Item, entries: &[Item], plurals: &Plurals) -> Result<Phrase, Wrong> {
    let mut special = Vec::new();
    let mut general = None;
    for form in entries {
        let category = Category::of(&form.key).filter(|category| plurals.has(*category));
        match category {
            Some(Category::Other) => general = Some(pattern(&form.value)?),
            Some(category) => special.push((category, pattern(&form.value)?)),
            None => {
                let names: Vec<&str> = Category::ALL
                    .iter()
                    .filter(|(_, one)| plurals.has(*one))
                    .map(|(name, _)| *name)
                    .collect();
                let message =
                    format!("“{}” is not a plural form here; there are {}.", form.key, names.join(", "));
                let help =
                    "Languages have the forms that Unicode CLDR gives them; other stands for all the rest.";
                return Err(Wrong { code: Code::E315, span: form.key_span, message, help });
            }
        }
    }
    let Some(other) = general else {
        let message = format!("{} has no form “other”.", item.key);
        let help = "Add other = \"…\", which serves all numbers without a form of their own.";
        return Err(Wrong { code: Code::E315, span: item.key_span, message, help });
    };
    Ok(Phrase::Plural(Box::new(Forms { special, other })))
}
