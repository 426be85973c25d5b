//! The judges that others wrote, over the sample collection in both designs. Where a tool is missing the suite says so aloud
//! and is skipped; with `PAMPHLET_JUDGES=required` a missing tool is a failure.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const IMPRINT: &str = "Promoted by Example Society, 1 Example Street, Example Town, ZZ99 9ZZ.";

fn works(program: &str, arguments: &[&str]) -> bool {
    let tried = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}

fn missing(root: &Path) -> Vec<&'static str> {
    let python = std::env::var("PAMPHLET_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let tools = [
        ("Java", works("java", &["-version"])),
        ("Node", works("node", &["--version"])),
        ("Chromium", works(&chromium, &["--version"])),
        ("Python with feedparser and lxml", works(&python, &["-c", "import feedparser, lxml"])),
        ("the packages of tests/judges", root.join("tests/judges/node_modules").is_dir()),
    ];
    tools.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect()
}

#[test]
fn judges_find_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let missing = missing(root);
    if !missing.is_empty() {
        assert!(
            std::env::var("PAMPHLET_JUDGES").as_deref() != Ok("required"),
            "missing: {}",
            missing.join(", ")
        );
        let words =
            format!("\nSKIPPED: the judges. Missing: {}. tests/run installs them.\n", missing.join(", "));
        std::io::stderr().write_all(words.as_bytes()).expect("told");
        return;
    }
    for design in ["commons", "plain"] {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&root.join("essays"), &folder.path().join("essays"));
        let config = std::fs::read_to_string(root.join("pamphlet.toml")).expect("text");
        std::fs::write(
            folder.path().join("pamphlet.toml"),
            config.replace("\"commons\"", &format!("\"{design}\"")),
        )
        .expect("written");
        let built = Command::new(env!("CARGO_BIN_EXE_pamphlet"))
            .arg("build")
            .current_dir(folder.path())
            .output()
            .expect("runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let judged = Command::new(root.join("tests/judges/run"))
            .args([
                folder.path().join("output").to_str().expect("a path"),
                "https://example.org/community-britain/",
                IMPRINT,
                design,
            ])
            .output()
            .expect("the judges run");
        let said = String::from_utf8_lossy(&judged.stdout);
        assert!(judged.status.success(), "{design}:\n{said}\n{}", String::from_utf8_lossy(&judged.stderr));
        let judges = if design == "commons" { 6 } else { 4 };
        assert_eq!(said.matches("no findings").count(), judges, "{design}: not every judge spoke:\n{said}");
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("entries").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            let _ = std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}
