//! `[deploy]`: where the site is shown, and what only its host must know.
//!
//! In: the table, and where the site will live. Out: `DeploySettings`. What depends on the day, `hosting` knows.

use super::BaseUrl;
use crate::date::Date;
use crate::details::reader::Fields;
use crate::diagnostic::did_you_mean;
use crate::host::Kind;
use crate::source::{Place, Source, Span, Spanned};

/// `[deploy]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeploySettings {
    /// Where the site is shown, and where that is written.
    pub host: (Kind, Option<Place>),
    /// The site's own domain, and where it is written. `None` too where the site is built for another address.
    pub domain: Option<(String, Place)>,
    /// Whether browsers shall never come without encryption again, and where that is written.
    pub hsts: Option<Place>,
    /// Whom to tell of a hole in the site's security.
    pub security: Option<Security>,
    /// Whether the site is to be read from a disk, without any host.
    pub portable: bool,
}

impl Default for DeploySettings {
    fn default() -> Self {
        Self { host: (Kind::Generic, None), domain: None, hsts: None, security: None, portable: false }
    }
}

/// `[deploy.security]`: what `security.txt` says (RFC 9116).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Security {
    /// Addresses to write to: `mailto:`, `https:` or `tel:`.
    pub contacts: Vec<String>,
    /// Until when they hold, and where that is written.
    pub expires: (Date, Place),
}

/// Reads `[deploy]`. `given`: whether the address of the site was given on the command line.
pub(super) fn read(
    top: &mut Fields<'_>,
    source: &Source,
    base: Option<&BaseUrl>,
    given: bool,
) -> DeploySettings {
    let Some(table) = top.table("deploy") else { return DeploySettings::default() };
    let mut fields = top.inside(table);
    let settings = DeploySettings {
        host: host(&mut fields, source),
        domain: domain(&mut fields, source, base, given),
        hsts: hsts(&mut fields, source),
        security: security(&mut fields, source),
        portable: false,
    };
    top.diagnostics.extend(fields.finish(&|key| match key {
        "base_url" | "baseurl" | "url" => Some("Put it below the line [site].".to_owned()),
        _ => None,
    }));
    settings
}

fn host(fields: &mut Fields<'_>, source: &Source) -> (Kind, Option<Place>) {
    let Some(name) = fields.text("host") else { return (Kind::Generic, None) };
    if let Some(kind) = Kind::from_name(&name.value) {
        return (kind, Some(source.place(name.span)));
    }
    let names = Kind::ALL.map(Kind::name);
    let near = did_you_mean(&name.value, names);
    let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
    let span = fields.item("host").map_or(Span::default(), |item| item.value.span);
    let message = format!("pamphlet knows no host “{}”.{question}", name.value);
    fields.refuse(span, message, format!("Hosts: {}.", names.join(", ")));
    (Kind::Generic, None)
}

fn domain(
    fields: &mut Fields<'_>,
    source: &Source,
    base: Option<&BaseUrl>,
    given: bool,
) -> Option<(String, Place)> {
    let domain = fields.text("domain")?;
    let span = fields.item("domain").map_or(Span::default(), |item| item.value.span);
    let name = domain.value.to_lowercase();
    if !is_domain(&name) {
        let bare = name.split("//").last().unwrap_or("").split('/').next().unwrap_or("");
        let near = if is_domain(bare) { bare } else { "example.org" };
        let message = format!("“{}” is not a domain.", domain.value);
        fields.refuse(
            span,
            message,
            format!("Write the name alone, without https:// and without a path: domain = \"{near}\""),
        );
        return None;
    }
    let base = base?;
    let agrees = base.host.eq_ignore_ascii_case(&name) && base.path == "/";
    if !agrees && !given {
        let what = format!("{}{}", base.origin, base.path);
        let message = format!("domain is {name}, but base_url says that the site lives at {what}");
        let help = format!(
            "A site with a domain of its own is at the top of it: base_url = \"https://{name}/\" below [site]. Otherwise take domain out."
        );
        fields.refuse(span, message + ".", help);
    }
    agrees.then(|| (name, source.place(domain.span)))
}

/// Whether a text is the name of a host: labels of letters, digits and hyphens (RFC 1123, section 2.1), at least two.
fn is_domain(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label)
}

fn hsts(fields: &mut Fields<'_>, source: &Source) -> Option<Place> {
    let wanted = fields.flag("hsts")?;
    let span = fields.item("hsts").map_or(Span::default(), |item| item.value.span);
    wanted.then(|| source.place(fields.span(span)))
}

fn security(fields: &mut Fields<'_>, source: &Source) -> Option<Security> {
    let table = fields.table("security")?;
    let mut inside = fields.inside(table);
    let written = inside.texts("contact");
    if written.is_empty() {
        let help = "Whom should somebody tell who finds a hole? Write contact = \"mailto:web@example.org\" below [deploy.security].";
        inside.missing("security.txt needs a contact.", help);
    }
    let contacts: Vec<String> = written.iter().filter_map(|text| contact(&mut inside, text)).collect();
    let expires = expires(&mut inside, source);
    fields.diagnostics.extend(inside.finish(&|_| None));
    Some(Security { contacts, expires: expires? })
}

/// A way to write to somebody, as an address. A plain e-mail address is understood.
fn contact(fields: &mut Fields<'_>, text: &Spanned<String>) -> Option<String> {
    let written = text.value.trim();
    let begins = |scheme: &str| written.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    let is_blank_free = !written.contains(char::is_whitespace);
    if is_blank_free && ["mailto:", "https://", "tel:"].iter().any(|scheme| begins(scheme)) {
        return Some(written.to_owned());
    }
    let is_letter =
        written.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if is_blank_free && is_letter && !written.contains(':') {
        return Some(format!("mailto:{written}"));
    }
    let base = fields.span(Span::at(0)).start;
    let span = Span { start: text.span.start - base, end: text.span.end.saturating_sub(base) };
    let message = format!("“{written}” is no way to write to somebody.");
    let help = "Write an e-mail address, a page or a telephone number: contact = \"mailto:web@example.org\", \"https://example.org/contact/\" or \"tel:+44-20-7946-0000\".";
    fields.refuse(span, message, help);
    None
}

fn expires(fields: &mut Fields<'_>, source: &Source) -> Option<(Date, Place)> {
    let Some(written) = fields.text("expires") else {
        let help = "Write the day until which the contact holds, at most a year ahead: expires = 2027-06-30";
        fields.missing("security.txt needs the day on which it expires.", help);
        return None;
    };
    match Date::read(&written.value) {
        Ok(date) => Some((date, source.place(written.span))),
        Err(_) => {
            let span = fields.item("expires").map_or(Span::default(), |item| item.value.span);
            let message = format!("“{}” is not a day.", written.value);
            fields.refuse(span, message, "Write it as year-month-day: expires = 2027-06-30");
            None
        }
    }
}
