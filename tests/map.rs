//! The map: an outline is projected as it should be, dots keep apart and inside, and a site shows a map only where there
//! is something to draw. Also the pages that stand beside it: parts and search.
#![allow(missing_docs, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;

use pamphlet::diagnostic::Severity;
use pamphlet::inputs::Content;
use pamphlet::map::{self, APART, Chart, Outline, Plate, Spot};
use pamphlet::source::Source;
use proptest::prelude::*;

/// A square island on the equator, with a smaller one beside it.
const ISLANDS: &str = r#"title = "Two islands"
source = "Made up"
licence = "Public domain"
[bounds]
west = -2
east = 2
south = -2
north = 2
[projection]
kind = "transverse-mercator"
meridian = 0
[[land]]
name = "The square"
rings = ["-2 -1, 0 -1, 0 1, -2 1"]
[[neighbours]]
rings = ["1 0, 2 0, 2 1"]
[[borders]]
lines = ["-2 0, 0 0"]
"#;

fn outline(text: &str) -> Outline {
    let read = map::read(&Source::new("map/outline.toml", text));
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    read.value.expect("an outline")
}

fn britain() -> Outline {
    outline(include_str!("../themes/commons/map/outline.toml"))
}

fn spot(name: &str, latitude: f64, longitude: f64) -> Spot<'_> {
    Spot { name, latitude, longitude, weight: 1 }
}

#[test]
fn a_small_map_is_drawn_to_the_letter() {
    let outline = outline(ISLANDS);
    let spots = [spot("Middle & end", 0.0, -1.0), spot("Next door", 0.0, -0.98), spot("Away", 50.0, 50.0)];
    let chart = Chart::new(&outline, &spots);
    let drawn = chart.draw(&outline, &spots, |spot| format!("places/{spot}/?a&b"));
    let golden = include_str!("map/islands.svg");
    assert_eq!(
        drawn.trim(),
        golden.trim(),
        "if the new drawing is better, let it be tests/map/islands.svg:\n{drawn}"
    );
    assert!(chart.truths[2].is_none() && !chart.shows(2), "{chart:?}");
    assert!(chart.is_spread(), "{chart:?}");
}

/// Land's End, John o' Groats and Lowestoft lie where an atlas has them: the whole height of the mainland is 8.6 degrees,
/// and a degree of latitude is as long everywhere along the middle meridian.
#[test]
fn britain_keeps_its_proportions() {
    let outline = britain();
    let at = |longitude, latitude| outline.place(longitude, latitude).expect("on the map");
    let degree = at(-2.0, 51.0).y - at(-2.0, 52.0).y;
    assert!((at(-2.0, 57.0).y - at(-2.0, 58.0).y - degree).abs() < 1e-6);
    assert!((at(-2.0, 52.0).x - at(-2.0, 58.0).x).abs() < 1e-6, "the middle meridian is a straight line");
    let (lands_end, john_o_groats, lowestoft) = (at(-5.71, 50.07), at(-3.07, 58.64), at(1.76, 52.48));
    let kilometres = |a: map::Point, b: map::Point| (a.x - b.x).hypot(a.y - b.y) / degree * 111.2;
    assert!(
        (kilometres(lands_end, john_o_groats) - 970.0).abs() < 15.0,
        "{}",
        kilometres(lands_end, john_o_groats)
    );
    assert!(lowestoft.x > john_o_groats.x && john_o_groats.x > lands_end.x && john_o_groats.y < lowestoft.y);
    for (name, longitude, latitude) in
        [("Dublin", -6.26, 53.35), ("Lerwick", -1.14, 60.15), ("Newlyn", -5.55, 50.1)]
    {
        assert!(outline.place(longitude, latitude).is_some(), "{name} is on the map");
    }
    for (name, longitude, latitude) in
        [("Paris", 2.35, 48.86), ("Auckland", 174.8, -36.9), ("nowhere", f64::NAN, 51.0)]
    {
        assert!(outline.place(longitude, latitude).is_none(), "{name} is not on the map");
    }
}

#[test]
fn an_outline_is_small() {
    let size = include_str!("../themes/commons/map/outline.toml").len();
    assert!(size < 17_000, "{size} bytes");
}

/// No two dots nearer than a pointer needs, all inside, none far from home, and no name over a dot or another name.
fn holds(outline: &Outline, plate: &Plate) {
    let edge = 12.0 * plate.unit - 1e-6;
    for (index, dot) in plate.dots.iter().enumerate() {
        let inside = (edge..=outline.width() - edge).contains(&dot.at.x)
            && (edge..=outline.height() - edge).contains(&dot.at.y);
        assert!(inside, "{dot:?} stands outside");
        let away = (dot.at.x - dot.truth.x).hypot(dot.at.y - dot.truth.y) / plate.unit;
        assert!(away < 82.0, "{dot:?} is {away} pixels from home");
        for other in &plate.dots[index + 1..] {
            let gap = (dot.at.x - other.at.x).hypot(dot.at.y - other.at.y) / plate.unit;
            assert!(gap >= APART - 0.01, "{dot:?} and {other:?} are {gap} pixels apart");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn dots_keep_apart(places in prop::collection::vec((49.0_f64..61.5, -11.5_f64..2.5, 0_usize..3), 0..120), heap in any::<bool>()) {
        let outline = britain();
        let spots: Vec<Spot<'_>> = places
            .iter()
            .map(|(latitude, longitude, weight)| {
                // A heap has all its places within a town or two, and some at the same point.
                let squeeze = |value: f64, middle: f64| if heap { middle + ((value - middle) * 3.0).round() / 100.0 } else { value };
                Spot { name: "A Place, Somewhere", latitude: squeeze(*latitude, 53.5), longitude: squeeze(*longitude, -2.3), weight: *weight }
            })
            .collect();
        let chart = Chart::new(&outline, &spots);
        prop_assert_eq!(&chart, &Chart::new(&outline, &spots));
        for plate in [&chart.narrow, &chart.wide] {
            holds(&outline, plate);
        }
        let room = chart.truths.iter().flatten().count();
        prop_assert!(room == 0 || !chart.narrow.dots.is_empty());
    }
}

fn site(design: &str, essays: &[(&str, &str)], more: &[(&str, &str)]) -> BTreeMap<String, String> {
    let config = support::CONFIG.replace("\"plain\"", &format!("\"{design}\""));
    let mut files = BTreeMap::from([("pamphlet.toml".to_owned(), config)]);
    for (name, details) in essays {
        let text = format!("---\ntitle: {name}\ndate: 2025-02-25\n{details}---\nText.\n");
        files.insert(format!("essays/{}.md", name.to_lowercase()), text);
    }
    files.extend(more.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    files
}

fn built(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let built = pamphlet::build(&support::inputs(files));
    assert!(built.diagnostics.iter().all(|it| it.severity == Severity::Note), "{:?}", built.diagnostics);
    let text = |(path, content)| match content {
        Content::Text(text) => Some((path, text)),
        _ => None,
    };
    built.value.into_iter().filter_map(text).collect()
}

const OLDHAM: &str = "places: [{name: Oldham, latitude: 53.541, longitude: -2.112}]\n";

#[test]
fn places_have_a_map_and_their_own_dot() {
    let pages = built(&site("commons", &[("A", OLDHAM), ("B", "places: [{name: Nowhere yet}]\n")], &[]));
    for (path, href) in [("index.html", "places/oldham/"), ("places/index.html", "oldham/")] {
        let page = &pages[path];
        assert!(page.contains("<svg class=\"map\""), "{path}");
        assert!(
            page.contains(&format!(
                "<a class=\"map-dot\" href=\"{href}\" tabindex=\"-1\"><title>Oldham</title>"
            )),
            "{path}"
        );
        assert!(page.contains("Nowhere yet"), "{path} lists what is not drawn");
    }
    assert!(pages["places/oldham/index.html"].contains("class=\"map-here\""));
    assert!(!pages["places/nowhere-yet/index.html"].contains("<svg class=\"map\""));
}

#[test]
fn where_nothing_can_be_drawn_there_is_no_map() {
    for essays in [
        &[("A", "")][..],
        &[("A", "place: Oldham\n")],
        &[("A", "places: [{name: Rome, latitude: 41.9, longitude: 12.5}]\n")],
    ] {
        for (path, page) in built(&site("commons", essays, &[])) {
            assert!(!page.contains("map-land\""), "{path}");
        }
    }
    // `plain` brings no outline.
    assert!(
        !built(&site("plain", &[("A", OLDHAM)], &[]))["places/index.html"].contains("<svg class=\"map\"")
    );
}

#[test]
fn a_design_brings_another_country() {
    let design = [
        ("themes/islands/design.toml", "extends = \"plain\"\n"),
        ("themes/islands/map/outline.toml", ISLANDS),
    ];
    let place = "places: [{name: Harbour, latitude: 0.5, longitude: -0.5}]\n";
    let pages = built(&site("islands", &[("A", place)], &design));
    let page = &pages["places/index.html"];
    assert!(page.contains("<title>Harbour</title>") && page.contains("Made up. Public domain"), "{page}");
    assert!(page.contains("<path class=\"map-neighbours\""), "{page}");
}

#[test]
fn parts_have_pages() {
    let parts = "[[parts]]\nid = \"one\"\nname = \"Part One\"\nsummary = \"It begins.\"\n[[parts]]\nid = \"none\"\nname = \"Empty\"\n[[parts]]\nid = \"two\"\nname = \"Part Two\"\n";
    let mut files = site("commons", &[("A", "part: one\n"), ("B", "part: one\n"), ("C", "part: two\n")], &[]);
    let config = format!(
        "{}{parts}",
        support::CONFIG.replace("\"plain\"", "\"commons\"").replace("demo", "page_size = 1\ndemo")
    );
    files.insert("pamphlet.toml".to_owned(), config);
    let pages = built(&files);
    let part = &pages["parts/one/index.html"];
    assert!(
        part.contains("It begins.") && part.contains("Part 1 of 2") && part.contains("href=\"page/2/\""),
        "{part}"
    );
    assert!(part.contains("href=\"../two/\" rel=\"next\"") && !part.contains("rel=\"prev\""), "{part}");
    assert!(pages["parts/two/index.html"].contains("Part 2 of 2"));
    assert!(
        pages["sitemap.xml"].contains("/parts/one/page/2/") && pages["sitemap.xml"].contains("/parts/</loc>")
    );
    assert!(!pages.contains_key("parts/none/index.html"), "a part without essays has no page");
    assert!(pages["essays/a/index.html"].contains("../../parts/one/"), "an essay leads to its part");
    let without = built(&site("commons", &[("A", "")], &[]));
    assert!(!without.contains_key("parts/index.html") && !without["index.html"].contains("parts/"));
}

#[test]
fn the_search_page_is_whole_without_a_script() {
    let essays = [("Zebra", "themes: [Animals]\nauthors: [Ann Smith]\n"), ("Ŵy", ""), ("1844", OLDHAM)];
    let pages = built(&site("plain", &essays, &[]));
    let page = &pages["search/index.html"];
    assert!(page.contains("<form role=\"search\" method=\"get\" action=\"./\""), "{page}");
    assert!(page.contains("content=\"noindex\"") && !page.contains("rel=\"canonical\""), "{page}");
    assert!(!pages["sitemap.xml"].contains("search"));
    let order: Vec<usize> =
        ["1844</a></li>", "Ann Smith</a> (author)", "Oldham</a> (place)", "Ŵy</a></li>", "Zebra</a></li>"]
            .iter()
            .map(|words| page.rfind(words).unwrap_or_else(|| panic!("no {words} in {page}")))
            .collect();
    assert!(order.is_sorted(), "{order:?}\n{page}");
}

/// With thousands of essays the page says what it leaves out, and stays below 60 KB when compressed: names and addresses
/// come to about a sixth of their size.
#[test]
fn the_search_page_stays_small() {
    let mut files = site("commons", &[], &[]);
    for number in 0..3000 {
        let text = format!(
            "---\ntitle: On the keeping of long and winding promises, number {number}\ndate: 2025-02-25\nthemes: [t{}]\nauthors: [Author {number}]\n---\nText.\n",
            number % 5
        );
        files.insert(format!("essays/on-the-keeping-of-promises-{number}.md"), text);
    }
    let pages = built(&files);
    let page = &pages["search/index.html"];
    assert!(page.contains("480 more in t0"), "{}", &page[..3000]);
    assert!(page.contains("3,000 titles are too many for this page"));
    assert!(page.len() < 200_000, "{} bytes", page.len());
}
