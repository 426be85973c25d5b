//! Patches, quilts and colours: every block as it must look (`tests/quilt/`), and the laws of sewing and dyeing.
//! `UPDATE_EXPECT=1 cargo test --test quilt` draws the blocks anew: look at them before they are committed.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pamphlet::colour::cloth::{Cloth, Tone, allot};
use pamphlet::colour::{Colour, Ground, Lch, nearest};
use pamphlet::diagnostic::Code;
use pamphlet::quilt::{Cell, Link, Patch, Quilt, Square, inline, sew, standalone};
use proptest::prelude::*;

fn leaf() -> Cloth {
    Cloth::dye(Colour::read("#3c7a57").expect("a colour"))
}

fn all_patches() -> impl Iterator<Item = Patch> {
    let turns = |block, scheme| (0..4).map(move |turn| Patch { block, scheme, turn });
    (0..Patch::blocks())
        .flat_map(move |block| (0..Patch::schemes()).flat_map(move |scheme| turns(block, scheme)))
}

#[test]
fn every_block_looks_as_it_must() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quilt");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut expected: Vec<String> = Vec::new();
    for block in 0..Patch::blocks() {
        let patch = Patch { block, scheme: 0, turn: 0 };
        let name: String = patch.name().to_lowercase().replace(' ', "-").replace('\'', "");
        let path = folder.join(format!("{name}.svg"));
        let drawn = standalone(patch, &leaf().light, 240) + "\n";
        if update {
            fs::write(&path, &drawn).expect("the block is written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == drawn, "{name} is drawn otherwise:\n{drawn}");
        expected.push(format!("{name}.svg"));
    }
    for entry in fs::read_dir(folder).expect("the folder of blocks") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(expected.contains(&name), "{name} is no block any more");
    }
}

/// The side of an SVG and its paths: what each is filled with, and the corners of its loops.
type Picture = (f64, Vec<(String, Vec<Vec<(f64, f64)>>)>);

fn picture(svg: &str) -> Picture {
    let attribute = |text: &str, name: &str| {
        let start = text.find(&format!(" {name}=\"")).expect(name) + name.len() + 3;
        text[start..start + text[start..].find('"').expect("its end")].to_owned()
    };
    let side = attribute(svg, "viewBox").rsplit(' ').next().expect("a side").parse().expect("a number");
    let paths = svg.split("<path").skip(1);
    (side, paths.map(|path| (attribute(path, "class"), loops(&attribute(path, "d")))).collect())
}

/// The loops of a path made of M, h, v, l, H and z.
fn loops(path: &str) -> Vec<Vec<(f64, f64)>> {
    let mut found: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut at = (0.0, 0.0);
    let mut rest = path;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(|sign: char| sign.is_ascii_alphabetic()).map_or(rest.len(), |end| end + 1);
        let spaced = rest[1..end].replace('-', " -");
        let numbers: Vec<f64> = spaced.split_whitespace().map(|n| n.parse().expect("a number")).collect();
        let steps: Vec<(f64, f64)> = match command {
            'h' => numbers.iter().map(|x| (*x, 0.0)).collect(),
            'v' => numbers.iter().map(|y| (0.0, *y)).collect(),
            'l' => numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect(),
            'H' => vec![(numbers[0] - at.0, 0.0)],
            'M' => {
                at = (numbers[0], numbers[1]);
                found.push(vec![at]);
                Vec::new()
            }
            'z' => Vec::new(),
            _ => panic!("{command} in {path}"),
        };
        for (x, y) in steps {
            at = (at.0 + x, at.1 + y);
            found.last_mut().expect("a loop").push(at);
        }
        rest = &rest[end..];
    }
    found
}

/// What a point shows: the last path that winds around it.
fn tone_at(picture: &Picture, (x, y): (f64, f64)) -> &str {
    let winds = |loops: &Vec<Vec<(f64, f64)>>| {
        let mut winding = 0;
        for corners in loops {
            for (index, a) in corners.iter().enumerate() {
                let b = corners[(index + 1) % corners.len()];
                let side = (b.0 - a.0) * (y - a.1) - (x - a.0) * (b.1 - a.1);
                winding += i32::from(a.1 <= y && b.1 > y && side > 0.0);
                winding -= i32::from(a.1 > y && b.1 <= y && side < 0.0);
            }
        }
        winding != 0
    };
    picture.1.iter().rev().find(|(_, loops)| winds(loops)).map_or("nothing", |(tone, _)| tone.as_str())
}

/// Points that lie on no edge of any block.
fn points() -> impl Iterator<Item = (f64, f64)> {
    (0..64).flat_map(|row| {
        (0..64).map(move |column| ((column as f64 + 0.37) / 64.0, (row as f64 + 0.59) / 64.0))
    })
}

#[test]
fn pieces_cover_the_square_and_stay_inside() {
    for patch in all_patches() {
        let svg = inline(patch, Some("leaf"));
        let picture = picture(&svg);
        for corner in picture.1.iter().flat_map(|(_, loops)| loops.iter().flatten()) {
            let inside = 0.0..=picture.0;
            assert!(inside.contains(&corner.0) && inside.contains(&corner.1), "{patch:?} {svg}");
        }
        let shown = points().map(|(x, y)| tone_at(&picture, (x * picture.0, y * picture.0)));
        let mut share: BTreeMap<&str, usize> = BTreeMap::new();
        shown.for_each(|tone| *share.entry(tone).or_default() += 1);
        assert!(!share.contains_key("nothing"), "{patch:?} {svg}");
        assert!((2..=5).contains(&share.len()), "{patch:?} shows {share:?}");
        // One path a tone, and none that is wholly covered.
        assert_eq!(share.len(), picture.1.len(), "{patch:?} {svg}");
    }
}

/// What reaches under another piece must never show: turned or not, a block shows the same.
#[test]
fn a_turned_block_is_the_block_turned() {
    for patch in all_patches().filter(|patch| patch.turn == 0) {
        let straight = picture(&inline(patch, None));
        let turned = picture(&inline(Patch { turn: 1, ..patch }, None));
        let side = straight.0;
        for (x, y) in points() {
            let (x, y) = (x * side, y * side);
            assert_eq!(tone_at(&straight, (x, y)), tone_at(&turned, (side - y, x)), "{patch:?} at {x} {y}");
        }
    }
}

/// In every scheme a block has the same seams: where two points show one tone in all schemes, they are one part.
#[test]
fn schemes_change_colours_and_not_shapes() {
    for block in 0..Patch::blocks() {
        let of = |scheme| picture(&inline(Patch { block, scheme, turn: 0 }, None));
        let (one, other) = (of(0), of(2));
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (x, y) in points() {
            let point = (x * one.0, y * one.0);
            let (a, b) = (tone_at(&one, point), tone_at(&other, point));
            assert_eq!(*seen.entry(a).or_insert(b), b, "block {block} at {x} {y}");
        }
    }
}

#[test]
fn patches_are_small() {
    let lengths: Vec<usize> = all_patches().map(|patch| inline(patch, Some("cohesion")).len()).collect();
    let mean = lengths.iter().sum::<usize>() / lengths.len();
    assert!(mean < 460, "{mean} bytes on average");
    assert!(lengths.iter().all(|length| *length < 840), "{:?}", lengths.iter().max());
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("an-essay-{number}")).collect()
}

fn squares(ids: &[String]) -> Vec<Square<'_>> {
    let square = |(number, id): (usize, &'_ String)| (number % 7 % 3, Patch::of(id));
    let squares = ids.iter().enumerate();
    squares
        .map(|(number, id)| {
            let (theme, patch) = square((number, id));
            Square { id, patch, theme: Some(theme) }
        })
        .collect()
}

fn neighbours(quilt: &Quilt, place: usize) -> Vec<usize> {
    let (column, row) = (place % quilt.columns, place / quilt.columns);
    let near = |other: &usize| {
        let (x, y) = (other % quilt.columns, other / quilt.columns);
        *other != place && x.abs_diff(column) <= 1 && y.abs_diff(row) <= 1
    };
    (0..quilt.cells.len()).filter(near).collect()
}

#[test]
fn no_two_neighbours_are_one_block() {
    for count in 1..=600 {
        let ids = ids(count);
        let squares = squares(&ids);
        let mut changed = 0;
        for aspect in [1.25, 4.0, 0.7] {
            if count < 8 && aspect < 2.0 {
                continue;
            }
            let quilt = sew(&squares, aspect).expect("a quilt");
            assert_eq!(quilt.cells.len(), quilt.columns * quilt.rows);
            let mut sewn: Vec<usize> = Vec::new();
            for (place, cell) in quilt.cells.iter().enumerate() {
                let Cell::Patch { essay, patch } = *cell else { continue };
                sewn.push(essay);
                changed += usize::from(patch != squares[essay].patch);
                for other in neighbours(&quilt, place) {
                    if let Cell::Patch { patch: beside, .. } = quilt.cells[other] {
                        assert_ne!(
                            beside.block, patch.block,
                            "{count} essays, {aspect}: {place} and {other}"
                        );
                    }
                }
            }
            sewn.sort_unstable();
            assert!(sewn.iter().copied().eq(0..count), "{count} essays are sewn in once each");
            let plain = quilt.cells.len() - count;
            assert!(plain <= count.max(2) / 2, "{count} essays and {plain} plain pieces");
        }
        // An essay keeps its own patch wherever there is any way to.
        assert!(changed == 0 || count < 20, "{count} essays, {changed} changed");
    }
}

#[test]
fn few_patches_are_repeated_and_leave_no_plain_cloth() {
    for count in 1..8 {
        let ids = ids(count);
        let squares = squares(&ids);
        for aspect in [0.7, 1.0, 1.25, 1.9] {
            let quilt = sew(&squares, aspect).expect("a quilt");
            let (wide, high) = (quilt.columns, quilt.rows);
            assert_eq!(quilt.cells.len(), wide * high);
            assert!((9..=20).contains(&quilt.cells.len()), "{count} essays in {wide} × {high} squares");
            let essays = quilt.cells.iter().map(|cell| match *cell {
                Cell::Patch { essay, patch } if patch == squares[essay].patch => essay,
                other => panic!("{count} essays: {other:?} is not an essay in its own patch"),
            });
            let essays: Vec<usize> = essays.collect();
            assert!((0..count).all(|essay| essays.contains(&essay)), "{count} essays: {essays:?}");
            for (place, essay) in essays.iter().enumerate() {
                let itself = |other: &usize| essays[*other] == *essay;
                let touching: Vec<usize> = neighbours(&quilt, place).into_iter().filter(itself).collect();
                let beside = |other: &usize| other / wide == place / wide || other % wide == place % wide;
                assert!(count == 1 || !touching.iter().any(beside), "{count} essays: {essays:?}");
                assert!(count < 4 || touching.is_empty(), "{count} essays: {essays:?}");
            }
        }
    }
}

#[test]
fn essays_stay_near_their_place() {
    let ids = ids(500);
    let quilt = sew(&squares(&ids), 1.25).expect("a quilt");
    let order: Vec<usize> = quilt
        .cells
        .iter()
        .filter_map(|cell| if let Cell::Patch { essay, .. } = cell { Some(*essay) } else { None })
        .collect();
    let far = order.iter().enumerate().filter(|(place, essay)| place.abs_diff(**essay) > 20).count();
    assert!(far <= 5, "{far} essays are far from their place");
}

#[test]
fn a_patch_is_its_ids_alone() {
    // These must never change: readers know an essay by its patch.
    let patch = |block, scheme, turn| Patch { block, scheme, turn };
    let kept = ["rochdale-1844", "dumfries-share-offer", "witney-buses"].map(Patch::of);
    assert_eq!(kept, [patch(9, 8, 2), patch(2, 1, 2), patch(16, 0, 3)]);
    let blocks: std::collections::BTreeSet<usize> =
        (0..Patch::blocks()).map(|after| Patch::choice("any", after).block).collect();
    assert_eq!(blocks.len(), Patch::blocks(), "an id can choose every block");
}

#[test]
fn quilts_are_well_formed_and_hidden() {
    let ids = ids(61);
    let squares = squares(&ids);
    let quilt = sew(&squares, 1.25).expect("a quilt");
    let titles: Vec<String> = ids.iter().map(|id| format!("“{id}” & <more>")).collect();
    let link = |essay: usize| Link {
        href: format!("essays/{}/?a&b", ids[essay]),
        title: titles[essay].as_str(),
        theme: essay.is_multiple_of(2).then_some("leaf"),
    };
    let svg = quilt.inline(&link);
    let mut reader = quick_xml::Reader::from_str(&svg);
    reader.config_mut().check_end_names = true;
    let mut links = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "a" => {
                links += 1;
                let hidden =
                    tag.attributes().any(|attribute| attribute.expect("an attribute").value.as_ref() == "-1");
                assert!(hidden, "a link that the keyboard meets");
            }
            _ => {}
        }
    }
    assert_eq!(links, 61);
    assert!(svg.contains(" aria-hidden=\"true\""));
    let cloth = leaf();
    let alone = quilt.standalone(&|_| &cloth.night, 40);
    assert!(!alone.contains("class=") && alone.contains("fill=\"#"), "{alone}");
}

#[test]
fn contrasts_are_those_of_wcag() {
    let contrast = |one: &str, other: &str| {
        let colour = |text| Colour::read(text).expect("a colour");
        colour(one).contrast(colour(other))
    };
    for (one, other, ratio) in [
        ("#000", "#fff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#fff", 4.48),
        ("#00f", "#fff", 8.59),
    ] {
        assert!((contrast(one, other) - ratio).abs() < 0.005, "{one} on {other}: {}", contrast(one, other));
        assert!((contrast(other, one) - contrast(one, other)).abs() < 1e-12);
    }
    for wrong in ["", "#", "#12", "#12345", "#1234567", "#ggg", "red"] {
        assert_eq!(Colour::read(wrong), None, "{wrong}");
    }
}

#[test]
fn dyes_are_given_out_once_and_for_all() {
    let few = allot(&[("climate", None), ("cohesion", None), ("stagnation", None)]);
    let more = allot(&[("climate", None), ("cohesion", None), ("stagnation", None), ("belonging", None)]);
    assert_eq!(few[..], more[..3], "a later theme takes nothing from those before it");
    let mut distinct = more.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), 4);
    let own = Colour::read("#123456").expect("a colour");
    assert_eq!(allot(&[("a", Some(own)), ("b", None)])[0], own);
}

#[test]
fn black_is_offered_where_nothing_else_is_left() {
    let [colour, ground] = ["#a000aa", "#638eae"].map(|hex| Colour::read(hex).expect("a colour"));
    let found = nearest(colour, &[Ground { colour: ground, at_least: 6.0101 }]);
    assert_eq!(found, Colour::read("#000000"));
}

fn any_colour() -> impl Strategy<Value = Colour> {
    "[0-9a-f]{6}".prop_map(|hex| Colour::read(&hex).expect("a colour"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn colours_survive_the_way_there_and_back(colour in any_colour()) {
        prop_assert_eq!(Colour::from_lch(colour.lch()), colour);
    }

    /// However loud a colour is asked for, what comes back has its lightness, and its hue unless it is nearly grey.
    #[test]
    fn what_screens_cannot_show_comes_near(lightness in 0.25_f64..0.95, chroma in 0.0_f64..0.5, hue in 0.0_f64..360.0) {
        let found = Colour::from_lch(Lch { lightness, chroma, hue }).lch();
        prop_assert!((found.lightness - lightness).abs() < 0.01, "{} {}", found.lightness, lightness);
        prop_assert!(found.chroma <= chroma + 0.012);
        let apart = (found.hue - hue + 540.0).rem_euclid(360.0) - 180.0;
        prop_assert!(found.chroma < 0.05 || apart.abs() < 6.0, "{} {}", found.hue, hue);
    }

    #[test]
    fn the_nearest_good_colour_is_good(colour in any_colour(), ground in any_colour(), at_least in 1.0_f64..7.0) {
        let grounds = [Ground { colour: ground, at_least }];
        if let Some(better) = nearest(colour, &grounds) {
            prop_assert!(better.contrast(ground) >= at_least);
        } else {
            let ends = ["#000", "#fff"].map(|end| Colour::read(end).expect("a colour").contrast(ground));
            prop_assert!(ends.iter().all(|end| *end < at_least), "{ends:?}");
        }
    }

    /// The tones of any colour are steps of a ladder, by day and by night.
    #[test]
    fn tones_are_a_ladder(colour in any_colour()) {
        let cloth = Cloth::dye(colour);
        for tones in [cloth.light, cloth.night] {
            let steps = [Tone::Deep, Tone::Mid, Tone::Soft, Tone::Pale].map(|tone| tones.of(tone).lch().lightness);
            let named = tones == cloth.light && colour.lch().lightness > 0.68;
            prop_assert!(named || steps.windows(2).all(|pair| pair[1] - pair[0] > 0.06), "{colour}: {steps:?}");
        }
        let own = colour.lch();
        if own.chroma > 0.04 {
            let apart = (cloth.light.spark.lch().hue - own.hue + 540.0).rem_euclid(360.0) - 180.0;
            prop_assert!(apart.abs() > 38.0, "{colour} has a spark of its own family");
        }
    }

    /// A theme of any colour is sewn, read and shown; or its colour is refused, and what is offered instead is taken.
    #[test]
    fn a_theme_of_any_colour_is_good_or_told(colour in any_colour()) {
        let config = |colour: &str| {
            let config = support::CONFIG.replace("\"plain\"", "\"commons\"");
            format!("{config}[[themes]]\nid = \"t\"\nname = \"T\"\ncolour = \"{colour}\"\n")
        };
        let told = |colour: &str| {
            let essay = "---\ntitle: T\ndate: 2025-02-25\nthemes: [t]\n---\n\nOne.\n";
            let essay = ("essays/a.md".to_owned(), essay.to_owned());
            let files = BTreeMap::from([("pamphlet.toml".to_owned(), config(colour)), essay]);
            pamphlet::check(&support::inputs(&files))
        };
        let found = told(&colour.to_string());
        for fault in &found {
            prop_assert_eq!(fault.code, Code::E212, "{:?}", fault);
            let help = fault.help.as_deref().unwrap_or("");
            let better = help.split('"').nth(1).expect("a colour is offered");
            prop_assert_eq!(told(better), Vec::new());
        }
    }
}
