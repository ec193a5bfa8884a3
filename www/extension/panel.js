// The panel: the app, over the local storage and the wallets of the exchange's tab.
import { init } from "../stark-credentials/web.js";
import { startApp } from "../ui/app.js";
import { h, show } from "../ui/dom.js";
import { errorText, loadTexts } from "../ui/text.js";
import { exchangeTab } from "./exchange-tab.js";

const page = /** @type {HTMLElement} */ (document.getElementById("page"));

try {
  const [, failure] = await Promise.all([loadTexts("extension"), init().then(() => undefined, (error) => error)]);
  // With the texts there, it is said in them.
  if (failure) throw failure;
  startApp(page, await exchangeTab());
} catch (error) {
  show(page, h("p", { class: "trouble", role: "alert" }, errorText(error)));
}
