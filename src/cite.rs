//! How an essay is cited.
//!
//! In: the facts of an essay, plain. Out: a line in the style of Harvard or Chicago, and files that programs for references read:
//! BibTeX, RIS and CSL-JSON. Knows neither the collection nor how addresses are made.
//!
//! - `names` tells given from family names, and people from organisations
//! - `styles` writes what a reader copies, `bibtex`, `ris` and `csl` what programs read

mod bibtex;
mod csl;
mod names;
mod ris;
mod styles;

use crate::date::Date;

pub use names::{Name, Nature};
pub use styles::{Said, Style};

/// An essay as something to be cited. Texts may hold anything; each format cleans and escapes them by its own rules.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// A name for it among the works of a reader: ASCII letters, digits and hyphens.
    pub key: String,
    /// The title.
    pub title: String,
    /// Its second line.
    pub subtitle: Option<String>,
    /// Who wrote it, in order.
    pub authors: Vec<Name>,
    /// When it was published.
    pub date: Option<Date>,
    /// The collection it stands in.
    pub collection: String,
    /// The part of the collection.
    pub part: Option<String>,
    /// A series beside the parts.
    pub series: Option<String>,
    /// Who publishes the collection.
    pub publisher: Option<String>,
    /// Its whole address.
    pub address: String,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// What it argues.
    pub summary: Option<String>,
    /// What it is about.
    pub keywords: Vec<String>,
}

/// A file that programs for references read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// BibTeX, which biblatex reads too.
    Bibtex,
    /// RIS.
    Ris,
    /// CSL-JSON (Citation Style Language, 1.0.2).
    Csl,
}

impl Format {
    /// Every format, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Bibtex, Self::Ris, Self::Csl];

    /// The name that people know.
    pub fn title(self) -> &'static str {
        match self {
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::Csl => "CSL-JSON",
        }
    }

    /// The ending of a file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            Self::Csl => "json",
        }
    }

    /// The name of the file beside an essay.
    pub fn file(self) -> &'static str {
        match self {
            Self::Bibtex => "cite.bib",
            Self::Ris => "cite.ris",
            Self::Csl => "cite.json",
        }
    }

    /// The text of the file.
    pub fn text(self, work: &Work) -> String {
        match self {
            Self::Bibtex => bibtex::text(work),
            Self::Ris => ris::text(work),
            Self::Csl => csl::text(work),
        }
    }
}

impl Work {
    /// Title and subtitle in one line, a colon between them unless the title ends with a sign of its own.
    fn whole_title(&self) -> String {
        let title = clean(&self.title);
        let Some(subtitle) = self.subtitle.as_deref().map(clean).filter(|subtitle| !subtitle.is_empty())
        else {
            return title;
        };
        let ends = title.ends_with(['?', '!', ':', '…', '–', '—']);
        let title = title.trim_end_matches('.');
        format!("{title}{} {subtitle}", if ends { "" } else { ":" })
    }

    /// Keywords, cleaned, each once.
    fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for word in self.keywords.iter().map(|word| clean(word)).filter(|word| !word.is_empty()) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    }
}

/// One line of text: every kind of blank is a space, and what nobody sees is left out.
fn clean(text: &str) -> String {
    let seen: String = text.chars().filter(|sign| sign.is_whitespace() || !is_unseen(*sign)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control signs, and those that only say where a line may break.
fn is_unseen(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}
