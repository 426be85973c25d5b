//! An essay, whole, and a standing page.

use std::sync::Arc;

use super::{Viewer, date};
use crate::collection::{EssayIndex, Filed};
use crate::design::Ready;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, HeadingMark};
use crate::essay::Essay;
use crate::front::{self, Toc};
use crate::html::picture::Manner;
use crate::html::{self, Purpose, Setting};
use crate::links::{Target, address_of};
use crate::view::{
    AudioView, Byline, ContentsItem, CorrectionView, EpigraphView, EssayView, ImprintView, NoteView,
    OriginalView, OutsideLink, PictureView, StandingView, TranslationView,
};
use crate::wording::Direction;

/// Sections from which on an essay has a table of contents.
const SECTIONS_FOR_CONTENTS: usize = 3;

impl Viewer<'_> {
    /// An essay.
    pub(in crate::site) fn essay(&self, index: usize) -> Result<EssayView<Ready>, Box<Diagnostic>> {
        let collection = &self.site.parts.collection;
        let filed = &collection.essays[index];
        let essay = &*self.site.parts.essays[filed.parsed];
        let front = &essay.front;
        let extras = &self.site.extras[filed.parsed];
        let setting = self.setting(filed);
        let last = collection.essays.len() - 1;
        Ok(EssayView {
            entry: self.entry(index),
            body_html: html::body(&essay.document, &setting)?,
            notes: notes(&essay.document, &setting)?,
            contents: contents(essay),
            bylines: self.bylines(filed),
            part: filed.part.map(|part| self.part_link(part)),
            number_in_part: filed
                .part
                .map(|part| (filed.number_in_part, collection.parts[part].essays.len())),
            words: essay.words(),
            updated: filed
                .entry
                .updated
                .filter(|updated| Some(updated.day()) > filed.entry.date)
                .map(|day| date(day, self.words())),
            previous: index.checked_sub(1).map(|previous| self.neighbour(previous)),
            next: (index < last).then(|| self.neighbour(index + 1)),
            mentioned_in: self.site.mentioned_in[index].iter().map(|other| self.neighbour(*other)).collect(),
            related: self.site.related(index).into_iter().map(|other| self.neighbour(other)).collect(),
            image: extras.image.as_ref().and_then(|image| self.lead(image, front)),
            epigraph: front.epigraph.as_ref().map(epigraph),
            cta: front.cta.as_ref().and_then(|cta| self.call(cta, extras.cta.as_ref()?)),
            originally_published: self.first_published(front),
            corrections: front.corrections.iter().map(|correction| self.correction(correction)).collect(),
            licence: front
                .licence
                .clone()
                .or_else(|| self.site.parts.config.site.licence.clone())
                .map(Into::into),
            copyright: self.copyright(filed),
            tags: front.tags.iter().map(|tag| tag.value.as_str().into()).collect(),
            organisations: front.organisations.iter().map(|name| name.as_str().into()).collect(),
            people: front.people.iter().map(|name| name.as_str().into()).collect(),
            series: front.series.as_deref().map(Into::into),
            audio: self.audio(front, extras.audio.as_ref(), extras.transcript.as_ref()),
            translations: self.translations(front),
            cite: self.cite(index),
            own_imprint: front.imprint.as_ref().map(|promoter| ImprintView {
                text: promoter.text().into(),
                lang: self.imprint_lang(),
                extra: promoter.extra.as_deref().map(Into::into),
            }),
            extra: front.free(|key| self.site.parts.config.essays.allows(key)),
        })
    }

    /// Another essay, as this essay's page shows it. Seen from any page but its own of an essay in one language it looks the
    /// same, since all of them lie side by side, so it is made once for all of them.
    fn neighbour(&self, index: EssayIndex) -> Ready {
        // A page whose language the design does not speak has the site's voice, but not its language.
        if self.foreign.is_some() && self.voice.number() == 0 {
            return Ready::new(&self.entry(index));
        }
        self.site.neighbours[self.voice.number()][index]
            .get_or_init(|| Ready::new(&self.entry(index)))
            .clone()
    }

    /// A standing page.
    pub(in crate::site) fn standing(&self, index: usize) -> Result<StandingView, Box<Diagnostic>> {
        let filed = &self.site.parts.collection.standing[index];
        let essay = &*self.site.parts.essays[filed.parsed];
        let setting = self.setting(filed);
        Ok(StandingView {
            title_html: html::line(&filed.entry.title_line).into(),
            body_html: html::body(&essay.document, &setting)?,
            notes: notes(&essay.document, &setting)?,
            contents: contents(essay),
            updated: filed.entry.updated.or(filed.entry.date).map(|day| date(day, self.words())),
            extra: essay.front.free(|key| self.site.parts.config.essays.allows(key)),
        })
    }

    fn setting<'a>(&'a self, filed: &'a Filed) -> Setting<'a> {
        Setting {
            targets: &self.site.resolved[filed.parsed].targets,
            printer: &self.printer,
            page: &self.address,
            prefix: &filed.entry.slug,
            assets: &self.site.parts.assets,
            sizes: self.site.parts.design.sizes(),
            opens: self.site.extras[filed.parsed].image.is_none(),
            containers: self.voice,
            words: self.words(),
            direction: Direction::of(filed.entry.lang.as_ref().unwrap_or(&self.site.fixed.language)),
            purpose: Purpose::Page,
        }
    }

    fn bylines(&self, filed: &Filed) -> Vec<Byline> {
        let byline = |writer: &crate::collection::Writer| {
            let author = &self.site.parts.collection.authors[writer.author].record;
            let link = self.author_link(writer.author);
            let shared = |text: &Option<String>| text.as_deref().map(Arc::from);
            Byline {
                id: link.id,
                name: link.name,
                href: link.href,
                role: writer.role.clone().or_else(|| shared(&author.role)),
                organisation: writer.organisation.clone().or_else(|| shared(&author.organisation)),
                bio: shared(&author.bio),
            }
        };
        filed.authors.iter().map(byline).collect()
    }

    /// A picture with what it shows, without what is said below it.
    pub(super) fn picture(&self, target: &Target, alt: &str, manner: Manner<'_>) -> Option<PictureView> {
        let Target::Picture { address, asset } = target else { return None };
        let file = self.site.parts.assets.get(asset)?;
        let mut img_html = String::new();
        let shown = html::picture::Shown { path: asset, file, alt, title: "" };
        html::picture::push(&mut img_html, &shown, &self.printer, manner);
        Some(PictureView {
            img_html,
            href: self.printer.href(address),
            alt: alt.into(),
            width: file.shown().map(|picture| picture.width),
            height: file.shown().map(|picture| picture.height),
            caption: None,
            credit: None,
            licence: None,
        })
    }

    fn lead(&self, target: &Target, front: &front::Front) -> Option<PictureView> {
        let image = front.image.as_ref()?;
        let manner = Manner::Lead(self.site.parts.design.lead_sizes());
        let mut picture = self.picture(target, &image.alt, manner)?;
        picture.caption = image.caption.as_deref().map(Into::into);
        picture.credit = image.credit.as_deref().map(Into::into);
        picture.licence = image.licence.as_deref().map(Into::into);
        Some(picture)
    }

    fn call(&self, cta: &front::CallToAction, target: &Target) -> Option<OutsideLink> {
        Some(OutsideLink { text: cta.text.as_str().into(), href: self.href(target)?.into() })
    }

    fn href(&self, target: &Target) -> Option<String> {
        Some(match target {
            Target::Page { address, section } => self.printer.href_to_section(address, section.as_deref()),
            Target::File { address, .. } | Target::Picture { address, .. } => self.printer.href(address),
            Target::Outside(address) => address.to_string(),
            Target::Nowhere => return None,
        })
    }

    fn audio(
        &self,
        front: &front::Front,
        file: Option<&Target>,
        transcript: Option<&Target>,
    ) -> Option<AudioView> {
        let audio = front.audio.as_ref()?;
        Some(AudioView {
            href: self.href(file?)?,
            duration: audio.duration.as_deref().map(Into::into),
            transcript: self.href(transcript?)?,
        })
    }

    /// Where an essay was first published. One whose place is elsewhere was published there.
    fn first_published(&self, front: &front::Front) -> Option<OriginalView> {
        let elsewhere = front.canonical.as_ref().map(|address| address.value.as_str());
        let host = |address: &str| {
            let host = address.split_once("://").map_or(address, |(_, rest)| rest).split('/').next();
            Arc::from(host.unwrap_or(address).trim_start_matches("www."))
        };
        let Some(original) = &front.originally_published else {
            let href = elsewhere?;
            let publisher = Some(host(href));
            return Some(OriginalView { title: None, publisher, href: Some(href.into()), date: None });
        };
        let mut view = self.original(original);
        view.href = view.href.or(elsewhere.map(Arc::from));
        Some(view)
    }

    fn original(&self, original: &front::Original) -> OriginalView {
        let shared = |text: &Option<String>| text.as_deref().map(Arc::from);
        OriginalView {
            title: shared(&original.title),
            publisher: shared(&original.publisher),
            href: shared(&original.url),
            date: original.date.map(|day| date(day, self.words())),
        }
    }

    fn correction(&self, correction: &front::Correction) -> CorrectionView {
        CorrectionView { date: date(correction.date, self.words()), text: correction.text.as_str().into() }
    }

    fn translations(&self, front: &front::Front) -> Vec<TranslationView> {
        let essays = &self.site.parts.collection.essays;
        let find = |slug: &str| essays.iter().find(|filed| &*filed.entry.slug == slug);
        let view = |(lang, slug): (&String, &crate::source::Spanned<String>)| {
            let filed = find(&slug.value)?;
            Some(TranslationView {
                lang: lang.as_str().into(),
                href: self.printer.href(&address_of(&filed.entry)),
                title: filed.entry.title.clone(),
            })
        };
        front.translations.iter().filter_map(view).collect()
    }
}

fn notes(document: &Document, setting: &Setting<'_>) -> Result<Vec<NoteView>, Box<Diagnostic>> {
    let notes = html::notes(document, setting)?.into_iter().enumerate();
    Ok(notes.map(|(index, note)| NoteView { number: index + 1, id: note.id, html: note.html }).collect())
}

fn contents(essay: &Essay) -> Vec<ContentsItem> {
    let headings = &essay.document.headings;
    let sections = headings.iter().filter(|heading| heading.level == 2).count();
    let wanted = match essay.front.toc {
        Toc::Auto => sections >= SECTIONS_FOR_CONTENTS,
        Toc::Always => !headings.is_empty(),
        Toc::Never => false,
    };
    if wanted { nested(headings) } else { Vec::new() }
}

/// Sections, each with the headings one level below it; deeper ones stay out of the contents.
fn nested(headings: &[HeadingMark]) -> Vec<ContentsItem> {
    let mut items: Vec<ContentsItem> = Vec::new();
    for heading in headings.iter().filter(|heading| heading.level <= 3) {
        let text = heading.text.as_ref().into();
        let item = ContentsItem { text, href: format!("#{}", heading.id), children: Vec::new() };
        match items.last_mut() {
            Some(parent) if heading.level == 3 => parent.children.push(item),
            _ => items.push(item),
        }
    }
    items
}

fn epigraph(epigraph: &front::Epigraph) -> EpigraphView {
    EpigraphView { text: epigraph.text.as_str().into(), source: epigraph.source.as_deref().map(Into::into) }
}
