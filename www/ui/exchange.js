// Where dYdX's app ran, and what it stored there.

/** On mainnet, and on the test networks. */
export const EXCHANGE = ["https://trade.dydx.exchange", "https://trade.stage.dydx.exchange"];
