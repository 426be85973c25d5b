//! Every page and file is asked for, and whatever they lead to.

use rayon::prelude::*;

use super::{Arrival, Round, Told, Whither, whither};
use crate::address::decoded;
use crate::diagnostic::{Code, Diagnostic};
use crate::host::{Kind, NOT_FOUND};
use crate::proof::leads::{Leads, Way};

/// What is not answered.
pub(super) fn everything(round: &Round<'_>) -> Vec<Diagnostic> {
    let mut told = Told::new();
    files(round, &mut told);
    // The page for missing addresses is shown elsewhere, and asked there.
    let all = round.pages.iter().chain(round.others).filter(|(path, _)| !NOT_FOUND.contains(&path.as_str()));
    let all: Vec<(&String, &Leads)> = all.collect();
    let met: Vec<Vec<Met>> = all.par_iter().map(|(path, leads)| leads_of(round, path, leads)).collect();
    for (fault, (path, _)) in
        met.into_iter().zip(&all).flat_map(|(met, of)| met.into_iter().map(move |one| (one, of)))
    {
        told.note(fault.code, &fault.cause, || (format!("{path} {}", fault.message), fault.help));
    }
    if round.patient.kind == Kind::Disk {
        modules(round, &mut told);
    }
    robots(round, &mut told);
    told.diagnostics()
}

/// A fault met on a page.
pub(super) struct Met {
    pub(super) code: Code,
    /// What it is about: one cause is told once.
    pub(super) cause: String,
    /// The end of a sentence that begins with the page.
    pub(super) message: String,
    pub(super) help: String,
}

/// Every file must be shown at its own address.
fn files(round: &Round<'_>, told: &mut Told) {
    for path in round.patient.files.keys() {
        // What begins with a dot or an underscore at the top is read by hosts, not by people, but for one folder.
        let is_for_hosts =
            (path.starts_with(['.', '_']) && !path.starts_with(".well-known/")) || path == "CNAME";
        let is_moved = round.pages.get(path).is_some_and(|leads| leads.onward.is_some());
        if is_for_hosts || is_moved || NOT_FOUND.contains(&path.as_str()) {
            continue;
        }
        let address = round.address_of(path);
        let Arrival { reply, .. } = round.visit(&address);
        if reply.status != 200 || reply.file.as_ref() != Some(path) {
            told.note(Code::E319, path, || {
                let message = format!(
                    "{path} is in the folder, but {} answers {} at {address}.",
                    round.host(),
                    reply.status
                );
                (message, "Give it another name, or build again for this host.".to_owned())
            });
        }
    }
}

fn leads_of(round: &Round<'_>, path: &str, leads: &Leads) -> Vec<Met> {
    let at = round.address_of(path);
    if round.server.ask(&at).file.as_deref() != Some(path) {
        // Nobody sees it: the host leads on from there, or does not show it, which is told elsewhere.
        return Vec::new();
    }
    let shown = Shown { at: &at, file: path };
    leads.links.iter().filter_map(|(way, address)| lead(round, shown, *way, address)).collect()
}

/// A file, and the path at which it is shown.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) at: &'a str,
    pub(super) file: &'a str,
}

/// What is wrong with an address that stands in what is shown.
pub(super) fn lead(round: &Round<'_>, shown: Shown<'_>, way: Way, address: &str) -> Option<Met> {
    let verb = if way == Way::Fetched { "needs" } else { "links to" };
    let no_section = |file: &str, cause: String| {
        let message = format!("{verb} {address}, but {file} has no section of that name.");
        Some(Met { code: Code::E310, cause, message, help: AGAIN.to_owned() })
    };
    let Whither::Inside { path, section } = whither(shown.at, address, round.patient) else { return None };
    if address.starts_with('#') {
        // Nothing is asked for; the page is there already.
        let is_there = has_section(round, shown.file, &section);
        return if is_there { None } else { no_section("it", format!("{}#{section}", shown.file)) };
    }
    let arrival = round.visit(&path);
    let cause = format!("{path}#{section}");
    if arrival.reply.status != 200 {
        let message = format!("{verb} {address}, and {}.", answer(round, &path, &arrival));
        return Some(Met { code: Code::E310, cause, message, help: mend(round, &path) });
    }
    let file = arrival.reply.file.as_deref().unwrap_or("");
    if !has_section(round, file, &section) {
        return no_section(file, cause);
    }
    if arrival.detours > 0 && way != Way::Said {
        let to = &arrival.path;
        let message =
            format!("{verb} {address}, from where {} leads on to {to}: it works, by a detour.", round.host());
        return Some(Met {
            code: Code::W219,
            cause,
            message,
            help: format!("Links are quicker where they name {to} itself."),
        });
    }
    None
}

/// Whether a page has a section of that name; a page that leads on passes it on.
fn has_section(round: &Round<'_>, file: &str, section: &str) -> bool {
    let Some(page) = round.pages.get(file) else { return section.is_empty() };
    // The top of a page is there by itself (HTML standard, section 7.4.6.4).
    let is_top = section.is_empty() || section.eq_ignore_ascii_case("top");
    is_top || page.onward.is_some() || page.ids.contains(section) || page.ids.contains(&decoded(section))
}

const AGAIN: &str = "Build again; if that does not help, mend the link.";

fn answer(round: &Round<'_>, path: &str, arrival: &Arrival) -> String {
    match round.patient.kind {
        Kind::Disk if path.ends_with('/') => {
            "from a disk a folder is a list of its files, not a page".to_owned()
        }
        Kind::Disk => "there is no such file".to_owned(),
        _ if arrival.detours >= 20 => format!("{} leads about in a circle there", round.host()),
        _ => format!("{} answers {} there", round.host(), arrival.reply.status),
    }
}

fn mend(round: &Round<'_>, path: &str) -> String {
    let mount = round.server.mount();
    match round.patient.kind {
        Kind::Disk => "Build it for a disk: pamphlet build --portable".to_owned(),
        _ if !path.starts_with(mount) => {
            format!(
                "The site lives below {mount}; links of templates must be those that templates are given."
            )
        }
        _ => AGAIN.to_owned(),
    }
}

/// Modules are fetched in a way that browsers forbid from a disk.
fn modules(round: &Round<'_>, told: &mut Told) {
    for (path, _) in round.pages.iter().filter(|(_, leads)| leads.has_module) {
        told.note(Code::E310, "module", || {
            let message =
                format!("{path} has a script that is a module, which browsers do not load from a disk.");
            (message, "Let the design name it with <script src defer>, without type=\"module\".".to_owned())
        });
    }
}

/// What `robots.txt` names must be there.
fn robots(round: &Round<'_>, told: &mut Told) {
    let text =
        round.patient.files.contains_key("robots.txt").then(|| (round.patient.read)("robots.txt")).flatten();
    for address in text.iter().flat_map(|text| text.lines()).filter_map(|line| line.strip_prefix("Sitemap:"))
    {
        let at = round.address_of("robots.txt");
        let shown = Shown { at: &at, file: "robots.txt" };
        if let Some(fault) = lead(round, shown, Way::Said, address.trim()) {
            told.note(fault.code, &fault.cause, || (format!("robots.txt {}", fault.message), fault.help));
        }
    }
}
