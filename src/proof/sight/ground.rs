//! The colour of the imprint's letters, and of what is below them.
//!
//! In: the elements around the imprint, all rules. Out: the rule that gives both one colour.

use super::rules::Rule;
use super::{Chain, hides, selector};
use crate::colour::Colour;

/// Contrast below which nobody sees that something is written at all. What reads well is held by the design's pairs.
const NOTHING: f64 = 1.3;

/// Names that are the values of other names; more than that go round in a circle.
const DEEPEST: usize = 8;

/// A value and the rule that won it.
type Won<'a> = (&'a str, &'a str, &'a str);

/// Where letters and ground are of one colour: the style sheet, the selector, the colour.
pub(super) fn same_colour<'a>(chain: &Chain, rules: &[(&'a str, &'a Rule)]) -> Option<Won<'a>> {
    let mut contexts: Vec<&str> = rules.iter().map(|(_, rule)| rule.context.as_str()).collect();
    contexts.sort_unstable();
    contexts.dedup();
    contexts.into_iter().find_map(|context| {
        let holds = Holding { chain, rules, context };
        let letters = holds.inherited(&["color"])?;
        let ground = holds.inherited(&["background", "background-color"])?;
        let (colour, below) = (holds.resolved(letters.2), holds.resolved(ground.2));
        is_one(&colour, &below).then_some(letters)
    })
}

fn is_one(colour: &str, ground: &str) -> bool {
    let known = |text: &str| match text {
        "white" => Colour::read("#fff"),
        "black" => Colour::read("#000"),
        _ => Some(text).filter(|text| text.starts_with('#')).and_then(Colour::read),
    };
    match known(colour).zip(known(ground)) {
        Some((colour, ground)) => colour.contrast(ground) < NOTHING,
        // What is not said in digits is one where it is said in the same words.
        None => colour == ground && !matches!(colour, "currentcolor" | "inherit" | "canvas" | "canvastext"),
    }
}

/// The rules that hold under one condition.
struct Holding<'c, 'a> {
    chain: &'c Chain,
    rules: &'c [(&'a str, &'a Rule)],
    context: &'c str,
}

impl<'a> Holding<'_, 'a> {
    /// What the innermost element has that has any.
    fn inherited(&self, names: &[&str]) -> Option<Won<'a>> {
        const NONE: [&str; 6] = ["inherit", "unset", "initial", "none", "revert", "currentcolor"];
        let own = |index| {
            self.won(index, names).filter(|(.., value)| !NONE.contains(value) && !hides::is_clear(value))
        };
        (0..self.chain.len()).rev().find_map(own)
    }

    /// The value that wins on one element.
    fn won(&self, index: usize, names: &[&str]) -> Option<Won<'a>> {
        let mut best = None;
        let holds = |rule: &Rule| rule.context.is_empty() || rule.context == self.context;
        for (path, rule) in self.rules.iter().filter(|(_, rule)| holds(rule)) {
            let Some(declared) =
                rule.declarations.iter().rev().find(|(name, _)| names.contains(&name.as_str()))
            else {
                continue;
            };
            let meant =
                rule.selectors.iter().filter_map(|it| Some((selector::weight(it, self.chain, index)?, it)));
            let Some((weight, selector)) = meant.max_by_key(|(weight, _)| *weight) else { continue };
            let rank = (declared.1.contains("!important"), weight);
            if best.as_ref().is_none_or(|(known, _)| rank >= *known) {
                best = Some((rank, (*path, selector.as_str(), hides::plain(&declared.1))));
            }
        }
        best.map(|(_, won)| won)
    }

    /// A value with its names looked up: `var(--ink)` becomes what `--ink` stands for.
    fn resolved(&self, value: &str) -> String {
        let mut value = value.to_owned();
        for _ in 0..DEEPEST {
            let named = value.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')'));
            let Some((name, instead)) = named.map(|it| it.split_once(',').unwrap_or((it, ""))) else { break };
            let known = self.inherited(&[name.trim()]).map(|(.., value)| value.to_owned());
            match known.or_else(|| Some(instead.trim().to_owned()).filter(|it| !it.is_empty())) {
                Some(next) => value = next,
                None => break,
            }
        }
        value
    }
}
