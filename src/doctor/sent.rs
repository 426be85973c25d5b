//! What the host sends along with files.

use std::collections::BTreeMap;

use super::{Round, Told};
use crate::diagnostic::{Code, Diagnostic};
use crate::host::{self, Kind};

/// Headers that are missing, that are set twice, or that keep a file for too long.
pub(super) fn headers(round: &Round<'_>) -> Vec<Diagnostic> {
    let kind = round.patient.kind;
    let reads = matches!(kind, Kind::Cloudflare | Kind::Netlify | Kind::Apache);
    let has_table = ["_headers", ".htaccess"].iter().any(|name| round.patient.files.contains_key(*name));
    if !reads || !has_table {
        return Vec::new();
    }
    let mut told = Told::new();
    let help =
        || format!("In pamphlet.toml, below [deploy], write host = \"{}\" and build again.", kind.name());
    for path in round.patient.files.keys().filter(|path| !path.starts_with(['.', '_'])) {
        let address = round.address_of(path);
        let reply = round.server.ask(&address);
        if reply.status != 200 {
            continue;
        }
        let mut sent: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in round.server.headers(&address, &reply) {
            sent.entry(name).or_default().push(value);
        }
        for (name, values) in sent.iter().filter(|(_, values)| values.len() > 1) {
            told.note(Code::W221, name, || {
                let message = format!(
                    "{} sends {name} of {path} {} times, joined: {}.",
                    round.host(),
                    values.len(),
                    values.join(", ")
                );
                (message, help())
            });
        }
        if !sent.contains_key("content-security-policy") {
            told.note(Code::W221, "policy", || {
                (format!("{} sends no policy with {path}.", round.host()), help())
            });
        }
        let is_kept = sent
            .get("cache-control")
            .is_some_and(|values| values.iter().any(|value| value.contains("immutable")));
        if is_kept && host::lasts(path) != host::FOR_GOOD {
            told.note(Code::W221, "kept", || {
                let message = format!("{} has browsers keep {path} for a year, and its name does not change with what it holds.", round.host());
                (message, help())
            });
        }
    }
    told.diagnostics()
}
