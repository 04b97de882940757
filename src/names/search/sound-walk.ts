/** One word's sounds beside those of all parts of a script at once: what many begin with is compared once. */
import { LONGEST_WORD } from "../distance.ts";
import { costsByMode, HARD, type Mode, SOUND_BITS } from "../sounds.ts";
import type { SoundTree } from "./lookup.ts";
import { makeScreens, writeScreens } from "./sound-screens.ts";

/** A reading of a query's part, the places of the tree that it is held against, and what is written in both. */
export type SoundQuery = {
  readonly codes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly mode: Mode;
};

/** What is told of the readings met, by their place in the tree. */
export type SoundVisit = {
  /** A reading near the whole of what was asked, and how near, in per mille. */
  near(place: number, likeness: number): void;
  /** A reading that goes on where what was asked ends; undefined where nobody asks for such. */
  readonly begun: ((place: number) => void) | undefined;
};

/**
 * Per mille of the heavier word's weight at which two words are still near, and of the asked word's weight up to which
 * costs are followed. A comparison goes to 400; what lies between costs as much to find as all the rest and is hardly
 * ever the name that was meant.
 */
const NEAR_COST = 350;

/** Cost of the farthest beginning, in per mille of what is asked. */
const BEGUN_COST = 200;

const WIDTH = LONGEST_WORD + 1;
const ALIVE = WIDTH + 1;

// Scratch, overwritten by each walk: a row of costs for each depth; costs of each sound beside each that is asked.
const rows = new Int32Array(WIDTH * WIDTH);
const profile = new Int32Array(WIDTH << SOUND_BITS);
const drops = new Int32Array(WIDTH);
const weights = new Int32Array(WIDTH); // of the sounds down to each depth
const first = new Int32Array(WIDTH); // of each row, the costs that are followed
const last = new Int32Array(WIDTH);
const least = new Int32Array(WIDTH); // of each row, the lowest cost
const asked = makeScreens(WIDTH);

/** More than any cost, and still far from what fits. */
const TOO_DEAR = 1 << 20;

/**
 * Walks the readings in their order, keeping the rows of what one begins with as the one before. Costs are those of
 * `soundDistance`. Requires at most LONGEST_WORD sounds.
 */
export function walkSounds(
  { shared, start, codes, screens }: SoundTree,
  query: SoundQuery,
  visit: SoundVisit,
): void {
  const length = query.codes.length;
  const { drop } = costsByMode[query.mode]!;
  const isOwn = query.mode === 0 || query.mode === 3;
  const [solid, reach] = [screens.solid, isOwn ? screens.ownReach : screens.reach];
  const weight = openRows(query);
  const followed = openFirst(length, weight);
  const begunAt = visit.begun === undefined ? -1 : Math.floor((weight * BEGUN_COST) / 1000);
  let valid = 0; // depth of the rows that hold for the reading at hand
  let dead = ALIVE; // depth at which all readings with this beginning became too dear
  let opened = ALIVE; // depth at which all that was asked had been met
  for (let place = query.from; place < query.to; place++) {
    const common = shared[place]!;
    if (common < opened) opened = ALIVE;
    if (common < dead) {
      if (common < valid) valid = common;
      const from = start[place]!;
      const end = start[place + 1]! - from;
      dead = ALIVE;
      while (valid < end) {
        const others = reach[from + valid]!;
        if (!mayEnd(valid, solid[from + valid]!, others, followed) && !mayBegin(valid, others, begunAt))
          break;
        const code = codes[from + valid]!;
        weights[valid + 1] = weights[valid]! + drop[code]!;
        nextRow(valid, length, code, drop[code]!, followed);
        valid++;
        if (least[valid]! > followed) {
          dead = valid;
          break;
        }
        if (opened === ALIVE && last[valid] === length && rows[valid * WIDTH + length]! <= begunAt)
          opened = valid;
      }
      if (valid === end && dead === ALIVE && last[end] === length)
        tell(visit, place, { own: weight, other: weights[end]!, cost: rows[end * WIDTH + length]! });
    }
    if (visit.begun !== undefined && opened < start[place + 1]! - start[place]!) visit.begun(place);
  }
}

/**
 * Whether a reading may still end near what is asked: consonants that are left of either must find something to be
 * taken for in what is left of the other, or cost HARD each.
 */
function mayEnd(depth: number, solid: number, reach: number, most: number): boolean {
  let mine = asked.solid[last[depth]!]! & ~reach;
  let others = solid & ~asked.ownReach[first[depth]!]!;
  for (let left = most - least[depth]!; left >= HARD; left -= HARD) {
    mine &= mine - 1;
    others &= others - 1;
  }
  return (mine | others) === 0;
}

/** Whether it may begin as what is asked, at `most` cost; nothing does below 0. */
function mayBegin(depth: number, reach: number, most: number): boolean {
  return most >= 0 && mayEnd(depth, 0, reach, most);
}

/** The first row and the profile; returns the weight of what is asked. */
function openRows({ codes, mode }: SoundQuery): number {
  const { change, drop } = costsByMode[mode]!;
  let weight = 0;
  rows[0] = 0;
  for (let at = 0; at < codes.length; at++) {
    drops[at] = drop[codes[at]!]!;
    weight += drops[at]!;
    rows[at + 1] = weight;
  }
  for (let code = 0; code < 1 << SOUND_BITS; code++)
    for (let at = 0; at < codes.length; at++)
      profile[code * WIDTH + at] = change[(code << SOUND_BITS) | codes[at]!]!;
  asked.solid[codes.length] = 0;
  asked.ownReach[codes.length] = 0;
  writeScreens(asked, 0, codes, mode);
  return weight;
}

/** The bounds of the first row; returns up to which cost is followed. */
function openFirst(length: number, weight: number): number {
  const followed = Math.floor((weight * NEAR_COST) / 1000);
  first[0] = 0;
  last[0] = 0;
  while (last[0]! < length && rows[last[0]! + 1]! <= followed) last[0]!++;
  return followed;
}

/**
 * The row after that of `depth`, for one more sound, and the lowest cost of it. Costs only grow, so those above `followed` are not reckoned on with: of each row the stretch between the first and the last that is not
 * is kept. The innermost loop.
 */
function nextRow(depth: number, length: number, code: number, dropped: number, followed: number): void {
  const costs = code * WIDTH;
  const above = depth * WIDTH;
  const row = above + WIDTH;
  const end = last[depth]!;
  let from = -1;
  let to = -1;
  let lowest = TOO_DEAR;
  let diagonal = TOO_DEAR;
  let before = TOO_DEAR;
  for (let j = first[depth]!; j <= length; j++) {
    const over = j <= end ? rows[above + j]! : TOO_DEAR;
    let cost = over + dropped;
    if (j > 0) {
      const byChange = diagonal + profile[costs + j - 1]! - cost;
      cost += byChange & (byChange >> 31);
      const byOther = before + drops[j - 1]! - cost;
      cost += byOther & (byOther >> 31);
    }
    rows[row + j] = cost;
    if (cost <= followed) {
      if (from < 0) from = j;
      if (cost < lowest) lowest = cost;
      to = j;
    } else if (j > end) break;
    diagonal = over;
    before = cost;
  }
  first[depth + 1] = from;
  last[depth + 1] = to;
  least[depth + 1] = lowest;
}

type Met = { readonly own: number; readonly other: number; readonly cost: number };

function tell(visit: SoundVisit, place: number, { own, other, cost }: Met): void {
  const weight = Math.max(own, other);
  if (weight > 0 && cost <= Math.floor((weight * NEAR_COST) / 1000))
    visit.near(place, 1000 - Math.round((1000 * cost) / weight));
}
