// What is a union is one: no other word compiles. And what comes out can be used with `using`.
import {
  CredentialError,
  deriveStarkKeyPair,
  exportCredentials,
  init,
  initSync,
  readCredentials,
  signatureRequest,
  type Credentials,
  type ErrorCode,
} from "stark-credentials";

import { checkPassphrase, decryptBackup, encryptBackup, initBackup } from "stark-credentials/backup";

declare const credentials: Credentials;

await init();
initSync(new Uint8Array());
signatureRequest({ action: "starkKey", chainId: 1, signingMethod: "personalSign" });
// @ts-expect-error no such action
signatureRequest({ action: "starkkey" });
// @ts-expect-error no such chain
signatureRequest({ action: "starkKey", chainId: 2 });
// @ts-expect-error no such signing method
signatureRequest({ action: "starkKey", signingMethod: "eth_sign" });
// @ts-expect-error no such format
exportCredentials([credentials], "csv");
// @ts-expect-error nobody makes credentials but the module
new (await import("stark-credentials")).Credentials();
// @ts-expect-error a key may be missing
credentials.starkKey.length;

await initBackup();
decryptBackup(new Uint8Array(), "") + decryptBackup(encryptBackup("", "x", 18), "x");
// @ts-expect-error it returns nothing: it throws
checkPassphrase("").length;
// @ts-expect-error a file is text or bytes
decryptBackup(new Blob(), "");

using copy = credentials.clone();
copy.address.length;
using pair = deriveStarkKeyPair("0x");
using stored = readCredentials(new Map() as never);
pair.publicKey.length + stored.unreadable.length;

try {
  exportCredentials([credentials], "env");
} catch (error) {
  if (error instanceof CredentialError) {
    const code: ErrorCode = error.code;
    // @ts-expect-error no such code
    if (code === "NO_SUCH_CODE") throw error;
  }
}
