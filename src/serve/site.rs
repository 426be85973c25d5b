//! Pages of the site, made when somebody asks.
//!
//! In: a path. Out: what a static host would answer from the output of a build, byte for byte, with one line in the head of every page
//! that brings the window along.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use pamphlet::address;
use pamphlet::diagnostic::{Diagnostic, did_you_mean};
use pamphlet::host::{self, Answer, Wanted};
use pamphlet::inputs::Content;
use pamphlet::source::ContentHash;
use serde_json::json;

use super::http::{self, App, body};
use super::showing::{Good, Showing};
use crate::disk::{self, Darkroom};

/// How many pages are kept. They spare work where many windows show one page, and stand in where a template fails.
const KEPT: usize = 64;

/// How long a browser's reload waits for a look at everything.
const PATIENCE: Duration = Duration::from_secs(3);

/// Said by the window when it asks by itself, so that this is not taken for a reload.
const BY_ITSELF: &str = "x-pamphlet-window";

/// The pages that were asked for lately, the latest last.
#[derive(Default)]
pub(super) struct Pages(Vec<Page>);

#[derive(Clone)]
struct Page {
    path: Arc<str>,
    turn: u64,
    text: Arc<str>,
}

impl Page {
    fn sent(&self, status: StatusCode, written: u64) -> Sent {
        let media_type = host::media_type(&self.path);
        match media_type.starts_with("text/html") {
            true => Sent::new(status, &media_type, with_window(&self.text, self.turn, written)),
            false => Sent::new(status, &media_type, self.text.as_bytes()),
        }
    }
}

impl Pages {
    fn get(&self, path: &str) -> Option<Page> {
        self.0.iter().find(|page| &*page.path == path).cloned()
    }

    fn keep(&mut self, page: Page) {
        self.0.retain(|other| other.path != page.path);
        if self.0.len() == KEPT {
            self.0.remove(0);
        }
        self.0.push(page);
    }
}

/// Answers for the site.
pub(super) async fn answer(State(app): State<Arc<App>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let headers = request.headers().clone();
    let is_get = request.method() == Method::GET;
    // Making a page is work, which must not keep other requests waiting.
    let made = tokio::task::spawn_blocking(move || {
        if is_reload(&headers) {
            app.bell.ring(PATIENCE);
        }
        let mut sent = respond(&app, &app.now(), &path);
        sent.location = sent.location.map(|to| to + &query);
        sent.response(&headers, is_get)
    });
    made.await
        .unwrap_or_else(|_| http::words(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be made."))
}

/// Whether somebody pressed Reload: they want to be sure to see the latest.
fn is_reload(headers: &HeaderMap) -> bool {
    let asks_anew = |value: &HeaderValue| value == "no-cache" || value == "max-age=0";
    headers.get(header::CACHE_CONTROL).is_some_and(asks_anew)
        && headers.get("sec-fetch-dest").is_none_or(|what| what == "document")
        && !headers.contains_key(BY_ITSELF)
}

fn respond(app: &App, now: &Showing, path: &str) -> Sent {
    let Some(good) = &now.good else { return nothing_yet(now) };
    let pages = good.site.pages();
    let is_there = |name: &str| pages.contains_key(name) || good.site.has_search_file(name);
    match host::answer(path, good.site.base_path(), &is_there) {
        Answer::File(name) => file(app, now, good, &name, StatusCode::OK),
        Answer::Moved(to) => Sent::moved(StatusCode::MOVED_PERMANENTLY, to),
        Answer::Begins(to) => Sent::moved(StatusCode::FOUND, to),
        Answer::Missing => file(app, now, good, "404.html", StatusCode::NOT_FOUND),
    }
}

fn file(app: &App, now: &Showing, good: &Good, path: &str, status: StatusCode) -> Sent {
    let Some(recipe) = good.site.pages().get(path) else {
        if let Some(text) = good.site.search_file(path) {
            return Sent::new(status, &host::media_type(path), text);
        }
        return Sent::words(StatusCode::NOT_FOUND, "There is no such file.");
    };
    let source = good.site.source_at(path);
    if let Some(source) = source {
        app.remember(path.trim_end_matches("index.html"), source);
    }
    let written = source.and_then(|source| now.written.get(source)).copied().unwrap_or_default();
    let kept = app.pages.lock().ok().and_then(|pages| pages.get(path));
    if let Some(page) = kept.as_ref().filter(|page| page.turn == good.turn) {
        return page.sent(status, written);
    }
    match good.site.make(path, recipe) {
        Ok(Content::Text(made)) => {
            let page = Page { path: path.into(), turn: good.turn, text: made.into() };
            if let Ok(mut pages) = app.pages.lock() {
                pages.keep(page.clone());
            }
            page.sent(status, written)
        }
        Ok(Content::Bytes(bytes)) => Sent::new(status, &host::media_type(path), bytes.to_vec()),
        Ok(Content::Asset(asset)) => beside(app, path, status, &asset),
        Ok(Content::Picture(asset, _)) if disk::leads_out(&app.root, &asset) => led_out(&asset),
        Ok(Content::Picture(asset, variant)) => match Darkroom::new(&app.root, &good.site)
            .bytes(&asset, variant)
        {
            Ok(bytes) => Sent::new(status, &host::media_type(path), bytes),
            Err(_) => Sent::words(StatusCode::NOT_FOUND, format!("{asset} cannot be shown as a picture.")),
        },
        Ok(Content::Card(card)) => match Darkroom::new(&app.root, &good.site).card(&card) {
            Ok(bytes) => Sent::new(status, &host::media_type(path), bytes),
            Err(faults) => {
                let words: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
                Sent::words(StatusCode::INTERNAL_SERVER_ERROR, words.join("\n"))
            }
        },
        // The page as it was before somebody broke its template is better than none; what is wrong is told beside it.
        Err(fault) => kept.map_or_else(|| broken(&fault), |page| page.sent(status, written)),
    }
}

/// A file from beside the essays.
fn beside(app: &App, path: &str, status: StatusCode, asset: &str) -> Sent {
    match disk::asset(&app.root, asset) {
        Ok(bytes) => Sent::new(status, &host::media_type(path), bytes),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => led_out(asset),
        Err(error) => {
            Sent::words(StatusCode::NOT_FOUND, format!("{asset} cannot be read: {}.", disk::words(&error)))
        }
    }
}

fn led_out(asset: &str) -> Sent {
    let words = format!(
        "{asset} may not be read, or is a link that leads out of the collection: a build copies what it leads to, but here it is \
         not shown."
    );
    Sent::words(StatusCode::FORBIDDEN, words)
}

/// A page with the line that brings the window along: in which turn the page was made, and in which its own source was written.
fn with_window(page: &str, turn: u64, written: u64) -> String {
    let line = format!(
        "<script src=\"/_pamphlet/window.js\" data-turn=\"{turn}\" data-written=\"{written}\" defer></script>"
    );
    match page.find("</head>") {
        Some(at) => [&page[..at], &line, &page[at..]].concat(),
        None => page.to_owned() + &line,
    }
}

/// A page for when there is no page.
fn plain(status: StatusCode, title: &str, words: &str, turn: u64) -> Sent {
    let (title, words) = (pamphlet::markup::text(title), pamphlet::markup::text(words));
    let page = format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/_pamphlet/desk.css\" />\n</head>\n\
         <body class=\"alone\">\n<main>\n<h1>{title}</h1>\n<p>{words}</p>\n</main>\n</body>\n</html>\n"
    );
    Sent::new(status, "text/html; charset=utf-8", with_window(&page, turn, 0))
}

fn nothing_yet(now: &Showing) -> Sent {
    let words = "What is wrong is told below. Mend it and save; the page comes by itself.";
    plain(StatusCode::SERVICE_UNAVAILABLE, "There is no site to show yet", words, now.turn)
}

fn broken(fault: &Diagnostic) -> Sent {
    let words = format!("{} Mend the template and save; the page comes by itself.", fault.message);
    plain(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be made", &words, 0)
}

/// What is sent, whole.
struct Sent {
    status: StatusCode,
    media_type: String,
    bytes: Vec<u8>,
    location: Option<String>,
}

impl Sent {
    fn new(status: StatusCode, media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { status, media_type: media_type.to_owned(), bytes: bytes.into(), location: None }
    }

    fn words(status: StatusCode, text: impl Into<String>) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text.into() + "\n")
    }

    fn moved(status: StatusCode, to: String) -> Self {
        Self { location: Some(to.clone()), ..Self::words(status, format!("It is at {to}")) }
    }

    /// The response; “not modified” for who has the same bytes already, and a part for who asks for no more.
    fn response(self, headers: &HeaderMap, is_get: bool) -> Response {
        let tag = format!("\"{}\"", ContentHash::of(&self.bytes).hex(20));
        let said = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let (length, is_there) = (self.bytes.len(), self.status == StatusCode::OK);
        let has_it = said(header::IF_NONE_MATCH).is_some_and(|known| host::names_tag(known, &tag));
        // A part of something else is of no use to whoever has the rest.
        let is_same = said(header::IF_RANGE).is_none_or(|known| known == tag);
        let wanted = said(header::RANGE).filter(|_| is_get && is_there && is_same);
        let wanted = wanted.map_or(Wanted::Whole, |range| host::wanted(range, length));
        let (status, bytes, range) = match wanted {
            _ if has_it && is_there => (StatusCode::NOT_MODIFIED, Vec::new(), None),
            Wanted::Whole => (self.status, self.bytes, None),
            Wanted::Part(part) => {
                let range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
                (StatusCode::PARTIAL_CONTENT, self.bytes[part].to_vec(), Some(range))
            }
            Wanted::Nothing => {
                (StatusCode::RANGE_NOT_SATISFIABLE, Vec::new(), Some(format!("bytes */{length}")))
            }
        };
        let mut response = body(status, &self.media_type, Body::from(bytes));
        if is_there {
            response.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        }
        if let Some(value) = range.and_then(|range| HeaderValue::from_str(&range).ok()) {
            response.headers_mut().insert(header::CONTENT_RANGE, value);
        }
        if let Ok(value) = HeaderValue::from_str(&tag) {
            response.headers_mut().insert(header::ETAG, value);
        }
        if let Some(value) = self.location.and_then(|to| HeaderValue::from_str(&to).ok()) {
            response.headers_mut().insert(header::LOCATION, value);
            // A browser would remember for years that this computer once had another site.
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        response
    }
}

/// What is near to a page that is no longer there: where its essay went, addresses like its own, the home page.
pub(super) async fn near(State(app): State<Arc<App>>, request: Request) -> Response {
    let asked = request.uri().query().and_then(|query| query.strip_prefix("path=")).map(address::decoded);
    // The path itself is written as browsers write it.
    let asked = asked.as_deref().map(address::decoded);
    let now = app.now();
    let found =
        now.good.as_ref().map_or_else(Vec::new, |good| nearby(&app, good, asked.as_deref().unwrap_or("")));
    let links: Vec<_> = found.iter().map(|(href, title)| json!({ "href": href, "title": title })).collect();
    http::json(&json!(links))
}

fn nearby(app: &App, good: &Good, path: &str) -> Vec<(String, String)> {
    let base_path = good.site.base_path();
    let below = path.strip_prefix(base_path).unwrap_or(path).trim_end_matches("index.html");
    let listed = good.site.titles();
    let went = app.went(below);
    let went = went.and_then(|source| listed.iter().find(|page| page.source == source));
    let like = did_you_mean(below, listed.iter().map(|page| page.address.as_str()));
    let like = like.and_then(|like| listed.iter().find(|page| page.address.as_str() == like));
    let mut links: Vec<(String, String)> = Vec::new();
    for page in went.into_iter().chain(like) {
        let link = (format!("{base_path}{}", page.address.as_str()), page.title.to_string());
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links.push((base_path.to_owned(), good.site.title().to_owned()));
    links
}
