//! All that arranging looks at, and what comes of it.
//!
//! In: the outlines of the essays, `Config`, today. Out: `Arrangement`. No prose is among it, so while an editor writes prose two
//! `Writings` are equal, and what was arranged once need not be arranged again.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{Collection, Coming, arrange, coming};
use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Found};
use crate::essay::Outline;

/// All that arranging looks at.
#[derive(Clone, Debug)]
pub struct Writings {
    /// Every essay but its prose, by path.
    pub outlines: Arc<[Arc<Outline>]>,
    /// The settings.
    pub config: Arc<Config>,
    /// Today, as far as the site is concerned.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// The collection as it is today, and as it will be once everything that is scheduled has come.
#[derive(Debug)]
pub struct Arrangement {
    /// Today's.
    pub today: Arc<Collection>,
    /// What is to come, where something is.
    pub coming: Option<Coming>,
    /// What is wrong with either.
    pub diagnostics: Vec<Diagnostic>,
}

/// Arranges everything.
pub fn arrange_all(writings: &Writings) -> Arc<Arrangement> {
    let Writings { outlines, config, today, drafts } = writings;
    let Found { value: collection, mut diagnostics } = arrange(outlines, config, *today, *drafts);
    let coming = coming(outlines, config, &collection).map(|found| {
        diagnostics.extend(found.diagnostics);
        found.value
    });
    Arc::new(Arrangement { today: Arc::new(collection), coming, diagnostics })
}

impl PartialEq for Writings {
    fn eq(&self, other: &Self) -> bool {
        let same_config = || Arc::ptr_eq(&self.config, &other.config) || self.config == other.config;
        let mut pairs = self.outlines.iter().zip(other.outlines.iter());
        self.today == other.today
            && self.drafts == other.drafts
            && self.outlines.len() == other.outlines.len()
            && same_config()
            && pairs.all(|(one, other)| Arc::ptr_eq(one, other) || one == other)
    }
}

// Where a number differs from itself (NaN), two of them are told apart, and arranged once more than needed.
impl Eq for Writings {}

/// By their number alone; there are never many to choose from.
impl Hash for Writings {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.outlines.len().hash(state);
    }
}
