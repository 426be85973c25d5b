// Text becomes words, and words become the terms they are found under: the same, to the letter, as `tokens.rs` and
// `terms.rs` do when the index is written. The same cases prove both (tests/search/tokens.toml).

// Signs of a word that are kept.
const LONGEST_WORD = 40;

// A last piece of at least so many signs is a word of its own: the name in o’brien, but not the t of don’t.
const OF_ITS_OWN = 3;

// Where the next chunk can begin, and the words that most words are: plain ASCII with nothing after them that could belong.
const BEGINNING = /[a-zA-Z0-9\x80-\uffff]/g;
const PLAIN_WORD = /[a-zA-Z0-9]+(?=$|[^a-zA-Z0-9'\-.,\x80-\uffff]|['\-.,](?:$|[^a-zA-Z0-9\x80-\uffff]))/y;

// Every word of a text in reading order: [{ word, position, start, end }], start and end being those of its chunk.
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

// Reads what readers take for one word. Hyphens divide it into parts, and apostrophes each part into pieces.
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

// Whether a sign that is no letter joins what stands before it to the rest of the text.
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

// The words of a chunk: all parts as one, then each part, and its last piece where that is long enough.
function wordsOfParts(parts) {
  const read = parts.map(readPart).filter((part) => part.word !== "");
  const several = read.length > 1;
  const words = several ? [read.map((part) => part.word).join("")] : [];
  // The parts of co-operative would be found for an operation.
  if (several && words[0].startsWith("coop")) return words.map(cutWord);
  for (const { word, last } of read) {
    if (!several || signsOf(word) > 1) words.push(word);
    if (last !== word && signsOf(last) >= OF_ITS_OWN) words.push(last);
  }
  return words.map(cutWord);
}

// A part without its possessive.
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

// The next signs that are not passed over, an empty one for each that is missing.
function nextSigns(text, from, count) {
  const signs = [];
  for (let at = from; signs.length < count; ) {
    const sign = at < text.length ? signAt(text, at) : "";
    if (kindOfSign(sign) !== "passed") signs.push(sign);
    at += sign.length;
  }
  return signs;
}

// What a sign is to a word. Signs of Chinese and Japanese, which are written without spaces, are words by themselves; accents and signs
// that are not seen are passed over.
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

// Letters that are no letter with an accent, and yet are typed by many as others.
const SPELT = {
  "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "ς": "σ",
};

// What stands for a sign in a word.
function foldedSign(sign) {
  const folded = (letter) => {
    if (SPELT[letter]) return SPELT[letter];
    const kind = kindOfSign(letter);
    return kind === "letter" || kind === "alone" ? letter : "";
  };
  const lower = Array.from(sign.normalize("NFKD"), (simple) => simple.toLowerCase()).join("");
  return Array.from(lower, folded).join("");
}

// Words that a stemmer would throw together, or apart, against what collections like these are about.
const KEPT_TERMS = new Map([
  ...["coop", "coops", "cooperative", "cooperatives", "cooperatively"].map((word) => [word, "coop"]),
  ["cooperation", "cooperation"],
  ...["cooperate", "cooperates", "cooperated", "cooperating"].map((word) => [word, "cooperate"]),
]);

// The term of a word in a language, which is told by its primary subtag.
function term(word, language) {
  if (language !== "en") return word;
  return KEPT_TERMS.get(word) || stem(oneSpelling(word));
}

// A word that is spelt in two ways, in one of them: with ise, but with or, since that is how stems are made best.
function oneSpelling(word) {
  const ise = word.replace(/^(.{3,}[iy])z(e|es|ed|ing|er|ers|ation|ations|able|ingly)$/u, "$1s$2");
  if (ise !== word) return ise;
  const after = /^(.{3,})our(s|ed|ing|ings|er|ers|ite|ites|able|ably|less|ful|fully|hood|hoods|ly|al|ally|ist|ists|ism|y|ies)?$/u.exec(word);
  return after ? after[1] + "or" + (after[2] || "") : word;
}

// Words that have a stem of their own.
const WHOLE_STEMS = new Map([
  ["skis", "ski"], ["skies", "sky"], ["dying", "die"], ["lying", "lie"], ["tying", "tie"], ["idly", "idl"], ["gently", "gentl"],
  ["ugly", "ugli"], ["early", "earli"], ["only", "onli"], ["singly", "singl"],
  ...["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"].map((word) => [word, word]),
]);

// Words that stay as they are once they have lost the s of their plural.
const FINISHED = /^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/;

// Endings of the second, third and fourth step, and what takes their place.
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

// The stem of an English word by Porter’s second algorithm. Words with signs other than a to z are their own stems.
function stem(word) {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  if (WHOLE_STEMS.has(word)) return WHOLE_STEMS.get(word);
  // A y that is a consonant is written Y meanwhile.
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

// Where the region begins that stands after the first consonant after a vowel.
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

// A word whose longest ending of a table is exchanged, if it stands in a region and `may` allows.
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

// Letters that begin a Welsh word, and what becomes of them after other words.
const WELSH_CHANGES = [
  ["c", ["g", "ngh", "ch"]], ["p", ["b", "mh", "ph"]], ["t", ["d", "nh", "th"]], ["g", ["", "ng"]], ["b", ["f", "m"]],
  ["d", ["dd", "n"]], ["ll", ["l"]], ["m", ["f"]], ["rh", ["r"]],
];

// Every form that a Welsh word may have at its beginning, sorted, without the word itself; none of words under three signs.
function mutations(word) {
  if (signsOf(word) < 3) return [];
  const radicals = welshRadicals(word);
  const forms = new Set([...radicals, ...radicals.flatMap(welshForms)]);
  forms.delete(word);
  return [...forms].sort();
}

// The words that this may be a form of, itself among them.
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

// The letter that a word begins with, which may be of several signs.
function welshInitial(word) {
  return /^(ngh|ch|dd|ff|ng|ll|ph|rh|th|mh|nh|.)/su.exec(word)[0];
}

const DISTANCE_ROWS = [[], [], []];

// The fewest signs to add, drop, exchange, or swap with their neighbour, that turn a into b; most + 1 where it takes more. No sign is
// touched twice.
function distance(a, b, most) {
  const [from, to] = [indexed(a), indexed(b)];
  if (Math.abs(from.length - to.length) > most) return most + 1;
  // Three rows of the table, used again and again: a whole dictionary may be asked for.
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

// A word as something whose signs can be counted: a text is, unless some of its signs are pairs.
function indexed(word) {
  return /[\ud800-\udfff]/.test(word) ? Array.from(word) : word;
}
