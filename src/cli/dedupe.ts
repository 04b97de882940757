/** `recount dedupe`: any tables in, who is who out; no register and no configuration. */
import { availableParallelism } from "node:os";
import { RecountError } from "../base/errors.ts";
import type { LinkResult } from "../linkage/link.ts";
import type { LinkModel } from "../linkage/link-model.ts";
import { formatModel, parseModel } from "../linkage/model-file.ts";
import { readFileIfThere, writeFileDurably } from "../shell/files.ts";
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
    { flags: "--config <model>", text: "a model saved by --save-config, edited or not: nothing is learned" },
    { flags: "--save-config <file>", text: "where the model goes: comparisons, rules and weights as JSON" },
    { flags: "--threads <n>", text: "threads that compare (default: one per core); the result is the same" },
    { flags: "--seed <n>", text: "seed of the run (default 1)" },
    { flags: "--report <file>", text: "writes a page that shows why rows were linked or not" },
    { flags: "--with-values", text: "the page shows what rows say about people, not their numbers alone" },
  ],
  async run(context, files, options) {
    const out = requiredText(options, "out");
    const [truth, config] = [textOption(options, "truth"), textOption(options, "config")];
    const saved = textOption(options, "saveConfig");
    const started = performance.now();
    const { result, notices, labels } = await dedupeFiles(files, {
      ignore: listOption(options, "ignore"),
      ...(truth !== undefined && { truth }),
      ...(config !== undefined && { model: await readModel(config) }),
      onePerList: options["onePerList"] === true,
      seed: numberOption(options, "seed", { min: 0, max: 2 ** 32 - 1 }) ?? 1,
      threads: numberOption(options, "threads", { min: 1, max: 256 }) ?? availableParallelism(),
      signal: context.signal,
      progress: context.progress.report,
    });
    context.signal.throwIfAborted();
    await writeFileDurably(out, formatEntities(result));
    if (saved !== undefined) await writeFileDurably(saved, [formatModel(result.result.model)]);
    const report = textOption(options, "report");
    if (report !== undefined) {
      const page = dedupeReport(result, {
        withValues: options["withValues"] === true,
        seed: result.result.model.seed,
        made: `Made by Recount ${packageVersion()}, ${context.now().toISOString().slice(0, 10)}.`,
        ...(truth !== undefined && { truth: { column: truth, labels: labels() } }),
      });
      await writeFileDurably(report, new TextEncoder().encode(page), 0o600);
    }
    for (const notice of notices) context.say(notice);
    for (const line of describeModel(result.result)) context.say(line);
    for (const warning of result.warnings) context.say(`note: ${warning}`);
    const counts = {
      records: result.records,
      pairs: result.pairs,
      entities: result.entities,
      seconds: Math.round(performance.now() - started) / 1000,
      peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024), // of the process, its threads among it
    };
    const accuracy = result.truth?.(); // no part of the seconds
    const json = accuracy === undefined ? counts : { ...counts, truth: accuracy };
    const rows = Object.entries({ ...counts, ...accuracy }).map(([name, value]) => [name, String(value)]);
    return {
      exit: 0,
      json,
      text: `${formatTable(["", ""], rows).trimStart()}\nwritten: ${out}${report === undefined ? "" : `\nreport: ${report}`}`,
    };
  },
};

async function readModel(path: string): Promise<LinkModel> {
  const bytes = await readFileIfThere(path);
  if (bytes === undefined) throw new RecountError("input-no-file", `there is no file ${path}`);
  const parsed = parseModel(new TextDecoder().decode(bytes));
  if ("value" in parsed) return parsed.value;
  throw new RecountError(
    "input-model",
    parsed.issues.map((issue) => `${path}: ${issue.path}: ${issue.message}`).join("\n"),
  );
}

/** What was inferred: which columns are compared as what, and which rules bring rows together. */
function describeModel({ model }: LinkResult): readonly string[] {
  const compared = model.comparisons.map(
    ({ name, kind, levels }) => `compared: ${name} as ${kind}, ${levels.length - 1} levels`,
  );
  const rules = model.rules.map(
    ({ keys, pairs }) => `rule: ${keys.length === 0 ? "every pair" : keys.join(" and ")}, ${pairs} pairs`,
  );
  return [...compared, ...rules];
}
