/** How far apart two short texts are: optimal string alignment, and Jaro-Winkler. */

/**
 * Optimal string alignment distance (insert, delete, substitute, swap neighbours) in UTF-16 units, or `limit + 1`
 * when it is more than `limit`.
 *
 * @example
 * editDistance("hasan", "hasna", 2); //=> 1
 */
export function editDistance(a: string, b: string, limit: number): number {
  return editsWithin(a, b, { startA: 0, endA: a.length, startB: 0, endB: b.length, limit });
}

type Rest = {
  readonly startA: number;
  readonly endA: number;
  readonly startB: number;
  readonly endB: number;
  readonly limit: number;
};

/** Edits between what is left of both: each kind at the first difference, for the small limits that are of use here. */
function editsWithin(a: string, b: string, rest: Rest): number {
  const { limit } = rest;
  let { startA, endA, startB, endB } = rest;
  if (Math.abs(endA - startA - endB + startB) > limit) return limit + 1;
  // What both begin and end with costs nothing.
  while (startA < endA && startB < endB && a.charCodeAt(startA) === b.charCodeAt(startB)) {
    startA++;
    startB++;
  }
  while (startA < endA && startB < endB && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [left, right] = [endA - startA, endB - startB];
  if (left === 0 || right === 0) return Math.max(left, right);
  if (left === 1 && right === 1) return Math.min(1, limit + 1);
  const isSwapped = left > 1 && right > 1 && isSwap(a, b, startA + 1, startB + 1);
  if (limit <= 1) return limit === 1 && isSwapped && left === 2 && right === 2 ? 1 : limit + 1;
  let best = limit;
  const attempt = (skipA: number, skipB: number) => {
    const left = { startA: startA + skipA, endA, startB: startB + skipB, endB, limit: best - 1 };
    best = Math.min(best, editsWithin(a, b, left));
  };
  attempt(1, 1);
  attempt(1, 0);
  attempt(0, 1);
  if (isSwapped) attempt(2, 2);
  return best + 1;
}

/** Whether the units at i and i - 1 of one are those at j - 1 and j of the other. */
function isSwap(...[a, b, i, j]: readonly [string, string, number, number]): boolean {
  return a.charCodeAt(i) === b.charCodeAt(j - 1) && a.charCodeAt(i - 1) === b.charCodeAt(j);
}

/**
 * Jaro-Winkler similarity (Winkler 1990; prefix of up to 4, scale 0.1) in [0, 1] over UTF-16 units with the
 * marks in the bits of one word; longer texts are compared by their first 32.
 *
 * @example
 * Math.round(jaroWinkler("martha", "marhta") * 1000); //=> 961
 */
export function jaroWinkler(a: string, b: string): number {
  // Greedy marking depends on which text comes first: one order for both directions.
  const isOrdered = a.length < b.length || (a.length === b.length && a <= b);
  const jaro = isOrdered ? jaroSimilarity(a, b) : jaroSimilarity(b, a);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + 0.1 * prefix * (1 - jaro);
}

const places = new Int32Array(0x10000); // of each unit, its places in the longer text as bits; zero between calls
const matched = new Uint16Array(32);

// Requires shorter.length <= longer.length. Places of a unit are found at once (as in Hyyrö 2005), the first free taken.
function jaroSimilarity(shorter: string, longer: string): number {
  const [s, t] = [Math.min(shorter.length, 32), Math.min(longer.length, 32)];
  if (s === 0) return t === 0 ? 1 : 0;
  for (let j = 0; j < t; j++) {
    const unit = longer.charCodeAt(j);
    places[unit] = (places[unit] as number) | (1 << j);
  }
  const reach = Math.max(0, Math.floor(t / 2) - 1);
  let [marked, matches] = [0, 0];
  for (let i = 0; i < s; i++) {
    const unit = shorter.charCodeAt(i);
    const [low, high] = [Math.max(0, i - reach), Math.min(31, i + reach)];
    const near = (-1 >>> (31 - high)) & (-1 << low);
    const free = (places[unit] as number) & near & ~marked;
    if (free === 0) continue;
    marked |= free & -free;
    matched[matches++] = unit;
  }
  for (let j = 0; j < t; j++) places[longer.charCodeAt(j)] = 0;
  if (matches === 0) return 0;
  const swapped = outOfOrder(longer, marked) / 2;
  return (matches / s + matches / t + (matches - swapped) / matches) / 3;
}

/** How many of the matched units stand at another place among the marked ones of the longer text. */
function outOfOrder(longer: string, marked: number): number {
  let [count, rest] = [0, marked];
  for (let k = 0; rest !== 0; k++) {
    const lowest = rest & -rest;
    if (longer.charCodeAt(31 - Math.clz32(lowest)) !== matched[k]) count++;
    rest ^= lowest;
  }
  return count;
}
