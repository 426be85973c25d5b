//! The script that leads on from an old address.
//!
//! In: nothing. Out: its address and its text. A page at an old address leads on by itself, but drops what stands after the address: the
//! words somebody looked for, the section somebody shared. The script takes both along.

use std::sync::OnceLock;

use crate::address::Address;
use crate::source::ContentHash;

const SCRIPT: &str = include_str!("moved/moved.js");

/// Where the script is, and what it holds.
pub(super) fn script() -> &'static (Address, String) {
    static MOVED: OnceLock<(Address, String)> = OnceLock::new();
    MOVED.get_or_init(|| {
        let hash = ContentHash::of(SCRIPT.as_bytes()).hex(10);
        (Address::new(format!("assets/moved-{hash}.js")), SCRIPT.to_owned())
    })
}
