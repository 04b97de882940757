/** Whether the record of a receipt is counted in a published folder's figures: for its holder alone. */

import type { FolderFiles } from "../appeal/bag.ts";
import { parseGrowth } from "../appeal/growth-file.ts";
import { digestOf, MANIFEST_PATH } from "../appeal/manifest.ts";
import { paths } from "../appeal/publish.ts";
import { parseStatements } from "../appeal/read-statements.ts";
import { parseReceipt, type Receipt, restsOn, verifyReceipt } from "../appeal/receipt.ts";
import { formToken, tokenKey } from "../appeal/token.ts";
import { parseTokenFile, tokensPath } from "../appeal/token-file.ts";
import { fromUtf8 } from "../base/bytes.ts";
import { parseCheckpoint } from "../ledger/checkpoint.ts";
import { parseSignedNote } from "../ledger/signed-note.ts";
import { type VerifyOptions, type VerifyResult, verifyFolder } from "./verify-folder.ts";

/** `not shown`: the figure is rounded, and shows no tokens. */
export type ReceiptFigure = {
  readonly id: string;
  readonly counted: "counted" | "not counted" | "not shown";
};

export type ReceiptResult = {
  readonly verdict: "counted" | "not counted" | "refused";
  readonly reason?: string; // when it is refused
  readonly figures: readonly ReceiptFigure[];
  readonly notChecked: readonly string[];
  readonly folder: VerifyResult["verdict"];
};

const neverChecked = [
  "that nobody is counted twice: the audit bounds that, receipts cannot",
  "that what the record says is true",
];

/**
 * Looks for the receipt's tokens among those of each figure. The folder is verified first, and the receipt must rest
 * on a checkpoint that the folder shows: its own, or an older one that it grew from.
 */
export function verifyReceiptIn(
  files: FolderFiles,
  receiptBytes: Uint8Array,
  options: VerifyOptions = {},
): ReceiptResult {
  const { verdict: folder, refusals } = verifyFolder(files, options);
  const refuse = (reason: string): ReceiptResult => ({
    verdict: "refused",
    reason,
    figures: [],
    notChecked: neverChecked,
    folder,
  });
  if (folder === "refused" || folder === "unreadable")
    return refuse(`the folder is ${folder}: ${refusals[0]?.path ?? ""} ${refusals[0]?.reason ?? ""}`);
  const parsed = parseReceipt(receiptBytes);
  if ("issues" in parsed) return refuse(parsed.issues[0]?.message ?? "the receipt cannot be read");
  const receipt = parsed.value;
  const sound = verifyReceipt(receipt);
  if (!sound.ok) return refuse(sound.reason);
  if (!shownCheckpoints(files).some((checkpoint) => restsOn(receipt, checkpoint)))
    return refuse(
      `the receipt rests on a checkpoint of size ${receipt.size}, which the folder neither has nor grew from`,
    );
  const figures = figuresOf(files, receipt);
  const isCounted = figures.some(({ counted }) => counted === "counted");
  return { verdict: isCounted ? "counted" : "not counted", figures, notChecked: neverChecked, folder };
}

/** Of a folder that is verified: its own checkpoint, and those it grew from. */
function shownCheckpoints(files: FolderFiles) {
  const growth = files.get(paths.growth);
  const grown = growth === undefined ? { value: [] } : parseGrowth(growth, paths.growth);
  const notes = [
    files.get(paths.checkpoint) ?? new Uint8Array(),
    ...("value" in grown ? grown.value : []).map((each) => each.checkpoint),
  ];
  return notes.flatMap((note) => {
    const signed = parseSignedNote(fromUtf8(note));
    const checkpoint = "value" in signed ? parseCheckpoint(signed.value.text) : signed;
    return "value" in checkpoint ? [checkpoint.value] : [];
  });
}

function figuresOf(files: FolderFiles, { disclosure }: Receipt): readonly ReceiptFigure[] {
  const statements = parseStatements(files.get(paths.statements) ?? new Uint8Array(), paths.statements);
  if (!("value" in statements)) return [];
  const manifest = digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array());
  const key = tokenKey(disclosure);
  return statements.value.figures.map(({ id }) => {
    const bytes = files.get(tokensPath(id));
    const tokens = bytes === undefined ? undefined : parseTokenFile(bytes, tokensPath(id));
    if (tokens === undefined || !("value" in tokens)) return { id, counted: "not shown" };
    const isThere = tokens.value.records.includes(formToken(key, "record", { manifest, figure: id }));
    return { id, counted: isThere ? "counted" : "not counted" };
  });
}
