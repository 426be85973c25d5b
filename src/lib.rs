//! pamphlet: a collection of essays becomes a site.
pub mod config;
pub mod date;
pub mod details;
pub mod diagnostic;
pub mod document;
pub mod front;
pub mod highlight;
pub mod inputs;
pub mod markdown;
pub mod punctuation;
pub mod source;
pub mod view;

use diagnostic::{Diagnostic, Found};
use inputs::{Content, Inputs, Observer, Summary};

/// Every page of a site, ready to be made. (Interim stub.)
pub struct Site;

/// Checks everything and allots every address; `None` when faults keep the site from being built.
pub fn plan(inputs: &Inputs, observer: &dyn Observer) -> Found<Option<Site>> {
    let _ = (inputs, observer);
    Found { value: Some(Site), diagnostics: Vec::new() }
}

impl Site {
    /// What the end of a build tells.
    pub fn summary(&self) -> Summary {
        Summary::default()
    }

    /// Makes every file of the site, in parallel, proves it sound and hands it to `sink` with its output path.
    /// Pages are handed over as they are made; only when no diagnostic is an error may they be published.
    ///
    /// # Errors
    /// The first error of `sink`.
    pub fn produce<E: Send>(
        &self,
        observer: &dyn Observer,
        sink: impl Fn(&str, &Content) -> Result<(), E> + Sync,
    ) -> Result<Vec<Diagnostic>, E> {
        let _ = observer;
        sink("index.html", &Content::Text("<!doctype html>\n<title>x</title>\n".into()))?;
        Ok(Vec::new())
    }
}
