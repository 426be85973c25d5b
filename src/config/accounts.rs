//! Names of accounts elsewhere, which pages are credited to.
//!
//! In: what an editor wrote: a name, or the address of a profile. Out: `@user@host` in the fediverse, `@name` on X.

use crate::details::reader::Fields;
use crate::source::Span;

/// An account in the fediverse.
pub(super) fn fediverse(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let written = fields.words(key)?;
    let found = read_fediverse(&written);
    if found.is_none() {
        let message = format!("“{written}” is not an account in the fediverse.");
        refuse(fields, key, message, format!("Write it with its server: {key} = \"@name@example.social\""));
    }
    found
}

/// An account on X.
pub(super) fn x(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let written = fields.words(key)?;
    let found = read_x(&written);
    if found.is_none() {
        let message = format!("“{written}” is not an account on X.");
        refuse(fields, key, message, format!("Write its name: {key} = \"@name\""));
    }
    found
}

fn refuse(fields: &mut Fields<'_>, key: &'static str, message: String, help: String) {
    let span = fields.item(key).map_or(Span::default(), |item| item.value.span);
    fields.refuse(span, message, help);
}

/// `@user@host`, also without the first `@`, or `https://host/@user`.
fn read_fediverse(written: &str) -> Option<String> {
    let (user, host) = match written.strip_prefix("https://") {
        Some(profile) => {
            let (host, path) = profile.split_once('/')?;
            let user = path.strip_prefix('@').or_else(|| path.strip_prefix("users/"))?;
            (user.trim_end_matches('/'), host)
        }
        None => written.strip_prefix('@').unwrap_or(written).split_once('@')?,
    };
    let is_user = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let is_host = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '.' | ':');
    let named = !user.is_empty() && user.bytes().all(is_user);
    let hosted = host.contains('.') && !host.starts_with('.') && host.chars().all(is_host);
    (named && hosted).then(|| format!("@{user}@{}", host.to_lowercase()))
}

/// `@name`, also without the `@`, or `https://x.com/name`.
fn read_x(written: &str) -> Option<String> {
    const PLACES: [&str; 4] =
        ["https://x.com/", "https://twitter.com/", "https://www.twitter.com/", "https://www.x.com/"];
    let profile = PLACES.iter().find_map(|place| written.strip_prefix(place));
    let name = profile.map_or(written, |name| name.trim_end_matches('/'));
    let name = name.strip_prefix('@').unwrap_or(name);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    ((1..=15).contains(&name.len()) && name.bytes().all(is_name)).then(|| format!("@{name}"))
}

#[cfg(test)]
mod tests {
    use super::{read_fediverse, read_x};

    #[test]
    fn accounts_are_known_by_name_and_by_address() {
        let cases = [
            ("@a.b@social.coop", Some("@a.b@social.coop")),
            ("a_b@Social.coop", Some("@a_b@social.coop")),
            ("https://social.coop/@ab", Some("@ab@social.coop")),
            ("https://social.coop/users/ab/", Some("@ab@social.coop")),
            ("@ab", None),
            ("ab@localhost", None),
            ("a b@social.coop", None),
            ("https://social.coop/ab", None),
            ("", None),
        ];
        for (written, expected) in cases {
            assert_eq!(read_fediverse(written).as_deref(), expected, "{written}");
        }
        let cases = [
            ("@sample", Some("@sample")),
            ("sample", Some("@sample")),
            ("https://x.com/sample/", Some("@sample")),
            ("a name", None),
            ("@sample@example.org", None),
            ("sixteencharacters", None),
        ];
        for (written, expected) in cases {
            assert_eq!(read_x(written).as_deref(), expected, "{written}");
        }
    }
}
