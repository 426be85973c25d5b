//! What suites of the program share: tiny collections on disk, and running it on them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

pub(crate) const CONFIG: &str = "[site]\ntitle = \"A Test\"\nbase_url = \"https://example.org/\"\ndesign = \"plain\"\ndemo = true\n\
    [imprint]\npromoter_name = \"Example Society\"\npromoter_address = \"1 Example Street, Example Town, ZZ99 9ZZ\"\n";

pub(crate) fn collection() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("essays")).expect("essays");
    write(folder.path(), "pamphlet.toml", CONFIG);
    essay(folder.path(), "a", "one");
    folder
}

pub(crate) fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    fs::write(root.join(path), text).expect("written");
}

pub(crate) fn essay(root: &Path, name: &str, words: &str) {
    write(root, &format!("essays/{name}.md"), format!("---\ntitle: T\ndate: 2025-02-25\n---\n\n{words}.\n"));
}

pub(crate) fn pamphlet(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pamphlet"))
        .args(arguments)
        .current_dir(root)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

/// Runs it, and asserts the exit code and that something was said.
pub(crate) fn says(root: &Path, arguments: &[&str], code: i32, words: &str) -> String {
    let output = pamphlet(root, arguments);
    let told =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{told}");
    assert!(told.contains(words), "{arguments:?} does not say {words:?}:\n{told}");
    told
}

/// The program, to be run in the background.
pub(crate) fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
    command.args(arguments).current_dir(root).env("NO_COLOR", "1");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Every file below a folder with its bytes; hidden ones too.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                files.insert(
                    name,
                    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
                );
            }
        }
    }
    files
}

/// What unfinished builds left behind in a folder.
pub(crate) fn leftovers(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("entries").flatten().map(|entry| entry.file_name());
    names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.contains("building")).collect()
}
