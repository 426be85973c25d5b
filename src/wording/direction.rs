//! Which way a language is written.
//!
//! In: a BCP 47 tag. Out: from left to right or from right to left. The facts are those of Unicode CLDR 48 (likely subtags, and
//! which scripts are written from the right). For every language of two letters but Avestan, in every region, they were held
//! against the crate icu_locale 2.4, whose own data would make the program larger than this question is worth.

/// Which way a text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// As English and Welsh.
    #[default]
    LeftToRight,
    /// As Arabic and Hebrew.
    RightToLeft,
}

/// Scripts written from right to left that are in use.
const SCRIPTS: [&str; 14] = [
    "adlm", "arab", "aran", "armi", "gara", "hebr", "mand", "mani", "mend", "nkoo", "rohg", "samr", "syrc",
    "thaa",
];

/// Languages written in one of these scripts unless their tag says otherwise.
const LANGUAGES: [&str; 48] = [
    "acm", "acq", "acw", "aeb", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz", "azb", "bal", "bgn",
    "bqi", "brh", "ckb", "dv", "fa", "glk", "haz", "he", "hnd", "iw", "ji", "khw", "ks", "lki", "lrc", "luz",
    "mzn", "nqo", "ota", "pbt", "prs", "ps", "rhg", "sd", "sdh", "skr", "syc", "syr", "trw", "ug", "ur",
    "ydd", "yi",
];

/// Where a language is written the other way than at home.
const ELSEWHERE: [(&str, &[&str]); 9] = [
    ("az", &["iq", "ir"]),
    ("kk", &["af", "cn", "ir"]),
    ("ku", &["iq", "ir", "lb"]),
    ("ky", &["cn"]),
    ("pa", &["pk"]),
    ("sd", &["in"]),
    ("tg", &["pk"]),
    ("ug", &["kz", "mn"]),
    ("uz", &["af"]),
];

impl Direction {
    /// The way the language of a tag is written.
    pub fn of(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        let language = parts.next().unwrap_or("");
        // What follows a single letter is an extension, and says nothing of scripts.
        let parts: Vec<&str> = parts.take_while(|part| part.len() > 1).collect();
        let of_length = |length| parts.iter().find(|part| part.len() == length);
        let from_right = match of_length(4).filter(|part| part.bytes().all(|byte| byte.is_ascii_alphabetic()))
        {
            Some(script) => SCRIPTS.contains(script),
            None => {
                let elsewhere = ELSEWHERE.iter().find(|(known, _)| *known == language);
                let turns =
                    elsewhere.zip(of_length(2)).is_some_and(|((_, regions), own)| regions.contains(own));
                LANGUAGES.contains(&language) != turns
            }
        };
        if from_right { Self::RightToLeft } else { Self::LeftToRight }
    }

    /// As the attribute `dir` says it.
    pub fn word(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}
