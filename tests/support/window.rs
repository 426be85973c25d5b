//! `pamphlet serve` as a browser meets it: started on a collection, asked over HTTP, ended.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long anything may take before the test gives up. Nothing is timed against it.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Window {
    child: Child,
    pub(crate) port: u16,
    /// The path of the site, from what was said.
    pub(crate) base_path: String,
    lines: Receiver<String>,
    pub(crate) said: Vec<String>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The bytes without the one line that the window adds to a page.
    pub(crate) fn without_window(&self) -> Vec<u8> {
        let text = String::from_utf8_lossy(&self.body);
        if let Some(start) = text.find("<script src=\"/_pamphlet/window.js\"") {
            let end = start + text[start..].find("</script>").expect("an end") + "</script>".len();
            return [&self.body[..start], &self.body[end..]].concat();
        }
        self.body.clone()
    }
}

impl Window {
    /// Opens it at a port that the system chooses, and waits until it says where.
    pub(crate) fn open(root: &Path, arguments: &[&str]) -> Self {
        Self::open_at(root, "0", arguments, &[])
    }

    pub(crate) fn open_at(root: &Path, port: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
        command.args(["serve", "--port", port, "--as-of", "2026-01-01"]).args(arguments);
        command.current_dir(root).env("NO_COLOR", "1").envs(variables.iter().copied());
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let output = child.stdout.take().expect("its output");
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let mut window = Self { child, port: 0, base_path: "/".to_owned(), lines, said: Vec::new() };
        let site = window.hear("The site:");
        let rest = site.split("http://").nth(1).expect("an address");
        let (host, path) = rest.split_once('/').expect("a path");
        window.port = host.rsplit(':').next().expect("a port").parse().expect("a number");
        window.base_path = format!("/{path}");
        window
    }

    /// The next line that holds these words; those before it are kept.
    pub(crate) fn hear(&mut self, words: &str) -> String {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Ok(line) = self.lines.recv_timeout(Duration::from_millis(200)) {
                self.said.push(line.clone());
                if line.contains(words) {
                    return line;
                }
            }
        }
        panic!("it never said {words:?}, but {:?}", self.said);
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    /// Asks with these headers besides `Host`, which may be among them.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request += &format!("Host: localhost:{}\r\n", self.port);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).expect("asked");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("answered");
        answer(&bytes)
    }

    /// Waits until everything has been looked at, and gives what is shown then.
    pub(crate) fn look(&self) -> Value {
        self.get("/_pamphlet/look").json()
    }

    /// Waits until the whole output has been read too.
    pub(crate) fn proved(&self) -> Value {
        let begun = Instant::now();
        loop {
            let faults = self.get("/_pamphlet/faults.json").json();
            if faults["proved"] == true || begun.elapsed() > PATIENCE {
                return faults;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it as Ctrl-C does, and gives its exit code.
    pub(crate) fn end(mut self) -> Option<i32> {
        let process = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &process]).status().expect("kill runs").success());
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().expect("its end") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it did not end");
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A response of HTTP/1.1, its body whole or in chunks (RFC 9112, sections 6 and 7.1).
fn answer(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status =
        lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status").parse().expect("a number");
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    let rest = &bytes[end + 4..];
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    Answer { status, headers, body: if chunked { unchunked(rest) } else { rest.to_vec() } }
}

fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let size = std::str::from_utf8(&bytes[..end])
            .ok()
            .and_then(|text| usize::from_str_radix(text.trim(), 16).ok());
        let Some(size) = size.filter(|size| *size > 0) else { break };
        body.extend_from_slice(&bytes[end + 2..end + 2 + size]);
        bytes = &bytes[end + 4 + size..];
    }
    body
}
