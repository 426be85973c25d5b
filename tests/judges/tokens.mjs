// The browser's words and terms are those of the program: the same cases, the published vocabulary, and whatever Rust made of the samples.
// usage: node tokens.mjs FOLDER, which holds cases.json, vocabulary.json and given.json
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { report } from "./tell.mjs";

const [folder] = process.argv.slice(2);
const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
const [cases, vocabulary, given] = ["cases.json", "vocabulary.json", "given.json"].map(read);
const findings = [];
let asked = 0;
const hold = (what, is, shall) => {
  asked += 1;
  if (JSON.stringify(is) !== JSON.stringify(shall)) findings.push(`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(shall)}`);
};

const source = new URL("../../src/search/browser/tokens.js", import.meta.url);
const browser = {};
vm.runInNewContext(`"use strict"; ${fs.readFileSync(source, "utf8")}`, browser);
const { tokens, term, stem, mutations, distance } = browser;

for (const { about, text, words, chunks } of cases.tokens) {
  const found = tokens(text);
  hold(about, found.map(({ word, position }) => `${position}:${word}`), words.split(/\s+/).filter((word) => word !== ""));
  const firsts = found.filter(({ position }, at) => at === 0 || found[at - 1].position !== position);
  hold(about, firsts.map(({ start, end }) => text.slice(start, end)), chunks);
}
for (const [language, words] of Object.entries(cases.terms)) {
  for (const [word, expected] of Object.entries(words)) hold(`${word} in ${language}`, term(word, language), expected);
}
for (const [word, expected] of Object.entries(cases.mutations)) hold(word, mutations(word).join(" "), expected);
for (const { words: [a, b], most, is } of cases.distances) hold(`${a} and ${b}`, distance(a, b, most), is);
for (const [word, expected] of vocabulary) hold(word, stem(word), /^[a-z]+$/.test(word) ? expected : word);

for (const { text, words } of given.texts) {
  const found = tokens(text);
  const list = words.map(([word, position, start, end]) => ({ word, position, start, end }));
  asked += list.length;
  const differs = list.findIndex((shall, at) => JSON.stringify(found[at]) !== JSON.stringify(shall));
  if (differs >= 0) hold(`word ${differs} of ${JSON.stringify(text.slice(0, 80))}`, found[differs], list[differs]);
  hold(`words of ${JSON.stringify(text.slice(0, 80))}`, found.length, list.length);
}
for (const { word, term: shall, forms } of given.words) {
  hold(`${word} as a term`, term(word, "en"), shall);
  hold(`forms of ${word}`, mutations(word), forms);
}
for (const { words: [a, b], most, is } of given.distances) hold(`${a} and ${b}`, distance(a, b, most), is);

console.log(`  tokens: asked ${asked} questions`);
report("tokens", findings);
