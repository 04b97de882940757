/** One Gibbs chain of the latent-class model of Manrique-Vallier (2016): how many were not seen. */
import type { Random } from "../../base/random.ts";
import type { CaptureTable } from "../capture-table.ts";
import { drawBeta, drawGamma, drawLogGamma, drawMultinomial, drawPoisson } from "../math/draw.ts";

/** A chain that can go on: draws of how many were not seen, in their order, one of every `keepEvery` iterations. */
export type Chain = {
  readonly advance: (iterations: number) => void;
  readonly unseen: readonly number[];
  readonly bounded: () => number; // share of all iterations whose draw would have passed the bound
};

/** Classes that the stick is broken into, and the prior of its concentration: as published, and as LCMCR has them. */
const CLASSES = 10;
const PRIOR_SHAPE = 0.25;
const PRIOR_RATE = 0.25;

/** The unseen are never more than this many times the observed, or a chain could run off for ever. */
export const MOST_UNSEEN = 20;

type State = {
  readonly cells: readonly { readonly cell: number; readonly count: number }[];
  readonly lists: number;
  readonly observed: number;
  readonly chance: Float64Array; // of list j in class k, at j * CLASSES + k
  readonly logShare: Float64Array; // of each class
  readonly share: Float64Array; // e to it
  readonly inside: Float64Array; // entities of class k on list j
  readonly outside: Float64Array;
  readonly members: Float64Array; // of each class
  readonly unseenMembers: Float64Array;
  readonly weights: Float64Array; // scratch, one a class
  readonly spread: Float64Array; // scratch
};

/**
 * A chain started from chances and shares drawn at random, so that several chains start far apart. Each iteration
 * spreads each pattern over classes, draws the chances of lists, the sticks, the unseen (negative binomial) and
 * their classes, and the concentration. To advance in two goes is to advance in one.
 */
export function startChain(
  table: CaptureTable,
  { random, keepEvery }: { readonly random: Random; readonly keepEvery: number },
): Chain {
  const state = startState(table, random);
  const kept: number[] = [];
  let [done, unseen, concentration, bounded] = [0, 0, 1, 0];
  const iterate = () => {
    spreadPatterns(state, random);
    drawChances(state, random);
    drawShares(state, { random, concentration, total: state.observed + unseen });
    const drawn = drawUnseen(state, random);
    unseen = drawn.unseen;
    if (drawn.isBounded) bounded++;
    // The last class's share is what the broken sticks left: ln of the product of their complements.
    concentration =
      drawGamma(random, PRIOR_SHAPE + CLASSES - 1) / (PRIOR_RATE - state.logShare[CLASSES - 1]!);
  };
  return {
    unseen: kept,
    bounded: () => bounded / Math.max(1, done),
    advance(iterations) {
      for (const end = done + iterations; done < end; ) {
        iterate();
        done++;
        if (done % keepEvery === 0) kept.push(unseen);
      }
    },
  };
}

function startState({ counts, lists, observed }: CaptureTable, random: Random): State {
  const size = lists.length * CLASSES;
  const state: State = {
    cells: Array.from(counts, (count, cell) => ({ cell, count })).filter(({ count }) => count > 0),
    lists: lists.length,
    observed,
    chance: Float64Array.from({ length: size }, () => random.next()),
    logShare: new Float64Array(CLASSES),
    share: new Float64Array(CLASSES),
    inside: new Float64Array(size),
    outside: new Float64Array(size),
    members: new Float64Array(CLASSES),
    unseenMembers: new Float64Array(CLASSES),
    weights: new Float64Array(CLASSES),
    spread: new Float64Array(CLASSES),
  };
  drawShares(state, { random, concentration: 1, total: 0 });
  return state;
}

/** Each pattern's entities over the classes, by how well a class explains the pattern; unseen are counted along. */
function spreadPatterns(state: State, random: Random): void {
  const { cells, lists, chance, logShare, share, inside, outside } = state;
  const { members, unseenMembers, weights, spread } = state;
  for (let k = 0; k < CLASSES; k++) share[k] = Math.exp(logShare[k]!);
  members.set(unseenMembers);
  inside.fill(0);
  for (let j = 0; j < lists; j++) outside.set(unseenMembers, j * CLASSES);
  for (const { cell, count } of cells) {
    for (let k = 0; k < CLASSES; k++) {
      let weight = share[k]!;
      for (let j = 0; j < lists; j++) {
        const p = chance[j * CLASSES + k]!;
        weight *= (cell >> j) & 1 ? p : 1 - p;
      }
      weights[k] = weight;
    }
    drawMultinomial(random, count, { weights, into: spread });
    for (let k = 0; k < CLASSES; k++) {
      const own = spread[k]!;
      if (own === 0) continue;
      members[k]! += own;
      for (let j = 0; j < lists; j++) ((cell >> j) & 1 ? inside : outside)[j * CLASSES + k]! += own;
    }
  }
}

function drawChances({ chance, inside, outside }: State, random: Random): void {
  for (let i = 0; i < chance.length; i++) {
    chance[i] = drawBeta(random, 1 + inside[i]!, 1 + outside[i]!);
  }
}

/** Breaks the stick: V_k ~ Beta(1 + n_k, concentration + all in later classes); in logarithms, since V is often 1. */
function drawShares(
  { logShare, members }: State,
  {
    random,
    concentration,
    total,
  }: { readonly random: Random; readonly concentration: number; readonly total: number },
): void {
  let [left, later] = [0, total];
  for (let k = 0; k < CLASSES - 1; k++) {
    later -= members[k]!;
    if (members[k]! === 0) {
      // An empty class: Beta(1, b), whose complement is U^(1/b).
      const kept = Math.log(1 - random.next()) / (concentration + later);
      logShare[k] = left + Math.log(-Math.expm1(kept));
      left += kept;
      continue;
    }
    const broken = drawLogGamma(random, 1 + members[k]!);
    const kept = drawLogGamma(random, concentration + later);
    const most = Math.max(broken, kept);
    const both = most + Math.log(Math.exp(broken - most) + Math.exp(kept - most));
    logShare[k] = left + broken - both;
    left += kept - both;
  }
  logShare[CLASSES - 1] = left;
}

/** n0 ~ NegBin(n, 1 - p0), as a Poisson of a gamma, within the bound; then its classes. */
function drawUnseen(
  { lists, observed, chance, logShare, unseenMembers, weights }: State,
  random: Random,
): { readonly unseen: number; readonly isBounded: boolean } {
  let missed = 0;
  for (let k = 0; k < CLASSES; k++) {
    let weight = Math.exp(logShare[k]!);
    for (let j = 0; j < lists; j++) weight *= 1 - chance[j * CLASSES + k]!;
    weights[k] = weight;
    missed += weight;
  }
  const odds = missed / Math.max(Number.MIN_VALUE, 1 - missed);
  const draw = () => drawPoisson(random, Math.min(2 ** 52, drawGamma(random, observed) * odds));
  const most = MOST_UNSEEN * observed;
  let unseen = draw();
  const isBounded = unseen > most;
  for (let again = 0; unseen > most && again < 100; again++) unseen = draw();
  unseen = Math.min(unseen, most);
  drawMultinomial(random, unseen, { weights, into: unseenMembers });
  return { unseen, isBounded };
}
