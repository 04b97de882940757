/** How well and how fast names are compared: best F1 per script on labelled pairs, beside any-ascii with Jaro-Winkler. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { argv, env } from "node:process";
import { parse } from "csv-parse/sync";
import { asciiOf } from "../src/names/ascii.ts";
import { compareNames, likenessOfNames, type PreparedName, prepareName } from "../src/names/index.ts";

/** Two names, and whether one person bears both. */
export type LabelledPair = {
  readonly group: string;
  readonly left: string;
  readonly right: string;
  readonly isMatch: boolean;
};
type Scored = { readonly value: number; readonly isMatch: boolean };

const folder = join(env["RECOUNT_FIXTURES"] ?? "../shared", "data", "names");

/** The labelled pairs under the fixtures, or undefined where they are absent. */
export function readPairs(): readonly LabelledPair[] | undefined {
  const [legislators, pairs] = ["legislators-cross-script.tsv", "name-pairs.csv"].map((file) =>
    join(folder, file),
  );
  if (legislators === undefined || pairs === undefined || !existsSync(legislators)) return undefined;
  const crossScript = readRows(legislators, "\t").map((row) => ({
    group: `legislators ${row["script"]?.toLowerCase()}`,
    left: row["latin_name"] ?? "",
    right: row["other_name"] ?? "",
    isMatch: row["label"] === "1",
  }));
  const people = readRows(pairs, ",")
    .filter((row) => row["schema"] === "Person")
    .map((row) => ({
      group: "name-pairs person",
      left: row["name1"] ?? "",
      right: row["name2"] ?? "",
      isMatch: row["is_match"] === "true",
    }));
  return [...crossScript, ...people];
}

/** The best F1 that any threshold on the value gives, matches being at or above it. */
export function bestF1(scored: readonly Scored[]): number {
  const matches = scored.filter(({ isMatch }) => isMatch).length;
  const sorted = scored.toSorted((a, b) => b.value - a.value);
  let [best, found] = [0, 0];
  sorted.forEach(({ value, isMatch }, at) => {
    if (isMatch) found++;
    if (sorted[at + 1]?.value !== value) best = Math.max(best, (2 * found) / (at + 1 + matches));
  });
  return best;
}

/** Value of a pair of prepared names by level only, the better the higher. */
export const byLevel = (a: PreparedName, b: PreparedName): number => -compareNames(a, b).level;

/** Scores of pairs by a comparison of prepared names. */
export function scorePairs(
  pairs: readonly LabelledPair[],
  value: (a: PreparedName, b: PreparedName) => number,
): readonly Scored[] {
  return pairs.map(({ left, right, isMatch }) => ({
    value: value(prepareName(left), prepareName(right)),
    isMatch,
  }));
}

/** Best F1 of the plain way: any-ascii, then each word's best Jaro-Winkler in the other name, averaged both ways. */
export function plainF1(pairs: readonly LabelledPair[]): number {
  return bestF1(
    pairs.map(({ left, right, isMatch }) => ({
      value: tokenJaroWinkler(asciiWords(left), asciiWords(right)),
      isMatch,
    })),
  );
}

function readRows(path: string, delimiter: string): readonly Readonly<Record<string, string>>[] {
  const rows: readonly Record<string, string>[] = parse(readFileSync(path), {
    columns: true,
    delimiter,
    quote: delimiter === "," ? '"' : null,
  });
  return rows;
}

const asciiWords = (text: string) =>
  text
    .split(/[\s,-]+/)
    .map(asciiOf)
    .filter((word) => word !== "");

function tokenJaroWinkler(a: readonly string[], b: readonly string[]): number {
  const oneWay = (from: readonly string[], to: readonly string[]) =>
    from.reduce((sum, word) => sum + Math.max(0, ...to.map((other) => jaroWinkler(word, other))), 0) /
    (from.length || 1);
  return (oneWay(a, b) + oneWay(b, a)) / 2;
}

function jaroWinkler(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set<number>();
  const inA = Array.from(a).filter((letter, i) => {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++)
      if (b[j] === letter && !taken.has(j)) return taken.add(j);
    return false;
  });
  if (inA.length === 0) return 0;
  const inB = Array.from(b).filter((_, j) => taken.has(j));
  const swaps = inA.filter((letter, at) => letter !== inB[at]).length / 2;
  const jaro = (inA.length / a.length + inA.length / b.length + (inA.length - swaps) / inA.length) / 3;
  const prefix = Array.from(a.slice(0, 4)).findIndex((letter, at) => letter !== b[at]);
  return jaro + 0.1 * (prefix < 0 ? Math.min(4, a.length) : prefix) * (1 - jaro);
}

function printAccuracy(pairs: readonly LabelledPair[]): void {
  console.log("group                   pairs  matches  likeness   level   any-ascii + Jaro-Winkler");
  for (const [group, members] of Map.groupBy(pairs, (pair) => pair.group)) {
    const columns = [
      bestF1(scorePairs(members, likenessOfNames)),
      bestF1(scorePairs(members, byLevel)),
      plainF1(members),
    ].map((f1) => f1.toFixed(3).padStart(8));
    const matches = members.filter(({ isMatch }) => isMatch).length;
    console.log(
      `${group.padEnd(22)} ${String(members.length).padStart(6)} ${String(matches).padStart(8)}  ${columns.join(" ")}`,
    );
  }
}

/** Even-handedness as a number: best F1 of the best and of the worst served script. */
function printGap(pairs: readonly LabelledPair[]): void {
  const groups = Map.groupBy(pairs, (pair) => pair.group);
  const byScript = [...groups].filter(([group]) => group.startsWith("legislators"));
  const scores = byScript.map(([, members]) => bestF1(scorePairs(members, likenessOfNames)));
  const gap = Math.max(...scores) - Math.min(...scores);
  console.log(`gap between the best and the worst served script: ${gap.toFixed(3)}`);
}

function printSpeed(pairs: readonly LabelledPair[]): void {
  const texts = pairs.flatMap(({ left, right }) => [left, right]);
  const preparing = performance.now();
  const names = texts.map(prepareName);
  const prepared = performance.now() - preparing;
  console.log(`prepareName: ${Math.round(texts.length / prepared)} thousand a second`);
  for (const [desc, stride] of [
    ["labelled pairs", 1],
    ["random pairs", 4099],
  ] as const) {
    const start = performance.now();
    const rounds = 30;
    let levels = 0;
    for (let round = 0; round < rounds; round++)
      for (let at = 0; at < names.length; at += 2)
        levels += compareNames(names[at]!, names[(at + stride) % names.length]!).level;
    const count = (rounds * names.length) / 2;
    const ms = performance.now() - start;
    console.log(
      `compareNames, ${desc}: ${Math.round(count / ms)} thousand a second (mean level ${(levels / count).toFixed(2)})`,
    );
  }
}

if (import.meta.main) {
  const pairs = readPairs();
  if (pairs === undefined) console.log(`skipped: no names under ${folder} (set RECOUNT_FIXTURES)`);
  else {
    if (!argv.includes("--speed")) {
      printAccuracy(pairs);
      printGap(pairs);
    }
    printSpeed(pairs);
  }
}
