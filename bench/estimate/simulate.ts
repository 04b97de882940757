/** Lists of people whose number is known: independent, dependent, and of several kinds. */
import { seededRandom } from "../../src/base/random.ts";
import type { CaptureHistory } from "../../src/model/estimate.ts";

export type World = {
  readonly name: string;
  readonly kinds: readonly { readonly size: number; readonly chances: readonly number[] }[];
  readonly ties: readonly (readonly [from: number, to: number, share: number])[]; // who is on one is put on the other
};

export const PEOPLE = 1000;
const kind = (share: number, ...chances: readonly number[]) => ({ size: share * PEOPLE, chances });

export const worlds: readonly World[] = [
  { name: "independent lists", kinds: [kind(1, 0.3, 0.25, 0.2, 0.3)], ties: [] },
  { name: "two lists feed one another", kinds: [kind(1, 0.3, 0.15, 0.2, 0.3)], ties: [[0, 1, 0.4]] },
  {
    name: "two pairs feed one another",
    kinds: [kind(1, 0.3, 0.15, 0.2, 0.25)],
    ties: [
      [0, 1, 0.4],
      [2, 3, 0.4],
    ],
  },
  {
    name: "half of the people hard to list",
    kinds: [kind(0.5, 0.5, 0.45, 0.4, 0.5), kind(0.5, 0.12, 0.1, 0.15, 0.1)],
    ties: [],
  },
];

/** One table of histories of a world, as `seed` would have it. */
export function drawHistories({ kinds, ties }: World, seed: number): readonly CaptureHistory[] {
  const random = seededRandom(seed);
  const counts = new Map<string, number>();
  for (const { size, chances } of kinds)
    for (let person = 0; person < size; person++) {
      const on = chances.map((chance) => random.next() < chance);
      for (const [from, to, share] of ties) if (on[from] && random.next() < share) on[to] = true;
      const key = on.map((is, i) => (is ? "abcd"[i] : "")).join("");
      if (key !== "") counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return [...counts].map(([lists, count]) => ({ lists: Array.from(lists), count }));
}
