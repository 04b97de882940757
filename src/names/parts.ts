/** The parts of a name that are compared: particles and titles set aside. */
import { isCompoundMark, joinCompounds, type Part, setOf } from "./compounds.ts";
import type { Word } from "./words.ts";

/** Child-of marks: the name beside them is the father's. They carry nothing once it stands there. */
export const FILIATION = setOf(
  "oğlu oglu ogly ogli oglou oghlu qizi kizi kizy kyzy gizi gyzy qyzy uulu uli ugli bin ibn ben bint bte binti оглы оглу оғлу огли угли ұлы улы уулу кызы гызы ҝызы қизи қызы оғли ოღლი ოღლუ ასული ძე օղլու օղլի قيزي اوغلو اوغلي بن ابن بنت ولد בנ בת",
);
export const TITLES = setOf(
  "jr jnr sr snr جونيور dr mr mrs ms miss prof eng sir sheikh shaikh sheik др دكتور د م شيخ سيد استاذ מר גב דר",
);
export const PARTICLES = setOf("de da do dos das di du del della la le van von der den ter zu zur af of the");

/**
 * The parts of a name in the order written. Child-of marks, titles and particles are left out while something
 * else remains (two parts, for particles: "Le Pen" has one of each).
 */
export function partsOf(words: readonly Word[]): readonly Part[] {
  const joined = joinCompounds(words);
  const named = isOpenedByMark(joined) ? joined : leaveOut(joined, FILIATION, 1);
  return leaveOut(leaveOut(named, TITLES, 1), PARTICLES, 2);
}

/** Son-of marks, of which some are given names too: Ben, בן. What begins a name of two words is one of the two. */
const OPENING_MARKS = setOf("bin ibn ben bint binti bte بن ابن بنت בנ בת");

function isOpenedByMark(parts: readonly Part[]): boolean {
  return parts.length === 2 && OPENING_MARKS.has(parts[0]!.fold);
}

/** The parts without those of `set`, unless fewer than `least` would remain. */
function leaveOut(parts: readonly Part[], set: ReadonlySet<string>, least: number): readonly Part[] {
  const rest = parts.filter((part) => !set.has(part.fold));
  return rest.length >= least ? rest : parts;
}

/** Whether what is made of a word depends on those beside it. */
export function isMark(word: Word): boolean {
  if (isCompoundMark(word)) return true;
  return joinCompounds([word]).some(({ fold }) => SETS.some((set) => set.has(fold)));
}

const SETS = [FILIATION, TITLES, PARTICLES];
