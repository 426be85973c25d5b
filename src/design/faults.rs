//! What Tera says of a template, in our words and with our places.
//!
//! In: a Tera error. Out: a `Diagnostic` that names the file, line and column.

use std::error::Error as _;

use tera::{Error, ErrorKind};

use super::files::{self, Layer};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Span};

/// The diagnostic for an error.
pub(super) fn explain(error: &Error, layers: &[Layer], code: Code) -> Diagnostic {
    let report = Report::of(error);
    let diagnostic = Diagnostic::new(code, format!("{}.", report.message.trim_end_matches('.')));
    let diagnostic = match report.template.as_deref().and_then(|name| place(name, &report, layers)) {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    };
    diagnostic.help(match code {
        Code::E301 => "Templates are written in Tera; themes/README.md shows what each may use.",
        _ => "What a template is given is listed in themes/README.md; a field that may be missing is tested with `if` first.",
    })
}

/// The name of the template an error is about.
pub(super) fn template_of(error: &Error) -> Option<String> {
    Report::of(error).template
}

/// An error taken apart.
struct Report {
    message: String,
    template: Option<String>,
    /// Line from 1 and column from 0, of the beginning and of the end.
    range: Option<((usize, usize), (usize, usize))>,
}

impl Report {
    fn of(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                Self {
                    message: report.message().to_owned(),
                    template: Some(report.filename().to_owned()),
                    range: Some(((span.start_line, span.start_col), (span.end_line, span.end_col))),
                }
            }
            ErrorKind::MissingParent { current, parent } => Self {
                message: format!("This template extends {parent}, which does not exist"),
                template: Some(current.clone()),
                range: None,
            },
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Self {
                message: "This template leads back to itself".to_owned(),
                template: Some(tpl.clone()),
                range: None,
            },
            _ => Self::from_words(error),
        }
    }

    /// Some faults come only as words, laid out as `error: message`, then `--> template:line:column`.
    fn from_words(error: &Error) -> Self {
        let mut words = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            words = format!("{words}\n{cause}");
            source = cause.source();
        }
        let message = words.lines().next().unwrap_or("").trim_start_matches("error: ").to_owned();
        let arrow = words.lines().find_map(|line| line.trim().strip_prefix("--> "));
        let mut parts = arrow.unwrap_or("").rsplitn(3, ':');
        let column = parts.next().and_then(|part| part.trim().parse::<usize>().ok());
        let line = parts.next().and_then(|part| part.parse::<usize>().ok());
        let template = parts.next().map(str::to_owned);
        let range = line.zip(column).map(|(line, column)| {
            let column = column.saturating_sub(1);
            ((line, column), (line, column + 1))
        });
        Self { message, template, range }
    }
}

fn place(template: &str, report: &Report, layers: &[Layer]) -> Option<Place> {
    let (layer, name) =
        layers.iter().find_map(|layer| Some((layer, template.strip_prefix(layer.prefix.as_str())?)))?;
    let (_, text) = layer.templates().find(|(other, _)| *other == name)?;
    let span = match report.range {
        Some((start, end)) => Span::new(offset(text, start), offset(text, end)),
        None => files::beginning(),
    };
    Some(Place { path: layer.path_of(name).into(), span })
}

fn offset(text: &str, (line, column): (usize, usize)) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column).map_or(rest.len(), |(offset, _)| offset)
}
