//! Build and check.
//!
//! In: a collection's folder. Out: a site, or everything that keeps it from being one.

use std::path::Path;

use pamphlet::diagnostic::{Diagnostic, Found, Severity};
use pamphlet::inputs::{Inputs, Observer, Stage, Summary};
use pamphlet::site::Site;
use pamphlet::source::Source;

use super::clock::{self, Clock};
use super::{CheckArguments, FAULTY, Format, GOOD, say, tell};
use crate::disk::{self, Darkroom, Fault, Staging};
use crate::report;

/// Builds into `output`, or only checks where there is none; gives the exit code.
pub(super) fn run(root: &Path, output: Option<&Path>, arguments: &CheckArguments) -> u8 {
    if let Some(jobs) = arguments.jobs {
        // A second pool can only mean that one is there already, which is as good.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build_global();
    }
    let clock = Clock::start(arguments.quiet || arguments.format == Format::Json);
    clock.begin(Stage::Read, None);
    let options = disk::Options {
        today: arguments.as_of.unwrap_or_else(clock::today),
        drafts: arguments.drafts,
        base_url: arguments.base_url.clone(),
        portable: arguments.portable,
        lenient: false,
    };
    let inputs = match disk::load(root, options) {
        Ok(inputs) => inputs,
        Err(fault) => return super::fault(&fault, arguments.format),
    };
    clock.end(Stage::Read);
    let Found { value: site, mut diagnostics } = pamphlet::plan(&inputs, &clock);
    let strict_fault = arguments.strict && has(&diagnostics, Severity::Warning);
    let produced = match &site {
        Some(site) if !strict_fault => {
            produce(site, (root, inputs.search_tests.as_ref()), output, arguments, &clock)
        }
        _ => Ok((Vec::new(), false)),
    };
    clock.clear_line();
    let written = match produced {
        Ok((more, written)) => {
            diagnostics.extend(more);
            written
        }
        Err(fault) => return super::fault(&fault, arguments.format),
    };
    let summary = site.as_ref().map(|site| whole(site, written));
    let summary = summary.as_ref();
    tell_all(&diagnostics, &inputs, summary, arguments);
    let good = site.is_some()
        && !has(&diagnostics, Severity::Error)
        && !(arguments.strict && has(&diagnostics, Severity::Warning));
    if arguments.format == Format::Human && !arguments.quiet {
        if arguments.timings {
            say(&clock.table());
        }
        let done = Done { good, written, output, seconds: clock.seconds() };
        say(&closing(&diagnostics, summary, &done));
    }
    // The program ends here; giving back every tree and text one by one would only take time.
    std::mem::forget((site, inputs));
    if good { GOOD } else { FAULTY }
}

/// Makes everything; writes it where there is an output and nothing is wrong. Whether it was written is told too.
fn produce(
    site: &Site,
    (root, tests): (&Path, Option<&Source>),
    output: Option<&Path>,
    arguments: &CheckArguments,
    clock: &Clock,
) -> Result<(Vec<Diagnostic>, bool), Fault> {
    let fails = |diagnostics: &[Diagnostic]| {
        has(diagnostics, Severity::Error) || (arguments.strict && has(diagnostics, Severity::Warning))
    };
    let darkroom = Darkroom::new(root, site);
    let Some(output) = output else {
        let mut diagnostics = darkroom.make_all(clock);
        diagnostics.extend(site.produce(clock, |_, _| Ok::<(), Fault>(()))?);
        diagnostics.extend(tests.iter().flat_map(|tests| site.searches(tests)));
        return Ok((diagnostics, false));
    };
    let staging = Staging::begin(root, output)?;
    let mut diagnostics = darkroom.make_all(clock);
    let sound = !fails(&diagnostics);
    let write =
        |path: &str, content: &_| if sound { staging.write(path, content, &darkroom) } else { Ok(()) };
    diagnostics.extend(site.produce(clock, write)?);
    let fails = fails(&diagnostics);
    if !fails {
        staging.finish()?;
        darkroom.sweep();
    }
    Ok((diagnostics, !fails))
}

/// What the site has. How many files hold the index is only known once it is made.
fn whole(site: &Site, made: bool) -> Summary {
    let summary = site.summary().clone();
    let more = if made { site.search_files().len() } else { 0 };
    Summary { files: summary.files + more, ..summary }
}

fn has(diagnostics: &[Diagnostic], severity: Severity) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == severity)
}

fn tell_all(
    diagnostics: &[Diagnostic],
    inputs: &Inputs,
    summary: Option<&Summary>,
    arguments: &CheckArguments,
) {
    match arguments.format {
        Format::Json => say(&report::json(diagnostics, Some(inputs), summary)),
        Format::Human => tell(&report::human(diagnostics, Some(inputs), clock::has_colour())),
    }
}

/// How a run ended.
struct Done<'a> {
    good: bool,
    written: bool,
    output: Option<&'a Path>,
    seconds: f64,
}

/// The lines at the end: what is left out, and the one line that every run ends with.
fn closing(diagnostics: &[Diagnostic], summary: Option<&Summary>, done: &Done<'_>) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let warnings = counted(count(Severity::Warning) as u64, "warning");
    let seconds = done.seconds;
    let Some(summary) = summary.filter(|_| done.good) else {
        let errors = counted(count(Severity::Error) as u64, "error");
        let found = if done.output.is_some() { "Nothing was written:" } else { "Found" };
        return format!("{found} {errors}, {warnings} in {seconds:.2} s\n");
    };
    let mut lines = left_out(summary);
    let done_so = if done.written { "Built" } else { "Checked" };
    let (pages, words) = (counted(summary.pages as u64, "page"), counted(summary.words, "word"));
    lines.push_str(&format!("{done_so} {pages}, {words}, {warnings} in {seconds:.2} s"));
    if let Some(output) = done.output {
        lines.push_str(&format!(" → {}", shown(output)));
    }
    lines + "\n"
}

/// A folder as seen from here.
fn shown(output: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = output.strip_prefix(&here).unwrap_or(output).display().to_string();
    format!("{}/", path.trim_start_matches("./").trim_end_matches('/'))
}

fn left_out(summary: &Summary) -> String {
    let mut lines = String::new();
    for (day, title, _) in &summary.scheduled {
        lines.push_str(&format!(
            "Scheduled: “{title}” will appear in the first build on or after {}.\n",
            day.long()
        ));
    }
    for (title, _) in &summary.expired {
        lines.push_str(&format!("Expired: “{title}” is left out.\n"));
    }
    match summary.drafts.len() as u64 {
        0 => {}
        drafts => lines.push_str(&format!("Left out: {}; --drafts shows them.\n", counted(drafts, "draft"))),
    }
    lines
}

/// A number with its word: `1 page`, `12,345 words`.
pub(super) fn counted(number: u64, word: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let ending = if number == 1 { "" } else { "s" };
    format!("{grouped} {word}{ending}")
}
