import { deriveStarkKeyPair, init } from "stark-credentials";
import { decryptBackup, encryptBackup, generatePassphrase, initBackup } from "stark-credentials/backup";

onmessage = async ({ data }) => {
  await Promise.all([init(), initBackup()]);
  const passphrase = generatePassphrase();
  const file = encryptBackup(deriveStarkKeyPair(data).publicKey, passphrase, 10);
  postMessage(decryptBackup(file, passphrase));
};
