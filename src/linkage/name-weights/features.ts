/** What the weight of two names is a sum over: the features of the evidence that comparing them found. */
import type { NameEvidence } from "../../names/index.ts";
import { isAbjad, type NameView, nameViews, type Script, scripts } from "../../names/index.ts";

/** Knots of the curves: a curve is straight between them. */
const LIKENESS = [0.4, 0.6, 0.7, 0.8, 0.9, 0.96];
const WEAKEST = [0.6, 0.75, 0.9];
const COVERED = [0.4, 0.7];
const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const KINDS = ["one alphabet", "two alphabets", "an abjad"] as const;

/** All pairs of scripts. */
const scriptPairs: readonly string[] = scripts.flatMap((one, at) =>
  scripts.slice(at).map((other) => pairOfScripts(one, other)),
);

/** Names of the features, in the order of a weight table. */
export const nameFeatures: readonly string[] = [
  "always",
  "likeness",
  ...LIKENESS.map((knot) => `likeness over ${knot}`),
  "weakest part",
  ...WEAKEST.map((knot) => `weakest part over ${knot}`),
  "no weakest part",
  "covered",
  ...COVERED.map((knot) => `covered over ${knot}`),
  "initials",
  "loose parts",
  "parts without counterpart",
  "most of several parts agree",
  "parts of the shorter",
  "parts more in the longer",
  "parts more between the same ends",
  "another order",
  ...LEVELS.map((level) => `level ${level}`),
  ...nameViews.map((view) => `view ${view}`),
  ...KINDS.flatMap((kind) => [kind, `${kind}: likeness`, `${kind}: weakest part`]),
  ...scriptPairs,
];

/** Values of the features, in the order of `nameFeatures`; written into `into` so that many cost no memory. */
export function readFeatures(
  evidence: NameEvidence,
  of: readonly [Script, Script],
  into: Float64Array,
): Float64Array {
  into.fill(0);
  const { likeness, weakest, covered } = evidence;
  const kind = kindOf(of[0], of[1]);
  let at = 0;
  const put = (value: number) => {
    into[at] = value;
    at++;
  };
  const curve = (value: number, knots: readonly number[]) => {
    put(value);
    for (const knot of knots) put(Math.max(0, value - knot));
  };
  put(1);
  curve(likeness, LIKENESS);
  curve(weakest, WEAKEST);
  put(weakest === 0 ? 1 : 0);
  curve(covered, COVERED);
  put(Math.min(2, evidence.initials));
  const apart = evidence.shorter - evidence.agreeing - evidence.initials - evidence.loose;
  put(Math.min(2, evidence.loose));
  put(Math.min(3, Math.max(0, apart)));
  put(evidence.agreeing > 1 && evidence.loose + apart > 0 ? 1 : 0);
  put(Math.min(4, evidence.shorter));
  put(Math.min(3, evidence.longer - evidence.shorter));
  put(evidence.hasSameEnds ? Math.min(3, evidence.longer - evidence.shorter) : 0);
  put(evidence.isReordered ? 1 : 0);
  for (const level of LEVELS) put(evidence.level === level ? 1 : 0);
  for (const view of nameViews) put(isView(evidence, view));
  for (const one of KINDS) {
    put(one === kind ? 1 : 0);
    put(one === kind ? likeness : 0);
    put(one === kind ? weakest : 0);
  }
  const pair = scriptPairs.indexOf(pairOfScripts(of[0], of[1]));
  if (pair >= 0) into[at + pair] = 1;
  return into;
}

const isView = (evidence: NameEvidence, view: NameView) => (evidence.view === view ? 1 : 0);

/** Two scripts in a fixed order: "cyrillic latin". */
export function pairOfScripts(one: Script, other: Script): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function kindOf(one: Script, other: Script): (typeof KINDS)[number] {
  if (one === other) return "one alphabet";
  return isAbjad(one) || isAbjad(other) ? "an abjad" : "two alphabets";
}
