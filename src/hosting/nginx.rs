//! What nginx is told, inside the server of the site's host.
//!
//! In: `Grounds`. Out: the text. nginx reads no file of the site, so all that others read from one stands here.
//!
//! A `location` with headers of its own has none of those around it, so the rules of files that are kept for good repeat them.

use std::collections::BTreeSet;

use super::{Grounds, types};
use crate::address::{decoded, encoded};
use crate::host;

/// The folder on a server that is looked in for a host's files, before the site's path.
pub(super) fn root(grounds: &Grounds<'_>) -> String {
    format!("/var/www/{}", grounds.base().host)
}

pub(super) fn snippet(grounds: &Grounds<'_>) -> String {
    let base = grounds.base();
    let path = decoded(&base.path);
    let root = root(grounds);
    let mut inside = format!("root \"{root}\";\nindex index.html;\nautoindex off;\nabsolute_redirect off;\n");
    inside += &format!("error_page 403 404 =404 \"{path}404.html\";\n");
    inside += &type_rules();
    inside += &headers(grounds);
    inside += &format!("add_header cache-control \"{}\" always;\n", host::ASKED_AGAIN);
    inside += &kept_for_good(grounds, &path);
    for feed in types::FEEDS {
        let name = literal(feed);
        inside += &within(
            &format!("location ~ \"/{name}$\""),
            &format!("types {{}}\ndefault_type {};\n", types::of(feed).0),
        );
    }
    inside += &redirects(grounds, &path);
    format!(
        "# Made by pamphlet for {}{}, whose files lie in {root}{path}\n{}",
        base.origin,
        base.path,
        within(&format!("location ^~ \"{path}\""), &inside)
    ) + &without_slash(&path)
}

/// Below a path, the path without its slash leads to the site.
fn without_slash(path: &str) -> String {
    match path.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        Some(bare) => within(
            &format!("location = \"{bare}\""),
            &format!("absolute_redirect off;\nreturn 301 \"{}\";\n", encoded(path)),
        ),
        None => String::new(),
    }
}

fn type_rules() -> String {
    let mut kinds = String::new();
    // Of text/html nginx knows itself that it is text, and that it can be made small.
    let mut texts = BTreeSet::new();
    let feeds = types::FEEDS.map(types::of);
    for kind in types::all() {
        kinds += &format!("{} {};\n", kind.media_type, kind.ending);
        texts.extend((kind.is_text).then_some(kind.media_type));
    }
    texts.extend(feeds.into_iter().map(|feed| feed.0));
    texts.remove("text/html");
    let texts = texts.into_iter().collect::<Vec<_>>().join(" ");
    let mut lines = within("types", &kinds);
    lines += "default_type application/octet-stream;\ncharset utf-8;\n";
    lines += &format!("charset_types {texts};\ngzip on;\ngzip_vary on;\ngzip_types {texts};\n");
    lines
}

fn headers(grounds: &Grounds<'_>) -> String {
    grounds.headers().iter().map(|(name, value)| format!("add_header {name} \"{value}\" always;\n")).collect()
}

fn kept_for_good(grounds: &Grounds<'_>, path: &str) -> String {
    let folders: Vec<&str> = host::HASHED.iter().map(|folder| folder.trim_end_matches('/')).collect();
    let mut lines = headers(grounds);
    // Not always: what is missing may come.
    lines += &format!("add_header cache-control \"{}\";\n", host::FOR_GOOD);
    within(&format!("location ~ \"^{}({})/\"", literal(path), folders.join("|")), &lines)
}

fn redirects(grounds: &Grounds<'_>, path: &str) -> String {
    let mut lines = String::new();
    for (old, new) in &grounds.moved {
        let to = encoded(&format!("{path}{}", new.as_str()));
        let bare = old.as_str().strip_suffix('/').filter(|bare| !bare.is_empty());
        for old in bare.into_iter().chain([old.as_str()]) {
            lines += &format!("location = \"{path}{old}\" {{ return 301 \"{to}\"; }}\n");
        }
    }
    lines
}

fn within(head: &str, lines: &str) -> String {
    let lines: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    format!("{head} {{\n{lines}}}\n")
}

/// A text as a pattern that fits it alone. Braces end a name where it is not in quotation marks, which it is.
fn literal(text: &str) -> String {
    super::apache::literal(text)
}
