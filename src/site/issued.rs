//! What a release records: every essay with all that leads to it, every other page, every feed.
//!
//! In: a site. Out: values for the ledger.

use std::collections::HashMap;

use super::allot::{Followed, Recipe};
use super::beside::{self, source_of};
use super::{Site, Term, follow, lost};
use crate::address::Address;
use crate::collection::Filed;
use crate::essay::Kind;
use crate::host;
use crate::inputs::{Content, Inputs, LOCKS};
use crate::ledger::{self, Anchors, Difference, Files, Issued, Ledger, NowPage, Present, Work};
use crate::links::address_of;
use crate::source::ContentHash;

/// What a release records, and how it differs from the one before.
pub struct Release {
    /// The names and the texts of the locks.
    pub locks: Vec<(&'static str, String)>,
    /// What changed.
    pub difference: Difference,
}

impl Site {
    /// What the release of this site records. `files` are all files of the output with their digests.
    pub fn release(&self, inputs: &Inputs, files: &Files) -> Release {
        let (before, after) = (self.ledger_before(), self.ledger_after(inputs.today));
        let difference = Difference::between((before, &self.parts.recorded.files), (&after, files));
        let [permalinks, anchors, release] = LOCKS;
        let locks = vec![
            (permalinks, ledger::permalinks(&after)),
            (anchors, ledger::anchors_text(&self.anchors_after())),
            (release, ledger::files_text(files)),
        ];
        Release { locks, difference }
    }

    /// What tells the content of a file from any other.
    pub fn digest(&self, content: &Content) -> String {
        let hash = match content {
            Content::Text(text) => ContentHash::of(text.as_bytes()),
            Content::Bytes(bytes) => ContentHash::of(bytes),
            Content::Asset(path) => return beside::digest(&self.parts, &Recipe::Asset(path.clone())),
            Content::Picture(path, variant) => {
                return beside::digest(&self.parts, &Recipe::Picture(path.clone(), *variant));
            }
            Content::Card(path) => self.card_key(path).map_or(ContentHash::of(b""), |(_, key)| key),
        };
        hash.hex(16)
    }

    /// Everything in an essay that links can lead to, given the path of its source.
    pub fn anchors_of(&self, source: &str) -> Vec<String> {
        let essay = self.parts.essays.iter().find(|essay| **essay.source.path() == *source);
        let anchors = essay.map(|essay| ledger::anchors(&essay.document)).unwrap_or_default();
        anchors.into_iter().flat_map(|anchor| anchor.ids).map(String::from).collect()
    }

    /// The anchors of every essay, those that are gone among them: an essay may come back.
    fn anchors_after(&self) -> Anchors {
        let mut anchors = self.parts.recorded.anchors.clone();
        let collection = &self.parts.collection;
        for filed in collection.essays.iter().chain(&collection.standing).filter(|filed| !filed.entry.draft) {
            let key = self.layout.today.names.keys[filed.parsed].clone();
            anchors.insert(key, ledger::anchors(&self.parts.essays[filed.parsed].document).into());
        }
        anchors
    }

    /// The ledger with this site as one more release.
    pub fn ledger_after(&self, day: crate::date::Date) -> Ledger {
        ledger::record(self.ledger_before(), &self.present(), &self.now_pages(), day)
    }

    /// The ledger of the releases before.
    pub fn ledger_before(&self) -> &Ledger {
        &self.parts.recorded.ledger
    }

    /// Every essay and standing page that is shown; drafts, which only editors see, are never among them.
    pub fn present(&self) -> Vec<Present> {
        let mut earlier: HashMap<&Address, Vec<Address>> = HashMap::new();
        for (path, recipe) in &self.pages {
            if let Recipe::Moved { to, .. } = recipe
                && !self.was_file(path)
            {
                earlier.entry(to).or_default().push(address(path));
            }
        }
        let collection = &self.parts.collection;
        let essays = collection.essays.iter().enumerate().map(|(index, filed)| (Some(index), filed));
        let standing = collection.standing.iter().map(|filed| (None, filed));
        let shown = essays.chain(standing).filter(|(_, filed)| !filed.entry.draft);
        shown.map(|(index, filed)| self.present_essay(index, filed, &earlier)).collect()
    }

    fn present_essay(
        &self,
        index: Option<usize>,
        filed: &Filed,
        earlier: &HashMap<&Address, Vec<Address>>,
    ) -> Present {
        let (essay, names) = (&self.parts.essays[filed.parsed], &self.layout.today.names);
        let own = address_of(&filed.entry);
        let is_essay = filed.entry.kind == Kind::Essay;
        let now = Work {
            key: names.keys[filed.parsed].clone(),
            feed: index.filter(|_| is_essay).map(|index| follow::tag(self, index).into()),
            id: essay.front.id.as_ref().map(|id| id.value.clone()),
            title: filed.entry.title.to_string(),
            source: filed.entry.path.to_string(),
            date: filed.entry.date.map(|date| date.day().to_string()),
            earlier: earlier.get(&own).cloned().unwrap_or_default(),
            address: own,
            place: ledger::nowhere(),
            own: Vec::new(),
            lists: self.lists_of(filed),
            text: lost::text_of(essay),
            said: essay.front.said.hex(16),
            shown: true,
        };
        Present { work: names.works[filed.parsed], now }
    }

    /// The lists that an essay stands in.
    fn lists_of(&self, filed: &Filed) -> Vec<String> {
        let fixed = &self.fixed;
        let named = |terms: &[Term], index: usize| terms[index].address.as_str().to_owned();
        let themes = filed.themes.iter().map(|index| named(&fixed.themes, *index));
        let authors = filed.authors.iter().map(|writer| named(&fixed.authors, writer.author));
        let places = filed.places.iter().map(|index| named(&fixed.places, *index));
        let parts = filed.part.iter().map(|index| named(&fixed.parts, *index));
        themes.chain(authors).chain(places).chain(parts).collect()
    }

    fn now_pages(&self) -> Vec<NowPage> {
        let page = |(path, recipe): (&String, &Recipe)| {
            if let Some(source) = source_of(recipe).filter(|_| !host::is_hashed(path)) {
                let name = source.to_string();
                return Some(NowPage {
                    address: address(path),
                    kind: Issued::File,
                    name,
                    to: None,
                    feed: None,
                });
            }
            let (kind, name, to) = self.kind_of(recipe).filter(|_| !self.was_file(path))?;
            let feed = match recipe {
                Recipe::Atom(followed) => Some(follow::feed_id(self, *followed)),
                Recipe::JsonFeed => Some(follow::feed_id(self, Followed::All)),
                _ => None,
            };
            Some(NowPage { address: address(path), kind, name, to, feed })
        };
        self.pages.iter().filter_map(page).collect()
    }

    /// What a page is to the ledger. Files that pages show, and what only programs ask for, are none of its business.
    fn kind_of(&self, recipe: &Recipe) -> Option<(Issued, String, Option<Address>)> {
        let fixed = &self.fixed;
        let term = |kind: Issued, terms: &[Term], index: usize, page: usize| {
            let kind = if page > 1 { Issued::Later } else { kind };
            Some((kind, terms[index].name.to_string(), None))
        };
        match recipe {
            Recipe::Home | Recipe::Themes | Recipe::Authors | Recipe::Places | Recipe::Parts => {
                Some((Issued::List, String::new(), None))
            }
            Recipe::Search => Some((Issued::List, String::new(), None)),
            Recipe::Essays(page) => {
                Some((if *page > 1 { Issued::Later } else { Issued::List }, String::new(), None))
            }
            Recipe::Theme(index, page) => term(Issued::Theme, &fixed.themes, *index, *page),
            Recipe::Author(index, page) => term(Issued::Author, &fixed.authors, *index, *page),
            Recipe::Place(index, page) => term(Issued::Place, &fixed.places, *index, *page),
            Recipe::Part(index, page) => term(Issued::Part, &fixed.parts, *index, *page),
            Recipe::Atom(_) | Recipe::JsonFeed => Some((Issued::Feed, String::new(), None)),
            Recipe::Moved { to, title } if !self.is_essay(to) => {
                Some((Issued::Old, title.to_string(), Some(to.clone())))
            }
            Recipe::Withdrawn { title } => Some((Issued::Withdrawn, title.to_string(), None)),
            _ => None,
        }
    }

    /// Whether a page is at the address of a file that was published. The ledger has that as the file's.
    fn was_file(&self, path: &str) -> bool {
        let file = path.strip_suffix("/index.html").unwrap_or(path);
        let pages = &self.ledger_before().pages;
        let found = pages.binary_search_by(|page| page.address.as_str().cmp(file));
        found.is_ok_and(|at| pages[at].kind == Issued::File)
    }

    fn is_essay(&self, address: &Address) -> bool {
        let recipe = self.pages.get(&address.output_path());
        matches!(recipe, Some(Recipe::Essay(_) | Recipe::Standing(_)))
    }
}

fn address(path: &str) -> Address {
    Address::new(path.strip_suffix("index.html").unwrap_or(path))
}
