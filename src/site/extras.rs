//! What details name: pictures, recordings, the next thing to do.
//!
//! In: an essay's details and the map of the site. Out: targets, and faults.

use crate::config::Author;
use crate::diagnostic::{Code, Diagnostic, Found};
use crate::document::{Reference, ReferenceKind};
use crate::essay::Essay;
use crate::inputs::Asset;
use crate::inputs::picture::Picture;
use crate::links::{Map, Origin, Target};
use crate::source::Span;

/// The least width of a lead picture, in pixels.
const LEAD_WIDTH: u32 = 1200;

/// What the details of one essay name.
#[derive(Debug, Default)]
pub(super) struct Extras {
    pub(super) image: Option<Target>,
    pub(super) audio: Option<Target>,
    pub(super) transcript: Option<Target>,
    pub(super) cta: Option<Target>,
    /// The picture for its share card, which is not published itself.
    pub(super) share: Option<Target>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Extras {
    pub(super) fn targets(&self) -> impl Iterator<Item = &Target> {
        [&self.image, &self.audio, &self.transcript, &self.cta].into_iter().flatten()
    }
}

/// Resolves what an essay's details name.
pub(super) fn resolve(map: &Map<'_>, origin: &Origin<'_>, essay: &Essay) -> Extras {
    let mut extras = Extras::default();
    let front = &essay.front;
    let mut one = |target: &str, span: Span, kind| {
        let found = map.resolve(origin, &[Reference { target: target.into(), span, kind }]);
        extras.diagnostics.extend(found.diagnostics);
        found.targets.into_iter().next()
    };
    let image = front.image.as_ref();
    let image = image.and_then(|image| one(&image.src.value, image.src.span, ReferenceKind::Image));
    let audio = front.audio.as_ref();
    let recording = audio.and_then(|audio| one(&audio.src.value, audio.src.span, ReferenceKind::Link));
    let transcript = audio.and_then(|audio| one(&audio.transcript, audio.src.span, ReferenceKind::Link));
    let cta = front.cta.as_ref();
    let cta = cta.and_then(|cta| one(&cta.url.value, cta.url.span, ReferenceKind::Link));
    let share = front.share.image.as_ref();
    let share = share.and_then(|image| one(&image.value, image.span, ReferenceKind::Link));
    extras.diagnostics.extend(lead_picture(map, essay, image.as_ref()));
    if let (Some(named), Some(Target::Picture { asset, .. } | Target::File { asset, .. })) =
        (&front.share.image, &share)
    {
        let place = essay.source.place(named.span);
        extras
            .diagnostics
            .extend(too_small(map, asset, "picture for sharing", "name none").map(|it| it.at(place)));
    }
    Extras { image, audio: recording, transcript, cta, share, diagnostics: extras.diagnostics }
}

fn lead_picture(map: &Map<'_>, essay: &Essay, target: Option<&Target>) -> Vec<Diagnostic> {
    let (Some(image), Some(Target::Picture { asset, .. })) = (&essay.front.image, target) else {
        return Vec::new();
    };
    let place = essay.source.place(image.src.span);
    let mut diagnostics = Vec::new();
    let small = too_small(map, asset, "lead picture", "show it in the text instead");
    diagnostics.extend(small.map(|fault| fault.at(place.clone())));
    if image.credit.as_deref().unwrap_or("").trim().is_empty() {
        let message = "Say who took it: credit: …";
        let help =
            "Below src add a line credit: Name, or image_credit: Name where image is a line of its own.";
        diagnostics.push(Diagnostic::new(Code::E144, message).at(place).help(help));
    }
    diagnostics
}

/// A picture that would be enlarged.
fn too_small(map: &Map<'_>, asset: &str, what: &str, instead: &str) -> Option<Diagnostic> {
    let Picture { width, .. } = map.assets.get(asset).and_then(Asset::shown)?;
    let message = format!("The {what} is {width} pixels wide; it needs at least {LEAD_WIDTH}.");
    let help = format!("Use a larger copy of it, or {instead}.");
    (*width < LEAD_WIDTH).then(|| Diagnostic::new(Code::E144, message).help(help))
}

/// Resolves an author's photograph.
pub(super) fn photo(map: &Map<'_>, author: &Author) -> Found<Option<Target>> {
    let Some(photo) = &author.photo else { return Found { value: None, diagnostics: Vec::new() } };
    let place = |_| photo.place.clone();
    let origin =
        Origin { path: "essays/", address: crate::address::Address::home(), day: None, place: &place };
    let reference =
        Reference { target: photo.src.as_str().into(), span: Span::at(0), kind: ReferenceKind::Image };
    let found = map.resolve(&origin, &[reference]);
    Found { value: found.targets.into_iter().next(), diagnostics: found.diagnostics }
}
