/** The ledger's own files for strangers: its checkpoint and the tiles of its tree, nothing of its entries. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { utf8 } from "../base/bytes.ts";
import { formatTilePath, tileBytes, tilesOf } from "../ledger/tile.ts";
import { type HashTree, hashTree } from "../ledger/tree.ts";
import { formatVerifierKey, newSigningKey, verifierKey } from "../ledger/verifier-key.ts";
import { ensureFolder, writeFileDurably } from "../shell/files.ts";
import type { OpenRegister } from "../shell/register-folder.ts";

/**
 * Publishes the ledger at the last checkpoint that was signed, beside the appeals: an appeal that is published again at
 * an older size takes nothing back.
 */
export async function publishRegisterLedger({ store, info, folder, logSeed }: OpenRegister): Promise<void> {
  const latest = await store.latestCheckpoint();
  if (latest === undefined) return;
  await publishLedger(join(folder.published, "ledger"), {
    tree: hashTree(await store.leafHashes(0, latest.size)),
    checkpoint: latest.bytes,
    logKey: formatVerifierKey(verifierKey(info.origin, newSigningKey(logSeed).publicKey)),
  });
}

export type PublishedLedger = {
  readonly tree: HashTree;
  readonly checkpoint: Uint8Array;
  readonly logKey: string; // the verifier key's text
};

/**
 * Writes the tiles that the folder lacks, then the checkpoint, last: whoever reads between sees the older checkpoint
 * with all of its tiles. Tiles of full width never change and are written once.
 */
export async function publishLedger(
  folder: string,
  { tree, checkpoint, logKey }: PublishedLedger,
): Promise<void> {
  for (const tile of tilesOf(tree.size)) {
    const path = join(folder, formatTilePath(tile));
    if (existsSync(path)) continue;
    await ensureFolder(dirname(path), 0o755);
    await writeFileDurably(path, tileBytes(tree, tile));
  }
  await writeFileDurably(join(folder, "log.vkey"), utf8(`${logKey}\n`));
  await writeFileDurably(join(folder, "checkpoint"), checkpoint);
}
