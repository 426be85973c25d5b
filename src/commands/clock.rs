//! What time it is, and whether anyone is looking.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::ThreadId;
use std::time::{Duration, Instant};

use pamphlet::date::Date;
use pamphlet::inputs::{Observer, Stage};

/// How long a build may take before it shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// Today, where this computer is.
pub(crate) fn today() -> Date {
    let today = jiff::ZonedDateTime::now().date();
    Date::new(today.year(), today.month(), today.day()).unwrap_or_else(epoch)
}

/// The time of day where this computer is: `14:03:12`.
pub(super) fn time_of_day() -> String {
    let now = jiff::ZonedDateTime::now().time();
    format!("{:02}:{:02}:{:02}", now.hour(), now.minute(), now.second())
}

fn epoch() -> Date {
    // A clock that gives no day of the calendar is as good as none.
    Date::read("1970-01-01").unwrap_or_else(|_| epoch())
}

/// Whether what is told may be coloured (the NO_COLOR convention is kept).
pub(super) fn has_colour() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Watches a build: how long each stage takes, and how far it is.
pub(super) struct Clock {
    started: Instant,
    shows_progress: bool,
    files: AtomicUsize,
    made: AtomicUsize,
    pictures: AtomicUsize,
    developed: AtomicUsize,
    cards: AtomicUsize,
    drawn: AtomicUsize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    open: BTreeMap<(Stage, u64), Instant>,
    spent: BTreeMap<Stage, Duration>,
    threads: Vec<ThreadId>,
    last_told: Option<Instant>,
}

impl Clock {
    /// Starts to watch.
    pub(super) fn start(quiet: bool) -> Self {
        Self {
            started: Instant::now(),
            shows_progress: !quiet && std::io::stderr().is_terminal(),
            files: AtomicUsize::new(0),
            made: AtomicUsize::new(0),
            pictures: AtomicUsize::new(0),
            developed: AtomicUsize::new(0),
            cards: AtomicUsize::new(0),
            drawn: AtomicUsize::new(0),
            state: Mutex::default(),
        }
    }

    /// Seconds since the start.
    pub(super) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// The time of each stage, added up over all threads, as a table.
    pub(super) fn table(&self) -> String {
        let Ok(state) = self.state.lock() else { return String::new() };
        let mut spent = state.spent.clone();
        // Writing goes on around making and proving; what is left of it is its own.
        let others =
            [Stage::Make, Stage::Prove].iter().filter_map(|stage| spent.get(stage)).sum::<Duration>();
        if let Some(write) = spent.get_mut(&Stage::Write) {
            let threads = u32::try_from(rayon::current_num_threads()).unwrap_or(1);
            *write = (*write * threads).saturating_sub(others);
        }
        let total: f64 = spent.values().map(Duration::as_secs_f64).sum();
        let mut table = String::from("stage     thread time   share\n");
        for stage in Stage::ALL {
            let seconds = spent.get(&stage).map_or(0.0, Duration::as_secs_f64);
            table.push_str(&format!(
                "{:<8} {seconds:>10.3} s {:>6.1} %\n",
                stage.word(),
                100.0 * seconds / total.max(1e-9)
            ));
        }
        table
    }

    fn tell(&self, state: &mut State) {
        let now = Instant::now();
        let recent = state.last_told.is_some_and(|last| now - last < Duration::from_millis(100));
        if self.shows_progress && !recent && now - self.started > PATIENCE {
            state.last_told = Some(now);
            let count = |number: &AtomicUsize| number.load(Ordering::Relaxed);
            let progress = match (count(&self.files), count(&self.cards)) {
                (0, 0) => format!("{} of {} pictures", count(&self.developed), count(&self.pictures)),
                (0, cards) => format!("{} of {cards} share cards", count(&self.drawn)),
                (files, _) => format!("{} of {files} files", count(&self.made)),
            };
            super::tell(&format!("\r\x1b[K{progress}"));
        }
    }

    /// Takes the progress line away.
    pub(super) fn clear_line(&self) {
        let told = self.state.lock().is_ok_and(|state| state.last_told.is_some());
        if told {
            super::tell("\r\x1b[K");
        }
    }
}

fn thread_number(state: &mut State) -> u64 {
    let this = std::thread::current().id();
    let known = state.threads.iter().position(|thread| *thread == this);
    let index = known.unwrap_or_else(|| {
        state.threads.push(this);
        state.threads.len() - 1
    });
    index as u64
}

impl Observer for Clock {
    fn begin(&self, stage: Stage, things: Option<usize>) {
        match (stage, things) {
            (Stage::Write, Some(files)) => self.files.store(files, Ordering::Relaxed),
            (Stage::Draw, Some(cards)) => self.cards.store(cards, Ordering::Relaxed),
            (Stage::Develop, Some(pictures)) => self.pictures.store(pictures, Ordering::Relaxed),
            _ => {}
        }
        if let Ok(mut state) = self.state.lock() {
            let thread = thread_number(&mut state);
            state.open.insert((stage, thread), Instant::now());
        }
    }

    fn end(&self, stage: Stage) {
        if let Ok(mut state) = self.state.lock() {
            let thread = thread_number(&mut state);
            if let Some(begun) = state.open.remove(&(stage, thread)) {
                *state.spent.entry(stage).or_default() += begun.elapsed();
            }
            if stage == Stage::Develop {
                self.developed.fetch_add(1, Ordering::Relaxed);
                self.tell(&mut state);
            }
            if stage == Stage::Draw {
                self.drawn.fetch_add(1, Ordering::Relaxed);
                self.tell(&mut state);
            }
            if stage == Stage::Make {
                self.made.fetch_add(1, Ordering::Relaxed);
                self.tell(&mut state);
            }
        }
    }
}
