//! The body of an essay becomes a `Document`.
//!
//! In: a source and the range of its body. Out: the tree, and every fault. The only user of pulldown-cmark.
//! Sees one piece of Markdown at a time: whether a link leads anywhere is asked later.
//!
//! - `containers` finds `:::` fences, `attributes` reads braces, `html` sifts raw HTML, `embed` makes links of what comes from elsewhere
//! - `tree` builds the tree from the parser's events
//! - `finish` numbers notes, counts words and sets punctuation, `keys` gives paragraphs their anchors

mod attributes;
mod containers;
mod embed;
mod finish;
mod html;
mod keys;
mod tree;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Options, Parser};

use crate::diagnostic::{Code, Diagnostic, Found};
use crate::document::{BlockKind, Document, Inline};
use crate::punctuation;
use crate::source::{Source, Span};

/// Reads the Markdown in `range` of `source`.
pub fn read(source: &Source, range: Range<usize>) -> Found<Document> {
    let base = range.start;
    let body = source.text().get(range).unwrap_or("");
    let fences = containers::scan(body);
    let masked = containers::masked(body, &fences);
    let mut broken = Vec::new();
    let parser = Parser::new_with_broken_link_callback(
        &masked,
        options(),
        Some(|link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
            if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
                broken.push((link.span, link.reference.to_string()));
            }
            None
        }),
    );
    let mut builder = tree::Builder::new(source, base, body, &fences);
    for (event, range) in parser.into_offset_iter() {
        builder.take(event, range);
    }
    let (mut tree, mut diagnostics) = builder.finish();
    diagnostics.extend(broken.into_iter().map(|(span, name)| {
        let place = source.place(Span::from(span).shifted(base));
        Diagnostic::new(Code::E188, format!("There is no link named “{name}”."))
            .at(place)
            .help(format!("Write its address anywhere in the essay, as [{name}]: https://…"))
    }));
    diagnostics.extend(finish::finish(&mut tree, source));
    keys::give(&mut tree.document);
    Found { value: tree.document, diagnostics }
}

/// Reads a single line of Markdown, such as a title, into inlines. Where it holds links, pictures, notes or HTML that may
/// not pass, it is kept as it was written.
pub fn read_line(text: &str) -> Vec<Inline> {
    let source = Source::new("", text);
    let Found { value: document, diagnostics } = read(&source, 0..text.len());
    let plain = document.references.is_empty() && diagnostics.is_empty();
    let mut blocks = document.blocks.into_iter();
    match (blocks.next().map(|block| block.kind), blocks.next()) {
        (Some(BlockKind::Paragraph(content)), None) if plain => content,
        _ => vec![Inline::Text(punctuation::text(text).into())],
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}
