// What exports and imports need. It is loaded when the page is there, which then exports and imports without what served it; all but backups.
import { t } from "./text.js";

/** The package's part for files, ready. */
export const importing = () =>
  loaded(async () => {
    const formats = await import("../stark-credentials/formats-web.js");
    await formats.initFormats();
    return formats;
  });

/** The dialog, and with it the package's part for files. */
export const exporting = () =>
  loaded(async () => {
    const [dialog] = await Promise.all([import("./export-dialog.js"), importing()]);
    return dialog;
  });

/**
 * What is loaded, or an error that says what to do.
 * @template T
 * @param {() => Promise<T>} load
 */
async function loaded(load) {
  try {
    return await load();
  } catch (cause) {
    throw new Error(t("files.failed"), { cause });
  }
}
