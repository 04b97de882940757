/** Records by the index of their entry: what an index kept outside the database compares itself with. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { together } from "../base/together.ts";
import { type EntityId, entityId, type RecordId, recordId, type SourceId } from "../model/ids.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import {
  type Asked,
  ask,
  type Database,
  inTransaction,
  type Statement,
  sql,
  type Tables,
} from "./connection.ts";
import { lookUpTogether } from "./look-up-together.ts";
import { unpackIndexes } from "./packed-indexes.ts";
import { enterWriter } from "./reading-role.ts";
import { ofFew, toRecord } from "./records.ts";

/** Indexes of all current records of a kind, ascending. */
export async function readCurrentIndexes(tables: Tables, kind: RecordKind): Promise<Uint32Array> {
  const { rows } = await sql<{ packed: Uint8Array | null }>`
    select string_agg(int4send(index::int4), ''::bytea order by index) as packed
    from records where until is null and kind = ${kind} ${ofFew([kind])}
  `.execute(tables);
  return unpackIndexes(rows[0]?.packed ?? new Uint8Array());
}

/** The records of these entries, current or not, in ledger order. */
export async function readRecordsAt(
  tables: Tables,
  indexes: readonly number[],
): Promise<readonly StoredRecord[]> {
  if (indexes.length === 0) return [];
  const rows = await tables
    .selectFrom("entries")
    .select(["index", "payload"])
    .where(sql<boolean>`index = any(${indexes}::bigint[])`)
    .orderBy("index")
    .execute();
  return rows.map(toRecord);
}

/** A current record and whom the last linkage takes it for; the record alone where that saw none. */
export type PlacedRecord = {
  readonly index: number;
  readonly id: RecordId;
  readonly source: SourceId;
  readonly entity: EntityId;
};

/** What is read of the current records by different conditions. */
export type PlacedReaders = {
  /** The current ones of the records of these entries. */
  readonly at: (indexes: readonly number[]) => Promise<readonly PlacedRecord[]>;
  /** Those of these records that are current. */
  readonly byIds: (ids: readonly RecordId[]) => Promise<readonly PlacedRecord[]>;
  /** The current records of these entities. */
  readonly ofEntities: (entities: readonly EntityId[]) => Promise<readonly PlacedRecord[]>;
  /** The current ones of these records with all others that the last linkage takes for the same. */
  readonly matesOf: (indexes: readonly number[]) => Promise<readonly PlacedRecord[]>;
};

/** Keys that many may ask for at once are looked up together up to here. */
const FEW = 100;

/** All of them in index order. What several ask for at one moment is read for all of them at once. */
export function placedReaders({ pool }: Database): PlacedReaders {
  const ofEntitiesTogether = lookUpTogether(
    (entities: readonly EntityId[]) => readPlaced(pool, ofEntities, [asBytes(entities)]),
    ({ entity }) => entity,
  );
  const matesTogether = matesReader(pool);
  return {
    at: async (indexes) => (indexes.length === 0 ? [] : readPlaced(pool, placedAt, [indexes])),
    byIds: async (ids) => (ids.length === 0 ? [] : readPlaced(pool, placedByIds, [asBytes(ids)])),
    async ofEntities(entities) {
      if (entities.length === 0) return [];
      if (entities.length > FEW) return readPlaced(pool, ofEntities, [asBytes(entities)]);
      return [...(await ofEntitiesTogether([...new Set(entities)]))].sort(byIndex);
    },
    async matesOf(indexes) {
      if (indexes.length === 0) return [];
      return indexes.length > FEW ? readPlaced(pool, matesOf, [indexes]) : matesTogether(indexes);
    },
  };
}

/** Whoever asks for the mates of some gets those of the entities that these are of. */
function matesReader(pool: Asked): PlacedReaders["matesOf"] {
  return together(64, async (asked: readonly (readonly number[])[]) => {
    const placed = await readPlaced(pool, matesOf, [[...new Set(asked.flat())]]);
    const entityOf = new Map(placed.map(({ index, entity }) => [index, entity]));
    const byEntity = Map.groupBy(placed, ({ entity }) => entity);
    return asked.map((indexes) => {
      const entities = new Set(indexes.flatMap((index) => entityOf.get(index) ?? []));
      return { done: [...entities].flatMap((entity) => byEntity.get(entity) ?? []).sort(byIndex) };
    });
  });
}

const byIndex = (a: PlacedRecord, b: PlacedRecord) => a.index - b.index;
const asBytes = (ids: readonly string[]) => ids.map((id) => Buffer.from(utf8(id)));

const placedAt = placedWhere("placed-at", "records.index = any($1::bigint[])");
const placedByIds = placedWhere("placed-by-ids", "records.id = any($1::bytea[])");
const ofEntities = placedWhere(
  "placed-of-entities",
  `records.id in (
    select record from assignments where entity = any($1::bytea[])
    union all
    select alone from unnest($1::bytea[]) as alone where not exists (select from assignments where record = alone)
  )`,
);
const matesOf = placedWhere(
  "placed-mates",
  `records.id in (
    with wanted as materialized (
      select coalesce(assignments.entity, records.id) as entity
      from records left join assignments on assignments.record = records.id
      where until is null and records.index = any($1::bigint[])
    )
    select record from assignments where entity in (select entity from wanted)
    union
    select entity from wanted where not exists (select from assignments where record = wanted.entity)
  )`,
);
const matched = placedWhere(
  "placed-matched",
  `assignments.entity in (
    select assignments.entity from assignments join records on records.id = assignments.record and until is null
    group by assignments.entity having count(distinct records.source) > 1
  ) and exists (select from record_views where record_views.index = records.index)`,
);

/**
 * The current records of entities that more than one source speaks of, in index order; without those that are sealed
 * as a whole.
 */
export async function readMatchedRecords(database: Database): Promise<readonly PlacedRecord[]> {
  return inTransaction(database, async (transaction) => {
    await enterWriter(transaction);
    return readPlaced(transaction.client, matched, []);
  });
}

/** How records of one entity are told apart by who holds them: those that are open are one with `own`. */
export type GroupRule = {
  readonly holders: ReadonlyMap<SourceId, string>;
  readonly open: readonly { readonly holder: string; readonly entity: EntityId }[];
  readonly own: string;
};

/** How many groups the current ones of these records are of. */
export async function countGroups(
  tables: Tables,
  indexes: Uint32Array,
  { holders, open, own }: GroupRule,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select distinct coalesce(assignments.entity, records.id),
        case when open.entity is null then holders.holder else ${own} end
      from unnest(${[...indexes]}::bigint[]) as seen (index)
        join records on records.index = seen.index and until is null
        left join assignments on assignments.record = records.id
        left join unnest(${[...holders.keys()]}::text[], ${[...holders.values()]}::text[]) as holders (source, holder)
          on holders.source = records.source
        left join unnest(${open.map(({ holder }) => holder)}::text[],
          ${open.map(({ entity }) => Buffer.from(utf8(entity)))}::bytea[]) as open (holder, entity)
          on open.holder = holders.holder and open.entity = coalesce(assignments.entity, records.id)
    ) as groups
  `.execute(tables);
  return rows[0]?.count ?? 0;
}

function placedWhere(name: string, condition: string): Statement {
  return {
    name,
    text: `select records.index, records.id, records.source, assignments.entity
      from records left join assignments on assignments.record = records.id
      where records.until is null and ${condition} order by records.index`,
  };
}

async function readPlaced(
  asked: Asked,
  statement: Statement,
  values: readonly unknown[],
): Promise<readonly PlacedRecord[]> {
  type Row = { index: number; id: Uint8Array; source: SourceId; entity: Uint8Array | null };
  return (await ask<Row>(asked, statement, values)).map(({ index, id, source, entity }) => ({
    index,
    id: recordId(fromUtf8(id)),
    source,
    entity: entityId(fromUtf8(entity ?? id)),
  }));
}
