/** `recount link`: blocks, compares, trains, clusters; or explains one pair. */
import { formatWaterfall } from "../linkage/explain.ts";
import type { RowColumns } from "../linkage/table-builder.ts";
import { recordId } from "../model/ids.ts";
import { recordKinds } from "../model/record.ts";
import { writeFileDurably } from "../shell/files.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { explainRecords } from "../steps/link/explain-records.ts";
import type { KindRun } from "../steps/link/link-kind.ts";
import { type LinkOptions, type LinkReport, linkRegister } from "../steps/link-register.ts";
import { registerReport } from "../steps/linkage-report/write-report.ts";
import { viewOf } from "../steps/view.ts";
import type { Command, CommandAnswer, CommandContext, OptionValues } from "./command.ts";
import { choiceOption, numberOption, textOption, usageError } from "./options.ts";
import { packageVersion } from "./package-files.ts";
import { formatTable } from "./table.ts";
import { withRegister } from "./with-register.ts";

export const linkCommand: Command = {
  name: "link",
  operands: "[records...]",
  summary: "recognises the same person, site, area or event across lists and scripts",
  example: "recount link --explain families-1993/118 enquiries/40",
  options: [
    { flags: "--explain", text: "why two records are or are not the same: give their ids" },
    { flags: "--one-per-list", text: "nobody stands on one list twice" },
    { flags: "--seed <n>", text: "seed of the run (default 1); the same seed gives the same result" },
    { flags: "--retrain", text: "learns the model anew and compares all pairs, whatever the last run knows" },
    { flags: "--reuse", text: "builds on the last run's model and pairs, however much is new" },
    { flags: "--report <file>", text: "writes a page that shows why records were linked or not" },
    { flags: "--kind <kind>", text: "which kind of record the page is about (default person)" },
    { flags: "--with-values", text: "the page shows what records say about people, not their ids alone" },
  ],
  run: (context, operands, options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const linkOptions = {
          seed: numberOption(options, "seed", { min: 0, max: 2 ** 32 - 1 }) ?? 1,
          onePerList: options["onePerList"] === true,
          reuse: reuseOf(options),
          progress: context.progress.report,
        };
        if (options["explain"] === true) {
          const [left, right, ...rest] = operands;
          if (left === undefined || right === undefined || rest.length > 0)
            throw usageError("--explain", "the ids of two records", operands.join(" "));
          const waterfall = await explainRecords(register, viewOf(register, viewer), [
            recordId(left),
            recordId(right),
          ]);
          return { exit: 0, json: waterfall, text: formatWaterfall(waterfall) };
        }
        if (operands.length > 0)
          throw usageError("records", "no operands without --explain", operands.join(" "));
        if (viewer.as !== "keeper") return linkForMember(register, options, linkOptions);
        const page = reportPage(context, register, options);
        const report = await linkRegister(register, { ...linkOptions, onKind: (run) => page.take(run) });
        const written = await page.write();
        const rows = report.kinds.map(({ kind, records, pairs, entities, review }) => [
          kind,
          records,
          pairs,
          entities,
          review,
        ]);
        const table = formatTable(["kind", "records", "pairs compared", "entities", "pairs waiting"], rows);
        return {
          exit: 0,
          json: report,
          text: [
            table,
            ...changeWords(report),
            ...report.warnings.map((warning) => `note: ${warning}`),
            ...written,
          ].join("\n"),
        };
      },
      options["explain"] === true ? "look" : "change",
    ),
};

/**
 * A run by one organisation says nothing of what was found in the others' lists, not even how much: whoever brings in a
 * list of names would learn who of them is known.
 */
async function linkForMember(
  register: OpenRegister,
  options: OptionValues,
  linkOptions: LinkOptions,
): Promise<CommandAnswer> {
  if (options["report"] !== undefined)
    throw usageError("--report", "nothing: the page tells of every organisation's records", "a file");
  const { size } = await linkRegister(register, { ...linkOptions, progress: () => {} }); // it tells how many pairs
  const text = "linked; what is found is seen in search, and other organisations' matches once they accept";
  return { exit: 0, json: { size }, text };
}

/** Keeps the run of the wanted kind until it is written, where a page is wanted. */
function reportPage(context: CommandContext, register: OpenRegister, options: OptionValues) {
  const path = textOption(options, "report");
  const kind = choiceOption(options, "kind", recordKinds) ?? "person";
  const kept: { run?: KindRun; columns?: RowColumns } = {};
  return {
    async take(run: KindRun) {
      if (path === undefined || run.kind !== kind) return;
      kept.run = run;
      kept.columns = await run.columns();
    },
    async write(): Promise<readonly string[]> {
      const { run, columns } = kept;
      if (path === undefined || run === undefined || columns === undefined) return [];
      const page = registerReport(
        register.info.name,
        { ...run, columns },
        {
          withValues: options["withValues"] === true,
          seed: run.result.model.seed,
          made: `Made by Recount ${packageVersion()}, ${context.now().toISOString().slice(0, 10)}.`,
        },
      );
      await writeFileDurably(path, new TextEncoder().encode(page), 0o600);
      return [`report: ${path}`];
    },
  };
}

function reuseOf(options: OptionValues): "auto" | "always" | "never" {
  const [reuse, retrain] = [options["reuse"] === true, options["retrain"] === true];
  if (reuse && retrain) throw usageError("--reuse", "one of --reuse and --retrain", "both");
  return reuse ? "always" : retrain ? "never" : "auto";
}

/** What became of entities that the last run knew, and of judgements that decide nothing. */
function changeWords({ kinds, changes, judgements }: LinkReport): readonly string[] {
  const shown = changes
    .slice(0, 10)
    .map((change) =>
      change.change === "merge"
        ? `merged into ${change.entity}: ${change.from.join(", ")}`
        : `split from ${change.entity}: ${change.into.join(", ")}`,
    );
  const { decided, contested, toConfirm } = judgements;
  return [
    ...kinds.flatMap(({ kind, added }) =>
      added === undefined
        ? []
        : [`${kind}: ${added.rows.toLocaleString("en")} new records compared, by the model of the last run`],
    ),
    ...shown,
    ...(changes.length > shown.length ? [`and ${changes.length - shown.length} more merges and splits`] : []),
    ...(decided > 0 ? [`${decided} pairs stand as people judged them`] : []),
    ...(contested > 0 ? [`${contested} judgements are contested and decide nothing`] : []),
    ...(toConfirm > 0 ? [`${toConfirm} judgements wait to be confirmed: see recount review --list`] : []),
  ];
}
