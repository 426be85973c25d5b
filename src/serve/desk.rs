//! The desk is shown, and the files of the window are handed out.
//!
//! In: what is shown. Out: the desk as a page and as data.

use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use pamphlet::desk::{Papers, lay_out};
use serde_json::{Value, json};

use super::http::{self, App, body, words};
use super::showing::Showing;

/// What browsers are given besides the site.
pub(super) const FILES: [(&str, &str); 5] = [
    ("window.js", include_str!("window/window.js")),
    ("window.css", include_str!("window/window.css")),
    ("idiomorph.js", include_str!("window/idiomorph.js")),
    ("desk.js", include_str!("window/desk.js")),
    ("desk.css", include_str!("window/desk.css")),
];

/// Where the desk is, for whoever leaves out the slash.
pub(super) async fn begins() -> Response {
    let mut response = words(StatusCode::FOUND, "It is at /_pamphlet/");
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/_pamphlet/"));
    response
}

/// The page.
pub(super) async fn page() -> Response {
    body(StatusCode::OK, "text/html; charset=utf-8", Body::from(include_str!("window/desk.html")))
}

/// What is on it.
pub(super) async fn data(State(app): State<Arc<App>>) -> Response {
    let laid_out = tokio::task::spawn_blocking(move || on_desk(&app, &app.now())).await;
    match laid_out {
        Ok(value) => http::json(&value),
        Err(_) => words(StatusCode::INTERNAL_SERVER_ERROR, "The desk could not be laid out."),
    }
}

fn on_desk(app: &App, now: &Showing) -> Value {
    let Some(inputs) = &now.inputs else { return json!({ "turn": now.turn, "essays": [] }) };
    let faults = now.faults();
    let desk = lay_out(&Papers {
        inputs,
        essays: &now.essays,
        config: now.config.as_deref(),
        site: now.good.as_ref().map(|good| &good.site),
        faults: &faults,
    });
    let mut value = serde_json::to_value(desk).unwrap_or_default();
    value["turn"] = now.turn.into();
    for row in value["essays"].as_array_mut().into_iter().flatten() {
        // When the file was last written: seconds since 1970.
        let path = row["path"].as_str().unwrap_or("").to_owned();
        let written = std::fs::metadata(app.root.join(path)).and_then(|data| data.modified()).ok();
        let seconds = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map(|it| it.as_secs());
        row["written"] = seconds.into();
    }
    value
}
