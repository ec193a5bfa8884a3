// What exports and imports need. It is loaded when the page is there, which then works on without what served it.
import { CredentialError } from "../stark-credentials/web.js";

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
 * What is loaded, or an error that has words: the browser's own has none for users.
 * @template T
 * @param {() => Promise<T>} load
 */
async function loaded(load) {
  try {
    return await load();
  } catch (cause) {
    if (cause instanceof CredentialError) throw cause;
    throw new CredentialError("INIT_FAILED", "A script could not be loaded. Load the page again.", { cause });
  }
}
