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
    let mut written = 0;
    for (offset, byte) in text.bytes().enumerate() {
        if let Some(escaped) = escape(byte) {
            push_allowed(out, &text[written..offset]);
            out.push_str(escaped);
            written = offset + 1;
        }
    }
    push_allowed(out, &text[written..]);
}

/// The last two code points of the basic plane are not characters, and XML does not have them.
fn push_allowed(out: &mut String, text: &str) {
    if text.contains(['\u{FFFE}', '\u{FFFF}']) {
        out.extend(text.chars().filter(|sign| !matches!(sign, '\u{FFFE}' | '\u{FFFF}')));
    } else {
        out.push_str(text);
    }
}
