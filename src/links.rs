//! Every reference of every essay is resolved to what it means, or reported.
//!
//! In: essays, `Collection`, the addresses of the site, the files beside the essays. Out: a `Target` for each
//! reference. Knows no markup and prints no address.

pub mod pictures;
mod resolve;
mod suggest;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::address::Address;
use crate::collection::Collection;
use crate::config::BaseUrl;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::document::Reference;
use crate::essay::Essay;
use crate::inputs::Asset;
use crate::source::{Place, Span};

/// What a reference means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of the site, perhaps a section of it.
    Page {
        /// The page.
        address: Address,
        /// The section.
        section: Option<Box<str>>,
    },
    /// A file that is published with the site.
    File {
        /// Where it is published.
        address: Address,
        /// The path of the asset.
        asset: Arc<str>,
    },
    /// A picture that is shown.
    Picture {
        /// Where the one file of it is published that anything can show.
        address: Address,
        /// The path of the asset.
        asset: Arc<str>,
    },
    /// Somewhere else: an address that is printed as it is.
    Outside(Box<str>),
    /// Nothing: it was reported.
    Nowhere,
}

/// Everything that references are resolved against.
pub struct Map<'a> {
    /// All essays as parsed.
    pub essays: &'a [Arc<Essay>],
    /// Those that are shown.
    pub collection: &'a Collection,
    /// Every address of the site that a link may name, in lower case → the address.
    pub addresses: &'a HashMap<String, Address>,
    /// Old addresses → new ones.
    pub aliases: &'a HashMap<Address, Address>,
    /// The files beside the essays.
    pub assets: &'a BTreeMap<Arc<str>, Asset>,
    /// Where the site lives.
    pub base_url: &'a BaseUrl,
    /// What is shown, by all that it can be named by.
    pub named: &'a Named,
    /// Sources whose details cannot be read: what links to them is well, for all that is known.
    pub unread: &'a BTreeSet<Arc<str>>,
}

/// What is shown, by all that it can be named by: its address and its index among the parsed essays.
#[derive(Debug, Default)]
pub struct Named {
    /// By the path of the source.
    pub sources: HashMap<Arc<str>, (Address, usize)>,
    /// By slug.
    pub slugs: HashMap<Arc<str>, (Address, usize)>,
    /// By address.
    pub pages: HashMap<Address, usize>,
}

impl Named {
    /// The names of a collection's essays and standing pages.
    pub fn new(collection: &Collection) -> Self {
        let mut named = Self::default();
        for filed in collection.essays.iter().chain(&collection.standing) {
            let address = address_of(&filed.entry);
            named.sources.insert(filed.entry.path.clone(), (address.clone(), filed.parsed));
            named.slugs.insert(filed.entry.slug.clone(), (address.clone(), filed.parsed));
            named.pages.insert(address, filed.parsed);
        }
        named
    }
}

/// The text that references are written in.
pub struct Origin<'a> {
    /// The path of its source, which files are named from.
    pub path: &'a str,
    /// The page it is shown on, which addresses are named from.
    pub address: Address,
    /// The day on which it will be read, where that is not today: what is in the map may come later or be gone by then.
    pub day: Option<Date>,
    /// Where a span of it stands.
    pub place: &'a dyn Fn(Span) -> Place,
}

/// The references of one text, resolved.
#[derive(Debug, Default)]
pub struct Resolved {
    /// A target for each of the document's references.
    pub targets: Vec<Target>,
    /// The essays and standing pages it links to, by index among the parsed, itself left out.
    pub mentions: BTreeSet<usize>,
    /// What is wrong with its references.
    pub diagnostics: Vec<Diagnostic>,
}

impl Map<'_> {
    /// Resolves references written in one text.
    pub fn resolve(&self, origin: &Origin<'_>, references: &[Reference]) -> Resolved {
        let mut resolved = Resolved::default();
        for reference in references {
            let target = resolve::Resolver { map: self, origin, reference, found: &mut resolved }.target();
            resolved.targets.push(target);
        }
        resolved
    }
}

/// The address of an essay or a standing page.
pub fn address_of(entry: &crate::essay::Entry) -> Address {
    match entry.kind {
        crate::essay::Kind::Essay => Address::new(format!("essays/{}/", entry.slug)),
        crate::essay::Kind::Standing => Address::new(format!("{}/", entry.slug)),
    }
}
