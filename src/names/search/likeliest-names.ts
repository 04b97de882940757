/** The names that share most with a query, told from their parts alone: rare parts say more than common ones. */
import type { NameIndex } from "./name-index.ts";
import type { WeighedParts } from "./weigh-parts.ts";

/** A name by its number, and how many bits speak for it. */
export type LikelyName = { readonly name: number; readonly bits: number };

/** Bits that each part of a name costs which the query does not have, and of the query which the name does not have. */
const BITS_UNASKED = 2;
const BITS_MISSING = 4;

/** Bits that parts in the order of the query's are worth more than others: most lists keep to one order. */
const BITS_ORDERED = 1;

/** Scores are told apart by these parts of a bit. */
const STEPS = 16;

/** More bits than a part has: of fewer than 2^32 names. */
const MOST_BITS = 32;

/** Names that are scored exactly at first, for each that is wanted. */
const SPARE = 4;

/** Most parts of a name that are paired with those of a query. */
const MOST_PAIRED = 16;

// A name's entry in the index's sums: the part of the query that was added last, how many were, and their steps.
const LAST = 7;
const COUNT = 8;
const COUNT_SHIFT = 3;
const STEP_SHIFT = 6;

/** The whole step that so many bits are on: nearer ones are equal. */
export const stepOf = (bits: number): number => Math.max(0, Math.round(bits * STEPS));

/** The `most` names that share most with the parts of a query, best first, equal ones in their order. */
export function likeliestNames(
  index: NameIndex,
  parts: readonly WeighedParts[],
  most: number,
): readonly LikelyName[] {
  const sums: Sums = { index, parts, met: 0 };
  const order = [...parts.keys()].sort((a, b) => (parts[b]!.bits[0] ?? 0) - (parts[a]!.bits[0] ?? 0));
  order.forEach((at, done) => {
    const rest = order.slice(done + 1).reduce((sum, other) => sum + (parts[other]!.bits[0] ?? 0), 0);
    const least = done === 0 ? 0 : leastToOpen(sums, { done, rest, most: most * SPARE });
    addPart(sums, at, least);
  });
  const found = scoreBest(sums, most);
  clearScratch(sums);
  return found;
}

/** Names met so far are listed in the index's scratch, `met` of them. */
type Sums = { readonly index: NameIndex; readonly parts: readonly WeighedParts[]; met: number };

/**
 * Adds to each name what the nearest of its parts is worth, and keeps what each part is worth. Parts of less than
 * `least` bits are added to names that were met already.
 */
function addPart(state: Sums, at: number, least: number): void {
  const { sums, met, worth, postings, postingStart } = state.index;
  const { tokens, bits } = state.parts[at]!;
  const mark = at + 1;
  let known = state.met;
  for (let next = 0; next < tokens.length; next++) {
    const token = tokens[next]!;
    worth[at * (postingStart.length - 1) + token] = bits[next]!;
    const added = (Math.ceil(bits[next]! * STEPS) << STEP_SHIFT) + COUNT + mark;
    const opens = bits[next]! >= least;
    const end = postingStart[token + 1]!;
    for (let from = postingStart[token]!; from < end; from++) {
      const name = postings[from]!;
      const sum = sums[name]!;
      if (sum === 0) {
        if (!opens) continue;
        met[known++] = name;
        sums[name] = added;
      } else if ((sum & LAST) !== mark) sums[name] = (sum & ~LAST) + added;
    }
  }
  state.met = known;
}

type Stage = { readonly done: number; readonly rest: number; readonly most: number };

/** Bits below which a part cannot bring a name that has none of the parts before it among the best. */
function leastToOpen(state: Sums, { done, rest, most }: Stage): number {
  const { counts } = boundNames(state, { floor: 1, among: MOST_SAMPLED });
  const { step, isAll } = stepOfNames(counts, most);
  return isAll ? 0 : step / STEPS - rest - BITS_ORDERED + BITS_MISSING * done;
}

type Bounds = { readonly names: Uint32Array; readonly steps: Int32Array; readonly counts: Uint32Array };

/**
 * The names met first have the rarest parts: the best of so many are no better than the best of all, and tell what all
 * others need not be looked at for.
 */
const MOST_SAMPLED = 4096;

type Sample = { readonly floor: number; readonly among: number };

/**
 * Of so many names met first, those whose score as it stands can be on the whole step `floor` or above: the most that
 * it can be, and how many there are of each step. A name may pair one part with two of the query's here, so its own
 * score may be lower.
 */
function boundNames(
  { index: { sums, lengths, met }, met: known, parts }: Sums,
  { floor, among }: Sample,
): Bounds {
  const counts = new Uint32Array((parts.length * MOST_BITS + BITS_ORDERED) * STEPS + 2);
  const most = Math.min(known, among);
  const isScan = known <= among && areMany(known, sums);
  const end = isScan ? sums.length : most;
  const names = new Uint32Array(most);
  const steps = new Int32Array(most);
  const least = Math.max(1, (floor - BITS_ORDERED * STEPS) << STEP_SHIFT);
  let held = 0;
  for (let at = 0; at < end; at++) {
    const name = isScan ? at : met[at]!;
    const sum = sums[name]!;
    if (sum < least) continue;
    const length = lengths[name]!;
    const count = (sum >> COUNT_SHIFT) & LAST;
    const paired = count < length ? count : length;
    const ordered = paired > 1 ? BITS_ORDERED : 0;
    const bits = ordered - BITS_UNASKED * (length - paired) - BITS_MISSING * (parts.length - paired);
    const step = (sum >> STEP_SHIFT) + bits * STEPS;
    if (step < floor) continue;
    names[held] = name;
    steps[held] = step;
    held++;
    counts[step]!++;
  }
  return { names: names.subarray(0, held), steps: steps.subarray(0, held), counts };
}

/** Whether it takes less to go through all names in their order than to the met ones, which lie scattered. */
const areMany = (met: number, sums: Int32Array) => met > sums.length >> 4;

/** Scores the names of the highest bounds until no other can be among the best. */
function scoreBest(state: Sums, most: number): readonly LikelyName[] {
  const sampled = boundNames(state, { floor: 1, among: MOST_SAMPLED });
  const { step: floor } = stepOfNames(sampled.counts, most * SPARE);
  return scoreAbove(state, most, floor) ?? scoreAbove(state, most, 1) ?? [];
}

/** The same of those on the step `floor` and above, or undefined when others can be among the best. */
function scoreAbove(state: Sums, most: number, floor: number): readonly LikelyName[] | undefined {
  const bounds = boundNames(state, { floor, among: state.met });
  for (let spare = SPARE; ; spare *= SPARE) {
    const { step, isAll } = stepOfNames(bounds.counts, most * spare);
    if (isAll && floor > 1) return undefined;
    const found = namesFrom(bounds, { step, many: most * spare })
      .map((name) => ({ name, bits: scoreName(state, name) }))
      .filter(({ bits }) => stepOf(bits) > 0)
      .sort((a, b) => stepOf(b.bits) - stepOf(a.bits) || a.name - b.name);
    if (isAll || (found.length >= most && stepOf(found[most - 1]!.bits) >= step)) return found.slice(0, most);
  }
}

/** The highest step that so many names are on or above, and whether those above it are all there are. */
function stepOfNames(counts: Uint32Array, many: number): { readonly step: number; readonly isAll: boolean } {
  let held = 0;
  for (let step = counts.length - 1; step > 0; step--) {
    held += counts[step]!;
    if (held >= many) return { step, isAll: false };
  }
  return { step: 1, isAll: true };
}

type Cut = { readonly step: number; readonly many: number };

/** The names above a step, and the first of those on it, `many` together. */
function namesFrom({ names, steps }: Bounds, { step, many }: Cut): readonly number[] {
  const above: number[] = [];
  const on: number[] = [];
  for (let at = 0; at < names.length; at++) {
    if (steps[at]! > step) above.push(names[at]!);
    else if (steps[at] === step) on.push(names[at]!);
  }
  return [...above, ...on.sort((a, b) => a - b).slice(0, many - above.length)];
}

function clearScratch({ index, parts, met }: Sums): void {
  if (areMany(met, index.sums)) index.sums.fill(0);
  else for (let at = 0; at < met; at++) index.sums[index.met[at]!] = 0;
  parts.forEach(({ tokens }, at) => {
    for (const token of tokens) index.worth[at * (index.postingStart.length - 1) + token] = 0;
  });
}

/** Bits of a name: each part of the query takes one of its parts and each of these is taken once, the best first. */
function scoreName({ index, parts }: Sums, name: number): number {
  const { worth, postingStart } = index;
  const from = index.start[name]!;
  const length = Math.min(MOST_PAIRED, index.start[name + 1]! - from);
  const placeOf: number[] = [];
  let [free, sum, paired] = [(1 << length) - 1, 0, 0];
  for (;;) {
    let [best, bestPart, bestPlace] = [0, 0, 0];
    for (let part = 0; part < parts.length; part++) {
      if (placeOf[part] !== undefined) continue;
      for (let place = 0; place < length; place++) {
        if (((free >> place) & 1) === 0) continue;
        const bits = worth[part * (postingStart.length - 1) + index.parts[from + place]!]!;
        if (bits > best) [best, bestPart, bestPlace] = [bits, part, place];
      }
    }
    if (best === 0) break;
    placeOf[bestPart] = bestPlace;
    free &= ~(1 << bestPlace);
    sum += best;
    paired++;
  }
  const ordered = paired > 1 && isAscending(placeOf) ? BITS_ORDERED : 0;
  return sum + ordered - BITS_UNASKED * (length - paired) - BITS_MISSING * (parts.length - paired);
}

function isAscending(places: readonly (number | undefined)[]): boolean {
  let last = -1;
  for (const place of places) {
    if (place === undefined) continue;
    if (place < last) return false;
    last = place;
  }
  return true;
}
