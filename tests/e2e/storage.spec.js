// One rule for writing the two entries, and three that follow it: the package, the extension in the exchange's tab, the snippet.
import * as stark from "../../dist/npm/node/index.js";
import { readEntries, writeEntries } from "../../www/extension/in-tab.js";
import { EXCHANGE, expect, serveAt, test } from "./support/page.js";
import { CASES, misbehaving } from "./support/storage-cases.js";
import { entriesOf, vectors } from "./support/vectors.js";

const [account, neighbour] = vectors;
const ADDRESS = account.eth_address;
const OLD = { save: entriesOf([neighbour]), remove: entriesOf([neighbour, account]) };
const NEW = { save: entriesOf([neighbour, account]), remove: entriesOf([neighbour]) };

/** @typedef {import("./support/storage-cases.js").Fault} Fault */

/**
 * One call of a writer, and what became of it.
 * @typedef {object} Run
 * @property {"package" | "extension" | "snippet"} writer
 * @property {"save" | "remove"} act
 * @property {Record<string, string>} entries what is stored at first
 * @property {Fault[]} faults
 * @property {import("../../dist/npm/web.js").Consent} [consent]
 */

test.beforeAll(() => stark.init());

/** A bare page at the exchange's origin: the snippet is run there as it is in a console. */
test.beforeEach(async ({ page, context }) => {
  await serveAt(context);
  await context.route(`${EXCHANGE}/bare`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await page.goto(`${EXCHANGE}/bare`);
  // As the extension sends them: as text.
  await page.evaluate(`Object.assign(window, { misbehaving: ${misbehaving}, readEntries: ${readEntries}, writeEntries: ${writeEntries} })`);
});

const mine = () => {
  const { STARK_KEY_PAIRS: starkKeyPairs, API_KEY_PAIRS: apiKeyPairs } = entriesOf([account]);
  return { starkKeyPairs, apiKeyPairs };
};

const snippet = () => stark.exportCredentials(stark.parseEntries(mine()).credentials(), "app").text;

/**
 * Runs writers on storages that misbehave, all in one page.
 * @param {import("@playwright/test").Page} page
 * @param {Run[]} runs
 */
const runAll = (page, runs) =>
  page.evaluate(
    async ({ runs, mine, address, snippet }) => {
      /** @type {any} */
      const { misbehaving, readEntries, writeEntries } = window;
      const at = "/stark-credentials/web.js";
      /** @type {typeof import("../../dist/npm/web.js")} */
      const stark = await import(at);
      await stark.init();
      const [credentials] = stark.parseEntries(mine).credentials();

      /**
       * What the extension does, the two functions in its tab included.
       * @param {Run} run
       */
      const byExtension = ({ act, consent }) => {
        const { texts } = readEntries();
        if (texts === undefined) throw { code: "STORAGE_DENIED" };
        const before = JSON.parse(texts);
        const after = act === "save" ? stark.mergeEntries(before, credentials, consent) : stark.removeFromEntries(before, address);
        const { error: code } = writeEntries(location.origin, JSON.stringify(before), JSON.stringify(after));
        if (code) throw { code };
        return "unreadable" in after ? after.unreadable : undefined;
      };
      return runs.map((run) => {
        const { storage, texts, calls } = misbehaving(run.entries, run.faults);
        Object.defineProperty(window, "localStorage", { value: storage, configurable: true });
        const write = {
          package: () => (run.act === "save" ? stark.saveCredentials(credentials, storage, run.consent) : stark.removeCredentials(address, storage)),
          extension: () => byExtension(run),
          snippet: () => void (0, eval)(snippet),
        };
        let error, message, returned;
        try {
          returned = write[run.writer]();
        } catch (thrown) {
          ({ code: error, message } = /** @type {any} */ (thrown));
          error ??= String(thrown);
        }
        return { error, message, returned, calls, entries: Object.fromEntries(texts) };
      });
    },
    { runs, mine: mine(), address: ADDRESS, snippet: snippet() },
  );

/** @param {"save" | "remove"} act */
const casesOf = (act) => Object.entries(CASES).filter(([, { isEmpty }]) => act === "save" || !isEmpty);

/**
 * Runs a writer through the table.
 * @param {import("@playwright/test").Page} page
 * @param {Run["writer"]} writer
 * @param {Run["act"]} act
 */
async function outcomes(page, writer, act) {
  const cases = casesOf(act);
  const entries = (/** @type {boolean | undefined} */ isEmpty) => (isEmpty ? {} : OLD[act]);
  const found = await runAll(
    page,
    cases.map(([, { faults, isEmpty }]) => ({ writer, act, faults, entries: entries(isEmpty) })),
  );
  return cases.map(([name, { isEmpty, puts }], i) => {
    const { error, calls, entries } = found[i];
    const wanted = isEmpty ? entriesOf([account]) : NEW[act];
    const left = /** @type {const} */ (["STARK_KEY_PAIRS", "API_KEY_PAIRS"]).map((entry) => {
      const text = entries[entry];
      if (text === undefined) return "none";
      return text === wanted[entry] ? "new" : text === OLD[act][entry] ? "old" : "other";
    });
    const counted = puts === undefined ? undefined : calls.filter((/** @type {any} */ { at }) => at === "put").length;
    return { name, error, left: left.join(" "), puts: counted, calls };
  });
}

const ofTable = (/** @type {Run["act"]} */ act) => casesOf(act).map(([name, { error, left, puts }]) => ({ name, error, left, puts }));

for (const act of /** @type {const} */ (["save", "remove"])) {
  test(`${act}: the package and the extension do as the table says, call by call`, async ({ page }) => {
    const byPackage = await outcomes(page, "package", act);
    const byExtension = await outcomes(page, "extension", act);
    expect(byPackage.map(({ calls, ...outcome }) => outcome)).toEqual(ofTable(act));
    expect(byExtension).toEqual(byPackage);
  });
}

test("save: the snippet does as the table says", async ({ page }) => {
  const found = await outcomes(page, "snippet", "save");
  // It has no codes: either it says that nothing was changed, or that what was there could not be put back.
  const said = (/** @type {string | undefined} */ error) =>
    error && (error === "STORAGE_DAMAGED" || error.includes("could not be put back") ? "damaged" : "unchanged");
  expect(found.map(({ calls, error, ...outcome }) => ({ ...outcome, error: said(error) }))).toEqual(
    ofTable("save").map((outcome) => ({ ...outcome, error: said(outcome.error) })),
  );
});

test("what is the same is not written", async ({ page }) => {
  const { STARK_KEY_PAIRS } = NEW.save;
  const { API_KEY_PAIRS } = OLD.save;
  for (const writer of /** @type {const} */ (["package", "extension"])) {
    const [half, whole] = await runAll(page, [
      { writer, act: "save", faults: [], entries: { STARK_KEY_PAIRS, API_KEY_PAIRS } },
      { writer, act: "save", faults: [], entries: NEW.save },
    ]);
    const written = (/** @type {any} */ { calls }) =>
      calls.filter((/** @type {any} */ { at }) => at === "put").map((/** @type {any} */ { name }) => name);
    expect([half, whole].map(written)).toEqual([["API_KEY_PAIRS"], []]);
    expect(half.entries).toEqual(NEW.save);
  }
});

test("half of a surrogate pair: unreadable, and never altered", async ({ page }) => {
  // As text it would be U+FFFD outside of the page.
  const half = "half of a pair: \\ud83d";
  const withHalf = (/** @type {Record<string, string>} */ entries) => entries.STARK_KEY_PAIRS.replace('"METAMASK"', `"${half}"`);
  const told = await page.evaluate(
    async ({ old, mine, address, snippet }) => {
      /** @type {any} */
      const { misbehaving, readEntries, writeEntries } = window;
      const at = "/stark-credentials/web.js";
      /** @type {typeof import("../../dist/npm/web.js")} */
      const stark = await import(at);
      await stark.init();
      const [credentials] = stark.parseEntries(mine).credentials();
      const text = old.STARK_KEY_PAIRS.replace("\\ud83d", "\ud83d");
      const { storage, texts, calls } = misbehaving({ ...old, STARK_KEY_PAIRS: text }, []);
      Object.defineProperty(window, "localStorage", { value: storage, configurable: true });
      const writes = () => calls.filter((/** @type {any} */ { at }) => at === "put").map((/** @type {any} */ { name }) => name);
      const codeOf = (/** @type {() => void} */ act) => {
        try {
          act();
        } catch (error) {
          return /** @type {any} */ (error).code ?? "other";
        }
      };
      const found = stark.readCredentials(storage);
      const before = JSON.parse(readEntries().texts);
      const told = {
        unreadable: found.unreadable,
        revealed: found.revealText("STARK_KEY_PAIRS") === text && before.starkKeyPairs === text,
        saved: codeOf(() => stark.saveCredentials(credentials, storage)),
        merged: codeOf(() => stark.mergeEntries(before, credentials)),
        snippet: codeOf(() => (0, eval)(snippet)),
        // One that differs in that half alone is another text.
        changed: writeEntries(location.origin, JSON.stringify({ ...before, starkKeyPairs: text.replace("\ud83d", "\ufffd") }), JSON.stringify({})),
        written: writes(),
        left: stark.removeCredentials(address, storage),
        after: writes(),
        kept: texts.get("STARK_KEY_PAIRS") === text,
      };
      // In the tab too.
      texts.set("API_KEY_PAIRS", old.API_KEY_PAIRS);
      const removed = stark.removeFromEntries(before, address);
      const inTab = writeEntries(location.origin, JSON.stringify(before), JSON.stringify(removed));
      const keptInTab = texts.get("STARK_KEY_PAIRS") === text && texts.get("API_KEY_PAIRS") === removed.apiKeyPairs;
      stark.saveCredentials(credentials, storage, { replaceUnreadable: true });
      const replaced = JSON.parse(texts.get("STARK_KEY_PAIRS"));
      return { ...told, inTab, keptInTab, replaced: Object.keys(replaced) };
    },
    { old: { ...OLD.remove, STARK_KEY_PAIRS: withHalf(OLD.remove) }, mine: mine(), address: ADDRESS, snippet: snippet() },
  );
  expect(told).toEqual({
    unreadable: ["STARK_KEY_PAIRS"],
    revealed: true,
    saved: "ENTRY_UNREADABLE",
    merged: "ENTRY_UNREADABLE",
    snippet: "other",
    changed: { error: "ENTRIES_CHANGED" },
    written: [],
    left: ["STARK_KEY_PAIRS"],
    after: ["API_KEY_PAIRS"],
    kept: true,
    inTab: {},
    keptInTab: true,
    replaced: [ADDRESS],
  });
});

test("the snippet: an address that is there in any spelling, and an error that quotes nothing", async ({ page }) => {
  const digits = ADDRESS.slice(2);
  const spellings = [ADDRESS, ADDRESS.toLowerCase(), `0X${digits.toUpperCase()}`, digits, digits.toLowerCase(), ` ${ADDRESS} `];
  const secret = "MY-ONLY-COPY";
  const texts = [...spellings.map((name) => JSON.stringify({ [name]: { privateKey: secret } })), secret, `{"a":"${secret}",}`, `["${secret}"]`, "7"];
  const runs = texts.map((STARK_KEY_PAIRS) => ({ writer: "snippet", act: "save", faults: [], entries: { STARK_KEY_PAIRS } }));
  const found = await runAll(page, /** @type {Run[]} */ (runs));
  for (const [i, { message, entries }] of found.entries()) {
    expect(message, texts[i]).toMatch(/Nothing was changed\.$/);
    expect(message).not.toContain(secret.slice(0, 4));
    expect(entries).toEqual({ STARK_KEY_PAIRS: texts[i] });
  }
  // Nothing, as the app and the package take it.
  for (const nothing of ["", " \n", "null", "{}"]) {
    const [{ error, entries }] = await runAll(page, [{ writer: "snippet", act: "save", faults: [], entries: { STARK_KEY_PAIRS: nothing } }]);
    expect(error).toBeUndefined();
    expect(entries).toEqual(entriesOf([account]));
  }
});

test("what is no storage at all", async ({ page }) => {
  const codes = await page.evaluate(async (mine) => {
    const at = "/stark-credentials/web.js";
    /** @type {any} */
    const stark = await import(at);
    await stark.init();
    const [credentials] = stark.parseEntries(mine).credentials();
    const codeOf = (/** @type {() => void} */ act) => {
      try {
        act();
      } catch (error) {
        return /** @type {any} */ (error).code;
      }
    };
    const none = [{}, [], "text", 7, true, () => {}, Object.create(null), { getItem: 7 }, new Proxy({}, { get: () => undefined })];
    const codes = none.flatMap((storage) => [
      codeOf(() => stark.readCredentials(storage)),
      codeOf(() => stark.saveCredentials(credentials, storage)),
    ]);
    // The module has not come to an end.
    return [...codes, stark.parseEntries(mine).credentials().length];
  }, mine());
  expect(codes).toEqual([...Array(18).fill("STORAGE_DENIED"), 1]);
});

test("writeEntries takes a text out where the new one is none, and refuses what is no text", async ({ page }) => {
  const result = await page.evaluate(async () => {
    const at = "/stark-credentials/web.js";
    /** @type {any} */
    const stark = await import(at);
    await stark.init();
    localStorage.setItem("STARK_KEY_PAIRS", "{}");
    let code;
    try {
      stark.writeEntries({ starkKeyPairs: 7 }, {});
    } catch (error) {
      code = /** @type {any} */ (error).code;
    }
    stark.writeEntries({ starkKeyPairs: "{}" }, { apiKeyPairs: "[]" });
    return { code, ...localStorage };
  });
  expect(result).toEqual({ code: "OPTION_INVALID", API_KEY_PAIRS: "[]" });
});
