/** A list's file taken in: its bytes kept, open or sealed, and its tables. */
import { type Parsed, RecountError } from "../base/errors.ts";
import { openTables } from "../intake/read-tables.ts";
import { sealColumns } from "../intake/seal-columns.ts";
import { bytesFile, type SourceFile } from "../intake/source-file.ts";
import type { Table } from "../intake/table.ts";
import type { Digest, SourceId } from "../model/ids.ts";
import { sealingRecipients } from "./custodians.ts";
import { evidencePath, keepEvidence, keepSealedEvidence } from "./evidence.ts";
import { openSourceFile } from "./files.ts";
import type { OpenRegister } from "./register-folder.ts";

export type TakenFile = {
  readonly evidence: Digest;
  readonly file: SourceFile;
  readonly tables: Parsed<readonly Table[]>;
};

/** Its bytes on disk as they are, and read from there: they survive a loss of power. */
export async function takeOpen(
  { folder }: OpenRegister,
  given: SourceFile,
  signal: AbortSignal | undefined,
): Promise<TakenFile> {
  const evidence = await keepEvidence(folder.evidence, given, signal);
  const file = await openSourceFile(evidencePath(folder.evidence, evidence), given.name);
  return { evidence, file, tables: await openTables(file) };
}

/**
 * Its bytes on disk only when they are locked, and read from memory with the text of these columns taken out. Throws
 * `input-refused` before anything is written when the file cannot be read or has no such column.
 */
export async function takeSealed(
  { folder, store }: OpenRegister,
  given: SourceFile,
  columns: readonly string[],
): Promise<TakenFile> {
  const recipients = await sealingRecipients(store);
  const bytes = await given.bytes();
  const file = bytesFile(given.name, bytes);
  const opened = await openTables(file);
  const tables = "value" in opened ? sealColumns(opened.value, columns) : opened;
  if ("issues" in tables)
    throw new RecountError(
      "input-refused",
      tables.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"),
    );
  return { evidence: await keepSealedEvidence(folder.evidence, bytes, recipients), file, tables };
}

/**
 * The columns of a source to seal: those asked for and those of its versions before. Throws `input-sealed` when it was
 * taken in open before: what was written then would stay.
 */
export async function columnsToSeal(
  { store }: OpenRegister,
  { id, sealed = [] }: { readonly id: SourceId; readonly sealed?: readonly string[] },
): Promise<readonly string[]> {
  const known = (await store.sources()).find((source) => source.id === id);
  const before = known?.sealed ?? [];
  if (known !== undefined && before.length === 0 && sealed.length > 0)
    throw new RecountError(
      "input-sealed",
      `got ${sealed.join(", ")} to seal of a source that was taken in unsealed before, wanted another name for it: what was written stays written`,
    );
  return [...new Set([...before, ...sealed])];
}
