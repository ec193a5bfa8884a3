// A server that takes requests as the v3 API did, with answers reduced to what the tests read. It checks every signature with other code
// than ours: viem for the wallet's, node:crypto for the API key's.
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { hashTypedData, keccak256, recoverAddress, recoverMessageAddress } from "viem";

const DOMAIN_TYPE = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
];
const ORIGIN = "https://trade.dydx.exchange";

/** How far a request's time may be from the server's, in milliseconds. */
const WINDOW = 30_000;

/** @typedef {{ starkKey: string, apiKeys: Map<string, { secret: string, passphrase: string }> }} User */

/**
 * @param {number} chainId
 * @returns what it listens on, and the users that it knows
 */
export async function startV3Api(chainId = 1) {
  /** @type {Map<string, User>} by address */
  const users = new Map();
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { status, answer } = await answerTo({ request, body, users, chainId }).catch((error) => ({
      status: 400,
      answer: { errors: [{ msg: error.message }] },
    }));
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { host: `http://127.0.0.1:${port}`, users, stop: () => server.close() };
}

/** @param {{ request: import("node:http").IncomingMessage, body: string, users: Map<string, User>, chainId: number }} _ */
async function answerTo({ request, body, users, chainId }) {
  const path = request.url ?? "";
  const header = (/** @type {string} */ name) => {
    const value = request.headers[`dydx-${name}`];
    if (typeof value !== "string") throw new Error(`DYDX-${name.toUpperCase()} is missing`);
    return value;
  };
  const byAddress = () => {
    const user = users.get(header("ethereum-address"));
    if (!user) throw new Error("there is no such user");
    return user;
  };
  const isFresh = () => {
    if (!(Math.abs(Date.now() - Date.parse(header("timestamp"))) < WINDOW)) throw new Error("the time is not within 30 seconds");
  };
  const signedByWallet = async () => {
    isFresh();
    const message = { method: request.method, requestPath: path, body: body || "{}", timestamp: header("timestamp") };
    const fields = ["method", "requestPath", "body", "timestamp"];
    // The legacy text names the fields in another order.
    const { method, requestPath, timestamp } = message;
    const text = { name: "dYdX", version: "1.0", chainId, body: message.body, method, requestPath, timestamp };
    if ((await signerOf(header("signature"), { chainId, message, fields, text })) !== header("ethereum-address")) {
      throw new Error("the signature is not the account's");
    }
    return byAddress();
  };
  const signedByKey = () => {
    isFresh();
    const users_ = [...users.values()];
    const user = users_.find((one) => one.apiKeys.has(header("api-key")));
    const key = user?.apiKeys.get(header("api-key"));
    if (!user || key?.passphrase !== header("passphrase")) throw new Error("there is no such API key");
    const payload = body === "{}" && request.method === "GET" ? "" : body;
    const mac = createHmac("sha256", Buffer.from(key.secret, "base64url"));
    const expected = mac.update(`${header("timestamp")}${request.method}${path}${payload}`).digest();
    const given = Buffer.from(header("signature"), "base64");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error("the HMAC is wrong");
    return user;
  };

  const [endpoint, query = ""] = path.split("?");
  switch (`${request.method} ${endpoint}`) {
    case "POST /v3/onboarding": {
      const origin = chainId === 1 ? { onlySignOn: ORIGIN } : {};
      const message = { action: "dYdX Onboarding", ...origin };
      const text = { name: "dYdX", version: "1.0", chainId, ...message };
      const signature = header("signature");
      const signer = await signerOf(signature, { chainId, message, fields: Object.keys(message), text });
      if (signer !== header("ethereum-address")) throw new Error("the signature is not the account's");
      const { starkKey, starkKeyYCoordinate } = JSON.parse(body);
      for (const number of [starkKey, starkKeyYCoordinate]) BigInt(number.startsWith("0x") ? number : `0x${number}`);
      const apiKey = defaultApiKey(signature);
      users.set(signer, { starkKey, apiKeys: new Map([[apiKey.key, apiKey]]) });
      return { status: 201, answer: { apiKey, user: { ethereumAddress: signer }, account: { starkKey } } };
    }
    case "POST /v3/api-keys": {
      const user = await signedByWallet();
      const apiKey = { key: randomUUID(), secret: randomBytes(30).toString("base64url"), passphrase: randomBytes(15).toString("base64url") };
      user.apiKeys.set(apiKey.key, apiKey);
      return { status: 201, answer: { apiKey } };
    }
    case "DELETE /v3/api-keys": {
      const user = await signedByWallet();
      if (!user.apiKeys.delete(new URLSearchParams(query).get("apiKey") ?? "")) throw new Error("there is no such API key");
      return { status: 200, answer: {} };
    }
    case "GET /v3/recovery":
      return { status: 200, answer: { starkKey: (await signedByWallet()).starkKey } };
    case "GET /v3/api-keys":
      return { status: 200, answer: { apiKeys: [...signedByKey().apiKeys.keys()].map((key) => ({ key })) } };
    case "GET /v3/registration":
      signedByKey();
      return { status: 200, answer: { signature: "0x00" } };
    default:
      return { status: 404, answer: { errors: [{ msg: "there is no such endpoint" }] } };
  }
}

/**
 * Who made a typed signature, `r ‖ s ‖ v ‖ type`.
 * @param {string} typed
 * @param {{ chainId: number, message: Record<string, unknown>, fields: string[], text: object }} what
 */
async function signerOf(typed, { chainId, message, fields, text }) {
  const signature = /** @type {`0x${string}`} */ (typed.slice(0, 132));
  const types = { EIP712Domain: DOMAIN_TYPE, dYdX: fields.map((name) => ({ name, type: "string" })) };
  /** @type {any} */
  const data = { domain: { name: "dYdX", version: "1.0", chainId }, types, primaryType: "dYdX", message };
  const hash = hashTypedData(data);
  switch (typed.slice(132)) {
    case "00":
      return recoverAddress({ hash, signature });
    case "01":
      return recoverMessageAddress({ message: { raw: hash }, signature });
    case "03":
      return recoverMessageAddress({ message: JSON.stringify(text, null, 2), signature });
    default:
      throw new Error("the signature has an unknown type");
  }
}

/**
 * The API credentials that the API made of an onboarding signature.
 * @param {string} signature
 */
function defaultApiKey(signature) {
  const [fromR, fromS] = [signature.slice(2, 66), signature.slice(66, 130)].map((part) => Buffer.from(keccak256(`0x${part}`).slice(2), "hex"));
  if (!fromR || !fromS) throw new Error("the signature is too short");
  const key = fromS.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return { key, secret: fromR.subarray(0, 30).toString("base64url"), passphrase: fromS.subarray(16, 31).toString("base64url") };
}
