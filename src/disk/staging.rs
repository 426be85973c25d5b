//! A site is written beside the output folder and then takes its place at one stroke.
//!
//! Whoever reads the output sees the old site or the new one, whenever the program is killed. The folder under construction
//! is `.NAME.building-PID`, with a lock beside it that dies with its process: what a killed build left behind is known by its
//! free lock and cleared away by the next one. A file `.pamphlet` in the output lists what is ours; nothing else is
//! ever deleted. Nothing is synced to the platter file by file: the promise is against a killed program, not a lost disk.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use pamphlet::diagnostic::Code;
use pamphlet::inputs::Content;

use super::{Darkroom, Fault};

#[cfg(test)]
mod tests;

/// The list of our files, in the output folder.
const MARKER: &str = ".pamphlet";

/// What may lie at the top of an output folder that is not ours, and is carried over.
const CARRIED: [&str; 4] = [".git", ".gitignore", ".gitkeep", ".gitattributes"];

/// What computers leave in folders by themselves.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A site under construction.
pub(crate) struct Staging {
    root: PathBuf,
    output: PathBuf,
    folder: PathBuf,
    lock_path: PathBuf,
    _lock: File,
    /// Folders made so far, by path below the site.
    made: Mutex<HashSet<String>>,
    /// Files written so far, in any order.
    written: Mutex<Vec<String>>,
}

impl Staging {
    /// Begins to build the site of `root` for `output`.
    pub(crate) fn begin(root: &Path, output: &Path) -> Result<Self, Fault> {
        let output = target(output)?;
        refuse_sources(root, &output)?;
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            return Err(refusal(&output, "is not a folder that can be replaced"));
        };
        fs::create_dir_all(parent).map_err(|error| Fault::writing(parent, &error))?;
        let prefix = format!(".{}.building-", name.to_string_lossy());
        restore(&output, parent, &prefix);
        clear_leftovers(&output, parent, &prefix);
        ours(&output)?;
        same_disk(&output, parent)?;
        let folder = parent.join(format!("{prefix}{}", std::process::id()));
        let lock_path = parent.join(format!("{prefix}{}.lock", std::process::id()));
        let lock = locked(&lock_path).map_err(|error| Fault::writing(&lock_path, &error))?;
        if let Err(error) = fs::create_dir_all(&folder) {
            let _ = fs::remove_file(&lock_path);
            return Err(Fault::writing(&folder, &error));
        }
        Ok(Self {
            root: root.to_owned(),
            output,
            folder,
            lock_path,
            _lock: lock,
            made: Mutex::default(),
            written: Mutex::default(),
        })
    }

    /// Writes one file. Where the old site has the very same bytes, the old file itself is kept, with its time.
    pub(crate) fn write(&self, path: &str, content: &Content, darkroom: &Darkroom<'_>) -> Result<(), Fault> {
        let to = self.folder.join(path);
        let old = self.output.join(path);
        self.make_folder(path)?;
        let fault = |error: io::Error| Fault::writing(&self.output.join(path), &error);
        match content {
            Content::Text(text) => write_or_keep(&old, &to, text.as_bytes()).map_err(fault)?,
            Content::Bytes(bytes) => write_or_keep(&old, &to, bytes).map_err(fault)?,
            Content::Asset(asset) => {
                let bytes = fs::read(self.root.join(&**asset)).map_err(fault)?;
                write_or_keep(&old, &to, &bytes).map_err(fault)?;
            }
            // What could not be made was told before; only a draft's picture may be lacking here.
            Content::Picture(asset, variant) => match darkroom.bytes(asset, *variant) {
                Ok(bytes) => write_or_keep(&old, &to, &bytes).map_err(fault)?,
                Err(_) => return Ok(()),
            },
            Content::Card(card) => match darkroom.card(card) {
                Ok(bytes) => write_or_keep(&old, &to, &bytes).map_err(fault)?,
                Err(_) => return Ok(()),
            },
        }
        if let Ok(mut written) = self.written.lock() {
            written.push(path.to_owned());
        }
        Ok(())
    }

    /// Makes the folder of a file, given by its path below the site.
    fn make_folder(&self, file: &str) -> Result<(), Fault> {
        let Some((folder, _)) = file.rsplit_once('/') else { return Ok(()) };
        let known = self.made.lock().is_ok_and(|made| made.contains(folder));
        if !known {
            let path = self.folder.join(folder);
            fs::create_dir_all(&path).map_err(|error| Fault::writing(&path, &error))?;
            if let Ok(mut made) = self.made.lock() {
                made.insert(folder.to_owned());
            }
        }
        Ok(())
    }

    /// Puts the finished site in the place of the old one.
    pub(crate) fn finish(self) -> Result<(), Fault> {
        let mut list = self.written.lock().map(|mut list| std::mem::take(&mut *list)).unwrap_or_default();
        list.sort_unstable();
        let marker =
            format!("Made by pamphlet. These files are replaced by every build:\n{}\n", list.join("\n"));
        let fault = |error: io::Error| Fault::writing(&self.output, &error);
        write_or_keep(&self.output.join(MARKER), &self.folder.join(MARKER), marker.as_bytes())
            .map_err(fault)?;
        for name in CARRIED {
            let (old, new) = (self.output.join(name), self.folder.join(name));
            if old.is_file() {
                fs::hard_link(&old, &new).or_else(|_| fs::copy(&old, &new).map(|_| ())).map_err(fault)?;
            }
        }
        if self.output.exists() {
            swap(&self.folder, &self.output).map_err(fault)?;
            // A repository in the output follows its work tree.
            let git = self.folder.join(".git");
            if git.is_dir() {
                fs::rename(&git, self.output.join(".git")).map_err(fault)?;
            }
        } else {
            fs::rename(&self.folder, &self.output).map_err(fault)?;
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What stands in the staging folder now is either the old site or an unfinished one.
        discard(&self.folder, &self.output);
        let _ = fs::remove_file(&self.lock_path);
    }
}

fn refusal(output: &Path, why: &str) -> Fault {
    Fault::new(Code::E501, format!("{} {why}.", output.display()), "Choose another folder with --output.")
}

/// The folder itself, where the output is a link to one: the link stays, and what it leads to is replaced. What is not
/// there yet is named from what is, so that `../..` in it misleads nobody.
fn target(output: &Path) -> Result<PathBuf, Fault> {
    let fault = |error: io::Error| Fault::writing(output, &error);
    if output.is_symlink() || output.exists() {
        return fs::canonicalize(output).map_err(fault);
    }
    let whole = std::path::absolute(output).map_err(fault)?;
    let Some(there) = whole.ancestors().find(|above| above.exists()) else { return Ok(whole) };
    let rest = whole.strip_prefix(there).unwrap_or(&whole);
    fs::canonicalize(there).map(|there| there.join(rest)).map_err(fault)
}

/// An output that is a disk of its own cannot be exchanged; it is better said before the work than after it.
fn same_disk(output: &Path, parent: &Path) -> Result<(), Fault> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let disk = |path: &Path| fs::metadata(path).map(|known| known.dev()).ok();
        if output.exists() && disk(output) != disk(parent) {
            return Err(Fault::writing(output, &io::ErrorKind::CrossesDevices.into()));
        }
    }
    Ok(())
}

/// Makes a file that is locked for as long as it is held. Whoever clears up may have taken it for a leftover between its
/// making and its locking, so it is made again until it is still there when locked.
fn locked(path: &Path) -> io::Result<File> {
    locked_despite(path, || {})
}

/// `others` is what others do between the making and the locking.
fn locked_despite(path: &Path, mut others: impl FnMut()) -> io::Result<File> {
    loop {
        let file = File::create(path)?;
        others();
        file.lock()?;
        if path.exists() {
            return Ok(file);
        }
    }
}

/// Deletes an old or unfinished site. A repository in it follows its work tree first, and is never deleted.
fn discard(folder: &Path, output: &Path) {
    let git = folder.join(".git");
    if git.is_dir() && (output.join(".git").exists() || fs::rename(&git, output.join(".git")).is_err()) {
        return;
    }
    let _ = fs::remove_dir_all(folder);
}

/// The output may not be where the sources are.
fn refuse_sources(root: &Path, output: &Path) -> Result<(), Fault> {
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let within = |folder: &str| output.starts_with(root.join(folder));
    if root.starts_with(output) || within("essays") || within("themes") {
        return Err(refusal(output, "holds the sources of the collection"));
    }
    Ok(())
}

/// Whether the output is ours to replace: not there, empty, or marked and without files of someone else.
fn ours(output: &Path) -> Result<(), Fault> {
    if !output.exists() {
        return Ok(());
    }
    if !output.is_dir() {
        return Err(refusal(output, "is a file"));
    }
    let list = fs::read_to_string(output.join(MARKER)).ok();
    let listed: BTreeSet<&str> = list.as_deref().unwrap_or("").lines().skip(1).collect();
    let mut foreign = Vec::new();
    let walk = walkdir::WalkDir::new(output).min_depth(1).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| !(entry.depth() == 1 && is_carried(entry))).flatten() {
        let path = entry.path().strip_prefix(output).unwrap_or(entry.path());
        let path = path.to_string_lossy().replace('\\', "/");
        let litter = LITTER.iter().any(|name| entry.file_name() == *name);
        if !entry.file_type().is_dir() && path != MARKER && !litter && !listed.contains(path.as_str()) {
            foreign.push(path);
        }
    }
    match (list.is_some(), foreign.as_slice()) {
        (_, []) => Ok(()),
        (false, _) => Err(Fault::new(
            Code::E501,
            format!("{} holds files, but was not made by pamphlet, so it is not touched.", output.display()),
            "Choose an empty or new folder with --output, or empty this one yourself.",
        )),
        (true, foreign) => Err(Fault::new(
            Code::E502,
            format!("{} holds files that pamphlet did not write: {}.", output.display(), some_of(foreign)),
            "A build would delete them. Move them elsewhere; files to be published lie beside the essays.",
        )),
    }
}

fn is_carried(entry: &walkdir::DirEntry) -> bool {
    CARRIED.iter().any(|name| entry.file_name() == *name)
}

fn some_of(names: &[String]) -> String {
    let shown = names.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > 5 { format!("{shown} and {} more", names.len() - 5) } else { shown }
}

/// Where two folders could only be exchanged in two steps, a build killed between them left the old site aside.
fn restore(output: &Path, parent: &Path, prefix: &str) {
    let aside = parent.join(format!("{prefix}old"));
    if aside.is_dir() && !output.exists() {
        let _ = fs::rename(&aside, output);
    }
}

fn clear_leftovers(output: &Path, parent: &Path, prefix: &str) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(process) = name.strip_prefix(prefix) else { continue };
        if process == "old" {
            discard(&entry.path(), output);
        } else if let Some(process) = process.strip_suffix(".lock") {
            let Ok(lock) = File::open(entry.path()) else { continue };
            // The lock is held while its folder goes, so that nobody begins to build there meanwhile.
            if lock.try_lock().is_ok() {
                discard(&parent.join(format!("{prefix}{process}")), output);
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Writes a file, or keeps the old one where it has the same bytes.
fn write_or_keep(old: &Path, new: &Path, bytes: &[u8]) -> io::Result<()> {
    match unchanged(old, bytes) {
        Some(kept) => keep(old, new, bytes, &kept),
        None => fs::write(new, bytes),
    }
}

/// Keeps the old file that was read, known by `kept`, with its time.
fn keep(old: &Path, new: &Path, bytes: &[u8], kept: &fs::Metadata) -> io::Result<()> {
    if fs::hard_link(old, new).is_ok() {
        if is_same_file(kept, new) {
            return Ok(());
        }
        // Another build has put its own site there since the old file was read.
        fs::remove_file(new)?;
    }
    fs::write(new, bytes)?;
    File::options().write(true).open(new)?.set_modified(kept.modified()?)
}

/// What is known of the old file, if it has these very bytes.
fn unchanged(old: &Path, bytes: &[u8]) -> Option<fs::Metadata> {
    let mut file = File::open(old).ok()?;
    let known = file.metadata().ok()?;
    if !known.is_file() || known.len() != bytes.len() as u64 {
        return None;
    }
    let mut found = Vec::with_capacity(bytes.len());
    file.read_to_end(&mut found).ok()?;
    (found == bytes).then_some(known)
}

#[cfg(unix)]
fn is_same_file(known: &fs::Metadata, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).is_ok_and(|found| (found.dev(), found.ino()) == (known.dev(), known.ino()))
}

#[cfg(not(unix))]
fn is_same_file(known: &fs::Metadata, path: &Path) -> bool {
    fs::metadata(path)
        .is_ok_and(|found| (found.len(), found.modified().ok()) == (known.len(), known.modified().ok()))
}

/// Exchanges two folders: at one stroke where the system can, else in two steps that the next build can mend.
fn swap(new: &Path, output: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, new, CWD, output, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    let aside = output.with_file_name(format!(".{name}.building-old"));
    fs::rename(output, &aside)?;
    if let Err(error) = fs::rename(new, output) {
        let _ = fs::rename(&aside, output);
        return Err(error);
    }
    fs::rename(&aside, new)
}
