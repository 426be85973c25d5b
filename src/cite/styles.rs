//! An essay in a style that readers copy.
//!
//! In: a `Work`, and the few words that a style says. Out: a line of HTML whose plain text is the citation.
//! Harvard is that of Cite Them Right (12th edition), Chicago that of the manual’s 18th; neither names a place of publication.

use super::{Name, Work, clean};
use crate::markup::push_text;

/// A style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Harvard, for a list of references.
    Harvard,
    /// Chicago, as a note.
    ChicagoNote,
    /// Chicago, for a bibliography.
    ChicagoBibliography,
}

/// The words that the styles say, in the language of the page.
#[derive(Clone, Debug)]
pub struct Said {
    /// “in”
    pub inside: String,
    /// “and”
    pub and: String,
    /// “Available at:”
    pub available: String,
    /// “Accessed:”
    pub accessed: String,
    /// What stands for the day on which it was read, which only the reader knows.
    pub day: String,
    /// “no date”
    pub undated: String,
    /// “n.d.”
    pub undated_short: String,
}

impl Style {
    /// Every style, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Harvard, Self::ChicagoNote, Self::ChicagoBibliography];

    /// The name that designs have words for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Harvard => "harvard",
            Self::ChicagoNote => "chicago_note",
            Self::ChicagoBibliography => "chicago_bibliography",
        }
    }

    /// The citation. In Harvard the day of reading is an element with the attribute `data-today`, which a script may fill in.
    pub fn html(self, work: &Work, said: &Said) -> String {
        let mut line = Line::default();
        match self {
            Self::Harvard => harvard(&mut line, work, said),
            Self::ChicagoNote => note(&mut line, work, said),
            Self::ChicagoBibliography => bibliography(&mut line, work, said),
        }
        line.html
    }
}

/// HTML that grows, and the last sign a reader sees of it.
#[derive(Default)]
struct Line {
    html: String,
    last: Option<char>,
}

impl Line {
    fn text(&mut self, text: &str) {
        push_text(&mut self.html, text);
        self.last = text.chars().last().or(self.last);
    }

    /// The title of a whole publication, which is slanted.
    fn slanted(&mut self, text: &str) {
        self.html.push_str("<cite>");
        self.text(text);
        self.html.push_str("</cite>");
    }

    /// A full stop, unless something ends the sentence already.
    fn stop(&mut self) {
        if !matches!(self.last, Some('.' | '?' | '!' | '…')) {
            self.text(".");
        }
    }
}

fn harvard(line: &mut Line, work: &Work, said: &Said) {
    let title = in_marks(&work.whole_title(), ('‘', '’'), "");
    let year = work.date.map_or_else(|| said.undated.clone(), |date| date.year().to_string());
    let authors = listed(&work.authors, 3, 1, |_, name| abbreviated(name), &format!(" {} ", said.and));
    match authors.as_str() {
        "" => line.text(&format!("{title} ({year}) ")),
        authors => line.text(&format!("{authors} ({year}) {title}, ")),
    }
    line.text(&format!("{} ", said.inside));
    line.slanted(&clean(&work.collection));
    line.stop();
    if let Some(publisher) = publisher(work) {
        line.text(&format!(" {publisher}"));
        line.stop();
    }
    line.text(&format!(" {} {} ({} ", said.available, work.address, said.accessed));
    line.html.push_str("<span data-today=\"\">");
    line.text(&said.day);
    line.html.push_str("</span>");
    line.text(").");
}

fn note(line: &mut Line, work: &Work, said: &Said) {
    let last = format!(", {} ", said.and);
    let and = if work.authors.len() == 2 { &last[1..] } else { &last };
    let authors = listed(&work.authors, 3, 1, |_, name| name.plain(), and);
    if !authors.is_empty() {
        line.text(&format!("{authors}, "));
    }
    line.text(&format!("{} {} ", in_marks(&work.whole_title(), ('“', '”'), ","), said.inside));
    line.slanted(&clean(&work.collection));
    line.text(&format!(" ({}), {}", imprint(work, said), work.address));
    line.stop();
}

fn bibliography(line: &mut Line, work: &Work, said: &Said) {
    let last = format!(", {} ", said.and);
    let name = |at: usize, name: &Name| if at == 0 { name.inverted() } else { name.plain() };
    let authors = listed(&work.authors, 6, 3, name, &last);
    if !authors.is_empty() {
        line.text(&authors);
        line.stop();
        line.text(" ");
    }
    let title = work.whole_title();
    let stop = if title.trim_end_matches(['’', '”', '‘', '“']).ends_with(['.', '?', '!', '…']) {
        ""
    } else {
        "."
    };
    line.text(&in_marks(&title, ('“', '”'), stop));
    line.text(&format!(" {} ", capital(&said.inside)));
    line.slanted(&clean(&work.collection));
    line.stop();
    line.text(&format!(" {}", capital(&imprint(work, said))));
    line.stop();
    line.text(&format!(" {}", work.address));
    line.stop();
}

/// Who published it and when, as Chicago says it.
fn imprint(work: &Work, said: &Said) -> String {
    let year = work.date.map_or_else(|| said.undated_short.clone(), |date| date.year().to_string());
    publisher(work).map_or_else(|| year.clone(), |publisher| format!("{publisher}, {year}"))
}

fn publisher(work: &Work) -> Option<String> {
    work.publisher.as_deref().map(clean).filter(|publisher| !publisher.is_empty())
}

/// A name with its given names as initials.
fn abbreviated(name: &Name) -> String {
    let initials = name.initials();
    let suffix = match name {
        Name::Person { suffix, .. } if !suffix.is_empty() => format!(", {suffix}"),
        _ => String::new(),
    };
    match initials.as_str() {
        "" => name.family(),
        initials => format!("{}, {initials}{suffix}", name.family()),
    }
}

/// Names in a row. Of more than `most` only the first `kept` are named.
fn listed(
    names: &[Name],
    most: usize,
    kept: usize,
    shown: impl Fn(usize, &Name) -> String,
    last: &str,
) -> String {
    let shown: Vec<String> = names.iter().enumerate().map(|(at, name)| shown(at, name)).collect();
    match shown.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        all if all.len() > most => {
            let comma = if kept > 1 { "," } else { "" };
            format!("{}{comma} et al.", all[..kept].join(", "))
        }
        [first @ .., end] => format!("{}{last}{end}", first.join(", ")),
    }
}

/// A title in quotation marks, with those in it changed to the other kind. `end` stands before the marks that close.
fn in_marks(title: &str, (open, close): (char, char), end: &str) -> String {
    let turned = turned(title, open == '“');
    let bare = turned.trim_end_matches(['’', '”']);
    // Of what is quoted in it, the last mark closes after the sign, too.
    let (bare, closing) = if bare.is_empty() { (turned.as_str(), "") } else { turned.split_at(bare.len()) };
    format!("{open}{bare}{end}{closing}{close}")
}

/// A text with its quotation marks so that the outermost are single, or double. Apostrophes stay.
fn turned(text: &str, to_single: bool) -> String {
    let (from, to) =
        if to_single { (['“', '”'], ['‘', '’']) } else { (['‘', '’'], ['“', '”']) };
    let is_outermost = |sign: char| sign == from[0];
    if text.chars().find(|sign| matches!(sign, '‘' | '“')).is_none_or(|first| !is_outermost(first)) {
        return text.to_owned();
    }
    let signs: Vec<char> = text.chars().collect();
    let closes = |at: usize| {
        let is_letter = |sign: Option<&char>| sign.is_some_and(|sign| sign.is_alphanumeric());
        !is_letter(signs.get(at + 1))
    };
    let mut open = 0_usize;
    let mut out = String::with_capacity(text.len());
    for (at, sign) in signs.iter().enumerate() {
        let turned = match *sign {
            sign if sign == from[0] => {
                open += 1;
                to[0]
            }
            sign if sign == from[1] && open > 0 && closes(at) => {
                open -= 1;
                to[1]
            }
            sign if sign == to[0] && open > 0 => from[0],
            sign if sign == to[1] && open > 0 && closes(at) => from[1],
            sign => sign,
        };
        out.push(turned);
    }
    out
}

/// A text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or(String::new(), |first| first.to_uppercase().chain(signs).collect())
}
