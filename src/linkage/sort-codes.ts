/** Sorting by 32-bit codes in linear time. */

const BITS = 11;
const BUCKETS = 1 << BITS;

/**
 * Positions of `codes`, or those `among` them, sorted by code, equal ones in their order (radix sort, three passes of
 * 11 bits).
 *
 * @example
 * Array.from(sortedByCode(Uint32Array.of(7, 3, 7, 1))); //=> [3, 1, 0, 2]
 */
export function sortedByCode(codes: Uint32Array, among?: Uint32Array): Uint32Array {
  let from: Uint32Array = among === undefined ? countUp(codes.length) : Uint32Array.from(among);
  let to: Uint32Array = new Uint32Array(from.length);
  for (let shift = 0; shift < 32; shift += BITS) {
    const ends = new Uint32Array(BUCKETS + 1);
    for (let i = 0; i < from.length; i++) {
      const bucket = ((codes[from[i] as number] as number) >>> shift) & (BUCKETS - 1);
      ends[bucket + 1] = (ends[bucket + 1] as number) + 1;
    }
    for (let bucket = 0; bucket < BUCKETS; bucket++)
      ends[bucket + 1] = (ends[bucket + 1] as number) + (ends[bucket] as number);
    for (let i = 0; i < from.length; i++) {
      const position = from[i] as number;
      const bucket = ((codes[position] as number) >>> shift) & (BUCKETS - 1);
      const at = ends[bucket] as number;
      to[at] = position;
      ends[bucket] = at + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

function countUp(size: number): Uint32Array {
  const positions = new Uint32Array(size);
  for (let i = 0; i < size; i++) positions[i] = i;
  return positions;
}
