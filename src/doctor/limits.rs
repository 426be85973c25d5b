//! What hosts do not take.
//!
//! In: names and lengths of files. Out: what is too large, too much or of a kind that is not taken. Numbers are those of the hosts'
//! documentation, and for Neocities of its published source.

use super::Round;
use crate::diagnostic::{Code, Diagnostic};
use crate::host::Kind;

const MIB: u64 = 1024 * 1024;
const GB: u64 = 1_000_000_000;

/// What a host takes.
struct Limits {
    files: Option<usize>,
    each: Option<u64>,
    all: Option<u64>,
}

const fn limits(kind: Kind) -> Limits {
    match kind {
        Kind::Github => Limits { files: None, each: None, all: Some(GB) },
        Kind::Cloudflare => Limits { files: Some(20_000), each: Some(25 * MIB), all: None },
        Kind::Neocities => Limits { files: Some(15_000), each: Some(100_000_000), all: Some(GB) },
        // The oldest way of formatting sticks (FAT32).
        Kind::Disk => Limits { files: None, each: Some(4 * 1024 * MIB - 1), all: None },
        _ => Limits { files: None, each: None, all: None },
    }
}

/// Endings that free sites of Neocities may have.
const OF_NEOCITIES: [&str; 57] = [
    "html",
    "htm",
    "txt",
    "text",
    "css",
    "js",
    "jpg",
    "jpeg",
    "png",
    "gif",
    "svg",
    "md",
    "markdown",
    "eot",
    "ttf",
    "woff",
    "woff2",
    "json",
    "geojson",
    "csv",
    "tsv",
    "mf",
    "ico",
    "pdf",
    "asc",
    "key",
    "pgp",
    "xml",
    "mid",
    "midi",
    "manifest",
    "otf",
    "webapp",
    "less",
    "sass",
    "rss",
    "kml",
    "dae",
    "obj",
    "mtl",
    "scss",
    "webp",
    "xcf",
    "epub",
    "gltf",
    "bin",
    "webmanifest",
    "knowl",
    "atom",
    "opml",
    "rdf",
    "",
    "glb",
    "map",
    "toml",
    "yaml",
    "yml",
];

/// What is over the limits of the host.
pub(super) fn over(round: &Round<'_>) -> Vec<Diagnostic> {
    let kind = round.patient.kind;
    let files = round.patient.files;
    let limits = limits(kind);
    let mut found = Vec::new();
    let mut over = |message: String, help: &str| found.push(Diagnostic::new(Code::E319, message).help(help));
    if let Some(most) = limits.files.filter(|most| files.len() > *most) {
        over(
            format!("The site has {} files; {} takes {most}.", files.len(), round.host()),
            "Choose another host, or part the collection in two.",
        );
    }
    let all: u64 = files.values().sum();
    if let Some(most) = limits.all.filter(|most| all > *most) {
        over(
            format!(
                "The site weighs {} MB; {} takes {} MB.",
                all / 1_000_000,
                round.host(),
                most / 1_000_000
            ),
            "Put recordings and films elsewhere and link to them, or choose another host.",
        );
    }
    for (path, length) in files {
        if let Some(most) = limits.each.filter(|most| length > most) {
            over(
                format!(
                    "{path} weighs {} MB; {} takes {} MB.",
                    length / 1_000_000,
                    round.host(),
                    most / 1_000_000
                ),
                "Put a smaller one in its place, or put it elsewhere and link to it.",
            );
        }
    }
    found.extend(kinds(round));
    found.extend(names(round));
    found
}

/// Kinds of files that a free site may not have, each told once.
fn kinds(round: &Round<'_>) -> Option<Diagnostic> {
    if round.patient.kind != Kind::Neocities {
        return None;
    }
    let name = |path: &String| path.rsplit('/').next().unwrap_or("").to_owned();
    let ending = |path: &String| name(path).rsplit_once('.').map_or(String::new(), |it| it.1.to_lowercase());
    let is_refused =
        |path: &&String| !name(path).starts_with('.') && !OF_NEOCITIES.contains(&ending(path).as_str());
    let refused: Vec<&String> = round.patient.files.keys().filter(is_refused).collect();
    let first = refused.first()?;
    let mut endings: Vec<String> = refused.iter().map(|path| format!(".{}", ending(path))).collect();
    endings.sort();
    endings.dedup();
    let message = format!(
        "Free sites of Neocities may not have files that end in {}: {} of them, such as {first}.",
        endings.join(", "),
        refused.len()
    );
    Some(
        Diagnostic::new(Code::W220, message)
            .help("Supporters' sites may; on a free one links to these files lead nowhere."),
    )
}

/// Names that cannot stand on the disks of other computers.
fn names(round: &Round<'_>) -> Option<Diagnostic> {
    const RESERVED: [char; 7] = ['<', '>', ':', '"', '|', '?', '*'];
    if round.patient.kind != Kind::Disk {
        return None;
    }
    let path = round.patient.files.keys().find(|path| path.contains(RESERVED))?;
    let message = format!("{path} has a sign in its name that Windows does not allow.");
    Some(Diagnostic::new(Code::E319, message).help("Give the file another name."))
}
