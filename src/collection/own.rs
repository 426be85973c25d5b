//! Details that pamphlet does not know: the collection may allow them for itself, and the rest are faults.
//!
//! In: all essays, `[essays] allow`. Out: one fault for a slip of the pen; where many essays have the same word it is the
//! collection's own, and one fault says how to allow it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::details::reader::Unknown;
use crate::diagnostic::{Diagnostic, Severity};
use crate::essay::Outline;

/// Essays from which on a word is hardly a slip of the pen.
const HABIT: usize = 5;

/// Every detail that is neither known nor allowed.
pub(super) fn unknown_details(essays: &[Arc<Outline>], config: &Config) -> Vec<Diagnostic> {
    let mut by_key: BTreeMap<&str, Vec<(&Outline, &Unknown)>> = BTreeMap::new();
    for essay in essays {
        let foreign = essay.front.unknown.iter().filter(|unknown| !config.essays.allows(&unknown.item.key));
        for unknown in foreign {
            by_key.entry(&unknown.item.key).or_default().push((essay, unknown));
        }
    }
    let habits: Vec<&str> =
        by_key.iter().filter(|(_, uses)| uses.len() >= HABIT).map(|(key, _)| *key).collect();
    let told = |(key, uses): (&&str, &Vec<(&Outline, &Unknown)>)| match uses.len() >= HABIT {
        true => gathered(key, uses, &habits, config).into_iter().collect(),
        false => {
            uses.iter().map(|(essay, unknown)| weighed(essay, unknown.fault.clone())).collect::<Vec<_>>()
        }
    };
    by_key.iter().flat_map(told).collect()
}

/// What is wrong in a draft never keeps the site from being built.
fn weighed(essay: &Outline, fault: Diagnostic) -> Diagnostic {
    if essay.entry.draft { fault.weighing(Severity::Note) } else { fault }
}

/// One fault for a word that many essays have.
fn gathered(
    key: &str,
    uses: &[(&Outline, &Unknown)],
    habits: &[&str],
    config: &Config,
) -> Option<Diagnostic> {
    let (essay, unknown) = uses.iter().find(|(essay, _)| !essay.entry.draft).or(uses.first())?;
    let more = uses.len() - 1;
    let mut fault = weighed(essay, unknown.fault.clone());
    fault.message = format!("{} {more} more essays have it.", fault.message);
    let all = config.essays.allow.iter().map(|allowed| allowed.value.as_str()).chain(habits.iter().copied());
    let all: Vec<String> = all.map(|key| format!("\"{key}\"")).collect();
    let own = format!(
        "If “{key}” is this collection's own, write below [essays] in pamphlet.toml: allow = [{}]",
        all.join(", ")
    );
    fault.help = Some(match fault.help.take() {
        Some(meant) if meant.starts_with("Write ") => format!("{own}. Otherwise: {meant}"),
        _ => own,
    });
    Some(fault)
}
