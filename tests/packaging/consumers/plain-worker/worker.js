import { deriveStarkKeyPair, init } from "./node_modules/stark-credentials/web.js";

onmessage = async ({ data }) => {
  await init();
  postMessage(deriveStarkKeyPair(data).publicKey);
};
