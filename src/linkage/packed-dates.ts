/** Whole dates as eight digits in one word, so that two are compared without their texts. */
import { bitCount } from "../names/bit-count.ts";
import { type BirthValue, type DateLevel, dateLevels, isYearOnly } from "./date-levels.ts";
import type { EncodedColumn } from "./encode.ts";

/**
 * Eight digits in a word, four bits each, the first uppermost; 0 for anything else.
 *
 * @example
 * packDate("19560409").toString(16); //=> "19560409"
 */
export function packDate(digits: string): number {
  return /^[0-9]{8}$/.test(digits) ? Number.parseInt(digits, 16) : 0;
}

/**
 * Edits between two different packed dates (optimal string alignment, as `editDistance`), 3 for more than 2.
 *
 * @example
 * packedEdits(packDate("19560409"), packDate("19560490")); //=> 1
 */
export function packedEdits(a: number, b: number): number {
  const apart = differing(a, b);
  const places = bitCount(apart);
  if (places === 1) return 1;
  const swaps = countSwaps(a, b, apart);
  if (places - swaps <= 2) return places - swaps;
  return isShifted(a, b, apart) || isShifted(b, a, apart) ? 2 : 3;
}

/** The lowest bit of each digit in which two words differ. */
function differing(a: number, b: number): number {
  const bits = a ^ b;
  return (bits | (bits >>> 1) | (bits >>> 2) | (bits >>> 3)) & 0x11111111;
}

/** Neighbours that stand in each other's place, from the left, none counted twice. */
function countSwaps(a: number, b: number, apart: number): number {
  let swaps = 0;
  for (let shift = 24; shift >= 0; shift -= 4) {
    if (((apart >>> shift) & 0x11) !== 0x11) continue;
    const [two, other] = [(a >>> shift) & 0xff, (b >>> shift) & 0xff];
    if (two !== (((other & 15) << 4) | (other >>> 4))) continue;
    swaps++;
    shift -= 4;
  }
  return swaps;
}

/** Whether `b` is `a` with one digit left out at the first difference and one put in at the last. */
function isShifted(a: number, b: number, apart: number): boolean {
  const high = 31 - Math.clz32(apart); // of the first difference
  const low = 31 - Math.clz32(apart & -apart); // of the last
  // Of b all digits between them but the last are those of a one place further on.
  const between = (((2 ** (high + 4) - 1) >>> 0) & ~(2 ** (low + 4) - 1)) >>> 0;
  return (((a << 4) ^ b) & between) === 0;
}

const levelOf = (level: DateLevel) => dateLevels.indexOf(level);
const SWAPPED = levelOf("day and month swapped");
const ONE_DIGIT = levelOf("one digit off");
const SAME_MONTH = levelOf("same year and month");
const SAME_DAY = levelOf("same day and month");
const SAME_YEAR = levelOf("same year");
const TWO_DIGITS = levelOf("two digits off");
const APART = [0, 1, 2, 3, 4, 5].map((years) =>
  levelOf(years === 1 ? "1 year apart" : years === 2 ? "2 years apart" : "5 years apart"),
);
const DIFFERENT = levelOf("different");

/** The level of two different ids whose dates are both whole, as `compareBirth`; -1 for others. */
export function packedLevels(
  { values }: Pick<EncodedColumn, "values">,
  births: readonly BirthValue[],
): (a: number, b: number) => number {
  const packed = Uint32Array.from(values, (_, id) => {
    const birth = births[id];
    return birth === undefined || isYearOnly(birth) ? 0 : packDate(birth.digits);
  });
  const years = Uint16Array.from(values, (_, id) => births[id]?.year ?? 0);
  return (a, b) => {
    const [x, y] = [packed[a] as number, packed[b] as number];
    if (x === 0 || y === 0 || x === y) return -1;
    const isOfOneYear = x >>> 16 === y >>> 16;
    if (isOfOneYear && (x & 0xff) === ((y >>> 8) & 0xff) && (y & 0xff) === ((x >>> 8) & 0xff)) return SWAPPED;
    const edits = packedEdits(x, y);
    if (edits === 1) return ONE_DIGIT;
    if (isOfOneYear) return x >>> 8 === y >>> 8 ? SAME_MONTH : SAME_YEAR;
    if ((x & 0xffff) === (y & 0xffff)) return SAME_DAY;
    if (edits === 2) return TWO_DIGITS;
    return APART[Math.abs((years[a] as number) - (years[b] as number))] ?? DIFFERENT;
  };
}
