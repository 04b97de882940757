/** Labelled pairs of names, in two halves that share no name: one to learn from, one to report. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { parse } from "csv-parse/sync";

/** Two names, and whether one person bears both. */
export type LabelledPair = {
  readonly set: string; // "cyrillic": legislators, a Latin name against one in that script; "person": name-pairs
  readonly left: string;
  readonly right: string;
  readonly isMatch: boolean;
  readonly group: string; // pairs that are connected by a name, directly or through others, have one group
  readonly isTest: boolean;
};

type UngroupedPair = Omit<LabelledPair, "group" | "isTest">;

export const namesFolder: string = join(env["RECOUNT_FIXTURES"] ?? "../shared", "data", "names");

/** The labelled pairs under the fixtures, or undefined where they are absent. */
export function readLabelledPairs(): readonly LabelledPair[] | undefined {
  const [legislators, pairs] = ["legislators-cross-script.tsv", "name-pairs.csv"].map((file) =>
    join(namesFolder, file),
  );
  if (legislators === undefined || pairs === undefined || !existsSync(legislators)) return undefined;
  const crossScript = readRows(legislators, "\t").map((row) => ({
    set: (row["script"] ?? "").toLowerCase(),
    left: row["latin_name"] ?? "",
    right: row["other_name"] ?? "",
    isMatch: row["label"] === "1",
  }));
  const people = readRows(pairs, ",")
    .filter((row) => row["schema"] === "Person")
    .map((row) => ({
      set: "person",
      left: row["name1"] ?? "",
      right: row["name2"] ?? "",
      isMatch: row["is_match"] === "true",
    }));
  return groupPairs([...crossScript, ...people]);
}

/** Gives each pair the group of its names, and each group a half by the hash of its first name. */
export function groupPairs(pairs: readonly UngroupedPair[]): readonly LabelledPair[] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    if (root !== name) parents.set(name, root);
    return root;
  };
  for (const { left, right } of pairs) {
    const [a, b] = [rootOf(left), rootOf(right)].toSorted();
    if (a !== undefined && b !== undefined && a !== b) parents.set(b, a);
  }
  return pairs.map((pair) => {
    const group = rootOf(pair.left);
    return { ...pair, group, isTest: hashOf(group) % 2 === 1 };
  });
}

/** FNV-1a over UTF-16 units, mixed so that its low bit is fair. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 16;
}

export function readRows(path: string, delimiter: string): readonly Readonly<Record<string, string>>[] {
  const rows: readonly Record<string, string>[] = parse(readFileSync(path), {
    bom: true,
    columns: true,
    delimiter,
    quote: delimiter === "," ? '"' : null,
  });
  return rows;
}
