/** An index of names, each somebody's: made, brought up to date, and kept as plain columns. */
import { partsOf } from "../parts.ts";
import { scripts } from "../script.ts";
import { wordsOf } from "../words.ts";
import { countingSort, extendStarts, holdersOf } from "./lists.ts";
import { type Lookup, makeLookup } from "./lookup.ts";
import { extendTokens, noTokens, type TokenTable } from "./token-table.ts";

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
 *
 * @example
 * const change = changeNames(emptyNameIndex(), new Set());
 * change.add(7, "Həsənov Əli");
 * change.finish().owners; //=> Uint32Array.of(7)
 */
export function changeNames(index: NameColumns, gone: ReadonlySet<number>): NameChange {
  const { owners, lengths, parts } = keptNames(index, gone);
  const numberByFold = new Map(index.tokens.folds.map((fold, number) => [fold, number]));
  return {
    add(owner, text) {
      const folds = partsOf(wordsOf(text)).map(({ fold }) => fold);
      owners.push(owner);
      lengths.push(folds.length);
      for (const fold of folds) {
        const number = numberByFold.get(fold) ?? numberByFold.size;
        numberByFold.set(fold, number);
        parts.push(number);
      }
    },
    finish() {
      const folds = [...numberByFold.keys()].slice(index.tokens.folds.length);
      return indexColumns({ tokens: extendTokens(index.tokens, folds), ...byOwner(owners, lengths, parts) });
    },
  };
}

/** The index over columns. */
export function indexColumns(columns: NameColumns): NameIndex {
  const { tokens, start, parts, owners } = columns;
  const { start: postingStart, order } = countingSort(parts, tokens.folds.length);
  const nameOf = holdersOf(start);
  return {
    ...columns,
    lookup: makeLookup(tokens),
    postingStart,
    postings: order.map((at) => nameOf[at]!),
    scriptNames: countByScript(columns),
    nearTo: new Uint8Array(tokens.folds.length),
    worth: new Float32Array(MOST_PARTS * tokens.folds.length),
    sums: new Int32Array(owners.length),
    met: new Uint32Array(owners.length),
    likeness: new Uint16Array(tokens.folds.length),
  };
}

function countByScript({ tokens, start, parts, owners }: NameColumns): Uint32Array {
  const counts = new Uint32Array(scripts.length);
  for (let name = 0; name < owners.length; name++)
    if (start[name]! < start[name + 1]!) counts[tokens.scripts[parts[start[name]!]!]!]!++;
  return counts;
}

type Lists = { readonly owners: number[]; readonly lengths: number[]; readonly parts: number[] };

function keptNames({ owners, start, parts }: NameColumns, gone: ReadonlySet<number>): Lists {
  const kept: Lists = { owners: [], lengths: [], parts: [] };
  for (let name = 0; name < owners.length; name++) {
    if (gone.has(owners[name]!)) continue;
    kept.owners.push(owners[name]!);
    kept.lengths.push(start[name + 1]! - start[name]!);
    for (let at = start[name]!; at < start[name + 1]!; at++) kept.parts.push(parts[at]!);
  }
  return kept;
}

/** The names in the order of their owners, those of one owner as they came. */
function byOwner(
  owners: readonly number[],
  lengths: readonly number[],
  parts: readonly number[],
): Omit<NameColumns, "tokens"> {
  const from = startsOf(lengths);
  const order = Uint32Array.from(owners.keys());
  // New records have the highest indexes: only a version taken back brings an old one again.
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

const startsOf = (lengths: readonly number[]): Uint32Array => extendStarts(Uint32Array.of(0), lengths);
