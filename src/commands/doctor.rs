//! Whether the built site will work at its host.
//!
//! In: a collection's folder and the name of a host. Out: what would break there, and the exit code.

use std::path::PathBuf;

use clap::Args;
use pamphlet::config::Config;
use pamphlet::diagnostic::{Diagnostic, Severity};
use pamphlet::doctor::{self, Patient};
use pamphlet::host::Kind;

use super::build::counted;
use super::{FAULTY, Format, GOOD, clock, fault, read_base_url, read_place, say, tell};
use crate::disk::{self, Built, Fault};
use crate::report;

#[derive(Args)]
pub(super) struct DoctorArguments {
    /// The host: generic, github, cloudflare, netlify, apache, nginx, s3, neocities, or usb for a disk
    /// [default: that of pamphlet.toml].
    #[arg(long, value_name = "HOST", value_parser = read_place)]
    like: Option<Kind>,
    /// The folder that was built [default: output in the collection's folder, for a disk the folder portable].
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The folder of the collection [default: here, or the nearest folder above with a pamphlet.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Where the site will live, instead of base_url in pamphlet.toml.
    #[arg(short = 'u', long, value_name = "URL", value_parser = read_base_url)]
    base_url: Option<String>,
    /// Let warnings fail too.
    #[arg(long)]
    strict: bool,
    /// How to tell what is wrong.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

/// A built site, and where it is brought.
pub(super) struct Place {
    pub(super) built: Built,
    pub(super) config: Config,
    pub(super) kind: Kind,
}

/// Finds the folder and reads what the collection says of itself. Where it cannot, that is told, and the exit code given.
pub(super) fn place(
    root: Option<&std::path::Path>,
    output: Option<&std::path::Path>,
    base_url: Option<&str>,
    like: Option<Kind>,
) -> Result<Place, u8> {
    let root = disk::root(root);
    let in_words = |wrong: Fault| fault(&wrong, Format::Human);
    let source = disk::settings(&root).map_err(in_words)?;
    let read = pamphlet::config::read(&source, base_url);
    let Some(config) = read.value else {
        tell(&report::human(&read.diagnostics, None, clock::has_colour()));
        return Err(FAULTY);
    };
    let kind = like.unwrap_or(config.deploy.host.0);
    let name = if kind == Kind::Disk { "portable" } else { "output" };
    let output = output.map_or_else(|| root.join(name), std::borrow::ToOwned::to_owned);
    let built = Built::look(&output).map_err(in_words)?;
    Ok(Place { built, config, kind })
}

/// Examines the folder; gives the exit code.
pub(super) fn run(arguments: &DoctorArguments) -> u8 {
    let found = place(
        arguments.root.as_deref(),
        arguments.output.as_deref(),
        arguments.base_url.as_deref(),
        arguments.like,
    );
    let place = match found {
        Ok(place) => place,
        Err(code) => return code,
    };
    let read = |path: &str| place.built.text(path);
    let base = &place.config.site.base_url;
    let patient = Patient { kind: place.kind, base, files: &place.built.files, read: &read };
    let findings = doctor::examine(&patient);
    match arguments.format {
        Format::Json => say(&report::json(&findings.diagnostics, None, None)),
        Format::Human => {
            tell(&report::human(&findings.diagnostics, None, clock::has_colour()));
            say(&closing(&place, &findings));
        }
    }
    let least = if arguments.strict { Severity::Warning } else { Severity::Error };
    if findings.diagnostics.iter().any(|found| found.severity >= least) { FAULTY } else { GOOD }
}

fn closing(place: &Place, findings: &doctor::Findings) -> String {
    let count = |severity| {
        findings.diagnostics.iter().filter(|found: &&Diagnostic| found.severity == severity).count() as u64
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let verdict = match (errors, warnings) {
        (0, 0) => "all is well".to_owned(),
        _ => format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
    };
    let base = &place.config.site.base_url;
    let at = match place.kind {
        Kind::Disk => String::new(),
        _ => format!(", at {}{}", base.origin, base.path),
    };
    format!(
        "As {} would show it{at}: {}, {} looked at, {verdict}.\n",
        place.kind.title(),
        counted(findings.pages as u64, "page"),
        counted(findings.asked as u64, "answer"),
    )
}
