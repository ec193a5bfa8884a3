const { readFileSync } = require("node:fs");
const { deriveStarkKeyPair, initSync } = require("stark-credentials");

initSync(readFileSync(require.resolve("stark-credentials/stark_credentials_bg.wasm")));
console.log(deriveStarkKeyPair(process.argv[2]).publicKey);
