//! `.htaccess`, which Apache reads.
//!
//! In: `Grounds`. Out: the text. Each line needs a module, and a server without it must not fail, so each asks for its module first.

use super::Grounds;
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
    text += &within("mime", &types());
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
fn types() -> String {
    const ENDINGS: [&str; 14] = [
        "css",
        "js",
        "json",
        "xml",
        "svg",
        "txt",
        "woff2",
        "webp",
        "avif",
        "webmanifest",
        "epub",
        "csv",
        "vtt",
        "pdf",
    ];
    let mut lines = String::new();
    for ending in ENDINGS {
        let media_type = host::media_type(ending_only(ending).as_str());
        let (kind, letters) =
            media_type.split_once(';').map_or((media_type.as_str(), false), |it| (it.0, true));
        lines += &format!("AddType {kind} .{ending}\n");
        if letters {
            lines += &format!("AddCharset utf-8 .{ending}\n");
        }
    }
    lines
}

fn ending_only(ending: &str) -> String {
    format!("a.{ending}")
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
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if ".+*?()[]{}^$|\\".contains(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}
