// Saving a file. The text goes from memory to the disk; no server sees it.
import { h } from "./dom.js";

/** @param {{ name: string, mediaType: string, text: string }} file */
export function download({ name, mediaType, text }) {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // Browsers read it some time after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
