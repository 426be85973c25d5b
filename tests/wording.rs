//! The words of the interface: a page speaks the language of its essay, and every language counts in its own way.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;

use pamphlet::date::Date;
use pamphlet::inputs::Content;
use pamphlet::source::Source;
use pamphlet::wording::{Direction, Given, StringsFile, Wording, Wordings};

const ESSAY: &str = "---
title: Y neuadd
date: 2025-02-03
lang: cy
---

Adeilad.[^1] Testun, a mwy.[^1]

> [!NOTE]
> Sylw.

- [x] Wedi
- [ ] Eto

|a|b|
|-|-|
|1|2|

[^1]: Nodyn.
";

/// Two essays, the first in Welsh, shown in a design; with the files of a site's own.
fn pages(design: &str, own: &[(&str, &str)]) -> BTreeMap<String, String> {
    let config = support::CONFIG.replace("\"plain\"", &format!("\"{design}\""));
    let english = ESSAY.replace("lang: cy\n", "").replace("Y neuadd", "The hall");
    let mut files = BTreeMap::from([
        ("pamphlet.toml".to_owned(), config),
        ("essays/a.md".to_owned(), ESSAY.to_owned()),
        ("essays/b.md".to_owned(), english),
    ]);
    files.extend(own.iter().map(|(path, text)| (path.to_string(), text.to_string())));
    let built = pamphlet::build(&support::inputs(&files));
    let errors: Vec<_> = built.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let text = |(path, content): (String, Content)| match content {
        Content::Text(text) => Some((path, text)),
        _ => None,
    };
    built.value.into_iter().filter_map(text).collect()
}

fn holds(page: &str, pieces: &[&str]) {
    for piece in pieces {
        assert!(page.contains(piece), "no {piece:?} in\n{page}");
    }
}

#[test]
fn a_welsh_essay_has_a_welsh_page() {
    let pages = pages("commons", &[]);
    let welsh = &pages["essays/a/index.html"];
    holds(
        welsh,
        &[
            "<html lang=\"cy\"",
            "3 Chwefror 2025",
            "1 munud</",
            ">Nodiadau</h2>",
            "aria-label=\"Yn ôl at gyfeiriad 1\"",
            "aria-label=\"Yn ôl at gyfeiriad 1, 2\"",
            ">Nodyn</p>",
            "aria-label=\"Wedi’i wneud\"",
            "aria-label=\"Tabl 1\"",
            ">Traethodau</a>",
        ],
    );
    for word in ["February", "Notes<", "Back to", ">Essays<", "Skip", ">Next"] {
        assert!(!welsh.contains(word), "{word} is left in\n{welsh}");
    }
    let english = &pages["essays/b/index.html"];
    holds(english, &["<html lang=\"en-GB\"", "3 February 2025", "1 minute</", ">Notes</h2>", ">Note</p>"]);
    // A feed holds essays of several languages, each with the words of its own.
    holds(
        &pages["feed.xml"],
        &["Yn ôl at gyfeiriad 1", "Back to reference 1", ">Nodyn<", ">Note<"].map(escaped),
    );
}

/// Markup in a feed is text.
fn escaped(text: &str) -> &str {
    text.trim_matches(['<', '>'])
}

#[test]
fn containers_speak_the_language_of_the_page() {
    let container = "\n::: building-block Teitl\nTestun.\n:::\n";
    let essay = format!("{ESSAY}{container}");
    let pages =
        pages("plain", &[("essays/a.md", &essay), ("essays/c.md", &essay.replace("lang: cy", "lang: en"))]);
    holds(&pages["essays/a/index.html"], &["aria-label=\"Bloc adeiladu 1\""]);
    holds(&pages["essays/c/index.html"], &["aria-label=\"Building block 1\""]);
}

/// An essay is made ready once for all pages that name it; once in each language, that is.
#[test]
fn neighbours_are_dated_in_the_language_of_the_page() {
    let template = "{% extends \"base.html\" %}{% block main %}{% if essay.next %}<p>{{ essay.next.date.text }}</p>{% endif %}{% endblock main %}";
    let english = ESSAY.replace("lang: cy\n", "");
    let own = [
        ("themes/plain/templates/essay.html", template),
        ("essays/b.md", english.as_str()),
        ("essays/c.md", english.as_str()),
    ];
    let pages = pages("plain", &own);
    holds(&pages["essays/a/index.html"], &["<p>3 Chwefror 2025</p>"]);
    holds(&pages["essays/b/index.html"], &["<p>3 February 2025</p>"]);
}

#[test]
fn a_site_changes_one_word_and_keeps_the_others() {
    let own = [("themes/commons/strings/cy.toml", "notes = \"Ôl-nodion & <mwy>\"")];
    let pages = pages("commons", &own);
    holds(&pages["essays/a/index.html"], &[">Ôl-nodion &amp; &lt;mwy&gt;</h2>", "3 Chwefror 2025"]);
    holds(&pages["essays/b/index.html"], &[">Notes</h2>"]);
}

#[test]
fn a_site_in_welsh_has_welsh_lists_and_titles() {
    let config = support::CONFIG.replace("design =", "language = \"cy\"\ndesign =");
    let pages = pages("plain", &[("pamphlet.toml", &config)]);
    holds(&pages["essays/index.html"], &["<html lang=\"cy\"", "<h1>Pob traethawd</h1>"]);
    holds(&pages["404.html"], &["<h1>Ni chafwyd hyd i’r dudalen</h1>"]);
}

/// The words of one file.
fn wording(language: &str, text: &str) -> Wording {
    let source = Source::new(format!("strings/{language}.toml"), text);
    let file = StringsFile { language: language.to_owned(), layer: 0, source };
    let read = Wordings::read(&[file]);
    assert!(read.diagnostics.is_empty(), "{:#?}", read.diagnostics);
    read.value.wording(language)
}

#[test]
fn welsh_counts_in_six_forms_and_english_in_two() {
    let welsh = wording(
        "cy",
        "cat = { zero = \"{n} 0\", one = \"{n} 1\", two = \"{n} 2\", few = \"{n} 3\", many = \"{n} 6\", other = \"{n} …\" }",
    );
    let count = |wording: &Wording, n: i128| wording.say("cat", &[("n", Given::Number(n))]);
    let said: Vec<String> = (0..8).map(|n| count(&welsh, n)).collect();
    assert_eq!(said, ["0 0", "1 1", "2 2", "3 3", "4 …", "5 …", "6 6", "7 …"]);
    let english =
        wording("en-GB", "thousands = \",\"\ncat = { one = \"{n} cat\", other = \"{n} cats {{sic}}\" }");
    assert_eq!(count(&english, 1), "1 cat");
    assert_eq!(count(&english, 0), "0 cats {sic}");
    assert_eq!(count(&english, 1_234_567), "1,234,567 cats {sic}");
    assert_eq!(count(&english, 999), "999 cats {sic}");
    assert_eq!(count(&english, -1_000), "−1,000 cats {sic}");
}

#[test]
fn dates_are_written_as_the_language_writes_them() {
    let months = (1..=12).map(|month| format!("\"M{month}\"")).collect::<Vec<_>>().join(", ");
    let text = format!(
        "date = \"{{year}}: {{month}}, {{day}}\"\ndate_short = \"{{day}} {{month}}\"\nmonths = [{months}]"
    );
    let wording = wording("cy", &text);
    let date = Date::new(2025, 12, 31).expect("a day");
    assert_eq!(wording.date(date), "2025: M12, 31");
    assert_eq!(wording.short_date(date), "31 M12");
}

/// Both designs have every word in both languages: nothing is told, not even a note.
#[test]
fn the_designs_are_complete_in_both_languages() {
    for design in ["commons", "plain"] {
        let config = support::CONFIG.replace("\"plain\"", &format!("\"{design}\""));
        let files = BTreeMap::from([
            ("pamphlet.toml".to_owned(), config),
            ("essays/a.md".to_owned(), ESSAY.to_owned()),
        ]);
        let found = pamphlet::check(&support::inputs(&files));
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn a_tag_tells_which_way_its_language_is_written() {
    let from_right = [
        "ar",
        "AR-eg",
        "fa",
        "he",
        "ur-PK",
        "yi",
        "ckb",
        "dv",
        "az-Arab",
        "az-IR",
        "pa-PK",
        "pa-Aran-PK",
        "uz_AF",
        "ug-CN",
        "ff-Adlm",
    ];
    let from_left = [
        "",
        "en-GB",
        "cy",
        "az",
        "pa",
        "pa-IN",
        "ar-Latn",
        "he-Latn-IL",
        "sd-IN",
        "ug-KZ",
        "uz",
        "en-x-arab",
        "zh-Hant",
    ];
    for tag in from_right {
        assert_eq!(Direction::of(tag), Direction::RightToLeft, "{tag}");
    }
    for tag in from_left {
        assert_eq!(Direction::of(tag), Direction::LeftToRight, "{tag}");
    }
}
