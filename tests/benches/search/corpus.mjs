// Essays in which meaning can be found: each is about a few topics, and says so in the forms of its words.
// The words are those of the published Porter2 vocabulary; which of them belong together is decided by lot, the same each time.
import fs from "node:fs";
import path from "node:path";
import { execFileSync } from "node:child_process";

// SplitMix32: the same essays each time, whatever Node.
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad) >>> 0;
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97) >>> 0;
    return (z ^ (z >>> 15)) >>> 0;
  };
  const roll = (sides) => next() % sides;
  return { roll, pick: (list) => list[roll(list.length)], share: () => next() / 2 ** 32 };
}

const SMALL = ("the of and a to in is that it was for on are with they be at one have this from or had by but not what all were we when your can said " +
  "there use an each which she do how their if will up other about out many then them these so some her would make like him into time has look two").split(" ");

// The vocabulary and its stems, where cargo keeps the crate that brings them.
export function vocabulary(root) {
  const metadata = JSON.parse(execFileSync("cargo", ["metadata", "--format-version", "1", "--locked"], { cwd: root, maxBuffer: 1 << 28 }));
  const crate = path.dirname(metadata.packages.find((one) => one.name === "rust-stemmers").manifest_path);
  const read = (name) => fs.readFileSync(path.join(crate, "test_data", name), "utf8").split("\n");
  const [words, stems] = [read("voc_en.txt"), read("res_en.txt")];
  const families = new Map();
  words.forEach((word, at) => {
    if (!/^[a-z]{4,12}$/.test(word)) return;
    families.set(stems[at], (families.get(stems[at]) ?? []).concat(word));
  });
  return [...families.values()];
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

export function essays(families, count, seed) {
  const { roll, pick, share } = dice(seed);
  const zipf = (list) => list[Math.floor(list.length ** share()) - 1];
  const topics = Array.from({ length: 250 }, () => Array.from({ length: 90 }, () => pick(families)));
  return Array.from({ length: count }, (_, number) => {
    const own = [pick(topics), pick(topics), pick(topics)];
    const names = Array.from({ length: 6 }, () => capital(pick(pick(families)).slice(0, 4) + pick(pick(families)).slice(-4)));
    const word = () => {
      const lot = roll(100);
      if (lot < 44) return zipf(SMALL);
      if (lot < 76) return pick(zipf(own[roll(5) < 3 ? 0 : 1 + roll(2)]));
      if (lot < 78) return pick(names);
      return pick(zipf(families));
    };
    const sentence = () => capital(Array.from({ length: 8 + roll(13) }, word).join(" ")) + ".";
    const paragraph = () => Array.from({ length: 3 + roll(4) }, sentence);
    const sections = Array.from({ length: 5 }, () => ({
      heading: capital([pick(zipf(own[0])), zipf(SMALL), pick(zipf(own[1]))].join(" ")),
      paragraphs: Array.from({ length: 5 }, paragraph),
    }));
    const title = capital([pick(zipf(own[0])), zipf(SMALL), pick(zipf(own[1])), pick(zipf(own[2]))].join(" "));
    return { slug: `essay-${number}`, title, summary: sentence(), sections };
  });
}

// The samples, as far as they are prose: details aside, sentences cut at full stops.
export function samples(root) {
  const folder = path.join(root, "essays");
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".md"));
  return files.flatMap((name) => {
    const [, , details, body] = /^(---|\+\+\+)\n([\s\S]*?)\n\1\n([\s\S]*)$/.exec(fs.readFileSync(path.join(folder, name), "utf8"));
    const one = (key) => new RegExp(`^${key} ?[:=] *"?(.*?)"?$`, "m").exec(details)?.[1] ?? "";
    if (/^draft: true/m.test(details) || one("date") > "2027") return [];
    const sections = [{ heading: "", paragraphs: [] }];
    for (const block of body.split(/\n{2,}/)) {
      const text = block.replace(/\[\^[^\]]*\]/g, "").replace(/[*_`]/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\s+/g, " ").trim();
      if (text.startsWith("## ")) sections.push({ heading: text.slice(3), paragraphs: [] });
      else if (/^[A-Z‘“]/.test(text)) sections.at(-1).paragraphs.push(text.split(/(?<=[.?!]) (?=[A-Z])/));
    }
    return [{ slug: name.slice(0, -3), title: one("title").replace(/[*_]/g, ""), summary: one("summary"), sections }];
  });
}

// A collection on disk that pamphlet builds.
export function write(folder, essays) {
  fs.mkdirSync(path.join(folder, "essays"), { recursive: true });
  fs.writeFileSync(path.join(folder, "pamphlet.toml"), "[site]\ntitle = \"A benchmark\"\nbase_url = \"https://example.org/\"\ndesign = \"plain\"\ndemo = true\n" +
    "[imprint]\npromoter_name = \"Example Society\"\npromoter_address = \"1 Example Street, Example Town, ZZ99 9ZZ\"\n[checks]\nlinks = \"warn\"\n");
  essays.forEach(({ slug, title, summary, sections }, number) => {
    const day = `20${String(10 + (number % 15)).padStart(2, "0")}-${String(1 + (number % 12)).padStart(2, "0")}-${String(1 + (number % 28)).padStart(2, "0")}`;
    const body = sections.map(({ heading, paragraphs }) => (heading ? `## ${heading}\n\n` : "") + paragraphs.map((one) => one.join(" ")).join("\n\n")).join("\n\n");
    const quoted = (text) => JSON.stringify(text);
    fs.writeFileSync(path.join(folder, "essays", slug + ".md"), `---\ntitle: ${quoted(title)}\ndate: ${day}\nsummary: ${quoted(summary)}\nslug: ${slug}\n---\n\n${body}\n`);
  });
}
