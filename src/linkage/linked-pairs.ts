/** Pairs of rows with their weights, side by side in typed arrays. */
import { numbersWhere } from "./growable.ts";

export type LinkedPairs = {
  readonly left: Uint32Array; // left < right
  readonly right: Uint32Array;
  readonly weight: Int32Array; // total match weight, fixed-point (match-weight.ts)
};

/** The pairs of all parts, in their order. */
export function joinPairs(parts: readonly LinkedPairs[]): LinkedPairs {
  const size = parts.reduce((sum, { left }) => sum + left.length, 0);
  const joined = { left: new Uint32Array(size), right: new Uint32Array(size), weight: new Int32Array(size) };
  let at = 0;
  for (const { left, right, weight } of parts) {
    joined.left.set(left, at);
    joined.right.set(right, at);
    joined.weight.set(weight, at);
    at += left.length;
  }
  return joined;
}

/**
 * The pairs of which both rows are still there, in other numbers: `rowOf` gives each row its number, -1 where it is not.
 *
 * @example
 * const pairs = { left: Uint32Array.of(0, 1), right: Uint32Array.of(1, 2), weight: Int32Array.of(5, 7) };
 * Array.from(mapPairs(pairs, Int32Array.of(-1, 0, 1)).weight); //=> [7]
 */
export function mapPairs({ left, right, weight }: LinkedPairs, rowOf: Int32Array): LinkedPairs {
  const isThere = (pair: number) =>
    (rowOf[left[pair] as number] as number) >= 0 && (rowOf[right[pair] as number] as number) >= 0;
  const there = numbersWhere(weight.length, isThere);
  return {
    left: there.map((pair) => rowOf[left[pair] as number] as number),
    right: there.map((pair) => rowOf[right[pair] as number] as number),
    weight: new Int32Array(there.map((pair) => weight[pair] as number)),
  };
}
