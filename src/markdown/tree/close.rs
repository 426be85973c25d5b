//! What is open is closed: frames become blocks and inlines.

use std::ops::Range;

use super::Builder;
use super::frame::{Frame, What};
use crate::diagnostic::Code;
use crate::document::{
    AnchorMark, Attributes, Block, BlockKind, CodeBlock, Container, Definition, Element, Figure, Heading,
    HeadingMark, Image, Inline, Link, ListItem, Note, ReferenceKind, Table, plain_text,
};
use crate::highlight;
use crate::markdown::{finish, read_line};
use crate::punctuation;
use crate::source::Span;

impl Builder<'_> {
    /// The parser ends what it began: whatever else is still open inside it was never closed.
    pub(super) fn end(&mut self, range: Range<usize>) {
        while self.stack.len() > 1 && !self.top().what.is_markdown() {
            self.close_top(true);
        }
        if self.stack.len() > 1 {
            self.close_top(false);
        }
        let _ = range;
    }

    /// Closes the innermost thing; `forced` when its own end was never written.
    pub(super) fn close_top(&mut self, forced: bool) {
        if self.hidden.as_ref().is_some_and(|(_, depth)| *depth >= self.stack.len()) {
            self.end_hiding();
        }
        self.flush_text();
        let Some(frame) = self.stack.pop() else { return };
        if forced {
            self.report_unclosed(&frame);
        }
        self.close(frame);
    }

    fn report_unclosed(&mut self, frame: &Frame) {
        match &frame.what {
            What::Container { kind, .. } => {
                let message = format!("The container “{kind}” is opened here and never closed.");
                self.fault(Code::E184, message, &frame.range, "Put a line with ::: where it ends.");
            }
            What::Element { name, .. } => {
                let message = format!("<{name}> is opened here and never closed.");
                let help = format!("Put </{name}> where it ends.");
                self.fault(Code::E182, message, &frame.range, &help);
            }
            _ => {}
        }
    }

    fn close(&mut self, mut frame: Frame) {
        let what = std::mem::replace(&mut frame.what, What::Root);
        match what {
            What::Root => {}
            What::Html => self.close_html(frame),
            What::Paragraph => self.close_paragraph(frame),
            What::Heading { level, id, classes } => self.close_heading(level, id, classes, frame),
            What::Quote(alert) => {
                frame.settle(self.base);
                let kind = match alert {
                    Some(alert) => BlockKind::Alert(alert, frame.blocks),
                    None => BlockKind::Quote(frame.blocks),
                };
                self.leaf(kind, frame.range);
            }
            What::Code { language, text } => {
                let runs = highlight::runs(language.as_deref(), &text);
                self.leaf(BlockKind::Code(Box::new(CodeBlock { language, runs })), frame.range);
            }
            What::List { start, items } => self.leaf(BlockKind::List { start, items }, frame.range),
            What::Note { label } => self.close_note(label, frame),
            What::Definitions(parts) => self.leaf(BlockKind::Definitions(parts), frame.range),
            What::Table { alignments, head, rows } => {
                self.leaf(BlockKind::Table(Box::new(Table { alignments, head, rows })), frame.range);
            }
            What::Container { kind, title, attributes } => {
                frame.settle(self.base);
                let container = Container { kind, title, attributes, content: frame.blocks };
                self.leaf(BlockKind::Container(Box::new(container)), frame.range);
            }
            What::Element { name, attributes, inline } => self.close_element(name, attributes, inline, frame),
            part @ (What::Item { .. }
            | What::Term
            | What::Details
            | What::TableHead(_)
            | What::TableRow(_)
            | What::TableCell) => self.close_part(part, frame),
            inline => self.close_inline(inline, frame),
        }
    }

    /// Parts of lists and tables go into their list or table.
    fn close_part(&mut self, part: What, mut frame: Frame) {
        match part {
            What::Item { checked } => {
                frame.settle(self.base);
                if let What::List { items, .. } = &mut self.top().what {
                    items.push(ListItem { checked, content: frame.blocks, key: None });
                }
            }
            What::Term => {
                finish::set_paragraph(&mut frame.inlines);
                if let What::Definitions(parts) = &mut self.top().what {
                    parts.push(Definition::Term(frame.inlines));
                }
            }
            What::Details => {
                frame.settle(self.base);
                if let What::Definitions(parts) = &mut self.top().what {
                    parts.push(Definition::Details(frame.blocks));
                }
            }
            What::TableHead(cells) => {
                if let What::Table { head, .. } = &mut self.top().what {
                    *head = cells;
                }
            }
            What::TableRow(cells) => {
                if let What::Table { rows, .. } = &mut self.top().what {
                    rows.push(cells);
                }
            }
            _ => {
                finish::set_paragraph(&mut frame.inlines);
                if let What::TableHead(cells) | What::TableRow(cells) = &mut self.top().what {
                    cells.push(frame.inlines);
                }
            }
        }
    }

    fn close_inline(&mut self, what: What, frame: Frame) {
        let content = frame.inlines;
        let inline = match what {
            What::Strong => Inline::Strong(content),
            What::Strikethrough => Inline::Strikethrough(content),
            What::Link { reference, title } => Inline::Link(Box::new(Link { reference, title, content })),
            What::Image { reference, title } => self.image(reference, title, &content, frame.range),
            _ => Inline::Emphasis(content),
        };
        self.inline(inline);
    }

    fn image(&mut self, reference: u32, title: Box<str>, alt: &[Inline], range: Range<usize>) -> Inline {
        let alt = punctuation::kept(&plain_text(alt)).into_owned();
        let attributes = self.attributes_at(range.end).unwrap_or_default();
        let decorative = attributes.get("decorative").is_some();
        self.check_image_attributes(&attributes, &range);
        if alt.trim().is_empty() && !decorative {
            let target = self.tree.document.references.get(reference as usize);
            let file = target.map_or(String::new(), |reference| reference.target.to_string());
            self.undescribed(&file, &range);
        }
        let alt = if decorative { "".into() } else { alt.into() };
        let told = |key| attributes.get(key).unwrap_or_default().into();
        Inline::Image(Box::new(Image {
            reference,
            alt,
            title,
            credit: told("credit"),
            licence: told("licence"),
        }))
    }

    pub(super) fn undescribed(&mut self, file: &str, range: &Range<usize>) {
        self.fault(
            Code::E141,
            format!("Describe this picture for people who cannot see it: ![description]({file})."),
            range,
            "If it only decorates, say so: ![](picture.png){decorative}",
        );
    }

    fn check_image_attributes(&mut self, attributes: &Attributes, range: &Range<usize>) {
        const KEYS: [&str; 3] = ["decorative", "credit", "licence"];
        const HELP: &str = "A picture takes {decorative}, or {credit=\"Name\" licence=\"CC BY 4.0\"}.";
        if let Some((key, _)) = attributes.pairs.iter().find(|(key, _)| !KEYS.contains(&&**key)) {
            self.fault(Code::E190, format!("“{key}” means nothing on a picture."), range, HELP);
        }
        let empty = |(key, value): &&(Box<str>, Box<str>)| &**key != "decorative" && value.trim().is_empty();
        if let Some((key, _)) = attributes.pairs.iter().find(empty) {
            self.fault(Code::E190, format!("“{key}” of this picture says nothing."), range, HELP);
        }
    }

    /// `##Heading` without a blank is a paragraph to Markdown.
    fn check_joined_heading(&mut self, range: &Range<usize>) {
        let line = self.body.get(range.clone()).unwrap_or("").lines().next().unwrap_or("");
        let words = line.trim_start_matches('#');
        let signs = &line[..line.len() - words.len()];
        if (2..=6).contains(&signs.len()) && words.starts_with(char::is_alphanumeric) {
            let range = range.start..range.start + line.len();
            let message = format!("There is no space behind {signs}, so this is no heading.");
            self.fault(Code::W164, message, &range, &format!("Write it as {signs} {}", words.trim_end()));
        }
    }

    fn close_paragraph(&mut self, mut frame: Frame) {
        self.check_joined_heading(&frame.range);
        finish::set_paragraph(&mut frame.inlines);
        let figure = match frame.inlines.as_mut_slice() {
            [Inline::Image(image)] if !image.title.is_empty() || image.rights().is_some() => {
                let title = std::mem::take(&mut image.title);
                let caption = if title.is_empty() { Vec::new() } else { read_line(&title) };
                Some(Figure { image: (**image).clone(), caption })
            }
            _ => None,
        };
        let kind = match figure {
            Some(figure) => BlockKind::Figure(Box::new(figure)),
            None if frame.inlines.is_empty() => return,
            None => BlockKind::Paragraph(frame.inlines),
        };
        self.leaf(kind, frame.range);
    }

    fn close_heading(&mut self, level: u8, id: Option<Box<str>>, classes: Vec<Box<str>>, mut frame: Frame) {
        finish::set_paragraph(&mut frame.inlines);
        let text = plain_text(&frame.inlines);
        if text.trim().is_empty() {
            let help = "Write them behind the number signs, or take the line out.";
            return self.fault(
                Code::W164,
                "This heading has no words, so it is left out.",
                &frame.range,
                help,
            );
        }
        let id = match id {
            Some(id) => {
                self.claim_id(&id, &frame.range);
                id
            }
            None => self.free_id(&text, &frame.range),
        };
        let span = Span::from(frame.range.clone()).shifted(self.base);
        let mark = HeadingMark { level, id: id.clone(), text: text.into(), span };
        self.tree.document.headings.push(mark);
        let heading = Heading { level, id, classes, content: frame.inlines };
        self.leaf(BlockKind::Heading(Box::new(heading)), frame.range);
    }

    /// An id made from the text of a heading, numbered from the second of its kind on.
    fn free_id(&mut self, text: &str, range: &Range<usize>) -> Box<str> {
        let slug = crate::address::slug(text);
        let stem = if slug.is_empty() { "section".to_owned() } else { slug };
        let numbered = (2..).map(|number: u32| format!("{stem}-{number}"));
        let id = std::iter::once(stem.clone()).chain(numbered).find(|id| !self.ids.contains(id));
        let id = id.unwrap_or(stem);
        self.ids.insert(id.clone());
        let span = Span::from(range.clone()).shifted(self.base);
        self.tree.document.anchors.push(AnchorMark { id: id.as_str().into(), span });
        id.into()
    }

    fn close_note(&mut self, label: String, mut frame: Frame) {
        frame.settle(self.base);
        let slot = self.note_slot(&label) as usize;
        let span = Span::from(frame.range.clone()).shifted(self.base);
        let note = Note { label: label.as_str().into(), span, content: frame.blocks, uses: 0 };
        match self.note_slots.get_mut(slot) {
            Some(free @ None) => *free = Some(note),
            _ => {
                let message = format!("There are two notes named “{label}”.");
                self.fault(Code::E187, message, &frame.range, "Give one of them another name.");
            }
        }
    }

    fn close_element(
        &mut self,
        name: String,
        attributes: Vec<(Box<str>, Box<str>)>,
        inline: bool,
        mut frame: Frame,
    ) {
        let href =
            attributes.iter().find(|(key, _)| name == "a" && &**key == "href").map(|(_, href)| href.clone());
        if let Some(href) = href.filter(|_| frame.blocks.is_empty()) {
            return self.close_anchor(&href, &attributes, frame);
        }
        // Without an address it is a name and nothing more.
        let name: Box<str> = if name == "a" { "span".into() } else { name.into() };
        let attributes: Vec<_> = attributes.into_iter().filter(|(key, _)| &**key != "href").collect();
        if inline && frame.blocks.is_empty() {
            let content = frame.inlines;
            return self.inline(Inline::Element(Box::new(Element { name, attributes, content })));
        }
        frame.settle(self.base);
        let element = Element { name, attributes, content: frame.blocks };
        self.leaf(BlockKind::Element(Box::new(element)), frame.range);
    }

    /// A link written in HTML is a link like any other, and its address is checked like any other.
    fn close_anchor(&mut self, href: &str, attributes: &[(Box<str>, Box<str>)], frame: Frame) {
        let reference = self.refer(href, &frame.range, ReferenceKind::Link);
        let title = attributes.iter().find(|(key, _)| &**key == "title").map(|(_, title)| title.clone());
        let link = Link { reference, title: title.unwrap_or_default(), content: frame.inlines };
        let id = attributes.iter().find(|(key, _)| &**key == "id").map(|(_, id)| id.clone());
        let link = Inline::Link(Box::new(link));
        match id {
            Some(id) => {
                let attributes = Attributes { id: Some(id), ..Attributes::default() };
                self.inline(Inline::Span(Box::new(attributes), vec![link]));
            }
            None => self.inline(link),
        }
    }

    /// Puts a finished block into what is open around it.
    pub(super) fn leaf(&mut self, kind: BlockKind, range: Range<usize>) {
        self.flush_text();
        let span = Span::from(range).shifted(self.base);
        let base = self.base;
        let top = self.top();
        top.settle(base);
        top.blocks.push(Block { span, kind, key: None });
    }
}
