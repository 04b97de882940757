/** A passphrase: from a file, from the environment, or typed without being shown. Never from the command line, which others can see. */
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { judgePassphrase } from "../base/passphrase.ts";
import { readText } from "../shell/read-folder.ts";
import { usageError } from "./options.ts";

export type SecretRequest = {
  readonly what: string; // "passphrase of the backup"
  readonly file: string | undefined; // of --passphrase-file
  readonly isNew: boolean; // is asked for twice, and may not be short
};

/** How a command is told a passphrase that is not typed. */
export const passphraseOption = {
  flags: "--passphrase-file <file>",
  text: "a file whose first line is the passphrase (else RECOUNT_PASSPHRASE, else it is asked for)",
};

/** The passphrase. Throws a usage error when there is no way to ask for it, when it is short, or typed two ways. */
export async function askPassphrase({ what, file, isNew }: SecretRequest): Promise<string> {
  const given = file === undefined ? process.env["RECOUNT_PASSPHRASE"] : firstLine(await readText(file));
  const passphrase = given ?? (await typed(what));
  const judged = judgePassphrase(passphrase);
  if (isNew && !judged.ok) throw usageError(what, "four or five random words", judged.reason);
  if (passphrase === "") throw usageError(what, "a passphrase", "nothing");
  if (isNew && given === undefined && (await typed(`${what}, once more`)) !== passphrase)
    throw usageError(what, "the same passphrase twice", "two");
  return passphrase;
}

const firstLine = (text: string) => text.split(/\r?\n/)[0] ?? "";

async function typed(what: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw usageError(
      what,
      "--passphrase-file, RECOUNT_PASSPHRASE or a terminal to type it on",
      "none of them",
    );
  process.stderr.write(`${what}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
