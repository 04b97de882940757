/** `recount receipt` and `recount verify-receipt`: a family's proof that its record is counted. */
import { readFile } from "node:fs/promises";
import { RecountError } from "../base/errors.ts";
import { recordId } from "../model/ids.ts";
import { writeFileDurably } from "../shell/files.ts";
import { openBytes } from "../shell/locked-archive.ts";
import { readFolder, readText } from "../shell/read-folder.ts";
import { makeReceipt } from "../steps/make-receipt.ts";
import { requireOwnRecord } from "../steps/people/own-sources.ts";
import { type ReceiptResult, verifyReceiptIn } from "../verify/verify-receipt.ts";
import { askPassphrase, passphraseOption } from "./ask-secret.ts";
import type { Command } from "./command.ts";
import { textOption } from "./options.ts";
import { withRegister } from "./with-register.ts";

const warning =
  "A receipt can be proof that somebody talked. Whoever finds it, with its passphrase, learns that its holder gave a record to this register. Give one only to a holder who asks for it and has been told this; then say --holder-was-warned.";

export const receiptCommand: Command = {
  name: "receipt",
  operands: "<record>",
  summary:
    "gives a family or a source its proof that its record is counted; locked, and only after a warning",
  example: "recount receipt families-1993/118 --out receipt.age --holder-was-warned",
  options: [
    { flags: "--out <file>", text: "where it goes (default receipt.age)" },
    { flags: "--holder-was-warned", text: "the holder asked for it and knows what it can give away" },
    passphraseOption,
  ],
  run: (context, [record = ""], options) =>
    withRegister(context, async (register, viewer) => {
      if (options["holderWasWarned"] !== true) throw new RecountError("refused", warning);
      await requireOwnRecord(register, recordId(record), viewer);
      const file = textOption(options, "out") ?? "receipt.age";
      const passphrase = await askPassphrase({
        what: "passphrase of the receipt, the holder's own",
        file: textOption(options, "passphraseFile"),
        isNew: true,
      });
      const { size, locked } = await makeReceipt(register, { record: recordId(record), passphrase });
      await writeFileDurably(file, locked, 0o600);
      const text = `${file}: a receipt under the checkpoint of size ${size}\nNo name, place or organisation is in it. Without its passphrase it opens to nobody, and nobody can make the passphrase again.`;
      return { exit: 0, json: { file, size }, text };
    }),
};

export const verifyReceiptCommand: Command = {
  name: "verify-receipt",
  operands: "<file> <folder>",
  summary: "says in which figures of a published folder a receipt's record is counted; offline",
  example: "recount verify-receipt receipt.age published/appeal",
  options: [
    passphraseOption,
    {
      flags: "--keys <file>",
      text: "keys confirmed from outside: what the organisations publish on their own sites or paper",
    },
  ],
  async run(_context, [file = "", folder = ""], options) {
    const locked = await readFile(file).catch((cause: unknown) => {
      throw new RecountError("input-unreadable", `cannot read ${file}`, { cause });
    });
    const passphrase = await askPassphrase({
      what: "passphrase of the receipt",
      file: textOption(options, "passphraseFile"),
      isNew: false,
    });
    const keys = textOption(options, "keys");
    const result = verifyReceiptIn(
      await readFolder(folder),
      await openReceipt(file, passphrase, locked),
      keys === undefined ? {} : { keys: await readText(keys) },
    );
    return { exit: result.verdict === "counted" ? 0 : 1, json: result, text: formatResult(result) };
  },
};

/** The library says it in the words of its format, which no holder knows. */
async function openReceipt(file: string, passphrase: string, locked: Uint8Array): Promise<Uint8Array> {
  const isLocked = Buffer.from(locked.subarray(0, AGE.length)).toString("latin1") === AGE;
  if (!isLocked)
    throw new RecountError(
      "input-locked",
      `${file}: got another file, wanted a receipt as recount receipt makes it`,
    );
  return openBytes({ passphrase }, locked).catch((cause: unknown) => {
    throw new RecountError(
      "input-locked",
      `${file}: got a passphrase that does not open it, wanted the one that its holder chose; it cannot be made again`,
      { cause },
    );
  });
}

const AGE = "age-encryption.org/v1";

function formatResult({ verdict, reason, figures, notChecked, folder }: ReceiptResult): string {
  if (verdict === "refused") return `refused: ${reason ?? ""}`;
  const first =
    verdict === "counted"
      ? "The record is in the ledger, and it is counted."
      : "The record is in the ledger, and no figure that shows its tokens counts it.";
  return [
    first,
    ...figures.map(({ id, counted }) => `  ${id}: ${counted}`),
    `The folder itself is ${folder}: see recount verify.`,
    "Not checked",
    ...notChecked.map((line) => `  - ${line}`),
  ].join("\n");
}
