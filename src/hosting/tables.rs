//! `_headers` and `_redirects`, which Cloudflare and Netlify read.
//!
//! In: `Grounds`. Out: the texts, in the part of both notations that both understand.
//!
//! Cloudflare joins the headers of all rules that fit an address, so a header is set by rules that never fit the same one:
//! `cache-control` by one rule for each entry at the top of the site, everything else by one rule for all.

use super::Grounds;
use crate::address::{Address, encoded};
use crate::host::{self, Kind};

/// Rules that Cloudflare takes in `_headers`.
const RULES: usize = 100;

/// Redirects from one address to another that Cloudflare takes in `_redirects`.
const REDIRECTS: usize = 2_000;

/// Redirects that Netlify can still be quick with.
const REDIRECTS_OF_NETLIFY: usize = 10_000;

/// Letters of a line that Cloudflare reads in `_redirects`.
const LINE: usize = 1_000;

pub(super) fn headers(grounds: &Grounds<'_>) -> String {
    let mut text = "# Made by pamphlet for hosts that read it.\n/*\n".to_owned();
    for (name, value) in grounds.headers() {
        text += &format!("  {name}: {value}\n");
    }
    // Where the entries are too many, pages are left to the host, which has them asked for again by itself.
    let names_pages = grounds.top.len() + 2 <= RULES;
    let is_wanted = |entry: &&&str| names_pages || host::lasts(entry) == host::FOR_GOOD;
    if names_pages {
        text += &rule("/", host::ASKED_AGAIN);
    }
    for entry in grounds.top.iter().filter(is_wanted) {
        let star = if entry.ends_with('/') { "*" } else { "" };
        text += &rule(&format!("/{}{star}", encoded(entry)), host::lasts(entry));
    }
    text
}

fn rule(pattern: &str, lasts: &str) -> String {
    format!("{pattern}\n  cache-control: {lasts}\n")
}

/// The redirects, and how many found no room. Nothing is lost by that: each has a page of its own at the old address.
pub(super) fn redirects(kind: Kind, moved: &[(Address, &Address)]) -> (String, usize) {
    // Netlify shows a file that is there, unless it is told not to, and at every old address a page is there. Others would not
    // understand the mark.
    let code = if kind == Kind::Netlify { "301!" } else { "301" };
    let room = if kind == Kind::Netlify { REDIRECTS_OF_NETLIFY } else { REDIRECTS };
    let pages = moved.iter().filter(|(old, _)| old.is_page()).count();
    let with_both = moved.len() + pages <= room;
    let mut text = "# Made by pamphlet for hosts that read it.\n".to_owned();
    let (mut written, mut left_out) = (0, 0);
    for (old, new) in moved {
        let from = encoded(old.as_str());
        let to = encoded(new.as_str());
        let line = format!("/{from} /{to} {code}\n");
        if written == room || line.len() > LINE {
            left_out += 1;
            continue;
        }
        // Without its slash an address would be sent to the one with it first, and only from there to the new one.
        if let Some(bare) = from.strip_suffix('/').filter(|bare| with_both && !bare.is_empty()) {
            text += &format!("/{bare} /{to} {code}\n");
            written += 1;
        }
        text += &line;
        written += 1;
    }
    (text, left_out)
}
