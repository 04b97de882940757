/** Small draws from a seeded random. */
import type { Random } from "../../src/base/random.ts";

/** One of `items`. Requires at least one. */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new RangeError("got nothing to pick from");
  return item;
}

/** The first of `items` most of the time, else one of the others: how a clerk has habits. */
export function pickFirst<T>(random: Random, items: readonly T[], habit = 0.85): T {
  return items.length === 1 || random.next() < habit
    ? pick(random, items.slice(0, 1))
    : pick(random, items.slice(1));
}

export const happens = (random: Random, chance: number): boolean => random.next() < chance;

/** Whole number in [low, high]. */
export const between = (random: Random, low: number, high: number): number =>
  low + random.below(high - low + 1);

/** `items` in another order. */
export function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  const order = items.map((item) => ({ item, key: random.next() }));
  return order.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** `count` different items, in the order they stand. */
export function sample<T>(random: Random, items: readonly T[], count: number): readonly T[] {
  const chosen = new Set(shuffled(random, items).slice(0, count));
  return items.filter((item) => chosen.has(item));
}
