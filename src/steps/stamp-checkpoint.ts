/** Timestamps of a checkpoint: asked of each authority once, kept, and asked for again only where there was no answer. */
import { randomBytes } from "node:crypto";
import { tidyTimestamp, timestampRequest } from "../ledger/timestamp.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { askAuthority, readAuthorities } from "../shell/timestamp-authorities.ts";

/** An authority that gave no timestamp, and why. */
export type Unstamped = { readonly authority: string; readonly reason: string };

/**
 * Asks the register's authorities for what the checkpoint of `size` still lacks. A publication does not wait for one
 * that cannot be reached: it is told, and asked again when the same is published again.
 */
export async function stampCheckpoint(
  { store, folder }: OpenRegister,
  size: number,
  checkpoint: Uint8Array,
): Promise<readonly Unstamped[]> {
  const kept = new Set((await store.timestamps(size)).map(({ authority }) => authority));
  const missing = (await readAuthorities(folder)).filter((authority) => !kept.has(authority));
  const unstamped: Unstamped[] = [];
  for (const authority of missing) {
    const nonce = randomBytes(16);
    const asked = await askAuthority(authority, timestampRequest(checkpoint, nonce));
    const tidy = "reason" in asked ? asked : tidyTimestamp(asked.answer, { message: checkpoint, nonce });
    if ("value" in tidy) await store.saveTimestamp(size, { authority, bytes: tidy.value });
    else
      unstamped.push({ authority, reason: "reason" in tidy ? tidy.reason : (tidy.issues[0]?.message ?? "") });
  }
  return unstamped;
}
