//! What a person types.
//!
//! In: arguments. Out: an exit code. The only user of clap, and the only room that prints or asks the clock.
//!
//! - `build` builds and checks, `serve` opens the editor's window, `deploy` says how a site gets to its host, `doctor` whether it will work there, `publish` records releases, `begin` makes new collections and essays, `clock` knows
//!   what time it is
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this room talks to people"
)]

mod begin;
mod build;
mod clock;
mod deploy;
mod doctor;
mod publish;
mod serve;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use pamphlet::diagnostic::{Code, did_you_mean};
use pamphlet::host::Kind;

/// All is well.
const GOOD: u8 = 0;
/// The content has faults.
const FAULTY: u8 = 1;
/// Wrong usage, or the world is not as it must be.
const WRONG: u8 = 2;

/// Publishes a collection of essays: Markdown in, a static site out.
#[derive(Parser)]
#[command(name = "pamphlet", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  pamphlet init my-collection        begin a new collection
  pamphlet new \"Power to the bus\"    begin a new essay, as a draft
  pamphlet serve                     show the site while you write
  pamphlet check                     say everything that is wrong, write nothing
  pamphlet build                     write the site into output/
  pamphlet deploy github             say how it gets to GitHub Pages
  pamphlet diff                      say what changed since the last release
  pamphlet publish --accept          record a release, so that none of its links is ever lost
  pamphlet explain E104              say what a fault means and how to mend it";

#[derive(Subcommand)]
enum Command {
    /// Write the site.
    Build(BuildArguments),
    /// Show the site in the browser, following every save.
    Serve(serve::ServeArguments),
    /// Find everything that is wrong, and write nothing.
    Check(CheckArguments),
    /// Say what of the built site would break at a host.
    Doctor(doctor::DoctorArguments),
    /// Say how the site gets to a host.
    Deploy(deploy::DeployArguments),
    /// Say what changed since the last release.
    Diff(publish::ReleaseArguments),
    /// Say what a release would record; with --accept, record it.
    Publish(publish::PublishArguments),
    /// Say what a fault means and how to mend it.
    Explain {
        /// The code, such as E104; without one, all of them are listed.
        code: Option<String>,
    },
    /// Begin a new collection: a small site that works.
    Init {
        /// The folder to make.
        folder: PathBuf,
    },
    /// Begin a new essay, as a draft.
    New {
        /// Its title.
        title: String,
        /// The folder of the collection [default: here, or the nearest folder above with a pamphlet.toml].
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
    },
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Args)]
struct CheckArguments {
    /// The folder of the collection [default: here, or the nearest folder above with a pamphlet.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Where the site will live, instead of base_url in pamphlet.toml.
    #[arg(short = 'u', long, value_name = "URL", value_parser = read_base_url)]
    base_url: Option<String>,
    /// Make the site for a disk: it is opened without a server, from a stick or an archive.
    #[arg(long)]
    portable: bool,
    /// Show drafts too.
    #[arg(long)]
    drafts: bool,
    /// Build as if it were that day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_date)]
    as_of: Option<pamphlet::date::Date>,
    /// Let warnings fail too.
    #[arg(long)]
    strict: bool,
    /// How to tell what is wrong.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Tell only what is wrong.
    #[arg(long)]
    quiet: bool,
    /// How many processors to use [default: all].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Tell the share of each stage.
    #[arg(long)]
    timings: bool,
}

#[derive(Args)]
struct BuildArguments {
    #[command(flatten)]
    check: CheckArguments,
    /// The folder to write [default: output in the collection's folder, with --portable the folder portable].
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Words, for people.
    Human,
    /// JSON, for programs.
    Json,
}

fn read_date(text: &str) -> Result<pamphlet::date::Date, String> {
    pamphlet::date::Date::read(text).map_err(|_| "write it as year-month-day, such as 2025-02-25".to_owned())
}

fn read_place(text: &str) -> Result<Kind, String> {
    Kind::place(text).ok_or_else(|| format!("hosts: {}", Kind::PLACES.map(Kind::name).join(", ")))
}

fn read_base_url(text: &str) -> Result<String, String> {
    match pamphlet::config::BaseUrl::read(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(reason) => Err(format!("it {reason}; write it as https://example.org/")),
    }
}

/// Does what the arguments say.
pub(crate) fn run() -> ExitCode {
    let code = match Arguments::parse().command {
        Command::Build(arguments) => {
            let root = crate::disk::root(arguments.check.root.as_deref());
            let name = if arguments.check.portable { "portable" } else { "output" };
            let output = arguments.output.clone().unwrap_or_else(|| root.join(name));
            build::run(&root, Some(&output), &arguments.check)
        }
        Command::Check(arguments) => {
            build::run(&crate::disk::root(arguments.root.as_deref()), None, &arguments)
        }
        Command::Serve(arguments) => serve::run(arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Deploy(arguments) => deploy::run(&arguments),
        Command::Diff(arguments) => publish::diff(&arguments),
        Command::Publish(arguments) => publish::publish(&arguments),
        Command::Explain { code } => explain(code.as_deref()),
        Command::Init { folder } => begin::collection(&folder),
        Command::New { title, root } => begin::essay(&title, root.as_deref()),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "pamphlet", &mut text);
            say(&String::from_utf8_lossy(&text));
            GOOD
        }
    };
    ExitCode::from(code)
}

/// Prints a result. Whoever reads may stop reading; that is no fault.
fn say(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints what is wrong, or how far things are.
fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Tells a fault of the world, and gives its exit code.
fn fault(fault: &crate::disk::Fault, format: Format) -> u8 {
    match format {
        Format::Human => {
            tell(&crate::report::human(std::slice::from_ref(&*fault.0), None, clock::has_colour()))
        }
        Format::Json => say(&crate::report::json(std::slice::from_ref(&*fault.0), None, None)),
    }
    WRONG
}

fn explain(code: Option<&str>) -> u8 {
    let Some(name) = code else {
        let line = |code: &Code| format!("{}  {}\n", code.name(), code.title());
        say(&Code::ALL.iter().map(line).collect::<String>());
        return GOOD;
    };
    match Code::from_name(name) {
        Some(code) => {
            let text = code.explanation().lines().map(str::trim).collect::<Vec<_>>().join("\n");
            say(&format!(
                "{} ({}): {}\n\n{}\n",
                code.name(),
                code.severity().word(),
                code.title(),
                text.trim()
            ));
            GOOD
        }
        None => {
            let near = did_you_mean(name, Code::ALL.iter().map(|code| code.name()));
            let question = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
            tell(&format!("error: there is no fault {name}.{question}\n"));
            WRONG
        }
    }
}
