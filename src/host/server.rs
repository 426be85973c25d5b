//! How each host shows a folder.
//!
//! In: a host, the folder's files, and the files in it that this host reads. Out: what it answers to a path, with which headers.
//! Rules are those of the hosts' own documentation. Apache and nginx are asked themselves in the suite.

use std::collections::BTreeSet;

use super::tables::{self, HeaderRule, Redirect};
use super::{Kind, decoded, encoded, headers, lasts};

/// What a host sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status of HTTP. For a file that is opened from a disk: 200 or 404.
    pub status: u16,
    /// The file that is sent, by its path in the folder.
    pub file: Option<String>,
    /// Where to ask instead: a path, or a whole address.
    pub location: Option<String>,
}

/// A host that shows a folder.
pub struct Server<'a> {
    kind: Kind,
    /// Where the folder is shown, beginning and ending in `/`.
    mount: String,
    has_file: &'a (dyn Fn(&str) -> bool + Sync),
    dotted: &'a Dotted,
    redirects: Vec<Redirect>,
    rules: Vec<HeaderRule>,
    /// Headers that are set beside the site, as `pamphlet deploy` says.
    beside: Vec<(&'static str, String)>,
    is_configured: bool,
}

/// What a host is begun with.
pub struct Premises<'a> {
    /// Which host.
    pub kind: Kind,
    /// The site's path, beginning and ending in `/`.
    pub base_path: &'a str,
    /// Whether the site is always encrypted.
    pub is_encrypted: bool,
    /// Old addresses that the settings printed for a server lead on from, with the new ones, as paths in the folder.
    pub moved: &'a [(String, String)],
    /// Folders whose names look like those of files.
    pub dotted: &'a Dotted,
    /// Whether the folder has a file.
    pub has_file: &'a (dyn Fn(&str) -> bool + Sync),
    /// The text of a file.
    pub read: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

/// Bytes that the names in the function for CloudFront may take; all of it may have 10 KB.
const IN_FUNCTION: usize = 8_000;

/// Folders whose names look like those of files, as old addresses of other programs do: `/news.php/`. The function for CloudFront
/// looks at names only, takes what has a dot in it for a file, and is told of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dotted {
    /// Endings that folders have and no file has, sorted.
    pub endings: Vec<String>,
    /// Paths of the other folders, without the slash at the end, as many as the function has room for, sorted.
    pub paths: Vec<String>,
}

impl Dotted {
    /// Those among the files of a site, by their paths.
    pub fn among<'a>(files: impl Iterator<Item = &'a str>) -> Self {
        let (mut folders, mut of_files) = (BTreeSet::new(), BTreeSet::new());
        for path in files {
            of_files.insert(ending(path).unwrap_or(""));
            let folder = path.strip_suffix("/index.html").filter(|folder| ending(folder).is_some());
            folders.extend(folder);
        }
        let (alike, apart): (BTreeSet<&str>, BTreeSet<&str>) =
            folders.into_iter().partition(|folder| of_files.contains(ending(folder).unwrap_or("")));
        let endings: BTreeSet<&str> = apart.into_iter().filter_map(ending).collect();
        let mut room = IN_FUNCTION;
        let mut fits = |name: &&str| {
            // With quotation marks, a comma and a blank.
            let left = room.checked_sub(encoded(name).len() + 4);
            room = left.unwrap_or(0);
            left.is_some()
        };
        let endings = endings.into_iter().take_while(&mut fits).map(str::to_owned).collect();
        let paths = alike.into_iter().take_while(&mut fits).map(str::to_owned).collect();
        Self { endings, paths }
    }

    /// Whether the function takes a path for a folder, although it has a dot in its name.
    fn has(&self, path: &str) -> bool {
        let is_known = |ending: &str| self.endings.iter().any(|known| known == ending);
        ending(path).is_some_and(is_known) || self.paths.iter().any(|known| known == path)
    }
}

/// What stands behind the last dot of a path's last name.
fn ending(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.rsplit_once('.').map(|(_, ending)| ending)
}

impl<'a> Server<'a> {
    /// Begins to show the folder.
    pub fn new(premises: &Premises<'a>) -> Self {
        let Premises { kind, base_path, is_encrypted, dotted, has_file, read, .. } = *premises;
        let mount = if kind.is_at_top() || kind == Kind::Disk { "/" } else { base_path }.to_owned();
        let text = |name: &str| read(name).unwrap_or_default();
        let (redirects, rules) = match kind {
            Kind::Cloudflare | Kind::Netlify => {
                (tables::redirects(&text("_redirects"), kind), tables::headers(&text("_headers")))
            }
            Kind::Apache => tables::htaccess(&text(".htaccess"), &mount),
            Kind::Nginx => (tables::both(&mount, premises.moved), Vec::new()),
            _ => (Vec::new(), Vec::new()),
        };
        let beside = match kind {
            Kind::Nginx | Kind::S3 => headers(is_encrypted, false),
            _ => Vec::new(),
        };
        let is_configured = kind != Kind::Apache || has_file(".htaccess");
        Self { kind, mount, has_file, dotted, redirects, rules, beside, is_configured }
    }

    /// Where the folder is shown, beginning and ending in `/`.
    pub fn mount(&self) -> &str {
        &self.mount
    }

    /// What is answered to a path, as it stands in the first line of a request, without its query.
    pub fn ask(&self, path: &str) -> Reply {
        let Some(below) = path.strip_prefix(&*self.mount) else {
            let is_mount = path == self.mount.trim_end_matches('/');
            return if is_mount { moved(301, self.mount.clone()) } else { nothing() };
        };
        let name = decoded(below);
        let climbs = name.split('/').any(|part| part == ".." || part == ".");
        if climbs || name.contains(['\\', '\0']) {
            return self.missing(&name);
        }
        let is_there = self.is_shown(&name) && (self.has_file)(&crate::address::output_path(name.clone()));
        let whole = decoded(path);
        let redirect = self.redirects.iter().find(|redirect| redirect.from == whole);
        if let Some(redirect) = redirect.filter(|redirect| redirect.is_forced || !is_there) {
            return moved(redirect.status, redirect.to.clone());
        }
        if !self.is_shown(&name) {
            return self.missing(&name);
        }
        match self.kind {
            Kind::S3 => self.by_function(path, &name),
            Kind::Disk => self.exactly(&name),
            _ => self.in_folder(path, &name),
        }
    }

    /// A file by its own name and no other: from a disk, a folder is a list of what is in it.
    fn exactly(&self, name: &str) -> Reply {
        if (self.has_file)(name) { found(name.to_owned()) } else { nothing() }
    }

    /// What the function for CloudFront does, which looks at names only.
    fn by_function(&self, path: &str, name: &str) -> Reply {
        let last = name.rsplit('/').next().unwrap_or("");
        let key = match name {
            _ if name.is_empty() || name.ends_with('/') => format!("{name}index.html"),
            _ if !last.contains('.') || self.dotted.has(name) => return moved(301, format!("{path}/")),
            _ => name.to_owned(),
        };
        if (self.has_file)(&key) { found(key) } else { self.missing(name) }
    }

    fn in_folder(&self, path: &str, name: &str) -> Reply {
        let has = self.has_file;
        let is_pretty = matches!(self.kind, Kind::Cloudflare | Kind::Netlify);
        let permanent = if self.kind == Kind::Cloudflare { 308 } else { 301 };
        if name.is_empty() || name.ends_with('/') {
            let index = format!("{name}index.html");
            let page = format!("{}.html", name.trim_end_matches('/'));
            return match has(&index) {
                true => found(index),
                false if is_pretty && has(&page) => moved(permanent, path.trim_end_matches('/').to_owned()),
                false => self.missing(name),
            };
        }
        if has(name) {
            // An address without an ending is nicer, and these two lead everybody there.
            let nicer = path.strip_suffix("index.html").or_else(|| path.strip_suffix(".html"));
            return match nicer.filter(|_| is_pretty) {
                Some(nicer) => moved(permanent, nicer.to_owned()),
                None => found(name.to_owned()),
            };
        }
        if has(&format!("{name}/index.html")) {
            return moved(permanent, format!("{path}/"));
        }
        let with_ending = format!("{name}.html");
        let adds_ending = is_pretty || matches!(self.kind, Kind::Github | Kind::Neocities);
        if adds_ending && has(&with_ending) { found(with_ending) } else { self.missing(name) }
    }

    /// Whether a file is shown at all.
    fn is_shown(&self, name: &str) -> bool {
        match self.kind {
            Kind::Cloudflare | Kind::Netlify => !matches!(name, "_headers" | "_redirects"),
            Kind::Apache => !name.split('/').any(|part| part.starts_with(".ht")),
            // Without the mark, pages go through a program that leaves out such names.
            Kind::Github if !(self.has_file)(".nojekyll") => {
                !name.split('/').any(|part| part.starts_with(['.', '_']))
            }
            _ => true,
        }
    }

    /// The page for what is not there.
    fn missing(&self, name: &str) -> Reply {
        let page = match self.kind {
            Kind::Disk => None,
            Kind::Neocities => Some("not_found.html".to_owned()),
            Kind::Cloudflare => {
                if let Some(page) = self.nearest(name) {
                    Some(page)
                } else {
                    // A site without that page is taken for a program that knows all addresses itself.
                    return found("index.html".to_owned());
                }
            }
            _ => Some("404.html".to_owned()),
        };
        Reply {
            status: 404,
            file: page.filter(|page| self.is_configured && (self.has_file)(page)),
            location: None,
        }
    }

    /// The nearest page for what is not there, up the folders.
    fn nearest(&self, name: &str) -> Option<String> {
        let mut folder = name;
        loop {
            folder = folder.rfind('/').map_or("", |slash| &folder[..slash]);
            let page = if folder.is_empty() { "404.html".to_owned() } else { format!("{folder}/404.html") };
            if (self.has_file)(&page) {
                return Some(page);
            }
            if folder.is_empty() {
                return None;
            }
        }
    }

    /// The headers that the site gives to an answer, in the order they are set; one that is set twice is there twice.
    pub fn headers(&self, path: &str, reply: &Reply) -> Vec<(String, String)> {
        let below = path.strip_prefix(&*self.mount).unwrap_or(path);
        let mut sent: Vec<(String, String)> =
            self.beside.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        if !self.beside.is_empty() {
            let lasts = if reply.status == 200 { lasts(below) } else { super::ASKED_AGAIN };
            sent.push(("cache-control".to_owned(), lasts.to_owned()));
        }
        // Apache asks itself for the page for what is not there, and rules are of what it asked for.
        let lost = format!("{}404.html", self.mount);
        let path = if self.kind == Kind::Apache && reply.status == 404 { &lost } else { path };
        for rule in self.rules.iter().filter(|rule| rule.fits(path)) {
            sent.push((rule.name.clone(), rule.value.clone()));
        }
        sent
    }
}

fn found(file: String) -> Reply {
    Reply { status: 200, file: Some(file), location: None }
}

fn moved(status: u16, to: String) -> Reply {
    Reply { status, file: None, location: Some(to) }
}

fn nothing() -> Reply {
    Reply { status: 404, file: None, location: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 10] = [
        "index.html",
        "404.html",
        "essays/a/index.html",
        "essays/b.php",
        "old/index.html",
        "old.asp/index.html",
        "paper.php/index.html",
        "news.php/index.html",
        "_redirects",
        "assets/a.js",
    ];

    fn asked(kind: Kind, base_path: &str, path: &str) -> (u16, String) {
        let has_file = |name: &str| FILES.contains(&name);
        let read = |name: &str| {
            let text =
                if kind == Kind::Netlify { "/old/ /essays/a/ 301!\n" } else { "/old/ /essays/a/ 301\n" };
            (name == "_redirects").then(|| text.to_owned())
        };
        let moved = [("old/".to_owned(), "essays/a/".to_owned())];
        let dotted = Dotted::among(FILES.into_iter());
        let premises = Premises {
            kind,
            base_path,
            is_encrypted: true,
            moved: &moved,
            dotted: &dotted,
            has_file: &has_file,
            read: &read,
        };
        let reply = Server::new(&premises).ask(path);
        (reply.status, reply.file.or(reply.location).unwrap_or_default())
    }

    #[test]
    fn every_host_has_its_ways() {
        let cases = [
            (Kind::Generic, "/s/", "/s/essays/a", 301, "/s/essays/a/"),
            (Kind::Generic, "/s/", "/s", 301, "/s/"),
            (Kind::Generic, "/s/", "/essays/a/", 404, ""),
            (Kind::Generic, "/", "/%2e%2e/x", 404, "404.html"),
            (Kind::Github, "/s/", "/s/essays/a/", 200, "essays/a/index.html"),
            (Kind::Github, "/s/", "/s/essays/a/index", 200, "essays/a/index.html"),
            (Kind::Github, "/s/", "/s/_redirects", 404, "404.html"),
            (Kind::Github, "/s/", "/s/old/", 200, "old/index.html"),
            (Kind::Cloudflare, "/", "/essays/a/index.html", 308, "/essays/a/"),
            (Kind::Cloudflare, "/", "/404.html", 308, "/404"),
            (Kind::Cloudflare, "/", "/old/", 301, "/essays/a/"),
            (Kind::Cloudflare, "/", "/essays/nothing/at/all", 404, "404.html"),
            (Kind::Netlify, "/", "/old/", 301, "/essays/a/"),
            (Kind::Netlify, "/", "/_redirects", 404, "404.html"),
            (Kind::Netlify, "/", "/essays/b.php", 200, "essays/b.php"),
            (Kind::Nginx, "/s/", "/s/old", 301, "/s/essays/a/"),
            (Kind::Apache, "/s/", "/s/nothing", 404, ""),
            (Kind::S3, "/s/", "/s/essays/a", 301, "/s/essays/a/"),
            (Kind::S3, "/s/", "/s/nothing/", 404, "404.html"),
            // No file ends so, and others do.
            (Kind::S3, "/s/", "/s/old.asp", 301, "/s/old.asp/"),
            (Kind::S3, "/s/", "/s/nothing.asp", 301, "/s/nothing.asp/"),
            (Kind::S3, "/s/", "/s/news.php", 301, "/s/news.php/"),
            (Kind::S3, "/s/", "/s/essays/b.php", 200, "essays/b.php"),
            (Kind::S3, "/s/", "/s/nothing.php", 404, "404.html"),
            (Kind::Neocities, "/", "/nothing", 404, ""),
            (Kind::Disk, "/s/", "/essays/a/", 404, ""),
            (Kind::Disk, "/s/", "/essays/a/index.html", 200, "essays/a/index.html"),
        ];
        for (kind, base, path, status, what) in cases {
            assert_eq!(asked(kind, base, path), (status, what.to_owned()), "{} {path}", kind.name());
        }
    }

    #[test]
    fn without_its_page_every_address_is_the_home_page() {
        let has_file = |name: &str| name == "index.html";
        let read = |_: &str| None;
        let kind = Kind::Cloudflare;
        let premises = Premises {
            kind,
            base_path: "/",
            is_encrypted: true,
            moved: &[],
            dotted: &Dotted::default(),
            has_file: &has_file,
            read: &read,
        };
        assert_eq!(Server::new(&premises).ask("/no/such/page").status, 200);
    }
}
