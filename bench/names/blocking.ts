/** Blocking keys: how many true pairs share one, and how large their blocks are among a million names. */
import { join } from "node:path";
import { seededRandom } from "../../src/base/random.ts";
import { nameKeys, nearKeys, type PreparedName, prepareName } from "../../src/names/index.ts";
import { type LabelledPair, namesFolder, readRows } from "./labelled-pairs.ts";

const NAMES = 1_000_000;

type Keys = (name: PreparedName) => readonly string[];

const pairKeys: Keys = (name) => nameKeys(name).filter((key) => key.includes(" "));

const kinds: readonly (readonly [desc: string, keys: Keys])[] = [
  ["one part or two", nameKeys],
  ["two parts", pairKeys],
  ["two parts, near", nearKeys],
];

/**
 * The share of matches per set that share a key, and the blocks of a million names: mean over the keys, and mean over
 * the places of names in blocks (what a name meets under each of its keys). A name is a given name and a family name,
 * drawn evenly and apart from all forms, local and romanised, of the tables of common names of the world.
 */
export function blockingLines(pairs: readonly LabelledPair[]): string {
  const matches = pairs.filter(({ isMatch }) => isMatch);
  const shares = kinds.map(([desc, keys]) => {
    const bySet = [...Map.groupBy(matches, ({ set }) => set)].map(
      ([set, members]) => `${set} ${(100 * shareOf(members, keys)).toFixed(1)} %`,
    );
    const crossScript = matches.filter(({ set }) => set !== "person");
    return `${desc}: all scripts ${(100 * shareOf(crossScript, keys)).toFixed(1)} %; ${bySet.join(", ")}`;
  });
  return ["Matches that share a blocking key, by kind of key", ...shares, ...blockLines()].join("\n");
}

function shareOf(pairs: readonly LabelledPair[], keys: Keys): number {
  const found = pairs.filter(({ left, right }) => {
    const others = new Set(keys(prepareName(right)));
    return keys(prepareName(left)).some((key) => others.has(key));
  });
  return found.length / (pairs.length || 1);
}

function blockLines(): readonly string[] {
  const [given, family] = ["forenames", "surnames"].map(formsOf);
  const random = seededRandom(1);
  const pick = (forms: readonly string[] = []) => forms[random.below(forms.length)] ?? "";
  const blocks = kinds.map(() => new Map<string, number>());
  for (let at = 0; at < NAMES; at++) {
    const name = prepareName(`${pick(given)} ${pick(family)}`);
    kinds.forEach(([, keys], kind) => {
      for (const key of keys(name)) blocks[kind]?.set(key, (blocks[kind].get(key) ?? 0) + 1);
    });
  }
  return kinds.map(([desc], kind) => `${desc}: ${blockWords([...(blocks[kind]?.values() ?? [])])}`);
}

function blockWords(sizes: readonly number[]): string {
  const [places, squares] = [(size: number) => size, (size: number) => size * size].map((of) =>
    sizes.reduce((sum, size) => sum + of(size), 0),
  );
  return [
    `${(places! / NAMES).toFixed(1)} keys a name`,
    `mean block ${(places! / sizes.length).toFixed(1)} over keys`,
    `${(squares! / places!).toFixed(0)} over the places of names`,
  ].join(", ");
}

function formsOf(kind: string): readonly string[] {
  const rows = readRows(join(namesFolder, `common-${kind}-by-country.csv`), ",");
  const forms = rows.flatMap((row) => [row["Localized Name"] ?? "", row["Romanized Name"] ?? ""]);
  return [...new Set(forms)].filter((form) => form !== "");
}
