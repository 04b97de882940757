/** The errors that real lists have, each with its own chance. */
import { daysInMonth } from "../../src/base/prefix-date.ts";
import type { Random } from "../../src/base/random.ts";
import { between, happens, pick } from "./chance.ts";
import type { Day } from "./people.ts";

/** Two neighbours swapped, a letter lost, doubled or mistaken for another of the same word; the first stays. */
export function mistype(random: Random, word: string): string {
  const letters = Array.from(word);
  if (letters.length < 4) return word;
  const at = between(random, 1, letters.length - 2);
  const [letter = "", next = ""] = letters.slice(at, at + 2);
  const mistaken = pick(random, ["swap", "lose", "double", "mistake"] as const);
  const instead = {
    swap: next + letter,
    lose: next,
    double: letter + letter + next,
    mistake: pick(random, letters.slice(1)) + next,
  };
  return [...letters.slice(0, at), instead[mistaken], ...letters.slice(at + 2)].join("");
}

export const maybeMistype = (random: Random, word: string, chance = 0.035): string =>
  happens(random, chance) ? mistype(random, word) : word;

/** How a list writes days: `day` is a whole date, `month` and `year` what is left when less is known. */
export type DateForm = {
  day(date: Day): string;
  year(year: number): string;
};

const two = (value: number) => String(value).padStart(2, "0");

export const dateForms = {
  dotted: { day: ({ year, month, day }) => `${two(day)}.${two(month)}.${year}`, year: String },
  slashed: { day: ({ year, month, day }) => `${two(day)}/${two(month)}/${year}`, year: String },
  iso: { day: ({ year, month, day }) => `${year}-${two(month)}-${two(day)}`, year: String },
  arabic: {
    day: ({ year, month, day }) => arabicDigits(`${two(day)}/${two(month)}/${year}`),
    year: (year) => arabicDigits(String(year)),
  },
} satisfies Readonly<Record<string, DateForm>>;

/** Digits of Eastern Arabic writing. */
export function arabicDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)));
}

/** A date of birth as a list may have it: exact, day and month swapped, a digit wrong, the year only, impossible. */
export function writeBirth(random: Random, born: Day, form: DateForm): string {
  const draw = random.next();
  if (draw < 0.03 && born.day <= 12) return form.day({ ...born, day: born.month, month: born.day });
  if (draw < 0.05) return form.day({ ...born, year: born.year + pick(random, [-10, -1, 1, 10]) });
  if (draw < 0.06)
    return form.day({ ...born, day: Math.min(between(random, 1, 28), daysInMonth(born.year, born.month)) });
  if (draw < 0.14) return form.year(born.year);
  if (draw < 0.17) return form.day({ year: born.year, month: 1, day: 1 });
  if (draw < 0.174) return form.day({ year: born.year, month: 2, day: 31 });
  return form.day(born);
}

/** Completed years at `at`, one off now and then, and rounded by those who guess. */
export function writeAge(random: Random, born: Day, at: Day): number {
  const before = at.month < born.month || (at.month === born.month && at.day < born.day);
  const age = Math.max(0, at.year - born.year - (before ? 1 : 0));
  if (age > 40 && happens(random, 0.15)) return Math.round(age / 5) * 5;
  return happens(random, 0.12) ? Math.max(0, age + pick(random, [-1, 1])) : age;
}
