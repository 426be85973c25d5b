//! Text made safe to stand in HTML and XML.
//!
//! In: text. Out: the same text, escaped. Knows no element and no attribute by name.

/// Appends text as content. Signs that XML 1.0 forbids (section 2.2) are left out.
pub fn push_text(out: &mut String, text: &str) {
    push(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => forbidden(byte),
    });
}

/// Appends text as the value of an attribute in double quotation marks.
pub fn push_value(out: &mut String, text: &str) {
    push(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\n' => Some("&#10;"),
        _ => forbidden(byte),
    });
}

/// Text as content, in a string of its own.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_text(&mut out, text);
    out
}

/// Appends ` name="value"`.
pub fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_value(out, value);
    out.push('"');
}

fn forbidden(byte: u8) -> Option<&'static str> {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')).then_some("")
}

fn push(out: &mut String, text: &str, escape: impl Fn(u8) -> Option<&'static str>) {
    let bytes = text.as_bytes();
    let mut written = 0;
    let mut at = 0;
    while let Some(found) = find(bytes, at, needs_care) {
        let (escaped, length) = match bytes[found] {
            // The last two code points of the basic plane are not characters, and XML does not have them.
            FIRST_OF_LAST => (matches!(bytes[found..], [_, 0xBF, 0xBE | 0xBF, ..]).then_some(""), 3),
            byte => (escape(byte), 1),
        };
        at = found + length;
        if let Some(escaped) = escaped {
            out.push_str(&text[written..found]);
            out.push_str(escaped);
            written = at;
        }
    }
    out.push_str(&text[written..]);
}

/// The first byte of U+FFFE and U+FFFF in UTF-8, and of others.
const FIRST_OF_LAST: u8 = 0xEF;

/// Whether any of the ways to escape may do something about a byte.
fn needs_care(byte: u8) -> bool {
    (byte < 0x20)
        | (byte == b'&')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == b'"')
        | (byte == FIRST_OF_LAST)
}

/// The first byte from `from` on that is meant. Stretches without one are passed over sixteen bytes at a time, which the
/// processor does at one stroke if `is_meant` only compares, and joins with `|`; with `||` or `matches!` it is ten times
/// slower.
#[inline]
pub fn find(bytes: &[u8], from: usize, is_meant: impl Fn(u8) -> bool) -> Option<usize> {
    let mut at = from;
    for chunk in bytes.get(from..)?.chunks_exact(16) {
        if chunk.iter().fold(false, |found, byte| found | is_meant(*byte)) {
            break;
        }
        at += 16;
    }
    bytes[at..].iter().position(|byte| is_meant(*byte)).map(|offset| at + offset)
}
