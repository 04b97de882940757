/** A small direct-mapped cache of levels: bounded memory, and a miss only costs computing a pure function again. */

export type PairCache = {
  /** The level of `a` and `b`, computed once while both stay in the cache. */
  readonly levelOf: (a: number, b: number) => number;
};

const SLOTS = 1 << 18; // 2.3 MB per comparison: stays in the second-level cache of small machines

/** A cache over `compute`. Requires `compute` symmetric and in [0, 255), and ids from 1. */
export function cachePairs(compute: (a: number, b: number) => number, slots = SLOTS): PairCache {
  const left = new Uint32Array(slots);
  const right = new Uint32Array(slots);
  const level = new Uint8Array(slots);
  const levelOf = (a: number, b: number) => {
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const slot = slotOf(low, high) & (slots - 1);
    if (left[slot] === low && right[slot] === high) return level[slot] as number;
    left[slot] = low;
    right[slot] = high;
    const computed = compute(low, high);
    level[slot] = computed;
    return computed;
  };
  return { levelOf };
}

// Mixing of two words by the constants of splitmix32; only speed depends on it.
function slotOf(low: number, high: number): number {
  const mixed = Math.imul(low, 0x9e3779b9) ^ Math.imul(high, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
