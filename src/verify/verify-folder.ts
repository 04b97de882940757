/** Checks a published folder: a map of paths to bytes in, a verdict out. Runs in Node and in the browser. */
import { MANIFEST_PATH } from "../appeal/manifest.ts";
import { type FolderFiles, paths } from "../appeal/publish.ts";
import { parseStatements } from "../appeal/read-statements.ts";
import type { Statements } from "../appeal/statements.ts";
import type { VerifierKey } from "../ledger/verifier-key.ts";
import { checked, type Findings, joinFindings, notChecked, type Refusal, refused } from "./findings.ts";
import { verifyFigure } from "./verify-figures.ts";
import { verifyManifest, verifyNoOthers, wordsOf } from "./verify-files.ts";
import { confirmKeys, type KeysConfirmed } from "./verify-keys.ts";
import { readCheckpoint, readLogKey, verifyGrowth, verifyPublication, verifySince } from "./verify-ledger.ts";
import { verifyText } from "./verify-text.ts";

/**
 * `verified`: all is as it should be and the key was confirmed from outside. `consistent`: the same, but whoever
 * remade the whole folder would get it too. `refused`: something is wrong. `unreadable`: this is no published folder.
 */
export type VerifyResult = {
  readonly verdict: "verified" | "consistent" | "refused" | "unreadable";
  readonly keysConfirmed: KeysConfirmed;
  readonly checked: readonly string[];
  readonly notChecked: readonly string[];
  readonly refusals: readonly Refusal[];
};

export type VerifyOptions = {
  /** Verifier keys known from outside the folder, one per line. */
  readonly keys?: string;
  /** A signed checkpoint seen before; the ledger must have grown from it. */
  readonly since?: Uint8Array;
};

const neverChecked = [
  "that the sources are true",
  "that no record was left out of the ledger",
  "that two records counted are not of one person",
  "that the ids of places are the places they are named as",
  "that index.html reads as statements.json: only that it is unchanged since publication",
  "that the signatories signed: the folder carries no signatures of theirs",
];

/**
 * The verdict on a folder's files, everything rebuilt and compared. It never says that a figure is true, and names
 * nobody as having signed. When the files themselves were changed, what stands on them is not looked at any more.
 */
export function verifyFolder(files: FolderFiles, options: VerifyOptions = {}): VerifyResult {
  if (!files.has(MANIFEST_PATH) && !files.has(paths.statements))
    return conclude(
      "unreadable",
      noKeys,
      refused("", `neither ${MANIFEST_PATH} nor ${paths.statements} is here`),
    );
  const manifest = verifyManifest(files);
  if (manifest.refusals.length > 0) return conclude("refused", noKeys, manifest);
  const statements = parseStatements(files.get(paths.statements) ?? new Uint8Array(), paths.statements);
  if ("issues" in statements)
    return conclude("refused", noKeys, refused(paths.statements, wordsOf(statements.issues)));
  const key = readLogKey(files);
  if ("reason" in key) return conclude("refused", noKeys, refused(paths.logKey, key.reason));
  const { keysConfirmed, findings } = confirmKeys(key, options.keys);
  const text = joinFindings([
    manifest,
    verifyNoOthers(files, statements.value),
    findings,
    verifyText(files.get(paths.appeal) ?? new Uint8Array(), statements.value),
  ]);
  if (text.refusals.length > 0) return conclude("refused", keysConfirmed, text);
  const all = joinFindings([text, verifyOnLedger({ files, statements: statements.value, key, options })]);
  if (all.refusals.length > 0) return conclude("refused", keysConfirmed, all);
  const isConfirmed = keysConfirmed.confirmed === keysConfirmed.of;
  return conclude(isConfirmed ? "verified" : "consistent", keysConfirmed, all);
}

type OnLedger = {
  readonly files: FolderFiles;
  readonly statements: Statements;
  readonly key: VerifierKey;
  readonly options: VerifyOptions;
};

function verifyOnLedger({ files, statements, key, options }: OnLedger): Findings {
  const opened = readCheckpoint(files.get(paths.checkpoint), key);
  if (!opened.ok) return refused(paths.checkpoint, opened.reason);
  const { checkpoint } = opened;
  const ledger = { checkpoint, countedAt: statements.size };
  return joinFindings([
    checked(`the checkpoint of ${checkpoint.origin}, size ${checkpoint.size}, is signed by keys/log.vkey`),
    verifyPublication(files, checkpoint, statements),
    verifyGrowth(files, checkpoint, key),
    options.since === undefined
      ? notChecked("that the ledger was not rewritten since an earlier checkpoint: none was given")
      : verifySince(files, { checkpoint, key, since: options.since }),
    ...statements.figures.map((figure) => verifyFigure(files, figure, ledger)),
  ]);
}

const noKeys: KeysConfirmed = { confirmed: 0, of: 1 };

function conclude(
  verdict: VerifyResult["verdict"],
  keysConfirmed: KeysConfirmed,
  found: Findings,
): VerifyResult {
  return { verdict, keysConfirmed, ...found, notChecked: [...found.notChecked, ...neverChecked] };
}
