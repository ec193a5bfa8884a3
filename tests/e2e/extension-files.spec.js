// What the extension consists of, and what it may do: read in its files.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { EXCHANGE } from "../../www/ui/place.js";
import { expect, test } from "./support/page.js";

const DIST = "dist/extension";
const BROWSERS = /** @type {const} */ (["chromium", "firefox"]);
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; form-action 'none'";

/** @param {string} browser */
const manifestOf = (browser) => JSON.parse(readFileSync(`${DIST}/${browser}/manifest.json`, "utf8"));
/** @param {string} browser */
const filesOf = (browser) =>
  readdirSync(`${DIST}/${browser}`, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`);

test("the manifests: these permissions, these pages, this policy, and nothing else", () => {
  const both = {
    manifest_version: 3,
    default_locale: "en",
    name: "__MSG_name__",
    short_name: "stark-credentials",
    version: readFileSync("Cargo.toml", "utf8").match(/^version = "(.+)"$/m)?.[1],
    description: "__MSG_description__",
    icons: Object.fromEntries([16, 32, 48, 128].map((size) => [size, `extension/icons/${size}.png`])),
    host_permissions: EXCHANGE.map((origin) => `${origin}/*`),
    content_security_policy: { extension_pages: POLICY },
  };
  const title = { default_title: "__MSG_action__" };
  expect(manifestOf("chromium")).toEqual({
    ...both,
    minimum_chrome_version: "120",
    permissions: ["declarativeNetRequestWithHostAccess", "scripting", "sidePanel"],
    action: title,
    background: { service_worker: "extension/chromium.js" },
    side_panel: { default_path: "extension/panel.html" },
  });
  expect(manifestOf("firefox")).toEqual({
    ...both,
    permissions: ["declarativeNetRequestWithHostAccess", "scripting"],
    action: { ...title, default_area: "navbar" },
    background: { scripts: ["extension/firefox.js"] },
    sidebar_action: { ...title, default_panel: "extension/panel.html", default_icon: "extension/icons/32.png", open_at_install: false },
    browser_specific_settings: {
      gecko: {
        id: "stark-credentials@stark-credentials.invalid",
        strict_min_version: "142.0",
        data_collection_permissions: { required: ["none"] },
      },
    },
  });
  const texts = JSON.parse(readFileSync(`${DIST}/chromium/_locales/en/messages.json`, "utf8"));
  for (const { message } of Object.values(texts).slice(0, 2)) expect(readFileSync("docs/store-listing/en.md", "utf8")).toContain(message);
});

for (const browser of BROWSERS) {
  test(`${browser}: the zip holds the folder, and nothing of when and where it was made`, () => {
    const zip = readFileSync(`${DIST}/${browser}.zip`);
    /** @type {string[]} */
    const names = [];
    // The central directory: one header for each file, all of the oldest time that a zip can say.
    for (let at = zip.indexOf("PK\x01\x02"); at !== -1; at = zip.indexOf("PK\x01\x02", at + 4)) {
      expect([zip.readUInt16LE(at + 12), zip.readUInt16LE(at + 14)]).toEqual([0, 0x21]);
      names.push(zip.toString("utf8", at + 46, at + 46 + zip.readUInt16LE(at + 28)));
    }
    expect(names.sort()).toEqual(
      filesOf(browser)
        .map((name) => name.replace(`${DIST}/${browser}/`, ""))
        .sort(),
    );
  });
}

test("web-ext lint finds nothing", () => {
  const output = execFileSync(
    "node_modules/.bin/web-ext",
    ["lint", "--source-dir", `${DIST}/firefox.zip`, "--output", "json", "--no-config-discovery"],
    {
      env: { ...process.env, NO_UPDATE_NOTIFIER: "1" },
      encoding: "utf8",
    },
  );
  const { errors, warnings, notices } = JSON.parse(output);
  expect({ errors, warnings, notices }).toEqual({ errors: [], warnings: [], notices: [] });
});

test("the icons are the page's, in the sizes that browsers want", async ({ page }) => {
  const svg = readFileSync("www/icon.svg", "utf8");
  for (const size of [16, 32, 48, 128]) {
    const file = `www/extension/icons/${size}.png`;
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>* { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`);
    // `cargo xtask pictures` renews them.
    const drawn = await page.screenshot({ omitBackground: true });
    const [same, width] = await page.evaluate(
      async (urls) => {
        const pixels = await Promise.all(
          urls.map(async (url) => {
            const image = Object.assign(new Image(), { src: url });
            await image.decode();
            const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(image.width, image.height).getContext("2d"));
            context.drawImage(image, 0, 0);
            return context.getImageData(0, 0, image.width, image.height);
          }),
        );
        // Another version of the browser may draw an edge a shade lighter.
        const [one, other] = pixels.map(({ data }) => data);
        return [one.length === other.length && one.every((value, i) => Math.abs(value - other[i]) < 48), pixels[0].width];
      },
      [readFileSync(file), drawn].map((png) => `data:image/png;base64,${png.toString("base64")}`),
    );
    expect([same, width]).toEqual([true, size]);
  }
});
