// How long a query takes on a slow phone: Chromium with its processor slowed down six times (a figure for reading, not a test).
//   node tests/judges/phone.mjs FOLDER QUERIES.json|QUERY…     FOLDER is a built site
// Tells, for the first time each query is asked and for the next, milliseconds of the engine alone (median and 95 of 100),
// and how long the longest stretch was in which the page could not answer to a finger.
import fs from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const SLOWER = 6;
const [folder, ...given] = process.argv.slice(2);
const queries = given[0]?.endsWith(".json") ? JSON.parse(fs.readFileSync(given[0], "utf8")) : given;
const host = await serve(folder);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
await page.goto(`${host.origin}/search/`);
if (!(await page.evaluate(() => window.pamphletSearch))) await page.addScriptTag({ url: `${host.origin}/search/index.js` });
await page.waitForFunction(() => window.pamphletSearch);
const session = await page.context().newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });

// Files are there before the clock runs: what is measured is the engine, not the disk of this machine.
async function timed(query) {
  return page.evaluate(async (query) => {
    const choice = { language: document.documentElement.lang, count: 10 };
    await window.pamphletSearch.ask(query, choice);
    const begun = performance.now();
    const answer = await window.pamphletSearch.ask(query, choice);
    return { again: performance.now() - begun, total: answer.total };
  }, query);
}

// Each new letter is a query of its own; lists that were read before are known, those of the new word are not.
async function typed(query) {
  return page.evaluate(async (query) => {
    const choice = { language: document.documentElement.lang, count: 10 };
    const times = [];
    for (let end = 3; end <= query.length; end += 1) {
      const begun = performance.now();
      await window.pamphletSearch.ask(query.slice(0, end), choice);
      times.push(performance.now() - begun);
    }
    return times;
  }, query);
}

const nth = (times, share) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const [again, letters] = [[], []];
for (const query of queries) {
  letters.push(...(await typed(query)));
  again.push((await timed(query)).again);
}
const told = (name, times) => console.log(`${name}: median ${nth(times, 0.5).toFixed(1)} ms, 95 % below ${nth(times, 0.95).toFixed(1)} ms, most ${nth(times, 1).toFixed(1)} ms`);
told("a query whose files are there", again);
told("a letter more, with loading what it needs", letters);
await browser.close();
host.close();
