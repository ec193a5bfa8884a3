import { deriveStarkKeyPair } from "stark-credentials";
import { hummingbotPrompts, initFormats } from "stark-credentials/formats";

await initFormats();
if (hummingbotPrompts().length !== 5) throw new Error("the module for files is another one");
document.body.textContent = deriveStarkKeyPair(location.hash.slice(1)).publicKey;
