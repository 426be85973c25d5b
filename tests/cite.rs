//! How essays are cited: names, titles and signs in every format, as data.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

use std::path::Path;

use pamphlet::cite::{Format, Name, Nature, Said, Style, Work};
use pamphlet::date::Date;
use toml::{Table, Value};

fn data(name: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cite").join(name);
    std::fs::read_to_string(path).expect("a file").parse().expect("TOML")
}

fn said() -> Said {
    let said = |text: &str| text.to_owned();
    Said {
        inside: said("in"),
        and: said("and"),
        available: said("Available at:"),
        accessed: said("Accessed:"),
        day: said("[date]"),
        undated: said("no date"),
        undated_short: said("n.d."),
    }
}

#[test]
fn names_are_sorted_as_bibliographies_do() {
    let names = data("names.toml");
    let cases = |key: &str| names[key].as_table().expect("a table").clone();
    for (name, expected) in cases("names") {
        assert_eq!(
            Name::read(&name, None, Nature::Untold).inverted(),
            expected.as_str().expect("text"),
            "{name}"
        );
    }
    for (name, case) in cases("sorted") {
        let (sort, expected) = (case[0].as_str().expect("text"), case[1].as_str().expect("text"));
        assert_eq!(Name::read(&name, Some(sort), Nature::Untold).inverted(), expected, "{name}");
    }
    for (name, case) in cases("kinds") {
        let nature = match case[0].as_str() {
            Some("person") => Nature::Person,
            _ => Nature::Organisation,
        };
        assert_eq!(Name::read(&name, None, nature).inverted(), case[1].as_str().expect("text"), "{name}");
    }
}

fn work(case: &Table) -> Work {
    let text = |key: &str| case.get(key).and_then(Value::as_str).map(str::to_owned);
    let texts = |key: &str| -> Vec<String> {
        let list = case.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        list.iter().map(|one| one.as_str().expect("text").to_owned()).collect()
    };
    Work {
        key: text("key").unwrap_or_else(|| "key".to_owned()),
        title: text("title").unwrap_or_else(|| "Tea".to_owned()),
        subtitle: text("subtitle"),
        authors: texts("authors").iter().map(|name| Name::read(name, None, Nature::Untold)).collect(),
        date: text("date").map(|date| Date::read(&date).expect("a day")),
        collection: text("collection").unwrap_or_else(|| "Cups".to_owned()),
        part: text("part"),
        series: text("series"),
        publisher: text("publisher"),
        address: text("address").unwrap_or_else(|| "https://example.org/essays/tea/".to_owned()),
        language: text("language").unwrap_or_else(|| "en-GB".to_owned()),
        summary: text("summary"),
        keywords: texts("keywords"),
    }
}

fn cited(work: &Work, what: &str) -> String {
    let style = Style::ALL.into_iter().find(|style| style.name() == what);
    let format = Format::ALL.into_iter().find(|format| format.ending() == what);
    match (style, format) {
        (Some(style), _) => style.html(work, &said()),
        (_, Some(format)) => format.text(work).replace("\r\n", "\n"),
        _ => panic!("{what} is neither a style nor a format"),
    }
}

/// Each case names what it expects of some styles and formats; of a format the lines that must be in it.
#[test]
fn works_are_cited_in_every_style() {
    for case in data("works.toml")["work"].as_array().expect("cases") {
        let case = case.as_table().expect("a table");
        let about = case["about"].as_str().expect("about");
        let work = work(case);
        for (what, expected) in case["expect"].as_table().expect("what is expected") {
            let made = cited(&work, what);
            match expected {
                Value::String(expected) => assert_eq!(made, *expected, "{about}, {what}"),
                Value::Array(lines) => {
                    for line in lines.iter().map(|line| line.as_str().expect("a line")) {
                        assert!(
                            made.lines().any(|made| made.trim() == line),
                            "{about}, {what}: no “{line}” in\n{made}"
                        );
                    }
                }
                _ => panic!("{about}: {what} is neither text nor lines"),
            }
        }
    }
}

#[test]
fn a_record_ends_its_lines_as_ris_asks() {
    let work = work(&Table::new());
    let text = Format::Ris.text(&work);
    assert!(text.split_inclusive('\n').all(|line| line.ends_with("\r\n")), "{text:?}");
    assert!(text.starts_with("TY  - CHAP\r\n") && text.ends_with("ER  - \r\n"), "{text:?}");
}
