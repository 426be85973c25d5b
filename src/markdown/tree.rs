//! The parser's events become a tree.
//!
//! In: events with their ranges in the body. Out: blocks and inlines, notes in the order written, and faults.
//! The events are a well-nested stream of Markdown; raw HTML and container fences, which nest only as well as
//! their writer made them, are woven in here, so that the tree is sound whatever was written.

mod close;
mod code;
mod foreign;
mod frame;
mod raw;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Tag};

use super::attributes;
use super::containers::Fence;
use super::embed::Gathered;
use crate::config::is_language;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Alert, Attributes, Document, Inline, Note, Reference, ReferenceKind};
use crate::punctuation;
use crate::source::{Source, Span};
use frame::{Frame, What};

/// The tree with its notes still in the order written.
pub(super) struct Tree {
    /// The document, its notes not yet filled in.
    pub(super) document: Document,
    /// Every note, in the order written.
    pub(super) notes: Vec<Note>,
}

/// A tree under construction.
pub(super) struct Builder<'a> {
    source: &'a Source,
    base: usize,
    body: &'a str,
    fences: &'a [Fence],
    fences_met: usize,
    stack: Vec<Frame>,
    /// Text of the inline run under way, not yet in a frame.
    pending: String,
    /// Text before this offset of the body has been read as attributes.
    skip_until: usize,
    /// The raw HTML block under way.
    html: String,
    /// What is left out for now, such as the text of a script, and how much was open when it began.
    hidden: Option<(String, usize)>,
    /// Something from elsewhere that is gathered until its end, where it began, and how many of its name are open in it.
    gathered: Option<(Gathered, Range<usize>, usize)>,
    tree: Tree,
    /// Names of notes → index among the notes as written; `None` while only referred to.
    notes: BTreeMap<String, usize>,
    note_slots: Vec<Option<Note>>,
    ids: BTreeSet<String>,
    heading_level: u8,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a Source, base: usize, body: &'a str, fences: &'a [Fence]) -> Self {
        Self {
            source,
            base,
            body,
            fences,
            fences_met: 0,
            stack: vec![Frame::new(What::Root, 0..body.len())],
            pending: String::new(),
            skip_until: 0,
            html: String::new(),
            hidden: None,
            gathered: None,
            tree: Tree::empty(),
            notes: BTreeMap::new(),
            note_slots: Vec::new(),
            ids: BTreeSet::new(),
            heading_level: 1,
            diagnostics: Vec::new(),
        }
    }

    /// Takes one event.
    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.inline(Inline::Code(code.as_ref().into())),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Html(html) => self.html.push_str(&html),
            Event::SoftBreak => self.inline(Inline::SoftBreak),
            Event::HardBreak => self.inline(Inline::LineBreak),
            Event::Rule => self.leaf(crate::document::BlockKind::Rule, range),
            Event::FootnoteReference(label) => {
                let note = self.note_slot(&label);
                self.inline(Inline::NoteReference { note, occurrence: 0 });
            }
            Event::TaskListMarker(checked) => self.tick(checked),
            // Formulas are not read (their option is off).
            Event::InlineMath(text) | Event::DisplayMath(text) => self.pending.push_str(&text),
        }
    }

    /// Closes what is open and gives the tree and what was found.
    pub(super) fn finish(mut self) -> (Tree, Vec<Diagnostic>) {
        while self.stack.len() > 1 {
            self.close_top(true);
        }
        self.flush_text();
        if let Some(mut root) = self.stack.pop() {
            root.settle(self.base);
            root.blocks.shrink_to_fit();
            self.tree.document.blocks = root.blocks;
        }
        self.report_fences_not_met();
        let slots = std::mem::take(&mut self.note_slots);
        self.tree.notes = slots.into_iter().flatten().collect();
        (self.tree, self.diagnostics)
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let what = match tag {
            Tag::Paragraph => What::Paragraph,
            Tag::Heading { level, id, classes, attrs } => {
                return self.start_heading(level, id.as_deref(), &classes, &attrs, range);
            }
            Tag::BlockQuote(kind) => What::Quote(kind.map(alert)),
            Tag::CodeBlock(kind) => self.code(&kind, &range),
            Tag::HtmlBlock => {
                self.html.clear();
                What::Html
            }
            Tag::List(start) => What::List { start, items: Vec::new() },
            Tag::Item => What::Item { checked: None },
            Tag::FootnoteDefinition(label) => What::Note { label: label.to_string() },
            Tag::DefinitionList => What::Definitions(Vec::new()),
            Tag::DefinitionListTitle => What::Term,
            Tag::DefinitionListDefinition => What::Details,
            Tag::Table(alignments) => What::table(&alignments),
            Tag::TableHead => What::TableHead(Vec::new()),
            Tag::TableRow => What::TableRow(Vec::new()),
            Tag::TableCell => What::TableCell,
            Tag::Emphasis => What::Emphasis,
            Tag::Strong => What::Strong,
            Tag::Strikethrough => What::Strikethrough,
            // The options for these are off.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => What::Emphasis,
            Tag::Link { link_type, dest_url, title, .. } => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                let reference = self.refer(&format!("{mail}{dest_url}"), &range, ReferenceKind::Link);
                What::Link { reference, title: title.as_ref().into() }
            }
            Tag::Image { dest_url, title, .. } => {
                let reference = self.refer(&dest_url, &range, ReferenceKind::Image);
                What::Image { reference, title: title.as_ref().into() }
            }
        };
        self.open(what, range);
    }

    fn open(&mut self, what: What, range: Range<usize>) {
        self.flush_text();
        self.stack.push(Frame::new(what, range));
    }

    fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &[CowStr<'_>],
        attrs: &[(CowStr<'_>, Option<CowStr<'_>>)],
        range: Range<usize>,
    ) {
        if let Some((key, _)) = attrs.first() {
            let message = format!("A heading cannot have “{key}”.");
            self.fault(Code::E190, message, &range, "A heading takes a name, {#name}, and classes, {.name}.");
        }
        let level = self.heading_level(level as u8, &range);
        let classes = classes.iter().map(|class| class.as_ref().into()).collect();
        self.open(What::Heading { level, id: id.map(Into::into), classes }, range);
    }

    /// The level a heading gets, with a warning where it jumps.
    fn heading_level(&mut self, level: u8, range: &Range<usize>) -> u8 {
        let hashes = |level: u8| "#".repeat(level.into());
        if level == 1 {
            self.fault(
                Code::W164,
                "Essays start at ##; # is the title.",
                range,
                "Write this heading with ##, and the ones below it with one # more.",
            );
        } else if level > self.heading_level + 1 {
            let (seen, right) = (hashes(level), hashes(self.heading_level + 1));
            let message = match self.tree.document.headings.is_empty() {
                true => format!("The first heading is {seen}; sections begin with ##."),
                false => {
                    format!("This heading is {seen}, but the one above it is {}.", hashes(self.heading_level))
                }
            };
            self.fault(Code::W164, message, range, &format!("Write it with {right}: no level is left out."));
        }
        self.heading_level = level;
        level.max(2)
    }

    fn refer(&mut self, target: &str, range: &Range<usize>, kind: ReferenceKind) -> u32 {
        let references = &mut self.tree.document.references;
        let span = Span::from(range.clone()).shifted(self.base);
        references.push(Reference { target: target.into(), span, kind });
        u32::try_from(references.len() - 1).unwrap_or(u32::MAX)
    }

    fn note_slot(&mut self, label: &str) -> u32 {
        let next = self.notes.len();
        let slot = *self.notes.entry(label.to_lowercase()).or_insert(next);
        if slot == self.note_slots.len() {
            self.note_slots.push(None);
        }
        u32::try_from(slot).unwrap_or(u32::MAX)
    }

    fn tick(&mut self, ticked: bool) {
        let item = self.stack.iter_mut().rev().find_map(|frame| match &mut frame.what {
            What::Item { checked } => Some(checked),
            _ => None,
        });
        if let Some(checked) = item {
            *checked = Some(ticked);
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.hidden.is_some() {
            return self.gather_text(text);
        }
        let mut text = text;
        if range.start < self.skip_until {
            text = text.get(self.skip_until - range.start..).unwrap_or("");
        }
        let source_text = self.body.get(range.clone()).unwrap_or("");
        if let What::Code { text: code, .. } = &mut self.top().what {
            return code.push_str(text);
        }
        let is_bracket = text == source_text && !self.is_escaped(range.start);
        match text {
            "[" if is_bracket => self.open_bracket(range),
            "]" if is_bracket => self.close_bracket(&range),
            _ if self.is_escaped(range.start) => punctuation::keep_first(text, &mut self.pending),
            text => self.pending.push_str(text),
        }
    }

    /// Whether the sign at `offset` has a backslash before it that is not itself escaped.
    fn is_escaped(&self, offset: usize) -> bool {
        let before = self.body.get(..offset).unwrap_or("").bytes().rev();
        before.take_while(|byte| *byte == b'\\').count() % 2 == 1
    }

    /// Remembers a bracket: attributes behind its partner make a span of what is between.
    fn open_bracket(&mut self, range: Range<usize>) {
        self.flush_text();
        let top = self.top();
        top.brackets.push((top.inlines.len(), range.start));
        top.inlines.push(Inline::Text("[".into()));
    }

    fn close_bracket(&mut self, range: &Range<usize>) {
        self.flush_text();
        let Some((index, start)) = self.top().brackets.pop() else {
            self.pending.push(']');
            return;
        };
        let inside = self.body.get(start + 1..range.start).unwrap_or("");
        if let Some(label) =
            inside.strip_prefix('^').filter(|label| !label.is_empty() && !label.contains(' '))
        {
            let message = format!("There is no note “{label}”.");
            let help = format!("Write it anywhere in the essay, on a line of its own: [^{label}]: The note.");
            self.fault(Code::E185, message, &(start..range.end), &help);
        }
        match self.attributes_at(range.end) {
            Some(attributes) => {
                self.check_span_attributes(&attributes, range.end);
                let mut content: Vec<Inline> = self.top().inlines.drain(index..).collect();
                content.remove(0);
                self.top().inlines.push(Inline::Span(Box::new(attributes), content));
            }
            None => {
                self.check_lost_link(start, range.end);
                self.pending.push(']');
            }
        }
    }

    /// Brackets that became no link, with what looks like an address behind them.
    fn check_lost_link(&mut self, start: usize, end: usize) {
        let behind = self.body.get(end..).unwrap_or("").lines().next().unwrap_or("");
        let parted = behind.trim_start();
        // A command of another program is told as such.
        let is_command = |inside: &&str| inside.contains("{{") || inside.contains("{%");
        let Some(inside) = parted.strip_prefix('(').filter(|inside| !is_command(inside)) else { return };
        let address = match inside.split_once(')') {
            Some((address, _)) => address,
            None => inside.split_whitespace().next().unwrap_or(""),
        };
        let spaced = parted.len() < behind.len();
        let message =
            if spaced && !(address.contains("://") || address.ends_with(".md")) || address.is_empty() {
                return;
            } else if spaced {
                "This is no link: there is a space between its text and its address."
            } else if !inside.contains(')') {
                "This is no link: its address is never closed."
            } else {
                "This is no link: its address holds a space."
            };
        let text = self.body.get(start..end).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        let help = format!("Write it as {text}({})", address.trim().replace(' ', "%20"));
        self.fault(Code::W194, message, &(start..end), &help);
    }

    /// Attributes written at `offset`; the text events that hold them will be passed over.
    fn attributes_at(&mut self, offset: usize) -> Option<Attributes> {
        let (attributes, length) = attributes::read(self.body.get(offset..)?)?;
        self.skip_until = offset + length;
        Some(attributes)
    }

    fn check_span_attributes(&mut self, attributes: &Attributes, offset: usize) {
        if let Some((key, _)) = attributes.pairs.iter().find(|(key, _)| &**key != "lang") {
            let message = format!("“{key}” means nothing here.");
            let range = offset..self.skip_until;
            self.fault(Code::E190, message, &range, "Text takes {lang=cy}, {.class} and {#name}.");
        }
        if let Some((_, tag)) =
            attributes.pairs.iter().find(|(key, tag)| &**key == "lang" && !is_language(tag))
        {
            let message = match tag.is_empty() {
                true => "The language is not named.".to_owned(),
                false => format!("“{tag}” is not a language tag."),
            };
            let help = "Write it as {lang=cy} for Welsh, {lang=en-GB} for British English.";
            self.fault(Code::E190, message, &(offset..self.skip_until), help);
        }
        if let Some(id) = &attributes.id {
            self.claim_id(id, &(offset..self.skip_until));
        }
    }

    /// Makes an id an anchor of the essay; a second one of the same name is a fault.
    fn claim_id(&mut self, id: &str, range: &Range<usize>) {
        if !self.ids.insert(id.to_owned()) {
            let message = format!("There are two sections named “{id}”.");
            self.fault(Code::E189, message, range, "Give one of them another name.");
        }
        let span = Span::from(range.clone()).shifted(self.base);
        self.tree.document.anchors.push(crate::document::AnchorMark { id: id.into(), span });
    }

    fn fault(&mut self, code: Code, message: impl Into<String>, range: &Range<usize>, help: &str) {
        let end = range.start + self.body.get(range.clone()).unwrap_or("").trim_end().len();
        let place = self.source.place(Span::new(range.start, end.max(range.start)).shifted(self.base));
        let message = message.into();
        // What is said once in an essay need not be said a hundred times.
        if matches!(code, Code::E181 | Code::W164)
            && let Some(known) =
                self.diagnostics.iter_mut().find(|it| it.code == code && it.message == message)
        {
            known.labels.push((place, "and here".to_owned()));
            return;
        }
        self.diagnostics.push(Diagnostic::new(code, message).at(place).help(help));
    }

    fn top(&mut self) -> &mut Frame {
        if self.stack.is_empty() {
            self.stack.push(Frame::new(What::Root, 0..self.body.len()));
        }
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    fn inline(&mut self, inline: Inline) {
        self.flush_text();
        if self.hidden.is_none() {
            self.top().inlines.push(inline);
        }
    }

    fn flush_text(&mut self) {
        if self.hidden.is_some() {
            self.pending.clear();
        } else if !self.pending.is_empty() {
            let text = self.pending.as_str().into();
            self.pending.clear();
            self.top().inlines.push(Inline::Text(text));
        }
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}
