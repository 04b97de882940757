/** `recount witness`: refuses a ledger that was rewritten, cosigns one that grew. */
import { join } from "node:path";
import { isKeyName } from "../ledger/verifier-key.ts";
import { writeFileDurably } from "../shell/files.ts";
import { witnessFolder } from "../steps/witness-folder.ts";
import type { Command } from "./command.ts";
import { textOption, usageError } from "./options.ts";

export const witnessCommand: Command = {
  name: "witness",
  operands: "<folder>",
  summary: "refuses a published ledger that was rewritten, cosigns one that only grew",
  example:
    "recount witness published/ledger --name lantern.example/witness --log ledger.example+51b2a99b+AW56...",
  options: [
    {
      flags: "--name <name>",
      text: "the name that the witness cosigns under, like an address without a scheme",
      required: true,
    },
    { flags: "--log <key>", text: "the log's key, confirmed from outside; kept after the first time" },
    {
      flags: "--state <folder>",
      text: "where the witness keeps its key and what it saw (default recount-witness)",
    },
    {
      flags: "--out <file>",
      text: "where the cosigned checkpoint goes (default: <folder>/checkpoint.cosigned)",
    },
  ],
  async run(context, [folder = ""], options) {
    const name = textOption(options, "name") ?? "";
    if (!isKeyName(name)) throw usageError("--name", "a name without spaces and plus signs", name);
    const logKey = textOption(options, "log");
    const report = await witnessFolder(folder, {
      state: textOption(options, "state") ?? "recount-witness",
      name,
      ...(logKey !== undefined && { logKey }),
      time: Math.floor(context.now().getTime() / 1000),
    });
    if (report.verdict === "refused") return { exit: 1, json: report, text: `refused: ${report.reason}` };
    const out = textOption(options, "out") ?? join(folder, "checkpoint.cosigned");
    await writeFileDurably(out, new TextEncoder().encode(report.note));
    const grew = report.from === undefined ? "seen for the first time" : `grown from ${report.from}`;
    return {
      exit: 0,
      json: { ...report, out },
      text: `cosigned: ${report.origin} at size ${report.size}, ${grew}\nin ${out}\nthis witness's key: ${report.key}`,
    };
  },
};
