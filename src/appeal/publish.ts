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
import { bagFiles, bagPaths, type FolderFiles, isPayloadPath, isProofPath, payloadFiles } from "./bag.ts";
import { formatGrowth } from "./growth-file.ts";
import { digestOf, MANIFEST_PATH, TAG_MANIFEST_PATH } from "./manifest.ts";
import { formatProofFile, type KeyedEntry, openLeaf } from "./proof-file.ts";
import { parseQuery, type StatementFigure, type Statements, statementsJson } from "./statements.ts";
import { formatVerifyText } from "./verify-words.ts";

/** The page with the verifier in it. */
export const VERIFIER_PAGE = "verify.html";

export const paths = {
  appeal: "data/appeal.md",
  statements: "data/statements.json",
  logKey: "data/log.vkey",
  verify: "VERIFY.txt",
  checkpoint: "checkpoint",
  publication: "proofs/publication.json",
  growth: "proofs/growth.json",
  authorities: "keys/authorities.pem",
} as const;

export type PublicationText = {
  readonly statements: Statements;
  readonly appealText: string; // the Markdown as its authors wrote it
  readonly log: VerifierKey;
};

/** What organisations sign: the text, its figures, the ledger's key, and the manifest over them. */
export function textFiles({ statements, appealText, log }: PublicationText): FolderFiles {
  return payloadFiles(
    new Map<string, Uint8Array>([
      [paths.appeal, utf8(appealText)],
      [paths.statements, canonicalBytes(statementsJson(statements))],
      [paths.logKey, utf8(`${formatVerifierKey(log)}\n`)],
    ]),
  );
}

/**
 * The folder but for its proofs: `text`, and beside it the page, signatures and whatever else is given. The same input
 * gives the same bytes. Throws `bad-page` when a file would stand where another does.
 */
export function publicationFiles(text: FolderFiles, beside: FolderFiles, title: string): FolderFiles {
  const taken = new Set<string>([
    ...text.keys(),
    TAG_MANIFEST_PATH,
    paths.verify,
    ...Object.values(bagPaths),
  ]);
  for (const path of beside.keys())
    if (taken.has(path) || isPayloadPath(path) || isProofPath(path))
      throw new RecountError("bad-page", `got a page at ${path}, which has its own file`);
  const page = beside.get(VERIFIER_PAGE);
  const words = formatVerifyText(page === undefined ? undefined : digestOf(page));
  return bagFiles(text, new Map([...beside, [paths.verify, utf8(words)]]), title);
}

/** The digests of both manifests among `publicationFiles`: what the publication's entry says. */
export function manifestDigests(files: FolderFiles): { readonly manifest: Digest; readonly tags: Digest } {
  const digestAt = (path: string) => {
    const bytes = files.get(path);
    if (bytes === undefined) throw new RecountError("no-manifest", `the files have no ${path}`);
    return digestOf(bytes);
  };
  return { manifest: digestAt(MANIFEST_PATH), tags: digestAt(TAG_MANIFEST_PATH) };
}

/** What the publication's proof discloses of its entry. */
export const publicationNames = ["entry", "appeal", "version", "manifest", "tags", "size"];

export type PublicationLedger = {
  readonly statements: Statements;
  readonly publication: KeyedEntry; // its entry commits to the digests of both manifests
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
  const files = new Map<string, Uint8Array>([
    [paths.checkpoint, checkpoint],
    [
      paths.publication,
      formatProofFile({ of: "publication", size, leaves: [openLeaf(publication, publicationNames, ledger)] }),
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
