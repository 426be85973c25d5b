//! The patches and quilts of a site.
//!
//! In: the collection, and what its essays are known by. Out: `Sewing`: the patch of every essay, printed once, and the quilts of home, themes and parts.

use std::sync::{Arc, OnceLock};

use crate::collection::{Collection, EssayIndex};
use crate::quilt::{self, Cell, Patch, Quilt, Square};

/// A quilt of more patches is too heavy for a page, and its patches are too small to hit: the first so many are sewn in.
pub(super) const MOST: usize = 600;

/// The quilt of the title page is a little wider than high.
const HOME: f64 = 1.25;

/// The quilt of a theme or a part is a strip.
const STRIP: f64 = 4.0;

/// All patches, and the quilts they are sewn into.
pub(super) struct Sewing {
    /// The patch of each essay.
    patches: Vec<Patch>,
    /// The same, printed for pages, each when the first of them asks.
    printed: Vec<OnceLock<Arc<str>>>,
    /// The quilt of all essays.
    pub(super) home: Option<Quilt>,
    /// The id each patch was chosen by.
    ids: Vec<Arc<str>>,
}

impl Sewing {
    /// Chooses and sews. Where an essay had to take another patch in the quilt of all essays, it keeps that everywhere.
    /// A patch is chosen by what an essay is known by for ever, so that it stays when title or address change.
    pub(super) fn new(collection: &Collection, keys: &[Arc<str>]) -> Self {
        let filed = &collection.essays;
        let ids: Vec<Arc<str>> = filed.iter().map(|filed| keys[filed.parsed].clone()).collect();
        let mut patches: Vec<Patch> = ids.iter().map(|id| Patch::of(id)).collect();
        let first: Vec<EssayIndex> = (0..filed.len().min(MOST)).collect();
        let home = quilt::sew(&squares(collection, &ids, &patches, &first), HOME);
        for cell in home.iter().flat_map(|quilt| &quilt.cells) {
            if let Cell::Patch { essay, patch } = cell {
                patches[*essay] = *patch;
            }
        }
        let printed = filed.iter().map(|_| OnceLock::new()).collect();
        Self { patches, printed, home, ids }
    }

    /// The patch of an essay.
    pub(super) fn patch(&self, essay: EssayIndex) -> Patch {
        self.patches[essay]
    }

    /// The patch of an essay, printed for pages.
    pub(super) fn printed(&self, collection: &Collection, essay: EssayIndex) -> &Arc<str> {
        let theme =
            collection.essays[essay].themes.first().map(|theme| &*collection.themes[*theme].record.id);
        self.printed[essay].get_or_init(|| quilt::inline(self.patches[essay], theme).into())
    }

    /// The quilt of a theme or a part: a strip of its essays. `None` where there are not two.
    pub(super) fn strip(&self, collection: &Collection, essays: &[EssayIndex]) -> Option<Quilt> {
        let shown = &essays[..essays.len().min(MOST)];
        if shown.len() < 2 {
            return None;
        }
        quilt::sew(&squares(collection, &self.ids, &self.patches, shown), STRIP)
    }
}

fn squares<'a>(
    collection: &Collection,
    ids: &'a [Arc<str>],
    patches: &[Patch],
    essays: &[EssayIndex],
) -> Vec<Square<'a>> {
    let square = |index: &EssayIndex| Square {
        id: &ids[*index],
        patch: patches[*index],
        theme: collection.essays[*index].themes.first().copied(),
    };
    essays.iter().map(square).collect()
}
