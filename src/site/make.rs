//! One page is made.
//!
//! In: a recipe. Out: what is to be written. Each page alone: making one never depends on another having been made.

use super::allot::{self, Followed, Recipe, SITEMAP_SIZE};
use super::views::Viewer;
use super::{Site, follow, moved};
use crate::address::{Address, Printer};
use crate::design::Ready;
use crate::diagnostic::{Code, Diagnostic};
use crate::feeds;
use crate::host::Kind;
use crate::hosting::{self, Grounds, Guide};
use crate::inputs::Content;
use crate::links::address_of;
use crate::view::{self, View};

impl Site {
    /// Makes what is written at an output path.
    ///
    /// # Errors
    /// When a template fails.
    pub fn make(&self, path: &str, recipe: &Recipe) -> Result<Content, Box<Diagnostic>> {
        let text = match recipe {
            Recipe::DesignFile(name) => return self.design_file(name),
            Recipe::Asset(asset) => return Ok(Content::Asset(asset.clone())),
            Recipe::Picture(asset, variant) => return Ok(Content::Picture(asset.clone(), *variant)),
            Recipe::Card(path) => return Ok(Content::Card(path.clone())),
            Recipe::Atom(followed) => feeds::atom(&follow::feed(self, *followed, "feed.xml")?),
            Recipe::JsonFeed => feeds::json(&follow::feed(self, Followed::All, "feed.json")?),
            Recipe::SearchIndex => self.search_entry(),
            Recipe::SearchOpener => super::search::opener().1.clone(),
            Recipe::Sitemap(number) => self.sitemap(*number),
            Recipe::SitemapIndex => self.sitemap_index(),
            Recipe::Host(file) => hosting::text(*file, &self.grounds()),
            Recipe::Cited(index, format) => format.text(&self.work(*index)),
            Recipe::ShareScript => crate::share::script().1.clone(),
            Recipe::MovedScript => moved::script().1.clone(),
            Recipe::Robots => feeds::robots(&self.full().href(&Address::new("sitemap.xml"))),
            _ => self.page(path, recipe)?,
        };
        Ok(Content::Text(text))
    }

    /// Prints whole addresses.
    pub(super) fn full(&self) -> Printer {
        Printer::Full { base: self.fixed.base.clone() }
    }

    fn page(&self, path: &str, recipe: &Recipe) -> Result<String, Box<Diagnostic>> {
        let address = Address::new(path.strip_suffix("index.html").unwrap_or(path));
        let printer = match recipe {
            _ if self.parts.config.deploy.portable => Printer::Portable(address.clone()),
            Recipe::NotFound => Printer::BaseAbsolute { base_path: self.fixed.base_path.clone() },
            _ => Printer::Relative(address.clone()),
        };
        let own = self.language_of(recipe);
        let voice = self.parts.design.voice(own);
        let foreign = own.filter(|language| **language != *self.fixed.language);
        let viewer = Viewer { site: self, printer, address, voice, foreign };
        let (template, content) = viewer.content(recipe)?;
        let view = View { site: viewer.site(recipe), page: viewer.page(recipe), content };
        voice.show(template, &view, self.source_of(recipe))
    }

    /// The language of a page, where it is not the site's.
    fn language_of(&self, recipe: &Recipe) -> Option<&str> {
        let collection = &self.parts.collection;
        match recipe {
            Recipe::Essay(index) => collection.essays[*index].entry.lang.as_deref(),
            Recipe::Standing(index) => collection.standing[*index].entry.lang.as_deref(),
            _ => None,
        }
    }

    /// The source a page is made from, for the words of a fault.
    fn source_of(&self, recipe: &Recipe) -> &str {
        let collection = &self.parts.collection;
        match recipe {
            Recipe::Essay(index) => &collection.essays[*index].entry.path,
            Recipe::Standing(index) => &collection.standing[*index].entry.path,
            _ => "",
        }
    }

    fn design_file(&self, name: &str) -> Result<Content, Box<Diagnostic>> {
        match self.parts.design.assets().get(name) {
            Some((_, content)) => Ok(content.clone()),
            None => Err(Box::new(Diagnostic::new(Code::E303, format!("The design has no file {name}.")))),
        }
    }

    /// Where the site is shown.
    pub fn host(&self) -> Kind {
        self.parts.config.deploy.host.0
    }

    /// How the site is brought to a host.
    pub fn guide(&self, kind: Kind) -> Guide {
        hosting::guide(kind, &self.grounds(), self.pages.keys().map(String::as_str))
    }

    /// What the files for the host are made from.
    fn grounds(&self) -> Grounds<'_> {
        let top = |path: &'_ String| path.find('/').map_or(path.len(), |slash| slash + 1);
        let mut entries: Vec<&str> = self.pages.keys().map(|path| &path[..top(path)]).collect();
        entries.dedup();
        // The home page is asked for by another name, and what begins with a dot or an underscore by nobody who reads.
        entries.retain(|entry| *entry != "index.html" && !entry.starts_with(['.', '_']) && *entry != "CNAME");
        Grounds { config: &self.parts.config, moved: allot::moved(&self.pages), top: entries }
    }

    fn sitemap(&self, number: usize) -> String {
        let printer = self.full();
        let listed = self.pages.iter().filter_map(|(path, recipe)| {
            let address = Address::new(path.strip_suffix("index.html").unwrap_or(path));
            let changed = match recipe {
                Recipe::Home | Recipe::Themes | Recipe::Authors | Recipe::Places | Recipe::Parts => None,
                Recipe::Essays(_) | Recipe::Theme(..) | Recipe::Author(..) => None,
                Recipe::Place(..) | Recipe::Part(..) => None,
                Recipe::Essay(index) => {
                    let filed = &self.parts.collection.essays[*index];
                    let front = &self.parts.essays[filed.parsed].front;
                    if front.canonical.is_some() || filed.entry.draft {
                        return None;
                    }
                    filed.entry.updated.or(filed.entry.date).map(|day| day.day().to_string())
                }
                Recipe::Standing(index) => {
                    let entry = &self.parts.collection.standing[*index].entry;
                    if entry.draft {
                        return None;
                    }
                    entry.updated.or(entry.date).map(|day| day.day().to_string())
                }
                _ => return None,
            };
            Some((printer.href(&address), changed))
        });
        feeds::sitemap(listed.skip((number - 1) * SITEMAP_SIZE).take(SITEMAP_SIZE))
    }

    fn sitemap_index(&self) -> String {
        let printer = self.full();
        let parts = self.pages.iter().filter(|(_, recipe)| matches!(recipe, Recipe::Sitemap(_)));
        feeds::sitemap_index(parts.map(|(path, _)| printer.href(&Address::new(path.as_str()))))
    }
}

impl Viewer<'_> {
    /// The template of a recipe and what it shows.
    fn content(&self, recipe: &Recipe) -> Result<(&'static str, view::Content<Ready>), Box<Diagnostic>> {
        use view::Content;
        Ok(match recipe {
            Recipe::Essay(index) => ("essay.html", Content::Essay(Box::new(self.essay(*index)?))),
            Recipe::Standing(index) => ("page.html", Content::Standing(Box::new(self.standing(*index)?))),
            Recipe::Essays(page) => ("essays.html", Content::Essays(Box::new(self.all_essays(*page)))),
            Recipe::Themes => ("themes.html", Content::Themes(Box::new(self.themes()))),
            Recipe::Theme(index, page) => {
                ("theme.html", Content::Theme(Box::new(self.theme(*index, *page)?)))
            }
            Recipe::Authors => ("authors.html", Content::Authors(Box::new(self.authors()))),
            Recipe::Author(index, page) => {
                ("author.html", Content::Author(Box::new(self.author(*index, *page))))
            }
            Recipe::Places => ("places.html", Content::Places(Box::new(self.places()))),
            Recipe::Place(index, page) => ("place.html", Content::Place(Box::new(self.place(*index, *page)))),
            Recipe::Parts => ("parts.html", Content::Parts(Box::new(self.parts()))),
            Recipe::Part(index, page) => ("part.html", Content::Part(Box::new(self.part(*index, *page)))),
            Recipe::Search => ("search.html", Content::Search(Box::new(self.search()))),
            Recipe::NotFound => ("404.html", Content::NotFound(view::Empty {})),
            Recipe::Withdrawn { .. } => ("withdrawn.html", Content::Withdrawn(view::Empty {})),
            Recipe::Moved { to, title } => {
                let script = self.printer.href(&moved::script().0);
                let moved = view::MovedView { href: self.printer.href(to), title: title.clone(), script };
                ("moved.html", Content::Moved(Box::new(moved)))
            }
            _ => ("home.html", Content::Home(Box::new(self.home()))),
        })
    }

    /// The one whole address of a page, for search engines.
    pub(super) fn canonical(&self, recipe: &Recipe) -> Option<String> {
        let full = self.site.full();
        match recipe {
            Recipe::NotFound | Recipe::Search | Recipe::Withdrawn { .. } => None,
            Recipe::Moved { to, .. } => Some(full.href(to)),
            Recipe::Essay(index) => {
                let filed = &self.site.parts.collection.essays[*index];
                let elsewhere = self.site.parts.essays[filed.parsed].front.canonical.as_ref();
                Some(elsewhere.map_or_else(|| full.href(&address_of(&filed.entry)), |url| url.value.clone()))
            }
            _ => Some(full.href(&self.address)),
        }
    }
}
