//! A finished style sheet.

use super::Ground;
use crate::address;
use crate::diagnostic::{Code, Diagnostic};

/// What is wrong with a style sheet: requests to third parties, files that are not there, and an imprint that is not shown.
pub(super) fn read(path: &str, text: &str, ground: &Ground<'_>) -> Vec<Diagnostic> {
    let plain = without_comments(text);
    let text = plain.to_ascii_lowercase();
    let mut diagnostics = Vec::new();
    for address in addresses(&plain, &text) {
        let help = "Put the file into the design's assets/ and name it there.";
        let file = address.split(['?', '#']).next().unwrap_or("");
        if address.starts_with("data:") || file.is_empty() {
            continue;
        }
        if address.contains("//") {
            let message = format!("{path} asks another server for {address}.");
            diagnostics.push(Diagnostic::new(Code::E403, message).help(help));
        } else if file.starts_with('/') || !(ground.has_file)(&address::beside(path, file)) {
            let message = format!("{path} names {address}, which is not there.");
            diagnostics.push(Diagnostic::new(Code::E404, message).help(help));
        }
    }
    if hides_imprint(&text) {
        let message = format!("{path} hides the imprint.");
        diagnostics.push(Diagnostic::new(Code::I007, message).help("Take the rule for .imprint out."));
    }
    diagnostics
}

/// Every address in a style sheet: in `url(…)`, and as text behind `@import` and in `image-set(…)`. `lower` is the same text
/// in small letters.
fn addresses<'a>(text: &'a str, lower: &str) -> Vec<&'a str> {
    let behind = |word: &str, end: char| {
        let word_length = word.len();
        let starts: Vec<usize> = lower.match_indices(word).map(|(at, _)| at + word_length).collect();
        starts.into_iter().map(move |at| text[at..].split(end).next().unwrap_or(""))
    };
    let quotes = ['"', '\''];
    let said = |value: &'a str| value.split(quotes).skip(1).step_by(2);
    let as_text = behind("@import", ';').chain(behind("image-set(", ';'));
    let as_text = as_text.filter(|value| !value.to_ascii_lowercase().contains("url(")).flat_map(said);
    // `image-set()` also names kinds of pictures, `type("image/png")`, which are no addresses.
    let as_text = as_text.filter(|text| !text.starts_with("image/"));
    let in_url = behind("url(", ')').map(|address| address.trim().trim_matches(['"', '\'', ' ']));
    in_url.chain(as_text).collect()
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// Whether a rule for `.imprint` takes it out of sight. Rules are read flat: nesting only adds to the selector.
fn hides_imprint(text: &str) -> bool {
    text.split('}').any(|rule| {
        let (selector, body) = rule.rsplit_once('{').unwrap_or(("", rule));
        selector.contains(".imprint") && body.split(';').filter_map(|part| part.split_once(':')).any(hides)
    })
}

/// Whether a declaration takes what it is for out of sight.
fn hides((name, value): (&str, &str)) -> bool {
    let value = value.trim().trim_end_matches("!important").trim_end();
    let number = value.trim_end_matches(|sign: char| sign.is_ascii_alphabetic() || sign == '%');
    let is_nothing = number.parse().is_ok_and(|number: f64| number <= 0.0);
    match name.trim() {
        "display" => value == "none",
        "visibility" => matches!(value, "hidden" | "collapse"),
        "opacity" | "font-size" => is_nothing,
        _ => false,
    }
}
