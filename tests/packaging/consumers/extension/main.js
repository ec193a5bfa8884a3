import { deriveStarkKeyPair, init } from "./node_modules/stark-credentials/web.js";

await init();
document.body.textContent = deriveStarkKeyPair(location.hash.slice(1)).publicKey;
