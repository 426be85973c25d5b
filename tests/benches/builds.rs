//! How fast whole builds are, on collections that this program makes itself: the same bytes every time.
//!
//! `cargo bench` builds 100 and 1,000 essays; `cargo bench -- 10000` that many. Figures are counts, times and ratios, for
//! reading; nothing is asserted. Everything is written below the system's temporary folder: point TMPDIR at a tmpfs.
//! Where `hugo` can be run, it builds the same essays with templates of the like, in turn with ours, and the fastest of
//! each counts. CPU seconds are those of all cores together; they tell more than seconds where the machine is shared.
//! The first of our builds draws all share cards and is told by itself; the fastest is one that finds them kept, as every later one does.
//! The floor is what reading the input and writing the output takes on one thread, with nothing done in between.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout, reason = "a program of its own")]

#[path = "corpus.rs"]
mod corpus;
#[path = "machine.rs"]
mod machine;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000] } else { sizes };
    println!(
        "{:>8} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "essays", "MB in", "MB out", "seconds", "CPU s", "peak MB", "ms/essay"
    );
    for size in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        let bytes = corpus::write(folder.path(), size).expect("the corpus is written");
        measure(folder.path(), size, bytes);
    }
}

fn measure(root: &Path, size: usize, bytes: u64) {
    let with_hugo = machine::has_hugo() && corpus::for_hugo(root).is_ok();
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        own.push(build(root));
        others.extend(with_hugo.then(|| hugo(root)));
    }
    // The first build draws every share card; later ones find them where they were kept.
    let cold = own.first().map(|first| first.seconds).unwrap_or_default();
    let Some(own) = fastest(own) else { return };
    println!(
        "{size:>8} {:>9.1} {:>9.1} {:>9.3} {:>9.2} {:>9} {:>9.4}",
        bytes as f64 / 1e6,
        length(&root.join("output")) as f64 / 1e6,
        own.seconds,
        own.cpu,
        own.peak / 1024,
        own.seconds * 1000.0 / size as f64
    );
    let cards = std::fs::read_dir(root.join("output/cards")).map(Iterator::count).unwrap_or_default();
    println!("         first: {cold:.3} s, in which {cards} share cards are drawn and kept");
    println!("         floor: {:.3} s to read the input and to write the output, nothing else", floor(root));
    if let Some(hugo) = fastest(others) {
        println!(
            "         hugo: {:.3} s, {:.2} CPU s, {} MB; it takes {:.1} times the time, {:.1} times the CPU",
            hugo.seconds,
            hugo.cpu,
            hugo.peak / 1024,
            hugo.seconds / own.seconds,
            hugo.cpu / own.cpu.max(0.01)
        );
    }
    stages(root);
}

/// What one run took.
struct Run {
    seconds: f64,
    /// Seconds of all cores together, where the system tells them.
    cpu: f64,
    /// The peak of memory in KiB, where the system tells it.
    peak: u64,
}

fn fastest(runs: Vec<Run>) -> Option<Run> {
    runs.into_iter().min_by(|a, b| a.seconds.total_cmp(&b.seconds))
}

fn build(root: &Path) -> Run {
    let output = root.join("output");
    let _ = std::fs::remove_dir_all(&output);
    timed(
        Command::new(env!("CARGO_BIN_EXE_pamphlet"))
            .args(["build", "--quiet", "--as-of", "2026-11-24"])
            .current_dir(root),
    )
}

/// Runs a command to its end and watches what it takes.
fn timed(command: &mut Command) -> Run {
    let started = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
    let mut run = Run { seconds: 0.0, cpu: 0.0, peak: 0 };
    // The kernel adds up and keeps the highest mark itself; asking now and then only has to catch it before the end.
    let ended = loop {
        run.peak = machine::peak_of(child.id()).unwrap_or(0).max(run.peak);
        run.cpu = cpu_of(child.id()).unwrap_or(0.0).max(run.cpu);
        if let Some(status) = child.try_wait().expect("the program ends") {
            break status;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    };
    assert!(ended.success(), "{command:?} failed");
    run.seconds = started.elapsed().as_secs_f64();
    run
}

/// The CPU seconds of a process (proc(5), utime and stime: the 14th and 15th fields, in hundredths).
fn cpu_of(process: u32) -> Option<f64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = text.rsplit_once(')')?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<f64>().ok());
    Some(ticks.sum::<Option<f64>>()? / 100.0)
}

/// Seconds to read the essays and to write what was built from them, on one thread.
fn floor(root: &Path) -> f64 {
    let mut output = Vec::new();
    files(&root.join("output"), &mut output);
    let held: Vec<(PathBuf, Vec<u8>)> = output
        .into_iter()
        .filter_map(|path| Some((path.strip_prefix(root).ok()?.to_owned(), std::fs::read(&path).ok()?)))
        .collect();
    let started = Instant::now();
    let mut essays = Vec::new();
    files(&root.join("essays"), &mut essays);
    let read: usize = essays.iter().filter_map(|path| std::fs::read(path).ok()).map(|it| it.len()).sum();
    let copy = root.join("floor");
    for (path, bytes) in &held {
        let path = copy.join(path);
        let folder = path.parent().expect("a folder");
        std::fs::create_dir(folder).or_else(|_| std::fs::create_dir_all(folder)).expect("a folder is made");
        std::fs::write(path, bytes).expect("a file is written");
    }
    let seconds = started.elapsed().as_secs_f64();
    assert!(read > 0);
    let _ = std::fs::remove_dir_all(copy);
    seconds
}

/// All files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files(&entry.path(), found),
            _ => found.push(entry.path()),
        }
    }
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

fn hugo(root: &Path) -> Run {
    let site = root.join("hugo");
    let _ = std::fs::remove_dir_all(site.join("public"));
    timed(Command::new("hugo").args(["--quiet", "--noTimes"]).current_dir(&site))
}

/// The bytes of all files below a folder.
fn length(folder: &Path) -> u64 {
    let mut found = Vec::new();
    files(folder, &mut found);
    found.iter().filter_map(|path| Some(path.metadata().ok()?.len())).sum()
}
