/** Connected components of likely pairs: what clustering can treat apart. */
import type { LinkedPairs } from "./linked-pairs.ts";

export type ComponentInput = {
  readonly size: number; // rows
  readonly pairs: LinkedPairs;
  readonly threshold: number; // fixed-point weight of a likely pair
  readonly same: readonly (readonly [number, number])[]; // judged: connected without any pair
  readonly isSplit: (row: number) => boolean; // whether something may hold the row apart from others of its component
};

export type Component = {
  readonly rows: Uint32Array; // ascending
  readonly pairs: LinkedPairs; // kept ones between them
};

export type Components = {
  readonly root: Uint32Array; // of each row, the first row of its component
  readonly open: readonly Component[]; // those of which not every two rows are a likely pair
};

/** Components, of which those whose rows all agree with one another need no clustering. */
export function connectRows(input: ComponentInput): Components {
  const { size, pairs, threshold, same } = input;
  const root = new Uint32Array(size);
  for (let row = 0; row < size; row++) root[row] = row;
  for (let pair = 0; pair < pairs.weight.length; pair++)
    if ((pairs.weight[pair] as number) >= threshold)
      connect(root, pairs.left[pair] as number, pairs.right[pair] as number);
  for (const [a, b] of same) connect(root, a, b);
  const [rows, likely] = [new Uint32Array(size), new Uint32Array(size)];
  const firsts = new Uint32Array(pairs.weight.length); // row of the component of each pair's left row
  const isOpen = new Uint8Array(size);
  for (let row = 0; row < size; row++) {
    const first = find(root, row);
    root[row] = first;
    rows[first] = (rows[first] as number) + 1;
    if (input.isSplit(row)) isOpen[first] = 1;
  }
  for (let pair = 0; pair < pairs.weight.length; pair++) {
    const first = root[pairs.left[pair] as number] as number;
    firsts[pair] = first;
    if ((pairs.weight[pair] as number) >= threshold) likely[first] = (likely[first] as number) + 1;
  }
  for (let row = 0; row < size; row++) {
    const count = rows[row] as number;
    isOpen[row] =
      count > 1 && (isOpen[row] === 1 || (likely[row] as number) < (count * (count - 1)) / 2) ? 1 : 0;
  }
  return { root, open: openComponents(input, { root, firsts, isOpen }) };
}

/** Makes one component of the rows of two. `root` leads from each row to an earlier one, or to itself. */
export function connect(root: Uint32Array, a: number, b: number): void {
  const [x, y] = [find(root, a), find(root, b)];
  if (x < y) root[y] = x;
  else root[x] = y;
}

/** The first row of a row's component. */
export function find(root: Uint32Array, row: number): number {
  let at = row;
  while (root[at] !== at) {
    const above = root[root[at] as number] as number; // paths are halved on the way
    root[at] = above;
    at = above;
  }
  return at;
}

type Connected = {
  readonly root: Uint32Array;
  readonly firsts: Uint32Array;
  readonly isOpen: Uint8Array; // of each first row
};

/** Rows and kept pairs of the components that are open, by counting sort. */
function openComponents(
  { pairs, size }: ComponentInput,
  { root, firsts, isOpen }: Connected,
): readonly Component[] {
  let count = 0;
  const numberOf = new Uint32Array(size);
  for (let row = 0; row < size; row++) if (isOpen[row] === 1) numberOf[row] = count++;
  const rowGroups = new Int32Array(size).fill(-1);
  for (let row = 0; row < size; row++) {
    const first = root[row] as number;
    if (isOpen[first] === 1) rowGroups[row] = numberOf[first] as number;
  }
  const pairGroups = new Int32Array(firsts.length).fill(-1);
  for (let pair = 0; pair < firsts.length; pair++) {
    const first = firsts[pair] as number;
    if (isOpen[first] === 1 && root[pairs.right[pair] as number] === first)
      pairGroups[pair] = numberOf[first] as number;
  }
  const rows = grouped(count, rowGroups);
  const own = grouped(count, pairGroups);
  return Array.from({ length: count }, (_, n) => ({
    rows: rows.items.subarray(rows.starts[n], rows.starts[n + 1]),
    pairs: pickPairs(pairs, own.items.subarray(own.starts[n], own.starts[n + 1])),
  }));
}

function pickPairs({ left, right, weight }: LinkedPairs, picked: Uint32Array): LinkedPairs {
  const own = {
    left: new Uint32Array(picked.length),
    right: new Uint32Array(picked.length),
    weight: new Int32Array(picked.length),
  };
  for (let i = 0; i < picked.length; i++) {
    const pair = picked[i] as number;
    own.left[i] = left[pair] as number;
    own.right[i] = right[pair] as number;
    own.weight[i] = weight[pair] as number;
  }
  return own;
}

/** Items by group, in their order; items of group -1 are left out. */
function grouped(
  groups: number,
  groupOf: Int32Array,
): { readonly starts: Uint32Array; readonly items: Uint32Array } {
  const starts = new Uint32Array(groups + 1);
  for (let item = 0; item < groupOf.length; item++) {
    const group = groupOf[item] as number;
    if (group >= 0) starts[group + 1] = (starts[group + 1] as number) + 1;
  }
  for (let group = 0; group < groups; group++)
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  const items = new Uint32Array(starts[groups] as number);
  const next = starts.slice();
  for (let item = 0; item < groupOf.length; item++) {
    const group = groupOf[item] as number;
    if (group < 0) continue;
    const at = next[group] as number;
    items[at] = item;
    next[group] = at + 1;
  }
  return { starts, items };
}
