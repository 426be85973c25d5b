//! `pamphlet serve`: what it answers is what a build writes, whatever an editor does; who is let in; what it never does.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]

mod support;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use support::edits::{Edited, edit};
use support::program::{CONFIG, collection, essay, pamphlet, says, tree, write};
use support::window::Window;

/// One black pixel (PNG, grey, 8 bits).
#[cfg(unix)]
const PIXEL: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58,
    126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 96, 0, 0, 0, 2, 0, 1, 72, 175, 164, 113, 0, 0,
    0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

/// Asserts that every file of a cold build is answered with the same bytes, and gives how many there were.
fn same_as_a_build(window: &Window, root: &Path, context: &str) -> usize {
    let cold = tempfile::tempdir().expect("a folder");
    let target = cold.path().join("output");
    let built = pamphlet(root, &["build", "--as-of", "2026-01-01", "-o", target.to_str().expect("a name")]);
    assert!(built.status.success(), "{context}: {}", String::from_utf8_lossy(&built.stderr));
    let files = tree(&target);
    let mut compared = 0;
    for (path, bytes) in &files {
        if path.starts_with(".pamphlet") {
            continue;
        }
        let asked = format!("{}{path}", window.base_path);
        let answer = window.get(&asked);
        assert_eq!(answer.status, 200, "{context}: {asked}");
        assert!(answer.without_window() == *bytes, "{context}: {asked} differs from what a build writes");
        compared += 1;
    }
    compared
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_is_what_a_build_writes(script in prop::collection::vec(edit(), 1..8)) {
        let folder = collection();
        let root = folder.path();
        let mut edited = Edited::begin(root);
        let window = Window::open(root, &[]);
        prop_assert!(same_as_a_build(&window, root, "at first") > 20);
        for edit in &script {
            let before = window.look()["shown"].clone();
            let sound = edited.apply(edit, root);
            let now = window.look();
            if sound {
                prop_assert_eq!(&now["errors"], 0, "{:?}", edit);
                same_as_a_build(&window, root, &format!("after {edit:?} of {script:?}"));
            } else {
                prop_assert!(now["errors"].as_u64() > Some(0), "{:?}: {}", edit, now);
                prop_assert!(now["shown"].as_u64() >= before.as_u64(), "{:?}", edit);
                prop_assert_eq!(window.get("/").status, 200, "{:?}", edit);
            }
        }
    }
}

/// A collection too large for one file of search: what is found follows every save, shard by shard.
#[test]
fn what_is_found_follows_every_save() {
    let folder = collection();
    let root = folder.path();
    let words = |essay: usize| -> String {
        (0..2_000).map(|word| format!("word{} ", (word * word + essay * 7_919) % 30_000)).collect()
    };
    (0..24).for_each(|number| essay(root, &format!("e{number}"), &words(number)));
    let window = Window::open(root, &[]);
    same_as_a_build(&window, root, "at first");
    let index = window.get("/search/index.js").text();
    let shard = index.split_once("\"shards\":\"").expect("shards").1[..10].to_owned();
    assert_eq!(window.get(&format!("/assets/search/{shard}.js")).status, 200);
    essay(root, "e3", "Quokka");
    window.look();
    same_as_a_build(&window, root, "after a save");
    assert_ne!(window.get("/search/index.js").text(), index);
    assert!(tree_of_search(&window).contains("quokka"), "what was written is not found");
    assert_eq!(window.get("/assets/search/0000000000.js").status, 404);
}

/// All words of the index.
fn tree_of_search(window: &Window) -> String {
    let index = window.get("/search/index.js").text();
    let names = index.split_once("\"dictionaries\":\"").expect("dictionaries").1;
    let names = names.split_once('"').expect("their end").0;
    let name = |start: usize| &names[start..start + 10];
    (0..names.len())
        .step_by(10)
        .map(|start| window.get(&format!("/assets/search/{}.js", name(start))).text())
        .collect()
}

#[test]
fn a_save_is_noticed_without_being_asked_for() {
    for arguments in [&[][..], &["--poll"][..]] {
        let folder = collection();
        let root = folder.path();
        let mut window = Window::open(root, arguments);
        // Written in place, by renaming another file, and by a program that first empties the file.
        essay(root, "a", "two");
        window.hear("essays/a.md: ");
        assert!(window.get("/essays/a/").text().contains("two."));
        write(root, "essays/.a.md.new", "---\ntitle: T\ndate: 2025-02-25\n---\n\nthree.\n");
        fs::rename(root.join("essays/.a.md.new"), root.join("essays/a.md")).expect("renamed");
        window.hear("essays/a.md: ");
        assert!(window.get("/essays/a/").text().contains("three."));
        fs::create_dir(root.join("essays/later")).expect("a folder");
        essay(root, "later/b", "four");
        window.hear("essays/later/b.md: ");
        assert!(window.get("/essays/b/").text().contains("four."));
        fs::rename(root.join("essays/later"), root.join("essays/sooner")).expect("renamed");
        window.hear("essays/later/b.md and 1 more: ");
        essay(root, "sooner/b", "five");
        window.hear("essays/sooner/b.md: ");
        assert!(window.get("/essays/b/").text().contains("five."));
    }
}

/// Whatever becomes of folders, a save is seen at once afterwards, and not when everything is looked at now and then.
#[cfg(unix)]
#[test]
fn folders_may_go_and_come_back() {
    let folder = collection();
    let (root, aside) = (folder.path().join("here"), folder.path().join("aside"));
    let copy = |from: &Path, to: &Path| {
        fs::create_dir_all(to.join("essays")).expect("a folder");
        fs::copy(from.join("pamphlet.toml"), to.join("pamphlet.toml")).expect("copied");
        essay(to, "a", "a copy");
    };
    copy(folder.path(), &root);
    let mut window = Window::open(&root, &[]);
    let seen_soon = |words: &str, path: &str, window: &Window| {
        let begun = std::time::Instant::now();
        while !window.get("/essays/a/").text().contains(&format!("{words}.")) {
            assert!(begun.elapsed().as_secs() < 5, "{words} in {path} is not seen");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    };
    // The whole folder goes, and another one of its name comes.
    copy(&root, &aside);
    fs::remove_dir_all(&root).expect("removed");
    window.hear("E201");
    fs::rename(&aside, &root).expect("renamed");
    window.hear("5 pages");
    essay(&root, "a", "in a new folder");
    seen_soon("in a new folder", "a new folder", &window);
    // It is exchanged for another at one stroke.
    copy(&root, &aside);
    fs::rename(&root, folder.path().join("old")).expect("renamed");
    fs::rename(&aside, &root).expect("renamed");
    seen_soon("a copy", "an exchanged folder", &window);
    essay(&root, "a", "exchanged");
    seen_soon("exchanged", "an exchanged folder", &window);
    // Essays that lie elsewhere.
    fs::create_dir_all(aside.join("essays")).expect("a folder");
    fs::remove_file(root.join("essays/a.md")).expect("removed");
    essay(&aside, "a", "linked");
    std::os::unix::fs::symlink(aside.join("essays"), root.join("essays/elsewhere")).expect("a link");
    seen_soon("linked", "a linked folder", &window);
    essay(&aside, "a", "written there");
    seen_soon("written there", "a linked folder", &window);
}

#[test]
fn the_last_good_site_stays_until_a_mistake_is_mended() {
    let folder = collection();
    let root = folder.path();
    let window = Window::open(root, &[]);
    write(root, "essays/a.md", "---\ntitle: T\ndate: 25/02/2025\n---\n\ntwo.\n");
    assert_eq!(window.look()["errors"], 1);
    assert!(window.get("/essays/a/").text().contains("one."));
    let faults = window.get("/_pamphlet/faults.json").json();
    let place = &faults["items"][0]["place"];
    assert_eq!(
        (&place["path"], &place["line"], &place["column"]),
        (&"essays/a.md".into(), &3.into(), &7.into())
    );
    assert!(faults["items"][0]["text"].as_str().is_some_and(|text| text.contains("--> essays/a.md:3:7")));
    write(root, "essays/a.md", "---\ntitle: T\ndate: 2025-02-25\n---\n\ntwo.\n");
    assert_eq!(window.look()["errors"], 0);
    assert!(window.get("/essays/a/").text().contains("two."));
    // Without settings there is no collection; what was shown stays all the same.
    fs::rename(root.join("pamphlet.toml"), root.join("away")).expect("renamed");
    assert_eq!(window.look()["errors"], 1);
    assert!(window.get("/essays/a/").text().contains("two."));
    fs::rename(root.join("away"), root.join("pamphlet.toml")).expect("renamed");
    assert_eq!(window.look()["errors"], 0);
}

#[test]
fn a_mistake_at_the_beginning_is_told_on_the_page_that_is_not_there() {
    let folder = collection();
    let root = folder.path();
    write(root, "essays/a.md", "No details.\n");
    let window = Window::open(root, &[]);
    let answer = window.get("/essays/a/");
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("/_pamphlet/window.js"), "{}", answer.text());
    essay(root, "a", "one");
    window.look();
    assert_eq!(window.get("/essays/a/").status, 200);
}

#[test]
fn faults_that_only_the_output_shows_are_found_in_a_quiet_moment() {
    let folder = collection();
    let root = folder.path();
    fs::create_dir_all(root.join("themes/plain/templates")).expect("a folder");
    let window = Window::open(root, &[]);
    assert_eq!(window.proved()["errors"], 0);
    let page = window.get("/essays/a/").without_window();
    write(root, "themes/plain/templates/essay.html", "{{ essay.nothing_of_the_kind.at_all }}");
    window.look();
    let faults = window.proved();
    assert!(faults["errors"].as_u64() > Some(0), "{faults}");
    assert_eq!(faults["items"][0]["place"]["path"], "themes/plain/templates/essay.html");
    // The page as it was before its template broke.
    assert!(window.get("/essays/a/").without_window() == page);
}

/// Many programs first empty a file and then write it; in between nothing is wrong.
#[test]
fn a_file_that_is_being_written_is_waited_for() {
    let folder = collection();
    let root = folder.path();
    fs::create_dir_all(root.join("themes/plain/assets")).expect("a folder");
    write(root, "essays/talk.txt", "first");
    write(root, "themes/plain/assets/extra.css", "p { margin: 0 }");
    essay(root, "b", "[it](talk.txt)");
    let mut window = Window::open(root, &[]);
    for (path, text) in [
        ("essays/a.md", "---\ntitle: T\ndate: 2025-02-25\n---\n\nsecond.\n".to_owned()),
        ("essays/talk.txt", "second".to_owned()),
        ("themes/plain/assets/extra.css", "p { margin: 1px }".to_owned()),
        ("pamphlet.toml", CONFIG.to_owned() + "# second\n"),
    ] {
        // On a busy computer a program may take longer than anybody waits; it need not do so every time.
        let is_calm = (0..10).any(|round| {
            let before = window.said.len();
            write(root, path, "");
            std::thread::sleep(std::time::Duration::from_millis(12));
            write(root, path, format!("{text}\n{}", "\n".repeat(round)));
            window.look();
            window.hear(path);
            !window.said[before..].iter().any(|line| line.contains("error"))
        });
        assert!(is_calm, "{path}: {:?}", window.said);
    }
}

/// What is wrong with the output is said once, not after every save.
#[test]
fn the_terminal_does_not_repeat_itself() {
    let folder = collection();
    let root = folder.path();
    fs::create_dir_all(root.join("themes/plain/templates")).expect("a folder");
    write(root, "themes/plain/templates/essay.html", "{{ essay.nothing_of_the_kind.at_all }}");
    let mut window = Window::open(root, &[]);
    window.hear("themes/plain/templates/essay.html:");
    for words in ["two", "three", "four"] {
        essay(root, "a", words);
        window.hear("essays/a.md: ");
        assert!(window.proved()["errors"].as_u64() > Some(0));
    }
    write(root, "themes/plain/templates/essay.html", "{{ essay.nothing_else.at_all }}");
    window.hear("themes/plain/templates/essay.html: ");
    window.hear("themes/plain/templates/essay.html:1");
    let told = window.said.iter().filter(|line| line.contains("nothing_of_the_kind")).count();
    assert_eq!(told, 1, "{:?}", window.said);
}

#[test]
fn it_answers_as_a_host_does() {
    let folder = collection();
    let root = folder.path();
    write(root, "pamphlet.toml", CONFIG.replace("example.org/", "example.org/repo/"));
    write(
        root,
        "essays/b.md",
        "---\ntitle: B\ndate: 2025-02-26\naliases: [/old/]\n---\n\nSee [it](paper.pdf).\n",
    );
    write(root, "essays/paper.pdf", "%PDF-");
    let window = Window::open(root, &[]);
    assert_eq!(window.base_path, "/repo/");
    let policy = "default-src 'none'; script-src 'self'";
    let cases = [
        ("/repo/", 200, Some(("content-type", "text/html; charset=utf-8"))),
        ("/repo", 302, Some(("location", "/repo/"))),
        ("/", 302, Some(("location", "/repo/"))),
        ("/repo/essays/b", 301, Some(("location", "/repo/essays/b/"))),
        ("/repo/essays/b/", 200, Some(("content-security-policy", policy))),
        ("/repo/essays/b/?q=1", 200, None),
        ("/repo/essays/b?q=1", 301, Some(("location", "/repo/essays/b/?q=1"))),
        ("/_pamphlet", 302, Some(("location", "/_pamphlet/"))),
        ("/repo/old/", 200, Some(("content-type", "text/html; charset=utf-8"))),
        ("/repo/nowhere/", 404, Some(("content-type", "text/html; charset=utf-8"))),
        ("/essays/b/", 404, None),
        ("/repo/feed.xml", 200, Some(("content-type", "application/atom+xml; charset=utf-8"))),
        ("/repo/essays/b/paper.pdf", 200, Some(("content-type", "application/pdf"))),
        ("/repo/robots.txt", 200, Some(("x-content-type-options", "nosniff"))),
    ];
    for (path, status, header) in cases {
        let answer = window.get(path);
        assert_eq!(answer.status, status, "{path}");
        if let Some((name, value)) = header {
            assert!(
                answer.header(name).is_some_and(|it| it.starts_with(value)),
                "{path}: {:?}",
                answer.headers
            );
        }
    }
    assert!(window.get("/repo/old/").text().contains("../essays/b/"));
    assert!(window.get("/repo/nowhere/").text().contains("href=\"/repo/"));
    let head = window.ask("HEAD", "/repo/", &[], "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    let tag = window.get("/repo/").header("etag").expect("a tag").to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        assert_eq!(window.ask("GET", "/repo/", &[("If-None-Match", &known)], "").status, 304, "{known}");
    }
}

/// Players of recordings and films jump about in them.
#[test]
fn a_part_of_a_file_may_be_asked_for() {
    let folder = collection();
    let root = folder.path();
    write(root, "essays/talk.mp3", (0..=255_u8).cycle().take(10_000).collect::<Vec<_>>());
    essay(root, "a", "Hear [it](talk.mp3)");
    let window = Window::open(root, &[]);
    let path = "/essays/a/talk.mp3";
    let whole = window.get(path);
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, Some("bytes")));
    let tag = whole.header("etag").expect("a tag").to_owned();
    let part = |headers: &[(&str, &str)]| window.ask("GET", path, headers, "");
    let some = part(&[("Range", "bytes=300-309")]);
    assert_eq!((some.status, some.header("content-range")), (206, Some("bytes 300-309/10000")));
    assert_eq!(some.body, whole.body[300..310]);
    assert_eq!(part(&[("Range", "bytes=-5")]).body, whole.body[9_995..]);
    assert_eq!(part(&[("Range", "bytes=9990-"), ("If-Range", &tag)]).body, whole.body[9_990..]);
    assert_eq!(part(&[("Range", "bytes=9990-"), ("If-Range", "\"old\"")]).body.len(), 10_000);
    let beyond = part(&[("Range", "bytes=10000-")]);
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */10000")));
    assert_eq!(window.ask("HEAD", path, &[("Range", "bytes=0-1")], "").status, 200);
}

#[test]
fn nobody_else_is_let_in_and_nothing_else_is_shown() {
    let folder = collection();
    let root = folder.path();
    write(root, "secret.txt", "secret");
    let window = Window::open(root, &[]);
    for path in [
        "/../pamphlet.toml",
        "/%2e%2e/pamphlet.toml",
        "/..%2fpamphlet.toml",
        "/essays/../../pamphlet.toml",
        "//etc/passwd",
        "/pamphlet.toml",
        "/secret.txt",
        "/essays/a.md",
        "/_pamphlet/../pamphlet.toml",
        "/_pamphlet/nothing",
        "/%00",
        "/%",
    ] {
        let answer = window.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("promoter_name"), "{path}");
    }
    assert_eq!(window.ask("GET", "/", &[("Host", "evil.example")], "").status, 403);
    assert_eq!(window.ask("GET", "/_pamphlet/faults.json", &[("Host", "evil.example")], "").status, 403);
    assert_eq!(window.ask("GET", "/", &[("Origin", "http://evil.example")], "").status, 403);
    let twice = [("Host", "localhost"), ("Host", "evil.example")];
    assert_eq!(window.ask("GET", "/", &twice, "").status, 400);
    let neighbour = [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "no-cors")];
    assert_eq!(window.ask("GET", "/_pamphlet/faults.json", &neighbour, "").status, 403);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        assert_eq!(window.ask(method, "/", &[], "").status, 405, "{method}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_collection_is_not_followed() {
    let outside = tempfile::tempdir().expect("a folder");
    write(outside.path(), "secret.pdf", "secret");
    let folder = collection();
    let root = folder.path();
    std::os::unix::fs::symlink(outside.path().join("secret.pdf"), root.join("essays/a.pdf")).expect("a link");
    write(outside.path(), "picture.png", PIXEL);
    std::os::unix::fs::symlink(outside.path().join("picture.png"), root.join("essays/b.png"))
        .expect("a link");
    essay(root, "a", "See [it](a.pdf)\n\n![A dot](b.png)");
    let window = Window::open(root, &[]);
    let page = window.get("/essays/a/").text();
    let name = page.split("<img").nth(1).and_then(|rest| rest.split("src=\"../..").nth(1));
    let name = name.and_then(|rest| rest.split('"').next());
    let picture = window.get(name.expect("a picture"));
    assert_eq!(picture.status, 403, "{}", picture.text());
    let answer = window.get("/essays/a/a.pdf");
    assert_eq!(answer.status, 403, "{}", answer.text());
    assert!(!answer.text().contains("secret."), "{}", answer.text());
}

#[cfg(unix)]
#[test]
fn a_file_is_opened_by_a_page_of_this_site_and_by_nobody_else() {
    use std::os::unix::fs::PermissionsExt;
    let folder = collection();
    let root = folder.path();
    write(root, "editor.sh", "#!/bin/sh\nprintf '%s\\n' \"$@\" > opened.part && mv opened.part opened\n");
    fs::set_permissions(root.join("editor.sh"), fs::Permissions::from_mode(0o755)).expect("set");
    let command = format!("{} --place {{line}}:{{column}} {{file}}", root.join("editor.sh").display());
    let window = Window::open(root, &["--editor", &command]);
    let faults = window.get("/_pamphlet/faults.json").json();
    let token = faults["token"].as_str().expect("a token");
    let origin = format!("http://localhost:{}", window.port);
    let asks =
        |headers: &[(&str, &str)], wish: &str| window.ask("POST", "/_pamphlet/open", headers, wish).status;
    let wish = r#"{"path": "essays/a.md", "line": 3, "column": 7}"#;
    assert_eq!(asks(&[("Origin", &origin)], wish), 403, "without a token");
    assert_eq!(asks(&[("X-Pamphlet-Token", token)], wish), 403, "without an origin");
    assert_eq!(asks(&[("X-Pamphlet-Token", "0"), ("Origin", &origin)], wish), 403, "with a wrong token");
    let proper = [("X-Pamphlet-Token", token), ("Origin", origin.as_str())];
    for path in ["/etc/passwd", "../secret", "essays/../pamphlet.toml", "editor.sh", ""] {
        assert_eq!(asks(&proper, &format!(r#"{{"path": "{path}"}}"#)), 403, "{path}");
    }
    assert!(!root.join("opened").exists());
    assert_eq!(asks(&proper, wish), 200);
    let begun = std::time::Instant::now();
    while !root.join("opened").exists() && begun.elapsed().as_secs() < 30 {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let opened = fs::read_to_string(root.join("opened")).expect("it was opened");
    assert_eq!(opened.lines().take(2).collect::<Vec<_>>(), ["--place", "3:7"]);
    assert!(opened.lines().nth(2).is_some_and(|file| file.ends_with("essays/a.md")), "{opened}");
}

#[test]
fn the_desk_shows_what_the_site_does_not() {
    let folder = collection();
    let root = folder.path();
    write(
        root,
        "pamphlet.toml",
        CONFIG.to_owned()
            + "[[themes]]\nid = \"tea\"\nname = \"Tea and talk\"\n[[themes]]\nid = \"milk\"\nname = \"Milk\"\n",
    );
    write(root, "essays/a.md", "---\ntitle: A\ndate: 2025-02-25\nthemes: [tea]\n---\n\nOne two three.\n");
    write(
        root,
        "essays/b.md",
        "---\ntitle: B\ndate: 2027-02-25\nexpires: 2027-03-01\nthemes: [tea]\n---\n\nOne.\n",
    );
    write(root, "essays/c.md", "---\ntitle: C\ndraft: true\nthemes: [tea]\n---\n\nOne [two](nowhere.md).\n");
    write(
        root,
        "essays/d.md",
        "---\ntitle: D\ndate: 2024-02-25\nexpires: 2025-03-01\nthemes: [tea]\n---\n\nOne.\n",
    );
    write(root, "essays/idle.txt", "Nobody links to it.");
    let window = Window::open(root, &[]);
    let desk = window.get("/_pamphlet/desk.json").json();
    let rows: Vec<String> = desk["essays"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            format!("{} {} {} {} {}", row["path"], row["status"], row["words"], row["themes"], row["href"])
        })
        .collect();
    let expected = [
        r#""essays/a.md" "published" 3 ["Tea and talk"] "/essays/a/""#,
        r#""essays/b.md" "scheduled" 1 ["Tea and talk"] null"#,
        r#""essays/c.md" "draft" 2 ["Tea and talk"] null"#,
        r#""essays/d.md" "expired" 1 ["Tea and talk"] null"#,
    ];
    assert_eq!(rows, expected);
    let calendar: Vec<String> = desk["calendar"]
        .as_array()
        .expect("a calendar")
        .iter()
        .map(|one| format!("{} {} {}", one["date"], one["what"], one["title"]))
        .collect();
    assert_eq!(calendar, [r#""2027-02-25" "appears" "B""#, r#""2027-03-01" "expires" "B""#]);
    write(
        root,
        "essays/a.md",
        "---\ntitle: A\ndate: 2025-02-25\nthemes: [tea]\nsummary: Mine.\nshare:\n  title: Theirs\n  description: For them.\n---\n\nOne two three.\n",
    );
    window.look();
    let shared = &window.get("/_pamphlet/desk.json").json()["essays"][0]["share"];
    assert_eq!((&shared["title"], &shared["summary"]), (&"Theirs".into(), &"For them.".into()));
    assert_eq!(desk["unused"]["themes"][0], "Milk");
    assert_eq!(desk["unused"]["files"][0], "essays/idle.txt");
    assert_eq!(window.get("/_pamphlet/").status, 200);
    write(root, "essays/a.md", "Nothing.\n");
    window.look();
    let desk = window.get("/_pamphlet/desk.json").json();
    assert_eq!(desk["essays"][0]["status"], "unreadable");
    assert_eq!(desk["essays"][0]["errors"], 1);
}

#[test]
fn a_port_that_is_taken_is_passed_over_and_said() {
    let folder = collection();
    let first = Window::open(folder.path(), &[]);
    let mut second = Window::open_at(folder.path(), &first.port.to_string(), &[], &[]);
    assert_ne!(first.port, second.port);
    second.said.retain(|line| line.contains("Another program listens at port"));
    assert_eq!(second.said.len(), 1, "it is not said");
}

#[cfg(unix)]
#[test]
fn it_ends_when_told_to_and_leaves_nothing_behind() {
    let folder = collection();
    let window = Window::open(folder.path(), &[]);
    let port = window.port;
    // What was drawn is kept for the next time; a folder that may be deleted is nothing left behind.
    let sources = || {
        let mut files = tree(folder.path());
        files.retain(|path, _| !path.contains(".pamphlet-cache"));
        files
    };
    let before = sources();
    window.proved();
    window.get("/");
    // Somebody who listens for changes does not keep it from ending.
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    let request = format!("GET /_pamphlet/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    std::io::Write::write_all(&mut stream, request.as_bytes()).expect("asked");
    assert_eq!(window.end(), Some(0));
    assert!(sources() == before, "something was written");
    // Nothing of the window is ever in a built site.
    says(folder.path(), &["build"], 0, "Built");
    for (path, bytes) in tree(&folder.path().join("output")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("_pamphlet"), "{path}");
    }
}

#[test]
fn without_a_collection_there_is_nothing_to_serve() {
    let folder = tempfile::tempdir().expect("a folder");
    says(folder.path(), &["serve"], 2, "E201");
    let folder = collection();
    says(folder.path(), &["serve", "--bind", "203.0.113.7"], 2, "E505");
}

/// A thousand saves and a hundred listeners: neither memory nor handles grow with them.
#[cfg(target_os = "linux")]
#[test]
fn a_long_day_leaves_it_as_it_was() {
    fn handles(process: u32) -> usize {
        fs::read_dir(format!("/proc/{process}/fd")).expect("handles").count()
    }
    fn resident(process: u32) -> u64 {
        let text = fs::read_to_string(format!("/proc/{process}/status")).expect("a status");
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }
    let folder = collection();
    let root = folder.path();
    for number in 0..20 {
        essay(root, &format!("n{number}"), &"Words and more words. ".repeat(200));
    }
    let window = Window::open(root, &[]);
    let saves = |from: usize, to: usize| {
        for number in from..to {
            essay(
                root,
                &format!("n{}", number % 20),
                &format!("{} Save {number}", "Words and more words. ".repeat(200)),
            );
            window.look();
            assert!(
                window.get(&format!("/essays/n{}/", number % 20)).text().contains(&format!("Save {number}."))
            );
        }
    };
    saves(0, 100);
    window.proved();
    let (memory, files) = (resident(window.process()), handles(window.process()));
    let request = format!("GET /_pamphlet/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", window.port);
    let listeners: Vec<std::net::TcpStream> = (0..100)
        .map(|_| {
            let mut stream = std::net::TcpStream::connect(("127.0.0.1", window.port)).expect("it listens");
            std::io::Write::write_all(&mut stream, request.as_bytes()).expect("asked");
            stream
        })
        .collect();
    saves(100, 1_000);
    // Who listens hears the last turn.
    for mut stream in listeners {
        stream.set_read_timeout(Some(std::time::Duration::from_secs(60))).expect("set");
        let mut heard = String::new();
        let mut buffer = [0; 4096];
        while !heard.contains("event: turn") {
            let read = std::io::Read::read(&mut stream, &mut buffer).expect("heard");
            assert!(read > 0, "the connection ended");
            heard += &String::from_utf8_lossy(&buffer[..read]);
        }
    }
    window.proved();
    let begun = std::time::Instant::now();
    while handles(window.process()) > files + 2 && begun.elapsed().as_secs() < 60 {
        // A connection that was left is noticed when somebody next writes to it.
        saves(1_000, 1_001);
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(
        handles(window.process()) <= files + 2,
        "{} handles grew to {}",
        files,
        handles(window.process())
    );
    let grown = resident(window.process());
    // Whatever one save leaves behind, nine hundred make plain.
    assert!(grown < memory + 10_000, "{memory} kB grew to {grown} kB");
}
