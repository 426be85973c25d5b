//! The program `pamphlet`: arguments in, exit code out.
//!
//! The rooms declared here are the world; everything else is the library, which never touches it.
//! Exit codes: 0 good, 1 faults in the content, 2 wrong usage or environment.

mod commands;
mod disk;
mod report;

fn main() -> std::process::ExitCode {
    commands::run()
}
