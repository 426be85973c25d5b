//! What somebody embedded from elsewhere, as a link.
//!
//! In: the name of an element, its attributes, and what is said and named in it. Out: `Shown`: the page that shows the same to whoever
//! follows a link, who it is shown by, and what it is called. A frame from elsewhere would tell its owner who reads what; a link tells
//! nobody anything before it is followed.

use crate::address::decoded;
use crate::document::EmbedKind;

/// What an embed shows, for those who follow a link to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// What readers do with it.
    pub(super) kind: EmbedKind,
    /// The name of who shows it; `None` for a file beside the essay, or where nobody knows a better name than the host’s.
    pub(super) service: Option<&'static str>,
    /// The host that the link leads to; `None` for a file beside the essay.
    pub(super) host: Option<String>,
    /// Where the link leads.
    pub(super) href: String,
    /// What it is called; empty where nothing says so.
    pub(super) title: String,
}

/// An element from elsewhere, gathered until its end.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The element’s name.
    pub(super) name: String,
    /// Its attributes, and those of the sources inside it.
    pub(super) attributes: Vec<(String, String)>,
    /// Addresses that links inside it name.
    pub(super) links: Vec<String>,
    /// What is said inside it.
    pub(super) text: String,
}

/// Classes of quotations that networks have their scripts turn into frames, with the attribute that names the post.
const QUOTED: [(&str, &str); 6] = [
    ("twitter-tweet", ""),
    ("twitter-video", ""),
    ("instagram-media", "data-instgrm-permalink"),
    ("tiktok-embed", "cite"),
    ("bluesky-embed", "data-bluesky-uri"),
    ("mastodon-embed", "data-embed-url"),
];

/// Hosts of the scripts that do so. Their quotation stands beside them, so nothing is lost with the script.
const SCRIPTS: [&str; 7] = [
    "platform.twitter.com",
    "platform.x.com",
    "www.instagram.com",
    "www.tiktok.com",
    "embed.bsky.app",
    "connect.facebook.net",
    "www.youtube.com",
];

/// The longest title that a quotation gives, in signs.
const LONGEST: usize = 280;

/// Whether a quotation is one that a network’s script would turn into a frame.
pub(super) fn is_quoted(attributes: &[(String, String)]) -> bool {
    value(attributes, "class").is_some_and(|classes| quoted(classes).is_some())
}

/// Whether a script only turns such quotations into frames.
pub(super) fn is_of_a_network(attributes: &[(String, String)]) -> bool {
    let Some(address) = value(attributes, "src").and_then(Address::read) else { return false };
    // Every Mastodon server has a script of its own, under one name.
    SCRIPTS.contains(&address.host.as_str()) || address.path == "/embed.js"
}

/// What an element from elsewhere shows; `None` where it names nothing that a link could lead to.
pub(super) fn shown(gathered: &Gathered) -> Option<Shown> {
    let Gathered { name, attributes, links, .. } = gathered;
    let media = if name == "audio" { EmbedKind::Listen } else { EmbedKind::Watch };
    let source = match name.as_str() {
        "blockquote" => quoted_source(attributes, links)?,
        _ => ["src", "data", "value", "data-src"].iter().find_map(|key| value(attributes, key))?.to_owned(),
    };
    let title = title(gathered);
    let Some(address) = Address::read(&source) else {
        let is_film = matches!(name.as_str(), "video" | "audio");
        let kind = if is_film { media } else { EmbedKind::Open };
        return is_beside(&source).then_some(Shown { kind, service: None, host: None, href: source, title });
    };
    let (kind, service, href) = known(&address).unwrap_or_else(|| {
        let is_mastodon = name == "blockquote" || value(attributes, "class") == Some("mastodon-embed");
        match (is_mastodon, name.as_str()) {
            (true, _) => {
                let page = address.path.strip_suffix("/embed").unwrap_or(&address.path);
                (EmbedKind::Read, Some("Mastodon"), format!("https://{}{page}", address.host))
            }
            (_, "video" | "audio") => (media, None, address.whole()),
            _ => (EmbedKind::Open, None, address.whole()),
        }
    });
    let host = Address::read(&href).map(|address| bare(&address.host).to_owned());
    Some(Shown { kind, service, host, href, title })
}

/// Whether a source is a file beside the essay: it has no scheme.
fn is_beside(source: &str) -> bool {
    let source = source.trim();
    !source.is_empty()
        && !source.starts_with('#')
        && !source.split(['/', '?', '#']).next().unwrap_or("").contains(':')
}

fn quoted(classes: &str) -> Option<(&'static str, &'static str)> {
    QUOTED.into_iter().find(|(class, _)| classes.split_whitespace().any(|it| it == *class))
}

/// The address of a post that is quoted.
fn quoted_source(attributes: &[(String, String)], links: &[String]) -> Option<String> {
    let (_, key) = quoted(value(attributes, "class")?)?;
    let named = value(attributes, key).map(str::to_owned);
    // A post on Bluesky is named by who wrote it and its number there (AT Protocol).
    let named = named.map(|named| {
        match named.strip_prefix("at://").and_then(|at| at.split_once("/app.bsky.feed.post/")) {
            Some((author, post)) => format!("https://bsky.app/profile/{author}/post/{post}"),
            None => named,
        }
    });
    // What is quoted ends with a link to where it stands.
    named.or_else(|| links.last().cloned())
}

fn value<'a>(attributes: &'a [(String, String)], key: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(name, value)| name == key && !value.trim().is_empty());
    found.map(|(_, value)| value.trim())
}

/// What an embed is called: its title, or what it says in itself, unless that is only for browsers that cannot show it.
fn title(gathered: &Gathered) -> String {
    let Gathered { name, attributes, text, .. } = gathered;
    if let Some(title) = value(attributes, "title").or_else(|| value(attributes, "aria-label")) {
        return title.to_owned();
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.to_lowercase();
    let is_excuse = name != "blockquote" && (lower.contains("browser") || lower.contains("support"));
    if is_excuse {
        return String::new();
    }
    if text.chars().count() <= LONGEST {
        return text;
    }
    let kept: String = text.chars().take(LONGEST).collect();
    format!("{}…", &kept[..kept.rfind(' ').unwrap_or(kept.len())])
}

/// An address on the web, in parts.
#[derive(Debug)]
struct Address {
    host: String,
    path: String,
    query: Vec<(String, String)>,
    written: String,
}

impl Address {
    /// Reads `https://…`, `http://…` or `//…`.
    fn read(written: &str) -> Option<Self> {
        let written = written.trim();
        let begins =
            |scheme: &str| written.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
        let scheme = ["https://", "http://", "//"].into_iter().find(|scheme| begins(scheme))?;
        let rest = written[scheme.len()..].split('#').next().unwrap_or("");
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let pair = |pair: &str| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(key), decoded(&value.replace('+', " ")))
        };
        let query = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
        let written = if scheme == "//" { format!("https:{written}") } else { written.to_owned() };
        let is_host = host.contains('.')
            && !host.contains(|sign: char| sign.is_whitespace() || "\"'<>@".contains(sign));
        is_host.then(|| Self { host: host.to_lowercase(), path: path.to_owned(), query, written })
    }

    fn whole(&self) -> String {
        self.written.clone()
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The part of the path behind a beginning, up to the next slash; `None` where it holds anything but what names hold.
    fn part(&self, beginning: &str) -> Option<&str> {
        let part = self.path.strip_prefix(beginning)?.split('/').next()?;
        let is_name = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
        (!part.is_empty() && part.chars().all(is_name)).then_some(part)
    }
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// What readers do, who shows it, and where the page for people is.
type Known = (EmbedKind, Option<&'static str>, String);

/// The page for people of a service that is known.
fn known(address: &Address) -> Option<Known> {
    films(address).or_else(|| sounds(address)).or_else(|| posts(address)).or_else(|| maps(address))
}

fn films(address: &Address) -> Option<Known> {
    let watch = |service, href| Some((EmbedKind::Watch, Some(service), href));
    match bare(&address.host) {
        "youtube.com" | "youtube-nocookie.com" | "m.youtube.com" => watch("YouTube", youtube(address)?),
        "youtu.be" => watch("YouTube", format!("https://www.youtube.com/watch?v={}", address.part("/")?)),
        "player.vimeo.com" | "vimeo.com" => {
            let id = address.part("/video/").or_else(|| address.part("/"))?;
            // A film that is not listed is found by a second number.
            let key = address.get("h").filter(|key| key.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            let key = key.map(|key| format!("/{key}")).unwrap_or_default();
            watch("Vimeo", format!("https://vimeo.com/{id}{key}"))
        }
        "dailymotion.com" => watch(
            "Dailymotion",
            format!("https://www.dailymotion.com/video/{}", address.part("/embed/video/")?),
        ),
        "archive.org" => {
            watch("Internet Archive", format!("https://archive.org/details/{}", address.part("/embed/")?))
        }
        _ => None,
    }
}

fn youtube(address: &Address) -> Option<String> {
    let list = address
        .get("list")
        .filter(|list| list.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    let film = address.part("/embed/").or_else(|| address.part("/shorts/")).or_else(|| address.part("/v/"));
    let film = film.filter(|film| *film != "videoseries").or_else(|| address.get("v"));
    match (film, list) {
        (Some(film), _) => {
            let start = address
                .get("start")
                .or_else(|| address.get("t"))
                .filter(|start| start.bytes().all(|byte| byte.is_ascii_digit()));
            let start = start.map(|start| format!("&t={start}s")).unwrap_or_default();
            Some(format!("https://www.youtube.com/watch?v={film}{start}"))
        }
        (None, Some(list)) => Some(format!("https://www.youtube.com/playlist?list={list}")),
        (None, None) => None,
    }
}

fn sounds(address: &Address) -> Option<Known> {
    let listen = |service, href| Some((EmbedKind::Listen, Some(service), href));
    match bare(&address.host) {
        "w.soundcloud.com" => {
            let page = address.get("url").filter(|url| url.starts_with("https://soundcloud.com/"));
            listen("SoundCloud", page.map_or_else(|| address.whole(), str::to_owned))
        }
        "open.spotify.com" => {
            let page = address.path.strip_prefix("/embed").unwrap_or(&address.path);
            listen("Spotify", format!("https://open.spotify.com{page}"))
        }
        "embed.podcasts.apple.com" => {
            listen("Apple Podcasts", format!("https://podcasts.apple.com{}", address.path))
        }
        "embed.music.apple.com" => listen("Apple Music", format!("https://music.apple.com{}", address.path)),
        "bandcamp.com" => listen("Bandcamp", address.whole()),
        _ => None,
    }
}

fn posts(address: &Address) -> Option<Known> {
    let read = |service, href| Some((EmbedKind::Read, Some(service), href));
    match bare(&address.host) {
        "platform.twitter.com" | "platform.x.com" => {
            read("X", format!("https://x.com/i/status/{}", address.get("id")?))
        }
        "twitter.com" | "x.com" => read("X", format!("https://x.com{}", address.path)),
        "embed.bsky.app" => {
            let (author, post) = address.path.strip_prefix("/embed/")?.split_once("/app.bsky.feed.post/")?;
            read("Bluesky", format!("https://bsky.app/profile/{author}/post/{post}"))
        }
        "bsky.app" => read("Bluesky", format!("https://bsky.app{}", address.path)),
        "instagram.com" => {
            let page = address.path.split("/embed").next().unwrap_or("").trim_end_matches('/');
            read("Instagram", format!("https://www.instagram.com{page}/"))
        }
        "tiktok.com" => {
            let film = address
                .part("/embed/v2/")
                .or_else(|| address.part("/embed/"))
                .or_else(|| address.part("/player/v1/"));
            let page = film.map_or_else(|| address.path.clone(), |film| format!("/@/video/{film}"));
            Some((EmbedKind::Watch, Some("TikTok"), format!("https://www.tiktok.com{page}")))
        }
        "facebook.com" => {
            let page = address.get("href").filter(|href| href.starts_with("https://www.facebook.com/"));
            read("Facebook", page.map_or_else(|| address.whole(), str::to_owned))
        }
        _ if address.path.starts_with("/@") && address.path.ends_with("/embed") => {
            let page = address.path.strip_suffix("/embed").unwrap_or("");
            read("Mastodon", format!("https://{}{page}", address.host))
        }
        _ => None,
    }
}

fn maps(address: &Address) -> Option<Known> {
    let look = |service, href| Some((EmbedKind::Map, Some(service), href));
    match bare(&address.host) {
        "openstreetmap.org" => {
            let marker = address.get("marker").and_then(|marker| marker.split_once(','));
            let page = match (marker, address.get("bbox").and_then(middle)) {
                (Some((lat, lon)), _) if is_number(lat) && is_number(lon) => {
                    format!("?mlat={lat}&mlon={lon}#map=16/{lat}/{lon}")
                }
                (_, Some((lat, lon))) => format!("#map=14/{lat:.5}/{lon:.5}"),
                _ => String::new(),
            };
            look("OpenStreetMap", format!("https://www.openstreetmap.org/{page}"))
        }
        "google.com" | "google.co.uk" | "maps.google.com" | "maps.google.co.uk"
            if address.path.contains("maps") || address.host.starts_with("maps.") =>
        {
            let wanted = address.get("q").map(str::to_owned).or_else(|| pin(address.get("pb")?));
            let place = crate::address::component(&wanted?);
            look("Google Maps", format!("https://www.google.com/maps/search/?api=1&query={place}"))
        }
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// The middle of a box: west, south, east, north.
fn middle(bounds: &str) -> Option<(f64, f64)> {
    let sides: Vec<f64> = bounds.split(',').filter_map(|side| side.parse().ok()).collect();
    match sides.as_slice() {
        [west, south, east, north] => Some(((south + north) / 2.0, (west + east) / 2.0)),
        _ => None,
    }
}

/// The place in the code of an embedded map of Google’s: `!2d` is its longitude, `!3d` its latitude.
fn pin(code: &str) -> Option<String> {
    let number = |mark: &str| {
        code.split('!').find_map(|part| part.strip_prefix(mark)).filter(|number| is_number(number))
    };
    Some(format!("{},{}", number("3d")?, number("2d")?))
}
