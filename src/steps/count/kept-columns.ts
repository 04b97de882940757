/** The columns that counts are folded from, kept beside the register: read, and brought along by what is new. */
import { toHex } from "../../base/bytes.ts";
import type { Json } from "../../base/canonical-json.ts";
import type { Column } from "../../base/column-file.ts";
import { type PackedTexts, textAt } from "../../base/packed-texts.ts";
import { harmKinds, harmStatuses } from "../../model/harm.ts";
import { type EntityId, entityId, type PlaceId, type SourceId } from "../../model/ids.ts";
import { recordKinds } from "../../model/record.ts";
import { ageBands } from "../../register/age-bands.ts";
import { changeColumns } from "../../register/change-columns.ts";
import {
  type CountColumns,
  harmColumns,
  noColumns,
  rowColumns,
  rowOfIndex,
  sexes,
} from "../../register/count-columns.ts";
import { numberEntities, type RowEntities } from "../../register/count-table.ts";
import { readCache, writeCache } from "../../shell/register-cache.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { lastOf } from "../../store/ledger-marks.ts";
import type { LedgerMarks, PlacedRecord, Store } from "../../store/store.ts";

/** Columns of the records that were current at a size of the ledger, and what the run of an entry takes for one. */
export type KeptColumns = {
  readonly size: number;
  readonly run: number;
  readonly columns: CountColumns;
  readonly entities: RowEntities;
};

const FILE = "counts";

/** Columns of another form, or of other lists of kinds, are not read but made anew. */
const FORM = JSON.stringify([1, recordKinds, harmKinds, harmStatuses, sexes, ageBands]);

/** Columns are kept again when this share of its rows is other ones, or another run's. */
const UNKEPT_SHARE = 0.02;

/** What was brought along last in this process. */
const brought = new WeakMap<Store, KeptColumns>();

/** The columns at the ledger's size, with the entities of the latest run, whose entry is `run`. */
export async function readColumns(register: OpenRegister, run: number): Promise<KeptColumns> {
  const { store } = register;
  const { size } = await store.marks(); // read first: what is accepted meanwhile is found the next time
  const known = brought.get(store) ?? (await readKept(register));
  if (known?.size === size && known.run === run) {
    brought.set(store, known);
    return known;
  }
  const { columns, changed } = await bringAlong(store, known, size);
  const isSame = known?.run === run && changed === 0;
  const entities = isSame ? known.entities : await readEntities(store, columns);
  const now = { size, run, columns, entities };
  brought.set(store, now);
  const isDue = known?.run !== run || changed > UNKEPT_SHARE * columns.index.length;
  if (isDue) await keep(register, now);
  return now;
}

/** Whose each of some current records is, and whom the latest run takes it for. */
export type PlacedRow = Pick<PlacedRecord, "index" | "source" | "entity">;

/**
 * Of these records, from the columns that were brought along last; undefined where a record came, ended or was linked since,
 * or one is not among them, so that the database has to be asked.
 */
export function placedInColumns(
  store: Store,
  marks: LedgerMarks,
  indexes: readonly number[],
): readonly PlacedRow[] | undefined {
  const known = brought.get(store);
  if (known === undefined || known.run !== lastOf(marks, ["linkage-run"])) return undefined;
  if (known.size <= lastOf(marks, ["version", "undo-version"])) return undefined;
  const { columns, entities } = known;
  const placed = indexes.flatMap((index): readonly PlacedRow[] => {
    const row = rowOfIndex(columns, index);
    const source = columns.sources[columns.source[row ?? -1] ?? -1];
    if (row === undefined || source === undefined) return [];
    return [{ index, source, entity: entityId(textAt(entities.entityIds, entities.entity[row] ?? 0)) }];
  });
  return placed.length === indexes.length ? placed : undefined;
}

async function bringAlong(
  store: Store,
  known: KeptColumns | undefined,
  size: number,
): Promise<{ readonly columns: CountColumns; readonly changed: number }> {
  const ended = known === undefined || known.size > size ? undefined : await store.endedSince(known.size);
  const [from, before] =
    ended === undefined ? [0, noColumns] : [known?.size ?? 0, known?.columns ?? noColumns];
  const gone = new Set((ended ?? []).map(({ index }) => index));
  const change = changeColumns(before, gone);
  let changed = gone.size;
  for await (const batch of store.copyRecords({ from, until: size })) {
    for (const record of batch) change.add(record);
    changed += batch.length;
  }
  return changed === 0 ? { columns: before, changed } : { columns: change.finish(), changed };
}

/** A record that no run saw is an entity of its own. */
async function readEntities(store: Store, columns: CountColumns): Promise<RowEntities> {
  const ids: (EntityId | undefined)[] = Array.from(columns.index, () => undefined);
  for await (const batch of store.copyEntities())
    for (const { index, entity } of batch) {
      const row = rowOfIndex(columns, index);
      if (row !== undefined) ids[row] = entity;
    }
  return numberEntities(columns, (row) => ids[row]);
}

async function keep(
  { folder, info, store }: OpenRegister,
  { size, run, columns, entities }: KeptColumns,
): Promise<void> {
  const { ids, paths, sources, ...numbers } = columns;
  const header = {
    form: FORM,
    register: info.id,
    size,
    last: await lastLeaf(store, size),
    run,
    paths,
    sources,
  } as unknown as Json;
  await writeCache(folder, FILE, {
    header,
    columns: {
      ...numbers,
      ...textColumns("ids", ids),
      ...textColumns("entityIds", entities.entityIds),
      entity: entities.entity,
    },
  });
}

const lastLeaf = async (store: Store, size: number): Promise<string> =>
  toHex(await store.leafHashes(Math.max(0, size - 1), size));

type Header = {
  readonly form: string;
  readonly register: string;
  readonly size: number;
  readonly last: string; // leaf of the ledger's last entry: a copy that went on otherwise has another
  readonly run: number;
  readonly paths: readonly (readonly PlaceId[])[];
  readonly sources: readonly SourceId[];
};

/** Undefined where nothing is kept, or it is another register's, of another form or not whole. */
async function readKept({ folder, info, store }: OpenRegister): Promise<KeptColumns | undefined> {
  const file = await readCache(folder, FILE);
  const header = file?.header as Header | undefined;
  if (file === undefined || header?.form !== FORM || header.register !== info.id) return undefined;
  const { size, last, run, paths, sources } = header;
  // A register that was put back from a backup may be shorter than what was kept of it.
  if (size > (await store.size()) || (await lastLeaf(store, size)) !== last) return undefined;
  const own = (names: object) => Object.keys(names).map((name) => [name, file.columns[name]] as const);
  const numbers = Object.fromEntries([...own(rowColumns), ...own(harmColumns)]) as Pick<
    CountColumns,
    keyof typeof rowColumns | keyof typeof harmColumns
  >;
  const columns = {
    ...numbers,
    harmStart: file.columns["harmStart"] as Uint32Array,
    ids: textsOf(file.columns, "ids"),
    paths,
    sources,
  };
  const entities = {
    entity: file.columns["entity"] as Uint32Array,
    entityIds: textsOf(file.columns, "entityIds"),
  };
  return { size, run, columns, entities };
}

const textColumns = (name: string, { units, ends }: PackedTexts): { readonly [column: string]: Column } => ({
  [`${name} units`]: units,
  [`${name} ends`]: ends,
});

const textsOf = (columns: { readonly [name: string]: Column }, name: string): PackedTexts => ({
  units: columns[`${name} units`] as Uint8Array | Uint16Array,
  ends: columns[`${name} ends`] as Uint32Array,
});
