// Runs in the page: MetaMask's provider, announced by EIP-6963 and as `window.ethereum`.
import { WindowPostMessageStream } from "@metamask/post-message-stream";
import { initializeProvider } from "@metamask/providers";
import { CONTENT_SCRIPT, INPAGE, channelIn } from "./channel.js";

const picture = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><path d='M0 0h8v8H0z' fill='orange'/></svg>";

initializeProvider({
  connectionStream: channelIn(new WindowPostMessageStream({ name: INPAGE, target: CONTENT_SCRIPT })),
  providerInfo: {
    uuid: crypto.randomUUID(),
    name: "MetaMask",
    icon: `data:image/svg+xml,${encodeURIComponent(picture)}`,
    rdns: "io.metamask",
  },
});
