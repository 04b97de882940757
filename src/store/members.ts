/** Records behind counted entities, and the keys of their leaves: what tokens are made of. */
import { sql, type Tables } from "./connection.ts";

/** An entry with the key that its leaf was salted with. */
export type LeafKey = { readonly index: number; readonly key: Uint8Array };

/** The keys of these entries, by index. An entry whose key was erased is left out. */
export async function readLeafKeys(
  tables: Tables,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, Uint8Array>> {
  const { rows } = await sql<LeafKey>`
    select index, key from entry_keys where index = any(${indexes}::bigint[])
  `.execute(tables);
  return new Map(rows.map(({ index, key }) => [index, key]));
}

/**
 * Entries of all records of the entities that these records belong to by the last linkage, former versions among them,
 * ascending.
 */
export async function readMemberIndexes(
  tables: Tables,
  indexes: readonly number[],
): Promise<readonly number[]> {
  const { rows } = await sql<{ index: number }>`
    with counted as (
      select records.id, assignments.entity from records left join assignments on assignments.record = records.id
      where records.index = any(${indexes}::bigint[])
    ), members as (
      select record as id from assignments where entity in (select entity from counted) union select id from counted
    )
    select records.index from records join members using (id) order by records.index
  `.execute(tables);
  return rows.map(({ index }) => index);
}
