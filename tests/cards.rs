//! Share cards: every title fits, the imprint is in the pixels and in the notes, the same words give the same bytes, and none is drawn
//! twice. What does not fit is among the faults (E198, E199, E309).
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pamphlet::inputs::Unobserved;
use pamphlet::pictures;
use pamphlet::site::Site;
use rayon::prelude::*;

const IMPRINT: &str = "Promoted by Example Society, 1 Example Street, Example Town, ZZ99 9ZZ.";

/// The most bytes some messengers show beside a link.
const MOST_BYTES: usize = 300_000;

fn titles() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cards/titles.txt");
    let text = fs::read_to_string(path).expect("the titles");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.chars().take(120).collect::<String>().trim().to_owned()).collect()
}

fn essay(title: &str, more: &str) -> String {
    let title = title.replace('"', "\\\"");
    format!(
        "---\ntitle: \"{title}\"\ndate: 2025-01-01\nauthors: [Ann Other]\nsummary: About what it is about.\n{more}---\nText.\n"
    )
}

/// A site of these essays; its faults are none.
fn site(files: &BTreeMap<String, String>) -> Site {
    let inputs = support::inputs(files);
    let plan = pamphlet::plan(&inputs, &Unobserved);
    let told = support::told(&plan.diagnostics, &inputs);
    plan.value.unwrap_or_else(|| panic!("{told}"))
}

fn drawn(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let paths: Vec<_> = site.cards().map(|(path, _)| path.clone()).collect();
    let draw = |path: &std::sync::Arc<str>| {
        let bytes = site.draw_card(path, None).unwrap_or_else(|faults| panic!("{path}: {faults:?}"));
        (path.to_string(), bytes)
    };
    paths.par_iter().map(draw).collect()
}

/// Essays with these titles, one a file.
fn collection(titles: impl Iterator<Item = String>) -> BTreeMap<String, String> {
    titles.enumerate().map(|(n, title)| (format!("essays/essay-{n:04}.md"), essay(&title, ""))).collect()
}

#[test]
fn a_title_of_any_length_fits() {
    let cut = |title: &String| {
        let signs: Vec<char> = title.chars().collect();
        (1..=signs.len().min(120))
            .map(|length| signs[..length].iter().collect::<String>())
            .collect::<Vec<_>>()
    };
    let all: Vec<String> = titles().iter().flat_map(cut).filter(|title| !title.ends_with(' ')).collect();
    assert!(all.len() > 800, "only {} titles", all.len());
    // Whatever does not fit would keep the site from being planned.
    let site = site(&collection(all.iter().cloned()));
    assert_eq!(site.cards().filter(|(path, _)| path.starts_with("cards/essay-")).count(), all.len());
}

#[test]
fn every_card_bears_the_imprint_and_is_light() {
    let cards = drawn(&site(&collection(titles().into_iter())));
    assert!(cards.len() > titles().len(), "{} cards", cards.len());
    for (path, bytes) in &cards {
        let picture = pictures::inspect(bytes).expect("a picture").expect("a sound one");
        assert_eq!((picture.width, picture.height), (1200, 630), "{path}");
        assert!(bytes.len() <= MOST_BYTES, "{path} weighs {} bytes", bytes.len());
        let copyright = [b"iTXtCopyright\0".as_slice(), &[0; 4], IMPRINT.as_bytes()].concat();
        assert!(bytes.windows(copyright.len()).any(|part| part == copyright), "{path} lacks the imprint");
    }
}

#[test]
fn the_same_words_give_the_same_bytes_and_other_words_another_name() {
    let mut files = collection(titles().into_iter().take(3));
    let (first, again) = (drawn(&site(&files)), drawn(&site(&files)));
    assert_eq!(first, again);
    files.insert("essays/essay-0000.md".to_owned(), essay("B", ""));
    let other = drawn(&site(&files));
    let changed: Vec<&String> = other.keys().filter(|path| !first.contains_key(*path)).collect();
    assert_eq!(changed.len(), 1, "only the retitled essay has another card: {changed:?}");
    // Its text is no part of a card.
    files.insert("essays/essay-0000.md".to_owned(), essay("B", "") + "More text.\n");
    assert_eq!(drawn(&site(&files)), other);
}

/// The entries of the cache with when they were written.
fn entries(root: &Path) -> BTreeMap<String, std::time::SystemTime> {
    let cache = fs::read_dir(root.join(".pamphlet-cache")).expect("a cache");
    let cards = cache.flatten().filter(|entry| entry.file_name().to_string_lossy().ends_with(".card"));
    cards
        .map(|entry| {
            let time = entry.metadata().and_then(|data| data.modified()).expect("a time");
            (entry.file_name().to_string_lossy().into_owned(), time)
        })
        .collect()
}

fn built(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let program = env!("CARGO_BIN_EXE_pamphlet");
    let done =
        std::process::Command::new(program).args(["build", "--root"]).arg(root).output().expect("a build");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let cards = fs::read_dir(root.join("output/cards")).expect("cards");
    cards
        .flatten()
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a card"))
        })
        .collect()
}

#[test]
fn no_card_is_drawn_twice_and_a_spoilt_one_is_drawn_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir_all(root.join("essays")).expect("a folder");
    fs::write(root.join("pamphlet.toml"), support::CONFIG).expect("written");
    for (path, text) in collection(titles().into_iter().take(2)) {
        fs::write(root.join(path), text).expect("written");
    }
    let (first, kept) = (built(root), entries(root));
    assert_eq!(first.len(), kept.len());
    assert_eq!(built(root), first);
    assert_eq!(entries(root), kept, "a second build drew a card");
    let spoilt = root.join(".pamphlet-cache").join(kept.keys().next().expect("an entry"));
    let mut bytes = fs::read(&spoilt).expect("an entry");
    bytes[40] ^= 1;
    fs::write(&spoilt, bytes).expect("spoilt");
    // Another one lies in its place, as after a copy that went wrong.
    let other = spoilt.with_file_name(kept.keys().nth(1).expect("another"));
    fs::copy(spoilt.with_file_name(kept.keys().nth(2).expect("a third")), other).expect("copied");
    fs::remove_dir_all(root.join("output")).expect("gone");
    assert_eq!(built(root), first, "what was spoilt was published");
    // What no page needs any more goes.
    fs::remove_file(root.join("essays/essay-0001.md")).expect("gone");
    assert!(entries(root).len() == kept.len() && built(root).len() < first.len());
    assert!(entries(root).len() < kept.len(), "an unused entry was kept");
}

/// A grey picture, wide enough to open an essay with.
fn photograph() -> Vec<u8> {
    stored(&[99; 1300 * 400 * 3])
}

fn stored(pixels: &[u8]) -> Vec<u8> {
    let height = u32::try_from(pixels.len() / 1300 / 3).expect("a height");
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 1300, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(pixels).expect("pixels");
    writer.finish().expect("its end");
    out
}

#[test]
fn a_photograph_is_shown_with_the_imprint_below_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir_all(root.join("essays")).expect("a folder");
    fs::write(root.join("pamphlet.toml"), support::CONFIG).expect("written");
    fs::write(root.join("essays/hall.png"), photograph()).expect("written");
    let image = "image:\n  src: hall.png\n  alt: A hall\n  credit: Nobody\n";
    fs::write(root.join("essays/hall.md"), essay("The hall", image)).expect("written");
    // A picture that is only shared is on the card, and not among the pages.
    fs::write(root.join("essays/only.png"), [photograph(), b"x".to_vec()].concat()).expect("written");
    fs::write(root.join("essays/only.md"), essay("Only shared", "share:\n  image: only.png\n"))
        .expect("written");
    let cards = built(root);
    for name in ["essay-hall-", "essay-only-"] {
        let (path, bytes) = cards.iter().find(|(path, _)| path.starts_with(name)).expect("a card");
        assert!(path.ends_with(".jpg"), "{path}");
        let copyright = [IMPRINT.as_bytes(), b"\0"].concat();
        assert!(bytes.windows(copyright.len()).any(|part| part == copyright), "{path} lacks the imprint");
        assert!(bytes.len() <= MOST_BYTES, "{path} weighs {} bytes", bytes.len());
        let picture = pictures::inspect(bytes).expect("a picture").expect("a sound one");
        assert_eq!((picture.width, picture.height), (1200, 630), "{path}");
        let mut decoder = zune_jpeg::JpegDecoder::new(zune_jpeg::zune_core::bytestream::ZCursor::new(bytes));
        let pixels = decoder.decode().expect("pixels");
        let at = |x: usize, y: usize| &pixels[3 * (y * 1200 + x)..][..3];
        assert!(
            at(600, 100).iter().all(|value| value.abs_diff(99) < 8),
            "{path}: no photograph, but {:?}",
            at(600, 100)
        );
    }
    assert!(!root.join("output/essays/only.png").exists(), "a picture that is only shared was published");
}

#[test]
fn a_photograph_of_nothing_but_detail_is_light() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let design = root.join("themes/mine/templates");
    fs::create_dir_all(&design).expect("a folder");
    fs::create_dir_all(root.join("essays")).expect("a folder");
    fs::write(root.join("themes/mine/design.toml"), "extends = \"plain\"\n").expect("written");
    let mut state = 1u32;
    let mut value = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    let snow: Vec<u8> = (0..1300 * 700 * 3).map(|_| value()).collect();
    fs::write(root.join("essays/snow.png"), stored(&snow)).expect("written");
    fs::write(root.join("essays/snow.md"), essay("Snow", "share:\n  image: snow.png\n")).expect("written");
    // Nothing is harder to make light, and this design shows as much of it as leaves room for the imprint.
    let full = r##"<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
<rect width="1200" height="630" fill="#ffffff"/><rect id="picture" width="1200" height="515"/>
<text id="imprint" fill="#000000" font-family="{{ imprint.family }}" font-size="{{ imprint.size }}">{% for line in imprint.lines %}<tspan x="310" y="{{ 545 + loop.index0 * imprint.leading }}">{{ line }}</tspan>{% endfor %}</text>
</svg>"##;
    fs::write(design.join("card.svg"), full).expect("written");
    for design in ["plain", "mine"] {
        let config = support::CONFIG.replace("\"plain\"", &format!("\"{design}\""));
        fs::write(root.join("pamphlet.toml"), config).expect("written");
        let cards = built(root);
        let (path, bytes) = cards.iter().find(|(path, _)| path.starts_with("essay-snow-")).expect("a card");
        assert!(bytes.len() > MOST_BYTES / 2, "{path} shows no snow: {} bytes", bytes.len());
        assert!(bytes.len() <= MOST_BYTES, "{path} weighs {} bytes", bytes.len());
    }
}

#[test]
fn a_release_with_a_card_that_may_not_be_shown_is_not_recorded() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let design = root.join("themes/mine/templates");
    fs::create_dir_all(&design).expect("a folder");
    fs::create_dir_all(root.join("essays")).expect("a folder");
    fs::write(root.join("pamphlet.toml"), support::CONFIG.replace("\"plain\"", "\"mine\"")).expect("written");
    fs::write(root.join("themes/mine/design.toml"), "extends = \"plain\"\n").expect("written");
    let blank = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><path d=\"M0 0h9v9z\"/></svg>";
    fs::write(design.join("card.svg"), blank).expect("written");
    fs::write(root.join("essays/a.md"), essay("A", "")).expect("written");
    let program = env!("CARGO_BIN_EXE_pamphlet");
    let done = std::process::Command::new(program).args(["publish", "--accept", "--root"]).arg(root).output();
    let done = done.expect("the program runs");
    let told = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{told}");
    assert!(told.contains("error[E309]"), "{told}");
    assert!(!root.join("permalinks.lock").exists(), "a release was recorded");
}
