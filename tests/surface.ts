// The hand-written declarations and the scripts that they declare have the same names: checked by tsc, not run.
import type * as declaredBackup from "../npm/backup.js";
import * as backup from "../npm/backup-api.js";
import type * as declared from "../npm/index.js";
import * as api from "../npm/api.js";

type Classes = "ApiCredentials" | "Credentials" | "Imported" | "Recovery" | "StarkKeyCandidate" | "StarkKeyPair" | "StoredEntries";
type Same<A, B> = [keyof A] extends [keyof B] ? ([keyof B] extends [keyof A] ? true : never) : never;

/** Neither side has a function that the other lacks. */
export const names: Same<
  Omit<typeof declared, "init" | Classes>,
  Omit<typeof api, "initialise" | "withBackup" | Classes> & ReturnType<typeof api.withBackup>
> = true;

/** Nor for backups. */
export const backupNames: Same<Omit<typeof declaredBackup, "initBackup">, Omit<typeof backup, "initialise">> = true;

/** Each class has the same members on both sides. */
export const members: [
  Same<declared.ApiCredentials, api.ApiCredentials>,
  Same<declared.Credentials, api.Credentials>,
  Same<declared.Imported, api.Imported>,
  Same<declared.Recovery, api.Recovery>,
  Same<declared.StarkKeyCandidate, api.StarkKeyCandidate>,
  Same<declared.StarkKeyPair, api.StarkKeyPair>,
  Same<declared.StoredEntries, api.StoredEntries>,
] = [true, true, true, true, true, true, true];
