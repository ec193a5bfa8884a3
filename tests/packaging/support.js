// A consumer: a folder of `consumers/` with the package's tarball installed in it.
import { test } from "@playwright/test";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { vectors } from "../e2e/support/vectors.js";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const GUIDE = readFileSync(join(ROOT, "docs/package.md"), "utf8");

/** What every consumer derives, from what, and what must come out. */
const [vector] = vectors;
export const SIGNATURE = vector.raw_signatures.eth_signTypedData_v4.key_derivation;
export const KEY = vector.stark_key_ts.publicKey;

/**
 * A line of configuration that a consumer needs: one that the package's guide gives.
 * @param {string} line
 */
export function documented(line) {
  if (!GUIDE.includes(line)) throw new Error(`docs/package.md does not say: ${line}`);
  return line;
}

/** What esbuild and Rollup leave to their user: they do not follow `new URL(…, import.meta.url)`. */
export const COPY = documented("mkdir -p dist/wasm && cp node_modules/stark-credentials/wasm/*.wasm dist/wasm/");

/**
 * Runs a program and gives what it prints; an exit code other than 0 is an error, with everything that it printed.
 * @param {string} folder
 * @param {string} program
 * @param {string[]} parameters
 */
export async function run(folder, program, ...parameters) {
  const options = { cwd: folder, env: environment(), maxBuffer: 2 ** 26 };
  try {
    return await promisify(execFile)(program, parameters, options);
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    throw new Error(`${program} ${parameters.join(" ")} failed\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** The tools of the repository's `node_modules` come first, no tool reports home, and Node tells a tool nothing of Playwright. */
const environment = () => ({
  PATH: `${join(ROOT, "node_modules/.bin")}:${process.env.PATH}`,
  HOME: process.env.HOME,
  NEXT_TELEMETRY_DISABLED: "1",
  NO_COLOR: "1",
});

/** @type {Map<string, ReturnType<typeof pack>>} */
const packing = new Map();

/**
 * The tarball of a package and the files in it: packed once for each process that runs tests, and gone with it.
 * @param {string} from the package's folder
 */
export function packed(from = "dist/npm") {
  const tarball = packing.get(from) ?? pack(from);
  packing.set(from, tarball);
  return tarball;
}

/** @param {string} from */
async function pack(from) {
  const folder = await mkdtemp(join(tmpdir(), "stark-credentials-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const { stdout } = await run(join(ROOT, from), "npm", "pack", "--json", "--pack-destination", folder);
  /** @type {[{ filename: string, files: { path: string }[] }]} */
  const [{ filename, files }] = JSON.parse(stdout);
  return { tarball: join(folder, filename), files: files.map(({ path }) => path).sort() };
}

/**
 * Copies a consumer to a folder of the running test's own and installs the tarball there, with no network. The folder lies in the
 * repository: so the tools that a consumer would have installed beside the package are found in the repository's `node_modules`.
 * @param {string} consumer a folder of `consumers/`, or a path from there
 * @param {string} [from] the package's folder
 */
export async function install(consumer, from) {
  const folder = test.info().outputPath("consumer");
  await cp(fileURLToPath(new URL(`consumers/${consumer}`, import.meta.url)), folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const { tarball } = await packed(from);
  await run(folder, "npm", "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball);
  return folder;
}

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/**
 * Serves a folder on loopback for as long as the test runs.
 * @param {string} folder
 * @param {Record<string, string>} [headers]
 * @returns the address, with a slash at its end
 */
export async function serve(folder, headers = {}) {
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://127.0.0.1");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    try {
      const body = await readFile(join(folder, path));
      response.writeHead(200, { "content-type": TYPES[/** @type {keyof typeof TYPES} */ (extname(path))], ...headers });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  // Nothing of it keeps the process alive.
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}/`;
}

/**
 * Starts a tool's own server, and waits until it prints its address.
 * @param {string} folder
 * @param {string} program
 * @param {string[]} parameters
 */
export async function start(folder, program, ...parameters) {
  const server = spawn(program, parameters, { cwd: folder, env: environment() });
  let printed = "";
  const url = await new Promise((resolve, reject) => {
    const listen = (/** @type {Buffer} */ chunk) => {
      printed += chunk;
      const address = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(printed);
      if (address) resolve(`${address[0]}/`);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.once("exit", () => reject(new Error(`${program} ended\n${printed}`)));
  });
  return { url, stop: () => server.kill() };
}

/**
 * A program of an optional package; where that is not there for this system, the test is skipped and says so.
 * @param {string} file below `node_modules`
 */
export function optional(file) {
  const program = join(ROOT, "node_modules", file);
  test.skip(!existsSync(program), `${file} is not installed: npm has it for x64 Linux only, as an optional dependency`);
  return program;
}
