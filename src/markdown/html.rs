//! Raw HTML in an essay: which elements and attributes may pass.
//!
//! In: a piece of HTML. Out: tags and texts of the safe set, and what is wrong with the rest.
//! The only user of html5gum. What passes becomes part of the tree, so that it is closed and escaped
//! in every output; what does not is a fault that names it, never dropped in silence.

use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};

/// A piece of raw HTML.
#[derive(Debug)]
pub(super) enum Piece {
    /// An element begins.
    Open { name: String, attributes: Vec<(Box<str>, Box<str>)>, void: bool, at: Range<usize> },
    /// An element ends.
    Close { name: String, at: Range<usize> },
    /// Text.
    Text(String),
    /// Something that may not pass, and what to do instead.
    Refused { what: String, help: String, at: Range<usize> },
}

const INLINE: [&str; 36] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    "var", "wbr", "summary", "label", "output", "strike", "tt",
];

const BLOCK: [&str; 27] = [
    "address",
    "aside",
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "col",
    "colgroup",
];

const VOID: [&str; 5] = ["br", "wbr", "hr", "col", "img"];

/// Names that the HTML standard has retired, and what says the same today.
const RETIRED: [(&str, &str); 2] = [("strike", "s"), ("tt", "code")];

/// Whether an element of that name stands inside a line.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Splits raw HTML into pieces. Comments vanish.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let emitter = DefaultEmitter::<usize>::new_with_span();
    let mut pieces = Vec::new();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => open(tag, &mut pieces),
            Token::EndTag(tag) => {
                let at = tag.span.start..tag.span.end;
                let name = text_of(&tag.name);
                if is_safe(&name) {
                    pieces.push(Piece::Close { name: modern(&name), at });
                }
            }
            Token::String(text) => pieces.push(Piece::Text(text_of(&text))),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    pieces
}

fn is_safe(name: &str) -> bool {
    INLINE.contains(&name) || BLOCK.contains(&name)
}

fn modern(name: &str) -> String {
    RETIRED.iter().find(|(old, _)| *old == name).map_or(name, |(_, new)| new).to_owned()
}

fn open(tag: StartTag<usize>, pieces: &mut Vec<Piece>) {
    let name = text_of(&tag.name);
    let at = tag.span.start..tag.span.end;
    if !is_safe(&name) {
        pieces.push(Piece::Refused { what: format!("<{name}>"), help: instead_of(&name), at });
        return;
    }
    let mut attributes = Vec::new();
    for (key, value) in tag.attributes {
        let (key, value) = (text_of(&key), text_of(&value.value));
        if attribute_is_safe(&name, &key) {
            attributes.push((key.into(), value.into()));
        } else {
            let what = format!("the attribute “{key}” of <{name}>");
            pieces.push(Piece::Refused { what, help: instead_of_attribute(&key), at: at.clone() });
        }
    }
    let void = VOID.contains(&name.as_str());
    pieces.push(Piece::Open { name: modern(&name), attributes, void, at });
}

fn attribute_is_safe(element: &str, key: &str) -> bool {
    const EVERYWHERE: [&str; 6] = ["class", "id", "lang", "dir", "title", "role"];
    if EVERYWHERE.contains(&key) || key.starts_with("aria-") {
        return true;
    }
    match element {
        "a" => key == "href",
        "time" => key == "datetime",
        "data" | "li" => key == "value",
        "ol" => matches!(key, "start" | "reversed" | "type"),
        "details" => key == "open",
        "td" | "th" => matches!(key, "colspan" | "rowspan" | "scope" | "headers"),
        "col" | "colgroup" => key == "span",
        _ => false,
    }
}

fn instead_of(name: &str) -> String {
    match name {
        "img" | "picture" => "Write a picture as ![what it shows](file.jpg).".to_owned(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "Write a heading as ## Heading.".to_owned(),
        "script" | "iframe" | "object" | "embed" | "video" | "audio" => {
            "Essays hold no programs and nothing from elsewhere; link to it instead.".to_owned()
        }
        "style" | "font" | "center" => "How things look is the design's part; take it out here.".to_owned(),
        "article" | "main" | "header" | "footer" | "nav" => "Use <section> or <div>.".to_owned(),
        _ if name.contains(':') => "It was left by a word processor; take it out.".to_owned(),
        _ => "Take it out, or say the same in Markdown. To show a < sign, write &lt;.".to_owned(),
    }
}

fn instead_of_attribute(key: &str) -> String {
    match key {
        "style" => "How things look is the design's part; give it a class, or take it out.".to_owned(),
        _ if key.starts_with("on") => "Essays hold no programs; take it out.".to_owned(),
        _ => "Take it out.".to_owned(),
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
