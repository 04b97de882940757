/** Signing the ledger: once for each size, and never one that is not what was signed before. */
import { fromUtf8, sameBytes, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { openCheckpoint, signCheckpoint } from "../ledger/checkpoint.ts";
import { type HashTree, rootHash } from "../ledger/tree.ts";
import { newSigningKey, verifierKey } from "../ledger/verifier-key.ts";
import { type HighWater, raiseHighWater, readHighWater } from "../shell/high-water.ts";
import type { OpenRegister } from "../shell/register-folder.ts";

/**
 * The signed checkpoint of the whole tree: what was signed at this size before, else signed now and saved. Throws
 * `refused` when a larger or another ledger was signed with this key: then this is a copy from before, and whatever it
 * signed would be a fork.
 */
export async function signLedger(register: OpenRegister, tree: HashTree): Promise<Uint8Array> {
  const { store, info, folder, logSeed } = register;
  const { size } = tree;
  const root = rootHash(tree);
  const key = newSigningKey(logSeed);
  const kept = await store.checkpoint(size);
  if (kept !== undefined) {
    const opened = openCheckpoint(fromUtf8(kept), [verifierKey(info.origin, key.publicKey)]);
    if (opened.ok && sameBytes(opened.checkpoint.root, root)) return kept;
    throw new RecountError(
      "fork",
      `the checkpoint of size ${size} is not of this ledger: see recount doctor`,
    );
  }
  for (const mark of await readHighWater(folder, info.origin)) {
    const reason = forkReason(tree, mark);
    if (reason !== undefined)
      throw new RecountError(
        "refused",
        `${reason} (${mark.path}). This register is older than what it signed: bring back its newest backup with recount restore`,
      );
  }
  await raiseHighWater(folder, info.origin, { size, root });
  const signed = utf8(signCheckpoint({ origin: info.origin, size, root }, key));
  await store.saveCheckpoint(size, signed);
  return signed;
}

/** Why a ledger is not one that grew from what was signed, or undefined. */
export function forkReason(tree: HashTree, { size, root }: HighWater): string | undefined {
  if (size > tree.size) return `got a ledger of ${tree.size} entries, wanted the ${size} that were signed`;
  return sameBytes(rootHash(tree, size), root)
    ? undefined
    : `got another ledger at ${size} entries than the one that was signed`;
}
