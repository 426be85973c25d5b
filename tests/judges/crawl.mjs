// The site is served below /a/b/ with nothing above it, and every link, file and section is fetched from the home page on.
// usage: node crawl.mjs SITE
import fs from "node:fs";
import { serve, pages } from "./serve.mjs";
import { report } from "./tell.mjs";

const site = process.argv[2];
const host = await serve(site, "/a/b/");
const findings = [];
const texts = new Map();
const queue = ["/a/b/"];
const sections = [];
while (queue.length > 0) {
  const path = queue.pop();
  if (texts.has(path)) continue;
  const response = await fetch(host.origin + path);
  const text = await response.text();
  texts.set(path, text);
  if (response.status !== 200) { findings.push(`${path} answers ${response.status}`); continue; }
  const type = response.headers.get("content-type");
  const names = /html/.test(type) ? [...text.matchAll(/(?:href|src)="([^"]*)"|content="0; url=([^"]*)"|srcset="([^"]*)"/g)]
    .flatMap((m) => m[1] !== undefined || m[2] !== undefined ? [m[1] ?? m[2]] : m[3].split(",").map((one) => one.trim().split(/\s+/)[0]))
    : /css/.test(type) ? [...text.matchAll(/url\("?([^")]*)"?\)/g)].map((m) => m[1]) : [];
  for (const name of names) {
    const url = new URL(name.replaceAll("&amp;", "&"), host.origin + path);
    if (url.origin !== host.origin) continue;
    if (!url.pathname.startsWith("/a/b/")) { findings.push(`${path} leads out of the site: ${name}`); continue; }
    queue.push(url.pathname);
    if (url.hash) sections.push([path, url.pathname, decodeURIComponent(url.hash.slice(1))]);
  }
}
for (const [from, to, id] of sections) {
  if (!texts.get(to)?.includes(`id="${id}"`)) findings.push(`${from} links to #${id} of ${to}, which is not there`);
}
// Pages that nothing links to are only the old addresses and the page for what is missing.
for (const page of pages(site)) {
  const address = "/a/b/" + page.replace(/index\.html$/, "");
  const alone = page === "404.html" || fs.readFileSync(`${site}/${page}`, "utf8").includes('http-equiv="refresh"');
  if (!alone && !texts.has(address)) findings.push(`${page} cannot be reached from the home page`);
}
host.close();
report("crawl", findings);
