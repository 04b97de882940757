/** The distinct parts of all indexed names in columns, so that a million names need few objects. */
import { nameKeys } from "../keys.ts";
import { prepareName } from "../prepare.ts";
import { type Script, scripts } from "../script.ts";
import { extendStarts } from "./lists.ts";

/** What is known of each distinct part, by its number; this is what a snapshot keeps. */
export type TokenTable = {
  readonly folds: readonly string[];
  readonly byFold: Uint32Array; // numbers of parts in the order of their folds, by code unit
  readonly scripts: Uint8Array; // indexes into `scripts`
  readonly formStart: Uint32Array; // readings of part t: [formStart[t], formStart[t + 1])
  readonly codeStart: Uint32Array; // sounds of reading f: [codeStart[f], codeStart[f + 1])
  readonly codes: Uint8Array;
  readonly skeletons: readonly string[]; // distinct
  readonly skeletonStart: Uint32Array; // skeletons of part t: [skeletonStart[t], skeletonStart[t + 1])
  readonly skeletonIds: Uint32Array;
};

/** The table of no parts. */
export const noTokens: TokenTable = {
  folds: [],
  byFold: new Uint32Array(),
  scripts: new Uint8Array(),
  formStart: Uint32Array.of(0),
  codeStart: Uint32Array.of(0),
  codes: new Uint8Array(),
  skeletons: [],
  skeletonStart: Uint32Array.of(0),
  skeletonIds: new Uint32Array(),
};

/** A part as its columns hold it, before it has a number. */
type NewToken = {
  readonly script: Script;
  readonly forms: readonly Uint8Array[];
  readonly skeletons: readonly string[];
};

/**
 * The table with these folded parts after its own. Requires parts that it does not have, no two alike.
 *
 * @example
 * extendTokens(noTokens, ["hasan", "حسن"]).skeletons; //=> ["ksn"]
 */
export function extendTokens(table: TokenTable, folds: readonly string[]): TokenTable {
  const tokens = folds.map(readToken);
  const forms = tokens.flatMap((token) => token.forms);
  const idBySkeleton = new Map(table.skeletons.map((skeleton, id) => [skeleton, id]));
  const all = [...table.folds, ...folds];
  const sortedNew = folds
    .map((_, at) => table.folds.length + at)
    .sort((a, b) => (all[a]! < all[b]! ? -1 : 1));
  const ids = tokens.map((token) => token.skeletons.map((skeleton) => idOf(idBySkeleton, skeleton)));
  return {
    folds: all,
    byFold: mergeSorted(table.byFold, sortedNew, (number) => all[number]!),
    scripts: joined(
      table.scripts,
      tokens.map(({ script }) => scripts.indexOf(script)),
    ),
    formStart: extendStarts(
      table.formStart,
      tokens.map((token) => token.forms.length),
    ),
    codeStart: extendStarts(
      table.codeStart,
      forms.map(({ length }) => length),
    ),
    codes: joinBytes(table.codes, forms),
    skeletons: [...idBySkeleton.keys()],
    skeletonStart: extendStarts(
      table.skeletonStart,
      ids.map(({ length }) => length),
    ),
    skeletonIds: joinNumbers(table.skeletonIds, ids.flat()),
  };
}

/** Whether a part of the table is read today as its columns say. */
export function isAsRead(table: TokenTable, token: number): boolean {
  const now = extendTokens(noTokens, [table.folds[token]!]);
  const { formStart, codeStart, skeletonStart } = table;
  const codes = table.codes.subarray(codeStart[formStart[token]!], codeStart[formStart[token + 1]!]);
  const ids = table.skeletonIds.subarray(skeletonStart[token], skeletonStart[token + 1]);
  return (
    now.codes.join() === codes.join() &&
    now.skeletons.join() === Array.from(ids, (id) => table.skeletons[id]).join()
  );
}

function readToken(fold: string): NewToken {
  const prepared = prepareName(fold);
  const [token] = prepared.tokens;
  return {
    script: token?.script ?? "none",
    forms: token?.forms.map(({ codes }) => codes) ?? [],
    skeletons: nameKeys(prepared),
  };
}

function idOf(ids: Map<string, number>, word: string): number {
  const id = ids.get(word) ?? ids.size;
  ids.set(word, id);
  return id;
}

/** Two ascending lists of numbers as one, by what `keyOf` gives for a number. */
function mergeSorted(a: Uint32Array, b: readonly number[], keyOf: (number: number) => string): Uint32Array {
  const merged = new Uint32Array(a.length + b.length);
  let at = 0;
  let other = 0;
  for (let to = 0; to < merged.length; to++) {
    const isFirst = other === b.length || (at < a.length && keyOf(a[at]!) < keyOf(b[other]!));
    merged[to] = isFirst ? a[at++]! : b[other++]!;
  }
  return merged;
}

function joinNumbers(numbers: Uint32Array, more: readonly number[]): Uint32Array {
  const all = new Uint32Array(numbers.length + more.length);
  all.set(numbers);
  all.set(more, numbers.length);
  return all;
}

function joined(bytes: Uint8Array, more: readonly number[]): Uint8Array {
  return joinBytes(bytes, [Uint8Array.from(more)]);
}

function joinBytes(bytes: Uint8Array, more: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(more.reduce((sum, { length }) => sum + length, bytes.length));
  all.set(bytes);
  let at = bytes.length;
  for (const part of more) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
