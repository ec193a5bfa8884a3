// Every way in which a script can send something, and a server on loopback that would get it.
import { createServer } from "node:http";

/** @returns the server's address, and what has arrived there */
export async function startSink() {
  /** @type {string[]} */
  const arrived = [];
  const server = createServer((request, response) => {
    if (request.url === "/") return response.writeHead(200, { "content-type": "text/html" }).end("<title>a page without a policy</title>");
    arrived.push(String(request.url).slice(1));
    response.writeHead(204).end();
  });
  server.on("upgrade", ({ url }, socket) => void [arrived.push(String(url).slice(1)), socket.destroy()]);
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, arrived, stop: () => void [server.closeAllConnections(), server.close()] };
}

/**
 * Tries them all, as a script would that got into the page. Gives their names when each has had its time.
 * @param {import("@playwright/test").Page} page
 * @param {string} sink
 */
export const tryToSend = (page, sink) =>
  page.evaluate(async (sink) => {
    const add = (/** @type {string} */ tag, /** @type {object} */ properties) => {
      const element = Object.assign(document.createElement(tag), properties);
      document.body.append(element);
      return /** @type {any} */ (element);
    };
    /** @type {Record<string, (to: string) => unknown>} */
    const ways = {
      fetch: (to) => fetch(to, { mode: "no-cors" }).catch(() => {}),
      beacon: (to) => navigator.sendBeacon(to, "key"),
      xhr: (to) => {
        const request = new XMLHttpRequest();
        request.open("POST", to);
        request.send("key");
      },
      webSocket: (to) => new WebSocket(to.replace("http", "ws")),
      eventSource: (to) => new EventSource(to),
      image: (to) => add("img", { src: to }),
      audio: (to) => add("audio", { src: to, preload: "auto" }),
      script: (to) => add("script", { src: to }),
      style: (to) => add("link", { rel: "stylesheet", href: to }),
      styleImage: (to) => (add("p", { textContent: "x" }).style.backgroundImage = `url(${to})`),
      font: (to) => new FontFace("x", `url(${to})`).load().catch(() => {}),
      prefetch: (to) => add("link", { rel: "prefetch", href: to }),
      frame: (to) => add("iframe", { src: to }),
      object: (to) => add("object", { data: to }),
      worker: (to) => new Worker(URL.createObjectURL(new Blob([`fetch("${to}", { mode: "no-cors" })`]))),
      form: (to) => {
        add("iframe", { name: "form-target" });
        add("form", { action: to, method: "post", target: "form-target" }).submit();
      },
    };
    for (const [name, send] of Object.entries(ways)) {
      try {
        send(`${sink}${name}`);
      } catch {
        // Some throw as well.
      }
    }
    return Object.keys(ways);
  }, sink);
