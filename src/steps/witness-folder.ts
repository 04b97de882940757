/** A log witness at work: looks at a published ledger, and cosigns it when it only grew. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RecountError } from "../base/errors.ts";
import { parseCheckpoint } from "../ledger/checkpoint.ts";
import { cosign, cosignerKey, formatCosignerKey } from "../ledger/cosignature.ts";
import { formatSignedNote, parseSignedNote } from "../ledger/signed-note.ts";
import { newSigningKey, parseVerifierKey } from "../ledger/verifier-key.ts";
import { judgeLedger } from "../ledger/witness.ts";
import { readText } from "../shell/read-folder.ts";
import { withWitnessState } from "../shell/witness-state.ts";

export type WitnessOptions = {
  readonly state: string; // the witness's own folder
  readonly name: string; // that it cosigns under
  readonly logKey?: string; // the log's verifier key, confirmed from outside; needed the first time
  readonly time: number; // seconds since 1970
};

export type WitnessReport =
  | {
      readonly verdict: "cosigned";
      readonly origin: string;
      readonly size: number;
      readonly from?: number; // the size that was seen before
      readonly key: string; // the witness's own, for others' policies
      readonly note: string; // the checkpoint with the cosignature
    }
  | { readonly verdict: "refused"; readonly reason: string };

/** Cosigns the ledger in `folder`, or says why not. Throws `input-no-log-key` the first time without a key. */
export async function witnessFolder(folder: string, options: WitnessOptions): Promise<WitnessReport> {
  const note = await readText(join(folder, "checkpoint"));
  const origin = note.split("\n")[0] ?? "";
  return withWitnessState(options.state, origin, async ({ seed, logKey, seen, keep }) => {
    const confirmed = options.logKey ?? logKey;
    if (confirmed === undefined)
      throw new RecountError(
        "input-no-log-key",
        `got no key of ${JSON.stringify(origin)}, wanted --log with the key that its organisations publish elsewhere`,
      );
    if (logKey !== undefined && options.logKey !== undefined && logKey !== options.logKey)
      return { verdict: "refused", reason: `got another key of ${origin} than the one confirmed before` };
    const key = parseVerifierKey(confirmed);
    if ("issues" in key)
      throw new RecountError("input-log-key", key.issues.map(({ message }) => message).join("; "));
    const before = seen === undefined ? undefined : parseCheckpoint(seen);
    if (before !== undefined && "issues" in before)
      throw new RecountError("broken-state", `the checkpoint kept in ${options.state} cannot be read`);
    const answer = judgeLedger({
      note,
      key: key.value,
      ...(before !== undefined && { seen: before.value }),
      read: (path) => readTile(folder, path),
    });
    if (!answer.ok) return { verdict: "refused", reason: answer.reason };
    const signed = parseSignedNote(note);
    if ("issues" in signed) return { verdict: "refused", reason: "the checkpoint is no signed note" };
    await keep(confirmed, signed.value.text);
    const own = newSigningKey(seed);
    const cosignature = cosign(signed.value.text, { name: options.name, key: own }, options.time);
    return {
      verdict: "cosigned",
      origin: answer.checkpoint.origin,
      size: answer.checkpoint.size,
      ...(before !== undefined && { from: before.value.size }),
      key: formatCosignerKey(cosignerKey(options.name, own.publicKey)),
      note: formatSignedNote({ ...signed.value, signatures: [...signed.value.signatures, cosignature] }),
    };
  });
}

function readTile(folder: string, path: string): Uint8Array | undefined {
  const file = join(folder, path);
  return existsSync(file) ? readFileSync(file) : undefined;
}
