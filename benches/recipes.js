// What dYdX's clients hashed of a signature, for those who know no candidates: the same bytes in the same order as
// src/core/candidates.rs. Everything as hex digits; v is 1b or 1c here, as most wallets give it.

/**
 * What the web app hashes of a typed-data signature.
 * @param {string} signature `0x`, r, s, v
 */
export const usual = (signature) => `${signature.slice(2)}00`;

/**
 * What may have been hashed of it, the likeliest first: four byte strings, or eight if r begins with a zero byte.
 * @param {string} signature
 */
export function recipes(signature) {
  const [typescript, python] = [rotations(usual(signature)), rotations(usual(signature).replace(/^(00)+/, ""))];
  if (typescript[0] === python[0]) return typescript;
  return [typescript[0], typescript[1], python[0], typescript[2], typescript[3], python[1], python[2], python[3]];
}

/** @param {string} hashed */
function rotations(hashed) {
  const [rest, v] = [hashed.slice(0, -4), hashed.slice(-4, -2)];
  const rotated = v === "1b" ? "00" : "01";
  return [`${rest}${v}00`, `${rest}${rotated}00`, `${rest}${v}03`, `${rest}${rotated}03`];
}
