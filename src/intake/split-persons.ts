/** "Ali + 4 children": a name, and people without one. */
import { isBlank } from "./cell-shape.ts";
import { foldHeader } from "./fold-header.ts";
import { westernDigits } from "./native-digits.ts";

export type Companions = {
  readonly name?: string; // of the one who is named
  readonly persons: number; // beside the named one
};

const people =
  "child children kid kids son sons daughter daughters person persons people member members individual individuals infant infants baby babies other others family дет ребен сын доч человек чел лиц член родствен usaq nefer cocuk kisi uye ogul qiz aile երեխա հոգի անձ անդամ ბავშვ შვილ წევრ პირი ადამიან اطفال طفل اولاد ابناء اشخاص شخص افراد فرزند نفر بچه дитин діт осіб enfant enfants personne personnes nino ninos nina hijos hijo personas"
    .split(" ")
    .map(foldHeader);
const numerals: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  two_: 2,
  двое: 2,
  трое: 3,
  четверо: 4,
  пятеро: 5,
  iki: 2,
  uc: 3,
  dord: 4,
  bes: 5,
};

const joiner = String.raw`\s*(?:\+|&)\s*|\s+(?:and(?: (?:his|her|their))?|with|и(?: его| ее| её)?|с|со|вместе с|və|ve|ile|ilə|և|եւ|და|و|مع|با|et(?: ses)?|y(?: sus)?|та|і|з)\s+|\s*\(\+?\s*`;
const companions = new RegExp(
  String.raw`^(.+?)(?:${joiner})\+?(\p{N}+|\p{L}+)\s*(\p{L}[\p{L}\p{M}. ]*)?\)?\s*$`,
  "iu",
);
const unnamed =
  /^(?:(\p{N}+)\s*(\p{L}[\p{L}\p{M} ]*)|(\p{L}[\p{L}\p{M} ]*?)\s*[(:x×-]?\s*(\p{N}+)\s*(?:\p{L}+\.?)?\)?)$/u;

/**
 * Who stands in a cell of names beside the one who is named: `persons` of them. Undefined when the cell is just a name.
 *
 * @example
 * splitPersons("Ali + 4 children"); //=> { name: "Ali", persons: 4 }
 * splitPersons("5 unidentified persons"); //=> { persons: 5 }
 * splitPersons("Ali and Vera"); //=> undefined
 */
export function splitPersons(text: string): Companions | undefined {
  const clean = westernDigits(text).trim();
  const match = companions.exec(clean);
  const [name, count, what] = [match?.[1]?.trim() ?? "", match?.[2] ?? "", match?.[3] ?? ""];
  const persons = countOf(count);
  // A bare number needs a plus sign: "Ali and 4" may be anything, "Ali + 4" is people.
  if (persons !== undefined && (what === "" ? /[+]/.test(clean) : speaksOfPeople(what)) && !isBlank(name))
    return { name, persons };
  const lone = unnamed.exec(clean);
  const number = countOf(lone?.[1] ?? lone?.[4] ?? "");
  const words = `${lone?.[2] ?? ""} ${lone?.[3] ?? ""}`;
  return number !== undefined && (speaksOfPeople(words) || isUnknown(words))
    ? { persons: number }
    : undefined;
}

function countOf(text: string): number | undefined {
  const count = /^\d{1,4}$/.test(text) ? Number(text) : numerals[foldHeader(text)];
  return count === undefined || count < 1 ? undefined : count;
}

function speaksOfPeople(text: string): boolean {
  return foldHeader(text)
    .split(" ")
    .some((word) => people.some((stem) => (stem.length < 3 ? word === stem : word.startsWith(stem))));
}

function isUnknown(text: string): boolean {
  return /^\s*(unknown|unidentified|unnamed|неизвест|неопозн|naməlum|kimliyi|անհայտ|უცნობ|مجهول|ناشناس|невідом|inconnu|desconocid)/iu.test(
    text,
  );
}
