/** Levels of everything that is neither a date nor a full name: name parts, codes, addresses, text, categories. */
import { compareNames } from "../names/compare.ts";
import { distanceKm } from "../places/distance.ts";
import { hashText } from "./content-hash.ts";
import { editDistance, jaroWinkler } from "./edit-distance.ts";
import { type NamePartValue, namePartValue } from "./name-value.ts";

export const partLevels = [
  "missing",
  "same",
  "same in another script",
  "one letter off",
  "close",
  "initial",
  "similar",
  "swapped",
  "different",
] as const;
export const codeLevels = [
  "missing",
  "same",
  "one character off",
  "two characters off",
  "different",
] as const;
export const textLevels = [
  "missing",
  "same",
  "one letter off",
  "close",
  "shares words",
  "similar",
  "different",
] as const;
export const placeLevels = [
  "missing",
  "same",
  "one letter off",
  "close",
  "one inside the other",
  "shares words",
  "similar",
  "same place above",
  "same region",
  "different",
] as const;
export const pointLevels = [
  "missing",
  "same",
  "within 200 m",
  "within 1 km",
  "within 5 km",
  "different",
] as const;
export const contactLevels = [
  "missing",
  "same",
  "one character off",
  "same user",
  "close",
  "different",
] as const;
export const numberLevels = ["missing", "same", "one digit off", "different"] as const;
export const categoryLevels = ["missing", "same", "different"] as const;

export const MOST_CODE_EDITS = 2; // that are a slip
/** Similarities: below the first two name parts are different, from the second on similar; texts from the third on. */
export const [PART_APART, PART_SIMILAR, TEXT_APART] = [0.6, 0.78, 0.8];

export type PartLevel = (typeof partLevels)[number];
export type CodeLevel = (typeof codeLevels)[number];
export type TextLevel = (typeof textLevels)[number];
export type PlaceLevel = (typeof placeLevels)[number];
export type PointLevel = (typeof pointLevels)[number];
export type ContactLevel = (typeof contactLevels)[number];

/**
 * How two name parts agree: neither is empty nor are they the same. By letters within a script, by sound across
 * scripts. "swapped" is given by the row, not here. Thresholds are near Splink's .92 and .8 of Jaro-Winkler.
 *
 * @example
 * comparePartTexts("hasan", "hassan"); //=> "one letter off"
 * comparePartTexts("j", "john"); //=> "initial"
 */
export function compareParts(left: NamePartValue, right: NamePartValue): PartLevel {
  const [a, b] = [left.text, right.text];
  if (left.script !== right.script) return compareAcrossScripts(left, right);
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? "initial" : "different";
  const similarity = jaroWinkler(a, b);
  if (similarity < PART_APART) return "different";
  if (Math.min(a.length, b.length) > 2 && editDistance(a, b, 1) === 1) return "one letter off";
  if (left.sorted() === right.sorted()) return "one letter off";
  if (similarity >= 0.9) return "close";
  return similarity >= PART_SIMILAR ? "similar" : "different";
}

/** As `compareParts`, preparing both. */
export function comparePartTexts(a: string, b: string): PartLevel {
  return compareParts(namePartValue(a), namePartValue(b));
}

function compareAcrossScripts(left: NamePartValue, right: NamePartValue): PartLevel {
  const { level } = compareNames(left.prepared(), right.prepared());
  if (level <= 2) return "same in another script";
  if (level === 3) return "close";
  return level <= 5 ? "similar" : "different";
}

/**
 * How two codes agree: identifiers, postcodes. Similarity is no sign of kinship in codes, so only slips count.
 *
 * @example
 * compareCodes("1804974", "1804947"); //=> "one character off"
 */
export function compareCodes(a: string, b: string): CodeLevel {
  const allowed = Math.min(a.length, b.length) >= 6 ? MOST_CODE_EDITS : 1;
  const edits = editDistance(a, b, allowed);
  if (edits > allowed) return "different";
  return edits === 1 ? "one character off" : "two characters off";
}

/**
 * How two texts agree: places, addresses, occupations.
 *
 * @example
 * compareTexts("lonsdale street 7", "lonsdale street"); //=> "close"
 */
export function compareTexts(a: string, b: string): TextLevel {
  return compareTextValues(textValue(a), textValue(b));
}

/** A text with its words. */
export type TextValue = { readonly text: string; readonly words: readonly string[] };

export const textValue = (text: string): TextValue => ({ text, words: text.split(" ") });

/** Bits of the words of a text that may be shared with another: two texts without a common bit share none. */
export function wordBits(text: string): number {
  let bits = 0;
  for (let start = 0; start < text.length; ) {
    const space = text.indexOf(" ", start);
    const end = space === -1 ? text.length : space;
    if (end - start > SHORT_WORD) bits |= 1 << (hashText(text.slice(start, end), 0) & 31);
    start = end + 1;
  }
  return bits;
}

/** As `compareTexts`, with both split into words before. */
export function compareTextValues(left: TextValue, right: TextValue): TextLevel {
  const [a, b] = [left.text, right.text];
  const similarity = jaroWinkler(a, b);
  if (Math.min(a.length, b.length) > 3 && editDistance(a, b, 1) === 1) return "one letter off";
  if (similarity >= 0.9) return "close";
  const haveWords = left.words.length > 1 || right.words.length > 1;
  if (haveWords && left.words.join("") === right.words.join("")) return "close";
  if (haveWords && sharedWords(left.words, right.words) >= 0.5) return "shares words";
  return similarity >= TEXT_APART ? "similar" : "different";
}

/**
 * How two places agree: resolved ones (`@country/region/place`) by the hierarchy, unresolved ones as texts. A resolved
 * and an unresolved one cannot be compared.
 *
 * @example
 * comparePlaces("@k/k-1/k-1-2", "@k/k-1/k-1-3"); //=> "same place above"
 */
export function comparePlaces(a: string, b: string): PlaceLevel {
  return comparePlaceValues(textValue(a), textValue(b));
}

/** As `comparePlaces`, with both split into words before. */
export function comparePlaceValues(placeA: TextValue, placeB: TextValue): PlaceLevel {
  const [a, b] = [placeA.text, placeB.text];
  const [isLeft, isRight] = [a.startsWith("@"), b.startsWith("@")];
  if (!isLeft && !isRight) return compareTextValues(placeA, placeB);
  if (isLeft !== isRight) return "missing";
  if (a.startsWith(`${b}/`) || b.startsWith(`${a}/`)) return "one inside the other";
  const [left, right] = [a.split("/"), b.split("/")];
  const shared = left.findIndex((id, depth) => id !== right[depth]);
  if (shared > 1 && shared === Math.max(left.length, right.length) - 1) return "same place above";
  return shared > 1 ? "same region" : "different";
}

/**
 * How two points `latitude,longitude` agree. Surveys of one site differ by the length of a field or two.
 *
 * @example
 * comparePoints("-30.1,-18.2", "-30.101,-18.2"); //=> "within 200 m"
 */
export function comparePoints(a: string, b: string): PointLevel {
  const [left, right] = [a, b].map((text) => text.split(",").map(Number));
  const point = ([latitude = 0, longitude = 0]: readonly number[] = []) => ({ latitude, longitude });
  const km = distanceKm(point(left), point(right));
  if (km <= 0.2) return "within 200 m";
  if (km <= 1) return "within 1 km";
  return km <= 5 ? "within 5 km" : "different";
}

const SHORT_WORD = 2; // letters: shared by chance

/** Words in both, as a share of the words of the shorter; 0 when that has one word only. */
function sharedWords(left: readonly string[], right: readonly string[]): number {
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  let shared = 0;
  for (const word of few) if (word.length > SHORT_WORD && many.includes(word)) shared++;
  return shared / few.length;
}

/**
 * How two e-mail addresses or telephone numbers agree.
 *
 * @example
 * compareContacts("ana@x.org", "ana@y.net"); //=> "same user"
 */
export function compareContacts(a: string, b: string): ContactLevel {
  const [userA = "", userB = ""] = [a.split("@")[0], b.split("@")[0]];
  // Telephone numbers: the country code may be missing.
  const isSameEnd = !a.includes("@") && !b.includes("@") && a.length >= 7 && a.slice(-7) === b.slice(-7);
  if (editDistance(a, b, 1) === 1) return "one character off";
  if ((a.includes("@") && userA === userB) || isSameEnd) return "same user";
  return jaroWinkler(a, b) >= 0.88 || editDistance(userA, userB, 2) <= 2 ? "close" : "different";
}

/**
 * @example
 * compareNumbers("105", "150"); //=> "one digit off"
 */
export function compareNumbers(a: string, b: string): (typeof numberLevels)[number] {
  return editDistance(a, b, 1) === 1 ? "one digit off" : "different";
}
