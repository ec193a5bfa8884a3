// A browser's folder: the two entries out of the browser's own files, without the browser.
import { initProfile, profileStores, readProfileStore } from "../stark-credentials/profile-web.js";
import { parseEntries } from "../stark-credentials/web.js";
import { button, h, note } from "./dom.js";
import { PROFILE_FILE } from "./file-source.js";
import { moduleInside } from "./place.js";
import { errorText, t } from "./text.js";
import { publicRow } from "./values.js";

/** @typedef {import("../stark-credentials/wasm/stark_credentials_profile.js").ProfileStore} ProfileStore */
/** @typedef {import("../stark-credentials/wasm/stark_credentials_profile.js").ProfileText} ProfileText */
/** @typedef {import("./accounts.js").Brought} Brought */
/** @typedef {{ path: string, file: File }} Found a file, and its path from the folder that was chosen */

/** Folders in which there is none of them, and much else. */
const OTHER_FOLDERS = ["Cache", "Code Cache", "Extensions", "File System", "GPUCache", "IndexedDB", "Service Worker", "cache2"];

/** Where browsers keep their folders. @type {Record<"windows" | "mac" | "linux", [browser: string, path: string][]>} */
const FOLDERS = {
  windows: [
    ["Chrome", "%LOCALAPPDATA%\\Google\\Chrome\\User Data"],
    ["Edge", "%LOCALAPPDATA%\\Microsoft\\Edge\\User Data"],
    ["Brave", "%LOCALAPPDATA%\\BraveSoftware\\Brave-Browser\\User Data"],
    ["Vivaldi", "%LOCALAPPDATA%\\Vivaldi\\User Data"],
    ["Opera", "%APPDATA%\\Opera Software\\Opera Stable"],
    ["Firefox", "%APPDATA%\\Mozilla\\Firefox\\Profiles"],
  ],
  mac: [
    ["Chrome", "~/Library/Application Support/Google/Chrome"],
    ["Edge", "~/Library/Application Support/Microsoft Edge"],
    ["Brave", "~/Library/Application Support/BraveSoftware/Brave-Browser"],
    ["Vivaldi", "~/Library/Application Support/Vivaldi"],
    ["Opera", "~/Library/Application Support/com.operasoftware.Opera"],
    ["Firefox", "~/Library/Application Support/Firefox/Profiles"],
  ],
  linux: [
    ["Chrome", "~/.config/google-chrome"],
    ["Chromium", "~/.config/chromium"],
    ["Edge", "~/.config/microsoft-edge"],
    ["Brave", "~/.config/BraveSoftware/Brave-Browser"],
    ["Vivaldi", "~/.config/vivaldi"],
    ["Firefox", "~/.mozilla/firefox"],
  ],
};

/** Tells the user's system by what the browser says of it. */
function systemOf() {
  const { userAgent } = navigator;
  if (/Windows/.test(userAgent)) return "windows";
  return /Mac/.test(userAgent) ? "mac" : "linux";
}

/**
 * Draws what is to be known before a folder is chosen, and the button that chooses one.
 * @param {(files: Found[]) => void} onChosen
 */
export function profileBox(onChosen) {
  const picker = h("input", { type: "file", webkitdirectory: true, multiple: true, hidden: true, onChange: pick });
  function pick() {
    const files = [...(picker.files ?? [])].filter(({ name }) => PROFILE_FILE.test(name));
    const found = files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
    // The same folder can be chosen again.
    picker.value = "";
    onChosen(found);
  }
  const system = systemOf();
  return h(
    "div",
    { class: "stack" },
    h("p", {}, t("profile.about")),
    note("warn", t("profile.first.title"), t("profile.first")),
    h("h2", { class: "small-title" }, t("profile.where")),
    h("dl", { class: "values" }, ...FOLDERS[system].map(([browser, path]) => publicRow(browser, path))),
    h("p", { class: "soft small" }, t(`profile.paste.${system}`)),
    h("p", {}, t("profile.upload")),
    h(
      "div",
      { class: "row-of-buttons" },
      button(t("profile.choose"), () => picker.click()),
      picker,
    ),
  );
}

/**
 * Collects the stores' files of what was dropped.
 * @param {(FileSystemEntry | null)[]} entries
 * @returns {Promise<Found[]>}
 */
export async function filesOf(entries) {
  /** @type {Found[]} */
  const found = [];
  const open = entries.filter((entry) => entry !== null).map((entry) => ({ entry, path: entry.name }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { entry, path } = next;
    if (entry.isFile && PROFILE_FILE.test(entry.name)) found.push({ path, file: await fileOf(/** @type {FileSystemFileEntry} */ (entry)) });
    if (!entry.isDirectory || OTHER_FOLDERS.includes(entry.name)) continue;
    for (const child of await childrenOf(/** @type {FileSystemDirectoryEntry} */ (entry))) open.push({ entry: child, path: `${path}/${child.name}` });
  }
  return found;
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

/**
 * Lists what is in a folder, which comes in portions.
 * @param {FileSystemDirectoryEntry} entry
 */
async function childrenOf(entry) {
  const reader = entry.createReader();
  const children = [];
  for (;;) {
    const some = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return children;
    children.push(...some);
  }
}

/**
 * Reads the stores among files: the current texts of each, then older and deleted ones. `notes` say what could not be read.
 * @param {Found[]} files
 */
export async function readProfiles(files) {
  await initProfile(moduleInside("stark_credentials_profile_bg.wasm"));
  /** @type {ProfileStore[]} */
  const stores = profileStores(files.map(({ path }) => path));
  /** @type {Brought[]} */
  const sets = [];
  /** @type {HTMLElement[]} */
  const notes = [];
  for (const store of stores) {
    const profile = nameOf(store);
    try {
      const { found, damaged } = await readProfileStore(
        store.kind,
        store.files.map((i) => files[i].file),
      );
      const { own, unreadable } = setsOf(found, profile);
      sets.push(...own);
      if (unreadable.length > 0) notes.push(note("bad", profile, t("profile.unreadable", { entries: unreadable })));
      if (damaged) notes.push(note("warn", undefined, t("profile.damaged", { profile })));
    } catch (error) {
      notes.push(note("bad", profile, errorText(error)));
    }
  }
  return { sets, notes };
}

/**
 * Makes credentials of the texts of one store, the current ones first, and names the current entries that could not be read. Those of the
 * exchange and of its test site are read apart.
 * @param {ProfileText[]} found
 * @param {import("./text.js").Said} profile
 */
function setsOf(found, profile) {
  /** @type {Brought[]} */
  const own = [];
  /** @type {string[]} */
  const unreadable = [];
  for (const state of /** @type {const} */ (["current", "older", "deleted"])) {
    const texts = found.filter((one) => one.state === state);
    const origins = [...new Set(texts.map(({ origin }) => origin))];
    // The two current entries of an origin belong together. Of older ones nobody can say so.
    const groups = state === "current" ? origins.map((origin) => texts.filter((one) => one.origin === origin)) : texts.map((one) => [one]);
    for (const group of groups) {
      const textOf = (/** @type {string} */ entry) => group.find((one) => one.entry === entry)?.text ?? null;
      const parsed = parseEntries({ starkKeyPairs: textOf("STARK_KEY_PAIRS"), apiKeyPairs: textOf("API_KEY_PAIRS") });
      const from = t(`profile.source.${state}`, { profile });
      own.push(...parsed.credentials().map((credentials) => ({ credentials, from })));
      if (state === "current") unreadable.push(...parsed.unreadable);
      parsed.free();
    }
  }
  return { own, unreadable };
}

/**
 * Names a store by its profile's folder, as far as it is known.
 * @param {ProfileStore} store
 */
function nameOf({ profile }) {
  const [folder] = profile.split("/storage/");
  return folder.split("/").slice(-2).join("/") || t("profile.unnamed");
}
