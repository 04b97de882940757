/** `recount verify`: checks a published folder offline. */
import { readFolder, readText } from "../shell/read-folder.ts";
import { formatReport } from "../verify/report.ts";
import { verifyFolder } from "../verify/verify-folder.ts";
import type { Command } from "./command.ts";
import { textOption } from "./options.ts";
import { knownPages } from "./verifier-page.ts";

export const verifyCommand: Command = {
  name: "verify",
  operands: "<folder>",
  summary: "checks a published folder offline, and says what was checked and what was not",
  example: "recount verify published/appeal --keys fingerprints.txt",
  options: [
    {
      flags: "--keys <file>",
      text: "keys confirmed from outside: what the organisations publish on their own sites or paper",
    },
    { flags: "--since <checkpoint>", text: "a checkpoint seen before: the ledger must have grown from it" },
  ],
  async run(_context, operands, options) {
    const [keysFile, sinceFile] = [textOption(options, "keys"), textOption(options, "since")];
    const files = await readFolder(operands[0] ?? "");
    const result = verifyFolder(files, {
      ...(keysFile === undefined ? {} : { keys: await readText(keysFile) }),
      pages: await knownPages(),
      ...(sinceFile === undefined ? {} : { since: new TextEncoder().encode(await readText(sinceFile)) }),
    });
    const exit = result.verdict === "unreadable" ? 2 : result.verdict === "refused" ? 1 : 0;
    return { exit, json: result, text: formatReport(result) };
  },
};
