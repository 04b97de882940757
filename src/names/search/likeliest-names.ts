/** The names that share most with a query, told from their parts alone: rare parts say more than common ones. */
import { agreesAsInitial } from "../compare-tokens.ts";
import type { PreparedToken } from "../prepare.ts";
import { MOST_PARTS, type NameIndex } from "./name-index.ts";
import { INITIAL, type NearToken } from "./near-tokens.ts";

/** One part of a query with the parts of names near it, nearest first; an initial has none. */
export type PartOfQuery = {
  readonly token: PreparedToken;
  readonly near: readonly NearToken[];
};

/** A name by its number, and how many bits speak for it. */
export type LikelyName = { readonly name: number; readonly bits: number };

/** Names of the world, in powers of two: what is rare in a short list only is not rare. */
const LEAST_WORLD = 2 ** 20;

/** Bits that a part loses for each hundredth that it is unlike: of two spellings of one name few are far apart. */
const BITS_APART = 0.12;

/** Bits that an initial is worth: less than the part that it stands for. */
const INITIAL_BITS = 2;

/** Bits that each part of a name costs which the query does not have, and of the query which the name does not have. */
const BITS_UNASKED = 2;
const BITS_MISSING = 4;

/** Names that are scored at the most: the rarest parts come first, so the rest have little in common. */
const MOST_SCORED = 20_000;

/** Scores are told apart by these parts of a bit. */
const STEPS = 16;

/** More bits than a part has: of fewer than 2^32 names. */
const MOST_BITS = 32;

/** The `most` names that share most with the parts of a query, best first, equal ones in their order. */
export function likeliestNames(
  index: NameIndex,
  parts: readonly PartOfQuery[],
  most: number,
): readonly LikelyName[] {
  const weighed = parts.map(({ near }, at) => weighParts(index, near, at));
  const scoring = startScoring(index, parts, most);
  const order = [...weighed.keys()].sort((a, b) => weighed[b]![0]! - weighed[a]![0]!);
  const rest = weighed.map((bits) => bits[0] ?? 0);
  for (const at of order) rest[at] = scorePart(scoring, parts[at]!.near, { bits: weighed[at]!, at, rest });
  clearScratch(index, parts, scoring);
  return scoring.found
    .filter(({ bits }) => stepOf(bits) >= scoring.least)
    .sort((a, b) => stepOf(b.bits) - stepOf(a.bits) || a.name - b.name)
    .slice(0, most);
}

/** The whole step that so many bits are on: nearer ones are equal. */
export const stepOf = (bits: number): number => Math.max(0, Math.round(bits * STEPS));

/**
 * Bits that each of the near parts is worth, which the index keeps by part: how rare it is to have one as near as
 * this, less what a spelling of the same name seldom is so far off. Never more than of a nearer one.
 */
function weighParts(index: NameIndex, near: readonly NearToken[], at: number): readonly number[] {
  const { owners, postingStart, worth } = index;
  const world = Math.max(owners.length, LEAST_WORLD);
  const all: number[] = [];
  let holders = 0;
  for (let from = 0; from < near.length; ) {
    const { likeness } = near[from]!;
    let to = from;
    for (; to < near.length && near[to]!.likeness === likeness; to++)
      holders += postingStart[near[to]!.token + 1]! - postingStart[near[to]!.token]!;
    const own = Math.log2(world / Math.max(1, holders)) - BITS_APART * 100 * (1 - likeness);
    const bits = Math.max(0, likeness === INITIAL ? Math.min(INITIAL_BITS, all.at(-1) ?? INITIAL_BITS) : own);
    for (; from < to; from++) {
      worth[at * (postingStart.length - 1) + near[from]!.token] = bits;
      all.push(bits);
    }
  }
  return all;
}

type Scoring = {
  readonly index: NameIndex;
  readonly parts: readonly PartOfQuery[];
  readonly most: number;
  readonly seen: number[]; // names that were scored
  readonly found: LikelyName[]; // those that were among the best when they were found
  readonly counts: Uint32Array; // of found names, by step
  readonly initials: number[]; // places in the index's `worth` that an initial was told at
  held: number; // names at the least step or above it
  least: number; // step of the last of the best
};

function startScoring(index: NameIndex, parts: readonly PartOfQuery[], most: number): Scoring {
  const counts = new Uint32Array(MOST_PARTS * MOST_BITS * STEPS + 1);
  return { index, parts, most, seen: [], found: [], counts, initials: [], held: 0, least: 1 };
}

type Weighed = { readonly bits: readonly number[]; readonly at: number; readonly rest: readonly number[] };

/**
 * Scores the names with parts near one of the query's, the nearest first, until no other can be among the best.
 * Returns the bits of the first part that was left: no name that is not scored yet has a nearer one.
 */
function scorePart(scoring: Scoring, near: readonly NearToken[], { bits, at, rest }: Weighed): number {
  const { index, seen } = scoring;
  const { postingStart, postings, visited } = index;
  const others = rest.reduce((sum, most, other) => (other === at ? sum : sum + most), 0);
  for (let next = 0; next < near.length; next++) {
    if (bits[next] === 0 || stepOf(bits[next]! + others) < scoring.least) return bits[next]!;
    if (seen.length >= MOST_SCORED) return bits[next]!;
    const { token } = near[next]!;
    for (let from = postingStart[token]!; from < postingStart[token + 1]!; from++) {
      const name = postings[from]!;
      if (visited[name] === 1) continue;
      visited[name] = 1;
      seen.push(name);
      take(scoring, name, scoreName(scoring, name));
    }
  }
  return 0;
}

function take(scoring: Scoring, name: number, bits: number): void {
  const step = stepOf(bits);
  if (step < scoring.least) return;
  scoring.found.push({ name, bits });
  scoring.counts[step]!++;
  scoring.held++;
  while (scoring.held - scoring.counts[scoring.least]! >= scoring.most) {
    scoring.held -= scoring.counts[scoring.least]!;
    scoring.least++;
  }
}

/** Most parts of a name that are paired with those of a query. */
const MOST_PAIRED = 16;

/** Bits of a name: each part of the query takes one of its parts and each of these is taken once, the best first. */
function scoreName(scoring: Scoring, name: number): number {
  const { index, parts } = scoring;
  const from = index.start[name]!;
  const length = Math.min(MOST_PAIRED, index.start[name + 1]! - from);
  let [left, free, sum, paired] = [(1 << parts.length) - 1, (1 << length) - 1, 0, 0];
  for (;;) {
    let [best, bestPart, bestPlace] = [0, 0, 0];
    for (let part = 0; part < parts.length; part++) {
      if (((left >> part) & 1) === 0) continue;
      for (let place = 0; place < length; place++) {
        if (((free >> place) & 1) === 0) continue;
        const bits = worthOf(scoring, part, index.parts[from + place]!);
        if (bits > best) [best, bestPart, bestPlace] = [bits, part, place];
      }
    }
    if (best === 0) return sum - BITS_UNASKED * (length - paired) - BITS_MISSING * (parts.length - paired);
    left &= ~(1 << bestPart);
    free &= ~(1 << bestPlace);
    sum += best;
    paired++;
  }
}

/** An initial of the query is told of a part when a name with it was found by the other parts. */
function worthOf({ index, parts, initials }: Scoring, part: number, token: number): number {
  const { worth, tokens, postingStart } = index;
  const place = part * (postingStart.length - 1) + token;
  if (!parts[part]!.token.isInitial || worth[place] !== 0) return worth[place]!;
  const isOpening = agreesAsInitial(parts[part]!.token.packed, 0, tokens.words, tokens.wordStart[token]!);
  worth[place] = isOpening ? INITIAL_BITS : -1;
  initials.push(place);
  return worth[place]!;
}

function clearScratch(index: NameIndex, parts: readonly PartOfQuery[], { seen, initials }: Scoring): void {
  const { visited, worth, postingStart } = index;
  for (const name of seen) visited[name] = 0;
  for (const place of initials) worth[place] = 0;
  parts.forEach(({ near }, at) => {
    for (const { token } of near) worth[at * (postingStart.length - 1) + token] = 0;
  });
}
