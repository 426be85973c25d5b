//! Readers go astray: they come by old addresses, leave out a slash, or ask for what was never there.

use super::{Round, Told, crawl};
use crate::address::{decoded, output_path};
use crate::diagnostic::{Code, Diagnostic};
use crate::host::{Kind, NOT_FOUND};

/// What would happen to them.
pub(super) fn astray(round: &Round<'_>) -> Vec<Diagnostic> {
    let mut told = Told::new();
    if round.patient.kind != Kind::Disk {
        missing(round, &mut told);
        without_slash(round, &mut told);
    }
    old(round, &mut told);
    told.diagnostics()
}

/// At any address that is not there must be the page that says so, and it must work there.
fn missing(round: &Round<'_>, told: &mut Told) {
    let mount = round.server.mount();
    for path in [format!("{mount}there-is-no-such-page"), format!("{mount}there/is/no/such/page/")] {
        let arrival = round.visit(&path);
        let (status, file) = (arrival.reply.status, arrival.reply.file);
        let page = file.as_deref().filter(|file| NOT_FOUND.iter().any(|name| file.ends_with(name)));
        let Some(page) = page.filter(|_| status == 404) else {
            told.note(Code::E318, "missing", || {
                let shown = file.map_or("a page of the host's own".to_owned(), |file| file);
                let message =
                    format!("At {path}, where nothing is, {} answers {status} with {shown}.", round.host());
                let host = round.patient.kind.name();
                let help =
                    format!("In pamphlet.toml, below [deploy], write host = \"{host}\" and build again.");
                (message, help)
            });
            continue;
        };
        let Some(leads) = round.pages.get(page) else { continue };
        for (way, address) in &leads.links {
            if let Some(fault) = crawl::lead(round, crawl::Shown { at: &path, file: page }, *way, address) {
                let message = format!("{page}, shown at {path}, {}", fault.message);
                told.note(fault.code, &fault.cause, || (message, fault.help));
            }
        }
    }
}

/// Whoever leaves out the slash at the end must come to the page all the same.
fn without_slash(round: &Round<'_>, told: &mut Told) {
    let is_moved = |page: &String| round.pages.get(page).is_some_and(|leads| leads.onward.is_some());
    for page in round.pages.keys().filter(|page| page.ends_with("/index.html") && !is_moved(page)) {
        let address = round.address_of(page);
        let bare = address.trim_end_matches('/');
        let reply = round.visit(bare).reply;
        if reply.status != 200 || reply.file.as_ref() != Some(page) {
            told.note(Code::E310, "slash", || {
                let (host, status) = (round.host(), reply.status);
                let message =
                    format!("{bare}, without its slash, does not lead to {page}: {host} answers {status}.");
                (message, "Choose a host that adds the slash; most do.".to_owned())
            });
        }
    }
}

/// Whoever comes by an old address, with its slash or without, must come to the new one.
fn old(round: &Round<'_>, told: &mut Told) {
    for (old, new) in round.moved {
        let file = output_path(old.clone());
        let wanted = output_path(decoded(new));
        let address = round.address_of(&file);
        let bare = Some(address.trim_end_matches('/')).filter(|_| round.patient.kind != Kind::Disk);
        for address in bare.into_iter().chain([address.as_str()]) {
            let reply = round.visit(address).reply;
            let came = reply.file.as_ref() == Some(&wanted) || reply.file.as_ref() == Some(&file);
            if reply.status != 200 || !came {
                told.note(Code::E310, old, || {
                    let (host, status) = (round.host(), reply.status);
                    let message = format!("Whoever comes to the old address {address} does not come to /{new}: {host} answers {status}.");
                    let has_dot = address.rsplit('/').next().is_some_and(|last| last.contains('.'));
                    let help = match round.patient.kind {
                        Kind::S3 if has_dot => {
                            "The function for CloudFront has no room for more such names; other hosts lead on from all of them."
                        }
                        _ => "Build again, so that redirects and pages are of one time.",
                    };
                    (message, help.to_owned())
                });
            }
        }
    }
}
