/** `recount count`: documented counts with list overlaps, and the estimate beside them or the reason why not. */

import { units } from "../model/figure.ts";
import { harmKinds } from "../model/harm.ts";
import { groupings } from "../register/breakdown.ts";
import { type CountReport, countRegister } from "../steps/count-register.ts";
import type { Command } from "./command.ts";
import { choiceOption, listOption, textOption, usageError } from "./options.ts";
import { formatTable } from "./table.ts";
import { withRegister } from "./with-register.ts";

export const countCommand: Command = {
  name: "count",
  operands: "",
  summary: "documented counts, each entity once, with the lists they stand on",
  example: "recount count --harm missing --by place,year",
  options: [
    { flags: "--harm <kind>", text: `one of ${harmKinds.join(", ")}; all of them when not given` },
    { flags: "--unit <unit>", text: `one of ${units.join(", ")} (default: what the harm is done to)` },
    { flags: "--place <name>", text: "only this place and all below it" },
    { flags: "--period <period>", text: "only harms wholly inside, for example 1991..1994 or 1992-02" },
    { flags: "--by <groups>", text: `break the count down: ${groupings.join(", ")}, with commas between` },
  ],
  run: (context, _operands, options) =>
    withRegister(context, async (register) => {
      const by = listOption(options, "by").map((name) => {
        const grouping = groupings.find((known) => known === name);
        if (grouping === undefined) throw usageError("--by", `some of ${groupings.join(", ")}`, name);
        return grouping;
      });
      const harm = choiceOption(options, "harm", harmKinds);
      const unit = choiceOption(options, "unit", units);
      const [place, period] = [textOption(options, "place"), textOption(options, "period")];
      const reports = await countRegister(register.store, {
        ...(harm === undefined ? {} : { harm }),
        ...(unit === undefined ? {} : { unit }),
        ...(place === undefined ? {} : { place }),
        ...(period === undefined ? {} : { period }),
        by,
      });
      return { exit: 0, json: reports, text: reports.map(formatCount).join("\n\n") };
    }),
};

function formatCount({ figure, breakdown, places }: CountReport): string {
  const { query, documented, lists, beside, unplaced, undated, estimate } = figure;
  const what = `${query.unit}s${query.harm === undefined ? "" : ` ${query.harm}`}`;
  const lines = [
    `at least ${documented.toLocaleString("en")} ${what}, documented, as of entry ${figure.size}`,
  ];
  if (lists.length > 0)
    lines.push(
      formatTable(
        ["list", "count"],
        lists.map(({ name, count }) => [name, count]),
      ),
    );
  if (beside.groups > 0)
    lines.push(
      `beside them, not added: ${beside.groups} groups of unnamed people, ${beside.persons} persons by their sources`,
    );
  if (unplaced > 0) lines.push(`${unplaced} more could not be placed`);
  lines.push(
    `places that ${query.unit} records name: ${places.resolved} resolved, ${places.ambiguous} ambiguous, ${places.unresolved} unresolved`,
  );
  if (undated > 0) lines.push(`${undated} more could not be dated finely enough`);
  lines.push(
    estimate.estimable
      ? `estimate (${estimate.method}): ${Math.round(estimate.total)}, ${100 * estimate.level} % ${estimate.interval} interval ${Math.round(estimate.lower)} to ${Math.round(estimate.upper)}; assumes: ${estimate.assumption}`
      : `not estimable: ${estimate.reason}`,
  );
  if (breakdown.length > 0)
    lines.push(
      formatTable(
        [...Object.keys(breakdown[0]?.group ?? {}), "documented"],
        breakdown.map(({ group, documented: count }) => [...Object.values(group), count]),
      ),
    );
  return lines.join("\n");
}
