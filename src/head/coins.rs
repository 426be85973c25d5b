//! What a list shows, for programs for references: one ContextObject (ANSI/NISO Z39.88, written as COinS) for each essay, so that a reader takes
//! all of them at once.
//!
//! In: a `Work`. Out: an empty element that nobody sees or hears.

use super::cited::whole_title;
use super::tags::line;
use crate::address::component;
use crate::cite::Work;
use crate::markup::push_value;

/// A work as an empty `<span>`.
pub fn coins(work: &Work) -> String {
    let mut query =
        "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook&rft.genre=bookitem".to_owned();
    let mut say = |key: &str, value: &str| {
        let value = line(value);
        if !value.is_empty() {
            query.push_str(&format!("&{key}={}", component(&value)));
        }
    };
    say("rft.atitle", &whole_title(work));
    say("rft.btitle", &work.collection);
    for author in &work.authors {
        say("rft.au", &author.inverted());
    }
    say("rft.date", &work.date.map(|date| date.to_string()).unwrap_or_default());
    say("rft.pub", work.publisher.as_deref().unwrap_or(""));
    say("rft.language", &work.language);
    say("rft_id", &work.address);
    let mut out = "<span class=\"Z3988\" aria-hidden=\"true\" title=\"".to_owned();
    push_value(&mut out, &query);
    out.push_str("\"></span>");
    out
}
