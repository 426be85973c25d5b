//! One entry of a strings file: a pattern such as `{n} essays`, plural forms of one, or a list.
//!
//! In: text. Out: `Pattern`, `Phrase`.

use std::collections::BTreeSet;

/// What stands under one key.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phrase {
    /// Words, perhaps with placeholders.
    Plain(Pattern),
    /// Words that depend on a number.
    Plural(Box<Forms>),
    /// The names of the months.
    List(Vec<Box<str>>),
}

/// A category of number, as CLDR names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    pub(super) const ALL: [(&'static str, Self); 6] = [
        ("zero", Self::Zero),
        ("one", Self::One),
        ("two", Self::Two),
        ("few", Self::Few),
        ("many", Self::Many),
        ("other", Self::Other),
    ];

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| *other == name).map(|(_, category)| *category)
    }
}

/// The plural forms of one phrase.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Forms {
    /// By category, without `other`.
    pub(super) special: Vec<(Category, Pattern)>,
    /// For all numbers that have no form of their own.
    pub(super) other: Pattern,
}

impl Forms {
    /// The form of a category.
    pub(super) fn choose(&self, category: Category) -> &Pattern {
        self.special.iter().find(|(other, _)| *other == category).map_or(&self.other, |(_, pattern)| pattern)
    }
}

impl Phrase {
    /// The words for a program elsewhere; a list is none.
    pub(super) fn told(&self) -> Option<serde_json::Value> {
        match self {
            Self::Plain(pattern) => Some(pattern.written().into()),
            Self::Plural(forms) => {
                let name = |category: &Category| {
                    Category::ALL
                        .iter()
                        .find(|(_, other)| other == category)
                        .map_or("other", |(name, _)| name)
                };
                let special = forms.special.iter().map(|(category, form)| (name(category), form));
                let all = special.chain([("other", &forms.other)]);
                let told = |(name, form): (&str, &Pattern)| (name.to_owned(), form.written().into());
                Some(serde_json::Value::Object(all.map(told).collect()))
            }
            Self::List(_) => None,
        }
    }

    /// The placeholders that its most general form has.
    pub(super) fn needed(&self) -> BTreeSet<&str> {
        match self {
            Self::Plain(pattern) => pattern.names().collect(),
            Self::Plural(forms) => forms.other.names().collect(),
            Self::List(_) => BTreeSet::new(),
        }
    }

    /// The values it can use: the placeholders of all its forms, and the number that chooses among them.
    pub(super) fn used(&self) -> BTreeSet<&str> {
        let mut names = self.needed();
        if let Self::Plural(forms) = self {
            names.insert("n");
            names.extend(forms.special.iter().flat_map(|(_, pattern)| pattern.names()));
        }
        names
    }
}

/// Text with placeholders.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pattern {
    /// Each piece of text with the placeholder after it.
    parts: Vec<(Box<str>, Option<Box<str>>)>,
}

impl Pattern {
    /// Reads `{name}`; `{{` and `}}` are braces.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut piece = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            piece.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            let after = &rest[at + 1..];
            if let Some(doubled) = after.strip_prefix(brace) {
                piece.push_str(brace);
                rest = doubled;
                continue;
            }
            let (name, behind) = after
                .split_once('}')
                .filter(|_| brace == "{")
                .ok_or_else(|| format!("A {brace} stands alone in “{text}”."))?;
            if !is_name(name) {
                return Err(format!("“{{{name}}}” is not a placeholder."));
            }
            parts.push((std::mem::take(&mut piece).into(), Some(name.into())));
            rest = behind;
        }
        piece.push_str(rest);
        parts.push((piece.into(), None));
        Ok(Self { parts })
    }

    /// As it was written: `{name}` where a value belongs.
    fn written(&self) -> String {
        let piece = |(text, name): (&str, Option<&str>)| match name {
            Some(name) => format!("{text}{{{name}}}"),
            None => text.to_owned(),
        };
        self.parts().map(piece).collect()
    }

    /// Each piece of text with the placeholder after it.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.parts.iter().map(|(text, name)| (&**text, name.as_deref()))
    }

    /// The placeholders.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|(_, name)| name.as_deref())
    }

    /// How long the text is without its values.
    pub(super) fn length(&self) -> usize {
        self.parts.iter().map(|(text, _)| text.len()).sum()
    }

    /// The text, where it has no placeholders.
    pub(super) fn text(&self) -> &str {
        self.parts.first().map_or("", |(text, _)| text)
    }
}

/// Whether something can name a placeholder or a key: small letters, digits and `_`, a letter first.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|sign: char| sign.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
