//! Search without a server: what is written by `build` so that a browser finds essays by itself.
//!
//! In: essays, and what the collection says of them. Out: `Index`, and the files of the site that hold it.
//! The browser does the same to what readers type as is done here to what essays say (`search/browser/`); both must agree
//! to the letter, or words would be written under one term and looked for under another.
//!
//! - `tokens` makes words of text, `terms` makes of a word the term under which it is found
//! - `passages` cuts an essay into what is found as a whole, `words` gathers its words, `likeness` lays essays side by side
//! - `index` turns the words of all essays round, `places` says where in an essay a word is, `code` writes numbers, `files` cuts all of it into files
//! - `engine` answers a query, as `browser/engine.js` does; `promises` are what searches must find

mod code;
pub mod engine;
pub mod files;
pub mod index;
pub mod likeness;
pub mod passages;
mod places;
pub mod promises;
pub mod terms;
pub mod tokens;
pub mod words;
