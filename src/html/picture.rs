//! A picture as HTML: the browser chooses among its files, and knows its shape before it comes.
//!
//! In: a file beside the essays and how it is to be shown. Out: one element. A design prints it as it is.

use crate::address::Printer;
use crate::inputs::Asset;
use crate::inputs::picture::{Picture, Variant};
use crate::links::pictures;
use crate::markup::push_attribute;

/// How a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner<'a> {
    /// One file, no choice: for feeds.
    Plain,
    /// When the reader comes near it. With it, the room it takes on a page, as `sizes` says it.
    Lazy(&'a str),
    /// At once, since it stands where the page begins.
    Early(&'a str),
    /// At once and before everything else: the picture an essay opens with.
    Lead(&'a str),
}

/// A picture to be shown.
pub struct Shown<'a> {
    /// The path of its file.
    pub path: &'a str,
    /// What is known of its file.
    pub file: &'a Asset,
    /// What it shows; empty when it only decorates.
    pub alt: &'a str,
    /// Its title, often empty.
    pub title: &'a str,
}

/// Adds a picture to `out`.
pub fn push(out: &mut String, shown: &Shown<'_>, printer: &Printer, manner: Manner<'_>) {
    let Some(picture) = shown.file.shown() else { return };
    let files = pictures::files(shown.path, shown.file, picture);
    let candidates = |modern: bool| -> Vec<String> {
        let wanted = |variant: &Variant| pictures::is_modern(*variant, picture, shown.file.length) == modern;
        let chosen = files.iter().filter(|(variant, _)| wanted(variant));
        chosen.map(|(variant, address)| format!("{} {}w", printer.href(address), variant.width)).collect()
    };
    let sizes = match manner {
        Manner::Plain => None,
        Manner::Lazy(sizes) | Manner::Early(sizes) | Manner::Lead(sizes) => Some(sizes),
    };
    let modern = if sizes.is_some() { candidates(true) } else { Vec::new() };
    if let Some(sizes) = sizes.filter(|_| !modern.is_empty()) {
        out.push_str("<picture><source type=\"image/webp\"");
        push_choice(out, &modern, sizes);
        out.push_str(" />");
    }
    out.push_str("<img");
    push_attribute(out, "src", &printer.href(&pictures::plain(shown.path, shown.file, picture)));
    let others = candidates(false);
    if let Some(sizes) = sizes.filter(|_| others.len() > 1) {
        push_choice(out, &others, sizes);
    }
    push_words(out, shown, picture);
    out.push_str(match manner {
        Manner::Plain | Manner::Early(_) => " />",
        Manner::Lazy(_) => " loading=\"lazy\" decoding=\"async\" />",
        Manner::Lead(_) => " fetchpriority=\"high\" />",
    });
    if !modern.is_empty() {
        out.push_str("</picture>");
    }
}

fn push_choice(out: &mut String, candidates: &[String], sizes: &str) {
    push_attribute(out, "srcset", &candidates.join(", "));
    push_attribute(out, "sizes", sizes);
}

fn push_words(out: &mut String, shown: &Shown<'_>, picture: &Picture) {
    push_attribute(out, "alt", shown.alt);
    push_attribute(out, "width", &picture.width.to_string());
    push_attribute(out, "height", &picture.height.to_string());
    if !shown.title.is_empty() {
        push_attribute(out, "title", shown.title);
    }
}
