// The names by which the wallet's parts find each other, and the channel that each end opens.
import ObjectMultiplex from "@metamask/object-multiplex";

export const INPAGE = "metamask-inpage";
export const CONTENT_SCRIPT = "metamask-contentscript";

/**
 * The provider's channel in a stream that could carry several.
 * @param {any} stream
 * @returns {any} the stream of what the two ends say to each other
 */
export function channelIn(stream) {
  const multiplex = new ObjectMultiplex();
  stream.pipe(multiplex).pipe(stream);
  return multiplex.createStream("metamask-provider");
}
