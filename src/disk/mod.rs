//! The files of a collection are read, and those of a site are written.
//!
//! In: folders. Out: `Inputs`; and a finished output folder. The only user of walkdir and rustix.
//!
//! - `built` reads a folder that was built; `darkroom` makes pictures and keeps them
//! - `folder` looks at a collection again and again, `load` reads its files, `staging` writes beside the output and swaps, `unread` says why a file could not be read
#![allow(clippy::disallowed_methods, reason = "this is the room that touches the disk")]

mod built;
mod darkroom;
mod folder;
mod load;
mod staging;
mod unread;

use std::path::{Path, PathBuf};

use pamphlet::diagnostic::{Code, Diagnostic};

pub(crate) use built::Built;
pub(crate) use darkroom::Darkroom;
pub(crate) use folder::Folder;
pub(crate) use load::{Options, is_wanted, load, settings};
pub(crate) use staging::Staging;

/// Something in the world is not as it must be: the build ends, and what was there before stays.
#[derive(Debug)]
pub(crate) struct Fault(pub(crate) Box<Diagnostic>);

impl Fault {
    /// A fault with its mend.
    pub(crate) fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self(Box::new(Diagnostic::new(code, message).help(help)))
    }

    /// A file that could not be written.
    pub(crate) fn writing(path: &Path, error: &std::io::Error) -> Self {
        let message = format!("{} cannot be written: {}.", path.display(), words(error));
        let help = match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                "Free some space and build again."
            }
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                "Choose another folder with --output, or ask for permission to write there."
            }
            std::io::ErrorKind::ResourceBusy | std::io::ErrorKind::CrossesDevices => {
                "Choose a folder inside it with --output: the new site takes the place of the old one at one stroke, \
                 which needs both on one disk."
            }
            _ => "Nothing of what was there before has been changed.",
        };
        Self::new(Code::E503, message, help)
    }
}

/// What went wrong, in plain words.
pub(crate) fn words(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "it is not there".to_owned(),
        ErrorKind::PermissionDenied => "there is no permission".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        ErrorKind::NotADirectory => "a file stands where a folder is needed".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => "it is a disk of its own".to_owned(),
        _ => error.to_string(),
    }
}

/// The root of the collection: the folder given, or the nearest one at or above the current folder that has a
/// `pamphlet.toml`.
pub(crate) fn root(given: Option<&Path>) -> PathBuf {
    if let Some(root) = given {
        return root.to_owned();
    }
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let found = here.ancestors().find(|folder| folder.join("pamphlet.toml").is_file()).map(Path::to_owned);
    found.unwrap_or(here)
}

/// Writes a new file; one that is there already is never overwritten.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), Fault> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Fault::writing(folder, &error))?;
    }
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    match file.and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes())) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Fault::new(
            Code::E504,
            format!("{} is already there.", path.display()),
            "Choose another name; nothing was changed.",
        )),
        Err(error) => Err(Fault::writing(path, &error)),
    }
}

/// Puts texts in the place of files in the root, each whole or not at all. Where one cannot be written, none is exchanged.
pub(crate) fn replace_all(root: &Path, files: &[(&str, String)]) -> Result<(), Fault> {
    let new = |name: &str| root.join(format!(".{name}.new-{}", std::process::id()));
    let written = files.iter().try_for_each(|(name, text)| {
        std::fs::write(new(name), text).map_err(|error| Fault::writing(&root.join(name), &error))
    });
    let done = written.and_then(|()| {
        files.iter().try_for_each(|(name, _)| {
            let path = root.join(name);
            std::fs::rename(new(name), &path).map_err(|error| Fault::writing(&path, &error))
        })
    });
    if done.is_err() {
        for (name, _) in files {
            let _ = std::fs::remove_file(new(name));
        }
    }
    done
}

/// Whether a folder is there and holds anything.
pub(crate) fn is_occupied(path: &Path) -> bool {
    path.is_file() || std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some())
}

/// Whether a folder lies on another computer, where the system does not tell of changes that are made there.
#[cfg(target_os = "linux")]
#[allow(clippy::useless_conversion, reason = "on other processors the number has another type")]
pub(crate) fn is_remote(folder: &Path) -> bool {
    /// NFS, CIFS, SMB, SMB 2, 9P (folders of Windows seen from Linux), VirtualBox's shared folders, AFS (statfs(2), linux/magic.h).
    const REMOTE: [i64; 7] =
        [0x6969, 0xFF53_4D42, 0x517B, 0xFE53_4D42, 0x0102_1997, 0x786F_4256, 0x5346_414F];
    let Ok(known) = rustix::fs::statfs(folder) else { return false };
    i64::try_from(known.f_type).is_ok_and(|kind| REMOTE.contains(&kind))
}

/// Whether a folder lies on another computer; where that cannot be asked, it is taken for near.
#[cfg(not(target_os = "linux"))]
pub(crate) fn is_remote(_: &Path) -> bool {
    false
}

/// The bytes of a file beside the essays, for whoever looks through the window. A link that leads out of the collection is not
/// followed: what is shown to a network must not be chosen by a link in a folder.
pub(crate) fn asset(root: &Path, path: &str) -> std::io::Result<Vec<u8>> {
    if leads_out(root, path) {
        return Err(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
    }
    std::fs::read(root.join(path))
}

/// Whether a file is one that a link leads to, outside of the collection.
pub(crate) fn leads_out(root: &Path, path: &str) -> bool {
    match (root.canonicalize(), root.join(path).canonicalize()) {
        (Ok(root), Ok(file)) => !file.starts_with(root),
        _ => false,
    }
}
