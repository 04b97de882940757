/** What the database says of itself. */
import { sql, type Tables } from "./connection.ts";

export type DatabaseState = { readonly bytes: number; readonly version: string };

export async function readDatabaseState(tables: Tables): Promise<DatabaseState> {
  const { rows } = await sql<DatabaseState>`
    select pg_database_size(current_database())::bigint as bytes, current_setting('server_version') as version
  `.execute(tables);
  const [row] = rows;
  return { bytes: Number(row?.bytes ?? 0), version: row?.version ?? "" };
}
