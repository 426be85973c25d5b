//! Everything of an essay that has an anchor, from top to bottom.

use super::Spot;
use crate::document::{Block, BlockKind, Definition, Document, Inline, ListItem, plain_text};

/// Visits each.
pub(super) fn walk(blocks: &mut [Block], visit: &mut dyn FnMut(Spot<'_>)) {
    for block in blocks {
        let span = block.span;
        match &mut block.kind {
            BlockKind::Heading(heading) => {
                let text = plain_text(&heading.content);
                let (key, line) = (&mut heading.id, Some(&mut heading.content));
                visit(Spot { span, heading: true, key, line, text });
            }
            BlockKind::Quote(content) | BlockKind::Alert(_, content) => walk(content, visit),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| list_item(item, span, visit)),
            BlockKind::Definitions(parts) => parts.iter_mut().for_each(|part| match part {
                Definition::Details(content) => walk(content, visit),
                Definition::Term(_) => {}
            }),
            BlockKind::Container(container) if !container.repeats() => walk(&mut container.content, visit),
            BlockKind::Element(element) => walk(&mut element.content, visit),
            kind => {
                let Some(key) = &mut block.key else { continue };
                let (line, text) = words(kind);
                visit(Spot { span, heading: false, key, line, text });
            }
        }
    }
}

/// The first line of a paragraph, figure or table, and all of its words.
fn words(kind: &mut BlockKind) -> (Option<&mut Vec<Inline>>, String) {
    match kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
            let text = plain_text(content);
            (Some(content), text)
        }
        BlockKind::Figure(figure) => {
            let text = plain_text(&figure.caption);
            (Some(&mut figure.caption).filter(|caption| !caption.is_empty()), text)
        }
        BlockKind::Table(table) => {
            let cells = table.head.iter().chain(table.rows.iter().flatten());
            let text: Vec<String> = cells.map(|cell| plain_text(cell)).collect();
            (table.head.iter_mut().find(|cell| !cell.is_empty()), text.join(" "))
        }
        _ => (None, String::new()),
    }
}

fn list_item(item: &mut ListItem, span: crate::source::Span, visit: &mut dyn FnMut(Spot<'_>)) {
    let Some(key) = &mut item.key else { return };
    let line = item.content.first_mut().and_then(|block| match &mut block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => Some(content),
        _ => None,
    });
    let text = line.as_deref().map_or(String::new(), |line: &Vec<Inline>| plain_text(line));
    visit(Spot { span, heading: false, key, line, text });
}

/// Whether something holds of the own anchor of each, which is asked from top to bottom until it does not.
pub(super) fn all_ids(document: &Document, holds: &mut dyn FnMut(&str) -> bool) -> bool {
    all_in(&document.blocks, holds)
}

fn all_in(blocks: &[Block], holds: &mut dyn FnMut(&str) -> bool) -> bool {
    blocks.iter().all(|block| match &block.kind {
        BlockKind::Heading(heading) => holds(&heading.id),
        BlockKind::Quote(content) | BlockKind::Alert(_, content) => all_in(content, holds),
        BlockKind::List { items, .. } => items.iter().all(|item| item.key.as_deref().is_none_or(&mut *holds)),
        BlockKind::Definitions(parts) => parts.iter().all(|part| match part {
            Definition::Details(content) => all_in(content, holds),
            Definition::Term(_) => true,
        }),
        BlockKind::Container(container) if !container.repeats() => all_in(&container.content, holds),
        BlockKind::Element(element) => all_in(&element.content, holds),
        _ => block.key.as_deref().is_none_or(&mut *holds),
    })
}
