//! The editor's window, seen from the terminal.
//!
//! In: a collection's folder. Out: where to look, and one calm line for every change.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use pamphlet::date::Date;
use pamphlet::diagnostic::{Code, Diagnostic, Severity};
use pamphlet::host::Kind;

use super::build::counted;
use super::{Format, GOOD, clock, doctor, read_base_url, read_date, read_place, say, tell};
use crate::disk::{self, Fault};
use crate::report;
use crate::serve::like::{self, Show};
use crate::serve::{Event, Settings, Turn};

/// The year of the penny post, which made it cheap to send a pamphlet.
const PORT: u16 = 1840;

#[derive(Args)]
pub(super) struct ServeArguments {
    /// The folder of the collection [default: here, or the nearest folder above with a pamphlet.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The port to listen at; where another program has it, the next free one is taken.
    #[arg(short, long, value_name = "N", default_value_t = PORT)]
    port: u16,
    /// The address to listen at; 0.0.0.0 lets in every device of the network.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    bind: IpAddr,
    /// Open the site in the browser.
    #[arg(long)]
    open: bool,
    /// Where the site will live, instead of base_url in pamphlet.toml.
    #[arg(short = 'u', long, value_name = "URL", value_parser = read_base_url)]
    base_url: Option<String>,
    /// Show drafts too.
    #[arg(long)]
    drafts: bool,
    /// Show the site as it will be on that day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_date)]
    as_of: Option<Date>,
    /// Look for changes every half second instead of being told by the system (for folders on another computer).
    #[arg(long)]
    poll: bool,
    /// Show the folder that was built, as that host would show it: generic, github, cloudflare, netlify, apache, nginx,
    /// s3, neocities or usb.
    #[arg(long, value_name = "HOST", value_parser = read_place)]
    like: Option<Kind>,
    /// The folder that was built, for --like [default: output, for a disk the folder portable].
    #[arg(long, value_name = "DIR", requires = "like")]
    output: Option<PathBuf>,
    /// The program that opens files, such as "code" or "gvim"; {file}, {line} and {column} may stand in it
    /// [default: that of PAMPHLET_EDITOR, VISUAL or EDITOR].
    #[arg(long, value_name = "COMMAND")]
    editor: Option<String>,
}

/// Opens the window; gives the exit code when it is closed.
pub(super) fn run(arguments: ServeArguments) -> u8 {
    if let Some(kind) = arguments.like {
        return show(&arguments, kind);
    }
    let root = disk::root(arguments.root.as_deref());
    let options = disk::Options {
        today: arguments.as_of.unwrap_or_else(clock::today),
        drafts: arguments.drafts,
        base_url: arguments.base_url,
        portable: false,
        lenient: true,
    };
    // Without settings there is nothing to wait for.
    if !root.join("pamphlet.toml").is_file()
        && let Err(fault) = disk::load(&root, options.clone())
    {
        return super::fault(&fault, Format::Human);
    }
    let settings = Settings {
        root,
        options,
        today: arguments.as_of.is_none().then_some(clock::today),
        bind: arguments.bind,
        port: arguments.port,
        poll: arguments.poll,
        editor: arguments.editor,
    };
    let (asked_for, opens) = (arguments.port, arguments.open);
    let (bind, port) = (arguments.bind, arguments.port);
    let ended = crate::serve::run(settings, move |event| told(event, asked_for, opens));
    match ended {
        Ok(()) => GOOD,
        Err(error) => not_listening(bind, port, &error),
    }
}

/// Shows the built folder as a host would; gives the exit code when that ends.
fn show(arguments: &ServeArguments, kind: Kind) -> u8 {
    let (root, output) = (arguments.root.as_deref(), arguments.output.as_deref());
    let place = match doctor::place(root, output, arguments.base_url.as_deref(), Some(kind)) {
        Ok(place) => place,
        Err(code) => return code,
    };
    let show = Show { built: place.built, kind, base: place.config.site.base_url };
    let opens = arguments.open;
    let tell_where = |address: SocketAddr, path: &str| {
        let whole = format!("{}{path}", top(address.ip(), address.port()));
        say(&format!(
            "As {} would show it:  {whole}\nIt is the folder as it was built. Ctrl-C ends.\n",
            kind.title()
        ));
        if opens && open::that_detached(&whole).is_err() {
            tell("No browser could be opened; go to the address above.\n");
        }
    };
    match like::run(show, arguments.bind, arguments.port, tell_where) {
        Ok(()) => GOOD,
        Err(error) => not_listening(arguments.bind, arguments.port, &error),
    }
}

fn not_listening(bind: IpAddr, port: u16, error: &std::io::Error) -> u8 {
    let message = format!("Nothing can listen at {bind}, port {port}: {}.", disk::words(error));
    let help = "Choose another port or address: pamphlet serve --port 8080 --bind 127.0.0.1";
    super::fault(&Fault::new(Code::E505, message, help), Format::Human)
}

fn told(event: &Event, asked_for: u16, opens: bool) {
    match event {
        Event::Open { address, network, moved, base_path, polls } => {
            let top = top(address.ip(), address.port());
            let mut lines = String::new();
            if *moved {
                lines +=
                    &format!("Another program listens at port {asked_for}; this is {}.\n", address.port());
            }
            lines += &format!("The site:  {top}{base_path}\nThe desk:  {top}/_pamphlet/\n");
            if let Some(ip) = network {
                lines += &format!("From the network:  {}{base_path}\n", self::top(*ip, address.port()));
            }
            if !address.ip().is_loopback() {
                lines += "Every device of this network can read the site, drafts that are shown, and what is wrong with it.\n";
            }
            if let Some(why) = polls {
                lines += &format!("Changes are looked for every half second: {why}.\n");
            }
            say(&(lines + "Save a file, and every open page follows. Ctrl-C ends.\n"));
            if opens && open::that_detached(format!("{top}{base_path}")).is_err() {
                tell("No browser could be opened; go to the address above.\n");
            }
        }
        Event::Turn(turn) if turn.is_first => first(turn),
        Event::Turn(turn) => say(&line(turn)),
        Event::Proved { faults, inputs } => {
            if let Some(worst) = worst(faults) {
                say(&format!("{}  {}\n", clock::time_of_day(), report::in_a_line(worst, inputs.as_deref())));
            }
        }
        Event::Closed => say("\nClosed.\n"),
    }
}

/// The top of the host. A browser cannot go to “all addresses of this computer”.
fn top(ip: IpAddr, port: u16) -> String {
    match ip {
        ip if ip.is_unspecified() || ip == IpAddr::from([127, 0, 0, 1]) => format!("http://localhost:{port}"),
        IpAddr::V6(ip) => format!("http://[{ip}]:{port}"),
        ip => format!("http://{ip}:{port}"),
    }
}

/// What there is to say at the beginning: everything that is wrong, as a check tells it.
fn first(turn: &Turn) {
    tell(&report::human(&turn.faults, turn.inputs.as_deref(), clock::has_colour()));
    say(&match turn.pages {
        Some(pages) => format!(
            "{}, {} in {:.2} s\n",
            counted(pages as u64, "page"),
            counted(turn.warnings as u64, "warning"),
            turn.seconds
        ),
        None => {
            format!("{}; the site is shown when they are mended.\n", counted(turn.errors as u64, "error"))
        }
    });
}

fn line(turn: &Turn) -> String {
    let what = match turn.changed.as_slice() {
        [] if turn.is_new_day => "a new day".to_owned(),
        [] => "the collection".to_owned(),
        [one] => one.to_string(),
        [one, more @ ..] => format!("{one} and {} more", more.len()),
    };
    let how = match (turn.pages, worst(&turn.faults)) {
        (Some(pages), _) => {
            format!("{}, {}", counted(pages as u64, "page"), counted(turn.warnings as u64, "warning"))
        }
        (None, Some(fault)) => {
            let errors = counted(turn.errors as u64, "error");
            format!(
                "{errors}, the last good site stays; {}",
                report::in_a_line(fault, turn.inputs.as_deref())
            )
        }
        (None, None) => "no site".to_owned(),
    };
    format!("{}  {what}: {how} ({:.0} ms)\n", clock::time_of_day(), turn.seconds * 1000.0)
}

fn worst(faults: &[Diagnostic]) -> Option<&Diagnostic> {
    let told = faults.iter().filter(|fault| fault.severity > Severity::Note);
    // Of equally bad ones the first.
    told.fold(None, |worst: Option<&Diagnostic>, fault| match worst {
        Some(worst) if worst.severity >= fault.severity => Some(worst),
        _ => Some(fault),
    })
}
