//! A block of details becomes a table.
//!
//! In: the text between the fences. Out: a table with places, and what is wrong with its YAML or TOML.

use super::fence::{Block, Language};
use super::hints;
use crate::details::yaml::Fault;
use crate::details::{Table, toml, yaml};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// A table, what is wrong with it, and whether it is whole.
pub(super) struct Read {
    pub(super) table: Table,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) whole: bool,
}

/// Reads a block.
pub(super) fn read(source: &Source, block: &Block<'_>) -> Read {
    match block.language {
        Language::Yaml => read_yaml(source, block),
        Language::Toml => read_toml(source, block),
    }
}

fn read_toml(source: &Source, block: &Block<'_>) -> Read {
    let read = toml::read(block.text);
    let whole = read.faults.is_empty();
    let fault = |fault: toml::Fault| {
        let place = source.place(fault.span.shifted(block.start));
        let code = if fault.is_twice { Code::E110 } else { Code::E117 };
        fault.told(code, place).otherwise("Between +++ lines the details are written as in key = \"value\".")
    };
    Read { table: read.table, diagnostics: read.faults.into_iter().map(fault).collect(), whole }
}

fn read_yaml(source: &Source, block: &Block<'_>) -> Read {
    let mut read = yaml::read(block.text);
    let broken = read.faults.iter().any(|fault| matches!(fault, Fault::Syntax(..)));
    let mut diagnostics = hints::look(source, block.text, block.start, broken);
    let understood = !diagnostics.is_empty();
    // Where whole lines are lost, what depends on them is no fault of its own.
    let lines_lost = diagnostics.iter().any(|hint| matches!(hint.code, Code::E116 | Code::E117));
    if broken && understood {
        read = yaml::read(&without(block, &diagnostics));
    }
    for fault in read.faults {
        match fault {
            Fault::Syntax(..) if lines_lost => {}
            Fault::Syntax(span) => diagnostics.push(syntax(source, block, span.shifted(block.start))),
            Fault::Twice(key, first, again) => {
                diagnostics.push(twice(source, &key, first.shifted(block.start), again.shifted(block.start)));
            }
            Fault::Refused(span, what) if !understood => diagnostics.push(
                Diagnostic::new(Code::E117, format!("The details cannot use {what}."))
                    .at(source.place(span.shifted(block.start)))
                    .help("Write plain text here, in quotation marks if it begins with a special sign."),
            ),
            Fault::Refused(..) => {}
        }
    }
    Read { table: read.table, diagnostics, whole: !broken }
}

/// The block with what is explained already made harmless, byte for byte as long: a parser stops where it stumbles, and
/// whoever mends one line wants to know of the others too.
fn without(block: &Block<'_>, explained: &[Diagnostic]) -> String {
    let mut bytes = block.text.as_bytes().to_vec();
    for hint in explained {
        let Some(place) = &hint.primary else { continue };
        let local = |offset: usize| offset.saturating_sub(block.start).min(block.text.len());
        let (start, end) = (local(place.span.range().start), local(place.span.range().end));
        let line = block.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let is_value = !block.text[line..start].trim().is_empty();
        let (start, harmless) = match hint.code {
            Code::E109 => (line, b' '),
            _ if is_value => (start, b'x'),
            _ => (start, b' '),
        };
        bytes[start..end].fill(harmless);
    }
    // Whole values were filled, so nothing is left of a letter of several bytes.
    String::from_utf8_lossy(&bytes).into_owned()
}

fn twice(source: &Source, key: &str, first: Span, again: Span) -> Diagnostic {
    let line = |span: Span| source.position(span.start as usize).line;
    let message = format!("{key} appears twice (lines {} and {}). Keep one.", line(first), line(again));
    Diagnostic::new(Code::E110, message)
        .at(source.place(again))
        .also(source.place(first), "the first one")
        .help("Take one of the two lines out.")
}

fn syntax(source: &Source, block: &Block<'_>, span: Span) -> Diagnostic {
    let at = source.position(span.start as usize);
    if let Some(fault) = uneven(source, block, at.line) {
        return fault;
    }
    let end = source.text()[span.start as usize..]
        .find('\n')
        .map_or(span.start as usize, |at| span.start as usize + at);
    Diagnostic::new(Code::E117, "The details cannot be read from here on.")
        .at(source.place(Span::new(span.start as usize, end)))
        .help("Each detail is a line of its own, as in title: The title. Quotation marks help where signs confuse.")
}

/// Whether a line near the fault is indented differently from its neighbours.
fn uneven(source: &Source, block: &Block<'_>, line: usize) -> Option<Diagnostic> {
    let first = source.position(block.start).line;
    let lines: Vec<&str> = block.text.lines().collect();
    let indent = |index: usize| lines.get(index).map(|line| line.len() - line.trim_start().len());
    let near = line.saturating_sub(first);
    let suspects = [near.checked_sub(1), Some(near), Some(near + 1)];
    let (index, own, other) = suspects.into_iter().flatten().find_map(|index| {
        let own = indent(index).filter(|own| *own > 0)?;
        let previous = index.checked_sub(1).and_then(indent)?;
        let listed = lines.get(index - 1).is_some_and(|line| line.trim_end().ends_with(':'));
        (own != previous && !listed).then_some((index, own, previous))
    })?;
    let offset: usize = block.text.split_inclusive('\n').take(index).map(str::len).sum();
    let span = Span::new(block.start + offset, block.start + offset + own);
    Some(hints::uneven(first + index, own, other).at(source.place(span)))
}
