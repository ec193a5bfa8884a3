// The rules of eslint.config.js notice every way out of the page and of the panel.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";

const eslint = new ESLint({ cwd: fileURLToPath(new URL("../..", import.meta.url)) });

/**
 * @param {string} filePath a file that is there, since its place says which rules are for it
 * @param {string} script
 * @returns the rules that the script breaks
 */
async function broken(filePath, script) {
  const [{ messages }] = await eslint.lintText(script, { filePath });
  return messages.map(({ ruleId }) => ruleId);
}

const WAYS_OUT = [
  "fetch('x');",
  "window.fetch('x');",
  "globalThis.fetch('x');",
  "navigator.sendBeacon('x');",
  "new XMLHttpRequest();",
  "new WebSocket('x');",
  "new EventSource('x');",
  "new WebTransport('x');",
  "new RTCPeerConnection();",
  "new BroadcastChannel('x');",
  "importScripts('x');",
  "open('x');",
  "window.open('x');",
  "location = 'x';",
  "window.location = 'x';",
  "location.href = 'x';",
  "location.assign('x');",
  "location.replace('x');",
  "export const link = { target: '_blank' };",
  "export const link = { rel: 'preconnect' };",
  "document.body.innerHTML = 'x';",
  "document.body.insertAdjacentHTML('beforeend', 'x');",
  "document.write('x');",
  "eval('x');",
  "new Function('x');",
];

for (const file of ["www/ui/app.js", "www/extension/tab.js", "npm/api.js", "src/bindings/discovery.js"]) {
  test(`${file}: no way out`, async () => {
    for (const script of WAYS_OUT) assert.notDeepEqual(await broken(file, script), [], script);
    assert.deepEqual(await broken(file, "const open = () => {}; open(); location.reload();"), []);
  });
}

test("the panel: nothing of the browser's interface for extensions but tabs and functions in them", async () => {
  const refused = [
    "storage.local",
    "tabs.create({})",
    "tabs.update({})",
    "tabs.sendMessage(1)",
    "windows.create({})",
    "scripting.registerContentScripts([])",
  ];
  for (const call of [...refused, "runtime.connectNative('x')", "downloads.download({})", "cookies.getAll({})"]) {
    assert.notDeepEqual(await broken("www/extension/tab.js", `chrome.${call};`), [], call);
  }
  for (const call of ["tabs.query({})", "tabs.onUpdated.addListener(() => {})", "scripting.executeScript({})", "permissions.request({})"]) {
    assert.deepEqual(await broken("www/extension/tab.js", `chrome.${call};`), [], call);
  }
});

test("the tab that the panel opens: at the exchange's address, and at no other", async () => {
  const file = "www/extension/sandboxed-tab.js";
  const refused = ["create({ url: 'https://x.example' })", "update(1, { url: address })", "update(1, { url: `${x}/` })", "sendMessage(1)"];
  for (const call of refused) assert.notDeepEqual(await broken(file, `chrome.tabs.${call};`), [], call);
  assert.notDeepEqual(await broken(file, "chrome.declarativeNetRequest.updateDynamicRules({});"), []);
  for (const call of ["create({ url: 'about:blank' })", "update(1, { url: `${EXCHANGE[0]}/` })", "reload(1)"]) {
    assert.deepEqual(await broken(file, `chrome.tabs.${call};`), [], call);
  }
});

test("the background: it opens the panel and does nothing else", async () => {
  for (const file of ["www/extension/chromium.js", "www/extension/firefox.js"]) {
    for (const script of [
      "chrome.tabs.query({});",
      "import '../ui/app.js';",
      "chrome.sidePanel.open({});",
      "const { action } = globalThis.browser; action.setPopup({});",
    ]) {
      assert.notDeepEqual(await broken(file, script), [], `${file}: ${script}`);
    }
  }
});
