// MetaMask's own providers are ours.
import type { BaseProvider, MetaMaskInpageProvider } from "@metamask/providers";
import { askRegistration, recoverCredentials, requestAccounts, startRecovery } from "stark-credentials";

declare const base: BaseProvider;
declare const inpage: MetaMaskInpageProvider;

for (const provider of [base, inpage]) {
  void requestAccounts(provider);
  void recoverCredentials(provider);
  void startRecovery(provider);
  void askRegistration(provider, "1");
}
