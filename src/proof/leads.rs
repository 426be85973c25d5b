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
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => leads.tag(&tag),
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
                for attribute in tag.attributes().with_checks(false).flatten() {
                    if matches!(attribute.key.as_ref(), "href" | "src") {
                        leads.links.insert((Way::Followed, plain(&attribute.value).into_owned()));
                    }
                }
            }
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::CData(text)) => words.push_str(&text),
            Ok(Event::GeneralRef(name)) => words.push_str(&plain(&format!("&{};", &*name))),
            Ok(Event::End(_)) => leads.text(&std::mem::take(&mut words)),
            Ok(Event::Eof) | Err(_) => return leads,
            Ok(_) => {}
        }
    }
}

/// What a feed in JSON leads to.
pub fn in_json(text: &str) -> Leads {
    let mut leads = Leads::default();
    let mut rest: Vec<serde_json::Value> = serde_json::from_str(text).into_iter().collect();
    while let Some(value) = rest.pop() {
        match value {
            serde_json::Value::String(text) => leads.text(&text),
            serde_json::Value::Array(list) => rest.extend(list),
            serde_json::Value::Object(map) => rest.extend(map.into_iter().map(|(_, value)| value)),
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
    fn text(&mut self, text: &str) {
        let text = text.trim();
        let is_address = text.starts_with("https://") || text.starts_with("http://");
        if is_address && !text.contains(char::is_whitespace) {
            self.links.insert((Way::Followed, text.to_owned()));
        } else if text.contains('<') {
            self.links.extend(in_page(text).links);
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
                "http-equiv" => meta = value.to_ascii_lowercase(),
                "type" if name == "script" => self.has_module |= value.eq_ignore_ascii_case("module"),
                "action" | "formaction" => self.lead(Way::Followed, value),
                "srcset" | "imagesrcset" => {
                    for one in value.split(',').filter_map(|one| one.split_whitespace().next()) {
                        self.lead(Way::Fetched, one.to_owned());
                    }
                }
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
