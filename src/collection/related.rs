//! Essays that are like one another: by the themes, places and organisations they share, and by what they say.
//!
//! In: a `Collection` with its essays in order; for each essay, how like others are in their words. Out: the three likest.
//! Shared themes count 3, places 2 and organisations 2, words as much as 4. Of equally like essays those that stand nearest
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

/// What it counts to share anything, in thousandths.
const SHARED: u32 = 1000;

/// What it counts to say the same in the same words, against [`SHARED`].
const SAID: u32 = 4;

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
            Self::Theme(_) => 3 * SHARED,
            Self::Place(_) | Self::Organisation(_) => 2 * SHARED,
        }
    }
}

/// Who shares what.
#[derive(Debug, Default)]
pub struct Kinship {
    groups: Vec<Group>,
    /// Each essay's group.
    group_of: Vec<usize>,
    /// The groups that have something.
    holders: BTreeMap<Trait, Vec<usize>>,
}

/// Essays with the same traits, in the order of the collection.
#[derive(Debug)]
struct Group {
    traits: BTreeSet<Trait>,
    members: Vec<EssayIndex>,
}

impl Kinship {
    /// Gathers who shares what.
    pub(super) fn of(collection: &Collection, essays: &[Arc<Outline>]) -> Self {
        let mut groups: BTreeMap<BTreeSet<Trait>, Vec<EssayIndex>> = BTreeMap::new();
        for (index, filed) in collection.essays.iter().enumerate() {
            let themes = filed.themes.iter().map(|theme| Trait::Theme(*theme));
            let places = filed.places.iter().map(|place| Trait::Place(*place));
            let names = essays[filed.parsed].front.organisations.iter();
            let organisations = names.map(|name| Trait::Organisation(name.to_lowercase()));
            groups.entry(themes.chain(places).chain(organisations).collect()).or_default().push(index);
        }
        let groups: Vec<Group> =
            groups.into_iter().map(|(traits, members)| Group { traits, members }).collect();
        let mut group_of = vec![0; collection.essays.len()];
        let mut holders: BTreeMap<Trait, Vec<usize>> = BTreeMap::new();
        for (index, group) in groups.iter().enumerate() {
            group.members.iter().for_each(|member| group_of[*member] = index);
            group.traits.iter().for_each(|it| holders.entry(it.clone()).or_default().push(index));
        }
        Self { groups, group_of, holders }
    }

    /// The essays that are most like one, the likest first. `alike` are those that are like it in their words, each with its
    /// likeness in thousandths.
    pub fn likest(&self, essay: EssayIndex, alike: &[(EssayIndex, u32)]) -> Vec<EssayIndex> {
        let Some(group) = self.group_of.get(essay).map(|group| &self.groups[*group]) else {
            return Vec::new();
        };
        let shared = self.shared(group);
        let mut candidates: BTreeMap<EssayIndex, u32> = BTreeMap::new();
        for other in self.nearest_of(essay, &shared) {
            candidates.insert(other, shared[self.group_of[other]]);
        }
        for (other, likeness) in alike {
            candidates.insert(*other, shared[self.group_of[*other]] + SAID * likeness);
        }
        let mut candidates: Vec<(u32, EssayIndex)> =
            candidates.into_iter().map(|(other, weight)| (weight, other)).collect();
        candidates.sort_unstable_by_key(|(weight, other)| {
            (std::cmp::Reverse(*weight), other.abs_diff(essay), *other)
        });
        candidates.into_iter().take(WANTED).map(|(_, other)| other).collect()
    }

    /// What each group shares with one.
    fn shared(&self, group: &Group) -> Vec<u32> {
        let mut sums = vec![0; self.groups.len()];
        for it in &group.traits {
            self.holders.get(it).into_iter().flatten().for_each(|other| sums[*other] += it.weight());
        }
        sums
    }

    /// The likest essays by what they share alone; among the equally like, those nearest in the collection.
    fn nearest_of(&self, essay: EssayIndex, shared: &[u32]) -> Vec<EssayIndex> {
        let mut like: Vec<(u32, usize)> = shared
            .iter()
            .enumerate()
            .filter(|(_, sum)| **sum > 0)
            .map(|(group, sum)| (*sum, group))
            .collect();
        like.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut chosen: Vec<EssayIndex> = Vec::with_capacity(WANTED);
        for level in like.chunk_by(|a, b| a.0 == b.0) {
            let mut near: Vec<EssayIndex> = Vec::new();
            for (_, group) in level {
                near.extend(nearest(essay, &self.groups[*group].members));
            }
            near.sort_unstable_by_key(|other| (other.abs_diff(essay), *other));
            chosen.extend(near.into_iter().take(WANTED - chosen.len()));
            if chosen.len() == WANTED {
                break;
            }
        }
        chosen
    }
}

/// The members of a sorted group that stand nearest to `essay`, itself left out.
fn nearest(essay: EssayIndex, members: &[EssayIndex]) -> impl Iterator<Item = EssayIndex> + '_ {
    let at = members.partition_point(|member| *member < essay);
    let from = at.saturating_sub(WANTED);
    let to = (at + WANTED + 1).min(members.len());
    members[from..to].iter().copied().filter(move |member| *member != essay)
}
