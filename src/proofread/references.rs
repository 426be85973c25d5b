//! Links whose text says nothing or that lead nowhere useful, and pictures that are described badly.

use super::Reading;
use crate::diagnostic::Code;
use crate::document::{Block, BlockKind, Definition, Image, Inline, Link, plain_text};

/// Link texts that say nothing about where they lead.
const EMPTY_WORDS: [&str; 14] = [
    "click here",
    "here",
    "this",
    "this link",
    "this page",
    "link",
    "read more",
    "more",
    "read on",
    "see here",
    "click",
    "go",
    "this website",
    "website",
];

/// Hosts whose addresses work only for those who are signed in, or lead somewhere else.
const PRIVATE: [&str; 7] = [
    "google.com/url?",
    "docs.google.com/document/d/",
    "safelinks.protection.outlook.com",
    "sharepoint.com/:",
    "1drv.ms/",
    "onedrive.live.com/edit",
    "localhost",
];

/// Reads all links and pictures.
pub(super) fn read(reading: &mut Reading<'_>) {
    addresses(reading);
    let document = reading.document;
    blocks(reading, &document.blocks, false);
    for note in &document.notes {
        blocks(reading, &note.content, true);
    }
}

fn addresses(reading: &mut Reading<'_>) {
    for reference in &reading.document.references {
        let target = reference.target.trim();
        let range = reference.span.range();
        let drive = target.as_bytes().get(1) == Some(&b':') && target.as_bytes()[0].is_ascii_alphabetic();
        let private = PRIVATE.iter().any(|part| target.contains(part));
        if drive || target.starts_with("file:") || target.starts_with("\\\\") {
            let help = "Put the file beside the essay and name it, or link to its address on the web.";
            reading.report(Code::E156, range, "This link only works on your computer.", help);
        } else if private {
            let message = "This link may only work for you, or passes through somebody else's server.";
            reading.report(Code::E156, range, message, "Open it, and copy the address it really leads to.");
        } else if target.starts_with("http:") {
            reading.report(
                Code::W155,
                range,
                "Use https if the site offers it.",
                "Try the address with https:// in front.",
            );
        }
    }
}

fn blocks(reading: &mut Reading<'_>, list: &[Block], in_note: bool) {
    for block in list {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => inlines(reading, content, in_note),
            BlockKind::Heading(heading) => inlines(reading, &heading.content, in_note),
            BlockKind::Quote(content) | BlockKind::Alert(_, content) => blocks(reading, content, in_note),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| blocks(reading, &item.content, in_note))
            }
            BlockKind::Definitions(parts) => parts.iter().for_each(|part| match part {
                Definition::Term(content) => inlines(reading, content, in_note),
                Definition::Details(content) => blocks(reading, content, in_note),
            }),
            BlockKind::Table(table) => {
                table
                    .head
                    .iter()
                    .chain(table.rows.iter().flatten())
                    .for_each(|cell| inlines(reading, cell, in_note));
            }
            BlockKind::Figure(figure) => {
                image(reading, &figure.image);
                inlines(reading, &figure.caption, in_note);
            }
            BlockKind::Container(container) => blocks(reading, &container.content, in_note),
            BlockKind::Element(element) => blocks(reading, &element.content, in_note),
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }
}

fn inlines(reading: &mut Reading<'_>, list: &[Inline], in_note: bool) {
    for inline in list {
        match inline {
            Inline::Link(it) => link(reading, it, in_note),
            Inline::Image(it) => image(reading, it),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content)
            | Inline::Span(_, content) => inlines(reading, content, in_note),
            Inline::Element(element) => inlines(reading, &element.content, in_note),
            _ => {}
        }
    }
}

fn link(reading: &mut Reading<'_>, link: &Link, in_note: bool) {
    let text = plain_text(&link.content);
    let said = text.trim().trim_end_matches(['.', '…', '→', '>', ' ']).to_lowercase();
    // Notes cite their sources, and an address is part of a citation.
    let bare =
        !in_note && (said.starts_with("http://") || said.starts_with("https://") || said.starts_with("www."));
    let holds_picture = link.content.iter().any(|inline| matches!(inline, Inline::Image(_)));
    let empty = said.is_empty() && !holds_picture;
    if bare || empty || EMPTY_WORDS.contains(&said.as_str()) {
        let Some(reference) = reading.document.references.get(link.reference as usize) else { return };
        let help = "Readers who go from link to link hear only these words.";
        reading.report(
            Code::W154,
            reference.span.range(),
            "Say where the link goes: [the council's report](…).",
            help,
        );
    }
    inlines(reading, &link.content, in_note);
}

fn image(reading: &mut Reading<'_>, image: &Image) {
    let alt = image.alt.trim();
    let Some(reference) = reading.document.references.get(image.reference as usize) else { return };
    let lower = alt.to_lowercase();
    let begins =
        ["image of", "picture of", "photo of", "photograph of", "a picture of", "an image of", "a photo of"];
    let ending = |ending: &&str| lower.ends_with(*ending);
    let message = if [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"].iter().any(ending) {
        format!("“{alt}” does not describe the picture. Say what it shows in a sentence.")
    } else if let Some(words) = begins.iter().find(|words| lower.starts_with(**words)) {
        format!("The description begins with “{}”, which readers hear already.", &alt[..words.len()])
    } else if alt.chars().count() > 250 {
        format!("The description has {} characters; 250 are plenty.", alt.chars().count())
    } else {
        return;
    };
    let help = "Say what it shows, as you would on the telephone.";
    reading.report(Code::W142, reference.span.range(), message, help);
}
