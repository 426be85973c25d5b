//! Where a finished file leads.
//!
//! In: the text of a page, a feed, a style sheet. Out: every address in it, and what else a host must know of a page. Nothing is
//! judged here.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::page::{FETCHED, SAID, lower, plain};

/// How an address is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Browsers fetch it by themselves.
    Fetched,
    /// Readers follow it.
    Followed,
    /// It is only said.
    Said,
}

/// What a file leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leads {
    /// Every address, as it is written.
    pub links: BTreeSet<(Way, String)>,
    /// The names of its sections.
    pub ids: BTreeSet<String>,
    /// Where the page leads on to by itself.
    pub onward: Option<String>,
    /// Its own address, as search engines are told it.
    pub canonical: Option<String>,
    /// Whether a policy stands in it.
    pub has_policy: bool,
    /// Whether a script in it is a module, which no disk can give.
    pub has_module: bool,
}

/// What a page leads to.
pub fn in_page(text: &str) -> Leads {
    let mut leads = Leads::default();
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut in_sheet = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                in_sheet = tag.name().as_ref().eq_ignore_ascii_case("style");
                leads.tag(&tag);
            }
            Ok(Event::Text(text)) if in_sheet => leads.links.extend(in_style(&text).links),
            // What is broken has been told when the page was made.
            Ok(Event::Eof) | Err(_) => return leads,
            Ok(_) => {}
        }
    }
}

/// What a feed or a sitemap leads to: addresses in attributes, addresses that are all of a text, and pages inside texts.
pub fn in_xml(text: &str) -> Leads {
    let mut leads = Leads::default();
    let mut reader = Reader::from_str(text);
    let mut words = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                words.clear();
                leads.tag_in_xml(&tag);
            }
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::CData(text)) => words.push_str(&text),
            Ok(Event::GeneralRef(name)) => words.push_str(&plain(&format!("&{};", &*name))),
            Ok(Event::PI(instruction)) => leads.instruction(&instruction),
            Ok(Event::End(tag)) => {
                let way = match tag.local_name().as_ref() {
                    // A name for ever, wherever the site is by now, and nobody goes there (RFC 4287, section 4.2.6).
                    "id" => None,
                    // The pictures of a feed, which programs show beside its name (sections 4.2.5 and 4.2.8).
                    "icon" | "logo" => Some(Way::Fetched),
                    _ => Some(Way::Followed),
                };
                let text = std::mem::take(&mut words);
                way.into_iter().for_each(|way| leads.text(&text, way));
            }
            Ok(Event::Eof) | Err(_) => return leads,
            Ok(_) => {}
        }
    }
}

/// What a feed in JSON leads to.
pub fn in_json(text: &str) -> Leads {
    /// What programs show by themselves (JSON Feed 1.1), and what browsers fetch (Web App Manifest).
    const FETCHED: [&str; 6] = ["image", "banner_image", "icon", "favicon", "avatar", "src"];
    let mut leads = Leads::default();
    let begun: Result<serde_json::Value, _> = serde_json::from_str(text);
    let mut rest: Vec<(Way, serde_json::Value)> = begun.into_iter().map(|all| (Way::Followed, all)).collect();
    while let Some((way, value)) = rest.pop() {
        match value {
            serde_json::Value::String(text) => leads.text(&text, way),
            serde_json::Value::Array(list) => rest.extend(list.into_iter().map(|one| (way, one))),
            serde_json::Value::Object(map) => {
                let way = |key: &str| if FETCHED.contains(&key) { Way::Fetched } else { Way::Followed };
                // Ids are names, as in Atom.
                let named = map.into_iter().filter(|(key, _)| key != "id");
                rest.extend(named.map(|(key, value)| (way(&key), value)));
            }
            _ => {}
        }
    }
    leads
}

/// What a style sheet leads to.
pub fn in_style(text: &str) -> Leads {
    let addresses = super::style::all_addresses(text);
    let links = addresses.into_iter().filter(|address| !address.starts_with("data:") && !address.is_empty());
    Leads { links: links.map(|address| (Way::Fetched, address)).collect(), ..Leads::default() }
}

impl Leads {
    /// A text of a feed: an address, or a page, or neither. What is fetched is an address in any case.
    fn text(&mut self, text: &str, way: Way) {
        let text = text.trim();
        let is_address = text.starts_with("https://") || text.starts_with("http://");
        if (way == Way::Fetched && !text.is_empty()) || (is_address && !text.contains(char::is_whitespace)) {
            self.lead(way, text.to_owned());
        } else if text.contains('<') {
            self.links.extend(in_page(text).links);
        }
    }

    fn tag_in_xml(&mut self, tag: &BytesStart<'_>) {
        let value = |name: &str| {
            let mut all = tag.attributes();
            all.with_checks(false)
                .flatten()
                .find(|it| it.key.local_name().as_ref() == name)
                .map(|it| plain(&it.value).into_owned())
        };
        // What comes along with an entry, programs fetch unasked.
        let comes_along =
            value("rel").is_some_and(|rel| matches!(&*rel, "enclosure" | "icon" | "stylesheet"));
        if let Some(href) = value("href") {
            self.lead(if comes_along { Way::Fetched } else { Way::Followed }, href);
        }
        for name in ["src", "url"] {
            if let Some(address) = value(name) {
                self.lead(Way::Fetched, address);
            }
        }
    }

    /// A style sheet of a feed stands outside of all elements.
    fn instruction(&mut self, instruction: &str) {
        let Some((_, rest)) = instruction.split_once("href=") else { return };
        let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        if let Some(address) = quote.and_then(|quote| rest.split(quote).nth(1)) {
            self.lead(Way::Fetched, plain(address).into_owned());
        }
    }

    fn tag(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        let name = &*lower(name.as_ref());
        let (mut rel, mut href, mut content, mut meta) = (String::new(), None, String::new(), String::new());
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            let key = lower(attribute.key.as_ref());
            let key = key.strip_prefix("xlink:").unwrap_or(&key);
            let value = plain(&attribute.value).into_owned();
            match key {
                "id" => drop(self.ids.insert(value)),
                "name" if name == "a" => drop(self.ids.insert(value)),
                "href" if matches!(name, "a" | "area") => self.lead(Way::Followed, value),
                "href" if name == "link" => href = Some(value),
                "rel" => rel = value.to_ascii_lowercase(),
                "content" => content = value,
                "property" => meta = value.to_ascii_lowercase(),
                "http-equiv" => meta = value.to_ascii_lowercase(),
                "type" if name == "script" => self.has_module |= value.eq_ignore_ascii_case("module"),
                "action" | "formaction" => self.lead(Way::Followed, value),
                "srcset" | "imagesrcset" => {
                    for one in value.split(',').filter_map(|one| one.split_whitespace().next()) {
                        self.lead(Way::Fetched, one.to_owned());
                    }
                }
                "style" => self.links.extend(in_style(&value).links),
                "ping" | "background" => self.lead(Way::Fetched, value),
                "data-script" => self.lead(Way::Fetched, value),
                _ if FETCHED.contains(&(name, key)) => self.lead(Way::Fetched, value),
                _ => {}
            }
        }
        match (name, href) {
            ("link", Some(href)) => self.linked(&rel, href),
            ("meta", _) => self.meta(&meta, &content),
            _ => {}
        }
    }

    fn linked(&mut self, rel: &str, href: String) {
        let is_said = rel.split_whitespace().all(|rel| SAID.contains(&rel));
        if rel == "canonical" {
            self.canonical = Some(href.clone());
        }
        self.lead(if is_said { Way::Said } else { Way::Fetched }, href);
    }

    fn meta(&mut self, kind: &str, content: &str) {
        self.has_policy |= kind == "content-security-policy";
        if matches!(kind, "og:url" | "og:image" | "og:image:secure_url") {
            self.lead(Way::Said, content.to_owned());
        }
        if kind == "refresh" {
            let to = content.split_once('=').map_or("", |(_, to)| to.trim().trim_matches(['"', '\'']));
            self.onward = Some(to.to_owned());
            self.lead(Way::Followed, to.to_owned());
        }
    }

    fn lead(&mut self, way: Way, address: String) {
        if !address.starts_with("data:") {
            self.links.insert((way, address));
        }
    }
}
