// The window over a page of the site: it follows every save, says what is wrong, and leaves the page itself alone.
// Nothing of this is ever written by a build. It needs no inline script or style, so pages live under the policy they will have.
(() => {
  "use strict";
  const own = document.currentScript;
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, figure, figcaption, td, th, dd, dt, pre, summary";
  const state = { turn: Number(own.dataset.turn) || 0, run: null, faults: null, token: null, missing: false, busy: false, again: false };

  // ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  // What was served last, as it was before any script touched it. From it and the next one it is plain what the editor changed
  // and what the page's own scripts did: an open note, a control that was shown, a box that was added.
  let served = null;

  const address = () => location.pathname + location.search;

  // The page as it is served now, without the line that brings the window along, and what that line says: in which turn the page
  // was made, and in which its own source was written.
  async function served_now() {
    const response = await fetch(address(), { headers: { "x-pamphlet-window": "1" }, cache: "no-store" });
    const is_page = (response.headers.get("content-type") || "").startsWith("text/html");
    const page = is_page ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
    const line = page?.querySelector('script[src="/_pamphlet/window.js"]');
    line?.remove();
    return { status: response.status, page, turn: Number(line?.dataset.turn) || 0, written: Number(line?.dataset.written) || 0 };
  }

  // Remembers what an element was served as, and which of its attributes are not those it was served with.
  function pair(child, old, found) {
    found.was.set(child, old);
    const names = new Set([...child.getAttributeNames(), ...old.getAttributeNames()]);
    const changed = [...names].filter((name) => child.getAttribute(name) !== old.getAttribute(name));
    if (changed.length) found.attributes.set(child, changed);
    compare(child, old, found);
  }

  // Finds for each element of the page the one it was served as; what has none was added by a script.
  function compare(live, before, found) {
    const children = [...live.children];
    let at = 0;
    for (const old of before.children) {
      const next = children.findIndex((child, index) =>
        index >= at && child.localName === old.localName && child.id === old.id);
      if (next < 0) continue;
      for (const added of children.slice(at, next)) found.added.add(added);
      const child = children[next];
      at = next + 1;
      pair(child, old, found);
    }
    for (const added of children.slice(at)) found.added.add(added);
    return found;
  }

  const scripts = (page) => [...page.querySelectorAll("script[src]")].map((one) => one.getAttribute("src"))
    .filter((src) => !src.startsWith("/_pamphlet/")).join(" ");
  // Scripts gather the notes of a page when it is opened; where there are more or fewer, it is opened again.
  const marks = (page) => page.querySelectorAll("[role=doc-noteref]").length;
  const href = (link) => new URL(link.getAttribute("href"), document.baseURI).href;

  // New style sheets are fetched before old ones go, so that the page is never seen without. Those of scripts stay.
  async function dress(next) {
    const sheets = (page) => [...page.querySelectorAll("head link[rel=stylesheet]")];
    const have = new Map(sheets(document).map((link) => [href(link), link]));
    const had = new Set(sheets(served || document).map(href));
    const wanted = sheets(next), want = new Set(wanted.map(href));
    const loads = wanted.map((link, index) => have.has(href(link)) ? null : new Promise((done) => {
      const fresh = document.importNode(link, true);
      fresh.addEventListener("load", done);
      fresh.addEventListener("error", done);
      setTimeout(done, 2000);
      // Of two rules the later one counts: the order of the sheets is that of the page.
      const after = wanted.slice(index + 1).map((later) => have.get(href(later))).find(Boolean);
      if (after) after.before(fresh); else document.head.append(fresh);
    }));
    await Promise.all(loads);
    for (const [address, link] of have) if (had.has(address) && !want.has(address)) link.remove();
  }

  // The rest of the head only speaks to machines: where something of it changed, it is replaced.
  function retitle(next) {
    if (document.title !== next.title && next.title !== served?.title) document.title = next.title;
    for (const name of ["lang", "dir"]) {
      if (next.documentElement.hasAttribute(name)) document.documentElement.setAttribute(name, next.documentElement.getAttribute(name));
      else document.documentElement.removeAttribute(name);
    }
    const silent = (page) => [...page.head.querySelectorAll("meta, link:not([rel=stylesheet]):not([rel=preload])")];
    const text = (page) => silent(page).map((one) => one.outerHTML).join();
    if (served && text(served) === text(next)) return;
    const had = served && silent(served);
    for (const old of silent(document)) if (!had || had.some((one) => one.isEqualNode(old))) old.remove();
    for (const one of silent(next)) document.head.append(document.importNode(one, true));
  }

  // Whatever grows or shrinks above it, what is being read stays where it is; not every browser sees to that by itself.
  function steady(change) {
    const root = document.documentElement;
    const read = [...document.body.querySelectorAll(BLOCKS)].find((block) => block.getBoundingClientRect().top >= 0);
    const top = read?.getBoundingClientRect().top;
    root.style.setProperty("overflow-anchor", "none");
    const result = change();
    if (scrollY > 0 && read?.isConnected) scrollBy({ top: read.getBoundingClientRect().top - top, behavior: "instant" });
    requestAnimationFrame(() => {
      root.style.removeProperty("overflow-anchor");
      if (!root.getAttribute("style")) root.removeAttribute("style");
    });
    return result;
  }

  // The text of a page: the innermost element that holds most of its paragraphs.
  function text_of_page() {
    let text = document.body;
    const all = text.querySelectorAll("p").length;
    for (;;) {
      const most = [...text.children].find((child) => child.querySelectorAll("p").length * 2 > all);
      if (!most) return text;
      text = most;
    }
  }

  function morph(next) {
    const found = served ? { added: new Set(), attributes: new Map(), was: new Map() } : null;
    if (found) pair(document.body, served.body, found);
    const keeps = (node, name) => found?.attributes.get(node)?.includes(name);
    const before = new Map();
    for (const block of document.body.querySelectorAll(BLOCKS)) {
      before.set(block.textContent, (before.get(block.textContent) || 0) + 1);
    }
    window.Idiomorph.morph(document.body, document.importNode(next.body, true), {
      morphStyle: "outerHTML",
      ignoreActiveValue: true,
      restoreFocus: true,
      callbacks: {
        // What is served as before is left as it is, with whatever the reader did to it.
        beforeNodeMorphed: (node, next) => !found?.was.get(node)?.isEqualNode(next),
        beforeNodeRemoved: (node) => !found?.added.has(node),
        beforeAttributeUpdated: (name, node) => !keeps(node, name),
      },
    });
    const changed = [...document.body.querySelectorAll(BLOCKS)].filter((block) => {
      const left = before.get(block.textContent) || 0;
      before.set(block.textContent, left - 1);
      return left <= 0 && block.textContent.trim();
    });
    // Of a block and the blocks in it the innermost was written; and the text was, rather than what the page says of it.
    const text = text_of_page(), rank = (block) => text.contains(block) ? 0 : 1;
    return changed.filter((block) => !changed.some((other) => other !== block && block.contains(other)))
      .sort((one, other) => rank(one) - rank(other));
  }

  async function refresh() {
    if (state.busy) { state.again = true; return; }
    state.busy = true;
    try {
      do {
        state.again = false;
        await once();
      } while (state.again);
    } catch (_) {
      // The program is gone for the moment; the connection that listens says so and comes back.
    } finally {
      state.busy = false;
    }
  }

  async function once() {
    const now = await served_now();
    if (!now.page) return;
    const { page: next, turn } = now;
    // A page that cannot be made is better seen as it was; what is wrong is told over it.
    const is_alone = document.body.classList.contains("alone");
    if (now.status >= 500 && !is_alone) {
      state.turn = turn;
      return;
    }
    if (now.status === 404 && !state.missing) {
      state.turn = turn;
      return gone();
    }
    state.missing = now.status === 404;
    notice("gone", null);
    const before = served || document;
    if (scripts(next) !== scripts(before) || marks(next) !== marks(before) || next.body.classList.contains("alone") !== is_alone) {
      location.reload();
      return;
    }
    await dress(next);
    retitle(next);
    const changed = steady(() => morph(next));
    // A reader is taken along only where somebody wrote on this very page, and not where another one's title changed below it.
    const is_written = now.written > state.turn;
    served = next;
    state.turn = turn;
    if (is_written && changed.length && changed.length <= 12) show(changed[0]);
    document.dispatchEvent(new CustomEvent("pamphlet:turn", { detail: { turn } }));
  }

  // The paragraph that was just written is brought into view, and marked for a moment by a line beside it.
  function show(block) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let box = block.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight) {
      block.scrollIntoView({ block: "center", behavior: "instant" });
      box = block.getBoundingClientRect();
    }
    const mark = shadow.querySelector(".mark");
    mark.style.setProperty("inset", `${box.top + scrollY}px auto auto ${Math.max(box.left - 14, 2) + scrollX}px`);
    mark.style.setProperty("height", `${box.height}px`);
    mark.classList.remove("on");
    void mark.offsetWidth;
    mark.classList.add("on");
    if (calm) setTimeout(() => mark.classList.remove("on"), 1600);
  }

  async function gone() {
    const response = await fetch("/_pamphlet/near.json?path=" + encodeURIComponent(location.pathname));
    const links = await response.json();
    notice("gone", "This page is no longer there.", links);
  }

  // ── What is wrong ────────────────────────────────────────────────────────────────────────────────────────────────────

  const host = document.createElement("pamphlet-window");
  const shadow = host.attachShadow({ mode: "open" });
  const make = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  };
  const sheet = make("link", { rel: "stylesheet", href: "/_pamphlet/window.css" });
  const panel = make("section", { class: "panel", "aria-label": "What is wrong", tabindex: "0", hidden: "" });
  const corner = make("button", { class: "corner", type: "button", hidden: "" });
  const notices = make("div", { class: "notices", role: "status" });
  // Who does not see the panel come hears it.
  const voice = make("p", { class: "voice", role: "status" });
  shadow.append(sheet, make("div", { class: "mark", "aria-hidden": "true" }), notices, panel, corner, voice);
  // Beside the body, not in it: whatever becomes of the page, this stays.
  document.documentElement.append(host);

  const folded = () => { try { return sessionStorage.getItem("pamphlet-folded") === "yes"; } catch (_) { return false; } };
  const fold = (yes) => {
    try { sessionStorage.setItem("pamphlet-folded", yes ? "yes" : "no"); } catch (_) { /* Not remembered, but done. */ }
  };

  const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  function told(faults) {
    const errors = faults.items.filter((fault) => fault.severity === "error");
    const warnings = faults.items.filter((fault) => fault.severity === "warning");
    const title = errors.length
      ? `${counted(faults.errors, "error")}: you see the site as it was before`
      : counted(faults.warnings, "warning");
    const list = [...errors, ...warnings].map((fault) => {
      const open = fault.place?.opens && state.token
        ? make("button", { type: "button", class: "open" }, `Open ${fault.place.path}, line ${fault.place.line}`) : null;
      open?.addEventListener("click", () => open_file(fault.place, open));
      return make("li", { class: fault.severity }, make("pre", {}, fault.text), open);
    });
    const close = make("button", { type: "button", class: "fold" }, "Fold");
    close.addEventListener("click", () => { fold(true); opened = false; layout(); corner.focus(); });
    const buttons = () => [...panel.querySelectorAll("button")];
    const focused = buttons().indexOf(shadow.activeElement), scrolled = panel.scrollTop;
    panel.replaceChildren(
      make("header", {}, make("h2", {}, title), close),
      make("ol", {}, ...list),
      faults.more ? make("p", {}, `And ${faults.more} more; pamphlet check tells them all.`) : "");
    corner.replaceChildren(errors.length ? counted(faults.errors, "error") : counted(faults.warnings, "warning"));
    corner.classList.toggle("error", errors.length > 0);
    state.count = { errors: errors.length, warnings: warnings.length };
    // What is folded away is what was wrong then; when that is mended, the next mistake is shown again.
    if (!errors.length) fold(false);
    if (!list.length) opened = false;
    layout();
    panel.scrollTop = scrolled;
    if (focused >= 0 && !panel.hidden) (buttons()[focused] || close).focus();
    const words = !list.length ? (voice.textContent ? "Nothing is wrong any more." : "") : errors.length
      ? `${counted(faults.errors, "error")}: ${errors[0].message}` : counted(faults.warnings, "warning");
    if (voice.textContent !== words) voice.textContent = words;
  }

  // Errors are shown until they are folded away; warnings wait in the corner until somebody wants to see them.
  let opened = false;
  function layout() {
    const { errors, warnings } = state.count || { errors: 0, warnings: 0 };
    const any = errors + warnings > 0;
    const open = any && (opened || (errors > 0 && !folded()));
    panel.hidden = !open;
    corner.hidden = !any || open;
    panel.classList.toggle("error", errors > 0);
  }
  corner.addEventListener("click", () => { fold(false); opened = true; layout(); panel.querySelector("button.fold").focus(); });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") panel.querySelector("button.fold").click();
  });

  async function open_file(place, button) {
    const response = await fetch("/_pamphlet/open", {
      method: "POST", headers: { "x-pamphlet-token": state.token }, body: JSON.stringify(place),
    });
    if (!response.ok) button.after(make("span", { class: "why" }, await response.text()));
  }

  function notice(kind, text, links = []) {
    notices.querySelector(`[data-kind=${kind}]`)?.remove();
    if (!text) return;
    const near = links.map((link) => make("li", {}, make("a", { href: link.href }, link.title)));
    notices.append(make("div", { "data-kind": kind }, make("p", {}, text), near.length ? make("ul", {}, ...near) : ""));
  }

  async function learn() {
    const response = await fetch("/_pamphlet/faults.json");
    const faults = await response.json();
    state.token = faults.token || null;
    told(faults);
  }

  // ── Listening ────────────────────────────────────────────────────────────────────────────────────────────────────────

  function hear(now) {
    notice("lost", null);
    const restarted = state.run !== null && state.run !== now.run;
    if (restarted || state.run === null || now.faults !== state.faults) learn().catch(() => {});
    const behind = now.shown !== state.turn || restarted;
    state.run = now.run;
    state.faults = now.faults;
    if (behind) refresh();
  }

  const lost = () => notice("lost", "pamphlet serve has ended. This page follows again when it is back.");

  // A browser holds at most six connections to one place. Where windows can agree on it, one of them listens for all.
  function listen() {
    const words = "BroadcastChannel" in window ? new BroadcastChannel("pamphlet") : null;
    const tell = (message) => { words?.postMessage(message); heard(message); };
    let latest = null;
    const heard = (message) => {
      if (message.ask) { if (source && latest) words.postMessage(latest); return; }
      latest = message;
      if (message.lost) lost(); else hear(message.now);
    };
    let source = null;
    const connect = () => {
      source = new EventSource("/_pamphlet/events");
      source.addEventListener("turn", (event) => tell({ now: JSON.parse(event.data) }));
      source.addEventListener("error", () => {
        tell({ lost: true });
        // Some answers end the connection for good; then it is tried again.
        if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
      });
      addEventListener("pagehide", () => source.close(), { once: true });
    };
    if (words && navigator.locks) {
      words.onmessage = (event) => heard(event.data);
      words.postMessage({ ask: true });
      navigator.locks.request("pamphlet", () => { connect(); return new Promise(() => {}); });
    } else connect();
    // A page that the browser kept and shows again may be old.
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  }

  // The tools for changing a page are fetched once it is shown; where the program has just ended, until it is back.
  function begin() {
    const tools = make("script", { src: "/_pamphlet/idiomorph.js" });
    tools.addEventListener("load", async () => {
      tools.remove();
      try {
        const now = await served_now();
        state.missing = now.status === 404;
        // Where somebody saved in between, what this page was served as is not to be had any more.
        if (now.turn !== state.turn) { location.reload(); return; }
        served = now.page;
      } catch (_) { /* Without it, the first change is shown without knowing what scripts did. */ }
      own.remove();
      listen();
    });
    tools.addEventListener("error", () => {
      tools.remove();
      lost();
      setTimeout(begin, 1000);
    });
    document.head.append(tools);
  }
  begin();
})();
