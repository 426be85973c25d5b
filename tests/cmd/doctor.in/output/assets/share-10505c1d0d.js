(function () {
"use strict";
const LONG = 90, WORD = /[\p{L}\p{M}\p{N}]/u, APART = { display: /^(inline|ruby|contents|none)/ };
function blocks(root) {
var found = [], last = null, walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), node;
while ((node = walk.nextNode())) {
var parent = node.parentElement;
if (parent.closest("script, style, template, noscript, [data-paragraph], [data-quote]") || !parent.getClientRects().length) continue;
while (APART.display.test(getComputedStyle(parent).display)) parent = parent.parentElement;
if (!last || last.element !== parent || broken(last.nodes[last.nodes.length - 1], node)) {
last = { element: parent, nodes: [], starts: [], text: "" };
found.push(last);
}
last.nodes.push(node);
last.starts.push(last.text.length);
last.text += node.data;
}
return found;
}
function broken(one, other) {
var between = document.createRange();
between.setStart(one, one.length);
between.setEnd(other, 0);
var part = between.cloneContents();
return Boolean(part.querySelector("br, hr, p, ul, ol, table, figure, blockquote, aside, div, pre, dl"));
}
function place(all, node, offset, forward) {
var probe = document.createRange(), best = null;
probe.setStart(node, offset);
for (var b = 0; b < all.length; b += 1) {
for (var n = 0; n < all[b].nodes.length; n += 1) {
var text = all[b].nodes[n];
if (text === node) return { block: b, at: all[b].starts[n] + offset };
var after = probe.comparePoint(text, 0) >= 0;
if (after && forward) return { block: b, at: all[b].starts[n] };
if (after) return best;
best = { block: b, at: all[b].starts[n] + text.length };
}
}
return best;
}
function point(block, at, end) {
var n = block.starts.length - 1;
while (n > 0 && (end ? block.starts[n] >= at : block.starts[n] > at)) n -= 1;
return [block.nodes[n], at - block.starts[n]];
}
function whole(range) {
var all = blocks(document.body);
var from = place(all, range.startContainer, range.startOffset, true), to = place(all, range.endContainer, range.endOffset, false);
if (!from || !to) return null;
var text = all[from.block].text;
while (from.at > 0 && WORD.test(text[from.at] || "") && WORD.test(text[from.at - 1])) from.at -= 1;
while (from.block < to.block && !WORD.test(all[from.block].text.slice(from.at))) from = { block: from.block + 1, at: 0 };
while (to.block > from.block && !WORD.test(all[to.block].text.slice(0, to.at))) to = { block: to.block - 1, at: all[to.block - 1].text.length };
text = all[to.block].text;
while (to.at < text.length && WORD.test(text[to.at - 1] || "") && WORD.test(text[to.at])) to.at += 1;
while (/\s/.test(all[from.block].text[from.at] || "")) from.at += 1;
while (to.at > 0 && /\s/.test(text[to.at - 1])) to.at -= 1;
if (from.block > to.block || (from.block === to.block && from.at >= to.at)) return null;
if (from.block === to.block && !WORD.test(text.slice(from.at, to.at))) return null;
var made = document.createRange(), a = point(all[from.block], from.at, false), z = point(all[to.block], to.at, true);
made.setStart(a[0], a[1]);
made.setEnd(z[0], z[1]);
return { all: all, from: from, to: to, range: made };
}
function plain(text) { return text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim(); }
function some(text, count, last) {
var words = plain(text).split(" "), taken = [];
if (last) words.reverse();
for (var n = 0; n < words.length && count > 0; n += 1) {
taken.push(words[n]);
if (WORD.test(words[n])) count -= 1;
}
return (last ? taken.reverse() : taken).join(" ");
}
function around(all, at, text, step) {
while (!text.trim() && all[at + step]) text = all[at += step].text;
return WORD.test(text) ? plain(text) : "";
}
function bare(text) { return " " + plain(text).toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim() + " "; }
function times(others, words) {
var count = 0, at = -1;
while ((at = others.indexOf(words, at + 1)) >= 0) count += 1;
return count;
}
function encoded(text) {
return encodeURIComponent(text).replace(/[-!'()*]/g, function (sign) { return "%" + sign.charCodeAt(0).toString(16).toUpperCase(); });
}
function directive(chosen) {
var all = chosen.all, from = chosen.from, to = chosen.to, first = all[from.block].text, last = all[to.block].text;
var page = bare(all.map(function (block) { return block.text; }).join(" "));
var often = function (words) { return times(page, bare(words)); };
var one = from.block === to.block, text = one ? plain(first.slice(from.at, to.at)) : "";
var before = around(all, from.block, first.slice(0, from.at), -1), after = around(all, to.block, last.slice(to.at), 1);
var parts = [], start, end, n;
if (one && text.length <= LONG) {
start = text;
} else {
var head = one ? text : plain(first.slice(from.at)), tail = one ? text : plain(last.slice(0, to.at));
for (n = 4; n < 9 && (!start || often(start) > 1); n += 1) start = some(head, n);
var rest = bare(plain(all.slice(from.block, to.block + 1).map(function (block, at) {
return block.text.slice(at ? 0 : from.at, at === to.block - from.block ? to.at : undefined);
}).join(" ")).slice(start.length));
for (n = 4; n < 9 && (!end || times(rest, bare(end)) > 1); n += 1) end = some(one ? tail.slice(start.length) : tail, n, true);
parts.push(end);
}
if (often(start) > 1) {
for (n = 1; n < 13; n += 1) {
var left = before && some(before, n, true), right = !parts.length && after && some(after, n);
if (often([left, start, right].filter(Boolean).join(" ")) < 2) break;
}
if (right) parts.push("-" + right);
if (left) parts.unshift(left + "-");
parts.splice(left ? 1 : 0, 0, start);
} else {
parts.unshift(start);
}
return ":~:text=" + parts.map(function (part) {
if (part === start || part === end) return encoded(part);
return part[0] === "-" ? "-" + encoded(part.slice(1)) : encoded(part.slice(0, -1)) + "-";
}).join(",");
}
function address(base, chosen) {
var element = chosen.all[chosen.from.block].element.closest("[id]");
var id = element && element.closest("[data-words]") ? encodeURIComponent(element.id) : "";
return base + "#" + id + directive(chosen);
}
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
function chosen(words) {
var selection = getSelection();
if (!words || selection.isCollapsed || !selection.rangeCount) return null;
var range = selection.getRangeAt(0).cloneRange();
if (!range.intersectsNode(words)) return null;
if (!words.contains(range.startContainer)) range.setStart(words, 0);
if (!words.contains(range.endContainer)) range.setEnd(words, words.childNodes.length);
return whole(range);
}
function stand(element) {
while (element.parentElement && !element.parentElement.matches("[data-words]")) element = element.parentElement;
if (element.parentElement && element.nextElementSibling !== tools) element.after(tools);
}
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
document.addEventListener("mousedown", function (event) { if (event.target.closest && event.target.closest("[data-quote]")) event.preventDefault(); });
const memory = {
get: function (key) { try { return localStorage.getItem(key) || ""; } catch (_) { return ""; } },
set: function (key, value) { try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch (_) { /* Not remembered, but done. */ } },
};
function tell(near, done) {
var status = (near.closest("[data-telling]") || document).querySelector("[role=status][data-done]");
if (!status) return;
status.textContent = status.dataset[done ? "done" : "failed"];
clearTimeout(tell.waiting);
tell.waiting = setTimeout(function () { status.textContent = ""; }, 4000);
}
function copy(text, near) {
var done = function () { tell(near, true); }, failed = function () { tell(near, byHand(text)); };
if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, failed);
else failed();
}
function byHand(text) {
var field = document.createElement("textarea"), selection = getSelection(), ranges = [];
for (var n = 0; n < selection.rangeCount; n += 1) ranges.push(selection.getRangeAt(n));
field.value = text;
field.style.position = "fixed";
field.style.opacity = "0";
field.setAttribute("readonly", "");
document.body.append(field);
field.select();
var done = false;
try { done = document.execCommand("copy"); } catch (_) { /* Nothing is left to try. */ }
field.remove();
selection.removeAllRanges();
ranges.forEach(function (range) { selection.addRange(range); });
return done;
}
function hand(what, near) {
navigator.share(what).catch(function (fault) { if (fault.name !== "AbortError") tell(near, false); });
}
function server(text) {
var host = text.trim().replace(/^\w+:\/\//, "").replace(/^@?[^@\/]*@/, "").split(/[\/?#]/)[0].toLowerCase();
return /^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}(:\d+)?$/u.test(host) ? host : "";
}
function there(link, host) { return "https://" + host + "/share?text=" + link.hash.slice("#text=".length); }
function mastodon(link) {
var part = link.closest("[data-share]"), form = part && part.querySelector("form[data-mastodon-form]");
return { form: form, field: form && form.querySelector("input") };
}
document.addEventListener("click", function (event) {
var target = event.target.closest && event.target.closest("[data-copy], [data-share-copy], [data-share-device], [data-quote-copy], [data-quote-share], [data-mastodon], a[data-paragraph]");
if (!target || event.defaultPrevented) return;
if (target.closest("[data-quote]") && !target.matches(":focus")) ready();
var data = target.dataset, share = target.closest("[data-share]");
if ("copy" in data) copy(plain(target.closest("[data-copied]").querySelector("[data-text]").textContent), target);
if ("shareCopy" in data) copy(share.dataset.address, target);
if ("shareDevice" in data) hand({ title: share.dataset.title, text: share.dataset.text, url: share.dataset.address }, target);
if ("quoteCopy" in data && quoted) copy(said() + "\n" + link(), target);
if ("quoteShare" in data && quoted) hand({ text: said(), url: link() }, target);
if ("paragraph" in data) copy(target.closest("[data-words]").dataset.words + target.hash, target);
if (!("mastodon" in data) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
var ask = mastodon(target), host = server(memory.get("mastodon"));
if (!ask.form) return;
event.preventDefault();
if (host && ask.form.hidden) { open(there(target, host), "_blank", "noopener,noreferrer"); ask.form.hidden = false; ask.field.value = host; return; }
ask.form.hidden = !ask.form.hidden;
ask.field.value = host;
if (!ask.form.hidden) ask.field.focus();
});
document.addEventListener("submit", function (event) {
var form = event.target.closest("form[data-mastodon-form]");
if (!form) return;
event.preventDefault();
var field = form.querySelector("input"), host = server(field.value);
field.setCustomValidity(host ? "" : form.dataset.wrong);
if (!host) { field.reportValidity(); return; }
memory.set("mastodon", host);
open(there(form.closest("[data-share]").querySelector("[data-mastodon]"), host), "_blank", "noopener,noreferrer");
});
document.addEventListener("input", function (event) { if (event.target.closest("form[data-mastodon-form]")) event.target.setCustomValidity(""); });
function mark(paragraph, passing) {
var pattern = document.querySelector("template[data-paragraph-link]");
if (!pattern || !paragraph || paragraph.querySelector("[data-paragraph]") || paragraph.closest(".notes, [aria-hidden]")) return;
var made = pattern.content.firstElementChild.cloneNode(true);
made.href = "#" + encodeURIComponent(paragraph.id);
made.classList.toggle("passing", passing === true);
paragraph.append(made);
}
const PARAGRAPHS = "[data-words] :is(p, li)[id^='k-']";
function marks(all) {
document.querySelectorAll("a[data-paragraph]").forEach(function (one) { if (!one.matches(":focus")) one.remove(); });
if (all) document.querySelectorAll(PARAGRAPHS).forEach(function (one) { mark(one); });
}
document.addEventListener("pointerover", function (event) {
if (event.pointerType === "touch" || memory.get("paragraphs") || !event.target.closest) return;
var paragraph = event.target.closest(PARAGRAPHS);
if (paragraph && paragraph.querySelector("[data-paragraph]")) return;
marks(false);
if (paragraph) mark(paragraph, true);
});
document.addEventListener("change", function (event) {
if (!event.target.matches("input[data-paragraphs]")) return;
memory.set("paragraphs", event.target.checked ? "on" : "");
marks(event.target.checked);
});
function begin() {
var able = "[data-copy], [data-share-copy], [data-quote-copy], [data-scripted]" + (navigator.share ? ", [data-share-device], [data-quote-share]" : "");
document.querySelectorAll(able).forEach(function (one) { one.hidden = false; });
var day = new Intl.DateTimeFormat(root.lang || "en-GB", { day: "numeric", month: "long", year: "numeric" }).format(new Date());
document.querySelectorAll("[data-today]").forEach(function (one) { one.textContent = day; });
var all = Boolean(memory.get("paragraphs"));
document.querySelectorAll("input[data-paragraphs]").forEach(function (one) { one.checked = all; });
marks(all);
}
begin();
addEventListener("pageshow", function (event) { if (event.persisted) begin(); });
})();
