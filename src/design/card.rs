//! The share cards of a design: the drawing, its fonts, and where words stand in it.
//!
//! In: `templates/card.svg`, `card/card.toml` and `card/fonts/` of the layers; what is lacking is taken from the built-in design
//! `commons`. Out: `Card`, which sets words and draws.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Tera};

use super::faults;
use super::files::{self, Layer};
use crate::cards::{self, Area, Scene, Typefaces, Unfit};
use crate::details::reader::{Dialect, Fields};
use crate::details::{Table, toml};
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::source::{ContentHash, Span};
use crate::view::{CardView, LinesView};

/// The template of the drawing.
const TEMPLATE: &str = "card.svg";

/// The settings of cards.
const SETTINGS: &str = "card/card.toml";

/// Where fonts lie.
const FONTS: &str = "card/fonts/";

/// The design whose cards serve designs that have none.
const LENT: &str = "commons";

const CARD: Dialect = Dialect {
    unknown: Code::E308,
    kind: Code::E308,
    list: Code::E308,
    rule: Code::E308,
    missing: Code::E308,
    word: "part of card.toml",
    equals: " = ",
};

/// What a card says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// A word above the title.
    Label,
    /// The title.
    Title,
    /// The line below it.
    Byline,
    /// The name of the collection.
    Collection,
    /// The imprint.
    Imprint,
}

impl Said {
    /// Everything a card says, from top to bottom.
    pub const ALL: [Self; 5] = [Self::Label, Self::Title, Self::Byline, Self::Collection, Self::Imprint];

    fn key(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Collection => "collection",
            Self::Imprint => "imprint",
        }
    }
}

/// Two cards: of words alone, and with a photograph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Words beside patches.
    Words,
    /// Words below a photograph.
    Picture,
}

impl Form {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Words, Self::Picture];

    /// The word for it, in settings and templates.
    pub fn word(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Picture => "picture",
        }
    }
}

/// The share cards of a design.
pub struct Card {
    tera: Tera,
    layers: Arc<[Layer]>,
    typefaces: Typefaces,
    areas: BTreeMap<(Form, Said), Vec<Area>>,
    patches: usize,
    patch: u32,
    hash: ContentHash,
}

impl Card {
    /// Reads the share cards of these layers; `None` where they cannot be used.
    pub(super) fn load(layers: &[Layer]) -> Found<Option<Self>> {
        let has_own = layers.iter().any(|layer| layer.is_built_in(LENT));
        let lent = if has_own { None } else { files::built_in(LENT) };
        let layers: Arc<[Layer]> = layers.iter().cloned().chain(lent).collect();
        let mut diagnostics = Vec::new();
        let (typefaces, bytes) = typefaces(&layers, &mut diagnostics);
        let tera = template(&layers, &mut diagnostics);
        let Some(source) = layers.iter().find_map(|layer| layer.text(SETTINGS)) else {
            return Found { value: None, diagnostics };
        };
        let read = toml::read(source.text());
        diagnostics.extend(read.faults.into_iter().map(|fault| {
            let place = source.place(fault.span);
            fault.told(Code::E308, place)
        }));
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Found { value: None, diagnostics };
        }
        let mut top = Fields::new(&read.table, &source, 0, CARD);
        let patches = top.count("patches", 0).map_or(0, |count| count.value as usize);
        let patch = top.count("patch", 1).map_or(1, |pixels| pixels.value);
        let mut areas = BTreeMap::new();
        for form in Form::ALL {
            if let Some(table) = top.table(form.word()) {
                read_form(&mut top, table, (form, &typefaces), &mut areas);
            } else {
                top.missing(format!("There is no [{}].", form.word()), HELP);
            }
        }
        diagnostics.extend(top.finish(&|_| None));
        let sound = !diagnostics.iter().any(Diagnostic::is_error);
        let hash = ContentHash::of(&[&bytes, source.text().as_bytes(), &text_of(&layers)].concat());
        let card = |tera| Self { tera, layers, typefaces, areas, patches, patch, hash };
        Found { value: tera.filter(|_| sound).map(card), diagnostics }
    }

    /// Sets words where they stand on a card.
    ///
    /// # Errors
    /// Why they fit nowhere.
    pub fn set(&self, form: Form, said: Said, words: &str) -> Result<LinesView, Unfit> {
        cards::set(words, self.areas.get(&(form, said)).map_or(&[], Vec::as_slice), &self.typefaces)
    }

    /// How many patches a card shows, and their side in pixels.
    pub fn patches(&self) -> (usize, u32) {
        (self.patches, self.patch)
    }

    /// What stands for everything that is drawn alike on all cards.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// Draws a card.
    ///
    /// # Errors
    /// When the template fails, or gives no drawing.
    pub fn draw(&self, view: &CardView) -> Result<Scene, Box<Diagnostic>> {
        let drawn = Context::from_serialize(view).and_then(|context| self.tera.render(TEMPLATE, &context));
        let svg = drawn.map_err(|error| Box::new(faults::explain(&error, &self.layers, Code::E302)))?;
        Scene::read(&svg, &self.typefaces)
            .map_err(|problem| Box::new(self.flaw(&format!("The share card {problem}."))))
    }

    /// Something is wrong with a card that was drawn.
    pub fn flaw(&self, message: &str) -> Diagnostic {
        let source = self.layers.iter().find_map(|layer| layer.text(&format!("templates/{TEMPLATE}")));
        let fault = Diagnostic::new(Code::E309, message).help(
            "Cards are drawn by templates/card.svg of the design; themes/README.md tells what it is given.",
        );
        match source {
            Some(source) => fault.at(source.place(Span::at(0))),
            None => fault,
        }
    }
}

const HELP: &str = "See card/card.toml of the design commons for an example.";

/// All fonts of all layers, the highest first, and what they were read from.
fn typefaces(layers: &[Layer], diagnostics: &mut Vec<Diagnostic>) -> (Typefaces, Vec<u8>) {
    let mut fonts: Vec<(&str, Arc<[u8]>, &Layer)> = Vec::new();
    for layer in layers {
        for (name, bytes) in layer.below(FONTS) {
            let is_font = [".ttf", ".otf"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending));
            if is_font && !fonts.iter().any(|(other, ..)| *other == name) {
                fonts.push((name, bytes, layer));
            }
        }
    }
    let (typefaces, others) = Typefaces::read(fonts.iter().map(|(name, bytes, _)| (*name, bytes.clone())));
    for (name, _, layer) in fonts.iter().filter(|(name, ..)| others.contains(name)) {
        let message = format!("{}{FONTS}{name} is no font that can be read.", layer.folder);
        let help = "Fonts of cards are TrueType or OpenType files (.ttf, .otf).";
        diagnostics.push(Diagnostic::new(Code::E308, message).help(help));
    }
    let hashes = fonts
        .iter()
        .flat_map(|(name, bytes, _)| [name.as_bytes(), ContentHash::of(bytes).hex(32).as_bytes()].concat());
    let hashes = hashes.collect();
    (typefaces, hashes)
}

fn template(layers: &[Layer], diagnostics: &mut Vec<Diagnostic>) -> Option<Tera> {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".svg"]);
    let texts = layers.iter().filter_map(|layer| {
        let text = layer.text(&format!("templates/{TEMPLATE}"))?;
        Some((format!("{}{TEMPLATE}", layer.prefix), text.text().to_owned()))
    });
    let texts: Vec<(String, String)> = texts.collect();
    let prefixes = layers.iter().map(|layer| layer.prefix.clone());
    let pairs = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    match tera.set_fallback_prefixes(prefixes).and_then(|()| tera.add_raw_templates(pairs)) {
        Ok(()) => Some(tera),
        Err(error) => {
            diagnostics.push(faults::explain(&error, layers, Code::E301));
            None
        }
    }
}

fn text_of(layers: &[Layer]) -> Vec<u8> {
    let texts = layers.iter().filter_map(|layer| layer.text(&format!("templates/{TEMPLATE}")));
    texts.flat_map(|source| source.text().as_bytes().to_vec()).collect()
}

fn read_form(
    top: &mut Fields<'_>,
    table: &Table,
    (form, typefaces): (Form, &Typefaces),
    areas: &mut BTreeMap<(Form, Said), Vec<Area>>,
) {
    let mut fields = top.inside(table);
    for said in Said::ALL {
        let tables = fields.tables(said.key());
        if tables.is_empty() {
            fields.missing(format!("There is no area for the {} in [{}].", said.key(), form.word()), HELP);
        }
        let found = tables.into_iter().filter_map(|table| area(&mut fields, table, typefaces)).collect();
        areas.insert((form, said), found);
    }
    top.diagnostics.extend(fields.finish(&|_| None));
}

fn area(above: &mut Fields<'_>, table: &Table, typefaces: &Typefaces) -> Option<Area> {
    let mut fields = above.inside(table);
    let font = fields.text("font");
    let mut count = |key| fields.count(key, 1).map(|number| number.value);
    let (width, lines) = (count("width"), count("lines"));
    let (largest, smallest) = (count("largest"), count("smallest"));
    let leading = fields.number("leading", 0.8, 3.0).unwrap_or(1.2);
    let face = font.as_ref().and_then(|font| typefaces.find(&font.value));
    if let Some(font) = font.as_ref().filter(|_| face.is_none()) {
        let names: Vec<&str> = typefaces.files().collect();
        let span = fields.item("font").map_or(Span::default(), |item| item.value.span);
        let message = format!("There is no font “{}” in {FONTS}.", font.value);
        fields.refuse(span, message, format!("Fonts: {}.", names.join(", ")));
    } else if face.is_none() || [width, lines, largest, smallest].contains(&None) {
        fields.missing("An area needs font, width, lines, largest and smallest.", HELP);
    }
    above.diagnostics.extend(fields.finish(&|_| None));
    let (face, width, lines) = (face?, width?, lines? as usize);
    Some(Area { face, width, lines, largest: largest?, smallest: smallest?, leading })
}
