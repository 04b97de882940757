/** Who looked at which records' restricted fields, and when, by the database's clock; kept beside the ledger. */
import { fromUtf8 } from "../base/bytes.ts";
import type { OrganisationId } from "../model/ids.ts";
import type { Person } from "../model/person.ts";
import { type Database, inTransaction, sql, type Tables } from "./connection.ts";

export type Look = {
  readonly number: number; // grows with each look
  readonly at: string; // ISO 8601, UTC
  readonly person: string;
  readonly way: string; // by which it was shown
  readonly record: number; // index of its entry
  readonly id: string;
  readonly fields?: readonly string[]; // restricted ones that were shown; absent where nobody noted them yet
};

/** A record that is looked at, and which of its restricted fields. */
export type LookedAt = { readonly record: number; readonly fields: readonly string[] };

/** What a person may look at in one day: so many records, and as many again for each time somebody else approved. */
export type LookLimit = { readonly records: number };

/**
 * Writes down that a person looked at these records, unless that makes more in one day than the limit and its approvals
 * allow; false then, and nothing is written. A record counts once a day.
 */
export async function logLook(
  database: Database,
  { name, organisation }: Person,
  {
    way,
    records,
    limit,
  }: { readonly way: string; readonly records: readonly LookedAt[]; readonly limit: LookLimit },
): Promise<boolean> {
  return inTransaction(database, async ({ tables }) => {
    const indexes = records.map(({ record }) => record);
    await sql`select pg_advisory_xact_lock(hashtext(${`look ${name}`}))`.execute(tables);
    const { rows } = await sql<{ seen: number; approved: number }>`
      select
        (select count(distinct record) from (
          select record from access_log where person = ${name} and at >= current_date
          union all select unnest(${indexes}::bigint[])) as looks) as seen,
        (select count(*) from look_approvals where person = ${name} and at >= current_date) as approved
    `.execute(tables);
    const { seen, approved } = rows[0] ?? { seen: 0, approved: 0 };
    if (seen > limit.records * (1 + approved)) return false;
    await sql`
      insert into access_log (person, organisation, way, record, fields)
      select ${name}, ${organisation}, ${way}, (look->>'record')::bigint,
        array(select jsonb_array_elements_text(look->'fields'))
      from jsonb_array_elements(${JSON.stringify(records)}::jsonb) as look
    `.execute(tables);
    return true;
  });
}

/** Lets a person look at as much again today. */
export async function approveLooks(
  tables: Tables,
  { person, by, why }: { readonly person: Person; readonly by: string; readonly why: string },
): Promise<void> {
  const { name, organisation } = person;
  await tables.insertInto("look_approvals").values({ person: name, organisation, by, why }).execute();
}

export type LooksAsked = {
  readonly organisation?: OrganisationId | undefined;
  readonly most: number;
  readonly before?: number | undefined; // only looks of smaller numbers
};

/** The looks of an organisation's people, or of everybody, newest first. */
export async function readLooks(
  tables: Tables,
  { organisation, most, before }: LooksAsked,
): Promise<readonly Look[]> {
  const { rows } = await sql<LookRow>`
    select number, access_log.at, person, way, record, fields, records.id
    from access_log join records on records.index = record
    where (${organisation ?? null}::text is null or organisation = ${organisation ?? null})
      and (${before ?? null}::bigint is null or number < ${before ?? null})
    order by number desc limit ${most}
  `.execute(tables);
  return rows.map(({ at, id, fields, ...look }) => ({
    ...look,
    at: at.toISOString(),
    id: fromUtf8(id),
    ...(fields !== null && { fields }),
  }));
}

/** Whether somebody else let the person look at more today. */
export async function wasApprovedToday(tables: Tables, person: string): Promise<boolean> {
  const { rows } = await sql<{ approved: boolean }>`
    select exists (select from look_approvals where person = ${person} and at >= current_date) as approved
  `.execute(tables);
  return rows[0]?.approved === true;
}

type LookRow = Omit<Look, "at" | "id" | "fields"> & {
  readonly at: Date;
  readonly id: Uint8Array;
  readonly fields: readonly string[] | null;
};
