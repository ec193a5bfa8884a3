import { deriveStarkKeyPair, init } from "stark-credentials";
import { decryptBackup, encryptBackup, generatePassphrase, initVault } from "stark-credentials/vault";

onmessage = async ({ data }) => {
  await Promise.all([init(), initVault()]);
  const passphrase = generatePassphrase();
  const file = encryptBackup(deriveStarkKeyPair(data).publicKey, passphrase, 10);
  postMessage(decryptBackup(file, passphrase));
};
