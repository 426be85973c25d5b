// What a page does when it can: notes in the margin or in place, and the choice of the light or the night edition.
// Without it notes are a list after the text, and the reader's system chooses the edition.
(function () {
  "use strict";
  var root = document.documentElement;

  // The edition: three radio buttons in the foot, remembered on this computer only.
  var choice = document.querySelector(".edition");
  if (choice) {
    choice.hidden = false;
    var chosen = choice.querySelector('input[value="' + (root.dataset.edition || "auto") + '"]');
    if (chosen) chosen.checked = true;
    choice.addEventListener("change", function (event) {
      var edition = event.target.value;
      if (edition === "auto") delete root.dataset.edition;
      else root.dataset.edition = edition;
      try {
        if (edition === "auto") localStorage.removeItem("edition");
        else localStorage.setItem("edition", edition);
      } catch (_) { /* Not remembered, but done. */ }
    });
  }

  // Notes.
  var notes = document.querySelector(".text > .notes");
  if (!notes) return;
  var text = notes.parentNode;
  var margin = matchMedia("(min-width: 74rem)");
  var marks = text.querySelectorAll('a[role="doc-noteref"]');
  var inMargin = function () { return margin.matches && !notes.classList.contains("listed"); };
  var noteOf = function (mark) { return document.getElementById(decodeURIComponent(mark.hash.slice(1))); };

  // In the margin every note stands beside its first mark, or below the note before it. Where there are so many that they
  // would run on far below the text, they are a list after it and open in place, as on a narrow page.
  function place() {
    notes.classList.remove("listed");
    if (!margin.matches) { notes.classList.add("placed"); return; }
    var top = text.getBoundingClientRect().top, free = 0, seen = [];
    marks.forEach(function (mark) {
      var note = noteOf(mark);
      if (!note || seen.indexOf(note) >= 0 || notes.contains(mark)) return;
      seen.push(note);
      var at = Math.max(mark.getBoundingClientRect().top - top, free);
      note.style.top = Math.round(at) + "px";
      free = at + note.offsetHeight + 14;
    });
    var crowded = free > text.querySelector(".words").offsetHeight + 600;
    notes.classList.toggle("listed", crowded);
    text.style.minHeight = crowded ? "" : free + "px";
    notes.classList.add("placed");
  }
  place();
  margin.addEventListener("change", place);
  if (window.ResizeObserver) new ResizeObserver(place).observe(text);
  if (document.fonts) document.fonts.ready.then(place);

  // In place: a mark opens its note beside it. Escape, a second press or a press elsewhere closes it.
  var box = document.createElement("div"), opener = null;
  if (!("popover" in box)) return;
  box.className = "note-box";
  box.popover = "auto";
  box.setAttribute("role", "note");
  box.tabIndex = -1;
  document.body.append(box);
  box.addEventListener("toggle", function (event) {
    if (event.newState !== "closed" || !opener) return;
    opener.classList.remove("open");
    if (box.contains(document.activeElement) || document.activeElement === document.body) opener.focus({ preventScroll: true });
    opener = null;
  });
  text.addEventListener("click", function (event) {
    var mark = event.target.closest('a[role="doc-noteref"]');
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var note = noteOf(mark);
    if (!note) return;
    if (inMargin()) {
      // The note is in sight already; only whoever follows the mark by keyboard is led to it.
      if (event.detail > 0) { event.preventDefault(); lit(note); }
      return;
    }
    event.preventDefault();
    if (opener === mark) { box.hidePopover(); return; }
    box.replaceChildren.apply(box, Array.prototype.map.call(note.childNodes, function (node) { return node.cloneNode(true); }));
    box.querySelectorAll("[id]").forEach(function (one) { one.removeAttribute("id"); });
    box.querySelectorAll('[role="doc-backlink"]').forEach(function (one) { one.remove(); });
    box.showPopover();
    opener = mark;
    mark.classList.add("open");
    var from = mark.getBoundingClientRect(), width = box.offsetWidth;
    var left = Math.min(Math.max(16, from.left - width / 2), root.clientWidth - width - 16);
    box.style.left = left + window.scrollX + "px";
    box.style.top = from.bottom + 8 + window.scrollY + "px";
    box.focus({ preventScroll: true });
  });

  // A note and its mark belong together: looking at one lights the other.
  function lit(note) {
    notes.querySelectorAll(".lit").forEach(function (other) { other.classList.remove("lit"); });
    if (note) note.classList.add("lit");
  }
  text.addEventListener("pointerover", function (event) {
    var mark = event.target.closest('a[role="doc-noteref"]');
    if (inMargin()) lit(mark && noteOf(mark));
  });
})();
