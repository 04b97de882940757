/** Pairs of rows with their weights, side by side in typed arrays. */

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
