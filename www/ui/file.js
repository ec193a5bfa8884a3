// An exported file: what it will hold, and saving it.
import { hummingbotPrompts, previewExport } from "../stark-credentials/web.js";
import { h, show } from "./dom.js";
import { t } from "./text.js";
import { publicRow, secretRow } from "./value-row.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").ExportFormat} ExportFormat */

/**
 * The file, with dots for the secrets. It is written when it is asked for.
 * @param {Credentials[]} list
 * @param {ExportFormat} format
 * @param {boolean} encrypted
 */
export function filePreview(list, format, encrypted) {
  if (format === "hummingbot" && list.length === 1) return answers(list[0]);
  const text = h("code");
  const onToggle = () => show(text, previewExport(list, format));
  const summary = h("summary", {}, t(encrypted ? "export.preview.encrypted" : "export.preview"));
  const one = format === "hummingbot" && h("p", { class: "hint" }, t("export.answers.one"));
  return h("div", {}, one, h("details", { onToggle }, summary, h("pre", { tabindex: "0" }, text)));
}

/**
 * Hummingbot asks for one value after the other, so they are offered one by one; a secret only when it is asked for.
 * @param {Credentials} credentials
 */
function answers(credentials) {
  /** @param {ReturnType<typeof hummingbotPrompts>[number]} prompt */
  const row = ({ prompt, part }) => {
    switch (part) {
      case "address":
      case "apiKey":
        return publicRow(prompt, credentials[part]);
      case "apiSecret":
        return secretRow(prompt, () => credentials.revealApiSecret(), true);
      case "apiPassphrase":
        return secretRow(prompt, () => credentials.revealApiPassphrase(), true);
      case "starkPrivateKey":
        return secretRow(prompt, () => credentials.revealStarkPrivateKey(), true);
    }
  };
  return h(
    "div",
    {},
    h("p", {}, t("export.answers")),
    h("dl", {}, ...hummingbotPrompts().map(row)),
    h("p", { class: "hint" }, t("export.hummingbot.old")),
  );
}

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
