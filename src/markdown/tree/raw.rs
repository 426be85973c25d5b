//! Raw HTML and container fences are woven into the tree.

use std::ops::Range;

use super::Builder;
use super::frame::{Frame, What};
use crate::diagnostic::Code;
use crate::document::{ContainerMark, Element, Image, Inline, ReferenceKind};
use crate::markdown::containers::Opening;
use crate::markdown::html::{self, Piece};
use crate::markdown::read_line;

impl Builder<'_> {
    /// HTML inside a line: one tag.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        self.flush_text();
        self.pieces(html, &range);
    }

    /// A block of raw HTML is complete: a container fence, or HTML in earnest.
    pub(super) fn close_html(&mut self, frame: Frame) {
        let html = std::mem::take(&mut self.html);
        let inside = |at: usize| frame.range.contains(&at);
        let fence = self.fences.iter().find(|fence| inside(fence.span.range().start));
        match fence {
            Some(fence) if html.trim().bytes().all(|byte| matches!(byte, b'<' | b'?' | b'>')) => {
                self.fences_met += 1;
                match &fence.opens {
                    Some(opening) => self.open_container(opening, fence.span.range()),
                    None => self.close_container(fence.span.range()),
                }
            }
            _ => {
                self.pieces(&html, &frame.range);
                // What is hidden in one block never hides the next.
                self.end_hiding();
            }
        }
    }

    fn open_container(&mut self, opening: &Opening, range: Range<usize>) {
        let kind: Box<str> = opening.kind.as_str().into();
        let span = opening.kind_span.shifted(self.base);
        self.tree.document.containers.push(ContainerMark { kind: kind.clone(), span });
        if let Some(id) = &opening.attributes.id {
            self.claim_id(id, &range);
        }
        let title = self.body.get(opening.title.range()).filter(|title| !title.is_empty());
        let title = title.map(read_line).unwrap_or_default();
        self.open(What::Container { kind, title, attributes: opening.attributes.clone() }, range);
    }

    fn close_container(&mut self, range: Range<usize>) {
        let open = self.stack.iter().rposition(|frame| matches!(frame.what, What::Container { .. }));
        let reachable = open.filter(|at| self.stack[at + 1..].iter().all(|frame| !frame.what.is_markdown()));
        let Some(at) = reachable else {
            let help = "Take the line out, or open a container above it, as in ::: fact-box";
            return self.fault(Code::E184, "This ::: closes a container that was not opened.", &range, help);
        };
        while self.stack.len() > at + 1 {
            self.close_top(true);
        }
        self.top().range.end = range.end;
        self.close_top(false);
    }

    pub(super) fn report_fences_not_met(&mut self) {
        if self.fences_met == self.fences.len() {
            return;
        }
        let swallowed = self.fences.first().map(|fence| fence.span.range());
        if let Some(range) = swallowed {
            let help = "Put a blank line above and below each ::: line of this essay.";
            self.fault(Code::E184, "A line with ::: is lost inside something else.", &range, help);
        }
    }

    fn pieces(&mut self, html: &str, range: &Range<usize>) {
        // Inside quotations the parser gives the HTML without the quotation signs, and offsets in it mean nothing.
        let exact = self.body.get(range.clone()).is_some_and(|text| text.starts_with(html.trim_end()));
        let place = |at: &Range<usize>| match exact {
            true => range.start + at.start..range.start + at.end,
            false => range.clone(),
        };
        for piece in html::pieces(html) {
            if self.gathered.is_some() {
                self.gather(piece);
                continue;
            }
            let ends = matches!(piece, Piece::Hidden { begins: false, .. } | Piece::ForeignEnd { .. });
            if self.hidden.is_some() && !ends {
                continue;
            }
            match piece {
                Piece::Foreign { name, attributes, void, at } => {
                    self.foreign(name, attributes, void, place(&at));
                }
                Piece::ForeignEnd { name } => self.show_again(&name),
                Piece::Text(text) => self.raw_text(&text),
                Piece::Open { name, attributes, void, at } => {
                    self.open_element(name, attributes, void, place(&at))
                }
                Piece::Close { name, at } => self.close_tag(&name, place(&at)),
                Piece::Picture { src, alt, title, at } => self.raw_picture(&src, alt, title, place(&at)),
                Piece::Hidden { name, begins: true } => self.hide(name),
                Piece::Hidden { name, begins: false } => self.show_again(&name),
                Piece::Refused { message, help, at } => {
                    self.fault(Code::E181, message, &place(&at), &help);
                }
            }
        }
    }

    /// The text of a script or a style is not for readers: it is left out until its end, or that of its paragraph.
    pub(super) fn hide(&mut self, name: String) {
        self.flush_text();
        self.hidden = Some((name, self.stack.len()));
    }

    fn show_again(&mut self, name: &str) {
        if self.hidden.as_ref().is_some_and(|(hidden, _)| hidden == name) {
            self.hidden = None;
        }
    }

    fn raw_picture(&mut self, src: &str, alt: Option<String>, title: String, range: Range<usize>) {
        let reference = self.refer(src, &range, ReferenceKind::Image);
        // An empty alt is HTML's own word for a picture that only decorates.
        if alt.is_none() {
            self.undescribed(src, &range);
        }
        let alt = alt.unwrap_or_default().into();
        self.inline(Inline::Image(Box::new(Image {
            reference,
            alt,
            title: title.into(),
            credit: "".into(),
            licence: "".into(),
        })));
    }

    fn raw_text(&mut self, text: &str) {
        let in_line = self.top().what.is_inside_a_line();
        if in_line || !text.trim().is_empty() {
            self.pending.push_str(text);
        }
    }

    fn open_element(
        &mut self,
        name: String,
        attributes: Vec<(Box<str>, Box<str>)>,
        void: bool,
        range: Range<usize>,
    ) {
        let inline = html::is_inline(&name);
        if !inline && self.stack.iter().any(|frame| frame.what.is_inside_a_line()) {
            let help = "Put it on a line of its own, with a blank line above.";
            self.fault(Code::E181, format!("<{name}> cannot stand inside a line."), &range, help);
        }
        if let Some((_, id)) = attributes.iter().find(|(key, _)| &**key == "id") {
            let id = id.clone();
            self.claim_id(&id, &range);
        }
        if name == "br" {
            return self.inline(Inline::LineBreak);
        }
        if void && inline {
            let element = Element { name: name.into(), attributes, content: Vec::new() };
            return self.inline(Inline::Element(Box::new(element)));
        }
        self.open(What::Element { name, attributes, inline }, range);
        if void {
            self.close_top(false);
        }
    }

    fn close_tag(&mut self, name: &str, range: Range<usize>) {
        let is_it = |frame: &Frame| matches!(&frame.what, What::Element { name: open, .. } if open == name);
        let open = self.stack.iter().rposition(is_it);
        let reachable = open.filter(|at| self.stack[at + 1..].iter().all(|frame| !frame.what.is_markdown()));
        let Some(at) = reachable else {
            if !matches!(name, "br" | "hr" | "wbr" | "col") {
                let help = format!("Take it out, or put <{name}> where it begins.");
                self.fault(Code::E182, format!("</{name}> closes what was not opened here."), &range, &help);
            }
            return;
        };
        while self.stack.len() > at + 1 {
            self.close_top(true);
        }
        self.close_top(false);
    }
}
