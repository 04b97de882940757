/** The ledger's own files for strangers: its checkpoint and the tiles of its tree, nothing of its entries. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { utf8 } from "../base/bytes.ts";
import { formatTilePath, tileBytes, tilesOf } from "../ledger/tile.ts";
import type { HashTree } from "../ledger/tree.ts";
import { formatVerifierKey, newSigningKey, verifierKey } from "../ledger/verifier-key.ts";
import { writeFileDurably, writeFilesDurably } from "../shell/files.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { treeOfRegister } from "./register-tree.ts";

/**
 * Publishes the ledger at the last checkpoint that was signed, beside the appeals: an appeal that is published again at
 * an older size takes nothing back.
 */
export async function publishRegisterLedger(register: OpenRegister): Promise<void> {
  const { store, info, folder, logSeed } = register;
  const latest = await store.latestCheckpoint();
  if (latest === undefined) return;
  await publishLedger(join(folder.published, "ledger"), {
    tree: await treeOfRegister(register, latest.size),
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
  const lacking = tilesOf(tree.size).filter((tile) => !existsSync(join(folder, formatTilePath(tile))));
  const tiles = lacking.map((tile) => [join(folder, formatTilePath(tile)), tileBytes(tree, tile)] as const);
  await writeFilesDurably(new Map([...tiles, [join(folder, "log.vkey"), utf8(`${logKey}\n`)]]));
  await writeFileDurably(join(folder, "checkpoint"), checkpoint);
}
