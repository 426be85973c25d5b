//! Which plural form a number takes, by the rules of CLDR.
//!
//! In: a language, a number. Out: `Category`. The only user of icu.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use super::phrase::Category;
use super::{Given, Unsayable};

/// The rules of one language, read once. Without rules every number takes the general form.
#[derive(Debug, Default)]
pub(super) struct Plurals {
    rules: Option<PluralRules>,
}

/// Whether a text is a language tag (BCP 47).
pub(super) fn is_language(tag: &str) -> bool {
    tag.len() >= 2 && Locale::try_from_str(tag).is_ok_and(|locale| !locale.id.language.is_unknown())
}

impl Plurals {
    /// The rules of a language.
    pub(super) fn of(language: &str) -> Self {
        let rules = Locale::try_from_str(language)
            .ok()
            .and_then(|locale| PluralRules::try_new(locale.into(), PluralRulesOptions::default()).ok());
        Self { rules }
    }

    /// The form for the value of `n`.
    pub(super) fn form_of(&self, n: Option<Given<'_>>) -> Result<Category, Unsayable> {
        let number = match n {
            Some(Given::Number(number)) => number,
            Some(Given::Text(_)) => return Err(Unsayable::NotANumber),
            None => return Err(Unsayable::Missing("n".to_owned())),
        };
        let number = u64::try_from(number.unsigned_abs()).unwrap_or(u64::MAX);
        Ok(self.rules.as_ref().map_or(Category::Other, |rules| category(rules.category_for(number))))
    }

    /// Whether the language has that form.
    pub(super) fn has(&self, wanted: Category) -> bool {
        let all = |rules: &PluralRules| rules.categories().any(|one| category(one) == wanted);
        wanted == Category::Other || self.rules.as_ref().is_none_or(all)
    }
}

fn category(category: PluralCategory) -> Category {
    match category {
        PluralCategory::Zero => Category::Zero,
        PluralCategory::One => Category::One,
        PluralCategory::Two => Category::Two,
        PluralCategory::Few => Category::Few,
        PluralCategory::Many => Category::Many,
        PluralCategory::Other => Category::Other,
    }
}
