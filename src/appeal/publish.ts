/** The published folder: the files of the text, and the proofs that bind it to the ledger. */

import { utf8 } from "../base/bytes.ts";
import { canonicalBytes } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import type { HashTree } from "../ledger/tree.ts";
import { consistencyProof } from "../ledger/tree.ts";
import { formatVerifierKey, type VerifierKey } from "../ledger/verifier-key.ts";
import type { FigureQuery } from "../model/figure.ts";
import type { Digest } from "../model/ids.ts";
import { disclosureNames } from "../register/query.ts";
import { formatGrowth } from "./growth-file.ts";
import { digestOf, formatManifest, MANIFEST_PATH } from "./manifest.ts";
import { formatProofFile, type KeyedEntry, openLeaf } from "./proof-file.ts";
import { parseQuery, type StatementFigure, type Statements, statementsJson } from "./statements.ts";
import { verifyText } from "./verify-words.ts";

/** Bytes by path in the published folder, with `/` between folders. */
export type FolderFiles = ReadonlyMap<string, Uint8Array>;

export const paths = {
  appeal: "appeal.md",
  statements: "statements.json",
  verify: "VERIFY.txt",
  logKey: "keys/log.vkey",
  checkpoint: "checkpoint",
  publication: "proofs/publication.json",
  growth: "proofs/growth.json",
} as const;

export type PublicationText = {
  readonly statements: Statements;
  readonly appealText: string; // the Markdown as its authors wrote it
  readonly pages: FolderFiles; // index.html and what it needs
  readonly keys: { readonly log: VerifierKey };
};

/**
 * The files of the text with their manifest, whose digest the publication's entry commits to. The same text gives
 * the same bytes. Throws `bad-page` when a page would stand where another file does.
 */
export function publicationFiles({ statements, appealText, pages, keys }: PublicationText): FolderFiles {
  const files = new Map<string, Uint8Array>([
    [paths.appeal, utf8(appealText)],
    [paths.statements, canonicalBytes(statementsJson(statements))],
    [paths.verify, utf8(verifyText)],
    [paths.logKey, utf8(`${formatVerifierKey(keys.log)}\n`)],
  ]);
  for (const [path, bytes] of pages) {
    if (files.has(path) || path === MANIFEST_PATH || path === paths.checkpoint || path.startsWith("proofs/"))
      throw new RecountError("bad-page", `got a page at ${path}, which has its own file`);
    files.set(path, bytes);
  }
  const digests = new Map([...files].map(([path, bytes]) => [path, digestOf(bytes)]));
  return files.set(MANIFEST_PATH, formatManifest(digests));
}

/** The digest of the manifest among `publicationFiles`: what the publication's entry says. */
export function manifestDigest(files: FolderFiles): Digest {
  const manifest = files.get(MANIFEST_PATH);
  if (manifest === undefined) throw new RecountError("no-manifest", "the files have no manifest");
  return digestOf(manifest);
}

export type PublicationLedger = {
  readonly statements: Statements;
  readonly publication: KeyedEntry; // its entry commits to the manifest's digest
  readonly counted: ReadonlyMap<string, readonly KeyedEntry[]>; // by figure id, one record for each counted entity
  readonly tree: HashTree; // of at least `size` leaves
  readonly size: number; // of the checkpoint; it includes the publication
  readonly checkpoint: Uint8Array; // the signed note
  readonly earlier?: readonly { readonly size: number; readonly checkpoint: Uint8Array }[]; // published before
};

/**
 * The files that bind the text to the ledger: the checkpoint, the publication's proof, one file for each figure
 * with open proof, and how the ledger grew from checkpoints published before, if any.
 * Throws `bad-count` when the records given for a figure are not as many as the figure says.
 */
export function publicationProofs(ledger: PublicationLedger): FolderFiles {
  const { publication, checkpoint, size, earlier = [] } = ledger;
  const names = ["entry", "appeal", "version", "manifest", "size"];
  const files = new Map<string, Uint8Array>([
    [paths.checkpoint, checkpoint],
    [
      paths.publication,
      formatProofFile({ of: "publication", size, leaves: [openLeaf(publication, names, ledger)] }),
    ],
  ]);
  for (const figure of ledger.statements.figures)
    if (figure.proof.level === "open") files.set(figure.proof.path, figureProof(figure, ledger));
  if (earlier.length > 0)
    files.set(
      paths.growth,
      formatGrowth(
        earlier.map((older) => ({ ...older, proof: consistencyProof(ledger.tree, older.size, size) })),
      ),
    );
  return files;
}

function figureProof(figure: StatementFigure, ledger: PublicationLedger): Uint8Array {
  const entries = ledger.counted.get(figure.id) ?? [];
  if (entries.length !== figure.documented)
    throw new RecountError(
      "bad-count",
      `got ${entries.length} records for ${figure.id}, wanted ${figure.documented}`,
    );
  const query = parseQuery(figure.query);
  const leaves = entries
    .toSorted((a, b) => a.index - b.index)
    .map((entry) => openLeaf(entry, namesFor(entry, query, figure.id), ledger));
  return formatProofFile({ of: figure.id, size: ledger.size, leaves });
}

function namesFor({ entry, index }: KeyedEntry, query: FigureQuery, id: string): readonly string[] {
  const names = entry.entry === "record" ? disclosureNames(entry.record, query) : [];
  if (names.length === 0)
    throw new RecountError("bad-count", `entry ${index} does not match the query of ${id}`);
  return names;
}
