// Saving a file. The text goes from memory to the disk; no server sees it.
import { h } from "./dom.js";

/** @param {{ name: string, mediaType: string, text: string }} file */
export function download({ name, mediaType, text }) {
  const url = URL.createObjectURL(new Blob([text.isWellFormed() ? text : utf16(text)], { type: mediaType }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // Browsers read it some time after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * UTF-8 has no form for half of a surrogate pair. UTF-16 has, and its first character says that it is UTF-16.
 * @param {string} text
 */
function utf16(text) {
  const marked = `\ufeff${text}`;
  return Uint16Array.from({ length: marked.length }, (_, i) => marked.charCodeAt(i));
}
