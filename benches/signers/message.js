// What was signed: "dYdX STARK Key" on mainnet.
import { TypedDataEncoder } from "ethers";

export const domain = { name: "dYdX", version: "1.0", chainId: 1 };
export const types = {
  dYdX: [
    { type: "string", name: "action" },
    { type: "string", name: "onlySignOn" },
  ],
};
export const message = { action: "dYdX STARK Key", onlySignOn: "https://trade.dydx.exchange" };

export const digest = TypedDataEncoder.hash(domain, types, message);
