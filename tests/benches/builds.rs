//! How fast whole builds are, on collections that this program makes itself: the same bytes every time.
//!
//! `cargo bench` builds 100 and 1,000 essays; `cargo bench -- 10000` that many. Figures are counts, times and ratios, for
//! reading; nothing is asserted. Everything is written below the system's temporary folder: point TMPDIR at a tmpfs.
//! Where `hugo` can be run, it builds the same essays with templates of the like, in the same run.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout, reason = "a program of its own")]

#[path = "corpus.rs"]
mod corpus;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000] } else { sizes };
    println!(
        "{:>8} {:>9} {:>10} {:>9} {:>10} {:>10}",
        "essays", "MB in", "MB out", "seconds", "peak MB", "ms/essay"
    );
    for size in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        let bytes = corpus::write(folder.path(), size).expect("the corpus is written");
        let (seconds, peak) = fastest(3, || build(folder.path()));
        let out = length(&folder.path().join("output"));
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        println!(
            "{size:>8} {:>9.1} {:>10.1} {seconds:>9.3} {:>10} {:>10.4}",
            megabytes(bytes),
            megabytes(out),
            peak / 1024,
            seconds * 1000.0 / size as f64
        );
        stages(folder.path());
        if let Some((hugo, hugo_peak)) = hugo(folder.path()) {
            println!("         hugo: {hugo:.3} s, {} MB; ratio {:.2}", hugo_peak / 1024, hugo / seconds);
        }
    }
}

/// The fastest of a few runs: seconds, and the peak of memory in KiB.
fn fastest(runs: usize, mut run: impl FnMut() -> (f64, u64)) -> (f64, u64) {
    let mut results: Vec<(f64, u64)> = (0..runs).map(|_| run()).collect();
    results.sort_by(|a, b| a.0.total_cmp(&b.0));
    results[0]
}

fn build(root: &Path) -> (f64, u64) {
    let output = root.join("output");
    let _ = std::fs::remove_dir_all(&output);
    timed(
        Command::new(env!("CARGO_BIN_EXE_pamphlet"))
            .args(["build", "--quiet", "--as-of", "2026-11-24"])
            .current_dir(root),
    )
}

/// Runs a command under GNU time or, where there is none, without knowing its memory.
fn timed(command: &mut Command) -> (f64, u64) {
    let started = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    // The kernel keeps the highest mark itself; asking now and then only has to catch it before the end.
    let ended = loop {
        if let Ok(text) = std::fs::read_to_string(&status) {
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            peak = line
                .and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
                .unwrap_or(peak)
                .max(peak);
        }
        if let Some(status) = child.try_wait().expect("the program ends") {
            break status;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    };
    assert!(ended.success(), "{command:?} failed");
    (started.elapsed().as_secs_f64(), peak)
}

fn stages(root: &Path) {
    let _ = std::fs::remove_dir_all(root.join("output"));
    let told = Command::new(env!("CARGO_BIN_EXE_pamphlet"))
        .args(["build", "--timings", "--as-of", "2026-11-24"])
        .current_dir(root)
        .output()
        .expect("the program runs");
    for line in String::from_utf8_lossy(&told.stdout).lines() {
        println!("         {line}");
    }
}

fn hugo(root: &Path) -> Option<(f64, u64)> {
    Command::new("hugo")
        .arg("version")
        .stdout(Stdio::null())
        .status()
        .ok()
        .filter(|status| status.success())?;
    corpus::for_hugo(root).ok()?;
    let site = root.join("hugo");
    Some(fastest(2, || {
        let _ = std::fs::remove_dir_all(site.join("public"));
        timed(Command::new("hugo").args(["--quiet", "--noTimes"]).current_dir(&site))
    }))
}

fn length(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| {
            if entry.path().is_dir() {
                length(&entry.path())
            } else {
                entry.metadata().map_or(0, |it| it.len())
            }
        })
        .sum()
}
