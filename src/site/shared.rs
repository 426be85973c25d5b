//! How the pages of a site are shared.
//!
//! In: a page, as templates see it. Out: `ShareView`, for pages that anybody may find.

use super::allot::Recipe;
use super::views::Viewer;
use crate::config::Way;
use crate::links::address_of;
use crate::share::{self, Shared};
use crate::view::{ShareLink, ShareView};

impl Viewer<'_> {
    /// How a page is shared; `None` for pages that search engines leave alone, too.
    pub(super) fn share(&self, recipe: &Recipe, title: &str, summary: Option<&str>) -> Option<ShareView> {
        let collection = &self.site.parts.collection;
        let filed = match recipe {
            Recipe::NotFound | Recipe::Search | Recipe::Moved { .. } | Recipe::Withdrawn { .. } => {
                return None;
            }
            Recipe::Essay(index) => Some(&collection.essays[*index]),
            Recipe::Standing(index) => Some(&collection.standing[*index]),
            _ => None,
        };
        if filed.is_some_and(|filed| filed.entry.draft) {
            return None;
        }
        // Also of an essay whose place is elsewhere, readers share the page they read.
        let address = filed.map_or_else(|| self.address.clone(), |filed| address_of(&filed.entry));
        let address = self.site.full().href(&address);
        let writers = filed.map(|filed| filed.authors.as_slice()).unwrap_or_default();
        let authors = writers.iter().map(|writer| &*self.site.fixed.authors[writer.author].name).collect();
        let collection = (*recipe != Recipe::Home).then_some(&*self.site.fixed.title);
        let shared = Shared { title, authors, collection, summary, address: &address };
        let link =
            |way: &Way| ShareLink { kind: way.name(), name: share::title(*way), href: shared.href(*way) };
        let (text, authors) = (shared.text(), shared.authors.join(", "));
        let links = self.site.parts.config.share.links.iter().map(link).collect();
        Some(ShareView { title: title.into(), authors, text, links, address })
    }
}
