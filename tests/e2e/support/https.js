// A server on this machine with TLS of its own: the browser is told to take its certificate, and names to lead to it.
import { once } from "node:events";
import { createServer } from "node:https";
import { generate } from "selfsigned";

/** @param {import("node:http").RequestListener} site */
export async function serveHttps(site) {
  const { private: key, cert } = await generate([{ name: "commonName", value: "trade.dydx.exchange" }]);
  const server = createServer({ key, cert }, site).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, cert, port: portOf(server) };
}

/** @param {import("node:net").Server} server */
export const portOf = (server) => /** @type {import("node:net").AddressInfo} */ (server.address()).port;
