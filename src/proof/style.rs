//! A finished style sheet.

use super::sight::rules;
use super::{Facts, Ground, outward};
use crate::address;
use crate::diagnostic::{Code, Diagnostic};

/// What is wrong with a style sheet: requests to third parties and files that are not there. Whether it hides the imprint is
/// asked when all pages are known.
pub(super) fn read(path: &str, text: &str, ground: &Ground<'_>) -> (Facts, Vec<Diagnostic>) {
    let plain = unescaped(&without_comments(text));
    let text = plain.to_ascii_lowercase();
    let mut diagnostics = Vec::new();
    for address in addresses(&plain, &text) {
        let help = "Put the file into the design's assets/ and name it there.";
        let file = address.split(['?', '#']).next().unwrap_or("");
        if address.starts_with("data:") || file.is_empty() {
            continue;
        }
        if outward::is_outward(address) {
            let message = format!("{path} asks another server for {address}.");
            diagnostics.push(Diagnostic::new(Code::E403, message).help(help));
        } else if file.starts_with('/') || !(ground.has_file)(&address::beside(path, file)) {
            let message = format!("{path} names {address}, which is not there.");
            diagnostics.push(Diagnostic::new(Code::E404, message).help(help));
        }
    }
    let facts = Facts { rules: rules::read(&text), ..Facts::default() };
    (facts, diagnostics)
}

/// Every address in a style sheet that is read for the first time.
pub(super) fn all_addresses(text: &str) -> Vec<String> {
    let plain = unescaped(&without_comments(text));
    let lower = plain.to_ascii_lowercase();
    addresses(&plain, &lower).into_iter().map(str::to_owned).collect()
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
    let as_text = behind("@import", ';').chain(behind("image-set(", ';')).chain(behind("src(", ')'));
    let as_text = as_text.filter(|value| !value.to_ascii_lowercase().contains("url(")).flat_map(said);
    // `image-set()` also names kinds of pictures, `type("image/png")`, which are no addresses.
    let as_text = as_text.filter(|text| !text.starts_with("image/"));
    let in_url = behind("url(", ')').map(|address| address.trim().trim_matches(['"', '\'', ' ']));
    in_url.chain(as_text).collect()
}

/// A style sheet with its escapes made plain, so that no name and no address hides behind one (CSS Syntax, section 4.3.7).
fn unescaped(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        kept.push_str(before);
        let digits = after.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let sign = u32::from_str_radix(&after[..digits], 16).ok().and_then(char::from_u32);
        match sign {
            Some(sign) => {
                kept.push(sign);
                let blank = after[digits..].starts_with([' ', '\t', '\n']);
                rest = &after[digits + usize::from(blank)..];
            }
            None => {
                let mut signs = after.chars();
                // A line that goes on in the next one has nothing between.
                kept.extend(signs.next().filter(|sign| *sign != '\n'));
                rest = signs.as_str();
            }
        }
    }
    kept + rest
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
