// Lighthouse with its settings for phones, on the home page and the longest essay: 100 in all four categories.
// usage: node lighthouse.mjs SITE BASE-PATH
import fs from "node:fs";
import { chromium } from "playwright-core";
import lighthouse from "lighthouse";
import { serve, pages, FLAGS } from "./serve.mjs";
import { report } from "./tell.mjs";

const [site, base] = process.argv.slice(2);
const host = await serve(site, base);
const port = 9222 + (process.pid % 500);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...FLAGS, `--remote-debugging-port=${port}`] });
const size = (page) => fs.statSync(`${site}/${page}`).size;
const longest = pages(site).filter((page) => /^essays\/[^/]+\/index\.html$/.test(page)).sort((a, b) => size(b) - size(a))[0].replace(/index\.html$/, "");
const findings = [];
for (const address of ["", longest]) {
  const result = await lighthouse(host.origin + base + address, { port, output: "json", logLevel: "error", onlyCategories: ["performance", "accessibility", "best-practices", "seo"] });
  const scores = Object.values(result.lhr.categories).map((category) => [category.id, Math.round(category.score * 100)]);
  console.log(`  lighthouse: ${address || "home"}: ${scores.map(([id, score]) => `${id} ${score}`).join(", ")}`);
  for (const [id, score] of scores) {
    if (score === 100) continue;
    const lost = result.lhr.categories[id].auditRefs.filter((ref) => ref.weight > 0 && (result.lhr.audits[ref.id].score ?? 1) < 1);
    findings.push(`${address || "home"}: ${id} ${score} (${lost.map((ref) => `${ref.id} ${result.lhr.audits[ref.id].displayValue ?? ""}`).join("; ")})`);
  }
}
await browser.close();
host.close();
report("lighthouse", findings);
