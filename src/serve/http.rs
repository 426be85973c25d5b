//! The door: who may ask, and who answers.
//!
//! In: requests. Out: responses. Only this computer is listened to, unless the editor asked for more; a page of another site cannot
//! reach through a browser what is meant for this one (DNS rebinding, cross-site requests); nothing is changed by looking.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use pamphlet::host;
use pamphlet::source::ContentHash;
use tokio::sync::watch;

use super::editor::Editor;
use super::showing::Showing;
use super::site::Pages;
use super::{desk, site, told};
use crate::watch::Bell;

/// What every answer is made from.
pub(super) struct App {
    pub(super) root: PathBuf,
    pub(super) showing: watch::Receiver<Arc<Showing>>,
    pub(super) bell: Bell,
    /// Tells one run of the program from the next.
    pub(super) run: String,
    /// Whoever wants something done shows that they can read what this site says to its own pages.
    pub(super) token: String,
    pub(super) editor: Editor,
    /// The pages that were asked for lately.
    pub(super) pages: Mutex<Pages>,
    /// Which source the pages that were asked for had, by address: where to look for one that is gone.
    sources: Mutex<BTreeMap<String, Arc<str>>>,
    address: SocketAddr,
}

impl App {
    pub(super) fn new(
        root: PathBuf,
        showing: watch::Receiver<Arc<Showing>>,
        bell: Bell,
        address: SocketAddr,
        editor: Editor,
    ) -> io::Result<Self> {
        Ok(Self {
            root,
            showing,
            bell,
            run: secret()?,
            token: secret()?,
            editor,
            pages: Mutex::default(),
            sources: Mutex::default(),
            address,
        })
    }

    /// What is shown now.
    pub(super) fn now(&self) -> Arc<Showing> {
        self.showing.borrow().clone()
    }

    /// Remembers the source of a page.
    pub(super) fn remember(&self, address: &str, source: &Arc<str>) {
        if let Ok(mut sources) = self.sources.lock() {
            sources.insert(address.to_owned(), source.clone());
        }
    }

    /// The source that the page at an address had.
    pub(super) fn went(&self, address: &str) -> Option<Arc<str>> {
        self.sources.lock().ok()?.get(address).cloned()
    }

    /// Where the site lives on its host, beginning and ending in `/`.
    pub(super) fn base_path(&self) -> String {
        let now = self.now();
        now.config.as_ref().map_or_else(|| "/".to_owned(), |config| config.site.base_url.path.clone())
    }
}

/// 128 bits that nobody can guess, in hexadecimal digits.
fn secret() -> io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(ContentHash::of(&bytes).hex(32))
}

/// Whether somebody asks from this computer itself. Where one door is open for both kinds of numbers, an old number comes in the
/// shape of a new one (RFC 4291, section 2.5.5.2).
pub(super) fn is_here(peer: SocketAddr) -> bool {
    peer.ip().to_canonical().is_loopback()
}

/// Which address is answered by whom.
pub(super) fn router(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .route("/_pamphlet", get(desk::begins))
        .route("/_pamphlet/", get(desk::page))
        .route("/_pamphlet/desk.json", get(desk::data))
        .route("/_pamphlet/faults.json", get(told::faults))
        .route("/_pamphlet/events", get(told::events))
        .route("/_pamphlet/look", get(told::look))
        .route("/_pamphlet/near.json", get(site::near))
        .route("/_pamphlet/open", post(told::open));
    for (name, text) in desk::FILES {
        let path = format!("/_pamphlet/{name}");
        router = router.route(&path, get(move || async move { file(name, text) }));
    }
    router.fallback(site::answer).layer(middleware::from_fn_with_state(app.clone(), door)).with_state(app)
}

/// A file of the window.
fn file(name: &str, text: &'static str) -> Response {
    body(StatusCode::OK, &host::media_type(name), Body::from(text))
}

/// A response that nobody keeps.
pub(super) fn body(status: StatusCode, media_type: &str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(value) = HeaderValue::from_str(media_type) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    response
}

/// Data for the scripts of the window.
pub(super) fn json(value: &serde_json::Value) -> Response {
    body(StatusCode::OK, "application/json; charset=utf-8", Body::from(value.to_string()))
}

/// A few words, plain.
pub(super) fn words(status: StatusCode, text: impl Into<String>) -> Response {
    body(status, "text/plain; charset=utf-8", Body::from(text.into() + "\n"))
}

/// Lets in who may come in, and gives every answer the headers that a host sends along.
async fn door(
    State(app): State<Arc<App>>,
    ConnectInfo(_): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let mut response =
        match refusal(request.method(), request.uri().path(), request.headers(), app.address.ip()) {
            Some((status, text)) => words(status, text),
            None => next.run(request).await,
        };
    for (name, value) in host::HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why somebody is not let in.
pub(super) fn refusal(
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    bound: IpAddr,
) -> Option<(StatusCode, &'static str)> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    // Of two names one would be checked and the other believed (RFC 9112, section 3.2).
    if headers.get_all(header::HOST).iter().count() > 1 {
        return Some((StatusCode::BAD_REQUEST, "A request names one host."));
    }
    let host = text(header::HOST).unwrap_or("");
    if !is_own(host_name(host), bound) {
        return Some((
            StatusCode::FORBIDDEN,
            "pamphlet serve answers at localhost and at addresses in numbers, and to no other name.",
        ));
    }
    if let Some(origin) = text(header::ORIGIN)
        && origin.strip_prefix("http://") != Some(host)
    {
        return Some((StatusCode::FORBIDDEN, "Pages of other sites are not answered."));
    }
    // Another program on this computer is the same site to a browser, but not the same origin.
    let fetched_by_others =
        headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site" || site == "same-site")
            && headers.get("sec-fetch-mode").is_some_and(|mode| mode != "navigate");
    if fetched_by_others {
        return Some((StatusCode::FORBIDDEN, "Pages of other sites are not answered."));
    }
    let may_do = *method == Method::POST && path == "/_pamphlet/open";
    let may_look = matches!(*method, Method::GET | Method::HEAD);
    (!may_do && !may_look).then_some((StatusCode::METHOD_NOT_ALLOWED, "Here one can only look."))
}

/// The name in a Host header, without its port (RFC 9110, section 7.2).
fn host_name(host: &str) -> &str {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split(']').next().unwrap_or("");
    }
    host.rsplit_once(':').map_or(host, |(name, _)| name)
}

/// Whether a name is one of this computer that no other site can take for itself. Numbers cannot be made to point elsewhere, names
/// can; `localhost` and what ends in it never leaves the computer (RFC 6761, section 6.3).
fn is_own(name: &str, bound: IpAddr) -> bool {
    let name = name.to_ascii_lowercase();
    match name.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || !bound.is_loopback(),
        Err(_) => name == "localhost" || name.ends_with(".localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(method: Method, path: &str, headers: &[(&'static str, &str)], bound: &str) -> Option<u16> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().expect("a value"));
        }
        refusal(&method, path, &map, bound.parse().expect("an address")).map(|(status, _)| status.as_u16())
    }

    #[test]
    fn only_this_computer_is_let_in() {
        let loopback = "127.0.0.1";
        for host in ["localhost:1840", "127.0.0.1:1840", "[::1]:1840", "my.localhost", "LOCALHOST:1"] {
            assert_eq!(refused(Method::GET, "/", &[("host", host)], loopback), None, "{host}");
        }
        for host in ["evil.example", "evil.example:1840", "192.168.1.7:1840", "localhost.evil.example", ""] {
            assert_eq!(refused(Method::GET, "/", &[("host", host)], loopback), Some(403), "{host}");
        }
        assert_eq!(refused(Method::GET, "/", &[("host", "192.168.1.7:1840")], "0.0.0.0"), None);
        assert_eq!(refused(Method::GET, "/", &[("host", "evil.example:1840")], "0.0.0.0"), Some(403));
    }

    #[test]
    fn here_is_this_computer_in_every_way_of_writing_it() {
        for (peer, expected) in [
            ("127.0.0.1:1", true),
            ("127.9.9.9:1", true),
            ("[::1]:1", true),
            ("[::ffff:127.0.0.1]:1", true),
            ("192.168.1.7:1", false),
            ("[::ffff:192.168.1.7]:1", false),
            ("[fe80::1]:1", false),
        ] {
            assert_eq!(is_here(peer.parse().expect("an address")), expected, "{peer}");
        }
    }

    #[test]
    fn pages_of_other_sites_are_not_answered() {
        let host = ("host", "localhost:1840");
        let asked =
            |more: &[(&'static str, &str)]| refused(Method::GET, "/", &[&[host], more].concat(), "127.0.0.1");
        assert_eq!(asked(&[("origin", "http://localhost:1840")]), None);
        for origin in ["http://evil.example", "null", "https://localhost:1840", "http://localhost:1"] {
            assert_eq!(asked(&[("origin", origin)]), Some(403), "{origin}");
        }
        assert_eq!(asked(&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]), Some(403));
        assert_eq!(asked(&[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "no-cors")]), Some(403));
        assert_eq!(asked(&[("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "no-cors")]), None);
        assert_eq!(asked(&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]), None);
    }

    #[test]
    fn looking_changes_nothing() {
        let host = [("host", "localhost:1840")];
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
            assert_eq!(refused(method, "/", &host, "127.0.0.1"), Some(405));
        }
        assert_eq!(refused(Method::HEAD, "/", &host, "127.0.0.1"), None);
        assert_eq!(refused(Method::POST, "/_pamphlet/open", &host, "127.0.0.1"), None);
    }
}
