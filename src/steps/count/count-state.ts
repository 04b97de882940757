/**
 * What counts are folded from, made once for each state of the register and kept while it stands: a million records are
 * read in a minute and folded in a second, and what was asked for before is there at once.
 */
import type { Unit } from "../../model/figure.ts";
import { type PlaceTally, tallyPlaces } from "../../model/place-tally.ts";
import { type CountTable, countTable } from "../../register/count-table.ts";
import { type FateConflict, findFateConflicts } from "../../register/fates.ts";
import type { Store } from "../../store/store.ts";
import { readCountInput } from "../read-register.ts";

export type CountState = {
  readonly size: number; // `stateSize`: nothing that counts has changed since
  readonly table: CountTable;
  readonly conflicts: readonly FateConflict[];
  readonly placesOf: (unit: Unit) => PlaceTally;
  /** What `make` gives, made once for each key; the last `MOST_KEPT` are kept. */
  readonly once: <T>(key: string, make: () => Promise<T>) => Promise<T>;
};

const MOST_KEPT = 500;

/** The state made last for a store; whoever asks meanwhile waits for the same. */
const made = new WeakMap<Store, { readonly size: number; readonly state: Promise<CountState> }>();

/** Throws `not-found` while records wait that were never linked. */
export async function readCountState(store: Store): Promise<CountState> {
  const size = await store.stateSize();
  const last = made.get(store);
  if (last?.size === size) return last.state;
  const state = makeState(store, size);
  made.set(store, { size, state });
  try {
    return await state;
  } catch (error) {
    if (made.get(store)?.state === state) made.delete(store);
    throw error;
  }
}

async function makeState(store: Store, size: number): Promise<CountState> {
  const input = await readCountInput(store);
  const tallies = new Map<Unit, PlaceTally>();
  const kept = new Map<string, Promise<unknown>>();
  return {
    size,
    table: countTable(input),
    conflicts: findFateConflicts(input),
    placesOf(unit) {
      const tally = tallies.get(unit) ?? tallyPlaces(input.records.filter(({ kind }) => kind === unit));
      tallies.set(unit, tally);
      return tally;
    },
    async once<T>(key: string, make: () => Promise<T>): Promise<T> {
      const known = kept.get(key);
      const value = (known as Promise<T> | undefined) ?? make();
      kept.delete(key);
      kept.set(key, value); // the last in the map's order
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      try {
        return await value;
      } catch (error) {
        kept.delete(key);
        throw error;
      }
    },
  };
}
