/** The distinct parts of all indexed names in columns, so that a million names need few objects. */
import { prepareName } from "../prepare.ts";
import { type Script, scripts } from "../script.ts";
import { codesOf } from "../sounds.ts";
import { extendStarts, firstAbove, insertAt, listAt } from "./lists.ts";

/** What is known of each distinct part, by its number; this is what a snapshot keeps. */
export type TokenTable = {
  readonly folds: readonly string[];
  readonly byFold: Uint32Array; // numbers of parts in the order of their folds, by code unit
  readonly scripts: Uint32Array; // indexes into `scripts`
  readonly classStart: Uint32Array; // classes of given names of part t: [classStart[t], classStart[t + 1])
  readonly classes: Uint32Array;
  readonly formStart: Uint32Array; // readings of part t: [formStart[t], formStart[t + 1])
  readonly codeStart: Uint32Array; // sounds of reading f: [codeStart[f], codeStart[f + 1])
  readonly codes: Uint8Array;
  readonly across: Uint32Array; // 1 for a reading that only counts beside another script
  readonly bySounds: Uint32Array; // numbers of readings by `sectionOf`, then by their sounds
};

/** The table of no parts. */
export const noTokens: TokenTable = {
  folds: [],
  byFold: new Uint32Array(),
  scripts: new Uint32Array(),
  classStart: Uint32Array.of(0),
  classes: new Uint32Array(),
  formStart: Uint32Array.of(0),
  codeStart: Uint32Array.of(0),
  codes: new Uint8Array(),
  across: new Uint32Array(),
  bySounds: new Uint32Array(),
};

/**
 * The table with these folded parts after its own. Requires parts that it does not have, no two alike.
 *
 * @example
 * extendTokens(noTokens, ["hasan", "حسن"]).formStart; //=> Uint32Array.of(0, 1, 2)
 */
export function extendTokens(table: TokenTable, folds: readonly string[]): TokenTable {
  const tokens = folds.map(readToken);
  const forms = tokens.flatMap((token) => token.forms);
  const all = [...table.folds, ...folds];
  const columns = {
    folds: all,
    byFold: mergeSorted(table.byFold, folds.length, (number) => all[number]!),
    scripts: joinNumbers(
      table.scripts,
      tokens.map(({ script }) => scripts.indexOf(script)),
    ),
    classStart: extendStarts(table.classStart, lengthsOf(tokens.map(({ classes }) => classes))),
    classes: joinNumbers(
      table.classes,
      tokens.flatMap(({ classes }) => classes),
    ),
    formStart: extendStarts(table.formStart, lengthsOf(tokens.map((token) => token.forms))),
    codeStart: extendStarts(table.codeStart, lengthsOf(forms.map(({ codes }) => codes))),
    codes: joinCodes(
      table.codes,
      forms.map(({ codes }) => codes),
    ),
    across: joinNumbers(
      table.across,
      forms.map(({ isAcross }) => (isAcross ? 1 : 0)),
    ),
  };
  return { ...columns, bySounds: orderBySounds(columns, table.bySounds, forms.length) };
}

/** Whether a part of the table is read today as its columns say. */
export function isAsRead(table: TokenTable, token: number): boolean {
  const now = readToken(table.folds[token]!);
  const classes = table.classes.subarray(table.classStart[token], table.classStart[token + 1]);
  const [first, end] = [table.formStart[token]!, table.formStart[token + 1]!];
  return (
    scripts[table.scripts[token]!] === now.script &&
    now.classes.join() === classes.join() &&
    now.forms.length === end - first &&
    now.forms.every(({ codes }, at) => codes.join() === formOf(table, first + at).join())
  );
}

/**
 * The number of a folded part, by binary search; undefined for one that the table does not have.
 *
 * @example
 * numberOf(extendTokens(noTokens, ["torn", "ali"]), "ali"); //=> 1
 */
export function numberOf({ folds, byFold }: TokenTable, fold: string): number | undefined {
  const number = byFold[firstAbove(byFold.length, (at) => folds[byFold[at]!]! >= fold)];
  return number !== undefined && folds[number] === fold ? number : undefined;
}

/** The sounds of a reading. */
export function formOf(
  { codes, codeStart }: Pick<TokenTable, "codes" | "codeStart">,
  form: number,
): Uint8Array {
  return codes.subarray(codeStart[form], codeStart[form + 1]);
}

type ReadToken = {
  readonly script: Script;
  readonly classes: readonly number[];
  readonly forms: readonly ReadForm[];
};

type ReadForm = { readonly codes: Uint8Array; readonly isAcross: boolean };

function readToken(fold: string): ReadToken {
  const token = prepareName(fold).tokens[0];
  if (token === undefined) return { script: "none", classes: [], forms: [] };
  const forms = token.forms
    .map(({ sounds, isAcross }) => ({ codes: codesOf(sounds), isAcross }))
    .filter(({ codes }) => codes.length > 0);
  return { script: token.script, classes: token.variants, forms };
}

const lengthsOf = (lists: readonly { readonly length: number }[]) => lists.map(({ length }) => length);

/** Where readings of a script stand together: those that always count, then those that count beside other scripts. */
export const sectionOf = (script: number, isAcross: boolean): number => 2 * script + (isAcross ? 1 : 0);

/** The readings in order, `more` of them new; those of one section stand together. */
function orderBySounds(columns: Omit<TokenTable, "bySounds">, order: Uint32Array, more: number): Uint32Array {
  const { formStart, scripts: scriptOf } = columns;
  return mergeSorted(order, more, (form) => {
    const section = sectionOf(scriptOf[listAt(formStart, form)]!, columns.across[form] === 1);
    return String.fromCharCode(section, ...formOf(columns, form));
  });
}

/** An ascending list of the first numbers with as many more as follow them, by what `keyOf` gives for a number. */
function mergeSorted(a: Uint32Array, more: number, keyOf: (number: number) => string): Uint32Array {
  const added = Array.from({ length: more }, (_, at) => ({
    number: a.length + at,
    key: keyOf(a.length + at),
  }));
  added.sort((one, other) =>
    one.key < other.key ? -1 : one.key > other.key ? 1 : one.number - other.number,
  );
  const places = added.map(({ key }) => firstAbove(a.length, (at) => keyOf(a[at]!) > key));
  const others = added.map(({ number }) => number);
  return insertAt(new Uint32Array(a.length + more), a, { places, others });
}

function joinNumbers(numbers: Uint32Array, more: readonly number[]): Uint32Array {
  const all = new Uint32Array(numbers.length + more.length);
  all.set(numbers);
  all.set(more, numbers.length);
  return all;
}

function joinCodes(codes: Uint8Array, more: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(more.reduce((sum, { length }) => sum + length, codes.length));
  all.set(codes);
  let at = codes.length;
  for (const one of more) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}
