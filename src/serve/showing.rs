//! What is shown now.
//!
//! In: the latest plan. Out: `Showing`, which never changes once it is shown: whoever holds one sees one state of the collection.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use pamphlet::config::Config;
use pamphlet::diagnostic::{Diagnostic, Severity};
use pamphlet::essay::Essay;
use pamphlet::inputs::Inputs;
use pamphlet::site::Site;
use pamphlet::source::ContentHash;

/// One state of the collection.
pub(super) struct Showing {
    /// Counts the states, from 1; 0 is before the first.
    pub(super) turn: u64,
    /// What was read last.
    pub(super) inputs: Option<Arc<Inputs>>,
    /// Every essay of it whose details can be read.
    pub(super) essays: Arc<Vec<Arc<Essay>>>,
    /// What the collection says of itself.
    pub(super) config: Option<Arc<Config>>,
    /// The last site that nothing kept from being made.
    pub(super) good: Option<Arc<Good>>,
    /// In which turn each file was last written, as far as that was seen.
    pub(super) written: Arc<BTreeMap<Arc<str>, u64>>,
    /// What reading and planning found.
    pub(super) planned: Arc<Vec<Diagnostic>>,
    /// What reading the whole output found; `None` while that is still to be done.
    pub(super) proved: Option<Arc<Vec<Diagnostic>>>,
    /// What is wrong in short, worked out once however many windows ask.
    sum: OnceLock<Sum>,
}

/// What is wrong in short.
pub(super) struct Sum {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// Differs whenever what is wrong differs.
    pub(super) mark: String,
}

/// A site, and the turn it was planned in.
pub(super) struct Good {
    pub(super) turn: u64,
    pub(super) site: Site,
}

impl Showing {
    /// Before the first look.
    pub(super) fn nothing() -> Self {
        Self {
            turn: 0,
            inputs: None,
            essays: Arc::default(),
            config: None,
            good: None,
            written: Arc::default(),
            planned: Arc::default(),
            proved: None,
            sum: OnceLock::new(),
        }
    }

    /// The state after this one, with nothing changed yet.
    pub(super) fn next(&self) -> Self {
        Self { turn: self.turn + 1, sum: OnceLock::new(), ..self.with_proof(Vec::new()) }
    }

    /// Everything that is wrong, the worst first.
    pub(super) fn faults(&self) -> Vec<&Diagnostic> {
        let proved = self.proved.iter().flat_map(|found| found.iter());
        let mut faults: Vec<&Diagnostic> = self.planned.iter().chain(proved).collect();
        faults.sort_by_key(|fault| std::cmp::Reverse(fault.severity));
        faults
    }

    /// What is wrong, in short.
    pub(super) fn sum(&self) -> &Sum {
        self.sum.get_or_init(|| {
            let faults = self.faults();
            let count = |severity| faults.iter().filter(|fault| fault.severity == severity).count();
            let told: Vec<String> = faults.iter().map(|fault| format!("{fault:?}")).collect();
            Sum {
                errors: count(Severity::Error),
                warnings: count(Severity::Warning),
                mark: ContentHash::of(told.join("\n").as_bytes()).hex(12),
            }
        })
    }

    /// The same, with what reading the output found.
    pub(super) fn with_proof(&self, proved: Vec<Diagnostic>) -> Self {
        Self {
            turn: self.turn,
            inputs: self.inputs.clone(),
            essays: self.essays.clone(),
            config: self.config.clone(),
            good: self.good.clone(),
            written: self.written.clone(),
            planned: self.planned.clone(),
            proved: Some(Arc::new(proved)),
            sum: OnceLock::new(),
        }
    }
}
