//! A table of details becomes `Front`.
//!
//! In: the table. Out: typed details, and every fault among them.

use std::collections::BTreeMap;

use super::dates;
use super::rules;
use super::words;
use super::{
    Audio, AuthorMention, CallToAction, Correction, Epigraph, Front, LeadImage, Original, PlaceMention,
    PullQuote, Share, Toc,
};
use crate::address;
use crate::config::{PlaceRecord, Promoter};
use crate::date::Date;
use crate::details::reader::{DETAILS, Fields, Unknown};
use crate::details::{Item, Kind, Table, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::essay;
use crate::source::{ContentHash, Source, Span, Spanned};

/// Reads the details of an essay or a standing page. Without a title there is no `Front`.
pub(super) fn read(
    source: &Source,
    table: &Table,
    base: usize,
    kind: essay::Kind,
    whole: bool,
) -> (Option<Front>, Vec<Diagnostic>, Vec<Unknown>) {
    let mut fields = Fields::new(table, source, base, DETAILS);
    let title = fields.text("title").filter(|title| !title.value.is_empty());
    let draft = words::is_draft(&mut fields);
    let date = words::published(&mut fields, source.path());
    // Of a block that could not be read to its end nobody can say what is missing.
    if whole && title.is_none() && !fields.has("title") {
        fields.missing("This essay has no title.", "Add a line to its details: title: The title");
    } else if whole && title.is_none() {
        empty(&mut fields, table, "title", "The title");
    }
    if whole && date.is_none() && !draft && kind == essay::Kind::Essay && !words::names_date(table) {
        match fields.has("date") {
            true => empty(&mut fields, table, "date", "2025-02-25"),
            false => {
                fields.missing(
                    "This essay has no date.",
                    "Add a line to its details, such as date: 2025-02-25",
                );
            }
        }
    }
    let mut front = Front {
        title: title.clone().unwrap_or_else(|| Spanned::new(String::new(), fields.whole())),
        date,
        draft,
        ..shared(&mut fields)
    };
    if kind == essay::Kind::Essay {
        essay_only(&mut fields, &mut front);
    }
    front.given = table
        .entries
        .iter()
        .filter(|item| item.value.kind != Kind::Null)
        .map(|item| words::proper(&item.key))
        .collect();
    front.said = said(table);
    rules::check(&mut fields, &front);
    let (diagnostics, unknown) = fields.finish_with_unknown(&|key| rules::instead(key, kind));
    (title.map(|_| front), diagnostics, unknown)
}

/// Details that name an essay, date it, or put it somewhere; a change of them is told by itself.
const APART: [&str; 12] = [
    "title", "slug", "id", "date", "aliases", "draft", "expires", "authors", "themes", "places", "part",
    "order",
];

fn said(table: &Table) -> ContentHash {
    let others = table.entries.iter().map(|item| (words::proper(&item.key), &item.value));
    let others = others.filter(|(key, _)| !APART.contains(&key.as_str()));
    let others: BTreeMap<String, String> =
        others.map(|(key, value)| (key, value.to_plain().to_string())).collect();
    let parts = others.iter().flat_map(|(key, value)| [key.as_bytes(), b"=", value.as_bytes(), b"\n"]);
    ContentHash::of_parts(parts)
}

/// A needed detail whose word is there, with nothing behind it.
fn empty(fields: &mut Fields<'_>, table: &Table, key: &'static str, example: &str) {
    let span = table.find(key).map_or(Span::default(), |item| item.key_span);
    let help = format!("Write it behind the word, as in {key}: {example}");
    fields.report(Code::E111, span, format!("The {key} is empty."), help);
}

/// The details that essays and standing pages share.
fn shared(fields: &mut Fields<'_>) -> Front {
    Front {
        title: Spanned::new(String::new(), Span::default()),
        subtitle: fields.text("subtitle"),
        short_title: fields.words("short_title"),
        slug: fields.text("slug"),
        id: fields.text("id"),
        authors: Vec::new(),
        date: None,
        updated: words::updated(fields),
        draft: false,
        expires: date(fields, "expires"),
        themes: Vec::new(),
        tags: Vec::new(),
        places: Vec::new(),
        organisations: Vec::new(),
        people: Vec::new(),
        part: None,
        order: None,
        summary: words::summary(fields),
        image: None,
        pull_quotes: Vec::new(),
        toc: toc(fields),
        cta: None,
        canonical: None,
        originally_published: None,
        licence: None,
        copyright: None,
        lang: words::language(fields),
        translations: BTreeMap::new(),
        aliases: words::aliases(fields),
        imprint: None,
        corrections: Vec::new(),
        share: Share::default(),
        epigraph: None,
        series: None,
        audio: None,
        extra: fields.table("extra").cloned().unwrap_or_default(),
        unknown: Vec::new(),
        alone: Vec::new(),
        given: Vec::new(),
        said: ContentHash::of(b""),
        span: fields.whole(),
    }
}

fn essay_only(fields: &mut Fields<'_>, front: &mut Front) {
    fields.beside(&["author", "place", "license", "image_alt", "image_credit", "image_caption"]);
    front.authors =
        both(fields, "authors", "author").into_iter().filter_map(|value| author(fields, value)).collect();
    front.themes = words::themes(fields);
    front.tags = words::tags(fields);
    front.places =
        both(fields, "places", "place").into_iter().filter_map(|value| place(fields, value)).collect();
    front.organisations = fields.texts("organisations").into_iter().map(|text| text.value).collect();
    front.people = fields.texts("people").into_iter().map(|text| text.value).collect();
    front.part = fields.text("part");
    front.order = fields.count("order", 1);
    front.image = image(fields);
    front.pull_quotes = pull_quotes(fields);
    front.cta = call(fields);
    front.canonical = fields.text("canonical");
    front.originally_published = original(fields);
    front.licence = fields.words("licence").or_else(|| fields.words("license"));
    front.copyright = fields.words("copyright");
    front.translations = translations(fields);
    front.imprint = imprint(fields);
    front.corrections = corrections(fields);
    front.share = share(fields);
    front.epigraph = epigraph(fields);
    front.series = fields.words("series");
    front.audio = audio(fields);
}

/// The values under the official key and under its singular.
fn both<'a>(fields: &mut Fields<'a>, key: &'static str, singular: &'static str) -> Vec<&'a Value> {
    let mut values = fields.values(key);
    values.extend(fields.values(singular));
    values
}

pub(super) fn date(fields: &mut Fields<'_>, key: &'static str) -> Option<Spanned<Date>> {
    let written = fields.text(key)?;
    let span = fields.item(key).map_or(Span::default(), |item| item.value.span);
    match dates::read(key, &written.value) {
        Ok(date) => Some(Spanned::new(date, written.span)),
        Err((code, message, help)) => {
            fields.report(code, span, message, help);
            None
        }
    }
}

fn author(fields: &mut Fields<'_>, value: &Value) -> Option<AuthorMention> {
    if let Kind::Table(table) = &value.kind {
        let mut inside = fields.inside(table);
        let name = inside.text("id").or_else(|| inside.text("name"));
        let (role, organisation) = (inside.words("role"), inside.words("organisation"));
        let help = "What is true of an author in every essay belongs into pamphlet.toml, below [[authors]].";
        fields.diagnostics.extend(inside.finish(&|_| Some(help.to_owned())));
        let Some(name) = name else {
            fields.report(
                Code::E111,
                value.span,
                "This author has no id.",
                "Write it as - id: sample-contributor",
            );
            return None;
        };
        return Some(AuthorMention { name, role, organisation });
    }
    let name = fields.as_text(value).filter(|name| !name.value.is_empty());
    if name.is_none() {
        fields.report(
            Code::E113,
            value.span,
            "authors needs a list of names.",
            "Write it as authors: [one, two]",
        );
    }
    name.map(|name| AuthorMention { name, role: None, organisation: None })
}

fn place(fields: &mut Fields<'_>, value: &Value) -> Option<PlaceMention> {
    let Kind::Table(table) = &value.kind else {
        let name = fields.as_text(value).filter(|name| !name.value.is_empty());
        if name.is_none() {
            fields.report(
                Code::E113,
                value.span,
                "places needs a list of names.",
                "Write it as places: [one, two]",
            );
        }
        return name.map(PlaceMention::Named);
    };
    let mut inside = fields.inside(table);
    let name = inside.text("name");
    let record = PlaceRecord {
        id: inside
            .words("id")
            .or_else(|| name.as_ref().map(|name| address::slug(&name.value)))
            .unwrap_or_default(),
        name: name.as_ref().map(|name| name.value.clone()).unwrap_or_default(),
        latitude: inside.number("latitude", -90.0, 90.0),
        longitude: inside.number("longitude", -180.0, 180.0),
        approximate: inside.flag("approximate").unwrap_or(false),
        nation: inside.words("nation"),
        summary: inside.words("summary"),
        place: inside.place(value.span),
    };
    fields.diagnostics.extend(inside.finish(&|_| None));
    match name {
        Some(name) => Some(PlaceMention::Given(record, name.span)),
        None => {
            fields.report(Code::E111, value.span, "This place has no name.", "Write it as - name: Oldham");
            None
        }
    }
}

fn toc(fields: &mut Fields<'_>) -> Toc {
    let Some(item) = fields.item("toc") else { return Toc::Auto };
    match &item.value.kind {
        Kind::Text { text, .. } if text == "auto" => Toc::Auto,
        _ => match fields.flag("toc") {
            Some(true) => Toc::Always,
            Some(false) => Toc::Never,
            None => Toc::Auto,
        },
    }
}

/// What is said of a lead picture without a description.
pub(super) const UNDESCRIBED: &str = "Describe this picture for people who cannot see it: alt: …";

fn image(fields: &mut Fields<'_>) -> Option<LeadImage> {
    if let Some(Item { value: Value { kind: Kind::Text { .. }, .. }, .. }) = fields.item("image") {
        return words::image_in_lines(fields);
    }
    let table = fields.table("image")?;
    let mut inside = fields.inside(table);
    let src = inside.text("src");
    let alt = inside.words("alt");
    let decorative = inside.flag("decorative").unwrap_or(false);
    if src.is_none() {
        inside.missing("The lead picture has no file.", "Add a line src: hall.jpg below image.");
    }
    if alt.as_deref().unwrap_or("").is_empty() && !decorative {
        let span = Span::at(table.span.start as usize);
        let help = "Add a line alt: below src that says what it shows.";
        inside.report(Code::E141, span, UNDESCRIBED, help);
    }
    let focal = inside.values("focal").into_iter().map(number).collect::<Option<Vec<f64>>>();
    let image = src.map(|src| LeadImage {
        src,
        alt: alt.unwrap_or_default(),
        credit: inside.words("credit"),
        caption: inside.words("caption"),
        licence: inside.words("licence"),
        focal: match focal.as_deref() {
            Some([x, y]) => Some((x.clamp(0.0, 1.0), y.clamp(0.0, 1.0))),
            _ => None,
        },
    });
    fields.diagnostics.extend(inside.finish(&|_| None));
    image
}

#[expect(clippy::cast_precision_loss, reason = "a share of a picture's side")]
fn number(value: &Value) -> Option<f64> {
    match &value.kind {
        Kind::Integer(number) => Some(*number as f64),
        Kind::Float(number) => Some(*number),
        _ => None,
    }
}

fn pull_quotes(fields: &mut Fields<'_>) -> Vec<PullQuote> {
    let mut quotes = Vec::new();
    for value in fields.values("pull_quotes") {
        if let Kind::Table(table) = &value.kind {
            let mut inside = fields.inside(table);
            let text = inside.text("text");
            let after = inside.count("after", 1).map(|after| after.value);
            fields.diagnostics.extend(inside.finish(&|_| None));
            quotes.extend(text.map(|text| PullQuote { text, after }));
        } else if let Some(text) = fields.as_text(value) {
            quotes.push(PullQuote { text, after: None });
        }
    }
    quotes
}

fn call(fields: &mut Fields<'_>) -> Option<CallToAction> {
    let table = fields.table("cta")?;
    let mut inside = fields.inside(table);
    let (text, url) = (inside.words("text"), inside.text("url"));
    if text.is_none() || url.is_none() {
        inside.missing("A call to action needs text and url.", "Write both below cta, each on a line.");
    }
    fields.diagnostics.extend(inside.finish(&|_| None));
    Some(CallToAction { text: text?, url: url? })
}

fn original(fields: &mut Fields<'_>) -> Option<Original> {
    let table = fields.table("originally_published")?;
    let mut inside = fields.inside(table);
    let original = Original {
        title: inside.words("title"),
        publisher: inside.words("publisher"),
        url: inside.words("url"),
        date: date(&mut inside, "date").map(|date| date.value),
    };
    fields.diagnostics.extend(inside.finish(&|_| None));
    Some(original)
}

fn translations(fields: &mut Fields<'_>) -> BTreeMap<String, Spanned<String>> {
    let Some(table) = fields.table("translations") else { return BTreeMap::new() };
    let pair = |item: &crate::details::Item| Some((item.key.clone(), fields.as_text(&item.value)?));
    table.entries.iter().filter_map(pair).collect()
}

fn imprint(fields: &mut Fields<'_>) -> Option<Promoter> {
    let table = fields.table("imprint")?;
    let mut inside = fields.inside(table);
    let promoter = crate::config::promoter(&mut inside);
    fields.diagnostics.extend(inside.finish(&|_| None));
    if promoter.name.is_empty() || promoter.address.is_empty() {
        let span = Span::at(table.span.start as usize);
        let help = "Give promoter_name and promoter_address, or take the imprint out: the site's own is shown anyway.";
        fields.report(Code::I006, span, "The imprint of this essay lacks a name or a postal address.", help);
    }
    Some(promoter)
}

fn corrections(fields: &mut Fields<'_>) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for table in fields.tables("corrections") {
        let mut inside = fields.inside(table);
        let (day, text) = (date(&mut inside, "date"), inside.words("text"));
        if text.is_none() || !inside.has("date") {
            inside.missing("A correction needs date and text.", "Write both, each on a line.");
        }
        fields.diagnostics.extend(inside.finish(&|_| None));
        corrections.extend(day.zip(text).map(|(date, text)| Correction { date: date.value, text }));
    }
    corrections
}

fn share(fields: &mut Fields<'_>) -> Share {
    let Some(table) = fields.table("share") else { return Share::default() };
    let mut inside = fields.inside(table);
    let share = Share {
        title: inside.text("title").filter(|title| !title.value.is_empty()),
        description: inside.words("description"),
        image: inside.text("image"),
    };
    fields.diagnostics.extend(inside.finish(&|_| None));
    share
}

fn epigraph(fields: &mut Fields<'_>) -> Option<Epigraph> {
    let item = fields.item("epigraph")?;
    let Kind::Table(table) = &item.value.kind else {
        return fields.words("epigraph").map(|text| Epigraph { text, source: None });
    };
    let mut inside = fields.inside(table);
    let (text, source) = (inside.words("text"), inside.words("source"));
    fields.diagnostics.extend(inside.finish(&|_| None));
    text.map(|text| Epigraph { text, source })
}

fn audio(fields: &mut Fields<'_>) -> Option<Audio> {
    let table = fields.table("audio")?;
    let mut inside = fields.inside(table);
    let (src, duration, transcript) =
        (inside.text("src"), inside.words("duration"), inside.words("transcript"));
    if src.is_none() || transcript.is_none() {
        inside.missing("A recording needs src and transcript.", "Readers who cannot hear need the words.");
    }
    fields.diagnostics.extend(inside.finish(&|_| None));
    Some(Audio { src: src?, duration, transcript: transcript? })
}
