//! CSL-JSON: what Zotero, Pandoc and all who use the Citation Style Language read.
//!
//! In: a `Work`. Out: a list of one item, by the schema of CSL 1.0.2.

use serde::Serialize;

use super::{Name, Work, clean};

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author<'a>>,
    #[serde(rename = "container-title")]
    container_title: String,
    #[serde(rename = "part-title", skip_serializing_if = "Option::is_none")]
    part_title: Option<String>,
    #[serde(rename = "collection-title", skip_serializing_if = "Option::is_none")]
    collection_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL")]
    url: &'a str,
    language: &'a str,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author<'a> {
    Person {
        family: &'a str,
        given: &'a str,
        #[serde(rename = "non-dropping-particle", skip_serializing_if = "str::is_empty")]
        particle: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        suffix: &'a str,
    },
    Whole {
        literal: &'a str,
    },
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: [[i64; 3]; 1],
}

/// The list of one item.
pub(super) fn text(work: &Work) -> String {
    let given = |text: &Option<String>| text.as_deref().map(clean).filter(|text| !text.is_empty());
    let words = work.words();
    let item = Item {
        id: &work.key,
        kind: "chapter",
        title: work.whole_title(),
        author: work.authors.iter().map(author).collect(),
        container_title: clean(&work.collection),
        part_title: given(&work.part),
        collection_title: given(&work.series),
        publisher: given(&work.publisher),
        issued: work.date.map(|date| {
            let (year, month, day) = date.parts();
            Issued { parts: [[year.into(), month as i64, day.into()]] }
        }),
        url: &work.address,
        language: &work.language,
        summary: given(&work.summary),
        keyword: (!words.is_empty()).then(|| words.join(", ")),
    };
    // Plain data with plain names always has a text.
    serde_json::to_string_pretty(&[item]).unwrap_or_default() + "\n"
}

fn author(name: &Name) -> Author<'_> {
    match name {
        Name::Whole(literal) => Author::Whole { literal },
        Name::Person { given, particle, family, suffix } => {
            Author::Person { family, given, particle, suffix }
        }
    }
}
