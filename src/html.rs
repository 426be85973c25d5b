//! A document becomes HTML that is also well-formed XML.
//!
//! In: a `Document` with its resolved references, and how addresses are printed. Out: text.
//! Walks the tree once; whatever the tree holds is closed and escaped here, so no essay can break a page.

mod inline;
pub mod picture;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::{Address, Printer};
use crate::diagnostic::Diagnostic;
use crate::document::{
    Alert, Alignment, Block, BlockKind, CodeBlock, Container, Definition, Document, Figure, Heading, Inline,
    ListItem, Table,
};
use crate::inputs::Asset;
use crate::links::Target;
use crate::markup::{push_attribute, push_text};
use crate::view::ContainerView;
use crate::wording::{Direction, Wording};

/// A picture in so many first blocks of a page is seen as soon as the page is.
const OPENING: usize = 2;

/// Who reads the HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A page of the site.
    Page,
    /// A feed: no anchors on headings, and nothing that only repeats.
    Feed,
}

/// Shows containers by the design's templates.
pub trait Containers {
    /// The container as HTML.
    ///
    /// # Errors
    /// When the template fails.
    fn show(&self, view: &ContainerView<'_>) -> Result<String, Box<Diagnostic>>;
}

/// All that a document needs to be shown.
pub struct Setting<'a> {
    /// What its references mean, by index.
    pub targets: &'a [Target],
    /// How addresses are printed.
    pub printer: &'a Printer,
    /// The page it is shown on.
    pub page: &'a Address,
    /// What makes the anchors of its notes unique among all essays: its slug.
    pub prefix: &'a str,
    /// The files beside the essays.
    pub assets: &'a BTreeMap<Arc<str>, Asset>,
    /// The room a picture takes on a page, as the design says it.
    pub sizes: &'a str,
    /// Whether the body begins where the page does, so that a picture there is seen at once.
    pub opens: bool,
    /// The design's containers.
    pub containers: &'a dyn Containers,
    /// The words around it, in its language.
    pub words: &'a Wording,
    /// Which way the text around it is written.
    pub direction: Direction,
    /// Who reads it.
    pub purpose: Purpose,
}

/// A note as HTML.
pub struct NoteHtml {
    /// Its anchor.
    pub id: String,
    /// Its content, with links back.
    pub html: String,
}

/// The body, without its notes.
///
/// # Errors
/// When a template of a container fails.
pub fn body(document: &Document, setting: &Setting<'_>) -> Result<String, Box<Diagnostic>> {
    let mut walk = Walk::new(setting, document.words as usize * 7 + 256);
    walk.early = setting.opens;
    for (index, block) in document.blocks.iter().enumerate() {
        walk.early &= index < OPENING;
        walk.block(block)?;
    }
    Ok(walk.out)
}

/// The notes, in order.
///
/// # Errors
/// When a template of a container fails.
pub fn notes(document: &Document, setting: &Setting<'_>) -> Result<Vec<NoteHtml>, Box<Diagnostic>> {
    let mut notes = Vec::with_capacity(document.notes.len());
    for (index, note) in document.notes.iter().enumerate() {
        let mut walk = Walk::new(setting, 256);
        walk.blocks(&note.content)?;
        walk.back_links(index, note.uses);
        notes.push(NoteHtml { id: note_id(setting.prefix, index), html: walk.out });
    }
    Ok(notes)
}

/// Notes as one list, for places that have no template of their own for them.
pub fn note_list(notes: &[NoteHtml]) -> String {
    let mut out = String::from("<hr />\n<ol>\n");
    for note in notes {
        out.push_str("<li");
        push_attribute(&mut out, "id", &note.id);
        out.push('>');
        out.push_str(&note.html);
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
    out
}

/// A line such as a title: emphasis and the like, no links.
pub fn line(inlines: &[Inline]) -> String {
    struct NoContainers;
    impl Containers for NoContainers {
        fn show(&self, view: &ContainerView<'_>) -> Result<String, Box<Diagnostic>> {
            Ok(view.content_html.clone())
        }
    }
    let home = Address::home();
    let setting = Setting {
        targets: &[],
        printer: &Printer::Relative(home.clone()),
        page: &home,
        prefix: "",
        assets: &BTreeMap::new(),
        sizes: "",
        opens: false,
        containers: &NoContainers,
        words: &Wording::default(),
        direction: Direction::default(),
        purpose: Purpose::Page,
    };
    let mut walk = Walk::new(&setting, 64);
    walk.inlines(inlines);
    walk.out
}

/// The anchor of a note, by its place among the notes of an essay.
pub(crate) fn note_id(prefix: &str, index: usize) -> String {
    format!("fn-{prefix}-{}", index + 1)
}

fn reference_id(prefix: &str, index: usize, occurrence: u32) -> String {
    match occurrence {
        0 | 1 => format!("fnref-{prefix}-{}", index + 1),
        more => format!("fnref-{prefix}-{}-{more}", index + 1),
    }
}

struct Walk<'a> {
    setting: &'a Setting<'a>,
    out: String,
    tables: usize,
    containers: BTreeMap<&'a str, usize>,
    /// Whether the next picture is seen as soon as the page is.
    early: bool,
}

impl<'a> Walk<'a> {
    fn new(setting: &'a Setting<'a>, capacity: usize) -> Self {
        Self {
            setting,
            out: String::with_capacity(capacity),
            tables: 0,
            containers: BTreeMap::new(),
            early: false,
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Result<(), Box<Diagnostic>> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &'a Block) -> Result<(), Box<Diagnostic>> {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.out.push_str("<p");
                self.key(block.key.as_deref());
                if let [Inline::Embed(_)] = content.as_slice() {
                    push_attribute(&mut self.out, "class", "embedded");
                }
                self.line_rest("p", content);
            }
            BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Quote(content) => self.around("<blockquote>\n", content, "</blockquote>\n")?,
            BlockKind::Alert(kind, content) => self.alert(*kind, content)?,
            BlockKind::List { start, items } => self.list(*start, items)?,
            BlockKind::Definitions(parts) => self.definitions(parts)?,
            BlockKind::Code(code) => self.code_block(code),
            BlockKind::Table(table) => self.table(table, block.key.as_deref()),
            BlockKind::Figure(figure) => self.figure(figure, block.key.as_deref()),
            BlockKind::Container(container) => self.container(container)?,
            BlockKind::Element(element) => {
                self.open_element(&element.name, &element.attributes, element.content.is_empty());
                self.blocks(&element.content)?;
                self.close_element(&element.name);
                self.out.push('\n');
            }
            BlockKind::Rule => self.out.push_str("<hr />\n"),
        }
        Ok(())
    }

    fn around(&mut self, open: &str, content: &'a [Block], close: &str) -> Result<(), Box<Diagnostic>> {
        self.out.push_str(open);
        self.blocks(content)?;
        self.out.push_str(close);
        Ok(())
    }

    /// The anchor that a link leads to; nobody links into a feed.
    fn key(&mut self, key: Option<&str>) {
        if let Some(key) = key.filter(|_| self.setting.purpose == Purpose::Page) {
            push_attribute(&mut self.out, "id", key);
        }
    }

    fn line_element(&mut self, name: &str, content: &'a [Inline]) {
        self.out.push('<');
        self.out.push_str(name);
        self.line_rest(name, content);
    }

    /// An element from the end of its attributes on.
    fn line_rest(&mut self, name: &str, content: &'a [Inline]) {
        self.out.push('>');
        self.inlines(content);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    fn heading(&mut self, heading: &'a Heading) {
        let name = ["h2", "h2", "h3", "h4", "h5", "h6"][usize::from(heading.level.clamp(1, 6)) - 1];
        self.out.push('<');
        self.out.push_str(name);
        if self.setting.purpose == Purpose::Page {
            push_attribute(&mut self.out, "id", &heading.id);
        }
        self.classes(&heading.classes);
        self.out.push('>');
        self.inlines(&heading.content);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    fn classes(&mut self, classes: &[Box<str>]) {
        if !classes.is_empty() {
            push_attribute(&mut self.out, "class", &classes.join(" "));
        }
    }

    fn alert(&mut self, kind: Alert, content: &'a [Block]) -> Result<(), Box<Diagnostic>> {
        let word = kind.word();
        self.out.push_str(&format!(
            "<aside class=\"alert alert-{word}\" role=\"note\">\n<p class=\"alert-title\">"
        ));
        push_text(&mut self.out, &self.setting.words.say(&format!("alert_{word}"), &[]));
        self.out.push_str("</p>\n");
        self.blocks(content)?;
        self.out.push_str("</aside>\n");
        Ok(())
    }

    fn list(&mut self, start: Option<u64>, items: &'a [ListItem]) -> Result<(), Box<Diagnostic>> {
        let tasks = items.iter().any(|item| item.checked.is_some());
        let name = if start.is_some() { "ol" } else { "ul" };
        self.out.push('<');
        self.out.push_str(name);
        if tasks {
            push_attribute(&mut self.out, "class", "tasks");
        }
        if let Some(number) = start.filter(|number| *number != 1) {
            push_attribute(&mut self.out, "start", &number.to_string());
        }
        self.out.push_str(">\n");
        for item in items {
            self.out.push_str("<li");
            self.key(item.key.as_deref());
            self.out.push('>');
            self.tick(item.checked);
            self.blocks(&item.content)?;
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
        Ok(())
    }

    fn tick(&mut self, checked: Option<bool>) {
        let Some(checked) = checked else { return };
        let (attribute, key) = if checked { (" checked=\"\"", "task_done") } else { ("", "task_to_do") };
        self.out.push_str("<input type=\"checkbox\" disabled=\"\"");
        self.out.push_str(attribute);
        push_attribute(&mut self.out, "aria-label", &self.setting.words.say(key, &[]));
        self.out.push_str(" /> ");
    }

    fn definitions(&mut self, parts: &'a [Definition]) -> Result<(), Box<Diagnostic>> {
        self.out.push_str("<dl>\n");
        for part in parts {
            match part {
                Definition::Term(content) => self.line_element("dt", content),
                Definition::Details(content) => self.around("<dd>", content, "</dd>\n")?,
            }
        }
        self.out.push_str("</dl>\n");
        Ok(())
    }

    fn code_block(&mut self, code: &CodeBlock) {
        // A block that scrolls must be reachable by keyboard (WCAG 2.1.1).
        self.out.push_str("<pre tabindex=\"0\"><code");
        if let Some(language) = &code.language {
            push_attribute(&mut self.out, "class", &format!("language-{language}"));
        }
        self.out.push('>');
        for run in &code.runs {
            match run.kind.class() {
                Some(class) => {
                    self.out.push_str(&format!("<span class=\"{class}\">"));
                    push_text(&mut self.out, &run.text);
                    self.out.push_str("</span>");
                }
                None => push_text(&mut self.out, &run.text),
            }
        }
        self.out.push_str("</code></pre>\n");
    }

    fn table(&mut self, table: &'a Table, key: Option<&str>) {
        self.tables += 1;
        let label = self.setting.words.say("table", &[("n", self.tables.into())]);
        self.out.push_str("<div class=\"table\"");
        self.key(key);
        self.out.push_str(" role=\"region\" tabindex=\"0\"");
        push_attribute(&mut self.out, "aria-label", &label);
        self.out.push_str(">\n<table>\n<thead>\n<tr>");
        self.cells(&table.head, &table.alignments, |_| Some("col"));
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        // A head that begins with an empty corner stands above a column of names.
        let has_names = table.head.first().is_some_and(Vec::is_empty);
        for row in &table.rows {
            self.out.push_str("<tr>");
            self.cells(row, &table.alignments, |column| (has_names && column == 0).then_some("row"));
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    /// The cells of a row; `scope` says of each column what its cell is the heading of, if of anything.
    fn cells(
        &mut self,
        cells: &'a [Vec<Inline>],
        alignments: &[Alignment],
        scope: impl Fn(usize) -> Option<&'static str>,
    ) {
        for (index, cell) in cells.iter().enumerate() {
            // An empty heading helps nobody.
            let scope = scope(index).filter(|_| !cell.is_empty());
            let name = if scope.is_some() { "th" } else { "td" };
            self.out.push('<');
            self.out.push_str(name);
            if let Some(scope) = scope {
                push_attribute(&mut self.out, "scope", scope);
            }
            let class = match alignments.get(index) {
                Some(Alignment::Left) => Some("left"),
                Some(Alignment::Centre) => Some("centre"),
                Some(Alignment::Right) => Some("right"),
                Some(Alignment::Natural) | None => None,
            };
            if let Some(class) = class {
                push_attribute(&mut self.out, "class", class);
            }
            self.out.push('>');
            self.inlines(cell);
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    fn figure(&mut self, figure: &'a Figure, key: Option<&str>) {
        self.out.push_str("<figure");
        self.key(key);
        self.out.push_str(">\n");
        self.image(&figure.image, "");
        self.out.push_str("\n<figcaption>");
        self.inlines(&figure.caption);
        if !figure.caption.is_empty() && figure.image.rights().is_some() {
            self.out.push(' ');
        }
        self.rights(&figure.image);
        self.out.push_str("</figcaption>\n</figure>\n");
    }

    fn container(&mut self, container: &'a Container) -> Result<(), Box<Diagnostic>> {
        if container.repeats() && self.setting.purpose == Purpose::Feed {
            return Ok(());
        }
        let before = std::mem::take(&mut self.out);
        self.inlines(&container.title);
        let title_html = std::mem::take(&mut self.out);
        self.blocks(&container.content)?;
        let content_html = std::mem::replace(&mut self.out, before);
        let number = self.containers.entry(&container.kind).or_insert(0);
        *number += 1;
        let attributes = &container.attributes;
        let view = ContainerView {
            kind: &container.kind,
            title_html,
            content_html,
            attributes: attributes.pairs.iter().map(|(key, value)| (&**key, &**value)).collect(),
            id: attributes.id.as_deref().filter(|_| self.setting.purpose == Purpose::Page),
            classes: attributes.classes.iter().map(|class| &**class).collect(),
            number: *number,
        };
        let html = self.setting.containers.show(&view)?;
        self.out.push_str(html.trim());
        self.out.push('\n');
        Ok(())
    }

    fn back_links(&mut self, note: usize, uses: u32) {
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        let in_paragraph = self.out.ends_with("</p>");
        if in_paragraph {
            self.out.truncate(end - "</p>".len());
        }
        for occurrence in 1..=uses.max(1) {
            let id = reference_id(self.setting.prefix, note, occurrence);
            let href = self.section_of_page(&id);
            self.out.push_str(" <a role=\"doc-backlink\" class=\"back\"");
            push_attribute(&mut self.out, "href", &href);
            let number = ("n", (note + 1).into());
            let label = match occurrence {
                1 => self.setting.words.say("back_to_reference", &[number]),
                more => self
                    .setting
                    .words
                    .say("back_to_reference_again", &[number, ("time", (more as usize).into())]),
            };
            push_attribute(&mut self.out, "aria-label", &label);
            self.out.push_str(">↩\u{FE0E}</a>");
        }
        if in_paragraph {
            self.out.push_str("</p>");
        }
    }

    fn section_of_page(&self, id: &str) -> String {
        self.setting.printer.href_to_section(self.setting.page, Some(id))
    }
}
