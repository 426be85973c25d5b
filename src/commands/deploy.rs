//! How a site gets to its host.
//!
//! In: a collection's folder, and perhaps the name of a host. Out: a few steps, and the file that the host needs.

use std::path::PathBuf;

use clap::Args;
use pamphlet::host::Kind;
use pamphlet::hosting::Guide;

use super::{Format, GOOD, WRONG, clock, fault, read_base_url, read_place, say, tell};
use crate::disk;
use crate::report;

#[derive(Args)]
pub(super) struct DeployArguments {
    /// The host: generic, github, cloudflare, netlify, apache, nginx, s3, neocities or usb
    /// [default: that of pamphlet.toml].
    #[arg(value_name = "HOST", value_parser = read_place)]
    host: Option<Kind>,
    /// The folder of the collection [default: here, or the nearest folder above with a pamphlet.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Where the site will live, instead of base_url in pamphlet.toml.
    #[arg(short = 'u', long, value_name = "URL", value_parser = read_base_url)]
    base_url: Option<String>,
    /// Print only the file that the host needs, to be written where it belongs.
    #[arg(long)]
    snippet: bool,
}

/// Prints the steps; gives the exit code.
pub(super) fn run(arguments: &DeployArguments) -> u8 {
    let root = disk::root(arguments.root.as_deref());
    let options = disk::Options {
        base_url: arguments.base_url.clone(),
        lenient: true,
        ..disk::Options::on(clock::today())
    };
    let inputs = match disk::load(&root, options) {
        Ok(inputs) => inputs,
        Err(wrong) => return fault(&wrong, Format::Human),
    };
    let found = pamphlet::plan(&inputs, &pamphlet::inputs::Unobserved);
    let Some(site) = found.value else {
        // Steps for a site that cannot be built would lack its old addresses, and nobody would notice.
        tell(&report::human(&found.diagnostics, Some(&inputs), clock::has_colour()));
        tell("The steps are told when this is mended.\n");
        return super::FAULTY;
    };
    let kind = arguments.host.unwrap_or_else(|| site.host());
    let Guide { words, snippet } = site.guide(kind);
    match (arguments.snippet, snippet) {
        (true, Some(snippet)) => say(&snippet.text),
        (true, None) => {
            tell(&format!("error: {} needs no file beside the site.\n", kind.title()));
            return WRONG;
        }
        (false, snippet) => {
            say(&words);
            if let Some(snippet) = snippet {
                say(&format!("\n── {} ──\n\n{}", snippet.path, snippet.text));
            }
            if arguments.host.is_none() {
                let names = Kind::PLACES.map(Kind::name).join(", ");
                say(&format!("\nOther hosts: pamphlet deploy HOST, which is {names}.\n"));
            }
        }
    }
    GOOD
}
