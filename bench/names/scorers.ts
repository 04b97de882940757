/** The ways of scoring a pair that the tables set side by side. */
import { weighNames } from "../../src/linkage/name-weights/weigh-names.ts";
import { compareNames, likenessOfNames, prepareName } from "../../src/names/index.ts";
import type { LabelledPair } from "./labelled-pairs.ts";
import type { Scored } from "./measures.ts";
import { metaphoneLikeness, plainLikeness } from "./peers.ts";

/** A value of two names, the higher the likelier one person's. */
export type Scorer = (left: string, right: string) => number;

export const byLikeness: Scorer = (left, right) => likenessOfNames(prepareName(left), prepareName(right));

/** By level only: what a linkage knows that learns a weight for each level. */
export const byLevel: Scorer = (left, right) => -compareNames(prepareName(left), prepareName(right)).level;

/** By the shipped weight: what `recount names pairs` writes. */
export const byWeight: Scorer = (left, right) => weighNames(prepareName(left), prepareName(right)).weightBits;

export const scorers: readonly (readonly [name: string, scorer: Scorer])[] = [
  ["weight", byWeight],
  ["likeness", byLikeness],
  ["level", byLevel],
  ["any-ascii + Jaro-Winkler", plainLikeness],
  ["any-ascii + double metaphone", metaphoneLikeness],
];

export function scorePairs(pairs: readonly LabelledPair[], scorer: Scorer): readonly Scored[] {
  return pairs.map(({ left, right, isMatch, group }) => ({ value: scorer(left, right), isMatch, group }));
}
