/** A million made names, each person's in one script, and queries for them in another: seeded, so always the same. */
import type { Random } from "../../src/base/random.ts";
import { type Script, scripts } from "../../src/names/index.ts";
import type { NameWord, NameWords } from "./name-words.ts";

/** A person's name: its words, and the script in which the index has it. */
export type MadeName = {
  readonly words: readonly NameWord[];
  readonly script: Script;
  readonly text: string;
};

/** A query: a name written in another script than the index's, perhaps with one error. */
export type MadeQuery = {
  readonly name: MadeName;
  readonly script: Script;
  readonly text: string;
  readonly isMisspelt: boolean;
};

/** Shares of the scripts that people's names are at home in; Latin ones may be written in no other script. */
const HOMES: readonly (readonly [script: Script, share: number])[] = [
  ["cyrillic", 0.35],
  ["arabic", 0.25],
  ["hebrew", 0.2],
  ["georgian", 0.08],
  ["greek", 0.04],
  ["latin", 0.08],
];

/** Share of names with a third part, a father's given name. */
const WITH_FATHER = 0.25;

/** Many made names, in columns: a million objects would be swept again and again while searches are timed. */
export type MadeNames = { readonly length: number; at(number: number): MadeName };

/** The names of a maker, so many. Requires at most three words a name. */
export function keepNames(make: () => MadeName, length: number): MadeNames {
  const words: NameWord[] = [];
  const numberOf = new Map<NameWord, number>();
  const kept = new Uint32Array(length * MOST_WORDS);
  const writing = new Uint8Array(length);
  for (let name = 0; name < length; name++) {
    const made = make();
    writing[name] = scripts.indexOf(made.script);
    made.words.forEach((word, at) => {
      const number = numberOf.get(word) ?? words.push(word);
      numberOf.set(word, number);
      kept[name * MOST_WORDS + at] = number;
    });
  }
  return {
    length,
    at(name) {
      const numbers = kept.subarray(name * MOST_WORDS, (name + 1) * MOST_WORDS);
      const own = Array.from(
        numbers.filter((number) => number > 0),
        (number) => words[number - 1]!,
      );
      const script = scripts[writing[name]!]!;
      return { words: own, script, text: write(own, script) };
    },
  };
}

const MOST_WORDS = 3;

/** Makes names one after the other. */
export function nameMaker(words: NameWords, random: Random): () => MadeName {
  const pools = new Map(
    HOMES.map(([script]) => [
      script,
      { given: pool(words.given, script), family: pool(words.family, script) },
    ]),
  );
  return () => {
    const home = choose(HOMES, random);
    const { given, family } = pools.get(home)!;
    const father = random.next() < WITH_FATHER ? [given(random)] : [];
    const parts = [given(random), ...father, family(random)];
    const script = pick(scriptsOf(parts), random);
    return { words: parts, script, text: write(parts, script) };
  };
}

/** A query for a name in a script that it is not indexed in, or undefined when it is written in no other. */
export function crossScriptQuery(name: MadeName, isMisspelt: boolean, random: Random): MadeQuery | undefined {
  const others = scriptsOf(name.words).filter((script) => script !== name.script);
  if (others.length === 0) return undefined;
  const script = pick(others, random);
  const text = write(name.words, script);
  return { name, script, text: isMisspelt ? misspell(text, random) : text, isMisspelt };
}

/** A query for a name in its own script with one error. */
export function misspeltQuery(name: MadeName, random: Random): MadeQuery {
  return { name, script: name.script, text: misspell(name.text, random), isMisspelt: true };
}

/** Scripts that all the words are written in. */
function scriptsOf(words: readonly NameWord[]): readonly Script[] {
  const [first, ...rest] = words;
  return [...(first?.forms.keys() ?? [])].filter((script) => rest.every(({ forms }) => forms.has(script)));
}

export const write = (words: readonly NameWord[], script: Script): string =>
  words.map(({ forms }) => forms.get(script) ?? "").join(" ");

/** One letter of a longer word left out, doubled by another, exchanged with its neighbour, or changed. */
export function misspell(text: string, random: Random): string {
  const words = text.split(" ");
  const long = words.flatMap((word, at) => (word.length >= 4 ? [at] : []));
  const at = long.length === 0 ? 0 : pick(long, random);
  const letters = Array.from(words[at] ?? "");
  const place = random.below(Math.max(1, letters.length));
  const other = letters[random.below(Math.max(1, letters.length))] ?? "";
  const next = letters[place + 1];
  const kind = random.below(4);
  if (kind === 0) letters.splice(place, 1);
  else if (kind === 1) letters.splice(place, 0, other);
  else if (kind === 2 && next !== undefined) letters.splice(place, 2, next, letters[place] ?? "");
  else letters.splice(place, 1, other);
  words[at] = letters.join("");
  return words.join(" ");
}

/** Draws from the words that a script writes, by their weights. */
function pool(words: readonly NameWord[], script: Script): (random: Random) => NameWord {
  const own = words.filter(({ forms }) => forms.has(script));
  const ends = new Float64Array(own.length);
  let end = 0;
  own.forEach(({ weight }, at) => {
    end += weight;
    ends[at] = end;
  });
  return (random) => {
    const at = random.next() * end;
    let [low, high] = [0, own.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return own[low]!;
  };
}

function choose<T>(shares: readonly (readonly [value: T, share: number])[], random: Random): T {
  let left = random.next();
  for (const [value, share] of shares) {
    if (left < share) return value;
    left -= share;
  }
  return shares.at(-1)![0];
}

export const pick = <T>(values: readonly T[], random: Random): T => values[random.below(values.length)]!;
