//! What is wrong, and that something changed, for the windows that are open.
//!
//! In: what is shown. Out: events and JSON, the faults as they stand in the terminal; and the wish to open a file.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::response::sse::{self, KeepAlive, Sse};
use pamphlet::diagnostic::{Diagnostic, Severity};
use serde_json::Value;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

use super::http::{App, is_here, json, words};
use super::showing::Showing;
use crate::report;

/// How many faults a window shows; more than that nobody mends at once.
const SHOWN: usize = 100;

/// How long a look at everything may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most that a wish may be long, in bytes.
const LONGEST_WISH: usize = 4096;

/// Tells of every new state, the present one at once. A window that lost the connection hears the present one when it is back.
pub(super) async fn events(
    State(app): State<Arc<App>>,
) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let run = app.run.clone();
    let turns = WatchStream::new(app.showing.clone());
    let events =
        turns.map(move |now| Ok(sse::Event::default().event("turn").data(in_short(&now, &run).to_string())));
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

/// What a window needs to know to see whether it is up to date.
fn in_short(now: &Showing, run: &str) -> Value {
    let sum = now.sum();
    serde_json::json!({
        "run": run,
        "turn": now.turn,
        "shown": now.good.as_ref().map_or(0, |good| good.turn),
        "errors": sum.errors,
        "warnings": sum.warnings,
        "faults": sum.mark,
        "proved": now.proved.is_some(),
    })
}

/// Everything that is wrong.
pub(super) async fn faults(
    State(app): State<Arc<App>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
) -> Response {
    let now = app.now();
    let faults = now.faults();
    let told: Vec<&&Diagnostic> = faults.iter().filter(|fault| fault.severity != Severity::Note).collect();
    let shown: Vec<Value> = told.iter().take(SHOWN).map(|fault| one(fault, &now)).collect();
    let mut value = in_short(&now, &app.run);
    value["items"] = shown.into();
    value["more"] = told.len().saturating_sub(SHOWN).into();
    // Only from this computer can a file be opened on it.
    if is_here(peer) {
        value["token"] = app.token.as_str().into();
    }
    json(&value)
}

fn one(fault: &Diagnostic, now: &Showing) -> Value {
    let inputs = now.inputs.as_deref();
    let place = fault.primary.as_ref().map(|place| {
        let mut value = report::place_json(place, inputs);
        value["opens"] = opens(now, &place.path).into();
        value
    });
    serde_json::json!({
        "code": fault.code.name(),
        "severity": fault.severity.word(),
        "message": fault.message,
        "help": fault.help,
        "place": place,
        "text": report::human(std::slice::from_ref(fault), inputs, false).trim_end(),
    })
}

/// Whether a path is that of a text of the collection itself. Nothing else is ever opened.
fn opens(now: &Showing, path: &str) -> bool {
    let Some(inputs) = &now.inputs else { return path == "pamphlet.toml" };
    path == "pamphlet.toml"
        || inputs.essay(path).is_some()
        || inputs.designs.contains_key(path)
        || inputs.assets.contains_key(path)
}

/// Looks at everything, and answers when that is done: for scripts, and for whoever wants to be sure.
pub(super) async fn look(State(app): State<Arc<App>>) -> Response {
    let asked = app.clone();
    // Whether the bell was answered or not, what is shown now is told.
    let _ = tokio::task::spawn_blocking(move || asked.bell.ring(PATIENCE)).await;
    let now = app.now();
    json(&in_short(&now, &app.run))
}

/// Opens a file of the collection in the editor's own program: `{"path": …, "line": …, "column": …}`. Only from this computer, and
/// only for a page of this site, which shows the token that it alone could read.
pub(super) async fn open(
    State(app): State<Arc<App>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let (head, wish) = request.into_parts();
    let header = |name| head.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let shown = header("x-pamphlet-token").unwrap_or("");
    let is_own = header(header::ORIGIN.as_str()).is_some();
    if !is_here(peer) || !is_own || !is_same(shown, &app.token) {
        return words(
            StatusCode::FORBIDDEN,
            "Files are opened only from this computer, by a page of this site.",
        );
    }
    let Ok(bytes) = axum::body::to_bytes(wish, LONGEST_WISH).await else {
        return words(StatusCode::BAD_REQUEST, "The wish is too long.");
    };
    let wish: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let number = |key: &str| wish[key].as_u64().and_then(|it| usize::try_from(it).ok()).unwrap_or(1).max(1);
    let path = wish["path"].as_str().unwrap_or("");
    if !opens(&app.now(), path) {
        return words(StatusCode::FORBIDDEN, "Only files of this collection are opened.");
    }
    match app.editor.open(&app.root.join(path), number("line"), number("column")) {
        Ok(()) => words(StatusCode::OK, format!("{path} is opened.")),
        Err(message) => words(
            StatusCode::INTERNAL_SERVER_ERROR,
            format!(
                "{message} Name your editor with --editor, or in the variable PAMPHLET_EDITOR or VISUAL."
            ),
        ),
    }
}

/// Compares without telling by the time it takes how much is right.
fn is_same(shown: &str, secret: &str) -> bool {
    let differ = shown.bytes().zip(secret.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
    shown.len() == secret.len() && differ == 0
}
