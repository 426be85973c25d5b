//! Whom a rule is for.
//!
//! In: a selector and the elements around the imprint. Out: whether one of them is meant. What depends on other elements,
//! or on what readers do (`+`, `~`, `:hover`), is taken for not meant: a fault is told only where it is certain.

use super::{Chain, Element};

/// How much a selector weighs against others: ids, classes, names.
pub(super) type Weight = (u32, u32, u32);

/// Signs, and steps, of the longest selector that is followed; nobody writes longer ones to be understood.
const LONGEST: usize = 1000;
const MOST: usize = 8;

/// Whether a selector means any of the elements.
pub(super) fn meets(selector: &str, chain: &Chain) -> bool {
    (0..chain.len()).any(|index| weight(selector, chain, index).is_some())
}

/// The weight of a selector that means the element of that index; none where it means others.
pub(super) fn weight(selector: &str, chain: &Chain, index: usize) -> Option<Weight> {
    if selector.len() > LONGEST {
        return None;
    }
    let steps = steps(selector);
    if steps.len() > MOST { None } else { reaches(&steps, chain, index) }
}

/// Compounds with what stands before each: a space, `>`, `+` or `~`.
fn steps(selector: &str) -> Vec<(char, &str)> {
    let mut steps = Vec::new();
    let mut before = ' ';
    let mut rest = selector.trim();
    while !rest.is_empty() {
        let end = outside_brackets(rest, |sign| sign.is_whitespace() || matches!(sign, '>' | '+' | '~'));
        let (compound, behind) = rest.split_at(end.unwrap_or(rest.len()));
        if !compound.is_empty() {
            steps.push((before, compound));
            before = ' ';
        }
        let signs = behind.len() - behind.trim_start_matches([' ', '\t', '\n', '\r', '>', '+', '~']).len();
        before = behind[..signs].chars().find(|sign| !sign.is_whitespace()).unwrap_or(before);
        rest = if signs == 0 { "" } else { &behind[signs..] };
    }
    steps
}

fn reaches(steps: &[(char, &str)], chain: &Chain, index: usize) -> Option<Weight> {
    let ((before, compound), outer) = steps.split_last()?;
    let own = compound_weight(compound, chain.get(index)?, index == 0)?;
    if outer.is_empty() {
        return Some(own);
    }
    let above = match before {
        ' ' => (0..index).rev().find_map(|above| reaches(outer, chain, above)),
        '>' => reaches(outer, chain, index.checked_sub(1)?),
        _ => None,
    }?;
    Some((own.0 + above.0, own.1 + above.1, own.2 + above.2))
}

/// Places among other elements, which cannot be told from here.
const PLACES: [&str; 8] = [
    "first-child",
    "last-child",
    "only-child",
    "nth-child",
    "nth-last-child",
    "first-of-type",
    "last-of-type",
    "nth-of-type",
];

/// The weight of `p.imprint` and the like, where it means the element.
fn compound_weight(compound: &str, element: &Element, is_root: bool) -> Option<Weight> {
    let (mut ids, mut classes, mut names) = (0, 0, 0);
    let mut needs_a_name = false;
    let mut rest = compound;
    while let Some(sign) = rest.chars().next() {
        let behind = &rest[sign.len_utf8()..];
        let (word, after) = behind.split_at(word_length(behind));
        match sign {
            '*' | '&' => {
                rest = behind;
                continue;
            }
            '.' => classes += u32::from(element.has_class(word).then_some(true)?),
            '#' => ids += u32::from((element.attribute("id") == Some(word)).then_some(true)?),
            '[' => {
                let (test, after) = behind.split_once(']')?;
                has_attribute(test, element).then_some(())?;
                (classes, rest) = (classes + 1, after);
                continue;
            }
            ':' => {
                let (given, after) = match after.strip_prefix('(') {
                    Some(inside) => {
                        let end = outside_brackets(inside, |sign| sign == ')')?;
                        (&inside[..end], &inside[end + 1..])
                    }
                    None => ("", after),
                };
                let mut any = parted(given, ',').into_iter().map(str::trim);
                let mut is_one = || any.any(|one| compound_weight(one, element, is_root).is_some());
                match word {
                    "root" => is_root.then_some(())?,
                    "is" | "where" | "any" | "matches" => is_one().then_some(())?,
                    "not" => (!is_one()).then_some(())?,
                    place if PLACES.contains(&place) => needs_a_name = true,
                    _ => return None,
                }
                (classes, rest) = (classes + 1, after);
                continue;
            }
            _ => {
                let (word, after) = rest.split_at(word_length(rest));
                (!word.is_empty() && word == element.name).then_some(())?;
                (names, rest) = (names + 1, after);
                continue;
            }
        }
        rest = after;
    }
    // The first of some paragraphs may be the imprint or not; of what has its name, it is.
    (!needs_a_name || ids > 0 || classes > 1).then_some((ids, classes, names))
}

fn has_attribute(test: &str, element: &Element) -> bool {
    match test.split_once('=') {
        None => element.attribute(test.trim()).is_some(),
        Some((name, value)) => element.attribute(name.trim()) == Some(value.trim().trim_matches(['"', '\''])),
    }
}

fn word_length(text: &str) -> usize {
    let is_part = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '\\');
    text.find(|sign| !is_part(sign)).unwrap_or(text.len())
}

/// The first sign that is meant and stands outside brackets opened before it.
fn outside_brackets(text: &str, is_meant: impl Fn(char) -> bool) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, sign) in text.char_indices() {
        if depth == 0 && is_meant(sign) {
            return Some(at);
        }
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Parts a text at a sign, outside brackets.
pub(super) fn parted(text: &str, at: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(end) = outside_brackets(rest, |sign| sign == at) {
        parts.push(&rest[..end]);
        rest = &rest[end + at.len_utf8()..];
    }
    parts.push(rest);
    parts
}
