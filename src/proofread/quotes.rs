//! Pull quotes repeat the essay word for word.

use super::Reading;
use crate::diagnostic::Code;
use crate::document::{Block, BlockKind, Definition, plain_text};
use crate::front::Front;
use crate::source::Span;

/// Reads the pull quotes of the details and of the body.
pub(super) fn read(reading: &mut Reading<'_>, front: &Front) {
    let mut quotes: Vec<(String, Span)> =
        front.pull_quotes.iter().map(|quote| (quote.text.value.clone(), quote.text.span)).collect();
    containers(&reading.document.blocks, &mut quotes);
    if quotes.is_empty() {
        return;
    }
    let mut paragraphs = Vec::new();
    texts(&reading.document.blocks, &mut paragraphs);
    let body: String = paragraphs.iter().map(|(text, _)| folded(text)).collect();
    for (quote, span) in quotes {
        if body.contains(&folded(&quote)) {
            continue;
        }
        let message = match closest(&quote, &paragraphs) {
            Some((text, at)) => {
                let line = reading.source.position(at.range().start).line;
                format!("This pull quote does not appear in the essay. Closest: line {line} “{text}”.")
            }
            None => "This pull quote does not appear in the essay.".to_owned(),
        };
        let end = span.range().start + reading.source.text().get(span.range()).unwrap_or("").trim_end().len();
        let range = span.range().start..end;
        reading.report(Code::W165, range, message, "Copy the sentence from the essay, word for word.");
    }
}

/// Letters and digits alone, in lower case: punctuation and line breaks make no difference.
fn folded(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn containers(blocks: &[Block], quotes: &mut Vec<(String, Span)>) {
    for block in blocks {
        if let BlockKind::Container(container) = &block.kind {
            if container.repeats() {
                let mut inside = Vec::new();
                texts(&container.content, &mut inside);
                let words: Vec<String> = inside.into_iter().map(|(text, _)| text).collect();
                quotes.push((words.join(" "), block.span));
            } else {
                containers(&container.content, quotes);
            }
        }
    }
}

/// The texts of all paragraphs that are the essay's own, with their places.
fn texts(blocks: &[Block], out: &mut Vec<(String, Span)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                out.push((plain_text(content), block.span))
            }
            BlockKind::Quote(content) | BlockKind::Alert(_, content) => texts(content, out),
            BlockKind::List { items, .. } => items.iter().for_each(|item| texts(&item.content, out)),
            BlockKind::Definitions(parts) => parts.iter().for_each(|part| {
                if let Definition::Details(content) = part {
                    texts(content, out);
                }
            }),
            BlockKind::Container(container) if !container.repeats() => texts(&container.content, out),
            BlockKind::Element(element) => texts(&element.content, out),
            _ => {}
        }
    }
}

/// The sentence that shares most words with the quote, cut to a length that can be read.
fn closest(quote: &str, paragraphs: &[(String, Span)]) -> Option<(String, Span)> {
    let words: Vec<String> = quote.split_whitespace().map(folded).filter(|word| word.len() > 3).collect();
    let score = |text: &str| {
        let text = text.to_lowercase();
        words.iter().filter(|word| text.contains(word.as_str())).count()
    };
    let best =
        paragraphs.iter().map(|(text, span)| (score(text), text, span)).max_by_key(|(score, ..)| *score)?;
    let (shared, text, span) = best;
    let sentence = text.split_inclusive(['.', '?', '!']).max_by_key(|sentence| score(sentence))?;
    (shared * 2 >= words.len().max(1)).then(|| (shortened(sentence.trim()), *span))
}

/// A sentence cut between two words.
fn shortened(sentence: &str) -> String {
    let Some((cut, _)) = sentence.char_indices().nth(80) else { return sentence.to_owned() };
    let short = &sentence[..cut];
    let end = short.rfind(char::is_whitespace).unwrap_or(cut);
    format!("{} …", short[..end].trim_end())
}
