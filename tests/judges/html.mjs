// The Nu HTML checker over every page: no error and no warning.
// usage: node html.mjs SITE
import { execFileSync } from "node:child_process";
import path from "node:path";
import { report } from "./tell.mjs";

const site = process.argv[2];
const jar = path.join(import.meta.dirname, "node_modules/vnu-jar/build/dist/vnu.jar");
let text = "";
try {
  execFileSync("java", ["-jar", jar, "--format", "json", "--skip-non-html", site], { stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 28 });
} catch (error) {
  text = error.stderr.toString();
  if (!text) throw error;
}
const messages = text ? JSON.parse(text).messages : [];
// A slash at the end of a void element is what makes a page well-formed XML as well; the checker only remarks on it.
const grave = messages.filter((m) => m.type !== "info" || m.subType === "warning");
const allowed = (m) => m.type === "info" && /Trailing slash on void elements/.test(m.message);
report("html", grave.filter((m) => !allowed(m)).map((m) => `${m.url}:${m.lastLine}:${m.lastColumn} ${m.message}`));
