//! All essays arranged: which are shown, in what order, and how they belong together.
//!
//! In: essays, `Config`, today. Out: `Collection`. Knows entries and details, but neither bodies nor addresses
//! nor markup.
//!
//! - `coming` arranges what waits for its day, to be checked before it
//! - `naming` looks up the authors, themes, places and parts that essays name
//! - `own` asks whether the collection allows details that pamphlet does not know
//! - `order` puts essays in order and finds clashes
//! - `related` finds essays that are like one another
//! - `writings` is all that arranging looks at

mod coming;
mod naming;
mod order;
mod own;
mod related;
mod writings;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Author, Config, Part, PlaceRecord, Theme};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::essay::{Entry, Kind, Outline, Presence};
use crate::inputs::Summary;

pub use coming::{Coming, coming};
pub use related::Kinship;
pub use writings::{Arrangement, Writings, arrange_all};

/// The place of an essay in [`Collection::essays`].
pub type EssayIndex = usize;

/// All essays that are shown, arranged.
#[derive(Debug)]
pub struct Collection {
    /// The essays, in order.
    pub essays: Vec<Filed>,
    /// Standing pages, by slug.
    pub standing: Vec<Filed>,
    /// The parts that have essays, in order.
    pub parts: Vec<Shelf<Part>>,
    /// The themes, in order.
    pub themes: Vec<Shelf<Theme>>,
    /// The authors that have essays, by the name they sort under.
    pub authors: Vec<Shelf<Author>>,
    /// The places that have essays, by name.
    pub places: Vec<Shelf<PlaceRecord>>,
    /// What is left out, and what is told at the end.
    pub summary: Summary,
    /// The sources that are left out for now → why, in words.
    pub left_out: BTreeMap<Arc<str>, String>,
    /// Who shares what with whom.
    pub kinship: Kinship,
}

/// An essay in its place.
#[derive(Debug)]
pub struct Filed {
    /// What others may know of it.
    pub entry: Arc<Entry>,
    /// The index of its source among all essays parsed.
    pub parsed: usize,
    /// Its part, by index.
    pub part: Option<usize>,
    /// Its number in the part, from 1.
    pub number_in_part: usize,
    /// Its authors, by index, with a role or an organisation of their own here.
    pub authors: Vec<Writer>,
    /// Its themes, by index, the primary one first.
    pub themes: Vec<usize>,
    /// Its places, by index.
    pub places: Vec<usize>,
}

/// An author of one essay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// The author, by index.
    pub author: usize,
    /// Another role than usual.
    pub role: Option<Arc<str>>,
    /// Another organisation than usual.
    pub organisation: Option<Arc<str>>,
}

/// Something essays are gathered under, with its essays in order.
#[derive(Debug)]
pub struct Shelf<T> {
    /// The theme, author, place or part.
    pub record: T,
    /// Its essays.
    pub essays: Vec<EssayIndex>,
}

/// Arranges what is to be shown on the day `today`.
pub fn arrange(essays: &[Arc<Outline>], config: &Config, today: Date, drafts: bool) -> Found<Collection> {
    let mut diagnostics = Vec::new();
    let mut left_out = LeftOut::default();
    let shown: Vec<usize> =
        (0..essays.len()).filter(|index| left_out.shows(&essays[*index], today, drafts)).collect();
    // What waits for its day is checked now, since nobody may be there to mend it then.
    for essay in essays.iter().filter(|essay| !essay.entry.draft) {
        diagnostics.extend(naming::missing_details(essay, config));
    }
    diagnostics.extend(own::unknown_details(essays, config));
    diagnostics.append(&mut left_out.notes);
    let named = naming::name(essays, &shown, config, &mut diagnostics);
    let mut collection = order::order(essays, named, config, &mut diagnostics);
    collection.kinship = Kinship::of(&collection, essays);
    collection.summary.essays = collection.essays.len();
    left_out.sort();
    collection.summary.scheduled = left_out.scheduled;
    collection.summary.drafts = left_out.drafts;
    collection.summary.expired = left_out.expired;
    collection.left_out = left_out.reasons;
    Found { value: collection, diagnostics }
}

#[derive(Default)]
struct LeftOut {
    scheduled: Vec<(Date, String, Arc<str>)>,
    drafts: Vec<(String, Arc<str>)>,
    expired: Vec<(String, Arc<str>)>,
    reasons: BTreeMap<Arc<str>, String>,
    notes: Vec<Diagnostic>,
}

impl LeftOut {
    fn shows(&mut self, essay: &Outline, today: Date, drafts: bool) -> bool {
        let entry = &essay.entry;
        let title = || entry.title.to_string();
        let reason = match entry.presence(today) {
            Presence::Shown => return true,
            Presence::Draft if drafts => return true,
            Presence::Draft => {
                self.drafts.push((title(), entry.path.clone()));
                "is a draft".to_owned()
            }
            Presence::Scheduled(date) => {
                self.scheduled.push((date, title(), entry.path.clone()));
                self.note_schedule(essay, date);
                format!("is scheduled for {}", date.long())
            }
            Presence::Expired(_) => {
                self.expired.push((title(), entry.path.clone()));
                "has expired".to_owned()
            }
        };
        self.reasons.insert(entry.path.clone(), reason);
        false
    }

    fn note_schedule(&mut self, essay: &Outline, date: Date) {
        let message = format!("Scheduled: will appear in the first build on or after {}.", date.long());
        let span = essay.front.date.as_ref().map_or(essay.front.span, |date| date.span);
        let note = Diagnostic::new(Code::W167, message).at(essay.place(span));
        self.notes.push(note.help("Nothing happens on that day by itself: the site must be built again."));
    }

    fn sort(&mut self) {
        self.scheduled.sort();
        self.drafts.sort();
        self.expired.sort();
    }
}

impl Collection {
    /// The index of the essay or standing page that comes from a source.
    pub fn by_path(&self) -> BTreeMap<&str, (Kind, usize)> {
        let essays =
            self.essays.iter().enumerate().map(|(index, filed)| (&*filed.entry.path, (Kind::Essay, index)));
        let standing = self.standing.iter().enumerate();
        essays.chain(standing.map(|(index, filed)| (&*filed.entry.path, (Kind::Standing, index)))).collect()
    }
}
