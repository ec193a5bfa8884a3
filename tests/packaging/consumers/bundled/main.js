import { deriveStarkKeyPair, init } from "stark-credentials";

await init();
document.body.textContent = deriveStarkKeyPair(location.hash.slice(1)).publicKey;
