//! How a site is brought to a host.
//!
//! In: a host, and `Grounds`. Out: a few steps in words, and the file that the host or its server must be given, if there is one.

use super::{Grounds, apache, nginx};
use crate::address::{decoded, encoded};
use crate::host::{self, Dotted, Kind};

/// The steps to a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// What to do, line by line.
    pub words: String,
    /// What must be written somewhere beside the site.
    pub snippet: Option<Snippet>,
}

/// A file that is written once, by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Where it belongs, in words or as a path.
    pub path: &'static str,
    /// What it holds.
    pub text: String,
}

/// The steps to a host. `files` are those of the site, by their paths.
pub fn guide<'a>(kind: Kind, grounds: &Grounds<'_>, files: impl Iterator<Item = &'a str>) -> Guide {
    let words = match kind {
        Kind::Generic => include_str!("guide/generic.txt"),
        Kind::Github => include_str!("guide/github.txt"),
        Kind::Cloudflare => include_str!("guide/cloudflare.txt"),
        Kind::Netlify => include_str!("guide/netlify.txt"),
        Kind::Apache => include_str!("guide/apache.txt"),
        Kind::Nginx => include_str!("guide/nginx.txt"),
        Kind::S3 => include_str!("guide/s3.txt"),
        Kind::Neocities => include_str!("guide/neocities.txt"),
        Kind::Disk => include_str!("guide/usb.txt"),
    };
    Guide { words: filled(words, grounds), snippet: snippet(kind, grounds, files) }
}

fn snippet<'a>(kind: Kind, grounds: &Grounds<'_>, files: impl Iterator<Item = &'a str>) -> Option<Snippet> {
    let (path, text) = match kind {
        Kind::Github => (".github/workflows/pages.yml", include_str!("guide/pages.yml").to_owned()),
        Kind::Apache => ("/etc/apache2/conf-available/pamphlet.conf", apache::snippet(grounds)),
        Kind::Nginx => ("/etc/nginx/snippets/pamphlet.conf", nginx::snippet(grounds)),
        Kind::S3 => ("CloudFront, Functions", function(grounds, &Dotted::among(files))),
        Kind::Generic | Kind::Cloudflare | Kind::Netlify | Kind::Neocities | Kind::Disk => return None,
    };
    Some(Snippet { path, text })
}

fn function(grounds: &Grounds<'_>, dotted: &Dotted) -> String {
    let list = |names: &[String]| {
        names.iter().map(|name| format!("\"{}\"", encoded(name))).collect::<Vec<_>>().join(", ")
    };
    include_str!("guide/function.js")
        .replace("{base}", &encoded(&grounds.base().path))
        .replace("{endings}", &list(&dotted.endings))
        .replace("{folders}", &list(&dotted.paths))
}

fn filled(words: &str, grounds: &Grounds<'_>) -> String {
    let base = grounds.base();
    let path = decoded(&base.path);
    let folder = nginx::root(grounds) + &path;
    let headers: String =
        grounds.headers().iter().map(|(name, value)| format!("   {name}: {value}\n")).collect();
    let url = format!("{}{}", base.origin, base.path);
    [
        ("{site}", grounds.config.site.title.as_str()),
        ("{url}", &url),
        ("{host}", &base.host),
        ("{path}", &path),
        ("{folder}", &folder),
        ("{headers}", &headers),
        ("{commands}", &commands(&path)),
    ]
    .into_iter()
    .fold(words.to_owned(), |words, (name, value)| words.replace(name, value))
}

/// Files of which Amazon's program does not know the kind, or not well.
const UNKNOWN: [&str; 8] = [
    "*.bib",
    "*.ris",
    "*feed.xml",
    "*feed.json",
    "assets/*.webmanifest",
    "assets/*.woff2",
    "assets/*.webp",
    "assets/*.avif",
];

/// How a site is sent to a bucket.
fn commands(path: &str) -> String {
    let bucket = format!("output/ \"s3://BUCKET{path}\"");
    let hashed = |word: &str| host::HASHED.map(|folder| format!("--{word} \"{folder}*\"")).join(" ");
    let lasting = |lasts: &str| format!("--cache-control \"{lasts}\"");
    let mut lines = vec![
        format!("sync {bucket} --exclude \"*\" {} {}", hashed("include"), lasting(host::FOR_GOOD)),
        format!("sync {bucket} {} {}", hashed("exclude"), lasting(host::ASKED_AGAIN)),
    ];
    for pattern in UNKNOWN {
        let kind = host::media_type(&pattern.replace("*feed", "feed").replace('*', "a"));
        let lasts = lasting(host::lasts(pattern));
        lines.push(format!(
            "cp {bucket} --recursive --exclude \"*\" --include \"{pattern}\" --content-type \"{kind}\" {lasts}"
        ));
    }
    lines.push(format!("sync {bucket} --delete"));
    lines.iter().map(|line| format!("   aws s3 {line}\n")).collect()
}
