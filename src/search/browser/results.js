// Answers of the engine as elements: essays with their passages, and what is to be said of them.
// In: the words of the interface, and answers. Out: elements. Whatever a text holds stays text: no markup is ever read.

// How long nothing may change before it is read aloud, in milliseconds.
const SEARCH_PAUSE = 400;

// The folder that the whole site lies in, wherever that is.
const SEARCH_ROOT = new URL("../", document.currentScript.src);

function searchElement(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// The words of the interface in the language of a page, or the nearest there is.
function searchWords({ languages: known, words: all }, language) {
  const main = (tag) => tag.toLowerCase().split("-")[0];
  const tag = known.find((one) => one.toLowerCase() === language.toLowerCase()) || known.find((one) => main(one) === main(language)) ||
    known.find((one) => one === "en-GB") || known[0];
  const own = all[known.indexOf(tag)];
  const plurals = new Intl.PluralRules(tag);
  const numbers = new Intl.NumberFormat(tag);
  // Pieces of what a key says; a value may be an element.
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

// Names as a language lists what may be one or another.
function searchEither(names, tag) {
  return Intl.ListFormat ? new Intl.ListFormat(tag, { type: "disjunction" }).format(names) : names.join(", ");
}

// A text with what was found in it marked.
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

// An address of the site, whole. Nothing else than pages is ever linked to.
function searchHref(href) {
  const url = new URL(href, SEARCH_ROOT);
  // From a disk nobody looks for the file in a folder.
  if (url.protocol === "file:") url.pathname = url.pathname.replace(/\/$/, "/index.html");
  return url.protocol === SEARCH_ROOT.protocol ? url.href : SEARCH_ROOT.href;
}

// What says in which language a result is written, where that is not the page's.
function searchLanguage(result) {
  const other = result.lang && result.lang.toLowerCase() !== document.documentElement.lang.toLowerCase();
  return other ? { lang: result.lang, dir: "auto" } : {};
}

function searchTheme(themes) {
  const theme = themes && themes[0];
  return theme && /^[\w-]+$/.test(theme.id) ? " theme-" + theme.id : "";
}

// Who wrote it, what it is about, where, when, and how long it takes.
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

// One essay. Level is that of its heading, such as h2; no more passages are shown than there is room for.
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

// A link that changes the question; whoever opens it elsewhere gets the same.
function searchTurn(to, choice, name, label) {
  const link = searchElement("a", { href: to.address(choice), "aria-label": label }, name);
  link.addEventListener("click", (event) => {
    if (!searchIsPlain(event)) return;
    event.preventDefault();
    to.go(choice);
  });
  return link;
}

// Whether a click means to go on in this window.
function searchIsPlain(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

// Themes and all essays: ways on where there is nothing else.
function searchWays(words) {
  const themes = manifest.themes.slice(0, 12).map((theme) =>
    searchElement("li", { class: "search-theme" + searchTheme([theme]) }, searchElement("a", { href: searchHref(theme.href) }, theme.name)));
  return [
    themes.length > 0 ? searchElement("p", { class: "search-label" }, words.say("search_themes")) : null,
    themes.length > 0 ? searchElement("ul", { class: "search-themes" }, themes) : null,
    searchElement("p", { class: "search-essays" }, searchElement("a", { href: searchHref("essays/") }, words.say("search_all_essays"))),
  ];
}

// The newest essays, for whoever has asked nothing yet.
function searchRecent(words, results) {
  const entry = (result) => searchElement("li", { class: "search-entry" + searchTheme(result.themes) },
    searchElement("a", { href: searchHref(result.href), ...searchLanguage(result) }, result.title), searchByline(words, result));
  return results.length === 0 ? [] : [searchElement("p", { class: "search-label" }, words.say("search_recent")),
    searchElement("ul", { class: "search-recent" }, results.map(entry))];
}

// The names of the filters in force, each with the choice that is left without it.
function searchChosen(choice, names) {
  return ["theme", "author", "place"].flatMap((kind) => choice[kind].map((id) => ({
    kind, name: names(kind, id), without: { ...choice, [kind]: choice[kind].filter((other) => other !== id) },
  })));
}

// The filters in force as links that take them away.
function searchDrops(words, choice, names, to) {
  const chosen = searchChosen(choice, names);
  if (chosen.length === 0) return null;
  const drop = ({ name, without }) => searchElement("li", {}, searchTurn(to, without, name, words.say("search_drop", { name })));
  const none = { ...choice, theme: [], author: [], place: [] };
  const all = chosen.length > 1 ? searchElement("li", { class: "search-drop-all" }, searchTurn(to, none, words.say("search_drop_all"))) : null;
  return searchElement("ul", { class: "search-chosen" }, chosen.map(drop), all);
}

// What was found, in one sentence.
function searchSentence(words, answer, choice, names) {
  const groups = ["theme", "author", "place"].filter((kind) => choice[kind].length > 0)
    .map((kind) => searchEither(choice[kind].map((id) => names(kind, id)), words.tag));
  const key = (answer.total === 0 ? "search_nothing" : "search_found") + (groups.length > 0 ? "_in" : "");
  return words.say(key, { n: answer.total, query: choice.query.trim(), filters: groups.join(", ") });
}

// What else is to be said before the essays.
function searchNotes(words, answer, choice, to) {
  const note = (children) => searchElement("p", { class: "search-note" }, children);
  const other = (query, name) => searchTurn(to, { ...choice, query }, "‘" + name + "’");
  const notes = [];
  if (answer.mended) notes.push(note(words.pieces("search_mended", answer.mended)));
  if (answer.suggestion) notes.push(note(words.pieces("search_did_you_mean", { suggestion: other(answer.suggestion, answer.suggestion) })));
  if (answer.total > 0 && answer.all === 0) notes.push(note(words.say("search_only_most")));
  return notes;
}
