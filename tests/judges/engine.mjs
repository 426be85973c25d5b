// The browser finds what the program finds: the same essays in the same order, with the same scores, the same words mended and suggested.
// usage: node engine.mjs FOLDER, which holds given.json, and for each collection a folder with the files of its search
import fs from "node:fs";
import path from "node:path";
import { reader } from "./reader.mjs";
import { report } from "./tell.mjs";

const [folder] = process.argv.slice(2);
const given = JSON.parse(fs.readFileSync(path.join(folder, "given.json"), "utf8"));
const findings = [];
let asked = 0;

const close = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

for (const [name, { language, parts, answers }] of Object.entries(given)) {
  const { find, ask, loaded } = reader(path.join(folder, name));
  for (const shall of answers) {
    asked += 1;
    const is = await find(shall.query, language);
    const about = `${name}: ${JSON.stringify(shall.query)}`;
    const hits = is.hits.map((hit) => ({ essay: hit.essay, all: hit.all, missing: Array.from(hit.missing) }));
    const wanted = shall.hits.map(({ essay, all, missing }) => ({ essay, all, missing }));
    const differs = wanted.findIndex((hit, at) => JSON.stringify(hit) !== JSON.stringify(hits[at]) || !close(shall.hits[at].score, is.hits[at].score));
    if (differs >= 0 || hits.length !== wanted.length) {
      const at = Math.max(differs, 0);
      findings.push(`${about}: place ${at + 1} of ${hits.length} is ${JSON.stringify(hits[at])} ${is.hits[at]?.score}, not ${JSON.stringify(shall.hits[at])} of ${wanted.length}`);
    }
    for (const what of ["mended", "suggestion"]) {
      if (JSON.stringify(is[what]) !== JSON.stringify(shall[what])) findings.push(`${about}: ${what} ${JSON.stringify(is[what])}, not ${JSON.stringify(shall[what])}`);
    }
    // What is shown is what was found, and every passage has the words that it marks.
    const answer = await ask(shall.query, { language, first: 0, count: 5 });
    if (answer.total !== wanted.length) findings.push(`${about}: ${answer.total} are shown`);
    for (const result of answer.results) {
      for (const passage of result.passages) {
        if (passage.marks.length === 0) findings.push(`${about}: nothing is marked in ${JSON.stringify(passage.text)}`);
        if (passage.marks.some(([from, to]) => !(from < to && to <= passage.text.length))) findings.push(`${about}: marks beyond ${JSON.stringify(passage.text)}`);
        if (passage.text.length > 320) findings.push(`${about}: a passage of ${passage.text.length} signs`);
        if (!new URL(passage.href, "http://localhost/").pathname.startsWith("/essays/")) findings.push(`${about}: it leads to ${passage.href}`);
      }
    }
  }
  if ((loaded.length > 0) !== parts) findings.push(`${name}: ${loaded.length} files were loaded`);
}
console.log(`  engine: asked ${asked} questions`);
report("engine", findings);
