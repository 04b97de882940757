/** What one appeal's publication finds out and the next needs again: appeals in two languages count the same people. */
import type { KeyedEntry } from "../appeal/proof-file.ts";
import { RecountError } from "../base/errors.ts";
import { formLeaf } from "../ledger/leaf.ts";
import { entryFields } from "../register/entry-fields.ts";
import type { Store } from "../store/store.ts";
import type { EstimateMemory } from "./count/estimate-figure.ts";

export type PublishMemory = {
  readonly entries: Map<number, KeyedEntry>; // by index, their leaves formed
  readonly reports: EstimateMemory;
};

/** Entries beyond so many are not remembered: a formed leaf is some 5 KB. */
const MOST_REMEMBERED = 10_000;

/** Nothing remembered yet. Requires that all that is published with it is of one register. */
export function publishMemory(): PublishMemory {
  return { entries: new Map(), reports: new Map() };
}

/** Entries with their leaves, in the order of `indices`. Throws `broken-entry` for one that the register has not. */
export async function keyedEntries(
  store: Store,
  indices: readonly number[],
  { entries: known }: PublishMemory,
): Promise<readonly KeyedEntry[]> {
  const unknown = indices.filter((index) => !known.has(index));
  const found = await store.entries(unknown);
  const read = new Map(
    unknown.map((index, i) => {
      const keyed = found[i];
      if (keyed === undefined)
        throw new RecountError("broken-entry", `got no entry ${index}, wanted a counted record`);
      return [index, { index, ...keyed, leaf: formLeaf(keyed.key, entryFields(keyed.entry)) }] as const;
    }),
  );
  for (const [index, keyed] of read) if (known.size < MOST_REMEMBERED) known.set(index, keyed);
  return indices.flatMap((index) => known.get(index) ?? read.get(index) ?? []);
}
