//! How soon an editor sees what they saved: from the save to an answer that has the new words, over HTTP, as a browser asks.
//!
//! `cargo bench --bench serves -- 100 1000 10000`. Every figure is for reading: the median and the slowest of 21 saves, and the
//! time from starting the program to the first page. Where `hugo` can be run, its server shows the same essays in the same run.
//! The essay is asked for every half millisecond until the new words are there. Point TMPDIR at a tmpfs.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stdout,
    reason = "a program of its own"
)]

#[path = "corpus.rs"]
mod corpus;
#[path = "machine.rs"]
mod machine;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const SAVES: usize = 21;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000] } else { sizes };
    println!(
        "{:>8} {:<10} {:>14} {:>14} {:>14} {:>9}",
        "essays", "", "first page s", "save→new ms", "slowest ms", "peak MB"
    );
    let with_hugo = machine::has_hugo();
    for size in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        corpus::write(root, size).expect("the corpus is written");
        let port = free_port();
        let mut ours = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
        ours.args(["serve", "--as-of", "2026-11-24", "--port", &port.to_string()]).current_dir(root);
        measure(size, "pamphlet", ours, port, &root.join("essays"));
        if with_hugo && corpus::for_hugo(root).is_ok() {
            let port = free_port();
            let mut hugo = Command::new("hugo");
            hugo.args([
                "server",
                "--port",
                &port.to_string(),
                "--bind",
                "127.0.0.1",
                "--disableBrowserError",
            ]);
            hugo.current_dir(root.join("hugo"));
            measure(size, "hugo", hugo, port, &root.join("hugo/content/essays"));
        }
    }
}

fn measure(size: usize, name: &str, mut command: Command, port: u16, essays: &Path) {
    let started = Instant::now();
    let server =
        Server(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs"));
    let first = until(port, "/essays/essay-0/", "</html>", started);
    // A moment of quiet, in which whoever wants to finish something may.
    std::thread::sleep(Duration::from_secs(2));
    let mut times = Vec::new();
    for save in 0..SAVES {
        let number = save * size / SAVES;
        let file = essays.join(format!("essay-{number}.md"));
        let words = format!("Saved for {name}, number {save}.");
        let text = std::fs::read_to_string(&file).expect("an essay") + &format!("\n\n{words}\n");
        let saved = Instant::now();
        std::fs::write(&file, text).expect("saved");
        times.push(until(port, &format!("/essays/essay-{number}/"), &words, saved) * 1000.0);
        std::thread::sleep(Duration::from_millis(700));
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{size:>8} {name:<10} {first:>14.2} {:>14.1} {:>14.1} {:>9}",
        times[SAVES / 2],
        times[SAVES - 1],
        machine::peak_of(server.0.id()).unwrap_or(0) / 1024
    );
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Seconds from `since` until the page has these words.
fn until(port: u16, path: &str, words: &str, since: Instant) -> f64 {
    while since.elapsed() < Duration::from_secs(120) {
        if page(port, path).is_some_and(|text| text.contains(words)) {
            return since.elapsed().as_secs_f64();
        }
        std::thread::sleep(Duration::from_micros(500));
    }
    panic!("{path} never had {words:?}");
}

fn page(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}
