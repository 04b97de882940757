/** `recount verify`: checks a published folder offline. */

import { digestOf } from "../appeal/manifest.ts";
import { readFolder, readText } from "../shell/read-folder.ts";
import { formatReport } from "../verify/report.ts";
import { verifyFolder } from "../verify/verify-folder.ts";
import type { Command, CommandAnswer } from "./command.ts";
import { knownPages, offlinePage, offlinePages } from "./offline-pages.ts";
import { textOption, usageError } from "./options.ts";

export const verifyCommand: Command = {
  name: "verify",
  operands: "[folder]",
  summary: "checks a published folder offline, and says what was checked and what was not",
  example: "recount verify published/appeal --keys fingerprints.txt",
  options: [
    {
      flags: "--keys <file>",
      text: "keys confirmed from outside: what organisations publish on their own sites or paper, and certificates (PEM) of authorities of time",
    },
    {
      flags: "--page-digest",
      text: "prints the SHA-256 of this version's verify.html and sign.html instead, to hold those that came against them",
    },
    { flags: "--since <checkpoint>", text: "a checkpoint seen before: the ledger must have grown from it" },
  ],
  async run(_context, operands, options) {
    if (options["pageDigest"] === true) return pageDigest();
    if (operands[0] === undefined) throw usageError("folder", "a published folder", "nothing");
    const [keysFile, sinceFile] = [textOption(options, "keys"), textOption(options, "since")];
    const files = await readFolder(operands[0]);
    const result = verifyFolder(files, {
      ...(keysFile === undefined ? {} : { keys: await readText(keysFile) }),
      pages: await knownPages(),
      ...(sinceFile === undefined ? {} : { since: new TextEncoder().encode(await readText(sinceFile)) }),
    });
    const exit = result.verdict === "unreadable" ? 2 : result.verdict === "refused" ? 1 : 0;
    return { exit, json: result, text: formatReport(result) };
  },
};

async function pageDigest(): Promise<CommandAnswer> {
  const pages = await Promise.all(
    offlinePages.map(async (page) => ({ page, sha256: digestOf(await offlinePage(page)) })),
  );
  return {
    exit: 0,
    json: { pages },
    text: pages.map(({ page, sha256 }) => `${sha256}  ${page}`).join("\n"),
  };
}
