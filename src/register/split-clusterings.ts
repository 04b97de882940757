/** What many clusterings of the same rows have in common, kept once. */
import type { Clustering, Clusterings } from "./count-range.ts";

/**
 * The clusterings of a table's rows, of which `labels` has one each: a label for each of `among`, rows of the table in
 * ascending order. All other rows stand alone.
 *
 * @example
 * const labels = [Uint32Array.of(0, 0, 1, 2), Uint32Array.of(0, 0, 1, 1)];
 * splitClusterings(5, Uint32Array.of(0, 1, 2, 3), labels).loose; //=> Uint32Array.of(2, 3)
 */
export function splitClusterings(
  rows: number,
  among: Uint32Array,
  labels: readonly Uint32Array[],
): Clusterings {
  const isLoose = looseRows(labels, among.length);
  const at = among.keys().filter((place) => isLoose[place] === 1);
  const loose = Uint32Array.from(at);
  return {
    fixed: fixedLabels(rows, among, { labels: labels[0] ?? new Uint32Array(), isLoose }),
    loose: loose.map((place) => among[place] as number),
    labels: labels.map((own) => numbered(loose.map((place) => own[place] as number))),
  };
}

/**
 * The clusterings with those of `drawn` for some rows, as `splitClusterings` would give them of all rows at once. Requires rows
 * whose clusters have no other row, in either.
 *
 * @example
 * const known = splitClusterings(3, Uint32Array.of(0, 1), [Uint32Array.of(0, 0), Uint32Array.of(0, 1)]);
 * const drawn = splitClusterings(3, Uint32Array.of(0, 1), [Uint32Array.of(0, 0), Uint32Array.of(0, 0)]);
 * replaceClusterings(known, Uint32Array.of(0, 1), drawn).loose; //=> Uint32Array.of()
 */
export function replaceClusterings(known: Clusterings, rows: Uint32Array, drawn: Clusterings): Clusterings {
  const isDrawn = new Uint8Array(known.fixed.labels.length);
  for (const row of rows) isDrawn[row] = 1;
  const stays = Uint32Array.from(known.loose.keys().filter((at) => isDrawn[known.loose[at] as number] === 0));
  const both = [...stays.map((at) => known.loose[at] as number), ...drawn.loose];
  const order = Uint32Array.from(both.keys()).sort((a, b) => (both[a] as number) - (both[b] as number));
  const fixed = known.fixed.labels.map((label, row) =>
    isDrawn[row] === 1 ? known.fixed.size + (drawn.fixed.labels[row] as number) : label,
  );
  return {
    fixed: numbered(fixed),
    loose: order.map((at) => both[at] as number),
    labels: known.labels.map(({ labels, size }, clustering) => {
      const own = drawn.labels[clustering]?.labels ?? new Uint32Array();
      const all = [...stays.map((at) => labels[at] as number), ...own.map((label) => size + label)];
      return numbered(order.map((at) => all[at] as number));
    }),
  };
}

/**
 * 1 for each row whose cluster is not the same in all clusterings: some row of it stands with another first row in one,
 * or such a row comes to it.
 */
function looseRows(labels: readonly Uint32Array[], size: number): Uint8Array {
  const common = firstRows(labels[0] ?? new Uint32Array(size));
  const isOpen = new Uint8Array(size); // by first row
  for (const own of labels.slice(1)) {
    const first = firstRows(own);
    for (let row = 0; row < size; row++) {
      const now = first[row] as number;
      if (now === common[row]) continue;
      isOpen[common[row] as number] = 1;
      isOpen[common[now] as number] = 1;
    }
  }
  return Uint8Array.from(common, (first) => isOpen[first] as number);
}

/** The first row of each row's cluster. */
function firstRows(labels: Uint32Array): Uint32Array {
  const first = new Uint32Array(labels.length).fill(labels.length);
  return labels.map((label, row) => {
    if (first[label] === labels.length) first[label] = row;
    return first[label] as number;
  });
}

function fixedLabels(
  rows: number,
  among: Uint32Array,
  { labels, isLoose }: { readonly labels: Uint32Array; readonly isLoose: Uint8Array },
): Clustering {
  const all = Uint32Array.from({ length: rows }, (_, row) => among.length + row);
  for (let place = 0; place < among.length; place++)
    if (isLoose[place] === 0) all[among[place] as number] = labels[place] as number;
  return numbered(all);
}

/** The same clustering by labels without gaps, in the order of their first rows. */
function numbered(labels: Uint32Array): Clustering {
  const numbers = new Uint32Array(labels.reduce((most, label) => Math.max(most, label + 1), 0));
  let size = 0;
  const own = labels.map((label) => {
    const known = numbers[label] as number; // 1 more than its number, 0 for none yet
    if (known === 0) numbers[label] = ++size;
    return (numbers[label] as number) - 1;
  });
  return { labels: own, size };
}
