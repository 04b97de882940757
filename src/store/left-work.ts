/** What stands beside the ledger for one person alone, and goes with them: their name may be another's tomorrow. */
import { type Database, inTransaction, sql } from "./connection.ts";

/**
 * Forgets the forms that a person began, and ends their jobs. Files that they sent or had made are nobody's from here
 * on, and too old: the next sweep takes them away with their bytes.
 */
export function forgetWork(database: Database, person: string): Promise<void> {
  return inTransaction(database, async ({ tables }) => {
    await sql`delete from drafts where owner = ${person}`.execute(tables);
    await sql`
      update jobs set wanted = false, change = change + 1,
        ended = case state when 'waiting' then now() else ended end,
        state = case state when 'waiting' then 'cancelled' else state end
      where person = ${person} and state in ('waiting', 'running') and wanted
    `.execute(tables);
    await sql`update uploads set person = null, organisation = null, at = 'epoch' where person = ${person}`.execute(
      tables,
    );
    await sql`
      update exports set at = 'epoch' where job in (select id from jobs where person = ${person})
    `.execute(tables);
  });
}
