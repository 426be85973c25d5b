//! Where things are on the site, and how that is printed.
//!
//! In: nothing but values. Out: `Address` and `Printer`. Nothing else in the project joins addresses.
//! An address is kept as one thing and printed at the last moment: relative in pages, whole in feeds.

use std::fmt;
use std::sync::Arc;

/// Where something is on the site, from its top: `essays/solar/`, `feed.xml`; empty for the home page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

impl Address {
    /// The address of that path from the top of the site, without a slash before it. Pages end in a slash.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The home page.
    pub fn home() -> Self {
        Self::new("")
    }

    /// The address as a path from the top of the site, without a slash before it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a page in a folder of its own, as opposed to a file.
    pub fn is_page(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// The file that is written for it.
    pub fn output_path(&self) -> String {
        output_path(self.0.to_string())
    }

    /// The same list, at a later page of it.
    pub fn page(&self, number: usize) -> Self {
        if number <= 1 { self.clone() } else { Self::new(format!("{}page/{number}/", self.0)) }
    }
}

impl fmt::Display for Address {
    /// From the top of the site, as an editor writes it: `/essays/solar/`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

/// Prints addresses in one of the ways that a reader of the output needs.
#[derive(Clone, Debug)]
pub enum Printer {
    /// As seen from one page: `../../themes/climate/`. Works below any path and from a copy.
    Relative(Address),
    /// As seen from one page, each page by the name of its file: `../../themes/climate/index.html`. Works from a disk, where no host
    /// looks for the file in a folder.
    Portable(Address),
    /// From the top of the host: for the 404 page, which hosts show at any address.
    BaseAbsolute {
        /// The site's path on its host, beginning and ending with `/`.
        base_path: Arc<str>,
    },
    /// Whole: for feeds, sitemaps and canonical links.
    Full {
        /// The site's whole address, ending with `/`.
        base: Arc<str>,
    },
}

impl Printer {
    /// The address as it is to be printed.
    pub fn href(&self, to: &Address) -> String {
        match self {
            Self::Relative(from) => relative(from.as_str(), to.as_str()),
            Self::Portable(from) => relative(from.as_str(), &to.output_path()),
            Self::BaseAbsolute { base_path } => format!("{base_path}{}", to.as_str()),
            Self::Full { base } => format!("{base}{}", to.as_str()),
        }
    }

    /// The address of a section of a page.
    pub fn href_to_section(&self, to: &Address, section: Option<&str>) -> String {
        match (section, self) {
            (None, _) => self.href(to),
            (Some(section), Self::Relative(from) | Self::Portable(from)) if from == to => {
                format!("#{section}")
            }
            (Some(section), _) => format!("{}#{section}", self.href(to)),
        }
    }
}

/// The relative reference from one address to another (RFC 3986, section 4.2).
fn relative(from: &str, to: &str) -> String {
    let from_folder = &from[..from.rfind('/').map_or(0, |slash| slash + 1)];
    let shared = shared_folders(from_folder, to);
    let ups = from_folder[shared..].matches('/').count();
    let down = &to[shared..];
    match (ups, down) {
        (0, "") => "./".to_owned(),
        (0, down) if down.split('/').next().is_some_and(|first| first.contains(':')) => format!("./{down}"),
        (ups, down) => {
            let mut href = String::with_capacity(3 * ups + down.len());
            for _ in 0..ups {
                href.push_str("../");
            }
            href.push_str(down);
            href
        }
    }
}

/// How many bytes of whole folders two paths share.
fn shared_folders(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1)
}

/// The path named `name` as seen from the file or address `from`.
pub fn beside(from: &str, name: &str) -> String {
    let mut path = from[..from.rfind('/').unwrap_or(0)].to_owned();
    let mut parts = from.matches('/').count();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.truncate(path.rfind('/').unwrap_or(0));
                parts = parts.saturating_sub(1);
            }
            part => {
                if parts > 0 {
                    path.push('/');
                }
                path.push_str(part);
                parts += 1;
            }
        }
    }
    let is_page = name.ends_with('/') || matches!(name.rsplit('/').next(), Some("." | ".."));
    if is_page && parts > 0 {
        path.push('/');
    }
    path
}

/// Percent-encoded signs made plain (RFC 3986, section 2.1); what is not well encoded stays as written.
pub fn decoded(written: &str) -> String {
    percent_encoding::percent_decode_str(written)
        .decode_utf8()
        .map_or_else(|_| written.to_owned(), Into::into)
}

/// A path with whatever cannot stand in an address percent-encoded (RFC 3986, section 3.3).
pub fn encoded(path: &str) -> String {
    const LEFT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    percent_encoding::utf8_percent_encode(path, LEFT).to_string()
}

/// A text as a part of an address: all but the unreserved signs percent-encoded (RFC 3986, section 2.3), so that a blank is `%20`.
pub fn component(text: &str) -> String {
    const LEFT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    percent_encoding::utf8_percent_encode(text, LEFT).to_string()
}

/// The file that is written for the address `address`, which needs no slash before it.
pub fn output_path(mut address: String) -> String {
    if address.is_empty() || address.ends_with('/') {
        address.push_str("index.html");
    }
    address
}

/// A name that can stand in an address: lower-case ASCII letters, digits and hyphens.
pub fn slug(text: &str) -> String {
    // An apostrophe joins: “Britain’s” is one word. Pictures among the letters have names, but nobody would type them.
    let is_left_out = |sign: char| matches!(sign, '\'' | '’' | '‘' | '\u{200D}' | '\u{FE0F}' | '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}');
    slug::slugify(text.replace(is_left_out, ""))
}
