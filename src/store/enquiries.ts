/** Enquiries as sealed bytes, beside the ledger: whoever sent one can take it back, and then nothing of it is left. */
import { sql } from "kysely";
import { sha256 } from "#sha256";
import { toHex } from "../base/bytes.ts";
import type { OrganisationId } from "../model/ids.ts";
import { type Database, inTransaction, type Tables } from "./connection.ts";

/** An enquiry as it lies with one organisation. */
export type StoredEnquiry = {
  readonly id: Uint8Array; // digest of the locator, which only the enquirer has
  readonly organisation: OrganisationId;
  readonly sealed: Uint8Array; // an age file for the organisation's key
  readonly reply: string; // age recipient that the answer is sealed to
  readonly language: string;
  readonly received: string; // a day; the hour is nobody's
  readonly answered?: string; // a day
  readonly answerDigest?: string; // of the sealed answer: tells one from another
};

export type NewEnquiry = Omit<StoredEnquiry, "organisation" | "sealed" | "answered" | "answerDigest"> & {
  readonly sealedFor: readonly { readonly organisation: OrganisationId; readonly sealed: Uint8Array }[];
};

/** Keeps an enquiry for each of its organisations; one that is here already stays as it was. */
export async function keepEnquiry(
  database: Database,
  { id, reply, language, received, sealedFor }: NewEnquiry,
): Promise<void> {
  await inTransaction(database, async ({ tables }) => {
    const rows = sealedFor.map((each) => ({ id, reply, language, received, ...each }));
    await tables
      .insertInto("enquiries")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["id", "organisation"]).doNothing())
      .execute();
  });
}

/** How many enquiries there are, each once for each of its organisations. */
export async function countEnquiries(tables: Tables): Promise<number> {
  const { rows } = await tables
    .selectFrom("enquiries")
    .select((of) => of.fn.countAll<number>().as("rows"))
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** The enquiries of an organisation, or of all of them, the longest waiting first. */
export async function listEnquiries(
  tables: Tables,
  organisation: OrganisationId | undefined,
): Promise<readonly StoredEnquiry[]> {
  const rows = await tables
    .selectFrom("enquiries")
    .selectAll()
    .$if(organisation !== undefined, (query) => query.where("organisation", "=", organisation ?? ""))
    .orderBy("received")
    .orderBy("id")
    .execute();
  return rows.map(({ answer, answered, organisation: of, ...row }) => ({
    ...row,
    organisation: of as OrganisationId,
    ...(answer !== null && { answerDigest: toHex(sha256(answer)) }),
    ...(answered !== null && { answered }),
  }));
}

/** The answers to an enquiry, sealed. */
export async function readAnswers(tables: Tables, id: Uint8Array): Promise<readonly Uint8Array[]> {
  const rows = await tables.selectFrom("enquiries").select("answer").where("id", "=", id).execute();
  return rows.flatMap(({ answer }) => (answer === null ? [] : [answer]));
}

export type EnquiryKey = { readonly id: Uint8Array; readonly organisation: OrganisationId };

export type KeptAnswer = EnquiryKey & {
  readonly answer: Uint8Array;
  readonly answered: string;
  readonly inPlaceOf?: Pick<StoredEnquiry, "answerDigest">; // whatever there is unless given
};

/**
 * Puts an organisation's answer in place of what it answered before; false where there is no such enquiry, or another
 * answer than the one that it is to be put in place of.
 */
export async function keepAnswer(
  tables: Tables,
  { id, organisation, answer, answered, inPlaceOf }: KeptAnswer,
): Promise<boolean> {
  const before = inPlaceOf?.answerDigest;
  const { numUpdatedRows } = await tables
    .updateTable("enquiries")
    .set({ answer, answered })
    .where("id", "=", id)
    .where("organisation", "=", organisation)
    .$if(inPlaceOf !== undefined, (query) =>
      before === undefined
        ? query.where("answer", "is", null)
        : query.where(sql`encode(sha256(answer), 'hex')`, "=", before),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes an enquiry out: at one organisation, or wherever it lies. False where there is none. */
export async function dropEnquiry(
  tables: Tables,
  { id, organisation }: Pick<EnquiryKey, "id"> & { readonly organisation?: OrganisationId },
): Promise<boolean> {
  const { numDeletedRows } = await tables
    .deleteFrom("enquiries")
    .where("id", "=", id)
    .$if(organisation !== undefined, (query) => query.where("organisation", "=", organisation ?? ""))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
