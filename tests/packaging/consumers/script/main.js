import process from "node:process";
import { deriveStarkKeyPair, init } from "stark-credentials";

await init();
console.log(deriveStarkKeyPair(process.argv[2]).publicKey);
