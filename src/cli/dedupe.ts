/** `recount dedupe`: any tables in, who is who out; no register and no configuration. */

import { writeFileDurably } from "../shell/files.ts";
import { dedupeFiles, formatEntities } from "../steps/dedupe-files.ts";
import { dedupeReport } from "../steps/linkage-report/write-report.ts";
import type { Command } from "./command.ts";
import { listOption, numberOption, requiredText, textOption } from "./options.ts";
import { packageVersion } from "./package-files.ts";
import { formatTable } from "./table.ts";

export const dedupeCommand: Command = {
  name: "dedupe",
  operands: "<file...>",
  summary: "finds the same people in any tables, without a register; writes file,row,entity",
  example: "recount dedupe list-a.csv list-b.xlsx --out clusters.csv --ignore id",
  options: [
    { flags: "--out <file>", text: "where the CSV file,row,entity goes", required: true },
    { flags: "--ignore <columns>", text: "columns that are never compared, with commas between" },
    { flags: "--one-per-list", text: "an entity takes at most one row of each file" },
    {
      flags: "--truth <column>",
      text: "a column that says who is who: never compared, only used to measure",
    },
    { flags: "--seed <n>", text: "seed of the run (default 1)" },
    { flags: "--report <file>", text: "writes a page that shows why rows were linked or not" },
    { flags: "--with-values", text: "the page shows what rows say about people, not their numbers alone" },
  ],
  async run(context, files, options) {
    const out = requiredText(options, "out");
    const truth = textOption(options, "truth");
    const started = performance.now();
    const { result, notices, labels } = await dedupeFiles(files, {
      ignore: listOption(options, "ignore"),
      ...(truth === undefined ? {} : { truth }),
      onePerList: options["onePerList"] === true,
      seed: numberOption(options, "seed", { min: 0, max: 2 ** 32 - 1 }) ?? 1,
      progress: context.progress.report,
    });
    await writeFileDurably(out, new TextEncoder().encode(formatEntities(result)));
    const report = textOption(options, "report");
    if (report !== undefined) {
      const page = dedupeReport(result, {
        withValues: options["withValues"] === true,
        seed: result.result.model.seed,
        made: `Made by Recount ${packageVersion()}, ${context.now().toISOString().slice(0, 10)}.`,
        ...(truth !== undefined && { truth: { column: truth, labels } }),
      });
      await writeFileDurably(report, new TextEncoder().encode(page), 0o600);
    }
    for (const notice of notices) context.say(notice);
    for (const warning of result.warnings) context.say(`note: ${warning}`);
    const seconds = Math.round(performance.now() - started) / 1000;
    const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
    const counts = {
      records: result.records,
      pairs: result.pairs,
      entities: result.entities,
      seconds,
      peakMemoryMb,
    };
    const json = result.truth === undefined ? counts : { ...counts, truth: result.truth };
    const rows = Object.entries({ ...counts, ...result.truth }).map(([name, value]) => [name, String(value)]);
    return {
      exit: 0,
      json,
      text: `${formatTable(["", ""], rows).trimStart()}\nwritten: ${out}${report === undefined ? "" : `\nreport: ${report}`}`,
    };
  },
};
