//! A drawing made of lines (SVG): it is published as it is, so it may neither run a program nor fetch anything.
//!
//! In: bytes. Out: what they say of the drawing. Inside an `<img>` browsers forbid both; but every picture can also be
//! opened by itself, at the address of the site, and then they do not.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::inputs::picture::{Format, Picture, Trouble};

/// Elements that run programs or bring other pages with them.
const PROGRAMS: [&str; 8] =
    ["script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "audio"];

/// How much of a file is looked through for its first element.
const BEGINNING: usize = 2048;

/// Whether the first element of this file is a drawing.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    text.starts_with("<svg")
        || ((text.starts_with("<?xml") || text.starts_with("<!")) && text.contains("<svg"))
}

/// What a drawing says of itself.
pub(super) fn inspect(bytes: &[u8]) -> Result<Picture, Trouble> {
    let text = std::str::from_utf8(bytes).map_err(|_| Trouble::Unreadable)?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut size = None;
    let mut depth = 0_usize;
    let mut in_style = false;
    loop {
        match reader.read_event().map_err(|_| Trouble::Unreadable)? {
            Event::Start(tag) => {
                element(&tag, &mut size)?;
                in_style = local(&tag) == "style";
                depth += 1;
            }
            Event::Empty(tag) => element(&tag, &mut size)?,
            Event::End(_) => {
                in_style = false;
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if in_style => styles(&text)?,
            Event::CData(text) if in_style => styles(&text)?,
            // Words of its own could spell anything, and a style sheet of another file is fetched.
            Event::DocType(kind) if kind.to_ascii_uppercase().contains("ENTITY") => {
                return Err(Trouble::Program);
            }
            Event::PI(instruction) if instruction.starts_with("xml-stylesheet") => {
                return Err(Trouble::Outside);
            }
            Event::Eof if depth > 0 => return Err(Trouble::CutShort),
            Event::Eof => break,
            _ => {}
        }
    }
    let (width, height) = size.ok_or(Trouble::Unreadable)?;
    Ok(Picture { format: Format::Svg, width, height, turn: 1, moves: false, clear: true, ink: false })
}

fn local(tag: &BytesStart<'_>) -> String {
    let name = tag.local_name();
    let name: &str = name.as_ref();
    name.to_ascii_lowercase()
}

fn element(tag: &BytesStart<'_>, size: &mut Option<(u32, u32)>) -> Result<(), Trouble> {
    let name = local(tag);
    if PROGRAMS.contains(&name.as_str()) {
        return Err(Trouble::Program);
    }
    let mut own = Size::default();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Trouble::Unreadable)?;
        let key = attribute.key.local_name();
        let key: &str = key.as_ref();
        let value = attribute.normalized_value(quick_xml::XmlVersion::default());
        let value = value.map_err(|_| Trouble::Unreadable)?;
        harmless(&name, &key.to_ascii_lowercase(), &value)?;
        own.take(key, &value);
    }
    if size.is_none() && name == "svg" {
        *size = own.pixels();
    }
    Ok(())
}

/// An attribute may not run anything, and may name only what lies in the drawing itself.
fn harmless(element: &str, key: &str, value: &str) -> Result<(), Trouble> {
    let plain: String = value.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control()).collect();
    let plain = plain.to_ascii_lowercase();
    let runs = plain.contains("javascript:") || plain.contains("data:text");
    if runs || (key.starts_with("on") && key.len() > 2) || (key == "attributename" && plain.contains("href"))
    {
        return Err(Trouble::Program);
    }
    let inside = plain.is_empty() || plain.starts_with('#') || plain.starts_with("data:image/");
    // A link is only followed by whoever chooses to.
    if matches!(key, "href" | "src") && !inside && element != "a" {
        return Err(Trouble::Outside);
    }
    styles(value)
}

/// A style may name only what lies in the drawing itself.
fn styles(text: &str) -> Result<(), Trouble> {
    // A backslash can spell any letter, so none is let through.
    let text = text.to_ascii_lowercase();
    let fetches = |part: &str| {
        let address = part.trim_start().trim_start_matches(['"', '\'']).trim_start();
        !address.starts_with('#') && !address.starts_with("data:image/")
    };
    let hidden = text.contains('\\') && text.contains('(');
    match text.contains("@import") || hidden || text.split("url(").skip(1).any(fetches) {
        true => Err(Trouble::Outside),
        false => Ok(()),
    }
}

/// The size a drawing claims: its width and height, or else its box.
#[derive(Default)]
struct Size {
    width: Option<f64>,
    height: Option<f64>,
    of_box: Option<(f64, f64)>,
}

impl Size {
    fn take(&mut self, key: &str, value: &str) {
        match key {
            "width" => self.width = length(value),
            "height" => self.height = length(value),
            "viewBox" => {
                let numbers: Vec<f64> = value
                    .split([' ', ',', '\n', '\t'])
                    .filter(|part| !part.is_empty())
                    .filter_map(|part| part.parse().ok())
                    .collect();
                if let [_, _, width, height] = numbers[..] {
                    self.of_box = Some((width, height));
                }
            }
            _ => {}
        }
    }

    fn pixels(&self) -> Option<(u32, u32)> {
        let (width, height) = match (self.width, self.height, self.of_box) {
            (Some(width), Some(height), _) => (width, height),
            (Some(width), None, Some((wide, high))) if wide > 0.0 => (width, width * high / wide),
            (None, Some(height), Some((wide, high))) if high > 0.0 => (height * wide / high, height),
            (None, None, Some(of_box)) => of_box,
            _ => return None,
        };
        Some((whole(width)?, whole(height)?))
    }
}

/// A length in pixels; shares of something else are no size of its own.
fn length(value: &str) -> Option<f64> {
    let value = value.trim();
    let end = value.find(|sign: char| sign.is_ascii_alphabetic() || sign == '%').unwrap_or(value.len());
    let number: f64 = value[..end].trim().parse().ok()?;
    let unit = match &value[end..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    Some(number * unit)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was looked at")]
fn whole(length: f64) -> Option<u32> {
    (0.0..=1e6).contains(&length).then(|| length.ceil() as u32)
}
