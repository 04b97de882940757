/** How fast names are prepared and compared, on one core. */
import { compareNames, prepareName } from "../../src/names/index.ts";
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
    const started = performance.now();
    let levels = 0;
    for (let round = 0; round < ROUNDS; round++)
      for (let at = 0; at < names.length; at += 2)
        levels += compareNames(names[at]!, names[(at + stride) % names.length]!).level;
    const count = (ROUNDS * names.length) / 2;
    lines.push(
      `compareNames, ${desc}: ${thousands(count, started)} thousand a second (mean level ${(levels / count).toFixed(2)})`,
    );
  }
  return lines.join("\n");
}

const thousands = (count: number, started: number) => Math.round(count / (performance.now() - started));
