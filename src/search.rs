//! Search without a server: what is written by `build` so that a browser finds essays by itself.
//!
//! Text becomes words at positions ([`tokens`]), and a word becomes the term under which it is found ([`terms`]).
//! The browser does the same to what readers type, in `search/browser/tokens.js`; both must agree to the letter, or
//! words would be written under one term and looked for under another.

pub mod terms;
pub mod tokens;
