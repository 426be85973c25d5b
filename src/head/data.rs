//! What a page is, in the words of schema.org, for search engines: JSON-LD.
//!
//! In: `About`, and where the page stands. Out: data blocks, which no browser runs. They stand in pages that are XML too, so no sign in them
//! has a meaning there.

use serde_json::{Map, Value, json};

use super::tags::{Tags, line, shortened};
use super::{About, Article, Author, Holder, Nature, licence_address};

/// Items of a list that are told, at most: a head must be short enough for those who read only its beginning.
const MOST: usize = 60;

/// The longest headline that search engines take.
const LONGEST: usize = 110;

/// Where a page stands in its site. Addresses are whole.
#[derive(Debug, Default)]
pub struct Place<'a> {
    /// The address of the page itself, also where its canonical one is elsewhere.
    pub own: String,
    /// The address of the home page.
    pub home: String,
    /// Who publishes the collection: name and postal address.
    pub publisher: Option<(String, &'a str)>,
    /// Pages from the home page down to this one, each with its name.
    pub trail: Vec<(String, String)>,
    /// What the page lists.
    pub list: Option<List>,
}

/// What a page lists.
#[derive(Debug, Default)]
pub struct List {
    /// The number of its first item in the whole list, from 1.
    pub from: usize,
    /// How many items the whole list has.
    pub total: usize,
    /// The items on this page: name and whole address.
    pub items: Vec<(String, String)>,
}

/// Says what a page is.
pub(super) fn push(tags: &mut Tags, about: &About<'_>) {
    let Some(place) = &about.place else { return };
    if about.title.is_none() {
        block(tags, website(about, place));
        block(tags, book(about, place));
        return;
    }
    match (&about.article, &place.list) {
        (Some(article), _) => block(tags, essay(about, place, article)),
        (None, Some(list)) => block(tags, collection(about, place, list)),
        (None, None) => block(tags, page(about, place, "WebPage")),
    }
    if place.trail.len() > 1 {
        block(tags, trail(place));
    }
}

/// A data block. What is nothing is left out.
fn block(tags: &mut Tags, value: Value) {
    let mut whole = Map::new();
    whole.insert("@context".to_owned(), json!("https://schema.org"));
    if let Some(Value::Object(value)) = without_nothing(value) {
        whole.extend(value);
    }
    tags.data(&Value::Object(whole).to_string());
}

fn without_nothing(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(line(&text)).filter(|text| !text.is_empty()).map(Value::String),
        Value::Array(list) => {
            let list: Vec<Value> = list.into_iter().filter_map(without_nothing).collect();
            (!list.is_empty()).then_some(Value::Array(list))
        }
        Value::Object(entries) => {
            let entries = entries.into_iter().filter_map(|(key, value)| Some((key, without_nothing(value)?)));
            let entries: Map<String, Value> = entries.collect();
            (!entries.is_empty()).then_some(Value::Object(entries))
        }
        other => Some(other),
    }
}

fn website(about: &About<'_>, place: &Place<'_>) -> Value {
    json!({
        "@type": "WebSite",
        "@id": format!("{}#website", place.home),
        "name": about.site,
        "url": place.home,
        "description": about.description,
        "inLanguage": about.language,
        "publisher": publisher(place),
    })
}

fn book(about: &About<'_>, place: &Place<'_>) -> Value {
    json!({
        "@type": "Book",
        "@id": format!("{}#book", place.home),
        "name": about.site,
        "url": place.home,
        "description": about.description,
        "inLanguage": about.language,
        "publisher": publisher(place),
        "license": about.licence.map(licence),
        "image": about.card.as_ref().map(|card| &card.address),
    })
}

fn page(about: &About<'_>, place: &Place<'_>, kind: &str) -> Value {
    json!({
        "@type": kind,
        "@id": place.own,
        "url": place.own,
        "name": about.title,
        "description": about.description,
        "inLanguage": about.language,
        "isPartOf": { "@type": "WebSite", "@id": format!("{}#website", place.home), "name": about.site },
        "image": about.card.as_ref().map(|card| &card.address),
    })
}

fn collection(about: &About<'_>, place: &Place<'_>, list: &List) -> Value {
    let item = |(at, (name, address)): (usize, &(String, String))| json!({ "@type": "ListItem", "position": list.from + at, "name": name, "url": address });
    let items: Vec<Value> = list.items.iter().take(MOST).enumerate().map(item).collect();
    let mut whole = page(about, place, "CollectionPage");
    let list = json!({ "@type": "ItemList", "numberOfItems": list.total, "itemListElement": items });
    if let Value::Object(entries) = &mut whole {
        entries.insert("mainEntity".to_owned(), list);
    }
    whole
}

fn essay(about: &About<'_>, place: &Place<'_>, article: &Article<'_>) -> Value {
    let elsewhere = about.canonical.filter(|canonical| *canonical != place.own);
    let mut whole = json!({
        "@type": ["Article"],
        "@id": format!("{}#article", place.own),
        "headline": shortened(about.title.unwrap_or(about.site), LONGEST),
        "alternativeHeadline": article.subtitle,
        "description": about.description,
        "inLanguage": about.language,
        "datePublished": article.published,
        "dateModified": article.modified.as_ref().or(article.published.as_ref()),
        "author": article.authors.iter().map(author).collect::<Vec<Value>>(),
        "publisher": publisher(place),
        "image": about.card.as_ref().map(|card| vec![&card.address]),
        "mainEntityOfPage": place.own,
        "url": place.own,
    });
    let more = json!({
        "isPartOf": { "@type": "Book", "@id": format!("{}#book", place.home), "name": about.site },
        "position": article.number,
        "articleSection": article.section,
        "keywords": article.tags,
        "contentLocation": locations(article),
        "wordCount": article.words,
        "timeRequired": format!("PT{}M", article.minutes.max(1)),
        "license": about.licence.map(licence),
        "copyrightHolder": article.holders.iter().map(|it| holder(it, place)).collect::<Vec<Value>>(),
        "sameAs": elsewhere,
        "isBasedOn": elsewhere.or(article.original),
    });
    if let (Value::Object(entries), Value::Object(more)) = (&mut whole, more) {
        entries.extend(more);
    }
    whole
}

fn author(author: &Author<'_>) -> Value {
    let organisation = author.organisation.map(|name| json!({ "@type": "Organization", "name": name }));
    let mut whole = named(author.name, author.nature);
    whole["url"] = json!(author.page);
    if author.nature == Nature::Person {
        whole["jobTitle"] = json!(author.role);
        whole["affiliation"] = json!(organisation);
    }
    whole
}

fn named(name: &str, nature: Nature) -> Value {
    let kind = match nature {
        Nature::Person => "Person",
        Nature::Organisation => "Organization",
    };
    json!({ "@type": kind, "name": name })
}

fn holder(holder: &Holder<'_>, place: &Place<'_>) -> Value {
    match holder {
        Holder::Author(writer) => author(writer),
        Holder::Publisher => json!(publisher(place)),
        Holder::Other(name, nature) => named(name, *nature),
    }
}

fn locations(article: &Article<'_>) -> Vec<Value> {
    let location = |place: &super::Location<'_>| {
        let geo = place.degrees.map(|(latitude, longitude)| {
            json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude })
        });
        json!({ "@type": "Place", "name": place.name, "geo": geo })
    };
    article.places.iter().map(location).collect()
}

fn publisher(place: &Place<'_>) -> Option<Value> {
    let (name, address) = place.publisher.as_ref()?;
    Some(json!({ "@type": "Organization", "name": name, "url": place.home, "address": address }))
}

/// The way from the home page to this one.
fn trail(place: &Place<'_>) -> Value {
    let step = |(at, (name, address)): (usize, &(String, String))| json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": address });
    let steps: Vec<Value> = place.trail.iter().enumerate().map(step).collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": steps })
}

/// The licence by its address, where it has one.
fn licence(written: &str) -> String {
    licence_address(written).unwrap_or_else(|| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::without_nothing;
    use serde_json::json;

    #[test]
    fn nothing_is_left_out() {
        let value =
            json!({ "a": null, "b": " \n", "c": [null, ""], "d": { "e": null }, "f": 0, "g": "x\ny" });
        assert_eq!(without_nothing(value), Some(json!({ "f": 0, "g": "x y" })));
    }
}
