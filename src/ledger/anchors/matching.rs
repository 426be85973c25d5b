//! What was published is found in what is there now.
//!
//! In: the anchors of both. Out: which is which; which were joined to another; which are gone.

use super::Anchor;

/// Texts that are so alike are one text, edited.
const ALIKE: f64 = 0.6;

/// A text of which so much is in another was joined to it.
const WITHIN: f64 = 0.6;

/// Texts that have so little in common have it by chance, whatever their lengths say.
const CHANCE: f64 = 0.12;

/// What was found.
pub(super) struct Matches {
    /// For each of today, which it was.
    pub(super) was: Vec<Option<usize>>,
    /// What was joined to which of today.
    joined: Vec<(usize, usize)>,
    /// What is nowhere.
    pub(super) gone: Vec<usize>,
}

impl Matches {
    /// Every published anchor that leads to one of today.
    pub(super) fn led_to<'a>(
        &'a self,
        now: usize,
        published: &'a [Anchor],
    ) -> impl Iterator<Item = &'a Box<str>> {
        let joined = self.joined.iter().filter(move |(to, _)| *to == now).map(|(_, was)| was);
        self.was[now].iter().chain(joined).flat_map(|was| &published[*was].ids)
    }
}

/// Whether a text is there, edited or not.
pub(super) fn is_in(before: &Anchor, now: &[Anchor]) -> bool {
    now.iter().any(|now| !now.heading && before.sketch.likeness(&now.sketch) >= ALIKE)
}

/// Finds everything. The surest is found first, so that a guess never takes what is certain.
pub(super) fn find(published: &[Anchor], now: &[Anchor]) -> Matches {
    let mut search = Search { published, now, is: vec![None; published.len()], was: vec![None; now.len()] };
    search.same(|was, is| was.heading || was.sketch.likeness(&is.sketch) >= ALIKE);
    search.alike();
    search.same(|_, _| true);
    search.headings_in_order();
    let (mut joined, mut gone) = (Vec::new(), Vec::new());
    for index in search.left() {
        match search.joined_to(index) {
            Some(to) => joined.push((to, index)),
            None => gone.push(index),
        }
    }
    Matches { was: search.was, joined, gone }
}

struct Search<'a> {
    published: &'a [Anchor],
    now: &'a [Anchor],
    is: Vec<Option<usize>>,
    was: Vec<Option<usize>>,
}

impl Search<'_> {
    fn left(&self) -> Vec<usize> {
        (0..self.is.len()).filter(|index| self.is[*index].is_none()).collect()
    }

    fn unknown(&self) -> Vec<usize> {
        (0..self.was.len()).filter(|index| self.was[*index].is_none()).collect()
    }

    fn pair(&mut self, was: usize, is: usize) {
        if self.is[was].is_none() && self.was[is].is_none() {
            self.is[was] = Some(is);
            self.was[is] = Some(was);
        }
    }

    /// Pairs those that have the same anchor.
    fn same(&mut self, holds: impl Fn(&Anchor, &Anchor) -> bool) {
        for was in self.left() {
            let before = &self.published[was];
            let fits = |is: &usize| {
                let now = &self.now[*is];
                now.heading == before.heading && now.ids.first() == before.ids.first() && holds(before, now)
            };
            if let Some(is) = self.unknown().into_iter().find(fits) {
                self.pair(was, is);
            }
        }
    }

    /// Pairs those that are most alike.
    fn alike(&mut self) {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        let new = self.unknown();
        for was in self.left() {
            for is in &new {
                let (before, now) = (&self.published[was], &self.now[*is]);
                let like = before.sketch.likeness(&now.sketch);
                if before.heading == now.heading && like >= ALIKE {
                    pairs.push((like, was, *is));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
        pairs.into_iter().for_each(|(_, was, is)| self.pair(was, is));
    }

    /// A heading that was worded anew is the one in its place, where no heading came or went.
    fn headings_in_order(&mut self) {
        let headings =
            |all: &[Anchor]| -> Vec<usize> { (0..all.len()).filter(|index| all[*index].heading).collect() };
        let (before, now) = (headings(self.published), headings(self.now));
        if before.len() == now.len() {
            before.into_iter().zip(now).for_each(|(was, is)| self.pair(was, is));
        }
    }

    /// The text that what was published is mostly in now.
    fn joined_to(&self, was: usize) -> Option<usize> {
        let before = &self.published[was];
        let within = |is: usize| (before.sketch.within(&self.now[is].sketch), is);
        let fits = |is: &usize| {
            let now = &self.now[*is];
            !before.heading
                && !now.heading
                && before.sketch.likeness(&now.sketch) >= CHANCE
                && before.sketch.within(&now.sketch) >= WITHIN
        };
        let best = (0..self.now.len()).filter(fits).map(within);
        best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, is)| is)
    }
}
