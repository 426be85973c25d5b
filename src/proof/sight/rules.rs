//! A style sheet is taken apart.
//!
//! In: its text in small letters, without comments. Out: its rules, those inside others written out.

/// A rule: whom it is for, when, and what it says.
#[derive(Debug)]
pub(in crate::proof) struct Rule {
    /// Its selectors, nesting written out.
    pub(super) selectors: Vec<String>,
    /// The conditions around it, such as `@media print`; empty where it always holds.
    pub(super) context: String,
    /// Names and values.
    pub(super) declarations: Vec<(String, String)>,
}

/// Rules whose blocks are for no element.
const INERT: [&str; 8] = [
    "@keyframes",
    "@-webkit-keyframes",
    "@font-face",
    "@page",
    "@property",
    "@counter-style",
    "@font-feature-values",
    "@view-transition",
];

/// Selectors that nesting may make of one rule; whoever writes more is not followed.
const MOST: usize = 400;

/// Signs of one selector that nesting may make.
const LONGEST: usize = 2000;

struct Open {
    rule: Rule,
    number: usize,
    is_inert: bool,
}

/// The rules in the order written.
pub(in crate::proof) fn read(text: &str) -> Vec<Rule> {
    let mut rules: Vec<(usize, Rule)> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let (mut start, mut number) = (0, 0);
    let (mut quote, mut brackets) = (None, 0_usize);
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (Some(begun), _) if begun == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(sign),
            (None, '(') => brackets += 1,
            (None, ')') => brackets = brackets.saturating_sub(1),
            (None, '{') => {
                open.push(opened(text[start..at].trim(), open.last(), number));
                (start, number, brackets) = (at + 1, number + 1, 0);
            }
            (None, ';') if brackets == 0 => {
                declare(&mut open, &text[start..at]);
                start = at + 1;
            }
            (None, '}') => {
                declare(&mut open, &text[start..at]);
                rules.extend(open.pop().filter(|it| !it.is_inert).map(|it| (it.number, it.rule)));
                (start, brackets) = (at + 1, 0);
            }
            _ => {}
        }
    }
    rules.sort_by_key(|(number, _)| *number);
    rules.into_iter().map(|(_, rule)| rule).filter(|rule| !rule.declarations.is_empty()).collect()
}

fn declare(open: &mut [Open], text: &str) {
    if let (Some(inner), Some((name, value))) = (open.last_mut(), text.split_once(':')) {
        inner.rule.declarations.push((name.trim().to_owned(), value.trim().to_owned()));
    }
}

fn opened(prelude: &str, outer: Option<&Open>, number: usize) -> Open {
    let around: &[String] = outer.map_or(&[], |outer| &outer.rule.selectors);
    let context = outer.map_or("", |outer| &outer.rule.context);
    let is_condition = prelude.starts_with('@');
    let is_inert = outer.is_some_and(|outer| outer.is_inert)
        || INERT.iter().any(|inert| prelude.split([' ', '(']).next() == Some(inert));
    let rule = Rule {
        selectors: if is_condition { around.to_vec() } else { written_out(prelude, around) },
        context: if is_condition { format!("{context}{prelude} ") } else { context.to_owned() },
        declarations: Vec::new(),
    };
    Open { rule, number, is_inert }
}

/// Selectors as they would be written without nesting.
fn written_out(prelude: &str, around: &[String]) -> Vec<String> {
    let own: Vec<&str> = super::selector::parted(prelude, ',').into_iter().map(str::trim).collect();
    if around.is_empty() {
        return own.into_iter().map(str::to_owned).collect();
    }
    let within = |inner: &str, outer: &String| {
        let length = inner.len() + outer.len() * inner.matches('&').count().max(1);
        let is_followed = length < LONGEST;
        is_followed.then(|| match inner.contains('&') {
            true => inner.replace('&', outer),
            false => format!("{outer} {inner}"),
        })
    };
    own.iter()
        .flat_map(|inner| around.iter().filter_map(move |outer| within(inner, outer)))
        .take(MOST)
        .collect()
}
