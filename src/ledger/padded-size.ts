/** The sizes at which a ledger is signed and shown: on a schedule, so that its growth does not tell what came in. */

const FEWEST_STEP = 64;

/**
 * The least size of the schedule that is `size` or more. Sizes are multiples of a step of about the root of the size, a
 * power of two of 64 at least: one record and a hundred look alike, and padding costs little. Requires a size from 0.
 *
 * @example
 * [0, 1, 64, 65, 70_000].map(paddedSize); //=> [0, 64, 64, 128, 70144]
 */
export function paddedSize(size: number): number {
  const step = Math.max(FEWEST_STEP, 2 ** Math.ceil(Math.log2(Math.max(1, size)) / 2));
  return Math.ceil(size / step) * step;
}
