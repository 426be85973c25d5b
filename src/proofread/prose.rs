//! Sentences: quotations that are never closed, paragraphs that stop in the middle, a summary that repeats the beginning.

use super::Reading;
use crate::diagnostic::Code;
use crate::document::{Block, BlockKind, Inline, plain_text};
use crate::front::Front;
use crate::source::Span;

/// Characters from which on a paragraph is taken for one.
const LONG: usize = 80;

/// Reads the paragraphs of the top level.
pub(super) fn read(reading: &mut Reading<'_>, front: &Front) {
    let document = reading.document;
    repeated_summary(reading, front);
    for (index, block) in document.blocks.iter().enumerate() {
        let BlockKind::Paragraph(content) = &block.kind else { continue };
        let next = document.blocks.get(index + 1);
        cut_off(reading, block, content, next);
        unclosed(reading, block, content, next);
    }
}

fn repeated_summary(reading: &mut Reading<'_>, front: &Front) {
    let first = reading.document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(content) => Some(plain_text(content)),
        _ => None,
    });
    let letters =
        |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>().to_lowercase();
    if let (Some(summary), Some(first)) = (&front.summary, first)
        && letters(&summary.value) == letters(&first)
    {
        let help = "Say what the essay argues, not how it begins.";
        reading.report(
            Code::W166,
            summary.span.range(),
            "The summary is the first paragraph over again.",
            help,
        );
    }
}

fn cut_off(reading: &mut Reading<'_>, block: &Block, content: &[Inline], next: Option<&Block>) {
    let leads_on =
        next.is_some_and(|next| !matches!(next.kind, BlockKind::Paragraph(_) | BlockKind::Heading(_)));
    let ends_in_words =
        matches!(content.last(), Some(Inline::Text(text)) if text.ends_with(char::is_alphabetic));
    if leads_on || !ends_in_words {
        return;
    }
    let text = plain_text(content);
    let text = text.trim_end();
    if text.chars().count() < LONG {
        return;
    }
    // An address ends a line, not a sentence.
    let Some(last) = text.split_whitespace().next_back().filter(|last| !last.contains("://")) else { return };
    let range = trimmed(reading, block.span);
    let start = range.end.saturating_sub(last.len()).max(range.start);
    let start = if reading.source.text().is_char_boundary(start) { start } else { range.start };
    let message = format!("This paragraph stops at “{last}”. Is some text missing?");
    reading.report(Code::W163, start..range.end, message, "End the sentence, or paste the rest of it.");
}

/// The span of a block without blanks at its end.
fn trimmed(reading: &Reading<'_>, span: Span) -> std::ops::Range<usize> {
    let text = reading.source.text().get(span.range()).unwrap_or("");
    span.range().start..span.range().start + text.trim_end().len()
}

/// A double quotation that is opened and not closed. Where a quotation runs over several paragraphs, each opens with a mark
/// and only the last one closes, so an open one is right when the next paragraph begins with a mark.
fn unclosed(reading: &mut Reading<'_>, block: &Block, content: &[Inline], next: Option<&Block>) {
    let text = plain_text(content);
    if !text.contains('“') {
        return;
    }
    let mut open = 0_usize;
    let mut last_open = 0;
    for (number, sign) in text.chars().filter(|sign| matches!(sign, '“' | '”')).enumerate() {
        match sign {
            '“' => {
                open += 1;
                last_open = number;
            }
            _ => open = open.saturating_sub(1),
        }
    }
    let runs_on = |next: &Block| match &next.kind {
        BlockKind::Paragraph(content) => plain_text(content).starts_with('“'),
        _ => false,
    };
    if open == 0 || next.is_some_and(runs_on) {
        return;
    }
    let range = block.span.range();
    let written = reading.source.text().get(range.clone()).unwrap_or("");
    let marks = written.char_indices().filter(|(_, sign)| matches!(sign, '“' | '”' | '"'));
    let at = range.start + marks.map(|(offset, _)| offset).nth(last_open).unwrap_or(0);
    let line = reading.source.position(at).line;
    let message = format!("A quotation opened on line {line} is never closed.");
    let width = reading.source.text()[at..].chars().next().map_or(0, char::len_utf8);
    reading.report(Code::W162, at..at + width, message, "Put the closing mark where the quotation ends.");
}
