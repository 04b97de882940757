/** Checks of timestamps: over this checkpoint, signed as said; a time is told only by who was confirmed from outside. */
import type { FolderFiles } from "../appeal/bag.ts";
import { parseGrowth } from "../appeal/growth-file.ts";
import { paths } from "../appeal/publish.ts";
import type { Statements } from "../appeal/statements.ts";
import { findTimestamps, firstPaths } from "../appeal/timestamp-files.ts";
import { fromUtf8, sameBytes } from "../base/bytes.ts";
import { type KnownCertificate, takeCertificates } from "../ledger/certificate.ts";
import { confirmTimestamp, readTimestamp, type Timestamp } from "../ledger/timestamp.ts";
import type { VerifierKey } from "../ledger/verifier-key.ts";
import { checked, type Findings, joinFindings, notChecked, refused } from "./findings.ts";
import { wordsOf } from "./verify-files.ts";
import { readCheckpoint, verifyPublicationAt } from "./verify-ledger.ts";

/** What the timestamps show. `fixedBy`: the earliest confirmed time at which this very text was in the ledger already. */
export type FolderTimes = { readonly findings: Findings; readonly fixedBy?: string };

/** The timestamps of the folder's checkpoint and of the first publication of its text. */
export function verifyTimestamps(
  files: FolderFiles,
  {
    statements,
    key,
    known,
  }: {
    readonly statements: Statements;
    readonly key: VerifierKey;
    readonly known: readonly KnownCertificate[];
  },
): FolderTimes {
  const own = readAll(findTimestamps(files, "own"), files.get(paths.checkpoint));
  const first = readAll(findTimestamps(files, "first"), files.get(firstPaths.checkpoint));
  const isThere = first.timestamps.length > 0;
  const chain = takeCertificates(fromUtf8(files.get(paths.authorities) ?? new Uint8Array()));
  if (chain.rest.trim() !== "")
    return { findings: refused(paths.authorities, "got other lines, wanted certificates in PEM alone") };
  const trust: Trust = { known, between: chain.certificates };
  const findings = [
    own.findings,
    first.findings,
    ...(isThere ? [verifyFirst(files, statements, key)] : []),
    sayTimes("the checkpoint, and so the text and all that stands beside it,", own.timestamps, trust),
    ...(isThere ? [sayTimes("this text, as it was first published,", first.timestamps, trust)] : []),
  ];
  const [fixedBy] = confirmedTimes(first.timestamps, trust).map(({ time }) => time);
  return { findings: joinFindings(findings), ...(fixedBy !== undefined && { fixedBy }) };
}

/**
 * The earliest time at which, as timestamps say whoever made them, the folder's text was in the ledger. Requires a folder
 * that was not refused.
 */
export function settledTime(files: FolderFiles): string | undefined {
  const first = readAll(findTimestamps(files, "first"), files.get(firstPaths.checkpoint)).timestamps;
  const own = readAll(findTimestamps(files, "own"), files.get(paths.checkpoint)).timestamps;
  return (first.length > 0 ? first : own).map(({ time }) => time).toSorted()[0];
}

function readAll(
  files: FolderFiles,
  message: Uint8Array = new Uint8Array(),
): { readonly timestamps: readonly Timestamp[]; readonly findings: Findings } {
  const read = [...files].map(([path, bytes]) => [path, readTimestamp(bytes, message)] as const);
  return {
    timestamps: read.flatMap(([, each]) => ("value" in each ? [each.value] : [])),
    findings: joinFindings(
      read.flatMap(([path, each]) => ("issues" in each ? [refused(path, wordsOf(each.issues))] : [])),
    ),
  };
}

/** The first publication: of the same manifest, under a checkpoint that the ledger is shown to have grown from. */
function verifyFirst(files: FolderFiles, statements: Statements, key: VerifierKey): Findings {
  const bytes = files.get(firstPaths.checkpoint) ?? new Uint8Array();
  const opened = readCheckpoint(bytes, key);
  if (!opened.ok) return refused(firstPaths.checkpoint, opened.reason);
  const growth = parseGrowth(files.get(paths.growth) ?? new Uint8Array(), paths.growth);
  const isShown = "value" in growth && growth.value.some(({ checkpoint }) => sameBytes(checkpoint, bytes));
  if (!isShown)
    return refused(firstPaths.checkpoint, `${paths.growth} does not show that the ledger grew from it`);
  return verifyPublicationAt(files, {
    path: firstPaths.publication,
    checkpoint: opened.checkpoint,
    statements,
  });
}

/** `known`: certificates confirmed from outside. `between`: those of the folder, which nobody has to believe. */
type Trust = { readonly known: readonly KnownCertificate[]; readonly between: readonly KnownCertificate[] };

const confirmedTimes = (timestamps: readonly Timestamp[], { known, between }: Trust) =>
  timestamps
    .filter((each) => confirmTimestamp(each, known, between).ok)
    .toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));

function sayTimes(what: string, timestamps: readonly Timestamp[], trust: Trust): Findings {
  if (timestamps.length === 0) return notChecked("when the checkpoint was signed: it carries no timestamp");
  const confirmed = confirmedTimes(timestamps, trust);
  if (confirmed.length === 0)
    return notChecked(
      `since when ${what} was there: ${timestamps.length} timestamps fit, by authorities that nobody confirmed from outside`,
    );
  return joinFindings(
    confirmed.map(({ time, authority }) =>
      checked(`${what} was there at ${time}, by the timestamp of ${authority.name}, confirmed from outside`),
    ),
  );
}
