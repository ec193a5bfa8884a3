// The export formats: grouped by what people want, found by name; and what a file of one will hold. The details of the selected one are below it.
import { exportFormats, hummingbotPrompts, previewExport } from "../stark-credentials/web.js";
import { h, show } from "./dom.js";
import { t } from "./text.js";
import { publicRow, secretRow } from "./value-row.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").ExportFormat} ExportFormat */
/** @typedef {ReturnType<typeof exportFormats>[number] & { input: HTMLInputElement, element: HTMLElement }} FormatOption */

/**
 * @param {Element} details what the selected format asks for and holds
 * @param {() => void} onChange
 */
export function formatList(details, onChange) {
  /** @type {FormatOption[]} */
  const options = exportFormats().map(({ format, purpose, encrypted }) => {
    const input = h("input", { type: "radio", name: "format", value: format, checked: format === "json", onChange });
    const text = h("span", {}, h("strong", {}, t(`export.${format}`)), " ", h("small", {}, t(`export.${format}.about`)));
    return { format, purpose, encrypted, input, element: h("label", { class: "choice" }, input, text) };
  });
  const groups = [...Map.groupBy(options, ({ purpose }) => purpose)].map(([purpose, members]) => {
    const heading = h("h3", { id: `export-${purpose}` }, t(`export.purpose.${purpose}`));
    const element = h("div", { role: "group", "aria-labelledby": `export-${purpose}` }, heading, ...members.map((one) => one.element));
    return { element, members };
  });
  const search = h("input", {
    type: "search",
    placeholder: t("export.search"),
    "aria-label": t("export.search"),
    onInput: filter,
    onKeydown: (/** @type {KeyboardEvent} */ { key }) => key === "Enter" && select(options.find((one) => matches(one))),
  });
  const nothing = h("p", { class: "hint", hidden: true }, t("export.search.none"));
  /** @type {ExportFormat[]} */
  let offered = [];

  const selected = () => options.find(({ input }) => input.checked) ?? options[0];

  /** @param {FormatOption | undefined} option */
  function select(option) {
    if (!option) return;
    option.input.checked = true;
    option.input.focus();
    onChange();
  }

  /**
   * Whether it is offered, and all words of the search stand in its name or description.
   * @param {FormatOption} option
   */
  function matches({ format, element }) {
    const text = `${format} ${element.textContent}`.toLowerCase();
    return offered.includes(format) && search.value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  /** Leaves the formats that match, and the selected one. */
  function filter() {
    for (const { element, members } of groups) {
      for (const one of members) one.element.hidden = !one.input.checked && !matches(one);
      element.hidden = members.every((one) => one.element.hidden);
    }
    nothing.hidden = options.some(({ element, input }) => !element.hidden && !input.checked) || search.value.trim() === "";
  }

  /**
   * Offers these formats and no others.
   * @param {ExportFormat[]} formats
   */
  function offer(formats) {
    offered = formats;
    if (!offered.includes(selected().format)) options.forEach(({ format, input }) => (input.checked = format === "json"));
    filter();
    selected().element.after(details);
  }

  const element = h("fieldset", {}, h("legend", {}, t("export.format")), search, ...groups.map((group) => group.element), nothing);
  return { element, offer, format: () => selected().format, isEncrypted: () => selected().encrypted };
}

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
