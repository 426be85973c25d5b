//! Whether the languages of a design say the same things.
//!
//! In: `Wordings`, the languages in use, the keys that templates use. Out: faults, at the key or at the file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::read::{Wordings, Written};
use super::{DEFAULT, PROGRAM};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};

impl Wordings {
    /// Compares every language with the default one. `in_use` are the files that pages need; `is_used` knows which keys
    /// templates say; `folder` is where the site's own words belong.
    pub fn check(&self, in_use: &[String], is_used: &dyn Fn(&str) -> bool, folder: &str) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for language in self.languages.keys() {
            if language != DEFAULT {
                let needed = in_use.contains(language);
                diagnostics.extend(self.missing(language, needed, folder));
            }
            for (key, written) in &self.languages[language] {
                diagnostics
                    .extend(written.iter().filter_map(|one| self.unknown(language, key, one, is_used)));
                diagnostics.extend(written.iter().filter_map(|one| self.placeholders(language, key, one)));
            }
        }
        diagnostics
    }

    /// Whether the default language has words for a key.
    pub fn has(&self, key: &str) -> bool {
        self.languages.get(DEFAULT).is_some_and(|entries| entries.contains_key(key))
    }

    /// The known key that is most like another.
    pub fn near(&self, key: &str) -> Option<&str> {
        did_you_mean(key, self.languages.get(DEFAULT)?.keys().map(|key| &**key))
    }

    /// The words that the program says and the default language lacks.
    pub fn unspoken(&self) -> Vec<&'static str> {
        PROGRAM.iter().map(|(key, _)| *key).filter(|key| !self.has(key)).collect()
    }

    /// The values a key needs in a language, or may be given in any.
    pub fn values(&self, language: &str, key: &str) -> (BTreeSet<Arc<str>>, BTreeSet<Arc<str>>) {
        let find = |file: &&str| self.languages.get(*file)?.get(key)?.first();
        let written = self.chain(language).iter().find_map(find);
        let needed = written.map(|written| written.phrase.used().into_iter().map(Arc::from).collect());
        (needed.unwrap_or_default(), self.known(key))
    }

    /// What the default language says and this one does not. Nobody sees the gaps of a language that no page is in, so
    /// there they are only noted.
    fn missing(&self, language: &str, needed: bool, folder: &str) -> Vec<Diagnostic> {
        let chain = self.chain(language);
        let has = |key: &str| chain.iter().any(|file| self.languages[*file].contains_key(key));
        let all = self.languages.get(DEFAULT).into_iter().flatten();
        let missing = all.filter(|(key, _)| !has(key)).filter_map(|(key, written)| {
            let message = format!("There are no words for “{key}” in {language}.");
            let help = format!("Add {key} = \"…\" to {folder}{language}.toml");
            let fault = Diagnostic::new(Code::E312, message).at(written.first()?.place.clone()).help(help);
            Some(if needed { fault } else { fault.weighing(Severity::Note) })
        });
        missing.collect()
    }

    fn unknown(
        &self,
        language: &str,
        key: &str,
        written: &Written,
        is_used: &dyn Fn(&str) -> bool,
    ) -> Option<Diagnostic> {
        let default = self.languages.get(DEFAULT)?;
        // In the default language a key is its own definition, unless it only lies over those of a layer below.
        let over = |key: &Arc<str>| default[key].iter().any(|below| below.layer > written.layer);
        let known: Vec<&str> = match language == DEFAULT {
            true => default.keys().filter(|key| over(key)).map(|key| &**key).collect(),
            false => default.keys().map(|key| &**key).collect(),
        };
        let defines = language == DEFAULT && (known.is_empty() || is_used(key));
        if defines || known.contains(&key) || PROGRAM.iter().any(|(other, _)| *other == key) {
            return None;
        }
        let near = did_you_mean(key, known.iter().copied());
        let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
        let help = near.map_or_else(
            || "Take it out, or say it in a template.".to_owned(),
            |near| format!("Write {near} = \"…\""),
        );
        let message = format!("Nothing says “{key}”.{question}");
        Some(Diagnostic::new(Code::E313, message).at(written.place.clone()).help(help))
    }

    fn placeholders(&self, language: &str, key: &str, written: &Written) -> Option<Diagnostic> {
        let default = self.languages.get(DEFAULT)?.get(key)?;
        let (used, known) = (written.phrase.used(), self.known(key));
        let added = used.iter().find(|name| !known.contains(**name));
        let wanted = |name: &&&str| default.iter().all(|one| one.phrase.needed().contains(**name));
        let sample = default.first()?.phrase.needed();
        let lost = sample.iter().filter(wanted).find(|name| !used.contains(**name));
        let message = match (added, lost) {
            (Some(name), _) => {
                let near = did_you_mean(name, known.iter().map(|name| &**name));
                let question = near.map_or(String::new(), |near| format!(" Did you mean {{{near}}}?"));
                format!("“{key}” is given no value for {{{name}}}.{question}")
            }
            (None, Some(name)) if language != DEFAULT => format!("“{key}” leaves out {{{name}}}."),
            _ => return None,
        };
        let names: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
        let help = match names.is_empty() {
            true => format!("“{key}” has no placeholders."),
            false => format!("“{key}” has {}.", names.join(", ")),
        };
        Some(Diagnostic::new(Code::E314, message).at(written.place.clone()).help(help))
    }
}
