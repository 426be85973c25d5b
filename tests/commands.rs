//! The command line, as documents: each `tests/cmd/NAME.md` is read by people and run by this suite.
//!
//! In: the commands of the documents, run in a copy of `NAME.in/`. Out, compared: what they print, how they end, and that
//! what lies in `NAME.out/` lies there afterwards. `TRYCMD=overwrite cargo test --test commands` writes what was printed,
//! to be read before it is committed; times are then masked by hand, as `[..]`.
#![allow(missing_docs, clippy::disallowed_methods, reason = "this is a test")]

use std::path::Path;

#[test]
fn the_command_line_does_what_the_documents_say() {
    trycmd::TestCases::new()
        .default_bin_name("pamphlet")
        .register_bin("pamphlet", Path::new(env!("CARGO_BIN_EXE_pamphlet")))
        .register_bin("cat", Path::new("/bin/cat"))
        .register_bin("ls", Path::new("/bin/ls"))
        .register_bin("mv", Path::new("/bin/mv"))
        .register_bin("cp", Path::new("/bin/cp"))
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env("LC_ALL", "C")
        .case("tests/cmd/*.md");
}

/// A time that is written out is true once.
#[test]
fn no_document_holds_a_time() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let mut documents = 0;
    for path in std::fs::read_dir(folder).expect("the documents").flatten().map(|entry| entry.path()) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        documents += 1;
        let is_time = |word: &str| word.parse::<f64>().is_ok() && word.contains('.');
        for line in text.lines() {
            let timed =
                line.split(' ').zip(line.split(' ').skip(1)).any(|(time, unit)| unit == "s" && is_time(time));
            assert!(!timed, "{}: write [..] for the time in “{line}”", path.display());
        }
    }
    assert!(documents >= 7, "only {documents} documents were found");
}
