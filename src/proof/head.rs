//! The head of a finished page: what it tells those who share it, and search engines.
//!
//! In: the elements of a head, as they are read. Out: what is wrong with them together.

use crate::diagnostic::Code;

/// What the head of a page says, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Head {
    open: bool,
    titles: usize,
    is_hidden: bool,
    canonical: Vec<String>,
    /// `og:url`
    address: Vec<String>,
    /// `og:image`
    pub(super) images: Vec<String>,
}

/// A fault: its code, the rest of a sentence that begins with the page, and the mend.
pub(super) type Fault = (Code, String, &'static str);

const ALL_OF_IT: &str =
    "Print {{ page.head_html | safe }} once in the frame of all pages, and nothing of what is in it besides.";

impl Head {
    /// An element begins.
    pub(super) fn element(&mut self, name: &str) {
        match name {
            "head" => self.open = true,
            "body" => self.open = false,
            "title" if self.open => self.titles += 1,
            _ => {}
        }
    }

    /// `<meta>` with a name or a property, both in lower case.
    pub(super) fn meta(&mut self, name: &str, content: &str) {
        match name {
            "og:url" => self.address.push(content.to_owned()),
            "og:image" | "og:image:url" => self.images.push(content.to_owned()),
            "robots" => self.is_hidden |= content.to_ascii_lowercase().contains("noindex"),
            _ => {}
        }
    }

    /// `<link>` with its kinds, in lower case.
    pub(super) fn link(&mut self, rel: &str, href: &str) {
        if rel.split_whitespace().any(|rel| rel == "canonical") {
            self.canonical.push(href.to_owned());
        }
    }

    /// What is wrong with all of it together. A page that is shown at any address has none of its own.
    pub(super) fn faults(&self, anywhere: bool) -> Vec<Fault> {
        let mut faults = Vec::new();
        match self.titles {
            1 => {}
            0 => faults.push((Code::E330, "has no <title>".to_owned(), ALL_OF_IT)),
            many => faults.push((Code::E330, format!("has {many} titles"), ALL_OF_IT)),
        }
        faults.extend(self.addresses(anywhere));
        if self.images.len() > 1 {
            let what = format!("has {} pictures for those who are sent a link (og:image)", self.images.len());
            faults.push((Code::E332, what, ALL_OF_IT));
        }
        faults
    }

    fn addresses(&self, anywhere: bool) -> Option<Fault> {
        let what = match self.canonical.as_slice() {
            [] if self.is_hidden || anywhere => return None,
            [] => "does not say which address is its own (rel=\"canonical\")".to_owned(),
            [one] => {
                let other = self.address.iter().find(|address| *address != one)?;
                format!("is said to be at {other} (og:url), and at {one} (rel=\"canonical\")")
            }
            many => format!("has {} addresses of its own (rel=\"canonical\")", many.len()),
        };
        Some((Code::E331, what, ALL_OF_IT))
    }
}
