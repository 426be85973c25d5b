//! Diagnostics become words on a terminal, or JSON.
//!
//! In: diagnostics and the texts they point into. Out: text. The only user of annotate-snippets: faults of essays,
//! settings and templates all look alike.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use pamphlet::diagnostic::{Code, Diagnostic, Severity};
use pamphlet::inputs::{Inputs, Summary};
use pamphlet::source::{Place, position};
use serde_json::{Value, json};

/// How many diagnostics are shown in full.
const SHOWN: usize = 50;

/// How many of one code are shown in full where there are more than that altogether.
const SHOWN_OF_ONE: usize = 10;

/// All diagnostics as people read them; `colour` for terminals.
pub(crate) fn human(diagnostics: &[Diagnostic], inputs: Option<&Inputs>, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    // What waits for its day is told in the summary; it is no fault.
    let told: Vec<&Diagnostic> =
        diagnostics.iter().filter(|diagnostic| diagnostic.code != Code::W167).collect();
    let (shown, rest) = worth_showing(told);
    for diagnostic in shown {
        out.push_str(&renderer.render(&[group(diagnostic, inputs)]));
        out.push_str("\n\n");
    }
    if !rest.is_empty() {
        out.push_str(&format!("… and {} more:\n", rest.len()));
        let mut counts: BTreeMap<(Reverse<Severity>, Code), usize> = BTreeMap::new();
        for diagnostic in rest {
            *counts.entry((Reverse(diagnostic.severity), diagnostic.code)).or_default() += 1;
        }
        for ((Reverse(severity), code), count) in counts {
            let (word, name, title) = (severity.word(), code.name(), code.title());
            out.push_str(&format!("  {count} × {word}[{name}] {title}\n"));
        }
        out.push_str("  --format json shows all of them.\n\n");
    }
    out
}

/// Those to show in full, and those to count. Of many the errors come first, since they keep the site from being built,
/// and no fault crowds out the others.
fn worth_showing(told: Vec<&Diagnostic>) -> (Vec<&Diagnostic>, Vec<&Diagnostic>) {
    if told.len() <= SHOWN {
        return (told, Vec::new());
    }
    let mut by_weight: Vec<(usize, &Diagnostic)> = told.into_iter().enumerate().collect();
    by_weight.sort_by_key(|(place, diagnostic)| (Reverse(diagnostic.severity), *place));
    let mut seen: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    let (mut shown, mut rest) = (Vec::new(), Vec::new());
    for (place, diagnostic) in by_weight {
        let of_one = seen.entry((diagnostic.severity, diagnostic.code)).or_default();
        *of_one += 1;
        let room = shown.len() < SHOWN && *of_one <= SHOWN_OF_ONE;
        if room { shown.push((place, diagnostic)) } else { rest.push(diagnostic) }
    }
    shown.sort_by_key(|(place, _)| *place);
    (shown.into_iter().map(|(_, diagnostic)| diagnostic).collect(), rest)
}

fn group<'a>(diagnostic: &'a Diagnostic, inputs: Option<&'a Inputs>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    if let Some(primary) = &diagnostic.primary {
        group = group.element(snippet(primary, &diagnostic.labels, inputs));
        for (place, words) in diagnostic.labels.iter().filter(|(place, _)| place.path != primary.path) {
            group = group.element(
                Snippet::source(text_of(place, inputs))
                    .path(&*place.path)
                    .annotation(AnnotationKind::Context.span(clamped(place, inputs)).label(words.as_str())),
            );
        }
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

fn snippet<'a>(
    primary: &'a Place,
    labels: &'a [(Place, String)],
    inputs: Option<&'a Inputs>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mut snippet = Snippet::source(text_of(primary, inputs))
        .path(&*primary.path)
        .annotation(AnnotationKind::Primary.span(clamped(primary, inputs)));
    for (place, words) in labels.iter().filter(|(place, _)| place.path == primary.path) {
        snippet =
            snippet.annotation(AnnotationKind::Context.span(clamped(place, inputs)).label(words.as_str()));
    }
    snippet
}

fn text_of<'a>(place: &Place, inputs: Option<&'a Inputs>) -> &'a str {
    inputs.and_then(|inputs| pamphlet::text_of(inputs, &place.path)).unwrap_or("")
}

/// The span within its text, and within its first line: a caret line per line of a long block helps nobody.
fn clamped(place: &Place, inputs: Option<&Inputs>) -> std::ops::Range<usize> {
    let text = text_of(place, inputs);
    let range = place.span.range();
    let start = range.start.min(text.len());
    let line_end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| start + at);
    start..range.end.clamp(start, line_end.max(start))
}

/// One diagnostic in a line: where it is, what it says, its code.
pub(crate) fn in_a_line(diagnostic: &Diagnostic, inputs: Option<&Inputs>) -> String {
    let place = diagnostic.primary.as_ref().map(|place| {
        let line = position(text_of(place, inputs), place.span.range().start).line;
        format!("{}:{line} ", place.path)
    });
    format!("{}{} [{}]", place.unwrap_or_default(), diagnostic.message, diagnostic.code.name())
}

/// All diagnostics and the summary as one JSON document: `{"diagnostics": […], "summary": {…}}`. Lines and columns count
/// from 1, columns in characters.
pub(crate) fn json(diagnostics: &[Diagnostic], inputs: Option<&Inputs>, summary: Option<&Summary>) -> String {
    let all: Vec<Value> = diagnostics.iter().map(|diagnostic| one_json(diagnostic, inputs)).collect();
    let document = json!({ "diagnostics": all, "summary": summary.map(summary_json) });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn one_json(diagnostic: &Diagnostic, inputs: Option<&Inputs>) -> Value {
    let mut value = json!({
        "code": diagnostic.code.name(),
        "severity": diagnostic.severity.word(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "labels": diagnostic.labels.iter().map(|(place, words)| {
            let mut label = place_json(place, inputs);
            label["message"] = words.as_str().into();
            label
        }).collect::<Vec<_>>(),
    });
    let place = diagnostic.primary.as_ref().map(|place| place_json(place, inputs));
    if let (Some(Value::Object(fields)), Some(object)) = (place, value.as_object_mut()) {
        object.extend(fields);
    }
    value
}

/// A place: `path`, and `line`, `column`, `end_line`, `end_column`, all from 1.
pub(crate) fn place_json(place: &Place, inputs: Option<&Inputs>) -> Value {
    let text = text_of(place, inputs);
    let (start, end) = (position(text, place.span.range().start), position(text, place.span.range().end));
    json!({
        "path": &*place.path, "line": start.line, "column": start.column,
        "end_line": end.line, "end_column": end.column,
    })
}

fn summary_json(summary: &Summary) -> Value {
    let named = |(title, path): &(String, std::sync::Arc<str>)| json!({ "title": title, "path": &**path });
    json!({
        "essays": summary.essays, "pages": summary.pages, "files": summary.files, "words": summary.words,
        "scheduled": summary.scheduled.iter()
            .map(|(day, title, path)| json!({ "date": day.day().to_string(), "title": title, "path": &**path }))
            .collect::<Vec<_>>(),
        "drafts": summary.drafts.iter().map(named).collect::<Vec<_>>(),
        "expired": summary.expired.iter().map(named).collect::<Vec<_>>(),
    })
}
