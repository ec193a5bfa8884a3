// Runs beside the page: relays between the provider in it and the worker.
import { WindowPostMessageStream } from "@metamask/post-message-stream";
import { PortDuplexStream } from "extension-port-stream";
import { CONTENT_SCRIPT, INPAGE, channelIn } from "./channel.js";

const { chrome } = /** @type {any} */ (globalThis);

const page = channelIn(new WindowPostMessageStream({ name: CONTENT_SCRIPT, target: INPAGE }));
const worker = channelIn(new PortDuplexStream(chrome.runtime.connect({ name: CONTENT_SCRIPT })));
page.pipe(worker).pipe(page);
