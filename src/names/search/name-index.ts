/** An index of names, each somebody's: made, brought up to date, and kept as plain columns. */
import { partsOf } from "../parts.ts";
import { scripts } from "../script.ts";
import { wordsOf } from "../words.ts";
import {
  countingSort,
  endsOf,
  extendStarts,
  firstAbove,
  holdersOf,
  insertAt,
  removeAt,
  startsWithout,
} from "./lists.ts";
import { extendLookup, type Lookup, makeLookup } from "./lookup.ts";
import { extendTokens, noTokens, numberOf, type TokenTable } from "./token-table.ts";

/** Parts of a query that are looked for: a full name has no more. */
export const MOST_PARTS = 6;

/** Names in the order of their owners; this is what a snapshot keeps. */
export type NameColumns = {
  readonly tokens: TokenTable;
  readonly owners: Uint32Array; // of each name, ascending
  readonly start: Uint32Array; // parts of name n: [start[n], start[n + 1])
  readonly parts: Uint32Array; // numbers of parts, in the order written
};

/** Requires to be made by `indexColumns`. A value: bringing it up to date makes another. */
export type NameIndex = NameColumns & {
  readonly lookup: Lookup;
  readonly postingStart: Uint32Array; // names with part t: [postingStart[t], postingStart[t + 1])
  readonly postings: Uint32Array; // numbers of names, ascending for each part
  readonly scriptNames: Uint32Array; // how many names begin with a part of script s
  readonly nearTo: Uint8Array; // by part, a bit for each of a query's: scratch of a search, zeros between searches
  readonly worth: Float32Array; // by part and part of a query: scratch that holds where `nearTo` says so
  readonly sums: Int32Array; // by name: scratch, zeros between searches
  readonly met: Uint32Array; // numbers of names: scratch
  readonly likeness: Uint16Array; // by part: scratch, zeros between searches
};

/** Names being taken into an index; `finish` gives the index, once. */
export type NameChange = {
  /** A name and its owner: a number below 2^32, such as a record's index. An owner may have several names. */
  add(owner: number, text: string): void;
  finish(): NameIndex;
};

/** The index of no names. */
export function emptyNameIndex(): NameIndex {
  const none = { owners: new Uint32Array(), start: Uint32Array.of(0), parts: new Uint32Array() };
  return indexColumns({ tokens: noTokens, ...none });
}

/**
 * A change of an index: without the names of the owners that are gone, and with those that are added. A name
 * without letters and digits has no parts, and is never found. The same names give the same answers, whatever the steps they came in.
 * Takes time for what comes and goes, and for plain copies of what stays.
 *
 * @example
 * const change = changeNames(emptyNameIndex(), new Set());
 * change.add(7, "Həsənov Əli");
 * change.finish().owners; //=> Uint32Array.of(7)
 */
export function changeNames(index: NameIndex, gone: ReadonlySet<number>): NameChange {
  const known = index.tokens.folds.length;
  const added: Lists = { owners: [], lengths: [], parts: [] };
  const numberByFold = new Map<string, number>(); // of those that are new
  const numberAs = (fold: string): number => {
    const number = numberOf(index.tokens, fold) ?? numberByFold.get(fold) ?? known + numberByFold.size;
    if (number >= known) numberByFold.set(fold, number);
    return number;
  };
  return {
    add(owner, text) {
      const folds = partsOf(wordsOf(text)).map(({ fold }) => fold);
      added.owners.push(owner);
      added.lengths.push(folds.length);
      for (const fold of folds) added.parts.push(numberAs(fold));
    },
    finish() {
      const kept = gone.size === 0 ? index : withoutOwners(index, gone);
      const tokens =
        numberByFold.size === 0 ? kept.tokens : extendTokens(kept.tokens, [...numberByFold.keys()]);
      const names = byOwner(added);
      // New records have the highest indexes: only a version taken back brings an old one again.
      const isLater = (names.owners[0] ?? 0) >= (kept.owners.at(-1) ?? 0);
      return isLater
        ? appendNames(kept, tokens, names)
        : indexColumns({ tokens, ...mergeNames(kept, names) });
    },
  };
}

/**
 * Whether the index has a name of this owner.
 *
 * @example
 * hasOwner(emptyNameIndex(), 7); //=> false
 */
export const hasOwner = ({ owners }: NameColumns, owner: number): boolean =>
  owners[firstAbove(owners.length, (name) => owners[name]! >= owner)] === owner;

type Names = Omit<NameColumns, "tokens">;

/** The index with names whose owners come after all that it has, as `indexColumns` would make it. */
function appendNames(index: NameIndex, tokens: TokenTable, names: Names): NameIndex {
  const count = index.owners.length;
  const columns = {
    tokens,
    owners: joined(index.owners, names.owners),
    start: extendStarts(index.start, lengthsOf(names.start)),
    parts: joined(index.parts, names.parts),
  };
  const holders = holdersOf(names.start);
  const { start, places, order } = endsOf(index.postingStart, names.parts, tokens.folds.length);
  const others = order.map((at) => count + holders[at]!);
  const scriptNames = countByScript({ ...names, tokens });
  return {
    ...columns,
    lookup: extendLookup(index.lookup, index.tokens, tokens),
    postingStart: start,
    postings: insertAt(new Uint32Array(columns.parts.length), index.postings, { places, others }),
    scriptNames: index.scriptNames.map((known, script) => known + scriptNames[script]!),
    ...scratchOf(columns),
  };
}

/** The index without the names of some owners, as `indexColumns` would make it; parts that nobody has now stay. */
function withoutOwners(index: NameIndex, gone: ReadonlySet<number>): NameIndex {
  const { tokens, owners, start, parts } = index;
  const names = [...gone].sort((a, b) => a - b).flatMap((owner) => namesOf(index, owner));
  const places = names.flatMap((name) => rangeOf(start[name]!, start[name + 1]!));
  const left = {
    tokens,
    owners: removeAt(owners, names),
    start: startsWithout(start, names),
    parts: removeAt(parts, places),
  };
  const scriptNames = countByScript({
    tokens,
    owners: new Uint32Array(names.length),
    start: startsOf(names.map((name) => start[name + 1]! - start[name]!)),
    parts: Uint32Array.from(places, (place) => parts[place]!),
  });
  return {
    ...left,
    lookup: index.lookup,
    ...postingsWithout(index, names),
    scriptNames: index.scriptNames.map((known, script) => known - scriptNames[script]!),
    ...scratchOf(left),
  };
}

const rangeOf = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, at) => from + at);

function namesOf({ owners }: NameColumns, owner: number): number[] {
  const from = firstAbove(owners.length, (name) => owners[name]! >= owner);
  return rangeOf(
    from,
    firstAbove(owners.length, (name) => owners[name]! > owner),
  );
}

/** Names that stay are numbered anew, since those after one that goes move up. */
function postingsWithout(
  { owners, start, parts, postingStart, postings }: NameIndex,
  names: readonly number[],
): Pick<NameIndex, "postingStart" | "postings"> {
  const less = new Uint32Array(owners.length); // how many before a name go
  names.forEach((name, at) => {
    less.fill(at + 1, name + 1, names[at + 1]);
  });
  const places = names.flatMap((name) => {
    const own = parts.subarray(start[name], start[name + 1]);
    return Array.from(own, (part, at) => {
      const before = own.subarray(0, at).reduce((count, other) => count + (other === part ? 1 : 0), 0);
      const [from, end] = [postingStart[part]!, postingStart[part + 1]!];
      return from + firstAbove(end - from, (posting) => postings[from + posting]! >= name) + before;
    });
  });
  const left = removeAt(
    postings,
    places.sort((a, b) => a - b),
  );
  for (let at = 0; at < left.length; at++) left[at]! -= less[left[at]!]!;
  const counts = new Uint32Array(postingStart.length);
  for (const name of names)
    for (let at = start[name]!; at < start[name + 1]!; at++) counts[parts[at]! + 1]!++;
  for (let part = 1; part < counts.length; part++) counts[part]! += counts[part - 1]!;
  return { postingStart: postingStart.map((from, part) => from - counts[part]!), postings: left };
}

/** The index over columns. */
export function indexColumns(columns: NameColumns): NameIndex {
  const { tokens, start, parts } = columns;
  const { start: postingStart, order } = countingSort(parts, tokens.folds.length);
  const nameOf = holdersOf(start);
  return {
    ...columns,
    lookup: makeLookup(tokens),
    postingStart,
    postings: order.map((at) => nameOf[at]!),
    scriptNames: countByScript(columns),
    ...scratchOf(columns),
  };
}

type Scratch = Pick<NameIndex, "nearTo" | "worth" | "sums" | "met" | "likeness">;

const scratchOf = ({ tokens, owners }: NameColumns): Scratch => ({
  nearTo: new Uint8Array(tokens.folds.length),
  worth: new Float32Array(MOST_PARTS * tokens.folds.length),
  sums: new Int32Array(owners.length),
  met: new Uint32Array(owners.length),
  likeness: new Uint16Array(tokens.folds.length),
});

function countByScript({ tokens, start, parts, owners }: NameColumns): Uint32Array {
  const counts = new Uint32Array(scripts.length);
  for (let name = 0; name < owners.length; name++)
    if (start[name]! < start[name + 1]!) counts[tokens.scripts[parts[start[name]!]!]!]!++;
  return counts;
}

type Lists = { readonly owners: number[]; readonly lengths: number[]; readonly parts: number[] };

/** The names in the order of their owners, those of one owner as they came. */
function byOwner({ owners, lengths, parts }: Lists): Names {
  const from = startsOf(lengths);
  const order = Uint32Array.from(owners.keys());
  if (owners.some((owner, at) => at > 0 && owner < owners[at - 1]!))
    order.sort((a, b) => owners[a]! - owners[b]! || a - b);
  const sorted = new Uint32Array(parts.length);
  let to = 0;
  for (const name of order) for (let at = from[name]!; at < from[name + 1]!; at++) sorted[to++] = parts[at]!;
  return {
    owners: Uint32Array.from(order, (name) => owners[name]!),
    start: startsOf(Array.from(order, (name) => lengths[name]!)),
    parts: sorted,
  };
}

const mergeNames = (some: Names, others: Names): Names =>
  byOwner({
    owners: [...some.owners, ...others.owners],
    lengths: [...lengthsOf(some.start), ...lengthsOf(others.start)],
    parts: [...some.parts, ...others.parts],
  });

const startsOf = (lengths: readonly number[]): Uint32Array => extendStarts(Uint32Array.of(0), lengths);

const lengthsOf = (start: Uint32Array): number[] =>
  Array.from({ length: start.length - 1 }, (_, at) => start[at + 1]! - start[at]!);

function joined(some: Uint32Array, others: Uint32Array): Uint32Array {
  const all = new Uint32Array(some.length + others.length);
  all.set(some);
  all.set(others, some.length);
  return all;
}
