//! Looking again, for ever.
//!
//! In: hints that something changed. Out: the next `Showing`. A rebuild is a build: there are no kinds of change; what was read is
//! planned whole, with what the last plans remember. Only what is read depends on the hint, and a look at everything follows.

use std::cmp::Ordering;
use std::sync::Arc;
use std::sync::atomic::{self, AtomicU64};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use pamphlet::date::Date;
use pamphlet::diagnostic::{Diagnostic, Severity};
use pamphlet::inputs::{Inputs, Unobserved};
use pamphlet::source::Source;
use pamphlet::{Memory, Plan};
use tokio::sync::watch;

use super::Event;
use super::showing::{Good, Showing};
use crate::disk::{Fault, Folder};
use crate::watch::{Seen, Watcher};

/// How often everything is looked at although nothing was told: whatever the system forgot to tell is seen then.
const ROUND: Duration = Duration::from_secs(10);

/// The same where the system tells nothing.
const POLL: Duration = Duration::from_millis(500);

/// How long after a look at single files everything is looked at.
const SOON: Duration = Duration::from_millis(150);

/// How long a file may be empty between two strokes of a program that saves it.
const STROKE: Duration = Duration::from_millis(30);

/// Looks and plans.
pub(super) struct Looker {
    pub(super) folder: Folder,
    pub(super) memory: Memory,
    pub(super) watcher: Watcher,
    pub(super) publish: watch::Sender<Arc<Showing>>,
    pub(super) last: Option<Arc<Inputs>>,
    pub(super) today: Option<fn() -> Date>,
    /// How often something was noticed: whoever works in quiet moments stops when this moves.
    pub(super) stirs: Arc<AtomicU64>,
    pub(super) tell: Arc<dyn Fn(&Event) + Send + Sync>,
}

/// One turn, for whoever tells of it.
pub(crate) struct Turn {
    /// The files that changed.
    pub(crate) changed: Vec<Arc<str>>,
    /// The state there is now.
    pub(crate) errors: usize,
    /// Warnings.
    pub(crate) warnings: usize,
    /// Pages of the site, where there is one without errors.
    pub(crate) pages: Option<usize>,
    /// What is wrong, with the texts it points into.
    pub(crate) faults: Arc<Vec<Diagnostic>>,
    /// The inputs.
    pub(crate) inputs: Option<Arc<Inputs>>,
    /// From hearing of the change to showing it, in seconds.
    pub(crate) seconds: f64,
    /// Whether another day has begun.
    pub(crate) is_new_day: bool,
    /// Whether it is the first.
    pub(crate) is_first: bool,
}

impl Looker {
    /// The first look, before the door is opened.
    pub(super) fn look_first(&mut self) {
        let begun = Instant::now();
        let read = self.folder.look();
        self.take(read, begun);
    }

    /// Looks whenever something changed, until nobody is interested any more.
    pub(super) fn run(mut self) {
        let mut is_sure = true;
        loop {
            let patience = match (is_sure, self.watcher.is_native()) {
                (false, _) => SOON,
                (true, true) => ROUND,
                (true, false) => POLL,
            };
            let seen = self.watcher.wait(patience);
            let begun = Instant::now();
            if !matches!(seen, Seen::Nothing) {
                self.stirs.fetch_add(1, atomic::Ordering::Relaxed);
            }
            if let Some(today) = self.today {
                self.folder.set_today(today());
            }
            let mut waiting: Vec<Sender<()>> = Vec::new();
            let near = match seen {
                Seen::Files(paths) => self.folder.look_at(self.watcher.root(), &paths),
                Seen::Asked(senders) => {
                    waiting = senders;
                    None
                }
                Seen::Everything | Seen::Nothing => None,
            };
            is_sure = near.is_none();
            let read = near.unwrap_or_else(|| self.folder.look());
            self.take(read, begun);
            for sender in waiting {
                // Who no longer waits needs no answer.
                let _ = sender.send(());
            }
        }
    }

    /// Plans what was read and shows it, unless it is what is shown already.
    fn take(&mut self, read: Result<Inputs, Fault>, begun: Instant) {
        let read = match read {
            Ok(inputs) if self.last.as_deref().is_some_and(|last| is_mid_stroke(last, &inputs)) => {
                std::thread::sleep(STROKE);
                self.folder.look()
            }
            read => read,
        };
        let before = self.publish.borrow().clone();
        let is_read = read.is_ok();
        let mut next = match read {
            Err(fault) if before.planned.as_slice() == std::slice::from_ref(&*fault.0) => return,
            Err(fault) => {
                let mut next = before.next();
                next.planned = Arc::new(vec![*fault.0]);
                next
            }
            Ok(inputs) if self.last.as_deref() == Some(&inputs) => return,
            Ok(inputs) => self.plan(inputs, &before),
        };
        let changed = changed(self.last.as_deref(), next.inputs.as_deref());
        let turn = next.turn;
        Arc::make_mut(&mut next.written).extend(changed.iter().map(|path| (path.clone(), turn)));
        // After a fault of the world even what was read before is planned again.
        self.last = next.inputs.clone().filter(|_| is_read);
        let count = |severity| next.planned.iter().filter(|fault| fault.severity == severity).count();
        let day = |inputs: &Inputs| inputs.today.day();
        let is_new_day = before.inputs.as_deref().map(day) != next.inputs.as_deref().map(day);
        let turn = Turn {
            is_new_day,
            changed,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            pages: next
                .good
                .as_ref()
                .filter(|good| good.turn == next.turn)
                .map(|good| good.site.summary().pages),
            faults: next.planned.clone(),
            inputs: next.inputs.clone(),
            is_first: before.turn == 0,
            seconds: 0.0,
        };
        self.publish.send_replace(Arc::new(next));
        (self.tell)(&Event::Turn(Box::new(Turn { seconds: begun.elapsed().as_secs_f64(), ..turn })));
        // Letting go of a large site takes time; it is shown by now.
        drop(before);
        drop(self.memory.turn());
    }

    fn plan(&self, inputs: Inputs, before: &Showing) -> Showing {
        let found = pamphlet::plan_again(&inputs, &Unobserved, &self.memory);
        let Plan { site, essays, config } = found.value;
        let mut next = before.next();
        let turn = next.turn;
        // Without a site there is no output to read.
        if let Some(site) = site {
            next.good = Some(Arc::new(Good { turn, site }));
            next.proved = None;
        }
        next.config = config.or(next.config);
        next.inputs = Some(Arc::new(inputs));
        next.essays = Arc::new(essays);
        next.planned = Arc::new(found.diagnostics);
        next
    }
}

/// Whether a file that held something holds nothing: most likely a program is about to write it.
fn is_mid_stroke(last: &Inputs, inputs: &Inputs) -> bool {
    let had_text = |path: &str| last.essay(path).is_some_and(|essay| !essay.text().is_empty());
    let mut essays = inputs.essays.iter().filter(|essay| essay.text().is_empty());
    let mut assets = inputs.assets.iter().filter(|(_, asset)| asset.length == 0);
    let mut designs = inputs.designs.iter().filter(|(_, bytes)| bytes.is_empty());
    (inputs.config.text().is_empty() && !last.config.text().is_empty())
        || essays.any(|essay| had_text(essay.path()))
        || assets.any(|(path, _)| last.assets.get(path).is_some_and(|asset| asset.length > 0))
        || designs.any(|(path, _)| last.designs.get(path).is_some_and(|bytes| !bytes.is_empty()))
}

/// The files that differ between two readings.
fn changed(before: Option<&Inputs>, after: Option<&Inputs>) -> Vec<Arc<str>> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    let mut changed = Vec::new();
    if before.config != after.config {
        changed.push(after.config.path().clone());
    }
    differing(by_path(&before.essays), by_path(&after.essays), &mut changed);
    differing(&before.assets, &after.assets, &mut changed);
    differing(&before.designs, &after.designs, &mut changed);
    changed
}

fn by_path(essays: &[Source]) -> impl Iterator<Item = (&Arc<str>, &Source)> {
    essays.iter().map(|essay| (essay.path(), essay))
}

/// Adds the names that one of two sorted lists lacks, or that stand for something else in each.
fn differing<'a, V: PartialEq + 'a>(
    old: impl IntoIterator<Item = (&'a Arc<str>, &'a V)>,
    new: impl IntoIterator<Item = (&'a Arc<str>, &'a V)>,
    changed: &mut Vec<Arc<str>>,
) {
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (Some((one, _)), Some((other, _))) => one.cmp(other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return,
        };
        let next = match order {
            Ordering::Less => old.next(),
            Ordering::Greater => new.next(),
            Ordering::Equal => {
                let (before, after) = (old.next(), new.next());
                after.filter(|_| before != after)
            }
        };
        changed.extend(next.map(|(name, _)| name.clone()));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn inputs(config: &str, essay: &str, design: &str) -> Inputs {
        Inputs {
            config: Source::new("pamphlet.toml", config),
            essays: vec![Source::new("essays/a.md", essay)],
            assets: BTreeMap::new(),
            designs: BTreeMap::from([("themes/plain/a.css".into(), design.as_bytes().into())]),
            search_tests: None,
            locks: pamphlet::inputs::Locks::default(),
            today: Date::read("2026-01-01").expect("a day"),
            drafts: false,
            base_url: None,
            portable: false,
            unread: Vec::new(),
            damaged: Vec::new(),
        }
    }

    #[test]
    fn a_file_that_was_just_emptied_is_about_to_be_written() {
        let last = inputs("a", "b", "c");
        for emptied in [inputs("", "b", "c"), inputs("a", "", "c"), inputs("a", "b", "")] {
            assert!(is_mid_stroke(&last, &emptied), "{emptied:?}");
            assert!(!is_mid_stroke(&emptied, &emptied), "it was empty before");
        }
        assert!(!is_mid_stroke(&last, &inputs("d", "e", "f")));
    }

    #[test]
    fn what_differs_is_named_once() {
        let names = |before: &Inputs, after: &Inputs| changed(Some(before), Some(after));
        let last = inputs("a", "b", "c");
        assert_eq!(names(&last, &last), Vec::<Arc<str>>::new());
        let all = ["pamphlet.toml", "essays/a.md", "themes/plain/a.css"].map(Arc::from);
        assert_eq!(names(&last, &inputs("d", "e", "f")), all);
        let mut moved = last.clone();
        moved.essays = vec![Source::new("essays/0.md", "x"), Source::new("essays/b.md", "b")];
        moved.designs.clear();
        let expected = ["essays/0.md", "essays/a.md", "essays/b.md", "themes/plain/a.css"].map(Arc::from);
        assert_eq!(names(&last, &moved), expected);
    }
}
