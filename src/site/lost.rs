//! What would be lost is told: which page was published where, where it is now, and the line that mends it.
//!
//! In: the addresses that nothing answers. Out: one fault for each essay, theme and so on that was published there.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::beside::{digest as digest_of, published};
use super::kept::Was;
use super::{Layout, Parts, Site};
use crate::address::Address;
use crate::collection::{Collection, EssayIndex};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::essay::{Essay, Presence, file_name};
use crate::inputs::Inputs;
use crate::ledger::{Anchor, Issued, Page, Work, old_address, quoted, shared};
use crate::links::address_of;
use crate::source::ContentHash;

impl Site {
    /// Everything that would be lost, and what else the ledger has to tell. While somebody is writing, and for a day before the
    /// last release, it is only told.
    pub fn lost(&self, inputs: &Inputs) -> Vec<Diagnostic> {
        let ledger = &self.parts.recorded.ledger;
        let mut by_what: BTreeMap<Was, Vec<&Address>> = BTreeMap::new();
        for lost in &self.lost {
            by_what.entry(lost.was).or_default().push(&lost.address);
        }
        let teller = Teller::new(&self.parts, &self.layout, inputs, &by_what);
        let mut told: Vec<Diagnostic> = Vec::new();
        for (was, addresses) in &by_what {
            told.push(match was {
                Was::Work(index) => teller.work(*index, addresses),
                Was::Page(index) if ledger.pages[*index].kind == Issued::File => {
                    teller.file(&ledger.pages[*index])
                }
                Was::Page(index) => teller.page(&ledger.pages[*index]),
            });
        }
        let past = ledger.released.is_some_and(|day| inputs.today.day() < day.day());
        if inputs.locks.lenient || past {
            told.iter_mut().for_each(|fault| fault.severity = Severity::Warning);
        }
        told.extend(teller.other_ids());
        told.extend(teller.exchanged());
        told
    }
}

struct Teller<'a> {
    parts: &'a Parts,
    inputs: &'a Inputs,
    /// The addresses of the essays that are shown, by parsed index.
    shown: HashMap<usize, Address>,
    /// Entry of the ledger → the essay that has it.
    essay_of: HashMap<usize, usize>,
    /// Entry of the ledger that nobody has → the essay that is most like it, and why.
    like: HashMap<usize, (usize, String)>,
}

impl<'a> Teller<'a> {
    fn new(
        parts: &'a Parts,
        layout: &Layout,
        inputs: &'a Inputs,
        lost: &BTreeMap<Was, Vec<&Address>>,
    ) -> Self {
        let works = &layout.today.names.works;
        let owned = works.iter().enumerate().filter_map(|(essay, work)| Some(((*work)?, essay)));
        let filed = parts.collection.essays.iter().chain(&parts.collection.standing);
        let shown = filed.map(|filed| (filed.parsed, address_of(&filed.entry))).collect();
        let mut teller = Self { parts, inputs, shown, essay_of: owned.collect(), like: HashMap::new() };
        let gone = |was: &Was| match was {
            Was::Work(work) if !teller.essay_of.contains_key(work) => Some(*work),
            _ => None,
        };
        let gone: Vec<usize> = lost.keys().filter_map(gone).collect();
        let new = |essay: &usize| works[*essay].is_none() && teller.shown.contains_key(essay);
        let new: Vec<usize> = (0..works.len()).filter(new).collect();
        teller.like = teller.likenesses(&gone, &new);
        teller
    }

    /// For each essay that is gone the new one that it most likely became. No new one is named twice.
    fn likenesses(&self, gone: &[usize], new: &[usize]) -> HashMap<usize, (usize, String)> {
        let mut pairs: Vec<(u32, usize, usize, String)> = Vec::new();
        let anchors = &self.parts.recorded.anchors;
        for work in gone {
            let published = &self.parts.recorded.ledger.works[*work];
            let anchors = anchors.get(&published.key).map_or(&[][..], |anchors| anchors);
            for essay in new {
                let alike = likeness(published, anchors, &self.parts.essays[*essay]);
                pairs.extend(alike.map(|(weight, why)| (weight, *work, *essay, why)));
            }
        }
        pairs.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
        let mut like: HashMap<usize, (usize, String)> = HashMap::new();
        for (_, work, essay, why) in pairs {
            if !like.contains_key(&work) && like.values().all(|(taken, _)| *taken != essay) {
                like.insert(work, (essay, why));
            }
        }
        like
    }

    fn work(&self, index: usize, addresses: &[&Address]) -> Diagnostic {
        let work = &self.parts.recorded.ledger.works[index];
        let written: Vec<String> = addresses.iter().map(ToString::to_string).collect();
        let begin = format!("“{}” was published at {}", work.title, written.join(" and "));
        let essay = self.essay_of.get(&index).map(|essay| (*essay, None));
        let like = || self.like.get(&index).map(|(essay, why)| (*essay, Some(why)));
        let Some((essay, why)) = essay.or_else(like) else {
            return self.gone(work, &begin, addresses);
        };
        let essay = &self.parts.essays[essay];
        let file = file_name(essay.source.path());
        let fault = |words: String| {
            let place = essay.place(essay.entry.slug_span);
            let fault = Diagnostic::new(Code::E320, format!("{begin}, {words}")).at(place);
            fault.also(work.place.clone(), "published here")
        };
        let line = format!("Write into {file}: {}", aliases(essay, addresses));
        if let Some(now) = self.shown_at(essay) {
            let words = match why {
                Some(why) => format!("and is most likely {file} now, at {now}, which has {why}."),
                None if work.address == *now => format!("and nothing leads from there to {now} any more."),
                None => format!("and is at {now} now."),
            };
            let other = why
                .map(|_| format!("\nIf it was another essay and is gone: {}", withdrawal(work, addresses)));
            return fault(words).help(format!("{line}{}", other.unwrap_or_default()));
        }
        let (words, mend) = match essay.entry.presence(self.inputs.today) {
            Presence::Scheduled(day) => {
                (format!("and waits for {} now.", day.long()), format!("Give {file} back the day it had"))
            }
            _ => ("and is a draft now.".to_owned(), format!("Take draft: true out of {file}")),
        };
        fault(words).help(format!("{mend}, or withdraw it: {}", withdrawal(work, addresses)))
    }

    fn shown_at(&self, essay: &Essay) -> Option<&Address> {
        let parsed = self.parts.essays.iter().position(|one| one.source.path() == essay.source.path())?;
        self.shown.get(&parsed)
    }

    fn gone(&self, work: &Work, begin: &str, addresses: &[&Address]) -> Diagnostic {
        if self.inputs.essay(&work.source).is_some() {
            // It is there, but its details cannot be read: nobody must withdraw it for that.
            let message = format!("{begin}, and {} cannot be read now.", work.source);
            let help =
                format!("Mend {} first, as is told above or below; then this goes by itself.", work.source);
            return Diagnostic::new(Code::E320, message).at(work.place.clone()).help(help);
        }
        let message = format!("{begin}, and {} is no longer there.", work.source);
        let written: Vec<String> = addresses.iter().map(|address| flow(&address.to_string())).collect();
        let help = format!(
            "If another essay takes its place, write into that one: aliases: [{}]\nIf it is gone for good: {}",
            written.join(", "),
            withdrawal(work, addresses)
        );
        Diagnostic::new(Code::E320, message).at(work.place.clone()).help(help)
    }

    /// A theme, an author, a place or a part that has another address now, or another old page.
    fn page(&self, page: &Page) -> Diagnostic {
        let folder = page.address.as_str().split('/').next().unwrap_or("");
        let name =
            if page.name.is_empty() { page.address.to_string() } else { format!("“{}”", page.name) };
        let begin = format!("{name} was published at {}, and nothing is there any more.", page.address);
        let next = match page.kind {
            Issued::Old => page.to.clone(),
            Issued::Withdrawn => None,
            _ => self.successor(page),
        };
        let withdrawal = withdrawn_entry(&page.address, &page.name);
        let fault = |message: String| Diagnostic::new(Code::E320, message).at(page.place.clone());
        let Some(next) = next else {
            let help = format!("Write at the end of pamphlet.toml:{withdrawal}");
            return fault(begin).help(help);
        };
        let mend = match self.record_of(folder, &next) {
            Some(id) => format!(
                "Write below [[{folder}]] id = \"{id}\" in pamphlet.toml: aliases = [{}]",
                self.record_aliases(&next, &page.address)
            ),
            None => format!(
                "Write at the end of pamphlet.toml:\n[[moved]]\nfrom = {}\nto = {}",
                quoted(&page.address.to_string()),
                quoted(&next.to_string())
            ),
        };
        let message = format!("{begin} Most of it is at {next} now.");
        fault(message)
            .help(format!("{mend}\nIf it is gone for good, write at the end of pamphlet.toml:{withdrawal}"))
    }

    /// A file that readers could fetch.
    fn file(&self, page: &Page) -> Diagnostic {
        let (source, address) = (&page.name, &page.address);
        let begin = format!("{source} was published at {address}");
        let name = source.rsplit('/').next().unwrap_or(source);
        let withdrawal = withdrawn_entry(address, name);
        let fault = |message: String| Diagnostic::new(Code::E320, message).at(page.place.clone());
        let digest = self.parts.recorded.files.get(&address.output_path());
        let is_it = |path: &&Arc<str>| {
            let same = || digest.is_some_and(|it| *it == digest_of(self.parts, &published(self.parts, path)));
            ***path == **source || same()
        };
        let (words, mend) = match self.parts.assets.keys().find(is_it) {
            Some(path) if **path == **source => {
                ("and no page links to it any more".to_owned(), "Link to it again.".to_owned())
            }
            Some(path) => {
                (format!("and {path} is the same file, which no page links to"), format!("Link to {path}."))
            }
            None => ("and is no longer there".to_owned(), format!("Put it back, and link to it: {source}")),
        };
        let help = format!(
            "{mend}\nIf it is gone for good, write at the end of pamphlet.toml:{withdrawal}\nIf another file takes its place, write [[moved]] there instead, with from = {} and to = its address.",
            quoted(&address.to_string())
        );
        fault(format!("{begin}, {words}.")).help(help)
    }

    /// Where most of the essays that stood in a list are now: in a list of the same kind that was not there before, or in one that
    /// is called the same.
    fn successor(&self, page: &Page) -> Option<Address> {
        let ledger = &self.parts.recorded.ledger;
        let folder = page.address.as_str().split_once('/').map_or("", |(folder, _)| folder);
        let lists = lists(&self.parts.collection, folder);
        if let Some((same, _)) = lists.iter().find(|(_, name, _)| *name == page.name).map(|it| (&it.0, ())) {
            return Some(same.clone());
        }
        let stood =
            |index: &usize| ledger.works[*index].lists.iter().any(|list| list == page.address.as_str());
        let moved: Vec<usize> =
            self.essay_of.iter().filter(|(index, _)| stood(index)).map(|(_, essay)| *essay).collect();
        let known = |address: &Address| ledger.pages.iter().any(|page| page.address == *address);
        let filed = |index: &EssayIndex| self.parts.collection.essays[*index].parsed;
        let count =
            |essays: &[EssayIndex]| essays.iter().filter(|index| moved.contains(&filed(index))).count();
        let best = lists.iter().map(|(address, _, essays)| (count(essays), !known(address), address));
        let best = best.filter(|(count, ..)| *count > 0);
        best.max_by_key(|(count, new, address)| (*new, *count, std::cmp::Reverse(*address)))
            .map(|(_, _, address)| address.clone())
    }

    /// The id of the record that a list is of, where `pamphlet.toml` has one.
    fn record_of(&self, folder: &str, address: &Address) -> Option<String> {
        let config = &self.parts.config;
        let id = address.as_str().strip_prefix(folder)?.trim_matches('/');
        let known = match folder {
            "themes" => config.themes.iter().any(|it| it.id == id),
            "authors" => config.authors.iter().any(|it| it.id == id),
            "places" => config.places.iter().any(|it| it.id == id),
            "parts" => config.parts.iter().any(|it| it.id == id),
            _ => false,
        };
        known.then(|| id.to_owned())
    }

    fn record_aliases(&self, to: &Address, lost: &Address) -> String {
        let to = to.to_string();
        let known =
            self.parts.config.moved.iter().filter(|moved| moved.to == to && moved.place == moved.to_place);
        let all = known.map(|moved| moved.from.clone()).chain([lost.to_string()]);
        all.map(|address| quoted(&address)).collect::<Vec<_>>().join(", ")
    }

    /// Tells where essays exchanged their files, so that each answers at the address of another: it bears the title that another one
    /// was published under, and so does that one, and its text is that one's rather than its own.
    fn exchanged(&self) -> Vec<Diagnostic> {
        let works = &self.parts.recorded.ledger.works;
        let title_now =
            |work: usize| self.essay_of.get(&work).map(|essay| &*self.parts.essays[*essay].entry.title);
        let mut titled: HashMap<&str, Option<usize>> = HashMap::new();
        for (index, work) in works.iter().enumerate() {
            // A title that two essays had tells nothing.
            titled.entry(&work.title).and_modify(|known| *known = None).or_insert(Some(index));
        }
        let is_now = |work: usize| {
            let was = title_now(work).and_then(|title| titled.get(title).copied().flatten());
            was.filter(|was| *was != work)
        };
        let mut told = Vec::new();
        for (index, work) in works.iter().enumerate() {
            let Some(was) = is_now(index).filter(|was| is_now(*was).is_some()) else { continue };
            let (essay, was) = (&self.parts.essays[self.essay_of[&index]], &works[was]);
            if self.closeness(was, essay) <= self.closeness(work, essay) {
                continue;
            }
            let message = format!(
                "{} was published as the address of “{}”, and is that of “{}” now, which was at {}.",
                work.address, work.title, was.title, was.address
            );
            let help = format!(
                "Readers who follow old links, and programs that read feeds, take one for the other. Rename {} to {} again.",
                file_name(essay.source.path()),
                file_name(&was.source)
            );
            let fault = Diagnostic::new(Code::W228, message).at(essay.place(essay.entry.slug_span));
            told.push(fault.also(work.place.clone(), "published here").help(help));
        }
        told
    }

    /// How close the text of an essay is to what was published, from 0 to 1.
    fn closeness(&self, work: &Work, essay: &Essay) -> f64 {
        if text_of(essay) == work.text {
            return 1.0;
        }
        self.parts.recorded.anchors.get(&work.key).map_or(0.0, |anchors| shared(anchors, &essay.document))
    }

    /// An `id` that is not the one under which an essay was published. Feeds keep the first.
    fn other_ids(&self) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for (work, essay) in &self.essay_of {
            let (work, essay) = (&self.parts.recorded.ledger.works[*work], &self.parts.essays[*essay]);
            let Some(id) = essay.front.id.as_ref().filter(|id| id.value != *work.key) else { continue };
            let message = format!("“{}” was published as “{}”, not as “{}”.", work.title, work.key, id.value);
            let fault = Diagnostic::new(Code::W226, message).at(essay.place(id.span));
            let help = "Programs that read feeds would take it for another essay, so it keeps the first.";
            told.push(fault.help(format!("{help} Write id: {}", work.key)));
        }
        told
    }
}

/// A list, its name, and its essays.
type List<'a> = (Address, &'a str, &'a [EssayIndex]);

fn lists<'a>(collection: &'a Collection, folder: &str) -> Vec<List<'a>> {
    let address = |id: &str| Address::new(format!("{folder}/{id}/"));
    match folder {
        "themes" => collection
            .themes
            .iter()
            .map(|it| (address(&it.record.id), it.record.name.as_str(), &it.essays[..]))
            .collect(),
        "authors" => collection
            .authors
            .iter()
            .map(|it| (address(&it.record.id), it.record.name.as_str(), &it.essays[..]))
            .collect(),
        "places" => collection
            .places
            .iter()
            .map(|it| (address(&it.record.id), it.record.name.as_str(), &it.essays[..]))
            .collect(),
        "parts" => collection
            .parts
            .iter()
            .map(|it| (address(&it.record.id), it.record.name.as_str(), &it.essays[..]))
            .collect(),
        _ => Vec::new(),
    }
}

/// Of what was published so much must be in an essay for the two to be taken for one.
const SHARED: f64 = 0.5;

/// How like an essay is to what was published, in thousandths, and in what. A title that is only nearly the same says nothing where
/// the text is another.
fn likeness(work: &Work, anchors: &[Anchor], essay: &Essay) -> Option<(u32, String)> {
    if text_of(essay) == work.text {
        return Some((1000, "the same text".to_owned()));
    }
    let title = &*essay.entry.title;
    let shared = shared(anchors, &essay.document);
    if shared >= SHARED {
        let hundredths = (shared * 100.0).floor();
        let same = if title == work.title { 50 } else { 0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
        return Some((840 + same + hundredths as u32, format!("{hundredths} % of its text")));
    }
    if title == work.title {
        return Some((800, "the same title".to_owned()));
    }
    let near = did_you_mean(title, [work.title.as_str()]).filter(|_| anchors.is_empty());
    near.map(|_| (600, "nearly the same title".to_owned()))
}

/// The hash of an essay's text, as the ledger has it.
pub(super) fn text_of(essay: &Essay) -> String {
    let body = essay.source.text().get(essay.body_start..).unwrap_or("");
    ContentHash::of(body.trim().as_bytes()).hex(16)
}

/// The whole line of old addresses that an essay needs, in the language of its details.
fn aliases(essay: &Essay, lost: &[&Address]) -> String {
    let mut all: Vec<String> = essay.front.aliases.iter().map(|alias| alias.value.clone()).collect();
    for address in lost {
        if all.iter().all(|alias| old_address(alias) != **address) {
            all.push(address.to_string());
        }
    }
    let is_toml = essay.source.text().trim_start_matches(['\u{FEFF}', '\n', '\r']).starts_with("+++");
    match is_toml {
        true => format!("aliases = [{}]", all.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(", ")),
        false => format!("aliases: [{}]", all.iter().map(|it| flow(it)).collect::<Vec<_>>().join(", ")),
    }
}

/// A value in a list of YAML, with quotation marks where it needs them.
fn flow(text: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || "/-_.".contains(sign);
    if text.chars().all(plain) { text.to_owned() } else { quoted(text) }
}

fn withdrawal(work: &Work, addresses: &[&Address]) -> String {
    // Older addresses follow the last one, where that is among those.
    let address = addresses.iter().find(|address| ***address == work.address).or(addresses.first());
    let entry = address.map(|address| withdrawn_entry(address, &work.title)).unwrap_or_default();
    format!("write at the end of pamphlet.toml:{entry}")
}

fn withdrawn_entry(address: &Address, title: &str) -> String {
    let title = if title.is_empty() { String::new() } else { format!("\ntitle = {}", quoted(title)) };
    format!("\n[[withdrawn]]\naddress = {}{title}", quoted(&address.to_string()))
}
