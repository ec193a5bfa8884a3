// The background of the test wallet: MetaMask's engine and middlewares for each page that connects.
import { createFetchMiddleware, createWalletMiddleware } from "@metamask/eth-json-rpc-middleware";
import { JsonRpcEngine, createAsyncMiddleware, createScaffoldMiddleware } from "@metamask/json-rpc-engine";
import { createEngineStream } from "@metamask/json-rpc-middleware-stream";
import { rpcErrors } from "@metamask/rpc-errors";
import { PortDuplexStream } from "extension-port-stream";
import { channelIn } from "./channel.js";
import { Wallet } from "./wallet.js";

const { chrome } = /** @type {any} */ (globalThis);

const wallet = new Wallet();
// Tests reach it here.
Object.assign(globalThis, { wallet });

chrome.runtime.onConnect.addListener((/** @type {any} */ port) => {
  const { origin } = port.sender;
  const engine = engineFor(origin);
  const channel = channelIn(new PortDuplexStream(port));
  channel.pipe(createEngineStream({ engine })).pipe(channel);

  const tell = () => {
    engine.emit("notification", { jsonrpc: "2.0", method: "metamask_chainChanged", params: network() });
    const params = wallet.accounts(origin);
    engine.emit("notification", { jsonrpc: "2.0", method: "metamask_accountsChanged", params });
  };
  wallet.watchers.add(tell);
  port.onDisconnect.addListener(() => wallet.watchers.delete(tell));
});

const network = () => ({
  chainId: wallet.chainId,
  networkVersion: String(wallet.settings.chain),
  isConnected: true,
});

/**
 * What answers one page: the wallet itself, then its keys, then the network.
 * @param {string} origin
 */
function engineFor(origin) {
  const engine = new JsonRpcEngine();
  /** @type {any[]} the packages' types for modules and for scripts do not fit each other */
  const middlewares = [
    createAsyncMiddleware(async ({ method, params }, _response, next) => {
      if (!method.startsWith("metamask_")) wallet.asked.push({ method, params });
      await next();
    }),
    createScaffoldMiddleware({
      metamask_getProviderState: answer(() => ({ accounts: wallet.accounts(origin), isUnlocked: true, ...network() })),
      metamask_sendDomainMetadata: answer(() => true),
      eth_chainId: answer(() => wallet.chainId),
      net_version: answer(() => network().networkVersion),
      eth_requestAccounts: answer(() => wallet.connect(origin)),
      wallet_switchEthereumChain: answer(([{ chainId }]) => {
        wallet.switchChain(chainId);
        return null;
      }),
    }),
    createWalletMiddleware({
      getAccounts: async () => wallet.accounts(origin),
      processTypedMessageV4: async (request) => wallet.signTypedData(request),
      processPersonalMessage: async (request) => wallet.signMessage(request),
    }),
    createFetchMiddleware({ rpcService: /** @type {any} */ ({ request: forward }) }),
  ];
  for (const middleware of middlewares) engine.push(middleware);
  return engine;
}

/** @param {(params: any) => any} result */
const answer = (result) =>
  createAsyncMiddleware(async (request, response) => {
    response.result = await result(request.params);
  });

/** @param {object} request */
async function forward(request) {
  const { rpcUrl } = wallet.settings;
  if (!rpcUrl) throw rpcErrors.methodNotFound();
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(rpcUrl, { method: "POST", headers, body: JSON.stringify(request) });
  return response.json();
}
