//! Collections of any size, the same bytes every time: essays of about 1,500 words with sections, notes, quotations,
//! links to one another, lists, and code in every twentieth.

use std::fs;
use std::io;
use std::path::Path;

/// A small generator of numbers (SplitMix64): the corpus must not change with a crate's version.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap_or(0)
    }
}

const STARTS: [&str; 24] = [
    "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "br", "cl", "dr", "gr", "pl",
    "sh", "st", "th", "tr",
];
const MIDDLES: [&str; 12] = ["a", "e", "i", "o", "u", "ai", "ea", "ou", "ar", "en", "in", "or"];
const ENDS: [&str; 14] = ["", "n", "r", "s", "t", "d", "l", "nd", "st", "ng", "ment", "ing", "ly", "tion"];
const SMALL: [&str; 16] = [
    "the", "of", "and", "a", "to", "in", "is", "that", "it", "was", "for", "on", "are", "with", "they", "be",
];

/// Different words of the language, besides names that are met once.
const VOCABULARY: f64 = 60_000.0;

/// One word in so many is a name that is met nowhere else.
const NAMES: usize = 300;

/// Words are met as often as in any language (Zipf): the second half as often as the first, and so on.
fn word(dice: &mut Dice) -> String {
    if dice.roll(NAMES) == 0 {
        return made_up(dice);
    }
    let share = dice.roll(1 << 24) as f64 / f64::from(1 << 24);
    let rank = VOCABULARY.powf(share) as usize - 1;
    match SMALL.get(rank) {
        Some(small) => (*small).to_owned(),
        None => made_up(&mut Dice(rank as u64)),
    }
}

fn made_up(dice: &mut Dice) -> String {
    let mut word = String::new();
    for _ in 0..=dice.roll(2) {
        word.push_str(STARTS[dice.roll(STARTS.len())]);
        word.push_str(MIDDLES[dice.roll(MIDDLES.len())]);
    }
    word + ENDS[dice.roll(ENDS.len())]
}

fn words(dice: &mut Dice, count: usize) -> String {
    (0..count).map(|_| word(dice)).collect::<Vec<_>>().join(" ")
}

fn sentence(dice: &mut Dice) -> String {
    let length = 8 + dice.roll(14);
    let text = words(dice, length);
    let mut signs = text.chars();
    let first = signs.next().map(|sign| sign.to_uppercase().to_string()).unwrap_or_default();
    let rest = signs.as_str();
    match dice.roll(12) {
        0 => format!("{first}{rest}, and *{}* too.", words(dice, 2)),
        1 => format!("\"{first}{rest},\" it's said."),
        2 => format!("{first}{rest} -- {}.", words(dice, 3)),
        _ => format!("{first}{rest}."),
    }
}

fn paragraph(dice: &mut Dice) -> String {
    let count = 3 + dice.roll(4);
    (0..count).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")
}

fn essay(number: usize, size: usize) -> String {
    let mut dice = Dice(number as u64 * 7919 + 1);
    let themes = ["climate", "cohesion", "stagnation"];
    let mut text = format!(
        "---\ntitle: \"{} {number}\"\ndate: 20{:02}-{:02}-{:02}\nauthors: [author-{}]\nthemes: [{}]\nplaces: [place-{}]\nsummary: {}\n---\n\n",
        words(&mut dice, 4),
        dice.roll(25),
        1 + dice.roll(12),
        1 + dice.roll(28),
        dice.roll(50.min(size)),
        themes[dice.roll(3)],
        dice.roll(40),
        words(&mut dice, 16),
    );
    for section in 0..5 {
        if section > 0 {
            text.push_str(&format!("## {}\n\n", words(&mut dice, 4)));
        }
        for _ in 0..4 {
            text.push_str(&paragraph(&mut dice));
            text.push_str("\n\n");
        }
        let other = dice.roll(size);
        text.push_str(&format!(
            "See [another essay](essay-{other}.md) on this.[^{section}]\n\n[^{section}]: {}\n\n",
            sentence(&mut dice)
        ));
        match section {
            1 => text.push_str(&format!("> {}\n\n", paragraph(&mut dice))),
            2 => text.push_str(&format!("- {}\n- {}\n\n", sentence(&mut dice), sentence(&mut dice))),
            3 if number.is_multiple_of(20) => {
                text.push_str(&format!("```python\ndef f{number}(a, b):\n    # {number}\n    return a + \"{number}\" * b\n```\n\n"));
            }
            _ => {}
        }
    }
    text
}

/// Writes a collection and gives the bytes of its essays.
pub(crate) fn write(root: &Path, size: usize) -> io::Result<u64> {
    fs::create_dir_all(root.join("essays"))?;
    fs::write(
        root.join("pamphlet.toml"),
        "[site]\ntitle = \"A Corpus\"\nbase_url = \"https://example.org/\"\ndesign = \"plain\"\ndemo = true\n\
         [imprint]\npromoter_name = \"Example Society\"\npromoter_address = \"1 Example Street, Example Town, ZZ99 9ZZ\"\n",
    )?;
    let mut bytes = 0;
    for number in 0..size {
        let text = essay(number, size);
        bytes += text.len() as u64;
        fs::write(root.join(format!("essays/essay-{number}.md")), text)?;
    }
    Ok(bytes)
}

/// Writes the same essays as a Hugo site with templates of the like.
pub(crate) fn for_hugo(root: &Path) -> io::Result<()> {
    let site = root.join("hugo");
    for folder in ["content/essays", "layouts/_default"] {
        fs::create_dir_all(site.join(folder))?;
    }
    fs::write(
        site.join("hugo.toml"),
        "baseURL = \"https://example.org/\"\ntitle = \"A Corpus\"\n[taxonomies]\ntheme = \"themes\"\nauthor = \"authors\"\nplace = \"places\"\n\
         [markup.goldmark.extensions]\n[markup.highlight]\nnoClasses = false\n[services.rss]\nlimit = 20\n[pagination]\npagerSize = 50\n",
    )?;
    let head = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title>\
        <link rel=\"canonical\" href=\"{{ .Permalink }}\"></head><body><nav><a href=\"/\">Home</a> <a href=\"/essays/\">Essays</a></nav><main>";
    let foot = "</main><footer>Promoted by Example Society, 1 Example Street, Example Town, ZZ99 9ZZ.</footer></body></html>";
    let single = "<h1>{{ .Title }}</h1><p>{{ .Date.Format \"2 January 2006\" }}, {{ .ReadingTime }} min</p>{{ .TableOfContents }}{{ .Content }}\
        {{ range first 3 (site.RegularPages.Related .) }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}\
        {{ with .NextInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}{{ with .PrevInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}";
    let list = "<h1>{{ .Title }}</h1>{{ range .Paginator.Pages }}<p><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></p>{{ end }}";
    fs::write(site.join("layouts/_default/single.html"), format!("{head}{single}{foot}"))?;
    fs::write(site.join("layouts/_default/list.html"), format!("{head}{list}{foot}"))?;
    for entry in fs::read_dir(root.join("essays"))?.flatten() {
        let text = fs::read_to_string(entry.path())?.replace(".md)", "/)");
        fs::write(site.join("content/essays").join(entry.file_name()), text)?;
    }
    Ok(())
}
