//! BibTeX: what LaTeX and nearly every program for references reads.
//!
//! In: a `Work`. Out: one entry, `@incollection`, with the fields that BibTeX and biblatex share.

use super::{Name, Work, clean};

/// What biblatex calls a language, by the tag of it or the first part of the tag.
const LANGUAGES: [(&str, &str); 16] = [
    ("en-gb", "british"),
    ("en-us", "american"),
    ("en", "english"),
    ("cy", "welsh"),
    ("ga", "irish"),
    ("gd", "scottish"),
    ("br", "breton"),
    ("fr", "french"),
    ("de", "ngerman"),
    ("es", "spanish"),
    ("it", "italian"),
    ("nl", "dutch"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ar", "arabic"),
    ("ur", "urdu"),
];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The entry.
pub(super) fn text(work: &Work) -> String {
    let mut out = format!("@incollection{{{},\n", work.key);
    let authors: Vec<String> = work.authors.iter().map(name).collect();
    field(&mut out, "author", &authors.join(" and "));
    // Two pairs of braces keep a style from changing capitals.
    field(&mut out, "title", &format!("{{{}}}", escaped(&work.whole_title())));
    field(&mut out, "booktitle", &format!("{{{}}}", escaped(&clean(&work.collection))));
    // A publisher is a list to biblatex, which “and” would part.
    let publisher = work.publisher.as_deref().map(|publisher| format!("{{{}}}", escaped(&clean(publisher))));
    field(&mut out, "publisher", publisher.as_deref().unwrap_or(""));
    field(&mut out, "series", &escaped(&clean(work.series.as_deref().unwrap_or(""))));
    if let Some((year, month, day)) = work.date.map(|date| date.parts()) {
        field(&mut out, "year", &year.to_string());
        if let Some(month) = MONTHS.get(month.wrapping_sub(1)) {
            out.push_str(&format!("  month = {month},\n"));
        }
        field(&mut out, "day", &day.to_string());
    }
    // An address is read as it is, sign by sign, and what could end it is percent-encoded in it.
    field(&mut out, "url", &work.address);
    field(&mut out, "language", &escaped(&work.language));
    field(&mut out, "langid", language(&work.language).unwrap_or(""));
    field(&mut out, "abstract", &escaped(&clean(work.summary.as_deref().unwrap_or(""))));
    let keywords: Vec<String> = work.words().iter().map(|word| escaped(&word.replace(',', ""))).collect();
    field(&mut out, "keywords", &keywords.join(", "));
    out.push_str("}\n");
    out
}

fn field(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        out.push_str(&format!("  {name} = {{{value}}},\n"));
    }
}

fn language(tag: &str) -> Option<&'static str> {
    let tag = tag.to_lowercase();
    let first = tag.split('-').next().unwrap_or("");
    let of = |wanted: &str| LANGUAGES.iter().find(|(tag, _)| *tag == wanted).map(|(_, name)| *name);
    of(&tag).or_else(|| of(first))
}

/// A name. Braces keep a whole name whole, and a family name that begins small from being taken for a particle.
fn name(name: &Name) -> String {
    match name {
        Name::Whole(name) => format!("{{{}}}", escaped(name)),
        Name::Person { given, particle, family, suffix } => {
            let braced =
                family.starts_with(char::is_lowercase) || family.contains(' ') && !particle.is_empty();
            let family = if braced { format!("{{{}}}", escaped(family)) } else { escaped(family) };
            let family = if particle.is_empty() { family } else { format!("{} {family}", escaped(particle)) };
            match suffix.as_str() {
                "" => format!("{family}, {}", escaped(given)),
                suffix => format!("{family}, {}, {}", escaped(suffix), escaped(given)),
            }
        }
    }
}

/// Text with the signs that mean something to TeX written as what prints them. BibTeX counts braces and does not see a backslash before
/// them, so `\{` stands only where another closes what it opens.
fn escaped(text: &str) -> String {
    let (open, close) = match is_balanced(text) {
        true => ("\\{", "\\}"),
        false => ("\\textbraceleft{}", "\\textbraceright{}"),
    };
    let mut out = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(sign);
            }
            '{' => out.push_str(open),
            '}' => out.push_str(close),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            sign => out.push(sign),
        }
    }
    out
}

/// Whether every brace that is opened is closed, and none before it was opened.
fn is_balanced(text: &str) -> bool {
    let mut open = 0_usize;
    for sign in text.chars() {
        match sign {
            '{' => open += 1,
            '}' if open == 0 => return false,
            '}' => open -= 1,
            _ => {}
        }
    }
    open == 0
}
