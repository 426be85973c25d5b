// A site on a stick, in Chromium: built with --portable and opened as files, without a server. Every page of every kind, its links, search as a
// page and as a dialog, the map, notes and what readers set; nothing is asked of anybody, and no console complains.
// usage: node stick.mjs SITE QUERY     SITE: the folder portable/; QUERY: words that something is found for
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS, essays, kinds, pages } from "./serve.mjs";
import { report } from "./tell.mjs";

const [folder, query] = process.argv.slice(2);
// A name as sticks have them: with a blank and an accent.
const site = path.join(path.dirname(path.resolve(folder)), "A stick, été");
fs.rmSync(site, { recursive: true, force: true });
fs.cpSync(folder, site, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
context.setDefaultTimeout(10_000);
const page = await context.newPage();
const findings = [];
let about = "", asked = 0;
const hold = (truth, what) => { asked += 1; if (!truth) findings.push(`${about}: ${what}`); };
page.on("console", (message) => { if (["error", "warning"].includes(message.type())) findings.push(`${about}: console: ${message.text()}`); });
page.on("pageerror", (error) => findings.push(`${about}: ${error}`));
// Whoever goes on does not wait for the rest of a page.
page.on("requestfailed", (request) => request.failure()?.errorText === "net::ERR_ABORTED" || findings.push(`${about}: not loaded: ${request.url()}`));
page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) findings.push(`${about}: asked for ${request.url()}`); });
const open = (file) => { about = file; return page.goto(pathToFileURL(path.join(site, file)).href, { waitUntil: "load" }); };
const here = () => path.relative(site, fileURLToPath(page.url().split(/[?#]/)[0]));
const is_page = () => hold(fs.existsSync(path.join(site, here())) && fs.statSync(path.join(site, here())).isFile(), `it leads to ${page.url()}`);

// Every link of every page leads to a file, and to a section that is there.
const ids = new Map();
const idsOf = (file) => { if (!ids.has(file)) ids.set(file, new Set([...fs.readFileSync(file, "utf8").matchAll(/\sid="([^"]*)"/g)].map((m) => m[1]))); return ids.get(file); };
for (const file of pages(site)) {
  about = file;
  const text = fs.readFileSync(path.join(site, file), "utf8");
  for (const [, name] of text.matchAll(/<a [^>]*?href="([^"]*)"/g)) {
    const url = new URL(name.replaceAll("&amp;", "&"), pathToFileURL(path.join(site, file)));
    if (url.protocol !== "file:") continue;
    const target = fileURLToPath(new URL(url.pathname, "file:"));
    const there = fs.existsSync(target) && fs.statSync(target).isFile();
    hold(there, `${name} is no file`);
    const section = decodeURIComponent(url.hash.slice(1)).split(":~:")[0];
    if (there && section) hold(idsOf(target).has(section), `${name}: no such section`);
  }
}

// Every kind of page is opened, quietly, with its style and its own letters.
for (const file of kinds(site)) {
  const moved = fs.readFileSync(path.join(site, file), "utf8").includes('http-equiv="refresh"');
  await open(file);
  if (moved) {
    await page.waitForURL((url) => !url.href.includes(encodeURI(file)));
    is_page();
    continue;
  }
  await page.evaluate(() => document.fonts.ready);
  const fonts = await page.evaluate(() => [...document.fonts].map((font) => font.status));
  hold(!fonts.includes("error"), `letters were not loaded: ${fonts}`);
  hold(await page.evaluate(() => document.styleSheets.length > 0), "it has no style");
  const broken = await page.$$eval("img", (all) => all.filter((one) => one.complete && one.naturalWidth === 0).map((one) => one.src));
  hold(broken.length === 0, `pictures are not shown: ${broken}`);
}

// Links are followed as readers do.
await open("index.html");
for (const name of await page.$$eval("nav .menu a", (all) => all.map((one) => one.textContent))) {
  await open("index.html");
  await page.click(`nav .menu a:text-is("${name}")`);
  await page.waitForTimeout(200);
  if (await page.locator("dialog[open]").count() === 0) is_page();
}

// Search: the page.
await open("search/index.html");
await page.fill("main [type=search]", query);
await page.waitForSelector("main [data-search-results] > li");
hold(await page.locator("main [data-search-results] > li").count() > 0, "nothing is found");
await page.click("main [data-search-results] > li a");
await page.waitForLoadState("load");
is_page();
hold(here() !== "search/index.html", "what was found is not opened");

// Search: the dialog over an essay.
await open(essays(site)[0]);
await page.keyboard.press("Control+k");
await page.waitForSelector("dialog[open] [type=search]");
await page.fill("dialog[open] [type=search]", query);
await page.waitForSelector("dialog[open] [data-search-results] > li");
await page.click("dialog[open] [data-search-results] > li a");
await page.waitForLoadState("load");
is_page();

// The map: each dot leads to its place.
if (fs.existsSync(path.join(site, "places/index.html"))) {
  await open("places/index.html");
  const dots = await page.$$eval("svg a", (all) => all.map((one) => one.href.baseVal ?? one.getAttribute("href")));
  // Not every design has a map.
  hold(dots.length > 0 || await page.locator("svg").count() === 0, "there is no dot on the map");
  for (const dot of dots) hold(fs.existsSync(path.join(site, "places", dot)), `the dot leads to ${dot}`);
  const dot = page.locator("svg a:visible").first();
  if (await dot.count() > 0) {
    await dot.dispatchEvent("click");
    await page.waitForLoadState("load");
    await page.waitForTimeout(300);
    is_page();
    hold(here() !== "places/index.html", "a dot leads nowhere");
  }
}

await browser.close();
fs.rmSync(site, { recursive: true, force: true });
console.log(`stick: ${asked} questions`);
report("stick", findings);
