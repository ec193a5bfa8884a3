// Export credentials: which accounts, which format, save.
import { exportCredentials, exportFormats } from "../stark-credentials/web.js";
import { openDialog } from "./dialog.js";
import { button, h, show } from "./dom.js";
import { download } from "./download.js";
import { say } from "./status.js";
import { errorText, t } from "./text.js";
import { publicRow, secretRow } from "./value-row.js";

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("../stark-credentials/web.js").ExportFormat} ExportFormat */

/**
 * @param {Credentials[]} accounts those to choose from
 * @param {Credentials[]} [chosen] those that are ticked at first
 */
export function openExportDialog(accounts, chosen = accounts) {
  const picked = () => accounts.filter((_, i) => boxes[i].checked);
  const format = () => /** @type {ExportFormat} */ (formats.find((input) => input.checked)?.value);
  const boxes = accounts.map((one, i) =>
    h("input", { type: "checkbox", value: String(i), checked: chosen.includes(one), onChange: refresh }),
  );
  const all = h("input", { type: "checkbox", onChange: () => (boxes.forEach((box) => (box.checked = all.checked)), refresh()) });
  const formats = exportFormats().map((format, i) =>
    h("input", { type: "radio", name: "format", value: format, checked: i === 0, onChange: refresh }),
  );
  const preview = h("div", { class: "preview" });
  const trouble = h("p", { class: "trouble", role: "alert" });
  const save = button(t("export.save"), saveFile, { class: "primary" });
  const dialog = openDialog(
    t("export.title"),
    h(
      "fieldset",
      {},
      h("legend", {}, t("export.accounts")),
      accounts.length > 1 && h("label", { class: "choice" }, all, t("export.all")),
      ...accounts.map((one, i) => h("label", { class: "choice" }, boxes[i], h("code", {}, one.address))),
    ),
    h(
      "fieldset",
      {},
      h("legend", {}, t("export.format")),
      ...formats.map((input) =>
        h(
          "label",
          { class: "choice" },
          input,
          h("span", {}, h("strong", {}, t(`export.${input.value}`)), " ", h("small", {}, t(`export.${input.value}.about`))),
        ),
      ),
    ),
    preview,
    trouble,
    h("p", { class: "hint" }, t("export.warning")),
    h("div", { class: "actions" }, button(t("cancel"), () => dialog.close()), save),
  );
  refresh();

  function refresh() {
    const list = picked();
    all.checked = list.length === accounts.length;
    all.indeterminate = list.length > 0 && !all.checked;
    show(preview);
    show(trouble);
    save.disabled = false;
    try {
      // Written once to see whether it can be; the text is dropped at once.
      exportCredentials(list, format());
      if (format() === "hummingbot" && list.length === 1) show(preview, answers(list[0]));
    } catch (error) {
      save.disabled = true;
      show(trouble, errorText(error));
    }
  }

  function saveFile() {
    const file = exportCredentials(picked(), format());
    download(file);
    dialog.close();
    say(t("downloaded", { name: file.name }));
  }
}

/**
 * Hummingbot asks for one value after the other, so they are offered one by one.
 * @param {Credentials} credentials
 */
function answers(credentials) {
  const rows = credentials
    .hummingbotAnswers()
    .map(({ prompt, value, secret }, i) =>
      secret ? secretRow(prompt, () => credentials.hummingbotAnswers()[i].value, true) : publicRow(prompt, value),
    );
  return h(
    "div",
    {},
    h("p", {}, t("export.answers")),
    h("dl", {}, ...rows),
    h("p", { class: "hint" }, t("export.hummingbot.old")),
  );
}
