// Firefox, and the exchange's addresses on this machine: behind a proxy on loopback, with TLS of our own.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer as createProxy } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Builder } from "selenium-webdriver";
import firefox from "selenium-webdriver/firefox.js";
import { portOf, serveHttps } from "./https.js";

const ADDON = "stark-credentials@stark-credentials.invalid";
const UUID = "7a5c1c2e-0d0c-4a53-9d4d-2b8f0a6c9e11";
export const PANEL = `moz-extension://${UUID}/extension/panel.html`;

/** The hosts that are there; a page of ours is one. */
const HOSTS = /^(trade\.(stage\.)?dydx\.exchange|page\.example):443$/;

/** @param {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void} site answers for all of them */
export async function launchFirefox(site) {
  const { server, port } = await serveHttps(site);
  const proxy = createProxy((_, response) => void response.writeHead(502).end());
  proxy.on("connect", ({ url = "" }, socket) => {
    if (!HOSTS.test(url)) return socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    const upstream = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    for (const one of [upstream, socket]) one.on("error", () => void [upstream.destroy(), socket.destroy()]);
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");

  const downloads = await mkdtemp(join(tmpdir(), "firefox-"));
  const options = new firefox.Options();
  options.addArguments("-headless");
  options.setAcceptInsecureCerts(true);
  if (process.env.FIREFOX) options.setBinary(process.env.FIREFOX);
  for (const [name, value] of Object.entries({
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": portOf(proxy),
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": portOf(proxy),
    "network.proxy.allow_hijacking_localhost": true,
    "extensions.webextensions.uuids": JSON.stringify({ [ADDON]: UUID }),
    "browser.toolbars.bookmarks.visibility": "always",
    // What an extension asks for is granted, as by its user.
    "extensions.webextOptionalPermissionPrompts": false,
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.download.start_downloads_in_tmp_dir": false,
  })) {
    options.setPreference(name, value);
  }
  const service = new firefox.ServiceBuilder(process.env.GECKODRIVER ?? "geckodriver");
  service.addArguments("--allow-system-access");
  const driver = /** @type {firefox.Driver} */ (
    await new Builder().forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(service).build()
  );

  return {
    driver,
    downloads,
    /** Does something with the browser itself, not with a page in it. */
    async inBrowser(/** @type {() => Promise<void>} */ act) {
      await driver.setContext(/** @type {any} */ ("chrome"));
      await act();
      await driver.setContext(/** @type {any} */ ("content"));
    },
    async stop() {
      await driver.quit();
      proxy.close();
      server.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}
