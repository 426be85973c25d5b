//! What of `[deploy]` cannot hold, or not for long.
//!
//! In: the settings, today; how many addresses have moved. Out: diagnostics, each with its place.

use super::tables;
use crate::address::Address;
use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};

/// Fewer days than these until `security.txt` expires are told.
const NOTICE: i64 = 30;

/// What is wrong with the settings, taken together, on this day.
pub fn advice(config: &Config, today: Date) -> Vec<Diagnostic> {
    let deploy = &config.deploy;
    let (kind, place) = &deploy.host;
    let base = &config.site.base_url;
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut idle = |place, message: String, help: &str| {
        found.push(Diagnostic::new(Code::W216, message).at(place).help(help));
    };
    if let Some((domain, place)) = deploy.domain.as_ref().filter(|_| !kind.reads_cname()) {
        let message = format!(
            "{} is told its domain on its own pages, so domain = \"{domain}\" does nothing.",
            kind.title()
        );
        idle(place.clone(), message, "Take it out; base_url below [site] says where the site lives.");
    }
    if let Some(place) = deploy.hsts.as_ref().filter(|_| !kind.sends_headers()) {
        let message = format!("{} sends no headers of a site, so hsts does nothing.", kind.title());
        idle(place.clone(), message, "Take it out; the host itself asks browsers for encryption.");
    }
    if let Some(place) = deploy.hsts.as_ref().filter(|_| !base.origin.starts_with("https:")) {
        let message = "hsts does nothing for a site whose base_url begins with http:.".to_owned();
        idle(
            place.clone(),
            message,
            "Write base_url = \"https://…\", if the site can be reached so, or take hsts out.",
        );
    }
    if let Some(security) = deploy.security.as_ref().filter(|_| base.path != "/") {
        let message = format!(
            "security.txt is looked for at the top of a host only, but the site lives below {} of {}.",
            base.path, base.host
        );
        let help = format!(
            "Copy .well-known/security.txt of the output to the top of {}, or ask whoever looks after that host to.",
            base.host
        );
        idle(security.expires.1.clone(), message, &help);
    }
    if let Some(place) = place.as_ref().filter(|_| kind.is_at_top() && base.path != "/") {
        let message = format!(
            "{} shows a site at the top of its domain, but base_url says that this one lives below {}.",
            kind.title(),
            base.path
        );
        let help =
            format!("Write base_url = \"{}/\", unless another server shows it at that path.", base.origin);
        found.push(Diagnostic::new(Code::W218, message).at(place.clone()).help(help));
    }
    found.extend(expiring(config, today));
    found
}

fn expiring(config: &Config, today: Date) -> Option<Diagnostic> {
    let (day, place) = &config.deploy.security.as_ref()?.expires;
    let left = today.days_until(*day);
    let help = "Look whether the contact still holds, and write a day at most a year ahead.";
    let (code, message) = match left {
        ..=0 => (Code::E215, format!("security.txt expired on {}.", day.long())),
        1 => (Code::W214, "security.txt expires tomorrow.".to_owned()),
        2..NOTICE => (Code::W214, format!("security.txt expires in {left} days, on {}.", day.long())),
        _ => return None,
    };
    Some(Diagnostic::new(code, message).at(place.clone()).help(help))
}

/// What is told where more addresses have moved than the host has room for.
pub fn left_out(config: &Config, moved: &[(Address, &Address)]) -> Option<Diagnostic> {
    let (kind, place) = &config.deploy.host;
    let (_, left_out) = tables::redirects(*kind, moved);
    if left_out == 0 || !kind.reads_tables() || config.deploy.portable {
        return None;
    }
    let message = format!(
        "_redirects has no room for {left_out} of {} old addresses; there the page at the old address leads on by itself.",
        moved.len()
    );
    let help = "Readers arrive all the same; only search engines take a little longer to follow.";
    let fault = Diagnostic::new(Code::W217, message).help(help);
    Some(match place {
        Some(place) => fault.at(place.clone()),
        None => fault,
    })
}
