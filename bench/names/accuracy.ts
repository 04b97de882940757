/** Accuracy on labelled pairs: best F1 and recall at one precision, per set, in the half that taught and the other. */
import { pairOfScripts } from "../../src/linkage/name-weights/features.ts";
import { prepareName } from "../../src/names/index.ts";
import type { LabelledPair } from "./labelled-pairs.ts";
import {
  bestF1,
  type Interval,
  intervalOf,
  recallAtPrecision,
  resample,
  type Scored,
  withInterval,
} from "./measures.ts";
import { scorePairs, scorers } from "./scorers.ts";

const PRECISION = 0.95;

/** Pairs of scripts with fewer matches than this in the half that is reported tell nothing. */
const FEWEST_MATCHES = 20;

type Row = {
  readonly set: string;
  readonly pairs: number;
  readonly matches: number;
  readonly train: string;
  readonly f1s: readonly string[];
  readonly recalls: readonly Interval[];
  readonly resampled: readonly (readonly number[])[]; // recalls of the resamples, by scorer
};

/** A table of sets by scorers, and the gap between the best and the worst served of the sets in `scripts`. */
export function accuracyTable(pairs: readonly LabelledPair[], scripts: readonly string[]): string {
  const rows = [...Map.groupBy(pairs, ({ set }) => set)].map(([set, members]) => rowOf(set, members));
  const names = scorers.map(([name]) => name);
  const head = ["set (test half)", "pairs", "matches", "train", ...names];
  const f1 = rows.map(({ set, pairs: count, matches, train, f1s }) => [set, count, matches, train, ...f1s]);
  const recall = rows.map(({ set, recalls }) => [set, "", "", "", ...recalls.map(percents)]);
  return [
    "Best F1, with the 95 % interval over groups of connected names; `train` is the first column in the other half",
    formatTable([head, ...f1]),
    `Recall at precision ${PRECISION} with its interval, with two pairs that differ to each that matches`,
    formatTable([head, ...recall]),
    `The same by the scripts of the two names, for pairs of scripts with ${FEWEST_MATCHES} matches or more`,
    formatTable([["scripts (test half)", ...head.slice(1)], ...scriptRows(pairs)]),
    gapLines(rows, scripts),
  ].join("\n\n");
}

/** Pairs by what their names are written in, whichever list they are of. */
function scriptRows(pairs: readonly LabelledPair[]): readonly (readonly (string | number)[])[] {
  const written = ({ left, right }: LabelledPair) =>
    pairOfScripts(prepareName(left).script, prepareName(right).script);
  const rows = [...Map.groupBy(pairs, written)].map(([scripts, members]) => rowOf(scripts, members));
  return rows
    .filter(({ matches }) => matches >= FEWEST_MATCHES)
    .map(({ set, pairs: count, matches, recalls }) => [set, count, matches, "", ...recalls.map(percents)]);
}

function rowOf(set: string, members: readonly LabelledPair[]): Row {
  const test = members.filter(({ isTest }) => isTest);
  const train = members.filter(({ isTest }) => !isTest);
  const scored = scorers.map(([, scorer]) => scorePairs(test, scorer));
  const [, first] = scorers[0] ?? ["", () => 0];
  const resampled = scored.map((values) => resample(values, recallOf));
  return {
    set,
    pairs: test.length,
    matches: test.filter(({ isMatch }) => isMatch).length,
    train: bestF1(scorePairs(train, first)).toFixed(3),
    f1s: scored.map((values) => interval(withInterval(values, bestF1))),
    recalls: scored.map((values, at) => intervalOf(recallOf(values), resampled[at] ?? [])),
    resampled,
  };
}

/**
 * Even-handedness as a number, for each scorer. The interval of the gap is over resamples of all sets at once, and
 * what chance alone parts is in it: where sets are small it lies above 0 for a scorer that serves all alike.
 */
function gapLines(rows: readonly Row[], scripts: readonly string[]): string {
  const served = rows.filter(({ set }) => scripts.includes(set));
  const gaps = scorers.map(([name], at) => {
    const f1s = served.map(({ f1s }) => Number.parseFloat(f1s[at] ?? "0"));
    const gap = range(served.map(({ recalls }) => recalls[at]?.value ?? 0));
    const resamples = served.map(({ resampled }) => resampled[at] ?? []);
    const resampled = (resamples[0] ?? []).map((_, draw) => range(resamples.map((of) => of[draw] ?? 0)));
    return `${name}: F1 ${range(f1s).toFixed(3)}, recall ${percents(intervalOf(gap, resampled))}`;
  });
  return ["Gap between the best and the worst served script, with its interval", ...gaps].join("\n");
}

const recallOf = (values: readonly Scored[]) => recallAtPrecision(values, PRECISION);
const range = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const percents = ({ value, lower, upper }: Interval) =>
  `${percent(value)} [${(100 * lower).toFixed(1)}, ${(100 * upper).toFixed(1)}]`;
const interval = ({ value, lower, upper }: Interval) =>
  `${value.toFixed(3)} [${lower.toFixed(3)}, ${upper.toFixed(3)}]`;

/** Rows of cells as text, columns aligned. */
export function formatTable(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => String(row[at] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => String(cell).padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
