/** How fast names are prepared and compared, on one core. */
import { compareNames, type PreparedName, prepareName } from "../../src/names/index.ts";
import type { LabelledPair } from "./labelled-pairs.ts";

const ROUNDS = 30;

export function speedLines(pairs: readonly LabelledPair[]): string {
  const texts = pairs.flatMap(({ left, right }) => [left, right]);
  const preparing = performance.now();
  const names = texts.map(prepareName);
  const lines = [`prepareName: ${thousands(texts.length, preparing)} thousand a second`];
  // A stride of 1 compares the labelled pairs; a large odd one makes pairs of names that have nothing in common.
  for (const [desc, stride] of [
    ["labelled pairs", 1],
    ["random pairs", 4099],
  ] as const) {
    const rates = Array.from({ length: ROUNDS }, () => roundRate(names, stride)).toSorted((a, b) => a - b);
    const [median, best] = [rates[ROUNDS >> 1] ?? 0, rates.at(-1) ?? 0];
    lines.push(
      `compareNames, ${desc}: ${median} thousand a second, median of ${ROUNDS} rounds; best ${best}`,
    );
  }
  lines.push(
    "A round compares each pair once; words met in the round before may be found again, names never are.",
  );
  return lines.join("\n");
}

function roundRate(names: readonly PreparedName[], stride: number): number {
  const started = performance.now();
  for (let at = 0; at < names.length; at += 2) compareNames(names[at]!, names[(at + stride) % names.length]!);
  return thousands(names.length / 2, started);
}

const thousands = (count: number, started: number) => Math.round(count / (performance.now() - started));
