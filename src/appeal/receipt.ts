/** Receipts: by its own, a holder finds whether a record is counted, and learns nothing of anybody else. */
import { fromBase64, sameBytes, toBase64 } from "../base/bytes.ts";
import { canonicalBytes, parseCanonicalJson } from "../base/canonical-json.ts";
import { issueAt, type Parsed, type Verdict } from "../base/errors.ts";
import { formatLeaf, isDigestText, leafHash, readDisclosure } from "../ledger/leaf.ts";
import { HASH_SIZE } from "../ledger/tree.ts";
import { verifyInclusion } from "../ledger/verify-inclusion.ts";
import { array, isShape, literal, object, text, whole } from "./shape.ts";
import { TOKEN_FIELD } from "./token.ts";

export const RECEIPT_FORMAT = "recount/receipt/1";

/**
 * What a receipt holds, before it is locked with its passphrase. No name, place or organisation, nor the ledger's
 * name, which would tell whose it is: only where the record's leaf lies under a root that was published.
 */
export type Receipt = {
  readonly size: number; // of the checkpoint
  readonly root: string; // base64 of its root hash
  readonly index: number;
  readonly leaf: readonly string[]; // the leaf's sorted digests
  readonly disclosure: string; // of the field whose salt is the key of the record's tokens
  readonly proof: readonly string[]; // base64, leaf upwards
};

/** Canonical bytes. */
export function formatReceipt(receipt: Receipt): Uint8Array<ArrayBuffer> {
  return canonicalBytes({ format: RECEIPT_FORMAT, ...receipt });
}

const isHash = (value: unknown) => typeof value === "string" && fromBase64(value)?.length === HASH_SIZE;
const isReceipt = object({
  format: literal(RECEIPT_FORMAT),
  size: whole,
  root: isHash,
  index: whole,
  leaf: array(text),
  disclosure: text,
  proof: array(isHash),
});

/** The receipt of its bytes. Refused: bytes that are not canonical, digests that are none. */
export function parseReceipt(bytes: Uint8Array): Parsed<Receipt> {
  const json = parseCanonicalJson(bytes);
  if (!isShape<Receipt & { readonly format: string }>(json, isReceipt) || !json.leaf.every(isDigestText))
    return { issues: [issueAt("receipt", `canonical JSON of ${RECEIPT_FORMAT}`, "something else")] };
  const { size, root, index, leaf, disclosure, proof } = json;
  const receipt = { size, root, index, leaf, disclosure, proof };
  return sameBytes(formatReceipt(receipt), bytes)
    ? { value: receipt }
    : { issues: [issueAt("receipt", "canonical JSON", "other bytes")] };
}

/**
 * Whether the receipt's record lies in the ledger under its own root, and its disclosure is the record's. That the
 * root was published is for the caller to see.
 */
export function verifyReceipt({ size, root, index, leaf, disclosure, proof }: Receipt): Verdict {
  const read = readDisclosure(disclosure);
  if ("issues" in read) return { ok: false, reason: "its disclosure is none" };
  const { name, value, digest } = read.value;
  if (name !== TOKEN_FIELD || value !== "record" || !leaf.includes(digest))
    return { ok: false, reason: "its disclosure is not of a record, or not of this leaf" };
  const hashes = proof.map((hash) => fromBase64(hash) ?? new Uint8Array());
  return verifyInclusion({
    leaf: leafHash(formatLeaf(leaf)),
    index,
    size,
    proof: hashes,
    root: fromBase64(root) ?? new Uint8Array(),
  });
}

/** Whether a published checkpoint is the one that a receipt rests on. */
export const restsOn = (receipt: Receipt, checkpoint: { readonly size: number; readonly root: Uint8Array }) =>
  checkpoint.size === receipt.size && toBase64(checkpoint.root) === receipt.root;
