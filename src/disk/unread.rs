//! Why a file could not be read, and what to do about it.

use std::path::Path;
use std::sync::Arc;

use pamphlet::diagnostic::{Code, Diagnostic};
use pamphlet::source::{Place, Span};

/// The largest text file that is read, in bytes.
pub(super) const LARGEST: u64 = 8 * 1024 * 1024;

/// A fault at the beginning of a file.
fn at(path: &str, code: Code, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(code, message).at(Place { path: Arc::from(path), span: Span::at(0) }).help(help)
}

/// A file that is far too large for an essay.
pub(super) fn too_large(path: &str, length: u64) -> Diagnostic {
    let message = format!("{path} has {} MB, which is too large for an essay.", length / 1_000_000);
    at(path, Code::E173, message, "Split it, or give it its right ending if it is a picture or a film.")
}

/// A file or folder that cannot be opened.
pub(super) fn unreadable(path: &str, why: &str) -> Diagnostic {
    at(
        path,
        Code::E174,
        format!("{path} cannot be read: {why}."),
        "Mend the link or the permissions, or take it away.",
    )
}

/// Two names that are one on some computers.
pub(super) fn same_name(path: &str, other: &str) -> Diagnostic {
    let message = format!("{path} and {other} differ only in capital letters.");
    at(path, Code::E175, message, "On Windows and macOS they are one file; rename one of them.")
}

/// A word-processor file among the essays.
pub(super) fn word_processor(path: &str) -> Option<Diagnostic> {
    const ENDINGS: [&str; 6] = ["docx", "doc", "odt", "pages", "rtf", "gdoc"];
    let ending = Path::new(path).extension()?.to_str()?.to_lowercase();
    ENDINGS.contains(&ending.as_str()).then(|| {
        let message = format!("{path} is a word-processor file and cannot be published.");
        at(path, Code::E172, message, "Save it as Markdown, with the ending .md.")
    })
}

/// A text that is not UTF-8: why, and as much of it as can be shown.
pub(super) struct Damaged {
    pub(super) fault: Box<Diagnostic>,
    pub(super) text: String,
}

/// The bytes of a file as text.
pub(super) fn text(path: &str, bytes: Vec<u8>) -> Result<String, Damaged> {
    const HELP: &str = "In your editor: Save As, and choose the encoding UTF-8.";
    if is_utf16(&bytes) {
        let message = "Save as UTF-8; this file is saved as UTF-16.".to_owned();
        return Err(Damaged { fault: Box::new(at(path, Code::E171, message, HELP)), text: String::new() });
    }
    String::from_utf8(bytes).map_err(|error| {
        let (bytes, valid) = (error.as_bytes(), error.utf8_error().valid_up_to());
        let line = bytes[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
        let byte = bytes.get(valid).copied().unwrap_or(0);
        let guess = windows_1252(byte).map_or(String::new(), |sign| format!(", probably {sign}"));
        let message = format!("Save as UTF-8; line {line} has byte 0x{byte:02X}{guess}.");
        let span = Span::new(valid, valid + char::REPLACEMENT_CHARACTER.len_utf8());
        let place = Place { path: Arc::from(path), span };
        let fault = Diagnostic::new(Code::E171, message).at(place).help(HELP);
        Damaged { fault: Box::new(fault), text: String::from_utf8_lossy(bytes).into_owned() }
    })
}

/// Whether bytes are UTF-16, by its mark or, since details begin with plain letters, by every second byte being nothing.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => true,
        [a, b, c, d, ..] => (*a == 0 && *c == 0) != (*b == 0 && *d == 0),
        _ => false,
    }
}

/// What a byte that UTF-8 does not allow means in Windows-1252, the usual other encoding.
fn windows_1252(byte: u8) -> Option<char> {
    const UPPER: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9F => UPPER.chars().nth(usize::from(byte - 0x80)).filter(|sign| !sign.is_control()),
        0xA1..=0xFF => Some(char::from(byte)),
        _ => None,
    }
}
