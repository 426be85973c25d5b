// How many bytes a reader loads until the first results are there, compressed as hosts do it (gzip, level 9).
//   node sizes.mjs COLLECTION…     each a folder with essays/ and output/, as `pamphlet build` leaves it
// Queries are one to four words of a sentence of an essay, made by lot; for each query nothing is loaded yet.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { dice } from "./corpus.mjs";
import { reader } from "../../judges/reader.mjs";

const QUERIES = 50;
const COMMON = new Set("the of and a to in is that it was for on are with they be".split(" "));
const weight = (file) => zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length;
const kilobytes = (bytes) => (bytes / 1000).toFixed(0).padStart(4);

function query(folder, lot) {
  const names = fs.readdirSync(path.join(folder, "essays")).filter((name) => name.endsWith(".md"));
  for (;;) {
    const text = fs.readFileSync(path.join(folder, "essays", lot.pick(names)), "utf8").split(/\n(?:---|\+\+\+)\n/)[1] ?? "";
    const words = lot.pick(text.split(/[.?!]/)).toLowerCase().match(/\p{L}{3,}/gu)?.filter((word) => !COMMON.has(word)) ?? [];
    if (words.length >= 4) return words.slice(0, 1 + lot.roll(4)).join(" ");
  }
}

// The files that a query loads besides the first.
async function loads(site, query) {
  const { ask, loaded } = reader(site);
  await ask(query, { language: "en-GB", first: 0, count: 10 });
  return loaded;
}

console.log("| essays | search/index.js | a query, median | a query, most | a slip, median | files a query | all files |\n|---|---|---|---|---|---|---|");
for (const folder of process.argv.slice(2)) {
  const site = path.join(folder, "output");
  const entry = path.join(site, "search/index.js");
  const [first, lot] = [weight(entry), dice(5)];
  const [plain, slips, counts] = [[], [], []];
  for (let turn = 0; turn < QUERIES; turn += 1) {
    const asked = query(folder, lot);
    const sum = async (text, list) => {
      const files = await loads(site, text);
      list.push(first + files.reduce((sum, file) => sum + weight(file), 0));
      return files.length;
    };
    counts.push(await sum(asked, plain));
    await sum(asked.replace(/(\p{L}{2})(\p{L})(\p{L})(\p{L}{2})/u, "$1$3$2$4"), slips);
  }
  for (const list of [plain, slips, counts]) list.sort((a, b) => a - b);
  const scripts = (part) => (fs.existsSync(path.join(site, part)) ? fs.readdirSync(path.join(site, part)) : []).filter((name) => name.endsWith(".js"));
  const all = [...scripts("search"), ...scripts("assets/search")];
  const essays = fs.readdirSync(path.join(folder, "essays")).filter((name) => name.endsWith(".md")).length;
  console.log(`| ${essays} | ${kilobytes(first)} KB | ${kilobytes(plain[QUERIES >> 1])} KB | ${kilobytes(plain.at(-1))} KB | ${kilobytes(slips[QUERIES >> 1])} KB | ${counts[QUERIES >> 1]} | ${all.length} |`);
}
