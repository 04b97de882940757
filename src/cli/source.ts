/** `recount source`: what each source set out to list, and what it copied from others. */
import { harmKinds } from "../model/harm.ts";
import { declareScope, listScopes, type SourceReport, scopeText } from "../steps/count/declare-scope.ts";
import type { Command } from "./command.ts";
import { listOption, textOption, usageError } from "./options.ts";
import { formatTable } from "./table.ts";
import { withRegister } from "./with-register.ts";

export const sourceCommand: Command = {
  name: "source",
  operands: "[name]",
  summary: "declares what a source set out to list and whom it copied from; without a name shows all",
  example: 'recount source "Book of the dead" --harm killed --place Sarmel --period 1991..1994',
  options: [
    {
      flags: "--harm <kinds>",
      text: `kinds of harm that it lists, with commas between: ${harmKinds.join(", ")}`,
    },
    { flags: "--place <name>", text: "it lists only this place and all below it" },
    { flags: "--period <period>", text: "it lists only what happened in this period" },
    {
      flags: "--copied-from <sources>",
      text: "sources that it took people over from, with semicolons between: they count as one list in estimates",
    },
  ],
  run: (context, [name], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        if (name === undefined) return answer(await listScopes(register.store, viewer));
        const harms = listOption(options, "harm").map((text) => {
          const harm = harmKinds.find((kind) => kind === text);
          if (harm === undefined) throw usageError("--harm", `some of ${harmKinds.join(", ")}`, text);
          return harm;
        });
        const [place, period] = [textOption(options, "place"), textOption(options, "period")];
        const copied = (textOption(options, "copiedFrom") ?? "").split(";").map((text) => text.trim());
        const declared = await declareScope(register, name, {
          viewer,
          harms,
          ...(place === undefined ? {} : { place }),
          ...(period === undefined ? {} : { period }),
          copiedFrom: copied.filter((text) => text !== ""),
        });
        return answer([declared]);
      },
      name === undefined ? "look" : "change",
    ),
};

function answer(reports: readonly SourceReport[]) {
  const rows = reports.map(({ name, scope }) => [name, scopeText(scope) ?? "not declared: not limited"]);
  return { exit: 0, json: reports, text: formatTable(["source", "scope"], rows) } as const;
}
