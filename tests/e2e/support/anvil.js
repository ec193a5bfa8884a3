// A chain on loopback that says it is mainnet, with a stand-in for the exchange's contract at its real address.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createTestClient, http, publicActions, walletActions } from "viem";
import { mainnet } from "viem/chains";

export const STARK_PERPETUAL = "0xD54f502e184B6B739d7D27a6410a67dc462D69c8";
export const USDC = 0x02893294412a4c8f915f75892b395ebbf6859ec246ec365c3b1f56f47c3a0a5dn;

/** The program: named by ANVIL, or the package's where it fits this platform, or one that is installed. */
function program() {
  if (process.env.ANVIL) return process.env.ANVIL;
  try {
    return createRequire(import.meta.url).resolve("@foundry-rs/anvil-linux-amd64/bin/anvil");
  } catch {
    return "anvil";
  }
}

/**
 * The stand-in, compiled in a process of its own: the compiler puts handlers on the one that it runs in.
 * @returns {{ abi: import("viem").Abi, bytecode: `0x${string}` }}
 */
function compiled() {
  const content = readFileSync(new URL("StarkPerpetual.sol", import.meta.url), "utf8");
  const outputSelection = { "*": { "*": ["abi", "evm.deployedBytecode.object"] } };
  const input = JSON.stringify({
    language: "Solidity",
    sources: { "StarkPerpetual.sol": { content } },
    settings: { evmVersion: "paris", outputSelection },
  });
  const script = 'process.stdout.write(require("solc").compile(require("node:fs").readFileSync(0, "utf8")))';
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  const output = JSON.parse(execFileSync(process.execPath, ["--eval", script], { input, cwd, encoding: "utf8" }));
  if (!output.contracts) throw new Error(JSON.stringify(output.errors));
  const { abi, evm } = output.contracts["StarkPerpetual.sol"].StarkPerpetual;
  return { abi, bytecode: `0x${evm.deployedBytecode.object}` };
}

/** Starts a chain on a free port. Whoever starts it stops it. */
export async function startAnvil() {
  const { abi, bytecode } = compiled();
  const args = ["--port", "0", "--chain-id", "1", "--accounts", "1"];
  const child = spawn(program(), args, { stdio: ["ignore", "pipe", "inherit"] });
  const kill = () => void child.kill();
  process.once("exit", kill);
  const url = await listening(child);

  const client = createTestClient({ mode: "anvil", chain: mainnet, transport: http(url), pollingInterval: 20 })
    .extend(publicActions)
    .extend(walletActions);
  await client.setCode({ address: STARK_PERPETUAL, bytecode });
  const [account] = await client.getAddresses();

  /**
   * @param {string} functionName
   * @param {unknown[]} args
   */
  async function write(functionName, ...args) {
    const hash = await client.writeContract({ account, address: STARK_PERPETUAL, abi, functionName, args });
    const { status } = await client.waitForTransactionReceipt({ hash });
    if (status !== "success") throw new Error(`${functionName} reverted`);
  }

  return {
    url,
    /**
     * @param {bigint} starkKey
     * @param {string} address
     */
    register: (starkKey, address) => write("register", starkKey, address),
    /**
     * @param {bigint} starkKey
     * @param {bigint} assetType
     * @param {bigint} amount
     */
    setBalance: (starkKey, assetType, amount) => write("setBalance", starkKey, assetType, amount),
    /** @param {boolean} frozen */
    setFrozen: (frozen) => write("setFrozen", frozen),
    /** Every reading call reverts with this reason, until it is called without one. */
    failWith: (reason = "") => write("failWith", reason),
    async stop() {
      process.off("exit", kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      kill();
      await gone;
    },
  };
}

/**
 * Waits for the line that says where it listens. What it says later is read too, so that the pipe never fills.
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, null>} child
 * @returns {Promise<string>}
 */
const listening = (child) =>
  new Promise((found, fail) => {
    const says = "Listening on ";
    const lines = createInterface(child.stdout);
    lines.on("line", (line) => line.startsWith(says) && found(`http://${line.slice(says.length)}`));
    lines.once("close", () => fail(new Error("anvil ended before it listened")));
    child.once("error", (cause) => fail(new Error("anvil is missing: install it, or name it in ANVIL", { cause })));
  });
