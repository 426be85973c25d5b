// axe-core in Chromium, every rule, on a page of every kind, narrow and wide, light and dark: no violation.
// Along the way, also at two widths between: no sideways scroll, nothing beyond the edge, no error in the console, no request to
// another origin, no breach of the strict policy.
// usage: node axe.mjs SITE BASE-PATH [DESIGN]
import { createRequire } from "node:module";
import fs from "node:fs";
import { chromium } from "playwright-core";
import { serve, kinds, FLAGS } from "./serve.mjs";
import { report } from "./tell.mjs";

const [site, base, design] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const host = await serve(site, base);
// What a reader would see only half of. The way past the menu is out of sight until it is wanted.
const beyond = `[...document.querySelectorAll("body *")].filter((one) => one.getClientRects().length > 0 && !one.closest(".skip, svg, .table, pre")
  && one.getBoundingClientRect().left < -1).slice(0, 3).map((one) => one.className || one.tagName)`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const findings = [];
const refreshes = /<meta http-equiv="refresh"[^>]*>|<script [^>]*moved-[^>]*><\/script>/g;
// One rule, which axe itself calls an experiment, takes every line of large italics for a heading. The contrast of AAA is what
// commons promises and plain does not, and links of one name lead to different pages wherever two essays share a title.
const without = ["p-as-heading", "identical-links-same-purpose", ...(design === "commons" ? [] : ["color-contrast-enhanced"])];
for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 390, 768, 1280]) {
    if (colorScheme === "dark" && width !== 320 && width !== 1280) continue;
    // The policy is checked by the page itself; only the judge's own script is let past it.
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    // A page at an old address would be gone before it is looked at.
    await page.route((url) => /(\/|\.html)$/.test(url.pathname), async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(refreshes, "") });
    });
    for (const path of kinds(site)) {
      const say = (what) => findings.push(`${path} at ${width} px, ${colorScheme}: ${what}`);
      const onConsole = (message) => message.type() === "error" && !/404/.test(message.text()) && say(`console: ${message.text()}`);
      const onRequest = (request) => request.url().startsWith(host.origin) || say(`asks ${request.url()}`);
      page.on("console", onConsole);
      page.on("request", onRequest);
      await page.goto(host.origin + base + path.replace(/index\.html$/, ""));
      const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (wide > 0) say(`scrolls sideways by ${wide} px`);
      for (const one of await page.evaluate(beyond)) say(`${one} stands beyond the left edge`);
      if (width !== 320 && width !== 1280) {
        page.off("console", onConsole);
        page.off("request", onRequest);
        continue;
      }
      await page.evaluate(axe);
      const result = await page.evaluate(`axe.run(document, {
        resultTypes: ["violations"],
        rules: Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: !${JSON.stringify(without)}.includes(rule.ruleId) }])),
      })`);
      for (const violation of result.violations) {
        say(`${violation.id}: ${violation.help} (${violation.nodes.map((node) => node.target).slice(0, 3).join("; ")})`);
      }
      page.off("console", onConsole);
      page.off("request", onRequest);
    }
    await context.close();
  }
}
await browser.close();
host.close();
report("axe", findings);
