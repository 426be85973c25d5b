//! Quoted text that runs over several lines.
//!
//! In: YAML as people write it. Out: the same text, byte for byte as long, with line breaks inside quotations made
//! blanks where the next line begins at the margin. YAML 1.2 (section 7.3.3) wants such lines indented; most programs never
//! asked for it, so old essays have them. YAML reads a single line break in a quotation as a blank anyway.

/// Where a quotation that opens at the beginning of `text` ends, its closing mark included. `None` where it is never closed,
/// or where what follows on the line shows that another mark was taken for the closing one.
pub fn quotation(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        let doubled = mark == '\'' && signs.peek().is_some_and(|(_, next)| *next == mark);
        match sign {
            '\\' if mark == '"' => drop(signs.next()),
            _ if sign == mark && doubled => drop(signs.next()),
            _ if sign == mark => {
                let end = at + sign.len_utf8();
                let after = text[end..].lines().next().unwrap_or("").trim();
                return (after.is_empty() || after.starts_with('#')).then_some(end);
            }
            _ => {}
        }
    }
    None
}

/// The text with its quotations made fit for a strict reader.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let line = rest.split_inclusive('\n').next().unwrap_or(rest);
        let opens = value_of(line).filter(|at| rest[*at..].starts_with(['"', '\'']));
        let end = opens.and_then(|at| Some((at, at + quotation(&rest[at..])?)));
        let length = match end {
            Some((at, end)) if end > line.trim_end().len() && !holds_details(&rest[at..end]) => {
                folded.push_str(&rest[..at]);
                folded.push_str(&on_one_line(&rest[at..end]));
                end
            }
            _ => {
                folded.push_str(line);
                line.len()
            }
        };
        rest = &rest[length..];
    }
    folded
}

/// Where the value of a line `key: value` begins, if the line is one.
fn value_of(line: &str) -> Option<usize> {
    let (key, rest) = line.split_once(": ")?;
    let is_key = key
        .trim_start_matches([' ', '-'])
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    is_key.then(|| line.len() - rest.trim_start().len())
}

/// Whether lines of a quotation look like details: then it was never closed, and another one's mark was met.
fn holds_details(quotation: &str) -> bool {
    let margin = |line: &&str| !line.starts_with([' ', '\t']);
    let starts = |line: &str| {
        let key = line.split_once(':').map(|(key, _)| key).unwrap_or("");
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    quotation.lines().skip(1).filter(margin).any(starts)
}

/// Breaks before lines at the margin become blanks.
fn on_one_line(quotation: &str) -> String {
    let mut joined = String::with_capacity(quotation.len());
    let mut lines = quotation.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let at_margin = lines.peek().is_some_and(|next| !next.starts_with([' ', '\t']));
        match line.strip_suffix('\n').filter(|_| at_margin) {
            Some(words) => {
                let kept = words.strip_suffix('\r').unwrap_or(words);
                joined.push_str(kept);
                joined.extend(std::iter::repeat_n(' ', line.len() - kept.len()));
            }
            None => joined.push_str(line),
        }
    }
    joined
}
