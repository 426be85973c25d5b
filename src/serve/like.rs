//! A built folder, shown as a host would show it.
//!
//! In: the folder, a host, the site's address. Out: answers to browsers, with the status, the redirects and the headers of that host, at
//! the site's own path. Nothing is added to a page and nothing is followed: what was built is what is seen.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use pamphlet::config::BaseUrl;
use pamphlet::doctor::{self, Patient};
use pamphlet::host::{self, Dotted, Kind, Premises, Server};

use super::http::{body, refusal, words};
use super::{listen, told_to_end};
use crate::disk::Built;

/// What is shown, and how.
pub(crate) struct Show {
    /// The folder.
    pub(crate) built: Built,
    /// The host.
    pub(crate) kind: Kind,
    /// The site's address.
    pub(crate) base: BaseUrl,
}

struct App {
    show: Show,
    /// Old addresses with the new ones.
    moved: Vec<(String, String)>,
    dotted: Dotted,
    bound: IpAddr,
}

/// Shows the folder until the program is told to end. `tell` is told where, and the site's path there.
///
/// # Errors
/// When no port can be had, or the system has no threads to give.
pub(crate) fn run(show: Show, bind: IpAddr, port: u16, tell: impl Fn(SocketAddr, &str)) -> io::Result<()> {
    let read = |path: &str| show.built.text(path);
    let patient = Patient { kind: show.kind, base: &show.base, files: &show.built.files, read: &read };
    let moved = doctor::old_addresses(&patient);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (listener, _) = runtime.block_on(listen(bind, port))?;
    let is_at_top = show.kind.is_at_top() || show.kind == Kind::Disk;
    tell(listener.local_addr()?, if is_at_top { "/" } else { &show.base.path });
    let dotted = Dotted::among(show.built.files.keys().map(String::as_str));
    let app = Arc::new(App { show, moved, dotted, bound: bind });
    let router = Router::new().fallback(answer).with_state(app);
    runtime.block_on(async {
        tokio::select! {
            served = async { axum::serve(listener, router).await } => served,
            () = told_to_end() => Ok(()),
        }
    })
}

async fn answer(State(app): State<Arc<App>>, request: Request) -> Response {
    let (path, method) = (request.uri().path().to_owned(), request.method().clone());
    if let Some((status, text)) = refusal(&method, &path, request.headers(), app.bound) {
        return words(status, text);
    }
    let made = tokio::task::spawn_blocking(move || app.respond(&path, &method));
    made.await.unwrap_or_else(|_| words(StatusCode::INTERNAL_SERVER_ERROR, "This file could not be read."))
}

impl App {
    fn respond(&self, path: &str, method: &Method) -> Response {
        let built = &self.show.built;
        let has_file = |name: &str| built.files.contains_key(name);
        let read = |name: &str| built.text(name);
        let server = Server::new(&Premises {
            kind: self.show.kind,
            base_path: &self.show.base.path,
            // Here nothing is encrypted, so nothing may be asked for as if it were.
            is_encrypted: false,
            moved: &self.moved,
            dotted: &self.dotted,
            has_file: &has_file,
            read: &read,
        });
        let reply = server.ask(path);
        let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::NOT_FOUND);
        let file = reply.file.as_deref();
        let bytes =
            file.filter(|_| *method != Method::HEAD).and_then(|file| built.bytes(file)).unwrap_or_default();
        let media_type = file.map_or("text/plain; charset=utf-8".to_owned(), host::media_type);
        let mut response = body(status, &media_type, Body::from(bytes));
        for (name, value) in server.headers(path, &reply) {
            let value = value.replace("; upgrade-insecure-requests", "");
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(&value)) {
                response.headers_mut().insert(name, value);
            }
        }
        if let Some(to) = reply.location.and_then(|to| HeaderValue::from_str(&to).ok()) {
            response.headers_mut().insert(header::LOCATION, to);
            // A browser would remember for years that this computer once had another site.
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        response
    }
}
