// A QR code of something public, for another device to read.
import { qrCode } from "../stark-credentials/web.js";
import { openDialog } from "./dialog.js";
import { button, h } from "./dom.js";
import { warn } from "./status.js";
import { errorText, t } from "./text.js";
import { copyButton } from "./value-row.js";

const SVG = "http://www.w3.org/2000/svg";
/** How wide the light border is, in modules: without it no reader finds the code. */
const BORDER = 4;

/**
 * @param {string} title
 * @param {string} text
 */
export function openQrCode(title, text) {
  try {
    const code = drawing(qrCode(text), title);
    const dialog = openDialog(
      title,
      h("div", { class: "qr" }, code),
      h("p", {}, h("code", {}, text)),
      h("p", { class: "hint" }, t("qr.about")),
      h("div", { class: "actions" }, copyButton(title, () => text, false), button(t("close"), () => dialog.close(), { autofocus: true })),
    );
  } catch (error) {
    warn(errorText(error));
  }
}

/**
 * Dark on light in every colour scheme: many readers know no other.
 * @param {boolean[][]} rows
 * @param {string} label
 */
function drawing(rows, label) {
  const size = rows.length + 2 * BORDER;
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  const path = document.createElementNS(SVG, "path");
  const modules = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + BORDER} ${y + BORDER}h1v1h-1z` : "")));
  path.setAttribute("d", modules.join(""));
  svg.append(path);
  return svg;
}
