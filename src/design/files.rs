//! The files of a design, layer by layer.
//!
//! In: the site's own files, the files inside the program. Out: the layers, the highest first.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::details::{Kind, toml};
use crate::diagnostic::{Code, Diagnostic, Found, did_you_mean};
use crate::source::{Place, Source, Span};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// One folder of files.
#[derive(Clone)]
pub(super) struct Layer {
    /// What stands before the names of its templates: `commons/` or `built-in/commons/`.
    pub(super) prefix: String,
    /// Where an editor finds it, for messages: `themes/commons/`.
    pub(super) folder: String,
    /// Path below the folder → bytes.
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Layer {
    /// Its templates and style sheets: name as templates use it, and text.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, bytes)| {
            let name = match path.strip_prefix("templates/") {
                Some(name) if name.ends_with(".html") => name,
                None if is_style(path) => path,
                _ => return None,
            };
            Some((name, std::str::from_utf8(bytes).ok()?))
        })
    }

    pub(super) fn has_template(&self, name: &str) -> bool {
        self.files.contains_key(&format!("templates/{name}"))
    }

    /// Its strings files: language and text.
    pub(super) fn strings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, bytes)| {
            let language = path.strip_prefix("strings/")?.strip_suffix(".toml")?;
            Some((language, std::str::from_utf8(bytes).ok()?))
        })
    }

    /// The other files it publishes, style sheets among them: name below `assets/`, and bytes.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&str, Arc<[u8]>)> {
        self.files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("assets/")?, bytes.clone())))
    }

    /// Whether it is the design of that name inside the program.
    pub(super) fn is_built_in(&self, name: &str) -> bool {
        self.prefix == built_in_prefix(name)
    }

    /// The files below a folder of it: name below that folder, and bytes.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = (&str, Arc<[u8]>)> {
        self.files.iter().filter_map(move |(path, bytes)| Some((path.strip_prefix(folder)?, bytes.clone())))
    }

    /// A file of it as text; what is not text in UTF-8 is read as far as it is.
    pub(super) fn text(&self, path: &str) -> Option<Source> {
        let bytes = self.files.get(path)?;
        Some(Source::new(format!("{}{path}", self.folder), String::from_utf8_lossy(bytes)))
    }

    /// The path of the file a template was read from.
    pub(super) fn path_of(&self, template: &str) -> String {
        if is_style(template) {
            format!("{}{template}", self.folder)
        } else {
            format!("{}templates/{template}", self.folder)
        }
    }
}

/// Whether a file is a style sheet (`assets/`) or a part of one, to be included (`styles/`).
fn is_style(path: &str) -> bool {
    path.ends_with(".css") && (path.starts_with("assets/") || path.starts_with("styles/"))
}

/// The layers of a design, the highest first; none when there is no such design.
pub(super) fn layers(name: &str, own: &BTreeMap<Arc<str>, Arc<[u8]>>, place: &Place) -> Found<Vec<Layer>> {
    let mut found = Found { value: Vec::new(), diagnostics: Vec::new() };
    let mut next = Some((name.to_owned(), place.clone()));
    let mut seen: Vec<String> = Vec::new();
    while let Some((name, place)) = next.take() {
        if seen.contains(&name) {
            let message = format!("The design “{name}” extends itself.");
            let fault = Diagnostic::new(Code::E304, message).at(place);
            found.diagnostics.push(fault.help("Take extends out of one design.toml of the circle."));
            break;
        }
        let added = [own_layer(&name, own), built_in_layer(&name)];
        let added: Vec<Layer> = added.into_iter().filter(|layer| !layer.files.is_empty()).collect();
        if added.is_empty() {
            found.diagnostics.push(unknown(&name, own, place));
            break;
        }
        next = extends(&added, &mut found.diagnostics);
        found.value.extend(added);
        seen.push(name);
    }
    found
}

fn own_layer(name: &str, own: &BTreeMap<Arc<str>, Arc<[u8]>>) -> Layer {
    let folder = format!("themes/{name}/");
    let below = |(path, bytes): (&Arc<str>, &Arc<[u8]>)| {
        Some((path.strip_prefix(&*folder)?.to_owned(), bytes.clone()))
    };
    Layer { prefix: format!("{name}/"), files: own.iter().filter_map(below).collect(), folder }
}

fn built_in_prefix(name: &str) -> String {
    format!("built-in/{name}/")
}

fn built_in_layer(name: &str) -> Layer {
    let mut files = BTreeMap::new();
    if let Some(dir) = BUILT_IN.get_dir(name) {
        collect(dir, name, &mut files);
    }
    Layer { prefix: built_in_prefix(name), folder: format!("built-in/themes/{name}/"), files }
}

/// A design inside the program, as a layer.
pub(super) fn built_in(name: &str) -> Option<Layer> {
    Some(built_in_layer(name)).filter(|layer| !layer.files.is_empty())
}

fn collect(dir: &Dir<'_>, name: &str, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(below) = path.strip_prefix(&format!("{name}/")) {
            files.insert(below.to_owned(), file.contents().into());
        }
    }
    dir.dirs().for_each(|dir| collect(dir, name, files));
}

/// The designs inside the program.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.dirs().filter_map(|dir| dir.path().to_str())
}

/// The text of a file inside the program, by the path that messages give: `built-in/themes/commons/…`.
pub fn built_in_text(path: &str) -> Option<&'static str> {
    BUILT_IN.get_file(path.strip_prefix("built-in/themes/")?)?.contents_utf8()
}

fn unknown(name: &str, own: &BTreeMap<Arc<str>, Arc<[u8]>>, place: Place) -> Diagnostic {
    let folders =
        own.keys().filter_map(|path| path.strip_prefix("themes/")?.split_once('/')).map(|(name, _)| name);
    let mut known: Vec<&str> = Vec::from_iter(folders);
    for built_in in built_in_names() {
        known.push(built_in);
    }
    known.sort_unstable();
    known.dedup();
    let question = did_you_mean(name, known.iter().copied())
        .map_or(String::new(), |near| format!(" Did you mean {near}?"));
    Diagnostic::new(Code::E208, format!("There is no design “{name}”.{question}"))
        .at(place)
        .help(format!("Designs: {}.", known.join(", ")))
}

/// The design that the highest `design.toml` extends, if it says so.
fn extends(layers: &[Layer], diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Place)> {
    const KEYS: [&str; 7] =
        ["name", "title", "description", "extends", "version", "picture_sizes", "lead_sizes"];
    let (layer, bytes) = layers.iter().find_map(|layer| Some((layer, layer.files.get("design.toml")?)))?;
    let text = std::str::from_utf8(bytes).unwrap_or("");
    let source = Source::new(format!("{}design.toml", layer.folder), text);
    let read = toml::read(text);
    diagnostics.extend(read.faults.into_iter().map(|fault| {
        let place = source.place(fault.span);
        fault.told(Code::E304, place).otherwise("See the design.toml of a built-in design for an example.")
    }));
    for item in read.table.entries.iter().filter(|item| !KEYS.contains(&item.key.as_str())) {
        let fault = Diagnostic::new(Code::E304, format!("“{}” is not a setting of a design.", item.key));
        diagnostics
            .push(fault.at(source.place(item.key_span)).help(format!("Settings: {}.", KEYS.join(", "))));
    }
    let item = read.table.get("extends")?;
    match &item.value.kind {
        Kind::Text { text, .. } => Some((text.clone(), source.place(item.value.span))),
        _ => {
            let fault = Diagnostic::new(Code::E304, "extends names another design, as text.");
            diagnostics.push(fault.at(source.place(item.value.span)).help("Write extends = \"commons\"."));
            None
        }
    }
}

/// A setting of the highest layer whose `design.toml` has it, as text.
pub(super) fn setting(layers: &[Layer], key: &str) -> Option<String> {
    layers.iter().find_map(|layer| {
        let text = std::str::from_utf8(layer.files.get("design.toml")?).ok()?;
        match &toml::read(text).table.get(key)?.value.kind {
            Kind::Text { text, .. } => Some(text.clone()),
            _ => None,
        }
    })
}

/// A span at the beginning, for faults that name a file but no line.
pub(super) fn beginning() -> Span {
    Span::at(0)
}
