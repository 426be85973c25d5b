// What readers see of search: the page /search/, and the dialog over any other page.
// In: the manifest, and the engine's `ask` and `recent`. Out: `window.pamphletSearch.dialog`, and a search page that answers while somebody types.
// It knows nothing of any design: names of classes begin with `search-`, words come from the manifest.

const SEARCH_KINDS = ["theme", "author", "place"];
const SEARCH_STEP = 10;

// Called once, when the engine is ready.
function start() {
  const words = searchWords(manifest, document.documentElement.lang);
  const form = document.querySelector("[data-search-form]");
  const show = form ? searchPage(words, form) : searchDialog(words);
  window.pamphletSearch.dialog = show;
}

// The question in an address: `?q=solar&theme=climate&theme=cohesion&sort=date`.
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

// Whether a question is long enough to be asked. A sign of Chinese or Japanese is a word already.
function searchIsAsked(query) {
  return [...query.trim()].length >= 2 || /[\u3040-\u30ff\u3400-\u9fff]/.test(query);
}

// Where answers are shown, in the page or in the dialog.
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

  // What is read aloud waits until typing rests, so that it does not interrupt itself.
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
  // Answers a question. Until it is answered, what was there before stays.
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
  // Nothing is asked yet: what there is.
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
  // More of the same; the focus goes to the first of what is new.
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

// Whoever follows a result finds the words marked there: the page that opens takes them from here.
function searchRemembers(list, words, found) {
  function remember(event) {
    const link = event.target.closest("a");
    const marked = found();
    if (!link || event.button > 1 || !marked || marked.length === 0) return;
    try {
      localStorage.setItem("search-found", JSON.stringify({ path: link.pathname, words: marked, time: Date.now(),
        tag: words.tag, marked: words.forms("search_marked"), clear: words.say("search_clear") }));
    } catch (_) { return; }
    // A passage of this very page: nothing is loaded that could look.
    if (link.pathname !== location.pathname || !searchIsPlain(event)) return;
    setTimeout(() => dispatchEvent(new Event("search-found")));
    // Without a place to go to the page would only be loaded once more.
    if (!link.hash) { event.preventDefault(); scrollTo(0, 0); }
  }
  list.addEventListener("click", remember);
  list.addEventListener("auxclick", remember);
}

// The page /search/. Gives what the keys for search do here: they lead to its field.
function searchPage(words, form) {
  const input = form.querySelector('[name="q"]');
  const here = document.querySelector("[data-search-here]") || (form.closest("search") || form).insertAdjacentElement("afterend", searchElement("div", {}));
  const page = location.href.split(/[?#]/)[0];
  let choice = searchRead(location.search);
  // The address that back leads to. Typing changes the address in place; only what was decided is an entry of its own.
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
    // On a phone the keyboard would cover what was found.
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

// The filters and the order beside the results. What was chosen is handed on.
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
  // The design says whether there is room beside the results: `--search-filters: open`.
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
      // The same question again: its boxes keep their places, and the focus.
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

// The boxes of one group. Gives whether there is anything to choose.
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

// The dialog over any page. Gives what opens it, and closes it again.
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
    // Fields of search would keep the first Escape to themselves.
    if (event.key === "Escape" && !event.isComposing) { event.preventDefault(); dialog.close(); }
    searchArrows(event, input, dialog);
  });
  // A press beside the sheet closes it; a press that only ends there does not.
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

// Down and up between the field and what was found.
function searchArrows(event, input, dialog) {
  if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const stops = [input, ...dialog.querySelectorAll(".search-body a")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

// Whether the key / opens the search, which whoever speaks to a computer may want to switch off.
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
