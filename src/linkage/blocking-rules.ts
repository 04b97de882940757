/** Blocking rules chosen from the data: which keys bring rows together, under a budget of pairs. */
import { RecountError } from "../base/errors.ts";
import type { KeyColumn } from "./blocking-keys.ts";
import { likelyMatches } from "./likely-matches.ts";
import { codesInRow, countCodes, joinCodes, type RowCodes } from "./row-codes.ts";
import { coverMatches } from "./rule-cover.ts";
import { type SampledRule, sampleKeys, sampleRules } from "./sample-rules.ts";

/** Rows that share all keys of a rule are a candidate pair. No keys: every two rows are. */
export type BlockingRule = { readonly keys: readonly string[] };

export type RuleKeys = RowCodes & {
  readonly rule: BlockingRule;
  readonly fields: readonly string[]; // columns that it blocks on
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
export function chooseRules(rows: RowLists, columns: readonly KeyColumn[]): RuleChoice {
  const { size } = rows;
  if (size <= ALL_PAIRS_UP_TO) return { rules: [everyPair(size)], recall: 1 };
  const sample = sampleKeys(rows, columns);
  const rules = sampleRules(sample);
  const matches = likelyMatches(sample, rules);
  const { chosen, recall } = coverMatches({ size, rules, ...matches, isWhole: sample.size === size });
  const keyed = chosen.map((rule) => keysOfRule(size, rule));
  return { rules: keyed, recall };
}

/** Rules by the names of their keys, as a model keeps them. Throws `input-model` for a key that no column has. */
export function namedRules(
  { size }: RowLists,
  columns: readonly KeyColumn[],
  rules: readonly BlockingRule[],
): RuleChoice {
  const keyOf = (label: string) => {
    const [, name = label, cap] = /^(.*) of up to (\d+) rows$/.exec(label) ?? [];
    const column = columns.find((own) => own.label === name);
    if (column === undefined)
      throw new RecountError(
        "input-model",
        `got no key "${name}", wanted one of ${columns.map((own) => own.label).join(", ")}`,
      );
    return { column, ...(cap !== undefined && { cap: Number(cap) }) };
  };
  return {
    rules: rules.map(({ keys }) =>
      keys.length === 0 ? everyPair(size) : keysOfRule(size, { keys: keys.map(keyOf) }),
    ),
  };
}

function everyPair(size: number): RuleKeys {
  return { rule: { keys: [] }, fields: [], codes: new Uint32Array(size).fill(1), tooCommon: 0 };
}

/** The codes of all rows under a rule. */
function keysOfRule(size: number, { keys }: Pick<SampledRule, "keys">): RuleKeys {
  let tooCommon = 0;
  const joined = keys
    .map(({ column, cap }) => {
      const codes = column.codesOf();
      if (cap === undefined) return codes;
      const rare = rareCodes(size, codes, cap);
      tooCommon += rare.tooCommon;
      return rare.codes;
    })
    .reduce(joinCodes);
  return {
    rule: { keys: keys.map(labelOf) },
    fields: keys.map(({ column }) => column.field),
    ...joined,
    tooCommon,
  };
}

const labelOf = ({ column, cap }: SampledRule["keys"][number]) =>
  cap === undefined ? column.label : `${column.label} of up to ${cap} rows`;

/** The codes that at most `cap` rows have; rows whose codes are all more common are counted. */
function rareCodes(size: number, own: RowCodes, cap: number): { codes: RowCodes; tooCommon: number } {
  const { countOf } = countCodes(own);
  const isRare = (code: number) => countOf(code) <= cap;
  if (own.starts === undefined) {
    const codes = own.codes.map((code) => (code !== 0 && isRare(code) ? code : 0));
    return {
      codes: { codes },
      tooCommon: own.codes.reduce((n, code, row) => n + (code !== 0 && codes[row] === 0 ? 1 : 0), 0),
    };
  }
  const starts = new Uint32Array(size + 1);
  let tooCommon = 0;
  for (let row = 0; row < size; row++) {
    const codes = codesInRow(own, row);
    const rare = codes.filter(isRare).length;
    starts[row + 1] = (starts[row] as number) + rare;
    if (codes.length > 0 && rare === 0) tooCommon++;
  }
  return { codes: { codes: own.codes.filter(isRare), starts }, tooCommon };
}
