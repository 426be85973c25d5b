//! What an editor most likely did wrong in a line of TOML.
//!
//! In: the text, and where its parser stumbled. Out: a fault in plain words, with the line as it should be where that can be
//! said. A parser knows which rule was broken; these know how people break it.

use super::toml::Fault;
use crate::source::Span;

/// Marks of word processors, which quote nothing.
const CURLY: [char; 5] = ['“', '”', '„', '‘', '’'];

/// The fault in the line in which the parser stumbled. `words` are what it says itself.
pub(super) fn fault(text: &str, span: Span, words: &str) -> Fault {
    let stumbled = (span.start as usize).min(text.len());
    // A mark that is never closed is noticed at the end of its line, which belongs to the line.
    let start = text[..stumbled].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].split('\n').next().unwrap_or("");
    let line = Line { text: line.trim_end(), start };
    if words.starts_with("duplicate key") {
        return line.twice();
    }
    line.slip().unwrap_or_else(|| Fault { span, message: sentence(words), help: None, is_twice: false })
}

/// The parser's own words as a sentence.
fn sentence(words: &str) -> String {
    let words = words.lines().next().unwrap_or("").trim_end_matches('.');
    let mut signs = words.chars();
    let first = signs.next().map(|sign| sign.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", signs.as_str())
}

struct Line<'a> {
    text: &'a str,
    start: usize,
}

impl Line<'_> {
    fn slip(&self) -> Option<Fault> {
        let text = self.text.trim();
        if text.starts_with('[') && !text.contains('=') {
            let name = text.trim_matches(['[', ']', ' ']);
            let (open, close) = if text.starts_with("[[") { ("[[", "]]") } else { ("[", "]") };
            let message = "This line does not name a table as it should.".to_owned();
            return Some(self.at(text, message, format!("Write it as {open}{name}{close}")));
        }
        let equals = text.split_once('=').map(|(key, value)| (key.trim(), value.trim()));
        match equals.filter(|(key, _)| is_key(key)) {
            Some((key, value)) => self.value(key, value),
            None => self.no_equals(text),
        }
    }

    fn no_equals(&self, text: &str) -> Option<Fault> {
        if let Some((key, value)) = text.split_once(':').filter(|(key, _)| is_key(key.trim())) {
            let message = "An equals sign belongs here, not a colon.".to_owned();
            return Some(self.at(text, message, format!("Write it as {} = {}", key.trim(), as_value(value))));
        }
        is_key(text).then(|| {
            let message = format!("There is no equals sign and no value behind {text}.");
            self.at(text, message, format!("Write it as {text} = \"…\""))
        })
    }

    fn value(&self, key: &str, value: &str) -> Option<Fault> {
        let first = value.chars().next();
        let whole = value.strip_prefix('"').and_then(|inside| inside.strip_suffix('"'));
        if let Some(inside) = whole.filter(|inside| !inside.contains('"')) {
            let message = "Between double quotation marks a backslash begins a special sign.".to_owned();
            let help = || format!("Write it as {key} = '{inside}'");
            return inside.contains('\\').then(|| self.at(value, message, help()));
        }
        let message = match first {
            None => "There is no value behind the equals sign.",
            Some(sign) if CURLY.contains(&sign) => {
                "These are word-processor quotation marks. Straight ones belong here."
            }
            Some('"') if !value[1..].replace("\\\"", "").contains('"') => {
                "The quotation mark is never closed."
            }
            Some('"') => {
                let help = format!("Write it as {key} = \"…\", with \\\" for quotation marks inside.");
                return Some(self.at(value, "The quotation ends before the line does.".to_owned(), help));
            }
            Some('\'') => "The apostrophe ends the quotation early.",
            Some('[' | '{') => return None,
            Some(_) => "Text needs quotation marks.",
        };
        let help = match first {
            None => format!("Write it as {key} = \"…\""),
            Some(_) => format!("Write it as {key} = {}", as_value(value)),
        };
        Some(self.at(if value.is_empty() { self.text.trim() } else { value }, message.to_owned(), help))
    }

    fn twice(&self) -> Fault {
        let text = self.text.trim();
        let key = text.split('=').next().unwrap_or(text).trim();
        let told =
            self.at(key, format!("{key} appears twice. Keep one."), "Take one of the two out.".to_owned());
        Fault { is_twice: true, ..told }
    }

    /// A fault at a part of the line.
    fn at(&self, part: &str, message: String, help: String) -> Fault {
        let offset = self.start + self.text.find(part).unwrap_or(0);
        Fault { span: Span::new(offset, offset + part.len()), message, help: Some(help), is_twice: false }
    }
}

/// A text in straight quotation marks, whatever marks it had.
fn as_value(text: &str) -> String {
    let plain = text.trim().trim_matches(|sign| CURLY.contains(&sign) || matches!(sign, '"' | '\''));
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
}
