//! `permalinks.lock` is read.
//!
//! In: its text. Out: the ledger, and what is wrong with the text. It is written by the program, so what is wrong came from
//! a hand.

use super::{Issued, Ledger, Page, Work, merged};
use crate::address::Address;
use crate::date::Date;
use crate::details::reader::{Dialect, Fields};
use crate::details::{Table, toml};
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::source::{Source, Span};

const LOCK: Dialect = Dialect {
    unknown: Code::E321,
    kind: Code::E321,
    list: Code::E321,
    rule: Code::E321,
    missing: Code::E321,
    word: "part of the ledger",
    equals: " = ",
};

/// What to do about a ledger that cannot be read.
pub(super) const HELP: &str =
    "pamphlet writes this file, and it is not edited by hand. Take it from the last commit: git checkout -- ";

/// A lock as read.
pub(super) struct Lock<'a> {
    /// Its source, where there is one.
    pub(super) source: Option<&'a Source>,
    /// What it holds; of both sides, where a merge left it so.
    pub(super) sides: Vec<Table>,
    /// What keeps it from being read.
    pub(super) faults: Vec<Diagnostic>,
}

impl<'a> Lock<'a> {
    /// Reads a lock.
    pub(super) fn new(source: Option<&'a Source>) -> Self {
        match source.map(tables).transpose() {
            Ok(sides) => Self { source, sides: sides.unwrap_or_default(), faults: Vec::new() },
            Err(faults) => Self { source, sides: Vec::new(), faults },
        }
    }
}

fn tables(source: &Source) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let sides = merged::sides(source).map_err(|mark| {
        let message = format!("{} holds marks of a merge that make no sense here.", source.path());
        let help = format!(
            "Where two merges came one after the other, undo the second (git merge --abort, or git reset --keep HEAD^ once it is committed), publish the first (pamphlet publish --accept), commit, and merge again.\nElse take {path} from the last commit in which it is whole; git log -- {path} lists them.",
            path = source.path()
        );
        vec![Diagnostic::new(Code::E321, message).at(source.place(mark)).help(help)]
    })?;
    sides.iter().map(table).collect()
}

fn table(source: &Source) -> Result<Table, Vec<Diagnostic>> {
    let read = toml::read(source.text());
    let told = |fault: toml::Fault| {
        let message = format!("{} cannot be read: {}", source.path(), fault.message);
        let help = format!("{HELP}{}", source.path());
        Diagnostic::new(Code::E321, message).at(source.place(fault.span)).help(help)
    };
    match read.faults.into_iter().next() {
        Some(fault) => Err(vec![told(fault)]),
        None => Ok(read.table),
    }
}

/// The ledger; an empty one where it cannot be read.
pub(super) fn read(lock: &Lock<'_>) -> Found<Ledger> {
    let mut all = Found { value: Ledger::default(), diagnostics: lock.faults.clone() };
    let Some(source) = lock.source else { return all };
    for (number, table) in lock.sides.iter().enumerate() {
        let Found { value, mut diagnostics } = side(source, table);
        diagnostics.retain(|fault| !all.diagnostics.contains(fault));
        all.diagnostics.extend(diagnostics);
        all.value = if number == 0 { value } else { merged::joined(all.value, value) };
    }
    all
}

/// Reads a ledger, or one side of it.
fn side(source: &Source, table: &Table) -> Found<Ledger> {
    let mut top = Fields::new(table, source, 0, LOCK);
    let version = top.count("version", 1).map_or(1, |version| version.value);
    if version > 1 {
        let message = format!("{} was written by a newer pamphlet.", source.path());
        let fault = Diagnostic::new(Code::E321, message).at(source.place(Span::at(0)));
        let diagnostics = vec![fault.help("Use that version, or a later one.")];
        return Found { value: Ledger::default(), diagnostics };
    }
    let released = top.words("released").and_then(|day| Date::read(&day).ok());
    let works = records(&mut top, "essays", source, work);
    let mut pages = records(&mut top, "pages", source, page);
    // A merge may have put them in another order.
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    let mut diagnostics = top.finish(&|_| None);
    diagnostics.iter_mut().for_each(|fault| fault.help = Some(format!("{HELP}{}", source.path())));
    Found { value: Ledger { released, works, pages }, diagnostics }
}

fn records<T>(
    top: &mut Fields<'_>,
    key: &'static str,
    source: &Source,
    make: impl Fn(&mut Fields<'_>, &Source) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for table in top.tables(key) {
        let mut fields = top.inside(table);
        match make(&mut fields, source) {
            Some(record) => all.push(record),
            None => fields.missing(format!("An entry of [[{key}]] is not whole."), ""),
        }
        top.diagnostics.extend(fields.finish(&|_| None));
    }
    all
}

fn work(fields: &mut Fields<'_>, source: &Source) -> Option<Work> {
    let written = fields.text("address");
    let key = fields.words("key").filter(|key| !key.is_empty());
    let mut addresses =
        |key| -> Vec<Address> { fields.texts(key).iter().map(|written| address(&written.value)).collect() };
    let (earlier, own) = (addresses("earlier"), addresses("own"));
    let work = Work {
        key: key.unwrap_or_default().into(),
        feed: fields.words("feed").map(Into::into),
        id: fields.words("id"),
        title: fields.words("title").unwrap_or_default(),
        source: fields.words("source").unwrap_or_default(),
        date: fields.words("date"),
        place: source.place(written.as_ref().map_or(Span::default(), |written| written.span)),
        address: address(written.as_ref().map_or("", |written| &written.value)),
        earlier,
        own,
        lists: fields.texts("lists").into_iter().map(|list| list.value).collect(),
        text: fields.words("text").unwrap_or_default(),
        said: fields.words("said").unwrap_or_default(),
        shown: fields.flag("shown").unwrap_or(true),
    };
    (written.is_some() && !work.key.is_empty()).then_some(work)
}

fn page(fields: &mut Fields<'_>, source: &Source) -> Option<Page> {
    let written = fields.text("address")?;
    let kind = fields.words("kind").and_then(|kind| Issued::named(&kind))?;
    Some(Page {
        address: address(&written.value),
        place: source.place(written.span),
        kind,
        name: fields.words("name").unwrap_or_default(),
        to: fields.words("to").map(|to| address(&to)),
        feed: fields.words("feed"),
    })
}

fn address(written: &str) -> Address {
    Address::new(written.trim_start_matches('/'))
}
