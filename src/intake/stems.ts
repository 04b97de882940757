/** Words found by their stems: how headers and statuses in many languages are told apart. */
import { foldHeader } from "./fold-header.ts";

type Stem<Meaning> = {
  readonly meaning: Meaning;
  readonly words: readonly string[]; // more than one of a phrase
  readonly isWhole: boolean;
};

/** Stems by the first letter of their first words, phrases first, so that a word meets few of them. */
export type StemIndex<Meaning extends string> = ReadonlyMap<string, readonly Stem<Meaning>[]>;

export type FoundStems<Meaning extends string> = {
  readonly meanings: ReadonlySet<Meaning>;
  readonly unknown: readonly string[]; // words that no stem explains, without articles and prepositions
};

/**
 * The index of lists of stems parted by spaces. A word has a meaning when it begins with one of its stems; a stem that
 * ends in `=` must be the whole word; `last_seen` is a phrase, whose words stand together and say nothing else.
 */
export function indexStems<Meaning extends string>(
  lists: Readonly<Record<Meaning, string>>,
): StemIndex<Meaning> {
  const stems = Object.entries<string>(lists).flatMap(([meaning, list]) =>
    list
      .split(/\s+/)
      .filter((text) => text !== "")
      .map((text) => ({
        meaning: meaning as Meaning,
        words: text.split("_").map(foldHeader),
        isWhole: text.endsWith("="),
      })),
  );
  const sorted = stems.sort((a, b) => b.words.length - a.words.length);
  return Map.groupBy(sorted, ({ words }) => first(words[0] ?? ""));
}

/** What the words of a text mean. Words of a phrase that was found are not looked at again. */
export function findStems<Meaning extends string>(
  index: StemIndex<Meaning>,
  text: string,
): FoundStems<Meaning> {
  const words = foldHeader(text).split(" ");
  const [meanings, unknown] = [new Set<Meaning>(), [] as string[]];
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? "";
    const fitting = (index.get(first(word)) ?? []).filter((stem) => fits(stem, words, at));
    const length = fitting[0]?.words.length ?? 1;
    for (const stem of fitting) if (stem.words.length === length) meanings.add(stem.meaning);
    if (fitting.length === 0 && !linking.has(word)) unknown.push(word);
    at += length;
  }
  return { meanings, unknown };
}

function fits<Meaning>({ words, isWhole }: Stem<Meaning>, text: readonly string[], at: number): boolean {
  return words.every((stem, i) => {
    const word = text[at + i] ?? "";
    return isWhole && i === words.length - 1 ? word === stem : word.startsWith(stem);
  });
}

const first = (word: string) => word.slice(0, 1);

const linking = new Set(
  "of the a an in on at to by and or for when where if any de la le du des l d del el los y et von der в на о и по из от от із з و في من ve və"
    .split(" ")
    .map(foldHeader)
    .concat(""),
);
