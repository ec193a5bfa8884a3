// What an exported file will hold, before it is saved.
import { hummingbotPrompts, previewExport } from "../stark-credentials/formats-web.js";
import { h, show } from "./dom.js";
import { t } from "./text.js";
import { publicRow, secretRow } from "./value-row.js";

/** @typedef {import("../stark-credentials/formats-web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/formats-web.js").ExportFormat} ExportFormat */

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
