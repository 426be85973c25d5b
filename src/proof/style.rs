//! A finished style sheet.

use crate::diagnostic::{Code, Diagnostic};

/// What is wrong with a style sheet: requests to third parties, and an imprint that is not shown.
pub(super) fn read(path: &str, text: &str) -> Vec<Diagnostic> {
    let text = without_comments(text).to_ascii_lowercase();
    let mut diagnostics = Vec::new();
    let addresses = text.split("url(").skip(1).map(|rest| rest.split(')').next().unwrap_or(""));
    let imports = text.split("@import").skip(1).map(|rest| rest.split(';').next().unwrap_or(""));
    for address in addresses.chain(imports) {
        let address = address.trim().trim_matches(['"', '\'', ' ']);
        if address.contains("//") {
            let message = format!("{path} asks another server for {address}.");
            let help = "Put the file into the design's assets/ and name it there.";
            diagnostics.push(Diagnostic::new(Code::E403, message).help(help));
        }
    }
    if hides_imprint(&text) {
        let message = format!("{path} hides the imprint.");
        diagnostics.push(Diagnostic::new(Code::I007, message).help("Take the rule for .imprint out."));
    }
    diagnostics
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
