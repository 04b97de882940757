/** How far apart two short texts are: optimal string alignment, and Jaro-Winkler. */

const LONGEST = 256; // units: longer texts get rows of their own
const rows = [0, 1, 2].map(() => new Int32Array(LONGEST + 1)); // working memory, written before it is read

/**
 * Optimal string alignment distance (insert, delete, substitute, swap neighbours) in UTF-16 units, or `limit + 1`
 * when it is more than `limit`.
 *
 * @example
 * editDistance("hasan", "hasna", 2); //=> 1
 */
export function editDistance(a: string, b: string, limit: number): number {
  let [endA, endB, start] = [a.length, b.length, 0];
  if (Math.abs(endA - endB) > limit) return limit + 1;
  // What both begin and end with costs nothing.
  while (endA > 0 && endB > 0 && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  const [left, right] = [endA - start, endB - start];
  const longest = Math.max(left, right);
  if (left === 0 || right === 0 || longest === 1) return Math.min(longest, limit + 1);
  if (limit === 1) return left === 2 && right === 2 && isSwap(a, b, start + 1, start + 1) ? 1 : 2;
  return alignWithin(a.slice(start, endA), b.slice(start, endB), limit);
}

/** Whether the units at i and i - 1 of one are those at j - 1 and j of the other. */
function isSwap(...[a, b, i, j]: readonly [string, string, number, number]): boolean {
  return a.charCodeAt(i) === b.charCodeAt(j - 1) && a.charCodeAt(i - 1) === b.charCodeAt(j);
}

/** The table of distances of beginnings, row by row, only where they can be within the limit (Ukkonen 1985). */
function alignWithin(a: string, b: string, limit: number): number {
  const own = b.length <= LONGEST ? rows : rows.map(() => new Int32Array(b.length + 1));
  let [before, above, row] = own as [Int32Array, Int32Array, Int32Array];
  const far = limit + 1;
  for (let j = 0; j <= b.length; j++) above[j] = Math.min(j, far);
  for (let i = 1; i <= a.length; i++) {
    const [from, to] = [Math.max(1, i - limit), Math.min(b.length, i + limit)];
    row[from - 1] = from === 1 ? Math.min(i, far) : far;
    let least = far;
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      const below = j === i + limit ? far : (above[j] as number); // past the last of the row above
      let best = Math.min((above[j - 1] as number) + same, below + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && isSwap(a, b, i - 1, j - 1)) best = Math.min(best, (before[j - 2] as number) + 1);
      row[j] = best;
      least = Math.min(least, best);
    }
    if (least > limit) return far;
    [before, above, row] = [above, row, before];
  }
  return Math.min(above[b.length] as number, far);
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
