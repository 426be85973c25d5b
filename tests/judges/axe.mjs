// axe-core in Chromium, every rule, on a page of every kind, narrow and wide, light and dark: no violation.
// Along the way: no sideways scroll, no error in the console, no request to another origin, no breach of the strict policy.
// usage: node axe.mjs SITE BASE-PATH
import { createRequire } from "node:module";
import fs from "node:fs";
import { chromium } from "playwright-core";
import { serve, kinds, FLAGS } from "./serve.mjs";
import { report } from "./tell.mjs";

const [site, base] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const host = await serve(site, base);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const findings = [];
for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    // The policy is checked by the page itself; only the judge's own script is let past it.
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    for (const path of kinds(site)) {
      if (fs.readFileSync(`${site}/${path}`, "utf8").includes('http-equiv="refresh"')) continue;
      const say = (what) => findings.push(`${path} at ${width} px, ${colorScheme}: ${what}`);
      const onConsole = (message) => message.type() === "error" && !/404/.test(message.text()) && say(`console: ${message.text()}`);
      const onRequest = (request) => request.url().startsWith(host.origin) || say(`asks ${request.url()}`);
      page.on("console", onConsole);
      page.on("request", onRequest);
      await page.goto(host.origin + base + path.replace(/index\.html$/, ""));
      const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (wide > 0) say(`scrolls sideways by ${wide} px`);
      await page.evaluate(axe);
      const result = await page.evaluate(`axe.run(document, {
        resultTypes: ["violations"],
        rules: { "target-size": { enabled: true }, "color-contrast-enhanced": { enabled: false },
                 "identical-links-same-purpose": { enabled: false }, "meta-refresh-no-exceptions": { enabled: false } },
        runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
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
