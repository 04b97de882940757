/** Sorting by 32-bit codes in linear time. */

const BITS = 11;
const BUCKETS = 1 << BITS;
const PASSES = 3;

/** Codes ascending, and where each of them stood; equal ones in their order. */
export type SortedCodes = { readonly codes: Uint32Array; readonly positions: Uint32Array };

/**
 * The codes but 0, sorted (radix sort, three passes of 11 bits, each code carried with its position: looking it up
 * would miss the processor's cache).
 *
 * @example
 * Array.from(sortCodes(Uint32Array.of(7, 3, 0, 7, 1)).positions); //=> [4, 1, 0, 3]
 */
export function sortCodes(codes: Uint32Array): SortedCodes {
  const ends = new Uint32Array(PASSES * BUCKETS);
  let size = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code === 0) continue;
    size++;
    for (let pass = 0; pass < PASSES; pass++) {
      const at = pass * BUCKETS + ((code >>> (pass * BITS)) & (BUCKETS - 1));
      ends[at] = (ends[at] as number) + 1;
    }
  }
  let [from, to] = [emptyCodes(size), emptyCodes(size)];
  for (let i = 0, at = 0; i < codes.length; i++) {
    if (codes[i] === 0) continue;
    from.codes[at] = codes[i] as number;
    from.positions[at++] = i;
  }
  for (let pass = 0; pass < PASSES; pass++) {
    distribute(from, to, { starts: startsOf(ends.subarray(pass * BUCKETS)), shift: pass * BITS });
    [from, to] = [to, from];
  }
  return from;
}

const emptyCodes = (size: number): SortedCodes => ({
  codes: new Uint32Array(size),
  positions: new Uint32Array(size),
});

/** Where each bucket begins, from how many each holds. */
function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(BUCKETS);
  for (let bucket = 1; bucket < BUCKETS; bucket++)
    starts[bucket] = (starts[bucket - 1] as number) + (counts[bucket - 1] as number);
  return starts;
}

type Pass = { readonly starts: Uint32Array; readonly shift: number };

function distribute(from: SortedCodes, to: SortedCodes, { starts, shift }: Pass): void {
  const { codes, positions } = from;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    const bucket = (code >>> shift) & (BUCKETS - 1);
    const at = starts[bucket] as number;
    starts[bucket] = at + 1;
    to.codes[at] = code;
    to.positions[at] = positions[i] as number;
  }
}
