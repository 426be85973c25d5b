//! What a careful sub-editor would notice in one essay.
//!
//! In: a source, its details and its body as a tree. Out: warnings, each at the words meant.
//! Sees one essay and changes nothing.
//!
//! - `references` reads links and pictures, `signs` what word processors leave, `prose` the sentences,
//!   `code` says where code stands, `foreign` reads commands of other programs, `quotes` pull quotes, `spelling` words spelt in two ways

mod code;
mod foreign;
mod prose;
mod quotes;
mod references;
mod signs;
mod spelling;

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::front::Front;
use crate::source::{Source, Span};

/// An essay under the sub-editor's eyes.
struct Reading<'a> {
    source: &'a Source,
    body: Range<usize>,
    document: &'a Document,
    found: Vec<Diagnostic>,
}

impl Reading<'_> {
    /// The text of the body.
    fn text(&self) -> &str {
        self.source.text().get(self.body.clone()).unwrap_or("")
    }

    /// Reports something at a range of the source.
    fn report(&mut self, code: Code, range: Range<usize>, message: impl Into<String>, help: &str) {
        let place = self.source.place(Span::from(range));
        self.found.push(Diagnostic::new(code, message).at(place).help(help));
    }
}

/// Reads an essay with care.
pub fn proofread(source: &Source, body: Range<usize>, front: &Front, document: &Document) -> Vec<Diagnostic> {
    let mut reading = Reading { source, body, document, found: Vec::new() };
    if document.blocks.is_empty() {
        let at = reading.body.start..reading.body.start;
        reading.report(Code::W191, at, "This essay has no text.", "Write it below the details block.");
        return reading.found;
    }
    references::read(&mut reading);
    signs::read(&mut reading);
    foreign::read(&mut reading);
    prose::read(&mut reading, front);
    quotes::read(&mut reading, front);
    spelling::read(&mut reading);
    reading.found
}
