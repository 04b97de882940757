/** What people said of pairs, and the samples that were drawn for them. */
import { RecountError } from "../base/errors.ts";
import type { ReviewSample, StoredJudgement } from "../model/judgement.ts";
import type { Tables } from "./connection.ts";
import { decodeEntry } from "./decode-entry.ts";

export type StoredSample = ReviewSample & { readonly index: number };

/** Every judgement that was ever made, in the order of their entries. */
export async function listJudgements(tables: Tables): Promise<readonly StoredJudgement[]> {
  const rows = await tables
    .selectFrom("judgements")
    .innerJoin("entries", "entries.index", "judgements.index")
    .select(["entries.index", "withdrawn", "payload"])
    .orderBy("entries.index")
    .execute();
  return rows.map(({ index, withdrawn, payload }) => {
    const entry = decodeEntry(index, payload);
    if (entry.entry !== "judgement") throw new RecountError("broken-entry", `entry ${index} is no judgement`);
    return { ...entry.judgement, id: index, ...(withdrawn !== null && { withdrawnBy: withdrawn }) };
  });
}

/** The sample that was drawn last. */
export async function latestSample(tables: Tables): Promise<StoredSample | undefined> {
  const row = await tables
    .selectFrom("review_samples")
    .innerJoin("entries", "entries.index", "review_samples.index")
    .select(["entries.index", "payload"])
    .orderBy("entries.index", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const entry = decodeEntry(row.index, row.payload);
  if (entry.entry !== "review-sample")
    throw new RecountError("broken-entry", `entry ${row.index} is no sample`);
  return { ...entry.sample, index: row.index };
}
