//! What was embedded from elsewhere is gathered, and becomes a link.

use std::ops::Range;

use super::Builder;
use super::frame::What;
use crate::diagnostic::Code;
use crate::document::{BlockKind, Embed, Inline, ReferenceKind};
use crate::markdown::embed::{self, Gathered, Shown};
use crate::markdown::html::{self, Piece};
use crate::punctuation;

impl Builder<'_> {
    /// Something from elsewhere begins: until its end all that stands in it is gathered.
    pub(super) fn foreign(
        &mut self,
        name: String,
        attributes: Vec<(String, String)>,
        void: bool,
        range: Range<usize>,
    ) {
        if name == "script" && embed::is_of_a_network(&attributes) {
            let message = "This script is left out; what it would have shown stands here as a link.";
            self.fault(
                Code::W197,
                message,
                &range,
                "It would tell its owner who reads the essay. Take it out.",
            );
            return self.hide(name);
        }
        if matches!(name.as_str(), "script" | "source" | "track" | "param") {
            self.refuse(&name, &range);
            if !void {
                self.hide(name);
            }
            return;
        }
        self.hide(name.clone());
        self.gathered = Some((Gathered { name, attributes, ..Gathered::default() }, range, 1));
        if void {
            self.end_hiding();
        }
    }

    /// Takes a piece of what is gathered: texts, sources, links, and its end.
    pub(super) fn gather(&mut self, piece: Piece) {
        let Some((gathered, _, open)) = &mut self.gathered else { return };
        match piece {
            Piece::Text(text) => gathered.text.push_str(&text),
            Piece::Foreign { name, attributes, void, .. } => {
                *open += usize::from(name == gathered.name && !void);
                // What is said in a source inside, such as which kind of file it is, says nothing of the whole.
                let is_source = |(key, value): &(String, String)| match key.as_str() {
                    "src" | "data" => true,
                    "value" => value.contains("//"),
                    _ => false,
                };
                gathered.attributes.extend(attributes.into_iter().filter(is_source));
            }
            Piece::Open { name, attributes, .. } => {
                *open += usize::from(name == gathered.name);
                gathered.text.push(' ');
                let links = attributes.into_iter().filter(|(key, _)| name == "a" && &**key == "href");
                gathered.links.extend(links.map(|(_, href)| href.into_string()));
            }
            Piece::Close { name, .. } | Piece::ForeignEnd { name } if name == gathered.name => {
                *open -= 1;
                if *open == 0 {
                    self.end_hiding();
                }
            }
            // Between two elements there is room, also where nothing is written.
            Piece::Close { .. } => gathered.text.push(' '),
            _ => {}
        }
    }

    /// Takes text between tags that stand in a line.
    pub(super) fn gather_text(&mut self, text: &str) {
        if let Some((gathered, ..)) = &mut self.gathered {
            gathered.text.push_str(text);
        }
    }

    /// What was left out ends; what was gathered is shown.
    pub(super) fn end_hiding(&mut self) {
        self.hidden = None;
        let Some((gathered, range, _)) = self.gathered.take() else { return };
        let in_link = self.stack.iter().any(|frame| match &frame.what {
            What::Link { .. } => true,
            What::Element { name, .. } => name == "a",
            _ => false,
        });
        match embed::shown(&gathered).filter(|_| !in_link) {
            Some(shown) => self.show(&gathered.name, shown, range),
            None => self.refuse(&gathered.name, &range),
        }
    }

    fn refuse(&mut self, name: &str, range: &Range<usize>) {
        if let Piece::Refused { message, help, .. } = html::refused(name, range.clone()) {
            self.fault(Code::E181, message, range, &help);
        }
    }

    fn show(&mut self, name: &str, shown: Shown, range: Range<usize>) {
        let Shown { kind, service, host, href, title } = shown;
        let host = host.unwrap_or_default();
        let message = match host.is_empty() {
            true => format!("<{name}> is shown as a link to {href}."),
            false => {
                format!("<{name}> is shown as a link to {host}, so that nobody learns who reads the essay.")
            }
        };
        let help = match title.is_empty() {
            true => "Say what it shows, so that the link can: title=\"…\"",
            false => "Nothing needs to be done.",
        };
        self.fault(Code::W197, message, &range, help);
        let embed = Inline::Embed(Box::new(Embed {
            reference: self.refer(&href, &range, ReferenceKind::Link),
            kind,
            service: service.unwrap_or(&host).into(),
            title: punctuation::text(&title).into(),
            host: host.clone().into(),
        }));
        self.flush_text();
        let says = |inline: &Inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty());
        let in_line = self.stack.iter().any(|frame| frame.what.is_inside_a_line())
            || self.top().inlines.iter().any(says);
        match in_line || matches!(self.top().what, What::Element { inline: true, .. }) {
            true => self.inline(embed),
            false => self.leaf(BlockKind::Paragraph(vec![embed]), range),
        }
    }
}
