// The one rule by which the two entries are written, as a table of cases. The package, the extension and the snippet are run through it.
//
// Whoever writes reads both entries and makes the new texts of them; reads both again, and stops if they are others; writes those that
// differ; reads both back. If anything goes wrong it looks at each entry, puts the old text back where another one stands, and reads both
// once more. So of the calls of `getItem`, 1 and 2 read, 3 and 4 compare, 5 and 6 read back, 7 and 8 look, 9 and 10 see whether the old texts
// are there again. Of the calls that write, 1 and 2 write, and 3 and 4 put back.

/**
 * What goes wrong, and at which calls.
 *
 * Reading `throws`; `gives` something else than the text that is stored (`undefined` for none, a number, …); or finds that meanwhile
 * another tab has written the entry (`changed`) or taken it out (`gone`). Writing `throws`, is `full`, is `dropped` without a word, or
 * stores `half` of the text.
 * @typedef {object} Fault
 * @property {"get" | "put"} at calls of `getItem`; of `setItem` and `removeItem`
 * @property {number} from the first call, counted from 1
 * @property {number} to the last one
 * @property {"throws" | "gives" | "changed" | "gone" | "full" | "dropped" | "half"} does
 * @property {"undefined" | "number" | "promise" | "object" | "other text" | "nothing"} [what] what reading gives
 */

/**
 * @typedef {object} Case
 * @property {Fault[]} faults
 * @property {string} [error] what the writer says: the error's code; none if all was written
 * @property {string} left what each entry holds in the end: `old`, `new`, `none`, or `other`
 * @property {number} [puts] how many calls have written
 * @property {boolean} [isEmpty] whether nothing is stored at first
 */

/**
 * @param {Fault["at"]} at
 * @param {number | [number, number]} calls
 * @param {Fault["does"]} does
 * @param {Fault["what"]} [what]
 * @returns {Fault}
 */
const fault = (at, calls, does, what) => {
  const [from, to] = typeof calls === "number" ? [calls, calls] : calls;
  return { at, from, to, does, what };
};
const EVER = Number.MAX_SAFE_INTEGER;

/** @type {Record<string, Case>} */
export const CASES = {
  "all is well": { faults: [], left: "new new", puts: 2 },
  "nothing is stored": { faults: [], left: "new new", puts: 2, isEmpty: true },
  "undefined where there is none": { faults: [fault("get", [1, EVER], "gives", "undefined")], left: "new new", isEmpty: true },

  "full at the first": { faults: [fault("put", 1, "full")], error: "STORAGE_FULL", left: "old old", puts: 1 },
  "full at the second": { faults: [fault("put", 2, "full")], error: "STORAGE_FULL", left: "old old", puts: 3 },
  "full at the second, with nothing stored": { faults: [fault("put", 2, "full")], error: "STORAGE_FULL", left: "none none", isEmpty: true },
  "full for ever, after the first": { faults: [fault("put", [2, EVER], "full")], error: "STORAGE_DAMAGED", left: "new old" },
  "throws at the first": { faults: [fault("put", 1, "throws")], error: "STORAGE_DENIED", left: "old old", puts: 1 },
  "throws at the second": { faults: [fault("put", 2, "throws")], error: "STORAGE_DENIED", left: "old old", puts: 3 },
  "throws at each": { faults: [fault("put", [1, EVER], "throws")], error: "STORAGE_DENIED", left: "old old", puts: 1 },
  "throws for ever, after the first": { faults: [fault("put", [2, EVER], "throws")], error: "STORAGE_DAMAGED", left: "new old" },

  "throws when the first is read": { faults: [fault("get", 1, "throws")], error: "STORAGE_DENIED", left: "old old", puts: 0 },
  "throws when the second is read": { faults: [fault("get", 2, "throws")], error: "STORAGE_DENIED", left: "old old", puts: 0 },
  "throws when compared": { faults: [fault("get", 3, "throws")], error: "STORAGE_DENIED", left: "old old", puts: 0 },
  "throws when read back": { faults: [fault("get", 5, "throws")], error: "STORAGE_DENIED", left: "old old", puts: 4 },
  "throws when the second is read back": { faults: [fault("get", 6, "throws")], error: "STORAGE_DENIED", left: "old old", puts: 4 },
  "throws when looked at again": {
    faults: [fault("put", 2, "throws"), fault("get", [5, 6], "throws")],
    error: "STORAGE_DENIED",
    left: "old old",
    puts: 4,
  },
  "throws for ever, once it is written": { faults: [fault("get", [5, EVER], "throws")], error: "STORAGE_DAMAGED", left: "old old" },

  "drops the first": { faults: [fault("put", 1, "dropped")], error: "STORAGE_NOT_WRITTEN", left: "old old" },
  "drops the second": { faults: [fault("put", 2, "dropped")], error: "STORAGE_NOT_WRITTEN", left: "old old", puts: 3 },
  "drops each": { faults: [fault("put", [1, EVER], "dropped")], error: "STORAGE_NOT_WRITTEN", left: "old old", puts: 2 },
  "drops each, with nothing stored": { faults: [fault("put", [1, EVER], "dropped")], error: "STORAGE_NOT_WRITTEN", left: "none none", isEmpty: true },
  "drops each, after the first": { faults: [fault("put", [2, EVER], "dropped")], error: "STORAGE_DAMAGED", left: "new old" },
  "stores half of the first": { faults: [fault("put", 1, "half")], error: "STORAGE_NOT_WRITTEN", left: "old old" },
  "stores half of the second": { faults: [fault("put", 2, "half")], error: "STORAGE_NOT_WRITTEN", left: "old old" },
  "stores half of each": { faults: [fault("put", [1, EVER], "half")], error: "STORAGE_DAMAGED", left: "other other" },

  "the first was changed after it was read": { faults: [fault("get", 3, "changed")], error: "ENTRIES_CHANGED", left: "other old", puts: 0 },
  "the second was changed after it was read": { faults: [fault("get", 4, "changed")], error: "ENTRIES_CHANGED", left: "old other", puts: 0 },
  "the first is gone after it was read": { faults: [fault("get", 3, "gone")], error: "ENTRIES_CHANGED", left: "none old", puts: 0 },
  "one is there after none was read": { faults: [fault("get", 4, "changed")], error: "ENTRIES_CHANGED", left: "none other", puts: 0, isEmpty: true },
  "the first is gone after it was written": { faults: [fault("get", 5, "gone")], error: "STORAGE_NOT_WRITTEN", left: "old old" },
  "the second is changed after it was written": { faults: [fault("get", 6, "changed")], error: "STORAGE_NOT_WRITTEN", left: "old old" },
  "another text is read back": { faults: [fault("get", 5, "gives", "other text")], error: "STORAGE_NOT_WRITTEN", left: "old old" },
  "nothing is read back": { faults: [fault("get", 6, "gives", "nothing")], error: "STORAGE_NOT_WRITTEN", left: "old old" },
  "another text is read for ever, once it is written": {
    faults: [fault("get", [5, EVER], "gives", "other text")],
    error: "STORAGE_DAMAGED",
    left: "old old",
  },

  "a number is read": { faults: [fault("get", [1, EVER], "gives", "number")], error: "STORAGE_DENIED", left: "old old", puts: 0 },
  "a promise is read": { faults: [fault("get", [1, EVER], "gives", "promise")], error: "STORAGE_DENIED", left: "old old", puts: 0 },
  "an object is read": { faults: [fault("get", [1, EVER], "gives", "object")], error: "STORAGE_DENIED", left: "old old", puts: 0 },
  "a number is compared": { faults: [fault("get", 3, "gives", "number")], error: "STORAGE_DENIED", left: "old old", puts: 0 },
  "a promise is read back": { faults: [fault("get", 6, "gives", "promise")], error: "STORAGE_DENIED", left: "old old" },
};

/**
 * A storage that misbehaves, and what became of it. Runs in the page: it goes there as text.
 * @param {Record<string, string>} entries
 * @param {Fault[]} faults
 */
export function misbehaving(entries, faults) {
  const texts = new Map(Object.entries(entries));
  /** @type {{ at: "get" | "put", name: string }[]} */
  const calls = [];
  /**
   * @param {"get" | "put"} at
   * @param {string} name
   */
  function faultOf(at, name) {
    calls.push({ at, name });
    const count = calls.filter((call) => call.at === at).length;
    return faults.find((fault) => fault.at === at && fault.from <= count && count <= fault.to);
  }
  /**
   * @param {string} name
   * @param {string} [text]
   */
  function put(name, text) {
    const does = faultOf("put", name)?.does;
    if (does === "throws") throw new Error("The storage threw.");
    if (does === "full") throw new DOMException("The storage is full.", "QuotaExceededError");
    if (does === "dropped") return;
    if (text === undefined) texts.delete(name);
    else texts.set(name, does === "half" ? text.slice(0, text.length / 2) : text);
  }
  const storage = {
    getItem(/** @type {string} */ name) {
      const { does, what } = faultOf("get", name) ?? {};
      if (does === "throws") throw new Error("The storage threw.");
      if (does === "changed") texts.set(name, '{"another":"tab"}');
      if (does === "gone") texts.delete(name);
      const text = texts.get(name) ?? null;
      if (does !== "gives") return text;
      if (what === "undefined") return text ?? undefined;
      if (what === "nothing") return null;
      return { number: 7, promise: Promise.resolve(text), object: new String(text), "other text": `${text} ` }[String(what)];
    },
    setItem: put,
    removeItem: (/** @type {string} */ name) => put(name),
  };
  return { storage, texts, calls };
}
