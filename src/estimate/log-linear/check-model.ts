/** Whether a log-linear model has an estimate at all for a table: existence and identifiability. */
import { maximise } from "../math/simplex.ts";
import type { Terms } from "./terms.ts";

export type ModelVerdict = "ok" | "MLE does not exist" | "not identifiable";

/** What is left to fit once interactions that nobody stands for are taken to minus infinity. */
export type Reduced = { readonly used: Uint8Array; readonly terms: readonly number[] };

/**
 * The cells and terms that remain: an interaction without a single entity has an estimate of minus infinity, so every
 * cell that holds it is empty for certain and the term goes with them (Chan, Silverman & Vincent 2021, 2.3). The
 * same for a list that nobody stands on. `margins` is, for each term, how many entities stand on all its lists.
 *
 * @example
 * reduceModel({ margins: new Float64Array([7, 4, 3, 0]), used: new Uint8Array([0, 1, 1, 1]) }, [0, 1, 2, 3]).terms; //=> [0, 1, 2]
 */
export function reduceModel(
  { margins, used }: { readonly margins: Float64Array; readonly used: Uint8Array },
  terms: Terms,
): Reduced {
  const empty = terms.filter((term) => margins[term] === 0);
  if (empty.length === 0) return { used, terms };
  const isLost = (cell: number) => empty.some((term) => (cell & term) === term);
  return {
    used: used.map((is, cell) => (is === 1 && !isLost(cell) ? 1 : 0)),
    terms: terms.filter((term) => !isLost(term)),
  };
}

/**
 * Whether the reduced model has one finite estimate. `not identifiable`: its design has not full column rank.
 * `MLE does not exist` (Fienberg & Rinaldo 2012): the programme max s, A'x = A'y, x >= s has its optimum at 0. Only
 * which counts are 0 matters, so each other count is taken as 1, and the numbers stay small.
 *
 * @example
 * checkModel(new Float64Array([0, 5, 10, 5]), { used: new Uint8Array([0, 1, 1, 1]), terms: [0, 1, 2] }); //=> "ok"
 */
export function checkModel(counts: Float64Array, { used, terms }: Reduced): ModelVerdict {
  const cells = Array.from(used.keys()).filter((cell) => used[cell] === 1);
  const design = cells.map((cell) => terms.map((term) => ((cell & term) === term ? 1 : 0)));
  if (cells.length < terms.length || rankOf(design) < terms.length) return "not identifiable";
  if (cells.every((cell) => counts[cell]! > 0)) return "ok";
  const margin = (column: number) =>
    cells.reduce((sum, cell, i) => sum + (counts[cell]! > 0 ? (design[i]![column] ?? 0) : 0), 0);
  // x = s + w with w >= 0 turns x >= s into the standard form.
  const answer = maximise({
    objective: [...cells.map(() => 0), 1],
    rows: terms.map((_, j) => [
      ...design.map((row) => row[j] ?? 0),
      design.reduce((sum, row) => sum + (row[j] ?? 0), 0),
    ]),
    bounds: terms.map((_, j) => margin(j)),
  });
  return answer.kind === "optimal" && answer.value > 1e-7 ? "ok" : "MLE does not exist";
}

/** Rank by elimination with the largest pivot; entries are 0 and 1. */
function rankOf(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => Float64Array.from(row));
  const columns = left[0]?.length ?? 0;
  let rank = 0;
  for (let column = 0; column < columns; column++) {
    const best = left.reduce(
      (at, row, i) => (i >= rank && Math.abs(row[column]!) > Math.abs(left[at]?.[column] ?? 0) ? i : at),
      rank,
    );
    const top = left[best];
    if (top === undefined || Math.abs(top[column]!) < 1e-9) continue;
    [left[best], left[rank]] = [left[rank]!, top];
    for (let i = rank + 1; i < left.length; i++) {
      const times = left[i]![column]! / top[column]!;
      if (times !== 0) for (let j = column; j < columns; j++) left[i]![j]! -= times * top[j]!;
    }
    rank++;
  }
  return rank;
}

/**
 * Why a model has no estimate, in words.
 *
 * @example
 * verdictReason("not identifiable", "[a·b]"); //=> "model [a·b] has more parameters than the overlaps can tell apart"
 */
export function verdictReason(verdict: Exclude<ModelVerdict, "ok">, model: string): string {
  return verdict === "not identifiable"
    ? `model ${model} has more parameters than the overlaps can tell apart`
    : `model ${model} has no finite estimate: some overlaps that it needs are empty`;
}
