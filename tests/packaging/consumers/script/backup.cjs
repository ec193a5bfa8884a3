const { decryptBackup, encryptBackup, generatePassphrase, initBackup } = require("stark-credentials/backup");

initBackup().then(() => {
  const passphrase = generatePassphrase();
  console.log(decryptBackup(encryptBackup(process.argv[2], passphrase, 10), passphrase));
});
