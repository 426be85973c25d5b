//! What was worked out once is not worked out again.
//!
//! In: a function and its keys. Out: what it gives, from memory where it was asked before. The function is a plain `fn`, not a
//! closure, so that nothing but its key can have a say in the result; that is what makes remembering it safe.
//!
//! A memo lives through *turns*: one build, or one look at a collection that is being edited. What was not asked for during
//! [`REMEMBERED`] turns is forgotten, so memory does not grow, and an edit that is taken back costs nothing.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

/// How many turns something is remembered that nobody asks for.
pub const REMEMBERED: u64 = 4;

/// Remembers what one function gives for each key.
pub struct Memo<K, V> {
    function: fn(&K) -> V,
    state: Mutex<State<K, V>>,
}

struct State<K, V> {
    kept: HashMap<K, Kept<V>>,
    turn: u64,
    /// Whether anything has been asked for in this turn.
    asked: bool,
    counts: Counts,
}

struct Kept<V> {
    value: V,
    asked: u64,
}

/// How often a memo knew the answer, and how often it had to work it out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Answered from memory.
    pub hits: u64,
    /// Worked out.
    pub misses: u64,
}

impl<K: Clone + Eq + Hash + Send + Sync, V: Clone + Send> Memo<K, V> {
    /// Remembers nothing yet.
    pub fn new(function: fn(&K) -> V) -> Self {
        let state = State { kept: HashMap::new(), turn: 0, asked: false, counts: Counts::default() };
        Self { function, state: Mutex::new(state) }
    }

    /// What the function gives for `key`.
    pub fn call(&self, key: &K) -> V {
        if let Some(value) = self.with(|state| state.recall(key)) {
            return value;
        }
        let value = (self.function)(key);
        self.with(|state| state.keep(key, &value));
        value
    }

    /// What the function gives for each key, in their order. What is not known is worked out in parallel.
    pub fn map(&self, keys: &[&K]) -> Vec<V> {
        let mut values: Vec<Option<V>> =
            self.with(|state| keys.iter().map(|key| state.recall(key)).collect());
        let missing = values.par_iter_mut().zip(keys).filter(|(value, _)| value.is_none());
        missing.for_each(|(value, key)| {
            let made = (self.function)(key);
            self.with(|state| state.keep(key, &made));
            *value = Some(made);
        });
        // Every value that was not recalled has been made.
        values.into_iter().flatten().collect()
    }

    /// Begins another turn, and forgets what has not been asked for lately. What is forgotten is given back, so that the
    /// caller can choose when to spend time on letting go of it.
    pub fn turn(&self) -> Vec<V> {
        self.with(|state| {
            state.turn += 1;
            state.asked = false;
            let turn = state.turn;
            let old = state.kept.extract_if(|_, kept| kept.asked + REMEMBERED < turn);
            old.map(|(_, kept)| kept.value).collect()
        })
    }

    /// The same, but a turn in which nobody asked for anything does not count: for what is asked for as a whole, but not in every
    /// turn.
    pub fn turn_if_asked(&self) -> Vec<V> {
        if self.with(|state| state.asked) { self.turn() } else { Vec::new() }
    }

    /// How often it knew and how often it did not, since the beginning.
    pub fn counts(&self) -> Counts {
        self.with(|state| state.counts)
    }

    /// How much it remembers.
    pub fn len(&self) -> usize {
        self.with(|state| state.kept.len())
    }

    /// Whether it remembers nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The function is never called with the state locked, so a lock that was left behind by a panic holds a sound state.
    fn with<T>(&self, work: impl FnOnce(&mut State<K, V>) -> T) -> T {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<K: Clone + Eq + Hash, V: Clone> State<K, V> {
    fn recall(&mut self, key: &K) -> Option<V> {
        self.asked = true;
        let turn = self.turn;
        let kept = self.kept.get_mut(key)?;
        kept.asked = turn;
        self.counts.hits += 1;
        Some(kept.value.clone())
    }

    fn keep(&mut self, key: &K, value: &V) {
        self.counts.misses += 1;
        self.kept.insert(key.clone(), Kept { value: value.clone(), asked: self.turn });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubled(number: &u32) -> u32 {
        number * 2
    }

    #[test]
    fn what_is_known_is_not_worked_out_again() {
        let memo = Memo::new(doubled);
        assert_eq!(memo.map(&[&1, &2]), [2, 4]);
        assert_eq!(memo.map(&[&3, &2]), [6, 4]);
        assert_eq!(memo.call(&3), 6);
        assert_eq!(memo.counts(), Counts { hits: 2, misses: 3 });
    }

    #[test]
    fn what_nobody_asks_for_is_forgotten() {
        let memo = Memo::new(doubled);
        memo.call(&1);
        memo.call(&2);
        for _ in 0..REMEMBERED {
            assert!(memo.turn().is_empty());
            memo.call(&2);
        }
        assert_eq!(memo.turn(), [2]);
        assert_eq!(memo.len(), 1);
    }
}
