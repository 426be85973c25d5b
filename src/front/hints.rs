//! What an editor most likely did, seen in the lines themselves.
//!
//! In: the lines of a YAML block. Out: faults with one mend each. A YAML parser knows where it stumbled; these know why,
//! and they find every such line, not only the first.

use crate::details::folded;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// A line `key: value` of a block.
struct Line<'a> {
    key: &'a str,
    /// The value as written, without blanks around it.
    value: &'a str,
    /// Where the value begins in the source.
    value_start: usize,
    /// Where the key begins in the source.
    start: usize,
}

/// Faults that can be seen in the lines. `broken` tells whether YAML could not be read at all: only then are lines
/// reported that may be right.
pub(super) fn look(source: &Source, block: &str, start: usize, broken: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut offset = start;
    let mut literal: Option<usize> = None;
    // Lines inside a quotation are nobody's details.
    let mut quoted_until = start;
    for (number, line) in block.split_inclusive('\n').enumerate() {
        let text = line.trim_end();
        let indent = text.len() - text.trim_start().len();
        let number = number + source.position(start).line;
        let inside_literal = literal.is_some_and(|outer| indent > outer || text.is_empty());
        if !inside_literal && offset >= quoted_until {
            literal = (text.ends_with('|') || text.ends_with('>')).then_some(indent);
            let place = |from: usize, to: usize| source.place(Span::new(offset + from, offset + to));
            if text[..indent].contains('\t') {
                let message = format!("Line {number} begins with a tab. Use two spaces.");
                found.push(
                    Diagnostic::new(Code::E107, message)
                        .at(place(0, indent))
                        .help("Replace the tab by two spaces."),
                );
            } else if let Some(line) = split(text, offset) {
                match block.get(line.value_start - start..).and_then(folded::quotation) {
                    Some(length) => quoted_until = line.value_start + length,
                    None => found.extend(line.look(source, broken)),
                }
            }
        }
        offset += line.len();
    }
    found
}

fn split(text: &str, offset: usize) -> Option<Line<'_>> {
    let trimmed = text.trim_start().trim_start_matches("- ");
    let start = offset + text.len() - trimmed.len();
    let (key, rest) = trimmed.split_once(':')?;
    let is_key = !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if !is_key || rest.starts_with("//") {
        return None;
    }
    let value = rest.trim();
    let value_start = start + key.len() + 1 + (rest.len() - rest.trim_start().len());
    Some(Line { key, value, value_start, start })
}

impl Line<'_> {
    fn look(&self, source: &Source, broken: bool) -> Option<Diagnostic> {
        let Self { key, value, .. } = self;
        let first = value.chars().next()?;
        if self.value_start == self.start + key.len() + 1 {
            let fault = self.fault(source, Code::E109, "Put a space after the colon.".to_owned());
            return Some(fault.help(format!("Write it as {key}: {value}")));
        }
        match first {
            '“' | '”' | '„' | '‘' if self.is_quoted_whole() => Some(self.curly(source)),
            '\'' if broken => self.apostrophe(source),
            '"' if broken => self.unclosed(source),
            '@' | '`' | '%' | '*' | '&' | '!' => Some(self.special(source, first)),
            '#' => Some(self.special(source, first)),
            '[' | '{' | ']' | '}' | ',' | '>' | '|' if broken => self.bracket(source, first),
            _ if broken => self.colon(source),
            _ => self.comment(source),
        }
    }

    fn fault(&self, source: &Source, code: Code, message: String) -> Diagnostic {
        let end = self.value_start + self.value.len();
        Diagnostic::new(code, message).at(source.place(Span::new(self.value_start, end)))
    }

    fn quoted(&self) -> String {
        format!("{}: \"{}\"", self.key, self.value.replace('"', "\\\""))
    }

    fn curly(&self, source: &Source) -> Diagnostic {
        let plain = self.value.trim_matches(|sign| matches!(sign, '“' | '”' | '„' | '‘' | '’'));
        let message = "These are word-processor quotation marks, which become part of the title. Use straight ones: \"…\"";
        let message = message.replace("the title", self.thing());
        self.fault(source, Code::E108, message).help(format!("Write it as {}: \"{plain}\"", self.key))
    }

    /// Whether curly marks stand around the whole value, as they do where somebody meant straight ones. A text that
    /// merely begins with a quotation is right.
    fn is_quoted_whole(&self) -> bool {
        let mut signs = self.value.chars();
        let (first, last) = (signs.next(), signs.next_back());
        let is_mark = |sign: char| matches!(sign, '“' | '”' | '„' | '‘' | '’');
        first.is_some_and(is_mark) && last.is_some_and(is_mark) && !signs.any(is_mark)
    }

    fn thing(&self) -> &'static str {
        match self.key {
            "title" => "the title",
            "summary" => "the summary",
            _ => "the text",
        }
    }

    fn apostrophe(&self, source: &Source) -> Option<Diagnostic> {
        let inside = self.value[1..].replace("''", "");
        let ends_early = inside.find('\'').is_some_and(|at| !inside[at + 1..].trim().is_empty());
        (ends_early || !inside.contains('\'')).then(|| {
            let text = self.value.trim_matches('\'');
            let message = "The apostrophe ends the quotation early. Use double quotation marks.".to_owned();
            self.fault(source, Code::E114, message).help(format!("Write it as {}: \"{text}\"", self.key))
        })
    }

    fn unclosed(&self, source: &Source) -> Option<Diagnostic> {
        let inside = self.value[1..].replace("\\\"", "");
        let message = match inside.find('"') {
            None => "The quotation mark is never closed.",
            Some(at) if !inside[at + 1..].trim().is_empty() && !inside[at + 1..].trim().starts_with('#') => {
                "The quotation ends before the line does."
            }
            Some(_) => return None,
        };
        let help = format!("Write it as {}: \"…\", with \\\" for quotation marks inside.", self.key);
        Some(self.fault(source, Code::E117, message.to_owned()).help(help))
    }

    fn special(&self, source: &Source, first: char) -> Diagnostic {
        let message = format!("Text starting with {first} needs quotation marks.");
        self.fault(source, Code::E115, message).help(format!("Write it as {}", self.quoted()))
    }

    fn bracket(&self, source: &Source, first: char) -> Option<Diagnostic> {
        let partner = match first {
            '[' => ']',
            '{' => '}',
            '>' | '|' if self.value.len() <= 2 => return None,
            _ => return Some(self.special(source, first)),
        };
        if self.value.ends_with(partner) {
            return None;
        }
        if self.value.contains(partner) {
            return Some(self.special(source, first));
        }
        let message = format!("The list opened with {first} is never closed.");
        Some(self.fault(source, Code::E117, message).help(format!("Put {partner} at its end.")))
    }

    fn colon(&self, source: &Source) -> Option<Diagnostic> {
        let has_colon = self.value.contains(": ") || self.value.ends_with(':');
        has_colon.then(|| {
            let message = format!(
                "The {} contains a colon, so it needs quotation marks: {}",
                self.key.replace('_', " "),
                self.quoted()
            );
            self.fault(source, Code::E103, message).help(format!("Write it as {}", self.quoted()))
        })
    }

    /// A number sign after a blank begins a comment, and what follows is silently lost.
    fn comment(&self, source: &Source) -> Option<Diagnostic> {
        let prose = matches!(self.key, "title" | "subtitle" | "short_title" | "summary" | "description");
        let quoted = self.value.starts_with(['"', '\'']);
        (prose && !quoted && self.value.contains(" #")).then(|| {
            let message = "Everything after # is left out, so this needs quotation marks.".to_owned();
            self.fault(source, Code::E115, message).help(format!("Write it as {}", self.quoted()))
        })
    }
}
