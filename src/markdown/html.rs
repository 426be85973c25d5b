//! Raw HTML in an essay: which elements and attributes may pass.
//!
//! In: a piece of HTML. Out: tags and texts of the safe set, and what is wrong with the rest.
//! The only user of html5gum. What passes becomes part of the tree, so that it is closed and escaped
//! in every output; what does not is a fault that names it, never dropped in silence.

use std::ops::Range;

use super::embed;
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
    /// A picture, its address, description and title.
    Picture { src: String, alt: Option<String>, title: String, at: Range<usize> },
    /// What no reader reads begins or ends: the text of a style.
    Hidden { name: String, begins: bool },
    /// Something from elsewhere begins, or a source of it; `void` where it ends at once.
    Foreign { name: String, attributes: Vec<(String, String)>, void: bool, at: Range<usize> },
    /// Something from elsewhere ends.
    ForeignEnd { name: String },
    /// Something that may not pass, in words, and what to do instead.
    Refused { message: String, help: String, at: Range<usize> },
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

/// Elements whose content is not text for readers.
const HIDDEN: [&str; 6] = ["style", "template", "svg", "math", "title", "textarea"];

/// Elements that bring something from elsewhere, and those that name its sources.
const FOREIGN: [&str; 9] =
    ["iframe", "video", "audio", "object", "embed", "script", "source", "track", "param"];

/// Those of them that never have an end.
const FOREIGN_VOID: [&str; 4] = ["embed", "source", "track", "param"];

/// Attributes of a picture that the site sets by itself.
const SET_BY_US: [&str; 8] = ["width", "height", "loading", "decoding", "class", "id", "border", "srcset"];

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
                } else if FOREIGN.contains(&name.as_str()) {
                    pieces.push(Piece::ForeignEnd { name });
                } else if HIDDEN.contains(&name.as_str()) {
                    pieces.push(Piece::Hidden { name, begins: false });
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
    if name == "img" && tag.attributes.contains_key(&b"src"[..]) {
        return picture(tag, at, pieces);
    }
    if FOREIGN.contains(&name.as_str()) || name == "blockquote" {
        let attributes: Vec<(String, String)> =
            tag.attributes.iter().map(|(key, value)| (text_of(key), text_of(&value.value))).collect();
        if name != "blockquote" || embed::is_quoted(&attributes) {
            let void = FOREIGN_VOID.contains(&name.as_str());
            return pieces.push(Piece::Foreign { name, attributes, void, at });
        }
    }
    if !is_safe(&name) {
        pieces.push(refused(&name, at));
        if HIDDEN.contains(&name.as_str()) && !tag.self_closing {
            pieces.push(Piece::Hidden { name, begins: true });
        }
        return;
    }
    let mut attributes = Vec::new();
    let has_id = tag.attributes.contains_key(&b"id"[..]);
    for (key, value) in tag.attributes {
        let (key, value) = (text_of(&key), text_of(&value.value));
        // The old way to name a place in a page; where both are given, browsers go by the id.
        let key = match key.as_str() {
            "name" if name == "a" && has_id => continue,
            "name" if name == "a" => "id".to_owned(),
            _ => key,
        };
        // What it says is for search engines, not for readers.
        if name == "a" && key == "rel" {
            continue;
        }
        if attribute_is_safe(&name, &key) {
            attributes.push((key.into(), value.into()));
        } else {
            pieces.push(refused_attribute(&name, &key, at.clone()));
        }
    }
    let void = VOID.contains(&name.as_str());
    pieces.push(Piece::Open { name: modern(&name), attributes, void, at });
}

/// An element that may not pass.
pub(super) fn refused(name: &str, at: Range<usize>) -> Piece {
    Piece::Refused { message: refusal(&format!("<{name}>")), help: instead_of(name), at }
}

fn refusal(what: &str) -> String {
    format!("{what} is not allowed in an essay.")
}

/// An attribute that may not pass. A name with a quotation mark in it shows that the tag itself is broken.
fn refused_attribute(element: &str, key: &str, at: Range<usize>) -> Piece {
    if key.contains(['"', '\'', '<', '{', '}', '|', '“', '”']) {
        let message = format!("The quotation marks in this <{element}> do not match.");
        let help = "Put one straight mark before each value and one behind it, and none inside.".to_owned();
        return Piece::Refused { message, help, at };
    }
    let message = refusal(&format!("The attribute “{key}” of <{element}>"));
    Piece::Refused { message, help: instead_of_attribute(key), at }
}

/// A picture written in HTML is a picture like any other.
fn picture(tag: StartTag<usize>, at: Range<usize>, pieces: &mut Vec<Piece>) {
    let (mut src, mut alt, mut title) = (String::new(), None, String::new());
    for (key, value) in tag.attributes {
        let (key, value) = (text_of(&key), text_of(&value.value));
        match key.as_str() {
            "src" => src = value,
            "alt" => alt = Some(value),
            "title" => title = value,
            key if SET_BY_US.contains(&key) || key.starts_with("data-") => {}
            key => {
                pieces.push(refused_attribute("img", key, at.clone()));
            }
        }
    }
    pieces.push(Piece::Picture { src, alt, title, at });
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
        "target" => "Where a link opens is the reader's choice; take it out.".to_owned(),
        "align" | "width" | "height" | "border" | "bgcolor" | "cellpadding" | "cellspacing" | "valign" => {
            "How things look is the design's part; take it out.".to_owned()
        }
        _ if key.starts_with("on") => "Essays hold no programs; take it out.".to_owned(),
        _ => "Take it out.".to_owned(),
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
