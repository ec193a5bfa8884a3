// The page: the app, over this origin's own local storage and wallets.
import { init } from "./stark-credentials/web.js";
import { startApp } from "./ui/app.js";
import { h, show } from "./ui/dom.js";
import { errorText, loadTexts } from "./ui/text.js";
import { thisOrigin } from "./ui/this-origin.js";

const page = /** @type {HTMLElement} */ (document.getElementById("page"));

try {
  await Promise.all([init(), loadTexts()]);
  startApp(page, thisOrigin);
} catch (error) {
  show(page, h("p", { class: "trouble", role: "alert" }, errorText(error)));
}
