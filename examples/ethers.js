// With ethers: pass what its BrowserProvider was made of. The provider itself hides the wallet's events and error codes.
import { BrowserProvider } from "ethers";
import { exportCredentials, init, recoverCredentials } from "stark-credentials";

/** Gives the file to save. Its text holds the secrets. */
export async function credentialsFile(injected = /** @type {any} */ (window).ethereum) {
  const { address } = await new BrowserProvider(injected).getSigner();
  await init();
  const credentials = await recoverCredentials(injected, { address });
  try {
    return exportCredentials([credentials], "env");
  } finally {
    credentials.free();
  }
}
