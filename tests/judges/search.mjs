// What readers see of search, in Chromium: the page, the dialog, keys, filters, history, marks on arrival, pages without scripts and from the
// disk, under the strictest policy; and texts and questions that try to be markup.
// usage: node search.mjs SITE BASE-PATH DESIGN [QUESTIONS]     SITE: the samples with the essays of searched/; QUESTIONS: some of the names below
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { serve, FLAGS } from "./serve.mjs";
import { report } from "./tell.mjs";

const [site, base, design, only] = process.argv.slice(2);
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'";
const host = await serve(site, base, POLICY);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const findings = [];
let asked = 0, about = "";
const hold = (truth, what) => { asked += 1; if (!truth) findings.push(`${about}: ${what}`); };
const same = (is, shall, what) => hold(JSON.stringify(is) === JSON.stringify(shall), `${what}: ${JSON.stringify(is)}, not ${JSON.stringify(shall)}`);

const ESSAY = "essays/witney-buses/";
const at = (address) => host.origin + base + address;
// How long a sentence waits before it is said.
const SAID = 600;

async function open(address, options = {}, before = async () => {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.addInitScript(() => { window.hits = 0; window.hit = () => { window.hits += 1; }; });
  page.on("console", (message) => { if (message.type() === "error" && !/ERR_FAILED|404|Access to font at 'file:/.test(message.text())) findings.push(`${about}: console: ${message.text()}`); });
  page.on("pageerror", (error) => findings.push(`${about}: ${error}`));
  await before(page);
  await page.goto(/^\w+:/.test(address) ? address : at(address), { waitUntil: "load" });
  return page;
}
const close = (page) => page.context().close();
const results = (page, within = "") => page.waitForSelector(`${within} [data-search-results] > li`);
const titles = (page, within = "") => page.$$eval(`${within} [data-search-results] > li`, (items) => items.map((item) => item.querySelector("h2, h3").textContent));
const paths = (page, within = "") => page.$$eval(`${within} [data-search-results] > li`, (items) => items.map((item) => new URL(item.querySelector("a").href).pathname));
const said = async (page, within = "") => { await page.waitForTimeout(SAID); return page.textContent(`${within} .search-status`); };
const seen = (page, selector) => page.locator(selector).first().isVisible();
const query = (page) => page.evaluate("location.search");
const focus = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
// The results of a page once its question is answered.
async function answered(page, act) {
  await page.evaluate(() => {
    window.painted = false;
    const watch = new MutationObserver(() => { window.painted = true; watch.disconnect(); });
    document.querySelectorAll(".search-notes, .search-results").forEach((one) => watch.observe(one, { childList: true }));
  });
  await act();
  await page.waitForFunction(() => window.painted, undefined).catch(() => hold(false, "nothing was answered"));
}
// On a narrow page, or in a design without room beside the results, the filters are folded up.
async function unfold(page) {
  await page.waitForSelector(".search-filters", { state: "visible" });
  await page.$eval(".search-filters", (one) => { one.open = true; });
}
async function dialog(page) {
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog.search-dialog[open]");
}
async function inDialog(page, words) {
  await dialog(page);
  await page.keyboard.type(words);
  await results(page, "dialog");
}
async function clean(page, what) {
  await page.evaluate(axe);
  const without = ["p-as-heading", "identical-links-same-purpose", ...(design === "commons" ? [] : ["color-contrast-enhanced"])];
  const found = await page.evaluate(`axe.run(document, { resultTypes: ["violations"],
    rules: Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: !${JSON.stringify(without)}.includes(rule.ruleId) }])) })`);
  for (const one of found.violations) hold(false, `${what}: ${one.id}: ${one.help} (${one.nodes.map((node) => node.target).slice(0, 3).join("; ")})`);
  hold(true, what);
}
const sideways = (page) => page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

const questions = {
  async scriptless() {
    const page = await open("search/?q=solar", { javaScriptEnabled: false });
    hold(await seen(page, "[data-search-unscripted]"), "it is not said what to do");
    hold(await seen(page, "[data-search-browse] a"), "the lists are not there");
    hold(await seen(page, 'search form[role="search"][method="get"] input[name="q"]'), "there is no form");
    await page.goto(at(ESSAY));
    await page.click("a[data-search]");
    await page.waitForURL(at("search/"));
    await close(page);
  },
  async page() {
    const page = await open("search/?q=solar");
    await results(page);
    same(await page.locator("[data-search-results]").count(), 1, "lists of results");
    same(await page.inputValue("#q"), "solar", "the field");
    hold((await paths(page))[0].endsWith("/essays/lawrence-weston-solar/"), `the first essay is ${(await paths(page))[0]}`);
    same(await page.$$eval("[data-search-results] > li", (items) => items.filter((item) => !item.querySelector("h2 > a[href]") || !item.querySelector(".search-by")).length), 0, "results without title or byline");
    const passages = await page.$$eval("[data-search-results] > li", (items) => items.map((item) => item.querySelectorAll(".search-passages a[href*='#']").length));
    hold(passages[0] >= 1 && passages.every((count) => count <= 3), `passages: ${passages}`);
    hold(/^solar/i.test(await page.textContent(".search-passages mark")), "what was found is not marked");
    hold(!(await seen(page, "[data-search-browse]")), "the lists stand below results");
    hold(!(await seen(page, "[data-search-unscripted]")), "what to do without scripts is said with them");
    const sentence = await said(page);
    hold(sentence.includes("‘solar’") && /\d+ essays?/.test(sentence), `it says “${sentence}”`);
    same(Number(/\d+/.exec(sentence)[0]), (await titles(page)).length, "the number of essays");
    same(await page.getAttribute(".search-status", "role"), "status", "the role of what is said");
    await close(page);
  },
  async empty() {
    const page = await open("search/");
    await page.waitForSelector(".search-recent li");
    const recent = await page.locator(".search-recent li").count();
    hold(recent > 0 && recent <= 5, `${recent} recent essays`);
    hold(await seen(page, "[data-search-browse] a"), "the lists are not below");
    hold(!(await seen(page, "[data-search-results]")), "there are results for nothing");
    await page.fill("#q", "s");
    const sentence = await said(page);
    hold(/two/.test(sentence), `for one letter it says “${sentence}”`);
    hold(await seen(page, "[data-search-browse] a"), "one letter hides the lists");
    await page.fill("#q", "");
    same(await said(page), "", "what is said of nothing");
    await close(page);
  },
  async typing() {
    const page = await open("search/?q=community");
    await results(page);
    await said(page);
    await page.evaluate(() => {
      window.empty = 0; window.told = [];
      const list = document.querySelector("[data-search-results]");
      const look = () => { if (list.hidden || list.children.length === 0) window.empty += 1; requestAnimationFrame(look); };
      look();
      new MutationObserver(() => window.told.push(document.querySelector(".search-status").textContent)).observe(document.querySelector(".search-status"), { childList: true, characterData: true, subtree: true });
    });
    const entries = await page.evaluate("history.length");
    await page.focus("#q");
    await page.keyboard.press("End");
    await page.keyboard.type(" people", { delay: 60 });
    hold(/people/.test(await said(page)), "it does not say what was typed");
    same(await page.evaluate("window.empty"), 0, "frames without results while typing");
    same((await page.evaluate("window.told")).length, 1, "sentences read aloud while typing");
    same(await page.evaluate("history.length"), entries, "entries of the history after typing");
    same(await query(page), "?q=community+people", "the address");
    await close(page);
  },
  async history() {
    const page = await open("search/");
    await page.waitForSelector(".search-recent li");
    await page.focus("#q");
    await answered(page, () => page.keyboard.type("solar"));
    await page.keyboard.press("Enter");
    await answered(page, () => page.fill("#q", "bus"));
    await page.keyboard.press("Enter");
    const bus = await titles(page);
    await unfold(page);
    const theme = await page.$eval(".search-filters input[name=theme]", (one) => one.value);
    await answered(page, () => page.check(`.search-filters input[value="${theme}"]`));
    same(await query(page), `?q=bus&theme=${theme}`, "the address");
    const filtered = await titles(page);
    await answered(page, () => page.goBack());
    same([await query(page), await titles(page), await page.isChecked(`.search-filters input[value="${theme}"]`)], ["?q=bus", bus, false], "back");
    await answered(page, () => page.goBack());
    same([await query(page), await page.inputValue("#q")], ["?q=solar", "solar"], "back again");
    await page.goBack();
    await page.waitForSelector(".search-recent li");
    same([await query(page), await page.inputValue("#q")], ["", ""], "back to the beginning");
    for (let step = 0; step < 3; step++) await answered(page, () => page.goForward());
    same([await query(page), await titles(page)], [`?q=bus&theme=${theme}`, filtered], "forward");
    await page.reload();
    await results(page);
    same([await titles(page), await page.isChecked(`.search-filters input[value="${theme}"]`)], [filtered, true], "loaded anew");
    await close(page);
  },
  async filters() {
    const page = await open("search/?q=community");
    await results(page);
    await unfold(page);
    const total = async () => Number(/\d+/.exec(await said(page))[0]);
    const count = (kind, index) => page.$$eval(`.search-filters input[name=${kind}]`, (boxes, index) => Number(boxes[index].closest("label").querySelector(".search-count").textContent), index);
    const all = await total();
    const [first, second] = [await count("theme", 0), await count("theme", 1)];
    hold(first >= second && second >= 1 && first <= all, `themes have ${first} and ${second} of ${all}`);
    const boxes = page.locator(".search-filters input[name=theme]");
    await answered(page, () => boxes.nth(0).check());
    same(await total(), first, "essays of one theme");
    hold(await boxes.nth(0).evaluate((one) => one === document.activeElement), "a filter loses the focus");
    await answered(page, () => boxes.nth(1).check());
    const either = await total();
    hold(either >= Math.max(first, second) && either <= first + second, `either theme: ${either}, of ${first} and ${second}`);
    const name = await boxes.nth(0).evaluate((one) => one.closest("label").textContent.replace(/[\d,]+$/, "").trim());
    hold((await page.textContent(".search-status")).includes(name), "it does not say in which themes");
    const author = page.locator(".search-filters label:visible input[name=author]").first();
    const his = await author.evaluate((one) => Number(one.closest("label").querySelector(".search-count").textContent));
    await answered(page, () => author.check());
    same(await total(), his, "essays of an author within themes");
    same(await page.locator(".search-chosen li:not(.search-drop-all)").count(), 3, "filters that can be taken away");
    await answered(page, () => page.click(".search-chosen li:first-child a"));
    same([(await query(page)).match(/theme=/g).length, await boxes.nth(0).isChecked()], [1, false], "a filter taken away");
    await answered(page, () => page.click(".search-drop-all a"));
    same([await query(page), await total()], ["?q=community", all], "all filters taken away");
    await answered(page, () => page.check('.search-sort input[value="date"]'));
    same(await query(page), "?q=community&sort=date", "the address");
    const days = await page.$$eval("[data-search-results] > li:not(:has(.search-without))", (items) => items.map((item) => Date.parse(/\d+\s[A-Z]\w+\s\d{4}/.exec(item.querySelector(".search-by").textContent)?.[0].replace(/\s/g, " "))));
    const dated = days.filter((day) => !Number.isNaN(day));
    hold(dated.length > 2, "there are no dates");
    same(dated, [...dated].sort((a, b) => b - a), "the newest first");
    await close(page);
  },
  async more() {
    const page = await open("search/?q=people");
    await results(page);
    const total = Number(/\d+/.exec(await said(page))[0]);
    hold(total > 10, `only ${total} essays have “people”`);
    same((await titles(page)).length, 10, "essays at first");
    await page.focus(".search-more");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll("[data-search-results] > li").length > 10);
    same((await titles(page)).length, Math.min(20, total), "essays then");
    hold(await page.evaluate(() => document.activeElement === document.querySelectorAll("[data-search-results] > li")[10].querySelector("a")), "the focus does not go to the first that is new");
    same(await seen(page, ".search-more"), total > 20, "more to show");
    const before = await titles(page);
    same(new Set(before).size, before.length, "essays shown once");
    await page.goto(at(ESSAY));
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll("[data-search-results] > li").length > 10).catch(() => hold(false, "who comes back finds fewer essays"));
    await close(page);
  },
  async nothing() {
    const page = await open("search/?q=qxzvwj&theme=climate");
    await page.waitForSelector(".search-ways");
    const sentence = await said(page);
    hold(/No essay/.test(sentence) && sentence.includes("qxzvwj") && sentence.includes("Climate"), `it says “${sentence}”`);
    hold(await seen(page, ".search-themes a") && await seen(page, ".search-essays a"), "there is no way on");
    hold(await seen(page, ".search-chosen a"), "the filter cannot be taken away");
    await page.goto(at("search/?q=sollar"));
    await page.waitForSelector(".search-note");
    hold(/solar/.test(await page.textContent(".search-notes")), "a slip is not explained");
    if (await page.locator("[data-search-results] > li").count() === 0) await answered(page, () => page.click(".search-note a"));
    hold((await paths(page)).some((one) => one.endsWith("/essays/lawrence-weston-solar/")), "a slip finds nothing");
    await page.goto(at("search/?q=solar+qxzvwj"));
    await page.waitForSelector(".search-status");
    hold((await said(page)).length > 0, "a word that nobody has leaves the page empty");
    for (const item of await page.$$(".search-result")) hold(/qxzvwj/.test(await (await item.$(".search-without"))?.textContent() ?? ""), "it is not said which word is missing");
    await close(page);
  },
  async lazy() {
    const loaded = [];
    const page = await open(ESSAY, {}, async (page) => page.on("request", (request) => { if (request.url().includes("/search/")) loaded.push(request.url()); }));
    await page.waitForTimeout(300);
    same(loaded.filter((url) => !/opener-\w+\.js$/.test(url)), [], "loaded before anybody asked");
    await page.focus("a[data-search]");
    await page.waitForTimeout(300);
    hold(loaded.some((url) => url.endsWith("/search/index.js")), "the focus on the link loads nothing");
    await close(page);
    const broken = await open(ESSAY, {}, (page) => page.route(/search\/index\.js/, (route) => route.abort()));
    await broken.click("a[data-search]");
    await broken.waitForURL(at("search/"), { timeout: 5000 }).catch(() => hold(false, "where the search cannot be loaded the link leads nowhere"));
    await close(broken);
  },
  async dialog() {
    const page = await open(ESSAY);
    await page.click("a[data-search]");
    await page.waitForSelector("dialog[open]");
    same(await focus(page), "search-dialog-q", "the focus");
    hold(await page.evaluate(() => { const one = document.querySelector("dialog"); return one.matches(":modal") && document.getElementById(one.getAttribute("aria-labelledby")).textContent.length > 0; }), "the dialog has no name or is not modal");
    await page.waitForSelector("dialog .search-recent li");
    hold(await seen(page, "dialog .search-themes a"), "no themes are offered");
    await page.keyboard.type("solar");
    await results(page, "dialog");
    same(await page.locator("[data-search-results]").count(), 1, "lists of results");
    hold(await page.locator("dialog [data-search-results] > li > h3 > a").count() > 0, "results have no headings");
    hold(/‘solar’/.test(await said(page, "dialog")), "it is not said what was found");
    same(await page.$eval("dialog .search-all a", (one) => one.getAttribute("href")), at("search/?q=solar"), "all results on a page");
    const inside = () => page.evaluate(() => document.activeElement === document.body || document.querySelector("dialog").contains(document.activeElement));
    for (let step = 0; step < 40; step++) { await page.keyboard.press("Tab"); if (!(await inside())) { hold(false, "the Tab key leaves the dialog"); break; } }
    await page.focus("#search-dialog-q");
    await page.keyboard.press("Escape");
    hold(!(await seen(page, "dialog")), "Escape does not close it");
    hold(await page.evaluate(() => document.activeElement.matches("a[data-search]")), "the focus does not return to the link");
    // The question is still there for whoever comes back, and is chosen, so that typing replaces it.
    await page.keyboard.press("Enter");
    same(await page.evaluate(() => String(getSelection())), "solar", "the question that is still there");
    await page.keyboard.press("Escape");
    await page.click("a[data-search]", { modifiers: ["Shift"] }).catch(() => {});
    hold(!(await seen(page, "dialog")), "a press with Shift opens the dialog");
    await close(page);
  },
  async keys() {
    const page = await open(ESSAY);
    await page.focus("main a");
    await dialog(page);
    await page.keyboard.press("Control+k");
    hold(!(await seen(page, "dialog")), "Ctrl-K does not close it");
    hold(await page.evaluate(() => document.activeElement.matches("main a")), "the focus does not return to where it was");
    await page.keyboard.press("/");
    hold(await seen(page, "dialog"), "/ does not open it");
    same(await page.inputValue("#search-dialog-q"), "", "/ is typed");
    await page.keyboard.type("a/b");
    same(await page.inputValue("#search-dialog-q"), "a/b", "/ cannot be typed");
    await page.uncheck(".search-slash input");
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    hold(!(await seen(page, "dialog")), "/ cannot be switched off");
    await dialog(page);
    await page.fill("#search-dialog-q", "solar");
    await results(page, "dialog");
    await page.keyboard.press("ArrowDown");
    hold(await page.evaluate(() => document.activeElement === document.querySelector("dialog .search-body a")), "Down does not go to the first result");
    await page.keyboard.press("ArrowDown");
    hold(await page.evaluate(() => document.activeElement === document.querySelectorAll("dialog .search-body a")[1]), "Down does not go on");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    same(await focus(page), "search-dialog-q", "Up does not come back to the field");
    await page.keyboard.press("Enter");
    await page.waitForURL(at("search/?q=solar"), { timeout: 5000 }).catch(() => hold(false, "Enter does not lead to the page"));
    await results(page);
    await page.focus("a[data-search]");
    await page.keyboard.press("Control+k");
    same(await focus(page), "q", "Ctrl-K on the page of search");
    await close(page);
  },
  async arrival() {
    const page = await open(ESSAY);
    const marks = () => page.evaluate(() => [...(CSS.highlights.get("found") ?? [])].map((range) => String(range)));
    await inDialog(page, "solar");
    const target = await page.$eval("dialog .search-passages a", (one) => one.href);
    hold(/#.*:~:text=/.test(target), `a passage is not led to: ${target}`);
    await page.click("dialog .search-passages a");
    await page.waitForURL((url) => url.href.startsWith(target.split("#")[0]));
    await page.waitForSelector(".search-found");
    const found = await marks();
    hold(found.length > 0 && found.every((one) => /solar/i.test(one)), `marked: ${found.slice(0, 5)}`);
    same(Number(/\d+/.exec(await page.textContent(".search-found"))[0]), found.length, "the number of marks");
    const text = await page.evaluate(async () => {
      const words = (one) => { const copy = one.querySelector("main").cloneNode(true); copy.querySelectorAll(".search-found").forEach((bar) => bar.remove()); return copy.innerHTML.length; };
      return [words(document), document.querySelectorAll("main mark").length];
    });
    const plain = await open(target.split("#")[0]);
    same(text, await plain.evaluate(() => [document.querySelector("main").innerHTML.length, document.querySelectorAll("main mark").length]), "the text with marks");
    await close(plain);
    await page.click(".search-found button");
    same([(await marks()).length, await page.locator(".search-found").count()], [0, 0], "cleared");
    // Once only; in a new tab; by Escape; not after half a minute; not elsewhere.
    await page.reload();
    same(await page.locator(".search-found").count(), 0, "marks after loading anew");
    await page.goto(at("search/?q=solar"));
    await results(page);
    const [tab] = await Promise.all([page.context().waitForEvent("page"), page.click("[data-search-results] h2 a", { modifiers: ["Control"] })]);
    await tab.waitForSelector(".search-found", { timeout: 5000 }).catch(() => hold(false, "a new tab has no marks"));
    await tab.keyboard.press("Escape");
    same(await tab.evaluate(() => [CSS.highlights.size, document.querySelectorAll(".search-found").length]), [0, 0], "cleared by Escape");
    await tab.close();
    const plant = (address, age, words = ["bus"]) => page.evaluate(([path, time, words]) => localStorage.setItem("search-found", JSON.stringify({ path, words, time, tag: "en-GB", marked: { other: "{n} marked" }, clear: "Clear" })), [base + address, Date.now() - age, words]);
    await plant(ESSAY, 40_000);
    await page.goto(at(ESSAY));
    same(await page.locator(".search-found").count(), 0, "marks that are old");
    await plant("essays/rochdale-1844/", 0);
    await page.reload();
    same(await page.locator(".search-found").count(), 0, "marks of another page");
    await plant(ESSAY, 0, ["bu", "BUS", "(", "a.c"]);
    await page.reload();
    const whole = await marks();
    hold(whole.length > 0 && whole.every((one) => one.toLowerCase() === "bus"), `not whole words: ${whole.slice(0, 5)}`);
    // On the page itself.
    await inDialog(page, "margins");
    const own = page.locator(`dialog [data-search-results] a[href*="${ESSAY}"]`).first();
    await own.click();
    await page.waitForFunction(() => [...(CSS.highlights.get("found") ?? [])].some((range) => /margins/i.test(String(range))), undefined, { timeout: 5000 }).catch(() => hold(false, "the page itself is not marked"));
    hold(!(await seen(page, "dialog")), "the dialog stays over the page it leads to");
    await close(page);
    const old = await open(ESSAY, {}, (page) => page.addInitScript(() => { delete window.Highlight; if (location.pathname.includes("witney")) localStorage.setItem("search-found", JSON.stringify({ path: location.pathname, words: ["bus"], time: Date.now(), marked: "{n}" })); }));
    same(await old.locator(".search-found").count(), 0, "a bar without marks");
    await close(old);
  },
  async hostile() {
    const bad = '<img src=x onerror=hit()> "><script>hit()</script> ‘zeppelin’';
    const page = await open(`search/?q=${encodeURIComponent(bad)}&theme=${encodeURIComponent("<b onclick=hit()>")}`);
    await page.waitForTimeout(SAID);
    same(await page.inputValue("#q"), bad, "the field");
    hold((await page.textContent(".search-status")).includes("<img src=x"), "the question is not said as it is");
    await page.goto(at("search/?q=zeppelin"));
    await results(page);
    hold((await titles(page)).some((title) => title.startsWith("<img src=x onerror=hit()> & ")), `the title is not shown as it is: ${await titles(page)}`);
    for (const where of ["main", "dialog"]) {
      if (where === "dialog") { await page.goto(at(ESSAY)); await inDialog(page, "zeppelin"); }
      const made = await page.$$eval(`${where} .search-body *, ${where} .search-status *`, (all) => all.map((one) => one.localName).filter((name) => ["img", "script", "b", "i", "style", "iframe"].includes(name)));
      same(made, [], `elements made of texts in ${where}`);
    }
    await page.fill("#search-dialog-q", bad);
    await page.waitForTimeout(SAID);
    same(await page.evaluate("window.hits"), 0, "scripts that ran");
    await close(page);
  },
  async languages() {
    const page = await open("search/?q=zeppelin");
    await results(page);
    hold(await page.locator('[data-search-results] a[lang="cy"][dir="auto"]').count() === 1, "a Welsh title is not said to be Welsh");
    hold(await page.locator('[data-search-results] [lang="cy"] mark').count() > 0, "a Welsh passage is not said to be Welsh");
    await page.goto(at("essays/neuadd/"));
    await inDialog(page, "zeppelin");
    hold(/traethawd|thraethawd|draethawd/.test(await said(page, "dialog")), "a Welsh page speaks English");
    same(await page.textContent("dialog .search-close"), "Cau", "how it is closed");
    await close(page);
  },
  async disk() {
    const file = (name) => pathToFileURL(path.join(path.resolve(site), name)).href;
    const page = await open(file("search/index.html") + "?q=solar");
    await results(page);
    await answered(page, () => page.fill("#q", "bus"));
    same(await query(page), "?q=bus", "the address");
    await page.goto(file(ESSAY + "index.html"));
    await inDialog(page, "solar");
    hold((await page.$eval("dialog h3 a", (one) => one.href)).startsWith(file("essays/")), "a result leads out of the folder");
    await page.evaluate(() => localStorage.setItem("search-found", JSON.stringify({ path: location.pathname, words: ["bus"], time: Date.now(), tag: "en-GB", marked: { other: "{n} marked" }, clear: "Clear" })));
    await page.reload();
    hold(await page.locator(".search-found").count() === 1, "nothing is marked");
    await close(page);
  },
  async access() {
    for (const colorScheme of ["light", "dark"]) for (const width of [320, 1280]) {
      const size = `${width} px, ${colorScheme}`;
      const page = await open("search/?q=community&theme=cohesion&theme=climate", { colorScheme, viewport: { width, height: 900 } });
      await results(page);
      await page.waitForTimeout(SAID);
      await unfold(page);
      await clean(page, `results at ${size}`);
      same(await sideways(page), 0, `sideways at ${size}`);
      for (const question of ["", "?q=qxzvwj", "?q=zeppelin"]) {
        await page.goto(at("search/" + question));
        await page.waitForTimeout(SAID);
        await clean(page, `${question || "nothing asked"} at ${size}`);
        same(await sideways(page), 0, `${question} sideways at ${size}`);
      }
      await page.goto(at(ESSAY));
      await dialog(page);
      await page.waitForSelector("dialog .search-recent li");
      await clean(page, `the dialog at ${size}`);
      await page.keyboard.type("community");
      await results(page, "dialog");
      await page.waitForTimeout(SAID);
      await clean(page, `the dialog with results at ${size}`);
      same(await page.evaluate("document.getAnimations().length"), 0, "what moves");
      const box = await page.locator("dialog").boundingBox();
      hold(box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= 900, `the dialog does not fit at ${size}`);
      await page.click("dialog h3 a");
      await page.waitForSelector(".search-found");
      await clean(page, `marks at ${size}`);
      same(await sideways(page), 0, `marks sideways at ${size}`);
      await close(page);
    }
    const forced = await open("search/?q=solar", { forcedColors: "active" });
    await results(forced);
    const colours = await forced.$eval(".search-passages mark", (mark) => [getComputedStyle(mark).backgroundColor, getComputedStyle(mark.parentElement).backgroundColor]);
    hold(colours[0] !== colours[1], "with forced colours marks are not seen");
    await close(forced);
  },
  // A collection that is more than one file: what is loaded, from a host, from the disk, and when the site was published anew meanwhile.
  async shards() {
    const folder = path.join(site, "assets/search");
    const shards = (fs.existsSync(folder) ? fs.readdirSync(folder) : []).filter((name) => /^[0-9a-f]{10,}\.js$/.test(name));
    if (shards.length === 0) return;
    const loaded = [];
    const watch = async (page) => page.on("request", (request) => loaded.push(request.url().split("/").pop()));
    const page = await open("search/?q=", {}, watch);
    await page.waitForSelector(".search-recent li");
    hold(loaded.filter((name) => shards.includes(name)).length <= 5, `${loaded.length} files for nobody's question`);
    await page.fill('[name="q"]', "quokka harbour");
    await results(page);
    same(await titles(page), ["The accounts"], "what is found");
    hold(loaded.filter((name) => shards.includes(name)).length < shards.length / 2, `${loaded.length} files of ${shards.length} for one question`);
    await page.click(".search-passages a");
    await page.waitForSelector(".search-found");
    await close(page);
    const local = await open(pathToFileURL(path.join(site, "search/index.html")).href + "?q=quoka");
    await results(local);
    same(await titles(local), ["The accounts"], "what is found from the disk");
    await close(local);
    // The page has an index whose files are gone until it is fetched anew.
    let anew = false;
    const stale = await open("search/?q=quokka", {}, (page) => page.route(/\/search\/[^/]*\.js/, (route) => {
      const name = route.request().url().split("/").pop();
      anew = anew || /\?again=/.test(name);
      return shards.includes(name) && !anew ? route.fulfill({ status: 404, body: "" }) : route.continue();
    }));
    await results(stale);
    hold(anew, "the index was not fetched anew");
    same(await stale.locator(".search-page").count(), 1, "pages of search");
    await close(stale);
  },
};
for (const [name, question] of Object.entries(questions)) {
  if (only && !only.split(",").includes(name)) continue;
  about = name;
  await question().catch((error) => findings.push(`${name}: ${String(error).split("\n").slice(0, 3).join(" ")} ${error.stack?.split("\n").find((line) => line.includes("search.mjs")) ?? ""}`));
}
console.log(`  search: ${asked} questions`);
await browser.close();
host.close();
report("search", findings);
