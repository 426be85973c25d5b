//! A licence becomes the address of its text.
//!
//! In: what an editor wrote: an address, or a short name such as `CC BY 4.0`. Out: the address; nothing for other words.

/// The address of a licence.
pub fn address(written: &str) -> Option<String> {
    let written = written.trim();
    if written.starts_with("https://") || written.starts_with("http://") {
        return Some(written.to_owned());
    }
    let name = written.to_ascii_lowercase().replace([' ', '_'], "-");
    match name.as_str() {
        "cc0" | "cc0-1.0" => Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned()),
        "ogl" | "ogl-3.0" | "ogl-uk-3.0" => {
            let address = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
            Some(address.to_owned())
        }
        name => creative_commons(name.strip_prefix("cc-")?),
    }
}

/// `by-nc-sa-4.0`, perhaps with a country behind it; without a version it is the newest.
fn creative_commons(name: &str) -> Option<String> {
    const KINDS: [&str; 6] = ["by-nc-sa", "by-nc-nd", "by-nc", "by-nd", "by-sa", "by"];
    const VERSIONS: [&str; 5] = ["1.0", "2.0", "2.5", "3.0", "4.0"];
    let kind = KINDS.into_iter().find(|kind| {
        name.strip_prefix(kind).is_some_and(|rest| rest.is_empty() || rest.starts_with("-") && !is_kind(rest))
    })?;
    let mut rest = name[kind.len()..].split('-').filter(|part| !part.is_empty());
    let version = rest.next().unwrap_or("4.0");
    let country = rest.next().filter(|country| country.len() == 2).map(|country| format!("{country}/"));
    let version = VERSIONS.contains(&version).then_some(version)?;
    Some(format!("https://creativecommons.org/licenses/{kind}/{version}/{}", country.unwrap_or_default()))
}

/// Whether what follows belongs to the kind of licence, and is not its version.
fn is_kind(rest: &str) -> bool {
    rest[1..].starts_with(|sign: char| sign.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn licences_lead_to_their_text() {
        let by = "https://creativecommons.org/licenses/by/4.0/";
        let cases = [
            ("CC-BY-4.0", Some(by)),
            ("CC BY 4.0", Some(by)),
            ("cc by", Some(by)),
            ("CC BY-NC-SA 3.0", Some("https://creativecommons.org/licenses/by-nc-sa/3.0/")),
            ("CC-BY-2.0-UK", Some("https://creativecommons.org/licenses/by/2.0/uk/")),
            ("CC0-1.0", Some("https://creativecommons.org/publicdomain/zero/1.0/")),
            (
                "OGL-UK-3.0",
                Some("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
            ),
            ("https://example.org/licence", Some("https://example.org/licence")),
            ("CC-BY-XX-4.0", None),
            ("CC-BY-9.0", None),
            ("All rights reserved", None),
            ("", None),
        ];
        for (written, expected) in cases {
            assert_eq!(address(written).as_deref(), expected, "{written}");
        }
    }
}
