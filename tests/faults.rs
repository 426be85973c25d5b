//! Every fault, its place and its words: `tests/faults/CODE.md`. Adding a case is adding a paragraph there;
//! `UPDATE_EXPECT=1 cargo test --test faults` writes what is expected, to be read before it is committed.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pamphlet::config;
use pamphlet::diagnostic::{Code, Diagnostic};
use pamphlet::doctor::{self, Patient};
use pamphlet::host::Kind;
use pamphlet::inputs::{Inputs, Unobserved};
use pamphlet::source::Source;

/// Faults of the world, which no collection in memory can have: `tests/world.rs` has them.
const OF_THE_WORLD: [&str; 11] =
    ["E171", "E172", "E173", "E174", "E175", "E201", "E501", "E502", "E503", "E504", "E505"];

struct Case {
    title: String,
    files: BTreeMap<String, String>,
    expected: String,
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut block: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut block, line) {
            (Some(_), "~~~") => {
                let (path, text) = block.take().expect("an open block");
                let case = cases.last_mut().expect("a case");
                match path.as_str() {
                    "expect" => case.expected = text,
                    _ => drop(case.files.insert(path, text)),
                }
            }
            (Some((_, text)), line) => text.push_str(&repeated(line)),
            (None, line) => {
                if let Some(path) = line.strip_prefix("~~~ ") {
                    block = Some((path.to_owned(), String::new()));
                } else if let Some(title) = line.strip_prefix("## ") {
                    cases.push(Case {
                        title: title.to_owned(),
                        files: BTreeMap::new(),
                        expected: String::new(),
                    });
                }
            }
        }
    }
    cases
}

/// What the doctor says of a built folder, `output/`, at the host of its `pamphlet.toml`, or at the one that `like` names.
fn examined(files: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let source = Source::new("pamphlet.toml", files["pamphlet.toml"].as_str());
    let config = config::read(&source, None).value.expect("settings that can be read");
    let like = files.get("like").map(|name| Kind::place(name.trim()).expect("a host"));
    let built: BTreeMap<String, String> = files
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix("output/")?.to_owned(), text.clone())))
        .collect();
    let length = |text: &String| {
        text.trim()
            .strip_prefix("weighing ")
            .and_then(|bytes| bytes.parse().ok())
            .unwrap_or(text.len() as u64)
    };
    let lengths = built.iter().map(|(path, text)| (path.clone(), length(text))).collect();
    let patient = Patient {
        kind: like.unwrap_or(config.deploy.host.0),
        base: &config.site.base_url,
        files: &lengths,
        read: &|path| built.get(path).cloned(),
    };
    doctor::examine(&patient).diagnostics
}

/// A line, or many where it says so: `%% 3 - /old-{n}/` stands for three lines, of 0, 1 and 2.
fn repeated(line: &str) -> String {
    let Some((times, pattern)) = line.strip_prefix("%% ").and_then(|rest| rest.split_once(' ')) else {
        return format!("{line}\n");
    };
    let times: usize = times.parse().expect("how often the line is repeated");
    (0..times).map(|n| pattern.replace("{n}", &n.to_string()) + "\n").collect()
}

#[test]
fn every_fault_has_its_place_and_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for entry in fs::read_dir(&folder).expect("the folder of faults") {
        let path = entry.expect("an entry").path();
        let code = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        let mut text = fs::read_to_string(&path).expect("a case file");
        for case in cases(&text.clone()) {
            tried += 1;
            let inputs = support::inputs(&case.files);
            let mut found = match case.files.keys().any(|path| path.starts_with("output/")) {
                true => examined(&case.files),
                false => support::check(&case.files, &inputs),
            };
            // Cases of settings and designs need no essay, and are not about that.
            found.retain(|fault| fault.code != Code::W176 || code == "W176");
            if code == "E309" {
                // Cards are drawn by whoever wants their bytes.
                found.extend(drawn(&inputs));
            }
            let found = support::told(&found, &inputs);
            if found != case.expected && update {
                let heading = format!("## {}\n", case.title);
                let start = text.find(&heading).expect("the case") + heading.len();
                let expect = start
                    + text[start..].find("~~~ expect\n").expect("an expect block")
                    + "~~~ expect\n".len();
                let end = expect + text[expect..].find("~~~").expect("its end");
                text.replace_range(expect..end, &found);
            } else if found != case.expected {
                wrong.push(format!(
                    "{code}, {}:\n--- expected\n{}--- found\n{found}",
                    case.title, case.expected
                ));
            }
            let silent = case.title.starts_with("silent");
            if silent == found.contains(&format!("[{code}]")) {
                wrong.push(format!(
                    "{code}, {}: the code is {}there\n{found}",
                    case.title,
                    if silent { "" } else { "not " }
                ));
            }
        }
        if update {
            fs::write(&path, text).expect("the case file is written");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(tried > 60, "only {tried} cases were found");
}

/// What is wrong with the share card of the home page.
fn drawn(inputs: &Inputs) -> Vec<Diagnostic> {
    let Some(site) = pamphlet::plan(inputs, &Unobserved).value else { return Vec::new() };
    let home = site.cards().find(|(path, _)| path.starts_with("cards/home-")).expect("a card").0;
    site.draw_card(home, None).err().unwrap_or_default()
}

#[test]
fn every_code_has_a_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| !OF_THE_WORLD.contains(name) && !folder.join(format!("{name}.md")).is_file())
        .collect();
    assert!(missing.is_empty(), "no cases for {missing:?}");
}
