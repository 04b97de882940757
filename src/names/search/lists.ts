/** Lists of numbers laid end to end in one array, so that a million of them are two objects. */

/**
 * Starts of such lists, with those of `lengths` after the ones there are; the last start is the end of all.
 *
 * @example
 * extendStarts(Uint32Array.of(0, 2), [3, 0]); //=> Uint32Array.of(0, 2, 5, 5)
 */
export function extendStarts(starts: Uint32Array, lengths: readonly number[]): Uint32Array {
  const longer = new Uint32Array(starts.length + lengths.length);
  longer.set(starts);
  let end = starts.at(-1) ?? 0;
  lengths.forEach((length, at) => {
    end += length;
    longer[starts.length + at] = end;
  });
  return longer;
}

/**
 * For each place in such lists, whose list it is in.
 *
 * @example
 * holdersOf(Uint32Array.of(0, 2, 2, 3)); //=> Uint32Array.of(0, 0, 2)
 */
export function holdersOf(starts: Uint32Array): Uint32Array {
  const holders = new Uint32Array(starts.at(-1) ?? 0);
  for (let list = 0; list + 1 < starts.length; list++) holders.fill(list, starts[list]!, starts[list + 1]!);
  return holders;
}

/**
 * Places of the values in ascending order, equal ones as they stand, and where each value starts among them.
 * Requires whole values in [0, bound).
 *
 * @example
 * countingSort([2, 0, 2], 3); //=> { start: Uint32Array.of(0, 1, 1, 3), order: Uint32Array.of(1, 0, 2) }
 */
export function countingSort(
  values: ArrayLike<number>,
  bound: number,
): { readonly start: Uint32Array; readonly order: Uint32Array } {
  const start = new Uint32Array(bound + 1);
  for (let at = 0; at < values.length; at++) start[values[at]! + 1]!++;
  for (let value = 0; value < bound; value++) start[value + 1]! += start[value]!;
  const next = start.slice();
  const order = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at++) order[next[values[at]!]!++] = at;
  return { start, order };
}
