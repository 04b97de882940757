/** How far apart two short texts are: optimal string alignment, and Jaro-Winkler. */

/**
 * Optimal string alignment distance (insert, delete, substitute, swap neighbours) in UTF-16 units, or `limit + 1`
 * when it is more than `limit`.
 *
 * @example
 * editDistance("hasan", "hasna", 2); //=> 1
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = nextRow({ a, b, i, above, before });
    if (Math.min(...row) > limit) return limit + 1;
    before = above;
    above = row;
  }
  return Math.min(above[b.length] ?? 0, limit + 1);
}

type Rows = {
  readonly a: string;
  readonly b: string;
  readonly i: number;
  readonly above: readonly number[];
  readonly before: readonly number[];
};

function nextRow({ a, b, i, above, before }: Rows): number[] {
  const row = [i];
  const char = a.charCodeAt(i - 1);
  for (let j = 1; j <= b.length; j++) {
    const same = char === b.charCodeAt(j - 1) ? 0 : 1;
    let best = Math.min((above[j - 1] ?? 0) + same, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    const isSwap =
      i > 1 && j > 1 && char === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
    if (isSwap) best = Math.min(best, (before[j - 2] ?? 0) + 1);
    row.push(best);
  }
  return row;
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

// Requires shorter.length <= longer.length.
function jaroSimilarity(shorter: string, longer: string): number {
  const [s, t] = [Math.min(shorter.length, 32), Math.min(longer.length, 32)];
  if (s === 0) return t === 0 ? 1 : 0;
  const reach = Math.max(0, Math.floor(t / 2) - 1);
  let [marked, taken, matches] = [0, 0, 0];
  for (let i = 0; i < s; i++) {
    const char = shorter.charCodeAt(i);
    const end = Math.min(t - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if ((marked & (1 << j)) !== 0 || longer.charCodeAt(j) !== char) continue;
      marked |= 1 << j;
      taken |= 1 << i;
      matches++;
      break;
    }
  }
  if (matches === 0) return 0;
  const swapped = outOfOrder(shorter, taken, longer, marked) / 2;
  return (matches / s + matches / t + (matches - swapped) / matches) / 3;
}

function outOfOrder(...[a, inA, b, inB]: readonly [string, number, string, number]): number {
  let [count, j] = [0, 0];
  for (let i = 0; i < 32; i++) {
    if ((inA & (1 << i)) === 0) continue;
    while ((inB & (1 << j)) === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) count++;
    j++;
  }
  return count;
}
