// Lighthouse with its settings for phones, on the home page and the longest essay: 100 for accessibility, best practices and search engines.
// The score for performance is made of times, which a busy machine spoils: it is told, the best of three, and may not fall below 95.
// usage: node lighthouse.mjs SITE BASE-PATH
import { chromium } from "playwright-core";
import lighthouse from "lighthouse";
import { serve, essays, FLAGS } from "./serve.mjs";
import { report } from "./tell.mjs";

const [site, base] = process.argv.slice(2);
const host = await serve(site, base);
const port = 9222 + (process.pid % 500);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...FLAGS, `--remote-debugging-port=${port}`] });
const longest = essays(site)[0].replace(/index\.html$/, "");
const findings = [];
for (const address of ["", longest]) {
  let best;
  for (let attempt = 0; attempt < 3; attempt++) {
    const { lhr } = await lighthouse(host.origin + base + address, { port, output: "json", logLevel: "error", onlyCategories: ["performance", "accessibility", "best-practices", "seo"] });
    if (!best || lhr.categories.performance.score > best.categories.performance.score) best = lhr;
    if (best.categories.performance.score === 1) break;
  }
  const scores = Object.values(best.categories).map((category) => [category.id, Math.round(category.score * 100)]);
  console.log(`  lighthouse: ${address || "home"}: ${scores.map(([id, score]) => `${id} ${score}`).join(", ")}`);
  for (const [id, score] of scores) {
    if (score >= (id === "performance" ? 95 : 100)) continue;
    const lost = best.categories[id].auditRefs.filter((ref) => ref.weight > 0 && (best.audits[ref.id].score ?? 1) < 1);
    findings.push(`${address || "home"}: ${id} ${score} (${lost.map((ref) => `${ref.id} ${best.audits[ref.id].displayValue ?? ""}`).join("; ")})`);
  }
}
await browser.close();
host.close();
report("lighthouse", findings);
