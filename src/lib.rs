//! pamphlet: a collection of essays becomes a site.
pub mod config;
pub mod date;
pub mod details;
pub mod diagnostic;
pub mod document;
pub mod front;
pub mod source;
pub mod view;
