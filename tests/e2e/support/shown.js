// What of a page's words is not from the locale files, and what of them nobody can read.

/**
 * Runs in the page, where every text of the locale files is in brackets. Lists the words outside of them, and texts put together of several.
 * Data is no text: values, files, what wallets and tabs say of themselves, languages' own names.
 * @param {string[]} names that are data wherever they stand
 */
export function foreign(names) {
  const DATA = "script, style, code, pre, output, mark, option, .key-line, .v, .message, .tab-label";
  /** @param {string} text */
  function trouble(text) {
    let depth = 0;
    let groups = 0;
    let outside = "";
    for (const one of text) {
      if (one === "⟦" && depth++ === 0) groups++;
      else if (one === "⟧") depth--;
      else if (depth === 0) outside += one;
    }
    const isData = names.includes(outside.trim()) || /^(0x[0-9a-fA-F]{40}|0x…|[\w-]+(\.[\w-]+)+(:\d+)?|)$/.test(outside.trim());
    return groups > 1 || (/\p{L}/u.test(outside) && !isData);
  }
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest(DATA)) found.push(walker.currentNode.nodeValue ?? "");
  for (const element of document.body.querySelectorAll("*")) {
    for (const name of ["aria-label", "aria-description", "title", "alt", "placeholder"]) found.push(element.getAttribute(name) ?? "");
  }
  return found.filter(trouble);
}

/** Runs in the page. Lists the texts that stick out of the window, of their button, or of what clips them. */
export function cut() {
  /** @type {string[]} */
  const found = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`sideways: ${scrollWidth} of ${clientWidth} px`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = /** @type {Element} */ (node.parentElement);
    if (!node.nodeValue?.trim() || parent.closest(".visually-hidden, option") || !parent.checkVisibility({ visibilityProperty: true })) continue;
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    for (let box = /** @type {Element | null} */ (parent); box; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      // Who can scroll there can read it.
      if (/auto|scroll/.test(overflowX + overflowY)) break;
      const clips =
        box === document.documentElement || box.matches("button, .button, .chip, .tile, .kind") || /hidden|clip/.test(overflowX + overflowY);
      const { left, right, top, bottom } = box.getBoundingClientRect();
      if (clips && (text.left < left - 1 || text.right > right + 1 || text.top < top - 1 || text.bottom > bottom + 1)) {
        found.push(`${box.tagName}.${box.className}: ${node.nodeValue}`);
        break;
      }
    }
  }
  return found;
}
