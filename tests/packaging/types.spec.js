// The types, compiled as a consumer compiles them.
import { test } from "@playwright/test";
import { install, run } from "./support.js";

test.describe.configure({ mode: "parallel", timeout: 120_000 });

const STRICT = ["--strict", "--noEmit", "--target", "es2022"];
const PROJECTS = {
  "for Node": ["--module", "nodenext", "--lib", "es2022", "--types", "node"],
  "for browsers": ["--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom", "--typeRoots", "none"],
};

for (const [name, options] of Object.entries(PROJECTS)) {
  test(`a project ${name}: the declarations themselves`, async () => {
    await run(await install("types"), "tsc", ...STRICT, ...options, "own.ts");
  });

  // Not all of these libraries' own declarations compile with every setting.
  test(`a project ${name}: the providers of viem, ethers and MetaMask`, async () => {
    const files = ["viem.ts", "ethers.ts", "metamask.ts"];
    await run(await install("types"), "tsc", ...STRICT, ...options, "--skipLibCheck", ...files);
  });
}
