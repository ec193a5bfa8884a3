// The page with MetaMask's own parts as an installed extension, and with the exchange's contract on a local chain.
import { STARK_PERPETUAL, USDC, startAnvil } from "./support/anvil.js";
import { launchWithMetaMask } from "./support/metamask/launch.js";
import { EXCHANGE, card, expect, serveAt, test as base } from "./support/page.js";
import { vectors } from "./support/vectors.js";
import { CHECK, ONBOARDING, STARK_KEY, chooseWallet, finishUnconfirmed, lookUp, sign, step } from "./support/wallet-flow.js";

const [vector, other] = vectors;
const SEPOLIA = 11155111;

/** @typedef {Awaited<ReturnType<typeof launchWithMetaMask>>} Launched */

/** Each test has a browser of its own, with the wallet in it. */
const test = /** @type {typeof base.extend<{ launched: Launched, wallet: Launched["wallet"] }>} */ (base.extend)({
  launched: async ({}, use) => {
    const launched = await launchWithMetaMask({ keys: [vector.eth_private_key] });
    await use(launched);
    await launched.context.close();
  },
  wallet: async ({ launched }, use) => use(launched.wallet),
  context: async ({ launched }, use) => use(launched.context),
});

test.beforeEach(async ({ context, page }) => {
  await serveAt(context);
  await page.goto(EXCHANGE);
});

/**
 * What the user does on the page, from the wallet's button to the given step.
 * @param {import("@playwright/test").Page} page
 * @param {"connected" | "asked" | "recovered"} until
 */
async function recover(page, until = "recovered") {
  await chooseWallet(page, "MetaMask");
  if (until === "connected") return;
  await sign(page, STARK_KEY);
  if (until === "asked") return;
  await finishUnconfirmed(page);
  await expect(card(page, vector)).toContainText(`0x${vector.stark_key_ts.publicKey}`);
}

/**
 * Asks the wallet as any script of the page could: by EIP-6963.
 * @param {import("@playwright/test").Page} page
 * @param {string} method
 * @param {any[]} params
 * @returns {Promise<{ result?: any, error?: { code: number, message: string, data: any } }>}
 */
const ask = (page, method, ...params) =>
  page.evaluate(
    async ({ method, params }) => {
      const provider = await new Promise((found) => {
        window.addEventListener("eip6963:announceProvider", (event) => {
          const { info, provider } = /** @type {CustomEvent} */ (event).detail;
          if (info.rdns === "io.metamask") found(provider);
        });
        window.dispatchEvent(new Event("eip6963:requestProvider"));
      });
      try {
        return { result: await provider.request({ method, params }) };
      } catch (error) {
        const { code, message, data } = /** @type {any} */ (error);
        return { error: { code, message, data } };
      }
    },
    { method, params },
  );

test("the keys of the official client", async ({ page, wallet }) => {
  await recover(page);
  const own = card(page, vector);
  for (const label of ["STARK private key", "API secret", "API passphrase"]) {
    await own.getByRole("button", { name: `Show: ${label}` }).click();
  }
  await expect(own).toContainText(vector.stark_key_ts.privateKey);
  await expect(own).toContainText(vector.api_credentials_ts.key);
  await expect(own).toContainText(vector.api_credentials_ts.secret);
  await expect(own).toContainText(vector.api_credentials_ts.passphrase);
  const signed = (await wallet.asked()).filter(({ method }) => method === "eth_signTypedData_v4");
  expect(signed.map(({ params }) => params[1])).toEqual([
    vector.typed_data.key_derivation,
    vector.typed_data.key_derivation,
    vector.typed_data.onboarding,
  ]);
});

test("a wallet on another network is switched", async ({ page, wallet }) => {
  await wallet.set({ chain: SEPOLIA });
  await recover(page);
  const asked = (await wallet.asked()).filter(({ method }) => /switch|sign/.test(method));
  expect(asked.map(({ method }) => method)).toEqual([
    "wallet_switchEthereumChain",
    "eth_signTypedData_v4",
    "eth_signTypedData_v4",
    "eth_signTypedData_v4",
  ]);
  expect(await ask(page, "eth_chainId")).toEqual({ result: "0x1" });
});

for (const { method, until } of /** @type {const} */ ([
  { method: "eth_requestAccounts", until: "connected" },
  { method: "eth_signTypedData_v4", until: "asked" },
])) {
  test(`a user's no is shown calmly: ${method}`, async ({ page, wallet }) => {
    await wallet.refuseNext(method);
    await recover(page, until);
    const message = page.locator("[data-code=WALLET_REJECTED]");
    await expect(message).toContainText("You declined in MetaMask");
    await expect(message).toHaveAttribute("role", "status");
    await page.getByRole("button", { name: "Try again" }).click();
    if (until === "connected") await sign(page, STARK_KEY);
    await finishUnconfirmed(page);
    await expect(card(page, vector)).toContainText(`0x${vector.stark_key_ts.publicKey}`);
  });
}

test.describe("the wallet behaves as MetaMask does", () => {
  const { eth_signTypedData_v4: typed, personal_sign: personal } = vector.raw_signatures;
  const account = vector.eth_address.toLowerCase();
  /** @type {[string, ...string[]]} */
  const signTyped = ["eth_signTypedData_v4", account, vector.typed_data.key_derivation];
  const message = `0x${Buffer.from(vector.personal_message.key_derivation).toString("hex")}`;
  /** @type {[string, ...string[]]} */
  const signText = ["personal_sign", message, account];

  test("it shows its account once the user agreed", async ({ page, wallet }) => {
    expect(await ask(page, "eth_accounts")).toEqual({ result: [] });
    expect((await ask(page, ...signTyped)).error?.code).toBe(4100);
    await wallet.refuseNext();
    expect((await ask(page, "eth_requestAccounts")).error).toMatchObject({
      code: 4001,
      message: "User rejected the request.",
    });
    expect(await ask(page, "eth_requestAccounts")).toEqual({ result: [account] });
    expect(await ask(page, "eth_accounts")).toEqual({ result: [account] });
  });

  test("it signs, with either v", async ({ page, wallet }) => {
    await ask(page, "eth_requestAccounts");
    expect(await ask(page, ...signTyped)).toEqual({ result: typed.key_derivation });
    expect(await ask(page, ...signText)).toEqual({ result: personal.key_derivation });
    await wallet.set({ plainV: true });
    expect(await ask(page, ...signTyped)).toEqual({ result: typed.key_derivation.replace(/1b$/, "00") });
    expect(await ask(page, ...signText)).toEqual({ result: personal.key_derivation.replace(/1b$/, "00") });
  });

  test("it signs for the active network alone, and switches to those it knows", async ({ page, wallet }) => {
    await ask(page, "eth_requestAccounts");
    await wallet.set({ chain: SEPOLIA });
    expect((await ask(page, ...signTyped)).error).toMatchObject({
      code: -32603,
      message: `Provided chainId "1" must match the active chainId "${SEPOLIA}"`,
    });
    expect((await ask(page, "wallet_switchEthereumChain", { chainId: "0x5" })).error?.code).toBe(4902);
    await wallet.refuseNext("wallet_switchEthereumChain");
    expect((await ask(page, "wallet_switchEthereumChain", { chainId: "0x1" })).error?.code).toBe(4001);
    expect(await ask(page, "eth_chainId")).toEqual({ result: "0xaa36a7" });
    expect(await ask(page, "wallet_switchEthereumChain", { chainId: "0x1" })).toEqual({ result: null });
    expect(await ask(page, ...signTyped)).toEqual({ result: typed.key_derivation });
  });

  test("it tells pages of another account and another network", async ({ page, wallet }) => {
    await ask(page, "eth_requestAccounts");
    await page.evaluate(() => {
      const { ethereum } = /** @type {any} */ (window);
      for (const event of ["accountsChanged", "chainChanged"]) {
        ethereum.on(event, (/** @type {unknown} */ value) => document.body.append(`${event} ${value}. `));
      }
    });
    await wallet.set({ keys: [other.eth_private_key] });
    await expect(page.locator("body")).toContainText(`accountsChanged ${other.eth_address.toLowerCase()}.`);
    await wallet.set({ chain: SEPOLIA });
    await expect(page.locator("body")).toContainText("chainChanged 0xaa36a7.");
    await wallet.set({ keys: [] });
    await expect(page.locator("body")).toContainText("accountsChanged .");
  });
});

test.describe("the exchange's contract", () => {
  const KEY = BigInt(`0x${vector.stark_key_ts.publicKey}`);

  /** @type {Awaited<ReturnType<typeof startAnvil>>} */
  let chain;
  test.beforeAll(async () => {
    chain = await startAnvil();
  });
  test.afterAll(() => chain.stop());
  test.beforeEach(({ wallet }) => wallet.set({ rpcUrl: chain.url }));

  const word = (/** @type {bigint} */ value) => value.toString(16).padStart(64, "0");
  /**
   * @param {import("@playwright/test").Page} page
   * @param {string} selector
   * @param {bigint[]} words
   */
  const read = (page, selector, ...words) => ask(page, "eth_call", { to: STARK_PERPETUAL, data: selector + words.map(word).join("") }, "latest");
  const getEthKey = "0x1dbd1da7";
  const getWithdrawalBalance = "0xec3161b0";
  const isFrozen = "0x33eeb147";

  /**
   * How a revert reaches the page: MetaMask's middleware wraps what the node said, whose `data` is the ABI's
   * `Error(string)`. The wallet's own `code` and `message` are the same for every trouble with the network.
   * @param {string} reason
   */
  const reverted = (reason) => {
    const text = Buffer.from(reason).toString("hex").padEnd(64, "0");
    return {
      error: {
        code: -32603,
        message: "Internal JSON-RPC error.",
        data: {
          code: 3,
          message: `execution reverted: ${reason}`,
          data: `0x08c379a0${word(32n)}${word(BigInt(reason.length))}${text}`,
          cause: null,
        },
      },
    };
  };

  test("it has code", async ({ page }) => {
    expect((await ask(page, "eth_getCode", STARK_PERPETUAL, "latest")).result).toMatch(/^0x[0-9a-f]{100,}$/);
    expect(await ask(page, "eth_getCode", vector.eth_address, "latest")).toEqual({ result: "0x" });
  });

  test("a key is registered or not", async ({ page }) => {
    await chain.register(KEY, vector.eth_address);
    expect(await read(page, getEthKey, KEY)).toEqual({ result: `0x${word(BigInt(vector.eth_address))}` });
    expect(await read(page, getEthKey, KEY + 1n)).toEqual(reverted("USER_UNREGISTERED"));
  });

  test("what can be withdrawn, and whether it is frozen", async ({ page }) => {
    await chain.setBalance(KEY, USDC, 12_345_678n);
    expect(await read(page, getWithdrawalBalance, KEY, USDC)).toEqual({ result: `0x${word(12_345_678n)}` });
    expect(await read(page, getWithdrawalBalance, KEY, USDC + 1n)).toEqual({ result: `0x${word(0n)}` });
    expect(await read(page, isFrozen)).toEqual({ result: `0x${word(0n)}` });
    await chain.setFrozen(true);
    expect(await read(page, isFrozen)).toEqual({ result: `0x${word(1n)}` });
  });

  test("it fails otherwise on demand", async ({ page }) => {
    await chain.failWith("OUT_OF_ORDER");
    expect(await read(page, getEthKey, KEY)).toEqual(reverted("OUT_OF_ORDER"));
    expect(await read(page, getWithdrawalBalance, KEY, USDC)).toEqual(reverted("OUT_OF_ORDER"));
    expect(await read(page, isFrozen)).toEqual(reverted("OUT_OF_ORDER"));
    await chain.failWith();
    expect((await read(page, isFrozen)).error).toBeUndefined();
  });

  test.describe("as evidence", () => {
    /** Another account for each test, since the chain remembers. */
    const accounts = vectors.filter((one) => one.chain_id === 1).slice(2);
    const frozen = "The contract is frozen.";

    /**
     * Lets the page ask the contract about the keys of an account.
     * @param {import("@playwright/test").Page} page
     * @param {Launched["wallet"]} wallet
     * @param {any} account
     */
    async function askContract(page, wallet, account) {
      await wallet.set({ keys: [account.eth_private_key] });
      await recover(page, "asked");
      await lookUp(page);
    }

    for (const [i, name] of ["the usual key", "v rotated", "type rotated", "both rotated"].entries()) {
      test(`a registered key is found with two signatures: ${name}`, async ({ page, wallet }) => {
        const account = accounts[i];
        const key = account.rotations_ts[i].publicKey;
        await chain.register(BigInt(`0x${key}`), account.eth_address);
        await chain.setBalance(BigInt(`0x${key}`), USDC, 12_345_678n);
        await chain.setFrozen(i % 2 === 0);
        await askContract(page, wallet, account);
        await expect(step(page)).toContainText("Confirmed: it's the key your address registered on Ethereum.");
        await sign(page, ONBOARDING);
        const own = card(page, account);
        await expect(own).toContainText(`0x${key}`);
        await expect(own.locator("[data-evidence=contract]")).toBeVisible();
        await expect(own.locator("[data-contract=registered]")).toContainText("12.345678 USDC");
        await expect(own.locator("[data-contract=registered]")).toContainText(i % 2 === 0 ? frozen : "The contract isn't frozen.");
        expect((await wallet.asked()).filter(({ method }) => /sign/i.test(method))).toHaveLength(2);
      });
    }

    test("no key registered: said, and no confirmation", async ({ page, wallet }) => {
      await askContract(page, wallet, accounts[4]);
      await expect(step(page)).toContainText("None of these keys is registered on Ethereum for your address.");
      await expect(page.getByRole("radio", { name: "Look it up on Ethereum" })).toHaveCount(0);
      for (const name of ["Compare it with a key I have", "Try legacy signing", "Skip the check"]) {
        await expect(page.getByRole("radio", { name })).toBeVisible();
      }
    });

    test("registered for another address: said, and no confirmation", async ({ page, wallet }) => {
      await chain.register(BigInt(`0x${accounts[5].stark_key_ts.publicKey}`), other.eth_address);
      await askContract(page, wallet, accounts[5]);
      await expect(step(page).getByRole("status")).toContainText(other.eth_address);
      await expect(page.getByRole("heading", { name: CHECK })).toBeVisible();
    });

    test("a contract that fails is unknown, never a no", async ({ page, wallet }) => {
      await chain.failWith("OUT_OF_ORDER");
      await askContract(page, wallet, accounts[6]);
      await expect(step(page)).toContainText("so this says nothing either way");
      await chain.failWith();
    });

    test("asked from the card, it confirms what was not confirmed", async ({ page, wallet }) => {
      const account = accounts[7];
      await wallet.set({ keys: [account.eth_private_key] });
      await recover(page, "asked");
      await finishUnconfirmed(page);
      const own = card(page, account);
      await expect(own.locator("[data-evidence=unconfirmed]")).toBeVisible();
      await own.getByRole("button", { name: "Look up on Ethereum" }).click();
      await expect(own.locator("[data-contract=unregistered]")).toBeVisible();
      await chain.register(BigInt(`0x${account.stark_key_ts.publicKey}`), account.eth_address);
      await own.getByRole("button", { name: "Look up on Ethereum" }).click();
      await expect(own.locator("[data-evidence=contract]")).toBeVisible();
      await expect(own.locator("[data-contract=registered]")).toContainText("Left to withdraw on Ethereum: 0 USDC");
      await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    });
  });
});
