/**
 * What counts are folded from, made once for each state of the register and kept while it stands: columns of a million
 * records are passed over in some milliseconds, and what was asked for before is there at once.
 */
import { RecountError } from "../../base/errors.ts";
import { keepLast } from "../../base/keep-last.ts";
import type { Unit } from "../../model/figure.ts";
import type { PlaceTally } from "../../model/place-tally.ts";
import { recordKinds } from "../../model/record.ts";
import type { CountColumns } from "../../register/count-columns.ts";
import { type CountTable, tableOf } from "../../register/count-table.ts";
import { type FateConflict, fateConflicts, settledFates } from "../../register/fates.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { readFates } from "../read-register.ts";
import { readColumns } from "./kept-columns.ts";

export type CountState = {
  readonly size: number; // `stateSize`: nothing that counts has changed since
  readonly run: number; // the entry of the linkage
  readonly table: CountTable;
  readonly conflicts: ReadonlyMap<number, FateConflict>; // by the entity's number, in the order of the entities' ids
  readonly placesOf: (unit: Unit) => PlaceTally;
  /** What `make` gives, made once for each key; the last `MOST_KEPT` are kept. */
  readonly once: <T>(key: string, make: () => Promise<T>) => Promise<T>;
};

const MOST_KEPT = 500;

/** The state made last for a store; whoever asks meanwhile waits for the same. */
const made = new WeakMap<Store, { readonly size: number; readonly state: Promise<CountState> }>();

/** Throws `not-found` while records wait that were never linked: they would count twice. */
export async function readCountState(register: OpenRegister): Promise<CountState> {
  const { store } = register;
  const size = await store.stateSize();
  const last = made.get(store);
  if (last?.size === size) return last.state;
  const state = makeState(register, size);
  made.set(store, { size, state });
  try {
    return await state;
  } catch (error) {
    if (made.get(store)?.state === state) made.delete(store);
    throw error;
  }
}

async function makeState(register: OpenRegister, size: number): Promise<CountState> {
  const { store } = register;
  const run = await requireLinked(store);
  const [{ columns, entities }, sources, judged] = await Promise.all([
    readColumns(register, run),
    store.sources(),
    readFates(store),
  ]);
  const placed = await store.assignmentsOf(judged.flatMap(({ records }) => records));
  const table = tableOf(columns, entities, {
    sourceNames: new Map(sources.map(({ id, name }) => [id, name])),
    fates: settledFates(judged, placed),
  });
  const tallies = new Map<Unit, PlaceTally>();
  return {
    size,
    run,
    table,
    conflicts: fateConflicts(table),
    placesOf(unit) {
      const tally = tallies.get(unit) ?? tallyPlaces(columns, unit);
      tallies.set(unit, tally);
      return tally;
    },
    once: keptAnswers(),
  };
}

/** The entry of the latest run, after which no record came or went. */
async function requireLinked(store: Store): Promise<number> {
  const linkage = await store.latestLinkage();
  if (linkage !== undefined && linkage.index >= (await store.recordsSize())) return linkage.index;
  throw new RecountError(
    "not-found",
    "got records that were not linked yet, wanted recount link to be run first",
  );
}

/** The places that the records of a kind name, by what became of them. */
function tallyPlaces(columns: CountColumns, unit: Unit): PlaceTally {
  const kind = recordKinds.indexOf(unit);
  let [resolved, ambiguous, unresolved] = [0, 0, 0];
  for (let row = 0; row < columns.kind.length; row++) {
    if (columns.kind[row] !== kind) continue;
    resolved += columns.resolved[row] as number;
    ambiguous += columns.ambiguous[row] as number;
    unresolved += columns.unresolved[row] as number;
  }
  return { resolved, ambiguous, unresolved };
}

function keptAnswers(): CountState["once"] {
  const kept = keepLast<Promise<unknown>>(MOST_KEPT);
  return async <T>(key: string, make: () => Promise<T>): Promise<T> => {
    try {
      return await (kept.get(key, make) as Promise<T>);
    } catch (error) {
      kept.drop(key);
      throw error;
    }
  };
}
