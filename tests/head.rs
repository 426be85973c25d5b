//! What stands in the head of each kind of page: `tests/head/collection/` is a collection, `tests/head/KIND.toml` names a page of it, what stands
//! in its head, line by line, what its data blocks hold, and what must not be there.
//! `UPDATE_EXPECT=1 cargo test --test head` writes lines and data, to be read before they are committed.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pamphlet::date::Date;
use pamphlet::head::{About, Card};
use pamphlet::inputs::Content;

/// What Slack and others read of a page.
const READ: usize = 32 * 1024;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the page is.
    about: String,
    /// Its path in the output.
    page: String,
    /// What must not be in its head.
    without: Vec<String>,
    /// The lines of its head.
    #[serde(default)]
    head: String,
    /// Its data blocks, in order.
    #[serde(default)]
    data: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/head")
}

fn built(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut inputs = support::inputs(files);
    inputs.today = Date::new(2025, 6, 15).expect("a day");
    inputs.drafts = true;
    let built = pamphlet::build(&inputs);
    let errors: Vec<_> = built.diagnostics.iter().filter(|fault| fault.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let text = |content| match content {
        Content::Text(text) => text,
        _ => String::new(),
    };
    let pages = built.value.into_iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, content)| (path, text(content))).collect()
}

/// What the program wrote of the head of a page, up to what the design added.
fn head(page: &str) -> &str {
    let head = page.split_once("<head>\n").expect("a head").1;
    head.split_once("\n<link rel=\"stylesheet\"").expect("a style sheet").0
}

const DATA: (&str, &str) = ("<script type=\"application/ld+json\">", "</script>");

fn blocks(head: &str) -> Vec<serde_json::Value> {
    let blocks = head.lines().filter_map(|line| line.strip_prefix(DATA.0)?.strip_suffix(DATA.1));
    blocks.map(|block| serde_json::from_str(block).expect("JSON")).collect()
}

fn lines(head: &str) -> String {
    head.lines().filter(|line| !line.starts_with(DATA.0)).map(|line| format!("{line}\n")).collect()
}

fn pretty(blocks: &[serde_json::Value]) -> String {
    blocks.iter().map(|block| format!("{}\n", serde_json::to_string_pretty(block).expect("JSON"))).collect()
}

#[test]
fn each_kind_of_page_has_its_head() {
    let mut files = support::files_below(&folder().join("collection"), "");
    files.retain(|path, _| !path.starts_with('.'));
    let pages = built(&files);
    let mut wrong = Vec::new();
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder()).expect("cases").flatten().map(|entry| entry.path()).collect();
    cases.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    cases.sort();
    for path in &cases {
        let case: Case = toml::from_str(&fs::read_to_string(path).expect("text"))
            .unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let page = pages.get(&case.page).unwrap_or_else(|| panic!("{path:?}: there is no {}", case.page));
        let head = &*support::without_card_hashes(head(page));
        for thing in &case.without {
            assert!(!head.contains(thing.as_str()), "{path:?}: {thing} is in the head");
        }
        let (lines, data) = (lines(head), pretty(&blocks(head)));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            let without =
                case.without.iter().map(|thing| format!("{thing:?}")).collect::<Vec<_>>().join(", ");
            let (about, page) = (&case.about, &case.page);
            let text = format!(
                "about = {about:?}\npage = {page:?}\nwithout = [{without}]\n\nhead = '''\n{lines}'''\n\ndata = '''\n{data}'''\n"
            );
            fs::write(path, text).expect("a file");
        } else if (case.head.as_str(), case.data.as_str()) != (&*lines, &*data) {
            wrong.push(format!("{}: the head is\n{lines}{data}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn a_card_is_named_once_with_all_that_networks_ask_for() {
    let card = Card {
        address: "https://example.org/cards/a-1f.jpg".to_owned(),
        media_type: "image/jpeg",
        width: 1200,
        height: 630,
        alt: "A “letter”.\nPromoted by Example Society.".to_owned(),
    };
    let about = About { site: "Letters", title: Some("A"), card: Some(card), ..About::default() };
    let html = pamphlet::head::html(&about);
    let said: Vec<&str> =
        html.lines().filter(|line| line.contains("og:image") || line.contains("twitter:")).collect();
    let expected = [
        r#"<meta property="og:image" content="https://example.org/cards/a-1f.jpg" />"#,
        r#"<meta property="og:image:type" content="image/jpeg" />"#,
        r#"<meta property="og:image:width" content="1200" />"#,
        r#"<meta property="og:image:height" content="630" />"#,
        r#"<meta property="og:image:alt" content="A “letter”. Promoted by Example Society." />"#,
        r#"<meta name="twitter:card" content="summary_large_image" />"#,
        r#"<meta name="twitter:image:alt" content="A “letter”. Promoted by Example Society." />"#,
    ];
    assert_eq!(said, expected);
}

#[test]
fn lists_offer_their_essays_to_programs_for_references() {
    let pages = built(&support::files_below(&folder().join("collection"), ""));
    let list = pages["themes/ink/index.html"].split("<span class=\"Z3988\"").skip(1).collect::<Vec<_>>();
    assert_eq!(list.len(), 2);
    let expected = " aria-hidden=\"true\" title=\"ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook&amp;rft.genre=bookitem\
        &amp;rft.atitle=A%20bold%20%E2%80%9Cletter%E2%80%9D%20%26%20more%3A%20With%20a%20second%20line&amp;rft.btitle=Letters%20%26%20Answers\
        &amp;rft.au=van%20der%20Quill%2C%20Ada&amp;rft.au=Society%20of%20Examples&amp;rft.date=2025-02-25&amp;rft.pub=Example%20Society\
        &amp;rft.language=en-GB&amp;rft_id=https%3A%2F%2Fexample.org%2Fletters%2Fessays%2Fall%2F\"></span>";
    assert_eq!(list[0], expected);
    assert!(!pages["essays/page/3/index.html"].contains("Not%20yet"), "a draft is offered");
    assert!(pages["essays/page/3/index.html"].contains("Y%20Llythyr"));
}

/// How often a head says something.
fn count(head: &str, what: &str) -> usize {
    head.matches(what).count()
}

fn sound(path: &str, page: &str) {
    let end = page.find("</head>").expect("a head");
    assert!(end < READ, "the head of {path} ends at byte {end}");
    let head = head(page);
    for line in head.lines() {
        let is_tag = ["<meta ", "<link ", "<title>", DATA.0].iter().any(|tag| line.starts_with(tag));
        assert!(is_tag && line.ends_with('>'), "{path}: {line}");
        assert!(!line.contains("=\"\""), "{path} has an empty value: {line}");
    }
    assert!(!head.contains("oembed"), "{path} offers oEmbed");
    assert_eq!(count(head, "<title>"), 1, "{path}");
    assert!(count(head, "property=\"og:image\"") <= 1, "{path}");
    let hidden = count(head, "name=\"robots\" content=\"noindex\"");
    assert_eq!(count(head, "rel=\"canonical\"") + hidden, 1, "{path}");
    assert_eq!(count(head, "property=\"og:url\"") + hidden, 1, "{path}");
    for block in blocks(head) {
        assert_eq!(block["@context"], "https://schema.org", "{path}");
    }
}

#[test]
fn every_head_is_whole_and_short() {
    let files = support::files_below(&folder().join("collection"), "");
    for (path, page) in built(&files) {
        sound(&path, &page);
    }
}

/// A collection whose authors and themes are open.
const OPEN: &str = r#"
[site]
title = "Many"
base_url = "https://a-long-name-of-a-host.example.org/and/a/long/path/"
design = "plain"
demo = true
page_size = 2000

[imprint]
promoter_name = "Example Society"
promoter_address = "1 Example Street, Example Town, ZZ99 9ZZ"
"#;

#[test]
fn long_lists_have_short_heads() {
    let mut files = BTreeMap::new();
    files.insert("pamphlet.toml".to_owned(), OPEN.to_owned());
    for number in 0..300 {
        let title = format!("An essay that has a title of rather many words, and in it the number {number}");
        let text = format!(
            "---\ntitle: {title:?}\ndate: 2025-01-01\nauthors: [\"Writer {number}\"]\nthemes: [\"Theme {number}\"]\n---\n\nSome words.\n"
        );
        files.insert(format!("essays/an-essay-with-a-long-name-and-the-number-{number}.md"), text);
    }
    for (path, page) in built(&files) {
        sound(&path, &page);
    }
}

#[test]
fn no_title_breaks_out_of_a_head() {
    let hostile = "</title></script><script>alert(1)</script><!-- ]]> & \u{2028}\" x";
    let mut files = BTreeMap::from([("pamphlet.toml".to_owned(), OPEN.to_owned())]);
    let text = format!(
        "---\ntitle: {}\nsummary: {}\ndate: 2025-01-01\nauthors: [{}]\nthemes: [ink]\ntags: [{}]\n---\n\nWords.\n",
        serde_json::json!(hostile),
        serde_json::json!(format!("{hostile} and so on, until it is long enough for a summary")),
        serde_json::json!(hostile),
        serde_json::json!(hostile)
    );
    files.insert("essays/hostile.md".to_owned(), text);
    let pages = built(&files);
    let page = &pages["essays/hostile/index.html"];
    sound("hostile", page);
    assert!(!page.contains("<script>"), "{}", head(page));
    // The words come out of it as they went in.
    let article = &blocks(head(page))[0];
    assert!(
        article["headline"].as_str().expect("text").starts_with("</title></script><script>"),
        "{article}"
    );
}
