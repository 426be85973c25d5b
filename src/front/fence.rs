//! Where an essay's details begin and end. The only user of gray_matter.
//!
//! In: a source. Out: the two languages' block with its offset, and where the body begins.

use gray_matter::engine::Engine;
use gray_matter::{Matter, Pod};
use serde::de::IgnoredAny;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// The language of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Yaml,
    Toml,
}

/// A block of details.
pub(super) struct Block<'a> {
    pub(super) language: Language,
    /// The text between the fences.
    pub(super) text: &'a str,
    /// Where that text begins in the source.
    pub(super) start: usize,
    /// Where the body begins.
    pub(super) body: usize,
}

/// gray_matter finds the fences; what stands between them is read elsewhere, with its places.
struct FencesOnly;

impl Engine for FencesOnly {
    fn parse(_content: &str) -> gray_matter::Result<Pod> {
        Ok(Pod::Null)
    }
}

/// Finds the block. On failure, says why and where the body begins.
pub(super) fn find(source: &Source) -> Result<Block<'_>, (Box<Diagnostic>, usize)> {
    let text = source.text();
    // A byte order mark is no sign of its own, and blank lines above the block do no harm.
    let unmarked = text.trim_start_matches('\u{FEFF}').trim_start_matches(['\n', '\r']);
    let top = text.len() - unmarked.len();
    let first = unmarked.lines().next().unwrap_or("").trim_end();
    let (language, fence) = match first {
        "---" => (Language::Yaml, "---"),
        "+++" => (Language::Toml, "+++"),
        _ => return Err((Box::new(missing(source, top, first)), top)),
    };
    let start = top + unmarked.find('\n').map_or(unmarked.len(), |newline| newline + 1);
    let Some((length, body)) = close(&text[start..], fence) else {
        let message = "The details block opened on line 1 is never closed.";
        let message = message.replace('1', &source.position(top).line.to_string());
        let fault = Diagnostic::new(Code::E102, message)
            .at(source.place(Span::new(top, top + fence.len())))
            .help(format!("Add a line with {fence} before the essay text."));
        return Err((Box::new(fault), text.len()));
    };
    let block = Block { language, text: &text[start..start + length], start, body: start + body };
    debug_assert!(agrees(unmarked, fence, block.text), "gray_matter and we see the same block");
    Ok(block)
}

/// The length of the block, and where what follows its closing fence begins.
fn close(text: &str, fence: &str) -> Option<(usize, usize)> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((offset, offset + line.len()));
        }
        offset += line.len();
    }
    None
}

/// Whether gray_matter sees the same block. It gives the text trimmed and with line ends of its own.
fn agrees(text: &str, fence: &str, block: &str) -> bool {
    let mut matter = Matter::<FencesOnly>::new();
    matter.delimiter = fence.to_owned();
    let plain = |text: &str| text.replace('\r', "").trim().to_owned();
    matter.parse::<Option<IgnoredAny>>(text).map_or(true, |found| plain(&found.matter) == plain(block))
}

fn missing(source: &Source, top: usize, first: &str) -> Diagnostic {
    let dashes = !first.is_empty() && first.chars().all(|sign| matches!(sign, '-' | '–' | '—' | '+'));
    let details = first.split_once(": ").is_some_and(|(key, _)| {
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    });
    let help = if details {
        "The details seem to be there, but the line --- above them is missing."
    } else if dashes {
        "The first line is almost right: it is three plain hyphens, ---, and nothing else."
    } else {
        "Put --- on the very first line, then title: and date:, then --- again, then the essay."
    };
    Diagnostic::new(
        Code::E101,
        "This essay does not start with its details block. Put --- on the very first line.",
    )
    .at(source.place(Span::new(top, top + first.len())))
    .help(help)
}
