// What readers copy and share. Without this script links are links, and every line to copy is text that can be selected.
const memory = {
  get: function (key) { try { return localStorage.getItem(key) || ""; } catch (_) { return ""; } },
  set: function (key, value) { try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch (_) { /* Not remembered, but done. */ } },
};

// Says what was done, beside where it was done.
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
// Where a page is not encrypted, browsers only know the old way.
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
  // Whoever closes what their device shows has changed their mind.
  navigator.share(what).catch(function (fault) { if (fault.name !== "AbortError") tell(near, false); });
}

// Mastodon is many servers: the reader’s own is asked for once and remembered on this computer only.
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

// A link to every paragraph: the one under the mouse, or all where the reader wants them.
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

// What only a script can do is shown where one runs.
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
