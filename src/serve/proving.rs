//! In quiet moments the whole output is made and read, as a build does before it writes.
//!
//! In: the site that is shown. Out: what is wrong with its pages, shown beside what planning found. One thread does it, and stops
//! at once when somebody saves: seeing the page comes first.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use pamphlet::diagnostic::{self, Diagnostic};
use pamphlet::inputs::Unobserved;
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::Event;
use super::showing::Showing;
use crate::disk::Darkroom;

/// How long nobody must save for a moment to be quiet.
const QUIET: Duration = Duration::from_millis(300);

/// Reads what is shown.
pub(super) struct Prover {
    pub(super) root: PathBuf,
    pub(super) publish: watch::Sender<Arc<Showing>>,
    pub(super) runtime: Handle,
    /// How often something was noticed.
    pub(super) stirs: Arc<AtomicU64>,
    pub(super) tell: Arc<dyn Fn(&Event) + Send + Sync>,
}

/// Somebody saved.
struct Interrupted;

/// Waits until nothing has been noticed for a while. The clock is the system's, since the other one stops when the window is
/// closed.
fn rest(stirs: &AtomicU64) {
    const STEP: Duration = Duration::from_millis(50);
    let (mut waited, mut last) = (Duration::ZERO, stirs.load(Ordering::Relaxed));
    while waited < QUIET {
        std::thread::sleep(STEP);
        let now = stirs.load(Ordering::Relaxed);
        waited = if now == last { waited + STEP } else { Duration::ZERO };
        last = now;
    }
}

/// What is said of faults. Lines may move while somebody writes above them.
fn in_words(faults: &[Diagnostic]) -> Vec<String> {
    let path = |fault: &Diagnostic| fault.primary.as_ref().map(|place| place.path.clone());
    faults.iter().map(|fault| format!("{:?} {:?} {}", fault.code, path(fault), fault.message)).collect()
}

impl Prover {
    /// Proves every state that lasts, until nobody shows any more.
    pub(super) fn run(self) {
        // A pool of its own, so that planning never waits for a page that nobody asked for.
        let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { return };
        let mut showing = self.publish.subscribe();
        let mut told = Vec::new();
        loop {
            if showing.borrow_and_update().proved.is_none() {
                rest(&self.stirs);
                let now = showing.borrow_and_update().clone();
                if now.proved.is_some() {
                    continue;
                }
                // Whoever was interrupted rests and begins anew; what disturbed them may have changed nothing.
                let Ok(found) = pool.install(|| self.prove(&now, &showing)) else { continue };
                // What was said after the last save is not said again after this one.
                let news = in_words(&found);
                if news != told {
                    let faults = Arc::new(found.clone());
                    (self.tell)(&Event::Proved { faults, inputs: now.inputs.clone() });
                    told = news;
                }
                self.publish.send_if_modified(|shown| {
                    let is_same = shown.turn == now.turn;
                    if is_same {
                        *shown = Arc::new(shown.with_proof(found));
                    }
                    is_same
                });
            }
            if self.runtime.block_on(showing.changed()).is_err() {
                return;
            }
        }
    }

    fn prove(
        &self,
        now: &Showing,
        showing: &watch::Receiver<Arc<Showing>>,
    ) -> Result<Vec<Diagnostic>, Interrupted> {
        let Some(good) = &now.good else { return Ok(Vec::new()) };
        let begun = self.stirs.load(Ordering::Relaxed);
        let is_over = || showing.has_changed().unwrap_or(true) || self.stirs.load(Ordering::Relaxed) != begun;
        let go_on = || if is_over() { Err(Interrupted) } else { Ok(()) };
        let darkroom = Darkroom::new(&self.root, &good.site);
        let mut found = darkroom.develop(&Unobserved);
        go_on()?;
        let mut faults = Vec::new();
        for (path, key) in darkroom.undrawn() {
            faults.extend(darkroom.make_card(path, key).err());
            go_on()?;
        }
        found.extend(diagnostic::gathered(faults.into_iter().flatten().collect()));
        found.extend(good.site.produce(&Unobserved, |_, _| go_on())?);
        Ok(found)
    }
}
