// The export formats: grouped by what people want, found by name. What the chosen one asks for and holds stands below it.
import { exportFormats } from "../stark-credentials/web.js";
import { h } from "./dom.js";
import { t } from "./text.js";

/** @typedef {import("../stark-credentials/web.js").ExportFormat} ExportFormat */
/** @typedef {ReturnType<typeof exportFormats>[number] & { input: HTMLInputElement, element: HTMLElement }} Choice */

/**
 * @param {Element} below
 * @param {() => void} onChange
 */
export function formatList(below, onChange) {
  /** @type {Choice[]} */
  const choices = exportFormats().map(({ format, purpose, encrypted }) => {
    const input = h("input", { type: "radio", name: "format", value: format, checked: format === "json", onChange });
    const text = h("span", {}, h("strong", {}, t(`export.${format}`)), " ", h("small", {}, t(`export.${format}.about`)));
    return { format, purpose, encrypted, input, element: h("label", { class: "choice" }, input, text) };
  });
  const groups = [...Map.groupBy(choices, ({ purpose }) => purpose)].map(([purpose, members]) => {
    const heading = h("h3", { id: `export-${purpose}` }, t(`export.purpose.${purpose}`));
    const element = h("div", { role: "group", "aria-labelledby": `export-${purpose}` }, heading, ...members.map((one) => one.element));
    return { element, members };
  });
  const search = h("input", {
    type: "search",
    placeholder: t("export.search"),
    "aria-label": t("export.search"),
    onInput: filter,
    onKeydown: (/** @type {KeyboardEvent} */ { key }) => key === "Enter" && choose(choices.find((one) => matches(one))),
  });
  const nothing = h("p", { class: "hint", hidden: true }, t("export.search.none"));
  /** @type {ExportFormat[]} */
  let offered = [];

  const chosen = () => choices.find(({ input }) => input.checked) ?? choices[0];

  /** @param {Choice | undefined} choice */
  function choose(choice) {
    if (!choice) return;
    choice.input.checked = true;
    choice.input.focus();
    onChange();
  }

  /**
   * Whether it is offered, and all words of the search stand in its name or description.
   * @param {Choice} choice
   */
  function matches({ format, element }) {
    const text = `${format} ${element.textContent}`.toLowerCase();
    return offered.includes(format) && search.value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  /** Leaves the formats that match, and the chosen one. */
  function filter() {
    for (const { element, members } of groups) {
      for (const one of members) one.element.hidden = !one.input.checked && !matches(one);
      element.hidden = members.every((one) => one.element.hidden);
    }
    nothing.hidden = choices.some(({ element, input }) => !element.hidden && !input.checked) || search.value.trim() === "";
  }

  /**
   * Offers these formats and no others.
   * @param {ExportFormat[]} formats
   */
  function offer(formats) {
    offered = formats;
    if (!offered.includes(chosen().format)) choices.forEach(({ format, input }) => (input.checked = format === "json"));
    filter();
    chosen().element.after(below);
  }

  const element = h("fieldset", {}, h("legend", {}, t("export.format")), search, ...groups.map((group) => group.element), nothing);
  return { element, offer, format: () => chosen().format, isEncrypted: () => chosen().encrypted };
}
