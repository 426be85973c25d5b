//! Whether the elements of a finished page lie in one another.
//!
//! In: tags in their order. Out: the first that closes nothing, or is never closed. Templates may be written as HTML, where some
//! elements are never closed and some need not be (HTML standard, section 13.1.2); browsers guess about all others, and each
//! browser, feed reader and book guesses differently.

/// Elements without content, which are never closed (HTML standard, section 13.1.2).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements whose end may be left out (HTML standard, section 13.1.2.4).
const IMPLIED: [&str; 18] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption", "option",
    "optgroup", "rt", "rp", "body", "html",
];

/// The elements that are open, and where each began.
#[derive(Default)]
pub(super) struct Nesting<'t> {
    open: Vec<(&'t str, usize)>,
}

impl<'t> Nesting<'t> {
    /// An element begins at a byte.
    pub(super) fn begin(&mut self, name: &'t str, at: usize) {
        if !is_one_of(&VOID, name) {
            self.open.push((name, at));
        }
    }

    /// An element ends; what is wrong about that, in words.
    pub(super) fn end(&mut self, name: &str) -> Option<String> {
        if is_one_of(&VOID, name) {
            return None;
        }
        match self.open.last() {
            Some((open, _)) if open.eq_ignore_ascii_case(name) => {
                self.open.pop();
                None
            }
            _ => self.end_of_an_outer(name),
        }
    }

    #[cold]
    fn end_of_an_outer(&mut self, name: &str) -> Option<String> {
        let implied = self.open.iter().rev().take_while(|(open, _)| !open.eq_ignore_ascii_case(name));
        let between: Vec<&str> = implied.map(|(open, _)| *open).collect();
        if between.len() == self.open.len() {
            return Some(format!("</{name}> closes nothing"));
        }
        if let Some(left) = between.iter().find(|open| !is_one_of(&IMPLIED, open)) {
            return Some(format!("</{name}> stands where </{left}> is needed"));
        }
        self.open.truncate(self.open.len() - between.len() - 1);
        None
    }

    /// Where each open element begins, the outermost first.
    pub(super) fn begun(&self) -> impl Iterator<Item = usize> {
        self.open.iter().map(|(_, at)| *at)
    }

    /// The page is at its end; the element that is never closed and where it begins.
    pub(super) fn close(self) -> Option<(String, usize)> {
        let left = self.open.into_iter().find(|(open, _)| !is_one_of(&IMPLIED, open));
        left.map(|(open, at)| (format!("<{open}> is never closed"), at))
    }
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
