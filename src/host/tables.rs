//! The tables in a site that hosts read.
//!
//! In: the texts of `_redirects`, `_headers` and `.htaccess`. Out: redirects and headers, as far as pamphlet writes them.

use super::{Kind, decoded};

/// A redirect from one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Redirect {
    /// A path, decoded.
    pub(super) from: String,
    pub(super) to: String,
    pub(super) status: u16,
    /// Whether it is followed even where a file is.
    pub(super) is_forced: bool,
}

/// A header of some addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HeaderRule {
    /// What begins the path, or all of it.
    pattern: Pattern,
    pub(super) name: String,
    pub(super) value: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Pattern {
    /// This path alone.
    Path(String),
    /// Whatever begins so.
    Below(String),
    /// Whatever begins with one of these, or with none of them.
    Folders(Vec<String>, bool),
}

impl HeaderRule {
    pub(super) fn fits(&self, path: &str) -> bool {
        let path = decoded(path);
        match &self.pattern {
            Pattern::Path(whole) => path == *whole,
            Pattern::Below(start) => path.starts_with(start),
            Pattern::Folders(folders, wanted) => {
                folders.iter().any(|folder| path.starts_with(folder)) == *wanted
            }
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
}

/// `_redirects` of Cloudflare and Netlify.
pub(super) fn redirects(text: &str, kind: Kind) -> Vec<Redirect> {
    let one = |line: &str| {
        let mut parts = line.split_whitespace();
        let (from, to) = (decoded(parts.next()?), parts.next()?.to_owned());
        let code = parts.next().unwrap_or("301");
        let status = code.trim_end_matches('!').parse().ok()?;
        // Cloudflare follows a redirect in any case, Netlify where it is told to.
        let is_forced = kind == Kind::Cloudflare || code.ends_with('!');
        Some(Redirect { from, to, status, is_forced })
    };
    lines(text).filter_map(one).collect()
}

/// `_headers` of Cloudflare and Netlify.
pub(super) fn headers(text: &str) -> Vec<HeaderRule> {
    let mut rules = Vec::new();
    let mut pattern = Pattern::Path(String::new());
    for line in lines(text) {
        if !line.starts_with([' ', '\t']) {
            pattern = match line.trim().strip_suffix('*') {
                Some(start) => Pattern::Below(decoded(start)),
                None => Pattern::Path(decoded(line.trim())),
            };
        } else if let Some((name, value)) = line.trim().split_once(':') {
            let (name, value) = (name.trim().to_lowercase(), value.trim().to_owned());
            rules.push(HeaderRule { pattern: pattern.clone(), name, value });
        }
    }
    rules
}

/// `.htaccess`, as pamphlet writes it.
pub(super) fn htaccess(text: &str, mount: &str) -> (Vec<Redirect>, Vec<HeaderRule>) {
    let (mut redirects, mut rules) = (Vec::new(), Vec::new());
    let mut folders = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("RedirectMatch 301 \"^") {
            let Some((from, to)) = rest.split_once("$\" \"") else { continue };
            let to = to.trim_end_matches('"').to_owned();
            let (bare, with_slash) = (from.strip_suffix("/?"), from.ends_with("/?"));
            let plain = bare.unwrap_or(from).replace('\\', "");
            let both = with_slash.then(|| format!("{plain}/"));
            for from in both.into_iter().chain([plain]) {
                redirects.push(Redirect { from, to: to.clone(), status: 301, is_forced: true });
            }
        } else if line.starts_with("SetEnvIf Request_URI") {
            let inside = line.split(['(', ')']).nth(1).unwrap_or("");
            folders = inside.split('|').map(|name| format!("{mount}{name}/")).collect();
        } else if let Some((name, rest)) =
            line.strip_prefix("Header always set ").and_then(|line| line.split_once(" \""))
        {
            let (value, condition) = rest.split_once('"').unwrap_or((rest, ""));
            let pattern = match condition.trim() {
                "" => Pattern::Below("/".to_owned()),
                condition => Pattern::Folders(folders.clone(), !condition.contains('!')),
            };
            rules.push(HeaderRule { pattern, name: name.to_owned(), value: value.to_owned() });
        }
    }
    (redirects, rules)
}

/// Redirects from old addresses below `mount`, each with and without its slash.
pub(super) fn both(mount: &str, moved: &[(String, String)]) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (old, new) in moved {
        let bare = old.strip_suffix('/').filter(|bare| !bare.is_empty());
        for from in bare.into_iter().chain([old.as_str()]) {
            let (from, to) = (format!("{mount}{from}"), format!("{mount}{new}"));
            redirects.push(Redirect { from, to, status: 301, is_forced: true });
        }
    }
    redirects
}
