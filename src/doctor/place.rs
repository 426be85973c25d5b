//! Whether the folder was built for the place it is brought to.

use std::collections::BTreeMap;

use super::{Patient, Round};
use crate::diagnostic::{Code, Diagnostic};
use crate::host::Kind;
use crate::proof::leads::{Leads, Way};

/// What is wrong with the folder as a whole, so that nothing else need be asked.
pub(super) fn built_for_another(
    patient: &Patient<'_>,
    pages: &BTreeMap<String, Leads>,
) -> Option<Diagnostic> {
    let base = patient.base;
    let fault = |message: String, help: String| Some(Diagnostic::new(Code::E317, message).help(help));
    let Some(home) = pages.get("index.html") else {
        return fault(
            "The folder has no index.html, so there is no site in it.".to_owned(),
            "Build it: pamphlet build".to_owned(),
        );
    };
    let whole = format!("{}{}", base.origin, base.path);
    if let Some(built) = home.canonical.as_deref().filter(|built| *built != whole) {
        let message = format!("The site was built for {built}, but it will live at {whole}");
        let help = format!(
            "Build it for that address: pamphlet build --base-url {whole} – or ask for the other one: pamphlet doctor --base-url {built}"
        );
        return fault(message + ".", help);
    }
    if patient.kind.is_at_top() && base.path != "/" {
        let message = format!(
            "{} shows a site at the top of its domain, but this one was built to live below {}.",
            patient.kind.title(),
            base.path
        );
        let help = format!(
            "Build it for the top: pamphlet build --base-url {}/ and ask again with the same address.",
            base.origin
        );
        return fault(message, help);
    }
    let to_folder = |(_, address): &&(Way, String)| address.ends_with('/') && !address.contains("//");
    if let Some((_, address)) = home.links.iter().find(to_folder).filter(|_| patient.kind == Kind::Disk) {
        let message = format!(
            "The site was built for a host: its links lead to folders, such as {address}, of which a disk only lists the files."
        );
        return fault(message, "Build it for a disk: pamphlet build --portable".to_owned());
    }
    None
}

/// What the host needs and the folder does not have.
pub(super) fn unprepared(round: &Round<'_>) -> Vec<Diagnostic> {
    let kind = round.patient.kind;
    let has = |name: &str| round.patient.files.contains_key(name);
    let name = kind.name();
    let help = format!("In pamphlet.toml, below [deploy], write host = \"{name}\" and build again.");
    let mut found = Vec::new();
    let mut lacks = |code, message: String| found.push(Diagnostic::new(code, message).help(help.clone()));
    let reads =
        |file: &str, what: &str| format!("There is no {file}, which {} needs for {what}.", kind.title());
    match kind {
        Kind::Cloudflare | Kind::Netlify => {
            if !has("_headers") {
                lacks(Code::W221, reads("_headers", "the policy and for caching"));
            }
            if !has("_redirects") && !round.moved.is_empty() {
                lacks(
                    Code::W219,
                    reads("_redirects", "redirects; the pages at old addresses lead on by themselves"),
                );
            }
        }
        Kind::Apache if !has(".htaccess") => {
            lacks(
                Code::E318,
                reads(".htaccess", "the page for missing addresses, for redirects and headers"),
            );
        }
        Kind::Github | Kind::Neocities => {
            let without = round.pages.iter().filter(|(_, leads)| !leads.has_policy).count();
            if without > 0 {
                let message = format!(
                    "{} sends no headers of a site, and {without} of {} pages have no policy in themselves.",
                    kind.title(),
                    round.pages.len()
                );
                lacks(Code::W221, message);
            }
        }
        _ => {}
    }
    found
}
