/** Checks of the ledger: who signed the checkpoint, and that the text is committed in it. */

import type { FolderFiles } from "../appeal/bag.ts";
import { parseGrowth } from "../appeal/growth-file.ts";
import { digestOf, MANIFEST_PATH, TAG_MANIFEST_PATH } from "../appeal/manifest.ts";
import { leafBytes, type OpenedLeaf, parseProofFile } from "../appeal/proof-file.ts";
import { paths } from "../appeal/publish.ts";
import type { Statements } from "../appeal/statements.ts";
import { fromBase64, fromUtf8, sameBytes } from "../base/bytes.ts";
import type { Json } from "../base/canonical-json.ts";
import type { Verdict } from "../base/errors.ts";
import { type Checkpoint, type OpenedCheckpoint, openCheckpoint } from "../ledger/checkpoint.ts";
import { leafHash, readDisclosure } from "../ledger/leaf.ts";
import { parseSignedNote } from "../ledger/signed-note.ts";
import { parseVerifierKey, type VerifierKey } from "../ledger/verifier-key.ts";
import { verifyConsistency } from "../ledger/verify-consistency.ts";
import { verifyInclusion } from "../ledger/verify-inclusion.ts";
import type { Digest } from "../model/ids.ts";
import { checked, type Findings, joinFindings, notChecked, refused } from "./findings.ts";
import { wordsOf } from "./verify-files.ts";

/** The folder's own key of the ledger, or why there is none. */
export function readLogKey(files: FolderFiles): VerifierKey | { readonly reason: string } {
  const line = textOf(files.get(paths.logKey));
  const parsed = parseVerifierKey(line?.replace(/\n$/, "") ?? "");
  return "value" in parsed ? parsed.value : { reason: wordsOf(parsed.issues) };
}

/** The checkpoint, opened with the folder's key. */
export function readCheckpoint(bytes: Uint8Array | undefined, key: VerifierKey): OpenedCheckpoint {
  const note = textOf(bytes);
  return note === undefined ? { ok: false, reason: "the file is not UTF-8" } : openCheckpoint(note, [key]);
}

/**
 * Whether an opened leaf is in the ledger under `checkpoint` and each disclosure is one of its digests;
 * then its fields by name.
 */
export function readLeaf(
  opened: OpenedLeaf,
  checkpoint: Checkpoint,
): { readonly fields: ReadonlyMap<string, Json> } | { readonly reason: string } {
  const included = isIncluded(opened, checkpoint);
  if (!included.ok) return { reason: `leaf ${opened.index}: ${included.reason}` };
  const fields = new Map<string, Json>();
  for (const text of opened.disclosures) {
    const parsed = readDisclosure(text);
    if ("issues" in parsed) return { reason: `leaf ${opened.index}: ${wordsOf(parsed.issues)}` };
    const { name, value, digest } = parsed.value;
    if (!opened.leaf.includes(digest))
      return { reason: `leaf ${opened.index} has no digest of the disclosed ${name}` };
    if (fields.has(name)) return { reason: `leaf ${opened.index} discloses ${name} twice` };
    fields.set(name, value);
  }
  return { fields };
}

function isIncluded(opened: OpenedLeaf, { size, root }: Checkpoint): Verdict {
  const proof = opened.proof.map((hash) => fromBase64(hash) ?? new Uint8Array());
  return verifyInclusion({ leaf: leafHash(leafBytes(opened)), index: opened.index, size, proof, root });
}

/** Whether the ledger holds a publication of exactly these manifests. */
export function verifyPublication(
  files: FolderFiles,
  checkpoint: Checkpoint,
  statements: Statements,
): Findings {
  const tags = digestOf(files.get(TAG_MANIFEST_PATH) ?? new Uint8Array());
  return verifyPublicationAt(files, { path: paths.publication, checkpoint, statements, tags });
}

export type PublicationClaim = {
  readonly path: string; // of the proof
  readonly checkpoint: Checkpoint;
  readonly statements: Statements;
  readonly tags?: Digest; // what stood beside the text; anything unless given
};

/** Whether the ledger under a checkpoint holds a publication of this text. */
export function verifyPublicationAt(
  files: FolderFiles,
  { path, checkpoint, statements, tags }: PublicationClaim,
): Findings {
  const parsed = parseProofFile(files.get(path) ?? new Uint8Array(), path);
  if ("issues" in parsed) return refused(path, wordsOf(parsed.issues));
  const { of, size, leaves } = parsed.value;
  const [opened] = leaves;
  if (of !== "publication" || size !== checkpoint.size || opened === undefined || leaves.length > 1)
    return refused(path, `wanted one leaf of a publication at size ${checkpoint.size}`);
  const read = readLeaf(opened, checkpoint);
  if ("reason" in read) return refused(path, read.reason);
  const manifest = digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array());
  const wanted: readonly (readonly [string, Json])[] = [
    ["entry", "publication"],
    ["version", statements.version],
    ["manifest", manifest],
    ["tags", tags ?? read.fields.get("tags") ?? ""],
    ["size", statements.size],
  ];
  const wrong = wanted.find(([name, value]) => read.fields.get(name) !== value);
  if (wrong !== undefined) return refused(path, `the ledger's publication has another ${wrong[0]}`);
  if (read.fields.size !== wanted.length + 1 || typeof read.fields.get("appeal") !== "string")
    return refused(
      path,
      "wanted entry, appeal, version, manifest, tags and size disclosed, and nothing else",
    );
  if (statements.size > opened.index)
    return refused(
      paths.statements,
      `counted at size ${statements.size}, after the publication at ${opened.index}`,
    );
  return checked(`the ledger holds this publication, at index ${opened.index} of ${checkpoint.size}`);
}

/** Whether the ledger grew from each older checkpoint that the folder carries. */
export function verifyGrowth(files: FolderFiles, checkpoint: Checkpoint, key: VerifierKey): Findings {
  const bytes = files.get(paths.growth);
  if (bytes === undefined) return joinFindings([]);
  const parsed = parseGrowth(bytes, paths.growth);
  if ("issues" in parsed) return refused(paths.growth, wordsOf(parsed.issues));
  const findings = parsed.value.map(({ checkpoint: note, proof }) => {
    const older = readCheckpoint(note, key);
    if (!older.ok) return refused(paths.growth, older.reason);
    const grown = grewFrom(older.checkpoint, checkpoint, proof);
    return grown.ok
      ? checked(`the ledger grew from the checkpoint of size ${older.checkpoint.size}`)
      : refused(paths.growth, grown.reason);
  });
  return parsed.value.length > 0 ? joinFindings(findings) : refused(paths.growth, "it has no checkpoint");
}

/** Whether the ledger grew from a checkpoint that the reader had seen before. */
export function verifySince(
  files: FolderFiles,
  {
    checkpoint,
    key,
    since,
  }: { readonly checkpoint: Checkpoint; readonly key: VerifierKey; readonly since: Uint8Array },
): Findings {
  const note = parseSignedNote(textOf(since) ?? "");
  if ("issues" in note) return refused("--since", `got no checkpoint: ${wordsOf(note.issues)}`);
  const older = readCheckpoint(since, key);
  if (!older.ok) return refused(paths.checkpoint, `the checkpoint seen before: ${older.reason}`);
  const { size } = older.checkpoint;
  if (size === 0) return notChecked("growth from an empty ledger: every ledger grows from nothing");
  const growth = parseGrowth(files.get(paths.growth) ?? new Uint8Array(), paths.growth);
  const carried =
    "value" in growth ? growth.value.find((each) => sizeOf(each.checkpoint, key) === size) : undefined;
  if (size > checkpoint.size)
    return refused(
      paths.checkpoint,
      `size ${checkpoint.size} is older than the checkpoint seen before, of ${size}`,
    );
  if (carried === undefined && size !== checkpoint.size)
    return refused(paths.checkpoint, `nothing in the folder shows that the ledger grew from size ${size}`);
  const grown = grewFrom(older.checkpoint, checkpoint, carried?.proof ?? []);
  return grown.ok
    ? checked(`the ledger grew from the checkpoint seen before, of size ${size}`)
    : refused(paths.checkpoint, grown.reason);
}

function grewFrom(older: Checkpoint, newer: Checkpoint, proof: readonly Uint8Array[]): Verdict {
  if (older.origin !== newer.origin) return { ok: false, reason: `${older.origin} is another ledger` };
  if (older.size === newer.size && !sameBytes(older.root, newer.root))
    return { ok: false, reason: `the ledger was forked: size ${newer.size} has two roots` };
  return verifyConsistency({
    size1: older.size,
    size2: newer.size,
    root1: older.root,
    root2: newer.root,
    proof,
  });
}

function sizeOf(note: Uint8Array, key: VerifierKey): number | undefined {
  const opened = readCheckpoint(note, key);
  return opened.ok ? opened.checkpoint.size : undefined;
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  try {
    return fromUtf8(bytes ?? new Uint8Array());
  } catch {
    return undefined; // not UTF-8
  }
}
