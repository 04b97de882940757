/** The names that share most with a query, told from their parts alone: rare parts say more than common ones. */
import { MOST_PARTS, type NameIndex } from "./name-index.ts";
import type { WeighedParts } from "./weigh-parts.ts";

/** A name by its number, and how many bits speak for it. */
export type LikelyName = { readonly name: number; readonly bits: number };

/** Bits that each part of a name costs which the query does not have, and of the query which the name does not have. */
const BITS_UNASKED = 2;
const BITS_MISSING = 4;

/** Bits that parts in the order of the query's are worth more than others: most lists keep to one order. */
const BITS_ORDERED = 1;

/** Bits that it is worth that a name has all parts of the query and no others: most who are asked for are named in full. */
const BITS_COMPLETE = 3;

/** Scores are told apart by these parts of a bit. */
const STEPS = 16;

/** More bits than a part has: of fewer than 2^32 names. */
const MOST_BITS = 32;

/** Most parts of a name that are paired with those of a query. */
const MOST_PAIRED = 16;

/** The whole step that so many bits are on: nearer ones are equal. */
export const stepOf = (bits: number): number => Math.max(0, Math.round(bits * STEPS));

/** The order of names: most bits first, equal ones by their numbers. */
export const byBits = (a: LikelyName, b: LikelyName): number =>
  stepOf(b.bits) - stepOf(a.bits) || a.name - b.name;

/** The `most` names that share most with the parts of a query, best first, equal ones in their order. */
export function likeliestNames(
  index: NameIndex,
  parts: readonly WeighedParts[],
  most: number,
): readonly LikelyName[] {
  const best: Best = { most, names: [], counts: countsFor(parts), floor: 1, above: 0 };
  const search: Search = { index, parts, best, met: 0 };
  markParts(index, parts);
  const order = [...parts.keys()].sort((a, b) => mostOf(parts[b]!) - mostOf(parts[a]!));
  order.forEach((at, done) => {
    const rest = order.slice(done + 1).reduce((sum, other) => sum + mostOf(parts[other]!), 0);
    addPart(search, { at, done, rest });
  });
  clearScratch(search);
  return best.names
    .filter(({ bits }) => stepOf(bits) >= best.floor)
    .sort(byBits)
    .slice(0, most);
}

const mostOf = ({ bits }: WeighedParts): number => bits[0] ?? 0;

/** Names met so far are listed in the index's scratch, `met` of them. */
type Search = {
  readonly index: NameIndex;
  readonly parts: readonly WeighedParts[];
  readonly best: Best;
  met: number;
};

/** The best names so far: `above` of them are on the step `floor` or above, the highest that `most` of them reach. */
type Best = {
  readonly most: number;
  readonly names: LikelyName[];
  readonly counts: Uint32Array; // names on each step
  floor: number;
  above: number;
};

const countsFor = (parts: readonly WeighedParts[]) =>
  new Uint32Array((parts.length * MOST_BITS + BITS_ORDERED + BITS_COMPLETE) * STEPS + 2);

function keep(best: Best, name: number, bits: number): void {
  const step = stepOf(bits);
  if (step < best.floor) return;
  best.names.push({ name, bits });
  best.counts[step]!++;
  best.above++;
  while (best.above - best.counts[best.floor]! >= best.most) {
    best.above -= best.counts[best.floor]!;
    best.floor++;
  }
}

// A name's entry in the index's sums: the part of the query that was added last, whether it was scored, and its steps.
const LAST = 7;
const SCORED = 8;
const STEP_SHIFT = 4;

/** A part of the query, how many were added before it, and what those after it are worth at most. */
type Stage = { readonly at: number; readonly done: number; readonly rest: number };

/**
 * Adds to each name what the nearest of its parts is worth, and scores those that can be among the best by what was
 * added so far: by its last part each of the best can. A name that has none of the parts before is let in only while
 * it could still become one, and of the last part only when it is one by that part alone.
 */
function addPart(search: Search, { at, done, rest }: Stage): void {
  const { index, parts, best } = search;
  const { postings, postingStart, sums, start } = index;
  const { tokens, bits } = parts[at]!;
  const left = parts.length - done - 1;
  const beside =
    ((parts.length > 1 ? BITS_ORDERED : 0) + (left === 0 ? BITS_COMPLETE : 0) - BITS_MISSING * left) * STEPS;
  const whole = (left > 0 ? BITS_ORDERED : 0) + (done === 0 ? BITS_COMPLETE : 0);
  const alone = ((parts.length === 1 ? BITS_COMPLETE : 0) - BITS_MISSING * (parts.length - 1)) * STEPS;
  const mark = at + 1;
  for (let next = 0; next < tokens.length; next++) {
    const token = tokens[next]!;
    const opens = stepOf(bits[next]! + rest + whole - BITS_MISSING * done) >= best.floor - 1;
    const steps = Math.ceil(bits[next]! * STEPS);
    const added = (steps << STEP_SHIFT) + mark;
    const end = postingStart[token + 1]!;
    for (let from = postingStart[token]!; from < end; from++) {
      const name = postings[from]!;
      const sum = sums[name]!;
      if ((sum & LAST) === mark) continue;
      if (sum === 0) {
        if (!opens) continue;
        const unasked = start[name + 1]! - start[name]! - 1;
        const isBest = steps + alone - BITS_UNASKED * STEPS * unasked >= best.floor;
        if (left === 0 && !isBest) continue;
        index.met[search.met++] = name;
        sums[name] = added;
        if (!isBest) continue;
      } else {
        const total = (sum & ~LAST) + added;
        sums[name] = total;
        if ((total & SCORED) !== 0 || (total >> STEP_SHIFT) + beside < best.floor) continue;
      }
      sums[name]! |= SCORED;
      keep(best, name, scoreName({ index, parts }, name));
    }
  }
}

/** Writes into the index's scratch what its parts are worth to those of the query. */
function markParts({ nearTo, worth }: NameIndex, parts: readonly WeighedParts[]): void {
  parts.forEach(({ tokens, bits }, at) => {
    for (let next = 0; next < tokens.length; next++) {
      nearTo[tokens[next]!]! |= 1 << at;
      worth[tokens[next]! * MOST_PARTS + at] = bits[next]!;
    }
  });
}

/** Scattered places are cleared one by one while they are few. */
const FEW = 1 / 32;

function clearScratch({ index: { sums, met, nearTo }, parts, met: count }: Search): void {
  if (count > FEW * sums.length) sums.fill(0);
  else for (let at = 0; at < count; at++) sums[met[at]!] = 0;
  for (const { tokens } of parts) for (const token of tokens) nearTo[token] = 0;
}

type Asked = Pick<Search, "index" | "parts">;

// Scratch of one score: the place that each part of the query took, or NONE.
const placeOf = new Int8Array(MOST_PARTS);
const NONE = -1;

/** Bits of a name: each part of the query takes one of its parts and each of these is taken once, the best first. */
function scoreName({ index, parts }: Asked, name: number): number {
  const { nearTo, start, parts: tokens } = index;
  const from = start[name]!;
  const length = Math.min(MOST_PAIRED, start[name + 1]! - from);
  let free = 0;
  for (let place = 0; place < length; place++) if (nearTo[tokens[from + place]!] !== 0) free |= 1 << place;
  let [sum, paired] = [0, 0];
  placeOf.fill(NONE);
  while (free !== 0) {
    const bits = takeBest({ index, parts }, from, free);
    if (bits === 0) break;
    free &= ~(1 << taken.place);
    sum += bits;
    paired++;
  }
  const ordered = paired > 1 && isAscending(parts.length) ? BITS_ORDERED : 0;
  const complete = paired === length && paired === parts.length ? BITS_COMPLETE : 0;
  return sum + ordered + complete - BITS_UNASKED * (length - paired) - BITS_MISSING * (parts.length - paired);
}

const taken = { place: 0 };

/** Takes the part of the query and the free place that say most together, the first of equals; 0 where none do. */
function takeBest(
  { index: { nearTo, worth, parts: tokens }, parts }: Asked,
  from: number,
  free: number,
): number {
  let [best, bestPart] = [0, 0];
  for (let part = 0; part < parts.length; part++) {
    if (placeOf[part] !== NONE) continue;
    for (let places = free; places !== 0; places &= places - 1) {
      const place = 31 - Math.clz32(places & -places);
      const token = tokens[from + place]!;
      if (((nearTo[token]! >> part) & 1) === 0 || worth[token * MOST_PARTS + part]! <= best) continue;
      [best, bestPart, taken.place] = [worth[token * MOST_PARTS + part]!, part, place];
    }
  }
  if (best > 0) placeOf[bestPart] = taken.place;
  return best;
}

function isAscending(parts: number): boolean {
  let last = NONE;
  for (let part = 0; part < parts; part++) {
    const place = placeOf[part]!;
    if (place === NONE) continue;
    if (place < last) return false;
    last = place;
  }
  return true;
}
