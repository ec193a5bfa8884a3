// The rules for JavaScript. Types are tsc's business, and form is prettier's.
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";

const NO_WAY_OUT = "Nothing leaves the page or the panel: SECURITY.md says so.";

/** What sends, loads or opens something. A function of one's own may have such a name. */
const SENDERS = [
  "BroadcastChannel",
  "EventSource",
  "RTCPeerConnection",
  "WebSocket",
  "WebTransport",
  "XMLHttpRequest",
  "fetch",
  "importScripts",
  "open",
];

/** @type {{ object?: string, property: string }[]} */
const PROPERTIES = [
  ...["window", "self", "globalThis"].flatMap((object) => SENDERS.map((property) => ({ object, property }))),
  ...["sendBeacon", "serviceWorker"].map((property) => ({ object: "navigator", property })),
  ...["assign", "replace"].map((property) => ({ object: "location", property })),
  ...["write", "writeln"].map((property) => ({ object: "document", property })),
  ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe"].map((property) => ({ property })),
];

/** Going to another address, and what a policy has no say over. */
const SYNTAX = [
  "AssignmentExpression > MemberExpression.left[object.name='location']",
  "AssignmentExpression > MemberExpression.left[property.name='location']",
  "AssignmentExpression > Identifier.left[name='location']",
  "Literal[value='_blank']",
  "Literal[value=/^(preconnect|prefetch|prerender|dns-prefetch)$/]",
];

/**
 * Forbids every way out but those that a file is there for.
 * @param {{ sender?: string, syntax?: string }} [but]
 * @returns {import("eslint").Linter.RulesRecord}
 */
const noWayOut = ({ sender, syntax } = {}) => ({
  "no-restricted-globals": ["error", ...SENDERS.filter((name) => name !== sender).map((name) => ({ name, message: NO_WAY_OUT }))],
  "no-restricted-properties": ["error", ...PROPERTIES.filter(({ property }) => property !== sender).map((one) => ({ ...one, message: NO_WAY_OUT }))],
  "no-restricted-syntax": ["error", ...SYNTAX.filter((one) => one !== syntax).map((selector) => ({ selector, message: NO_WAY_OUT }))],
});

/**
 * Forbids also what matches these selectors.
 * @param {string} message
 * @param {string[]} selectors
 * @returns {import("eslint").Linter.RulesRecord}
 */
const noWayOutAndNo = (message, ...selectors) => ({
  "no-restricted-syntax": [
    "error",
    ...SYNTAX.map((selector) => ({ selector, message: NO_WAY_OUT })),
    ...selectors.map((selector) => ({ selector, message })),
  ],
});

export default defineConfig(
  globalIgnores(["dist", "npm/wasm", "pkg", "target", "tests/e2e/results", "tests/vectors", "tests/packaging/consumers/next"]),
  {
    files: ["**/*.js"],
    extends: [js.configs.recommended],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // tsc knows which names there are.
      "no-undef": "off",
      // Playwright reads which fixtures a function asks for, none included.
      "no-empty-pattern": "off",
      // What is taken out of an object so that the rest is left.
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
    },
  },
  {
    files: ["www/**/*.js"],
    rules: { "max-lines-per-function": ["error", { max: 80 }] },
  },
  {
    files: ["www/**/*.js", "npm/**/*.js", "src/**/*.js"],
    rules: { ...noWayOut(), "no-eval": "error", "no-new-func": "error", "no-script-url": "error" },
  },
  // The texts are a file of the page.
  { files: ["www/ui/text.js"], rules: noWayOut({ sender: "fetch" }) },
  // So is the module, whose bytes are hashed.
  { files: ["www/ui/place.js"], rules: noWayOut({ sender: "fetch" }) },
  // The guide is a page of the project, and opens beside the app.
  { files: ["www/ui/frame.js"], rules: noWayOut({ syntax: "Literal[value='_blank']" }) },
  // The bookmarklet's own text is another, and is shown in a tab of its own.
  { files: ["www/ui/bookmarklet.js"], rules: noWayOut({ sender: "fetch", syntax: "Literal[value='_blank']" }) },
  // It opens the page that made it.
  {
    files: ["www/bookmarklet.js"],
    languageOptions: { sourceType: "script" },
    rules: { ...noWayOut({ sender: "open", syntax: "Literal[value='_blank']" }), "no-unused-vars": ["error", { vars: "local" }] },
  },
  {
    files: ["www/extension/*.js"],
    rules: noWayOutAndNo(
      "The panel finds tabs, runs functions in them, and asks whether it may. It sends no messages and keeps nothing.",
      "MemberExpression[object.name='chrome'][property.name!=/^(tabs|windows|scripting|permissions)$/]",
      "MemberExpression[object.object.name='chrome'][property.name!=/^(on[A-Z]\\w+|query|getCurrent|executeScript|contains|request)$/]",
    ),
  },
  // It looks whether a service worker has made the document.
  {
    files: ["www/extension/in-tab.js"],
    rules: { "no-restricted-properties": noWayOut({ sender: "serviceWorker" })["no-restricted-properties"] },
  },
  {
    files: ["www/extension/sandboxed-tab.js"],
    rules: noWayOutAndNo(
      "It opens a tab at the exchange's address and sets a rule for it, and nothing else.",
      "MemberExpression[object.name='chrome'][property.name!=/^(tabs|declarativeNetRequest)$/]",
      "MemberExpression[object.object.name='chrome'][property.name!=/^(on[A-Z]\\w+|create|get|update|reload|updateSessionRules)$/]",
      "CallExpression[callee.object.property.name='tabs'] Property[key.name='url'][value.type!='TemplateLiteral'][value.value!='about:blank']",
      "CallExpression[callee.object.property.name='tabs'] Property[key.name='url'][value.type='TemplateLiteral'][value.expressions.0.object.name!='EXCHANGE']",
    ),
  },
  {
    files: ["www/extension/{chromium,firefox}.js"],
    rules: noWayOutAndNo(
      "The background opens the panel, and nothing else.",
      "ImportDeclaration, ImportExpression, AwaitExpression, FunctionDeclaration",
      "MemberExpression[object.name='chrome'][property.name!='sidePanel']",
      "MemberExpression[object.object.name='chrome'][property.name!='setPanelBehavior']",
      "MemberExpression[object.name=/^(action|sidebarAction)$/][property.name!=/^(onClicked|toggle)$/]",
    ),
  },
);
