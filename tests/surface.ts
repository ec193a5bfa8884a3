// The hand-written declarations and the scripts that they declare say the same: checked by tsc, not run.
import type * as declared from "../npm/index.js";
import * as api from "../npm/api.js";
import type * as declaredFormats from "../npm/formats.js";
import * as formats from "../npm/formats-api.js";
import type * as declaredBackup from "../npm/backup.js";
import * as backup from "../npm/backup-api.js";

type Classes = "ApiCredentials" | "Credentials" | "Recovery" | "StarkKeyCandidate" | "StarkKeyPair" | "StoredEntries";
type Same<A, B> = [keyof A] extends [keyof B] ? ([keyof B] extends [keyof A] ? true : never) : never;

/** Those of web and Node that may load the module for backups. */
type WithBackup = ReturnType<typeof formats.withBackup>;

/** Neither side has a function that the other lacks. */
export const names: Same<
  Omit<typeof declared, "init" | Classes>,
  Omit<typeof api, "assertReady" | "initialise" | Classes>
> = true;

/** The same for files. */
export const formatNames: Same<
  Omit<typeof declaredFormats, "initFormats" | "Imported">,
  Omit<typeof formats, "initialise" | "withBackup" | "Imported"> & WithBackup
> = true;

/** The same for backups. */
export const backupNames: Same<Omit<typeof declaredBackup, "initBackup">, Omit<typeof backup, "initialise">> = true;

/** Nor has a class a member that the other side's lacks. */
export const members: [
  Same<declared.ApiCredentials, api.ApiCredentials>,
  Same<declared.Credentials, api.Credentials>,
  Same<declaredFormats.Imported, formats.Imported>,
  Same<declared.Recovery, api.Recovery>,
  Same<declared.StarkKeyCandidate, api.StarkKeyCandidate>,
  Same<declared.StarkKeyPair, api.StarkKeyPair>,
  Same<declared.StoredEntries, api.StoredEntries>,
] = [true, true, true, true, true, true, true];
