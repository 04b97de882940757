/** The names that share most with a query, told from their parts alone: rare parts say more than common ones. */
import { agreesAsInitial } from "../compare-tokens.ts";
import type { PreparedToken } from "../prepare.ts";
import type { NameIndex } from "./name-index.ts";
import type { NearToken } from "./near-tokens.ts";

/** One part of a query with the parts of names near it, nearest first; an initial has none. */
export type PartOfQuery = {
  readonly token: PreparedToken;
  readonly near: readonly NearToken[];
};

/** A part as near as this counts for the query's own when it is told how common that is. */
const ITS_OWN = 0.8;

/** Names that are scored at the most: the rarest parts come first, so the rest have little in common. */
const MOST_SCORED = 60_000;

/** Bits that an initial is worth: less than the part that it stands for. */
const INITIAL_BITS = 2;

/** What each part too many or missing costs, beside parts that are worth their information in bits. */
const UNEVEN = 0.3;

/** Numbers of the names that share most with the parts of a query, best first, equal ones in their order. */
export function likeliestNames(
  index: NameIndex,
  parts: readonly PartOfQuery[],
  most: number,
): readonly number[] {
  const weighed = parts
    .filter(({ token }) => !token.isInitial)
    .map(({ near }) => ({ near, bits: informationOf(index, near) }))
    .sort((a, b) => b.bits - a.bits);
  const scored: number[] = [];
  weighed.forEach(({ near, bits }, at) => {
    addPart(index, { near, bits, round: at + 1, scored });
  });
  for (const part of parts) if (part.token.isInitial) addInitial(index, part, scored);
  for (const name of scored)
    index.score[name]! -= UNEVEN * Math.abs(index.start[name + 1]! - index.start[name]! - parts.length);
  const best = bestOf(index.score, scored, most);
  for (const name of scored) {
    index.score[name] = 0;
    index.asked[name] = 0;
  }
  return best;
}

/** Bits that it says of a name to have the part: the rarer, the more. */
function informationOf({ owners, postingStart }: NameIndex, near: readonly NearToken[]): number {
  let holders = 1;
  for (const { token, likeness } of near)
    if (likeness >= ITS_OWN) holders += postingStart[token + 1]! - postingStart[token]!;
  return Math.max(1, Math.log2((2 + owners.length) / holders));
}

type Scoring = {
  readonly near: readonly NearToken[];
  readonly bits: number;
  readonly round: number; // from 1: each name takes a part of the query once, by the nearest of its own
  readonly scored: number[];
};

function addPart({ postingStart, postings, score, asked }: NameIndex, scoring: Scoring): void {
  const { near, bits, round, scored } = scoring;
  for (const { token, likeness } of near) {
    const worth = bits * likeness * likeness;
    for (let at = postingStart[token]!; at < postingStart[token + 1]!; at++) {
      const name = postings[at]!;
      if (asked[name] === round) continue;
      if (asked[name] === 0) {
        if (scored.length === MOST_SCORED) continue;
        scored.push(name);
      }
      asked[name] = round;
      score[name]! += worth;
    }
  }
}

/** An initial chooses among the names that the other parts have found. */
function addInitial(index: NameIndex, { token: asked }: PartOfQuery, scored: readonly number[]): void {
  const { start, parts, tokens, score } = index;
  const known = new Map<number, boolean>();
  for (const name of scored)
    for (let at = start[name]!; at < start[name + 1]!; at++) {
      const part = parts[at]!;
      const isOpening =
        known.get(part) ?? agreesAsInitial(asked.packed, 0, tokens.words, tokens.wordStart[part]!);
      known.set(part, isOpening);
      if (!isOpening) continue;
      score[name]! += INITIAL_BITS;
      break;
    }
}

/** Scores are told apart by these parts of a bit: nearer ones are equal, so that few need to be sorted. */
const STEPS = 64;

/** The `most` names of highest score, best first, equal ones in their order. */
function bestOf(score: Float32Array, names: readonly number[], most: number): readonly number[] {
  const stepOf = (name: number) => Math.max(0, Math.floor(score[name]! * STEPS));
  const least = leastStep(names.map(stepOf), most);
  const above = names.filter((name) => stepOf(name) > least);
  const level = Uint32Array.from(names.filter((name) => stepOf(name) === least)).sort();
  return [
    ...above.sort((a, b) => stepOf(b) - stepOf(a) || a - b),
    ...level.subarray(0, Math.max(0, most - above.length)),
  ];
}

/** The step that the last of the best is on. */
function leastStep(steps: readonly number[], most: number): number {
  const counts: number[] = [];
  for (const step of steps) counts[step] = (counts[step] ?? 0) + 1;
  let found = 0;
  for (let step = counts.length - 1; step > 0; step--) {
    found += counts[step] ?? 0;
    if (found >= most) return step;
  }
  return 0;
}
