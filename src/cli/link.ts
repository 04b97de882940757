/** `recount link`: blocks, compares, trains, clusters; or explains one pair. */
import { formatWaterfall } from "../linkage/explain.ts";
import { recordId } from "../model/ids.ts";
import { explainRecords, linkRegister } from "../steps/link-register.ts";
import type { Command } from "./command.ts";
import { numberOption, usageError } from "./options.ts";
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
  ],
  run: (context, operands, options) =>
    withRegister(context, async (register) => {
      const linkOptions = {
        seed: numberOption(options, "seed", { min: 0, max: 2 ** 32 - 1 }) ?? 1,
        onePerList: options["onePerList"] === true,
        progress: context.progress.report,
      };
      if (options["explain"] === true) {
        const [left, right, ...rest] = operands;
        if (left === undefined || right === undefined || rest.length > 0)
          throw usageError("--explain", "the ids of two records", operands.join(" "));
        const waterfall = await explainRecords(register, [recordId(left), recordId(right)]);
        return { exit: 0, json: waterfall, text: formatWaterfall(waterfall) };
      }
      if (operands.length > 0)
        throw usageError("records", "no operands without --explain", operands.join(" "));
      const report = await linkRegister(register, linkOptions);
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
        text: [table, ...report.warnings.map((warning) => `note: ${warning}`)].join("\n"),
      };
    }),
};
