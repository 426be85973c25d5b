//! What texts become in search, as data (`tests/search/tokens.toml`) and as others published it; both sides of search are held to it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use pamphlet::search::tokens::tokens;
use serde::{Deserialize, Serialize};

/// `tests/search/tokens.toml`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cases {
    pub(crate) tokens: Vec<Text>,
    /// Language → word → term.
    pub(crate) terms: BTreeMap<String, BTreeMap<String, String>>,
    /// Word → all its other forms, with a blank between them.
    pub(crate) mutations: BTreeMap<String, String>,
    pub(crate) distances: Vec<Distance>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    pub(crate) about: String,
    pub(crate) text: String,
    pub(crate) words: String,
    pub(crate) chunks: Vec<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Distance {
    pub(crate) words: [String; 2],
    pub(crate) most: usize,
    pub(crate) is: usize,
}

pub(crate) fn cases() -> Cases {
    toml::from_str(include_str!("../search/tokens.toml")).expect("tests/search/tokens.toml")
}

/// One word of a text as search gives it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Given {
    pub(crate) word: String,
    pub(crate) position: u32,
    pub(crate) number: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Every word of a text, its place counted in bytes.
pub(crate) fn words_of(text: &str) -> Vec<Given> {
    let mut words = Vec::new();
    tokens(text, &mut |token| {
        words.push(Given {
            word: token.word.to_owned(),
            position: token.position,
            number: token.number,
            start: token.span.start,
            end: token.span.end,
        });
    });
    words
}

/// The vocabulary that the authors of the English stemmer published: word and stem. It lies in the crate's own package.
pub(crate) fn vocabulary() -> Vec<(String, String)> {
    let folder = package("rust-stemmers").join("test_data");
    let lines = |name: &str| -> Vec<String> {
        let text = std::fs::read_to_string(folder.join(name)).expect("the published vocabulary");
        text.lines().map(str::to_owned).collect()
    };
    let (words, stems) = (lines("voc_en.txt"), lines("res_en.txt"));
    assert_eq!(words.len(), stems.len());
    words.into_iter().zip(stems).collect()
}

/// Where a crate lies that we are built from.
fn package(name: &str) -> PathBuf {
    let said = |program: &str, arguments: &[&str]| {
        let root = env!("CARGO_MANIFEST_DIR");
        let output = Command::new(program).args(arguments).current_dir(root).output().expect("it runs");
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let version = said("rustc", &["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    // Without a platform, Cargo would fetch what other platforms need.
    let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", host];
    let known: serde_json::Value = serde_json::from_str(&said(env!("CARGO"), &arguments)).expect("JSON");
    let packages = known["packages"].as_array().expect("packages");
    let manifest =
        packages.iter().find(|package| package["name"] == name).expect("the crate")["manifest_path"].as_str();
    PathBuf::from(manifest.expect("a path")).parent().expect("a folder").to_owned()
}
