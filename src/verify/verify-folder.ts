/** Checks a published folder: a map of paths to bytes in, a verdict out. Runs in Node and in the browser. */
import { bagPaths, type FolderFiles } from "../appeal/bag.ts";
import { paths } from "../appeal/publish.ts";
import { parseStatements } from "../appeal/read-statements.ts";
import type { Statements } from "../appeal/statements.ts";
import { type KnownCertificate, takeCertificates } from "../ledger/certificate.ts";
import type { VerifierKey } from "../ledger/verifier-key.ts";
import type { Digest } from "../model/ids.ts";
import { checked, type Findings, joinFindings, notChecked, type Refusal, refused } from "./findings.ts";
import { auditorKeys, auditWords, type FolderAudits, readAudits, verifyAudit } from "./verify-audits.ts";
import { type FigureStanding, figureStanding, verifyFigure } from "./verify-figures.ts";
import { verifyManifests, verifyNoOthers, verifyPage, wordsOf } from "./verify-files.ts";
import { confirmKeys, type KeysConfirmed, logFolderKey } from "./verify-keys.ts";
import { readCheckpoint, readLogKey, verifyGrowth, verifyPublication, verifySince } from "./verify-ledger.ts";
import { signingKeys, verifyBeside, verifySignatures } from "./verify-standing.ts";
import { readAppeal, verifyText } from "./verify-text.ts";
import { verifyTimestamps } from "./verify-timestamps.ts";

/**
 * `verified`: all is as it should be and the key was confirmed from outside. `consistent`: the same, but whoever
 * remade the whole folder would get it too. `refused`: something is wrong. `unreadable`: this is no published folder.
 */
export type VerifyResult = {
  readonly verdict: "verified" | "consistent" | "refused" | "unreadable";
  readonly keysConfirmed: KeysConfirmed;
  readonly figures: readonly FigureStanding[]; // empty when the folder is refused
  readonly checked: readonly string[];
  readonly notChecked: readonly string[];
  readonly refusals: readonly Refusal[];
};

export type VerifyOptions = {
  /**
   * Keys known from outside the folder, one per line, as `confirmKeys` reads them; among them certificates of authorities
   * of time, or of who issued them, in PEM.
   */
  readonly keys?: string;
  /** A signed checkpoint seen before; the ledger must have grown from it. */
  readonly since?: Uint8Array;
  /** Digests of pages with the verifier in them that are known to be sound. */
  readonly pages?: readonly Digest[];
};

const neverChecked = [
  "that the sources are true",
  "that no record was left out of the ledger",
  "that two records counted are not of one person",
  "that the ids of places are the places they are named as",
  "that index.html reads as what it was made of: only that it is unchanged since publication",
];

/**
 * The verdict on a folder's files, everything rebuilt and compared. It never says that a figure is true, and names
 * nobody as having signed whose key was not confirmed. When the files themselves were changed, what stands on them is
 * not looked at any more.
 */
export function verifyFolder(files: FolderFiles, options: VerifyOptions = {}): VerifyResult {
  const none = refuseOther(files);
  if (none !== undefined) return none;
  const manifests = verifyManifests(files);
  if (manifests.refusals.length > 0) return conclude("refused", noKeys, manifests);
  const statements = parseStatements(files.get(paths.statements) ?? new Uint8Array(), paths.statements);
  if ("issues" in statements)
    return conclude("refused", noKeys, refused(paths.statements, wordsOf(statements.issues)));
  const appeal = readAppeal(files.get(paths.appeal) ?? new Uint8Array());
  if ("reason" in appeal) return conclude("refused", noKeys, refused(paths.appeal, appeal.reason));
  const key = readLogKey(files);
  if ("reason" in key) return conclude("refused", noKeys, refused(paths.logKey, key.reason));
  const beside = verifyBeside(files, appeal);
  const audits = readAudits(files, statements.value.figures);
  const signers = "standing" in beside ? signingKeys(beside.standing) : [];
  const { certificates, rest } = takeCertificates(options.keys ?? "");
  const keys = confirmKeys([logFolderKey(key, paths.logKey), ...signers, ...auditorKeys(audits)], rest);
  const { keysConfirmed, confirmed } = keys;
  const standing =
    "standing" in beside
      ? [
          verifyNoOthers(files, statements.value, beside.standing),
          verifySignatures(beside.standing, appeal, keys),
        ]
      : [beside.findings];
  const text = joinFindings([manifests, ...standing, keys.findings, verifyText(appeal, statements.value)]);
  const ledger = verifyOnLedger({ files, statements: statements.value, audits, key, certificates, options });
  const all = joinFindings([text, verifyPage(files, options.pages), ledger]);
  if (all.refusals.length > 0) return conclude("refused", keysConfirmed, all);
  const isConfirmed = keysConfirmed.confirmed === keysConfirmed.of;
  const figures = statements.value.figures.map((figure) =>
    figureStanding(figure, auditWords(audits.get(figure.id), confirmed)),
  );
  return { ...conclude(isConfirmed ? "verified" : "consistent", keysConfirmed, all), figures };
}

/** What is no folder of this format: nothing that was published at all, or a folder of the version before. */
function refuseOther(files: FolderFiles): VerifyResult | undefined {
  if (files.has(bagPaths.declaration) || files.has(paths.statements)) return undefined;
  if (files.has("statements.json"))
    return conclude(
      "refused",
      noKeys,
      refused(
        "statements.json",
        "got a folder of format 1, wanted a BagIt bag, format 2: verify it with recount 0.1",
      ),
    );
  const wanted = `neither ${bagPaths.declaration} nor ${paths.statements} is here`;
  return conclude("unreadable", noKeys, refused("", wanted));
}

type OnLedger = {
  readonly files: FolderFiles;
  readonly statements: Statements;
  readonly audits: FolderAudits;
  readonly key: VerifierKey;
  readonly certificates: readonly KnownCertificate[]; // of authorities of time, from outside
  readonly options: VerifyOptions;
};

function verifyOnLedger({ files, statements, audits, key, certificates, options }: OnLedger): Findings {
  const opened = readCheckpoint(files.get(paths.checkpoint), key);
  if (!opened.ok) return refused(paths.checkpoint, opened.reason);
  const { checkpoint } = opened;
  const ledger = { checkpoint, countedAt: statements.size };
  const { findings, fixedBy } = verifyTimestamps(files, { statements, key, known: certificates });
  return joinFindings([
    checked(
      `the checkpoint of ${checkpoint.origin}, size ${checkpoint.size}, is signed by the ledger's key in this folder`,
    ),
    verifyPublication(files, checkpoint, statements),
    verifyGrowth(files, checkpoint, key),
    findings,
    options.since === undefined
      ? notChecked("that the ledger was not rewritten since an earlier checkpoint: none was given")
      : verifySince(files, { checkpoint, key, since: options.since }),
    ...statements.figures.flatMap((figure) => [
      verifyFigure(files, figure, ledger),
      verifyAudit(files, figure, { found: audits.get(figure.id), fixedBy }),
    ]),
  ]);
}

const noKeys: KeysConfirmed = { confirmed: 0, of: 1 };

function conclude(
  verdict: VerifyResult["verdict"],
  keysConfirmed: KeysConfirmed,
  found: Findings,
): VerifyResult {
  return {
    verdict,
    keysConfirmed,
    figures: [],
    ...found,
    notChecked: [...found.notChecked, ...neverChecked],
  };
}
