/** Texts of appeals that are being written, with what they were before: beside the ledger until one is taken in. */
import { type Database, inTransaction, sql, type Tables } from "./connection.ts";

/** A text as it stood at one time. What one person writes in a few minutes is one revision. */
export type AppealRevision = {
  readonly appeal: string; // its short name
  readonly revision: number; // from 1
  readonly change: number; // grows with each saving of the appeal's text
  readonly by: string; // who wrote it; the keeper's name is empty
  readonly text: string;
  readonly saved: string; // ISO 8601, UTC
};

const SITTING = "10 minutes"; // a person's savings within it are one revision

/** The newest revision of each appeal that is being written, by short name. */
export async function listAppealDrafts(tables: Tables): Promise<readonly AppealRevision[]> {
  const { rows } = await sql<Row>`
    select distinct on (appeal) appeal, revision, change, by, said as text, saved from appeal_drafts
    order by appeal, revision desc
  `.execute(tables);
  return rows.map(toRevision);
}

/** All that an appeal's text was, the newest first. */
export async function listRevisions(tables: Tables, appeal: string): Promise<readonly AppealRevision[]> {
  const { rows } = await sql<Row>`
    select appeal, revision, change, by, said as text, saved from appeal_drafts where appeal = ${appeal}
    order by revision desc
  `.execute(tables);
  return rows.map(toRevision);
}

export type SavedText = {
  readonly appeal: string;
  readonly text: string;
  readonly by: string;
  readonly from: number; // the change that it was written from; 0 for a text that was not there
};

/** Saves a text that was written from the change before; undefined when somebody else saved one meanwhile. */
export async function saveAppealDraft(
  database: Database,
  { appeal, text, by, from }: SavedText,
): Promise<AppealRevision | undefined> {
  return inTransaction(database, async ({ tables }) => {
    await sql`select pg_advisory_xact_lock(hashtext('appeal-draft'), hashtext(${appeal}))`.execute(tables);
    const { rows: before } = await sql<{ change: number; revision: number; isOpen: boolean }>`
      select change, revision, by = ${by} and began > now() - ${SITTING}::interval as "isOpen"
      from appeal_drafts where appeal = ${appeal} order by revision desc limit 1
    `.execute(tables);
    const last = before[0] ?? { change: 0, revision: 0, isOpen: false };
    if (last.change !== from) return undefined;
    const revision = last.isOpen ? last.revision : last.revision + 1;
    const { rows } = await sql<Row>`
      insert into appeal_drafts (appeal, revision, change, by, said, began, saved)
      values (${appeal}, ${revision}, ${last.change + 1}, ${by}, ${text}, now(), now())
      on conflict (appeal, revision)
      do update set change = excluded.change, said = excluded.said, saved = excluded.saved
      returning appeal, revision, change, by, said as text, saved
    `.execute(tables);
    return rows.map(toRevision)[0];
  });
}

/** Takes a text out with all that it was. */
export async function dropAppealDraft(tables: Tables, appeal: string): Promise<void> {
  await sql`delete from appeal_drafts where appeal = ${appeal}`.execute(tables);
}

type Row = Omit<AppealRevision, "saved"> & { readonly saved: Date };
const toRevision = (row: Row): AppealRevision => ({ ...row, saved: row.saved.toISOString() });
