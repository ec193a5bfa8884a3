// Keys from a file or a text, or typed in.
import { importCredentials } from "../stark-credentials/web.js";
import { backButton, button, h, icon, note, show } from "./dom.js";
import { workErrorText, working } from "./feedback.js";
import { passwordField } from "./values.js";
import { t, tCount } from "./text.js";
import { typedKeys } from "./typed-keys.js";

/**
 * Decrypts a backup by what is loaded when somebody has one.
 * @type {typeof import("./backup.js").decryptBackup}
 */
const decryptBackup = async (...parameters) => (await import("./backup.js")).decryptBackup(...parameters);

/** What reads a browser's folder is loaded when somebody has one. */
const profiles = () => import("./profile-source.js");

/** The names of the files in which browsers keep local storage. A folder may have a hundred thousand others. */
export const PROFILE_FILE = /^(LocalStorage(-wal)?|data\.sqlite(-wal)?|\d+\.(ldb|log|sst))$/;

/** @typedef {import("../stark-credentials/web.js").Credentials} Credentials */
/** @typedef {import("./accounts.js").Brought} Brought */
/** @typedef {import("./profile-source.js").Found} Found */
/** @typedef {import("../stark-credentials/web.js").Imported} Imported */
/** @typedef {import("./text.js").Said} Said */
/** @typedef {{ input: string | Blob, name: Said }} Source */
/** @typedef {"file" | "type"} Tab */

/**
 * Who is told what comes of it.
 * @typedef {object} Listeners
 * @property {(found: Brought[]) => void} onImported
 * @property {(address: string) => void} onDone called when nothing is left to say, with the first address
 * @property {() => void} onHome
 */

/** What asks for a password, also once more, and for whose. */
const ENCRYPTED = /** @type {const} */ ({
  BACKUP_PASSPHRASE_NEEDED: "file.password.backup",
  BACKUP_PASSPHRASE_WRONG: "file.password.backup",
  HUMMINGBOT_PASSWORD_NEEDED: "file.password.hummingbot",
  HUMMINGBOT_PASSWORD_WRONG: "file.password.hummingbot",
});

/**
 * What the user has said about a file; and what was asked last.
 * @typedef {{ password?: string, address?: string, asked?: (typeof ENCRYPTED)[keyof typeof ENCRYPTED] }} Known
 */

/**
 * Calls back with what is dropped anywhere on the page: a file that misses its place must not be opened by the browser, in full sight.
 * @param {(dropped: DataTransfer) => void} onDrop
 */
export function watchDrops(onDrop) {
  const mark = (/** @type {boolean} */ isOver) => document.body.classList.toggle("dropping", isOver);
  addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && mark(false));
  addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    // A dialog has its own use for what is dropped on it.
    if (event.dataTransfer && !document.querySelector("dialog[open]")) onDrop(event.dataTransfer);
  });
}

/**
 * Creates the view with its two tabs.
 * @param {Listeners} listeners
 * @param {Tab} [first] the tab that is open at first
 */
export function fileView(listeners, first = "file") {
  const heading = h("h1", { tabindex: "-1" }, t("file.title"));
  const typed = typedKeys((credentials) => {
    const { address } = credentials;
    listeners.onImported([{ credentials, from: t("type.source") }]);
    listeners.onDone(address);
  });
  const files = new FileReading(listeners, () => {
    select("type");
    typed.focus();
  });
  const panels = { file: files.element, type: typed.element };
  const tabs = /** @type {Tab[]} */ (["file", "type"]).map((name) => {
    panels[name].id = `panel-${name}`;
    panels[name].setAttribute("role", "tabpanel");
    panels[name].setAttribute("aria-labelledby", `tab-${name}`);
    const attributes = { id: `tab-${name}`, role: "tab", "aria-controls": `panel-${name}` };
    return { name, tab: button(t(`file.tab.${name}`), () => select(name), attributes) };
  });

  /** @param {Tab} selected */
  function select(selected) {
    for (const { name, tab } of tabs) {
      tab.setAttribute("aria-selected", String(name === selected));
      tab.tabIndex = name === selected ? 0 : -1;
      panels[name].hidden = name !== selected;
    }
  }

  /** Moves between the tabs as between a list's items. @param {KeyboardEvent} event */
  function onKeydown({ key, target }) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const at = tabs.findIndex(({ tab }) => tab === target);
    if (step === undefined || at === -1) return;
    const { name, tab } = tabs[(at + step + tabs.length) % tabs.length];
    select(name);
    tab.focus();
  }

  select(first);
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": t("file.title"), onKeydown }, ...tabs.map(({ tab }) => tab));
  return {
    name: "file",
    title: t("file.title"),
    element: h(
      "div",
      {},
      backButton(t("app.back"), listeners.onHome),
      h("section", { class: "card stack" }, heading, list, panels.file, panels.type),
    ),
    focus: () => heading.focus(),
    /** Empties what was typed. */
    close() {
      typed.clear();
      files.clear();
    },
    /** Reads what was dropped. @param {DataTransfer} dropped */
    receive(dropped) {
      select("file");
      files.receive(dropped);
    },
  };
}

/** Fills the tab that reads files and texts. */
class FileReading {
  #listeners;
  #onType;
  #area = h("textarea", {
    class: "mono",
    rows: "3",
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    "aria-label": t("file.paste.label"),
    onInput: () => this.#enable(),
  });
  #read = button(t("file.read"), () => this.#openAll([{ input: this.#area.value, name: this.#pasted() }]), { disabled: true });
  #choose = button(t("file.choose"), () => this.#picker.click(), { class: "primary" });
  #picker = h("input", { type: "file", multiple: true, hidden: true, onChange: () => this.#pick() });
  #outcomes = h("div", { class: "stack outcomes", tabindex: "-1" });
  #texts = 0;

  /**
   * @param {Listeners} listeners
   * @param {() => void} onType opens the other tab
   */
  constructor(listeners, onType) {
    this.#listeners = listeners;
    this.#onType = onType;
    const known = [1, 2, 3, 4].map((n) => h("li", {}, h("span", {}, t(`file.knows.${n}`))));
    this.element = h(
      "div",
      { class: "stack" },
      this.#outcomes,
      h("div", { class: "drop" }, icon("up"), this.#choose, h("p", { class: "soft" }, t("file.drop")), this.#picker),
      this.#folder(),
      h("details", {}, h("summary", {}, t("file.paste")), this.#area, h("div", { class: "row-of-buttons" }, this.#read)),
      h("div", {}, h("h2", { class: "small-title" }, t("file.knows")), h("ul", { class: "bullets" }, ...known)),
    );
  }

  clear() {
    this.#area.value = "";
    this.#enable();
  }

  /** Draws the place for a browser's folder. */
  #folder() {
    const box = h("div", {});
    const fill = async () => {
      if (box.childElementCount === 0) box.append((await profiles()).profileBox((files) => this.#openProfiles(files)));
    };
    return h("details", { class: "folder", onToggle: fill }, h("summary", {}, t("profile.title")), box);
  }

  /** @param {DataTransfer} dropped */
  receive(dropped) {
    const text = dropped.getData("text");
    // They are there as long as the event is.
    const entries = [...dropped.items].map((item) => item.webkitGetAsEntry());
    if (entries.some((entry) => entry?.isDirectory)) this.#openDropped(entries);
    else if (dropped.files.length > 0) this.#openFiles([...dropped.files]);
    else if (text !== "") this.#openAll([{ input: text, name: this.#pasted() }]);
  }

  #enable() {
    this.#read.disabled = this.#area.value.trim() === "";
  }

  /** Names a text. Texts have no names, so they are counted. */
  #pasted() {
    return ++this.#texts === 1 ? t("file.pasted") : t("file.pasted.more", { count: this.#texts });
  }

  #pick() {
    const files = [...(this.#picker.files ?? [])];
    // The same file can be picked again.
    this.#picker.value = "";
    this.#openFiles(files);
  }

  /** @param {File[]} files */
  #openFiles(files) {
    if (files.every(({ name }) => PROFILE_FILE.test(name))) this.#openProfiles(files.map((file) => ({ path: file.name, file })));
    else this.#openAll(named(files));
  }

  /** @param {(FileSystemEntry | null)[]} entries */
  #openDropped(entries) {
    this.#openProfiles(profiles().then(({ filesOf }) => filesOf(entries)));
  }

  /**
   * Reads a browser's folder: what is current in it, then what is older.
   * @param {Found[] | Promise<Found[]>} files
   */
  async #openProfiles(files) {
    show(this.#outcomes, note("", undefined, t("file.reading", { name: t("profile.title") })));
    const { sets, notes } = await this.#readProfiles(files);
    const addresses = sets.map(({ credentials }) => credentials.address);
    if (sets.length > 0) this.#listeners.onImported(sets);
    else if (notes.length === 0) notes.push(note("warn", t("profile.none.title"), t("profile.none")));
    show(this.#outcomes, ...notes.map((one) => spoken("alert", one)));
    this.#end(addresses, notes.length > 0);
  }

  /**
   * Reads the stores among files. What goes wrong on the way there is a note, too.
   * @param {Found[] | Promise<Found[]>} files
   * @returns {Promise<{ sets: Brought[], notes: HTMLElement[] }>}
   */
  async #readProfiles(files) {
    try {
      const { readProfiles } = await profiles();
      return await readProfiles(await files);
    } catch (error) {
      return { sets: [], notes: [note("bad", t("profile.title"), workErrorText(error))] };
    }
  }

  /**
   * Reads several things, each with an outcome of its own, and the next one when there is no question left about one.
   * @param {Source[]} sources
   */
  async #openAll(sources) {
    show(this.#outcomes);
    // What is said of these comes first now.
    this.#choose.className = "";
    /** @type {string[]} */
    const addresses = [];
    let isOpen = false;
    for (const source of sources) {
      const outcome = h("div", { class: "stack" });
      this.#outcomes.append(outcome);
      const done = await new SourceReading(source, outcome, {
        onImported: (credentials) => {
          // What was read need not stay on the screen.
          if (source.input === this.#area.value) this.clear();
          const from = t("result.source.file", { name: source.name });
          this.#listeners.onImported(credentials.map((one) => ({ credentials: one, from })));
        },
        onType: this.#onType,
      }).read();
      addresses.push(...done.addresses);
      isOpen ||= done.isOpen;
    }
    this.#end(addresses, isOpen);
  }

  /**
   * Shows the keys; or what is still to be said, which comes first.
   * @param {string[]} addresses
   * @param {boolean} isOpen
   */
  #end(addresses, isOpen) {
    const [first] = addresses;
    if (!isOpen && first !== undefined) return this.#listeners.onDone(first);
    // What is still open comes before what was found.
    if (first !== undefined) {
      const go = button(t("file.show"), () => this.#listeners.onDone(first), { class: "primary" });
      this.#outcomes.append(h("div", { class: "row-of-buttons" }, go));
    }
    if (isOpen) this.#outcomes.focus();
  }
}

/** @param {File[]} files @returns {Source[]} */
const named = (files) => files.map((file) => ({ input: file, name: file.name }));

/** Reads one file or text, and asks the questions that it leaves open. */
class SourceReading {
  #source;
  #outcome;
  #listeners;
  /** @type {PromiseWithResolvers<{ addresses: string[], isOpen: boolean }>} */
  #done = Promise.withResolvers();

  /**
   * @param {Source} source
   * @param {Element} outcome where it is said what came of it
   * @param {{ onImported: (credentials: Credentials[]) => void, onType: () => void }} listeners
   */
  constructor(source, outcome, listeners) {
    this.#source = source;
    this.#outcome = outcome;
    this.#listeners = listeners;
  }

  /** Reads it; resolves to whose keys were found, and whether there is more to say. */
  read() {
    this.#attempt({});
    return this.#done.promise;
  }

  /** @param {Known} known */
  async #attempt(known) {
    const { input, name } = this.#source;
    try {
      const imported = await working(this.#outcome, t("file.reading", { name }), (work) =>
        importCredentials(input, { ...known, ...work, decryptBackup }),
      );
      try {
        this.#settle(imported, known);
      } finally {
        imported.free();
      }
    } catch (error) {
      this.#failed(error, known);
    }
  }

  /** @param {Imported} imported @param {Known} known */
  #settle(imported, known) {
    const { name } = this.#source;
    const credentials = imported.credentials();
    const notes = notesOn(imported, name);
    const addresses = credentials.map((one) => one.address);
    const summary = credentials.length > 0 && spoken("status", note("ok", undefined, tCount("file.read", credentials.length, { name })));
    if (credentials.length > 0) this.#listeners.onImported(credentials);
    if (imported.withoutAddress === 1) {
      const question = addressQuestion(name, known.address ?? "", (address) => this.#attempt({ ...known, address }));
      this.#ask(question, summary, ...notes);
      return;
    }
    const nothing = credentials.length === 0 && spoken("alert", note("warn", undefined, t("file.nothing", { name })));
    show(this.#outcome, nothing, summary, ...notes);
    this.#done.resolve({ addresses, isOpen: notes.some(Boolean) || Boolean(nothing) });
  }

  /** @param {unknown} error @param {Known} known */
  #failed(error, known) {
    const { name } = this.#source;
    const { code = "" } = /** @type {{ code?: string }} */ (error);
    const isCalm = code === "CANCELLED" || code.endsWith("_NEEDED");
    const said = spoken(isCalm ? "status" : "alert", note(isCalm ? "" : "bad", name, workErrorText(error, { name })));
    said.dataset.code = code;
    const asked = /** @type {Known["asked"]} */ (code === "CANCELLED" ? known.asked : ENCRYPTED[/** @type {keyof typeof ENCRYPTED} */ (code)]);
    if (asked) {
      const question = passwordQuestion(t(asked, { name }), known.password ?? "", (password) => this.#attempt({ ...known, password, asked }));
      // That a password is needed is what the question says.
      return this.#ask(question, !code.endsWith("_NEEDED") && said);
    }
    if (code.startsWith("ADDRESS_")) {
      return this.#ask(
        addressQuestion(name, known.address ?? "", (address) => this.#attempt({ ...known, address })),
        said,
      );
    }
    show(this.#outcome, code === "IMPORT_NOTHING_FOUND" ? this.#unknown(code) : said);
    this.#done.resolve({ addresses: [], isOpen: true });
  }

  /** Says that the format is none that is known, and leads on. @param {string} code */
  #unknown(code) {
    const { name } = this.#source;
    const go = button(t("file.unknown.go"), this.#listeners.onType, { class: "primary" });
    const box = note("warn", t("file.unknown.title", { name }), t("file.unknown.about"), h("div", { class: "row-of-buttons" }, go));
    box.dataset.code = code;
    return spoken("alert", box);
  }

  /**
   * Shows a question. Whoever does not want to answer goes on without.
   * @param {Element} question
   * @param {...import("./dom.js").Child} above
   */
  #ask(question, ...above) {
    const { name } = this.#source;
    const skip = button(
      t("file.skip"),
      () => {
        show(this.#outcome, spoken("status", note("", undefined, t("file.skipped", { name }))));
        this.#done.resolve({ addresses: [], isOpen: false });
      },
      { class: "plain" },
    );
    question.querySelector(".row-of-buttons")?.append(skip);
    show(this.#outcome, ...above, question);
    question.querySelector("input")?.focus();
  }
}

/**
 * Lets a note be read out as soon as it is there.
 * @param {"status" | "alert"} role
 * @param {HTMLElement} element
 */
function spoken(role, element) {
  element.setAttribute("role", role);
  return element;
}

/**
 * Says what was not, or not fully, understood.
 * @param {Imported} imported
 * @param {Said} name
 */
const notesOn = ({ unreadable, unused, withoutAddress }, name) => [
  unreadable.length > 0 && note("bad", undefined, t("file.unreadable", { entries: unreadable })),
  unused.length > 0 && note("warn", undefined, t("file.unused", { parts: unused.map((part) => t(`part.${part}`)) })),
  withoutAddress > 1 && note("bad", undefined, tCount("file.addresses", withoutAddress, { name })),
];

/**
 * @param {Said} label
 * @param {string} value
 * @param {(password: string) => void} onAnswer
 */
function passwordQuestion(label, value, onAnswer) {
  const field = passwordField(label, (value) => (ok.disabled = value === ""));
  const ok = button(t("file.open"), () => onAnswer(field.input.value), { class: "primary", disabled: value === "" });
  field.input.value = value;
  return h("div", { class: "stack", onKeydown: onEnter(ok) }, field.element, h("div", { class: "row-of-buttons" }, ok));
}

/**
 * @param {Said} name what it is asked about
 * @param {string} value
 * @param {(address: string) => void} onAnswer
 */
function addressQuestion(name, value, onAnswer) {
  const input = h("input", {
    type: "text",
    class: "mono",
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    placeholder: "0x…",
    value,
  });
  const ok = button(t("file.address.ok"), () => onAnswer(input.value.trim()), { class: "primary" });
  return h(
    "div",
    { class: "stack", onKeydown: onEnter(ok) },
    h("p", {}, t("file.address", { name })),
    h("label", { class: "field" }, h("span", { class: "label" }, h("b", {}, t("part.address"))), input),
    h("div", { class: "row-of-buttons" }, ok),
  );
}

/**
 * Lets the Enter key press a button.
 * @param {HTMLButtonElement} ok
 */
const onEnter = (ok) => (/** @type {KeyboardEvent} */ event) => {
  if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
  // Else the same key would press the button that has the focus next: Stop.
  event.preventDefault();
  ok.click();
};
