//! The share cards of a site: one for each essay, theme and author, and one for every other page.
//!
//! In: the parts of a site. Out: `Cards`: what each card is made from, and its address, which changes whenever the picture does; drawn
//! when somebody wants its bytes. Words that fit on no card are told when the site is planned, not when it is drawn.
//!
//! - `words` chooses and sets what a card says

mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::extras::Extras;
use super::{Layout, Parts, Recipe, Site};
use crate::address::Address;
use crate::cards::{HEIGHT, MOST_BYTES, VERSION, WIDTH};
use crate::collection::EssayIndex;
use crate::config::Imprint;
use crate::design::{Form, Said, tones_view};
use crate::diagnostic::{Code, Diagnostic, Found, Severity};
use crate::inputs::Asset;
use crate::inputs::picture::Format;
use crate::links::Target;
use crate::pictures::card as stored;
use crate::quilt::{self, Patch};
use crate::source::ContentHash;
use crate::view::CardView;
use words::Words;

/// Of what a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Home,
    Essay(EssayIndex),
    Theme(usize),
    Author(usize),
}

impl Subject {
    fn word(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Essay(_) => "essay",
            Self::Theme(_) => "theme",
            Self::Author(_) => "author",
        }
    }
}

/// A photograph on a card.
#[derive(Clone, Debug, PartialEq)]
struct Photograph {
    asset: Arc<str>,
    hash: ContentHash,
    focal: (f64, f64),
}

/// Everything one card is made from.
#[derive(Debug)]
struct Order {
    subject: Subject,
    words: Words,
    patches: Vec<(Patch, Option<usize>)>,
    theme: Option<usize>,
    photograph: Option<Photograph>,
    key: ContentHash,
}

/// The cards of a site.
#[derive(Debug, Default)]
pub(super) struct Cards {
    /// Output path → what is drawn.
    orders: BTreeMap<Arc<str>, Order>,
    home: Option<Arc<str>>,
    essays: Vec<Option<Arc<str>>>,
    themes: Vec<Option<Arc<str>>>,
    authors: Vec<Option<Arc<str>>>,
}

/// A card, for the head of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardFile {
    /// Where it is published.
    pub address: Address,
    /// Its media type.
    pub media_type: &'static str,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What is written on it, the imprint last.
    pub alt: String,
}

/// Chooses what is on each card; tells what fits on none.
pub(super) fn cards(parts: &Parts, layout: &Layout, extras: &[Extras]) -> Found<Cards> {
    let ground = Ground::new(parts, layout, extras);
    let collection = &parts.collection;
    let subjects: Vec<Subject> = std::iter::once(Subject::Home)
        .chain((0..collection.essays.len()).map(Subject::Essay))
        .chain((0..collection.themes.len()).map(Subject::Theme))
        .chain((0..collection.authors.len()).map(Subject::Author))
        .collect();
    let orders: Vec<Result<Option<Order>, Vec<Diagnostic>>> =
        subjects.par_iter().map(|subject| ground.order(*subject)).collect();
    let mut cards = Cards {
        essays: vec![None; collection.essays.len()],
        themes: vec![None; collection.themes.len()],
        authors: vec![None; collection.authors.len()],
        ..Cards::default()
    };
    let mut diagnostics = Vec::new();
    for order in orders {
        match order {
            Ok(Some(order)) => cards.take(ground.path(&order), order),
            Ok(None) => {}
            Err(faults) => diagnostics.extend(faults),
        }
    }
    Found { value: cards, diagnostics }
}

impl Cards {
    fn take(&mut self, path: Arc<str>, order: Order) {
        let place = match order.subject {
            Subject::Home => Some(&mut self.home),
            Subject::Essay(index) => self.essays.get_mut(index),
            Subject::Theme(index) => self.themes.get_mut(index),
            Subject::Author(index) => self.authors.get_mut(index),
        };
        if let Some(place) = place {
            *place = Some(path.clone());
        }
        self.orders.insert(path, order);
    }

    /// The output paths of all cards.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.orders.keys()
    }
}

/// What orders are made from.
struct Ground<'a> {
    parts: &'a Parts,
    layout: &'a Layout,
    extras: &'a [Extras],
    /// What is drawn alike on all cards, for their names.
    alike: String,
    /// The tones of each theme, for the names of cards.
    tones: Vec<String>,
    undyed: String,
}

impl<'a> Ground<'a> {
    fn new(parts: &'a Parts, layout: &'a Layout, extras: &'a [Extras]) -> Self {
        let design = &parts.design;
        let tones = |theme| format!("{:?}", design.cloth(theme).light);
        Self {
            parts,
            layout,
            extras,
            alike: format!("{VERSION} {} {:?}", design.card().hash().hex(32), design.colours()),
            tones: (0..parts.collection.themes.len()).map(|theme| tones(Some(theme))).collect(),
            undyed: tones(None),
        }
    }

    /// What is on one card; none for drafts, whose titles are nobody's business yet.
    fn order(&self, subject: Subject) -> Result<Option<Order>, Vec<Diagnostic>> {
        let collection = &self.parts.collection;
        if matches!(subject, Subject::Essay(index) if collection.essays[index].entry.draft) {
            return Ok(None);
        }
        let theme = match subject {
            Subject::Essay(index) => collection.essays[index].themes.first().copied(),
            Subject::Theme(index) => Some(index),
            Subject::Home | Subject::Author(_) => None,
        };
        let photograph = match subject {
            Subject::Essay(index) => self.photograph(index).map_err(|fault| vec![*fault])?,
            _ => None,
        };
        let form = if photograph.is_some() { Form::Picture } else { Form::Words };
        let words = Words::of(self.parts, subject);
        let weight = match subject {
            // Their names are as they are, and their pages can be shared with another card.
            Subject::Theme(_) | Subject::Author(_) => Severity::Warning,
            Subject::Home | Subject::Essay(_) => Severity::Error,
        };
        let weighed = |faults: Vec<Diagnostic>| {
            faults.into_iter().map(|fault| fault.weighing(weight)).collect::<Vec<_>>()
        };
        words.set(self.parts, form).map_err(weighed)?;
        let patches = self.patches(subject);
        let mut order = Order { subject, words, patches, theme, photograph, key: ContentHash::of(b"") };
        order.key = self.key(&order);
        Ok(Some(order))
    }

    /// The photograph of an essay: the one for sharing, which must be one, or else the one it opens with, if that is one.
    fn photograph(&self, index: EssayIndex) -> Result<Option<Photograph>, Box<Diagnostic>> {
        let parsed = self.parts.collection.essays[index].parsed;
        let (essay, extras) = (&self.parts.essays[parsed], &self.extras[parsed]);
        let Some((target, named)) = extras.share.as_ref().zip(essay.front.share.image.as_ref()) else {
            let focal = essay.front.image.as_ref().and_then(|image| image.focal);
            return Ok(extras.image.as_ref().and_then(|target| self.still(target, focal).ok()));
        };
        match (target, self.still(target, None)) {
            // It was told that there is no such file.
            (Target::Nowhere, _) => Ok(None),
            (_, Ok(photograph)) => Ok(Some(photograph)),
            (_, Err(why)) => {
                let message = format!("{} cannot be put on a share card: {why}.", named.value);
                let help =
                    "Name a photograph (JPEG, PNG or WebP) beside the essays, at least 1200 pixels wide.";
                let fault =
                    Diagnostic::new(Code::E144, message).at(essay.source.place(named.span)).help(help);
                Err(Box::new(fault))
            }
        }
    }

    /// A picture that lies still and hides what is behind it; or why it is none.
    fn still(&self, target: &Target, focal: Option<(f64, f64)>) -> Result<Photograph, &'static str> {
        let (Target::Picture { asset, .. } | Target::File { asset, .. }) = target else {
            return Err("it is no file beside the essays");
        };
        let file = self.parts.assets.get(asset).and_then(|file| Some((file, file.shown()?)));
        match file {
            None => Err("it is no picture that can be read"),
            Some((_, picture)) if picture.moves => Err("it moves"),
            Some((_, picture)) if picture.passes() => Err("it is a drawing"),
            Some((_, picture)) if picture.clear => Err("parts of it can be seen through"),
            Some((file, _)) => {
                Ok(Photograph { asset: asset.clone(), hash: file.hash, focal: focal.unwrap_or((0.5, 0.5)) })
            }
        }
    }

    /// The patches of a card: an essay's own in several turns; for lists those of their first essays.
    fn patches(&self, subject: Subject) -> Vec<(Patch, Option<usize>)> {
        let (count, _) = self.parts.design.card().patches();
        let collection = &self.parts.collection;
        let theme = |index: EssayIndex| collection.essays[index].themes.first().copied();
        let own = |index: EssayIndex| (self.layout.sewing.patch(index), theme(index));
        let every: Vec<EssayIndex>;
        let listed: &[EssayIndex] = match subject {
            Subject::Home => {
                every = (0..collection.essays.len()).collect();
                &every
            }
            Subject::Essay(index) => &[index],
            Subject::Theme(index) => &collection.themes[index].essays,
            Subject::Author(index) => &collection.authors[index].essays,
        };
        let is_draft = |index: &&EssayIndex| collection.essays[**index].entry.draft;
        let shown: Vec<EssayIndex> =
            listed.iter().filter(|index| !is_draft(index)).take(count).copied().collect();
        if shown.is_empty() {
            return (0..count).map(|number| (Patch::choice("", number), None)).collect();
        }
        let turned = |number: usize| {
            let (patch, theme) = own(shown[number % shown.len()]);
            let more = u8::try_from(number / shown.len() % 4).unwrap_or(0);
            (Patch { turn: (patch.turn + more) % 4, ..patch }, theme)
        };
        (0..count).map(turned).collect()
    }

    fn key(&self, order: &Order) -> ContentHash {
        let tones =
            |theme: Option<usize>| theme.and_then(|theme| self.tones.get(theme)).unwrap_or(&self.undyed);
        let patches: Vec<_> = order.patches.iter().map(|(patch, theme)| (patch, tones(*theme))).collect();
        let drawn = (&self.alike, tones(order.theme), patches);
        let photograph = order.photograph.as_ref().map(|photo| (photo.hash.hex(32), photo.focal));
        ContentHash::of(
            format!("{drawn:?} {} {photograph:?} {}", order.words.key(), order.subject.word()).as_bytes(),
        )
    }

    fn path(&self, order: &Order) -> Arc<str> {
        let collection = &self.parts.collection;
        let name = match order.subject {
            Subject::Home => "home".to_owned(),
            Subject::Essay(index) => format!("essay-{}", collection.essays[index].entry.slug),
            Subject::Theme(index) => format!("theme-{}", collection.themes[index].record.id),
            Subject::Author(index) => format!("author-{}", collection.authors[index].record.id),
        };
        format!("cards/{name}-{}.{}", order.key.hex(10), order.format().ending()).into()
    }
}

impl Order {
    /// Photographs are JPEG, drawings PNG.
    fn format(&self) -> Format {
        if self.photograph.is_some() { Format::Jpeg } else { Format::Png }
    }
}

impl Site {
    /// The share card of a page; that of the home page for all that have none of their own.
    pub fn card_of(&self, recipe: &Recipe) -> Option<CardFile> {
        let cards = &self.cards;
        let own = match recipe {
            Recipe::Essay(index) => cards.essays.get(*index)?.as_ref(),
            Recipe::Theme(index, _) => cards.themes.get(*index)?.as_ref(),
            Recipe::Author(index, _) => cards.authors.get(*index)?.as_ref(),
            _ => None,
        };
        let path = own.or(cards.home.as_ref())?;
        let order = cards.orders.get(path)?;
        let media_type = if order.format() == Format::Jpeg { "image/jpeg" } else { "image/png" };
        let address = Address::new(&**path);
        Some(CardFile { address, media_type, width: WIDTH, height: HEIGHT, alt: order.words.in_a_line() })
    }

    /// The output paths of all share cards, each with what its bytes are known by: the same key, the same bytes.
    pub fn cards(&self) -> impl Iterator<Item = (&Arc<str>, ContentHash)> {
        self.cards.orders.iter().map(|(path, order)| (path, order.key))
    }

    /// A share card by its output path, with its key.
    pub fn card_key(&self, path: &str) -> Option<(&Arc<str>, ContentHash)> {
        self.cards.orders.get_key_value(path).map(|(path, order)| (path, order.key))
    }

    /// The picture beside the essays that a share card shows, by the card's output path.
    pub fn card_picture(&self, path: &str) -> Option<&Arc<str>> {
        Some(&self.cards.orders.get(path)?.photograph.as_ref()?.asset)
    }

    /// Draws the share card that is published at this output path. `photograph` is the file that [`Self::card_picture`] names.
    ///
    /// # Errors
    /// When the template of the design fails, the imprint cannot be read, the card is too heavy, or the photograph cannot be opened.
    pub fn draw_card(&self, path: &str, photograph: Option<&[u8]>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let Some(order) = self.cards.orders.get(path) else { return Ok(Vec::new()) };
        let card = self.parts.design.card();
        let name = path.rsplit_once('-').map_or(path, |(name, _)| name);
        let flaw = |message: &str| vec![card.flaw(&format!("{message} (while drawing {name})"))];
        let form = if order.photograph.is_some() { Form::Picture } else { Form::Words };
        let view = self.card_view(order, form)?;
        let scene = card.draw(&view).map_err(|fault| vec![*fault])?;
        let pixels = match &order.photograph {
            Some(photo) => Some(self.photograph(
                photo,
                photograph,
                scene.room().map(|room| (room.width, room.height)),
            )?),
            None => None,
        };
        let imprint = order.words.imprint.as_deref();
        let drawn = imprint.map(words::in_signs);
        let painted =
            scene.paint(pixels.flatten().as_deref(), drawn.as_deref()).map_err(|message| flaw(&message))?;
        let signed = stored::Signature { title: &order.words.title, copyright: imprint };
        let size = (WIDTH, HEIGHT);
        let bytes = match order.format() {
            Format::Jpeg => stored::photograph(&painted.0, size, &signed, MOST_BYTES),
            _ => stored::drawing(&painted.0, size, &signed),
        };
        match bytes {
            Ok(bytes) if bytes.len() <= MOST_BYTES => Ok(bytes),
            Ok(bytes) => Err(flaw(&format!(
                "The card weighs {} bytes; messengers show no more than {MOST_BYTES}.",
                bytes.len()
            ))),
            Err(_) => Err(flaw("The card could not be stored.")),
        }
    }

    fn card_view(&self, order: &Order, form: Form) -> Result<CardView, Vec<Diagnostic>> {
        let design = &self.parts.design;
        let mut lines = order.words.set(&self.parts, form)?;
        let (_, side) = design.card().patches();
        let patch = |(patch, theme): &(Patch, Option<usize>)| {
            quilt::standalone(*patch, &design.cloth(*theme).light, side)
        };
        Ok(CardView {
            kind: order.subject.word(),
            layout: form.word(),
            language: order.words.language.clone(),
            label: lines.remove(&Said::Label),
            // A title is set on every card.
            title: lines.remove(&Said::Title).ok_or_else(Vec::new)?,
            byline: lines.remove(&Said::Byline),
            collection: lines.remove(&Said::Collection),
            imprint: lines.remove(&Said::Imprint),
            patches: order.patches.iter().map(patch).collect(),
            cloth: tones_view(&design.cloth(order.theme).light),
            colours: design.colours(),
        })
    }

    /// The photograph of a card, cut to its room.
    fn photograph(
        &self,
        photo: &Photograph,
        bytes: Option<&[u8]>,
        room: Option<(u32, u32)>,
    ) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
        let (Some(bytes), Some(room)) = (bytes, room) else { return Ok(None) };
        let known = self.parts.assets.get(&photo.asset).and_then(Asset::shown);
        let Some(picture) = known else { return Ok(None) };
        let cut = stored::covering(bytes, picture, room, photo.focal);
        cut.map(Some).map_err(|trouble| self.trouble(&photo.asset, trouble))
    }
}

/// The words of the imprint that stand in pictures.
fn imprint(parts: &Parts) -> Option<String> {
    match &parts.config.imprint {
        Imprint::Required(promoter) => Some(promoter.in_pictures()),
        Imprint::Off { .. } => None,
    }
}
