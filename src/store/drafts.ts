/** Forms that somebody has begun: kept beside the ledger for them alone, and gone once they are entered. */
import { RecountError } from "../base/errors.ts";
import { sql, type Tables } from "./connection.ts";

export type Draft = {
  readonly id: string; // uuid, of the browser's making
  readonly kind: string;
  readonly values: Readonly<Record<string, string>>; // what was typed, by field
  readonly saved: string; // ISO 8601, UTC
};

/** Whose drafts: a person's name; the keeper's is empty. */
export type DraftOwner = string;

const MOST = 200; // of one person

export async function listDrafts(tables: Tables, owner: DraftOwner): Promise<readonly Draft[]> {
  const { rows } = await sql<Omit<Draft, "saved"> & { saved: Date }>`
    select id, kind, said as values, saved from drafts where owner = ${owner} order by saved desc, id
  `.execute(tables);
  return rows.map((row) => ({ ...row, saved: row.saved.toISOString() }));
}

/**
 * Keeps a draft as it is now. Throws `refused` when there are too many, `changed-meanwhile` where it was saved since
 * `from`.
 */
export async function saveDraft(
  tables: Tables,
  owner: DraftOwner,
  { id, kind, values, from }: Omit<Draft, "saved"> & { readonly from?: string },
): Promise<string> {
  const { rows } = await sql<{ saved: Date }>`
    insert into drafts (id, owner, kind, said, saved)
    select ${id}::uuid, ${owner}, ${kind}, ${JSON.stringify(values)}::json, now()
    where (select count(*) from drafts where owner = ${owner} and id <> ${id}::uuid) < ${MOST}
    on conflict (owner, id) do update set kind = excluded.kind, said = excluded.said, saved = excluded.saved
    where ${from ?? null}::timestamptz is null or date_trunc('milliseconds', drafts.saved) = ${from ?? null}::timestamptz
    returning saved
  `.execute(tables);
  const [row] = rows;
  if (row === undefined && from !== undefined)
    throw new RecountError("changed-meanwhile", "got a draft of before, wanted one of what is there now");
  if (row === undefined) throw new RecountError("refused", `got one draft more, wanted at most ${MOST}`);
  return row.saved.toISOString();
}

export async function dropDraft(tables: Tables, owner: DraftOwner, id: string): Promise<void> {
  await sql`delete from drafts where owner = ${owner} and id = ${id}::uuid`.execute(tables);
}
