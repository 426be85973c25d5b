//! The colours of a design: its own, the site's, and the cloth of every theme.
//!
//! In: `tokens.toml` of each layer, `[colours]` and the themes of `pamphlet.toml`. Out: `Tokens`, all contrasts held,
//! or what is wrong.
//!
//! A design's `tokens.toml` lies over that of the design it extends, colour by colour; pairs are added to pairs.

mod check;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::files::Layer;
use crate::colour::cloth::Cloth;
use crate::colour::{Colour, Lch, nearest};
use crate::config::{ColourSetting, PlacedColour, Theme};
use crate::details::reader::{Fields, TOKENS};
use crate::details::{Table, toml};
use crate::diagnostic::{Code, Diagnostic, Found, did_you_mean};
use crate::source::{Place, Source};

/// The two kinds of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paper {
    /// By day.
    Light,
    /// The night edition.
    Night,
}

impl Paper {
    const BOTH: [Self; 2] = [Self::Light, Self::Night];

    fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Night => "night",
        }
    }
}

/// A colour of the design as it will be used.
#[derive(Clone, Debug)]
struct Shade {
    colour: Colour,
    place: Place,
    /// Whether `pamphlet.toml` says so, and not the design.
    of_the_site: bool,
}

/// Two colours that must keep apart.
#[derive(Clone, Debug)]
struct Pair {
    text: String,
    ground: String,
    at_least: f64,
    place: Place,
}

/// All colours, by name.
#[derive(Debug, Default)]
struct Sheet {
    shades: BTreeMap<(Paper, String), Shade>,
    pairs: Vec<Pair>,
}

/// The colours of a design, ready for style sheets.
pub(super) struct Tokens {
    /// Name → colour by day.
    pub(super) light: BTreeMap<Arc<str>, Colour>,
    /// Name → colour by night.
    pub(super) night: BTreeMap<Arc<str>, Colour>,
    /// The cloth of each theme, in the order given.
    pub(super) cloths: Vec<Cloth>,
    /// The cloth of essays without a theme.
    pub(super) undyed: Cloth,
}

/// Reads, lays over one another and checks all colours.
pub(super) fn read(layers: &[Layer], colours: &[ColourSetting], themes: &[Theme]) -> Found<Tokens> {
    let mut sheet = Sheet::default();
    let mut diagnostics = Vec::new();
    for layer in layers.iter().rev() {
        if let Some(source) = layer.text("tokens.toml") {
            diagnostics.extend(sheet.add(&source));
        }
    }
    diagnostics.extend(sheet.both_papers());
    if diagnostics.is_empty() {
        diagnostics.extend(sheet.unknown_names());
        diagnostics.extend(sheet.exchange(colours));
        diagnostics.extend(check::shades(&sheet));
    }
    let (cloths, undyed, faults) = check::cloths(&sheet, themes);
    diagnostics.extend(faults);
    let of = |paper: Paper| {
        let own = sheet.shades.iter().filter(move |((other, _), _)| *other == paper);
        own.map(|((_, name), shade)| (Arc::from(name.as_str()), shade.colour)).collect()
    };
    let tokens = Tokens { light: of(Paper::Light), night: of(Paper::Night), cloths, undyed };
    Found { value: tokens, diagnostics }
}

impl Sheet {
    fn add(&mut self, source: &Source) -> Vec<Diagnostic> {
        let read = toml::read(source.text());
        let fault = |fault: toml::Fault| {
            let place = source.place(fault.span);
            fault.told(Code::E307, place)
        };
        let mut diagnostics: Vec<Diagnostic> = read.faults.into_iter().map(fault).collect();
        let mut top = Fields::new(&read.table, source, 0, TOKENS);
        for paper in Paper::BOTH {
            if let Some(table) = top.table(paper.word()) {
                self.add_shades(&mut top, source, table, paper);
            }
        }
        for table in top.tables("pairs") {
            self.add_pairs(&mut top, source, table);
        }
        diagnostics.extend(top.finish(&|_| None));
        diagnostics
    }

    fn add_shades(&mut self, top: &mut Fields<'_>, source: &Source, table: &Table, paper: Paper) {
        for item in &table.entries {
            let written = top.as_text(&item.value).map(|text| text.value).unwrap_or_default();
            if let Some(colour) = Colour::read(&written) {
                let shade = Shade { colour, place: source.place(item.value.span), of_the_site: false };
                self.shades.insert((paper, item.key.clone()), shade);
            } else {
                let help = format!("Write it as {} = \"#1c1a17\"", item.key);
                top.refuse(item.value.span, format!("“{written}” is not a colour."), help);
            }
        }
    }

    fn add_pairs(&mut self, top: &mut Fields<'_>, source: &Source, table: &Table) {
        let mut fields = top.inside(table);
        let (texts, grounds) = (fields.texts("text"), fields.texts("ground"));
        let at_least = fields.number("at_least", 1.0, 21.0);
        if texts.is_empty() || grounds.is_empty() || at_least.is_none() {
            fields.missing(
                "A pair needs text, ground and at_least.",
                "Write it as [[pairs]], and below it text = \"ink\", ground = \"paper\" and at_least = 7",
            );
        }
        for (text, ground) in texts.iter().flat_map(|text| grounds.iter().map(move |ground| (text, ground))) {
            self.pairs.push(Pair {
                text: text.value.clone(),
                ground: ground.value.clone(),
                at_least: at_least.unwrap_or(1.0),
                place: source.place(text.span),
            });
        }
        top.diagnostics.extend(fields.finish(&|_| None));
    }

    /// Every colour must be there by day and by night.
    fn both_papers(&self) -> Vec<Diagnostic> {
        let alone = self.shades.iter().filter_map(|((paper, name), shade)| {
            let other = if *paper == Paper::Light { Paper::Night } else { Paper::Light };
            let message = format!("The colour “{name}” is in [{}] alone.", paper.word());
            let help = format!("Below [{}], write {name} = \"#…\"", other.word());
            (!self.shades.contains_key(&(other, name.clone())))
                .then(|| Diagnostic::new(Code::E307, message).at(shade.place.clone()).help(help))
        });
        alone.collect()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.shades.keys().filter(|(paper, _)| *paper == Paper::Light).map(|(_, name)| name.as_str())
    }

    /// Pairs name colours that are there, or tones of themes.
    fn unknown_names(&self) -> Vec<Diagnostic> {
        let known: Vec<&str> = self.names().chain(check::THEME_TONES).collect();
        let mut diagnostics = Vec::new();
        for pair in &self.pairs {
            for name in [&pair.text, &pair.ground].into_iter().filter(|name| !known.contains(&name.as_str()))
            {
                let near = did_you_mean(name, known.iter().copied());
                let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
                let message = format!("A pair names “{name}”, which is no colour of the design.{question}");
                let fault = Diagnostic::new(Code::E307, message).at(pair.place.clone());
                diagnostics.push(fault.help(format!("Colours: {}.", known.join(", "))));
            }
        }
        diagnostics
    }

    /// Lays the site's colours over the design's.
    fn exchange(&mut self, colours: &[ColourSetting]) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for setting in colours {
            if self.shades.contains_key(&(Paper::Light, setting.token.clone())) {
                self.lay_over(setting);
                continue;
            }
            let near = did_you_mean(&setting.token, self.names());
            let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
            let message = format!("The design has no colour “{}”.{question}", setting.token);
            let names: Vec<&str> = self.names().collect();
            let help = match names.as_slice() {
                [] => "This design lets no colour be exchanged.".to_owned(),
                names => format!("Colours: {}.", names.join(", ")),
            };
            diagnostics.push(Diagnostic::new(Code::E213, message).at(setting.place.clone()).help(help));
        }
        for setting in colours.iter().filter(|setting| setting.night.is_none()) {
            self.make_night(setting);
        }
        diagnostics
    }

    fn lay_over(&mut self, setting: &ColourSetting) {
        for (paper, given) in [(Paper::Light, &setting.light), (Paper::Night, &setting.night)] {
            if let Some(PlacedColour { colour, place }) = given {
                let shade = Shade { colour: *colour, place: place.clone(), of_the_site: true };
                self.shades.insert((paper, setting.token.clone()), shade);
            }
        }
    }

    /// A colour that is given once is meant for light paper. Its night has its hue and the lightness of the design's own.
    fn make_night(&mut self, setting: &ColourSetting) {
        let Some(PlacedColour { colour, place }) = &setting.light else { return };
        let key = (Paper::Night, setting.token.clone());
        let Some(own) = self.shades.get(&key) else { return };
        let made = Colour::from_lch(Lch { lightness: own.colour.lch().lightness, ..colour.lch() });
        let grounds = check::grounds(self, Paper::Night, &setting.token);
        let colour = nearest(made, &grounds).unwrap_or(made);
        self.shades.insert(key, Shade { colour, place: place.clone(), of_the_site: true });
    }
}
