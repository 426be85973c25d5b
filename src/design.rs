//! A design from its files; a view becomes the text of a page.
//!
//! In: the files of `themes/`, and those inside the program. Out: `Design`. The only user of Tera.
//!
//! A design is a stack of layers: the site's own folder `themes/NAME/`, the built-in design of that name, then the
//! same for whatever design its `design.toml` extends. A file of a higher layer hides the same file below, so a site
//! overrides one template by adding one file. `{% extends "built-in/commons/essay.html" %}` names a layer outright.
//!
//! - `card` draws what is shown beside a shared link
//! - `files` finds the files of each layer, `tokens` holds the colours: the design's, the site's and the themes'
//! - `strings` holds the words against what templates and the program say; `said` reads what templates say
//! - `voice` shows pages in one language, `faults` puts what Tera says into our words

mod card;
mod faults;
mod files;
mod said;
mod strings;
mod tokens;
mod voice;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use tera::{Tera, Value};

use crate::address::{Address, Printer};
use crate::colour::Colour;
use crate::colour::cloth::{Cloth, Tones};
use crate::config::{ColourSetting, Theme};
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::inputs::Content;
use crate::source::{ContentHash, Place, Source};
use crate::view::{ClothView, StyleView, ThemeColour, TokensView, TonesView};
use crate::wording::{DEFAULT, Wording, Wordings};

pub use card::{Card, Form, Said};
use files::Layer;
pub use files::{built_in_names, built_in_text};
use tokens::Tokens;
pub use voice::Voice;

/// The templates that every design has, here or in a layer below.
pub const TEMPLATES: [&str; 16] = [
    "home.html",
    "essay.html",
    "essays.html",
    "themes.html",
    "theme.html",
    "authors.html",
    "author.html",
    "places.html",
    "place.html",
    "parts.html",
    "part.html",
    "search.html",
    "page.html",
    "404.html",
    "moved.html",
    "withdrawn.html",
];

/// A design, ready to show pages.
pub struct Design {
    layers: Arc<[Layer]>,
    /// By language as its strings file is named; the site's own comes first.
    voices: Vec<Voice>,
    /// The language tag of a page → the voice that shows it.
    spoken: BTreeMap<Arc<str>, usize>,
    /// Name below `assets/` → where it is published and what it holds.
    assets: BTreeMap<Arc<str>, (Address, Content)>,
    containers: BTreeSet<String>,
    tokens: Tokens,
    card: Card,
    sizes: String,
    lead_sizes: String,
}

/// A language that pages are in, and where it is said so.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language {
    /// A BCP 47 tag.
    pub tag: Arc<str>,
    /// Where it is written.
    pub place: Place,
}

/// What style sheets of a design are given.
#[derive(Clone, Debug, PartialEq)]
pub struct Styling {
    /// The themes.
    pub themes: Vec<Theme>,
    /// `[colours]` of `pamphlet.toml`.
    pub colours: Vec<ColourSetting>,
    /// `[extra]` of `pamphlet.toml`.
    pub extra: Arc<serde_json::Map<String, serde_json::Value>>,
}

/// Everything a design is made from: two orders that are equal give the same design.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Its name.
    pub name: String,
    /// Where the name is written.
    pub place: Place,
    /// The site's own files, by path from the root.
    pub own: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// The languages of the pages, the site's own first.
    pub languages: Vec<Language>,
    /// What style sheets are given.
    pub styling: Styling,
}

// Nothing in it differs from itself: what JSON holds is no NaN.
impl Eq for Order {}

/// By its name alone; there are never many.
impl std::hash::Hash for Order {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

/// A view in the form that templates take it in. Copies share what they hold.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Ready(Value);

impl Ready {
    /// Makes a view ready.
    pub fn new(view: &impl Serialize) -> Self {
        // Plain strings, numbers and lists always have a form that templates take.
        Self(Value::try_from_serializable(view).unwrap_or_else(|_| Value::none()))
    }
}

/// What keeps a design of that name from being found; `own` are the site's own files.
pub fn not_found(name: &str, own: &BTreeMap<Arc<str>, Arc<[u8]>>, place: &Place) -> Vec<Diagnostic> {
    files::layers(name, own, place).diagnostics
}

impl Design {
    /// Prepares the design from the site's own files and the built-in ones.
    pub fn load(order: &Order) -> Found<Option<Self>> {
        let Order { name, place, own, languages, styling } = order;
        let Found { value: layers, mut diagnostics } = files::layers(name, own, place);
        if layers.is_empty() {
            return Found { value: None, diagnostics };
        }
        let tokens = tokens::read(&layers, &styling.colours, &styling.themes);
        diagnostics.extend(tokens.diagnostics);
        let wordings = strings::read(&layers);
        diagnostics.extend(wordings.diagnostics);
        let (in_use, spoken) = spoken(&wordings.value, languages, &mut diagnostics);
        let Found { value: tera, diagnostics: in_templates } = compile(&layers);
        diagnostics.extend(in_templates);
        diagnostics.extend(strings::check(&wordings.value, &layers, &in_use, (name, place)));
        diagnostics.extend(missing_templates(&layers, name, place));
        let card = Card::load(&layers);
        diagnostics.extend(card.diagnostics);
        let (Some(card), false) = (card.value, diagnostics.iter().any(Diagnostic::is_error)) else {
            return Found { value: None, diagnostics };
        };
        let layers: Arc<[Layer]> = layers.into();
        let voice = |(number, file): (usize, &String)| {
            Voice::new(number, tera.clone(), layers.clone(), wordings.value.wording(file))
        };
        let sizes = files::setting(&layers, "picture_sizes").unwrap_or_else(|| "100vw".to_owned());
        let mut design = Self {
            voices: in_use.iter().enumerate().map(voice).collect(),
            spoken,
            containers: container_kinds(&layers),
            assets: BTreeMap::new(),
            tokens: tokens.value,
            card,
            lead_sizes: files::setting(&layers, "lead_sizes").unwrap_or_else(|| sizes.clone()),
            sizes,
            layers,
        };
        diagnostics.extend(design.prepare_assets(styling));
        Found { value: Some(design), diagnostics }
    }

    /// The design in the language of a page; in the site's own where it has none, or no words of it.
    pub fn voice(&self, language: Option<&str>) -> &Voice {
        let voice = language.and_then(|language| self.spoken.get(language)).copied().unwrap_or(0);
        &self.voices[voice]
    }

    /// The languages of pages, each with the voice that speaks on them.
    pub fn spoken(&self) -> impl Iterator<Item = (&Arc<str>, &Voice)> {
        self.spoken.iter().map(|(tag, voice)| (tag, &self.voices[*voice]))
    }

    /// How many voices there are.
    pub fn voices(&self) -> usize {
        self.voices.len()
    }

    /// The files of the design itself, by name.
    pub fn assets(&self) -> &BTreeMap<Arc<str>, (Address, Content)> {
        &self.assets
    }

    /// The text of a file of the design that is neither a template nor published, by its path below the design.
    pub fn text(&self, path: &str) -> Option<Source> {
        self.layers.iter().find_map(|layer| layer.text(path))
    }

    /// Its share cards.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// Its colours by day, for pictures that no style sheet colours.
    pub fn colours(&self) -> BTreeMap<Arc<str>, String> {
        printed(&self.tokens.light)
    }

    /// The cloth of a theme, by its number, or of essays without one: for pictures that no style sheet colours.
    pub fn cloth(&self, theme: Option<usize>) -> &Cloth {
        theme.and_then(|theme| self.tokens.cloths.get(theme)).unwrap_or(&self.tokens.undyed)
    }

    /// The colour of that name by day and by night, if the design has one.
    pub fn token(&self, name: &str) -> Option<(Colour, Colour)> {
        Some((*self.tokens.light.get(name)?, *self.tokens.night.get(name)?))
    }

    /// The room a picture takes on a page, as browsers want it said (`sizes`): `picture_sizes` in `design.toml`.
    pub fn sizes(&self) -> &str {
        &self.sizes
    }

    /// The room of the picture that an essay opens with: `lead_sizes` in `design.toml`.
    pub fn lead_sizes(&self) -> &str {
        &self.lead_sizes
    }

    /// Whether there is a template for that kind of container.
    pub fn has_container(&self, kind: &str) -> bool {
        self.containers.contains(kind)
    }

    /// The kinds of container it has templates for.
    pub fn containers(&self) -> impl Iterator<Item = &str> {
        self.containers.iter().map(String::as_str)
    }

    /// Gives every file of the design its address, which carries the hash of its content. Style sheets come last, since
    /// they name the others.
    fn prepare_assets(&mut self, styling: &Styling) -> Vec<Diagnostic> {
        let mut styles = BTreeSet::new();
        for layer in self.layers.iter() {
            for (name, bytes) in layer.assets() {
                if self.assets.contains_key(name) || styles.contains(name) {
                    continue;
                }
                if name.ends_with(".css") {
                    styles.insert(Arc::<str>::from(name));
                } else {
                    let address = hashed(name, ContentHash::of(&bytes));
                    self.assets.insert(name.into(), (address, Content::Bytes(bytes)));
                }
            }
        }
        let mut diagnostics = Vec::new();
        for name in styles {
            match self.style_sheet(&name, styling) {
                Ok(text) => {
                    let address = hashed(&name, ContentHash::of(text.as_bytes()));
                    self.assets.insert(name, (address, Content::Text(text)));
                }
                Err(error) => diagnostics.push(faults::explain(&error, &self.layers, Code::E302)),
            }
        }
        diagnostics
    }

    fn style_sheet(&self, name: &str, styling: &Styling) -> Result<String, tera::Error> {
        let printer = Printer::Relative(hashed(name, ContentHash::of(b"")));
        let href =
            |(name, (address, _)): (&Arc<str>, &(Address, Content))| (name.clone(), printer.href(address));
        let view = StyleView {
            assets: self.assets.iter().map(href).collect(),
            tokens: TokensView { light: printed(&self.tokens.light), night: printed(&self.tokens.night) },
            themes: styling.themes.iter().zip(&self.tokens.cloths).map(theme_colour).collect(),
            undyed: cloth_view(&self.tokens.undyed),
            extra: styling.extra.clone(),
        };
        self.voice(None).render(&format!("assets/{name}"), &view)
    }
}

/// The strings files that pages need, the site's own language first, and which of them serves which language. A language
/// without a file is told once, and gets the words of the site's own.
fn spoken(
    wordings: &Wordings,
    languages: &[Language],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<String>, BTreeMap<Arc<str>, usize>) {
    let mut files: Vec<String> = Vec::new();
    let mut spoken = BTreeMap::new();
    for language in languages {
        let own = files.first().map_or(DEFAULT, String::as_str);
        let file = wordings.file_for(&language.tag).unwrap_or(own).to_owned();
        // Where even the default language has no file, that is told as words that are missing.
        if wordings.file_for(&language.tag).is_none() && wordings.file_for(DEFAULT).is_some() {
            diagnostics.push(no_words(&language.tag, &file).at(language.place.clone()));
        }
        let at = files.iter().position(|other| *other == file).unwrap_or_else(|| {
            files.push(file);
            files.len() - 1
        });
        spoken.insert(language.tag.clone(), at);
    }
    (files, spoken)
}

fn no_words(tag: &str, instead: &str) -> Diagnostic {
    let message = format!("The design has no words in “{tag}”; pages in it get those of {instead}.");
    let help = format!(
        "Copy strings/{instead}.toml of the design to strings/{tag}.toml in your own folder of it, and translate it."
    );
    Diagnostic::new(Code::W316, message).help(help)
}

fn compile(layers: &[Layer]) -> Found<Tera> {
    let mut texts: BTreeMap<String, &str> = BTreeMap::new();
    for layer in layers {
        texts.extend(layer.templates().map(|(name, text)| (format!("{}{name}", layer.prefix), text)));
    }
    let mut found = Found { value: Tera::new(), diagnostics: Vec::new() };
    // Tera stops at the first fault. Taking the faulty template out and trying again finds them all.
    for _ in 0..=texts.len() {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        voice::teach(&mut tera, Arc::new(Wording::default()));
        let prefixes = layers.iter().map(|layer| layer.prefix.clone());
        let added = tera
            .set_fallback_prefixes(prefixes)
            .and_then(|()| tera.add_raw_templates(texts.iter().map(|(name, text)| (name.as_str(), *text))));
        let Err(error) = added else {
            found.value = tera;
            break;
        };
        let fault = faults::explain(&error, layers, Code::E301);
        let faulty = faults::template_of(&error).and_then(|name| texts.remove(&name));
        found.diagnostics.push(fault);
        if faulty.is_none() {
            break;
        }
    }
    found
}

fn missing_templates(layers: &[Layer], name: &str, place: &Place) -> Vec<Diagnostic> {
    let has = |template: &str| layers.iter().any(|layer| layer.has_template(template));
    let missing = TEMPLATES.iter().filter(|template| !has(template));
    missing
        .map(|template| {
            Diagnostic::new(Code::E303, format!("The design “{name}” has no template {template}."))
                .at(place.clone())
                .help(format!(
                    "Add themes/{name}/templates/{template}, or let its design.toml extend another design."
                ))
        })
        .collect()
}

fn printed(colours: &BTreeMap<Arc<str>, Colour>) -> BTreeMap<Arc<str>, String> {
    colours.iter().map(|(name, colour)| (name.clone(), colour.to_string())).collect()
}

fn theme_colour((theme, cloth): (&Theme, &Cloth)) -> ThemeColour {
    ThemeColour {
        id: theme.id.as_str().into(),
        colour: cloth.light.mid.to_string().into(),
        cloth: cloth_view(cloth),
    }
}

/// The tones of a cloth, for templates.
pub(crate) fn tones_view(tones: &Tones) -> TonesView {
    TonesView {
        deep: tones.deep.to_string(),
        mid: tones.mid.to_string(),
        soft: tones.soft.to_string(),
        pale: tones.pale.to_string(),
        spark: tones.spark.to_string(),
        text: tones.text.to_string(),
    }
}

fn cloth_view(cloth: &Cloth) -> ClothView {
    ClothView { light: tones_view(&cloth.light), night: tones_view(&cloth.night) }
}

fn container_kinds(layers: &[Layer]) -> BTreeSet<String> {
    let names = layers.iter().flat_map(Layer::templates);
    names
        .filter_map(|(name, _)| Some(name.strip_prefix("containers/")?.strip_suffix(".html")?.to_owned()))
        .collect()
}

fn hashed(name: &str, hash: ContentHash) -> Address {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    Address::new(format!("assets/{stem}-{}.{ending}", hash.hex(10)))
}
