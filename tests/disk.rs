//! What disks do to a build: full, mounted, read-only, somebody else's; killed builds, readers and builds at once.
//! After each of them the output is the old site or the new one, whole.
#![allow(missing_docs, clippy::disallowed_methods, clippy::panic, reason = "this is a test")]
#![cfg(unix)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use support::program::{collection, command, essay, leftovers, pamphlet, says, tree, write};

/// A mounted disk, taken down at the end.
struct Mount(PathBuf);

impl Mount {
    /// Mounts something at a new folder; says aloud what is skipped where nobody may mount here.
    fn new(folder: PathBuf, what: &str, arguments: &[&str]) -> Option<Self> {
        fs::create_dir_all(&folder).expect("a folder");
        let done = Command::new("mount").args(arguments).arg(&folder).output();
        if done.is_ok_and(|done| done.status.success()) {
            return Some(Self(folder));
        }
        support::skipped(what, "Only root may mount a disk, and only on Linux.");
        None
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// Runs a build that must fail, and asserts that the output is as it was and nothing was left beside it.
fn fails(root: &Path, output: &Path, code: i32, words: &str) -> String {
    let before = tree(output);
    assert!(before.contains_key("index.html"), "there is an old site");
    let output_word = output.to_str().expect("a name");
    let told = says(root, &["build", "-o", output_word], code, words);
    assert!(tree(output) == before, "the old site was touched:\n{told}");
    assert_eq!(leftovers(output.parent().expect("a folder")), [""; 0], "{told}");
    told
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let folder = collection();
    let root = folder.path();
    let small = ["-t", "tmpfs", "-o", "size=4m", "tmpfs"];
    let Some(disk) = Mount::new(root.join("disk"), "a full disk", &small) else { return };
    let output = disk.0.join("output");
    says(root, &["build", "-o", "disk/output"], 0, "Built");
    for number in 0..20 {
        essay(root, &format!("e{number}"), &"many words ".repeat(10_000));
    }
    let told = fails(root, &output, 2, "the disk is full");
    assert!(told.contains("Free some space"), "{told}");
    (0..20).for_each(|number| essay(root, &format!("e{number}"), "few words"));
    says(root, &["build", "-o", "disk/output"], 0, "Built");
}

#[test]
fn an_output_that_is_a_disk_of_its_own_is_refused() {
    let folder = collection();
    let root = folder.path();
    let arguments = ["-t", "tmpfs", "tmpfs"];
    let Some(disk) = Mount::new(root.join("output"), "an output that is a mount point", &arguments) else {
        return;
    };
    let told = says(root, &["build"], 2, "it is a disk of its own");
    assert!(told.contains("Choose a folder inside it with --output"), "{told}");
    assert_eq!(tree(&disk.0).len(), 0);
    assert_eq!(leftovers(root), [""; 0]);
    says(root, &["build", "-o", "output/site"], 0, "Built");
}

/// A folder of the same disk, mounted over the output: it cannot be told by the number of its disk, only by trying.
#[test]
fn an_output_that_is_bound_is_refused() {
    let folder = collection();
    let root = folder.path();
    says(root, &["build"], 0, "Built");
    fs::rename(root.join("output"), root.join("elsewhere")).expect("moved");
    let elsewhere = root.join("elsewhere");
    let arguments = ["--bind", elsewhere.to_str().expect("a name")];
    let Some(disk) = Mount::new(root.join("output"), "an output that is bound", &arguments) else { return };
    essay(root, "a", "changed");
    fails(root, &disk.0, 2, "it is a disk of its own");
}

#[test]
fn a_disk_that_can_only_be_read_is_said() {
    let folder = collection();
    let root = folder.path();
    let arguments = ["-t", "tmpfs", "tmpfs"];
    let Some(disk) = Mount::new(root.join("disk"), "a read-only disk", &arguments) else { return };
    says(root, &["build", "-o", "disk/output"], 0, "Built");
    let again = Command::new("mount").args(["-o", "remount,ro"]).arg(&disk.0).status();
    assert!(again.is_ok_and(|status| status.success()), "the disk is made read-only");
    fails(root, &disk.0.join("output"), 2, "the disk can only be read");
}

/// Root may write everywhere, so the program is run as nobody in particular.
#[test]
fn a_folder_without_permission_is_said() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = collection();
    let root = folder.path();
    says(root, &["build", "-o", "site/output"], 0, "Built");
    let before = tree(&root.join("site"));
    let readable = |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o555)).expect("set");
    [root.to_owned(), root.join("site"), root.join("site/output")].iter().for_each(|path| readable(path));
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let program = root.join("program");
    fs::set_permissions(root, fs::Permissions::from_mode(0o755)).expect("set");
    // The copy lies where everybody may look.
    fs::copy(env!("CARGO_BIN_EXE_pamphlet"), &program).expect("copied");
    let mut build = Command::new(&program);
    build.args(["build", "-o", "site/output"]).current_dir(root).env("NO_COLOR", "1");
    if is_root {
        build.uid(65_534).gid(65_534);
    }
    match build.output() {
        Ok(done) => {
            let told = String::from_utf8_lossy(&done.stderr).into_owned();
            assert_eq!(done.status.code(), Some(2), "{told}");
            assert!(told.contains("there is no permission"), "{told}");
            assert!(told.contains("Choose another folder with --output"), "{told}");
            assert!(tree(&root.join("site")) == before, "the old site was touched");
        }
        Err(error) => support::skipped("a folder without permission", &error.to_string()),
    }
    fs::set_permissions(root.join("site"), fs::Permissions::from_mode(0o755)).expect("set");
    fs::set_permissions(root.join("site/output"), fs::Permissions::from_mode(0o755)).expect("set");
}

/// Each of these, alone: a fault that says what it is, and the old site as it was.
#[test]
fn what_cannot_be_read_leaves_the_old_site() {
    use std::os::unix::ffi::OsStrExt;
    let folder = collection();
    let root = folder.path();
    let output = root.join("output");
    says(root, &["build"], 0, "Built");
    let essay = "---\ntitle: T\ndate: 2025-02-25\n---\n\nWords.\n";
    write(root, "essays/latin.md", b"---\ntitle: T\ndate: 2025-02-25\n---\n\nBritain\x92s.\n");
    fails(root, &output, 1, "E171");
    fs::remove_file(root.join("essays/latin.md")).expect("gone");
    fs::File::create(root.join("essays/long.md"))
        .and_then(|file| file.set_len(100_000_000))
        .expect("a large file");
    fails(root, &output, 1, "has 100 MB");
    fs::remove_file(root.join("essays/long.md")).expect("gone");
    std::os::unix::fs::symlink(root.join("essays"), root.join("essays/loop")).expect("a link");
    fails(root, &output, 1, "leads back");
    fs::remove_file(root.join("essays/loop")).expect("gone");
    std::os::unix::fs::symlink("nowhere.md", root.join("essays/dangling.md")).expect("a link");
    fails(root, &output, 1, "E174");
    fs::remove_file(root.join("essays/dangling.md")).expect("gone");
    write(root, "essays/Same.md", essay);
    write(root, "essays/same.md", essay.replace("title", "slug: other\ntitle"));
    fails(root, &output, 1, "E175");
    fs::remove_file(root.join("essays/same.md")).expect("gone");
    let name = std::ffi::OsStr::from_bytes(b"essays/n\xE4me.md");
    if fs::write(root.join(name), essay).is_ok() {
        fails(root, &output, 1, "E174");
        fs::remove_file(root.join(name)).expect("gone");
    }
    says(root, &["build"], 0, "Built");
}

#[test]
fn a_link_to_the_output_stays_a_link() {
    let folder = collection();
    let root = folder.path();
    fs::create_dir_all(root.join("www/site")).expect("a folder");
    std::os::unix::fs::symlink("www/site", root.join("output")).expect("a link");
    for words in ["one", "two"] {
        essay(root, "a", words);
        says(root, &["build"], 0, "Built");
        assert!(root.join("output").is_symlink(), "the link was replaced");
        let page = fs::read_to_string(root.join("www/site/essays/a/index.html")).expect("a page");
        assert!(page.contains(&format!(">{words}.</p>")), "{page}");
    }
}

/// A build killed between the swap and its end has the old site, and the repository in it, in its own folder.
#[test]
fn a_repository_outlives_a_killed_build() {
    let folder = collection();
    let root = folder.path();
    says(root, &["build"], 0, "Built");
    fs::create_dir_all(root.join(".output.building-1/.git")).expect("a folder");
    write(root, ".output.building-1/.git/HEAD", "ref");
    write(root, ".output.building-1/index.html", "old");
    write(root, ".output.building-1.lock", "");
    says(root, &["build"], 0, "Built");
    assert_eq!(fs::read_to_string(root.join("output/.git/HEAD")).expect("the repository"), "ref");
    assert_eq!(leftovers(root), [""; 0]);
}

const ESSAYS: usize = 120;

fn fill(root: &Path, version: u64) {
    (0..ESSAYS).for_each(|number| essay(root, &format!("e{number}"), &format!("version{version}")));
}

/// The version of a page. A reader who followed the path just as the folder was exchanged may meet a file that goes
/// away; whoever asks again finds it.
fn version(root: &Path, number: usize) -> Option<u64> {
    let page = root.join(format!("output/essays/e{number}/index.html"));
    let text = fs::read_to_string(&page)
        .or_else(|_| fs::read_to_string(&page))
        .unwrap_or_else(|error| panic!("{} is not there: {error}", page.display()));
    let (_, rest) = text.split_once(">version")?;
    rest.split_once('.')?.0.parse().ok()
}

/// Looks at every page. Versions only ever rise, so where the first page is the same before and after, no swap came
/// between, and all pages must be of that version.
fn look(root: &Path) -> bool {
    let first = version(root, 0).expect("a whole page");
    let versions: BTreeSet<u64> =
        (0..ESSAYS).map(|number| version(root, number).expect("a whole page")).collect();
    if version(root, 0) != Some(first) {
        return false;
    }
    assert_eq!(versions, BTreeSet::from([first]), "a mixture");
    true
}

/// Numbers by chance, from a seed that is told when something fails.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        // The multiplier of Knuth's MMIX generator.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}

#[test]
fn killed_at_any_moment_the_output_is_whole() {
    let folder = collection();
    let root = folder.path();
    fill(root, 0);
    // Share cards are drawn once, and then no more.
    says(root, &["build"], 0, "Built");
    let begun = Instant::now();
    says(root, &["build"], 0, "Built");
    let usual = u64::try_from(begun.elapsed().as_micros()).expect("a short time");
    let seed = u64::from(begun.elapsed().subsec_nanos());
    let (mut chance, over) = (Chance(seed), AtomicBool::new(false));
    let told = format!("seed {seed}");
    let (looks, published) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut looks = 0;
            while !over.load(Ordering::Relaxed) {
                looks += u32::from(look(root));
                std::thread::sleep(Duration::from_millis(1));
            }
            looks
        });
        let mut published = BTreeSet::new();
        for round in 1..=40 {
            fill(root, round);
            let mut build = command(root, &["build"]).spawn().expect("the program runs");
            std::thread::sleep(Duration::from_micros(chance.below(usual * 4)));
            build.kill().expect("killed");
            build.wait().expect("ended");
            assert!(look(root), "nobody else builds, {told}");
            published.insert(version(root, 0));
        }
        over.store(true, Ordering::Relaxed);
        (reader.join().unwrap_or_else(|_| panic!("the reader met a mixture, {told}")), published.len())
    });
    assert!(looks > 20, "the reader looked only {looks} times, {told}");
    assert!(published > 2, "every build was killed too early to matter, {told}");
    says(root, &["build"], 0, "Built");
    assert_eq!(leftovers(root), [""; 0], "leftovers are cleared, {told}");
}

/// Builds of two collections into one folder: whichever comes last, no site is put together from both.
#[test]
fn builds_at_once_do_no_harm() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for (name, version) in [("one", 1), ("two", 2)] {
        fs::create_dir_all(root.join(name).join("essays")).expect("a folder");
        write(&root.join(name), "pamphlet.toml", support::program::CONFIG);
        fill(&root.join(name), version);
    }
    for round in 0..5 {
        let build = |name| command(root, &["build", "--root", name, "-o", "output"]).spawn().expect("runs");
        let mut builds = ["one", "two", "one", "two", "one"].map(build);
        for build in &mut builds {
            assert!(build.wait().expect("ended").success(), "round {round}");
        }
        assert!(look(root), "nobody builds any more");
        assert_eq!(leftovers(root), [""; 0]);
    }
    assert!(pamphlet(root, &["build", "--root", "one", "-o", "output"]).status.success());
    assert_eq!(version(root, 7), Some(1));
}
