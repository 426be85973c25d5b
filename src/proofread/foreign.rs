//! Commands of other programs: `{% include note.html %}`, `{{ site.url }}`, `{{< figure >}}`.
//!
//! In: the body as written, code left alone. Out: one warning for an essay, at the first of them.

use super::{Reading, code};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// How commands begin and end.
const SIGNS: [(&str, &str); 2] = [("{%", "%}"), ("{{", "}}")];

/// Looks for commands, which would be shown to readers as they stand.
pub(super) fn read(reading: &mut Reading<'_>) {
    let text = reading.text();
    if !SIGNS.iter().any(|(begin, _)| text.contains(begin)) {
        return;
    }
    let commands = commands(text);
    let Some(&(start, end)) = commands.first() else { return };
    let more = match commands.len() - 1 {
        0 => String::new(),
        1 => " There is one more.".to_owned(),
        more => format!(" There are {more} more."),
    };
    let message = format!(
        "“{}” is a command of another program; readers see it as it stands.{more}",
        shortened(&text[start..end])
    );
    let at = reading.body.start;
    let mut warning = Diagnostic::new(Code::W170, message)
        .at(reading.source.place(Span::new(at + start, at + end)))
        .help("Write what it stood for: a picture as ![…](file.jpg), a box between ::: lines.");
    for (start, end) in commands.iter().skip(1).take(3) {
        warning = warning.also(reading.source.place(Span::new(at + start, at + end)), "another");
    }
    reading.found.push(warning);
}

/// Where commands stand, from their first sign to their last; code is left alone.
fn commands(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut past = 0;
    for (offset, line) in code::lines(text) {
        for (begin, end) in in_line(text, offset, line) {
            if begin >= past {
                found.push((begin, end));
                past = end;
            }
        }
    }
    found
}

/// The commands that begin in a line.
fn in_line(text: &str, offset: usize, line: &str) -> Vec<(usize, usize)> {
    let begins =
        SIGNS.iter().flat_map(|(begin, end)| line.match_indices(begin).map(move |(at, _)| (at, *end)));
    let mut found: Vec<(usize, usize)> = begins
        .filter(|(at, _)| !code::is_inside(line, *at))
        // The address of a link has a fault of its own.
        .filter(|(at, _)| !line[..*at].ends_with("]("))
        .filter_map(|(at, end)| {
            let rest = &text[offset + at + 2..];
            // Braces that stay open within a few lines are somebody's prose.
            let length = rest.find(end).filter(|length| *length < 600)?;
            Some((offset + at, offset + at + 2 + length + end.len()))
        })
        .collect();
    found.sort_unstable();
    found
}

fn shortened(command: &str) -> String {
    let words = command.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}
