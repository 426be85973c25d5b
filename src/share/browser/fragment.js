// From words of a page to a link to exactly these words (WICG, URL Fragment Text Directives):  #k-abc:~:text=[before-,]first[,last][,-after]
// Parts are whole words, each within one block; what stands more than once in the page is told apart by more words, then by those around it.
const LONG = 90, WORD = /[\p{L}\p{M}\p{N}]/u, APART = { display: /^(inline|ruby|contents|none)/ };

// The texts of the page, one for each block; what no reader sees is none of them. Each sign of a text is at a place in a node.
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
// Whether a line break or another block stands between two texts of one element.
function broken(one, other) {
  var between = document.createRange();
  between.setStart(one, one.length);
  between.setEnd(other, 0);
  var part = between.cloneContents();
  return Boolean(part.querySelector("br, hr, p, ul, ol, table, figure, blockquote, aside, div, pre, dl"));
}
// Where in the texts a place in a node is; forward: the first place at or after it, else the last one at or before it.
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
// The words of a selection, made whole: { all, from, to } or null where there are none.
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
// The first or last so many words of a text, with the signs among them.
function some(text, count, last) {
  var words = plain(text).split(" "), taken = [];
  if (last) words.reverse();
  for (var n = 0; n < words.length && count > 0; n += 1) {
    taken.push(words[n]);
    if (WORD.test(words[n])) count -= 1;
  }
  return (last ? taken.reverse() : taken).join(" ");
}
// What stands before or after words: in their block, or, where that begins or ends with them, in the next one.
function around(all, at, text, step) {
  while (!text.trim() && all[at + step]) text = all[at += step].text;
  return WORD.test(text) ? plain(text) : "";
}
// The words of a text alone, each between blanks.
function bare(text) { return " " + plain(text).toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim() + " "; }
// How often words stand in others. Signs among them are passed over, so that rather too much is said to tell places apart than too little.
function times(others, words) {
  var count = 0, at = -1;
  while ((at = others.indexOf(words, at + 1)) >= 0) count += 1;
  return count;
}
function encoded(text) {
  return encodeURIComponent(text).replace(/[-!'()*]/g, function (sign) { return "%" + sign.charCodeAt(0).toString(16).toUpperCase(); });
}
// The directive for words that were made whole.
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
    // The last words are looked for behind the first ones.
    var rest = bare(plain(all.slice(from.block, to.block + 1).map(function (block, at) {
      return block.text.slice(at ? 0 : from.at, at === to.block - from.block ? to.at : undefined);
    }).join(" ")).slice(start.length));
    for (n = 4; n < 9 && (!end || times(rest, bare(end)) > 1); n += 1) end = some(one ? tail.slice(start.length) : tail, n, true);
    parts.push(end);
  }
  if (often(start) > 1) {
    // Both sides, as many words as are needed, and as there are.
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
// A link to exactly these words. An old browser goes to their paragraph.
function address(base, chosen) {
  var element = chosen.all[chosen.from.block].element.closest("[id]");
  var id = element && element.closest("[data-words]") ? encodeURIComponent(element.id) : "";
  return base + "#" + id + directive(chosen);
}
