/** Blocking keys: how many true pairs share one, and how large their blocks are among a million names. */
import { seededRandom } from "../../src/base/random.ts";
import { inSmallBlocks, nameKeys, nearKeys, type PreparedName, prepareName } from "../../src/names/index.ts";
import { nameMaker } from "../search/made-names.ts";
import { type NameWord, readNameWords } from "../search/name-words.ts";
import type { LabelledPair } from "./labelled-pairs.ts";

const NAMES = 1_000_000;
const SEED = 20_261_125; // the names that search is measured on

type Keys = (name: PreparedName) => readonly string[];

/** A kind of key; blocks of more than `most` names are left out. */
type Kind = { readonly desc: string; readonly keys: Keys; readonly most: number };

const pairKeys: Keys = (name) => nameKeys(name).filter((key) => key.includes(" "));

const kinds: readonly Kind[] = [
  { desc: "one part or two", keys: nameKeys, most: NAMES },
  { desc: "two parts", keys: pairKeys, most: NAMES },
  { desc: "near", keys: nearKeys, most: NAMES },
  ...[10_000, 5000, 2500, 1000, 500, 250].map((most) => ({
    desc: `near, blocks of ${most} at most`,
    keys: nearKeys,
    most,
  })),
];

type Sizes = ReadonlyMap<string, number>;

/**
 * The share of matches per set that share a key, and the blocks of a million names: their mean size over keys (a block
 * is a key's names), the same over the places of names in blocks (what a name meets under each of its keys), and how
 * many places with others a name has under all its keys. Names are made as the benchmark of search makes them: people of
 * several scripts, common names more often.
 */
export function blockingLines(pairs: readonly LabelledPair[]): string {
  const matches = pairs.filter(({ isMatch }) => isMatch);
  const sizesByKeys = new Map([nameKeys, pairKeys, nearKeys].map((keys) => [keys, countBlocks(keys)]));
  const lines = kinds.map((kind) => {
    const sizes = sizesByKeys.get(kind.keys) ?? new Map<string, number>();
    const crossScript = matches.filter(({ set }) => set !== "person");
    const bySet = [...Map.groupBy(matches, ({ set }) => set)].map(
      ([set, members]) => `${set} ${shareOf(members, kind, sizes)}`,
    );
    const halves = [false, true].map((isTest) =>
      shareOf(
        crossScript.filter((pair) => pair.isTest === isTest),
        kind,
        sizes,
      ),
    );
    return [
      `${kind.desc}: all scripts ${shareOf(crossScript, kind, sizes)} (${halves.join(", test half ")}); ${bySet.join(", ")}`,
      `  ${blockWords([...sizes.values()].filter((size) => size <= kind.most))}`,
    ].join("\n");
  });
  return [
    "Matches that share a blocking key, by kind of key, and blocks of a million names",
    `A name has ${namesakes().toFixed(1)} others of the same words in one script or another: keys that find these meet no fewer.`,
    ...lines,
  ].join("\n");
}

function shareOf(pairs: readonly LabelledPair[], { keys, most }: Kind, sizes: Sizes): string {
  const keysOf = (text: string) => inSmallBlocks(keys(prepareName(text)), (key) => sizes.get(key) ?? 0, most);
  const found = pairs.filter(({ left, right }) => {
    const others = new Set(keysOf(right));
    return keysOf(left).some((key) => others.has(key));
  });
  return `${((100 * found.length) / (pairs.length || 1)).toFixed(1)} %`;
}

function countBlocks(keys: Keys): Sizes {
  const make = nameMaker(readNameWords(), seededRandom(SEED));
  const sizes = new Map<string, number>();
  for (let at = 0; at < NAMES; at++)
    for (const key of keys(prepareName(make().text))) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  return sizes;
}

/** How many others of the made names have just the words of one, in any order and script: the mean over names. */
function namesakes(): number {
  const make = nameMaker(readNameWords(), seededRandom(SEED));
  const numbers = new Map<NameWord, number>();
  const bearers = new Map<string, number>();
  for (let at = 0; at < NAMES; at++) {
    const words = make().words.map((word) => {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      return number;
    });
    const key = words.sort((a, b) => a - b).join(" ");
    bearers.set(key, (bearers.get(key) ?? 0) + 1);
  }
  return [...bearers.values()].reduce((sum, many) => sum + many * (many - 1), 0) / NAMES;
}

function blockWords(sizes: readonly number[]): string {
  const [places, squares] = [(size: number) => size, (size: number) => size * size].map((of) =>
    sizes.reduce((sum, size) => sum + of(size), 0),
  );
  return [
    `${(places! / NAMES).toFixed(1)} keys a name`,
    `mean block ${(places! / sizes.length).toFixed(1)} over keys`,
    `${(squares! / places!).toFixed(0)} over the places of names`,
    `${((squares! - places!) / NAMES).toFixed(0)} places with others a name`,
  ].join(", ");
}
