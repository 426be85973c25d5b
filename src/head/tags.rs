//! The elements of a head, one on a line.
//!
//! In: names and values. Out: HTML that is XML too: every value is one line, escaped, in quotation marks.
//! An element without a value is not written.

use crate::markup;

/// Lines of a head.
pub(super) struct Tags(String);

impl Tags {
    pub(super) fn new() -> Self {
        Self(String::with_capacity(4096))
    }

    /// All lines, without the last break.
    pub(super) fn finish(mut self) -> String {
        self.0.truncate(self.0.trim_end().len());
        self.0
    }

    /// An empty element.
    pub(super) fn put(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            markup::push_attribute(&mut self.0, name, &line(value));
        }
        self.0.push_str(" />\n");
    }

    /// `<title>`
    pub(super) fn title(&mut self, text: &str) {
        self.0.push_str("<title>");
        markup::push_text(&mut self.0, &line(text));
        self.0.push_str("</title>\n");
    }

    /// `<meta name=…>`
    pub(super) fn named(&mut self, name: &str, content: &str) {
        self.meta("name", name, content);
    }

    /// `<meta property=…>`
    pub(super) fn property(&mut self, name: &str, content: &str) {
        self.meta("property", name, content);
    }

    fn meta(&mut self, key: &str, name: &str, content: &str) {
        let content = line(content);
        if !content.is_empty() {
            self.put("meta", &[(key, name), ("content", &content)]);
        }
    }

    /// A data block of JSON. The signs that have a meaning in HTML and XML are written as JSON can write any sign.
    pub(super) fn data(&mut self, json: &str) {
        self.0.push_str("<script type=\"application/ld+json\">");
        for sign in json.chars() {
            match sign {
                '<' => self.0.push_str("\\u003c"),
                '>' => self.0.push_str("\\u003e"),
                '&' => self.0.push_str("\\u0026"),
                '\u{2028}' => self.0.push_str("\\u2028"),
                '\u{2029}' => self.0.push_str("\\u2029"),
                sign => self.0.push(sign),
            }
        }
        self.0.push_str("</script>\n");
    }

    /// `<link rel=…>`
    pub(super) fn link(&mut self, rel: &str, href: &str) {
        if !href.is_empty() {
            self.put("link", &[("rel", rel), ("href", href)]);
        }
    }
}

/// One line of text: every kind of blank is a space, and what nobody sees is left out.
pub(super) fn line(text: &str) -> String {
    let seen: String = text.chars().filter(|sign| sign.is_whitespace() || !is_unseen(*sign)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One line of text, cut between words where it has more signs than that.
pub fn shortened(text: &str, longest: usize) -> String {
    let text = line(text);
    if text.chars().count() <= longest {
        return text;
    }
    let room: String = text.chars().take(longest.saturating_sub(1)).collect();
    let end = room.rfind(' ').unwrap_or(room.len());
    format!("{}…", room[..end].trim_end_matches([' ', ',', ';', ':', '–']))
}

/// Control signs, those that only say where a line may break, and those that are none (Unicode, section 23.7).
fn is_unseen(sign: char) -> bool {
    let is_none = u32::from(sign) & 0xFFFE == 0xFFFE;
    sign.is_control() || is_none || matches!(sign, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::{Tags, line, shortened};

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(shortened("A  short\none", 20), "A short one");
        assert_eq!(shortened("seven words, and more of them", 14), "seven words…");
        assert_eq!(shortened(&"a".repeat(200), 110).chars().count(), 110);
    }

    #[test]
    fn a_value_is_one_line_in_quotation_marks() {
        let mut tags = Tags::new();
        tags.named("description", "He said\n\t“a \"b\" & <c>”\u{0}\u{AD}\u{FFFF}");
        tags.named("author", " \u{200B}\n");
        assert_eq!(
            tags.finish(),
            "<meta name=\"description\" content=\"He said “a &quot;b&quot; &amp; &lt;c&gt;”\" />"
        );
        assert_eq!(line("a\u{A0}b\r\nc"), "a b c");
    }
}
