/** The displaced households that a viewer may know of, folded once for each state of the register. */
import type { PlaceMention } from "../../model/mention.ts";
import type { StoredRecord } from "../../model/record.ts";
import {
  familiesOf,
  foldHouseholds,
  type Household,
  originOf,
  type SeenRecord,
} from "../../register/households.ts";
import { displacedTie } from "../../register/record-ties.ts";
import type { Store } from "../../store/store.ts";
import { isOwn } from "../people/own-sources.ts";
import type { RegisterView } from "../view.ts";

/** A household without its records, of which only what is shown is read again. */
export type ToldHousehold = Omit<Household, "records"> & {
  readonly indexes: readonly number[]; // of its records, ascending
  readonly entity: string; // of the record that leads to its page
  readonly kind: "person" | "group"; // of that record
};

/** Families of an unnamed group: they stand beside households and are never added. */
export type ToldGroup = { readonly families: number; readonly origin?: PlaceMention };

export type ToldReturns = {
  readonly households: readonly ToldHousehold[];
  readonly groups: readonly ToldGroup[];
};

/** Kinds of entries by which other records are shown or current, or records are other entities. */
const CHANGING = ["version", "undo-version", "linkage-run", "source", "restriction", "sharing"] as const;

const readers = new WeakMap<RegisterView, () => Promise<ToldReturns>>();

/** What is told to the viewer; read again only when it may have changed. */
export function readTold(store: Store, view: RegisterView): Promise<ToldReturns> {
  const reader = readers.get(view) ?? store.keptBetween(CHANGING, () => foldTold(view));
  readers.set(view, reader);
  return reader();
}

async function foldTold(view: RegisterView): Promise<ToldReturns> {
  const seen = await readSeen(view);
  const entities = new Map(seen.map(({ record, entity }) => [record.index, entity]));
  const groups = seen.map(({ record }) => ({ families: familiesOf(record), origin: originOf(record) }));
  return {
    households: foldHouseholds(seen).flatMap((each) => toldHousehold(each, entities)),
    groups: groups.flatMap(({ families, origin }) =>
      families === 0 ? [] : [{ families, ...(origin !== undefined && { origin }) }],
    ),
  };
}

function toldHousehold(
  { records, ...household }: Household,
  entities: ReadonlyMap<number, string>,
): readonly ToldHousehold[] {
  const telling = records.find(({ mentions }) => mentions.return !== undefined) ?? records[0];
  if (telling === undefined) return [];
  const kind = telling.kind === "group" ? "group" : "person";
  const indexes = records.map(({ index }) => index);
  return [{ ...household, indexes, entity: entities.get(telling.index) ?? telling.id, kind }];
}

const BATCH = 2000; // records read at once

/** Records that tell of displaced people, by the entity that the viewer may take them for. */
async function readSeen(view: RegisterView): Promise<readonly SeenRecord[]> {
  const sources = new Map((await view.sources()).map((source) => [source.id, source]));
  const isTheirs = ({ source }: StoredRecord) => {
    const known = sources.get(source);
    return known !== undefined && isOwn(known, view.viewer);
  };
  const indexes = await view.records.tiedIndexes([displacedTie]);
  const seen: SeenRecord[] = [];
  for (let at = 0; at < indexes.length; at += BATCH) {
    const batch = await view.records.at(indexes.slice(at, at + BATCH));
    const entities = await view.entitiesOf(batch);
    for (const record of batch)
      seen.push({
        record,
        entity: entities.get(record.index)?.entity ?? record.id,
        isOwn: isTheirs(record),
      });
  }
  return seen;
}
