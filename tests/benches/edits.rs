//! What one edit costs in memory: an essay changes, the site is planned again with what the last plan remembers, and the
//! essay's page is made. No disk, no watcher, no browser: `cargo bench --bench serves` tells the whole way.
//!
//! `cargo bench --bench edits -- 100 1000 10000`; figures are the medians of 21 edits, for reading; nothing is asserted.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout, reason = "a program of its own")]

#[path = "corpus.rs"]
#[allow(dead_code, reason = "another program has no part in this one")]
mod corpus;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use pamphlet::Memory;
use pamphlet::inputs::{Inputs, Observer, Stage};
use pamphlet::source::Source;

/// The same as the program has.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const EDITS: usize = 21;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000] } else { sizes };
    println!("{:>8} {:>9} {:>9} {:>9} {:>9} {:>9}", "essays", "parse ms", "arrange", "plan", "all", "page");
    for size in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        corpus::write(folder.path(), size).expect("the corpus is written");
        measure(folder.path(), size);
    }
}

fn measure(root: &Path, size: usize) {
    let mut inputs = read(root);
    let memory = Memory::new();
    let mut last = pamphlet::plan_again(&inputs, &pamphlet::inputs::Unobserved, &memory);
    let (mut all, mut page, mut stages) = (Vec::new(), Vec::new(), BTreeMap::<Stage, Vec<f64>>::new());
    for edit in 0..EDITS {
        let index = edit * inputs.essays.len() / EDITS;
        let old = &inputs.essays[index];
        let text = format!("{}\n\nOne more paragraph, the {edit}th.\n", old.text());
        inputs.essays[index] = Source::new(old.path().clone(), text);
        let watch = Watch::default();
        let started = Instant::now();
        let next = pamphlet::plan_again(&inputs, &watch, &memory);
        all.push(started.elapsed().as_secs_f64());
        watch.spent.into_inner().expect("the watch").into_iter().for_each(|(stage, seconds)| {
            stages.entry(stage).or_default().push(seconds);
        });
        let site = next.value.site.as_ref().expect("a site");
        let name = Path::new(&**inputs.essays[index].path())
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let path = format!("essays/{name}/index.html");
        let started = Instant::now();
        black_box(site.make(&path, &site.pages()[&path]).expect("a page"));
        page.push(started.elapsed().as_secs_f64());
        drop(memory.turn());
        last = next;
    }
    drop(last);
    let stage = |stage| median(stages.get(&stage).cloned().unwrap_or_default()) * 1e3;
    println!(
        "{size:>8} {:>9.2} {:>9.2} {:>9.2} {:>9.2} {:>9.2}",
        stage(Stage::Parse),
        stage(Stage::Arrange),
        stage(Stage::Plan),
        median(all) * 1e3,
        median(page) * 1e3
    );
}

#[derive(Default)]
struct Watch {
    open: Mutex<BTreeMap<Stage, Instant>>,
    spent: Mutex<BTreeMap<Stage, f64>>,
}

impl Observer for Watch {
    fn begin(&self, stage: Stage, _: Option<usize>) {
        self.open.lock().expect("open").insert(stage, Instant::now());
    }

    fn end(&self, stage: Stage) {
        let begun = self.open.lock().expect("open").remove(&stage);
        let seconds = begun.map_or(0.0, |begun| begun.elapsed().as_secs_f64());
        self.spent.lock().expect("spent").insert(stage, seconds);
    }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(0.0)
}

fn read(root: &Path) -> Inputs {
    let mut essays = Vec::new();
    let mut folders = vec![root.join("essays")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                essays.push(Source::new(name, text));
            }
        }
    }
    essays.sort_by(|a, b| a.path().cmp(b.path()));
    Inputs {
        config: Source::new(
            "pamphlet.toml",
            std::fs::read_to_string(root.join("pamphlet.toml")).expect("settings"),
        ),
        essays,
        assets: BTreeMap::new(),
        designs: BTreeMap::new(),
        search_tests: None,
        locks: pamphlet::inputs::Locks::default(),
        today: pamphlet::date::Date::read("2026-11-25").expect("a day"),
        drafts: false,
        base_url: None,
        portable: false,
        unread: Vec::new(),
        damaged: Vec::new(),
    }
}
