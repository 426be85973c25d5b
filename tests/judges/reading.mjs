// What no general judge asks, but a reader does, of the design `commons`, in Chromium: the measure, weight and steadiness of pages, notes in
// the margin and in place, the editions, keyboard, zoom, text spacing, print, and pages without scripts.
// usage: node reading.mjs SITE BASE-PATH [QUESTIONS]     QUESTIONS: some of the names below, with commas
import fs from "node:fs";
import zlib from "node:zlib";
import { chromium } from "playwright-core";
import { serve, pages, essays, FLAGS } from "./serve.mjs";
import { report } from "./tell.mjs";

const [site, base, only] = process.argv.slice(2);
const asks = (name) => !only || only.split(",").includes(name);
const host = await serve(site, base);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const findings = [];
let asked = 0;
const hold = (truth, what) => { asked += 1; if (!truth) findings.push(what); };

// The longest essay that has notes, and the home page.
const read = (page) => fs.readFileSync(`${site}/${page}`, "utf8");
const longest = essays(site).find((page) => read(page).includes('class="notes"')).replace(/index\.html$/, "");
const home = "";
const at = (address) => host.origin + base + address;

async function open(address, options = {}, before = async () => {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true, ...options });
  const page = await context.newPage();
  await before(page);
  await page.goto(at(address), { waitUntil: "load" });
  if (options.javaScriptEnabled !== false) await page.evaluate("document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 150)))");
  return page;
}
const close = (page) => page.context().close();

// The measure: mean characters on a full line of body text.
if (asks("measure")) {
  const page = await open(longest);
  const mean = await page.evaluate(() => {
    const lengths = [];
    for (const paragraph of document.querySelectorAll(".words > p")) {
      const lines = new Map();
      const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node; (node = walk.nextNode());) {
        if (node.parentElement.closest(".note-ref")) continue;
        for (let index = 0; index < node.length; index++) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + 1);
          const box = range.getClientRects()[0];
          if (box?.width) lines.set(Math.round(box.bottom / 12), (lines.get(Math.round(box.bottom / 12)) ?? 0) + 1);
        }
      }
      lengths.push(...[...lines.values()].slice(0, -1));
    }
    return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  });
  console.log(`  reading: ${mean.toFixed(1)} characters a line at 1280 px`);
  hold(mean >= 60 && mean <= 75, `lines hold ${mean.toFixed(1)} characters at 1280 px, not 60 to 75`);
  await close(page);
}

// Steadiness and weight.
if (asks("weight")) for (const [address, name] of [[home, "home"], [longest, "the longest essay"]]) {
  for (const width of [390, 1280]) {
    const weights = { font: 0, html: 0, css: 0, js: 0 };
    const bodies = [];
    const page = await open(address, { viewport: { width, height: 844 } }, async (page) => {
      page.on("response", (response) => bodies.push(response));
      await page.addInitScript(() => {
        window.shifted = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value; }).observe({ type: "layout-shift", buffered: true });
      });
    });
    await page.waitForTimeout(400);
    const shifted = await page.evaluate("window.shifted");
    hold(shifted <= 0.02, `${name} shifts by ${shifted.toFixed(4)} at ${width} px`);
    for (const response of bodies) {
      const type = response.headers()["content-type"] ?? "";
      const kind = /font/.test(type) ? "font" : /html/.test(type) ? "html" : /css/.test(type) ? "css" : /javascript/.test(type) ? "js" : null;
      const body = kind && (await response.body());
      if (kind) weights[kind] += kind === "font" ? body.length : zlib.gzipSync(body, { level: 6 }).length;
    }
    console.log(`  reading: ${name} at ${width} px: shift ${shifted.toFixed(4)}, ${JSON.stringify(weights)} bytes (all but fonts gzipped)`);
    const most = { font: 130e3, html: 60e3, css: 14e3, js: 10e3 };
    for (const kind of Object.keys(most)) hold(weights[kind] <= most[kind], `${name} at ${width} px: ${weights[kind]} bytes of ${kind}`);
    hold(weights.font > 0, "no font was loaded");
    await close(page);
  }
}

// Notes in the margin: each beside or below its mark, none over another, none outside the window.
if (asks("margin")) {
  const page = await open(longest);
  const notes = await page.evaluate(() => {
    const text = document.querySelector(".words").getBoundingClientRect();
    return [...document.querySelectorAll(".notes li")].map((note) => {
      const box = note.getBoundingClientRect();
      const mark = document.querySelector(`.text a[role="doc-noteref"][href$="#${note.id}"]`).getBoundingClientRect();
      return { top: box.top, bottom: box.bottom, left: box.left, right: box.right, mark: mark.top, edge: text.right };
    });
  });
  hold(notes.length > 2, "the longest essay has few notes");
  notes.forEach((note, index) => {
    hold(note.left >= note.edge, `note ${index + 1} stands over the text`);
    hold(note.right <= 1280, `note ${index + 1} stands outside the window`);
    hold(note.top >= note.mark - 12, `note ${index + 1} stands above its mark`);
    if (index > 0) hold(note.top >= notes[index - 1].bottom, `note ${index + 1} stands over the one before`);
  });
  hold(notes.some((note) => Math.abs(note.top - note.mark) < 16), "no note stands beside its mark");
  await close(page);
}

// Notes that would run on far below the text are a list after it, and open in place.
if (asks("crowded")) {
  const page = await open(longest);
  await page.addStyleTag({ content: ".notes li { min-height: 200rem; }" });
  for (const width of [1000, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(100);
  }
  const [text, notes] = [await page.locator(".words").boundingBox(), await page.locator(".notes").boundingBox()];
  hold(notes.y >= text.y + text.height && Math.abs(notes.x - text.x) < 2, "crowded notes are no list after the text");
  await page.locator('.text a[role="doc-noteref"]').first().click();
  hold(await page.locator(".note-box").isVisible(), "a crowded note does not open in place");
  await close(page);
}

// Notes in place, with the keyboard alone: opened, read, closed, and back at the mark.
if (asks("in-place")) {
  const page = await open(longest, { viewport: { width: 390, height: 844 } });
  await page.locator('.text a[role="doc-noteref"]').first().focus();
  const before = await page.evaluate("scrollY");
  await page.keyboard.press("Enter");
  hold(await page.locator(".note-box").isVisible(), "a note does not open in place");
  hold((await page.locator(".note-box").innerText()).length > 10, "the note in place is empty");
  const box = await page.locator(".note-box").boundingBox();
  hold(box && box.x >= 0 && box.x + box.width <= 390, "the note in place leaves the window");
  await page.keyboard.press("Escape");
  hold(!(await page.locator(".note-box").isVisible()), "Escape does not close a note");
  hold(await page.evaluate(`document.activeElement.matches('a[role="doc-noteref"]')`), "closing a note loses the place");
  hold(Math.abs((await page.evaluate("scrollY")) - before) < 2, "a note in place moves the page");
  // Without a popover a mark leads to the note and the note leads back.
  await close(page);
}

// The editions: chosen, remembered, and given back to the system.
if (asks("editions")) {
  const page = await open(longest, { colorScheme: "light" });
  const ground = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  const day = await ground();
  await page.locator('.edition input[value="night"]').check();
  const night = await ground();
  hold(day !== night, "the night edition looks like the light one");
  await page.reload();
  hold((await ground()) === night, "the night edition is forgotten");
  hold(await page.locator('.edition input[value="night"]').isChecked(), "the control does not show the edition");
  await page.locator('.edition input[value="auto"]').check();
  hold((await ground()) === day, "“as the system” does not give the light edition back");
  await close(page);
}

// More contrast: small words are as dark as all others, and rules are seen. Forced colours: a map is drawn in them. Motion: there is none.
if (asks("contrast")) {
  const colour = (page, one, property = "color") => page.evaluate(([one, property]) => getComputedStyle(document.querySelector(one))[property], [one, property]);
  const more = await open(home, { contrast: "more" });
  hold((await colour(more, ".tagline")) === (await colour(more, "body")), "prefers-contrast does not darken small words");
  hold((await colour(more, ".top", "borderBottomColor")) === (await colour(more, "body")), "prefers-contrast does not darken rules");
  await close(more);
  const forced = await open(home, { forcedColors: "active" });
  hold((await colour(forced, ".map-name", "fill")) === (await colour(forced, "body")), "forced colours do not reach the map");
  hold(await forced.locator("svg.quilt").isVisible(), "forced colours hide the quilt");
  await close(forced);
  const sheet = fs.readdirSync(`${site}/assets`).find((name) => /^style-.*\.css$/.test(name));
  hold(!/transition|animation|(?<!over)scroll-behavior|@keyframes/.test(fs.readFileSync(`${site}/assets/${sheet}`, "utf8")), "something moves");
}

// Keyboard: every stop is seen, marked, and reached once; the first leads to the text.
if (asks("keyboard")) for (const address of [home, longest]) {
  const page = await open(address, { viewport: { width: 1280, height: 900 } });
  const name = address || "home";
  const stops = await page.evaluate(`document.querySelectorAll('a[href]:not([tabindex="-1"]), button, input, summary, audio[controls], [tabindex="0"]').length`);
  let unseen = 0, unmarked = 0, met = 0;
  for (let press = 0; press < stops + 5; press++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const box = one.getBoundingClientRect(), style = getComputedStyle(one);
      return { seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.left >= 0, marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, skip: one.matches(".skip") };
    });
    if (!stop) break;
    met += 1;
    if (met === 1) hold(stop.skip, `${name}: the first stop is not the way past the menu`);
    unseen += stop.seen ? 0 : 1;
    unmarked += stop.marked ? 0 : 1;
  }
  hold(met > 5, `${name}: the keyboard reaches only ${met} stops`);
  hold(unseen === 0, `${name}: ${unseen} stops of the keyboard are out of sight`);
  hold(unmarked === 0, `${name}: ${unmarked} stops of the keyboard are not marked`);
  await close(page);
}

// Zoom to 200 % and 400 %, and the text spacing of WCAG 2.2, 1.4.12: nothing scrolls sideways, nothing is cut off.
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";
if (asks("zoom")) for (const address of [home, longest, "themes/climate/", "places/", "search/"]) {
  if (address && !fs.existsSync(`${site}/${address}index.html`)) continue;
  for (const [width, spaced] of [[640, false], [320, false], [320, true], [1280, true]]) {
    const page = await open(address, { viewport: { width, height: 450 } });
    if (spaced) await page.addStyleTag({ content: SPACING });
    await page.waitForTimeout(60);
    const cut = await page.evaluate(() => {
      const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      const clipped = [...document.querySelectorAll("body *")].filter((one) => {
        const style = getComputedStyle(one);
        if (one.closest("svg, .table, pre, .skip") || style.overflow === "visible" || style.position === "absolute") return false;
        return one.scrollHeight > one.clientHeight + 2 && style.overflowY === "hidden";
      });
      return { wide, clipped: clipped.map((one) => one.className || one.tagName) };
    });
    const name = `${address || "home"} at ${width} px${spaced ? ", spaced" : ""}`;
    hold(cut.wide <= 0, `${name} scrolls sideways by ${cut.wide} px`);
    hold(cut.clipped.length === 0, `${name} cuts off ${cut.clipped.slice(0, 3)}`);
    await close(page);
  }
}

// Without scripts: notes are a list that is seen, the edition is not offered, nothing waits for a script.
if (asks("scriptless")) {
  const page = await open(longest, { javaScriptEnabled: false });
  hold(await page.locator(".notes li").first().isVisible(), "without scripts notes are not seen");
  hold(!(await page.locator(".edition").isVisible()), "without scripts the edition is offered in vain");
  await close(page);
}

// Print: the text, its notes, its address and the imprint; no menus.
if (asks("print")) {
  const page = await open(longest);
  await page.emulateMedia({ media: "print" });
  for (const there of [".imprint", ".notes li", ".address", "h1"]) hold(await page.locator(there).first().isVisible(), `print lacks ${there}`);
  for (const gone of [".menu", ".turn", ".contents", ".pull-quote", ".skip"]) {
    if (await page.locator(gone).count()) hold(!(await page.locator(gone).first().isVisible()), `print shows ${gone}`);
  }
  await close(page);
}

// Pull quotes are for the eye alone.
if (asks("quotes")) {
  const withQuote = pages(site).find((page) => read(page).includes('class="pull-quote"'));
  hold(withQuote && /<aside class="pull-quote"[^>]* aria-hidden="true"/.test(read(withQuote)), "a pull quote is read aloud twice");
}
console.log(`  reading: ${asked} questions`);
await browser.close();
host.close();
report("reading", findings);
