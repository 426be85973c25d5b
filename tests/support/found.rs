//! Collections to look for something in, and queries: what the program finds in them.

use std::collections::BTreeMap;
use std::path::Path;

use pamphlet::inputs::{Inputs, SEARCH_TESTS, Unobserved};
use pamphlet::site::Site;
use serde_json::{Value, json};

/// What is expected of a query.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Expected {
    /// The slug of the essay that comes first; empty where nothing is found.
    pub(crate) finds: Option<String>,
    pub(crate) also: Vec<String>,
    pub(crate) never: Vec<String>,
    pub(crate) mended: Option<(String, String)>,
    pub(crate) suggestion: Option<String>,
}

/// The queries by collection.
pub(crate) fn queries() -> BTreeMap<String, BTreeMap<String, Expected>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/queries.toml");
    let text = std::fs::read_to_string(path).expect("the queries");
    toml::from_str(&text).unwrap_or_else(|error| panic!("queries.toml: {error}"))
}

/// The collection of a name.
pub(crate) fn collection(name: &str) -> Inputs {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    match name {
        "samples" => on_disk(root),
        "two" => on_disk(&root.join("tests/search/two")),
        "many" => super::inputs(&many()),
        _ => panic!("there is no collection {name}"),
    }
}

/// The collection in a folder, on a day on which all is tested.
pub(crate) fn on_disk(root: &Path) -> Inputs {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.join("essays")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".md") || name == SEARCH_TESTS {
                files.insert(name, std::fs::read_to_string(&path).expect("text"));
            } else {
                files.insert(name, "1400x900".to_owned());
            }
        }
    }
    let config = std::fs::read_to_string(root.join("pamphlet.toml")).expect("settings");
    files.insert("pamphlet.toml".to_owned(), config);
    let mut inputs = super::inputs(&files);
    inputs.today = pamphlet::date::Date::new(2026, 11, 24).expect("a day");
    inputs
}

/// So many essays that some words are in most of them, and that the index is cut into pieces.
fn many() -> BTreeMap<String, String> {
    let essay = |number: usize| {
        let word = |at: usize| match at % 5 {
            0 => format!("common{}", (at / 5 + number) % 7),
            _ => format!("word{}", (at * at * 31 + number * number * 17 + at * number) % (900 + 40 * number)),
        };
        let words = |from: usize| (from..from + 150).map(word).collect::<Vec<_>>().join(" ");
        let said = if number == 11 { "A rare sentence about quokkas stands here." } else { "" };
        let text = format!(
            "---\ntitle: Title {number}\ndate: 2025-01-{:02}\n---\n\n{}\n\n## heading{number}\n\n{}. {said}\n\n- {}\n",
            1 + number % 28,
            words(0),
            words(200),
            words(500)
        );
        (format!("essays/e{number}.md"), text)
    };
    (0..130).map(essay).collect()
}

/// The site of a collection.
pub(crate) fn site(inputs: &Inputs) -> Site {
    let planned = pamphlet::plan(inputs, &Unobserved);
    planned.value.unwrap_or_else(|| panic!("{:?}", planned.diagnostics))
}

/// What the program answers, as the browser is to answer it.
pub(crate) fn answer(site: &Site, query: &str) -> Value {
    let (_, answer) = site.find(query);
    let hit = |hit: &pamphlet::search::engine::Hit| json!({ "essay": hit.essay, "all": hit.all, "score": hit.score, "missing": hit.missing });
    json!({
        "query": query,
        "hits": answer.hits.iter().map(hit).collect::<Vec<_>>(),
        "mended": answer.mended.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect::<Vec<_>>(),
        "suggestion": answer.suggestion,
    })
}

/// More queries than anybody would write: words of the essays whole, begun, with slips and in quotation marks. The same each
/// time.
pub(crate) fn made_up(inputs: &Inputs, count: usize) -> Vec<String> {
    let words: Vec<&str> = inputs.essays.iter().flat_map(|essay| essay.text().split_whitespace()).collect();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut roll = |sides: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % sides as u64).expect("small")
    };
    (0..count)
        .map(|_| {
            let from = roll(words.len() - 8);
            let mut chosen: Vec<String> = (0..1 + roll(5))
                .map(|next| match roll(3) {
                    0 => words[roll(words.len())].to_owned(),
                    _ => words[from + next].to_owned(),
                })
                .collect();
            let at = roll(chosen.len());
            let mut signs: Vec<char> = chosen[at].chars().collect();
            match roll(6) {
                0 if signs.len() > 5 => signs.swap(2, 3),
                1 if signs.len() > 5 => drop(signs.remove(3)),
                2 if signs.len() > 4 => signs.truncate(3),
                3 => signs.insert(signs.len() / 2, 'x'),
                _ => {}
            }
            chosen[at] = signs.into_iter().collect();
            let query = chosen.join(" ");
            match roll(5) {
                0 => format!("\"{query}\""),
                1 => format!("{query} "),
                _ => query,
            }
        })
        .collect()
}
