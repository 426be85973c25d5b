//! The details of an essay, YAML and TOML: see `tests/support/hold.rs`.
#![no_main]

#[path = "../../support/hold.rs"]
#[allow(dead_code)]
mod hold;
#[path = "../../support/memory.rs"]
mod memory;

libfuzzer_sys::fuzz_target!(|text: &str| hold::details(text));
