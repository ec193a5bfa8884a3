// The page: the app, over this origin's own local storage and wallets.
import { init } from "./stark-credentials/web.js";
import { startApp } from "./ui/app.js";
import { h, show } from "./ui/dom.js";
import { errorText, loadTexts, t } from "./ui/text.js";
import { thisOrigin } from "./ui/this-origin.js";

const page = /** @type {HTMLElement} */ (document.getElementById("page"));

try {
  if (window.top !== window.self) {
    await loadTexts();
    throw new Error(t("framed", { address: location.origin + location.pathname }));
  }
  const [, failure] = await Promise.all([loadTexts(), init().then(() => undefined, (error) => error)]);
  // With the texts there, it is said in them.
  if (failure) throw failure;
  startApp(page, thisOrigin);
} catch (error) {
  show(page, h("p", { class: "trouble", role: "alert" }, errorText(error)));
}
