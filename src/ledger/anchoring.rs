//! An essay gets the anchors that were published.
//!
//! In: an essay and its anchors in the ledger. Out: the same essay, or one with another tree; what leads nowhere any more.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{Anchor, keep};
use crate::diagnostic::{Code, Diagnostic};
use crate::essay::Essay;

/// What is asked: both come from a memory, so that equal ones are one.
#[derive(Clone)]
pub struct Anchoring {
    /// The essay as parsed.
    pub essay: Arc<Essay>,
    /// Its anchors.
    pub published: Arc<[Anchor]>,
}

/// What came of it.
pub type Anchored = (Arc<Essay>, Vec<Diagnostic>);

impl Anchoring {
    /// Gives the essay its anchors.
    pub fn anchored(&self) -> Anchored {
        let kept = keep(&self.essay.document, &self.published);
        let told = told(&self.essay, &kept.gone);
        match kept.document {
            Some(document) => (Arc::new(Essay { document, ..(*self.essay).clone() }), told),
            None => (self.essay.clone(), told),
        }
    }
}

/// Anchors that are told one by one, at most.
const NAMED: usize = 8;

fn told(essay: &Essay, gone: &[Box<str>]) -> Vec<Diagnostic> {
    if gone.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<String> = gone.iter().take(NAMED).map(|id| format!("#{id}")).collect();
    if gone.len() > NAMED {
        names.push(format!("and {} more", gone.len() - NAMED));
    }
    let what = if gone.len() == 1 { "A place" } else { "Places" };
    let message = format!(
        "{what} that links lead to cannot be found in “{}” any more: {}.",
        essay.entry.title,
        names.join(", ")
    );
    let help = "Such links lead to the top of the essay now. If its words are still there, write []{#NAME} before them.";
    vec![Diagnostic::new(Code::W227, message).at(essay.place(essay.entry.slug_span)).help(help)]
}

impl PartialEq for Anchoring {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.essay, &other.essay) && Arc::ptr_eq(&self.published, &other.published)
    }
}

impl Eq for Anchoring {}

impl Hash for Anchoring {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.essay).hash(state);
    }
}
