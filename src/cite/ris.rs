//! RIS: lines of a tag and a value, which programs for references exchange.
//!
//! In: a `Work`. Out: one record. A line ends with CR and LF, a value never holds one.

use super::{Work, clean};

/// The record.
pub(super) fn text(work: &Work) -> String {
    let mut out = String::new();
    line(&mut out, "TY", "CHAP");
    line(&mut out, "ID", &work.key);
    for author in &work.authors {
        line(&mut out, "AU", &author.inverted());
    }
    line(&mut out, "TI", &work.whole_title());
    line(&mut out, "T2", &clean(&work.collection));
    line(&mut out, "T3", &clean(work.series.as_deref().unwrap_or("")));
    line(&mut out, "PB", &clean(work.publisher.as_deref().unwrap_or("")));
    if let Some((year, month, day)) = work.date.map(|date| date.parts()) {
        line(&mut out, "PY", &format!("{year:04}"));
        line(&mut out, "DA", &format!("{year:04}/{month:02}/{day:02}/"));
    }
    line(&mut out, "UR", &work.address);
    line(&mut out, "LA", &work.language);
    line(&mut out, "AB", &clean(work.summary.as_deref().unwrap_or("")));
    for word in work.words() {
        line(&mut out, "KW", &word);
    }
    out.push_str("ER  - \r\n");
    out
}

fn line(out: &mut String, tag: &str, value: &str) {
    if !value.is_empty() {
        out.push_str(&format!("{tag}  - {value}\r\n"));
    }
}
