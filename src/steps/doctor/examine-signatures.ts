/** What was signed: that every checkpoint is of this ledger, and that the ledger is no older than what was signed. */
import { fromUtf8, sameBytes } from "../../base/bytes.ts";
import { openCheckpoint } from "../../ledger/checkpoint.ts";
import { type HashTree, hashTree, rootHash } from "../../ledger/tree.ts";
import { newSigningKey, type VerifierKey, verifierKey } from "../../ledger/verifier-key.ts";
import { readHighWater } from "../../shell/high-water.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { StoredCheckpoint } from "../../store/store.ts";
import { forkReason } from "../sign-checkpoint.ts";
import { broken, type Finding, someOf, sound, warning } from "./finding.ts";

export async function examineSignatures(register: OpenRegister): Promise<readonly Finding[]> {
  const { store, info, logSeed } = register;
  const tree = hashTree(await store.leafHashes(0, await store.size()));
  const key = verifierKey(info.origin, newSigningKey(logSeed).publicKey);
  const checkpoints = await store.checkpoints();
  const faults = checkpoints.flatMap((checkpoint) => checkpointFault(checkpoint, tree, key) ?? []);
  const signed =
    faults.length === 0
      ? sound("checkpoints", `${checkpoints.length} signed, each over this ledger at its size`)
      : broken("checkpoints", someOf(faults));
  return [signed, await examineHighWater(register, tree, checkpoints.length > 0)];
}

function checkpointFault(
  { size, bytes }: StoredCheckpoint,
  tree: HashTree,
  key: VerifierKey,
): string | undefined {
  const opened = openCheckpoint(fromUtf8(bytes), [key]);
  if (!opened.ok) return `checkpoint ${size}: ${opened.reason}`;
  if (opened.checkpoint.size !== size) return `checkpoint ${size} says ${opened.checkpoint.size}`;
  if (size > tree.size) return `checkpoint ${size} is larger than the ledger`;
  return sameBytes(opened.checkpoint.root, rootHash(tree, size))
    ? undefined
    : `checkpoint ${size} is of another ledger`;
}

async function examineHighWater(
  { folder, info }: OpenRegister,
  tree: HashTree,
  hasSigned: boolean,
): Promise<Finding> {
  const marks = await readHighWater(folder, info.origin);
  const reasons = marks.flatMap((mark) => forkReason(tree, mark) ?? []);
  if (reasons.length > 0) return broken("last signature", someOf([...new Set(reasons)]));
  if (marks.length === 0 && hasSigned)
    return warning("last signature", "this computer keeps no mark of it: the next signature makes one");
  return sound("last signature", "the ledger has grown from it, if there is one");
}
