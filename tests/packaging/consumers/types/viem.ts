// viem's provider and clients are ours, and ours is viem's.
import { discoverWallets, recoverCredentials } from "stark-credentials";
import { createWalletClient, custom, type EIP1193Provider, type Transport, type WalletClient } from "viem";

declare const provider: EIP1193Provider;
declare const client: WalletClient;
declare const transport: ReturnType<Transport>;

void recoverCredentials(provider);
void recoverCredentials(client);
void recoverCredentials(transport);
for (const wallet of discoverWallets()) createWalletClient({ transport: custom(wallet.provider) });
