/** Signed checkpoints: one for a size, for ever. */
import { sameBytes } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import type { Tables } from "./connection.ts";

export type StoredCheckpoint = { readonly size: number; readonly bytes: Uint8Array };

export async function readCheckpoint(tables: Tables, size: number): Promise<Uint8Array | undefined> {
  const row = await tables
    .selectFrom("checkpoints")
    .select("bytes")
    .where("size", "=", size)
    .executeTakeFirst();
  return row?.bytes;
}

export async function latestCheckpoint(tables: Tables): Promise<StoredCheckpoint | undefined> {
  return tables
    .selectFrom("checkpoints")
    .select(["size", "bytes"])
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** All that were signed, smallest first. */
export async function listCheckpoints(tables: Tables): Promise<readonly StoredCheckpoint[]> {
  return tables.selectFrom("checkpoints").select(["size", "bytes"]).orderBy("size").execute();
}

/** Saves a checkpoint; the same one again changes nothing. Throws `fork` for other bytes at a size that has one. */
export async function saveCheckpoint(tables: Tables, size: number, bytes: Uint8Array): Promise<void> {
  await tables
    .insertInto("checkpoints")
    .values({ size, bytes: Buffer.from(bytes) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await readCheckpoint(tables, size);
  if (kept === undefined || !sameBytes(kept, bytes))
    throw new RecountError(
      "fork",
      `got a second checkpoint of size ${size}, wanted the one that was signed before`,
    );
}

/** A timestamp over the checkpoint of a size, and the address of the authority that gave it. */
export type StoredTimestamp = { readonly authority: string; readonly bytes: Uint8Array };

/** The timestamps of a checkpoint, by authority. */
export async function readTimestamps(tables: Tables, size: number): Promise<readonly StoredTimestamp[]> {
  return tables
    .selectFrom("timestamps")
    .select(["authority", "bytes"])
    .where("size", "=", size)
    .orderBy("authority")
    .execute();
}

/** Saves a timestamp; the first that an authority gave stays. */
export async function saveTimestamp(
  tables: Tables,
  size: number,
  { authority, bytes }: StoredTimestamp,
): Promise<void> {
  await tables
    .insertInto("timestamps")
    .values({ size, authority, bytes: Buffer.from(bytes) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Forgets the checkpoints of a log whose key is not here. */
export async function dropCheckpoints(tables: Tables): Promise<void> {
  await tables.deleteFrom("checkpoints").execute();
}
