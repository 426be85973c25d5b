(function () {
"use strict";
const LONGEST_WORD = 40;
const OF_ITS_OWN = 3;
const BEGINNING = /[a-zA-Z0-9\x80-\uffff]/g;
const PLAIN_WORD = /[a-zA-Z0-9]+(?=$|[^a-zA-Z0-9'\-.,\x80-\uffff]|['\-.,](?:$|[^a-zA-Z0-9\x80-\uffff]))/y;
function tokens(text) {
const found = [];
let at = 0;
let position = 0;
while ((BEGINNING.lastIndex = at, BEGINNING.test(text))) {
const start = BEGINNING.lastIndex - 1;
const chunk = plainChunk(text, start) || readChunk(text, start);
for (const word of chunk.words) found.push({ word, position, start, end: chunk.end });
if (chunk.words.length > 0) position += 1;
at = chunk.end;
}
return found;
}
function plainChunk(text, start) {
PLAIN_WORD.lastIndex = start;
const plain = PLAIN_WORD.exec(text);
return plain && { words: [plain[0].slice(0, LONGEST_WORD).toLowerCase()], end: PLAIN_WORD.lastIndex };
}
function readChunk(text, start) {
const begins = kindOfSign(signAt(text, start));
if (begins !== "letter" && begins !== "alone") return { words: [], end: start + signAt(text, start).length };
const parts = [[""]];
let before = "";
let alone = true;
let joined = true;
let at = start;
while (at < text.length) {
const sign = signAt(text, at);
const kind = kindOfSign(sign);
if (kindOfSign(before) === "alone" && kind !== "passed") break;
if (kind === "letter" || (kind === "alone" && before === "")) {
[before, alone, joined] = [sign, joined, false];
append(parts, foldedSign(sign));
} else if (kind !== "passed") {
if (!joins(kind, before, alone, text, at + sign.length)) break;
if (kind === "hyphen") parts.push([""]);
else if (kind === "apostrophe") parts[parts.length - 1].push("");
else if (kind === "stop" && isDigit(before)) append(parts, ".");
joined = true;
}
at += sign.length;
}
return { words: wordsOfParts(parts), end: at };
}
function append(parts, letters) {
const pieces = parts[parts.length - 1];
pieces[pieces.length - 1] += letters;
}
function joins(kind, before, alone, text, from) {
if (kind === "" || kind === "alone") return false;
const following = nextSigns(text, from, 4);
const next = following[0];
if (kindOfSign(next) !== "letter") return false;
if (kind === "comma") {
return isDigit(before) && following.slice(0, 3).every(isDigit) && !isDigit(following[3]);
}
if (kind === "stop") {
if (isDigit(before)) return isDigit(next);
return alone && isAlphabetic(before) && isAlphabetic(next) && kindOfSign(following[1]) !== "letter";
}
return true;
}
function wordsOfParts(parts) {
const read = parts.map(readPart).filter((part) => part.word !== "");
const several = read.length > 1;
const words = several ? [read.map((part) => part.word).join("")] : [];
if (several && words[0].startsWith("coop")) return words.map(cutWord);
for (const { word, last } of read) {
if (!several || signsOf(word) > 1) words.push(word);
if (last !== word && signsOf(last) >= OF_ITS_OWN) words.push(last);
}
return words.map(cutWord);
}
function readPart(pieces) {
const kept = pieces[pieces.length - 1] === "s" && pieces.slice(0, -1).join("") !== "" ? pieces.slice(0, -1) : pieces;
return { word: kept.join(""), last: kept[kept.length - 1] };
}
function cutWord(word) {
return Array.from(word).slice(0, LONGEST_WORD).join("").replace(/\.+$/, "");
}
function signsOf(word) {
return indexed(word).length;
}
function signAt(text, at) {
return String.fromCodePoint(text.codePointAt(at));
}
function nextSigns(text, from, count) {
const signs = [];
for (let at = from; signs.length < count; ) {
const sign = at < text.length ? signAt(text, at) : "";
if (kindOfSign(sign) !== "passed") signs.push(sign);
at += sign.length;
}
return signs;
}
function kindOfSign(sign) {
if (/^[a-zA-Z0-9]$/.test(sign)) return "letter";
if (/^['\u2019\u2018\u02bc\uff07]$/.test(sign)) return "apostrophe";
if (/^[-\u2010-\u2013\u2212\ufe63\uff0d]$/.test(sign)) return "hyphen";
if (sign === ".") return "stop";
if (sign === ",") return "comma";
if (/^[\p{M}\xad\u200b-\u200d\u2060\ufeff]$/u.test(sign)) return "passed";
if (!/^[\p{Alphabetic}\p{N}]$/u.test(sign)) return "";
return /^[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]$/u.test(sign) ? "alone" : "letter";
}
function isDigit(sign) {
return /^[0-9]$/.test(sign);
}
function isAlphabetic(sign) {
return /^\p{Alphabetic}$/u.test(sign);
}
const SPELT = {
"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "ς": "σ",
};
function foldedSign(sign) {
const folded = (letter) => {
if (SPELT[letter]) return SPELT[letter];
const kind = kindOfSign(letter);
return kind === "letter" || kind === "alone" ? letter : "";
};
const lower = Array.from(sign.normalize("NFKD"), (simple) => simple.toLowerCase()).join("");
return Array.from(lower, folded).join("");
}
const KEPT_TERMS = new Map([
...["coop", "coops", "cooperative", "cooperatives", "cooperatively"].map((word) => [word, "coop"]),
["cooperation", "cooperation"],
...["cooperate", "cooperates", "cooperated", "cooperating"].map((word) => [word, "cooperate"]),
]);
function term(word, language) {
if (language !== "en") return word;
return KEPT_TERMS.get(word) || stem(oneSpelling(word));
}
function oneSpelling(word) {
const ise = word.replace(/^(.{3,}[iy])z(e|es|ed|ing|er|ers|ation|ations|able|ingly)$/u, "$1s$2");
if (ise !== word) return ise;
const after = /^(.{3,})our(s|ed|ing|ings|er|ers|ite|ites|able|ably|less|ful|fully|hood|hoods|ly|al|ally|ist|ists|ism|y|ies)?$/u.exec(word);
return after ? after[1] + "or" + (after[2] || "") : word;
}
const WHOLE_STEMS = new Map([
["skis", "ski"], ["skies", "sky"], ["dying", "die"], ["lying", "lie"], ["tying", "tie"], ["idly", "idl"], ["gently", "gentl"],
["ugly", "ugli"], ["early", "earli"], ["only", "onli"], ["singly", "singl"],
...["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"].map((word) => [word, word]),
]);
const FINISHED = /^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/;
const SECOND_ENDINGS = new Map([
["tional", "tion"], ["enci", "ence"], ["anci", "ance"], ["abli", "able"], ["entli", "ent"], ["izer", "ize"], ["ization", "ize"],
["ational", "ate"], ["ation", "ate"], ["ator", "ate"], ["alism", "al"], ["aliti", "al"], ["alli", "al"], ["fulness", "ful"],
["ousli", "ous"], ["ousness", "ous"], ["iveness", "ive"], ["iviti", "ive"], ["biliti", "ble"], ["bli", "ble"], ["ogi", "og"],
["fulli", "ful"], ["lessli", "less"], ["li", ""],
]);
const THIRD_ENDINGS = new Map([
["tional", "tion"], ["ational", "ate"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"], ["ical", "ic"], ["ful", ""],
["ness", ""], ["ative", ""],
]);
const FOURTH_ENDINGS = new Map(
"al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion".split(" ").map((ending) => [ending, ""]),
);
function stem(word) {
if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
if (WHOLE_STEMS.has(word)) return WHOLE_STEMS.get(word);
const marked = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
const special = /^(gener|commun|arsen)/.exec(marked);
const first = special ? special[0].length : regionAfter(marked, 0);
const second = regionAfter(marked, first);
const single = withoutPlural(marked);
if (FINISHED.test(single)) return single;
let stemmed = withoutPast(single, first).replace(/(.[^aeiouy])[yY]$/, "$1i");
stemmed = exchanged(stemmed, SECOND_ENDINGS, first, (before, ending) => {
return (ending !== "li" || /[cdeghkmnrt]$/.test(before)) && (ending !== "ogi" || before.endsWith("l"));
});
stemmed = exchanged(stemmed, THIRD_ENDINGS, first, (before, ending) => ending !== "ative" || before.length >= second);
stemmed = exchanged(stemmed, FOURTH_ENDINGS, second, (before, ending) => ending !== "ion" || /[st]$/.test(before));
return withoutLast(stemmed, first, second).replace(/Y/g, "y");
}
function regionAfter(word, from) {
const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
return found ? from + found.index + 2 : word.length;
}
function endsShort(word) {
return /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/.test(word);
}
function withoutPlural(word) {
if (word.endsWith("sses")) return word.slice(0, -2);
if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
if (/[su]s$/.test(word)) return word;
return word.replace(/([aeiouy].+)s$/, "$1");
}
function withoutPast(word, first) {
const eed = /eed(ly)?$/.exec(word);
if (eed) return eed.index >= first ? word.slice(0, eed.index) + "ee" : word;
const past = /^(.*[aeiouy].*)(?:ed|edly|ing|ingly)$/.exec(word);
if (!past) return word;
const before = past[1];
if (/(at|bl|iz)$/.test(before)) return before + "e";
if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(before)) return before.slice(0, -1);
return before.length === first && endsShort(before) ? before + "e" : before;
}
function exchanged(word, endings, region, may) {
for (let length = Math.min(7, word.length); length > 1; length -= 1) {
const ending = word.slice(-length);
if (!endings.has(ending)) continue;
const before = word.slice(0, -length);
return before.length >= region && may(before, ending) ? before + endings.get(ending) : word;
}
return word;
}
function withoutLast(word, first, second) {
const before = word.slice(0, -1);
const region = before.length;
if (word.endsWith("e")) return region >= second || (region >= first && !endsShort(before)) ? before : word;
return word.endsWith("ll") && region >= second ? before : word;
}
const WELSH_CHANGES = [
["c", ["g", "ngh", "ch"]], ["p", ["b", "mh", "ph"]], ["t", ["d", "nh", "th"]], ["g", ["", "ng"]], ["b", ["f", "m"]],
["d", ["dd", "n"]], ["ll", ["l"]], ["m", ["f"]], ["rh", ["r"]],
];
function mutations(word) {
if (signsOf(word) < 3) return [];
const radicals = welshRadicals(word);
const forms = new Set([...radicals, ...radicals.flatMap(welshForms)]);
forms.delete(word);
return [...forms].sort();
}
function welshRadicals(word) {
const first = welshInitial(word);
const rest = word.slice(first.length);
const radicals = [word];
for (const [letter, forms] of WELSH_CHANGES) if (forms.includes(first)) radicals.push(letter + rest);
if (/^[aeiouwylrn]$/.test(first)) radicals.push("g" + word);
if (first === "h" && /^[aeiouwy]/.test(rest)) radicals.push(rest);
return radicals;
}
function welshForms(radical) {
const first = welshInitial(radical);
const changes = WELSH_CHANGES.filter(([letter]) => letter === first);
const forms = changes.flatMap(([, forms]) => forms.map((form) => form + radical.slice(first.length)));
return /^[aeiouwy]/.test(radical) ? [...forms, "h" + radical] : forms;
}
function welshInitial(word) {
return /^(ngh|ch|dd|ff|ng|ll|ph|rh|th|mh|nh|.)/su.exec(word)[0];
}
const DISTANCE_ROWS = [[], [], []];
function distance(a, b, most) {
const [from, to] = [indexed(a), indexed(b)];
if (Math.abs(from.length - to.length) > most) return most + 1;
let [before, above, current] = DISTANCE_ROWS;
for (let column = 0; column <= to.length; column += 1) above[column] = column;
for (let row = 1; row <= from.length; row += 1) {
current[0] = row;
let leastOfRow = row;
for (let column = 1; column <= to.length; column += 1) {
const same = from[row - 1] === to[column - 1];
let least = Math.min(above[column - 1] + (same ? 0 : 1), above[column] + 1, current[column - 1] + 1);
const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
if (swapped) least = Math.min(least, before[column - 2] + 1);
current[column] = least;
if (least < leastOfRow) leastOfRow = least;
}
if (leastOfRow > most) return most + 1;
[before, above, current] = [above, current, before];
}
return Math.min(above[to.length], most + 1);
}
function indexed(word) {
return /[\ud800-\udfff]/.test(word) ? Array.from(word) : word;
}
const SIGNS = "!#$%&()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}";
const FEW = 60;
const MORE = SIGNS.length - FEW;
const VALUES = new Map(Array.from(SIGNS, (sign, value) => [sign.charCodeAt(0), value]));
const WITHOUT_PLACES = "~";
const FIELDS = 6;
const [TITLE, , , , NOTE, BODY] = [0, 1, 2, 3, 4, 5];
const NO_TEXT = "\uFFFC";
const K1 = 1.2;
const B = 0.5;
const WORTH = [5, 4, 3, 2, 0.5, 1];
const NEAR = 0.6;
const FAR = 12;
const FOR_TITLE = 1;
const LEAST = 0.5;
const LEAST_OF_MOST = 0.2;
const READ = 40;
const MOST_WORDS = 24;
const PARTS = 0.9;
const MUTATION = 0.9;
const SYNONYM = 0.8;
const LONGER = 0.25;
const LONGER_BY_SHARE = 0.5;
const MENDED = [1, 0.7, 0.5];
const LONGER_WORDS = 24;
const LONGER_TERMS = [2, 6];
const SLIPS = 3;
const MOST_MENDED = 8;
const PASSAGES = 3;
const LONGEST_PASSAGE = 280;
const LEAD_IN = 80;
const home = document.currentScript ? document.currentScript.src : "";
let manifest = null;
let essays = [];
let tongues = [];
let parts = new Map();
let missing = new Set();
let lacked = 0;
let asked = 0;
function numbersIn(text) {
let at = 0;
return {
ended: () => at >= text.length,
next() {
let number = 0;
let scale = 1;
for (;;) {
const value = VALUES.get(text.charCodeAt(at));
if (value === undefined) return number;
at += 1;
number += value * scale;
if (value < FEW) return number;
scale *= MORE;
}
},
};
}
function allNumbers(text) {
const numbers = numbersIn(text);
const all = [];
while (!numbers.ended()) all.push(numbers.next());
return all;
}
function namesIn(text) {
const names = [];
for (let at = 0; at < text.length; at += manifest.digits) names.push(text.slice(at, at + manifest.digits));
return names;
}
function begin(given) {
const first = window.pamphletSearch;
if (first) {
parts = first.renew(given);
return;
}
take(given);
window.pamphletSearch = { part, ask, recent, renew, find: (query, language) => completeAnew(() => find(query, language)) };
Promise.resolve().then(() => typeof start === "function" && start());
}
function renew(given) {
take(given);
return parts;
}
function take(given) {
manifest = given;
parts = new Map();
const days = allNumbers(given.days);
const titles = allNumbers(given.titles);
const traits = numbersIn(given.traits);
const list = () => Array.from({ length: traits.next() }, () => traits.next());
const cards = namesIn(given.cards);
essays = allNumbers(given.lengths).map((code, essay) => ({
length: 16 * Math.pow(2, code / 5),
title: Math.max(1, titles[essay]),
day: days[essay],
card: cards[essay],
theme: list(),
author: list(),
place: list(),
}));
tongues = given.tongues.map((tongue) => ({
language: tongue.language,
size: allNumbers(tongue.essays).length,
average: tongue.average,
terms: tongue.terms === "" ? [] : tongue.terms.split(" "),
shards: namesIn(tongue.shards),
letters: tongue.letters === "" ? [] : tongue.letters.split(" "),
dictionaries: namesIn(tongue.dictionaries),
lists: new Map(),
read: new Map(),
}));
}
function part(name, value) {
parts.set(name, value);
}
function load(address) {
return new Promise((resolve, reject) => {
const script = document.createElement("script");
script.src = address;
script.onload = resolve;
script.onerror = () => reject(new Error(address));
document.head.append(script);
});
}
function root() {
return home.replace(/search\/index\.js.*$/, "");
}
async function complete(work) {
for (;;) {
missing = new Set();
const done = work();
if (missing.size === 0) return done;
await Promise.all(Array.from(missing, (name) => load(root() + "assets/search/" + name + ".js")));
}
}
async function completeAnew(work) {
try {
return await complete(work);
} catch (error) {
if (!/^https?:/.test(home)) throw error;
await load(home.replace(/[?#].*$/, "") + "?again=" + Date.now());
return complete(work);
}
}
function partOf(name) {
if (!parts.has(name)) {
missing.add(name);
lacked += 1;
}
return parts.get(name);
}
function lastUpTo(list, value) {
let [from, to] = [0, list.length];
while (from < to) {
const middle = (from + to) >> 1;
if (list[middle] <= value) from = middle + 1;
else to = middle;
}
return from - 1;
}
function listOf(tongue, wanted) {
if (tongue.lists.has(wanted)) return tongue.lists.get(wanted);
const at = lastUpTo(tongue.terms, wanted);
if (at < 0) return null;
const name = tongue.shards[at];
const text = partOf(name);
if (text === undefined) return null;
if (!tongue.read.has(name)) tongue.read.set(name, readShard(text));
const list = tongue.read.get(name).get(wanted);
const read = list === undefined ? null : readList(list);
tongue.lists.set(wanted, read);
return read;
}
function readShard(text) {
const words = text.split(" ");
const lists = new Map();
for (let at = 0; at + 1 < words.length; at += 2) lists.set(words[at], words[at + 1]);
return lists;
}
function readList(text) {
const everywhere = text.startsWith(WITHOUT_PLACES);
const numbers = numbersIn(everywhere ? text.slice(1) : text);
const held = new Map();
let essay = 0;
const places = (field, one) => {
let at = 0;
for (let count = one.counts[field]; count > 0; count -= 1) {
at += numbers.next();
one.places.push({ field, first: at, last: at });
}
};
while (!numbers.ended()) {
essay += numbers.next();
const one = { counts: [0, 0, 0, 0, 0, 0], places: [] };
const head = numbers.next();
if (head & 1) {
const mask = numbers.next();
for (let field = 0; field < BODY; field += 1) {
if (!((mask >> field) & 1)) continue;
one.counts[field] = numbers.next();
places(field, one);
}
}
one.counts[BODY] = head >> 1;
if (!everywhere) places(BODY, one);
held.set(essay, one);
}
return { everywhere, held };
}
function noList() {
return { everywhere: false, held: new Map() };
}
function byPlace(a, b) {
return a.field - b.field || a.first - b.first || a.last - b.last;
}
function eitherOf(one, other) {
if (one.held.size === 0 && !one.everywhere) return other;
const held = new Map(one.held);
for (const [essay, next] of other.held) {
const last = held.get(essay);
held.set(essay, last === undefined ? next : {
counts: last.counts.map((count, field) => count + next.counts[field]),
places: last.places.concat(next.places).sort(byPlace),
});
}
return { everywhere: one.everywhere || other.everywhere, held };
}
function inARow(lists) {
let row = lists[0] || noList();
let skipped = 0;
for (const next of lists.slice(1)) {
if (row.everywhere || next.everywhere) {
skipped = row.everywhere ? 0 : skipped + 1;
row = row.everywhere ? present(next, row) : present(row, next);
continue;
}
row = follow(row, next, skipped + 1);
skipped = 0;
}
return row;
}
function present(list, other) {
const held = new Map();
for (const [essay, one] of list.held) if (other.held.has(essay)) held.set(essay, one);
return { everywhere: list.everywhere, held };
}
function follow(row, next, step) {
const held = new Map();
for (const [essay, one] of row.held) {
const after = next.held.get(essay);
if (after === undefined) continue;
const joined = { counts: [0, 0, 0, 0, 0, 0], places: [] };
for (const place of one.places) {
for (const gap of [step, 0]) {
const at = firstFrom(after.places, place.field, place.last + gap);
const it = after.places[at];
if (it === undefined || it.field !== place.field || it.first !== place.last + gap) continue;
joined.counts[place.field] += 1;
joined.places.push({ field: place.field, first: place.first, last: it.last });
break;
}
}
if (joined.places.length > 0) held.set(essay, joined);
}
return { everywhere: false, held };
}
function firstFrom(places, field, first) {
let [from, to] = [0, places.length];
while (from < to) {
const middle = (from + to) >> 1;
const it = places[middle];
if (it.field < field || (it.field === field && it.first < first)) from = middle + 1;
else to = middle;
}
return from;
}
function piecesOf(query) {
const pieces = [];
let base = 0;
const texts = query.split(/["\u201C\u201D\u201E\u00AB\u00BB]/);
texts.forEach((text, index) => {
const chunks = [];
let end = base;
for (const token of tokens(text)) {
const position = base + token.position;
const last = chunks[chunks.length - 1];
if (last && last.position === position) last.words.push(token.word);
else chunks.push({ words: [token.word], position });
end = position + 1;
}
base = end;
const quoted = index % 2 === 1;
const open = index === texts.length - 1 && !quoted && /\P{White_Space}$/u.test(text);
if (chunks.length > 0) pieces.push({ chunks, quoted, open });
});
return pieces;
}
const knownTerms = new Map();
function termOf(word, tongue) {
const key = tongue.language + " " + word;
let known = knownTerms.get(key);
if (known === undefined) {
known = term(word, tongue.language);
knownTerms.set(key, known);
}
return known;
}
function has(tongue, wanted) {
return listOf(tongue, wanted) !== null;
}
function slotsOf(query, tongue) {
const synonyms = manifest.synonyms.map((group) => group.map((text) => rowOf(text, tongue)).filter((row) => row.length > 0));
const slots = [];
for (const piece of piecesOf(query)) {
if (slots.length === MOST_WORDS) break;
if (piece.quoted && piece.chunks.length > 1) {
slots.push(phraseOf(piece, tongue));
continue;
}
const terms = piece.chunks.map((chunk) => termOf(chunk.words[0], tongue));
piece.chunks.slice(0, MOST_WORDS - slots.length).forEach((chunk, index) => {
const open = piece.open && index + 1 === piece.chunks.length;
slots.push(wordOf(chunk, terms, index, open, tongue, synonyms));
});
}
return slots;
}
function rowOf(text, tongue) {
const row = [];
let last = -1;
for (const token of tokens(text)) {
if (token.position !== last) row.push(termOf(token.word, tongue));
last = token.position;
}
return row;
}
function partsOf(chunk, tongue) {
return chunk.words.slice(1).map((word) => termOf(word, tongue));
}
function phraseOf(piece, tongue) {
const phrase = piece.chunks.map((chunk) => {
const rows = [[termOf(chunk.words[0], tongue)]];
if (chunk.words.length > 1) rows.push(partsOf(chunk, tongue));
return rows;
});
const text = piece.chunks.map((chunk) => chunk.words[0]).join(" ");
return { text, position: piece.chunks[0].position, phrase, mended: null };
}
function wordOf(chunk, terms, index, open, tongue, synonyms) {
const word = chunk.words[0];
const any = [];
const before = lacked;
const exact = termOf(word, tongue);
if (has(tongue, exact)) any.push([1, [exact]]);
if (chunk.words.length > 1) {
const row = partsOf(chunk, tongue);
if (row.every((one) => has(tongue, one))) any.push([PARTS, row]);
}
if (tongue.language === "cy") {
for (const form of mutations(word)) if (has(tongue, form)) any.push([MUTATION, [form]]);
}
for (const row of synonymsOf(terms, index, tongue, synonyms)) any.push([SYNONYM, row]);
if (open && exact !== "coop") any.push(...longerThan(word, exact, tongue, LONGER_TERMS[any.length === 0 ? 1 : 0]));
let mended = null;
if (any.length === 0 && lacked === before) {
for (const [worth, near] of takenFor(word, tongue)) {
mended = mended || near;
const row = [termOf(near, tongue)];
if (any.every(([, other]) => !sameRow(other, row))) any.push([worth, row]);
}
any.forEach(([, row]) => has(tongue, row[0]));
}
return { text: word, position: chunk.position, any, mended };
}
function sameRow(one, other) {
return one.length === other.length && one.every((it, at) => it === other[at]);
}
function synonymsOf(terms, index, tongue, synonyms) {
const rows = [];
for (const group of synonyms) {
const said = (row) => {
for (let start = Math.max(0, index + 1 - row.length); start <= index; start += 1) {
if (sameRow(terms.slice(start, start + row.length), row)) return true;
}
return false;
};
if (!group.some(said)) continue;
for (const row of group) {
if (said(row) || !row.every((one) => has(tongue, one))) continue;
if (!rows.some((other) => sameRow(other, row))) rows.push(row);
}
}
return rows;
}
function lettersOf(word) {
let letters = 0;
for (let at = 0; at < word.length; at += 1) {
const unit = word.charCodeAt(at);
if (unit < 0xd800 || unit > 0xdfff) letters |= 1 << (unit & 31);
}
return letters;
}
function bitsIn(number) {
let count = 0;
for (let rest = number; rest !== 0; rest &= rest - 1) count += 1;
return count;
}
function dictionary(tongue, number) {
const name = tongue.dictionaries[number];
const text = partOf(name);
if (text === undefined) return [];
if (!tongue.read.has(name)) {
const words = [];
let before = "";
for (const entry of text.split(" ")) {
if (entry === "") continue;
const [shared, often] = [VALUES.get(entry.charCodeAt(0)), VALUES.get(entry.charCodeAt(1))];
before = before.slice(0, shared) + entry.slice(2);
words.push({ word: before, often, letters: lettersOf(before) });
}
tongue.read.set(name, words);
}
return tongue.read.get(name);
}
function letterOf(word) {
return Array.from(word)[0];
}
function wordsLike(word, tongue) {
const at = lastUpTo(tongue.letters, letterOf(word));
return at < 0 ? [] : dictionary(tongue, at);
}
function signCount(word) {
return Array.from(word).length;
}
function byWord(a, b) {
return a < b ? -1 : a > b ? 1 : 0;
}
function longerThan(word, exact, tongue, most) {
const length = signCount(word);
if (length < 2) return [];
const longer = wordsLike(word, tongue).filter((other) => other.word.startsWith(word) && other.word !== word);
longer.sort((a, b) => b.often - a.often || byWord(a.word, b.word));
const rows = [];
for (const other of longer.slice(0, LONGER_WORDS)) {
const wanted = termOf(other.word, tongue);
if (wanted === exact || rows.length === most || rows.some(([, row]) => row[0] === wanted)) continue;
rows.push([LONGER + LONGER_BY_SHARE * (length / signCount(other.word)), [wanted]]);
has(tongue, wanted);
}
return rows;
}
function takenFor(word, tongue) {
const forms = mutations(word).filter((form) => has(tongue, termOf(form, tongue))).slice(0, SLIPS);
if (forms.length > 0) return forms.map((form) => [MUTATION, form]);
return slipsOf(word, tongue).map(([steps, near]) => [MENDED[steps], near]);
}
function slipsOf(word, tongue) {
const length = signCount(word);
if (length < 5) return [];
const near = nearTo(word, length < 9 ? 1 : 2, tongue);
return near.filter(([steps]) => steps === near[0][0]).slice(0, SLIPS);
}
function nearTo(word, most, tongue) {
const letter = letterOf(word);
const letters = lettersOf(word);
const among = (words, sameLetter) => {
const near = [];
for (const other of words) {
if (bitsIn(other.letters ^ letters) > most * 2 || Math.abs(other.word.length - word.length) > most * 2) continue;
if (letterOf(other.word) === letter !== sameLetter) continue;
const steps = distance(word, other.word, most);
if (steps <= most) near.push([steps, other.word, other.often]);
}
return near.sort((a, b) => a[0] - b[0] || b[2] - a[2] || byWord(a[1], b[1]));
};
const before = lacked;
const alike = among(wordsLike(word, tongue), true);
if (alike.length > 0 || lacked > before) return alike;
return among(tongue.dictionaries.flatMap((_, number) => dictionary(tongue, number)), false);
}
function suggestionFor(query, tongue) {
let changed = false;
const chunks = piecesOf(query).flatMap((piece) => piece.chunks);
if (chunks.length > MOST_MENDED) return null;
const words = chunks.map((chunk) => {
const word = chunk.words[0];
if (has(tongue, termOf(word, tongue))) return word;
const length = signCount(word);
const near = nearTo(word, length < 4 ? 1 : length < 9 ? 2 : 3, tongue)[0];
if (near === undefined) return word;
changed = true;
return near[1];
});
return changed ? words.join(" ") : null;
}
function lookUp(slot, tongue) {
const row = (terms) => inARow(terms.map((one) => listOf(tongue, one) || noList()));
let list = noList();
const worth = new Map();
let widest = 0;
const take = (own, share) => {
widest = Math.max(widest, own.held.size);
for (const [essay, held] of own.held) {
const value = share * frequency(tongue, essay, held);
worth.set(essay, Math.max(worth.get(essay) || 0, value));
}
list = eitherOf(list, own);
};
if (slot.phrase) {
const own = inARow(slot.phrase.map((rows) => rows.map(row).reduce(eitherOf)));
take(own, slot.phrase.length);
list = { everywhere: false, held: list.held };
} else {
for (const [share, terms] of slot.any) take(row(terms), share);
}
return { slot, list, worth, rarity: rarity(tongue.size, widest) };
}
function rarity(all, holders) {
return Math.log(1 + (all - holders + 0.5) / (holders + 0.5));
}
function frequency(tongue, essay, held) {
let counted = 0;
for (let field = 0; field < FIELDS; field += 1) counted += held.counts[field] * WORTH[field];
const length = essays[essay].length / tongue.average;
return (counted * (K1 + 1)) / (counted + K1 * (1 - B + B * length));
}
function rank(tongue, slots) {
const found = slots.map((slot) => lookUp(slot, tongue));
const someDecide = found.some((one) => !one.list.everywhere);
const wanted = found.filter((one) => !someDecide || !one.list.everywhere);
const whole = wanted.reduce((sum, one) => sum + one.rarity, 0);
const candidates = new Set(wanted.flatMap((one) => Array.from(one.worth.keys())));
let hits = [];
let most = 0;
for (const essay of candidates) {
if (found.some((one) => one.slot.phrase && !one.worth.has(essay))) continue;
let covered = 0;
const lacking = [];
for (const one of wanted) {
if (one.worth.has(essay)) covered += one.rarity;
else lacking.push(one.slot.text);
}
const share = whole > 0 ? covered / whole : 1;
most = Math.max(most, share);
hits.push({ essay, tongue, found, share, all: lacking.length === 0, missing: lacking, score: weigh(essay, found) * share });
}
const least = hits.some((hit) => hit.all) ? LEAST : most * LEAST_OF_MOST;
hits = hits.filter((hit) => hit.share >= least);
hits.sort((a, b) => b.all - a.all || b.score - a.score || a.essay - b.essay);
return readPhrases(hits, tongue, found);
}
function weigh(essay, found) {
let score = 0;
let [titleRarity, titleCount] = [0, 0];
let before = null;
for (const one of found) {
const worth = one.worth.get(essay);
if (worth === undefined) {
before = null;
continue;
}
score += one.rarity * worth;
const held = one.list.held.get(essay);
if (held === undefined) continue;
if (held.counts[TITLE] > 0) {
titleRarity += one.rarity;
titleCount += 1;
}
if (one.list.everywhere) continue;
if (before) {
const step = Math.max(0, one.slot.position - before.one.slot.position);
score += NEAR * Math.min(one.rarity, before.one.rarity) * closeness(before.held.places, held.places, step);
}
before = { held, one };
}
const title = essays[essay].title;
return score + (FOR_TITLE * titleRarity * Math.min(titleCount, title)) / title;
}
function closeness(before, next, step) {
let least = FAR + 1;
for (const place of before) {
const wanted = place.last + step;
const from = firstFrom(next, place.field, wanted);
for (const it of [next[from - 1], next[from]]) {
if (it === undefined || it.field !== place.field) continue;
least = Math.min(least, it.first === place.last ? 0 : Math.abs(it.first - wanted));
}
}
return least > FAR ? 0 : 1 / (1 + least);
}
function readPhrases(hits, tongue, found) {
const undecided = (rows) => rows.flat().some((one) => (listOf(tongue, one) || noList()).everywhere);
const phrases = found.map((one) => one.slot.phrase).filter((phrase) => phrase && phrase.some(undecided));
if (phrases.length === 0) return hits;
return hits.slice(0, READ).filter((hit) => {
const card = partOf(essays[hit.essay].card);
return card && phrases.every((phrase) => card.passages.some((passage) => says(passage[2], phrase, tongue)));
});
}
function says(text, phrase, tongue) {
const places = [];
for (const token of tokens(text)) {
(places[token.position] = places[token.position] || []).push(termOf(token.word, tongue));
}
const hasAt = (at, one) => places[at] !== undefined && places[at].includes(one);
const goesOn = (at, element) => element === phrase.length || phrase[element].some((row) =>
(row.every((one, step) => hasAt(at + step, one)) && goesOn(at + row.length, element + 1)) ||
(row.length > 1 && row.every((one) => hasAt(at, one)) && goesOn(at + 1, element + 1)));
return places.some((_, at) => goesOn(at, 0));
}
function primary(language) {
return (language || "").split("-")[0].toLowerCase();
}
function find(query, language) {
const own = primary(language);
const ordered = tongues.filter((it) => it.language === own).concat(tongues.filter((it) => it.language !== own));
const told = ordered.map((tongue) => {
const slots = slotsOf(query, tongue);
const own = slots.filter((slot) => slot.mended).map((slot) => ({ from: slot.text, to: slot.mended }));
return { hits: rank(tongue, slots), mended: own };
});
const isSure = told.some((one) => one.mended.length === 0 && one.hits.some((hit) => hit.all));
const heard = told.filter((one) => one.hits.length > 0 && (!isSure || one.mended.length === 0));
const hits = heard.flatMap((one) => one.hits);
const mended = heard.flatMap((one) => one.mended);
const foreign = (hit) => hit.tongue.language !== own;
hits.sort((a, b) => b.all - a.all || foreign(a) - foreign(b) || b.score - a.score || a.essay - b.essay);
let suggestion = null;
if (hits.length === 0 && missing.size === 0) {
for (const tongue of ordered) suggestion = suggestion || suggestionFor(query, tongue);
}
return { hits, mended, suggestion };
}
async function ask(query, choice) {
const turn = ++asked;
const work = () => {
const found = find(query, choice.language);
if (missing.size > 0) return null;
const shown = sorted(found.hits.filter((hit) => chosen(hit.essay, choice)), choice.sort);
const first = choice.first || 0;
const results = shown.slice(first, first + (choice.count || 10)).map((hit) => resultOf(hit, choice.language));
if (missing.size > 0) return null;
return {
query,
total: shown.length,
all: shown.filter((hit) => hit.all).length,
results,
facets: facetsOf(found.hits, choice),
suggestion: found.suggestion,
mended: found.mended[0] || null,
words: Array.from(new Set(results.flatMap((result) => result.words))),
};
};
const answer = await completeAnew(work);
return turn === asked ? answer : null;
}
function sorted(hits, by) {
if (by !== "date") return hits;
return hits.slice().sort((a, b) => b.all - a.all || essays[b.essay].day - essays[a.essay].day);
}
const KINDS = ["theme", "author", "place"];
function recordsOf(kind) {
return manifest[kind + "s"];
}
function chosen(essay, choice, but) {
return KINDS.every((kind) => {
const ids = choice[kind] || [];
return kind === but || ids.length === 0 || essays[essay][kind].some((number) => ids.includes(recordsOf(kind)[number].id));
});
}
function facetsOf(hits, choice) {
const facets = {};
for (const kind of KINDS) {
const counts = new Map();
for (const hit of hits) {
if (!chosen(hit.essay, choice, kind)) continue;
for (const number of essays[hit.essay][kind]) counts.set(number, (counts.get(number) || 0) + 1);
}
const ids = choice[kind] || [];
const all = recordsOf(kind).map((record, number) => ({
id: record.id,
name: record.name,
count: counts.get(number) || 0,
chosen: ids.includes(record.id),
}));
facets[kind] = all.filter((one) => one.count > 0 || one.chosen).sort((a, b) => b.count - a.count || byWord(a.name, b.name));
}
return facets;
}
function described(essay, language) {
const card = partOf(essays[essay].card);
if (card === undefined) return null;
const named = (kind) => essays[essay][kind].map((number) => recordsOf(kind)[number]);
const spoken = manifest.languages.indexOf(language);
return {
card,
href: card.href,
title: card.title,
marks: [],
lang: card.lang,
authors: named("author"),
themes: named("theme"),
places: named("place"),
date: card.dates[spoken < 0 ? manifest.languages.indexOf(manifest.language) : spoken] || card.dates[0] || "",
iso: card.iso,
minutes: card.minutes,
summary: card.summary || "",
missing: [],
passages: [],
words: [],
};
}
function resultOf(hit, language) {
const result = described(hit.essay, language);
if (result === null) return null;
const { card } = result;
const wanted = termsOf(hit);
const words = new Set();
result.marks = marksIn(card.title, wanted, hit.tongue, words);
result.missing = hit.missing;
result.passages = passagesOf(hit, card).map((at) => passageOf(card, at, wanted, hit.tongue, words));
result.words = Array.from(words);
delete result.card;
return result;
}
function termsOf(hit) {
const wanted = new Map();
hit.found.forEach((one, index) => {
const rows = one.slot.phrase ? one.slot.phrase.flat() : one.slot.any.map(([, row]) => row);
for (const name of rows.flat()) wanted.set(name, (wanted.get(name) || []).concat(index));
});
if (hit.found.some((one) => !one.list.everywhere)) {
for (const [name, slots] of wanted) {
if (slots.every((index) => hit.found[index].list.everywhere)) wanted.delete(name);
}
}
return wanted;
}
function marksIn(text, wanted, tongue, words) {
const marks = [];
for (const token of tokens(text)) {
const last = marks[marks.length - 1];
if (!wanted.has(termOf(token.word, tongue)) || (last && last[0] === token.start)) continue;
marks.push([token.start, token.end]);
words.add(text.slice(token.start, token.end));
}
return marks;
}
function passagesOf(hit, card) {
const scores = new Map();
hit.found.forEach((one) => {
const held = one.list.held.get(hit.essay);
if (held === undefined) return;
const own = new Set();
for (const place of held.places) {
if (place.field !== BODY && place.field !== NOTE) continue;
own.add(passageAt(card, place));
}
for (const at of own) scores.set(at, (scores.get(at) || 0) + one.rarity + 0.01);
});
const best = Array.from(scores.keys()).sort((a, b) => scores.get(b) - scores.get(a) || a - b).slice(0, PASSAGES);
const most = best.length > 0 ? scores.get(best[0]) : 0;
return best.filter((at) => scores.get(at) >= most / 2).sort((a, b) => scores.get(b) - scores.get(a) || a - b);
}
function passageAt(card, place) {
const notes = card.notes;
let [from, to] = place.field === NOTE ? [notes, card.passages.length] : [0, notes];
while (from < to) {
const middle = (from + to) >> 1;
if (card.passages[middle][3] <= place.first) from = middle + 1;
else to = middle;
}
return from - 1;
}
function passageOf(card, at, wanted, tongue, words) {
const [id, heading, whole] = card.passages[at];
const text = bestSentence(whole, wanted, tongue);
const shown = cut(text.split(NO_TEXT).join(""), wanted, tongue);
return {
href: card.href + fragmentOf(id, whole, text),
id,
heading: heading > 0 ? card.headings[heading - 1][1] : "",
text: shown,
marks: marksIn(shown, wanted, tongue, words),
};
}
const SENTENCE =
/[^.!?\u2026]+(?:[.!?\u2026](?!["'\u201D\u2019)\]\uFFFC]*\s+[\p{Lu}\u201C\u2018"'(\d])[^.!?\u2026]*)*[.!?\u2026]*["'\u201D\u2019)\]\uFFFC]*\s*/gu;
function bestSentence(text, wanted, tongue) {
const sentences = text.match(SENTENCE) || [text];
let [best, most] = [text, -1];
for (const sentence of sentences) {
const met = new Set();
for (const token of tokens(sentence)) (wanted.get(termOf(token.word, tongue)) || []).forEach((slot) => met.add(slot));
if (met.size > most) [best, most] = [sentence, met.size];
}
return best.trim();
}
function cut(text, wanted, tongue) {
if (text.length <= LONGEST_PASSAGE) return text;
const first = marksIn(text, wanted, tongue, new Set())[0] || [0, 0];
let from = Math.max(0, first[0] - LEAD_IN);
if (from > 0) from = text.indexOf(" ", from) + 1;
let to = Math.min(text.length, from + LONGEST_PASSAGE);
if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), first[1]);
return (from > 0 ? "\u2026 " : "") + text.slice(from, to).trim() + (to < text.length ? " \u2026" : "");
}
function fragmentOf(id, whole, sentence) {
const plain = sentence.split(NO_TEXT).reduce((longest, piece) => (piece.length > longest.length ? piece : longest)).trim();
const at = whole.indexOf(plain);
if (plain === "" || / \u00B7 |\n/.test(whole)) return "#" + id;
const encoded = (text) => encodeURIComponent(text).replace(/-/g, "%2D");
const words = plain.split(/\s+/);
const range = words.length > 10 ? encoded(words.slice(0, 4).join(" ")) + "," + encoded(words.slice(-4).join(" ")) : encoded(plain);
const before = whole.slice(0, at).split(NO_TEXT).pop().trim().split(/\s+/).filter(Boolean).slice(-3).join(" ");
const after = whole.slice(at + plain.length).split(NO_TEXT)[0].trim().split(/\s+/).filter(Boolean).slice(0, 3).join(" ");
const neighbours = before !== "" ? [encoded(before) + "-,", ""] : ["", after !== "" ? ",-" + encoded(after) : ""];
return "#" + id + ":~:text=" + neighbours[0] + range + neighbours[1];
}
function recent(language) {
const latest = essays.map((_, essay) => essay).filter((essay) => essays[essay].day > 0);
latest.sort((a, b) => essays[b].day - essays[a].day || a - b);
return completeAnew(() => latest.slice(0, 5).map((essay) => described(essay, language)));
}
const SEARCH_PAUSE = 400;
const SEARCH_ROOT = new URL("../", document.currentScript.src);
function searchElement(name, attributes, ...children) {
const element = document.createElement(name);
for (const [key, value] of Object.entries(attributes)) {
if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
}
element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
return element;
}
function searchWords({ languages: known, words: all }, language) {
const main = (tag) => tag.toLowerCase().split("-")[0];
const tag = known.find((one) => one.toLowerCase() === language.toLowerCase()) || known.find((one) => main(one) === main(language)) ||
known.find((one) => one === "en-GB") || known[0];
const own = all[known.indexOf(tag)];
const plurals = new Intl.PluralRules(tag);
const numbers = new Intl.NumberFormat(tag);
function pieces(key, values = {}) {
const written = own[key];
if (written === undefined) return [key];
const pattern = typeof written === "string" ? written : written[plurals.select(values.n)] || written.other;
return pattern.split(/(\{\{|\}\}|\{\w+\})/).map((piece) => {
if (piece === "{{" || piece === "}}") return piece[0];
const name = /^\{(\w+)\}$/.exec(piece);
if (!name) return piece;
const value = values[name[1]];
return typeof value === "number" ? numbers.format(value) : value === undefined ? "" : value;
});
}
return { tag, pieces, say: (key, values) => pieces(key, values).join(""), forms: (key) => own[key], number: (n) => numbers.format(n) };
}
function searchEither(names, tag) {
return Intl.ListFormat ? new Intl.ListFormat(tag, { type: "disjunction" }).format(names) : names.join(", ");
}
function searchMarked(text, marks) {
const parts = [];
let at = 0;
for (const [from, to] of marks || []) {
if (from < at || to <= from) continue;
parts.push(text.slice(at, from), searchElement("mark", {}, text.slice(from, to)));
at = to;
}
parts.push(text.slice(at));
return parts;
}
function searchHref(href) {
const url = new URL(href, SEARCH_ROOT);
if (url.protocol === "file:") url.pathname = url.pathname.replace(/\/$/, "/index.html");
return url.protocol === SEARCH_ROOT.protocol ? url.href : SEARCH_ROOT.href;
}
function searchLanguage(result) {
const other = result.lang && result.lang.toLowerCase() !== document.documentElement.lang.toLowerCase();
return other ? { lang: result.lang, dir: "auto" } : {};
}
function searchTheme(themes) {
const theme = themes && themes[0];
return theme && /^[\w-]+$/.test(theme.id) ? " theme-" + theme.id : "";
}
function searchByline(words, result) {
const names = (list) => (list || []).map((one) => one.name).join(", ");
const whole = (fact) => fact.replace(/ /g, "\u00a0");
const facts = [names(result.authors), names(result.themes), names(result.places), whole(result.date || ""),
result.minutes ? whole(words.say("search_minutes", { n: result.minutes })) : ""];
return searchElement("p", { class: "search-by" }, facts.filter((fact) => fact).join("\u00a0· "));
}
function searchPassage(passage) {
return searchElement("li", {}, searchElement("a", { href: searchHref(passage.href) },
passage.heading ? searchElement("span", { class: "search-heading" }, passage.heading, " ") : null,
searchElement("span", { class: "search-sentence" }, searchMarked(passage.text, passage.marks))));
}
function searchResult(words, result, level, most) {
const language = searchLanguage(result);
const passages = (result.passages || []).slice(0, most);
const title = searchElement("a", { href: searchHref(result.href), ...language }, searchMarked(result.title, result.marks));
return searchElement("li", { class: "search-result" + searchTheme(result.themes) },
searchElement(level, { class: "search-title" }, title),
searchByline(words, result),
(result.missing || []).length > 0
? searchElement("p", { class: "search-without" }, words.say("search_without", { words: result.missing.join(", ") })) : null,
passages.length > 0 ? searchElement("ul", { class: "search-passages", ...language }, passages.map(searchPassage))
: result.summary ? searchElement("p", { class: "search-summary", ...language }, result.summary) : null);
}
function searchTurn(to, choice, name, label) {
const link = searchElement("a", { href: to.address(choice), "aria-label": label }, name);
link.addEventListener("click", (event) => {
if (!searchIsPlain(event)) return;
event.preventDefault();
to.go(choice);
});
return link;
}
function searchIsPlain(event) {
return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}
function searchWays(words) {
const themes = manifest.themes.slice(0, 12).map((theme) =>
searchElement("li", { class: "search-theme" + searchTheme([theme]) }, searchElement("a", { href: searchHref(theme.href) }, theme.name)));
return [
themes.length > 0 ? searchElement("p", { class: "search-label" }, words.say("search_themes")) : null,
themes.length > 0 ? searchElement("ul", { class: "search-themes" }, themes) : null,
searchElement("p", { class: "search-essays" }, searchElement("a", { href: searchHref("essays/") }, words.say("search_all_essays"))),
];
}
function searchRecent(words, results) {
const entry = (result) => searchElement("li", { class: "search-entry" + searchTheme(result.themes) },
searchElement("a", { href: searchHref(result.href), ...searchLanguage(result) }, result.title), searchByline(words, result));
return results.length === 0 ? [] : [searchElement("p", { class: "search-label" }, words.say("search_recent")),
searchElement("ul", { class: "search-recent" }, results.map(entry))];
}
function searchChosen(choice, names) {
return ["theme", "author", "place"].flatMap((kind) => choice[kind].map((id) => ({
kind, name: names(kind, id), without: { ...choice, [kind]: choice[kind].filter((other) => other !== id) },
})));
}
function searchDrops(words, choice, names, to) {
const chosen = searchChosen(choice, names);
if (chosen.length === 0) return null;
const drop = ({ name, without }) => searchElement("li", {}, searchTurn(to, without, name, words.say("search_drop", { name })));
const none = { ...choice, theme: [], author: [], place: [] };
const all = chosen.length > 1 ? searchElement("li", { class: "search-drop-all" }, searchTurn(to, none, words.say("search_drop_all"))) : null;
return searchElement("ul", { class: "search-chosen" }, chosen.map(drop), all);
}
function searchSentence(words, answer, choice, names) {
const groups = ["theme", "author", "place"].filter((kind) => choice[kind].length > 0)
.map((kind) => searchEither(choice[kind].map((id) => names(kind, id)), words.tag));
const key = (answer.total === 0 ? "search_nothing" : "search_found") + (groups.length > 0 ? "_in" : "");
return words.say(key, { n: answer.total, query: choice.query.trim(), filters: groups.join(", ") });
}
function searchNotes(words, answer, choice, to) {
const note = (children) => searchElement("p", { class: "search-note" }, children);
const other = (query, name) => searchTurn(to, { ...choice, query }, "‘" + name + "’");
const notes = [];
if (answer.mended) notes.push(note(words.pieces("search_mended", answer.mended)));
if (answer.suggestion) notes.push(note(words.pieces("search_did_you_mean", { suggestion: other(answer.suggestion, answer.suggestion) })));
if (answer.total > 0 && answer.all === 0) notes.push(note(words.say("search_only_most")));
return notes;
}
const SEARCH_KINDS = ["theme", "author", "place"];
const SEARCH_STEP = 10;
function start() {
const words = searchWords(manifest, document.documentElement.lang);
const form = document.querySelector("[data-search-form]");
const show = form ? searchPage(words, form) : searchDialog(words);
window.pamphletSearch.dialog = show;
}
function searchRead(address) {
const given = new URLSearchParams(address);
const choice = { query: given.get("q") || "", sort: given.get("sort") === "date" ? "date" : "relevance" };
for (const kind of SEARCH_KINDS) choice[kind] = [...new Set(given.getAll(kind))];
return choice;
}
function searchAddress(page, choice) {
const given = new URLSearchParams();
if (choice.query.trim()) given.append("q", choice.query.trim());
for (const kind of SEARCH_KINDS) choice[kind].forEach((id) => given.append(kind, id));
if (choice.sort === "date") given.append("sort", "date");
const url = new URL(page);
url.search = String(given);
url.hash = "";
return url.href;
}
function searchIsAsked(query) {
return [...query.trim()].length >= 2 || /[\u3040-\u30ff\u3400-\u9fff]/.test(query);
}
function searchRoom(words, { level, passages }, to) {
const room = {
status: searchElement("p", { class: "search-status", role: "status" }),
notes: searchElement("div", { class: "search-notes" }),
list: searchElement("ol", { class: "search-results", "data-search-results": "" }),
more: searchElement("button", { class: "search-more", type: "button", hidden: "" }, words.say("search_more")),
};
let turn = 0, timer = 0, shown = null, names = new Map();
room.list.hidden = true;
room.name = (kind, id) => names.get(kind + " " + id) || (manifest[kind + "s"].find((one) => one.id === id) || { name: id }).name;
room.more.addEventListener("click", () => further());
searchRemembers(room.list, words, () => shown && shown.answer.words);
function tell(sentence) {
clearTimeout(timer);
timer = setTimeout(() => { if (room.status.textContent !== sentence) room.status.textContent = sentence; }, SEARCH_PAUSE);
}
function items(answer, first) {
return answer.results.map((result, index) => {
const item = searchResult(words, result, level, passages);
const turns = answer.all > 0 && answer.all < answer.total && first + index === answer.all;
if (turns) item.prepend(searchElement("p", { class: "search-most" }, words.say("search_most")));
return item;
});
}
function paint(answer, choice) {
for (const kind of SEARCH_KINDS) (answer.facets[kind] || []).forEach((one) => names.set(kind + " " + one.id, one.name));
shown = { answer, choice, count: answer.results.length };
const nothing = answer.total === 0;
const ways = nothing ? searchElement("div", { class: "search-ways" }, searchWays(words)) : null;
room.notes.replaceChildren(...[...searchNotes(words, answer, choice, to), searchDrops(words, choice, room.name, to), ways].filter(Boolean));
room.list.replaceChildren(...items(answer, 0));
room.list.hidden = nothing;
room.more.hidden = shown.count >= answer.total;
tell(searchSentence(words, answer, choice, room.name));
}
room.answer = async function (choice, count) {
const mine = ++turn;
if (!shown) tell(words.say("search_busy"));
try {
const answer = await ask(choice.query, { ...choice, language: document.documentElement.lang, first: 0, count: count || SEARCH_STEP });
if (!answer || mine !== turn) return null;
paint(answer, choice);
return answer;
} catch (_) {
if (mine === turn) fail();
return null;
}
};
room.rest = async function (query, withWays) {
const mine = ++turn;
shown = null;
room.list.replaceChildren();
room.list.hidden = room.more.hidden = true;
tell(query.trim() ? words.say("search_hint") : "");
const results = await recent(document.documentElement.lang).catch(() => []);
if (mine !== turn) return;
room.notes.replaceChildren(searchElement("div", { class: "search-start" },
withWays ? searchElement("div", { class: "search-ways" }, searchWays(words)) : null, searchElement("div", {}, searchRecent(words, results))));
};
async function further() {
const mine = ++turn, from = shown;
const answer = await ask(from.choice.query, { ...from.choice, language: document.documentElement.lang, first: from.count, count: SEARCH_STEP }).catch(() => null);
if (!answer || mine !== turn) return;
const added = items(answer, from.count);
from.count += added.length;
room.list.append(...added);
room.more.hidden = added.length === 0 || from.count >= from.answer.total;
if (added.length > 0) added[0].querySelector("a").focus();
if (room.counted) room.counted(from.count);
}
function fail() {
shown = null;
room.list.hidden = room.more.hidden = true;
room.notes.replaceChildren(searchElement("p", { class: "search-note" }, words.say("search_failed")), searchElement("div", { class: "search-ways" }, searchWays(words)));
tell(words.say("search_failed"));
}
return room;
}
function searchRemembers(list, words, found) {
function remember(event) {
const link = event.target.closest("a");
const marked = found();
if (!link || event.button > 1 || !marked || marked.length === 0) return;
try {
localStorage.setItem("search-found", JSON.stringify({ path: link.pathname, words: marked, time: Date.now(),
tag: words.tag, marked: words.forms("search_marked"), clear: words.say("search_clear") }));
} catch (_) { return; }
if (link.pathname !== location.pathname || !searchIsPlain(event)) return;
setTimeout(() => dispatchEvent(new Event("search-found")));
if (!link.hash) { event.preventDefault(); scrollTo(0, 0); }
}
list.addEventListener("click", remember);
list.addEventListener("auxclick", remember);
}
function searchPage(words, form) {
const input = form.querySelector('[name="q"]');
const here = document.querySelector("[data-search-here]") || (form.closest("search") || form).insertAdjacentElement("afterend", searchElement("div", {}));
const page = location.href.split(/[?#]/)[0];
let choice = searchRead(location.search);
let settled = searchAddress(page, choice);
const to = { address: (other) => searchAddress(page, other), go: (other) => { decide(other); input.focus(); } };
const room = searchRoom(words, { level: "h2", passages: 3 }, to);
const filters = searchFilters(words, (changed) => decide({ ...choice, ...changed }));
here.classList.add("search-page");
here.replaceChildren(room.status, filters.sort, filters.element, searchElement("div", { class: "search-body" }, room.notes, room.list, room.more));
document.querySelectorAll("[data-search-unscripted]").forEach((one) => { one.hidden = true; });
const write = (method, address, count) => { try { history[method](count ? { count } : null, "", address); } catch (_) { /* A page from the disk may not. */ } };
function browsing(is) { document.querySelectorAll("[data-search-browse]").forEach((one) => { one.hidden = !is; }); }
async function look(count) {
const asked = searchIsAsked(choice.query);
if (!asked) { filters.hide(); here.classList.remove("search-asked"); browsing(true); await room.rest(choice.query, !document.querySelector("[data-search-browse]")); return; }
const answer = await room.answer(choice, count);
if (!answer) return;
here.classList.add("search-asked");
browsing(false);
filters.show(answer, choice);
}
function decide(next) {
const typed = searchAddress(page, choice), address = searchAddress(page, next);
if (typed !== settled) { write("replaceState", settled); write("pushState", typed); settled = typed; }
if (address !== settled) { write("pushState", address); settled = address; }
choice = next;
if (input.value.trim() !== choice.query.trim()) input.value = choice.query;
look();
}
input.addEventListener("input", (event) => {
choice = { ...choice, query: input.value };
write("replaceState", searchAddress(page, choice));
if (!event.isComposing) look();
});
input.addEventListener("compositionend", () => look());
input.addEventListener("keydown", (event) => {
const first = event.key === "ArrowDown" && !event.isComposing && room.list.querySelector("a");
if (first) { event.preventDefault(); first.focus(); }
});
form.addEventListener("submit", (event) => {
event.preventDefault();
decide({ ...choice, query: input.value });
if (matchMedia("(pointer: coarse)").matches) input.blur();
});
addEventListener("popstate", (event) => {
const address = searchAddress(page, searchRead(location.search));
if (address === searchAddress(page, choice)) return;
choice = searchRead(location.search);
settled = address;
input.value = choice.query;
look(event.state && event.state.count);
});
room.counted = (count) => write("replaceState", location.href, count);
input.value = choice.query;
look(history.state && history.state.count);
return () => { input.focus(); input.select(); };
}
function searchFilters(words, chosen) {
const sort = searchElement("fieldset", { class: "search-sort", hidden: "" }, searchElement("legend", {}, words.say("search_sort")));
const element = searchElement("details", { class: "search-filters", hidden: "" });
const summary = searchElement("summary", {}, words.say("search_filters"));
const groups = new Map();
let query = null;
element.append(summary);
for (const value of ["relevance", "date"]) {
sort.append(searchElement("label", {}, searchElement("input", { type: "radio", name: "sort", value }), " ", words.say("search_sort_" + value)));
}
for (const kind of SEARCH_KINDS) {
const group = searchElement("fieldset", { class: "search-group", hidden: "" }, searchElement("legend", {}, words.say("search_by_" + kind)));
groups.set(kind, { group, boxes: new Map() });
element.append(group);
}
const checked = (kind) => [...groups.get(kind).boxes.values()].filter((box) => box.input.checked).map((box) => box.input.value);
element.addEventListener("change", () => chosen(Object.fromEntries(SEARCH_KINDS.map((kind) => [kind, checked(kind)]))));
sort.addEventListener("change", (event) => chosen({ sort: event.target.value }));
function unfold() {
const wide = getComputedStyle(element).getPropertyValue("--search-filters").trim() === "open";
if (wide) element.open = true;
else if (element.dataset.wide === "true") element.open = false;
element.dataset.wide = wide;
}
addEventListener("resize", () => { if (!element.hidden) unfold(); });
return {
sort, element,
hide() { sort.hidden = element.hidden = true; },
show(answer, choice) {
const again = query === choice.query;
query = choice.query;
let open = 0, count = 0;
for (const kind of SEARCH_KINDS) {
const { group, boxes } = groups.get(kind);
const seen = searchBoxes(words, kind, group, boxes, answer.facets[kind] || [], choice[kind], again);
group.hidden = !seen;
open += seen ? 1 : 0;
count += choice[kind].length;
}
summary.textContent = words.say("search_filters") + (count > 0 ? " (" + words.number(count) + ")" : "");
sort.hidden = answer.total < 2;
sort.querySelectorAll("input").forEach((one) => { one.checked = one.value === choice.sort; });
element.hidden = open === 0;
unfold();
},
};
}
function searchBoxes(words, kind, group, boxes, facets, chosen, again) {
if (!again) {
boxes.forEach((box) => box.label.remove());
boxes.clear();
group.querySelectorAll("details").forEach((one) => one.remove());
}
boxes.forEach((box) => { box.label.hidden = true; });
const held = (one) => (chosen.includes(one.id) ? 1 : 0);
const sorted = again ? facets : [...facets].sort((a, b) => held(b) - held(a));
const most = 8;
let rest = group.querySelector("details");
for (const facet of sorted) {
const box = boxes.get(facet.id) || searchBox(kind, facet);
if (!boxes.has(facet.id)) {
if (boxes.size >= most && facets.length > most + 2) {
if (!rest) { rest = searchElement("details", { class: "search-rest" }, searchElement("summary", {}, words.say("search_more_choices", { n: facets.length - most }))); group.append(rest); }
rest.append(box.label);
} else group.insertBefore(box.label, rest);
boxes.set(facet.id, box);
}
box.label.hidden = false;
box.input.checked = chosen.includes(facet.id);
box.count.textContent = words.number(facet.count);
}
return facets.length > 1 || chosen.length > 0;
}
function searchBox(kind, facet) {
const input = searchElement("input", { type: "checkbox", name: kind, value: facet.id });
const count = searchElement("span", { class: "search-count" });
const label = searchElement("label", { class: "search-choice" + (kind === "theme" ? searchTheme([facet]) : "") }, input, searchElement("span", {}, facet.name), " ", count);
return { input, count, label };
}
function searchDialog(words) {
const link = document.querySelector("a[data-search]");
const page = (link ? link.href : searchHref("search/")).split(/[?#]/)[0];
const choice = () => ({ ...searchRead(""), query: input.value });
const to = { address: (other) => searchAddress(page, other), go: (other) => { input.value = other.query; input.focus(); look(); } };
const room = searchRoom(words, { level: "h3", passages: 1 }, to);
const input = searchElement("input", { id: "search-dialog-q", name: "q", type: "search", autocomplete: "off", enterkeyhint: "search" });
const close = searchElement("button", { class: "search-close", type: "button" }, words.say("search_close"));
const all = searchElement("a", { href: page }, words.say("search_all"));
const form = searchElement("form", { role: "search", method: "get", action: page, class: "search-form" },
searchElement("h2", { id: "search-dialog-title", class: "search-dialog-title" }, searchElement("label", { for: "search-dialog-q" }, words.say("search_label"))), input, close);
const body = searchElement("div", { class: "search-body" }, room.status, room.notes, room.list, room.more);
const dialog = searchElement("dialog", { class: "search-dialog", "aria-labelledby": "search-dialog-title" },
searchElement("div", { class: "search-sheet" }, form, body, searchElement("p", { class: "search-all" }, all, searchSlash(words))));
let before = null;
document.body.append(dialog);
function look() {
all.href = searchAddress(page, choice());
all.hidden = !searchIsAsked(input.value);
if (searchIsAsked(input.value)) room.answer(choice());
else room.rest(input.value, true);
}
input.addEventListener("input", (event) => { if (!event.isComposing) look(); });
input.addEventListener("compositionend", look);
close.addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", (event) => {
if (event.key === "Escape" && !event.isComposing) { event.preventDefault(); dialog.close(); }
searchArrows(event, input, dialog);
});
dialog.addEventListener("pointerdown", (event) => { if (event.target === dialog) { event.preventDefault(); dialog.close(); } });
dialog.addEventListener("click", (event) => {
const followed = event.target.closest("a[href]");
if (followed && searchIsPlain(event) && followed.pathname === location.pathname) { before = null; dialog.close(); }
});
dialog.addEventListener("close", () => {
if (before && before.isConnected && document.activeElement === document.body) before.focus({ preventScroll: true });
});
return function (opener) {
if (dialog.open) { dialog.close(); return; }
before = opener || null;
dialog.showModal();
input.focus();
input.select();
look();
};
}
function searchArrows(event, input, dialog) {
if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
const stops = [input, ...dialog.querySelectorAll(".search-body a")];
const at = stops.indexOf(document.activeElement);
const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
if (at < 0 || !next) return;
event.preventDefault();
next.focus();
}
function searchSlash(words) {
const box = searchElement("input", { type: "checkbox" });
try { box.checked = localStorage.getItem("search-slash") !== "off"; } catch (_) { box.checked = true; }
box.addEventListener("change", () => {
try {
if (box.checked) localStorage.removeItem("search-slash");
else localStorage.setItem("search-slash", "off");
} catch (_) { /* Not remembered. */ }
});
return searchElement("label", { class: "search-slash" }, box, " ", words.say("search_slash"));
}
begin({"authors":[],"cards":"497619378e","days":"#","digits":10,"language":"en-GB","languages":["en-GB"],"lengths":"!","places":[],"synonyms":[],"themes":[],"titles":"$","tongues":[{"average":16.0,"dictionaries":"92dd865635","essays":"!","language":"en","letters":"a","shards":"aee9f7bfb3","terms":"a"}],"traits":"!!!","words":[{"search_all":"All results on a page","search_all_essays":"All essays","search_busy":"Searching…","search_by_author":"Author","search_by_place":"Place","search_by_theme":"Theme","search_clear":"Clear","search_close":"Close","search_did_you_mean":"Did you mean {suggestion}?","search_drop":"Take away the filter {name}","search_drop_all":"Without filters","search_failed":"The search could not be loaded.","search_filters":"Filters","search_found":{"one":"{n} essay for ‘{query}’","other":"{n} essays for ‘{query}’"},"search_found_in":{"one":"{n} essay for ‘{query}’ in {filters}","other":"{n} essays for ‘{query}’ in {filters}"},"search_here":"All there is to find is below: look for a word with your browser’s own search.","search_hint":"Type two letters or more.","search_label":"Search the essays","search_marked":{"one":"{n} place is marked","other":"{n} places are marked"},"search_mended":"No essay has ‘{from}’. These are results for ‘{to}’.","search_minutes":"{n} min","search_more":"Show more","search_more_choices":"{n} more","search_most":"With most of the words","search_nothing":"No essay has ‘{query}’.","search_nothing_in":"No essay has ‘{query}’ in {filters}.","search_only_most":"No essay has all the words. These have most of them.","search_recent":"Recent essays","search_slash":"The key / opens the search, too","search_sort":"Order","search_sort_date":"Newest","search_sort_relevance":"Best match","search_themes":"Themes","search_without":"without: {words}"}]});
part("497619378e",{"href":"essays/weir/","title":"The weir","lang":"en-GB","summary":null,"minutes":1,"iso":"2025-02-25","dates":["25 February 2025"],"headings":[],"passages":[["k-as",0,"A sample.",0]],"notes":1});
part("92dd865635","!!a !!sample !!the !!weir ");
part("aee9f7bfb3","a !$! sampl !$# the !###! weir !#### ");
})();
