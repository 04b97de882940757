/** The tree over a register's leaves, kept while it is open: what was hashed for one checkpoint is not hashed again. */
import { sameBytes } from "../base/bytes.ts";
import { growTree, HASH_SIZE, type HashTree, hashTree } from "../ledger/tree.ts";
import type { OpenRegister } from "../shell/register-folder.ts";

type Store = OpenRegister["store"];

const grown = new WeakMap<Store, HashTree>();

/**
 * The tree over the first `size` leaves. Leaves are never changed, so that those read before are not read again; where
 * the last of them is another by now, the database was put back behind the register's back, and all are read. Throws
 * `not-found` when the ledger is shorter.
 */
export async function treeOfRegister(
  { store }: Pick<OpenRegister, "store">,
  size: number,
): Promise<HashTree> {
  const tree = (await grownTree(store, size)) ?? hashTree(await store.leafHashes(0, size));
  grown.set(store, tree);
  return tree;
}

async function grownTree(store: Store, size: number): Promise<HashTree | undefined> {
  const known = grown.get(store);
  const [leaves] = known?.levels ?? [];
  if (known === undefined || leaves === undefined || known.size === 0 || size < known.size) return undefined;
  const read = await store.leafHashes(known.size - 1, size);
  const isSame = sameBytes(read.subarray(0, HASH_SIZE), leaves.subarray(-HASH_SIZE));
  return isSame ? growTree(known, read.subarray(HASH_SIZE)) : undefined;
}
