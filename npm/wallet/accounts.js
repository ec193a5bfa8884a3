import { Session } from "./session.js";

/**
 * @param {unknown} provider
 * @param {unknown} [options]
 */
export async function requestAccounts(provider, options) {
  const session = new Session(provider, options);
  try {
    return (await session.requestAccounts()).map(({ address }) => address);
  } finally {
    session.close();
  }
}
