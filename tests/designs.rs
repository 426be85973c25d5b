//! `themes/README.md` documents every template and every field that a template is given. It is made from `src/view.rs` and the
//! designs themselves; this suite holds it to them. `UPDATE_EXPECT=1 cargo test --test designs` writes it anew.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const BEGIN: &str = "<!-- From here on made from src/view.rs and the designs: UPDATE_EXPECT=1 cargo test --test designs -->\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A struct or an enum of `src/view.rs`, in the order of the file.
struct Shape {
    name: String,
    about: String,
    /// Name, type and words of each field or variant.
    fields: Vec<(String, String, String)>,
}

fn shapes(text: &str) -> Vec<Shape> {
    let mut shapes: Vec<Shape> = Vec::new();
    let mut words = String::new();
    let mut open = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some(doc) = trimmed.strip_prefix("/// ") {
            words = if words.is_empty() { doc.to_owned() } else { format!("{words} {doc}") };
        } else if let Some(rest) = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))
        {
            let name = rest.split(['<', ' ', '{', '(']).next().unwrap_or("").to_owned();
            shapes.push(Shape { name, about: std::mem::take(&mut words), fields: Vec::new() });
            open = rest.ends_with('{');
        } else if line == "}" {
            open = false;
        } else if open && !trimmed.starts_with("#[") && !trimmed.is_empty() {
            let entry = trimmed.trim_end_matches(',');
            let (name, kind) = match entry.strip_prefix("pub ") {
                Some(field) => field.split_once(": ").unwrap_or((field, "")),
                None => entry.split_once('(').unwrap_or((entry, "")),
            };
            let about = std::mem::take(&mut words);
            assert!(!about.is_empty(), "src/view.rs: {name} has no words");
            let field = (name.to_owned(), plain_type(kind), about);
            shapes.last_mut().expect("a shape").fields.push(field);
        } else if !trimmed.starts_with("#[") {
            words.clear();
        }
    }
    shapes
}

/// What a template sees of a type of Rust.
fn plain_type(kind: &str) -> String {
    let kind = kind.trim_end_matches(')');
    let inside = |outer: &str| kind.strip_prefix(outer)?.strip_suffix('>').map(str::to_owned);
    if let Some(inner) = inside("Option<") {
        return format!("{} or nothing", plain_type(&inner));
    }
    if let Some(inner) = inside("Vec<").or_else(|| inside("Arc<[").map(|inner| inner.replace(']', ""))) {
        return format!("list of {}", plain_type(&inner));
    }
    if let Some(inner) = inside("Box<").or_else(|| inside("Arc<")) {
        return plain_type(&inner);
    }
    if kind.starts_with("BTreeMap<") || kind.starts_with("Map<") {
        return "map".to_owned();
    }
    match kind {
        "str" | "String" | "&'static str" | "&'a str" => "text".to_owned(),
        "bool" => "yes or no".to_owned(),
        "usize" | "u32" | "u64" | "f64" | "i64" => "number".to_owned(),
        "(usize, usize)" => "two numbers".to_owned(),
        other => other.replace("<'a>", "").replace("Value", "anything"),
    }
}

/// The templates of a design, each with the line that it opens with.
fn templates(design: &str) -> BTreeMap<String, String> {
    let folder = root().join("themes").join(design);
    let mut found = BTreeMap::new();
    for below in ["templates", "styles", "assets"] {
        collect(&folder, &folder.join(below), &mut found);
    }
    found
}

fn collect(design: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(design, &path, found);
            continue;
        }
        let name = path.strip_prefix(design).expect("below").to_string_lossy().replace('\\', "/");
        let ending = PathBuf::from(&name).extension().map(|ending| ending.to_string_lossy().into_owned());
        if matches!(ending.as_deref(), Some("html" | "css" | "js")) {
            let text = fs::read_to_string(&path).expect("text");
            let first = text.lines().next().unwrap_or("").trim();
            let words = first
                .trim_start_matches(['{', '#', '-', '/', '*', ' '])
                .trim_end_matches(['}', '#', '-', '/', '*', ' '])
                .to_owned();
            let says = first.starts_with("{#") || first.starts_with("/*") || first.starts_with("//");
            assert!(
                says && !words.is_empty(),
                "{design:?}/{name} does not say in its first line what it is for"
            );
            found.insert(name, words);
        }
    }
}

fn manual() -> String {
    let mut rooms = vec![root().join("src/view.rs")];
    let folder = fs::read_dir(root().join("src/view")).expect("src/view").flatten();
    rooms.extend(folder.map(|entry| entry.path()));
    rooms[1..].sort();
    let view: String = rooms.iter().map(|room| fs::read_to_string(room).expect("text")).collect();
    let mut out = String::from("\n## The files of `commons`\n\n| file | what it is for |\n|---|---|\n");
    for (name, words) in templates("commons") {
        out.push_str(&format!("| `{name}` | {} |\n", words.replace('|', "\\|")));
    }
    out.push_str("\n## What templates are given\n");
    for shape in shapes(&view).iter().filter(|shape| !shape.fields.is_empty()) {
        out.push_str(&format!("\n### {}\n\n{}\n\n", shape.name, shape.about));
        out.push_str("| name | holds | meaning |\n|---|---|---|\n");
        for (name, kind, about) in &shape.fields {
            let name = if shape.name == "Content" { snake(name) } else { name.clone() };
            out.push_str(&format!("| `{name}` | {kind} | {} |\n", about.replace('|', "\\|")));
        }
    }
    out
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for sign in name.chars() {
        if sign.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(sign.to_lowercase());
    }
    out
}

/// What the readers' side of search says and shows: every `search-…` class and `search_…` key in its scripts.
fn quoted_in_search(prefix: &str) -> Vec<String> {
    let scripts = ["results", "page", "opener"].map(|name| {
        let path = root().join(format!("src/search/browser/{name}.js"));
        fs::read_to_string(path).expect("a script")
    });
    let mut found: Vec<String> = Vec::new();
    for script in &scripts {
        for (at, _) in script.match_indices(prefix) {
            let rest = &script[at..];
            let end = rest.find(|sign: char| !sign.is_ascii_alphanumeric() && !"_-".contains(sign));
            found.push(rest[..end.unwrap_or(rest.len())].to_owned());
        }
    }
    found.retain(|word| word != prefix);
    found.sort();
    found.dedup();
    found
}

#[test]
fn search_says_and_shows_what_the_designs_know() {
    let manual = fs::read_to_string(root().join("themes/README.md")).expect("the manual");
    // What is no class: what is kept in the browser's memory, and ids and attributes.
    let others = ["search-dialog-q", "search-here", "search-browse", "search-unscripted", "search-results"];
    for class in quoted_in_search("search-").iter().filter(|class| !others.contains(&class.as_str())) {
        assert!(manual.contains(&format!("`{class}`")), "themes/README.md does not tell of {class}");
    }
    let keys = quoted_in_search("search_");
    assert!(keys.len() > 20, "{keys:?}");
    for design in ["commons", "plain"] {
        for language in ["en-GB", "cy"] {
            let path = root().join(format!("themes/{design}/strings/{language}.toml"));
            let words: toml::Table = fs::read_to_string(&path).expect("words").parse().expect("words");
            for key in &keys {
                let is_said = |other: &String| match key.ends_with('_') {
                    true => other.starts_with(key.as_str()),
                    false => other == key,
                };
                assert!(words.keys().any(is_said), "{} has no words for {key}", path.display());
            }
            let own = words.keys().filter(|key| key.starts_with("search_"));
            for key in own.filter(|key| !["search_label", "search_here"].contains(&key.as_str())) {
                let stem = key.trim_end_matches("_in");
                let is_said = |other: &String| match other.ends_with('_') {
                    true => key.starts_with(other.as_str()),
                    false => other == stem,
                };
                assert!(keys.iter().any(is_said), "nothing says {key} of {}", path.display());
            }
        }
    }
}

#[test]
fn the_manual_of_designs_is_true() {
    let path = root().join("themes/README.md");
    let text = fs::read_to_string(&path).expect("themes/README.md");
    let (before, after) = text.split_once(BEGIN).expect("the line that says where the made part begins");
    let manual = manual();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{manual}")).expect("written");
        return;
    }
    assert!(
        after == manual,
        "themes/README.md is out of date: UPDATE_EXPECT=1 cargo test --test designs, then read what changed"
    );
}
