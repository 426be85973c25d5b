//! The folder of a collection, which can be looked at again and again.
//!
//! In: the root. Out: `Inputs`, each time as the files are then. What did not change is not read again: a file is known by its
//! times, its length and its number on the disk, and not trusted while it is so fresh that it could change without any of
//! these changing. So whatever a watcher misses, the next look finds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use pamphlet::date::Date;
use pamphlet::diagnostic::Diagnostic;
use pamphlet::inputs::{Inputs, SEARCH_TESTS};
use pamphlet::source::Source;
use rayon::prelude::*;

use super::Fault;
use super::load::{self, Met, Options};

/// The coarsest times that file systems keep (FAT: two seconds).
const FRESH: Duration = Duration::from_secs(2);

/// The folder of a collection.
pub(crate) struct Folder {
    root: PathBuf,
    options: Options,
    known: BTreeMap<Arc<str>, Known>,
    /// What the walk found wrong: links that lead nowhere, names that differ only in capitals.
    walked: Vec<Diagnostic>,
}

/// A file as it was read.
struct Known {
    /// `None`: not to be trusted, and read again.
    stamp: Option<Stamp>,
    among_essays: bool,
    met: Met,
}

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: SystemTime,
    length: u64,
    /// The number of the file and the time that its number, name or rights changed, where the system tells.
    more: (u64, i64, i64),
}

impl Folder {
    /// The folder `root`, not yet looked at.
    pub(crate) fn new(root: &Path, options: Options) -> Self {
        Self { root: root.to_owned(), options, known: BTreeMap::new(), walked: Vec::new() }
    }

    /// Lets another day be today.
    pub(crate) fn set_today(&mut self, today: Date) {
        self.options.today = today;
    }

    /// Looks at everything, and reads what is new or changed.
    pub(crate) fn look(&mut self) -> Result<Inputs, Fault> {
        let mut walked = Vec::new();
        let mut paths = load::files(&self.root, "essays", &mut walked);
        let folders: BTreeSet<String> = paths
            .iter()
            .filter(|path| load::is_essay(path))
            .map(|path| load::folder_of(path).to_owned())
            .collect();
        paths.extend(load::files(&self.root, "themes", &mut walked));
        self.walked = walked;
        let read: Vec<(Arc<str>, Known)> = paths
            .par_iter()
            .filter_map(|path| {
                let among_essays = folders.contains(load::folder_of(path));
                let known = self.known.get_key_value(path.as_str());
                read(&self.root, path, among_essays, known)
            })
            .collect();
        if self.known.len() != paths.len() || !read.is_empty() {
            let there: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
            self.known.retain(|path, _| there.contains(&**path));
            self.known.extend(read);
        }
        self.inputs()
    }

    /// Looks only at these files below `root`, where each of them was there before and still is: the usual case of an editor who
    /// saves. Anything else needs a look at everything, which is `None` here.
    pub(crate) fn look_at(
        &mut self,
        root: &Path,
        paths: &BTreeSet<PathBuf>,
    ) -> Option<Result<Inputs, Fault>> {
        let mut read_again = Vec::new();
        for path in paths {
            let name = load::relative(root, path);
            if name == "pamphlet.toml" {
                continue;
            }
            let (name, known) = self.known.get_key_value(name.as_str()).filter(|_| path.is_file())?;
            let untrusted = Known { stamp: None, among_essays: known.among_essays, met: known.met.clone() };
            read_again.extend(read(&self.root, name, known.among_essays, Some((name, &untrusted))));
        }
        self.known.extend(read_again);
        Some(self.inputs())
    }

    fn inputs(&self) -> Result<Inputs, Fault> {
        let mut unread = Vec::new();
        let config = load::config(&self.root, &mut unread)?;
        unread.extend(self.walked.iter().cloned());
        let mut inputs = Inputs {
            config: Source::new("pamphlet.toml", config),
            essays: Vec::with_capacity(self.known.len()),
            assets: BTreeMap::new(),
            designs: BTreeMap::new(),
            search_tests: None,
            locks: load::locks(&self.root, self.options.lenient, &mut unread),
            today: self.options.today,
            drafts: self.options.drafts,
            base_url: self.options.base_url.clone(),
            portable: self.options.portable,
            unread,
            damaged: Vec::new(),
        };
        for (path, known) in &self.known {
            match &known.met {
                Met::Essay(source) if **path == *SEARCH_TESTS => inputs.search_tests = Some(source.clone()),
                Met::Essay(source) => inputs.essays.push(source.clone()),
                Met::Asset(asset) => drop(inputs.assets.insert(path.clone(), *asset)),
                Met::Design(bytes) => drop(inputs.designs.insert(path.clone(), bytes.clone())),
                Met::Damaged(diagnostic, source) => {
                    inputs.unread.push((**diagnostic).clone());
                    inputs.damaged.push(source.clone());
                }
                Met::Unread(diagnostic) => inputs.unread.push((**diagnostic).clone()),
            }
        }
        Ok(inputs)
    }
}

/// A file read again, unless it is known as it is.
fn read(
    root: &Path,
    path: &str,
    among_essays: bool,
    known: Option<(&Arc<str>, &Known)>,
) -> Option<(Arc<str>, Known)> {
    // The stamp is taken before reading: what changes in between is noticed the next time.
    let stamp = stamp(&root.join(path));
    if let Some((_, known)) = known
        && known.stamp.is_some()
        && known.stamp == stamp
        && known.among_essays == among_essays
    {
        return None;
    }
    let met = load::read(root, path, among_essays);
    let name = known.map_or_else(|| path.into(), |(name, _)| name.clone());
    // What is the same as before keeps its place in memory, so that everybody sees at a glance that it is the same.
    let met = known.map(|(_, known)| known.met.clone()).filter(|before| *before == met).unwrap_or(met);
    let stamp = stamp.filter(|stamp| !is_fresh(stamp.modified));
    Some((name, Known { stamp, among_essays, met }))
}

fn stamp(path: &Path) -> Option<Stamp> {
    let data = std::fs::metadata(path).ok()?;
    Some(Stamp { modified: data.modified().ok()?, length: data.len(), more: more(&data) })
}

#[cfg(unix)]
fn more(data: &std::fs::Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn more(_: &std::fs::Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// Whether a time is so near to now that a second change could bear the same.
fn is_fresh(modified: SystemTime) -> bool {
    SystemTime::now().duration_since(modified).is_ok_and(|age| age < FRESH) || modified > SystemTime::now()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// An essay that says it was written long ago.
    fn write(root: &Path, words: &str) {
        let path = root.join("essays/a.md");
        fs::write(&path, words).expect("written");
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        fs::File::options().append(true).open(path).expect("a file").set_modified(long_ago).expect("set");
    }

    fn words(inputs: Result<Inputs, Fault>) -> String {
        inputs.expect("inputs").essays.iter().map(Source::text).collect()
    }

    #[test]
    fn a_file_is_read_again_however_old_it_says_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir(root.join("essays")).expect("essays");
        fs::write(root.join("pamphlet.toml"), "").expect("settings");
        write(root, "one");
        let today = Date::read("2026-01-01").expect("a day");
        let mut known = Folder::new(root, Options::on(today));
        assert_eq!(words(known.look()), "one");
        // Another length; and, where the system tells when a file itself was changed, the same length and time.
        write(root, "three");
        assert_eq!(words(known.look()), "three");
        if cfg!(unix) {
            write(root, "seven");
            assert_eq!(words(known.look()), "seven");
        }
        write(root, "eight");
        let saved = BTreeSet::from([root.join("essays/a.md")]);
        assert_eq!(words(known.look_at(root, &saved).expect("it was there before")), "eight");
        fs::write(root.join("essays/b.md"), "").expect("another");
        assert!(known.look_at(root, &BTreeSet::from([root.join("essays/b.md")])).is_none(), "it is new");
        fs::remove_file(root.join("essays/a.md")).expect("gone");
        assert!(known.look_at(root, &saved).is_none(), "it is gone");
        assert_eq!(words(known.look()), "");
    }
}
