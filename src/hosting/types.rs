//! Kinds of files that a server may not know, or of which it does not say how their letters are written.
//!
//! In: nothing. Out: endings with media types, as `host` has them.

use crate::host;

/// A kind of file.
pub(super) struct Type {
    pub(super) ending: &'static str,
    pub(super) media_type: String,
    /// Whether it is text, in UTF-8.
    pub(super) is_text: bool,
}

/// The name of feeds, of which an ending alone does not tell enough.
pub(super) const FEEDS: [&str; 2] = ["feed.xml", "feed.json"];

const ENDINGS: [&str; 36] = [
    "html",
    "css",
    "js",
    "json",
    "xml",
    "svg",
    "txt",
    "md",
    "woff2",
    "woff",
    "ttf",
    "otf",
    "webp",
    "avif",
    "png",
    "jpg",
    "jpeg",
    "gif",
    "ico",
    "webmanifest",
    "epub",
    "csv",
    "vtt",
    "pdf",
    "bib",
    "ris",
    "mp3",
    "m4a",
    "ogg",
    "opus",
    "wav",
    "mp4",
    "webm",
    "zip",
    "docx",
    "odt",
];

/// Every kind that a site may have.
pub(super) fn all() -> impl Iterator<Item = Type> {
    ENDINGS.into_iter().map(|ending| {
        let (media_type, is_text) = of(&format!("a.{ending}"));
        Type { ending, media_type, is_text }
    })
}

/// The media type of a file without what is said of its letters, and whether it is text.
pub(super) fn of(path: &str) -> (String, bool) {
    let whole = host::media_type(path);
    match whole.split_once(';') {
        Some((kind, _)) => (kind.to_owned(), true),
        None => (whole, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known() {
        for kind in all() {
            assert_ne!(kind.media_type, "application/octet-stream", "{}", kind.ending);
        }
    }
}
