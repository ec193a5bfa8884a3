// What a browser has written into its profile.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * Reads all files of a profile. Those that its browser takes away meanwhile are passed over.
 * @param {string} profile
 * @returns whether a text is in one of them, as UTF-8 or UTF-16
 */
export async function searchProfile(profile) {
  const files = (await readdir(profile, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name)).catch(() => Buffer.alloc(0))));
  return (/** @type {string} */ text) => contents.some((content) => content.includes(text) || content.includes(Buffer.from(text, "utf16le")));
}
