//! How an essay is cited, as templates see it.

use serde::Serialize;

/// How an essay is cited.
#[derive(Debug, Serialize)]
pub struct CiteView {
    /// Lines to copy.
    pub styles: Vec<CiteStyle>,
    /// Files to download.
    pub files: Vec<CiteFile>,
}

/// An essay cited in a style.
#[derive(Debug, Serialize)]
pub struct CiteStyle {
    /// The style: `harvard`, `chicago_note` or `chicago_bibliography`. Designs have words for it: `say(key="cite_" ~ style.name)`.
    pub name: &'static str,
    /// The line, HTML; its plain text is what readers copy. An element with `data-today` holds what the script of sharing exchanges
    /// for the day.
    pub html: String,
}

/// What programs for references read of an essay.
#[derive(Debug, Serialize)]
pub struct CiteFile {
    /// The format: `BibTeX`, `RIS` or `CSL-JSON`.
    pub format: &'static str,
    /// The file.
    pub href: String,
    /// A name for the file on the reader’s disk.
    pub name: String,
}
