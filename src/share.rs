//! How a page is shared, without anybody being told that it was read.
//!
//! In: what a page is about, and a way to share it. Out: a plain link; and the script that copies addresses and quotations.
//! Nothing is asked of another server before a reader follows a link, and nothing is added to an address that would follow the reader.

use std::sync::OnceLock;

use crate::address::{Address, component as encoded};
use crate::config::Way;
use crate::search::files::bare;
use crate::source::ContentHash;

const SCRIPT: [&str; 3] = [
    include_str!("share/browser/fragment.js"),
    include_str!("share/browser/quote.js"),
    include_str!("share/browser/share.js"),
];

/// The longest text that fits beside an address wherever it is posted: X takes 280 signs, of which an address takes 23.
const LONGEST: usize = 240;

/// A page as something to be shared.
#[derive(Clone, Debug)]
pub struct Shared<'a> {
    /// Its title.
    pub title: &'a str,
    /// Who wrote it.
    pub authors: Vec<&'a str>,
    /// The collection it is in; `None` where it is the collection.
    pub collection: Option<&'a str>,
    /// What it argues.
    pub summary: Option<&'a str>,
    /// Its whole address.
    pub address: &'a str,
}

impl Shared<'_> {
    /// Title and authors in a line; where nobody is named, title and collection.
    pub fn text(&self) -> String {
        match (self.authors.as_slice(), self.collection) {
            ([], None) => self.title.to_owned(),
            ([], Some(collection)) => format!("{} — {collection}", self.title),
            (authors, _) => format!("{} — {}", self.title, authors.join(", ")),
        }
    }

    /// The link of a way; `None` where a script must do it.
    pub fn href(&self, way: Way) -> Option<String> {
        let (text, address) = (encoded(&shortened(&self.text())), encoded(self.address));
        Some(match way {
            Way::Device | Way::Copy => return None,
            Way::Email => {
                let words = self.summary.map(|summary| format!("{summary}\r\n\r\n")).unwrap_or_default();
                let body = encoded(&format!("{words}{}", self.address));
                format!("mailto:?subject={}&body={body}", encoded(&self.text()))
            }
            Way::Whatsapp => format!("https://wa.me/?text={text}%20{address}"),
            Way::Bluesky => format!("https://bsky.app/intent/compose?text={text}%20{address}"),
            // What stands after # is read by the reader's browser alone.
            Way::Mastodon => format!("https://share.joinmastodon.org/#text={text}%20{address}"),
            Way::Linkedin => format!("https://www.linkedin.com/sharing/share-offsite/?url={address}"),
            Way::Facebook => format!("https://www.facebook.com/sharer/sharer.php?u={address}"),
            Way::X => format!("https://x.com/intent/tweet?text={text}&url={address}"),
        })
    }
}

/// The name of a way, where it is a name and no word of a language.
pub fn title(way: Way) -> Option<&'static str> {
    Some(match way {
        Way::Device | Way::Copy | Way::Email => return None,
        Way::Whatsapp => "WhatsApp",
        Way::Bluesky => "Bluesky",
        Way::Mastodon => "Mastodon",
        Way::Linkedin => "LinkedIn",
        Way::Facebook => "Facebook",
        Way::X => "X",
    })
}

/// A text that fits, cut between words.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONGEST - 1).collect();
    let end = kept.rfind(' ').unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end_matches([',', ';', ':', '—', ' ']))
}

/// Where the script is, and what it holds.
pub fn script() -> &'static (Address, String) {
    static SHARE: OnceLock<(Address, String)> = OnceLock::new();
    SHARE.get_or_init(|| {
        let text = format!("(function () {{\n\"use strict\";\n{}}})();\n", bare(&SCRIPT.concat()));
        let hash = ContentHash::of(text.as_bytes()).hex(10);
        (Address::new(format!("assets/share-{hash}.js")), text)
    })
}
