// The exchange: where dYdX's app ran.

/** Its origins, on mainnet and on the test networks. Page, panel and bookmarklet take them from here; tests compare manifest and crate with them. */
export const EXCHANGE = ["https://trade.dydx.exchange", "https://trade.stage.dydx.exchange"];
