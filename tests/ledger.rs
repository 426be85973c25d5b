//! A year of editing: whatever editors do to five hundred essays, no published link, no feed id and no anchor is lost.
//!
//! In: `ledger/year.toml`, month by month what is done how often. Which essays it is done to is chosen by lot, from one seed. After
//! each month the site is planned; what would be lost is mended by doing what the messages say, to the letter; and the release is
//! recorded. Out: after each month, and of every address, feed id and anchor that was ever published, that it still is.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pamphlet::address::Address;
use pamphlet::date::Date;
use pamphlet::diagnostic::{Code, Diagnostic, Severity};
use pamphlet::inputs::{Content, Inputs, Unobserved};
use pamphlet::ledger::Files;
use pamphlet::site::{Recipe, Site};
use pamphlet::source::Source;
use pamphlet::{Memory, plan_again};

const WORDS: [&str; 40] = [
    "kettle",
    "window",
    "hall",
    "cup",
    "street",
    "garden",
    "bus",
    "meeting",
    "Tuesday",
    "baker",
    "river",
    "key",
    "ladder",
    "market",
    "shed",
    "volunteer",
    "rain",
    "notice",
    "corner",
    "school",
    "lamp",
    "bench",
    "kitchen",
    "orchard",
    "bridge",
    "poster",
    "choir",
    "stage",
    "bicycle",
    "library",
    "stairs",
    "door",
    "piano",
    "fence",
    "mill",
    "field",
    "ticket",
    "pot",
    "broom",
    "letter",
];

/// `ledger/year.toml`
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    seed: u64,
    essays: usize,
    month: Vec<Month>,
}

/// What is done in a month.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Month {
    /// How often what is done, in this order.
    done: Vec<(String, usize)>,
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn sentence(&mut self) -> String {
        let words: Vec<&str> = (0..8 + self.below(9)).map(|_| WORDS[self.below(WORDS.len())]).collect();
        let text = words.join(" ");
        format!("The {text}.")
    }
}

/// An essay as its editor sees it.
#[derive(Clone)]
struct Essay {
    title: String,
    date: String,
    theme: String,
    slug: Option<String>,
    aliases: Option<String>,
    expires: Option<String>,
    paragraphs: Vec<String>,
    /// The name of a paper that it links to, and whether it does so still.
    paper: Option<(String, bool)>,
    /// What tells it from all others whatever is done to it.
    who: usize,
}

impl Essay {
    fn text(&self) -> String {
        let optional = |key: &str, value: &Option<String>| {
            value.as_ref().map_or(String::new(), |value| format!("{key}: {value}\n"))
        };
        let link = match &self.paper {
            Some((name, true)) => format!("\n[The paper](/papers/{name}) is kept.\n"),
            Some((_, false)) => "\nThe paper is kept.\n".to_owned(),
            None => String::new(),
        };
        format!(
            "---\ntitle: {}\ndate: {}\nthemes: [{}]\n{}{}{}---\n\n## What there was\n\n{}\n{link}",
            self.title,
            self.date,
            self.theme,
            optional("slug", &self.slug),
            self.aliases.as_ref().map_or(String::new(), |line| format!("{line}\n")),
            optional("expires", &self.expires),
            self.paragraphs.join("\n\n"),
        )
    }
}

struct Collection {
    lot: Lot,
    /// By file below `essays/`.
    essays: BTreeMap<String, Essay>,
    /// What was deleted, and may come back.
    bin: Vec<(String, Essay)>,
    config: String,
    next: usize,
    today: Date,
    locks: BTreeMap<&'static str, String>,
}

impl Collection {
    fn new(year: &Year) -> Self {
        let config = format!("{}\n", support::CONFIG);
        let today = Date::read("2026-01-01").expect("a day");
        let lot = Lot(year.seed);
        let mut all = Self {
            lot,
            essays: BTreeMap::new(),
            bin: Vec::new(),
            config,
            next: 0,
            today,
            locks: BTreeMap::new(),
        };
        (0..year.essays).for_each(|_| all.add());
        all
    }

    fn add(&mut self) {
        let who = self.next;
        self.next += 1;
        let word = WORDS[self.lot.below(WORDS.len())];
        let day = 1 + self.lot.below(28);
        let essay = Essay {
            title: format!("On the {word} number {who}"),
            date: format!("2025-{:02}-{day:02}", 1 + self.lot.below(12)),
            theme: format!("theme-{}", self.lot.below(6)),
            slug: None,
            aliases: None,
            expires: None,
            paper: who.is_multiple_of(5).then(|| (format!("paper-{who}.pdf"), true)),
            paragraphs: (0..4).map(|_| format!("{} {}", self.lot.sentence(), self.lot.sentence())).collect(),
            who,
        };
        self.essays.insert(format!("{word}-{who}.md"), essay);
    }

    fn chosen(&mut self) -> String {
        let at = self.lot.below(self.essays.len());
        self.essays.keys().nth(at).expect("an essay").clone()
    }

    /// Does one thing.
    fn edit(&mut self, what: &str) {
        let file = self.chosen();
        let (number, words) = (self.lot.next() % 1_000_000, self.lot.sentence());
        let essay = self.essays.get_mut(&file).expect("an essay");
        match what {
            "add" => self.add(),
            "retitle" => {
                essay.title = format!("{} {number}", words.split(' ').take(5).collect::<Vec<_>>().join(" "))
            }
            "rename" => {
                let essay = self.essays.remove(&file).expect("an essay");
                self.essays.insert(format!("renamed-{number}.md"), essay);
            }
            "rename and reword" => {
                let mut essay = self.essays.remove(&file).expect("an essay");
                essay.paragraphs.push(words);
                self.essays.insert(format!("folder/renamed-{number}.md"), essay);
            }
            "reslug" => essay.slug = Some(format!("slug-{number}")),
            "redate" => essay.date = format!("2025-{:02}-11", 1 + number % 12),
            "expire" => essay.expires = Some(self.today.to_string()),
            "retheme" => {
                let (old, new) = (essay.theme.clone(), format!("theme-{number}"));
                let all = self.essays.values_mut().filter(|essay| essay.theme == old);
                all.for_each(|essay| essay.theme = new.clone());
            }
            "edit" => {
                let at = number as usize % essay.paragraphs.len();
                // One word in the middle, and one at the beginning, by which paragraphs are known.
                let paragraph = &mut essay.paragraphs[at];
                *paragraph = paragraph.replacen("The ", "Our own ", 1).replacen(". ", " too. ", 1);
            }
            "rename the paper" => {
                essay.paper = essay.paper.is_some().then(|| (format!("paper-{number}.pdf"), true));
            }
            "unlink the paper" => essay.paper.iter_mut().for_each(|paper| paper.1 = false),
            "link the paper" => {
                self.essays
                    .values_mut()
                    .filter_map(|essay| essay.paper.as_mut())
                    .for_each(|paper| paper.1 = true);
            }
            "insert" => essay.paragraphs.insert(0, words),
            "join" if essay.paragraphs.len() > 1 => {
                let second = essay.paragraphs.remove(1);
                essay.paragraphs[0] = format!("{} {second}", essay.paragraphs[0]);
            }
            "join" => {}
            "delete" => {
                let essay = self.essays.remove(&file).expect("an essay");
                self.bin.push((file, essay));
            }
            "restore" => {
                let at = self.lot.below(self.bin.len());
                if !self.bin.is_empty() {
                    let (file, essay) = self.bin.remove(at);
                    self.essays.insert(file, essay);
                }
            }
            "change the site" => {
                self.config =
                    self.config.replace("A Test", "Another Test").replace("example.org/sub", "example.com");
            }
            other => panic!("nobody knows how to {other}"),
        }
    }

    fn inputs(&self) -> Inputs {
        let mut files: BTreeMap<String, String> =
            self.essays.iter().map(|(file, essay)| (format!("essays/{file}"), essay.text())).collect();
        let papers = self.essays.values().filter_map(|essay| essay.paper.as_ref());
        files.extend(papers.map(|(name, _)| (format!("essays/papers/{name}"), format!("%PDF {name}"))));
        files.insert("pamphlet.toml".to_owned(), self.config.clone());
        let mut inputs = support::inputs(&files);
        inputs.today = self.today;
        self.locks.iter().for_each(|(name, text)| inputs.locks.file(Source::new(*name, text.as_str())));
        inputs
    }

    /// Does what a message says, as an editor would who does not think about it.
    fn mend(&mut self, fault: &Diagnostic) {
        let help = fault.help.as_deref().unwrap_or_else(|| panic!("no help: {}", fault.message));
        if let Some(rest) = help.strip_prefix("Write into ") {
            let line = rest.lines().next().expect("a line");
            let (file, line) = line.split_once(": ").expect("a file and a line");
            let essay = self.essays.get_mut(file).unwrap_or_else(|| panic!("no {file}: {}", fault.message));
            essay.aliases = Some(line.to_owned());
        } else if matches!(fault.code, Code::W225 | Code::E132 | Code::E322) {
            // What came back is not led on or withdrawn any more.
            let place = fault.primary.as_ref().expect("a place").span.start as usize;
            let start = self.config[..place].rfind("\n[[").expect("the entry");
            let end = self.config[place..].find("\n[[").map_or(self.config.len(), |end| place + end);
            self.config.replace_range(start..end, "");
        } else {
            // Where one may choose it is led on if it can be, and otherwise withdrawn.
            let start =
                help.find("\n[[").unwrap_or_else(|| panic!("nothing to write: {} {help}", fault.message));
            let entry: Vec<&str> =
                help[start + 1..].lines().take_while(|line| !line.starts_with("If ")).collect();
            self.config.push_str(&format!("\n{}\n", entry.join("\n")));
        }
    }
}

/// Everything that was ever published.
#[derive(Default)]
struct Published {
    addresses: BTreeSet<String>,
    /// Who → the name that feeds know it by.
    feeds: BTreeMap<usize, String>,
    /// The address of a feed → the name that it bears itself.
    lists: BTreeMap<String, String>,
    /// Who → anchors.
    anchors: BTreeMap<usize, BTreeSet<String>>,
}

/// The files of a release, as the locks have to know them.
fn files_of(site: &Site) -> Files {
    site.pages().keys().map(|path| (path.clone(), "0".repeat(16))).collect()
}

fn whose(collection: &Collection, source: &str) -> usize {
    collection.essays[source.strip_prefix("essays/").expect("an essay")].who
}

impl Published {
    /// Adds a release; whatever was published before must be there still.
    fn add(&mut self, collection: &Collection, site: &Site) {
        for present in site.present().into_iter().map(|present| present.now) {
            let who = whose(collection, &present.source);
            let feed = present.feed.expect("an id").to_string();
            let known = self.feeds.entry(who).or_insert_with(|| feed.clone());
            assert_eq!(*known, feed, "“{}” has another id for feeds", present.title);
            let now: BTreeSet<String> = site.anchors_of(&present.source).into_iter().collect();
            let before = self.anchors.entry(who).or_default();
            let lost: Vec<&String> = before.difference(&now).collect();
            assert!(lost.is_empty(), "“{}” has lost {lost:?}", present.title);
            *before = now;
        }
        let ids: BTreeSet<&String> = self.feeds.values().collect();
        assert_eq!(ids.len(), self.feeds.len(), "two essays have one id");
        for page in site.ledger_after(collection.today).pages {
            let Some(feed) = page.feed.filter(|_| site.pages().contains_key(page.address.as_str())) else {
                continue;
            };
            let known = self.lists.entry(page.address.to_string()).or_insert_with(|| feed.clone());
            assert_eq!(*known, feed, "the feed at {} has another id", page.address);
        }
        let is_address = |recipe: &Recipe| {
            !matches!(recipe, Recipe::DesignFile(_) | Recipe::Host(_) | Recipe::MovedScript)
                && !matches!(recipe, Recipe::SearchOpener | Recipe::ShareScript | Recipe::Sitemap(_))
                // The name of a card says what is on it; nobody links to one.
                && !matches!(recipe, Recipe::Card(_))
        };
        self.addresses.extend(
            site.pages().iter().filter(|(_, recipe)| is_address(recipe)).map(|(path, _)| path.clone()),
        );
        for path in &self.addresses {
            let beside = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/index.html"));
            let beside = beside.and_then(|page| site.pages().get(&page));
            let is_read_by_programs = path.contains("/cite.") || path.ends_with("feed.xml");
            match site.pages().get(path) {
                Some(Recipe::Moved { to, .. }) => {
                    let end = site.pages().get(&to.output_path());
                    let is_page = end.is_some_and(|recipe| !matches!(recipe, Recipe::Moved { .. }));
                    assert!(is_page, "/{path} leads to {to}, which is no page");
                }
                Some(_) => {}
                // What only programs read is withdrawn with its page; for people there is a page that says so.
                None if is_read_by_programs && matches!(beside, Some(Recipe::Withdrawn { .. })) => {}
                None if matches!(
                    site.pages().get(&format!("{path}/index.html")),
                    Some(Recipe::Withdrawn { .. })
                ) => {}
                // No disk has a file and a folder of one name: where a paper is back, the page that said it was withdrawn is gone.
                None if path
                    .strip_suffix("/index.html")
                    .is_some_and(|file| site.pages().contains_key(file)) => {}
                None => panic!("/{path} was published, and nothing is there"),
            }
        }
    }
}

#[test]
fn a_year_of_editing_loses_nothing() {
    let script =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ledger/year.toml"));
    let year: Year = toml::from_str(&script.expect("the year")).expect("a year");
    let mut collection = Collection::new(&year);
    assert!(collection.essays.len() >= 500, "a year needs five hundred essays");
    let (memory, mut published, mut mended) = (Memory::new(), Published::default(), BTreeMap::new());
    for (number, month) in year.month.iter().enumerate() {
        collection.today = Date::new(2026, 1 + number as i8, 1).expect("a day");
        month.done.iter().for_each(|(what, times)| (0..*times).for_each(|_| collection.edit(what)));
        let (site, told) = released(&mut collection, &memory, &mut mended);
        published.add(&collection, &site);
        assert!(told.is_empty(), "no paragraph was taken out, and yet {told:?} are gone");
        let inputs = collection.inputs();
        collection.locks.extend(site.release(&inputs, &files_of(&site)).locks);
    }
    // Everything that editors can be told was told, and mended by what was said.
    assert!(mended.get("E320").is_some_and(|count| *count > 100), "hardly anything was lost: {mended:?}");
    assert!(mended.contains_key("W225"), "nothing that was withdrawn came back: {mended:?}");
    assert_eq!(year.month.len(), 12);
    all_answer(&collection, &published);
}

/// Mends until nothing is wrong; gives the site, and the anchors that were told to be gone.
fn released(
    collection: &mut Collection,
    memory: &Memory,
    mended: &mut BTreeMap<&'static str, usize>,
) -> (Site, BTreeSet<String>) {
    for _ in 0..8 {
        drop(memory.turn());
        let found = plan_again(&collection.inputs(), &Unobserved, memory);
        let is_told = |fault: &&Diagnostic| fault.severity == Severity::Error || fault.code == Code::W225;
        let faults: Vec<Diagnostic> = found.diagnostics.iter().filter(is_told).cloned().collect();
        if let Some(site) = found.value.site.filter(|_| faults.is_empty()) {
            let gone = found.diagnostics.iter().filter(|told| told.code == Code::W227);
            let words = gone.flat_map(|told| told.message.split([' ', ',', ':']).collect::<Vec<_>>());
            let ids =
                words.filter_map(|word| word.strip_prefix('#').map(|id| id.trim_end_matches('.').to_owned()));
            return (site, ids.collect());
        }
        // From the last to the first, so that places in pamphlet.toml stay true.
        for fault in faults.iter().rev() {
            *mended.entry(fault.code.name()).or_default() += 1;
            collection.mend(fault);
        }
    }
    panic!("doing what the messages say does not mend it");
}

/// The site of the last month, made: every address is a file, every stub names a page in one hop, every anchor is in its page.
fn all_answer(collection: &Collection, published: &Published) {
    let inputs = collection.inputs();
    let found = pamphlet::build(&inputs);
    let faults: Vec<&Diagnostic> = found.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    let output = found.value;
    let text = |path: &str| match output.get(path) {
        Some(Content::Text(text)) => text.as_str(),
        _ => "",
    };
    let feed_ids = text("feed.json");
    assert!(feed_ids.contains("tag:example.org,"), "the first address of the site is in the ids for ever");
    let site = pamphlet::plan(&inputs, &Unobserved).value.expect("a site");
    for (path, recipe) in site.pages() {
        if let Recipe::Moved { to, .. } = recipe {
            let from = Address::new(path.strip_suffix("index.html").unwrap_or(path));
            let href = pamphlet::address::Printer::Relative(from).href(to);
            assert!(text(path).contains(&format!("href=\"{href}\"")), "{path} does not lead to {to}");
        }
    }
    for present in site.present().into_iter().map(|present| present.now) {
        let page = text(&present.address.output_path());
        for id in &published.anchors[&whose(collection, &present.source)] {
            assert!(page.contains(&format!("id=\"{id}\"")), "{} has no #{id}", present.address);
        }
    }
}

/// A release of a collection of one essay, which has `details` and links to its paper or not.
fn one_release(
    locks: &[(&'static str, String)],
    details: &str,
    has_paper: bool,
) -> (Vec<Diagnostic>, Inputs) {
    let link = if has_paper { "[The paper](paper.pdf)." } else { "The paper." };
    let text = format!("---\ntitle: Tea\ndate: 2025-02-25\n{details}---\n\n{link}\n");
    let mut files = BTreeMap::from([("essays/tea.md".to_owned(), text)]);
    files.extend(has_paper.then(|| ("essays/paper.pdf".to_owned(), "%PDF".to_owned())));
    let mut inputs = support::inputs(&files);
    locks.iter().for_each(|(name, text)| inputs.locks.file(Source::new(*name, text.as_str())));
    (pamphlet::plan(&inputs, &Unobserved).diagnostics, inputs)
}

#[test]
fn a_paper_that_was_led_on_may_come_back() {
    let mut locks = Vec::new();
    // Its address leads to the essay for a while, as a page below the address of the file.
    for (details, has_paper) in [("", true), ("aliases: [/essays/tea/paper.pdf]\n", false), ("", true)] {
        let (told, inputs) = one_release(&locks, details, has_paper);
        assert!(told.is_empty(), "{told:?}");
        let site = pamphlet::plan(&inputs, &Unobserved).value.expect("a site");
        locks = site.release(&inputs, &files_of(&site)).locks;
    }
}
