//! Something changed: look again.
//!
//! In: the folder of a collection. Out: which of its files somebody wrote, or that everything may have changed. The only user of
//! notify. What is told here is a hint and never a truth: whoever is told looks for themselves, so nothing depends on how a system
//! describes what happened, and what it forgets to tell is found by the next look.
#![allow(clippy::disallowed_methods, reason = "this room waits, and asks the clock for how long")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How long nothing must happen for a change to be whole: programs write a file in several strokes.
const QUIET: Duration = Duration::from_millis(4);

/// How long a change is waited for that does not come to rest.
const UNREST: Duration = Duration::from_millis(40);

/// What was noticed.
#[derive(Debug)]
pub(crate) enum Seen {
    /// Something happened to these files.
    Files(BTreeSet<PathBuf>),
    /// Anything may have changed.
    Everything,
    /// Nothing, for as long as was waited.
    Nothing,
    /// Somebody wants to be sure, and waits for the answer.
    Asked(Vec<Sender<()>>),
}

/// Watches a collection.
pub(crate) struct Watcher {
    root: PathBuf,
    native: Option<RecommendedWatcher>,
    /// The folder that the system tells of. What comes to stand in its place is another one.
    home: Option<Home>,
    messages: Receiver<Message>,
}

enum Message {
    Changed(notify::Result<Event>),
    Asked(Sender<()>),
}

/// Asks a watcher to look again at once.
#[derive(Clone)]
pub(crate) struct Bell(Sender<Message>);

impl Bell {
    /// Returns when everything has been looked at, or when `patience` is over.
    pub(crate) fn ring(&self, patience: Duration) {
        let (answer, answered) = mpsc::channel();
        if self.0.send(Message::Asked(answer)).is_ok() {
            // Whoever waited long enough takes what there is.
            let _ = answered.recv_timeout(patience);
        }
    }
}

impl Watcher {
    /// Begins to watch. With `polls` the system is not asked to tell of changes. Where it cannot, the reason is given.
    pub(crate) fn new(root: &Path, polls: bool) -> (Self, Bell, Option<String>) {
        let (sender, messages) = mpsc::channel();
        let bell = Bell(sender.clone());
        // Links are followed to where the files are, as the system names them.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let mut watcher = Self { root, native: None, home: None, messages };
        if polls {
            return (watcher, bell, None);
        }
        let told = move |event| drop(sender.send(Message::Changed(event)));
        let begun = notify::recommended_watcher(told).and_then(|mut native| {
            native.watch(&watcher.root, RecursiveMode::NonRecursive)?;
            watcher.home = home(&watcher.root);
            watcher.native = Some(native);
            watcher.watch_folders()
        });
        let trouble = begun.err().map(|error| error.to_string());
        if trouble.is_some() {
            watcher.native = None;
        }
        (watcher, bell, trouble)
    }

    /// Whether the system tells of changes.
    pub(crate) fn is_native(&self) -> bool {
        self.native.is_some() && self.is_at_home()
    }

    /// The folder as it is named in what is seen.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    fn watch_folders(&mut self) -> notify::Result<()> {
        let Some(native) = &mut self.native else { return Ok(()) };
        for folder in ["essays", "themes"].map(|name| self.root.join(name)) {
            // One that went away and came back is another folder.
            let _ = native.unwatch(&folder);
            if folder.is_dir() {
                native.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    fn is_at_home(&self) -> bool {
        self.home.is_some() && self.home == home(&self.root)
    }

    /// Begins anew with the folder that stands where the lost one stood; whether there is one.
    fn find_again(&mut self) -> bool {
        let Some(native) = &mut self.native else { return false };
        let _ = native.unwatch(&self.root);
        let is_there = self.root.is_dir() && native.watch(&self.root, RecursiveMode::NonRecursive).is_ok();
        self.home = home(&self.root).filter(|_| is_there);
        if is_there {
            // As below, what cannot be watched is still looked at.
            let _ = self.watch_folders();
        }
        is_there
    }

    /// Waits until something changes and has come to rest, at most for `patience`.
    pub(crate) fn wait(&mut self, patience: Duration) -> Seen {
        if !self.is_at_home() && self.find_again() {
            return Seen::Everything;
        }
        let mut hints = Hints::default();
        let deadline = Instant::now() + patience;
        // Much of what is told is of no interest: that a file was read, most often by ourselves.
        while !hints.is_something() {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.messages.recv_timeout(left) {
                Ok(message) => hints.take(message, &self.root),
                // Nobody can ring any more; time passes all the same.
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(left);
                    break;
                }
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        let begun = Instant::now();
        while hints.is_something() && begun.elapsed() < UNREST {
            match self.messages.recv_timeout(QUIET) {
                Ok(message) => hints.take(message, &self.root),
                Err(_) => break,
            }
        }
        if hints.folders {
            // Where a folder cannot be watched, the look that comes every few seconds still finds what changed.
            let _ = self.watch_folders();
        }
        hints.seen()
    }
}

/// What has been heard so far.
#[derive(Default)]
struct Hints {
    files: BTreeSet<PathBuf>,
    everything: bool,
    /// `essays` or `themes` itself came or went, or a link to a folder came.
    folders: bool,
    asked: Vec<Sender<()>>,
}

impl Hints {
    fn is_something(&self) -> bool {
        self.everything || !self.files.is_empty() || !self.asked.is_empty()
    }

    fn seen(self) -> Seen {
        if !self.asked.is_empty() {
            Seen::Asked(self.asked)
        } else if self.everything {
            Seen::Everything
        } else if self.files.is_empty() {
            Seen::Nothing
        } else {
            Seen::Files(self.files)
        }
    }

    fn take(&mut self, message: Message, root: &Path) {
        let event = match message {
            Message::Asked(sender) => return self.asked.push(sender),
            Message::Changed(Ok(event)) => event,
            // The system lost count.
            Message::Changed(Err(_)) => {
                self.everything = true;
                return;
            }
        };
        if event.need_rescan() {
            self.everything = true;
        }
        // We read files ourselves, and are told of it.
        if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
            return;
        }
        // The folder itself went away or was given another name.
        let goes = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        if goes && event.paths.iter().any(|path| path == root) {
            self.everything = true;
        }
        for path in event.paths.iter().filter(|path| is_ours(root, path)) {
            let is_folder = path.parent() == Some(root) && path.file_name() != Some("pamphlet.toml".as_ref());
            let comes = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)));
            // A link to a folder is told of as a file, and what it leads to is not watched yet.
            let is_linked = comes && path.is_symlink() && path.is_dir();
            self.folders |= is_linked;
            self.folders |= is_folder && !matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_)));
            self.files.insert(path.clone());
        }
    }
}

/// What tells a folder from another of the same name: its number on the disk, and when it was made, where the system tells.
type Home = ((u64, u64), Option<SystemTime>);

fn home(root: &Path) -> Option<Home> {
    let data = std::fs::metadata(root).ok().filter(std::fs::Metadata::is_dir)?;
    #[cfg(unix)]
    let number = {
        use std::os::unix::fs::MetadataExt;
        (data.dev(), data.ino())
    };
    #[cfg(not(unix))]
    let number = (0, 0);
    Some((number, data.created().ok()))
}

/// Whether a path is of the collection: its settings, its essays and what lies beside them, its designs.
fn is_ours(root: &Path, path: &Path) -> bool {
    let Ok(path) = path.strip_prefix(root) else { return true };
    let mut parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    let first = parts.next();
    let within = matches!(first.as_deref(), Some("pamphlet.toml" | "essays" | "themes"));
    within && parts.all(|part| crate::disk::is_wanted(&part))
}

/// On other systems the same deeds are told in other words and at other times.
#[cfg(all(test, target_os = "linux"))]
#[allow(clippy::panic, reason = "these are tests")]
mod tests {
    use super::*;

    /// Long enough for any machine; whoever is told needs none of it.
    const PATIENCE: Duration = Duration::from_secs(60);

    fn collection() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("essays")).expect("essays");
        std::fs::write(folder.path().join("essays/a.md"), "one").expect("written");
        folder
    }

    /// What a watcher that is told by the system notices of a deed.
    fn noticed(root: &Path, deed: impl Fn(&Path)) -> Vec<String> {
        let (mut watcher, _bell, trouble) = Watcher::new(root, false);
        assert_eq!(trouble, None);
        deed(root);
        match watcher.wait(PATIENCE) {
            Seen::Files(paths) => {
                let name = |path: &PathBuf| path.strip_prefix(watcher.root()).expect("below").to_owned();
                paths.iter().map(|path| name(path).to_string_lossy().into_owned()).collect()
            }
            seen => panic!("{seen:?}"),
        }
    }

    #[test]
    fn a_save_is_told_with_its_file() {
        let folder = collection();
        let save = |root: &Path| std::fs::write(root.join("essays/a.md"), "two").expect("written");
        assert_eq!(noticed(folder.path(), save), ["essays/a.md"]);
        let rename = |root: &Path| {
            std::fs::write(root.join("essays/.a.new"), "three").expect("written");
            std::fs::rename(root.join("essays/.a.new"), root.join("essays/a.md")).expect("renamed");
        };
        assert_eq!(noticed(folder.path(), rename), ["essays/a.md"]);
        let settings = |root: &Path| std::fs::write(root.join("pamphlet.toml"), "").expect("written");
        assert_eq!(noticed(folder.path(), settings), ["pamphlet.toml"]);
    }

    #[test]
    fn a_folder_that_comes_in_place_of_another_is_watched_instead() {
        let outer = tempfile::tempdir().expect("a folder");
        let root = outer.path().join("root");
        std::fs::create_dir_all(root.join("essays")).expect("essays");
        let (mut watcher, _bell, _) = Watcher::new(&root, false);
        std::fs::rename(&root, outer.path().join("old")).expect("away");
        assert!(!watcher.is_native(), "what is watched is not there");
        std::fs::create_dir_all(root.join("essays")).expect("another");
        let seen = watcher.wait(PATIENCE);
        assert!(matches!(seen, Seen::Everything), "{seen:?}");
        assert!(watcher.is_native());
        // What came with the folder may still be told, and a save together with it.
        let saved = (0..30).any(|save| {
            std::fs::write(root.join("essays/a.md"), save.to_string()).expect("written");
            let seen = watcher.wait(Duration::from_secs(2));
            matches!(seen, Seen::Files(paths) if paths.iter().any(|path| path.ends_with("a.md")))
        });
        assert!(saved, "no save in the new folder is noticed");
    }

    #[test]
    fn who_asks_is_heard_and_what_is_read_is_not() {
        let folder = collection();
        let (mut watcher, bell, _) = Watcher::new(folder.path(), false);
        std::fs::read(folder.path().join("essays/a.md")).expect("read");
        std::fs::create_dir(folder.path().join("output")).expect("another folder");
        let seen = watcher.wait(Duration::from_millis(200));
        assert!(matches!(seen, Seen::Nothing), "{seen:?}");
        std::thread::spawn(move || bell.ring(PATIENCE));
        let Seen::Asked(waiting) = watcher.wait(PATIENCE) else { panic!("something else was seen") };
        assert_eq!(waiting.len(), 1);
    }
}
