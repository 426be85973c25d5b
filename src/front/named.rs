//! What the name of a file says: `2024-05-03-power-to-the-bus.md`, or a folder of such a name with an `index.md` in it.
//!
//! In: the path of a source. Out: the date that the name begins with, and the rest of the name.

use std::ffi::OsStr;
use std::path::Path;

use super::dates;
use crate::date::Date;

/// Length of a date as a name begins with it.
const DATE: usize = "2024-05-03".len();

/// A name in its two parts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Named<'a> {
    /// The date it begins with, if it does.
    pub(crate) date: Option<Date>,
    /// The name without the date.
    pub(crate) rest: &'a str,
    /// The whole name.
    pub(crate) whole: &'a str,
}

/// Reads the name of a file, or of its folder where the file is called `index.md`.
pub(crate) fn read(path: &str) -> Named<'_> {
    let path = Path::new(path);
    let stem = text(path.file_stem());
    let whole = if stem == "index" { text(path.parent().and_then(Path::file_name)) } else { stem };
    let dated = whole.split_at_checked(DATE).and_then(|(date, rest)| {
        let rest = rest.trim_start_matches(['-', '_', ' ', '.']);
        let date = Date::read(date).ok().filter(|date| dates::YEARS.contains(&date.year()))?;
        (!rest.is_empty()).then_some((date, rest))
    });
    match dated {
        Some((date, rest)) => Named { date: Some(date), rest, whole },
        None => Named { date: None, rest: whole, whole },
    }
}

fn text(part: Option<&OsStr>) -> &str {
    part.and_then(OsStr::to_str).unwrap_or("")
}
