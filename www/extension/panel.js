// The panel: the app, over the local storage and the wallets of the exchange's tab.
import { start } from "../ui/app.js";
import { exchangeTab } from "./exchange-tab.js";

start(exchangeTab, "extension");
