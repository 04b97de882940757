/** What the register says of itself: one row. */
import { canonicalBytes, parseCanonicalJson } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import type { Tables } from "./connection.ts";

export type RegisterInfo = {
  readonly id: string; // uuid
  readonly name: string;
  readonly origin: string; // of its checkpoints: C2SP tlog-checkpoint
  readonly createdAt: string; // ISO 8601, UTC
};

export async function readRegister(tables: Tables): Promise<RegisterInfo | undefined> {
  const row = await tables.selectFrom("register").select("info").executeTakeFirst();
  return row === undefined ? undefined : (parseCanonicalJson(row.info) as RegisterInfo);
}

/** Throws `register-exists` when the database has one. */
export async function writeRegister(tables: Tables, info: RegisterInfo): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tables
    .insertInto("register")
    .values({ single: true, info: canonicalBytes(info) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n)
    throw new RecountError("register-exists", "got a database with a register in it, wanted one without");
}

/** Puts another log in the place of the one that a backup was made of. Requires a register. */
export async function replaceRegister(tables: Tables, info: RegisterInfo): Promise<void> {
  await tables
    .updateTable("register")
    .set({ info: canonicalBytes(info) })
    .execute();
}
