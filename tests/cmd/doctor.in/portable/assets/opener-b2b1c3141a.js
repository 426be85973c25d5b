(function () {
"use strict";
const own = document.currentScript;
let link = document.querySelector("a[data-search]");
let loading, wanted;
function load() {
if (loading || window.pamphletSearch) return;
loading = document.createElement("script");
loading.src = own.dataset.script;
loading.onload = function () { if (wanted) show(); };
loading.onerror = function () { if (wanted) away(); loading.remove(); loading = null; };
document.head.append(loading);
}
function away() { location.href = link ? link.href : own.dataset.script.replace(/[^\/]*$/, ""); }
function show() {
var from = wanted;
wanted = null;
if (window.pamphletSearch) window.pamphletSearch.dialog(from === document ? null : from);
else away();
}
function open(from) {
wanted = from;
if (window.pamphletSearch) show();
else load();
}
document.querySelectorAll("a[data-search]").forEach(function (one) {
one.setAttribute("aria-keyshortcuts", "Control+K Meta+K");
if (one.pathname === location.pathname) return;
one.addEventListener("pointerdown", load);
one.addEventListener("focus", load);
one.addEventListener("click", function (event) {
if (wanted || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
event.preventDefault();
open(one);
});
});
function slash(event) {
if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
try { return localStorage.getItem("search-slash") !== "off"; } catch (_) { return true; }
}
addEventListener("keydown", function (event) {
if (event.defaultPrevented || event.isComposing) return;
var mac = /^(Mac|iP)/.test(navigator.platform);
var k = (mac ? event.metaKey : event.ctrlKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";
if (!k && !slash(event)) return;
event.preventDefault();
open(document);
});
function mark() {
var found;
try {
found = JSON.parse(localStorage.getItem("search-found"));
if (!found || found.path !== location.pathname) return;
localStorage.removeItem("search-found");
} catch (_) { return; }
var main = document.querySelector("main");
if (!main || !window.Highlight || !CSS.highlights || !(Math.abs(Date.now() - found.time) < 3e4)) return;
var words = found.words.slice().sort(function (a, b) { return b.length - a.length; })
.map(function (word) { return word.replace(/[\\^$.*+?()[\]{}|\/]/g, "\\$&"); });
var whole = new RegExp("(?<![\\p{L}\\p{M}\\p{N}])(?:" + words.join("|") + ")(?![\\p{L}\\p{M}\\p{N}])", "giu");
var ranges = [], walk = document.createTreeWalker(main, 4), text, hit;
while ((text = walk.nextNode())) {
if (text.parentElement.closest("nav, .search-found, [aria-hidden]")) continue;
whole.lastIndex = 0;
while ((hit = whole.exec(text.data)) && hit[0]) {
var range = new Range();
range.setStart(text, hit.index);
range.setEnd(text, hit.index + hit[0].length);
ranges.push(range);
}
}
if (ranges.length) tell(main, ranges, found);
}
let clear;
function tell(main, ranges, found) {
if (clear) clear();
CSS.highlights.set("found", new Highlight(...ranges));
var forms = found.marked, bar = document.createElement("div"), said = document.createElement("span"), button = document.createElement("button");
var pattern = forms[new Intl.PluralRules(found.tag).select(ranges.length)] || forms.other || forms;
bar.className = "search-found";
bar.lang = found.tag;
said.setAttribute("role", "status");
button.type = "button";
button.textContent = found.clear;
bar.append(said, button);
main.prepend(bar);
said.textContent = pattern.replace("{n}", ranges.length.toLocaleString(found.tag));
function escape(event) { if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) clear(); }
clear = function () {
CSS.highlights.delete("found");
bar.remove();
removeEventListener("keydown", escape);
clear = null;
};
button.onclick = function () { clear(); };
addEventListener("keydown", escape);
}
mark();
addEventListener("search-found", mark);
})();
