//! Whatever was published answers: what the ledger knows is led on or said to be withdrawn where nobody has to decide anything, and
//! the rest is lost unless the editor says what became of it.
//!
//! In: the register of addresses with all pages of today, the ledger, what `pamphlet.toml` says of old addresses. Out: pages at old
//! addresses; the addresses that nothing answers.

use std::collections::HashMap;
use std::sync::Arc;

use super::allot::{Claim, Followed, Premises, Recipe, Register, file_of};
use super::beside;
use crate::address::Address;
use crate::cite;
use crate::config::{Moved, Withdrawn};
use crate::diagnostic::{Code, Diagnostic};
use crate::essay::{Presence, file_name};
use crate::ledger::{Issued, Ledger, Page, Work, old_address};
use crate::source::Place;

/// A published address that nothing answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    pub(super) address: Address,
    /// What it was, by index in the ledger.
    pub(super) was: Was,
}

/// What a published address was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Was {
    Work(usize),
    Page(usize),
}

/// Answers what can be answered.
pub(super) fn keep(register: &mut Register, premises: &Premises<'_>) -> Vec<Lost> {
    let config = premises.config;
    lead_on(register, premises);
    withdraw(register, &config.withdrawn);
    let essay_of = HashMap::new();
    let mut keeper = Keeper { register, premises, essay_of, lost: Vec::new() };
    for (essay, work) in premises.names.works.iter().enumerate() {
        keeper.essay_of.extend(work.map(|work| (work, essay)));
    }
    let Ledger { works, pages, .. } = premises.ledger;
    works.iter().enumerate().for_each(|(index, work)| keeper.work(index, work));
    (0..works.len()).for_each(|index| keeper.taken(index));
    // Whatever hangs on a list comes after all lists.
    let hangs = |page: &Page| matches!(page.kind, Issued::Later | Issued::Feed | Issued::Old);
    for hanging in [false, true] {
        for (index, page) in pages.iter().enumerate().filter(|(_, page)| hangs(page) == hanging) {
            keeper.page(index, page);
        }
    }
    works.iter().filter(|work| work.feed.is_some()).for_each(|work| keeper.cited(work));
    keeper.lost
}

/// `[[moved]]` and the aliases of records.
fn lead_on(register: &mut Register, premises: &Premises<'_>) {
    let moved = &premises.config.moved;
    for entry in moved {
        let to = old_address(&entry.to);
        if old_address(&entry.from) != to
            && let Some(next) = moved.iter().find(|next| old_address(&next.from) == to)
        {
            let fault = chained(entry, &next.to).also(next.place.clone(), "it leads on here");
            register.diagnostics.push(fault);
            continue;
        }
        let title = match register.at(&to) {
            Some(Recipe::Moved { to, .. }) => {
                let fault = chained(entry, &to.to_string());
                register.diagnostics.push(fault);
                continue;
            }
            Some(recipe) => title_of(recipe, premises),
            // A record that no essay names any more has no page; its own address was told or withdrawn.
            None if entry.place == entry.to_place => continue,
            // One file takes the place of another, which is seen to when it is known what pages link to.
            None if premises.ledger.pages.iter().any(|page| beside::is_of(entry, page)) => continue,
            None => {
                let message =
                    format!("{} is to lead to {}, and there is no such page.", entry.from, entry.to);
                let fault = Diagnostic::new(Code::E323, message).at(entry.to_place.clone());
                register.diagnostics.push(fault.help("Write to = the address of a page that is there."));
                continue;
            }
        };
        register.claim(&Claim { written: &entry.from, place: entry.place.clone(), to: &to, title });
    }
}

fn chained(entry: &Moved, end: &str) -> Diagnostic {
    let message = format!("{} leads to {}, which is an old address itself.", entry.from, entry.to);
    let fault = Diagnostic::new(Code::E323, message).at(entry.to_place.clone());
    fault.help(format!("Write where it ends: to = \"{end}\""))
}

/// `[[withdrawn]]`
fn withdraw(register: &mut Register, withdrawn: &[Withdrawn]) {
    let mut seen: HashMap<Address, &Place> = HashMap::new();
    for entry in withdrawn {
        let address = old_address(&entry.address);
        if let Some(other) = seen.insert(address.clone(), &entry.place) {
            let message = format!("{} is withdrawn twice.", entry.address);
            let fault = Diagnostic::new(Code::E322, message).at(entry.place.clone());
            register
                .diagnostics
                .push(fault.also((*other).clone(), "the other").help("Take one of them out."));
            continue;
        }
        let fault = match register.at(&address) {
            Some(Recipe::Moved { to, .. }) => {
                let message = format!("{} is withdrawn here, and an old address of {to} too.", entry.address);
                Diagnostic::new(Code::E322, message)
                    .help("Readers are led on from there. Take this entry out.")
            }
            Some(_) => {
                let message = format!("{} is withdrawn here, and is a page again.", entry.address);
                Diagnostic::new(Code::W225, message).help("Readers see the page. Take this entry out.")
            }
            None => match register.in_the_way(&address) {
                Some(words) => {
                    let message = format!("{} cannot have a page: it {words}.", entry.address);
                    Diagnostic::new(Code::E322, message).help("Take this entry out.")
                }
                None => {
                    let title = entry.title.as_deref().unwrap_or(&entry.address);
                    take_back(register, &address, title);
                    continue;
                }
            },
        };
        register.diagnostics.push(fault.at(entry.place.clone()));
    }
}

/// Puts the page of something withdrawn. No link of the site may lead there, so it has no address that links could name.
fn take_back(register: &mut Register, address: &Address, title: &str) {
    register.pages.insert(address.output_path(), Recipe::Withdrawn { title: title.into() });
}

struct Keeper<'a, 'p> {
    register: &'a mut Register,
    premises: &'a Premises<'p>,
    /// Entry of the ledger → the essay of today.
    essay_of: HashMap<usize, usize>,
    lost: Vec<Lost>,
}

impl Keeper<'_, '_> {
    fn is_answered(&self, address: &Address) -> bool {
        self.register.at(address).is_some()
    }

    fn lose(&mut self, address: &Address, was: Was) {
        self.lost.push(Lost { address: address.clone(), was });
    }

    fn work(&mut self, index: usize, work: &Work) {
        let lost: Vec<&Address> = work.addresses().filter(|address| !self.is_answered(address)).collect();
        if lost.is_empty() {
            return;
        }
        let essay = self.essay_of.get(&index).map(|essay| &self.premises.outlines[*essay].entry);
        let expired =
            essay.filter(|entry| matches!(entry.presence(self.premises.today), Presence::Expired(_)));
        let end = match (expired, essay) {
            (Some(entry), _) => Some(Recipe::Withdrawn { title: entry.title.clone() }),
            (None, Some(_)) => None,
            // Where an essay that is gone leads, or is said to be withdrawn, its older addresses follow.
            (None, None) => self.register.at(&work.address).cloned(),
        };
        for address in lost {
            self.end(address, end.as_ref(), Was::Work(index));
        }
    }

    /// Tells where an essay that is still there lost an address to another one, so that old links lead to the wrong essay.
    fn taken(&mut self, index: usize) {
        let Premises { collection, outlines, names, ledger, .. } = *self.premises;
        let Some(essay) = self.essay_of.get(&index) else { return };
        let work = &ledger.works[index];
        for address in work.addresses() {
            let filed = match self.register.at(address) {
                Some(Recipe::Essay(at)) => &collection.essays[*at],
                Some(Recipe::Standing(at)) => &collection.standing[*at],
                _ => continue,
            };
            let had = |work: usize| ledger.works[work].addresses().any(|had| had == address);
            if filed.parsed == *essay || names.works[filed.parsed].is_some_and(had) {
                continue;
            }
            let (other, own) = (&outlines[filed.parsed], &outlines[*essay]);
            let message = format!(
                "{address} was published as the address of “{}”, and is that of “{}” now.",
                work.title, other.entry.title
            );
            let file = file_name(&own.entry.path);
            let help = format!(
                "Readers who follow old links come to the wrong essay. Give this one another slug, and write into {file}: aliases: [{address}]"
            );
            let fault = Diagnostic::new(Code::W228, message).at(other.place(other.entry.slug_span));
            self.register.diagnostics.push(fault.also(work.place.clone(), "published here").help(help));
        }
    }

    /// Lets an address end where another does.
    fn end(&mut self, address: &Address, end: Option<&Recipe>, was: Was) {
        match end {
            _ if self.register.in_the_way(address).is_some() => self.lose(address, was),
            Some(Recipe::Moved { to, title }) => self.register.lead_on(address, to, title.clone()),
            Some(Recipe::Withdrawn { title }) => take_back(self.register, address, title),
            _ => self.lose(address, was),
        }
    }

    fn page(&mut self, index: usize, page: &Page) {
        let address = &page.address;
        if self.is_answered(address) {
            return;
        }
        let was = Was::Page(index);
        match page.kind {
            Issued::List => {
                let title = self.premises.config.site.title.as_str().into();
                self.register.lead_on(address, &Address::home(), title);
            }
            Issued::Theme | Issued::Author | Issued::Place | Issued::Part => match self.is_dispersed(address)
            {
                true => self.lose(address, was),
                false => take_back(self.register, address, &page.name),
            },
            Issued::Later => self.later(page, was),
            Issued::Feed => self.feed(page),
            Issued::Old => {
                let end = page.to.as_ref().and_then(|to| self.register.at(to)).cloned();
                self.end(address, end.as_ref(), was);
            }
            Issued::Withdrawn => self.lose(address, was),
            // It is seen to when it is known what pages link to (`beside`).
            Issued::File => {}
        }
    }

    /// Whether essays that stood in a list are still there, so that they are in others now. A list whose essays are all gone
    /// went with them, and nobody has to be asked.
    fn is_dispersed(&self, list: &Address) -> bool {
        let stood = |work: &&Work| work.lists.iter().any(|name| name == list.as_str());
        let works = self.premises.ledger.works.iter().enumerate();
        works.filter(|(_, work)| stood(work)).any(|(index, _)| {
            self.essay_of.get(&index).is_some_and(|essay| {
                let entry = &self.premises.outlines[*essay].entry;
                entry.presence(self.premises.today) == Presence::Shown
            })
        })
    }

    /// A later page of a list leads to the list, wherever that is.
    fn later(&mut self, page: &Page, was: Was) {
        let list = page.address.as_str().rsplit_once("page/").map_or("", |(list, _)| list);
        let list = Address::new(list);
        match self.register.at(&list).cloned() {
            None => {}
            Some(end @ (Recipe::Moved { .. } | Recipe::Withdrawn { .. })) => {
                self.end(&page.address, Some(&end), was);
            }
            Some(recipe) => {
                let title = title_of(&recipe, self.premises);
                self.register.lead_on(&page.address, &list, title);
            }
        }
    }

    /// What programs for references read lies beside every address that an essay had, as feeds do.
    fn cited(&mut self, work: &Work) {
        for address in std::iter::once(&work.address).chain(&work.own) {
            let Some(Recipe::Moved { to, .. }) = self.register.at(address) else { continue };
            let Some(Recipe::Essay(index)) = self.register.at(to) else { continue };
            let index = *index;
            for format in cite::Format::ALL {
                let path = file_of(address, format).output_path();
                self.register.pages.entry(path).or_insert(Recipe::Cited(index, format));
            }
        }
    }

    /// No host leads programs that read feeds to another address, so the feed itself is at the old one too.
    fn feed(&mut self, page: &Page) {
        let list = Address::new(page.address.as_str().strip_suffix("feed.xml").unwrap_or(""));
        let Some(Recipe::Moved { to, .. }) = self.register.at(&list) else { return };
        let followed = match self.register.at(to) {
            Some(Recipe::Theme(index, _)) => Followed::Theme(*index),
            Some(Recipe::Author(index, _)) => Followed::Author(*index),
            _ => Followed::All,
        };
        self.register.pages.insert(page.address.output_path(), Recipe::Atom(followed));
    }
}

/// What a page is called.
pub(super) fn title_of(recipe: &Recipe, premises: &Premises<'_>) -> Arc<str> {
    let collection = premises.collection;
    match recipe {
        Recipe::Essay(index) => collection.essays[*index].entry.title.clone(),
        Recipe::Standing(index) => collection.standing[*index].entry.title.clone(),
        Recipe::Theme(index, _) => collection.themes[*index].record.name.as_str().into(),
        Recipe::Author(index, _) => collection.authors[*index].record.name.as_str().into(),
        Recipe::Place(index, _) => collection.places[*index].record.name.as_str().into(),
        Recipe::Part(index, _) => collection.parts[*index].record.name.as_str().into(),
        _ => premises.config.site.title.as_str().into(),
    }
}
