import process from "node:process";
import { CredentialError } from "stark-credentials";
import { decryptBackup, encryptBackup, generatePassphrase, initBackup } from "stark-credentials/backup";

await initBackup();
const passphrase = generatePassphrase();
try {
  console.log(decryptBackup(encryptBackup(process.argv[2], passphrase), passphrase));
} catch (error) {
  // The package has one class of errors, whichever entry it comes from.
  console.log(error instanceof CredentialError && error.code);
}
