// What readers do with an essay elsewhere, in Chromium: share it, cite it, quote words of it, link to a paragraph; with a mouse, with keys, with
// fingers, without scripts; and the links they get are opened, and must mark the very words.
// usage: node share.mjs SITE BASE-PATH DESIGN [QUESTIONS]     SITE: the samples; QUESTIONS: some of the names below
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { serve, FLAGS } from "./serve.mjs";
import { report } from "./tell.mjs";

const [site, base, design, only] = process.argv.slice(2);
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'";
const host = await serve(site, base, POLICY);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.PAMPHLET_SHOTS;
const findings = [];
let about = "";
const hold = (truth, what) => { if (!truth) findings.push(`${about}: ${what}`); };
const same = (is, shall, what) => hold(JSON.stringify(is) === JSON.stringify(shall), `${what}: ${JSON.stringify(is)}, not ${JSON.stringify(shall)}`);

const HOME = "https://example.org/community-britain/";
const ESSAY = "essays/limits-of-volunteering/";

async function open(address, options = {}, before = async () => {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  if (options.javaScriptEnabled !== false) await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: host.origin });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on("request", (request) => { if (!request.url().startsWith(host.origin)) findings.push(`${about}: asked ${request.url()}`); });
  page.on("console", (message) => { if (message.type() === "error" && !/404/.test(message.text())) findings.push(`${about}: console: ${message.text()}`); });
  page.on("pageerror", (error) => findings.push(`${about}: ${error}`));
  await page.addInitScript(() => {
    window.opened = [];
    window.open = (...what) => { window.opened.push(what); return null; };
  });
  await before(page);
  await page.goto(host.origin + base + address, { waitUntil: "load" });
  return page;
}
const close = (page) => page.context().close();
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const sideways = (page) => page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
const shot = async (page, name) => { if (shots) await page.screenshot({ path: `${shots}/${design}-${name}.png` }); };
async function clean(page, what) {
  await page.evaluate(axe);
  const without = ["p-as-heading", "identical-links-same-purpose", ...(design === "commons" ? [] : ["color-contrast-enhanced"])];
  const found = await page.evaluate(`axe.run(document, { resultTypes: ["violations"],
    rules: Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: !${JSON.stringify(without)}.includes(rule.ruleId) }])) })`);
  for (const one of found.violations) hold(false, `${what}: ${one.id}: ${one.help} (${one.nodes.map((node) => node.target).slice(0, 3).join("; ")})`);
  hold(true, what);
}

// Selects the words from `first` to `last`, as they stand in the text; with `nth`, the nth time that `first` stands there, from 0.
async function select(page, first, last = first, nth = 0) {
  await page.evaluate(([first, last, nth]) => {
    const walk = document.createTreeWalker(document.querySelector("[data-words]"), NodeFilter.SHOW_TEXT), nodes = [];
    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest("[data-quote]")) nodes.push(walk.currentNode);
    // Breaks of lines in the source are blanks to readers.
    const text = nodes.map((node) => node.data.replace(/\s/g, " ")).join("");
    let from = -1;
    for (let n = 0; n <= nth; n += 1) from = text.indexOf(first, from + 1);
    const to = from < 0 ? -1 : text.indexOf(last, from) + last.length;
    if (from < 0 || to < from + last.length) throw new Error(`the essay does not say ${first} … ${last}`);
    const at = (place, end) => { for (const node of nodes) { if (end ? place <= node.length : place < node.length) return [node, place]; place -= node.length; } };
    const range = document.createRange();
    range.setStart(...at(from, false));
    range.setEnd(...at(to, true));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    (range.startContainer.parentElement).scrollIntoView({ block: "center", behavior: "instant" });
  }, [first, last, nth]);
  await page.waitForTimeout(300);
  await page.waitForSelector("[data-quote]:not([hidden])");
}
// What the selection covers, line by line, on the whole page.
const lines = (page) => page.evaluate(() => [...getSelection().getRangeAt(0).getClientRects()].map((one) => ({ left: one.left + scrollX, top: one.top + scrollY, right: one.right + scrollX, bottom: one.bottom + scrollY })));
// Opens a link and tells which part of the page is marked by it: pixels in a colour that nothing else has.
async function marked(address) {
  const page = await open(address, { viewport: { width: 1280, height: 900 } }, (page) => page.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("::target-text { background-color: rgb(255, 0, 255) !important; color: rgb(255, 0, 255) !important; }");
    document.addEventListener("DOMContentLoaded", () => { document.adoptedStyleSheets = [sheet]; });
  }));
  await page.waitForTimeout(300);
  const scrolled = await page.evaluate("scrollY");
  const picture = (await page.screenshot()).toString("base64");
  const blank = await browser.newPage();
  const rows = await blank.evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const data = pen.getImageData(0, 0, image.width, image.height).data, points = [];
    for (let at = 0; at < data.length; at += 4) if (data[at] === 255 && data[at + 1] === 0 && data[at + 2] === 255) points.push([(at / 4) % image.width, Math.floor(at / 4 / image.width)]);
    return points;
  }, picture);
  await blank.close();
  return { page, points: rows.map(([x, y]) => [x, y + scrolled]), scrolled };
}

const LINKS = (title, authors, address) => {
  const text = `${title} — ${authors}`;
  return {
    email: (link) => link.protocol === "mailto:" && link.searchParams.get("subject") === text && link.searchParams.get("body").endsWith(`\r\n\r\n${address}`),
    whatsapp: (link) => link.origin + link.pathname === "https://wa.me/" && link.searchParams.get("text") === `${text} ${address}`,
    bluesky: (link) => link.origin + link.pathname === "https://bsky.app/intent/compose" && link.searchParams.get("text") === `${text} ${address}`,
    mastodon: (link) => link.origin === "https://share.joinmastodon.org" && decodeURIComponent(link.hash) === `#text=${text} ${address}`,
    linkedin: (link) => link.origin + link.pathname === "https://www.linkedin.com/sharing/share-offsite/" && link.searchParams.get("url") === address,
    facebook: (link) => link.origin + link.pathname === "https://www.facebook.com/sharer/sharer.php" && link.searchParams.get("u") === address,
    x: (link) => link.origin + link.pathname === "https://x.com/intent/tweet" && link.searchParams.get("text") === text && link.searchParams.get("url") === address,
  };
};

const questions = {
  async links() {
    const page = await open("essays/witney-buses/");
    const title = await page.textContent("h1");
    const found = await page.$$eval("[data-share] a", (links) => links.map((link) => [link.href, link.rel, link.referrerPolicy, link.target]));
    const wanted = LINKS(title, "Sample Contributor C", `${HOME}essays/witney-buses/`);
    same(found.length, Object.keys(wanted).length, "links");
    for (const [at, [name, fits]] of Object.entries(wanted).entries()) {
      const [href, rel, policy, target] = found[at];
      hold(fits(new URL(href)), `${name} leads to ${href}`);
      hold(!/utm_|\+/.test(href.split(":")[1]), `${name} follows readers, or has a + for a blank: ${href}`);
      if (name !== "email") same([rel, policy, target], ["noopener noreferrer", "no-referrer", "_blank"], `${name} as a link`);
    }
    for (const [address, heading] of [["themes/climate/", "Climate — Stories from Community Britain"], ["authors/sample-contributor-b/", "Sample Contributor B — Stories from Community Britain"]]) {
      await page.goto(host.origin + base + address);
      same(await page.getAttribute("[data-share]", "data-text"), heading, `${address} is shared as`);
      same(await page.getAttribute("[data-share]", "data-address"), HOME + address, `${address} is shared at`);
    }
    hold(!(await page.locator("[data-share-device]").isVisible()), "what no device has is offered");
    await close(page);
  },
  async copies() {
    const page = await open("essays/witney-buses/");
    await page.click("[data-share-copy] button");
    await page.waitForFunction(() => document.querySelector("[data-share] [role=status]").textContent);
    same(await clipboard(page), `${HOME}essays/witney-buses/`, "the link");
    await page.click(".cite summary");
    const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" }).format(new Date());
    for (const [n, line] of (await page.$$eval("[data-copied] [data-text]", (all) => all.map((one) => one.textContent))).entries()) {
      await page.click(`[data-copied]:nth-child(${n + 1}) [data-copy]`);
      await page.waitForTimeout(100);
      same(await clipboard(page), line, `citation ${n + 1}`);
      if (n === 0) hold(line.endsWith(`(Accessed: ${day}).`), `the day is not in ${line}`);
    }
    hold((await page.textContent(".cite [role=status]")).length > 0, "nothing is said of a copy");
    await shot(page, "cite");
    await page.evaluate(() => document.querySelector("[data-share]").scrollIntoView({ block: "start" }));
    await shot(page, "share");
    await close(page);
    // Where browsers only know the old way, as on pages without encryption.
    const old = await open("essays/witney-buses/", {}, (page) => page.addInitScript(() => { Object.defineProperty(navigator, "clipboard", { value: undefined }); document.addEventListener("copy", (event) => { window.wrote = document.activeElement.value; }); }));
    await old.click("[data-share-copy] button");
    same(await old.evaluate("window.wrote"), `${HOME}essays/witney-buses/`, "the link, the old way");
    same(await old.locator("textarea").count(), 0, "fields left behind");
    await close(old);
  },
  async device() {
    const page = await open("essays/witney-buses/", {}, (page) => page.addInitScript(() => { navigator.share = async (what) => { window.shared = what; if (window.changesMind) throw new DOMException("", "AbortError"); }; }));
    await page.click("[data-share-device] button");
    const shared = await page.evaluate("window.shared");
    same(shared?.url, `${HOME}essays/witney-buses/`, "the address that the device is given");
    hold(shared?.text.includes("Sample Contributor C") && shared?.title, "the device is given text and title");
    await page.evaluate("window.changesMind = true");
    await page.click("[data-share-device] button");
    await page.waitForTimeout(100);
    same(await page.textContent("[data-share] [role=status]"), "", "who changes their mind is told");
    await select(page, "timetable");
    await page.click("[data-quote-share]");
    const quote = await page.evaluate("window.shared");
    hold(/^“.*timetable.*” — Sample Contributor C, /.test(quote.text) && quote.url.includes("#k-"), `the quotation that the device is given: ${JSON.stringify(quote)}`);
    await close(page);
  },
  async mastodon() {
    const page = await open("essays/witney-buses/");
    await page.click("[data-mastodon]");
    const focus = () => page.evaluate(() => document.activeElement.name);
    same(await focus(), "server", "the field that is asked for has the focus");
    await shot(page, "mastodon");
    for (const wrong of ["", "mastodon", "not a server", "a..b"]) {
      await page.fill("[data-mastodon-form] input", wrong);
      await page.keyboard.press("Enter");
      same(await page.evaluate("window.opened.length"), 0, `“${wrong}” is taken for a server`);
    }
    await page.fill("[data-mastodon-form] input", " @me@Toot.Wales ");
    await page.keyboard.press("Enter");
    const [[there, target, how]] = await page.evaluate("window.opened");
    same([target, how], ["_blank", "noopener,noreferrer"], "the window");
    const link = new URL(there);
    same([link.origin, link.pathname, link.searchParams.get("text")], ["https://toot.wales", "/share", `${await page.textContent("h1")} — Sample Contributor C ${HOME}essays/witney-buses/`], "the reader’s server");
    await page.reload();
    await page.click("[data-mastodon]");
    hold((await page.evaluate("window.opened"))[0]?.[0].startsWith("https://toot.wales/share?text="), "the server is not remembered");
    await page.waitForSelector("[data-mastodon-form]:not([hidden])");
    same(await page.inputValue("[data-mastodon-form] input"), "toot.wales", "the server can be changed");
    await close(page);
  },
  async quotes() {
    const page = await open(ESSAY);
    const cases = JSON.parse(fs.readFileSync(new URL("quotes.json", import.meta.url)));
    for (const { about: what, first, last, nth, quote, address, fits } of cases) {
      if (await page.evaluate("location.pathname") !== base + (address ?? ESSAY)) await page.goto(host.origin + base + (address ?? ESSAY));
      await select(page, first, last, nth);
      await page.click("[data-quote-copy]");
      await page.waitForTimeout(120);
      const [said, link] = (await clipboard(page)).split("\n");
      const author = await page.getAttribute("[data-quote]", "data-authors"), title = await page.textContent("h1");
      if (quote) same(said, `“${quote}” — ${author}, ${title.trim()}`, `${what}: the words`);
      hold(link.startsWith(`${HOME}${address ?? ESSAY}#`), `${what}: the link leads to ${link}`);
      if (fits) hold(new RegExp(fits).test(link.split("#")[1]), `${what}: the link is ${link}`);
      hold(!/[-,&]/.test(link.split(":~:text=")[1].replace(/-,|,-|,/g, "")), `${what}: signs of its own in a part: ${link}`);
      const wanted = await page.evaluate(() => [...getSelection().getRangeAt(0).getClientRects()].length) && await lines(page);
      const there = await marked(link.slice(HOME.length));
      const inside = ([x, y]) => wanted.some((one) => x >= one.left - 30 && x <= one.right + 30 && y >= one.top - 4 && y <= one.bottom + 4);
      const beside = there.points.filter((point) => !inside(point)).length;
      hold(there.points.length > 20, `${what}: nothing is marked at ${link}`);
      hold(beside < there.points.length / 50, `${what}: other words are marked at ${link}`);
      const id = link.split("#")[1].split(":~:")[0];
      hold(!id || await there.page.evaluate((id) => Boolean(document.getElementById(id)), id), `${what}: there is no paragraph ${id}`);
      await close(there.page);
    }
    await close(page);
  },
  async keys() {
    const page = await open(ESSAY);
    await page.locator("[data-words] > p").nth(1).dblclick({ position: { x: 60, y: 10 } });
    for (let n = 0; n < 3; n += 1) await page.keyboard.press("Control+Shift+ArrowRight");
    await page.waitForSelector("[data-quote]:not([hidden])");
    let steps = 0;
    while (steps < 4 && !(await page.evaluate(() => document.activeElement.matches("[data-quote-copy]")))) { await page.keyboard.press("Tab"); steps += 1; }
    hold(steps < 4, "the Tab key does not come to the tools");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(150);
    hold((await clipboard(page)).startsWith("“"), "Enter copies nothing");
    hold((await page.textContent("[data-quote] [role=status]")).length > 0, "nothing is said of the copy");
    await page.keyboard.press("Escape");
    hold(await page.evaluate(() => getSelection().isCollapsed && document.querySelector("[data-quote]").hidden), "Escape does not put the tools away");
    await page.evaluate(() => { const h = document.querySelector("h1").firstChild; getSelection().setBaseAndExtent(h, 0, h, 3); });
    await page.waitForTimeout(350);
    hold(await page.evaluate(() => document.querySelector("[data-quote]").hidden), "what is no part of the text is quoted");
    // Away and back again, as browsers keep pages.
    await select(page, "volunteer");
    await page.goto(host.origin + base);
    await page.goBack();
    await page.waitForTimeout(300);
    await select(page, "volunteer");
    await page.click("[data-quote-copy]");
    await page.waitForTimeout(120);
    hold(/^“.*[Vv]olunteer/.test(await clipboard(page)), "after coming back nothing is copied");
    await close(page);
  },
  async haste() {
    const page = await open(ESSAY);
    await select(page, "startling figure");
    // Other words, and the button at once; and a telephone that takes the selection away first.
    await page.evaluate(() => {
      const text = [...document.querySelectorAll("[data-words] > p")][1].firstChild;
      getSelection().setBaseAndExtent(text, 0, text, 10);
      document.querySelector("[data-quote-copy]").click();
    });
    await page.waitForTimeout(150);
    hold((await clipboard(page)).startsWith("“This essay” — "), `who is quick copies ${await clipboard(page)}`);
    await select(page, "startling figure");
    await page.evaluate(() => { getSelection().removeAllRanges(); document.querySelector("[data-quote-copy]").click(); });
    await page.waitForTimeout(150);
    hold((await clipboard(page)).startsWith("“startling figure” — "), `what was selected is not copied: ${await clipboard(page)}`);
    await close(page);
  },
  async fingers() {
    const page = await open(ESSAY, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
    await select(page, "volunteer");
    const box = await page.locator("[data-quote]").boundingBox();
    hold(box.y + box.height >= 738 && box.height < 80, `the tools are not at the foot: ${JSON.stringify(box)}`);
    same(await sideways(page), 0, "scrolls sideways");
    await shot(page, "fingers");
    await page.tap("[data-quote-copy]");
    await page.waitForTimeout(150);
    hold((await clipboard(page)).startsWith("“"), "a tap copies nothing");
    await page.evaluate(() => { getSelection().removeAllRanges(); document.querySelector("[data-share]").scrollIntoView({ block: "start" }); });
    await page.tap("[data-mastodon]");
    await page.tap(".cite summary");
    await page.waitForTimeout(300);
    same(await sideways(page), 0, "share and citations scroll sideways");
    await shot(page, "fingers-share");
    await close(page);
  },
  async paragraphs() {
    const page = await open(ESSAY);
    const second = page.locator("[data-words] > p").nth(1);
    const height = await page.evaluate("document.body.scrollHeight");
    await second.hover();
    const link = second.locator("a[data-paragraph]");
    same(await link.count(), 1, "links at the paragraph under the mouse");
    same(await page.evaluate("document.body.scrollHeight"), height, "a link moves the text");
    await shot(page, "paragraph");
    const id = await second.getAttribute("id");
    await link.click();
    await page.waitForTimeout(150);
    same(await clipboard(page), `${HOME}${ESSAY}#${id}`, "the link to a paragraph");
    await page.locator("[data-words] > p").nth(2).hover();
    await page.waitForTimeout(50);
    same(await page.locator("a[data-paragraph]:not(:focus)").count(), 1, "links while the mouse moves on");
    await page.check("input[data-paragraphs]");
    const count = await page.locator("[data-words] :is(p, li)[id^='k-']").count();
    same(await page.locator("a[data-paragraph]").count(), count, "links where the reader wants all");
    await page.reload();
    same(await page.locator("a[data-paragraph]").count(), count, "the wish is not remembered");
    await clean(page, "links at all paragraphs");
    await page.uncheck("input[data-paragraphs]");
    same(await page.locator("a[data-paragraph]:not(:focus)").count(), 0, "links are taken away");
    await close(page);
  },
  async embeds() {
    for (const [width, colorScheme] of [[360, "light"], [1280, "dark"]]) {
      const page = await open("essays/embeds/", { viewport: { width, height: 900 }, colorScheme });
      same(await page.locator("iframe, video, audio, object, embed, blockquote").count(), 0, "frames");
      const links = await page.$$eval("a.embed", (all) => all.map((one) => [one.textContent, one.href]));
      same(links.map(([, href]) => new URL(href).hostname), ["www.youtube.com", "www.openstreetmap.org", "radio.example.com", "x.com", "charts.example.org"], "links");
      same(links[0], ["Watch on YouTube: How a hall was bought, told by those who bought it — opens youtube.com", "https://www.youtube.com/watch?v=abc-DEF_123"], "a film");
      same(await page.$eval("p:not(.embedded) > a.embed", (one) => getComputedStyle(one).display), "inline", "a link in a line");
      same(await sideways(page), 0, "scrolls sideways");
      await page.evaluate(() => document.querySelector("a.embed").scrollIntoView({ block: "center" }));
      await shot(page, `embeds-${width}`);
      await clean(page, `${width} ${colorScheme}`);
      await close(page);
    }
  },
  async scriptless() {
    const page = await open("essays/witney-buses/", { javaScriptEnabled: false });
    for (const tool of ["[data-share-copy]", "[data-share-device]", "[data-quote]", "[data-mastodon-form]", "[data-copy]"]) {
      hold(!(await page.locator(tool).first().isVisible()), `${tool} is shown and can do nothing`);
    }
    hold((await page.getAttribute("[data-mastodon]", "href")).startsWith("https://share.joinmastodon.org/#text="), "Mastodon is no link");
    await page.click(".cite summary");
    hold((await page.locator(".cite [data-text]").first().innerText()).endsWith("(Accessed: [date])."), "the day is not left to the reader");
    hold(await page.locator(".cite a[href='cite.bib']").isVisible(), "the files are not offered");
    await close(page);
  },
  async looks() {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [360, 1280]) {
        const page = await open(ESSAY, { viewport: { width, height: 900 }, colorScheme });
        await page.click(".cite summary");
        await page.click("[data-mastodon]");
        await page.evaluate(() => document.querySelector("[data-share]").scrollIntoView({ block: "start" }));
        await shot(page, `end-${colorScheme}-${width}`);
        same(await sideways(page), 0, `${width} ${colorScheme}: scrolls sideways`);
        await select(page, "volunteer");
        await shot(page, `tools-${colorScheme}-${width}`);
        await clean(page, `${width} ${colorScheme}`);
        await close(page);
      }
    }
    const page = await open("themes/climate/");
    await page.evaluate(() => document.querySelector("[data-share]").scrollIntoView({ block: "end" }));
    await shot(page, "theme");
    await close(page);
  },
};

try {
  for (const [name, ask] of Object.entries(questions)) {
    if (only && !only.split(",").includes(name)) continue;
    about = name;
    await ask().catch((error) => findings.push(`${about}: ${error}`));
  }
} finally {
  await browser.close();
  host.close();
}
report("share", findings);
