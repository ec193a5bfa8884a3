// With the wallet that a browser extension injects: it is passed as it is.
import { exportCredentials, init, recoverCredentials } from "stark-credentials";

/** Gives the file to save. Its text holds the secrets. */
export async function credentialsFile(provider = /** @type {any} */ (window).ethereum) {
  await init();
  const credentials = await recoverCredentials(provider);
  try {
    return exportCredentials([credentials], "env");
  } finally {
    credentials.free(); // wipes the keys; where `using` is known, `using credentials = …` does
  }
}
