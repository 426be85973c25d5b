// The desk: a table of everything that is written, the calendar, what is not used, and how an essay looks where it is shared.
(() => {
  "use strict";
  const AT_FIRST = 200;
  const $ = (id) => document.getElementById(id);
  const make = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  };
  const counted = (number, word) => `${number.toLocaleString("en-GB")} ${word}${number === 1 ? "" : "s"}`;
  const day = (text) => text ? new Date(text + "T12:00:00").toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" }) : "";

  const ORDER = ["unreadable", "draft", "scheduled", "published", "expired"];
  const COLUMNS = [
    { key: "title", name: "Essay", of: (row) => row.title.toLocaleLowerCase("en-GB") },
    { key: "status", name: "Status", of: (row) => ORDER.indexOf(row.status) },
    { key: "date", name: "Date", of: (row) => row.date || "", down: true },
    { key: "words", name: "Words", of: (row) => row.words, number: true, down: true },
    { key: "minutes", name: "Minutes", of: (row) => row.minutes, number: true, down: true },
    { key: "themes", name: "Themes", of: (row) => row.themes.join(", ").toLocaleLowerCase("en-GB") },
    { key: "authors", name: "Authors", of: (row) => row.authors.join(", ").toLocaleLowerCase("en-GB") },
    { key: "written", name: "Last change", of: (row) => row.written || 0, down: true },
    { key: "faults", name: "Faults", of: (row) => row.errors * 1000 + row.warnings, down: true },
    { key: "share", name: "Shared" },
  ];

  let desk = null, token = null, sort = { key: "faults", down: true }, all = false, previewed = null;

  // ── The table ────────────────────────────────────────────────────────────────────────────────────────────────────────

  function heads() {
    $("heads").replaceChildren(...COLUMNS.map((column) => {
      if (!column.of) return make("th", { scope: "col" }, column.name);
      const is = sort.key === column.key;
      const button = make("button", { type: "button" }, column.name + (is ? (sort.down ? " ↓" : " ↑") : ""));
      button.addEventListener("click", () => {
        sort = { key: column.key, down: is ? !sort.down : Boolean(column.down) };
        heads();
        rows();
        $("heads").children[COLUMNS.indexOf(column)].querySelector("button").focus();
      });
      const order = is ? (sort.down ? "descending" : "ascending") : null;
      return make("th", { scope: "col", class: column.number ? "number" : null, "aria-sort": order }, button);
    }));
  }

  function wanted() {
    const form = $("filters").elements;
    const words = form.find.value.toLocaleLowerCase("en-GB").split(/\s+/).filter(Boolean);
    const { value: status } = form.status, { value: theme } = form.theme, { value: author } = form.author;
    const column = COLUMNS.find((one) => one.key === sort.key);
    const fits = (row) => {
      const text = [row.title, row.path, ...row.themes, ...row.authors, ...row.places].join(" ").toLocaleLowerCase("en-GB");
      return words.every((word) => text.includes(word))
        && (!status || (status === "faulty" ? row.errors + row.warnings > 0 : row.status === status))
        && (!theme || row.themes.includes(theme)) && (!author || row.authors.includes(author));
    };
    return desk.essays.filter(fits).map((row) => [column.of(row), row]).sort(([a, one], [b, other]) => {
      const order = a < b ? -1 : a > b ? 1 : 0;
      return (sort.down ? -order : order) || (one.title < other.title ? -1 : 1);
    }).map(([, row]) => row);
  }

  function ago(seconds) {
    if (!seconds) return "";
    const minutes = Math.round((Date.now() / 1000 - seconds) / 60);
    if (minutes < 1) return "just now";
    if (minutes < 60) return `${counted(minutes, "minute")} ago`;
    if (minutes < 24 * 60) return `${counted(Math.round(minutes / 60), "hour")} ago`;
    return new Date(seconds * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  }

  function row(essay) {
    const source = token
      ? make("button", { type: "button", class: "path", title: "Open it in your editor" }, essay.path) : make("span", {}, essay.path);
    if (token) source.addEventListener("click", () => open(essay.path, source));
    const preview = make("button", { type: "button", "aria-label": `Preview ${essay.title} as it is shared` }, "Preview");
    preview.addEventListener("click", () => { show(essay); $("shared").scrollIntoView({ block: "start" }); });
    return make("tr", { "data-path": essay.path },
      make("th", { scope: "row", lang: null }, essay.href ? make("a", { href: essay.href }, essay.title) : essay.title, source),
      make("td", {}, make("span", { class: `status ${essay.status}` }, essay.standing && essay.status === "published" ? "page" : essay.status)),
      make("td", { class: "day" }, day(essay.date)),
      make("td", { class: "number" }, essay.words.toLocaleString("en-GB")),
      make("td", { class: "number" }, String(essay.minutes)),
      make("td", {}, essay.themes.join(", ")),
      make("td", {}, essay.authors.join(", ")),
      make("td", { class: "day" }, ago(essay.written)),
      make("td", {},
        essay.errors ? make("span", { class: "count error" }, counted(essay.errors, "error")) : "",
        essay.warnings ? make("span", { class: "count warning" }, counted(essay.warnings, "warning")) : ""),
      make("td", {}, preview));
  }

  function rows() {
    const found = wanted();
    const shown = all ? found : found.slice(0, AT_FIRST);
    // Whoever is in the table with the keyboard stays at their place when it is laid out anew.
    const at = document.activeElement.closest("#rows tr");
    const place = at && [...at.querySelectorAll("a, button")].indexOf(document.activeElement);
    $("rows").replaceChildren(...shown.map(row));
    const again = at && [...$("rows").children].find((one) => one.dataset.path === at.dataset.path);
    again?.querySelectorAll("a, button")[place]?.focus({ preventScroll: true });
    $("more").hidden = shown.length === found.length;
    $("more").textContent = `Show all ${found.length.toLocaleString("en-GB")}`;
    const words = desk.essays.reduce((sum, essay) => sum + essay.words, 0);
    const of = found.length === desk.essays.length ? "" : ` of ${desk.essays.length.toLocaleString("en-GB")}`;
    $("summary").textContent = `${found.length.toLocaleString("en-GB")}${of} essays and pages; ${words.toLocaleString("en-GB")} words in all. `
      + `The site is shown as on ${day(desk.today)}.`;
  }

  // ── The rest ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  function calendar() {
    const what = { appears: "appears", expires: "is taken down" };
    $("appointments").replaceChildren(desk.calendar.length
      ? make("ul", {}, ...desk.calendar.map((one) => make("li", {}, `${day(one.date)}: “${one.title}” ${what[one.what]}`)))
      : make("p", {}, "Nothing waits for its day."));
    if (desk.calendar.length) {
      $("appointments").append(make("p", {}, "A static site changes only when it is built again: build it on these days."));
    }
  }

  function idle() {
    const kinds = [["Themes", "themes"], ["Authors", "authors"], ["Places", "places"], ["Parts", "parts"], ["Files", "files"]];
    const list = kinds.filter(([, key]) => desk.unused[key].length)
      .flatMap(([name, key]) => [make("dt", {}, name), make("dd", {}, desk.unused[key].join(", "))]);
    $("idle").replaceChildren(list.length ? make("dl", {}, ...list) : make("p", {}, "Everything that is declared is used."));
  }

  function card(kind, share, isShown) {
    // Pictures are made for pages; what has none yet may have a picture all the same.
    const none = isShown ? "No picture" : "A picture is shown once it is published";
    const picture = share.picture
      ? make("img", { src: share.picture[0], alt: "", loading: "lazy" })
      : make("span", {}, kind === "wide" ? none : "–");
    return make("div", { class: `card ${kind}` },
      make("figure", {}, picture),
      make("div", {}, make("p", { class: "host" }, desk.host), make("p", { class: "title" }, share.title),
        make("p", { class: "words" }, share.summary || "No summary: the network takes words from the page.")));
  }

  function show(essay) {
    previewed = essay.path;
    const notes = [];
    if (essay.share.title.length > 70) notes.push(`The title has ${essay.share.title.length} letters; most networks cut it after about 70.`);
    if ((essay.share.summary || "").length > 160) notes.push(`The summary has ${essay.share.summary.length} letters; about 160 are shown.`);
    if (essay.share.picture && essay.share.picture[1] < 1200) notes.push(`The picture is ${essay.share.picture[1]} pixels wide; 1200 look sharp.`);
    $("preview").replaceChildren(card("wide", essay.share, essay.href), card("square", essay.share, essay.href),
      notes.length ? make("ul", {}, ...notes.map((note) => make("li", {}, note))) : "");
  }

  async function open(path, button) {
    const response = await fetch("/_pamphlet/open", {
      method: "POST", headers: { "x-pamphlet-token": token }, body: JSON.stringify({ path, line: 1, column: 1 }),
    });
    if (!response.ok) button.after(make("span", {}, await response.text()));
  }

  function choices(name, values) {
    const select = $("filters").elements[name], chosen = select.value;
    const sorted = [...new Set(values)].sort((a, b) => a.localeCompare(b, "en-GB"));
    select.replaceChildren(make("option", { value: "" }, "all"), ...sorted.map((value) => make("option", { value }, value)));
    select.value = sorted.includes(chosen) ? chosen : "";
  }

  async function load() {
    const [data, faults] = await Promise.all(["desk.json", "faults.json"].map(async (name) => (await fetch("/_pamphlet/" + name)).json()));
    token = faults.token || null;
    if (!data.title) { $("summary").textContent = "There is nothing to show yet: see what is wrong in the terminal."; return; }
    desk = data;
    document.title = `The desk – ${desk.title}`;
    $("home").textContent = desk.title;
    $("home").href = desk.home;
    choices("theme", desk.essays.flatMap((essay) => essay.themes));
    choices("author", desk.essays.flatMap((essay) => essay.authors));
    heads();
    rows();
    calendar();
    idle();
    const essay = desk.essays.find((one) => one.path === previewed) || desk.essays.find((one) => one.status === "published" && !one.standing);
    if (essay) show(essay);
  }

  $("filters").addEventListener("input", () => { all = false; if (desk) rows(); });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("more").addEventListener("click", () => { all = true; rows(); });

  let seen = null;
  const source = new EventSource("/_pamphlet/events");
  source.addEventListener("turn", (event) => {
    const now = JSON.parse(event.data), mark = `${now.run} ${now.turn} ${now.faults}`;
    if (mark !== seen) load().catch(() => {});
    seen = mark;
  });
  source.addEventListener("error", () => { $("summary").textContent = "pamphlet serve has ended. The desk follows again when it is back."; seen = null; });
  addEventListener("pagehide", () => source.close());
})();
