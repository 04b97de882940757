/** The schedule of sizes at which a ledger is signed and shown, so that its growth tells next to nothing. */

const FEWEST_STEP = 64;

/**
 * The least size of the schedule that is `size` or more, where the ledger was last signed at `signed` (0 if never). It
 * has grown by a step times a power of two; the step is about the root of `signed`, a power of two of 64 at least. So
 * one record and a hundred look alike, a long list is seen within a factor of two, and padding is never more than what
 * came in or a step. Requires whole numbers, 0 <= signed < size.
 *
 * @example
 * [1, 64, 65, 129, 800_000].map((size) => paddedSize(size, 0)); //=> [64, 64, 128, 256, 1048576]
 * paddedSize(70_001, 70_000); //=> 70512
 */
export function paddedSize(size: number, signed: number): number {
  const step = Math.max(FEWEST_STEP, 2 ** Math.ceil(Math.log2(Math.max(1, signed)) / 2));
  let growth = step;
  while (signed + growth < size) growth *= 2;
  return signed + growth;
}
