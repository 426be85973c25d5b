//! Laws that hold for every collection, whatever is in it.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::collections::BTreeMap;

use pamphlet::inputs::{Content, Inputs};
use pamphlet::source::Source;
use proptest::prelude::*;
use support::hold::{essay, markdown, one, well_formed};

/// The sample collection itself, from the folder of the project.
fn sample(design: &str) -> Inputs {
    let mut inputs = support::found::on_disk(std::path::Path::new(env!("CARGO_MANIFEST_DIR")));
    let config = inputs.config.text().replace("\"commons\"", &format!("\"{design}\""));
    inputs.config = Source::new("pamphlet.toml", config);
    inputs
}

fn output(inputs: &Inputs) -> BTreeMap<String, Content> {
    let built = pamphlet::build(inputs);
    let errors: Vec<_> = built.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(built.value.len() > 40, "only {} files", built.value.len());
    built.value
}

#[test]
fn the_order_of_inputs_does_not_matter() {
    for design in ["commons", "plain"] {
        let inputs = sample(design);
        let mut turned = inputs.clone();
        turned.essays.reverse();
        assert!(output(&inputs) == output(&turned), "{design}");
    }
}

#[test]
fn one_thread_makes_what_many_make() {
    let inputs = sample("commons");
    let alone = rayon_pool(1, || output(&inputs));
    assert!(alone == rayon_pool(4, || output(&inputs)));
}

fn rayon_pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool").install(work)
}

/// A carriage return alone ends a line, as it did on the first Macintoshes.
#[test]
fn the_sort_of_line_ends_does_not_matter() {
    let inputs = sample("plain");
    let mut old = inputs.clone();
    let turned = |source: &Source| Source::new(source.path().clone(), source.text().replace('\n', "\r"));
    old.essays = inputs.essays.iter().map(turned).collect();
    old.config = turned(&inputs.config);
    assert!(output(&inputs) == output(&old));
    // Nothing is said of them, and places stay true.
    assert_eq!(pamphlet::check(&inputs), pamphlet::check(&old));
}

#[test]
fn the_sample_has_no_faults_and_no_warnings() {
    let found = pamphlet::check(&sample("commons"));
    let heavy: Vec<_> =
        found.iter().filter(|it| it.severity > pamphlet::diagnostic::Severity::Note).collect();
    assert!(heavy.is_empty(), "{heavy:#?}");
}

#[test]
fn a_family_of_words_is_known_wherever_it_stands() {
    let stems = [
        ("co-operat", "cooperat"),
        ("co-ordinat", "coordinat"),
        ("e-mail", "email"),
        ("behaviour", "behavior"),
        ("neighbour", "neighbor"),
        ("labour", "labor"),
        ("organis", "organiz"),
        ("recognis", "recogniz"),
        ("realis", "realiz"),
        ("on-line", "online"),
    ];
    let mixed = |body: String| {
        let text = format!("---\ntitle: T\ndate: 2025-01-01\n---\n{body}\n");
        let found = pamphlet::essay::parse(&Source::new("essays/a.md", text)).diagnostics;
        found.iter().any(|it| it.code == pamphlet::diagnostic::Code::W169)
    };
    for (one, other) in stems {
        for before in ["", "“", "ô ", "non ", "a sentence of some length that stands before the word "] {
            assert!(mixed(format!("{before}{one}ing and {before}{other}ing.")), "{before}{one}");
            assert!(mixed(format!("{other} {}.", one.replace('-', "\u{2011}"))), "{one}");
            // The middle of a word begins nothing, and a capital makes a name.
            let name = one[..1].to_uppercase() + &one[1..];
            assert!(!mixed(format!("{before}{other}ing, un{one}, é{one}, -{one}, 2{one}, {name}.")), "{one}");
        }
    }
}

#[test]
fn drafts_and_scheduled_essays_are_nowhere() {
    for (path, content) in output(&sample("commons")) {
        let Content::Text(text) = content else { continue };
        for slug in ["nursery-hours", "four-years-is-a-long-time"] {
            assert!(!path.contains(slug) && !text.contains(slug), "{path} names {slug}");
        }
    }
}

#[test]
fn pull_quotes_are_in_no_feed() {
    for (path, content) in output(&sample("commons")) {
        if let (true, Content::Text(text)) = (path.contains("feed."), content) {
            assert!(!text.contains("pull-quote"), "{path}");
        }
    }
}

#[test]
fn pages_of_both_designs_are_well_formed_xml() {
    for design in ["commons", "plain"] {
        for (path, content) in output(&sample(design)) {
            if let (true, Content::Text(text)) = (path.ends_with(".html"), content) {
                well_formed(&text).unwrap_or_else(|error| panic!("{design}, {path}: {error}\n{text}"));
            }
        }
    }
}

/// Pieces that Markdown, YAML and HTML give a meaning to, and plain words between them.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("# ".to_owned()),
        Just("## H {#h}\n".to_owned()),
        Just("- ".to_owned()),
        Just("1. ".to_owned()),
        Just("> ".to_owned()),
        Just("> [!NOTE]\n".to_owned()),
        Just("::: fact-box A {n=1}\n".to_owned()),
        Just(":::\n".to_owned()),
        Just("::: pull-quote\n".to_owned()),
        Just("[^a]".to_owned()),
        Just("[^a]: ".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just("](x.md#y)".to_owned()),
        Just("![".to_owned()),
        Just("]{lang=cy}".to_owned()),
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("*".to_owned()),
        Just("**".to_owned()),
        Just("~~".to_owned()),
        Just("`".to_owned()),
        Just("```toml\n".to_owned()),
        Just("|a|b|\n|-|-|\n".to_owned()),
        Just("<div>\n".to_owned()),
        Just("</div>\n".to_owned()),
        Just("<kbd>".to_owned()),
        Just("</kbd>".to_owned()),
        Just("<script>".to_owned()),
        Just("</script>".to_owned()),
        Just("<iframe src=\"https://www.youtube.com/embed/a?list=&start=ŵ\" title=T>".to_owned()),
        Just("</iframe>".to_owned()),
        Just("<video src=a.mp4><source src=//b.org/c>".to_owned()),
        Just("</video>".to_owned()),
        Just("<embed src=\"https://maps.google.com/maps?pb=!2d!3d&q=%zz\">".to_owned()),
        Just("<blockquote class=tiktok-embed cite=x>".to_owned()),
        Just("</blockquote>".to_owned()),
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just("--".to_owned()),
        Just("…ŵ€\u{10FFFF}".to_owned()),
        Just("\u{0}\u{1}\u{FFFF}".to_owned()),
        Just("\r\n".to_owned()),
        Just("\t".to_owned()),
        Just("    ".to_owned()),
        Just("Term\n: ".to_owned()),
        Just("---\n".to_owned()),
        Just("title: T\n".to_owned()),
        Just("date: 2025-02-25\n".to_owned()),
        Just(": ".to_owned()),
        Just("&amp;&x;".to_owned()),
        "[a-zé ]{0,8}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_body_breaks_anything(body in soup()) {
        markdown(&body);
        essay(&format!("---\ntitle: T\ndate: 2025-02-25\n---\n{body}"));
    }

    #[test]
    fn no_details_break_anything(details in soup()) {
        essay(&format!("---\n{details}\n---\nText.\n"));
        essay(&details);
    }

    #[test]
    fn no_line_ends_break_anything(ends in prop::collection::vec("[\r\n]{1,3}", 3)) {
        essay(&format!("---\n# a{}# b{}title: T{}---\nText.\n", ends[0], ends[1], ends[2]));
    }

    #[test]
    fn no_settings_break_anything(settings in soup()) {
        one(&settings, "---\ntitle: T\ndate: 2025-02-25\n---\nText.\n");
        one(&format!("{}{settings}", support::CONFIG), "---\ntitle: T\ndate: 2025-02-25\n---\nText.\n");
    }

    /// However an essay's Markdown is mangled, its notes, anchors and elements come out sound.
    #[test]
    fn no_mangled_essay_breaks_anything(cut in 0_usize..3000, soup in soup()) {
        let whole = include_str!("../essays/limits-of-volunteering.md");
        let at = (cut..whole.len()).find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
        let (before, after) = whole.split_at(at);
        markdown(&format!("{before}{soup}{after}"));
        essay(&format!("{before}{soup}{after}"));
    }
}
