//! What links into essays lead to stays, however an essay is edited: `anchors.lock`.
//!
//! In: the anchors of an essay as they were published, and its tree of today. Out: the tree with the anchors it had: a paragraph that
//! was edited keeps its own, what was joined to another leaves an empty one beside it; and those that are nowhere.
//!
//! - `places` walks over everything that has an anchor, `sketch` says how like two texts are, `matching` finds what was published in
//!   what is there now, `lock` reads and prints the file

mod lock;
mod matching;
mod places;
mod sketch;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::document::{AnchorMark, Attributes, Document, Inline};
use crate::source::Span;
use sketch::Sketch;

pub use lock::anchors_text;
pub(super) use lock::read;

/// The anchors of every essay that was ever published, by key.
pub type Anchors = BTreeMap<Arc<str>, Arc<[Anchor]>>;

/// A paragraph, an item, a figure, a table or a heading as it was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// Its own anchor, and the others that lead to it.
    pub ids: Vec<Box<str>>,
    /// Whether it is a heading.
    pub heading: bool,
    /// What tells how like another text is.
    sketch: Sketch,
}

/// A tree with the anchors that were published, and those of them that are nowhere.
pub struct Kept {
    /// The tree, where it is not as it was.
    pub document: Option<Document>,
    /// Anchors that lead nowhere any more.
    pub gone: Vec<Box<str>>,
}

/// What a release records of an essay.
pub fn anchors(document: &Document) -> Vec<Anchor> {
    let mut all = Vec::new();
    // The walk is one that may change what it sees, so that there is only one.
    places::walk(&mut document.blocks.clone(), &mut |place| all.push(place.anchor()));
    all
}

/// How much of what was published is in a tree, from 0 to 1.
pub fn shared(published: &[Anchor], document: &Document) -> f64 {
    let now = anchors(document);
    let before: Vec<&Anchor> = published.iter().filter(|anchor| !anchor.heading).collect();
    let found = before.iter().filter(|before| matching::is_in(before, &now)).count();
    match before.len() {
        0 => 0.0,
        #[expect(clippy::cast_precision_loss, reason = "no essay has so many paragraphs")]
        all => found as f64 / all as f64,
    }
}

/// Gives a tree the anchors that were published.
pub fn keep(document: &Document, published: &[Anchor]) -> Kept {
    if is_same(document, published) {
        return Kept { document: None, gone: Vec::new() };
    }
    let now = anchors(document);
    let matches = matching::find(published, &now);
    let mut taken: HashSet<Box<str>> = document.anchors.iter().map(|anchor| anchor.id.clone()).collect();
    taken.extend(now.iter().filter(|anchor| anchor.heading).filter_map(|anchor| anchor.ids.first().cloned()));
    let own = own_ids(published, &now, &matches, &mut taken);
    let mut kept = document.clone();
    let (mut index, mut gone, mut marks) = (0, Vec::new(), Vec::new());
    places::walk(&mut kept.blocks, &mut |place| {
        let led: Vec<Box<str>> = matches.led_to(index, published).cloned().collect();
        let new: Vec<Box<str>> =
            led.into_iter().filter(|id| *id != own[index] && taken.insert(id.clone())).collect();
        let span = place.span;
        match place.set(&own[index], &new) {
            true => marks.extend(new.into_iter().map(|id| AnchorMark { id, span })),
            false => gone.extend(new),
        }
        index += 1;
    });
    kept.anchors.extend(marks);
    gone.extend(matches.gone.iter().flat_map(|index| published[*index].ids.iter().cloned()));
    gone.retain(|id| !own.contains(id) && kept.anchors.iter().all(|anchor| anchor.id != *id));
    Kept { document: Some(kept), gone }
}

/// Whether a tree has just the anchors that were published, as most have.
fn is_same(document: &Document, published: &[Anchor]) -> bool {
    let mut left = published.iter();
    let same = places::all_ids(document, &mut |id| {
        left.next().is_some_and(|anchor| anchor.ids.len() == 1 && *anchor.ids[0] == *id)
    });
    same && left.next().is_none()
}

/// The own anchor of each place: the one it had or, where it is new, one that nothing has or had.
fn own_ids(
    published: &[Anchor],
    now: &[Anchor],
    matches: &matching::Matches,
    taken: &mut HashSet<Box<str>>,
) -> Vec<Box<str>> {
    let mut own: Vec<Option<Box<str>>> = vec![None; now.len()];
    for (index, anchor) in now.iter().enumerate() {
        let first = |anchor: &Anchor| anchor.ids.first().cloned();
        own[index] = match (anchor.heading, matches.was[index]) {
            // A heading is named by its words, or by hand; what it was called before stands beside it.
            (true, _) => first(anchor),
            (false, Some(was)) => first(&published[was]).filter(|id| taken.insert(id.clone())),
            (false, None) => None,
        };
    }
    let led: HashSet<Box<str>> = published.iter().flat_map(|anchor| anchor.ids.iter().cloned()).collect();
    let new = |(index, id): (usize, Option<Box<str>>)| {
        id.unwrap_or_else(|| {
            let key = now[index].ids.first().map_or("", |id| id);
            let numbered = (2..).map(|number| Box::from(format!("{key}-{number}")));
            let mut all = std::iter::once(Box::from(key)).chain(numbered);
            let id = all.find(|key| !taken.contains(key) && !led.contains(key)).unwrap_or_default();
            taken.insert(id.clone());
            id
        })
    };
    own.into_iter().enumerate().map(new).collect()
}

/// An anchor of its own, without words.
fn empty(id: &str) -> Inline {
    Inline::Span(Box::new(Attributes { id: Some(id.into()), ..Attributes::default() }), Vec::new())
}

/// The anchor that an inline is, if it is nothing else.
fn id_of(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Span(attributes, content) if content.is_empty() => attributes.id.as_deref(),
        _ => None,
    }
}

/// Something that has an anchor, while a tree is walked over.
pub(super) struct Spot<'a> {
    /// Where it stands.
    span: Span,
    heading: bool,
    key: &'a mut Box<str>,
    /// Its first words, where an anchor can be put beside it.
    line: Option<&'a mut Vec<Inline>>,
    text: String,
}

impl Spot<'_> {
    fn anchor(&self) -> Anchor {
        let beside = self.line.iter().flat_map(|line| line.iter().map_while(id_of)).map(Box::from);
        let ids = std::iter::once(self.key.clone()).chain(beside).collect();
        Anchor { ids, heading: self.heading, sketch: Sketch::of(&self.text) }
    }

    /// Gives it its own anchor and others beside it; not these where there is no room for them.
    fn set(self, own: &str, beside: &[Box<str>]) -> bool {
        if **self.key != *own {
            *self.key = own.into();
        }
        match self.line {
            Some(line) => {
                line.splice(0..0, beside.iter().map(|id| empty(id)));
                true
            }
            None => beside.is_empty(),
        }
    }
}
