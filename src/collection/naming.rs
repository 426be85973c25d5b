//! Authors, themes, places and parts: what an essay names is looked up, or made where the vocabulary is open.
//!
//! In: essays that are shown, `Config`. Out: `Named`: every essay with indices into the vocabularies.

use std::collections::HashMap;
use std::sync::Arc;

use super::Writer;
use crate::address;
use crate::config::{self, Author, Config, Part, PlaceRecord, Theme};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::essay::{Kind, Outline};
use crate::front::PlaceMention;
use crate::source::{Place, Spanned};

/// The vocabularies in use, and what each shown essay names in them.
pub(super) struct Named {
    pub(super) parts: Vec<Part>,
    pub(super) themes: Vec<Theme>,
    pub(super) authors: Vec<Author>,
    pub(super) places: Vec<PlaceRecord>,
    pub(super) essays: Vec<NamedEssay>,
}

/// What one essay names.
pub(super) struct NamedEssay {
    pub(super) parsed: usize,
    pub(super) part: Option<usize>,
    pub(super) authors: Vec<Writer>,
    pub(super) themes: Vec<usize>,
    pub(super) places: Vec<usize>,
}

/// The details that `[essays] require` asks for and this essay lacks.
pub(super) fn missing_details(essay: &Outline, config: &Config) -> Vec<Diagnostic> {
    if essay.entry.kind == Kind::Standing {
        return Vec::new();
    }
    let given = |key: &str| essay.front.given.iter().any(|given| given == key);
    let lacks = config.essays.require.iter().filter(|key| !given(&key.value));
    lacks.map(|key| missing(essay, &key.value)).collect()
}

fn missing(essay: &Outline, key: &str) -> Diagnostic {
    let help = match key {
        "summary" => "Add 50–200 characters saying what it argues: summary: …".to_owned(),
        "authors" | "themes" | "places" | "tags" => format!("Add a line to its details: {key}: [name]"),
        _ => format!("Add a line to its details: {key}: …"),
    };
    let article = if matches!(key, "authors" | "themes" | "places" | "tags") { "names no" } else { "has no" };
    Diagnostic::new(Code::E111, format!("This essay {article} {key}."))
        .at(essay.place(essay.front.span))
        .help(help)
}

/// Looks up all names. What is not known is a fault where the vocabulary is declared, and a new word where it is open.
pub(super) fn name(
    essays: &[Arc<Outline>],
    shown: &[usize],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Named {
    let mut parts = Vocabulary::new(&config.parts, &PART);
    let mut themes = Vocabulary::new(&config.themes, &THEME);
    let mut authors = Vocabulary::new(&config.authors, &AUTHOR);
    let mut places = Vocabulary::new(&config.places, &PLACE);
    let mut named = Vec::with_capacity(shown.len());
    for &parsed in shown {
        let essay = &*essays[parsed];
        let mut faults = Vec::new();
        let mut find = Finder { essay, faults: &mut faults };
        named.push(NamedEssay {
            parsed,
            part: essay.front.part.as_ref().and_then(|part| find.one(&mut parts, part)),
            themes: find.all(&mut themes, &essay.front.themes),
            authors: writers(&mut find, &mut authors),
            places: place_indices(&mut find, &mut places, config),
        });
        diagnostics.append(&mut faults);
    }
    Named {
        parts: parts.records,
        themes: themes.records,
        authors: authors.records,
        places: places.records,
        essays: named,
    }
}

fn writers(find: &mut Finder<'_>, authors: &mut Vocabulary<Author>) -> Vec<Writer> {
    let essay = find.essay;
    let mut writers: Vec<Writer> = Vec::new();
    for mention in &essay.front.authors {
        for author in find.all(authors, std::slice::from_ref(&mention.name)) {
            if writers.iter().any(|writer| writer.author == author) {
                continue;
            }
            let shared = |text: &Option<String>| text.as_deref().map(Arc::from);
            writers.push(Writer {
                author,
                role: shared(&mention.role),
                organisation: shared(&mention.organisation),
            });
        }
    }
    writers
}

fn place_indices(find: &mut Finder<'_>, places: &mut Vocabulary<PlaceRecord>, config: &Config) -> Vec<usize> {
    let essay = find.essay;
    let mut indices: Vec<usize> = Vec::new();
    for mention in &essay.front.places {
        let found = match mention {
            PlaceMention::Named(name) => find.all(places, std::slice::from_ref(name)),
            PlaceMention::Given(record, span) => {
                if let (Some(latitude), Some(longitude), true) =
                    (record.latitude, record.longitude, config::is_british(&config.site.language.value))
                {
                    // An essay may well tell of a place abroad; what is swapped is wrong for certain.
                    let fault = config::far_away(&record.name, latitude, longitude)
                        .filter(|_| config::in_britain(longitude, latitude));
                    find.faults.extend(fault.map(|fault| fault.at(essay.place(*span))));
                }
                vec![places.given(record)]
            }
        };
        for index in found {
            if !indices.contains(&index) {
                indices.push(index);
            }
        }
    }
    indices
}

/// Looks up the names of one essay.
struct Finder<'a> {
    essay: &'a Outline,
    faults: &'a mut Vec<Diagnostic>,
}

impl Finder<'_> {
    fn all<T: Clone>(&mut self, vocabulary: &mut Vocabulary<T>, names: &[Spanned<String>]) -> Vec<usize> {
        let mut indices: Vec<usize> = Vec::new();
        for name in names {
            let parts = if self.essay.front.alone.contains(&name.span) {
                vocabulary.parted(&name.value)
            } else {
                vec![&*name.value]
            };
            for part in parts {
                let index = self.one(vocabulary, &Spanned::new(part.to_owned(), name.span));
                indices.extend(index.filter(|index| !indices.contains(index)));
            }
        }
        indices
    }

    fn one<T: Clone>(&mut self, vocabulary: &mut Vocabulary<T>, name: &Spanned<String>) -> Option<usize> {
        let place = self.essay.place(name.span);
        match vocabulary.find_or_add(&name.value, &place) {
            Ok(index) => Some(index),
            Err(fault) => {
                self.faults.push(*fault);
                None
            }
        }
    }
}

/// What differs between the vocabularies.
struct Sort<T> {
    code: Code,
    word: &'static str,
    words: &'static str,
    id: fn(&T) -> &str,
    name: fn(&T) -> &str,
    make: fn(String, String, &Place) -> T,
}

const THEME: Sort<Theme> = Sort {
    code: Code::E121,
    word: "theme",
    words: "Themes",
    id: |theme| &theme.id,
    name: |theme| &theme.name,
    make: |id, name, place| Theme {
        id,
        name,
        summary: None,
        introduction: None,
        colour: None,
        place: place.clone(),
    },
};

const AUTHOR: Sort<Author> = Sort {
    code: Code::E122,
    word: "author",
    words: "Authors",
    id: |author| &author.id,
    name: |author| &author.name,
    make: |id, name, _| Author { id, name, ..Author::default() },
};

const PLACE: Sort<PlaceRecord> = Sort {
    code: Code::E123,
    word: "place",
    words: "Places",
    id: |place| &place.id,
    name: |place| &place.name,
    make: |id, name, place| PlaceRecord {
        id,
        name,
        place: place.clone(),
        latitude: None,
        longitude: None,
        approximate: false,
        nation: None,
        summary: None,
    },
};

const PART: Sort<Part> = Sort {
    code: Code::E124,
    word: "part",
    words: "Parts",
    id: |part| &part.id,
    name: |part| &part.name,
    make: |id, name, _| Part { id, name, summary: None },
};

/// A list of themes, authors, places or parts, found by id or by name.
struct Vocabulary<T: 'static> {
    sort: &'static Sort<T>,
    records: Vec<T>,
    /// Ids and names in lower case → index.
    known: HashMap<String, usize>,
    open: bool,
}

impl<T: Clone> Vocabulary<T> {
    fn new(declared: &[T], sort: &'static Sort<T>) -> Self {
        let mut known = HashMap::new();
        for (index, record) in declared.iter().enumerate().rev() {
            known.insert((sort.name)(record).to_lowercase(), index);
        }
        for (index, record) in declared.iter().enumerate().rev() {
            known.insert((sort.id)(record).to_lowercase(), index);
        }
        Self { sort, records: declared.to_vec(), known, open: declared.is_empty() }
    }

    fn find_or_add(&mut self, name: &str, place: &Place) -> Result<usize, Box<Diagnostic>> {
        if let Some(index) = self.known.get(name.to_lowercase().trim()) {
            return Ok(*index);
        }
        if !self.open {
            return Err(Box::new(self.unknown(name).at(place.clone())));
        }
        let slug = address::slug(name);
        let index = match self.known.get(&slug) {
            Some(index) => *index,
            None => self.add((self.sort.make)(slug.clone(), name.trim().to_owned(), place), &slug),
        };
        self.known.insert(name.trim().to_lowercase(), index);
        Ok(index)
    }

    /// What is written as one text, `climate, cohesion`, becomes several names where one of them is known, unless the
    /// whole is a name itself. Where the vocabulary is open commas part themes, but neither
    /// authors (`Smith, John`) nor places (`Oldham, Greater Manchester`).
    fn parted<'n>(&self, written: &'n str) -> Vec<&'n str> {
        let is_known = |name: &str| self.known.contains_key(&name.to_lowercase());
        let mut parts: Vec<&str> = written.split(',').collect();
        if self.sort.code == Code::E122 {
            parts = parts
                .iter()
                .flat_map(|part| part.split(" and "))
                .flat_map(|part| part.split(" & "))
                .collect();
        }
        let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
        let parts_them = match self.open {
            true => self.sort.code == Code::E121,
            false => parts.iter().any(|part| is_known(part)),
        };
        if is_known(written.trim()) || parts.len() < 2 || !parts_them { vec![written] } else { parts }
    }

    fn add(&mut self, record: T, id: &str) -> usize {
        self.records.push(record);
        self.known.insert(id.to_owned(), self.records.len() - 1);
        self.records.len() - 1
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let Sort { code, word, words, id, name: name_of, .. } = self.sort;
        let ids = self.records.iter().map(id);
        let near = did_you_mean(name, ids.clone().chain(self.records.iter().map(name_of)));
        let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
        let message = match code {
            Code::E122 => format!("No author “{name}” in pamphlet.toml.{question}"),
            _ => format!("There is no {word} “{name}”.{question}"),
        };
        let mut listed: Vec<&str> = ids.take(20).collect();
        if self.records.len() > listed.len() {
            listed.push("…");
        }
        Diagnostic::new(*code, message).help(format!("{words}: {}.", listed.join(", ")))
    }
}

impl Vocabulary<PlaceRecord> {
    /// A place given in full in an essay: the same as another of its id.
    fn given(&mut self, record: &PlaceRecord) -> usize {
        match self.known.get(&record.id) {
            Some(index) => *index,
            None => self.add(record.clone(), &record.id),
        }
    }
}
