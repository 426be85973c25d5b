//! What changed since the last release, and the recording of a release.
//!
//! In: a collection's folder. Out: words; with `--accept`, the locks in the root of the collection.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::Args;
use pamphlet::diagnostic::{Code, Diagnostic, Found, Severity};
use pamphlet::inputs::{Inputs, Unobserved};
use pamphlet::ledger::{Changed, Difference, Files};
use pamphlet::site::{Release, Site};
use serde_json::{Value, json};

use super::{FAULTY, Format, GOOD, clock, read_date, say, tell};
use crate::disk::{self, Darkroom, Fault};
use crate::report;

#[derive(Args)]
pub(super) struct ReleaseArguments {
    /// The folder of the collection [default: here, or the nearest folder above with a pamphlet.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// As if it were that day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_date)]
    as_of: Option<pamphlet::date::Date>,
    /// How to tell it.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Args)]
pub(super) struct PublishArguments {
    #[command(flatten)]
    release: ReleaseArguments,
    /// Record the release: what is published now is never lost from then on.
    #[arg(long)]
    accept: bool,
}

/// Says what changed since the last release.
pub(super) fn diff(arguments: &ReleaseArguments) -> u8 {
    run(arguments, &|release, _| {
        let difference = &release.difference;
        match arguments.format {
            Format::Json => say_json(&difference_json(difference)),
            Format::Human => {
                say(&format!("{}\n{}", since(difference), difference.sentence()));
                say(&listed(&difference.lines()));
            }
        }
        Ok(())
    })
}

/// Records a release, or says what would be recorded.
pub(super) fn publish(arguments: &PublishArguments) -> u8 {
    let PublishArguments { release: arguments, accept } = arguments;
    run(arguments, &|release, root| {
        let names: Vec<&str> = release.locks.iter().map(|(name, _)| *name).collect();
        if *accept {
            disk::replace_all(root, &release.locks)?;
        }
        let difference = &release.difference;
        if arguments.format == Format::Json {
            let mut value = difference_json(difference);
            value["recorded"] = (*accept).into();
            say_json(&value);
            return Ok(());
        }
        say(&format!("{}\n{}", since(difference), difference.sentence()));
        say(&listed(&difference.lines()));
        let (last, first) =
            names.split_last().map_or(("", String::new()), |(last, all)| (*last, all.join(", ")));
        say(&match accept {
            true => format!("\nRecorded in {first} and {last}. Commit these files with the essays.\n"),
            false => {
                "\nNothing was recorded. Once the site is uploaded, record it: pamphlet publish --accept\n"
                    .to_owned()
            }
        });
        Ok(())
    })
}

/// Plans and makes the site in memory; where nothing is wrong, does something with the release that it would be.
fn run(arguments: &ReleaseArguments, then: &dyn Fn(&Release, &Path) -> Result<(), Fault>) -> u8 {
    let root = disk::root(arguments.root.as_deref());
    let options = disk::Options::on(arguments.as_of.unwrap_or_else(clock::today));
    let done = disk::load(&root, options).and_then(|inputs| {
        let Found { value: site, mut diagnostics } = pamphlet::plan(&inputs, &Unobserved);
        let made = site.as_ref().map(|site| files(site, &root, &mut diagnostics)).transpose()?;
        let is_sound = !diagnostics.iter().any(|found| found.severity == Severity::Error);
        match (site, made) {
            (Some(site), Some(files)) if is_sound => {
                let release = site.release(&inputs, &files);
                tell_warnings(&diagnostics, &inputs, arguments.format);
                then(&release, &root).map(|()| GOOD)
            }
            _ => {
                tell_faults(&diagnostics, &inputs, arguments.format);
                Ok(FAULTY)
            }
        }
    });
    done.unwrap_or_else(|fault| super::fault(&fault, arguments.format))
}

/// Every file of the output with its digest.
fn files(site: &Site, root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Files, Fault> {
    diagnostics.extend(Darkroom::new(root, site).make_all(&Unobserved));
    let files: Mutex<Files> = Mutex::default();
    let sink = |path: &str, content: &_| {
        let digest = site.digest(content);
        if let Ok(mut files) = files.lock() {
            files.insert(path.to_owned(), digest);
        }
        Ok::<(), Fault>(())
    };
    diagnostics.extend(site.produce(&Unobserved, sink)?);
    Ok(files.into_inner().unwrap_or_default())
}

fn tell_warnings(diagnostics: &[Diagnostic], inputs: &Inputs, format: Format) {
    if format == Format::Human {
        let is_told = |found: &&Diagnostic| found.severity == Severity::Warning || found.code == Code::W227;
        let told: Vec<Diagnostic> = diagnostics.iter().filter(is_told).cloned().collect();
        tell(&report::human(&told, Some(inputs), clock::has_colour()));
    }
}

fn tell_faults(diagnostics: &[Diagnostic], inputs: &Inputs, format: Format) {
    match format {
        Format::Json => say(&report::json(diagnostics, Some(inputs), None)),
        Format::Human => {
            tell(&report::human(diagnostics, Some(inputs), clock::has_colour()));
            say("Nothing was recorded: what is wrong comes first.\n");
        }
    }
}

fn since(difference: &Difference) -> String {
    match difference.since {
        Some(day) => format!("Since the release of {}:", day.long()),
        None => "Nothing was released before:".to_owned(),
    }
}

fn listed(lines: &[String]) -> String {
    if lines.is_empty() { "\n".to_owned() } else { format!("\n\n{}\n", lines.join("\n")) }
}

fn say_json(value: &Value) {
    say(&(serde_json::to_string_pretty(value).unwrap_or_default() + "\n"));
}

fn difference_json(difference: &Difference) -> Value {
    let one = |one: &Changed| {
        json!({
            "title": one.title, "path": one.source, "before": one.before, "now": one.now,
            "kind": if one.is_essay { "essay" } else { "page" },
        })
    };
    let changes: serde_json::Map<String, Value> = difference
        .changes
        .iter()
        .map(|(change, all)| (change.word().to_owned(), all.iter().map(one).collect()))
        .collect();
    json!({
        "since": difference.since.map(|day| day.day().to_string()),
        "summary": difference.sentence(),
        "changes": changes, "upload": difference.upload, "delete": difference.delete,
    })
}
