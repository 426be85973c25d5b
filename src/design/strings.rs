//! The strings files of a design are read and held against what its templates and the program say.
//!
//! In: layers, and the languages that pages are in. Out: `Wordings`, and faults in strings files and templates.

use super::files::Layer;
use super::said::{self, Key};
use super::voice::words;
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::source::{Place, Source};
use crate::wording::{DEFAULT, StringsFile, Unsayable, Wordings};

/// A call of `say`, with the template it stands in.
struct Said {
    call: said::Call,
    place: Place,
}

/// Reads all strings files, the highest layer first.
pub(super) fn read(layers: &[Layer]) -> Found<Wordings> {
    let file = |(layer, one): (usize, &Layer)| {
        let folder = one.folder.clone();
        let named = one.strings().map(move |(language, text)| StringsFile {
            language: language.to_owned(),
            layer,
            source: Source::new(format!("{folder}strings/{language}.toml"), text),
        });
        named.collect::<Vec<_>>()
    };
    let files: Vec<StringsFile> = layers.iter().enumerate().flat_map(file).collect();
    Wordings::read(&files)
}

/// Checks the words of the design `name`; `in_use` are the languages of pages, as their files are named.
pub(super) fn check(
    wordings: &Wordings,
    layers: &[Layer],
    in_use: &[String],
    (name, place): (&str, &Place),
) -> Vec<Diagnostic> {
    let said = said(layers);
    let is_used = |key: &str| {
        said.iter().any(|said| match &said.call.key {
            Key::Literal(other) => other == key,
            Key::Beginning(beginning) => key.starts_with(beginning.as_str()),
        })
    };
    let mut diagnostics = wordings.check(in_use, &is_used, &format!("themes/{name}/strings/"));
    diagnostics.extend(unspoken(wordings, name, place));
    for said in &said {
        diagnostics.extend(in_template(said, wordings, in_use, name));
    }
    diagnostics
}

fn said(layers: &[Layer]) -> Vec<Said> {
    let mut all = Vec::new();
    for layer in layers {
        for (name, text) in layer.templates() {
            let path = layer.path_of(name);
            let said = said::calls(text).into_iter().map(|call| {
                let place = Place { path: path.as_str().into(), span: call.span };
                Said { call, place }
            });
            all.extend(said);
        }
    }
    all
}

fn unspoken(wordings: &Wordings, name: &str, place: &Place) -> Option<Diagnostic> {
    let missing = wordings.unspoken();
    let message = format!("The design “{name}” has no words for {}.", missing.join(", "));
    let help = format!(
        "Add them to themes/{name}/strings/{DEFAULT}.toml, or let its design.toml extend another design."
    );
    (!missing.is_empty()).then(|| Diagnostic::new(Code::E312, message).at(place.clone()).help(help))
}

fn in_template(said: &Said, wordings: &Wordings, in_use: &[String], name: &str) -> Option<Diagnostic> {
    let Key::Literal(key) = &said.call.key else { return None };
    if !wordings.has(key) {
        let near = wordings.near(key).map_or(String::new(), |near| format!(" Did you mean {near}?"));
        let message = format!("There are no words for “{key}”.{near}");
        let help = format!("Add {key} = \"…\" to themes/{name}/strings/{DEFAULT}.toml");
        return Some(Diagnostic::new(Code::E312, message).at(said.place.clone()).help(help));
    }
    let fault = in_use.iter().find_map(|language| wrong_values(&said.call, key, wordings, language))?;
    let help = match wordings.values(DEFAULT, key).1 {
        known if known.is_empty() => format!("Write say(key=\"{key}\")"),
        known => {
            let names: Vec<String> = known.iter().map(|name| format!("{name}=…")).collect();
            format!("Write say(key=\"{key}\", {})", names.join(", "))
        }
    };
    Some(Diagnostic::new(Code::E314, words(key, &fault)).at(said.place.clone()).help(help))
}

fn wrong_values(call: &said::Call, key: &str, wordings: &Wordings, language: &str) -> Option<Unsayable> {
    let (needed, known) = wordings.values(language, key);
    let missing = needed.iter().find(|name| !call.arguments.iter().any(|given| **given == ***name));
    let unknown = call.arguments.iter().find(|given| !known.contains(given.as_str()));
    let missing = missing.map(|name| Unsayable::Missing(name.to_string()));
    missing.or_else(|| unknown.map(|name| Unsayable::Unknown(name.clone())))
}
