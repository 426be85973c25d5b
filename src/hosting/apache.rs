//! `.htaccess`, which Apache reads.
//!
//! In: `Grounds`. Out: the text. Each line needs a module, and a server without it must not fail, so each asks for its module first.

use super::{Grounds, types};
use crate::address::decoded;
use crate::host;

pub(super) fn htaccess(grounds: &Grounds<'_>) -> String {
    let path = decoded(&grounds.base().path);
    let mut text = format!(
        "# Made by pamphlet for {path} on this host.\n\
         ErrorDocument 403 {path}404.html\n\
         ErrorDocument 404 {path}404.html\n\
         AddDefaultCharset utf-8\n"
    );
    text += &within("dir", "DirectoryIndex index.html\n");
    text += &within("autoindex", "Options -Indexes\n");
    text += &within("negotiation", "Options -MultiViews\n");
    text += &within("mime", &kinds());
    text += &within("setenvif", &format!("SetEnvIf Request_URI \"{}\" pamphlet_for_good\n", hashed(&path)));
    text += &within("headers", &headers(grounds));
    if !grounds.moved.is_empty() {
        text += &within("alias", &redirects(grounds, &path));
    }
    text
}

fn within(module: &str, lines: &str) -> String {
    let lines: String = lines.lines().map(|line| format!("  {line}\n")).collect();
    format!("<IfModule mod_{module}.c>\n{lines}</IfModule>\n")
}

/// Kinds of files that a server may not know, or says nothing of their letters.
fn kinds() -> String {
    let mut lines = String::new();
    for kind in types::all() {
        lines += &format!("AddType {} .{}\n", kind.media_type, kind.ending);
        if kind.is_text {
            lines += &format!("AddCharset utf-8 .{}\n", kind.ending);
        }
    }
    for feed in types::FEEDS {
        lines += &format!("<Files \"{feed}\">\n  ForceType \"{}\"\n</Files>\n", host::media_type(feed));
    }
    lines
}

fn hashed(path: &str) -> String {
    let folders: Vec<&str> = host::HASHED.iter().map(|folder| folder.trim_end_matches('/')).collect();
    format!("^{}({})/", literal(path), folders.join("|"))
}

fn headers(grounds: &Grounds<'_>) -> String {
    let mut lines = String::new();
    for (name, value) in grounds.headers() {
        lines += &format!("Header always set {name} \"{value}\"\n");
    }
    lines += &format!("Header always set cache-control \"{}\" env=pamphlet_for_good\n", host::FOR_GOOD);
    lines += &format!("Header always set cache-control \"{}\" env=!pamphlet_for_good\n", host::ASKED_AGAIN);
    lines
}

/// A redirect without a pattern would take along everything below the old address.
fn redirects(grounds: &Grounds<'_>, path: &str) -> String {
    let line = |(old, new): &(crate::address::Address, &crate::address::Address)| {
        let from = format!("{path}{}", old.as_str());
        let from = match from.strip_suffix('/') {
            Some(bare) => format!("{}/?", literal(bare)),
            None => literal(&from),
        };
        format!("RedirectMatch 301 \"^{from}$\" \"{path}{}\"\n", new.as_str())
    };
    grounds.moved.iter().map(line).collect()
}

/// A text as a pattern that fits it alone.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if ".+*?()[]{}^$|\\".contains(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

/// What a server of one's own must be told, beside the site: that it may read `.htaccess`.
pub(super) fn snippet(grounds: &Grounds<'_>) -> String {
    let folder = super::nginx::root(grounds) + &decoded(&grounds.base().path);
    format!(
        "# Made by pamphlet for {}{}\n<Directory \"{folder}\">\n  \
         AllowOverride FileInfo Indexes Options=Indexes,MultiViews\n  Require all granted\n</Directory>\n",
        grounds.base().origin,
        grounds.base().path
    )
}
