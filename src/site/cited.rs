//! What is known of an essay, for those who cite it.
//!
//! In: an essay of the site. Out: a `Work`, and what templates show of it.

use super::allot::file_of;
use super::views::Viewer;
use super::{Site, Term};
use crate::address::slug;
use crate::cite::{Format, Name, Nature, Said, Style, Work};
use crate::collection::EssayIndex;
use crate::config::{AuthorKind, Imprint};
use crate::links::address_of;
use crate::view::{CiteFile, CiteStyle, CiteView};

impl Site {
    /// An essay as something to be cited.
    pub(super) fn work(&self, index: EssayIndex) -> Work {
        let filed = &self.parts.collection.essays[index];
        let (entry, front) = (&filed.entry, &self.parts.essays[filed.parsed].front);
        let named = |terms: &[Term], at: usize| terms[at].name.to_string();
        let themes = filed.themes.iter().map(|theme| named(&self.fixed.themes, *theme));
        let tags = front.tags.iter().map(|tag| tag.value.clone());
        let year = entry.date.map(|date| format!("-{}", date.year())).unwrap_or_default();
        Work {
            key: format!("{}{year}", slug(&entry.slug)),
            title: entry.title.to_string(),
            subtitle: entry.subtitle.as_deref().map(str::to_owned),
            authors: filed.authors.iter().map(|writer| self.name(writer.author)).collect(),
            date: entry.date.map(|date| date.day()),
            collection: self.fixed.title.to_string(),
            part: filed.part.map(|part| named(&self.fixed.parts, part)),
            series: front.series.clone(),
            publisher: match &self.parts.config.imprint {
                Imprint::Required(promoter) => Some(promoter.publisher()),
                Imprint::Off { .. } => None,
            },
            address: self.full().href(&address_of(entry)),
            language: entry.lang.as_ref().unwrap_or(&self.fixed.language).to_string(),
            summary: entry.summary.as_deref().map(str::to_owned),
            keywords: themes.chain(tags).collect(),
        }
    }

    /// The name of an author, by index.
    fn name(&self, author: usize) -> Name {
        let author = &self.parts.collection.authors[author].record;
        let nature = match author.kind {
            Some(AuthorKind::Person) => Nature::Person,
            Some(AuthorKind::Organisation) => Nature::Organisation,
            None => Nature::Untold,
        };
        Name::read(&author.name, author.sort_name.as_deref(), nature)
    }
}

impl Viewer<'_> {
    /// How an essay is cited.
    pub(super) fn cite(&self, index: EssayIndex) -> CiteView {
        let filed = &self.site.parts.collection.essays[index];
        let work = self.site.work(index);
        let said = self.said();
        let style = |style: Style| CiteStyle { name: style.name(), html: style.html(&work, &said) };
        let file = |format: Format| CiteFile {
            format: format.title(),
            href: self.printer.href(&file_of(&address_of(&filed.entry), format)),
            name: format!("{}.{}", work.key, format.ending()),
        };
        CiteView { styles: Style::ALL.map(style).into(), files: Format::ALL.map(file).into() }
    }

    fn said(&self) -> Said {
        let say = |key: &str| self.words().say(key, &[]);
        Said {
            inside: say("cite_in"),
            and: say("cite_and"),
            available: say("cite_available"),
            accessed: say("cite_accessed"),
            day: say("cite_day"),
            undated: say("cite_undated"),
            undated_short: say("cite_undated_short"),
        }
    }
}
