/** Seeded random numbers: the same seed gives the same sequence on every machine. Never for keys or salts. */

/** A source of random numbers; each call moves it on. */
export type Random = {
  /** uniform in [0, 1) */
  next(): number;
  /** uniform integer in [0, bound). Requires 0 < bound <= 2^32. */
  below(bound: number): number;
};

/**
 * sfc32 by Chris Doty-Humphrey (PractRand), seeded from a 32-bit integer through splitmix32.
 *
 * @example
 * seededRandom(1).below(10) === seededRandom(1).below(10); //=> true
 */
export function seededRandom(seed: number): Random {
  let mixed = seed >>> 0;
  const word = () => {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  // Signed 32-bit integers: unsigned ones would be boxed anew at every step.
  let a = word() | 0;
  let b = word() | 0;
  let c = word() | 0;
  let counter = 1;
  const step = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) step();
  return { next: () => step() / 2 ** 32, below: (bound) => Math.floor((step() / 2 ** 32) * bound) };
}
