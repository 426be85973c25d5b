//! What the benches ask of the machine they run on.

use std::process::{Command, Stdio};

/// Whether Hugo can be run.
pub(crate) fn has_hugo() -> bool {
    let asked = Command::new("hugo").arg("version").stdout(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

/// The highest mark of a process's memory in KiB (proc(5), VmHWM), where the system tells it.
pub(crate) fn peak_of(process: u32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
