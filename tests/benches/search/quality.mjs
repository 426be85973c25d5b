// How well searches find what is known to be there, beside MiniSearch and Pagefind on the same essays; and how long a query takes.
//   npm ci && node quality.mjs PROGRAM [SEED]     PROGRAM is pamphlet, built; needs Chromium for Pagefind, and tests/judges' node_modules
// Queries are made by lot from essays that they must find: words of a sentence, a sentence that was taken out before the essays
// were indexed, titles whole and in part, slips of the finger, words that are not finished.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import MiniSearch from "minisearch";
import * as pagefind from "pagefind";
import { dice, essays, samples, vocabulary, write } from "./corpus.mjs";
import { reader } from "../../judges/reader.mjs";
import { serve, FLAGS } from "../../judges/serve.mjs";

const { chromium } = createRequire(new URL("../../judges/package.json", import.meta.url))("playwright-core");
const root = path.resolve(new URL("../../..", import.meta.url).pathname);
const program = path.resolve(process.argv[2] ?? path.join(root, "target/release/pamphlet"));
const seed = Number(process.argv[3] ?? 7);
const COMMON = new Set("the of and a to in is that it was for on are with they be at have this from or had by but not what all were we when can there an each which do how their if will up about out then them these so some would into has as who no its i you he his our us my one than more only does may must been".split(" "));

// The words of a sentence that say something.
const telling = (sentence) => sentence.toLowerCase().match(/\p{L}[\p{L}’'-]*\p{L}/gu)?.filter((word) => !COMMON.has(word)) ?? [];

function slip(word, { roll }) {
  const signs = [...word];
  const letter = () => String.fromCharCode(97 + roll(26));
  for (let edits = word.length >= 9 && roll(2) ? 2 : 1; edits > 0; edits -= 1) {
    const at = 1 + roll(signs.length - 2);
    [() => signs.splice(at, 1), () => signs.splice(at, 0, letter()), () => (signs[at] = letter()), () => ([signs[at], signs[at + 1]] = [signs[at + 1], signs[at]])][roll(4)]();
  }
  return signs.join("");
}

// Queries by kind, and the essays with the held-out sentences taken out.
function queries(all, count) {
  const lot = dice(seed);
  const kinds = { "words of a sentence": [], "a sentence held out": [], "a title": [], "part of a title": [], "a slip in a word": [], "an unfinished word": [] };
  const held = new Map();
  const sentence = (essay) => {
    for (let tries = 0; tries < 40; tries += 1) {
      const paragraph = lot.pick(lot.pick(essay.sections).paragraphs ?? []);
      if (paragraph === undefined) continue;
      const one = lot.pick(paragraph);
      if (telling(one).length >= 5 && !held.get(essay.slug)?.includes(one)) return { one, paragraph };
    }
    return null;
  };
  for (let turn = 0; turn < count; turn += 1) {
    const essay = lot.pick(all);
    const out = sentence(essay);
    if (out && out.paragraph.length > 1) {
      out.paragraph.splice(out.paragraph.indexOf(out.one), 1);
      held.set(essay.slug, (held.get(essay.slug) ?? []).concat(out.one));
      kinds["a sentence held out"].push({ query: telling(out.one).join(" "), essay });
    }
  }
  const words = (least) => {
    for (;;) {
      const essay = lot.pick(all);
      const found = sentence(essay);
      if (!found) continue;
      const said = telling(found.one);
      const length = least + lot.roll(3);
      const from = lot.roll(Math.max(1, said.length - length));
      return { said: said.slice(from, from + length), essay };
    }
  };
  for (let turn = 0; turn < count; turn += 1) {
    const plain = words(3);
    kinds["words of a sentence"].push({ query: plain.said.join(" ") + " ", essay: plain.essay });
    const essay = lot.pick(all);
    kinds["a title"].push({ query: essay.title, essay });
    const title = telling(essay.title);
    kinds["part of a title"].push({ query: title.slice(0, Math.max(2, title.length - 1)).join(" "), essay });
    for (;;) {
      const wrong = words(2);
      const at = wrong.said.findIndex((word) => /^[a-z]{5,}$/.test(word));
      if (at < 0) continue;
      wrong.said[at] = slip(wrong.said[at], lot);
      kinds["a slip in a word"].push({ query: wrong.said.join(" ") + " ", essay: wrong.essay });
      break;
    }
    const open = words(2);
    const last = open.said.pop();
    kinds["an unfinished word"].push({ query: [...open.said, last.slice(0, Math.max(3, Math.ceil(last.length * 0.6)))].join(" "), essay: open.essay });
  }
  return kinds;
}

function ours(folder) {
  execFileSync(program, ["build", "--root", folder, "--quiet"], { stdio: "ignore" });
  const site = path.join(folder, "output");
  const { ask } = reader(site);
  const choice = { language: "en-GB", first: 0, count: 10 };
  return async (query) => (await ask(query, choice)).results.map((one) => /essays\/([^/]*)\//.exec(one.href)[1]);
}

function miniSearch(all) {
  const engine = new MiniSearch({
    idField: "slug",
    fields: ["title", "summary", "headings", "text"],
    searchOptions: { boost: { title: 3, headings: 2, summary: 2 }, fuzzy: 0.2, prefix: true },
  });
  engine.addAll(all.map(({ slug, title, summary, sections }) => ({
    slug, title, summary,
    headings: sections.map((one) => one.heading).join("\n"),
    text: sections.flatMap((one) => one.paragraphs.map((paragraph) => paragraph.join(" "))).join("\n"),
  })));
  return async (query) => engine.search(query).slice(0, 10).map((one) => one.id);
}

async function pageFind(all, folder) {
  const { index } = await pagefind.createIndex({ forceLanguage: "en" });
  const text = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
  for (const { slug, title, summary, sections } of all) {
    const body = sections.map(({ heading, paragraphs }) => (heading ? `<h2>${text(heading)}</h2>` : "") + paragraphs.map((one) => `<p>${text(one.join(" "))}</p>`).join(""));
    await index.addHTMLFile({ url: `/${slug}/`, content: `<html lang="en"><body><main data-pagefind-body><h1>${text(title)}</h1><p>${text(summary)}</p>${body.join("")}</main></body></html>` });
  }
  await index.writeFiles({ outputPath: path.join(folder, "pagefind") });
  for (const name of ["index.html", "404.html"]) fs.writeFileSync(path.join(folder, name), "<title>A page</title>");
  await pagefind.close();
  const host = await serve(folder, "/", "");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  const page = await browser.newPage();
  await page.goto(host.origin + "/");
  const search = (query) => page.evaluate(async (query) => {
    const engine = await import("/pagefind/pagefind.js");
    const found = await engine.search(query);
    return Promise.all(found.results.slice(0, 10).map(async (one) => (await one.data()).url.replaceAll("/", "")));
  }, query);
  return { search, close: async () => { await browser.close(); host.close(); } };
}

const percent = (share) => `${Math.round(share * 100)}`.padStart(3);

async function compare(name, all, count) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pamphlet-search-"));
  const kinds = queries(all, count);
  write(folder, all);
  const found = await pageFind(all, path.join(folder, "beside"));
  const engines = { pamphlet: ours(folder), MiniSearch: miniSearch(all), Pagefind: found.search };
  console.log(`\n${name}: ${all.length} essays, seed ${seed}; found first % / among the first five % / mean reciprocal rank\n`);
  console.log(`| query | n | ${Object.keys(engines).join(" | ")} |\n|---|---|${"---|".repeat(Object.keys(engines).length)}`);
  const times = [];
  for (const [kind, asked] of Object.entries(kinds)) {
    const cells = [];
    for (const [engine, search] of Object.entries(engines)) {
      let [first, five, reciprocal] = [0, 0, 0];
      for (const { query, essay } of asked) {
        const begun = performance.now();
        const at = (await search(query)).indexOf(essay.slug);
        if (engine === "pamphlet") times.push(performance.now() - begun);
        if (process.env.TELL === kind && engine === "pamphlet" && at !== 0) console.log(`   ${at}: ${query} (${essay.title})`);
        if (at === 0) first += 1;
        if (at >= 0 && at < 5) five += 1;
        if (at >= 0) reciprocal += 1 / (at + 1);
      }
      cells.push(`${percent(first / asked.length)} / ${percent(five / asked.length)} / ${(reciprocal / asked.length).toFixed(2)}`);
    }
    console.log(`| ${kind} | ${asked.length} | ${cells.join(" | ")} |`);
  }
  times.sort((a, b) => a - b);
  console.log(`\na query with its passages, in Node: median ${times[times.length >> 1].toFixed(1)} ms, 95 % below ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms`);
  await found.close();
  fs.rmSync(folder, { recursive: true });
}

await compare("The samples", samples(root), 120);
await compare("A generated corpus", essays(vocabulary(root), 1_000, 1), 150);
process.exit(0);
