/** Blocking rules chosen from the data: which keys bring rows together, under a budget of pairs. */
import { RecountError } from "../base/errors.ts";
import type { KeyColumn } from "./blocking-keys.ts";
import { likelyMatches } from "./likely-matches.ts";
import { codesInRow, countCodes, type RowCodes, rowsOfCodes } from "./row-codes.ts";
import type { KeyTable } from "./rule-blocks.ts";
import { coverMatches } from "./rule-cover.ts";
import { type SampledRule, sampleKeys, sampleRules } from "./sample-rules.ts";
import { shareCodes } from "./shared-words.ts";
import type { Steps } from "./work.ts";

/** Rows that share all keys of a rule are a candidate pair. No keys: every two rows are. */
export type BlockingRule = { readonly keys: readonly string[] };

/** A rule with what it blocks on. */
export type RuleKeys = {
  readonly rule: BlockingRule;
  readonly fields: readonly string[]; // columns that it blocks on
  readonly tables: readonly KeyTable[]; // of its keys
  readonly tooCommon: number; // rows that have keys, all of them in blocks too large to use
};

export type RuleChoice = {
  readonly rules: readonly RuleKeys[]; // the most selective first
  readonly recall?: number; // share of matches that they are expected to bring together; absent when all pairs are
};

const ALL_PAIRS_UP_TO = 1200; // rows: below, comparing everything is quicker than choosing

/** The rows that rules are chosen for. `list`: given where two rows of one list are never compared. */
export type RowLists = { readonly size: number; readonly list?: ArrayLike<number> };

/**
 * Rules under a budget of pairs: estimated on a sample of rows, the one that finds most further matches for its pairs
 * first. Keys too common for the budget serve where they are rare, or together with others. Deterministic.
 */
export function* chooseRules(rows: RowLists, columns: readonly KeyColumn[]): Steps<RuleChoice> {
  const { size } = rows;
  if (size <= ALL_PAIRS_UP_TO) return { rules: [everyPair], recall: 1 };
  const sample = yield* sampleKeys(rows, columns.length);
  const rules = yield* sampleRules(sample, columns);
  const matches = yield* likelyMatches(sample, rules);
  const { chosen, recall } = coverMatches({ size, rules, ...matches, isWhole: sample.size === size });
  return { rules: chosen.map(keysOfRule), recall };
}

/** Rules by the names of their keys, as a model keeps them. Throws `input-model` for a key that no column has. */
export function namedRules(columns: readonly KeyColumn[], rules: readonly BlockingRule[]): RuleChoice {
  const keyOf = (label: string) => {
    const { key, ...cap } = readKey(label);
    const column = columns.find((own) => own.label === key);
    if (column === undefined)
      throw new RecountError(
        "input-model",
        `got no key "${key}", wanted one of ${columns.map((own) => own.label).join(", ")}`,
      );
    return { column, ...cap };
  };
  return {
    rules: rules.map(({ keys }) => (keys.length === 0 ? everyPair : keysOfRule({ keys: keys.map(keyOf) }))),
  };
}

/**
 * A key as a model names it: with `cap` only where that many rows or fewer have it.
 *
 * @example
 * readKey("name: whole of up to 64 rows"); //=> { key: "name: whole", cap: 64 }
 */
export function readKey(label: string): { readonly key: string; readonly cap?: number } {
  const [, key = label, cap] = /^(.*) of up to (\d+) rows$/.exec(label) ?? [];
  return { key, ...(cap !== undefined && { cap: Number(cap) }) };
}

const everyPair: RuleKeys = { rule: { keys: [] }, fields: [], tables: [], tooCommon: 0 };

/** The keys of all values under a rule. */
function keysOfRule({ keys }: Pick<SampledRule, "keys">): RuleKeys {
  let tooCommon = 0;
  const tables = keys.map(({ column, cap }) => {
    const { ids, counts, rowsOf } = column;
    const codes = column.codesOfValues();
    if (cap === undefined) return { ids, byId: codes };
    const rare = rareCodes(codes, { counts, cap, rowsOf });
    tooCommon += rare.tooCommon;
    return { ids, byId: rare.codes };
  });
  return {
    rule: { keys: keys.map(labelOf) },
    fields: keys.map(({ column }) => column.field),
    tables: tables.map(({ ids, byId }) => ({ ids, byId: shareCodes(byId) })),
    tooCommon,
  };
}

const labelOf = ({ column, cap }: SampledRule["keys"][number]) =>
  cap === undefined ? column.label : `${column.label} of up to ${cap} rows`;

/** How many rows each code of a value stands for. */
export function timesOf(codes: RowCodes, counts: Uint32Array): Uint32Array {
  return rowsOfCodes(codes).map((id) => counts[id] as number);
}

/** The codes that at most `cap` rows have; rows whose codes are all more common are counted. */
function rareCodes(
  own: RowCodes,
  { counts, cap, rowsOf }: Pick<KeyColumn, "counts"> & { cap: number; rowsOf: KeyColumn["rowsOf"] },
): { codes: RowCodes; tooCommon: number } {
  const countOf = rowsOf ?? countCodes(own, timesOf(own, counts)).countOf;
  const isRare = (code: number) => code !== 0 && countOf(code) <= cap;
  const starts = new Uint32Array(counts.length + 1);
  let tooCommon = 0;
  for (let id = 0; id < counts.length; id++) {
    const codes = codesInRow(own, id);
    const rare = codes.filter(isRare).length;
    starts[id + 1] = (starts[id] as number) + rare;
    if (codes.length > 0 && rare === 0) tooCommon += counts[id] as number;
  }
  if (own.starts === undefined)
    return { codes: { codes: own.codes.map((code) => (isRare(code) ? code : 0)) }, tooCommon };
  return { codes: { codes: own.codes.filter(isRare), starts }, tooCommon };
}
