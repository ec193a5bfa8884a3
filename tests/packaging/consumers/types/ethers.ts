// What ethers' BrowserProvider takes is ours, and ours is what it takes.
import { BrowserProvider, type Eip1193Provider } from "ethers";
import { discoverWallets, recoverCredentials } from "stark-credentials";

declare const provider: Eip1193Provider;

void recoverCredentials(provider);
for (const wallet of discoverWallets()) void new BrowserProvider(wallet.provider);
