// Finds essays: what engine.rs does with the index in memory is done here with its files, and both must give the same.
// Files are classic scripts that call part(), since those are the one thing that a page may load from a disk, too.

const SIGNS = "!#$%&()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}";
const FEW = 60;
const MORE = SIGNS.length - FEW;
const VALUES = new Map(Array.from(SIGNS, (sign, value) => [sign.charCodeAt(0), value]));
const WITHOUT_PLACES = "~";
const FIELDS = 6;
const [TITLE, , , , NOTE, BODY] = [0, 1, 2, 3, 4, 5];
const NO_TEXT = "\uFFFC";

// How essays are weighed; the reasons are told in engine/mod.rs.
const K1 = 1.2;
const B = 0.5;
const WORTH = [5, 4, 3, 2, 0.5, 1];
const NEAR = 0.6;
const FAR = 12;
const FOR_TITLE = 1;
const LEAST = 0.5;
const LEAST_OF_MOST = 0.2;
const READ = 40;

// What will do for a word, and how well; question.rs has the same.
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

// What is shown of an essay.
const PASSAGES = 3;
const LONGEST_PASSAGE = 280;
const LEAD_IN = 80;

const home = document.currentScript ? document.currentScript.src : "";
let manifest = null;
let essays = [];
let tongues = [];
let parts = new Map();
let missing = new Set();
// How often something was asked of a file that is not there yet: what follows from it cannot be known then.
let lacked = 0;
let asked = 0;

// Numbers as text, one after another.
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

// This script is loaded a second time where the site was published anew meanwhile: then the first goes on with what the second brings.
function begin(given) {
  const first = window.pamphletSearch;
  if (first) {
    parts = first.renew(given);
    return;
  }
  take(given);
  window.pamphletSearch = { part, ask, recent, renew, find: (query, language) => completeAnew(() => find(query, language)) };
  // Whoever waits for the engine begins once this script has ended, when all it holds is there.
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

// Does a piece of work again and again until it lacks no file.
async function complete(work) {
  for (;;) {
    missing = new Set();
    const done = work();
    if (missing.size === 0) return done;
    await Promise.all(Array.from(missing, (name) => load(root() + "assets/search/" + name + ".js")));
  }
}

// A site that was published anew while it was read has other files; what leads to them is fetched again then.
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

// The last place of a sorted list whose value is no greater.
function lastUpTo(list, value) {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (list[middle] <= value) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

// The list of a term; null where there is none.
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

// { everywhere, held: Map of essay to { counts, places: [{ field, first, last }] } }
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

// Either of both.
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

// Where all of them follow one another. Of what most essays have only the presence is asked.
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

// A query, cut at its quotation marks: [{ chunks: [{ words, position }], quoted, open }]
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

// What is asked of a tongue: [{ text, position, any: [[worth, row]] or phrase: [[row]], mended }]
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
  // A co-op is no cooperation, although the one word begins the other.
  if (open && exact !== "coop") any.push(...longerThan(word, exact, tongue, LONGER_TERMS[any.length === 0 ? 1 : 0]));
  let mended = null;
  if (any.length === 0 && lacked === before) {
    for (const [worth, near] of takenFor(word, tongue)) {
      mended = mended || near;
      const row = [termOf(near, tongue)];
      if (any.every(([, other]) => !sameRow(other, row))) any.push([worth, row]);
    }
    // Of what is not there yet the lists are wanted, too.
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

// Which letters a word has, as bits; some letters share a bit, and those of two units have none.
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

// The words of a dictionary: [{ word, often, letters }]
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

// What a word that is nowhere may have been meant to be: a name in a Welsh form that is written in another, or a slip.
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

// Words so near to this one: [[steps, word]], those that begin alike before all others.
function nearTo(word, most, tongue) {
  const letter = letterOf(word);
  const letters = lettersOf(word);
  const among = (words, sameLetter) => {
    const near = [];
    for (const other of words) {
      // One step changes two letters at most; a letter beyond the first 65,536 signs is two units long.
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

// Reads the texts for phrases that the index cannot decide.
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

// Everything that answers a query, the best first.
function find(query, language) {
  const own = primary(language);
  const ordered = tongues.filter((it) => it.language === own).concat(tongues.filter((it) => it.language !== own));
  const told = ordered.map((tongue) => {
    const slots = slotsOf(query, tongue);
    const own = slots.filter((slot) => slot.mended).map((slot) => ({ from: slot.text, to: slot.mended }));
    return { hits: rank(tongue, slots), mended: own };
  });
  // Where one language has the very words, nobody means slips in another.
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

// Answers a query; null where another was asked meanwhile.
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

// Of each kind how many essays there are for each choice, the other kinds staying as they are.
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

// Each term that is asked for, with the slots it stands for.
function termsOf(hit) {
  const wanted = new Map();
  hit.found.forEach((one, index) => {
    const rows = one.slot.phrase ? one.slot.phrase.flat() : one.slot.any.map(([, row]) => row);
    for (const name of rows.flat()) wanted.set(name, (wanted.get(name) || []).concat(index));
  });
  // Words that most essays have are marked only where nothing else was asked for.
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

// The passages that have most of what was asked for, the best first, by their places in the index.
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

// A sentence ends at a full stop or the like before a blank and a capital, a number or a quotation mark.
const SENTENCE =
  /[^.!?\u2026]+(?:[.!?\u2026](?!["'\u201D\u2019)\]\uFFFC]*\s+[\p{Lu}\u201C\u2018"'(\d])[^.!?\u2026]*)*[.!?\u2026]*["'\u201D\u2019)\]\uFFFC]*\s*/gu;

// The sentence of a passage that has most of what was asked for.
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

// The address of a sentence (Text Fragments, WICG): its paragraph's anchor for browsers that do not know it.
function fragmentOf(id, whole, sentence) {
  const plain = sentence.split(NO_TEXT).reduce((longest, piece) => (piece.length > longest.length ? piece : longest)).trim();
  const at = whole.indexOf(plain);
  if (plain === "" || / \u00B7 |\n/.test(whole)) return "#" + id;
  const encoded = (text) => encodeURIComponent(text).replace(/-/g, "%2D");
  const words = plain.split(/\s+/);
  const range = words.length > 10 ? encoded(words.slice(0, 4).join(" ")) + "," + encoded(words.slice(-4).join(" ")) : encoded(plain);
  // Neighbours tell it from a quotation of itself elsewhere on the page.
  const before = whole.slice(0, at).split(NO_TEXT).pop().trim().split(/\s+/).filter(Boolean).slice(-3).join(" ");
  const after = whole.slice(at + plain.length).split(NO_TEXT)[0].trim().split(/\s+/).filter(Boolean).slice(0, 3).join(" ");
  const neighbours = before !== "" ? [encoded(before) + "-,", ""] : ["", after !== "" ? ",-" + encoded(after) : ""];
  return "#" + id + ":~:text=" + neighbours[0] + range + neighbours[1];
}

// The latest essays, for whoever has not asked yet.
function recent(language) {
  const latest = essays.map((_, essay) => essay).filter((essay) => essays[essay].day > 0);
  latest.sort((a, b) => essays[b].day - essays[a].day || a - b);
  return completeAnew(() => latest.slice(0, 5).map((essay) => described(essay, language)));
}
