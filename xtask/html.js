// Makes the page one HTML file: scripts, styles, texts and modules inside, nothing minified.
//
//   node xtask/html.js VERSION FOLDER FILE
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { VERSION as ROLLUP, rollup } from "rollup";

const [version, folder, file] = process.argv.slice(2);

/** What the page is made of, by path, with hashes. @type {Map<string, string>} */
const parts = new Map();

/** @param {string | Buffer} content */
const sha256 = (content) => createHash("sha256").update(content);

/**
 * Reads a part of the page.
 * @param {string} path
 */
function part(path) {
  const bytes = readFileSync(join(folder, path));
  parts.set(path, sha256(bytes).digest("hex"));
  return bytes;
}

/**
 * Joins a script with all that it imports, each below its name. Rollup keeps lines and comments as they are.
 * @param {string} path
 * @param {"es" | "iife"} format a module, or a classic script
 */
async function script(path, format) {
  const named = {
    name: "names",
    load: (/** @type {string} */ id) => {
      const name = relative(folder, id);
      return `//\n// ==== ${name} ====\n//\n${part(name)}`;
    },
    // A classic script has no `import.meta`.
    resolveImportMeta: () => (format === "es" ? null : "location.href"),
  };
  const bundle = await rollup({
    input: join(folder, path),
    plugins: [named],
    treeshake: false,
    onLog(_, log) {
      throw new Error(`${path}: ${log.message}`);
    },
  });
  const { output } = await bundle.generate({ format, indent: false, inlineDynamicImports: true });
  return output[0].code;
}

/**
 * Writes an element whose text must stay as it is.
 * @param {"script" | "style"} tag
 * @param {string} attributes
 * @param {string} text
 */
function raw(tag, attributes, text) {
  if (/<!--|<\/?script|<\/style/i.test(text)) throw new Error(`the text of <${tag}${attributes}> would end the element`);
  return `<${tag}${attributes}>${text}</${tag}>`;
}

/**
 * Holds a text that is not run.
 * @param {string} id
 * @param {string} type
 * @param {string} text
 */
const data = (id, type, text) => raw("script", ` type="${type}" id="${id}"`, text);

/** @param {string} name */
function module(name) {
  const lines =
    part(`stark-credentials/wasm/${name}`)
      .toString("base64")
      .match(/.{1,120}/g) ?? [];
  return data(name, "application/wasm;base64", `\n${lines.join("\n")}\n`);
}

/**
 * Replaces what must be there once.
 * @param {string} html
 * @param {RegExp} what
 * @param {string} by
 */
function replaced(html, what, by) {
  if (html.match(new RegExp(what, "g"))?.length !== 1) throw new Error(`index.html has ${what} not once`);
  return html.replace(what, () => by);
}

/** @param {string} text */
const source = (text) => `'sha256-${sha256(text).digest("base64")}'`;

let html = String(part("index.html"));
const main = `\n${await script("page.js", "es")}`;
const worker = `\n${await script("ui/backup-worker.js", "iife")}`;
const style = `\n${part("style.css")}`;
const icon = `data:image/svg+xml;base64,${part("icon.svg").toString("base64")}`;
const languages = readdirSync(join(folder, "locales")).sort();
const held = [
  ...languages.map((name) =>
    data(`locale-${name.replace(".json", "")}`, "application/json", `\n${String(part(`locales/${name}`)).replaceAll("<", "\\u003c")}`),
  ),
  data("bookmarklet.js", "text/plain", String(part("bookmarklet.js"))),
  data("backup-worker.js", "text/plain", worker),
  ...["", "_backup", "_profile"].map((name) => module(`stark_credentials${name}_bg.wasm`)),
  ...["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY-NOTICES.txt"].map((name) => data(name, "text/plain", `\n${readFileSync(join(folder, name))}`)),
];

const policy = [
  "default-src 'none'",
  `script-src ${source(main)} 'wasm-unsafe-eval'`,
  `style-src ${source(style)}`,
  "img-src data:",
  "connect-src 'none'",
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const about = `<!--
stark-credentials ${version}: the page as one file. Licence: MIT or Apache 2.0.

It holds the files below and nothing else. "cargo xtask build" made it of dist/page: rollup ${ROLLUP} joined the scripts, and nothing is
minified. The modules are held as base64. The licences are at the end, also those of the crates that are compiled into the modules.
To compare it, build it yourself: the file must come out equal, byte by byte. The hashes are SHA-256; "sha256sum --check" in dist/page
reads these lines.

${[...parts]
  .sort()
  .map(([path, hash]) => `${hash}  ${path}`)
  .join("\n")}
-->`;

html = html.replace(/ *<!-- Files that are named here.*-->\n/, "").replace(/ *<link rel="(module)?preload".*>\n/g, "");
html = replaced(html, /<meta http-equiv="Content-Security-Policy".*>/, `<meta http-equiv="Content-Security-Policy" content="${policy}">\n${about}`);
html = replaced(html, /href="icon.svg"/, `href="${icon}"`);
html = replaced(html, /<link rel="stylesheet".*>/, raw("style", "", style));
html = replaced(html, / *<script type="module" src="page.js"><\/script>\n/, "");
html = replaced(html, / *<\/body>\n/, `${[...held, raw("script", ' type="module"', main)].join("\n")}\n  </body>\n`);
writeFileSync(file, html);
console.log(`${file}: ${Buffer.byteLength(html)} bytes`);
