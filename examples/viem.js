// With viem: a wallet client is asked as a provider is, so it is passed as it is. It has no events: pass the provider itself, and a change
// of account ends the recovery.
import { exportCredentials, init, recoverCredentials } from "stark-credentials";
import { createWalletClient, custom } from "viem";
import { mainnet } from "viem/chains";

/** Gives the file to save. Its text holds the secrets. */
export async function credentialsFile(injected = /** @type {any} */ (window).ethereum) {
  const client = createWalletClient({ chain: mainnet, transport: custom(injected) });
  const [address] = await client.requestAddresses();
  await init();
  const credentials = await recoverCredentials(client, { address });
  try {
    return exportCredentials([credentials], "env");
  } finally {
    credentials.free();
  }
}
