/** `proofs/*.json`: records or the publication, opened as far as needed, with their way to the checkpoint's root. */
import { fromUtf8, sameBytes, toBase64 } from "../base/bytes.ts";
import { canonicalBytes, type Json } from "../base/canonical-json.ts";
import { issueAt, type Parsed, RecountError } from "../base/errors.ts";
import { formatLeaf, formLeaf, isDigestText, type Leaf, leafHash } from "../ledger/leaf.ts";
import { HASH_SIZE, type HashTree, inclusionProof } from "../ledger/tree.ts";
import type { Entry } from "../model/entry.ts";
import { entryFields } from "../register/entry-fields.ts";
import { array, isShape, object, text, whole } from "./shape.ts";

export const PROOFS_FORMAT = "recount/proofs/1";

/** An entry with its index and the key of its leaf; the leaf, where somebody has formed it. */
export type KeyedEntry = {
  readonly index: number;
  readonly entry: Entry;
  readonly key: Uint8Array;
  readonly leaf?: Leaf;
};

/** One leaf, opened in part. Hashes of the proof are base64, leaf upwards. */
export type OpenedLeaf = {
  readonly index: number;
  readonly leaf: readonly string[]; // its sorted digests
  readonly disclosures: readonly string[]; // sorted
  readonly proof: readonly string[];
};

export type ProofFile = {
  readonly of: string; // a figure's id, or `publication`
  readonly size: number; // of the checkpoint
  readonly leaves: readonly OpenedLeaf[]; // by rising index
};

/**
 * An entry opened by the names of its fields. Throws `broken-leaf` when the ledger holds another leaf at its index:
 * then entry, key or tree were changed.
 */
export function openLeaf(
  { index, entry, key, leaf = formLeaf(key, entryFields(entry)) }: KeyedEntry,
  names: readonly string[],
  { tree, size }: { readonly tree: HashTree; readonly size: number },
): OpenedLeaf {
  const held = tree.levels[0]?.subarray(index * HASH_SIZE, (index + 1) * HASH_SIZE) ?? new Uint8Array();
  if (!sameBytes(leafHash(leaf.bytes), held))
    throw new RecountError("broken-leaf", `entry ${index} does not give the leaf that the ledger holds`);
  return {
    index,
    leaf: leaf.digests,
    disclosures: names.map((name) => leaf.disclose(name)).toSorted(),
    proof: inclusionProof(tree, index, size).map(toBase64),
  };
}

/** Canonical bytes; each hash stands once in `nodes`, in the order of first use, and proofs name it by position. */
export function formatProofFile({ of, size, leaves }: ProofFile): Uint8Array<ArrayBuffer> {
  const nodes = new Map<string, number>();
  const positionOf = (node: string) => {
    const position = nodes.get(node) ?? nodes.size;
    nodes.set(node, position);
    return position;
  };
  const packed = leaves.map((leaf) => ({ ...leaf, proof: leaf.proof.map(positionOf) }));
  return canonicalBytes({ format: PROOFS_FORMAT, of, size, leaves: packed, nodes: [...nodes.keys()] });
}

const isProofs = object({
  format: (value) => value === PROOFS_FORMAT,
  of: text,
  size: whole,
  nodes: array(isHashText),
  leaves: array(object({ index: whole, leaf: array(text), disclosures: array(text), proof: array(whole) })),
});

type PackedProofs = {
  readonly of: string;
  readonly size: number;
  readonly nodes: readonly string[];
  readonly leaves: readonly (Omit<OpenedLeaf, "proof"> & { readonly proof: readonly number[] })[];
};

/**
 * The proofs of their bytes. Refused: bytes that `formatProofFile` would write in another way, leaves or
 * disclosures that are not in rising order, digests that are none.
 */
export function parseProofFile(bytes: Uint8Array, path: string): Parsed<ProofFile> {
  const refuse = (expected: string, received: string) => ({ issues: [issueAt(path, expected, received)] });
  const json = parseJson(bytes); // whether it is canonical is seen below, by writing it again
  if (!isShape<PackedProofs>(json, isProofs))
    return refuse(`canonical JSON of ${PROOFS_FORMAT}`, "something else");
  const leaves = json.leaves.map((leaf) => ({
    ...leaf,
    proof: leaf.proof.map((at) => json.nodes[at] ?? ""),
  }));
  const file = { of: json.of, size: json.size, leaves };
  if (!isRising(leaves.map(({ index }) => index))) return refuse("indexes that rise", "another order");
  for (const { index, leaf, disclosures } of leaves)
    if (!isRising(leaf) || !isRising(disclosures) || !leaf.every(isDigestText))
      return refuse("digests and disclosures that are well formed and rise", `leaf ${index}`);
  return sameBytes(formatProofFile(file), bytes)
    ? { value: file }
    : refuse("nodes in order of use", "another order");
}

/** Bytes of an opened leaf, as they are hashed. */
export function leafBytes({ leaf }: OpenedLeaf): Uint8Array<ArrayBuffer> {
  return formatLeaf(leaf);
}

function parseJson(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    return undefined; // not UTF-8, or no JSON
  }
}

/** Base64 of 32 bytes, by pattern for the same reason as `isDigestText`. */
function isHashText(value: Json | undefined): boolean {
  return typeof value === "string" && /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(value);
}

function isRising<T extends string | number>(values: readonly T[]): boolean {
  return values.every((value, i) => i === 0 || (values[i - 1] ?? value) < value);
}
