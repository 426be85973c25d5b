//! The imprint: its settings, its rules and its words.
//!
//! In: `[imprint]`. Out: `Imprint`, and whatever it lacks. The law behind it: Elections Act 2022, Part 6 (sections 39–54).

use super::{Imprint, Promoter};
use crate::details::reader::Fields;
use crate::details::{Kind, Value};
use crate::diagnostic::Code;
use crate::source::{Place, Span};

/// Reads `[imprint]`.
pub(super) fn read(top: &mut Fields<'_>, demo: bool) -> Option<Imprint> {
    let Some(table) = top.table("imprint") else {
        let span = Span::at(0);
        let message =
            "There is no [imprint]. UK election law needs a name and a postal address on every page.";
        let help = "Write [imprint], and below it promoter_name = \"…\" and promoter_address = \"…\"";
        top.report(Code::I001, span, message, help);
        return None;
    };
    let mut fields = top.inside(table);
    let mode = fields.words("mode").unwrap_or_else(|| "required".to_owned());
    let reason = fields.words("reason");
    let imprint = match mode.as_str() {
        "off" => off(&mut fields, reason),
        "required" => required(&mut fields, demo),
        other => {
            let span = span_of(&mut fields, "mode");
            let message = format!("mode cannot be “{other}”.");
            fields.refuse(span, message, "Write mode = \"required\", or mode = \"off\" with a reason.");
            None
        }
    };
    top.diagnostics.extend(fields.finish(&|_| None));
    imprint
}

fn off(fields: &mut Fields<'_>, reason: Option<String>) -> Option<Imprint> {
    let _ = promoter(fields);
    let Some(reason) = reason.filter(|reason| !reason.is_empty()) else {
        fields.missing("The imprint is off without a reason.", "Write reason = \"…\" below mode.");
        return None;
    };
    let span = span_of(fields, "mode");
    let message = format!("The imprint is switched off: {reason}");
    fields.report(Code::I008, span, message, "UK law asks for one on digital campaign material.");
    Some(Imprint::Off { reason })
}

fn required(fields: &mut Fields<'_>, demo: bool) -> Option<Imprint> {
    let promoter = promoter(fields);
    let start = fields.item("promoter_name").map_or(Span::at(0), |item| item.value.span);
    if promoter.name.is_empty() {
        let message = "The imprint has no promoter_name. UK election law needs one on every page.";
        lacking(fields, message, "Write promoter_name = \"…\" below [imprint].");
    }
    if promoter.address.is_empty() {
        let message = match promoter.name.as_str() {
            "" => "The imprint has no postal address. UK election law needs one on every page.".to_owned(),
            name => format!(
                "The imprint has no postal address for “{name}”. UK election law needs one on every page."
            ),
        };
        lacking(fields, &message, "Write promoter_address = \"…\" below [imprint].");
    } else {
        address(fields, &promoter.address);
    }
    for (name, address) in &promoter.on_behalf_of {
        if name.is_empty() || address.is_empty() {
            let message = "Each entry of on_behalf_of needs a name and a postal address.";
            let help = "Write it as { name = \"…\", address = \"…\" }";
            let item = fields.item("on_behalf_of").map(|item| item.value.span);
            match item {
                Some(span) => fields.report(Code::I001, span, message, help),
                None => lacking(fields, message, help),
            }
        }
    }
    short(fields, &promoter);
    let placeholder = [&promoter.name, &promoter.address].into_iter().find(|text| is_placeholder(text));
    if let Some(text) = placeholder.filter(|_| !demo) {
        let message = format!("The imprint still says “{text}”.");
        let help = "Write who really promotes this, or demo = true below [site] for a demonstration.";
        fields.report(Code::I004, start, message, help);
    }
    Some(Imprint::Required(promoter))
}

/// The short form is shorter in its words alone: it names all that the long one names.
fn short(fields: &mut Fields<'_>, promoter: &Promoter) {
    let Some(short) = &promoter.short else { return };
    let others = promoter.on_behalf_of.iter().flat_map(|(name, address)| [name, address]);
    let named = [&promoter.name, &promoter.address].into_iter().chain(others);
    let missing: Vec<String> =
        named.filter(|text| !short.contains(text.as_str())).map(|text| format!("“{text}”")).collect();
    if !missing.is_empty() {
        let message = format!("The short imprint lacks {}.", missing.join(" and "));
        let help = "It may leave out words, but no name and no address: short = \"Name, address\"";
        let span = span_of(fields, "short");
        fields.report(Code::I001, span, message, help);
    }
}

fn lacking(fields: &mut Fields<'_>, message: &str, help: &str) {
    let start = fields.item("promoter_name").or(fields.item("promoter_address"));
    let span = start.map(|item| item.key_span);
    match span {
        Some(span) => fields.report(Code::I001, span, message, help),
        None => {
            let whole = fields.span(Span::at(0)).start;
            let table = fields.whole();
            let local = Span { start: table.start - whole, end: table.start - whole };
            fields.report(Code::I001, local, message, help);
        }
    }
}

fn address(fields: &mut Fields<'_>, address: &str) {
    let span = span_of(fields, "promoter_address");
    let web = address.contains('@') || address.contains("://") || address.starts_with("www.");
    if web && !has_postcode(address) {
        let message = "The imprint's address is an e-mail or web address; a postal one is needed.";
        fields.report(Code::I003, span, message, "An office, a home, a PO box or a mailbox service will do.");
    } else if !has_postcode(address) {
        let message = "The imprint's address has no UK postcode.";
        fields.report(Code::I002, span, message, "If it is an address abroad, nothing needs to be done.");
    }
}

fn span_of(fields: &mut Fields<'_>, key: &'static str) -> Span {
    fields.item(key).map_or(Span::at(0), |item| item.value.span)
}

/// Whether a text ends its address with a UK postcode (BS 7666): `SE17 3PL`, `M1 1AA`, `GIR 0AA`.
fn has_postcode(address: &str) -> bool {
    let words: Vec<&str> = address.split([' ', ',', '\n', '.']).filter(|word| !word.is_empty()).collect();
    let joined = |pair: &[&str]| is_postcode(pair[0], pair[1]);
    let single = |word: &&str| {
        word.is_ascii() && word.len() >= 5 && is_postcode(&word[..word.len() - 3], &word[word.len() - 3..])
    };
    words.windows(2).any(joined) || words.iter().any(single)
}

fn is_postcode(outward: &str, inward: &str) -> bool {
    let inward = inward.as_bytes();
    let inward_fits =
        inward.len() == 3 && inward[0].is_ascii_digit() && inward[1..].iter().all(u8::is_ascii_uppercase);
    let letters = outward.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = &outward.as_bytes()[letters..];
    let digits_fit = matches!(rest, [first, ..] if first.is_ascii_digit())
        && rest.len() <= 2
        && rest.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    inward_fits && (((1..=2).contains(&letters) && digits_fit) || outward == "GIR")
}

fn is_placeholder(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["example", "todo", "your name", "your address", "lorem", "placeholder", "…"]
        .iter()
        .any(|word| lower.contains(word))
}

/// Reads the keys of an imprint, of the site or of one essay.
pub fn promoter(fields: &mut Fields<'_>) -> Promoter {
    let mut pairs = Vec::new();
    for table in fields.tables("on_behalf_of") {
        let mut inside = fields.inside(table);
        pairs.push((inside.words("name").unwrap_or_default(), inside.words("address").unwrap_or_default()));
        fields.diagnostics.extend(inside.finish(&|_| None));
    }
    Promoter {
        name: fields.words("promoter_name").unwrap_or_default(),
        address: fields.words("promoter_address").unwrap_or_default(),
        on_behalf_of: pairs,
        extra: fields.words("extra").filter(|text| !text.is_empty()),
        short: fields.words("short").filter(|text| !text.is_empty()),
        printer: printer(fields),
        place: place(fields),
    }
}

fn place(fields: &mut Fields<'_>) -> Option<Place> {
    let item = fields.item("promoter_name")?;
    Some(fields.place(item.value.span))
}

fn printer(fields: &mut Fields<'_>) -> Option<(String, String)> {
    let Value { kind: Kind::Table(table), .. } = &fields.item("printer")?.value else { return None };
    let mut inside = fields.inside(table);
    let printer = (inside.words("name").unwrap_or_default(), inside.words("address").unwrap_or_default());
    fields.diagnostics.extend(inside.finish(&|_| None));
    (!printer.0.is_empty()).then_some(printer)
}

impl Promoter {
    /// Who publishes: those on whose behalf it is promoted, else the promoter.
    pub fn publisher(&self) -> String {
        match self.on_behalf_of.as_slice() {
            [] => self.name.clone(),
            others => others.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" and "),
        }
    }

    /// The words that stand in pictures: the short form, or else the sentence.
    pub fn in_pictures(&self) -> String {
        self.short.clone().unwrap_or_else(|| self.text())
    }

    /// The sentence that stands on every page.
    pub fn text(&self) -> String {
        let Self { name, address, on_behalf_of, .. } = self;
        match on_behalf_of.as_slice() {
            [] => format!("Promoted by {name}, {address}."),
            [(other, place)] if place == address => {
                format!("Promoted by {name} on behalf of {other}, both at {address}.")
            }
            [first, more @ ..] => {
                let mut text =
                    format!("Promoted by {name}, {address}, on behalf of {}, {}", first.0, first.1);
                for (other, place) in more {
                    text.push_str(&format!(", and {other}, {place}"));
                }
                text + "."
            }
        }
    }
}
