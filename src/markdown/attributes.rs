//! `{#id .class key=value}` becomes `Attributes`.
//!
//! In: the text that begins with the brace. Out: the attributes and how long they are.

use crate::document::Attributes;

/// Reads attributes at the beginning of `text`; with them, the number of bytes up to and including `}`.
/// `None` when there are none there: no brace, no end on the same line, or signs that attributes never hold.
pub(super) fn read(text: &str) -> Option<(Attributes, usize)> {
    let inside = text.strip_prefix('{')?;
    let end = end_of(inside)?;
    let mut attributes = Attributes::default();
    let mut rest = inside[..end].trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        rest = take_one(rest, &mut attributes)?.trim_start();
    }
    Some((attributes, end + 2))
}

fn end_of(inside: &str) -> Option<usize> {
    let mut quoted = false;
    for (offset, sign) in inside.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            '}' if !quoted => return Some(offset),
            '\n' => return None,
            _ => {}
        }
    }
    None
}

fn take_one<'a>(text: &'a str, attributes: &mut Attributes) -> Option<&'a str> {
    if let Some(rest) = text.strip_prefix('#') {
        let (name, rest) = take_name(rest)?;
        attributes.id = Some(name.into());
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix('.') {
        let (name, rest) = take_name(rest)?;
        attributes.classes.push(name.into());
        return Some(rest);
    }
    let (key, rest) = take_name(text)?;
    let Some(rest) = rest.strip_prefix('=') else {
        attributes.pairs.push((key.into(), "".into()));
        return Some(rest);
    };
    let (value, rest) = take_value(rest)?;
    attributes.pairs.push((key.into(), value.into()));
    Some(rest)
}

fn take_name(text: &str) -> Option<(&str, &str)> {
    let is_part = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | ':');
    let end = text.find(|sign| !is_part(sign)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn take_value(text: &str) -> Option<(&str, &str)> {
    if let Some(quoted) = text.strip_prefix('"') {
        return quoted.split_once('"');
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    Some(text.split_at(end))
}
