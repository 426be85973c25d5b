//! Whether a built site will work where it is brought.
//!
//! In: the folder as it was built, a host, the site's address. Out: everything that would break there, in plain words with the mend.
//! The folder is shown by the host's rules (`host`), at the site's own path, and asked for everything. It trusts nothing of how the
//! folder was made.
//!
//! - `place` asks whether the folder was built for this place at all
//! - `crawl` asks for every page and file, and for whatever they lead to
//! - `lost` goes astray: addresses that are not there, old ones, those without their slash
//! - `limits` knows what hosts do not take, `sent` looks at headers

mod crawl;
mod limits;
mod lost;
mod place;
mod sent;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::config::BaseUrl;
use crate::diagnostic::{Code, Diagnostic};
use crate::host::{Dotted, Kind, Premises, Reply, Server};
use crate::proof::leads::{self, Leads};

/// A built site, and where it is brought.
pub struct Patient<'a> {
    /// The host.
    pub kind: Kind,
    /// The site's address.
    pub base: &'a BaseUrl,
    /// Every file of the folder by its path, and its length.
    pub files: &'a BTreeMap<String, u64>,
    /// The text of a file.
    pub read: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

/// What was found.
pub struct Findings {
    /// What would break, and what is not as it could be.
    pub diagnostics: Vec<Diagnostic>,
    /// How many pages were read.
    pub pages: usize,
    /// How many answers were looked at.
    pub asked: usize,
}

/// Looks at everything.
pub fn examine(patient: &Patient<'_>) -> Findings {
    let (pages, others) = read(patient);
    let count = pages.len();
    if let Some(fault) = place::built_for_another(patient, &pages) {
        return Findings { diagnostics: vec![fault], pages: count, asked: 0 };
    }
    let has_file = |name: &str| patient.files.contains_key(name);
    let moved = moved(patient, &pages);
    let dotted = Dotted::among(patient.files.keys().map(String::as_str));
    let server = Server::new(&Premises {
        kind: patient.kind,
        base_path: &patient.base.path,
        is_encrypted: patient.base.origin.starts_with("https:"),
        moved: &moved,
        dotted: &dotted,
        has_file: &has_file,
        read: patient.read,
    });
    let round =
        Round { patient, server, pages: &pages, others: &others, moved: &moved, asked: AtomicUsize::new(0) };
    let mut diagnostics = place::unprepared(&round);
    diagnostics.extend(limits::over(&round));
    diagnostics.extend(crawl::everything(&round));
    diagnostics.extend(lost::astray(&round));
    diagnostics.extend(sent::headers(&round));
    crate::diagnostic::sort(&mut diagnostics);
    Findings { diagnostics, pages: count, asked: round.asked.into_inner() }
}

/// What the pages lead to, and what the other files do.
fn read(patient: &Patient<'_>) -> (BTreeMap<String, Leads>, BTreeMap<String, Leads>) {
    let all: Vec<(String, Leads)> = patient
        .files
        .par_iter()
        .filter_map(|(path, _)| {
            let name = path.rsplit('/').next().unwrap_or("");
            let read: fn(&str) -> Leads = match name.rsplit('.').next().unwrap_or("") {
                "html" => leads::in_page,
                "xml" => leads::in_xml,
                "css" => leads::in_style,
                "json" if name == "feed.json" => leads::in_json,
                _ => return None,
            };
            Some((path.clone(), read(&(patient.read)(path)?)))
        })
        .collect();
    all.into_iter().partition(|(path, _)| path.ends_with(".html"))
}

/// Old addresses of a built site with the new ones.
pub fn old_addresses(patient: &Patient<'_>) -> Vec<(String, String)> {
    moved(patient, &read(patient).0)
}

/// Old addresses with the new ones, as paths in the folder: pages that lead on by themselves.
fn moved(patient: &Patient<'_>, pages: &BTreeMap<String, Leads>) -> Vec<(String, String)> {
    let onward = |(path, leads): (&String, &Leads)| {
        let old = path.strip_suffix("index.html").unwrap_or(path);
        let at = format!("/{old}");
        let Whither::Inside { path: to, .. } = whither(&at, leads.onward.as_deref()?, patient) else {
            return None;
        };
        Some((old.to_owned(), to.trim_start_matches('/').to_owned()))
    };
    pages.iter().filter_map(onward).collect()
}

/// A visit to a site as a host shows it.
struct Round<'a> {
    patient: &'a Patient<'a>,
    server: Server<'a>,
    pages: &'a BTreeMap<String, Leads>,
    others: &'a BTreeMap<String, Leads>,
    moved: &'a [(String, String)],
    asked: AtomicUsize,
}

/// How a visit to an address ends.
struct Arrival {
    reply: Reply,
    /// The path that was answered in the end.
    path: String,
    /// How often the host led elsewhere.
    detours: usize,
}

impl Round<'_> {
    /// Asks, and follows wherever the host leads.
    fn visit(&self, path: &str) -> Arrival {
        let mut at = path.to_owned();
        let mut detours = 0;
        loop {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let reply = self.server.ask(&at);
            // Browsers give up after twenty.
            let Some(to) = reply.location.clone().filter(|_| detours < 20) else {
                return Arrival { reply, path: at, detours };
            };
            at = to;
            detours += 1;
        }
    }

    /// The address at which a file is shown.
    fn address_of(&self, file: &str) -> String {
        let file = match self.patient.kind {
            Kind::Disk => file,
            _ => file.strip_suffix("index.html").unwrap_or(file),
        };
        format!("{}{}", self.server.mount(), crate::address::encoded(file))
    }

    fn host(&self) -> &'static str {
        self.patient.kind.title()
    }
}

/// Where an address leads.
enum Whither {
    /// To a path on the site's own host.
    Inside {
        path: String,
        section: String,
    },
    Elsewhere,
}

/// Where an address leads that stands in what is shown at the path `at`.
fn whither(at: &str, address: &str, patient: &Patient<'_>) -> Whither {
    let (address, section) = address.split_once('#').unwrap_or((address, ""));
    // A text fragment names words, not a section.
    let section = section.split(":~:").next().unwrap_or("").to_owned();
    let address = address.split('?').next().unwrap_or("");
    let inside = |path: String| Whither::Inside { path, section: section.clone() };
    let own = address.strip_prefix(patient.base.origin.as_str());
    if let Some(path) = own.filter(|path| path.is_empty() || path.starts_with('/')) {
        // From a disk the web is elsewhere, also where the site itself is on it.
        return if patient.kind == Kind::Disk { Whither::Elsewhere } else { inside(path.to_owned()) };
    }
    let scheme = address.split_once(':').map_or("", |it| it.0);
    let has_scheme = !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if has_scheme || address.starts_with("//") {
        return Whither::Elsewhere;
    }
    match address {
        "" => inside(at.to_owned()),
        path if path.starts_with('/') => inside(path.to_owned()),
        path => inside(format!("/{}", crate::address::beside(at.trim_start_matches('/'), path))),
    }
}

/// Faults of one kind, told once for each cause with the number of its other places.
struct Told {
    faults: BTreeMap<(Code, String), (String, String, usize)>,
}

impl Told {
    fn new() -> Self {
        Self { faults: BTreeMap::new() }
    }

    /// Notes a fault by its cause. `words` are of the first place where it was met.
    fn note(&mut self, code: Code, cause: &str, words: impl FnOnce() -> (String, String)) {
        let key = (code, cause.to_owned());
        match self.faults.get_mut(&key) {
            Some((_, _, more)) => *more += 1,
            None => {
                let (message, help) = words();
                self.faults.insert(key, (message, help, 0));
            }
        }
    }

    fn diagnostics(self) -> Vec<Diagnostic> {
        let one = |((code, _), (message, help, more)): (_, (String, String, usize))| {
            let message = match more {
                0 => message,
                1 => format!("{message} So does one other place."),
                more => format!("{message} So do {more} other places."),
            };
            Diagnostic::new(code, message).help(help)
        };
        self.faults.into_iter().map(one).collect()
    }
}
