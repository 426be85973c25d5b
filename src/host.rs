//! What a static host answers.
//!
//! In: the path that a browser asks for, and which files a site has. Out: which file is meant, or where to go instead. Knows
//! nothing of how the bytes come about: the window that editors look through and a real host answer alike.
//!
//! - `kind` names the hosts that are known, `server` knows how each of them shows a folder, `tables` reads what they read

mod kind;
mod server;
mod tables;

pub use kind::Kind;
pub use server::{Dotted, Premises, Reply, Server};

use crate::address::{decoded, encoded};

/// What a host does with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This file of the output.
    File(String),
    /// The page lives there, for good.
    Moved(String),
    /// The path is outside of the site's own; the site begins there.
    Begins(String),
    /// There is no such file: the page for that, with status 404.
    Missing,
}

/// The answer for `path`, as it stands in the first line of a request, percent-encoded and without its query. `base_path` is
/// where the site lives on the host, beginning and ending in `/`.
///
/// Folders are answered with their `index.html`, and asked for without their slash, with the address that has it: every static
/// host of note does so.
pub fn answer(path: &str, base_path: &str, has_file: &dyn Fn(&str) -> bool) -> Answer {
    let Some(below) = path.strip_prefix(base_path) else {
        let is_base = path == base_path.trim_end_matches('/');
        return match is_base || path == "/" || path.is_empty() {
            true => Answer::Begins(base_path.to_owned()),
            false => Answer::Missing,
        };
    };
    let name = decoded(below);
    if name.split('/').any(|part| part == ".." || part == ".") || name.contains(['\\', '\0']) {
        return Answer::Missing;
    }
    if name.is_empty() || name.ends_with('/') {
        let index = format!("{name}index.html");
        return if has_file(&index) { Answer::File(index) } else { Answer::Missing };
    }
    if has_file(&name) {
        return Answer::File(name);
    }
    match has_file(&format!("{name}/index.html")) {
        true => Answer::Moved(format!("{path}/")),
        false => Answer::Missing,
    }
}

/// The media type of a file of the output, by its ending (IANA).
pub fn media_type(path: &str) -> String {
    match path.rsplit('/').next() {
        Some("feed.xml") => return "application/atom+xml; charset=utf-8".to_owned(),
        Some("feed.json") => return "application/feed+json; charset=utf-8".to_owned(),
        _ => {}
    }
    // Programs for references take what is sent under these names, which registries do not have.
    match path.rsplit('.').next() {
        Some("bib") => return "application/x-bibtex; charset=utf-8".to_owned(),
        Some("ris") => return "application/x-research-info-systems; charset=utf-8".to_owned(),
        _ => {}
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = kind.type_() == mime_guess::mime::TEXT
        || matches!(kind.subtype().as_str(), "javascript" | "json" | "xml" | "svg")
        || kind.suffix().is_some_and(|suffix| suffix == "xml" || suffix == "json");
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

/// What of a file is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of it.
    Whole,
    /// These bytes.
    Part(std::ops::Range<usize>),
    /// Bytes that it does not have.
    Nothing,
}

/// What a `Range` header wants of a file of `length` bytes (RFC 9110, section 14.2). Players ask so for what they jump to. Whoever
/// asks for several parts at a time, or in words that are not understood, is given the whole, as the standard allows.
pub fn wanted(range: &str, length: usize) -> Wanted {
    let Some((first, last)) = range.trim().strip_prefix("bytes=").and_then(|part| part.split_once('-'))
    else {
        return Wanted::Whole;
    };
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let part = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Some(first), None) if last.trim().is_empty() => first..length,
        (None, Some(count)) if first.trim().is_empty() => length.saturating_sub(count)..length,
        _ => return Wanted::Whole,
    };
    if part.start < part.end { Wanted::Part(part) } else { Wanted::Nothing }
}

/// Whether an `If-None-Match` header names this tag (RFC 9110, section 13.1.2): whoever has a page under it needs no other.
pub fn names_tag(known: &str, tag: &str) -> bool {
    known.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// The pages for addresses that are not there, which hosts show at any address: everybody's, and that of Neocities.
pub const NOT_FOUND: [&str; 2] = ["404.html", "not_found.html"];

/// Folders in which every file is named by what it holds. Whoever has one of them needs never ask for it again.
pub const HASHED: [&str; 2] = ["assets/", "cards/"];

/// How long a file that is named by what it holds is good for: a year, the longest that caches are asked to keep anything
/// (RFC 9111; `immutable`: RFC 8246).
pub const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// How long everything else is good for: until somebody asks again, which costs little where nothing changed.
pub const ASKED_AGAIN: &str = "public, max-age=0, must-revalidate";

/// Whether a file of the output is named by what it holds.
pub fn is_hashed(path: &str) -> bool {
    HASHED.iter().any(|folder| path.starts_with(folder))
}

/// How long a file is good for, by its path in the output.
pub fn lasts(path: &str) -> &'static str {
    match is_hashed(path) {
        true => FOR_GOOD,
        false => ASKED_AGAIN,
    }
}

/// The headers of a site: [`HEADERS`], and what only holds of a site that is always encrypted. `hsts` has browsers refuse to
/// come without encryption for a year (RFC 6797), also after the site has gone elsewhere, so nobody gets it unasked.
pub fn headers(is_encrypted: bool, hsts: bool) -> Vec<(&'static str, String)> {
    let policy = |(name, value): (&'static str, &str)| match name {
        "content-security-policy" if is_encrypted => (name, format!("{value}; upgrade-insecure-requests")),
        _ => (name, value.to_owned()),
    };
    let mut headers: Vec<_> = HEADERS.into_iter().map(policy).collect();
    if hsts && is_encrypted {
        headers.push(("strict-transport-security", "max-age=31536000".to_owned()));
    }
    headers
}

/// The policy as it stands in a page, for hosts that send no headers. There `frame-ancestors` means nothing, and requests need no
/// upgrading, since a page asks only for files beside it; in a page that is shown without encryption, on the network of an editor,
/// upgrading would break it.
pub fn policy_in_page() -> String {
    let policy = HEADERS.iter().find(|(name, _)| *name == "content-security-policy").map_or("", |it| it.1);
    let holds = |rule: &&str| !rule.trim_start().starts_with("frame-ancestors");
    policy.split(';').filter(holds).collect::<Vec<_>>().join(";")
}

/// The headers that every file of a site is sent with, wherever the host allows them.
///
/// The policy (W3C Content Security Policy, level 3) says what the build proves: nothing inside a page runs, and nothing is
/// fetched from anybody else.
pub const HEADERS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"),
    ("cross-origin-opener-policy", "same-origin"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(path: &str, base: &str) -> Answer {
        answer(path, base, &|name| ["index.html", "essays/tea/index.html", "ŵy.pdf"].contains(&name))
    }

    #[test]
    fn folders_answer_with_their_index() {
        assert_eq!(asked("/", "/"), Answer::File("index.html".into()));
        assert_eq!(asked("/essays/tea/", "/"), Answer::File("essays/tea/index.html".into()));
        assert_eq!(asked("/essays/tea", "/"), Answer::Moved("/essays/tea/".into()));
        assert_eq!(asked("/essays/tea/index.html", "/"), Answer::File("essays/tea/index.html".into()));
        assert_eq!(asked("/essays/", "/"), Answer::Missing);
        assert_eq!(asked("/%C5%B5y.pdf", "/"), Answer::File("ŵy.pdf".into()));
    }

    #[test]
    fn a_site_lives_below_its_base() {
        assert_eq!(asked("/repo/essays/tea/", "/repo/"), Answer::File("essays/tea/index.html".into()));
        assert_eq!(asked("/repo/essays/tea", "/repo/"), Answer::Moved("/repo/essays/tea/".into()));
        assert_eq!(asked("/repo", "/repo/"), Answer::Begins("/repo/".into()));
        assert_eq!(asked("/", "/repo/"), Answer::Begins("/repo/".into()));
        assert_eq!(asked("/essays/tea/", "/repo/"), Answer::Missing);
    }

    #[test]
    fn nobody_climbs_out() {
        for path in [
            "/../index.html",
            "/%2e%2e/index.html",
            "/essays/../index.html",
            "/essays%5c..%5cindex.html",
            "/%00",
        ] {
            // Not even where a host asks the disk, which would have all of them.
            assert_eq!(answer(path, "/", &|_| true), Answer::Missing, "{path}");
        }
    }

    #[test]
    fn a_part_is_what_players_ask_for() {
        assert_eq!(wanted("bytes=0-9", 100), Wanted::Part(0..10));
        assert_eq!(wanted("bytes=90-", 100), Wanted::Part(90..100));
        assert_eq!(wanted("bytes=90-1000", 100), Wanted::Part(90..100));
        assert_eq!(wanted("bytes=-10", 100), Wanted::Part(90..100));
        assert_eq!(wanted("bytes=-1000", 100), Wanted::Part(0..100));
        for nothing in ["bytes=100-", "bytes=100-200", "bytes=-0"] {
            assert_eq!(wanted(nothing, 100), Wanted::Nothing, "{nothing}");
        }
        for whole in
            ["bytes=9-0", "bytes=0-1,5-6", "bytes=-", "bytes=a-b", "lines=0-9", "bytes=0-x", "bytes", ""]
        {
            assert_eq!(wanted(whole, 100), Wanted::Whole, "{whole}");
        }
        assert_eq!(wanted("bytes=0-", 0), Wanted::Nothing);
        assert_eq!(wanted(&format!("bytes=0-{}", usize::MAX), 100), Wanted::Part(0..100));
    }

    #[test]
    fn a_tag_is_known_in_every_way_it_may_be_written() {
        for known in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            assert!(names_tag(known, "\"a\""), "{known}");
        }
        for known in ["\"b\"", "a", ""] {
            assert!(!names_tag(known, "\"a\""), "{known}");
        }
    }

    #[test]
    fn a_policy_in_a_page_says_only_what_holds_there() {
        let policy = policy_in_page();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
        assert!(policy.ends_with("base-uri 'none'"), "{policy}");
        let sent = headers(true, true);
        assert!(sent[0].1.ends_with("frame-ancestors 'none'; upgrade-insecure-requests"), "{}", sent[0].1);
        assert_eq!(sent.len(), HEADERS.len() + 1);
        assert_eq!(headers(false, true)[0].1, HEADERS[0].1, "nothing is upgraded where nothing is encrypted");
    }

    #[test]
    fn types_are_those_that_browsers_need() {
        assert_eq!(media_type("a/index.html"), "text/html; charset=utf-8");
        assert_eq!(media_type("a.woff2"), "font/woff2");
        assert_eq!(media_type("a.css"), "text/css; charset=utf-8");
        assert_eq!(media_type("a.js"), "text/javascript; charset=utf-8");
        assert_eq!(media_type("sitemap.xml"), "text/xml; charset=utf-8");
        assert_eq!(media_type("themes/a/feed.xml"), "application/atom+xml; charset=utf-8");
        assert_eq!(media_type("feed.json"), "application/feed+json; charset=utf-8");
        assert_eq!(media_type("site.webmanifest"), "application/manifest+json; charset=utf-8");
        assert_eq!(media_type("a.svg"), "image/svg+xml; charset=utf-8");
        assert_eq!(media_type("a.webp"), "image/webp");
        assert_eq!(media_type("cite.bib"), "application/x-bibtex; charset=utf-8");
        assert_eq!(media_type("cite.ris"), "application/x-research-info-systems; charset=utf-8");
        assert_eq!(media_type("cite.json"), "application/json; charset=utf-8");
        assert_eq!(media_type("noext"), "application/octet-stream");
    }
}
