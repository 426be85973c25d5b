//! Pictures and share cards are made once and kept: `.pamphlet-cache/` in the root of the collection.
//!
//! In: what a site wants of each picture, and its cards. Out: the bytes of each file, made now or before; what could not be made.
//! An entry is named by the hash of all that it is made from, and ends in the hash of that name and its own bytes, so whatever
//! happened to it is noticed and it is made again. Entries are put in place whole, so two builds may share the folder.
//! Deleting the folder loses nothing but time; if it cannot be written, pictures are made each time they are wanted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use pamphlet::diagnostic::{self, Diagnostic};
use pamphlet::inputs::picture::{Trouble, VERSION, Variant};
use pamphlet::inputs::{Observer, Stage};
use pamphlet::pictures;
use pamphlet::site::Site;
use pamphlet::source::ContentHash;
use rayon::prelude::*;

/// The folder, in the root of the collection.
const FOLDER: &str = ".pamphlet-cache";

/// How many pictures are open at a time: a large one takes as much memory as a whole site otherwise.
const OPEN_AT_ONCE: usize = 2;

/// The hash at the end of an entry, in bytes (hexadecimal digits).
const SEAL: usize = 32;

/// What backup programs look for in folders that need no backup (bford.info/cachedir).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # Pictures that pamphlet made. The folder may be deleted at any time; what is needed is made again.\n";

/// A half-written entry older than this was left behind by a program that was killed.
const LEFT_BEHIND: Duration = Duration::from_secs(3600);

/// Makes pictures and keeps what it made.
pub(crate) struct Darkroom<'a> {
    root: &'a Path,
    folder: PathBuf,
    site: &'a Site,
}

impl<'a> Darkroom<'a> {
    /// The darkroom of the collection in `root`.
    pub(crate) fn new(root: &'a Path, site: &'a Site) -> Self {
        Self { root, folder: root.join(FOLDER), site }
    }

    /// Makes all pictures and share cards that were not made before; tells what is wrong with any.
    pub(crate) fn make_all(&self, observer: &dyn Observer) -> Vec<Diagnostic> {
        let mut diagnostics = self.develop(observer);
        diagnostics.extend(self.draw(observer));
        diagnostics
    }

    /// Makes whatever picture was not made before; tells what could not be made, in the places that show it.
    pub(crate) fn develop(&self, observer: &dyn Observer) -> Vec<Diagnostic> {
        let missing = self.missing();
        if missing.is_empty() {
            return Vec::new();
        }
        self.open();
        // Announced here, and begun and ended for each picture by whoever makes it.
        observer.begin(Stage::Develop, Some(missing.len()));
        let (next, troubles) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        std::thread::scope(|scope| {
            for _ in 0..OPEN_AT_ONCE.min(missing.len()).min(rayon::current_num_threads()) {
                scope.spawn(|| {
                    while let Some((asset, variants)) = missing.get(next.fetch_add(1, Ordering::Relaxed)) {
                        observer.begin(Stage::Develop, None);
                        let made = self.make(asset, variants).err();
                        if let (Some(trouble), Ok(mut troubles)) = (made, troubles.lock()) {
                            troubles.push((asset.clone(), trouble));
                        }
                        observer.end(Stage::Develop);
                    }
                });
            }
        });
        let mut troubles = troubles.into_inner().unwrap_or_default();
        troubles.sort_by(|(a, _), (b, _)| a.cmp(b));
        troubles.iter().flat_map(|(asset, trouble)| self.site.trouble(asset, *trouble)).collect()
    }

    /// Makes the folder. Where that cannot be, nothing is kept, and nothing else is lost.
    fn open(&self) {
        let _ = fs::create_dir_all(&self.folder);
        let _ = write_whole(&self.folder.join("CACHEDIR.TAG"), TAG.as_bytes());
    }

    /// Draws every share card that was not drawn before; tells what is wrong with any.
    fn draw(&self, observer: &dyn Observer) -> Vec<Diagnostic> {
        let missing = self.undrawn();
        if missing.is_empty() {
            return Vec::new();
        }
        observer.begin(Stage::Draw, Some(missing.len()));
        let faults: Vec<Vec<Diagnostic>> = missing
            .par_iter()
            .map(|(path, key)| {
                observer.begin(Stage::Draw, None);
                let made = self.make_card(path, *key).err();
                observer.end(Stage::Draw);
                made.unwrap_or_default()
            })
            .collect();
        diagnostic::gathered(faults.into_iter().flatten().collect())
    }

    /// The share cards that were not drawn before.
    pub(crate) fn undrawn(&self) -> Vec<(&'a Arc<str>, ContentHash)> {
        let cards = self.site.cards();
        let missing: Vec<_> = cards.filter(|(_, key)| !self.card_entry(*key).is_file()).collect();
        if !missing.is_empty() {
            self.open();
        }
        missing
    }

    /// Draws a share card and keeps it.
    pub(crate) fn make_card(&self, path: &str, key: ContentHash) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let photograph = match self.site.card_picture(path) {
            Some(asset) => Some(self.read(asset).map_err(|trouble| self.site.trouble(asset, trouble))?),
            None => None,
        };
        let bytes = self.site.draw_card(path, photograph.as_deref())?;
        keep(&self.card_entry(key), &bytes);
        Ok(bytes)
    }

    /// The bytes of a share card; drawn again where the entry is not there or not as it was written.
    pub(crate) fn card(&self, path: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let Some((path, key)) = self.site.card_key(path) else { return Ok(Vec::new()) };
        kept(&self.card_entry(key)).map_or_else(|| self.make_card(path, key), Ok)
    }

    fn card_entry(&self, key: ContentHash) -> PathBuf {
        self.folder.join(format!("{}.card", key.hex(32)))
    }

    /// The bytes of a picture, as long as they are those that were looked at.
    fn read(&self, asset: &str) -> Result<Vec<u8>, Trouble> {
        // A file that went away or changed since it was looked at is told as one that cannot be read.
        let bytes = fs::read(self.root.join(asset)).map_err(|_| Trouble::Unreadable)?;
        let is_known = self.site.asset(asset).is_some_and(|file| file.hash == ContentHash::of(&bytes));
        if is_known { Ok(bytes) } else { Err(Trouble::Unreadable) }
    }

    /// What is wanted and not there, by picture.
    fn missing(&self) -> Vec<(Arc<str>, Vec<Variant>)> {
        let mut missing = Vec::new();
        for (asset, mut variants) in self.site.pictures() {
            variants.retain(|variant| self.entry(&asset, *variant).is_none_or(|entry| !entry.is_file()));
            if !variants.is_empty() {
                missing.push((asset, variants));
            }
        }
        missing
    }

    fn make(&self, asset: &str, variants: &[Variant]) -> Result<Vec<Vec<u8>>, Trouble> {
        let bytes = self.read(asset)?;
        let picture = self.site.asset(asset).and_then(|file| file.shown()).ok_or(Trouble::Unreadable)?;
        let made = pictures::develop(&bytes, picture, variants)?;
        for (variant, bytes) in variants.iter().zip(&made) {
            if let Some(entry) = self.entry(asset, *variant) {
                keep(&entry, bytes);
            }
        }
        Ok(made)
    }

    /// The bytes of one file of a picture; made again where the entry is not there or not as it was written.
    pub(crate) fn bytes(&self, asset: &str, variant: Variant) -> Result<Vec<u8>, Trouble> {
        match self.entry(asset, variant).and_then(|entry| kept(&entry)) {
            Some(bytes) => Ok(bytes),
            None => Ok(self.make(asset, &[variant])?.pop().unwrap_or_default()),
        }
    }

    fn entry(&self, asset: &str, variant: Variant) -> Option<PathBuf> {
        let hash = self.site.asset(asset)?.hash;
        let key = ContentHash::of(format!("{} {VERSION} {variant:?}", hash.hex(32)).as_bytes());
        Some(self.folder.join(format!("{}.{}", key.hex(32), variant.format.ending())))
    }

    /// Takes away what this site does not use.
    pub(crate) fn sweep(&self) {
        let wanted = self.site.pictures();
        let pictures = wanted
            .iter()
            .flat_map(|(asset, variants)| variants.iter().filter_map(|variant| self.entry(asset, *variant)));
        let cards = self.site.cards().map(|(_, key)| self.card_entry(key));
        let used: BTreeSet<PathBuf> = pictures.chain(cards).collect();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            let half = name.starts_with(".new-");
            let old = || {
                let time = entry.metadata().and_then(|data| data.modified()).ok();
                time.and_then(|time| time.elapsed().ok()).is_some_and(|age| age > LEFT_BEHIND)
            };
            // Only what bears the name of an entry is ours to delete.
            let ours = name.len() > SEAL && name.as_bytes()[..SEAL].iter().all(u8::is_ascii_hexdigit);
            if (half && old()) || (ours && !used.contains(&path)) {
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// What seals an entry: the hash of its name and its bytes, so that no entry can stand for another.
fn seal(entry: &Path, bytes: &[u8]) -> String {
    let name = entry.file_name().unwrap_or_default().as_encoded_bytes();
    ContentHash::of_parts([name, bytes]).hex(SEAL)
}

/// Keeps the bytes of an entry with its seal behind them.
fn keep(entry: &Path, bytes: &[u8]) {
    let _ = write_whole(entry, &[bytes, seal(entry, bytes).as_bytes()].concat());
}

/// The bytes of an entry, if they are as they were written.
fn kept(entry: &Path) -> Option<Vec<u8>> {
    let mut bytes = fs::read(entry).ok()?;
    let end = bytes.len().checked_sub(SEAL)?;
    let sound = seal(entry, &bytes[..end]).as_bytes() == &bytes[end..];
    bytes.truncate(end);
    sound.then_some(bytes)
}

/// Writes beside the place and then moves there, so that nobody ever reads half of it.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let half = path.with_file_name(format!(".new-{}-{number}", std::process::id()));
    let written = fs::write(&half, bytes).and_then(|()| fs::rename(&half, path));
    if written.is_err() {
        let _ = fs::remove_file(&half);
    }
    written
}
