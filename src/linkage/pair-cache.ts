/** A small direct-mapped cache of levels: bounded memory, and a miss only costs computing a pure function again. */

export type PairCache = {
  /** The level of `a` and `b`, computed once while both stay in the cache. */
  readonly levelOf: (a: number, b: number) => number;
};

const SLOTS = 1 << 16; // 1 MB per comparison: those of a table stay in the caches of small machines

const WIDTH = 4; // words of a slot, one of them empty: a slot lies in one line of the processor's cache

/** A cache over `compute`. Requires `compute` symmetric and in [0, 255), and ids from 1. */
export function cachePairs(compute: (a: number, b: number) => number, slots = SLOTS): PairCache {
  const cache = new Uint32Array(WIDTH * slots);
  const levelOf = (a: number, b: number) => {
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const at = WIDTH * (slotOf(low, high) & (slots - 1));
    if (cache[at] === low && cache[at + 1] === high) return cache[at + 2] as number;
    const computed = compute(low, high);
    cache[at] = low;
    cache[at + 1] = high;
    cache[at + 2] = computed;
    return computed;
  };
  return { levelOf };
}

// Mixing of two words by the constants of splitmix32; only speed depends on it.
function slotOf(low: number, high: number): number {
  const mixed = Math.imul(low, 0x9e3779b9) ^ Math.imul(high, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
