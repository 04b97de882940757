/** Which part of one name answers to which part of the other. */
import { agreesAsInitial, CLOSE, gradeOf, likenessOf, rankTokens, SAME } from "./compare-tokens.ts";
import type { PreparedName, PreparedToken } from "./prepare.ts";
import { HARD } from "./sounds.ts";

/** What an alignment found; counts are of parts. */
export type Alignment = {
  readonly full: number; // pairs that agree at CLOSE or better
  readonly loose: number; // pairs that are only loosely alike
  readonly initials: number; // pairs in which one is the initial of the other
  readonly worst: number; // worst grade of the full pairs
  readonly joined: number; // rank of the names written as one word each; 0 where the parts agree better
  readonly likeness: number; // of the whole names, 0 to 1
};

// Scratch, overwritten by each call: names have at most 16 parts.
const MOST = 16;
const ranks = new Int32Array(MOST * MOST);

/** How much of its weight a part without a counterpart in a shorter name costs: most are just not told. */
const MISSING = 0.25;

/** Cost units of agreement that two initials give: what a consonant weighs, on both sides. */
const INITIAL = 2 * HARD;

/** Pairs the parts, best agreement first. Symmetric only for names in a fixed order: ties fall to the first. */
export function alignTokens(a: PreparedName, b: PreparedName): Alignment {
  rankAll(a.tokens, b.tokens);
  let usedA = 0;
  let usedB = 0;
  let full = 0;
  let loose = 0;
  let worst = SAME;
  let matched = 0;
  for (;;) {
    const at = bestPair(usedA, usedB, a.tokens.length, b.tokens.length);
    if (at < 0) break;
    const i = Math.floor(at / MOST);
    const j = at % MOST;
    usedA |= 1 << i;
    usedB |= 1 << j;
    const grade = gradeOf(ranks[at]!);
    matched += likenessOf(ranks[at]!) * (a.tokens[i]!.weight + b.tokens[j]!.weight);
    if (grade <= CLOSE) {
      full++;
      if (grade > worst) worst = grade;
    } else loose++;
  }
  // A name's spaces differ from list to list: of two names with other numbers of parts, try both as one word.
  const isUneven = a.tokens.length !== b.tokens.length && full < Math.min(a.tokens.length, b.tokens.length);
  const joined = isUneven ? rankTokens(a.whole, b.whole) : 0;
  const initials =
    full > 0 && (a.hasInitial || b.hasInitial)
      ? countInitials(without(a.tokens, usedA), without(b.tokens, usedB))
      : 0;
  // An initial says something, but less than a part: only its own weight, and nothing where it disagrees.
  const agreed = matched / 1000 + initials * INITIAL;
  const likeness = Math.max(wholeLikeness(agreed, a.weight, b.weight), likenessOf(joined) / 1000);
  return { full, loose, initials, worst, joined, likeness };
}

function rankAll(a: readonly PreparedToken[], b: readonly PreparedToken[]): void {
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) ranks[i * MOST + j] = rankTokens(a[i]!, b[j]!);
}

/** Index of the best rank above 0 among the parts not used yet, or -1. */
function bestPair(usedA: number, usedB: number, lengthA: number, lengthB: number): number {
  let best = 0;
  let at = -1;
  for (let i = 0; i < lengthA; i++) {
    if ((usedA >> i) & 1) continue;
    for (let j = 0; j < lengthB; j++) {
      if ((usedB >> j) & 1 || ranks[i * MOST + j]! <= best) continue;
      best = ranks[i * MOST + j]!;
      at = i * MOST + j;
    }
  }
  return at;
}

function countInitials(a: readonly PreparedToken[], b: readonly PreparedToken[]): number {
  const open = [...b];
  let initials = 0;
  for (const token of a) {
    const at = open.findIndex((other) => agreesAsInitial(token, other));
    if (at < 0) continue;
    open.splice(at, 1);
    initials++;
  }
  return initials;
}

const without = (tokens: readonly PreparedToken[], used: number) =>
  tokens.filter((_, at) => ((used >> at) & 1) === 0);

function wholeLikeness(matched: number, weightA: number, weightB: number): number {
  const less = Math.min(weightA, weightB);
  const more = Math.max(weightA, weightB);
  return less === 0 ? 0 : Math.min(1, matched / (2 * less + MISSING * 2 * (more - less)));
}
