/** What a log witness decides: whether a ledger only grew since it last looked. */
import { sameBytes } from "../base/bytes.ts";
import { type Checkpoint, openCheckpoint } from "./checkpoint.ts";
import { treeOfTiles } from "./tile.ts";
import { rootHash } from "./tree.ts";
import type { VerifierKey } from "./verifier-key.ts";

export type WitnessedLedger = {
  readonly note: string; // the checkpoint that is shown now
  readonly key: VerifierKey; // of the log, confirmed from outside
  readonly seen?: Checkpoint; // what the witness cosigned last
  readonly read: (path: string) => Uint8Array | undefined; // of a tile
};

export type WitnessAnswer =
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | { readonly ok: false; readonly reason: string };

/**
 * Whether the checkpoint may be cosigned: the log's key signed it, its tiles hash to its root, and the ledger seen
 * before is the beginning of it. A ledger that is smaller than it was, or another one of the same size, is refused.
 */
export function judgeLedger({ note, key, seen, read }: WitnessedLedger): WitnessAnswer {
  const opened = openCheckpoint(note, [key]);
  if (!opened.ok) return refuse(opened.reason);
  const { checkpoint } = opened;
  if (seen !== undefined && seen.origin !== checkpoint.origin)
    return refuse(`got the ledger ${checkpoint.origin}, wanted ${seen.origin}`);
  if (seen !== undefined && seen.size > checkpoint.size)
    return refuse(
      `the ledger has ${checkpoint.size} entries, it had ${seen.size} before: some were taken away`,
    );
  const tiles = treeOfTiles(checkpoint.size, read);
  if ("reason" in tiles) return refuse(tiles.reason);
  if (!sameBytes(rootHash(tiles.tree), checkpoint.root))
    return refuse(`the tiles do not hash to the checkpoint's root at size ${checkpoint.size}`);
  if (seen !== undefined && !sameBytes(rootHash(tiles.tree, seen.size), seen.root))
    return refuse(
      `the ledger's first ${seen.size} entries are not those that were there before: it was rewritten`,
    );
  return { ok: true, checkpoint };
}

const refuse = (reason: string): WitnessAnswer => ({ ok: false, reason });
