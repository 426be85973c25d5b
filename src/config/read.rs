//! `pamphlet.toml` is read.
//!
//! In: its text. Out: `Config`, and every fault in it.

use super::{
    Author, AuthorKind, BaseUrl, Checks, Config, EssaySettings, FeedSettings, Part, Photo, PlaceRecord,
    PlacedColour, SearchSettings, SiteSettings, Theme,
};
use super::{accounts, colours, deploy, imprint, old, share};
use crate::address;
use crate::colour::Colour;
use crate::details::reader::{Fields, SETTINGS};
use crate::details::{Kind, toml};
use crate::diagnostic::{Code, Diagnostic, Found, Severity};
use crate::punctuation;
use crate::source::{Place, Source, Span, Spanned};

/// Entries on one page of a list, unless the site says otherwise.
const PAGE_SIZE: u32 = 50;

/// Entries of a feed, unless the site says otherwise.
const FEED_LIMIT: u32 = 20;

/// Reads `pamphlet.toml`. `base_url` takes the place of the one in it. There is no `Config` where it has errors.
pub fn read(source: &Source, base_url: Option<&str>) -> Found<Option<Config>> {
    let text = source.text().trim_start_matches('\u{FEFF}');
    let base = source.text().len() - text.len();
    let read = toml::read(text);
    let syntax = |fault: toml::Fault| {
        let place = source.place(fault.span.shifted(base));
        let example = "Settings are lines such as title = \"…\", below a line such as [site].";
        fault.told(Code::E202, place).otherwise(example)
    };
    let mut diagnostics: Vec<Diagnostic> = read.faults.into_iter().map(syntax).collect();
    if !diagnostics.is_empty() {
        // Of a text that breaks off nobody can say what else is missing.
        return Found { value: None, diagnostics };
    }
    let mut top = Fields::new(&read.table, source, base, SETTINGS);
    let config = config(&mut top, source, base_url);
    diagnostics.extend(top.finish(&instead));
    let sound = !diagnostics.iter().any(Diagnostic::is_error);
    Found { value: config.filter(|_| sound), diagnostics }
}

/// The design that `pamphlet.toml` names, and where, also where the rest of it has errors.
pub fn design(source: &Source) -> Option<(String, Place)> {
    let text = source.text().trim_start_matches('\u{FEFF}');
    let base = source.text().len() - text.len();
    let top = toml::read(text).table;
    let Kind::Table(site) = &top.get("site")?.value.kind else { return None };
    let design = &site.get("design")?.value;
    let Kind::Text { text, .. } = &design.kind else { return None };
    Some((text.clone(), source.place(design.span.shifted(base))))
}

fn instead(key: &str) -> Option<String> {
    let site =
        ["title", "base_url", "baseurl", "language", "description", "tagline", "design", "theme", "url"];
    match key.to_lowercase().as_str() {
        key if site.contains(&key) => Some("Put it below the line [site].".to_owned()),
        "host" | "domain" | "hsts" => Some("Put it below a line [deploy].".to_owned()),
        _ => None,
    }
}

fn config(top: &mut Fields<'_>, source: &Source, base_url: Option<&str>) -> Option<Config> {
    let site = site(top, source, base_url);
    let demo = top
        .table("site")
        .and_then(|site| site.get("demo"))
        .is_some_and(|item| item.value.kind == Kind::Bool(true));
    let language = site.as_ref().map(|site| site.language.value.clone()).unwrap_or_default();
    let imprint = imprint::read(top, demo);
    let parts =
        records(top, "parts", |fields, id, name| Part { id, name, summary: prose(fields, "summary") });
    let themes = records(top, "themes", |fields, id, name| theme(fields, source, id, name));
    let authors = records(top, "authors", |fields, id, name| author(fields, source, id, name));
    let places = records(top, "places", |fields, id, name| place(fields, id, name, &language));
    let essays = essays(top);
    let checks = checks(top);
    let feeds = feeds(top);
    let search = search(top);
    let share = share::read(top);
    let base = site.as_ref().map(|site| &site.base_url);
    let deploy = deploy::read(top, source, base, base_url.is_some());
    let (moved, withdrawn) = old::read(top, source);
    let colours = colours::read(top, source);
    let extra = top.table("extra").cloned().unwrap_or_default();
    Some(Config {
        site: site?,
        imprint: imprint?,
        parts,
        themes,
        authors,
        places,
        essays,
        checks,
        feeds,
        search,
        share,
        deploy,
        moved,
        withdrawn,
        colours,
        extra,
    })
}

fn site(top: &mut Fields<'_>, source: &Source, base_url: Option<&str>) -> Option<SiteSettings> {
    let Some(table) = top.table("site") else {
        top.missing(
            "There is no [site].",
            "Write [site], and below it title = \"…\" and base_url = \"https://…\"",
        );
        return None;
    };
    let mut fields = top.inside(table);
    let title = fields.words("title").filter(|title| !title.is_empty());
    if title.is_none() {
        fields.missing("The site has no title.", "Below [site], write title = \"…\"");
    }
    let title_span = fields.item("title").map_or_else(|| fields.whole(), |item| fields.span(item.value.span));
    let title_place = source.place(title_span);
    let base = base(&mut fields, base_url);
    let language = language(&mut fields);
    let design = fields.text("design").unwrap_or_else(|| Spanned::new("commons".to_owned(), fields.whole()));
    if let Some(quotes) = fields.text("quotes").filter(|quotes| quotes.value != "as-typed") {
        let message = format!("quotes cannot be “{}”.", quotes.value);
        let help = "Marks are curled and never exchanged: quotes = \"as-typed\"";
        let span = fields.item("quotes").map_or(Span::default(), |item| item.value.span);
        fields.refuse(span, message, help);
    }
    let settings = SiteSettings {
        title: title.clone().unwrap_or_default(),
        title_place,
        tagline: prose(&mut fields, "tagline"),
        description: prose(&mut fields, "description"),
        base_url: base.clone().unwrap_or_else(BaseUrl::nowhere),
        language,
        design,
        demo: fields.flag("demo").unwrap_or(false),
        page_size: fields.count("page_size", 1).map_or(PAGE_SIZE, |size| size.value) as usize,
        licence: fields.words("licence"),
        copyright: fields.words("copyright"),
    };
    top.diagnostics.extend(fields.finish(&|_| None));
    (title.is_some() && base.is_some()).then_some(settings)
}

fn base(fields: &mut Fields<'_>, given: Option<&str>) -> Option<BaseUrl> {
    let item = fields.item("base_url");
    let span = item.map_or(Span::default(), |item| item.value.span);
    let written = fields.words("base_url");
    let (Some(url), from_command) = (given.map(str::to_owned).or(written), given.is_some()) else {
        fields.missing(
            "The site has no base_url.",
            "Below [site], write where it will live: base_url = \"https://example.org/\"",
        );
        return None;
    };
    match BaseUrl::read(&url) {
        Ok(base) => Some(base),
        Err(reason) => {
            let whence = if from_command { " (given on the command line)" } else { "" };
            let message = format!("The base URL “{url}”{whence} {reason}.");
            let host = url.split(['?', '#']).next().unwrap_or("").trim();
            let whole = [host.to_owned(), format!("https://{host}")];
            let near = whole.iter().find(|near| near.contains('.') && BaseUrl::read(near).is_ok());
            let near = near.map_or("https://example.org/", String::as_str);
            fields.refuse(span, message, format!("Write it as base_url = \"{near}\""));
            None
        }
    }
}

fn language(fields: &mut Fields<'_>) -> Spanned<String> {
    let Some(language) = fields.text("language") else {
        return Spanned::new("en-GB".to_owned(), fields.whole());
    };
    if !super::is_language(&language.value) {
        let span = fields.item("language").map_or(Span::default(), |item| item.value.span);
        let message = format!("“{}” is not a language tag.", language.value);
        fields.refuse(span, message, "Write it as language = \"en-GB\"");
    }
    language
}

/// Text for readers, with its marks set.
fn prose(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    fields.words(key).map(|text| punctuation::text(&text))
}

/// Reads a list of tables that have an id and a name.
fn records<T>(
    top: &mut Fields<'_>,
    key: &'static str,
    make: impl Fn(&mut Fields<'_>, String, String) -> T,
) -> Vec<T> {
    let mut records = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for table in top.tables(key) {
        let mut fields = top.inside(table);
        // They are read with all other old addresses.
        fields.beside(&["aliases"]);
        let (id, name) = (fields.text("id"), prose(&mut fields, "name"));
        if id.is_none() && name.is_none() {
            fields.missing(
                format!("An entry of [[{key}]] has no id and no name."),
                "Write id = \"…\" and name = \"…\"",
            );
        }
        let slug = id
            .as_ref()
            .map(|id| id.value.clone())
            .or_else(|| name.as_deref().map(address::slug))
            .unwrap_or_default();
        let span = fields.item("id").map_or(Span::at(table.span.start as usize), |item| item.value.span);
        if !slug.is_empty() && address::slug(&slug) != slug {
            let help = format!("It becomes part of an address: id = \"{}\"", address::slug(&slug));
            fields.refuse(span, format!("“{slug}” cannot be an id."), help);
        }
        if seen.contains(&slug) {
            let message = format!("There are two {key} with the id “{slug}”.");
            fields.report(Code::E207, span, message, "Give one of them another id.");
        }
        let name = name.unwrap_or_else(|| slug.clone());
        seen.push(slug.clone());
        records.push(make(&mut fields, slug, name));
        top.diagnostics.extend(fields.finish(&|_| None));
    }
    records
}

fn theme(fields: &mut Fields<'_>, source: &Source, id: String, name: String) -> Theme {
    let span = fields.item("id").or(fields.item("name")).map_or(Span::default(), |item| item.value.span);
    let introduction = fields.text("introduction");
    Theme {
        id,
        name,
        summary: prose(fields, "summary"),
        introduction: introduction.map(|text| (text.value, source.place(text.span))),
        colour: colour(fields, source),
        place: source.place(fields.span(span)),
    }
}

fn colour(fields: &mut Fields<'_>, source: &Source) -> Option<PlacedColour> {
    let item = fields.item("colour").or_else(|| fields.item("color"))?;
    let written = fields.as_text(&item.value).map_or(String::new(), |text| text.value);
    match Colour::read(&written) {
        Some(colour) => Some(PlacedColour { colour, place: source.place(fields.span(item.value.span)) }),
        None => {
            let message = format!("“{written}” is not a colour.");
            fields.refuse(item.value.span, message, "Write it as colour = \"#3c7a57\"");
            None
        }
    }
}

fn author(fields: &mut Fields<'_>, source: &Source, id: String, name: String) -> Author {
    let item = fields.item("name").or(fields.item("id"));
    let bio = fields.text("bio");
    if let Some(bio) = bio.as_ref().filter(|bio| bio.value.chars().count() > 400) {
        let message = format!("The bio is {} characters; at most 400 fit.", bio.value.chars().count());
        let span = fields.item("bio").map_or(Span::default(), |item| item.value.span);
        fields.refuse(span, message, "Keep what readers of an essay want to know.");
    }
    Author {
        id,
        name,
        sort_name: fields.words("sort_name"),
        kind: kind(fields),
        role: prose(fields, "role"),
        organisation: prose(fields, "organisation"),
        bio: bio.map(|bio| punctuation::text(&bio.value)),
        url: fields.words("url"),
        fediverse: accounts::fediverse(fields, "fediverse"),
        bluesky: fields.words("bluesky"),
        photo: photo(fields, source),
        place: item.map(|item| source.place(fields.span(item.value.span))),
    }
}

/// Whether an author is a person or an organisation. Bibliographies turn the name of the one round, never that of the other.
fn kind(fields: &mut Fields<'_>) -> Option<AuthorKind> {
    let word = fields.words("kind")?;
    match word.to_lowercase().as_str() {
        "person" => return Some(AuthorKind::Person),
        "organisation" | "organization" => return Some(AuthorKind::Organisation),
        _ => {}
    }
    let span = fields.item("kind").map_or(Span::default(), |item| item.value.span);
    let help = "Write kind = \"person\" or kind = \"organisation\"";
    fields.refuse(span, format!("An author cannot be “{word}”."), help);
    None
}

fn photo(fields: &mut Fields<'_>, source: &Source) -> Option<Photo> {
    let table = fields.table("photo")?;
    let mut inside = fields.inside(table);
    let (src, alt) = (inside.text("src"), inside.words("alt"));
    if src.is_none() || alt.is_none() {
        inside
            .missing("A photo needs src and alt.", "Write it as photo = { src = \"name.jpg\", alt = \"…\" }");
    }
    let credit = inside.words("credit");
    fields.diagnostics.extend(inside.finish(&|_| None));
    let src = src?;
    Some(Photo { place: source.place(src.span), src: src.value, alt: alt?, credit })
}

fn place(fields: &mut Fields<'_>, id: String, name: String, language: &str) -> PlaceRecord {
    let latitude = fields.number("latitude", -90.0, 90.0);
    let longitude = fields.number("longitude", -180.0, 180.0);
    let british = super::is_british(language);
    if let (Some(latitude), Some(longitude), true) = (latitude, longitude, british)
        && let Some(fault) = super::far_away(&name, latitude, longitude)
    {
        let span = fields.item("latitude").map_or(Span::default(), |item| item.value.span);
        let place = fields.place(span);
        fields.diagnostics.push(fault.at(place));
    }
    let written = fields.item("latitude").or(fields.item("id")).or(fields.item("name"));
    let place = fields.place(written.map_or(Span::default(), |item| item.value.span));
    PlaceRecord {
        id,
        name,
        place,
        latitude,
        longitude,
        approximate: fields.flag("approximate").unwrap_or(false),
        nation: fields.words("nation"),
        summary: prose(fields, "summary"),
    }
}

fn essays(top: &mut Fields<'_>) -> EssaySettings {
    let Some(table) = top.table("essays") else { return EssaySettings::default() };
    let mut fields = top.inside(table);
    let require = fields.texts("require");
    for key in &require {
        if !REQUIRABLE.contains(&key.value.as_str()) {
            let base = fields.span(Span::at(0)).start;
            let span = Span { start: key.span.start - base, end: key.span.end.saturating_sub(base) };
            let near = crate::diagnostic::did_you_mean(&key.value, REQUIRABLE);
            let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
            let message = format!("Essays have no detail “{}” that could be required.{question}", key.value);
            fields.refuse(span, message, format!("Details: {}.", REQUIRABLE.join(", ")));
        }
    }
    let allow = fields.texts("allow");
    let leave_out = fields.texts("leave_out").into_iter().map(|path| path.value).collect();
    top.diagnostics.extend(fields.finish(&|_| None));
    EssaySettings { require, allow, leave_out }
}

/// Details that `[essays] require` may ask for.
const REQUIRABLE: [&str; 15] = [
    "summary",
    "authors",
    "themes",
    "places",
    "tags",
    "part",
    "order",
    "subtitle",
    "image",
    "licence",
    "copyright",
    "lang",
    "id",
    "organisations",
    "short_title",
];

fn checks(top: &mut Fields<'_>) -> Checks {
    let mut checks = Checks { links: Severity::Error, images: Severity::Error, html: Severity::Error };
    if let Some(table) = top.table("checks") {
        let mut fields = top.inside(table);
        checks.links = weight(&mut fields, "links");
        checks.images = weight(&mut fields, "images");
        checks.html = weight(&mut fields, "html");
        top.diagnostics.extend(fields.finish(&|_| None));
    }
    checks
}

fn weight(fields: &mut Fields<'_>, key: &'static str) -> Severity {
    let Some(word) = fields.words(key) else { return Severity::Error };
    match word.as_str() {
        "error" => Severity::Error,
        "warn" | "warning" => Severity::Warning,
        _ => {
            let span = fields.item(key).map_or(Span::default(), |item| item.value.span);
            let help = format!("Write {key} = \"error\" or {key} = \"warn\"");
            fields.refuse(span, format!("{key} cannot be “{word}”."), help);
            Severity::Error
        }
    }
}

fn search(top: &mut Fields<'_>) -> SearchSettings {
    let mut search = SearchSettings::default();
    let Some(table) = top.table("search") else { return search };
    let mut fields = top.inside(table);
    for group in fields.values("synonyms") {
        let words: Option<Vec<String>> = match &group.kind {
            Kind::List(words) => words.iter().map(|word| Some(fields.as_text(word)?.value)).collect(),
            _ => None,
        };
        match words.filter(|words| words.len() > 1) {
            Some(words) => search.synonyms.push(words),
            None => {
                let message = "synonyms needs lists of at least two words that mean the same.";
                fields.refuse(
                    group.span,
                    message,
                    "Write it as synonyms = [[\"bus\", \"coach\"], [\"MP\", \"Member of Parliament\"]]",
                );
            }
        }
    }
    top.diagnostics.extend(fields.finish(&|_| None));
    search
}

fn feeds(top: &mut Fields<'_>) -> FeedSettings {
    let mut feeds = FeedSettings { limit: FEED_LIMIT as usize, full_text: true };
    if let Some(table) = top.table("feeds") {
        let mut fields = top.inside(table);
        feeds.limit = fields.count("limit", 1).map_or(FEED_LIMIT, |limit| limit.value) as usize;
        feeds.full_text = fields.flag("full_text").unwrap_or(true);
        top.diagnostics.extend(fields.finish(&|_| None));
    }
    feeds
}
