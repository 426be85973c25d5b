// Words that a reader selects can be copied with their author, their title and a link to them. The tools are the design's: [data-quote].
const root = document.documentElement;
let tools = null, quoted = null;

function quote() {
  var part = quoted.range.cloneContents(), lines = [], line = "";
  part.querySelectorAll("[data-paragraph], .note-ref, [aria-hidden=true]").forEach(function (one) { one.remove(); });
  part.querySelectorAll("br, p, li, h2, h3, h4, h5, h6, blockquote, figure, dt, dd, tr").forEach(function (one) { one.before("\n"); });
  part.textContent.split("\n").forEach(function (one) { one = plain(one); if (one) { lines.push(one); } });
  line = lines.join(" ").replace(/“/g, "‘").replace(/”/g, "’");
  return "“" + line + "”";
}
function said() {
  var by = [tools.dataset.authors, tools.dataset.title].filter(Boolean).join(", ");
  return quote() + (by ? " — " + by : "");
}
function link() { return address(tools.dataset.address, quoted); }

function hide() {
  if (tools) tools.hidden = true;
  quoted = null;
}
function show() {
  tools = document.querySelector("[data-quote]");
  if (!tools || tools.contains(document.activeElement)) return;
  quoted = chosen(document.querySelector("[data-words]"));
  if (!quoted) { hide(); return; }
  stand(quoted.all[quoted.to.block].element);
  tools.hidden = false;
  lie();
}
// What of the essay is selected. A third press selects up to the beginning of what follows, which was not meant.
function chosen(words) {
  var selection = getSelection();
  if (!words || selection.isCollapsed || !selection.rangeCount) return null;
  var range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(words)) return null;
  if (!words.contains(range.startContainer)) range.setStart(words, 0);
  if (!words.contains(range.endContainer)) range.setEnd(words, words.childNodes.length);
  return whole(range);
}
// Behind the block where the words end: there the Tab key goes on from the tools.
function stand(element) {
  while (element.parentElement && !element.parentElement.matches("[data-words]")) element = element.parentElement;
  if (element.parentElement && element.nextElementSibling !== tools) element.after(tools);
}
// Above the words, or below where there is no room; at the foot of the window where fingers have tools of their own beside the words.
function lie() {
  var docked = matchMedia("(pointer: coarse)").matches, lines = quoted.range.getClientRects();
  tools.classList.toggle("docked", docked);
  tools.style.left = tools.style.top = "";
  if (docked || !lines.length) return;
  var first = lines[0], last = lines[lines.length - 1], above = first.top - tools.offsetHeight - 8;
  var x = above > 4 ? first.left : last.left, y = above > 4 ? above : last.bottom + 8;
  tools.style.left = Math.max(8, Math.min(x, root.clientWidth - tools.offsetWidth - 8)) + "px";
  tools.style.top = Math.max(8, Math.min(y, innerHeight - tools.offsetHeight - 8)) + "px";
}
let waiting = 0;
document.addEventListener("selectionchange", function () { clearTimeout(waiting); waiting = setTimeout(show, 180); });
// Whoever is quick means the words that are selected now. Some telephones take the selection away before they tell of the press: then the
// words are meant that were selected until then.
function ready() { if (!getSelection().isCollapsed) show(); }
addEventListener("scroll", function () { if (quoted && !tools.hidden) lie(); }, { passive: true });
addEventListener("pagehide", hide);
document.addEventListener("keydown", function (event) {
  if (!tools || tools.hidden || event.defaultPrevented) return;
  var tab = event.key === "Tab" && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (tab && document.activeElement === document.body) {
    event.preventDefault();
    tools.querySelector("button:not([hidden])").focus();
  }
  if (event.key !== "Escape") return;
  getSelection().removeAllRanges();
  if (tools.contains(document.activeElement)) document.activeElement.blur();
  hide();
});
// A press on the tools must not take the selection away.
document.addEventListener("mousedown", function (event) { if (event.target.closest && event.target.closest("[data-quote]")) event.preventDefault(); });
