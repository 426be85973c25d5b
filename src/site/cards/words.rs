//! What a share card says.
//!
//! In: of what it is. Out: `Words`; set into lines, or what is to be shortened, told where it is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Parts;
use super::{Subject, imprint};
use crate::cards::Unfit;
use crate::config::Imprint;
use crate::design::{Form, Said};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Place;
use crate::view::LinesView;
use crate::wording::{Given, Wording};

/// What a card says.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) title: String,
    label: Option<String>,
    /// Who wrote it, in a line; shorter lines follow for where that is too long.
    bylines: Vec<String>,
    collection: Option<String>,
    pub(super) imprint: Option<String>,
    pub(super) language: Arc<str>,
    source: Written,
}

/// Where the words of a card are written.
#[derive(Clone, Copy, Debug)]
enum Written {
    Site,
    Essay(usize),
    Theme(usize),
    Author(usize),
}

impl Words {
    /// What the card of a subject says.
    pub(super) fn of(parts: &Parts, subject: Subject) -> Self {
        let site = &parts.config.site;
        let words = parts.design.voice(None).wording();
        let own = Self {
            title: site.title.clone(),
            label: None,
            bylines: Vec::new(),
            collection: Some(site.title.clone()),
            imprint: imprint(parts),
            language: site.language.value.as_str().into(),
            source: Written::Site,
        };
        match subject {
            Subject::Home => {
                Self { bylines: site.tagline.iter().cloned().collect(), collection: None, ..own }
            }
            Subject::Essay(index) => Self::essay(parts, index, own),
            Subject::Theme(index) => Self {
                title: parts.collection.themes[index].record.name.clone(),
                label: Some(words.say("themes", &[])),
                source: Written::Theme(index),
                ..own
            },
            Subject::Author(index) => {
                let author = &parts.collection.authors[index].record;
                let roles = [&author.role, &author.organisation];
                let role = roles.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
                Self {
                    title: author.name.clone(),
                    label: Some(words.say("authors", &[])),
                    bylines: vec![role].into_iter().filter(|role| !role.is_empty()).collect(),
                    source: Written::Author(index),
                    ..own
                }
            }
        }
    }

    fn essay(parts: &Parts, index: usize, own: Self) -> Self {
        let filed = &parts.collection.essays[index];
        let essay = &parts.essays[filed.parsed];
        let share = essay.front.share.title.as_ref();
        let names = filed.authors.iter().map(|writer| &*parts.collection.authors[writer.author].record.name);
        let names: Vec<&str> = names.collect();
        let language = filed.entry.lang.clone();
        let words = parts.design.voice(language.as_deref()).wording();
        let theme = filed.themes.first().map(|theme| parts.collection.themes[*theme].record.name.clone());
        Self {
            title: share.map_or_else(|| filed.entry.title.to_string(), |title| title.value.clone()),
            label: theme,
            bylines: bylines(&names, words),
            imprint: essay.front.imprint.as_ref().map_or(own.imprint, |own| Some(own.in_pictures())),
            language: language.unwrap_or(own.language),
            collection: own.collection,
            source: Written::Essay(filed.parsed),
        }
    }

    /// All that is said, for the name of the card. Where it is written is no part of a picture.
    pub(super) fn key(&self) -> String {
        let Self { title, label, bylines, collection, imprint, language, source: _ } = self;
        format!("{title:?} {label:?} {bylines:?} {collection:?} {imprint:?} {language:?}")
    }

    /// What the card says, for those who do not see it.
    pub(super) fn in_a_line(&self) -> String {
        let byline = self.bylines.first().map(String::as_str);
        let sentence = |words: &str| match words.ends_with(['.', '!', '?', '…']) {
            true => words.to_owned(),
            false => format!("{words}."),
        };
        let said = [Some(self.title.as_str()), byline, self.collection.as_deref(), self.imprint.as_deref()];
        said.into_iter().flatten().map(sentence).collect::<Vec<_>>().join(" ")
    }

    /// Sets everything into lines.
    ///
    /// # Errors
    /// What does not fit, where it is written.
    pub(super) fn set(
        &self,
        parts: &Parts,
        form: Form,
    ) -> Result<BTreeMap<Said, LinesView>, Vec<Diagnostic>> {
        let card = parts.design.card();
        let (mut set, mut faults) = (BTreeMap::new(), Vec::new());
        for said in Said::ALL {
            let choices: Vec<String> = self.choices(said).into_iter().map(in_signs).collect();
            let mut unfit = None;
            for words in &choices {
                match card.set(form, said, words) {
                    Ok(lines) => {
                        set.insert(said, lines);
                        unfit = None;
                        break;
                    }
                    Err(reason) => unfit = Some((words, reason)),
                }
            }
            // An essay's card does without a name that cannot be shown; the card of whoever bears that name tells of it.
            let does_without =
                matches!(said, Said::Byline | Said::Label) && matches!(self.source, Written::Essay(_));
            let unfit = unfit.filter(|_| !does_without);
            faults.extend(unfit.map(|(words, reason)| self.fault(parts, said, words, &reason)));
        }
        if faults.is_empty() { Ok(set) } else { Err(faults) }
    }

    /// The words for a part of the card, the best first.
    fn choices(&self, said: Said) -> Vec<&str> {
        match said {
            Said::Label => self.label.as_deref().into_iter().collect(),
            Said::Title => vec![&self.title],
            Said::Byline => self.bylines.iter().map(String::as_str).collect(),
            Said::Collection => self.collection.as_deref().into_iter().collect(),
            Said::Imprint => self.imprint.as_deref().into_iter().collect(),
        }
    }

    fn fault(&self, parts: &Parts, said: Said, words: &str, reason: &Unfit) -> Diagnostic {
        let what = match said {
            Said::Imprint => "The imprint",
            Said::Collection => "The name of the collection",
            Said::Label => "The name of the theme",
            Said::Byline => "What stands below the title",
            Said::Title => match self.source {
                Written::Site => "The name of the collection",
                Written::Essay(_) => "The title",
                Written::Theme(_) => "The name of the theme",
                Written::Author(_) => "The name of the author",
            },
        };
        let (code, message) = match reason {
            Unfit::Sign(sign) => {
                let number = u32::from(*sign);
                let message = format!(
                    "{what} has the sign “{sign}” (U+{number:04X}), which no font of the share card has."
                );
                (Code::E198, message)
            }
            Unfit::Word(word) => {
                (Code::E199, format!("{what} has a word that is too long for its share card: “{word}”."))
            }
            Unfit::Length(fits) => {
                let length = words.chars().count();
                (
                    Code::E199,
                    format!(
                        "{what} is too long for its share card: {length} characters, where about {fits} fit."
                    ),
                )
            }
        };
        let help = self.help(parts, said, code);
        let fault = Diagnostic::new(code, message).help(help);
        match self.place(parts, said) {
            Some(place) => fault.at(place),
            None => fault,
        }
    }

    fn help(&self, parts: &Parts, said: Said, code: Code) -> &'static str {
        let essay = match self.source {
            Written::Essay(parsed) => parts.essays[parsed].front.share.title.is_none(),
            _ => false,
        };
        let is_short = match &parts.config.imprint {
            Imprint::Required(promoter) => promoter.short.is_some(),
            Imprint::Off { .. } => false,
        };
        match (said, code) {
            (Said::Title, _) if essay => {
                "Give its card other words: add a line share: and below it, indented, title: Other words"
            }
            (Said::Imprint, Code::E199) if is_short => {
                "Shorten its short form, or give it more room in card/card.toml of your design."
            }
            (Said::Imprint, Code::E199) => {
                "Below [imprint], write short = \"…\" with every name and address, and fewer words."
            }
            (_, Code::E198) => {
                "Write it with other letters, or put a font that has it into the folder card/fonts/ of your design."
            }
            _ => "Write it in fewer or shorter words.",
        }
    }

    fn place(&self, parts: &Parts, said: Said) -> Option<Place> {
        match (said, self.source) {
            (Said::Imprint, _) => match &parts.config.imprint {
                Imprint::Required(promoter) => promoter.place.clone(),
                Imprint::Off { .. } => None,
            },
            (Said::Collection, _) | (_, Written::Site) => Some(parts.config.site.title_place.clone()),
            (Said::Byline | Said::Title | Said::Label, Written::Essay(parsed)) => {
                let essay = &parts.essays[parsed];
                let share = essay.front.share.title.as_ref().filter(|_| said == Said::Title);
                let title = share.map_or(essay.front.title.span, |title| title.span);
                Some(essay.source.place(title))
            }
            (_, Written::Theme(index)) => Some(parts.collection.themes[index].record.place.clone()),
            (_, Written::Author(index)) => parts.collection.authors[index].record.place.clone(),
        }
    }
}

/// The same words in signs that fonts have, one blank between them: ligatures and the hyphen that does not break come from word processors.
pub(super) fn in_signs(words: &str) -> String {
    const FOLDED: [(char, &str); 9] = [
        ('\u{2011}', "-"),
        ('\u{AD}', ""),
        ('ﬀ', "ff"),
        ('ﬁ', "fi"),
        ('ﬂ', "fl"),
        ('ﬃ', "ffi"),
        ('ﬄ', "ffl"),
        ('ﬅ', "st"),
        ('ﬆ', "st"),
    ];
    let fold = |sign: char| FOLDED.iter().find(|(other, _)| *other == sign).map(|(_, folded)| *folded);
    let mut out = String::with_capacity(words.len());
    for sign in words.chars() {
        match fold(sign) {
            Some(folded) => out.push_str(folded),
            None => out.push(sign),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who wrote it: all names; then fewer and fewer with the number of the others.
fn bylines(names: &[&str], words: &Wording) -> Vec<String> {
    let and = words.say("cite_and", &[]);
    let Some((last, others)) = names.split_last() else { return Vec::new() };
    let all = match others {
        [] => (*last).to_owned(),
        others => format!("{} {and} {last}", others.join(", ")),
    };
    let shorter = (1..names.len()).rev().map(|shown| {
        let (listed, more) = (names[..shown].join(", "), names.len() - shown);
        words.say("authors_more", &[("names", Given::Text(&listed)), ("n", more.into())])
    });
    std::iter::once(all).chain(shorter).collect()
}
