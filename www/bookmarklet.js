// The bookmarklet. It runs in the exchange's page when its user clicks the bookmark: it opens our page, which made the bookmark, and hands
// it the two local-storage entries. They go to that page's origin and to no other; without a click nothing happens.
//
// The link is this very text and a call of its first function. It must work whatever the site's security policy forbids: so there is no
// eval, no HTML as text and no style attribute in it, and it imports nothing.

/** @typedef {Record<"title" | "elsewhere" | "denied" | "nothing" | "waiting" | "done" | "blocked" | "cut" | "secret" | "copy" | "copied" | "show" | "close", string>} Texts */

/**
 * @param {string} page the address of our page, with its language behind a #
 * @param {string[]} exchange the origins whose entries are handed over
 * @param {Texts} texts
 */
function bookmarklet(page, exchange, texts) {
  const NAMES = ["STARK_KEY_PAIRS", "API_KEY_PAIRS"];
  const { origin } = new URL(page);
  const box = openBox(texts);

  if (!exchange.includes(location.origin)) return box.announce(texts.elsewhere);
  /** @type {(string | null)[]} */
  let entries;
  try {
    entries = NAMES.map((name) => localStorage.getItem(name));
  } catch {
    return box.announce(texts.denied);
  }
  if (entries.every((text) => text === null)) return box.announce(texts.nothing);

  // Whoever answers must know it: only the page that is opened gets it, in its address, and takes it out of there at once.
  const token = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const [starkKeyPairs, apiKeyPairs] = entries;
  /** @type {ReturnType<typeof setTimeout>[]} */
  const timers = [];
  addEventListener("message", answer);
  const opened = window.open(`${page}&handover=${token}&from=${location.origin}`, "_blank");
  if (!opened) return failed(texts.blocked);
  box.announce(texts.waiting);
  box.onClose(stop);
  // A site may cut the link between its windows: then the window seems closed, and nobody ever answers.
  timers.push(
    setInterval(() => opened.closed && failed(texts.cut), 500),
    setTimeout(() => failed(texts.cut), 15_000),
  );

  /** @param {MessageEvent} event */
  function answer({ source, origin: from, data }) {
    if (source !== opened || from !== origin || data?.type !== "stark-credentials:ready" || data.token !== token) return;
    stop();
    /** @type {Window} */ (opened).postMessage({ type: "stark-credentials:entries", token, starkKeyPairs, apiKeyPairs }, origin);
    box.announce(texts.done);
  }

  function stop() {
    removeEventListener("message", answer);
    timers.forEach(clearTimeout);
  }

  /** @param {string} why */
  function failed(why) {
    stop();
    box.announce(why, texts.secret);
    entries.forEach((text, i) => text !== null && box.offer(NAMES[i], text));
    box.focus();
  }
}

/**
 * A box over the page, out of the reach of the page's styles.
 * @param {Texts} texts
 */
function openBox(texts) {
  // In a page that is no HTML, an element has to be told that it is.
  const make = (/** @type {string} */ tag, text = "") => {
    const element = document.createElementNS("http://www.w3.org/1999/xhtml", tag);
    element.textContent = text;
    return /** @type {any} */ (element);
  };
  const host = make("div");
  const root = host.attachShadow({ mode: "closed" });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    dialog { color-scheme: light; box-sizing: border-box; width: min(560px, calc(100vw - 24px)); padding: 24px; border: 1px solid #dedbe3; border-radius: 16px;
      background: #fff; color: #1d1b26; font: 16px/1.5 system-ui, sans-serif; text-align: left; }
    dialog::backdrop { background: rgb(12 10 20 / 55%); }
    h2 { margin: 0 0 12px; font-size: 20px; }
    p { margin: 0 0 12px; overflow-wrap: anywhere; }
    label { display: block; margin: 14px 0 0; font-weight: 600; }
    label + button { margin-bottom: 8px; }
    textarea { box-sizing: border-box; width: 100%; height: 90px; font: 13px/1.4 monospace; }
    button { margin: 4px 8px 0 0; padding: 8px 14px; border: 1px solid #4f46e5; border-radius: 9px; background: #4f46e5; color: #fff;
      font: inherit; cursor: pointer; }
    button.quiet { border-color: #dedbe3; background: #fff; color: inherit; }
  `);
  root.adoptedStyleSheets = [style];
  const dialog = make("dialog");
  const status = make("p");
  const offers = make("div");
  const close = make("button", texts.close);
  close.className = "quiet";
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => host.remove());
  status.setAttribute("role", "status");
  dialog.append(make("h2", texts.title), status, offers, close);
  root.append(dialog);
  document.documentElement.append(host);
  dialog.showModal();
  return {
    /** @param {...string} sentences */
    announce: (...sentences) => status.replaceChildren(...sentences.map((text) => make("span", `${text} `))),
    /** @param {() => void} listener */
    onClose: (listener) => dialog.addEventListener("close", listener),
    /**
     * @param {string} name
     * @param {string} text
     */
    offer(name, text) {
      const label = make("label", name);
      const area = make("textarea");
      area.readOnly = true;
      area.hidden = true;
      const reveal = () => {
        area.value = text;
        area.hidden = false;
        area.select();
      };
      const copy = make("button", texts.copy);
      copy.addEventListener("click", async () => {
        // Where the site forbids it, the text can be copied by hand.
        await navigator.clipboard.writeText(text).then(() => (copy.textContent = texts.copied), reveal);
      });
      const show = make("button", texts.show);
      show.className = "quiet";
      show.addEventListener("click", reveal);
      label.append(area);
      offers.append(label, copy, show);
    },
    focus: () => offers.querySelector("button")?.focus(),
  };
}
