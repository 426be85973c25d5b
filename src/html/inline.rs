//! What stands inside a line, as HTML.

use super::picture::{self, Manner, Shown};
use super::{Purpose, Walk, note_id, reference_id};
use crate::document::{Attributes, Embed, Image, Inline, Link};
use crate::links::Target;
use crate::markup::{push_attribute, push_text};
use crate::wording::Direction;

impl Walk<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => push_text(&mut self.out, text),
            Inline::SoftBreak => self.out.push('\n'),
            Inline::LineBreak => self.out.push_str("<br />\n"),
            Inline::Code(code) => {
                self.out.push_str("<code>");
                push_text(&mut self.out, code);
                self.out.push_str("</code>");
            }
            Inline::Emphasis(content) => self.wrapped("em", content),
            Inline::Strong(content) => self.wrapped("strong", content),
            Inline::Strikethrough(content) => self.wrapped("del", content),
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => self.inline_image(image),
            Inline::NoteReference { note, occurrence } => self.note_reference(*note as usize, *occurrence),
            Inline::Span(attributes, content) => self.span(attributes, content),
            Inline::Element(element) => {
                self.open_element(&element.name, &element.attributes, false);
                self.inlines(&element.content);
                self.close_element(&element.name);
            }
            Inline::Embed(embed) => self.embed(embed),
        }
    }

    /// A link in place of what was embedded: what readers do, where, with what, and whose page opens.
    fn embed(&mut self, embed: &Embed) {
        let Some(href) = self.href(embed.reference) else { return push_text(&mut self.out, &embed.title) };
        let (word, words) = (embed.kind.word(), self.setting.words);
        let what = match &*embed.service {
            "" => words.say(&format!("embed_{word}"), &[]),
            service => words.say(&format!("embed_{word}_on"), &[("service", service.into())]),
        };
        self.out.push_str("<a");
        push_attribute(&mut self.out, "class", &format!("embed embed-{word}"));
        push_attribute(&mut self.out, "href", &href);
        if !embed.host.is_empty() {
            self.out.push_str(" rel=\"noreferrer\"");
        }
        self.out.push_str("><span class=\"embed-what\">");
        push_text(&mut self.out, &what);
        if !embed.title.is_empty() {
            self.out.push_str(":</span> <span class=\"embed-title\">");
            push_text(&mut self.out, &embed.title);
        }
        self.out.push_str("</span>");
        if !embed.host.is_empty() && embed.host != embed.service {
            self.out.push_str(" <span class=\"embed-where\"><span class=\"embed-dash\">— </span>");
            push_text(&mut self.out, &words.say("embed_opens", &[("host", (&*embed.host).into())]));
            self.out.push_str("</span>");
        }
        self.out.push_str("</a>");
    }

    fn wrapped(&mut self, name: &str, content: &[Inline]) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        self.inlines(content);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn span(&mut self, attributes: &Attributes, content: &[Inline]) {
        self.out.push_str("<span");
        if let Some(id) = attributes.id.as_ref().filter(|_| self.setting.purpose == Purpose::Page) {
            push_attribute(&mut self.out, "id", id);
        }
        if !attributes.classes.is_empty() {
            push_attribute(&mut self.out, "class", &attributes.classes.join(" "));
        }
        if let Some(lang) = attributes.get("lang") {
            push_attribute(&mut self.out, "lang", lang);
            let direction = Direction::of(lang);
            if direction != self.setting.direction {
                push_attribute(&mut self.out, "dir", direction.word());
            }
        }
        self.out.push('>');
        self.inlines(content);
        self.out.push_str("</span>");
    }

    fn link(&mut self, link: &Link) {
        let Some(href) = self.href(link.reference) else {
            // The link was reported; where broken links are only a warning, its text remains.
            return self.inlines(&link.content);
        };
        self.out.push_str("<a");
        push_attribute(&mut self.out, "href", &href);
        if !link.title.is_empty() {
            push_attribute(&mut self.out, "title", &link.title);
        }
        self.out.push('>');
        self.inlines(&link.content);
        self.out.push_str("</a>");
    }

    fn href(&self, reference: u32) -> Option<String> {
        let printer = self.setting.printer;
        Some(match self.setting.targets.get(reference as usize)? {
            Target::Page { address, section } => printer.href_to_section(address, section.as_deref()),
            Target::File { address, .. } | Target::Picture { address, .. } => printer.href(address),
            Target::Outside(address) => address.to_string(),
            Target::Nowhere => return None,
        })
    }

    fn inline_image(&mut self, image: &Image) {
        self.image(image, &image.title);
        if image.rights().is_some() {
            self.out.push(' ');
            self.rights(image);
        }
    }

    pub(super) fn image(&mut self, image: &Image, title: &str) {
        let setting = self.setting;
        let target = setting.targets.get(image.reference as usize);
        let file = match target {
            Some(Target::Picture { asset, .. }) => setting.assets.get(asset).map(|file| (asset, file)),
            _ => None,
        };
        let Some((path, file)) = file else { return push_text(&mut self.out, &image.alt) };
        let manner = match setting.purpose {
            Purpose::Feed => Manner::Plain,
            Purpose::Page if std::mem::take(&mut self.early) => Manner::Early(setting.sizes),
            Purpose::Page => Manner::Lazy(setting.sizes),
        };
        picture::push(&mut self.out, &Shown { path, file, alt: &image.alt, title }, setting.printer, manner);
    }

    /// Who made a picture and what may be done with it.
    pub(super) fn rights(&mut self, image: &Image) {
        if let Some(rights) = image.rights() {
            self.out.push_str("<small class=\"credit\">");
            push_text(&mut self.out, &rights);
            self.out.push_str("</small>");
        }
    }

    fn note_reference(&mut self, note: usize, occurrence: u32) {
        let prefix = self.setting.prefix;
        let href = self.section_of_page(&note_id(prefix, note));
        self.out.push_str("<sup class=\"note-ref\"><a role=\"doc-noteref\"");
        push_attribute(&mut self.out, "href", &href);
        push_attribute(&mut self.out, "id", &reference_id(prefix, note, occurrence));
        self.out.push('>');
        self.out.push_str(&(note + 1).to_string());
        self.out.push_str("</a></sup>");
    }

    pub(super) fn open_element(&mut self, name: &str, attributes: &[(Box<str>, Box<str>)], empty: bool) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            if &**key != "id" || self.setting.purpose == Purpose::Page {
                push_attribute(&mut self.out, key, value);
            }
        }
        self.out.push_str(if empty && is_void(name) || name == "wbr" { " />" } else { ">" });
    }

    pub(super) fn close_element(&mut self, name: &str) {
        if !is_void(name) {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(name, "hr" | "col" | "wbr" | "br")
}
