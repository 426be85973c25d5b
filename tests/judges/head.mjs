// What those are shown who are sent a link, by a parser that others wrote: open-graph-scraper.
// usage: head.mjs SITE BASE-URL [TITLE…]   the titles that editors gave for sharing, where they are not the essays’ own
// Every page is read; what it says is compared with what the feed says of the same essay, which is made by other code.
import { readFileSync, readdirSync, statSync, existsSync } from "node:fs";
import { join, relative } from "node:path";
import ogs from "open-graph-scraper";
import { report } from "./tell.mjs";

const [site, base, ...shared] = process.argv.slice(2);
const findings = [];

function pages(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return pages(path);
    return name.endsWith(".html") ? [path] : [];
  });
}

const told = new Map(JSON.parse(readFileSync(join(site, "feed.json"), "utf8")).items.map((item) => [item.url, item]));
const feedTitle = JSON.parse(readFileSync(join(site, "feed.json"), "utf8")).title;
const plain = (text) => text.replace(/\s+/gu, " ").trim();
let read = 0;

for (const path of pages(site)) {
  const name = relative(site, path);
  const html = readFileSync(path, "utf8");
  const find = (what) => findings.push(`${name}: ${what}`);
  if (html.indexOf("</head>") > 32 * 1024) find(`the head ends only at ${html.indexOf("</head>")}`);
  // Without its guesses: of a page without og:title it would tell the title of the window.
  const { error, result } = await ogs({ html, onlyGetOpenGraphInfo: true });
  if (error) {
    find(`cannot be read: ${result.error}`);
    continue;
  }
  read += 1;
  for (const [key, value] of Object.entries(result)) {
    if (typeof value === "string" && /[\n\r]|^\s|\s$|^$|<\w|&(amp|lt|gt|quot|#)/.test(value)) find(`${key} is ${JSON.stringify(value)}`);
  }
  if (!result.ogTitle) find("has no og:title");
  if (plain(result.ogSiteName ?? "") !== plain(feedTitle)) find(`is of the site ${result.ogSiteName}`);
  if (!/^[a-z]{2,3}_[A-Z]{2}$/.test(result.ogLocale ?? "")) find(`has the locale ${result.ogLocale}`);
  if (!result.twitterCard) find("has no twitter:card");
  if ((html.match(/property="og:image"/g) ?? []).length > 1) find("has several pictures");
  for (const image of result.ogImage ?? []) {
    if (!image.url.startsWith(base) || !existsSync(join(site, decodeURI(image.url.slice(base.length))))) find(`has the picture ${image.url}`);
    if (!image.alt || !image.width || !image.height || !image.type) find(`says too little of its picture: ${JSON.stringify(image)}`);
  }
  const hidden = /name="robots" content="noindex"/.test(html);
  if (hidden) {
    if (result.ogUrl) find(`wants to be left alone, and yet has the address ${result.ogUrl}`);
    continue;
  }
  if (!result.ogUrl) find("has no og:url");
  const own = base + name.replace(/index\.html$/, "");
  const item = told.get(own);
  if (!item) continue;
  if (result.ogType !== "article") find(`is of the type ${result.ogType}`);
  if (![plain(item.title), ...shared].includes(result.ogTitle)) find(`has the title ${result.ogTitle}, and in the feed ${item.title}`);
  if (item.summary && result.ogDescription !== plain(item.summary)) find(`is about ${result.ogDescription}, and in the feed about ${item.summary}`);
  if (Date.parse(result.articlePublishedTime) !== Date.parse(item.date_published)) find(`was published ${result.articlePublishedTime}, and in the feed ${item.date_published}`);
  if (item.tags?.length && result.articleSection !== plain(item.tags[0])) find(`has the section ${result.articleSection}, and in the feed ${item.tags[0]}`);
}
if (read < 5) findings.push(`only ${read} pages were read`);
console.log(`heads: ${read} pages`);
report("heads", findings);
