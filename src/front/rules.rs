//! Rules that single details must keep, and what to write for details of other programs.
//!
//! In: `Front` as read. Out: faults.

use super::Front;
use crate::details::reader::Fields;
use crate::diagnostic::Code;
use crate::essay::Kind;
use crate::source::{Span, Spanned};

/// Checks the rules of all details.
pub(super) fn check(fields: &mut Fields<'_>, front: &Front) {
    title(fields, front);
    length(fields, front.subtitle.as_ref(), "subtitle", 160);
    if let Some(slug) = &front.slug {
        check_slug(fields, slug);
    }
    summary(fields, front);
    dates(fields, front);
    links(fields, front);
    if front.themes.len() > 3 {
        let help = "Keep the one to three that matter most, the first one first.";
        let message = format!("An essay has at most three themes; these are {}.", front.themes.len());
        refuse(fields, front.themes[3].span, message, help);
    }
    if let Some(lang) = front.lang.as_ref().filter(|lang| !crate::config::is_language(&lang.value)) {
        let span = fields.item("lang").map_or(Span::default(), |item| item.value.span);
        let message = format!("“{}” is not a language tag.", lang.value);
        fields.refuse(span, message, "Write it as lang: cy for Welsh, en-GB for British English.");
    }
}

fn refuse(fields: &mut Fields<'_>, span: Span, message: String, help: &str) {
    report(fields, Code::E119, span, message, help);
}

/// Reports at a span that is already one of the source.
fn report(fields: &mut Fields<'_>, code: Code, span: Span, message: String, help: &str) {
    let base = fields.span(Span::at(0)).start;
    let local = Span { start: span.start.saturating_sub(base), end: span.end.saturating_sub(base) };
    fields.report(code, local, message, help);
}

fn title(fields: &mut Fields<'_>, front: &Front) {
    let title = &front.title;
    let length = title.value.chars().count();
    if length > 120 {
        let message = format!("The title is {length} characters; at most 120 fit anywhere.");
        refuse(fields, title.span, message, "Put what explains it into subtitle.");
    } else if length > 70 {
        let message = format!("The title is {length} characters; cards and searches cut it at about 70.");
        report(
            fields,
            Code::W192,
            title.span,
            message,
            "A shorter one reads better; subtitle can hold the rest.",
        );
    } else if title.value.ends_with('.') && !title.value.ends_with("...") {
        let message = "The title ends in a full stop.".to_owned();
        report(fields, Code::W192, title.span, message, "Titles have none.");
    }
}

fn length(fields: &mut Fields<'_>, text: Option<&Spanned<String>>, key: &str, most: usize) {
    if let Some(text) = text.filter(|text| text.value.chars().count() > most) {
        let length = text.value.chars().count();
        refuse(
            fields,
            text.span,
            format!("The {key} is {length} characters; at most {most} fit."),
            "Shorten it.",
        );
    }
}

fn check_slug(fields: &mut Fields<'_>, slug: &Spanned<String>) {
    let value = &slug.value;
    let well_formed = crate::address::slug(value) == *value && !value.is_empty();
    if !well_formed || value.len() > 60 {
        let message = format!("“{value}” cannot be an address.");
        let near: String = crate::address::slug(value).chars().take(60).collect();
        let help = format!(
            "Use small letters, digits and hyphens, at most 60: slug: {}",
            near.trim_end_matches('-')
        );
        refuse(fields, slug.span, message, &help);
    }
}

fn summary(fields: &mut Fields<'_>, front: &Front) {
    let Some(summary) = &front.summary else { return };
    let length = summary.value.chars().count();
    if length > 160 {
        let message = format!("The summary is {length} characters; cards cut it at about 160.");
        report(fields, Code::W166, summary.span, message, "Say what the essay argues in one sentence.");
    } else if length < 50 {
        let message = format!("The summary is only {length} characters; 50 to 160 serve best.");
        report(fields, Code::W166, summary.span, message, "Say what the essay argues in one sentence.");
    }
}

fn dates(fields: &mut Fields<'_>, front: &Front) {
    let Some(date) = &front.date else { return };
    if let Some(updated) = front.updated.as_ref().filter(|updated| updated.value.day() < date.value.day()) {
        let message = format!("updated ({}) is before date ({}).", updated.value, date.value);
        report(fields, Code::E168, updated.span, message, "One of the two is wrong; mend it.");
    }
    if let Some(expires) = front.expires.as_ref().filter(|expires| expires.value.day() <= date.value.day()) {
        let message = format!("expires ({}) is not after date ({}).", expires.value, date.value);
        refuse(fields, expires.span, message, "The essay would never be shown; mend one of the two.");
    }
}

fn links(fields: &mut Fields<'_>, front: &Front) {
    if let Some(url) = front.canonical.as_ref().filter(|url| !url.value.starts_with("https://")) {
        let message = "canonical is a whole address that begins with https://.".to_owned();
        refuse(
            fields,
            url.span,
            message,
            "It says where the essay first appeared; leave it out if that is here.",
        );
    }
    for alias in &front.aliases {
        if !is_old_address(&alias.value) {
            let message = format!("“{}” is not an old address.", alias.value);
            refuse(fields, alias.span, message, "Old addresses begin with a slash: aliases: [/old/name/]");
        }
    }
}

/// Whether a text can be an old address of an essay on this site.
pub(crate) fn is_old_address(alias: &str) -> bool {
    !alias.contains(['?', '#', ' ']) && !alias.contains("//") && !alias.contains("..")
}

/// What to write instead of a detail that other programs know.
pub(super) fn instead(key: &str, kind: Kind) -> Option<String> {
    let key = key.to_lowercase();
    let words = match key.as_str() {
        "dek" | "teaser" | "lead" | "lede" => "Write summary: …",
        "changed" | "edited" => "Write updated: 2025-02-25",
        "created" | "posted" => "Write date: 2025-02-25; an essay that is not ready is draft: true",
        "url" | "path" => "Write slug: the-last-part, and old addresses under aliases: [/old/name/]",
        "redirects" => "Write aliases: [/old/name/]",
        "topics" | "topic" | "section" => "Write themes: […] for what it is about, or tags: […]",
        "byline" | "writer" => "Write authors: […]",
        "location" => "Write places: […]",
        "weight" | "position" | "nav_order" => "Write order: 1",
        "cover" | "hero" | "thumbnail" | "featured_image" => {
            "Write image: with src:, alt: and credit: below it"
        }
        "layout" | "template" | "type" => {
            "The design chooses the template; take it out, or write allow = [\"layout\"] below [essays] in pamphlet.toml"
        }
        "expirydate" | "expiry" => "Write expires: 2026-02-25",
        "authors" | "author" | "themes" | "theme" | "places" | "place" | "part" | "order" | "tags"
        | "cta" | "image"
            if kind == Kind::Standing =>
        {
            "Standing pages belong to no part, theme or author; take it out"
        }
        _ => return None,
    };
    Some(format!("{words}."))
}
