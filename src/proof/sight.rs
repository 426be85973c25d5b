//! Whether readers see the imprint.
//!
//! In: the elements that the imprint stands in, page by page, and the rules of all style sheets. Out: rules that take it out of
//! sight. What only a browser can tell, such as what a script does, is not asked here.
//!
//! - `rules` takes a style sheet apart, `selector` says whom a rule is for
//! - `hides` knows declarations that hide, `ground` the colours of letters and of what is below them

mod ground;
mod hides;
pub(super) mod rules;
mod selector;

use std::collections::{BTreeMap, BTreeSet};

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use rules::Rule;

/// An element as rules see it, everything in small letters.
#[derive(Debug)]
pub(super) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// Reads a tag, `<p class="imprint">`.
    pub(super) fn read(tag: &str) -> Self {
        let tag = tag.trim_start_matches('<').trim_end_matches('>').to_ascii_lowercase();
        let (name, mut rest) = tag.split_once(|sign: char| sign.is_ascii_whitespace()).unwrap_or((&tag, ""));
        let mut attributes = Vec::new();
        while let Some(begin) = rest.find(|sign: char| !sign.is_ascii_whitespace()) {
            rest = &rest[begin..];
            let end = rest.find(|sign: char| sign.is_ascii_whitespace() || sign == '=').unwrap_or(rest.len());
            let (key, behind) = rest.split_at(end);
            let (value, behind) = value(behind);
            attributes.push((key.to_owned(), value.to_owned()));
            // An equals sign without a name is passed over.
            rest = if behind.len() < rest.len() { behind } else { &rest[1..] };
        }
        Self { name: name.to_owned(), attributes }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|it| it == class))
    }

    /// Why nobody sees what stands in it, whatever the style sheets say.
    pub(super) fn is_unseen(&self) -> Option<&'static str> {
        const NEVER: [&str; 6] = ["template", "noscript", "script", "title", "textarea", "object"];
        match self.name.as_str() {
            _ if self.attribute("hidden").is_some() => Some("which is marked as hidden"),
            "details" | "dialog" if self.attribute("open").is_none() => Some("which is closed"),
            name if NEVER.contains(&name) => Some("which is not shown"),
            _ => None,
        }
    }

    /// Its name, for messages.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// The value of an attribute, from its equals sign on, and what follows it.
fn value(rest: &str) -> (&str, &str) {
    let Some(given) = rest.strip_prefix('=') else { return ("", rest) };
    match given.chars().next() {
        Some(quote @ ('"' | '\'')) => given[1..].split_once(quote).unwrap_or((&given[1..], "")),
        _ => given.split_at(given.find(|sign: char| sign.is_ascii_whitespace()).unwrap_or(given.len())),
    }
}

/// The elements around the imprint, the outermost first.
pub(super) type Chain = Vec<Element>;

/// Every rule of the style sheets that takes the imprint of some page out of sight.
pub(super) fn hidden(facts: &BTreeMap<String, Facts>) -> Vec<Diagnostic> {
    let around: BTreeSet<&str> = facts.values().filter_map(|one| one.imprint.as_deref()).collect();
    let chains: Vec<Chain> =
        around.iter().map(|tags| tags.split('\n').map(Element::read).collect()).collect();
    let rules: Vec<(&str, &Rule)> =
        facts.iter().flat_map(|(path, one)| one.rules.iter().map(|rule| (path.as_str(), rule))).collect();
    let mut diagnostics = Vec::new();
    for (path, rule) in &rules {
        let Some((name, value)) = hides::hides(&rule.declarations) else { continue };
        let meets = |selector: &&String| chains.iter().any(|chain| selector::meets(selector, chain));
        if let Some(selector) = rule.selectors.iter().find(meets) {
            diagnostics.push(fault(path, selector, &format!("{name}: {value}")));
        }
    }
    for chain in &chains {
        if let Some((path, selector, colour)) = ground::same_colour(chain, &rules) {
            let fault = fault(path, selector, &format!("color: {colour}, which its ground has too"));
            diagnostics.extend(Some(fault).filter(|fault| !diagnostics.contains(fault)));
        }
    }
    diagnostics
}

fn fault(path: &str, selector: &str, declared: &str) -> Diagnostic {
    let message = format!("{path} hides the imprint: {selector} has {declared}.");
    Diagnostic::new(Code::I007, message)
        .help("Take that out of the rule, or let the rule leave the imprint alone.")
}
