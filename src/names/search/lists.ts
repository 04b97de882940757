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

/** Where values go that are put at the ends of lists: `places[i]` is before which item the `order[i]`th of them goes. */
export type Ends = {
  readonly start: Uint32Array; // of the lists with them
  readonly places: Uint32Array; // ascending
  readonly order: Uint32Array;
};

/**
 * The ends of the lists of these keys, each of which gets one value; values of one list in their order. Lists from the
 * last that there is to `bound` are empty so far.
 *
 * @example
 * endsOf(Uint32Array.of(0, 2, 3), [1, 0], 3); //=> { start: Uint32Array.of(0, 3, 5, 5), places: Uint32Array.of(2, 3), order: Uint32Array.of(1, 0) }
 */
export function endsOf(start: Uint32Array, keys: ArrayLike<number>, bound: number): Ends {
  const end = start.at(-1) ?? 0;
  const { start: before, order } = countingSort(keys, bound);
  const longer = before.map((more, key) => (start[key] ?? end) + more);
  return { start: longer, places: order.map((at) => start[keys[at]! + 1] ?? end), order };
}

/**
 * Fills `into` with `values`, and `others` each before the place of it; those of one place in their order. Requires
 * places that ascend, and as much room as both need.
 *
 * @example
 * insertAt(new Uint32Array(4), Uint32Array.of(1, 2), { places: [1, 2], others: [7, 8] }); //=> Uint32Array.of(1, 7, 2, 8)
 */
export function insertAt<Values extends Uint32Array | Int32Array | Uint8Array>(
  into: Values,
  values: Values,
  { places, others }: { readonly places: ArrayLike<number>; readonly others: ArrayLike<number> },
): Values {
  let from = 0;
  for (let at = 0; at < places.length; at++) {
    const place = places[at]!;
    if (place > from) into.set(values.subarray(from, place), from + at);
    into[place + at] = others[at]!;
    from = place;
  }
  into.set(values.subarray(from), from + places.length);
  return into;
}

/**
 * The values without those of some places, which ascend.
 *
 * @example
 * removeAt(Uint32Array.of(1, 2, 3), [1]); //=> Uint32Array.of(1, 3)
 */
export function removeAt(values: Uint32Array, places: readonly number[]): Uint32Array {
  const left = new Uint32Array(values.length - places.length);
  let from = 0;
  places.forEach((place, at) => {
    if (place > from) left.set(values.subarray(from, place), from - at);
    from = place + 1;
  });
  left.set(values.subarray(from), from - places.length);
  return left;
}

/**
 * Starts of such lists without some of the lists, whose numbers ascend.
 *
 * @example
 * startsWithout(Uint32Array.of(0, 2, 5, 6), [1]); //=> Uint32Array.of(0, 2, 3)
 */
export function startsWithout(start: Uint32Array, lists: readonly number[]): Uint32Array {
  const left = new Uint32Array(start.length - lists.length);
  let [taken, less] = [0, 0];
  for (let list = 0; list < start.length; list++) {
    left[list - taken] = start[list]! - less;
    if (lists[taken] !== list) continue;
    less += start[list + 1]! - start[list]!;
    taken++;
  }
  return left;
}

/**
 * Which of such lists holds a place.
 *
 * @example
 * listAt(Uint32Array.of(0, 2, 2, 3), 2); //=> 2
 */
export const listAt = (starts: Uint32Array, place: number): number =>
  firstAbove(starts.length, (list) => starts[list]! > place) - 1;

/**
 * The first of so many for which `isAbove` holds, as for all after it; their number where it holds for none.
 *
 * @example
 * firstAbove(5, (number) => number * number > 4); //=> 3
 */
export function firstAbove(count: number, isAbove: (number: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAbove(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
