//! How a page is shared, as templates see it.

use std::sync::Arc;

use serde::Serialize;

/// How a page is shared.
#[derive(Debug, Serialize)]
pub struct ShareView {
    /// Its whole address.
    pub address: String,
    /// Its title.
    pub title: Arc<str>,
    /// Who wrote it, in a line; empty where nobody is named.
    pub authors: String,
    /// Title and authors in a line; where nobody is named, title and collection.
    pub text: String,
    /// The ways to share it, in the order that `[share] links` asks for.
    pub links: Vec<ShareLink>,
}

/// A way to share a page.
#[derive(Debug, Serialize)]
pub struct ShareLink {
    /// The way: `device`, `copy`, `email`, `whatsapp`, `bluesky`, `mastodon`, `linkedin`, `facebook` or `x`.
    pub kind: &'static str,
    /// Its name, where it has one; for the others designs have words: `say(key="share_" ~ link.kind)`.
    pub name: Option<&'static str>,
    /// Where it leads; nothing for `device` and `copy`, which are buttons for the script.
    pub href: Option<String>,
}

/// What sharing needs.
#[derive(Debug, Serialize)]
pub struct ShareScript {
    /// The script for pages with something to copy or to share: `<script src="{{ site.share.script }}" defer="">`.
    pub script: String,
}
