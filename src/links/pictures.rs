//! Where the files of a picture are published, and what is said of one that cannot be.
//!
//! In: the path of a picture and what is known of it. Out: addresses; faults and their mends.

use super::resolve::safe_name;
use crate::address::Address;
use crate::diagnostic::Code;
use crate::inputs::Asset;
use crate::inputs::picture::{Format, Picture, Trouble, VERSION, Variant};
use crate::source::ContentHash;

/// A moving picture of more bytes than this is mentioned.
const HEAVY: u64 = 1_000_000;

/// A fault: its code, what is wrong, what mends it.
pub type Words = (Code, String, String);

/// All files of a picture, each with its address.
pub fn files(path: &str, file: &Asset, picture: &Picture) -> Vec<(Variant, Address)> {
    let at = |variant: Variant| (variant, address(path, file, variant));
    picture.variants(file.length).into_iter().map(at).collect()
}

/// The address of the one file that anything can show.
pub fn plain(path: &str, file: &Asset, picture: &Picture) -> Address {
    address(path, file, picture.plain(file.length))
}

/// Where a file of a picture is published: under the hash of what it is made from and the number of how it is made, so
/// that browsers may keep it for ever.
fn address(path: &str, file: &Asset, variant: Variant) -> Address {
    let name = safe_name(path.rsplit('/').next().unwrap_or(path));
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let hash = ContentHash::of(format!("{} {VERSION}", file.hash.hex(32)).as_bytes());
    let Variant { width, format, .. } = variant;
    Address::new(format!("assets/{stem}-{}-{width}.{}", hash.hex(10), format.ending()))
}

/// What is told of a picture that cannot be published.
pub fn trouble(path: &str, trouble: Trouble) -> Words {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (code, message, help) = match trouble {
        Trouble::Unreadable => (
            Code::E145,
            format!("{name} cannot be read as a picture."),
            "Open it in a picture program and save it again as JPEG, PNG or WebP.",
        ),
        Trouble::CutShort => (
            Code::E145,
            format!("{name} ends before the picture does; it was not copied whole."),
            "Copy it again from where it came from.",
        ),
        Trouble::Empty => (
            Code::E145,
            format!("{name} has no width or no height, so there is nothing to see."),
            "Open it in a picture program and save it again as JPEG, PNG or WebP.",
        ),
        Trouble::Foreign(kind) => (
            Code::E146,
            format!("{name} is stored as {kind}, which cannot be published."),
            "Save it as JPEG.",
        ),
        Trouble::TooHeavy => (
            Code::E147,
            format!("{name} is a file of more than 64 MB."),
            "Save a smaller copy; 3000 pixels of width are plenty.",
        ),
        Trouble::TooLarge { width, height } => (
            Code::E147,
            format!("{name} has {width} × {height} pixels; pictures may have 50 million in all."),
            "Save a smaller copy; 3000 pixels of width are plenty.",
        ),
        Trouble::Program => (
            Code::E148,
            format!("{name} is a drawing that runs a program."),
            "Save it as a plain SVG, without scripts, or as PNG.",
        ),
        Trouble::Outside => (
            Code::E148,
            format!("{name} is a drawing that fetches something from elsewhere."),
            "Save it as a plain SVG with everything inside it, or as PNG.",
        ),
    };
    (code, message, help.to_owned())
}

/// What is told of a picture that can be published, but is not as it should be.
pub fn doubts(path: &str, file: &Asset, picture: &Picture) -> Vec<Words> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let kind = picture.format.name();
    let mut doubts = Vec::new();
    if !picture.format.fits(name) {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        doubts.push((
            Code::W149,
            format!("{name} is a {kind} picture, whatever its ending says; it is shown as one."),
            format!("Rename it to {stem}.{}, here too.", picture.format.ending()),
        ));
    }
    if picture.ink {
        doubts.push((
            Code::W140,
            format!(
                "{name} has its colours as ink for printers (CMYK); on screens they will look a little off."
            ),
            "Save it with colours for screens (RGB).".to_owned(),
        ));
    }
    if picture.moves && file.length > HEAVY {
        let megabytes = (file.length + 50_000) / 100_000;
        doubts.push((
            Code::W193,
            format!("{name} moves and weighs {}.{} MB.", megabytes / 10, megabytes % 10),
            "Make it shorter or smaller, or show one still picture of it.".to_owned(),
        ));
    }
    doubts
}

/// Whether this file of a picture is one for browsers that know newer formats, beside one for all.
pub fn is_modern(variant: Variant, picture: &Picture, length: u64) -> bool {
    variant.format == Format::WebP && picture.plain(length).format != Format::WebP
}
