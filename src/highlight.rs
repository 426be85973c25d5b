//! Code becomes runs of a few kinds.
//!
//! In: a language's name and code. Out: `CodeRun`s that together are the code. The only user of syntect.
//! Knows no markup: `CodeKind::class` is all that a style sheet needs.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::document::{CodeKind, CodeRun};

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The beginnings of scope names and what they are to us; the deepest scope that matches decides,
/// and of several beginnings the first.
static KINDS: LazyLock<Vec<(Scope, CodeKind)>> = LazyLock::new(|| {
    let table = [
        ("comment", CodeKind::Comment),
        ("punctuation.definition.comment", CodeKind::Comment),
        ("punctuation.definition.string", CodeKind::String),
        ("string", CodeKind::String),
        ("constant.character.escape", CodeKind::Number),
        ("constant", CodeKind::Number),
        ("keyword.operator", CodeKind::Operator),
        ("keyword", CodeKind::Keyword),
        ("storage.type.function", CodeKind::Keyword),
        ("storage", CodeKind::Keyword),
        ("entity.name.function", CodeKind::Function),
        ("support.function", CodeKind::Function),
        ("variable.function", CodeKind::Function),
        ("entity.other.attribute-name", CodeKind::Name),
        ("entity.name.tag", CodeKind::Type),
        ("entity.name", CodeKind::Type),
        ("entity.other.inherited-class", CodeKind::Type),
        ("support.type", CodeKind::Type),
        ("support.class", CodeKind::Type),
        ("variable", CodeKind::Name),
        ("support.type.property-name", CodeKind::Name),
        ("markup.inserted", CodeKind::Inserted),
        ("markup.deleted", CodeKind::Deleted),
        ("markup.heading", CodeKind::Type),
        ("markup.raw", CodeKind::String),
        ("meta.diff.header", CodeKind::Comment),
    ];
    table.iter().filter_map(|(name, kind)| Some((Scope::new(name).ok()?, *kind))).collect()
});

/// Splits `code` into runs by what they are in `language`; one plain run where the language is not known.
pub fn runs(language: Option<&str>, code: &str) -> Vec<CodeRun> {
    match language.and_then(syntax_of) {
        Some(syntax) => highlighted(syntax, code),
        None => vec![CodeRun { kind: CodeKind::Plain, text: code.into() }],
    }
}

fn syntax_of(language: &str) -> Option<&'static SyntaxReference> {
    const PLAIN: [&str; 4] = ["text", "txt", "plain", "none"];
    if PLAIN.contains(&language) { None } else { SYNTAXES.find_syntax_by_token(language) }
}

fn highlighted(syntax: &SyntaxReference, code: &str) -> Vec<CodeRun> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut runs = Runs::default();
    for line in code.split_inclusive('\n') {
        let Ok(changes) = state.parse_line(line, &SYNTAXES) else {
            // A grammar that fails leaves the rest of the line plain; the text itself is never lost.
            runs.push(CodeKind::Plain, line);
            continue;
        };
        let mut written = 0;
        for (offset, change) in changes {
            let offset = offset.clamp(written, line.len());
            if line.is_char_boundary(offset) {
                runs.push(kind_of(&stack), &line[written..offset]);
                written = offset;
            }
            // An impossible change of scopes only costs colour.
            let _ = stack.apply(&change);
        }
        runs.push(kind_of(&stack), &line[written..]);
    }
    runs.finished()
}

fn kind_of(stack: &ScopeStack) -> CodeKind {
    let kind =
        |scope: &Scope| KINDS.iter().find(|(start, _)| start.is_prefix_of(*scope)).map(|(_, kind)| *kind);
    stack.as_slice().iter().rev().find_map(kind).unwrap_or(CodeKind::Plain)
}

/// Runs under construction: neighbours of one kind grow together, and blanks join whatever they follow.
#[derive(Default)]
struct Runs {
    done: Vec<CodeRun>,
    kind: Option<CodeKind>,
    text: String,
}

impl Runs {
    fn push(&mut self, kind: CodeKind, text: &str) {
        if text.is_empty() {
            return;
        }
        let joins = self.kind == Some(kind) || (self.kind.is_some() && text.trim().is_empty());
        if !joins {
            self.close();
            self.kind = Some(kind);
        }
        self.text.push_str(text);
    }

    fn close(&mut self) {
        if let Some(kind) = self.kind.take() {
            self.done.push(CodeRun { kind, text: std::mem::take(&mut self.text).into() });
        }
    }

    fn finished(mut self) -> Vec<CodeRun> {
        self.close();
        self.done
    }
}
