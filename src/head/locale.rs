//! A language becomes a locale as Open Graph has it: `en_GB`.
//!
//! In: a BCP 47 tag. Out: language and territory. A tag that names no territory is given the usual one; where none is usual, there is no locale.

/// The usual territory of languages that are often named without one.
const USUAL: [(&str, &str); 32] = [
    ("ar", "AR"),
    ("bg", "BG"),
    ("bn", "BD"),
    ("cs", "CZ"),
    ("cy", "GB"),
    ("da", "DK"),
    ("de", "DE"),
    ("el", "GR"),
    ("en", "GB"),
    ("es", "ES"),
    ("fa", "IR"),
    ("fr", "FR"),
    ("ga", "IE"),
    ("gd", "GB"),
    ("gu", "IN"),
    ("he", "IL"),
    ("hi", "IN"),
    ("hu", "HU"),
    ("it", "IT"),
    ("kw", "GB"),
    ("lt", "LT"),
    ("lv", "LV"),
    ("nl", "NL"),
    ("pa", "IN"),
    ("pl", "PL"),
    ("pt", "PT"),
    ("ro", "RO"),
    ("so", "SO"),
    ("sv", "SE"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("ur", "PK"),
];

/// The locale of a language.
pub(super) fn locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    let is_territory = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let named = parts.find(is_territory).map(str::to_ascii_uppercase);
    let usual = || USUAL.iter().find(|(usual, _)| *usual == language).map(|(_, place)| (*place).to_owned());
    Some(format!("{language}_{}", named.or_else(usual)?))
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn languages_have_the_territory_they_name_or_the_usual_one() {
        let cases = [
            ("en-GB", Some("en_GB")),
            ("cy", Some("cy_GB")),
            ("zh-Hant-tw", Some("zh_TW")),
            ("pt-BR", Some("pt_BR")),
            ("tlh", None),
            ("en-x-sample", Some("en_GB")),
        ];
        for (tag, expected) in cases {
            assert_eq!(locale(tag).as_deref(), expected, "{tag}");
        }
    }
}
