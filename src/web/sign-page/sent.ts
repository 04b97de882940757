/** What was sent to whoever signs, read and held against itself before a word of it is shown. */

import type { AppealText } from "../../appeal/appeal-text.ts";
import type { FolderFiles } from "../../appeal/bag.ts";
import { parseBeside } from "../../appeal/beside-file.ts";
import { digestOf, MANIFEST_PATH } from "../../appeal/manifest.ts";
import { paths } from "../../appeal/publish.ts";
import { parseStatements } from "../../appeal/read-statements.ts";
import { besidePaths } from "../../appeal/standing.ts";
import type { Statements } from "../../appeal/statements.ts";
import { parseToSign, type ToSign } from "../../appeal/to-sign-file.ts";
import { fromUtf8 } from "../../base/bytes.ts";
import { unpackZip } from "../../base/unpack-zip.ts";
import { verifyFolder } from "../../verify/verify-folder.ts";
import { readAppeal, verifyText } from "../../verify/verify-text.ts";

export type SentText = {
  readonly appeal: string; // its short name
  readonly markdown: string; // the file, letter by letter
  readonly text: AppealText;
  readonly statements: Statements;
  readonly manifest: string; // its digest
};

/** A version to be signed in all its languages, or one that is published, about which a letter can be written. */
export type Sent = { readonly texts: readonly SentText[] } & (
  | { readonly kind: "to-sign"; readonly toSign: ToSign }
  | {
      readonly kind: "published";
      readonly about: { readonly appeal: string; readonly version: number; readonly manifest: string };
    }
);

/** Why nothing of it is shown, in the checks' own English. */
export type Unread = { readonly reasons: readonly string[] };

/** What a file holds: the file that asks for signatures, or a published folder as its zip. */
export async function readSent(bytes: Uint8Array): Promise<Sent | Unread> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) return readToSign(bytes);
  const unpacked = await unpackZip(bytes);
  return "value" in unpacked
    ? readPublished(unpacked.value)
    : { reasons: unpacked.issues.map(({ message }) => message) };
}

function readToSign(bytes: Uint8Array): Sent | Unread {
  const toSign = parseToSign(wordsOf(bytes));
  if ("issues" in toSign) return { reasons: toSign.issues.map(({ path, message }) => `${path}: ${message}`) };
  // Whoever sends a text whose figures are not those of its Markdown wants one thing read and another signed.
  const refusals = toSign.value.texts.flatMap(
    ({ text, statements }) => verifyText(text, statements).refusals,
  );
  if (refusals.length > 0) return { reasons: refusals.map(({ path, reason }) => `${path}: ${reason}`) };
  return {
    kind: "to-sign",
    toSign: toSign.value,
    texts: toSign.value.texts.map(({ appeal, files, text, statements }) => ({
      appeal,
      markdown: wordsOf(files.get(paths.appeal)),
      text,
      statements,
      manifest: digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array()),
    })),
  };
}

function readPublished(files: FolderFiles): Sent | Unread {
  const { verdict, refusals } = verifyFolder(files);
  const statements = parseStatements(files.get(paths.statements) ?? new Uint8Array(), paths.statements);
  const text = readAppeal(files.get(paths.appeal) ?? new Uint8Array());
  const beside = parseBeside(files.get(besidePaths.beside) ?? new Uint8Array());
  if (verdict === "refused" || verdict === "unreadable" || "issues" in statements || "issues" in beside)
    return { reasons: refusals.map(({ path, reason }) => `${path}: ${reason}`) };
  if ("reason" in text) return { reasons: [text.reason] };
  const { appeal, version } = beside.value;
  const manifest = digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array()); // held against the files by then
  const markdown = wordsOf(files.get(paths.appeal));
  return {
    kind: "published",
    about: { appeal, version, manifest },
    texts: [{ appeal, markdown, text, statements: statements.value, manifest }],
  };
}

/** Bytes that are no text are no file of ours, and are refused as such. */
function wordsOf(bytes: Uint8Array | undefined): string {
  try {
    return fromUtf8(bytes ?? new Uint8Array());
  } catch {
    return "";
  }
}
