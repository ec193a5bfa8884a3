// Where the figures come from, and of what.
import { readFileSync } from "node:fs";
import { arch, availableParallelism, cpus, release, totalmem, type } from "node:os";

/** @param {string} chromium its version */
export const about = (chromium) => [
  `${cpus()[0].model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; ${system()}, ${type()} ${release().replace(/[-+].*/, "")}, ${arch()}`,
  `Chromium ${chromium}, headless, without a GPU; Node ${process.versions.node}`,
  `${PEERS.map(([name, version]) => `${name} ${version}`).join(", ")}`,
];

const read = (/** @type {string} */ file) => readFileSync(new URL(file, import.meta.url), "utf8");

const npm = { ...JSON.parse(read("../package.json")).devDependencies, ...JSON.parse(read("package.json")).devDependencies };
const crate = /^name = "starknet-crypto"\nversion = "(.*?)"/m.exec(read("../Cargo.lock"))?.[1];
const PEERS = [
  ...["@scure/starknet", "starknet", "@dydxprotocol/starkex-lib", "@noble/curves", "ethers"].map((name) => [name, npm[name]]),
  ["starknet-crypto", crate],
];

/** What the system calls itself, where there is a file that says so. */
function system() {
  try {
    return /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? type();
  } catch {
    return type();
  }
}
