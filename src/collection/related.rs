//! Essays that are like one another: by the themes, places and organisations they share.
//!
//! In: a `Collection` with its essays in order. Out: for each essay the three likest.
//! Shared themes count 3, places 2 and organisations 2. Of equally like essays those that stand nearest
//! in the collection are taken, so that not all essays point at the same few; the result never depends on chance.
//!
//! Essays with the same themes, places and organisations are alike to all others, so they are weighed together:
//! the work grows with the number of different combinations, not with the square of the number of essays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Collection, EssayIndex};
use crate::essay::Outline;

/// How many related essays each essay gets.
const WANTED: usize = 3;

/// What an essay can share with another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trait {
    Theme(usize),
    Place(usize),
    Organisation(String),
}

impl Trait {
    fn weight(&self) -> u32 {
        match self {
            Self::Theme(_) => 3,
            Self::Place(_) | Self::Organisation(_) => 2,
        }
    }
}

/// Fills [`super::Filed::related`].
pub(super) fn relate(collection: &mut Collection, essays: &[Arc<Outline>]) {
    let groups = groups(collection, essays);
    let likeness = likeness(&groups);
    let mut found: Vec<Vec<EssayIndex>> = vec![Vec::new(); collection.essays.len()];
    for ((_, members), like) in groups.iter().zip(&likeness) {
        for &essay in members {
            found[essay] = likest(essay, like, &groups);
        }
    }
    for (filed, related) in collection.essays.iter_mut().zip(found) {
        filed.related = related;
    }
}

type Group = (BTreeSet<Trait>, Vec<EssayIndex>);

/// Essays with the same traits, each group in the order of the collection.
fn groups(collection: &Collection, essays: &[Arc<Outline>]) -> Vec<Group> {
    let mut groups: BTreeMap<BTreeSet<Trait>, Vec<EssayIndex>> = BTreeMap::new();
    for (index, filed) in collection.essays.iter().enumerate() {
        let themes = filed.themes.iter().map(|theme| Trait::Theme(*theme));
        let places = filed.places.iter().map(|place| Trait::Place(*place));
        let names = essays[filed.parsed].front.organisations.iter();
        let organisations = names.map(|name| Trait::Organisation(name.to_lowercase()));
        groups.entry(themes.chain(places).chain(organisations).collect()).or_default().push(index);
    }
    groups.into_iter().collect()
}

/// For each group the groups that share something with it, the likest first: likeness and index.
fn likeness(groups: &[Group]) -> Vec<Vec<(u32, usize)>> {
    let mut holders: BTreeMap<&Trait, Vec<usize>> = BTreeMap::new();
    for (index, (traits, _)) in groups.iter().enumerate() {
        traits.iter().for_each(|it| holders.entry(it).or_default().push(index));
    }
    let mut sums = vec![0u32; groups.len()];
    groups
        .iter()
        .map(|(traits, _)| {
            let mut touched = Vec::new();
            for it in traits {
                for &other in &holders[it] {
                    if sums[other] == 0 {
                        touched.push(other);
                    }
                    sums[other] += it.weight();
                }
            }
            let mut like: Vec<(u32, usize)> =
                touched.into_iter().map(|other| (std::mem::take(&mut sums[other]), other)).collect();
            like.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            like
        })
        .collect()
}

/// The likest essays of the likest groups; among the equally like, those nearest in the collection.
fn likest(essay: EssayIndex, like: &[(u32, usize)], groups: &[Group]) -> Vec<EssayIndex> {
    let mut chosen: Vec<EssayIndex> = Vec::with_capacity(WANTED);
    for level in like.chunk_by(|a, b| a.0 == b.0) {
        let mut near: Vec<EssayIndex> = Vec::new();
        for (_, group) in level {
            near.extend(nearest(essay, &groups[*group].1));
        }
        near.sort_unstable_by_key(|other| (other.abs_diff(essay), *other));
        chosen.extend(near.into_iter().take(WANTED - chosen.len()));
        if chosen.len() == WANTED {
            break;
        }
    }
    chosen
}

/// The members of a sorted group that stand nearest to `essay`, itself left out.
fn nearest(essay: EssayIndex, members: &[EssayIndex]) -> impl Iterator<Item = EssayIndex> + '_ {
    let at = members.partition_point(|member| *member < essay);
    let from = at.saturating_sub(WANTED);
    let to = (at + WANTED + 1).min(members.len());
    members[from..to].iter().copied().filter(move |member| *member != essay)
}
