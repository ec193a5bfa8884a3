// Contestants in turns: small batches, the order another one in each round, so that whatever else the machine does hits all alike.

/**
 * @template Input
 * @typedef {Record<string, (input: Input) => unknown>} Contestants
 */

/** @typedef {Record<string, number[]>} Times milliseconds for one call, one number for each batch or each single measurement */

const ROUNDS = 40;
const BATCH = 30;
const WARM_UP = 600;

/**
 * All work on the same list, and must give what is expected for each of its items, before and after.
 * @template Input
 * @param {Contestants<Input>} contestants
 * @param {Input[]} inputs
 * @param {unknown[]} expected
 * @returns {Times}
 */
export function race(contestants, inputs, expected) {
  check(contestants, inputs, expected);
  const runners = Object.entries(contestants).map(([name, work]) => {
    let next = 0;
    /** @param {number} milliseconds */
    const run = (milliseconds) => {
      const start = performance.now();
      let [count, elapsed] = [0, 0];
      while (elapsed < milliseconds) {
        work(inputs[next++ % inputs.length]);
        count++;
        elapsed = performance.now() - start;
      }
      return elapsed / count;
    };
    return { name, run, times: /** @type {number[]} */ ([]) };
  });
  runners.forEach(({ run }) => run(WARM_UP));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { run, times } of rotated(runners, round)) times.push(run(BATCH));
  }
  check(contestants, inputs, expected);
  return Object.fromEntries(runners.map(({ name, times }) => [name, times]));
}

/**
 * @template T
 * @param {T[]} list
 * @param {number} by
 */
export const rotated = (list, by) => list.map((_, index) => list[(index + by) % list.length]);

/**
 * @template Input
 * @param {Contestants<Input>} contestants
 * @param {Input[]} inputs
 * @param {unknown[]} expected
 */
function check(contestants, inputs, expected) {
  for (const [name, work] of Object.entries(contestants)) {
    if (textOf(inputs.map(work)) !== textOf(expected)) throw new Error(`${name} does not give what is expected`);
  }
}

/** Byte for byte, but for the case of an address: not everybody writes its checksum. */
const textOf = (/** @type {unknown[]} */ results) => JSON.stringify(results).toLowerCase();

/** @param {number[]} times */
export function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ part) => sorted[Math.floor(part * (sorted.length - 1))];
  return { median: at(0.5), p10: at(0.1), minimum: sorted[0] };
}
