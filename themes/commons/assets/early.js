// Runs before the page is painted: says that scripts run, and brings back the edition (light or night) that the reader chose.
(function (root) {
  "use strict";
  root.classList.add("scripted");
  try {
    var edition = localStorage.getItem("edition");
    if (edition === "light" || edition === "night") root.dataset.edition = edition;
  } catch (_) { /* No memory: the reader's system decides. */ }
})(document.documentElement);
