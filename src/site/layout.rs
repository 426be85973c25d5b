//! What of a site depends on no prose: every address, the names that links may use, the quilts.
//!
//! In: an arrangement and a design. Out: `Layout`. While an editor writes prose, both stay the same, and so does this.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::allot::{self, Allotted, Recipe};
use super::cloth::Sewing;
use crate::address::Address;
use crate::collection::{Arrangement, Collection, Writings};
use crate::design::Design;
use crate::diagnostic::Diagnostic;
use crate::links::Named;

/// Everything that a layout is made from. Arrangement and design come from a memory, so that equal ones are one.
#[derive(Clone)]
pub struct Premises {
    /// What was arranged.
    pub writings: Writings,
    /// What came of it.
    pub arrangement: Arc<Arrangement>,
    /// The design, whose files have addresses too.
    pub design: Arc<Design>,
}

/// The layout of a site: as it is today, and as it will be once everything that is scheduled has come.
pub struct Layout {
    pub(super) today: Laid,
    pub(super) coming: Option<Laid>,
    pub(super) sewing: Sewing,
}

/// The addresses of one day.
pub(super) struct Laid {
    pub(super) pages: BTreeMap<String, Recipe>,
    pub(super) addresses: HashMap<String, Address>,
    pub(super) aliases: HashMap<Address, Address>,
    pub(super) named: Named,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Lays a site out.
pub fn lay_out(premises: &Premises) -> Arc<Layout> {
    let Premises { writings, arrangement, .. } = premises;
    let today = || laid(premises, &arrangement.today);
    let sewing = || Sewing::new(&arrangement.today, &writings.outlines);
    let (today, sewing) = rayon::join(today, sewing);
    let coming = arrangement.coming.as_ref().map(|coming| laid(premises, &coming.collection));
    Arc::new(Layout { today, coming, sewing })
}

fn laid(premises: &Premises, collection: &Collection) -> Laid {
    let Premises { writings, design, .. } = premises;
    let allot = || allot::allot(&writings.config, collection, &writings.outlines, design);
    let (allotted, named) = rayon::join(allot, || Named::new(collection));
    let Allotted { pages, addresses, aliases, diagnostics } = allotted;
    Laid { pages, addresses, aliases, named, diagnostics }
}

impl PartialEq for Premises {
    fn eq(&self, other: &Self) -> bool {
        // The same arrangement was made from equal writings.
        Arc::ptr_eq(&self.arrangement, &other.arrangement) && Arc::ptr_eq(&self.design, &other.design)
    }
}

impl Eq for Premises {}

impl Hash for Premises {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.arrangement).hash(state);
        Arc::as_ptr(&self.design).hash(state);
    }
}
