//! Pictures: what is made of them, what is kept, and that no file makes anything fall over.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::SystemTime;

use pamphlet::inputs::picture::{Format, Picture, Trouble, Variant};
use pamphlet::pictures::{develop, inspect};
use proptest::prelude::*;

const CONFIG: &str = "[site]\ntitle = \"A Test\"\nbase_url = \"https://example.org/\"\ndesign = \"plain\"\ndemo = true\n\
    [imprint]\npromoter_name = \"Example Society\"\npromoter_address = \"1 Example Street, Example Town, ZZ99 9ZZ\"\n";

/// The notes of a camera that was held on its side: how, and a word that must never be published.
const NOTES: &[u8] = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0SECRET-PLACE";

/// Red on the left and blue on the right, with enough grain to be worth several sizes.
fn pixels(width: u16, height: u16) -> Vec<u8> {
    let mut pixels = Vec::new();
    let mut grain = 1_u32;
    for _ in 0..height {
        for x in 0..width {
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (grain >> 26) as u8;
            pixels.extend(if x < width / 2 { [190 + noise, noise, 0] } else { [0, noise, 190 + noise] });
        }
    }
    pixels
}

fn jpeg(width: u16, height: u16, notes: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 90);
    if notes {
        encoder.add_app_segment(1, NOTES.to_vec()).expect("notes");
    }
    encoder.encode(&pixels(width, height), width, height, jpeg_encoder::ColorType::Rgb).expect("a JPEG");
    out
}

fn png(width: u16, height: u16) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width.into(), height.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.add_text_chunk("Comment".into(), "SECRET-PLACE".into()).expect("a note");
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&pixels(width, height)).expect("a PNG");
    writer.finish().expect("its end");
    out
}

fn known(bytes: &[u8]) -> Picture {
    inspect(bytes).expect("a picture").expect("a sound one")
}

fn hides(bytes: &[u8]) -> bool {
    !bytes.windows(6).any(|six| six == b"SECRET")
}

/// Width, height and the colour in the middle of the upper part.
fn seen(bytes: &[u8]) -> (u32, u32, [u8; 3]) {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).expect("WebP");
    let mut data = vec![0; decoder.output_buffer_size().expect("a size")];
    decoder.read_image(&mut data).expect("a picture");
    let (width, height) = decoder.dimensions();
    let at = ((height / 4 * width + width / 2) * 3) as usize;
    (width, height, [data[at], data[at + 1], data[at + 2]])
}

#[test]
fn a_photograph_becomes_several_upright_and_without_notes() {
    let bytes = jpeg(700, 1300, true);
    let picture = known(&bytes);
    assert_eq!((picture.width, picture.height, picture.turn), (1300, 700, 6));
    let wanted = picture.variants(bytes.len() as u64);
    let names: Vec<(u32, Format)> = wanted.iter().map(|variant| (variant.width, variant.format)).collect();
    let widths = [480, 800, 1300];
    let expected =
        [Format::WebP, Format::Jpeg].iter().flat_map(|format| widths.map(|width| (width, *format)));
    assert_eq!(names, expected.collect::<Vec<_>>());
    let made = develop(&bytes, &picture, &wanted).expect("made");
    for (variant, bytes) in wanted.iter().zip(&made) {
        let again = known(bytes);
        assert_eq!((again.width, again.height), (variant.width, variant.height), "{variant:?}");
        assert_eq!((again.format, again.turn), (variant.format, 1), "{variant:?}");
        assert!(hides(bytes), "{variant:?} tells what the camera noted");
    }
    // Stored on its side, red on the left: upright it is red above.
    let (_, _, [red, _, blue]) = seen(&made[0]);
    assert!(red > 150 && blue < 100, "it stands on its side: red {red}, blue {blue}");
}

#[test]
fn a_small_picture_is_kept_but_for_its_notes() {
    for (bytes, turn) in [(jpeg(90, 60, true), 6), (png(60, 90), 1)] {
        let picture = known(&bytes);
        let wanted = picture.variants(bytes.len() as u64);
        assert_eq!(wanted, [picture.kept()]);
        let made = develop(&bytes, &picture, &wanted).expect("made").remove(0);
        assert!(hides(&made) && made.len() < bytes.len());
        assert_eq!(known(&made), picture, "it is the same picture");
        assert_eq!(picture.turn, turn);
    }
}

#[test]
fn nothing_is_made_larger_than_it_came() {
    for width in [1, 479, 480, 481, 533, 534, 900, 1250, 1333, 1334, 1700, 9000] {
        let picture = Picture {
            format: Format::Jpeg,
            width,
            height: 700,
            turn: 1,
            moves: false,
            clear: false,
            ink: false,
        };
        for length in [100, 1_000_000] {
            let variants = picture.variants(length);
            assert!(variants.iter().all(|variant| variant.width <= width && variant.height >= 1));
            assert!(variants.contains(&picture.plain(length)));
        }
    }
}

#[test]
fn a_picture_that_lacks_its_insides_is_told() {
    let bytes = png(40, 40);
    let at = bytes.windows(4).position(|four| four == b"IDAT").expect("its insides");
    let mut hollow = bytes.clone();
    hollow[at + 8..at + 30].fill(7);
    let picture = known(&hollow);
    assert_eq!(develop(&hollow, &picture, &[picture.kept()]), Err(Trouble::Unreadable));
}

/// Where codecs or we ourselves panicked; a panic in a codec is caught and told, one of ours is a mistake.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn whatever_it_is(bytes: &[u8]) {
    std::panic::set_hook(Box::new(|info| {
        let file = info.location().map_or(String::new(), |location| location.file().to_owned());
        PANICS.lock().expect("the list").push(file);
    }));
    if let Some(Ok(picture)) = inspect(bytes) {
        let small = |variant: &Variant| variant.width <= 800;
        let wanted: Vec<Variant> = picture.variants(1_000_000).into_iter().filter(small).collect();
        let pixels = u64::from(picture.width) * u64::from(picture.height);
        if pixels < 2_000_000 {
            let _ = develop(bytes, &picture, &wanted);
            let _ = develop(bytes, &picture, &[picture.kept()]);
        }
    }
    let _ = std::panic::take_hook();
    let ours: Vec<String> =
        PANICS.lock().expect("the list").iter().filter(|file| file.starts_with("src/")).cloned().collect();
    assert!(ours.is_empty(), "{ours:?}");
}

fn seeds() -> Vec<Vec<u8>> {
    let jpeg = jpeg(64, 40, true);
    let picture = known(&jpeg);
    let webp = Variant { width: 64, height: 40, format: Format::WebP, kept: false };
    let upright = Picture { turn: 1, width: 64, height: 40, ..picture };
    let webp = develop(&jpeg, &upright, &[webp]).expect("WebP").remove(0);
    let gif = b"GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x02\0\x02\0\0\x02\x02\x84Q\0;".to_vec();
    let svg =
        b"<?xml version=\"1.0\"?><svg viewBox=\"0 0 4 3\"><style>a{fill:url(#a)}</style><g id=\"a\"/></svg>";
    vec![jpeg, png(40, 30), webp, gif, svg.to_vec()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_mangled_picture_breaks_anything(
        which in 0_usize..5,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = seeds().swap_remove(which);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        whatever_it_is(&bytes);
    }

    #[test]
    fn no_bytes_break_anything(
        sign in prop::sample::select(vec![&b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1A\n", b"RIFF\x40\0\0\0WEBPVP8X", b"GIF89a", b"<svg ", b""]),
        rest in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        whatever_it_is(&[sign, &rest].concat());
    }
}

// ── The program ──

fn collection() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("essays")).expect("essays");
    write(folder.path(), "pamphlet.toml", CONFIG);
    essay(
        folder.path(),
        "![A red wall beside a blue one](hall.jpg \"The walls\"){credit=\"A. Name\" licence=\"CC0\"}",
    );
    write(folder.path(), "essays/hall.jpg", jpeg(700, 1300, true));
    folder
}

fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    fs::write(root.join(path), bytes).expect("written");
}

fn essay(root: &Path, body: &str) {
    write(
        root,
        "essays/a.md",
        format!("---\ntitle: T\ndate: 2025-02-25\n---\n\nWords.\n\nMore words.\n\n{body}\n"),
    );
}

fn run(root: &Path, arguments: &[&str], code: i32) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pamphlet"))
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let told =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(code), "{told}");
    told
}

fn files(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let time = entry.metadata().expect("its data").modified().expect("its time");
        let bytes = fs::read(entry.path()).expect("its bytes");
        found.insert(entry.file_name().to_string_lossy().into_owned(), (bytes, time));
    }
    found
}

fn published(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let is_picture = |name: &str| name.ends_with(".jpg") || name.ends_with(".webp") || name.ends_with(".png");
    let all = files(&root.join("output/assets")).into_iter().filter(|(name, _)| is_picture(name));
    all.map(|(name, (bytes, _))| (name, bytes)).collect()
}

#[test]
fn pictures_are_made_once() {
    let folder = collection();
    let root = folder.path();
    let cache = root.join(".pamphlet-cache");
    run(root, &["build"], 0);
    let (made, kept) = (published(root), files(&cache));
    assert_eq!(made.len(), 6, "three widths in two formats");
    assert!(made.values().all(|bytes| hides(bytes)), "a camera's notes were published");
    assert!(kept["CACHEDIR.TAG"].0.starts_with(b"Signature: 8a477f597d28d172789f06886806bc55"));
    let cards = kept.keys().filter(|name| name.ends_with(".card")).count();
    assert_eq!(kept.len() - cards, 7);
    let html = fs::read_to_string(root.join("output/essays/a/index.html")).expect("a page");
    assert!(html.contains("<source type=\"image/webp\" srcset=\"../../assets/hall-"), "{html}");
    assert!(
        html.contains("480w") && html.contains("width=\"1300\" height=\"700\" loading=\"lazy\""),
        "{html}"
    );
    assert!(html.contains("The walls <small class=\"credit\">A. Name (CC0)</small>"), "{html}");
    let feed = fs::read_to_string(root.join("output/feed.xml")).expect("a feed");
    assert!(feed.contains("https://example.org/assets/hall-") && !feed.contains("srcset"), "{feed}");

    run(root, &["build"], 0);
    assert_eq!(files(&cache), kept, "a second build made something again");
    // A check makes what is missing, so that it can tell what a build would; it takes nothing away.
    run(root, &["check"], 0);
    assert_eq!(files(&cache), kept);

    let entry = kept.keys().find(|name| name.ends_with(".webp")).expect("an entry");
    write(&cache, entry, b"rubbish");
    run(root, &["build"], 0);
    assert_eq!(published(root), made, "a spoilt entry was published");
    assert_eq!(files(&cache)[entry].0, kept[entry].0, "a spoilt entry was not made again");

    write(&cache, "keep-me", b"not ours");
    essay(root, "No picture.");
    run(root, &["build"], 0);
    let mut left: Vec<String> = files(&cache).into_keys().collect();
    left.retain(|name| !name.ends_with(".card"));
    assert_eq!(left, ["CACHEDIR.TAG", "keep-me"], "what is not used is taken away, and nothing else");
}

#[test]
fn two_builds_may_share_what_is_kept() {
    let folder = collection();
    let root = folder.path();
    let start = |output: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
        command.args(["build", "--quiet", "--output", output]).current_dir(root).spawn().expect("it runs")
    };
    for mut build in [start("output"), start("other")] {
        assert!(build.wait().expect("it ends").success());
    }
    let made = published(root);
    assert_eq!(made.len(), 6);
    for (name, bytes) in made {
        assert_eq!(fs::read(root.join("other/assets").join(name)).expect("the same"), bytes);
    }
}

#[test]
fn a_picture_that_cannot_be_opened_keeps_the_site_from_being_written() {
    let folder = collection();
    let root = folder.path();
    run(root, &["build"], 0);
    let page = fs::read(root.join("output/essays/a/index.html")).expect("a page");
    let mut bytes = png(600, 400);
    let at = bytes.windows(4).position(|four| four == b"IDAT").expect("its insides");
    bytes[at + 8..at + 60].fill(7);
    write(root, "essays/wall.png", bytes);
    essay(root, "![A wall](wall.png)");
    for command in ["build", "check"] {
        let told = run(root, &[command], 1);
        assert!(told.contains("E145") && told.contains("a.md:10:1"), "{told}");
    }
    assert_eq!(fs::read(root.join("output/essays/a/index.html")).expect("a page"), page);
}

#[test]
fn where_nothing_can_be_kept_pictures_are_made_all_the_same() {
    let folder = collection();
    let root = folder.path();
    write(root, ".pamphlet-cache", b"a file stands where the folder should");
    run(root, &["build"], 0);
    assert_eq!(published(root).len(), 6);
}
