//! What of a site depends on no prose: every address, the names that links may use, the quilts.
//!
//! In: an arrangement, a design and the ledger. Out: `Layout`. While an editor writes prose, both stay the same, and so does this.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::allot::{self, Allotted, Recipe};
use super::cloth::Sewing;
use super::kept::Lost;
use crate::address::Address;
use crate::collection::{Arrangement, Collection, Writings};
use crate::design::Design;
use crate::diagnostic::Diagnostic;
use crate::essay::Outline;
use crate::ledger::{self, Ledger, Names};
use crate::links::{Named, address_of};

/// Everything that a layout is made from. Arrangement and design come from a memory, so that equal ones are one.
#[derive(Clone)]
pub struct Premises {
    /// What was arranged.
    pub writings: Writings,
    /// What came of it.
    pub arrangement: Arc<Arrangement>,
    /// The design, whose files have addresses too.
    pub design: Arc<Design>,
    /// What was published before.
    pub ledger: Arc<Ledger>,
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
    /// Published addresses that nothing answers.
    pub(super) lost: Vec<Lost>,
    /// Who is who in the ledger.
    pub(super) names: Names,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Layout {
    /// What each essay that was parsed is known by for ever.
    pub fn keys(&self) -> &[Arc<str>] {
        &self.today.names.keys
    }
}

/// Lays a site out.
pub fn lay_out(premises: &Premises) -> Arc<Layout> {
    let Premises { arrangement, .. } = premises;
    let today = laid(premises, &arrangement.today);
    let sewing = Sewing::new(&arrangement.today, &today.names.keys);
    let coming = arrangement.coming.as_ref().map(|coming| laid(premises, &coming.collection));
    Arc::new(Layout { today, coming, sewing })
}

fn laid(premises: &Premises, collection: &Collection) -> Laid {
    let Premises { writings, design, ledger, .. } = premises;
    let names = ledger::name(ledger, &writings.outlines, &addresses(&writings.outlines, collection));
    let allot = || {
        allot::allot(&allot::Premises {
            config: &writings.config,
            collection,
            outlines: &writings.outlines,
            design,
            ledger,
            names: &names,
            today: writings.today,
        })
    };
    let (allotted, named) = rayon::join(allot, || Named::new(collection));
    let Allotted { pages, addresses, aliases, lost, diagnostics } = allotted;
    Laid { pages, addresses, aliases, named, lost, names, diagnostics }
}

/// The address of each essay, also of those that are not shown.
fn addresses(outlines: &[Arc<Outline>], collection: &Collection) -> Vec<Address> {
    let mut addresses: Vec<Address> = outlines.iter().map(|outline| address_of(&outline.entry)).collect();
    for filed in collection.essays.iter().chain(&collection.standing) {
        addresses[filed.parsed] = address_of(&filed.entry);
    }
    addresses
}

impl PartialEq for Premises {
    fn eq(&self, other: &Self) -> bool {
        // The same arrangement was made from equal writings.
        Arc::ptr_eq(&self.arrangement, &other.arrangement)
            && Arc::ptr_eq(&self.design, &other.design)
            && Arc::ptr_eq(&self.ledger, &other.ledger)
    }
}

impl Eq for Premises {}

impl Hash for Premises {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.arrangement).hash(state);
        Arc::as_ptr(&self.design).hash(state);
        Arc::as_ptr(&self.ledger).hash(state);
    }
}
