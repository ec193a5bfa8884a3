// For the page and the extension: what reads a browser's files.
import * as glue from "./wasm/stark_credentials_profile.js";
import { loader } from "./loader.js";

const load = loader(glue, { what: " for browsers' folders", init: "initProfile" });

/** @param {import("./index.js").InitSource} [source] */
export const initProfile = (source) =>
  load.initialise({ source: () => source ?? new URL("./wasm/stark_credentials_profile_bg.wasm", import.meta.url) });
export const profileStores = load.guarded(glue.profileStores);
export const readProfileStore = load.guarded(glue.readProfileStore);
