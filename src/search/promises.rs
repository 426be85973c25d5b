//! What searches must find: `essays/search-tests.toml`, which `pamphlet check` holds the collection to.
//!
//! In: the text of that file. Out: `Promise`s, and every fault in it.
//!
//! ```toml
//! [[tests]]
//! query = "solar roof"
//! finds = "lawrence-weston-solar"   # the last part of the essay's address, or its file
//! within = 3                        # among so many first; 3 where nothing is said
//! ```

use crate::details::reader::{Fields, SETTINGS};
use crate::details::toml;
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::source::{Place, Source, Spanned};

/// How many first results count, unless a test says otherwise.
const WITHIN: u32 = 3;

/// A search, and what it must find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What a reader types.
    pub query: Spanned<String>,
    /// Where the query is written.
    pub place: Place,
    /// The essay it must find: its slug, or its file.
    pub finds: String,
    /// Where that is written.
    pub essay: Place,
    /// Among so many first results.
    pub within: usize,
}

/// Reads the tests.
pub fn read(source: &Source) -> Found<Vec<Promise>> {
    let text = source.text().trim_start_matches('\u{FEFF}');
    let base = source.text().len() - text.len();
    let read = toml::read(text);
    let syntax = |fault: toml::Fault| {
        let place = source.place(fault.span.shifted(base));
        let example = "A test is [[tests]], and below it query = \"…\" and finds = \"…\".";
        fault.told(Code::E202, place).otherwise(example)
    };
    let mut diagnostics: Vec<Diagnostic> = read.faults.into_iter().map(syntax).collect();
    if !diagnostics.is_empty() {
        return Found { value: Vec::new(), diagnostics };
    }
    let mut top = Fields::new(&read.table, source, base, SETTINGS);
    let mut promises = Vec::new();
    for table in top.tables("tests") {
        let mut fields = top.inside(table);
        let (query, finds) = (fields.text("query"), fields.text("finds"));
        let within = fields.count("within", 1).map_or(WITHIN, |within| within.value) as usize;
        match (query, finds) {
            (Some(query), Some(finds)) => promises.push(Promise {
                place: source.place(query.span),
                query,
                essay: source.place(finds.span),
                finds: finds.value,
                within,
            }),
            _ => fields.missing(
                "A test of searches needs a query and what it finds.".to_owned(),
                "Write query = \"…\" and finds = \"…\", the last part of the essay’s address.",
            ),
        }
        top.diagnostics.extend(fields.finish(&|_| None));
    }
    diagnostics.extend(top.finish(&|_| None));
    Found { value: promises, diagnostics }
}
