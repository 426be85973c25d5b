//! Code blocks: their language, and fences that are never closed.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::Builder;
use super::frame::What;
use crate::diagnostic::Code;

impl Builder<'_> {
    /// What is open once a code block begins. `range` is all of it.
    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) -> What {
        if matches!(kind, CodeBlockKind::Fenced(_)) {
            self.report_open_fence(range);
        }
        What::Code { language: language(kind), text: String::new() }
    }

    /// A fence without its end swallows the rest of the essay. One that stands in a list or a quotation ends with these
    /// (CommonMark, section 4.5), and does no harm where the essay goes on below.
    fn report_open_fence(&mut self, range: &Range<usize>) {
        let rest = self.body.get(range.end..).unwrap_or("");
        let written = self.body.get(range.clone()).unwrap_or("").trim_end();
        let first = written.lines().next().unwrap_or("");
        let sign = first.chars().next().unwrap_or('`');
        let fence = &first[..first.len() - first.trim_start_matches(sign).len()];
        let last = written.lines().skip(1).last().unwrap_or("").trim_start_matches([' ', '>', '\t']);
        let is_closed = last.starts_with(fence) && last.trim_matches(sign).trim().is_empty();
        if is_closed || !rest.trim().is_empty() {
            return;
        }
        let line = self.source.position(self.base + range.start).line;
        let message = format!(
            "The code that begins on line {line} is never closed, so all below it is taken for code."
        );
        let help = format!("Put a line with {fence} where the code ends.");
        self.fault(Code::W195, message, &(range.start..range.start + first.len()), &help);
    }
}

fn language(kind: &CodeBlockKind<'_>) -> Option<Box<str>> {
    match kind {
        CodeBlockKind::Indented => None,
        CodeBlockKind::Fenced(info) => {
            info.split([' ', ',', '{']).next().filter(|word| !word.is_empty()).map(Into::into)
        }
    }
}
