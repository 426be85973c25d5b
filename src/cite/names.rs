//! A name as people write it becomes a name as bibliographies sort it.
//!
//! In: a name, the name to sort by if an editor gave one, and whether it is a person's. Out: `Name`.
//! What cannot be told from a name alone (Spanish and Chinese family names, for two) an editor tells with `sort_name`.

/// A name that can be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A person's.
    Person {
        /// Given names, as written.
        given: String,
        /// What stands before the family name and does not belong to it: “van der”.
        particle: String,
        /// The family name, with what belongs to it: “Ó Briain”, “ap Glyn”.
        family: String,
        /// What tells namesakes apart: “Jr.”
        suffix: String,
    },
    /// A name that is never taken apart: an organisation’s, or a person’s single name.
    Whole(String),
}

/// Whether a name is a person’s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nature {
    /// Nobody said; the name itself is asked.
    #[default]
    Untold,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
}

/// Words before a family name that are written small and stand before it in the name itself.
const PARTICLES: [&str; 33] = [
    "af", "al", "av", "bin", "da", "dal", "de", "degli", "del", "della", "den", "der", "des", "di", "do",
    "dos", "du", "el", "im", "la", "las", "le", "les", "lo", "los", "op", "ten", "ter", "van", "vom", "von",
    "zu", "zur",
];

/// Words, also with a capital, that begin a family name and belong to it. The Welsh and Irish ones say whose child somebody is.
const BEGINNINGS: [&str; 30] = [
    "ab", "ap", "ferch", "verch", "mac", "nic", "ó", "o", "ní", "uí", "bin", "ibn", "bint", "al", "el", "de",
    "del", "della", "di", "da", "du", "dos", "la", "le", "van", "von", "st", "st.", "ter", "ten",
];

/// Which of them belong to the family name even where they are written small.
const OF_THE_FAMILY: [&str; 6] = ["ab", "ap", "ferch", "verch", "ibn", "bint"];

/// Courtesies, which no bibliography prints.
const COURTESIES: [&str; 19] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "rev",
    "revd",
    "reverend",
    "cllr",
    "councillor",
    "sir",
    "dame",
    "the rt hon",
    "rt hon",
    "hon",
    "y cynghorydd",
];

/// Titles that are part of a name.
const TITLES: [&str; 8] = ["lord", "lady", "baroness", "baron", "viscount", "earl", "bishop", "archbishop"];

/// What tells namesakes apart.
const SUFFIXES: [&str; 8] = ["jr", "jr.", "sr", "sr.", "junior", "ii", "iii", "iv"];

/// Letters behind a name, which no bibliography prints.
const LETTERS: [&str; 24] = [
    "mp", "msp", "ms", "as", "am", "mla", "td", "obe", "mbe", "cbe", "kbe", "dbe", "ch", "kc", "qc", "jp",
    "dl", "phd", "dphil", "md", "frs", "fba", "ma", "ba",
];

/// Words that only organisations have in their names.
const CORPORATE: [&str; 48] = [
    "agency",
    "alliance",
    "association",
    "authority",
    "campaign",
    "centre",
    "center",
    "charity",
    "cic",
    "cio",
    "co-op",
    "co-operative",
    "collective",
    "college",
    "commission",
    "committee",
    "company",
    "coop",
    "cooperative",
    "council",
    "cyf",
    "cyngor",
    "cymdeithas",
    "department",
    "federation",
    "forum",
    "foundation",
    "inc",
    "inc.",
    "initiative",
    "institute",
    "limited",
    "llp",
    "ltd",
    "ltd.",
    "ministry",
    "movement",
    "network",
    "partnership",
    "party",
    "plaid",
    "plc",
    "prifysgol",
    "project",
    "society",
    "trust",
    "undeb",
    "university",
];

impl Name {
    /// Reads a name. `sort` is the name to sort by, where an editor gave one: “Family, Given”, or the name as a whole.
    pub fn read(name: &str, sort: Option<&str>, nature: Nature) -> Self {
        let name = super::clean(name);
        if nature == Nature::Organisation {
            return Self::Whole(name);
        }
        if let Some(sort) = sort.map(super::clean).filter(|sort| !sort.is_empty()) {
            return sorted(&name, &sort);
        }
        if nature == Nature::Untold && is_corporate(&without_courtesies(&name)) {
            return Self::Whole(name);
        }
        person(&name)
    }

    /// The name as people write it.
    pub fn plain(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person { given, particle, family, suffix } => joined(&[given, particle, family, suffix]),
        }
    }

    /// The name as it is sorted: `van der Berg, Jan, Jr.`
    pub fn inverted(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person { given, suffix, .. } => {
                let parts = [&self.family(), given, suffix];
                let parts: Vec<&str> =
                    parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
                parts.join(", ")
            }
        }
    }

    /// The family name with what stands before it.
    pub(super) fn family(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person { particle, family, .. } => joined(&[particle, family]),
        }
    }

    /// The given names as initials: `J.-P.R.`
    pub(super) fn initials(&self) -> String {
        let Self::Person { given, .. } = self else { return String::new() };
        given.split([' ', '.']).map(initial).collect()
    }
}

/// The initials of a given name, perhaps of two with a hyphen between them.
fn initial(name: &str) -> String {
    let first = |part: &str| part.chars().next().map(|first| first.to_uppercase().to_string() + ".");
    let parts: Vec<String> = name.split(['-', '‐', '\u{2011}']).filter_map(first).collect();
    parts.join("-")
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A name by what an editor sorts it under. Without a comma the name is kept whole.
fn sorted(name: &str, sort: &str) -> Name {
    let mut parts = sort.split(',').map(str::trim);
    let family = parts.next().unwrap_or("");
    match (parts.next(), parts.next()) {
        (Some(given), suffix) if !family.is_empty() && !given.is_empty() => {
            let words: Vec<&str> = family.split(' ').collect();
            let small = small_words(&words);
            Name::Person {
                given: given.to_owned(),
                particle: words[..small].join(" "),
                family: words[small..].join(" "),
                suffix: suffix.unwrap_or("").to_owned(),
            }
        }
        _ => Name::Whole(name.to_owned()),
    }
}

/// How many words at the beginning are particles.
fn small_words(words: &[&str]) -> usize {
    let before_last = words.len().saturating_sub(1);
    words[..before_last].iter().take_while(|word| is_particle(word)).count()
}

/// Whether a word is a particle: written small, and known or short.
fn is_particle(word: &str) -> bool {
    let plain = word.trim_end_matches(['’', '\'', '.']);
    word.starts_with(char::is_lowercase) && PARTICLES.contains(&plain) && !OF_THE_FAMILY.contains(&plain)
}

fn is_corporate(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let joins = ["&", "+", "and", "of", "for", "the", "a’r", "dros"];
    let inside = words.iter().skip(1).any(|word| joins.contains(word));
    inside || words.first() == Some(&"the") || words.iter().any(|word| CORPORATE.contains(word))
}

/// A person's name, from the front: courtesies, given names, particles, family name; from the back: letters, suffix.
fn person(name: &str) -> Name {
    if let Some((family, given)) = inverted(name) {
        return sorted(name, &format!("{family}, {given}"));
    }
    let whole = without_courtesies(name);
    let (whole, suffix) = without_ends(&whole);
    let words: Vec<&str> = whole.split(' ').filter(|word| !word.is_empty()).collect();
    let is_titled = words.first().is_some_and(|word| TITLES.contains(&word.to_lowercase().as_str()));
    let ends_short = words.last().is_some_and(|word| word.trim_end_matches('.').chars().count() < 2);
    let lacks_parts = words.len() < 2;
    if lacks_parts || is_titled || ends_short {
        return Name::Whole(if whole.is_empty() { name.to_owned() } else { whole });
    }
    let begins = family_begins(&words);
    let given = words[..begins].join(" ");
    let small = small_words(&words[begins..]);
    let (particle, family) = words[begins..].split_at(small);
    Name::Person { given, particle: particle.join(" "), family: family.join(" "), suffix }
}

/// “Family, Given”, where somebody wrote a name so. What stands behind the comma must not be letters or a suffix.
fn inverted(name: &str) -> Option<(&str, &str)> {
    let (family, given) = name.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let first = given.split([' ', ',']).next().unwrap_or("").to_lowercase();
    let is_end = SUFFIXES.contains(&first.as_str()) || LETTERS.contains(&first.as_str());
    (!is_end && !given.contains(',') && !family.is_empty() && !given.is_empty()).then_some((family, given))
}

/// Where the family name begins: at the first particle or beginning behind the given names, else at the last word.
fn family_begins(words: &[&str]) -> usize {
    let last = words.len() - 1;
    let is_start = |word: &&str| {
        let lower = word.to_lowercase();
        is_particle(word) || BEGINNINGS.contains(&lower.as_str())
    };
    // Both parents' names, joined: José Ortega y Gasset.
    if let Some(at) =
        words.iter().position(|word| matches!(*word, "y" | "i")).filter(|at| (2..last).contains(at))
    {
        return at - 1;
    }
    // The first word is a given name, whatever it looks like: Van Morrison, Al Green.
    words[1..last].iter().position(is_start).map_or(last, |at| at + 1)
}

fn without_courtesies(name: &str) -> String {
    let mut rest = name;
    loop {
        let lower = rest.to_lowercase();
        let courtesy = COURTESIES.iter().find(|courtesy| {
            let after = lower.strip_prefix(**courtesy);
            after.is_some_and(|after| after.starts_with(' ') || after.starts_with(". "))
        });
        let Some(courtesy) = courtesy else { return rest.to_owned() };
        // Courtesies are as long in capitals as without them.
        rest = rest.get(courtesy.len()..).unwrap_or("").trim_start_matches(['.', ' ']);
    }
}

/// A name without the letters behind it, and its suffix.
fn without_ends(name: &str) -> (String, String) {
    let mut words: Vec<&str> = name.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let mut suffix = String::new();
    while words.len() > 2 {
        let Some(last) = words.last().copied() else { break };
        let lower = last.to_lowercase();
        let is_letters = LETTERS.contains(&lower.replace('.', "").as_str())
            && !last.ends_with(char::is_lowercase)
            || matches!(lower.as_str(), "phd" | "dphil");
        if is_letters {
            words.pop();
        } else if SUFFIXES.contains(&lower.as_str()) && suffix.is_empty() {
            suffix = last.to_owned();
            words.pop();
        } else {
            break;
        }
    }
    (words.join(" "), suffix)
}
