// The editor's window in Chromium: whatever an editor does is seen in place, a mistake is explained, nothing is lost.
// usage: node window.mjs PAMPHLET
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { FLAGS } from "./serve.mjs";
import { report } from "./tell.mjs";

const [program] = process.argv.slice(2);
const root = fs.mkdtempSync(path.join(os.tmpdir(), "pamphlet-window-"));
const findings = [];
let asked = 0;
const hold = (truth, what) => {
  asked += 1;
  if (truth) return;
  findings.push(what);
  if (process.env.PAMPHLET_WINDOW_KEEP) console.log("  …", what);
};
const write = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), text);
};

const paragraph = (number) => `Paragraph ${number} says what it says, at some length, so that a page of such paragraphs is longer than any window ` +
  `and whoever reads it has to scroll. It has a second sentence, and a third that ends here.`;
// What was said of each paragraph so far.
const told = new Map();
const essay = ({ title = "The kettle", date = "2025-02-25", more = "", first = "The first words." } = {}) =>
  `---\ntitle: ${title}\ndate: ${date}\nsummary: What a kettle does for a street when the power fails and everybody is cold.\n---\n\n` +
  `${first} A note stands here.[^1]\n\n${Array.from({ length: 40 }, (_, index) => told.get(index + 1) ?? paragraph(index + 1)).join("\n\n")}\n\n${more}\n\n[^1]: The note.\n`;

write("pamphlet.toml", '[site]\ntitle = "A Test"\nbase_url = "https://example.org/repo/"\ndesign = "commons"\ndemo = true\n[imprint]\n' +
  'promoter_name = "Example Society"\npromoter_address = "1 Example Street, Example Town, ZZ99 9ZZ"\n');
write("essays/kettle.md", essay());
write("essays/other.md", essay({ title: "Other things", date: "2025-03-25" }));

let port = 0;
function serve() {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ["serve", "--port", String(port), "--as-of", "2026-01-01"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const found = said.match(/The site: {2}http:\/\/localhost:(\d+)\//);
      if (found) { port = Number(found[1]); resolve(child); }
    });
    child.on("exit", () => reject(new Error(`it ended: ${said}`)));
  });
}
let server = await serve();
const at = (name = "") => `http://localhost:${port}/repo/${name}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const complaints = [];
async function open(address, from = context) {
  const page = await from.newPage();
  page.on("console", (message) => { if (message.type() === "error" && !/404|503|ERR_CONNECTION|ERR_INCOMPLETE|Failed to fetch/.test(message.text())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address, { waitUntil: "load" });
  // The window listens once its tools are there.
  await page.waitForFunction(() => !document.querySelector('script[src="/_pamphlet/window.js"]'));
  return page;
}
// Waits for something to be so; whether it became so is what is asked.
async function becomes(page, what, truth, argument) {
  const is = await page.waitForFunction(truth, argument, { timeout: 20_000 }).then(() => true, () => false);
  hold(is, what);
  return is;
}
const overlay = (page) => page.evaluate(() => {
  const panel = document.querySelector("pamphlet-window").shadowRoot.querySelector(".panel");
  return panel.hidden ? null : panel.textContent;
});
const tell = (number) => {
  told.set(number, paragraph(number).replace("says what", "told what"));
  write("essays/kettle.md", essay());
};
const shows = (from, what, number) => becomes(from, what, (words) => document.body.textContent.includes(words), `Paragraph ${number} told`);
const top = (from, number) => from.evaluate((words) => [...document.querySelectorAll("p")].find((one) => one.textContent.startsWith(words)).getBoundingClientRect().top, `Paragraph ${number} `);
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// An edit is shown in place: scroll, focus, selection and what a script did to the page stay.
const page = await open(at("essays/kettle/"));
await page.evaluate(() => { window.same = document.querySelector("main"); window.reloaded = false; });
await page.evaluate(() => scrollTo(0, 1500));
const sight = [];
for (let number = 1; number <= 40; number++) {
  const at = await top(page, number);
  if (at > 150 && at < 700) sight.push(number);
}
const [chosen, edited] = sight.slice(-2);
await page.evaluate((words) => {
  document.querySelector("footer a").focus({ preventScroll: true });
  const text = [...document.querySelectorAll("p")].find((one) => one.textContent.startsWith(words)).firstChild;
  getSelection().setBaseAndExtent(text, 2, text, 9);
}, `Paragraph ${chosen} `);
const looks = () => page.evaluate(() => ({ focus: document.activeElement.textContent, selection: String(getSelection()),
  same: window.same === document.querySelector("main") && window.reloaded === false }));
const before = { ...await looks(), top: await top(page, edited) };
tell(edited);
if (await shows(page, "an edit is not shown", edited)) {
  const after = { ...await looks(), top: await top(page, edited) };
  hold(after.same, "an edit loads the page anew");
  hold(Math.abs(after.top - before.top) < 2, `an edit in sight moves the page: ${before.top} → ${after.top}`);
  hold(before.focus && after.focus === before.focus, `an edit takes the focus away: ${after.focus}`);
  hold(before.selection === "ragraph" && after.selection === before.selection, `an edit changes the selection: “${after.selection}”`);
}

// The paragraph that was edited out of sight is brought into view, and marked.
tell(38);
if (await shows(page, "an edit out of sight is not shown", 38)) {
  await wait(300);
  const seen = await page.evaluate(() => {
    const box = [...document.querySelectorAll("p")].find((one) => one.textContent.startsWith("Paragraph 38 ")).getBoundingClientRect();
    const mark = document.querySelector("pamphlet-window").shadowRoot.querySelector(".mark");
    return { top: box.top, bottom: box.bottom, height: innerHeight, marked: Math.abs(mark.getBoundingClientRect().top - box.top) < 3 };
  });
  hold(seen.top >= 0 && seen.bottom <= seen.height, `the edited paragraph is not in view: ${JSON.stringify(seen)}`);
  hold(seen.marked, "the edited paragraph is not marked");
}

// An open note stays open on a phone.
const phone = await browser.newContext({ viewport: { width: 390, height: 800 } });
const small = await open(at("essays/kettle/"), phone);
await small.click('a[role="doc-noteref"]');
hold(await small.evaluate(() => document.querySelector(".note-box").matches(":popover-open")), "the note does not open");
tell(1);
await shows(small, "an edit is not shown on a phone", 1);
hold(await small.evaluate(() => document.querySelector(".note-box").matches(":popover-open")), "an edit closes the open note");

// What somebody typed stays.
const search = await open(at("search/"));
const field = await search.$("main input[type=search], main input[type=text], main input:not([type])");
if (field) {
  await field.fill("half a que");
  write("essays/other.md", essay({ title: "Quite other things", date: "2025-03-25" }));
  await becomes(search, "the search page does not follow", () => document.body.textContent.includes("Quite other things"));
  hold(await field.inputValue() === "half a que", "an edit empties a form");
}
await search.close();

// A mistake never blanks the page, and is explained at its line.
write("essays/kettle.md", essay({ date: "25/02/2025", first: "Never shown." }));
if (await becomes(page, "a mistake is not told", () => !document.querySelector("pamphlet-window").shadowRoot.querySelector(".panel").hidden)) {
  const words = await overlay(page);
  hold(/1 error/.test(words) && /E104/.test(words) && /essays\/kettle\.md:3:7/.test(words), `a mistake is not told at its line: ${words}`);
  hold(await page.evaluate(() => document.body.textContent.includes("Paragraph 38") && !document.body.textContent.includes("Never shown")), "a mistake blanks the page");
  await page.screenshot({ path: path.join(root, "overlay.png") });
  // It folds, and unfolds.
  await page.locator("pamphlet-window .fold").click();
  hold(await overlay(page) === null, "the overlay does not fold");
  await page.locator("pamphlet-window .corner").click();
  hold(await overlay(page) !== null, "the overlay does not unfold");
}
write("essays/kettle.md", essay({ first: "Mended words." }));
await becomes(page, "the overlay stays when the mistake is mended", () => document.querySelector("pamphlet-window").shadowRoot.querySelector(".panel").hidden
  && document.querySelector("pamphlet-window").shadowRoot.querySelector(".corner").hidden);
await becomes(page, "mended words are not shown", () => document.body.textContent.includes("Mended words."));
hold(await page.evaluate(() => window.reloaded === false), "a mistake and its mend load the page anew");

// A warning waits in the corner.
write("essays/kettle.md", essay({ first: "Mended words, click [here](https://example.com/)." }));
await becomes(page, "a warning is not in the corner", () => /1 warning/.test(document.querySelector("pamphlet-window").shadowRoot.querySelector(".corner").textContent)
  && !document.querySelector("pamphlet-window").shadowRoot.querySelector(".corner").hidden);
hold(await overlay(page) === null, "a warning takes the page's place");
write("essays/kettle.md", essay());
await becomes(page, "a mended warning stays", () => document.querySelector("pamphlet-window").shadowRoot.querySelector(".corner").hidden);

// Styles, without a reload.
const sheet = fs.readFileSync(new URL("../../themes/commons/assets/style.css", import.meta.url), "utf8");
write("themes/commons/assets/style.css", `${sheet}\nmain { border-left: 7px solid red; }\n`);
await becomes(page, "a style is not followed", () => getComputedStyle(document.querySelector("main")).borderLeftWidth === "7px");
hold(await page.evaluate(() => window.reloaded === false && document.querySelectorAll("head link[rel=stylesheet]").length === 1), "a style loads the page anew, or stays twice");
fs.rmSync(path.join(root, "themes"), { recursive: true });
await becomes(page, "a style that was taken away stays", () => getComputedStyle(document.querySelector("main")).borderLeftWidth === "0px");

// A template; a broken one; a mended one.
const base = fs.readFileSync(new URL("../../themes/commons/templates/essay.html", import.meta.url), "utf8");
write("themes/commons/templates/essay.html", base.replace("{% block main %}", "{% block main %}<p>From a template.</p>"));
await becomes(page, "a template is not followed", () => document.body.textContent.includes("From a template."));
write("themes/commons/templates/essay.html", base.replace("{% block main %}", "{% block main %}{{ nothing_at_all }}"));
await becomes(page, "a broken template is not told", () => !document.querySelector("pamphlet-window").shadowRoot.querySelector(".panel").hidden);
hold(await page.evaluate(() => document.body.textContent.includes("Paragraph 38")), "a broken template blanks the page");
fs.rmSync(path.join(root, "themes"), { recursive: true });
await becomes(page, "a mended template is not followed", () => !document.body.textContent.includes("From a template.")
  && document.querySelector("pamphlet-window").shadowRoot.querySelector(".panel").hidden);

// A new essay appears in lists; two windows follow.
const home = await open(at());
const second = await open(at("essays/kettle/"));
write("essays/new.md", essay({ title: "Something new", date: "2025-05-25" }));
await becomes(home, "a new essay is not in the list", () => document.body.textContent.includes("Something new"));
write("essays/kettle.md", essay({ first: "For every window." }));
await becomes(page, "the first window does not follow", () => document.body.textContent.includes("For every window."));
await becomes(second, "the second window does not follow", () => document.body.textContent.includes("For every window."));
await becomes(small, "a window of another browser does not follow", () => document.body.textContent.includes("For every window."));

// A renamed essay: the page says that it is gone, and where it went.
fs.renameSync(path.join(root, "essays/kettle.md"), path.join(root, "essays/teapot.md"));
await becomes(page, "a page that is gone does not say so", () => /no longer there/.test(document.querySelector("pamphlet-window").shadowRoot.querySelector(".notices").textContent));
await becomes(page, "a page that is gone leads nowhere", () => document.querySelector("pamphlet-window").shadowRoot.querySelectorAll(".notices a").length >= 1);
fs.renameSync(path.join(root, "essays/teapot.md"), path.join(root, "essays/kettle.md"));
await becomes(page, "a page that is back is not shown", () => document.body.textContent.includes("For every window.")
  && !/no longer there/.test(document.querySelector("pamphlet-window")?.shadowRoot.querySelector(".notices").textContent ?? "no longer there"));

// The program ends and comes back; meanwhile somebody saved.
server.removeAllListeners("exit");
server.kill("SIGINT");
await new Promise((done) => server.on("exit", done));
await becomes(page, "a window does not say that the program has ended", () => /has ended/.test(document.querySelector("pamphlet-window").shadowRoot.querySelector(".notices").textContent));
write("essays/kettle.md", essay({ first: "Written in between." }));
server = await serve();
await becomes(page, "a window does not come back to a new run", () => document.body.textContent.includes("Written in between."));
await becomes(second, "the other window does not come back to a new run", () => document.body.textContent.includes("Written in between."));

// A page that is gone stays as it was, whatever else is saved meanwhile.
fs.renameSync(path.join(root, "essays/kettle.md"), path.join(root, "kettle.aside"));
const notices = (from) => from.evaluate(() => document.querySelector("pamphlet-window").shadowRoot.querySelector(".notices").textContent);
await becomes(page, "a page that is gone a second time does not say so", () => /no longer there/.test(document.querySelector("pamphlet-window").shadowRoot.querySelector(".notices").textContent));
write("essays/other.md", essay({ title: "Other things entirely", date: "2025-03-25" }));
await becomes(home, "an edit beside a page that is gone is not shown", () => document.body.textContent.includes("Other things entirely"));
await wait(400);
hold(await page.evaluate(() => document.body.textContent.includes("Paragraph 38")) && /no longer there/.test(await notices(page)), "a page that is gone is blanked by the next edit");
fs.renameSync(path.join(root, "kettle.aside"), path.join(root, "essays/kettle.md"));
await becomes(page, "a page that came back still says that it is gone", () => !/no longer there/.test(document.querySelector("pamphlet-window")?.shadowRoot.querySelector(".notices").textContent ?? "no longer there"));

// The program comes back to a collection that has a mistake: there is no site, but the page that is open stays.
await page.evaluate(() => { window.reloaded = false; });
server.removeAllListeners("exit");
server.kill("SIGINT");
await new Promise((done) => server.on("exit", done));
write("essays/other.md", essay({ title: "Other things", date: "25/03/2025" }));
server = await serve();
await becomes(page, "a mistake that was there at the start is not told", () => /1 error/.test(document.querySelector("pamphlet-window").shadowRoot.querySelector(".panel h2")?.textContent ?? ""));
hold(await page.evaluate(() => window.reloaded === false && document.body.textContent.includes("Paragraph 38")), "a start with a mistake blanks the open page");
// Who does not see hears it; what was folded away and mended is shown again when it is wrong again.
const voice = () => page.evaluate(() => document.querySelector("pamphlet-window").shadowRoot.querySelector(".voice").textContent);
hold(/^1 error: ./.test(await voice()), `a mistake is not said to a screen reader: ${await voice()}`);
await page.locator("pamphlet-window .fold").click();
write("essays/other.md", essay({ title: "Other things", date: "2025-03-25" }));
await becomes(page, "a mended start is not followed", () => document.querySelector("pamphlet-window").shadowRoot.querySelector(".corner").hidden
  && document.querySelector("pamphlet-window").shadowRoot.querySelector(".voice").textContent === "Nothing is wrong any more.");
write("essays/other.md", essay({ title: "Other things", date: "26/03/2025" }));
await becomes(page, "a new mistake stays folded away with the old one", () => !document.querySelector("pamphlet-window").shadowRoot.querySelector(".panel").hidden);
// The keyboard keeps its place in the panel when more is told, and two hundred mistakes can be read.
await page.locator("pamphlet-window .fold").focus();
for (let number = 0; number < 200; number++) write(`essays/bad/n${number}.md`, `---\ntitle: Bad ${number}\ndate: 1/1/25\n---\n\n${"word ".repeat(400)}\n`);
await becomes(page, "two hundred mistakes are not told", () => /201 errors/.test(document.querySelector("pamphlet-window").shadowRoot.querySelector(".panel h2").textContent));
const crowd = await page.evaluate(() => {
  const inside = document.querySelector("pamphlet-window").shadowRoot, panel = inside.querySelector(".panel");
  return { focus: inside.activeElement?.className, fits: panel.clientHeight < innerHeight && panel.scrollWidth <= panel.clientWidth, more: /And \d+ more/.test(panel.textContent) };
});
hold(crowd.focus === "fold" && crowd.fits && crowd.more, `two hundred mistakes take away the keyboard's place or the window's: ${JSON.stringify(crowd)}`);
fs.rmSync(path.join(root, "essays/bad"), { recursive: true });
write("essays/other.md", essay({ title: "Other things", date: "2025-03-25" }));
await becomes(page, "two hundred mended mistakes stay", () => document.querySelector("pamphlet-window").shadowRoot.querySelector(".panel").hidden);

// Only who reads what was written is taken there; everybody else stays where they are.
await page.evaluate(() => scrollTo(0, 1500));
await second.goto(at("essays/other/"), { waitUntil: "load" });
await second.waitForFunction(() => !document.querySelector('script[src="/_pamphlet/window.js"]'));
await second.evaluate(() => { scrollTo(0, 1200); });
await wait(100);
const was = await second.evaluate(() => scrollY);
write("essays/kettle.md", essay({ title: "The kettle and its lid" }));
await becomes(page, "a new title is not shown", () => document.querySelector("h1").textContent.includes("lid"));
await wait(300);
hold(await second.evaluate(() => scrollY) === was, `an edit of another page moves this one from ${was} to ${await second.evaluate(() => scrollY)}`);
hold(await page.evaluate(() => scrollY) < 600, "the title that was written is not brought into view");
// So much more to read that the minutes at the top change too: it is the paragraph that is shown.
told.set(30, `Paragraph 30 is new. ${"It goes on and on. ".repeat(30)}`);
write("essays/kettle.md", essay({ title: "The kettle and its lid" }));
await becomes(page, "a long paragraph is not shown", () => document.body.textContent.includes("Paragraph 30 is new."));
hold(await page.evaluate(() => {
  const box = [...document.querySelectorAll("p")].find((one) => one.textContent.startsWith("Paragraph 30 is new.")).getBoundingClientRect();
  return box.top < innerHeight && box.bottom > 0;
}), "what the page says of its text is shown instead of the text");
// A list that grows above what is read.
await home.setViewportSize({ width: 1280, height: 300 });
await home.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
const foot = await home.evaluate(() => document.querySelector("footer").getBoundingClientRect().top);
write("essays/newest.md", essay({ title: "The newest of all", date: "2025-12-25" }));
await becomes(home, "the newest essay is not in the list", () => document.body.textContent.includes("The newest of all"));
await wait(100);
const moved = await home.evaluate(() => document.querySelector("footer").getBoundingClientRect().top) - foot;
hold(Math.abs(moved) < 40, `what is read moves by ${moved} px when something above it grows`);

// A design whose own script changes the page: what it did stays, and nothing is loaded anew.
const bottom = fs.readFileSync(new URL("../../themes/commons/templates/base.html", import.meta.url), "utf8");
write("themes/commons/assets/own.css", "body { outline: 0 }\n");
const own = `"use strict"; document.body.classList.add("scripted"); document.documentElement.dataset.scripted = "1";
const box = document.createElement("aside"); box.id = "scripted-box"; box.textContent = "By a script"; document.querySelector("main").prepend(box);
const meta = document.createElement("meta"); meta.name = "scripted"; document.head.append(meta);
const more = document.createElement("script"); more.src = "data:text/javascript,"; more.type = "text/none"; document.head.append(more);
const sheet = document.createElement("link"); sheet.rel = "stylesheet"; sheet.id = "scripted-sheet"; sheet.href = document.querySelector("link[rel=stylesheet]").href + "?scripted"; document.head.append(sheet);
document.querySelector("h1").classList.add("scripted-title");\n`;
write("themes/commons/assets/own.js", own);
write("themes/commons/templates/base.html", bottom.replace("</head>", `<script src="{{ site.assets["own.js"] }}" defer=""></script>\n</head>`));
await becomes(page, "a design's new script does not come", () => document.querySelector("#scripted-box"));
await page.waitForFunction(() => !document.querySelector('script[src="/_pamphlet/window.js"]'));
await wait(200);
await page.evaluate(() => { window.reloaded = false; });
for (const title of ["A kettle", "Two kettles"]) {
  write("essays/kettle.md", essay({ title, first: `Words of ${title}.` }));
  await becomes(page, "an edit is not shown beside a design's script", (title) => document.querySelector("h1").textContent.includes(title)
    && document.body.textContent.includes(`Words of ${title}.`), title);
}
const kept = await page.evaluate(() => ({ reloaded: window.reloaded, body: document.body.className, box: document.querySelectorAll("#scripted-box").length,
  meta: document.querySelectorAll("meta[name=scripted]").length, sheet: document.querySelectorAll("#scripted-sheet").length, title: document.querySelector("h1").className }));
hold(kept.reloaded === false && /scripted/.test(kept.body) && kept.box === 1 && kept.meta === 1 && kept.sheet === 1 && /scripted-title/.test(kept.title),
  `what a design's script did is lost: ${JSON.stringify(kept)}`);
fs.rmSync(path.join(root, "themes"), { recursive: true });
await becomes(page, "a script that was taken away stays", () => !document.querySelector("#scripted-box"));

// An address that has nothing yet gets its page when the essay is written.
const early = await open(at("essays/later/"));
write("essays/later.md", essay({ title: "Written later", date: "2025-06-25" }));
await becomes(early, "a page does not come to the address that waited for it", () => document.querySelector("h1")?.textContent.includes("Written later"));
await early.close();
await second.goto(at("essays/kettle/"), { waitUntil: "load" });
await second.waitForFunction(() => !document.querySelector('script[src="/_pamphlet/window.js"]'));
for (const name of ["later", "newest"]) fs.rmSync(path.join(root, `essays/${name}.md`));
write("essays/other.md", essay({ title: "Quite other things", date: "2025-03-25" }));
await becomes(home, "deleted essays stay in the list", () => !document.body.textContent.includes("Written later") && document.body.textContent.includes("Quite other things"));

// From saving to seeing, for reading; it is not held to a figure here.
const times = [];
await page.bringToFront();
for (let round = 0; round < 11; round++) {
  const seen = page.evaluate((words) => new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (document.body.textContent.includes(words)) { watch.disconnect(); requestAnimationFrame(() => setTimeout(() => done(Date.now()))); }
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  }), `Round ${round}.`);
  await wait(60);
  const saved = Date.now();
  write("essays/kettle.md", essay({ first: `Round ${round}.` }));
  times.push(await seen - saved);
}
times.sort((a, b) => a - b);

// Closing windows one by one: another one listens then.
await page.close();
write("essays/kettle.md", essay({ first: "After one was closed." }));
await becomes(second, "when one window is closed the others no longer follow", () => document.body.textContent.includes("After one was closed."));

// The desk.
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
for (const width of [320, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    const desks = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const desk = await desks.newPage();
    await desk.goto(`http://localhost:${port}/_pamphlet/`);
    await desk.waitForSelector("tbody tr");
    const found = await desk.evaluate(`${AXE}; axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } })`);
    for (const violation of found.violations) findings.push(`desk at ${width} px, ${colorScheme}: ${violation.id}: ${violation.nodes[0].html}`);
    asked += 1;
    const wide = await desk.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    hold(wide <= 0, `the desk at ${width} px is ${wide} px too wide`);
    await desks.close();
  }
}
const desk = await context.newPage();
await desk.goto(`http://localhost:${port}/_pamphlet/`);
await desk.waitForSelector("tbody tr");
hold(await desk.locator("tbody tr").count() === 3, "the desk does not show every essay");
await desk.fill("input[name=find]", "new");
hold(await desk.locator("tbody tr").count() === 1, "the desk does not find");
await desk.fill("input[name=find]", "");
await desk.click("thead button:has-text('Essay')");
hold((await desk.locator("tbody tr th").first().textContent()).startsWith("Quite other things"), "the desk does not sort");
await desk.click("thead button:has-text('Essay')");
hold((await desk.locator("tbody tr th").first().textContent()).startsWith("The kettle"), "the desk does not sort the other way");
write("essays/new.md", essay({ title: "Something newer", date: "2025-05-25" }));
await becomes(desk, "the desk does not follow", () => document.body.textContent.includes("Something newer"));
for (const complaint of complaints) findings.push(`the browser complains: ${complaint}`);
await browser.close();
server.kill("SIGINT");
if (process.env.PAMPHLET_WINDOW_KEEP) console.log(root); else fs.rmSync(root, { recursive: true });
console.log(`  window: ${asked} questions; from saving to seeing ${times[5]} ms, the median of ${times.length}`);
report("window", findings);
