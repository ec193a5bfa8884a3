// The hand-written declarations and the scripts that they declare say the same: checked by tsc, not run.
import type * as declared from "../npm/index.js";
import * as api from "../npm/api.js";

type Declared = Omit<typeof declared, "init" | "Credentials" | "StoredEntries" | "StarkKeyPair" | "ApiCredentials">;
type Same<A, B> = [keyof A] extends [keyof B] ? ([keyof B] extends [keyof A] ? true : never) : never;

/** Neither side has a function that the other lacks. */
export const names: Same<Declared, Omit<typeof api, "initialise" | "Credentials" | "StoredEntries" | "StarkKeyPair" | "ApiCredentials">> = true;

/** Nor has a class a member that the other side's lacks. */
export const members: [
  Same<declared.Credentials, api.Credentials>,
  Same<declared.StoredEntries, api.StoredEntries>,
  Same<declared.StarkKeyPair, api.StarkKeyPair>,
  Same<declared.ApiCredentials, api.ApiCredentials>,
] = [true, true, true, true];
