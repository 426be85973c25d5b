//! Container fences: lines such as `::: fact-box A title {n=1}` and `:::`.
//!
//! In: the body of an essay. Out: where the fences stand, and the body as the Markdown parser is to read it.
//!
//! CommonMark has no containers. Each fence line is shown to the parser as an empty processing instruction
//! (`<?>`, CommonMark section 4.6, kind 3), padded to the very same length: a block of its own that ends paragraphs and
//! lists just as a fence should, while every other byte keeps its place. What the fence says is read from the text itself.

use super::attributes;
use crate::document::Attributes;
use crate::source::Span;

/// A fence line.
#[derive(Debug)]
pub(super) struct Fence {
    /// From the first colon to the end of the line, without the line break.
    pub(super) span: Span,
    /// What it opens; `None` where it closes.
    pub(super) opens: Option<Opening>,
}

/// What an opening fence says.
#[derive(Debug)]
pub(super) struct Opening {
    /// The kind of container.
    pub(super) kind: String,
    /// Where the kind is written.
    pub(super) kind_span: Span,
    /// Where the title is written, possibly empty.
    pub(super) title: Span,
    /// What stands in braces.
    pub(super) attributes: Attributes,
}

/// Finds the fences of `body`, code blocks left alone.
pub(super) fn scan(body: &str) -> Vec<Fence> {
    if !body.contains(":::") {
        return Vec::new();
    }
    let mut fences = Vec::new();
    let mut code: Option<(char, usize)> = None;
    let mut offset = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let content = text.trim_start_matches([' ', '>']);
        let indent = text.len() - content.len();
        match (code, code_fence(content)) {
            (None, Some(fence)) => code = Some(fence),
            (Some((sign, length)), Some((other, run)))
                if sign == other && run >= length && content.trim_end().chars().all(|it| it == sign) =>
            {
                code = None;
            }
            (None, None) if content.starts_with(":::") && spaces_before(text, indent) < 4 => {
                fences.extend(fence(content, offset + indent));
            }
            _ => {}
        }
        offset += line.len();
    }
    fences
}

/// The body with every fence line replaced by an equally long processing instruction.
pub(super) fn masked(body: &str, fences: &[Fence]) -> String {
    let mut masked = String::with_capacity(body.len());
    let mut written = 0;
    for fence in fences {
        let range = fence.span.range();
        masked.push_str(&body[written..range.start]);
        masked.push_str("<?");
        masked.extend(std::iter::repeat_n('?', range.len().saturating_sub(3)));
        masked.push('>');
        written = range.end;
    }
    masked.push_str(&body[written..]);
    masked
}

fn spaces_before(text: &str, indent: usize) -> usize {
    text[..indent].bytes().rev().take_while(|byte| *byte == b' ').count()
}

fn code_fence(content: &str) -> Option<(char, usize)> {
    let sign = content.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let run = content.chars().take_while(|other| *other == sign).count();
    let info = &content[run..];
    (run >= 3 && !(sign == '`' && info.contains('`'))).then_some((sign, run))
}

/// `::: {.fact-box}` as other programs write it: the first class is the kind.
fn named_by_class(said: &str, span: Span, start: usize) -> Option<Fence> {
    let (mut attributes, length) = attributes::read(said).filter(|(_, length)| *length == said.len())?;
    let kind = (!attributes.classes.is_empty()).then(|| attributes.classes.remove(0).to_string())?;
    let at = start + said.find(&kind).unwrap_or(0);
    let kind_span = Span::new(at, at + kind.len());
    let title = Span::at(start + length);
    Some(Fence { span, opens: Some(Opening { kind, kind_span, title, attributes }) })
}

fn fence(content: &str, start: usize) -> Option<Fence> {
    let span = Span::new(start, start + content.len());
    let words = content.trim_start_matches(':');
    let said = words.trim();
    if said.is_empty() {
        return Some(Fence { span, opens: None });
    }
    let kind_start = start + content.len() - words.trim_start().len();
    if let Some(fence) = named_by_class(said, span, kind_start) {
        return Some(fence);
    }
    let kind_length = said.find([' ', '\t', '{']).unwrap_or(said.len());
    let kind = &said[..kind_length];
    let named = kind.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_'));
    if kind.is_empty() || !named {
        return None;
    }
    let rest = &said[kind_length..];
    let brace = rest.rfind('{').and_then(|at| Some((at, attributes::read(&rest[at..])?)));
    let (title, attributes) = match brace {
        Some((at, (attributes, length))) if rest[at + length..].trim().is_empty() => {
            (&rest[..at], attributes)
        }
        _ => (rest, Attributes::default()),
    };
    let title_start = kind_start + kind_length + (title.len() - title.trim_start().len());
    Some(Fence {
        span,
        opens: Some(Opening {
            kind: kind.to_owned(),
            kind_span: Span::new(kind_start, kind_start + kind_length),
            title: Span::new(title_start, title_start + title.trim().len()),
            attributes,
        }),
    })
}
