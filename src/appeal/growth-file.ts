/** `proofs/growth.json`: that the ledger only grew since checkpoints that were published before. */
import { fromBase64, fromUtf8, toBase64, utf8 } from "../base/bytes.ts";
import { canonicalBytes, parseCanonicalJson } from "../base/canonical-json.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { HASH_SIZE } from "../ledger/tree.ts";
import { array, isShape, object, text } from "./shape.ts";

export const GROWTH_FORMAT = "recount/growth/1";

/** An older signed checkpoint, and the consistency proof from it to the folder's own. */
export type Growth = { readonly checkpoint: Uint8Array; readonly proof: readonly Uint8Array[] };

/** Canonical bytes, in the order given. */
export function formatGrowth(growths: readonly Growth[]): Uint8Array<ArrayBuffer> {
  return canonicalBytes({
    format: GROWTH_FORMAT,
    since: growths.map(({ checkpoint, proof }) => ({
      checkpoint: fromUtf8(checkpoint),
      proof: proof.map(toBase64),
    })),
  });
}

const isGrowth = object({
  format: (value) => value === GROWTH_FORMAT,
  since: array(
    object({
      checkpoint: text,
      proof: array((value) => typeof value === "string" && fromBase64(value)?.length === HASH_SIZE),
    }),
  ),
});

type GrowthJson = {
  readonly since: readonly { readonly checkpoint: string; readonly proof: readonly string[] }[];
};

/** What `formatGrowth` wrote; signatures and proofs are not yet checked. */
export function parseGrowth(bytes: Uint8Array, path: string): Parsed<readonly Growth[]> {
  const json = parseCanonicalJson(bytes);
  if (!isShape<GrowthJson>(json, isGrowth))
    return { issues: [issueAt(path, `canonical JSON of ${GROWTH_FORMAT}`, "something else")] };
  return {
    value: json.since.map(({ checkpoint, proof }) => ({
      checkpoint: utf8(checkpoint),
      proof: proof.map((hash) => fromBase64(hash) ?? new Uint8Array()),
    })),
  };
}
