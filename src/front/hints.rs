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
    // Lines inside a quotation, or inside a list in brackets, are nobody's details.
    let mut quoted_until = start;
    let mut bracket: Option<char> = None;
    let mut entry: Option<usize> = None;
    for (number, line) in block.split_inclusive('\n').enumerate() {
        let text = line.trim_end();
        let indent = text.len() - text.trim_start().len();
        let number = number + source.position(start).line;
        let inside_literal = literal.is_some_and(|outer| indent > outer || text.is_empty());
        if !inside_literal && offset >= quoted_until {
            literal = (text.ends_with('|') || text.ends_with('>')).then_some(indent);
            let place = |from: usize, to: usize| source.place(Span::new(offset + from, offset + to));
            let before = std::mem::replace(&mut entry, plain_entry(text));
            if let Some(closing) = bracket {
                bracket = Some(closing).filter(|closing| !text.contains(*closing));
            } else if text[..indent].contains('\t') {
                let message = format!("Line {number} begins with a tab. Use two spaces.");
                found.push(
                    Diagnostic::new(Code::E107, message)
                        .at(place(0, indent))
                        .help("Replace the tab by two spaces."),
                );
            } else if let Some(other) = before.filter(|other| indent > *other && entry.is_some()) {
                found.push(uneven(number, indent, other).at(place(0, indent)));
            } else if let Some(line) = split(text, offset) {
                let below = block.get(line.value_start - start + line.value.len()..).unwrap_or("");
                bracket = opened(line.value).filter(|closing| closes(below, *closing));
                match block.get(line.value_start - start..).and_then(folded::quotation) {
                    Some(length) => quoted_until = line.value_start + length,
                    None if bracket.is_some() => {}
                    None => found.extend(line.look(source, broken)),
                }
            } else if broken {
                found.extend(stray(text, number).map(|fault| fault.at(place(indent, text.len()))));
            }
        }
        offset += line.len();
    }
    found
}

/// Where an entry of a list stands that is a few words and nothing more: a deeper entry below it would silently become
/// part of these words.
fn plain_entry(text: &str) -> Option<usize> {
    let words = text.trim_start().strip_prefix("- ")?.trim_start();
    let plain = !words.starts_with(['"', '\'', '[', '{', '|', '>', '-']) && !words.contains(':');
    plain.then(|| text.len() - text.trim_start().len())
}

/// The bracket that a value opens and does not close, so that it goes on below.
fn opened(value: &str) -> Option<char> {
    let closing = match value.chars().next()? {
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    (!value.contains(closing)).then_some(closing)
}

/// Whether a bracket is closed before the next detail begins.
fn closes(below: &str, closing: char) -> bool {
    let is_detail = |line: &&str| !line.starts_with(' ') && split(line, 0).is_some();
    below.lines().take_while(|line| !is_detail(line)).any(|line| line.contains(closing))
}

/// A line that is indented differently from its neighbours.
pub(super) fn uneven(number: usize, own: usize, other: usize) -> Diagnostic {
    let spaces = if own == 1 { "1 space".to_owned() } else { format!("{own} spaces") };
    let message = format!("Line {number} is indented {spaces}; its neighbours have {other}.");
    Diagnostic::new(Code::E116, message).help("Lines that belong together begin at the same column.")
}

/// Details by which a line without its colon is known.
const COMMON: [&str; 14] = [
    "title", "subtitle", "date", "updated", "expires", "draft", "summary", "authors", "author", "themes",
    "theme", "places", "part", "order",
];

/// A line that can be no detail and no entry of a list, and what was most likely meant.
fn stray(text: &str, number: usize) -> Option<Diagnostic> {
    let line = text.trim_start();
    let fault = |message: String, help: String| Some(Diagnostic::new(Code::E117, message).help(help));
    if let Some((key, value)) = text.split_once(":\u{A0}").filter(|(key, _)| is_key(key)) {
        let message = format!("Line {number} has a fixed space behind its colon, where a plain one belongs.");
        return fault(message, format!("Type the line again: {key}: {}", value.trim()));
    }
    if text.starts_with('\u{A0}') {
        let message = format!("Line {number} begins with a fixed space, where plain ones belong.");
        return fault(message, "Type the spaces at its beginning again.".to_owned());
    }
    let bullet = line.strip_prefix(['*', '•', '·', '–', '—', '-']).filter(|_| !line.starts_with("- "));
    if let Some(words) = bullet.map(str::trim).filter(|words| !words.is_empty() && !words.starts_with('-')) {
        let message = "Each entry of a list begins with a hyphen and a space.".to_owned();
        return fault(message, format!("Write it as - {words}"));
    }
    if line.len() < text.len() || line.is_empty() || line.starts_with(['#', '-', ']', '}', '"', '\'', '?']) {
        return None;
    }
    let end = line.find([' ', '=', '：', '\u{A0}']).unwrap_or(line.len());
    let (key, value) = (&line[..end], line[end..].trim_start_matches([' ', '=', '：', '\u{A0}']));
    let help = match COMMON.contains(&key.to_lowercase().as_str()) && !value.is_empty() {
        true => format!("Write it as {key}: {value}"),
        false => "Each detail is a line of its own, as in title: The title".to_owned(),
    };
    fault(format!("Line {number} has no colon, so it says nothing."), help)
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn split(text: &str, offset: usize) -> Option<Line<'_>> {
    let trimmed = text.trim_start().trim_start_matches("- ");
    let start = offset + text.len() - trimmed.len();
    let (key, rest) = trimmed.split_once(':')?;
    if !is_key(key) || rest.starts_with("//") || rest.starts_with('\u{A0}') {
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
            "date" | "updated" | "expires" => "the date",
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
            None => {
                let help = format!("Write it as {}: \"{}\"", self.key, self.value[1..].trim());
                let message = "The quotation mark is never closed.".to_owned();
                return Some(self.fault(source, Code::E117, message).help(help));
            }
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
