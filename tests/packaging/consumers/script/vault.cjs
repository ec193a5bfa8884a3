const { decryptBackup, encryptBackup, generatePassphrase, initVault } = require("stark-credentials/vault");

initVault().then(() => {
  const passphrase = generatePassphrase();
  console.log(decryptBackup(encryptBackup(process.argv[2], passphrase, 10), passphrase));
});
