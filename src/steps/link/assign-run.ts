/** Which entity each record is of after a run: of all records, or only of those that the run may have moved. */
import type { EntityId, RecordId } from "../../model/ids.ts";
import { type EntityChange, entityChanges } from "../../register/entity-changes.ts";
import { assignEntities } from "../../register/entity-ids.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { CHUNK, type ChunkDigests, chunkDigests, type IndexedAssignment } from "./assignments-digest.ts";
import { readChunks } from "./chunks-file.ts";
import type { KindRun } from "./link-kind.ts";

export type AssignedRun = {
  readonly assignments: readonly (readonly [RecordId, EntityId])[];
  readonly before: ReadonlyMap<RecordId, EntityId>;
  readonly gone?: readonly RecordId[]; // given: `assignments` are of some records, and all but these others stay
  readonly changes: readonly EntityChange[];
  readonly chunks: ChunkDigests;
};

/** Entities that keep their ids where they can, and what became of those there were. */
export async function assignRun(register: OpenRegister, runs: readonly KindRun[]): Promise<AssignedRun> {
  const earlier = await earlierRun(register, runs);
  return earlier === undefined
    ? assignAll(register.store, runs)
    : assignTouched(register.store, runs, earlier);
}

async function assignAll(store: Store, runs: readonly KindRun[]): Promise<AssignedRun> {
  const before = await store.assignments();
  const placed = runs.flatMap((run) => placeRows(run, run.index.keys().toArray(), { before }));
  const assignments = placed.map(({ record, entity }) => [record, entity] as const);
  return { assignments, before, changes: entityChanges(before, assignments), chunks: chunkDigests(placed) };
}

type Earlier = {
  readonly size: number; // of the ledger that it saw
  readonly chunks: ChunkDigests;
  readonly ended: readonly { readonly index: number; readonly id: RecordId }[];
};

const MOST_TOUCHED = 0.2; // of the rows: beyond, reading and writing all assignments is quicker

/** What the run before left, where this one moves little of it. */
async function earlierRun(register: OpenRegister, runs: readonly KindRun[]): Promise<Earlier | undefined> {
  const [all, touched] = [runs.map(({ index }) => index.length), runs.map((run) => touchedRows(run).length)];
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const linkage = await register.store.latestLinkage();
  if (linkage === undefined || sum(touched) > MOST_TOUCHED * sum(all)) return undefined;
  const [chunks, ended] = await Promise.all([
    readChunks(register, linkage.index),
    register.store.endedSince(linkage.size),
  ]);
  return chunks === undefined || ended === undefined ? undefined : { size: linkage.size, chunks, ended };
}

async function assignTouched(
  store: Store,
  runs: readonly KindRun[],
  { chunks, ended, size }: Earlier,
): Promise<AssignedRun> {
  const rows = runs.map((run) => [...touchedRows(run)]);
  const ids = runs.flatMap((run, r) => rows[r]?.map(run.idOf) ?? []);
  const touched = new Set(ids);
  const gone = [...new Set(ended.map(({ id }) => id))].filter((id) => !touched.has(id));
  const before = await store.assignmentsOf([...ids, ...gone]);
  const held = await heldIds(store, ids, new Set([...ids, ...gone]));
  const placed = runs.flatMap((run, r) => placeRows(run, rows[r] ?? [], { before, held }));
  const assignments = placed.map(({ record, entity }) => [record, entity] as const);
  // A record that came again in another version stands at another index, whoever it is taken for.
  const moved = placed.filter(({ index, record, entity }) => index >= size || before.get(record) !== entity);
  const changed = new Set([...moved, ...ended].map(({ index }) => Math.floor(index / CHUNK)));
  return {
    assignments,
    before,
    gone,
    changes: entityChanges(before, assignments),
    chunks: await changeChunks(store, runs, { chunks, changed, placed }),
  };
}

const touchedRows = ({ index, added }: KindRun): Iterable<number> & { readonly length: number } =>
  added?.touched ?? Array.from(index.keys());

type PlaceInput = { readonly before: ReadonlyMap<RecordId, EntityId>; readonly held?: ReadonlySet<EntityId> };

function placeRows(
  { index, idOf, result }: KindRun,
  rows: readonly number[],
  { before, held = new Set() }: PlaceInput,
): readonly IndexedAssignment[] {
  const labels = rows.map((row) => result.entity[row] ?? 0);
  const assigned = assignEntities(rows.map(idOf), labels, before, held);
  return assigned.map(([record, entity], i) => ({ index: index[rows[i] ?? 0] ?? 0, record, entity }));
}

/** The ids that an entity of these records may be given, as far as records other than `own` bear them. */
async function heldIds(
  store: Store,
  records: readonly RecordId[],
  own: ReadonlySet<RecordId>,
): Promise<ReadonlySet<EntityId>> {
  const held = new Set<EntityId>();
  for (let asked: readonly string[] = records; asked.length > 0; ) {
    const holders = await store.holdersOf(asked as readonly EntityId[]);
    const found = new Set(holders.filter(([record]) => !own.has(record)).map(([, entity]) => entity));
    for (const entity of found) held.add(entity);
    asked = [...found].map((entity) => `${entity}'`);
  }
  return held;
}

/** The digests with those of the changed chunks made anew, from what stands in them now. */
async function changeChunks(
  store: Store,
  runs: readonly KindRun[],
  {
    chunks,
    changed,
    placed,
  }: {
    readonly chunks: ChunkDigests;
    readonly changed: ReadonlySet<number>;
    readonly placed: readonly IndexedAssignment[];
  },
): Promise<ChunkDigests> {
  const known = new Map(placed.map((own) => [own.index, own]));
  const inside = runs.flatMap(({ index, idOf }) =>
    [...changed].flatMap((chunk) => {
      const rows: { readonly index: number; readonly record: RecordId }[] = [];
      for (let row = firstFrom(index, chunk * CHUNK); (index[row] ?? Infinity) < (chunk + 1) * CHUNK; row++)
        rows.push({ index: index[row] ?? 0, record: idOf(row) });
      return rows;
    }),
  );
  const others = await store.assignmentsOf(
    inside.filter(({ index }) => !known.has(index)).map(({ record }) => record),
  );
  const now = inside.flatMap(({ index, record }): readonly IndexedAssignment[] => {
    const entity = known.get(index)?.entity ?? others.get(record);
    return entity === undefined ? [] : [{ index, record, entity }];
  });
  const kept = new Map(chunks.entries().filter(([chunk]) => !changed.has(chunk)));
  return new Map([...kept, ...chunkDigests(now)]);
}

/** The first place at which ascending numbers are `from` or more. */
function firstFrom(numbers: Uint32Array, from: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
