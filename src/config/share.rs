//! `[share]`: which ways of sharing readers are offered, in what order, and which accounts speak for the collection.
//!
//! In: the table. Out: `ShareSettings`.

use super::accounts;
use crate::details::reader::Fields;
use crate::diagnostic::did_you_mean;
use crate::source::Span;

/// `[share]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareSettings {
    /// The ways, in the order they are offered; none where readers are offered nothing.
    pub links: Vec<Way>,
    /// The account on X that speaks for the collection: `@name`.
    pub x: Option<String>,
    /// The account in the fediverse that speaks for the collection: `@user@host`.
    pub fediverse: Option<String>,
}

impl Default for ShareSettings {
    fn default() -> Self {
        Self { links: Way::ALL.into(), x: None, fediverse: None }
    }
}

/// A way to share a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// What the reader’s own device offers, where it offers anything.
    Device,
    /// Its address, to be put anywhere.
    Copy,
    /// A letter.
    Email,
    /// WhatsApp.
    Whatsapp,
    /// Bluesky.
    Bluesky,
    /// Mastodon, on the reader’s own server.
    Mastodon,
    /// LinkedIn.
    Linkedin,
    /// Facebook.
    Facebook,
    /// X.
    X,
}

impl Way {
    /// Every way, in the order they are offered where nobody says otherwise: what needs no company comes first.
    pub const ALL: [Self; 9] = [
        Self::Device,
        Self::Copy,
        Self::Email,
        Self::Whatsapp,
        Self::Bluesky,
        Self::Mastodon,
        Self::Linkedin,
        Self::Facebook,
        Self::X,
    ];

    /// The name in `pamphlet.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Copy => "copy",
            Self::Email => "email",
            Self::Whatsapp => "whatsapp",
            Self::Bluesky => "bluesky",
            Self::Mastodon => "mastodon",
            Self::Linkedin => "linkedin",
            Self::Facebook => "facebook",
            Self::X => "x",
        }
    }

    /// The way of that name, in capitals or not, or under another name that people use.
    fn from_name(name: &str) -> Option<Self> {
        let lower = name.to_lowercase();
        let name = match lower.as_str() {
            "e-mail" | "mail" => "email",
            "twitter" => "x",
            "link" | "copy-link" => "copy",
            "native" | "web-share" => "device",
            other => other,
        };
        Self::ALL.into_iter().find(|way| way.name() == name)
    }
}

/// Reads `[share]`.
pub(super) fn read(top: &mut Fields<'_>) -> ShareSettings {
    let Some(table) = top.table("share") else { return ShareSettings::default() };
    let mut fields = top.inside(table);
    let mut settings = ShareSettings::default();
    if fields.has("links") {
        settings.links = links(&mut fields);
    }
    settings.x = accounts::x(&mut fields, "x");
    settings.fediverse = accounts::fediverse(&mut fields, "fediverse");
    top.diagnostics.extend(fields.finish(&|_| None));
    settings
}

fn links(fields: &mut Fields<'_>) -> Vec<Way> {
    let mut ways = Vec::new();
    for written in fields.texts("links") {
        let base = fields.span(Span::at(0)).start;
        let span = Span { start: written.span.start - base, end: written.span.end.saturating_sub(base) };
        match Way::from_name(&written.value) {
            Some(way) if ways.contains(&way) => {
                let message = format!("“{}” is among the links already.", written.value);
                fields.refuse(span, message, "Take one of the two out.");
            }
            Some(way) => ways.push(way),
            None => {
                let names = Way::ALL.map(Way::name);
                let near = did_you_mean(&written.value, names);
                let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
                let message = format!("pamphlet cannot share to “{}”.{question}", written.value);
                fields.refuse(span, message, format!("It can to: {}.", names.join(", ")));
            }
        }
    }
    ways
}
