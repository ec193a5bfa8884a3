// What `cargo xtask pictures` runs: it renews the pictures of the documents and the extension's icons.
import config from "../../playwright.config.js";

export default { ...config, testDir: ".", testMatch: "pictures.js", outputDir: "../e2e/results" };
