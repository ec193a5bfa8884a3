// In Node, for an account whose key you hold yourself: signs with it through an EIP-1193 provider of a few lines.
//
//   ETHEREUM_PRIVATE_KEY=0x… node node-local-key.js > credentials.env
import { exportCredentials, init, recoverCredentials } from "stark-credentials";
import { privateKeyToAccount } from "viem/accounts";

const account = privateKeyToAccount(/** @type {`0x${string}`} */ (process.env.ETHEREUM_PRIVATE_KEY));

/** Answers what a recovery by typed data asks. */
const provider = {
  /** @param {{ method: string, params?: any }} request */
  async request({ method, params }) {
    switch (method) {
      case "eth_requestAccounts":
        return [account.address];
      case "eth_chainId":
        return "0x1";
      case "eth_signTypedData_v4":
        return account.signTypedData(JSON.parse(params[1]));
      default:
        throw Object.assign(new Error(`${method} is not supported`), { code: 4200 });
    }
  },
};

await init();
const credentials = await recoverCredentials(provider);
process.stdout.write(exportCredentials([credentials], "env").text);
credentials.free();
