import { deriveStarkKeyPair, hummingbotPrompts, init } from "stark-credentials";

await init();
if (hummingbotPrompts().length !== 5) throw new Error("the module is another one");
document.body.textContent = deriveStarkKeyPair(location.hash.slice(1)).publicKey;
