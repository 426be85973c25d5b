//! Where code stands in a text as written, so that it is left alone.

/// The lines that are not code, each with its offset.
pub(super) fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut offset = 0;
    let mut fenced: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '>']);
        let fence = ["```", "~~~"].into_iter().find(|fence| words.starts_with(fence));
        match (fenced, fence) {
            (None, Some(_)) => fenced = fence,
            (Some(open), Some(close)) if open == close => fenced = None,
            (Some(_), _) => {}
            (None, None) if line.starts_with("    ") || line.starts_with('\t') => {}
            (None, None) => lines.push((offset, line)),
        }
        offset += line.len();
    }
    lines
}

/// Whether an offset of a line lies between backticks.
pub(super) fn is_inside(line: &str, at: usize) -> bool {
    !line[..at].matches('`').count().is_multiple_of(2)
}
