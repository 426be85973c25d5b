//! What must hold whatever is read: nothing panics, every span lies in its text, and what is made is well-formed XML.
//! The laws, the fuzz targets and the replay of what they found all ask here.

use std::collections::BTreeMap;

use pamphlet::address::{Address, Printer};
use pamphlet::diagnostic::Diagnostic;
use pamphlet::html;
use pamphlet::inputs::{Content, Inputs};
use pamphlet::links::Target;
use pamphlet::source::Source;
use pamphlet::view::ContainerView;

use super::memory::{CONFIG, inputs};

/// The essay of a collection that is about something else.
const ESSAY: &str = "---\ntitle: T\ndate: 2025-02-25\n---\nText.\n";

/// Whether a text parses as XML, every element closed.
pub(crate) fn well_formed(html: &str) -> Result<(), String> {
    let mut reader = quick_xml::Reader::from_str(html);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_i64;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Start(tag)) => {
                depth += 1;
                for attribute in tag.attributes() {
                    attribute.map_err(|error| error.to_string())?;
                }
            }
            Ok(quick_xml::events::Event::End(_)) => depth -= 1,
            Ok(quick_xml::events::Event::Eof) if depth == 0 => return Ok(()),
            Ok(quick_xml::events::Event::Eof) => return Err(format!("{depth} elements are open")),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// Shows a container as it is.
struct Bare;

impl html::Containers for Bare {
    fn show(&self, view: &ContainerView<'_>) -> Result<String, Box<Diagnostic>> {
        Ok(format!("<div>{}{}</div>", view.title_html, view.content_html))
    }
}

/// Whatever a body holds, faults and all, its tree is shown as well-formed XML, in pages and in feeds.
pub(crate) fn markdown(body: &str) {
    let source = Source::new("essays/a.md", body);
    let found = pamphlet::markdown::read(&source, 0..body.len());
    for diagnostic in &found.diagnostics {
        lies_in(diagnostic, |_| Some(body));
    }
    let document = found.value;
    let targets =
        vec![Target::Outside("https://example.org/?a=\"b\"&c=<d>".into()); document.references.len()];
    let page = Address::new("essays/a/");
    for purpose in [html::Purpose::Page, html::Purpose::Feed] {
        let setting = html::Setting {
            targets: &targets,
            printer: &Printer::Relative(page.clone()),
            page: &page,
            prefix: "a",
            assets: &BTreeMap::new(),
            sizes: "100vw",
            opens: false,
            containers: &Bare,
            words: &pamphlet::wording::Wording::default(),
            direction: Default::default(),
            purpose,
        };
        let mut text = html::body(&document, &setting).expect("no template fails");
        text += &html::note_list(&html::notes(&document, &setting).expect("no template fails"));
        well_formed(&text).unwrap_or_else(|error| panic!("{error}\n{body:?}\n{text}"));
    }
}

/// Whatever stands between the fences, YAML or TOML, and whatever the file is called.
pub(crate) fn details(details: &str) {
    for fence in ["---", "+++"] {
        let text = format!("{fence}\n{details}\n{fence}\nText.\n");
        for path in ["essays/2024-05-03-a.md", "essays/pages/a.md"] {
            let source = Source::new(path, text.as_str());
            let found = pamphlet::essay::parse(&source);
            for diagnostic in &found.diagnostics {
                lies_in(diagnostic, |_| Some(&text));
            }
            if let Some(essay) = found.value {
                drop(essay.front.free(|_| true));
            }
        }
    }
}

/// Whatever `pamphlet.toml` holds; where it can be used, a site is built with it.
pub(crate) fn config(settings: &str) {
    let source = Source::new("pamphlet.toml", settings);
    let found = pamphlet::config::read(&source, None);
    for diagnostic in &found.diagnostics {
        lies_in(diagnostic, |_| Some(settings));
    }
    if found.value.is_some() {
        one(settings, ESSAY);
    }
}

/// A whole collection: files between lines of three tildes, the first of which names the file, as in `tests/faults`.
pub(crate) fn collection(text: &str) {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut open: Option<String> = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        match (&open, words.strip_prefix("~~~")) {
            (Some(_), Some("")) => open = None,
            (Some(path), _) => files.entry(path.clone()).or_default().push_str(line),
            (None, Some(path)) if !path.trim().is_empty() && path.trim() != "expect" => {
                files.insert(path.trim().to_owned(), String::new());
                open = Some(path.trim().to_owned());
            }
            (None, _) => {}
        }
    }
    site(&inputs(&files));
}

/// A collection of one essay.
pub(crate) fn one(config: &str, essay: &str) {
    let files = BTreeMap::from([
        ("pamphlet.toml".to_owned(), config.to_owned()),
        ("essays/a.md".to_owned(), essay.to_owned()),
    ]);
    site(&inputs(&files));
}

/// One essay, with the settings that others share.
pub(crate) fn essay(text: &str) {
    one(CONFIG, text);
}

fn site(inputs: &Inputs) {
    let built = pamphlet::build(inputs);
    for diagnostic in &built.diagnostics {
        lies_in(diagnostic, |path| pamphlet::text_of(inputs, path));
    }
    for (path, content) in &built.value {
        let is_xml = path.ends_with(".html") || path.ends_with(".xml");
        // Templates of a site's own may be written as HTML.
        if let (true, true, Content::Text(text)) = (is_xml, inputs.designs.is_empty(), content) {
            well_formed(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        }
    }
}

fn lies_in<'a>(diagnostic: &Diagnostic, text_of: impl Fn(&str) -> Option<&'a str>) {
    for place in diagnostic.primary.iter().chain(diagnostic.labels.iter().map(|(place, _)| place)) {
        if let Some(text) = text_of(&place.path) {
            assert!(text.get(place.span.range()).is_some(), "{diagnostic:?} lies outside {text:?}");
        }
    }
}
