// The plot: a dot for each median, with a line from the minimum, on a logarithmic scale. Its ground comes with it, light or dark, so
// that it can be read wherever it is shown.
import { OURS, TASKS, number } from "./report.js";
import { summary } from "./timing.js";

const WIDTH = 900;
const MARGIN = 16;
/** Where the panels begin, of Chromium and of Node, and how wide they are. */
const LEFTS = [232, 572];
const PANEL = 250;
const ROW = 22;
const HEADING = 40;

const STYLE = `
svg { --ground: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --ours: #4f46e5; --others: #6e7781; }
@media (prefers-color-scheme: dark) {
  svg { --ground: #0d1117; --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --ours: #a5a0ff; --others: #9198a1; }
}
rect { fill: var(--ground); }
text { fill: var(--ink); font: 13px system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
.heading { font-weight: 600; }
.soft { fill: var(--soft); font-size: 12px; }
line { stroke: var(--line); }
circle { fill: var(--others); }
.range { stroke: var(--others); stroke-width: 2; }
.ours text { fill: var(--ours); font-weight: 600; }
.ours circle { fill: var(--ours); }
.ours .range { stroke: var(--ours); }
`;

/** @param {import("./report.js").Results} results */
export function plot({ chromium, node }) {
  const panels = [chromium, node];
  const values = panels.flatMap((times) => TASKS.flatMap(({ key }) => Object.values(times[key]).flat()));
  const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  const offset = (/** @type {number} */ value) => ((Math.log10(value) - low) / (high - low)) * PANEL;

  const decades = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  const scale = decades.flatMap((value) => LEFTS.map((left) => ({ value, x: left + offset(value) })));

  let y = 44;
  const blocks = TASKS.flatMap(({ key, title }) => {
    y += HEADING;
    const [heading, top] = [text(MARGIN, y, title, "heading"), y + 6];
    const rows = Object.keys(chromium[key]).map((name) => {
      y += ROW;
      const dots = panels.map((times, index) => dot(LEFTS[index], y, times[key][name], offset));
      return `<g${name === OURS ? ' class="ours"' : ""}>${text(MARGIN, y, name)}${dots.join("")}</g>`;
    });
    return [heading, ...scale.map(({ x }) => `<line x1="${x}" x2="${x}" y1="${top}" y2="${y + 6}"/>`), ...rows];
  });
  const height = y + 2 * MARGIN;

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    "<title>How long this package and others take, in milliseconds</title>",
    `<style>${STYLE}</style>`,
    `<rect width="${WIDTH}" height="${height}" rx="8"/>`,
    text(LEFTS[0], 26, "Chromium, milliseconds (logarithmic)", "heading"),
    text(LEFTS[1], 26, "Node", "heading"),
    ...scale.map(({ value, x }) => text(x, 50, String(value), "soft", "middle")),
    ...blocks,
    "</svg>\n",
  ].join("\n");
}

/**
 * @param {number} left
 * @param {number} y
 * @param {number[]} times
 * @param {(value: number) => number} offset
 */
function dot(left, y, times, offset) {
  const { median, minimum } = summary(times);
  const [x, from, middle] = [left + offset(median), left + offset(minimum), y - 4];
  const line = `<line class="range" x1="${rounded(from)}" x2="${rounded(x)}" y1="${middle}" y2="${middle}"/>`;
  return `${line}<circle cx="${rounded(x)}" cy="${middle}" r="4.5"/>${text(x + 9, y, number(median))}`;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} content
 * @param {string} [kind]
 * @param {string} [anchor]
 */
const text = (x, y, content, kind = "", anchor = "start") =>
  `<text x="${rounded(x)}" y="${y}" class="${kind}" text-anchor="${anchor}">${content}</text>`;

const rounded = (/** @type {number} */ value) => Number(value.toFixed(1));
