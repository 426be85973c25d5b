//! What we tell the editor.
//!
//! In: places and words. Out: `Diagnostic`, `Code`, `Severity`, `Found`.
//! Knows nothing of terminals or JSON: `report` prints.

mod codes;

pub use codes::Code;

use crate::source::Place;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something to know; never fails a build, not even with `--strict`.
    Note,
    /// Worth mending; fails a build only with `--strict`.
    Warning,
    /// Nothing is written until it is mended.
    Error,
}

impl Severity {
    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing to tell the editor: what is wrong, where, and what mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which fault it is; `pamphlet explain CODE` tells more.
    pub code: Code,
    /// How much it weighs here; configuration may lower the code's own severity.
    pub severity: Severity,
    /// What is wrong, in plain words.
    pub message: String,
    /// Where, unless the fault has no place (a missing file, a full disk).
    pub primary: Option<Place>,
    /// Other places that matter, each with a few words.
    pub labels: Vec<(Place, String)>,
    /// What to write instead, or to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of a code, with its usual severity and no place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: None,
            labels: Vec::new(),
            help: None,
        }
    }

    /// Points at `place`.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.primary = Some(place);
        self
    }

    /// Says what mends it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what mends it where nothing more precise is said.
    #[must_use]
    pub fn otherwise(mut self, help: &str) -> Self {
        self.help.get_or_insert_with(|| help.to_owned());
        self
    }

    /// Points at another place too.
    #[must_use]
    pub fn also(mut self, place: Place, words: impl Into<String>) -> Self {
        self.labels.push((place, words.into()));
        self
    }

    /// Gives it another weight.
    #[must_use]
    pub fn weighing(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Whether it keeps the site from being written.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A value together with what was found wrong while making it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// The value, as good as it could be made.
    pub value: T,
    /// What was found, in the order met.
    pub diagnostics: Vec<Diagnostic>,
}

/// Puts diagnostics in the order a person mends them: by file, then by place; those without a place first.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (&a.primary, a.code, &a.message).cmp(&(&b.primary, b.code, &b.message)));
}

/// Which of `known` the writer of `word` most likely meant, if any is near enough.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (likeness(&word, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.75)
        // Of equally near words the first given wins, so that the answer never depends on chance.
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate)
}

fn likeness(word: &str, candidate: &str) -> f64 {
    if word == candidate {
        return 1.0;
    }
    // Jaro-Winkler favours a shared beginning, which is how people mistype and shorten.
    // On its own it takes any two words with one beginning for alike, so half of the letters must agree as well.
    match strsim::normalized_damerau_levenshtein(word, candidate) {
        agreement if agreement < 0.5 => 0.0,
        agreement => strsim::jaro_winkler(word, candidate).max(agreement),
    }
}

/// A fault of a template shows on every page or card made from it; it is told once, with their number.
pub fn gathered(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    sort(&mut diagnostics);
    let mut told: Vec<(Diagnostic, usize)> = Vec::new();
    for diagnostic in diagnostics {
        let same = |(other, _): &&mut (Diagnostic, usize)| {
            other.code == diagnostic.code && other.primary.is_some() && other.primary == diagnostic.primary
        };
        match told.iter_mut().rev().take(1).find(same) {
            Some((_, more)) => *more += 1,
            None => told.push((diagnostic, 0)),
        }
    }
    let words = |(mut diagnostic, more): (Diagnostic, usize)| {
        if more > 0 {
            diagnostic.message = format!("{} The same goes for {more} more.", diagnostic.message);
        }
        diagnostic
    };
    told.into_iter().map(words).collect()
}
