//! A finished page.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::head::Head;
use super::nesting::Nesting;
use super::sight::Element;
use super::{Facts, Ground, address_of, hash, outward};
use crate::address;
use crate::diagnostic::{Code, Diagnostic};
use crate::host;
use crate::source::position;

/// Reads one finished page. `imprint` is where the imprint stands in it.
pub(super) fn read(
    path: &str,
    text: &str,
    ground: &Ground<'_>,
    mut imprint: Option<usize>,
) -> (Facts, Vec<Diagnostic>) {
    let folder = address_of(path);
    let mut page = Page {
        path,
        folder: folder.as_str().to_owned(),
        ground,
        facts: Facts::default(),
        ids: HashSet::new(),
        diagnostics: Vec::new(),
        earlier: None,
        head: Head::default(),
    };
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    // Templates may be written as HTML: `<br>` is never closed.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut nesting = Nesting::default();
    let fault = loop {
        let at = byte_of(&reader);
        if imprint.is_some_and(|place| place < at) {
            page.around_imprint(text, &nesting);
            imprint = None;
        }
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if page.tag(&tag) {
                    page.data(text.get(byte_of(&reader)..).unwrap_or(""));
                }
                // The name as it stands in the page, which outlives the event.
                let name = text.get(at + 1..at + 1 + tag.name().as_ref().len()).unwrap_or("");
                nesting.begin(name, at);
            }
            Ok(Event::Empty(tag)) => drop(page.tag(&tag)),
            Ok(Event::End(tag)) => {
                if let Some(words) = nesting.end(tag.name().as_ref()) {
                    break Some((at, words));
                }
            }
            Ok(Event::Comment(_)) => page.comment(text, at..byte_of(&reader), imprint),
            Ok(Event::Eof) => break nesting.close().map(|(words, at)| (at, words)),
            Ok(_) => {}
            Err(error) => {
                break Some((usize::try_from(reader.error_position()).unwrap_or(0), error.to_string()));
            }
        }
    };
    if page.earlier.is_some() {
        return read(path, text, ground, page.earlier);
    }
    if let Some((at, words)) = fault {
        page.not_well_formed(text, at, &words);
    }
    page.conclude();
    // What the page itself answers need not be asked again.
    page.facts.sections.retain(|(target, id, _)| target != path || !page.ids.contains(id));
    page.facts.ids.sort_unstable();
    (page.facts, page.diagnostics)
}

/// How far a reader has come.
fn byte_of(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(0)
}

struct Page<'a> {
    path: &'a str,
    /// The page's own address, which relative addresses start from.
    folder: String,
    ground: &'a Ground<'a>,
    facts: Facts,
    ids: HashSet<u64>,
    diagnostics: Vec<Diagnostic>,
    /// Where the imprint stands before the comment that holds it last.
    earlier: Option<usize>,
    /// What is told to those who share the page.
    head: Head,
}

/// What a reader's browser fetches by itself: element, attribute.
pub(super) const FETCHED: [(&str, &str); 14] = [
    ("img", "src"),
    ("script", "src"),
    ("iframe", "src"),
    ("embed", "src"),
    ("audio", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("source", "src"),
    ("track", "src"),
    ("object", "data"),
    ("input", "src"),
    ("use", "href"),
    ("image", "href"),
    ("frame", "src"),
];

/// Kinds of `<link>` that are only said, not fetched.
pub(super) const SAID: [&str; 11] = [
    "canonical",
    "alternate",
    "license",
    "author",
    "prev",
    "next",
    "me",
    "help",
    "search",
    "schema.dc",
    "up",
];

impl Page<'_> {
    /// Reads a tag, and tells whether data follow.
    fn tag(&mut self, tag: &BytesStart<'_>) -> bool {
        let name = tag.name();
        // HTML makes no difference between <SCRIPT> and <script>.
        let name = &*lower(name.as_ref());
        let mut has_src = false;
        let mut kind = String::new();
        let mut rel = String::new();
        let mut href = String::new();
        let (mut forward, mut is_refresh) = (String::new(), false);
        let mut meta = String::new();
        self.head.element(name);
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            let key = lower(attribute.key.as_ref());
            let key = key.strip_prefix("xlink:").unwrap_or(&key);
            let raw: &str = &attribute.value;
            match key {
                "id" => self.id(raw),
                "style" => self.report(Code::E402, format!("has a style attribute on <{name}>"), STYLE_HELP),
                "href" if matches!(name, "a" | "area") => self.link(&plain(raw)),
                "href" if name == "link" => href = plain(raw).into_owned(),
                "rel" if name == "link" => rel = raw.to_ascii_lowercase(),
                "type" if name == "script" => kind = raw.to_ascii_lowercase(),
                "href" if name == "base" => self.report(
                    Code::E404,
                    format!("has a <base> of {raw}, which changes where every link leads"),
                    "Take it out; templates print addresses that are right without it.",
                ),
                "content" if name == "meta" => forward = plain(raw).into_owned(),
                "name" | "property" if name == "meta" => meta = raw.to_ascii_lowercase(),
                "http-equiv" => is_refresh = raw.eq_ignore_ascii_case("refresh"),
                "ping" | "background" => self.fetched(&plain(raw), name),
                "action" | "formaction" => self.sent(&plain(raw)),
                "href" => drop(self.is_no_program(&plain(raw))),
                "srcset" | "imagesrcset" => self.srcset(&plain(raw)),
                _ if key.starts_with("on") && key.len() > 3 => {
                    self.report(Code::E401, format!("has a script in {key} on <{name}>"), SCRIPT_HELP);
                }
                _ => {}
            }
            has_src |= name == "script" && key == "src";
            if FETCHED.contains(&(name, key)) {
                self.fetched(&plain(raw), name);
            }
        }
        match name {
            "link" => self.head.link(&rel, &href),
            "meta" => self.head.meta(&meta, &forward),
            _ => {}
        }
        match name {
            "script" if !has_src && !is_data(&kind) => {
                self.report(Code::E401, "has a script in its text".to_owned(), SCRIPT_HELP);
            }
            "style" => self.report(Code::E402, "has a <style> element".to_owned(), STYLE_HELP),
            "link" if rel.split_whitespace().any(|rel| !SAID.contains(&rel)) => self.fetched(&href, "link"),
            "link" if !href.is_empty() => self.link(&href),
            "meta" if is_refresh => {
                let to = forward.split_once('=').map_or("", |(_, to)| to.trim().trim_matches(['"', '\'']));
                self.fetched(to, "meta");
            }
            _ => {}
        }
        name == "script" && !has_src && is_data(&kind)
    }

    /// A data block, which search engines read if it can be read at all.
    fn data(&mut self, rest: &str) {
        let data = rest.split("</").next().unwrap_or("");
        if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(data) {
            let help = "Print {{ page.head_html | safe }}, which has the data of every page; data of your own must be JSON.";
            self.report(Code::E333, format!("has data that cannot be read ({error})"), help);
        }
    }

    /// What the head says, taken together.
    fn conclude(&mut self) {
        for (code, message, help) in self.head.faults(host::NOT_FOUND.contains(&self.path)) {
            self.report(code, message, help);
        }
        for image in std::mem::take(&mut self.head.images) {
            let inside =
                image.strip_prefix(self.ground.base).map(|rest| self.output_path(&format!("/{rest}")));
            if !inside.is_some_and(|path| (self.ground.has_file)(&path)) {
                let help = "The picture of a page that is shared must be a file of the site, named by its whole address.";
                let message = format!("names the picture {image} (og:image), which is not part of the site");
                self.report(Code::E332, message, help);
            }
        }
    }

    /// An address that runs a program is a script by another name. Browsers pass over blanks and control signs in it.
    fn is_no_program(&mut self, address: &str) -> bool {
        const PROGRAMS: [&str; 2] = ["javascript", "vbscript"];
        let Some((scheme, _)) = address.split_once(':') else { return true };
        let scheme: String = scheme.chars().filter(char::is_ascii_alphabetic).collect();
        let runs = PROGRAMS.iter().any(|program| scheme.eq_ignore_ascii_case(program));
        if runs {
            self.report(Code::E401, format!("has an address that runs a program, {address}"), SCRIPT_HELP);
        }
        !runs
    }

    fn id(&mut self, raw: &str) {
        let id = hash(&plain(raw));
        if !self.ids.insert(id) {
            let help =
                "Two headings or anchors have one name, or a template uses a name that an essay uses too.";
            self.report(Code::E406, format!("has the id “{raw}” twice"), help);
        }
        self.facts.ids.push(id);
    }

    /// Where a form sends what is written in it.
    fn sent(&mut self, address: &str) {
        if !self.is_no_program(address) {
            return;
        }
        let address = address.trim();
        let elsewhere = outward::is_outward(address);
        // A letter is sent by the reader's own program, who sees to whom.
        let letter = address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
        if elsewhere && !letter && !address.starts_with(self.ground.base) {
            let help = "Send forms to the site itself, or link to the other page instead.";
            self.report(Code::E403, format!("would send what readers write to {address}"), help);
        }
    }

    /// Nobody reads comments, so an imprint that stands only in one is none.
    fn comment(&mut self, text: &str, range: Range<usize>, imprint: Option<usize>) {
        let Some((place, words)) =
            imprint.zip(self.ground.imprint).filter(|(place, _)| range.contains(place))
        else {
            return;
        };
        self.earlier = text[..place].rfind(&crate::markup::text(words));
        if self.earlier.is_none() {
            let help = "Print it in the footer, where everyone sees it.";
            self.report(Code::I005, "holds the imprint only in a comment".to_owned(), help);
        }
    }

    /// Keeps the tags that are open around the imprint, and asks whether they show what is in them.
    fn around_imprint(&mut self, text: &str, nesting: &Nesting<'_>) {
        let tag = |at: usize| text[at..].split_inclusive('>').next().unwrap_or("").replace(['\n', '\r'], " ");
        let tags: Vec<String> = nesting.begun().map(tag).collect();
        let elements = || tags.iter().map(|tag| Element::read(tag));
        let unseen = elements().find_map(|element| Some((element.is_unseen()?, element)));
        if let Some((why, element)) = unseen {
            let message = format!("hides the imprint: it stands in <{}>, {why}", element.name());
            self.report(Code::I007, message, "Print it in the footer, where everyone sees it.");
        }
        self.facts.imprint = Some(tags.join("\n").into());
    }

    fn srcset(&mut self, value: &str) {
        for candidate in value.split(',') {
            let address = candidate.split_whitespace().next().unwrap_or("");
            self.fetched(address, "srcset");
        }
    }

    fn fetched(&mut self, address: &str, by: &str) {
        if address.starts_with("data:") {
            return;
        }
        let own = address.starts_with(self.ground.base);
        if !own && outward::is_outward(address) {
            let message = format!("would ask another server for {address} ({by})");
            self.report(
                Code::E403,
                message,
                "Put the file into the design's assets/, or link to it instead.",
            );
        } else {
            self.link(address);
        }
    }

    /// A link: where it leads into the site, its target must be there.
    fn link(&mut self, address: &str) {
        if let Some(section) = address.strip_prefix('#') {
            // Half of an essay's links lead about in its own page.
            return self.section(self.path.to_owned(), section, address);
        }
        if !self.is_no_program(address) {
            return;
        }
        // The page of what is not found is shown at any address, so it alone cannot be relative.
        if address.starts_with('/') && !address.starts_with("//") && !host::NOT_FOUND.contains(&self.path) {
            let help = "Templates print the addresses they are given; these work at any path.";
            let message =
                format!("links to {address} from the top of the host, which fails below another path");
            return self.report(Code::E404, message, help);
        }
        let inside: Cow<'_, str> = match address.strip_prefix(self.ground.base) {
            Some(rest) => format!("/{rest}").into(),
            None if has_scheme(address) || address.starts_with("//") => return,
            None => match address.strip_prefix(self.ground.base_path) {
                Some(rest) => format!("/{rest}").into(),
                None if address.starts_with('/') => {
                    let help = "Templates print the addresses they are given; these work at any path.";
                    return self.report(
                        Code::E404,
                        format!("links to {address}, which is outside the site"),
                        help,
                    );
                }
                None => address.into(),
            },
        };
        let (target, section) = inside.split_once('#').unwrap_or((&inside, ""));
        let target = target.split('?').next().unwrap_or("");
        let path = if target.is_empty() { self.path.to_owned() } else { self.output_path(target) };
        if !(self.ground.has_file)(&path) {
            let help = "Mend the link in the template; addresses of pages end in a slash.";
            return self.report(Code::E404, format!("links to {address}, which is not there"), help);
        }
        self.section(path, section, address);
    }

    /// A link to a section, whose page is there.
    fn section(&mut self, path: String, section: &str, address: &str) {
        // A text fragment names words, not a section.
        let section = section.split(":~:").next().unwrap_or("");
        if !section.is_empty() {
            self.facts.sections.push((path, hash(section), address.to_owned()));
        }
    }

    fn output_path(&self, target: &str) -> String {
        address::output_path(match target.strip_prefix('/') {
            Some(from_top) => from_top.to_owned(),
            None => address::beside(&self.folder, target),
        })
    }

    fn not_well_formed(&mut self, text: &str, offset: usize, what: &str) {
        let at = position(text, offset);
        let message = format!("is not well formed at line {}, column {}: {what}", at.line, at.column);
        self.report(Code::E407, message, "Mend the template that made it.");
    }

    fn report(&mut self, code: Code, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::new(code, format!("{} {message}.", self.path)).help(help));
    }
}

const SCRIPT_HELP: &str = "Put the script into a file in the design's assets/ and name it with <script src>.";
const STYLE_HELP: &str = "Put the rule into a style sheet in the design's assets/.";

/// Whether a script element holds data, which is never run (HTML standard, section 4.12.1).
fn is_data(kind: &str) -> bool {
    kind.ends_with("json")
}

pub(super) fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else { return false };
    !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

pub(super) fn plain(raw: &str) -> Cow<'_, str> {
    if raw.contains('&') {
        quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw))
    } else {
        Cow::Borrowed(raw)
    }
}

pub(super) fn lower(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => name.to_ascii_lowercase().into(),
        false => name.into(),
    }
}
