//! The editor's window: the collection as it is now, over HTTP, following every save.
//!
//! In: the folder of a collection. Out: answers to browsers. The only user of axum and tokio. Pages are made when they are asked
//! for, from the site as it was last planned, so the time from saving an essay to seeing it does not grow with the collection.
//!
//! - `look` waits for changes, reads and plans; `proving` reads the whole output in quiet moments, as a build does
//! - `showing` is what is shown now: the last good site, and what is wrong at present
//! - `http` is the door: who may ask, and who answers; `site` answers with pages, `told` with what is wrong, `desk` with the desk
//! - `like` shows a built folder as a host would, and has nothing to do with the rest
//! - `editor` opens a file at its line in the editor's own program
//! - `window/` holds what browsers are given besides the site; nothing of it is ever written by a build
#![allow(clippy::disallowed_methods, reason = "this room asks the clock and starts the editor")]

mod desk;
mod editor;
mod http;
pub(crate) mod like;
mod look;
mod proving;
mod showing;
mod site;
mod told;

use std::io;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use pamphlet::Memory;
use pamphlet::date::Date;
use pamphlet::diagnostic::Diagnostic;
use pamphlet::inputs::Inputs;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::disk::{Folder, Options};
use crate::watch::Watcher;
use editor::Editor;
use http::App;
use showing::Showing;

pub(crate) use look::Turn;

/// How many ports after the one that was asked for are tried.
const TRIES: u16 = 20;

/// How the window is to be opened.
pub(crate) struct Settings {
    /// The collection.
    pub(crate) root: PathBuf,
    /// What the command line says about the inputs.
    pub(crate) options: Options,
    /// What day it is, asked again at every look; `None` where it was said for good.
    pub(crate) today: Option<fn() -> Date>,
    /// Where to listen.
    pub(crate) bind: IpAddr,
    /// The port that is tried first.
    pub(crate) port: u16,
    /// Whether to look now and then instead of being told by the system.
    pub(crate) poll: bool,
    /// The program that opens files, as a command line.
    pub(crate) editor: Option<String>,
}

/// What happens, for whoever talks to the editor.
pub(crate) enum Event {
    /// The first look is over and the door is open.
    Open {
        /// Where it listens.
        address: SocketAddr,
        /// Where other devices of the network find it, when they are let in.
        network: Option<IpAddr>,
        /// Whether another program has the port that was asked for.
        moved: bool,
        /// The site's path on its host.
        base_path: String,
        /// Why changes are looked for every half second instead of being told.
        polls: Option<String>,
    },
    /// A change was read and planned.
    Turn(Box<Turn>),
    /// The whole output was read in a quiet moment.
    Proved {
        /// What is wrong with it.
        faults: Arc<Vec<Diagnostic>>,
        /// What it was made from.
        inputs: Option<Arc<Inputs>>,
    },
    /// The last window is closed.
    Closed,
}

/// Opens the window and keeps it open until the program is told to end.
///
/// # Errors
/// When no port can be had, or the system has no threads to give.
pub(crate) fn run(settings: Settings, tell: impl Fn(&Event) + Send + Sync + 'static) -> io::Result<()> {
    let tell: Arc<dyn Fn(&Event) + Send + Sync> = Arc::new(tell);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (listener, moved) = runtime.block_on(listen(settings.bind, settings.port))?;
    let address = listener.local_addr()?;
    let (publish, showing) = watch::channel(Arc::new(Showing::nothing()));
    let polls = why_polls(&settings);
    let (watcher, bell, trouble) = Watcher::new(&settings.root, polls.is_some());
    let stirs = Arc::new(AtomicU64::new(0));
    let mut looker = look::Looker {
        folder: Folder::new(&settings.root, settings.options),
        memory: Memory::new(),
        watcher,
        publish: publish.clone(),
        last: None,
        today: settings.today,
        stirs: stirs.clone(),
        tell: tell.clone(),
    };
    looker.look_first();
    let app = Arc::new(App::new(
        settings.root.clone(),
        showing,
        bell,
        address,
        Editor::new(settings.editor.as_deref()),
    )?);
    let network = on_network(address.ip());
    tell(&Event::Open { address, network, moved, base_path: app.base_path(), polls: polls.or(trouble) });
    std::thread::Builder::new().name("look".to_owned()).spawn(move || looker.run())?;
    let prover = proving::Prover {
        root: settings.root,
        publish,
        runtime: runtime.handle().clone(),
        stirs,
        tell: tell.clone(),
    };
    std::thread::Builder::new().name("prove".to_owned()).spawn(move || prover.run())?;
    runtime.block_on(async {
        let service = http::router(app).into_make_service_with_connect_info::<SocketAddr>();
        tokio::select! {
            served = async { axum::serve(listener, service).await } => served,
            () = told_to_end() => Ok(()),
        }
    })?;
    tell(&Event::Closed);
    // Whoever still listens for changes would listen for ever.
    runtime.shutdown_timeout(Duration::from_millis(100));
    Ok(())
}

fn why_polls(settings: &Settings) -> Option<String> {
    match settings.poll {
        true => Some("as asked".to_owned()),
        false => {
            crate::disk::is_remote(&settings.root).then(|| "the folder is on another computer".to_owned())
        }
    }
}

/// The address that others of the network know this computer by, where all addresses of it are listened at. Nothing is sent: the system
/// only says which way it would go to an address that is kept for examples (RFC 5737, RFC 3849).
fn on_network(bound: IpAddr) -> Option<IpAddr> {
    let example = match bound {
        IpAddr::V4(_) => "192.0.2.1:9",
        IpAddr::V6(_) => "[2001:db8::1]:9",
    };
    let socket = UdpSocket::bind((bound, 0)).ok().filter(|_| bound.is_unspecified())?;
    socket.connect(example).ok()?;
    socket.local_addr().ok().map(|own| own.ip()).filter(|ip| !ip.is_unspecified() && !ip.is_loopback())
}

/// The first port from `port` on that is free, and whether it is another than asked for.
async fn listen(bind: IpAddr, port: u16) -> io::Result<(TcpListener, bool)> {
    for try_port in port..=port.saturating_add(TRIES) {
        match TcpListener::bind((bind, try_port)).await {
            Ok(listener) => return Ok((listener, try_port != port)),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(error),
        }
    }
    Ok((TcpListener::bind((bind, 0)).await?, true))
}

/// Ends when somebody presses Ctrl-C, or the system asks the program to end.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
