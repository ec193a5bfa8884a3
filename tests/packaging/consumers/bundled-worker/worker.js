import { deriveStarkKeyPair, init } from "stark-credentials";

onmessage = async ({ data }) => {
  await init();
  postMessage(deriveStarkKeyPair(data).publicKey);
};
