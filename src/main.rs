//! The program `pamphlet`: arguments in, exit code out.
//!
//! The rooms declared here are the world; everything else is the library, which never touches it.
//! Exit codes: 0 good, 1 faults in the content, 2 wrong usage or environment.

mod commands;
mod disk;
mod report;
mod serve;
mod watch;

/// Builds allocate much and briefly on every thread, which this allocator is made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    commands::run()
}
