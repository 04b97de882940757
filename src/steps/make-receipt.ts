/** A receipt for one record: made on the wish of whoever gave the record, locked with a passphrase of theirs. */
import { formatReceipt } from "../appeal/receipt.ts";
import { TOKEN_FIELD } from "../appeal/token.ts";
import { toBase64 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { formLeaf, parseLeaf } from "../ledger/leaf.ts";
import { hashTree, inclusionProof, rootHash } from "../ledger/tree.ts";
import type { RecordId } from "../model/ids.ts";
import { entryFields } from "../register/entry-fields.ts";
import { lockBytes } from "../shell/locked-archive.ts";
import type { OpenRegister } from "../shell/register-folder.ts";

/**
 * The receipt of a current record, locked, under the first checkpoint that was signed over it: whatever is published
 * later shows that it grew from there. Throws `not-found` for a record that is none, and `refused` before anything was
 * published since the record came.
 */
export async function makeReceipt(
  { store }: OpenRegister,
  { record, passphrase }: { readonly record: RecordId; readonly passphrase: string },
): Promise<{ readonly size: number; readonly locked: Uint8Array }> {
  const stored = await store.record(record);
  if (stored === undefined)
    throw new RecountError("not-found", `got ${JSON.stringify(record)}, wanted the id of a current record`);
  const first = (await store.checkpoints()).find(({ size }) => size > stored.index);
  if (first === undefined)
    throw new RecountError(
      "refused",
      "got a record that came after the last publication, wanted an appeal to be published first",
    );
  const keyed = await store.entry(stored.index);
  if (keyed === undefined)
    throw new RecountError("broken-entry", `got no entry ${stored.index}, wanted a record`);
  const leaf = formLeaf(keyed.key, entryFields(keyed.entry));
  const digests = parseLeaf(leaf.bytes);
  const tree = hashTree(await store.leafHashes(0, first.size));
  const receipt = formatReceipt({
    size: first.size,
    root: toBase64(rootHash(tree)),
    index: stored.index,
    leaf: "value" in digests ? digests.value : [],
    disclosure: leaf.disclose(TOKEN_FIELD),
    proof: inclusionProof(tree, stored.index).map(toBase64),
  });
  return { size: first.size, locked: await lockBytes({ passphrase }, receipt) };
}
