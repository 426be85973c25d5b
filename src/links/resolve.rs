//! One reference is resolved.
//!
//! In: a reference as written, and the map of the site. Out: its target, or a fault with what was likely meant.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Map, Origin, Resolved, Target, pictures, suggest};
use crate::address::{self, Address, beside, decoded};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Reference, ReferenceKind};
use crate::inputs::Asset;
use crate::inputs::picture::Trouble;

/// Schemes that a link may have. Everything else with a scheme is refused.
const SAFE_SCHEMES: [&str; 5] = ["https", "http", "mailto", "tel", "ftp"];

/// Resolves one reference.
pub(super) struct Resolver<'a, 'm> {
    pub(super) map: &'a Map<'m>,
    pub(super) origin: &'a Origin<'a>,
    pub(super) reference: &'a Reference,
    pub(super) found: &'a mut Resolved,
}

impl<'m> Resolver<'_, 'm> {
    /// What the reference means.
    pub(super) fn target(&mut self) -> Target {
        let written = self.reference.target.trim();
        if written.contains("{{") || written.contains("{%") {
            return self.command();
        }
        match self.reference.kind {
            ReferenceKind::Image => self.image(written),
            ReferenceKind::Link => self.link(written),
        }
    }

    /// An address that another program was to make.
    fn command(&mut self) -> Target {
        let code = match self.reference.kind {
            ReferenceKind::Image => Code::E143,
            ReferenceKind::Link => Code::E151,
        };
        let message = "The address is a command of another program, which nothing carries out.";
        self.fault(code, message.to_owned(), "Write the file or the address that it stood for.")
    }

    fn image(&mut self, written: &str) -> Target {
        if let Some(scheme) = scheme_of(written) {
            if !matches!(scheme.as_str(), "https" | "http") {
                return self.unsafe_address(&scheme);
            }
            let message = "This picture would be fetched from another site while people read.";
            let help =
                "Save it beside the essay and name the file, so that nobody else learns who reads what.";
            return self.fault(Code::E143, message.to_owned(), help);
        }
        let name = decoded(written);
        if name.is_empty() {
            let help = "Write its file between the parentheses: ![description](hall.jpg)";
            return self.fault(Code::E143, "This picture names no file.".to_owned(), help);
        }
        match asset(self.map.assets, self.origin.path, &name) {
            Some(path) => self.picture(path),
            None if name.split('#').next().is_some_and(|file| file.ends_with(".md")) => {
                self.no_picture(&name)
            }
            None => {
                let (message, help) = suggest::for_missing_file(self.map.assets, self.origin.path, &name);
                self.fault(Code::E143, message, &help)
            }
        }
    }

    /// An essay's file where a picture's belongs: most often a link with an exclamation mark too many.
    fn no_picture(&mut self, name: &str) -> Target {
        let file = beside(self.origin.path, name.split('#').next().unwrap_or(name));
        let is_essay = self.map.essays.iter().any(|essay| **essay.source.path() == *file);
        let message = match is_essay {
            true => format!("{name} is an essay, not a picture, so it cannot be shown here."),
            false => format!("{name} is not the name of a picture, and there is no such essay either."),
        };
        let help = format!("For a link leave the exclamation mark out, as in [text]({name}).");
        self.fault(Code::E143, message, &help)
    }

    fn picture(&mut self, path: &Arc<str>) -> Target {
        let file = &self.map.assets[path];
        let picture = match &file.picture {
            Some(Ok(picture)) => picture,
            trouble => {
                let trouble = trouble.as_ref().and_then(|result| result.as_ref().err());
                let (code, message, help) = pictures::trouble(path, *trouble.unwrap_or(&Trouble::Unreadable));
                return self.fault(code, message, &help);
            }
        };
        for (code, message, help) in pictures::doubts(path, file, picture) {
            self.report(code, message, &help);
        }
        Target::Picture { address: pictures::plain(path, file, picture), asset: path.clone() }
    }

    fn link(&mut self, written: &str) -> Target {
        if written.is_empty() {
            let help = "Write where it leads between the parentheses: [text](other.md)";
            return self.fault(Code::E151, "This link leads nowhere.".to_owned(), help);
        }
        if let Some(own) = self.own_site(written) {
            return own;
        }
        if let Some(scheme) = scheme_of(written) {
            return match SAFE_SCHEMES.contains(&scheme.as_str()) {
                true => Target::Outside(written.into()),
                // A drive letter or a file address is reported by the proofreader, with better words.
                false if scheme.len() == 1 || scheme == "file" => Target::Nowhere,
                false => self.unsafe_address(&scheme),
            };
        }
        if written.starts_with("//") {
            return Target::Outside(format!("https:{written}").into());
        }
        let written = decoded(written);
        let (path, section) = match written.split_once('#') {
            Some((path, section)) => (path, Some(section).filter(|section| !section.is_empty())),
            None => (written.as_str(), None),
        };
        let path = path.split('?').next().unwrap_or("");
        if path.is_empty() {
            let own = self.origin.address.clone();
            return self.page(own, section);
        }
        self.local(path, section)
    }

    /// A link within the site: by file, by slug, by address.
    fn local(&mut self, path: &str, section: Option<&str>) -> Target {
        let file = beside(self.origin.path, path);
        let from_top = path.trim_start_matches('/');
        for source in [file.as_str(), from_top] {
            if let Some((address, _)) = self.map.named.sources.get(source) {
                return self.page(address.clone(), section);
            }
            if let Some(reason) = self.map.collection.left_out.get(source) {
                return self.not_shown(source, reason);
            }
        }
        if let Some((address, _)) = self.map.named.slugs.get(path.trim_end_matches('/')) {
            return self.page(address.clone(), section);
        }
        let named = asset(self.map.assets, self.origin.path, path);
        // A file that lies there is meant rather than an address that is called the same.
        let is_index = matches!(path.rsplit('/').next(), Some("index.html" | "index.htm"));
        if let Some(asset) = named.filter(|_| !path.starts_with('/') && !is_index) {
            return self.download(asset);
        }
        if let Some(address) = self.by_address(path) {
            return self.page(address, section);
        }
        if let Some(asset) = named {
            return self.download(asset);
        }
        if let Some((source, reason)) = self.left_out(path) {
            return self.not_shown(source, reason);
        }
        if self.is_unread(&file, path) {
            // That essay's own fault is told, and is the only one.
            return Target::Nowhere;
        }
        let (message, help) = suggest::for_missing_page(self.map, self.origin.path, path);
        self.fault(Code::E151, message, &help)
    }

    /// An essay that is not shown, named by its slug or by the address that it will have or had.
    fn left_out(&self, path: &str) -> Option<(&'m str, &'m str)> {
        let base = self.map.base_url.path.trim_end_matches('/');
        let named = path.strip_prefix(base).filter(|rest| rest.starts_with('/')).unwrap_or(path);
        let named = named.trim_matches('/').trim_start_matches("../");
        let slug = named.strip_prefix("essays/").unwrap_or(named);
        let is_it = |essay: &&Arc<crate::essay::Essay>| {
            *essay.entry.slug == *slug && self.map.collection.left_out.contains_key(&essay.entry.path)
        };
        let essay = self.map.essays.iter().find(is_it)?;
        let reason = self.map.collection.left_out.get(&essay.entry.path)?;
        Some((&essay.entry.path, reason))
    }

    /// Whether a link names an essay whose details cannot be read, by file, by slug or by address.
    fn is_unread(&self, file: &str, path: &str) -> bool {
        let slug = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
        self.map.unread.iter().any(|source| {
            // An essay that is a folder is called as that is.
            let whole = source.strip_suffix(".md").unwrap_or(source);
            let whole = whole.strip_suffix("/index").unwrap_or(whole);
            let stem = whole.rsplit('/').next().unwrap_or("");
            let dated = stem.strip_suffix(slug).is_some_and(|date| date.ends_with('-'));
            **source == *file || **source == *path.trim_start_matches('/') || stem == slug || dated
        })
    }

    fn by_address(&self, path: &str) -> Option<Address> {
        let base = self.map.base_url.path.trim_end_matches('/');
        let from_top = match path.strip_prefix('/') {
            Some(_) => path
                .strip_prefix(base)
                .filter(|_| base.len() > 1)
                .unwrap_or(path)
                .trim_start_matches('/')
                .to_owned(),
            None => beside(self.origin.address.clone().as_str(), path),
        };
        find_address(self.map, &from_top).or_else(|| find_address(self.map, path.trim_start_matches('/')))
    }

    /// A full address of this very site becomes a link within it.
    fn own_site(&mut self, written: &str) -> Option<Target> {
        let rest = written.strip_prefix(self.map.base_url.origin.as_str())?;
        let path = rest.strip_prefix(self.map.base_url.path.trim_end_matches('/'))?;
        if !path.is_empty() && !path.starts_with(['/', '#', '?']) {
            return None;
        }
        let short = if path.is_empty() { "/" } else { path };
        let message = format!("Use {short} so the link also works on a copy of the site.");
        self.report(Code::W153, message, "Full addresses of the site itself break when it moves.");
        let (path, section) = match short.split_once('#') {
            Some((path, section)) => (path, Some(section)),
            None => (short, None),
        };
        Some(self.local(path, section))
    }

    fn page(&mut self, address: Address, section: Option<&str>) -> Target {
        let parsed = self.map.named.pages.get(&address);
        if let Some(&parsed) = parsed {
            let other = &self.map.essays[parsed];
            if let Some(reason) = self.origin.day.and_then(|day| other.entry.missing_on(day)) {
                return self.not_shown(other.source.path(), &reason);
            }
            if &**other.source.path() != self.origin.path {
                self.found.mentions.insert(parsed);
            }
            if let Some(section) = section {
                let Some(known) = other.anchor(section) else {
                    let (message, help) = suggest::for_missing_section(other, section);
                    return self.fault(Code::E152, message, &help);
                };
                return Target::Page { address, section: Some(known.into()) };
            }
        }
        Target::Page { address, section: section.map(Into::into) }
    }

    fn download(&mut self, path: &Arc<str>) -> Target {
        let name = path.rsplit('/').next().unwrap_or(path);
        let folder = self.origin.address.clone();
        let address = Address::new(format!("{}{}", folder.as_str(), safe_name(name)));
        Target::File { address, asset: path.clone() }
    }

    fn not_shown(&mut self, source: &str, reason: &str) -> Target {
        let message = format!("Links to {source}, which {reason}, so readers cannot follow it.");
        self.fault(Code::E151, message, "Take the link out until that essay is published.")
    }

    fn unsafe_address(&mut self, scheme: &str) -> Target {
        let near = crate::diagnostic::did_you_mean(scheme, SAFE_SCHEMES);
        let question = near.map_or(String::new(), |near| format!(" Did you mean {near}:?"));
        let message = format!("An address that begins with “{scheme}:” is never published.{question}");
        let help =
            near.map_or("Link to a page instead: https://…".to_owned(), |near| format!("Write {near}:…"));
        self.fault(Code::E157, message, &help)
    }

    fn fault(&mut self, code: Code, message: String, help: &str) -> Target {
        self.report(code, message, help);
        Target::Nowhere
    }

    fn report(&mut self, code: Code, message: String, help: &str) {
        let place = (self.origin.place)(self.reference.span);
        self.found.diagnostics.push(Diagnostic::new(code, message).at(place).help(help));
    }
}

fn find_address(map: &Map<'_>, path: &str) -> Option<Address> {
    let path = path.strip_suffix("index.html").unwrap_or(path).to_lowercase();
    let with_slash = if path.is_empty() || path.ends_with('/') { path.clone() } else { format!("{path}/") };
    let address = map.addresses.get(&path).or_else(|| map.addresses.get(&with_slash))?;
    Some(map.aliases.get(address).unwrap_or(address).clone())
}

/// The scheme of an address, in lower case (RFC 3986, section 3.1).
fn scheme_of(written: &str) -> Option<String> {
    // Browsers pass over blanks and control signs inside a scheme, and so must whoever looks for one.
    let clean: String = written.chars().filter(|sign| !sign.is_control() && !sign.is_whitespace()).collect();
    let (scheme, _) = clean.split_once(':')?;
    let mut signs = scheme.chars();
    let begins = signs.next().is_some_and(|sign| sign.is_ascii_alphabetic());
    let goes_on = signs.all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '+' | '-' | '.'));
    (begins && goes_on).then(|| scheme.to_ascii_lowercase())
}

/// The file an essay names: beside it, or in a folder of its name.
pub(super) fn asset<'a>(
    assets: &'a BTreeMap<Arc<str>, Asset>,
    essay: &str,
    name: &str,
) -> Option<&'a Arc<str>> {
    let folder = format!("{}/", essay.strip_suffix(".md").unwrap_or(essay));
    let from_top = name.trim_start_matches('/');
    // Who climbs out of the collection arrives at its top, as in a browser.
    let climbed = name.trim_start_matches("../");
    let steps = (name.len() - climbed.len()) / "../".len();
    let above = (steps >= essay.matches('/').count()).then_some(climbed).filter(|_| steps > 0);
    let candidates = [
        beside(&folder, name),
        beside(essay, name),
        from_top.to_owned(),
        format!("essays/{}", above.unwrap_or(from_top)),
    ];
    candidates.iter().find_map(|path| assets.get_key_value(path.as_str())).map(|(path, _)| path)
}

/// A file's name as it can stand in any address.
pub(super) fn safe_name(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = address::slug(stem);
    let stem = if stem.is_empty() { "file".to_owned() } else { stem };
    if ending.is_empty() { stem } else { format!("{stem}.{}", address::slug(ending)) }
}
