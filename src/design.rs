//! A design from its files; a view becomes the text of a page.
//!
//! In: the files of `themes/`, and those inside the program. Out: `Design`. The only user of Tera.
//!
//! A design is a stack of layers: the site's own folder `themes/NAME/`, the built-in design of that name, then the
//! same for whatever design its `design.toml` extends. A file of a higher layer hides the same file below, so a site
//! overrides one template by adding one file. `{% extends "built-in/commons/essay.html" %}` names a layer outright.
//!
//! - `files` finds the files of each layer, `faults` puts what Tera says into our words
//! - `tokens` holds the colours: the design's, the site's and the themes'

mod faults;
mod files;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::address::{Address, Printer};
use crate::colour::Colour;
use crate::colour::cloth::{Cloth, Tones};
use crate::config::{ColourSetting, Theme};
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::html::Containers;
use crate::inputs::Content;
use crate::source::{ContentHash, Place, Source};
use crate::view::{ClothView, ContainerView, StyleView, ThemeColour, TokensView, TonesView, View};

use files::Layer;
pub use files::{built_in_names, built_in_text};
use tokens::Tokens;

/// The templates that every design has, here or in a layer below.
pub const TEMPLATES: [&str; 15] = [
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
];

/// A design, ready to show pages.
pub struct Design {
    tera: Tera,
    layers: Vec<Layer>,
    /// Name below `assets/` → where it is published and what it holds.
    assets: BTreeMap<Arc<str>, (Address, Content)>,
    containers: BTreeSet<String>,
    tokens: Tokens,
}

/// What style sheets of a design are given.
pub struct Styling {
    /// The themes.
    pub themes: Vec<Theme>,
    /// `[colours]` of `pamphlet.toml`.
    pub colours: Vec<ColourSetting>,
    /// `[extra]` of `pamphlet.toml`.
    pub extra: Arc<serde_json::Map<String, serde_json::Value>>,
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

impl Design {
    /// Prepares the design `name` from the site's own files (by path from the root) and the built-in ones.
    /// `place` is where the name is written.
    pub fn load(
        name: &str,
        own: &BTreeMap<Arc<str>, Arc<[u8]>>,
        place: &Place,
        styling: &Styling,
    ) -> Found<Option<Self>> {
        let Found { value: layers, mut diagnostics } = files::layers(name, own, place);
        if layers.is_empty() {
            return Found { value: None, diagnostics };
        }
        let tokens = tokens::read(&layers, &styling.colours, &styling.themes);
        let mut design = Self {
            tera: Tera::new(),
            containers: container_kinds(&layers),
            assets: BTreeMap::new(),
            tokens: tokens.value,
            layers,
        };
        diagnostics.extend(tokens.diagnostics);
        diagnostics.extend(design.compile());
        diagnostics.extend(design.missing_templates(name, place));
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Found { value: None, diagnostics };
        }
        diagnostics.extend(design.prepare_assets(styling));
        Found { value: Some(design), diagnostics }
    }

    /// The files of the design itself, by name.
    pub fn assets(&self) -> &BTreeMap<Arc<str>, (Address, Content)> {
        &self.assets
    }

    /// The text of a file of the design that is neither a template nor published, by its path below the design.
    pub fn text(&self, path: &str) -> Option<Source> {
        self.layers.iter().find_map(|layer| layer.text(path))
    }

    /// The cloth of a theme, by its number, or of essays without one: for pictures that no style sheet colours.
    pub fn cloth(&self, theme: Option<usize>) -> &Cloth {
        theme.and_then(|theme| self.tokens.cloths.get(theme)).unwrap_or(&self.tokens.undyed)
    }

    /// The colour of that name by day and by night, if the design has one.
    pub fn token(&self, name: &str) -> Option<(Colour, Colour)> {
        Some((*self.tokens.light.get(name)?, *self.tokens.night.get(name)?))
    }

    /// Whether there is a template for that kind of container.
    pub fn has_container(&self, kind: &str) -> bool {
        self.containers.contains(kind)
    }

    /// The kinds of container it has templates for.
    pub fn containers(&self) -> impl Iterator<Item = &str> {
        self.containers.iter().map(String::as_str)
    }

    /// Shows a page. `shown` is the source it is made from, for the words of a fault.
    ///
    /// # Errors
    /// When the template fails.
    pub fn show(&self, template: &str, view: &View<Ready>, shown: &str) -> Result<String, Box<Diagnostic>> {
        self.render(template, view).map_err(|error| {
            let fault = faults::explain(&error, &self.layers, Code::E302);
            Box::new(match shown {
                "" => fault,
                shown => {
                    Diagnostic { message: format!("{} (while showing {shown})", fault.message), ..fault }
                }
            })
        })
    }

    fn render(&self, template: &str, view: &impl Serialize) -> Result<String, tera::Error> {
        let context = Context::from_serialize(view)?;
        self.tera.render(template, &context)
    }

    fn compile(&mut self) -> Vec<Diagnostic> {
        let mut texts: BTreeMap<String, &str> = BTreeMap::new();
        for layer in &self.layers {
            texts.extend(layer.templates().map(|(name, text)| (format!("{}{name}", layer.prefix), text)));
        }
        let mut diagnostics = Vec::new();
        // Tera stops at the first fault. Taking the faulty template out and trying again finds them all.
        for _ in 0..=texts.len() {
            let mut tera = Tera::new();
            tera.autoescape_on(vec![".html"]);
            let prefixes = self.layers.iter().map(|layer| layer.prefix.clone());
            let added = tera.set_fallback_prefixes(prefixes).and_then(|()| {
                tera.add_raw_templates(texts.iter().map(|(name, text)| (name.as_str(), *text)))
            });
            let Err(error) = added else {
                self.tera = tera;
                break;
            };
            let fault = faults::explain(&error, &self.layers, Code::E301);
            let faulty = faults::template_of(&error).and_then(|name| texts.remove(&name));
            diagnostics.push(fault);
            if faulty.is_none() {
                break;
            }
        }
        diagnostics
    }

    fn missing_templates(&self, name: &str, place: &Place) -> Vec<Diagnostic> {
        let has = |template: &str| self.layers.iter().any(|layer| layer.has_template(template));
        let missing = TEMPLATES.iter().filter(|template| !has(template));
        missing
            .map(|template| {
                Diagnostic::new(Code::E303, format!("The design “{name}” has no template {template}."))
                    .at(place.clone())
                    .help(format!("Add themes/{name}/templates/{template}, or let its design.toml extend another design."))
            })
            .collect()
    }

    /// Gives every file of the design its address, which carries the hash of its content. Style sheets come last, since
    /// they name the others.
    fn prepare_assets(&mut self, styling: &Styling) -> Vec<Diagnostic> {
        let mut styles = BTreeSet::new();
        for layer in &self.layers {
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
        self.render(&format!("assets/{name}"), &view)
    }
}

impl Containers for Design {
    fn show(&self, view: &ContainerView<'_>) -> Result<String, Box<Diagnostic>> {
        self.render(&format!("containers/{}.html", view.kind), view)
            .map_err(|error| Box::new(faults::explain(&error, &self.layers, Code::E302)))
    }
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

fn cloth_view(cloth: &Cloth) -> ClothView {
    let view = |tones: &Tones| TonesView {
        deep: tones.deep.to_string(),
        mid: tones.mid.to_string(),
        soft: tones.soft.to_string(),
        pale: tones.pale.to_string(),
        spark: tones.spark.to_string(),
        text: tones.text.to_string(),
    };
    ClothView { light: view(&cloth.light), night: view(&cloth.night) }
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
