//! The body of an essay, through its tree to HTML: see `tests/support/hold.rs`.
#![no_main]

#[path = "../../support/hold.rs"]
#[allow(dead_code)]
mod hold;
#[path = "../../support/memory.rs"]
mod memory;

libfuzzer_sys::fuzz_target!(|text: &str| hold::markdown(text));
