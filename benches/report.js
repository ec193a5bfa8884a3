// The figures as Markdown.
import { COMPILE, EMPTY_PAGES, MANY_SHOWN, TIMES_OURS, verdict } from "./targets.js";
import { summary } from "./timing.js";

/** @typedef {import("./timing.js").Times} Times */
/** @typedef {Awaited<ReturnType<typeof import("./node.js").inNode>>} Node */
/** @typedef {Awaited<ReturnType<typeof import("./browser.js").inChromium>>} Chromium */
/** @typedef {{ host: Times, node: Node, chromium: Chromium }} Results */

/** @type {{ key: "derive" | "first" | "withLoading" | "recover" | "search", title: string }[]} */
export const TASKS = [
  { key: "derive", title: "STARK key pair of a signature" },
  { key: "first", title: "The first one in a new page or process, once everything is loaded" },
  { key: "withLoading", title: "The same, loading included" },
  { key: "recover", title: "Who signed: the message hashed, the address recovered" },
  { key: "search", title: "All eight candidates of a signature, and which one is the known key" },
];

export const OURS = "stark-credentials";

/**
 * @param {Results} results
 * @param {string[]} about the machine, and the versions
 */
export const report = (results, about) =>
  [
    "![The medians of the first table as dots on a logarithmic scale](docs/benchmark.svg)",
    "Milliseconds: median (10th percentile, minimum). × is the median divided by ours.",
    table(
      ["", "Chromium", "×", "Node", "×"],
      TASKS.flatMap((task) => taskRows(task, results)),
    ),
    table(["From the start of a navigation", "until it is in the document", "until it is drawn", "target"], pageRows(results.chromium)),
    table(["The module, and the crate on the host", "median (10th percentile, minimum)", "target"], otherRows(results)),
    about.map((line) => `- ${line}`).join("\n"),
  ].join("\n\n");

/**
 * @param {typeof TASKS[number]} task
 * @param {Results} results
 */
function taskRows({ key, title }, { chromium, node }) {
  const rows = Object.keys(chromium[key]).map((name) => [
    name,
    ...[chromium[key], node[key]].flatMap((times) => [figures(times[name]), timesOurs(key, name, times)]),
  ]);
  return [[`**${title}**`, "", "", "", ""], ...rows];
}

/**
 * @param {string} key
 * @param {string} name
 * @param {Times} times
 */
function timesOurs(key, name, times) {
  if (name === OURS) return "1";
  const ratio = median(times[name]) / median(times[OURS]);
  const target = TIMES_OURS[key]?.[name];
  return target === undefined ? number(ratio) : `${number(ratio)}, target ${target}: ${verdict(ratio >= target)}`;
}

/** @param {Chromium} chromium */
function pageRows({ navigation: { ready, drawn }, scroll }) {
  const ratio = median(ready["0"]) / median(ready.empty);
  const likeEmpty = `${EMPTY_PAGES} empty pages: ${number(ratio)}, ${verdict(ratio <= EMPTY_PAGES)}`;
  const manyShown = `${MANY_SHOWN} drawn: ${verdict(median(drawn["1000"]) < MANY_SHOWN)}`;
  /** @param {string} title @param {string} destination */
  const row = (title, destination, target = "") => [title, figures(ready[destination]), figures(drawn[destination]), target];
  const frames = `median frame ${number(median(scroll))}, worst ${number(Math.max(...scroll))}`;
  return [
    row("an empty page", "empty"),
    row("the page, nothing stored", "0", likeEmpty),
    row("1 stored account", "1"),
    row("10 stored accounts", "10"),
    row("1,000 stored accounts listed", "1000", manyShown),
    row("the last of these cards filled", "1000 filled"),
    ["scrolled through these, a screen each frame", "", frames, ""],
  ];
}

/** @param {Results} results */
function otherRows({ host, node, chromium }) {
  const compile = `${COMPILE} ms: ${verdict(median(chromium.module.compile) <= COMPILE)}`;
  return [
    ["compiling the main module, Chromium", figures(chromium.module.compile), compile],
    ["instantiating it, Chromium", figures(chromium.module.instantiate), ""],
    ["compiling the main module, Node", figures(node.module.compile), ""],
    ["instantiating it, Node", figures(node.module.instantiate), ""],
    ...Object.entries(host).map(([name, times]) => [`${name} on the host, a key pair`, figures(times), ""]),
  ];
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** @param {number[]} times */
function figures(times) {
  const { median, p10, minimum } = summary(times);
  return `${number(median)} (${number(p10)}, ${number(minimum)})`;
}

/** @param {number[]} times */
const median = (times) => summary(times).median;

/** Three digits that say something, and no more than three places. */
export const number = (/** @type {number} */ value) => value.toFixed(value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0);
