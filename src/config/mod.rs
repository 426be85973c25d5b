//! `pamphlet.toml` becomes a `Config`.
//!
//! In: one `Source`. Out: `Config`, and every fault in it. Sees no essay.
//!
//! - `read` reads it, `imprint` knows the rules of the imprint and its words, `colours` reads colours, `deploy` what a host must know, `share`
//!   how pages are shared, `accounts` names of accounts elsewhere, `old` what became of old addresses

mod accounts;
mod colours;
mod deploy;
mod imprint;
mod old;
mod read;
mod share;

pub use deploy::{DeploySettings, Security};
pub use imprint::promoter;
pub use old::{Moved, Withdrawn};
pub use read::{design, read};
pub use share::{ShareSettings, Way};

use crate::colour::Colour;
use crate::details::Table;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Place, Spanned};

/// All that a collection says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// `[site]`
    pub site: SiteSettings,
    /// `[imprint]`
    pub imprint: Imprint,
    /// `[[parts]]`, in order.
    pub parts: Vec<Part>,
    /// `[[themes]]`, in order. Empty: themes are open.
    pub themes: Vec<Theme>,
    /// `[[authors]]`, in order. Empty: authors are open.
    pub authors: Vec<Author>,
    /// `[[places]]`, in order. Empty: places are open.
    pub places: Vec<PlaceRecord>,
    /// `[essays]`
    pub essays: EssaySettings,
    /// `[checks]`
    pub checks: Checks,
    /// `[feeds]`
    pub feeds: FeedSettings,
    /// `[search]`
    pub search: SearchSettings,
    /// `[share]`
    pub share: ShareSettings,
    /// `[deploy]`
    pub deploy: DeploySettings,
    /// `[[moved]]`, and the `aliases` of themes, authors, places and parts.
    pub moved: Vec<Moved>,
    /// `[[withdrawn]]`
    pub withdrawn: Vec<Withdrawn>,
    /// `[colours]`, in order.
    pub colours: Vec<ColourSetting>,
    /// `[extra]`: free, for designs.
    pub extra: Table,
}

/// A colour, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedColour {
    /// The colour.
    pub colour: Colour,
    /// Where it is written.
    pub place: Place,
}

/// A line of `[colours]`: another colour for a token of the design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColourSetting {
    /// The token.
    pub token: String,
    /// Where its name is written.
    pub place: Place,
    /// The colour on light paper.
    pub light: Option<PlacedColour>,
    /// The colour in the night edition; where there is none it is made from the light one.
    pub night: Option<PlacedColour>,
}

/// `[site]`
#[derive(Clone, Debug, PartialEq)]
pub struct SiteSettings {
    /// The name of the collection.
    pub title: String,
    /// Where it is written.
    pub title_place: Place,
    /// One line below it.
    pub tagline: Option<String>,
    /// A sentence or two for search engines and feeds.
    pub description: Option<String>,
    /// Where the site will live.
    pub base_url: BaseUrl,
    /// BCP 47 language tag.
    pub language: Spanned<String>,
    /// The name of the design.
    pub design: Spanned<String>,
    /// Whether placeholders are allowed in the imprint.
    pub demo: bool,
    /// Entries on one page of a list.
    pub page_size: usize,
    /// The licence of essays that name none.
    pub licence: Option<String>,
    /// Whose essays are that do not say it: `authors`, `publisher`, or a name.
    pub copyright: Option<String>,
}

/// The address of the site: `https://host/sub/path/`, always ending in `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://host` or `https://host:port`, without a slash at the end.
    pub origin: String,
    /// The host alone.
    pub host: String,
    /// The path, beginning and ending with `/`.
    pub path: String,
}

impl BaseUrl {
    /// Reads an address (RFC 3986) with `http` or `https`, a host and perhaps a path; a slash at the end is added.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let uri = fluent_uri::Uri::parse(text).map_err(|_| "is not an address")?;
        if !matches!(uri.scheme().as_str(), "http" | "https") {
            return Err("does not begin with https://");
        }
        let authority =
            uri.authority().filter(|authority| !authority.host().is_empty()).ok_or("has no host")?;
        if uri.query().is_some() || uri.fragment().is_some() {
            return Err("has a ? or a # in it");
        }
        let path = uri.path().as_str().trim_matches('/');
        Ok(Self {
            origin: format!("{}://{authority}", uri.scheme()),
            host: authority.host().to_owned(),
            path: if path.is_empty() { "/".to_owned() } else { format!("/{path}/") },
        })
    }

    /// The address that stands in while the real one could not be read.
    pub(crate) fn nowhere() -> Self {
        Self { origin: "https://invalid".to_owned(), host: "invalid".to_owned(), path: "/".to_owned() }
    }
}

/// What is said of coordinates outside the United Kingdom, where a place of a British collection hardly is.
pub(crate) fn far_away(name: &str, latitude: f64, longitude: f64) -> Option<Diagnostic> {
    if in_britain(latitude, longitude) {
        return None;
    }
    let help = match in_britain(longitude, latitude) {
        true => "Latitude and longitude are swapped.",
        false => "If that is right, nothing needs to be done.",
    };
    let message = format!("{name} lies far outside the United Kingdom.");
    Some(Diagnostic::new(Code::W210, message).help(help))
}

/// Whether coordinates lie in the United Kingdom, or near enough. Where only their exchange does, they are swapped.
pub(crate) fn in_britain(latitude: f64, longitude: f64) -> bool {
    (49.8..=60.9).contains(&latitude) && (-8.7..=1.8).contains(&longitude)
}

/// Whether places are most likely in the United Kingdom, going by the language of the collection.
pub(crate) fn is_british(language: &str) -> bool {
    language == "en-GB" || language.starts_with("cy")
}

/// Whether a text has the form of a language tag (BCP 47): `cy`, `en-GB`, `zh-Hant-TW`.
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    primary
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Who publishes: name and postal address, as UK law asks (Elections Act 2022, Part 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imprint {
    /// The imprint is shown on every page and in every feed.
    Required(Promoter),
    /// It is switched off, for a stated reason.
    Off {
        /// Why.
        reason: String,
    },
}

/// The parts of an imprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promoter {
    /// Name of the promoter.
    pub name: String,
    /// Postal address of the promoter.
    pub address: String,
    /// Name and address of each on whose behalf it is published.
    pub on_behalf_of: Vec<(String, String)>,
    /// A line of company law, beside the imprint.
    pub extra: Option<String>,
    /// A shorter form for pictures.
    pub short: Option<String>,
    /// Name and address of the printer.
    pub printer: Option<(String, String)>,
    /// Where the name of the promoter is written.
    pub place: Option<Place>,
}

/// `[[parts]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The id that essays name.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// A line about it.
    pub summary: Option<String>,
}

/// `[[themes]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The id that essays name, and the last part of its address.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// A line about it.
    pub summary: Option<String>,
    /// An introduction in Markdown, and where it stands.
    pub introduction: Option<(String, Place)>,
    /// The colour its cloth is dyed in.
    pub colour: Option<PlacedColour>,
    /// Where the id is written.
    pub place: Place,
}

/// `[[authors]]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The id that essays name, and the last part of the address.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// The name to sort by.
    pub sort_name: Option<String>,
    /// Whether it is a person or an organisation, where that is said.
    pub kind: Option<AuthorKind>,
    /// What they do.
    pub role: Option<String>,
    /// Where they do it.
    pub organisation: Option<String>,
    /// A few sentences, at most 400 characters.
    pub bio: Option<String>,
    /// Their own address on the web.
    pub url: Option<String>,
    /// `@user@host`
    pub fediverse: Option<String>,
    /// `name.example`
    pub bluesky: Option<String>,
    /// A picture of them.
    pub photo: Option<Photo>,
    /// Where the name or the id is written, for those with a record.
    pub place: Option<Place>,
}

/// Who an author is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorKind {
    /// A person, with a family name.
    Person,
    /// An organisation, whose name is never taken apart.
    Organisation,
}

/// A picture of an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// The file, relative to `essays/`, and where it is named.
    pub src: String,
    /// What it shows.
    pub alt: String,
    /// Who took it.
    pub credit: Option<String>,
    /// Where the file is named.
    pub place: Place,
}

/// `[[places]]`, or a place given in an essay.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRecord {
    /// The id that essays name, and the last part of the address.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// Degrees north, −90 to 90.
    pub latitude: Option<f64>,
    /// Degrees east, −180 to 180.
    pub longitude: Option<f64>,
    /// Whether the coordinates are only roughly right.
    pub approximate: bool,
    /// England, Scotland, Wales, Northern Ireland or another country.
    pub nation: Option<String>,
    /// A line about it.
    pub summary: Option<String>,
    /// Where its latitude is written, or else its name.
    pub place: Place,
}

/// `[essays]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EssaySettings {
    /// Details that every essay must have besides `title` and `date`.
    pub require: Vec<Spanned<String>>,
    /// Details that this collection uses for itself; designs find them in `extra`.
    pub allow: Vec<Spanned<String>>,
    /// Files and folders below `essays/` that are no essays, such as the notes of another program.
    pub leave_out: Vec<String>,
}

impl EssaySettings {
    /// Whether a source is left out: it is named, or lies in a folder that is.
    pub fn leaves_out(&self, path: &str) -> bool {
        let path = path.strip_prefix("essays/").unwrap_or(path);
        self.leave_out.iter().any(|name| {
            let name = name.trim_start_matches("./").trim_end_matches('/');
            path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Whether a detail that pamphlet does not know is the collection's own.
    pub fn allows(&self, key: &str) -> bool {
        self.allow.iter().any(|allowed| allowed.value == key)
    }
}

/// `[checks]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    /// The weight of broken links.
    pub links: Severity,
    /// The weight of missing pictures and descriptions.
    pub images: Severity,
    /// The weight of HTML that is not allowed; it is left out, and its text kept.
    pub html: Severity,
}

/// `[search]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchSettings {
    /// Groups of words that mean the same to whoever looks for them.
    pub synonyms: Vec<Vec<String>>,
}

/// `[feeds]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedSettings {
    /// Entries in each feed.
    pub limit: usize,
    /// Whether entries carry the whole essay, or only the summary.
    pub full_text: bool,
}
