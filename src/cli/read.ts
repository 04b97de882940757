/** `recount read`: an appeal as it is really written, read: figures, dates, places, organisations, signatories. */
import { draftAppeal } from "../appeal/reading/draft-appeal.ts";
import type { AppealRead, FigureRead } from "../appeal/reading/read-appeal.ts";

import { formatPrefixDate } from "../base/prefix-date.ts";
import { writeFileDurably } from "../shell/files.ts";
import { readText } from "../shell/read-folder.ts";
import { readAppealText } from "../steps/read-text.ts";
import type { Command } from "./command.ts";
import { textOption } from "./options.ts";

export const readCommand: Command = {
  name: "read",
  operands: "<text>",
  summary: "reads an existing appeal: what it counts, when, where, who signs, what is unsupported",
  example: "recount read appeal.txt --draft draft.md",
  options: [{ flags: "--draft <file>", text: "write a draft in which each figure waits to be bound" }],
  async run(context, operands, options) {
    const text = await readText(operands[0] ?? "");
    const { block, ...read } = await readAppealText(text);
    const draft = textOption(options, "draft");
    if (draft !== undefined) {
      const now = context.now();
      const today = formatPrefixDate({
        year: now.getUTCFullYear(),
        month: now.getUTCMonth() + 1,
        day: now.getUTCDate(),
      });
      const markdown = draftAppeal(text, { ...read, ...(block && { block }) }, today);
      await writeFileDurably(draft, new TextEncoder().encode(markdown));
    }
    return { exit: 0, json: read, text: formatRead(read) };
  },
};

function formatRead(read: Omit<AppealRead, "block">): string {
  const unsupported = read.figures.filter(({ support }) => support === "unsupported").length;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [`figures: ${read.figures.length}, of which ${unsupported} unsupported`, read.figures.map(formatFigure)],
    [
      `dates and periods: ${read.dates.length}`,
      read.dates.map(({ text, from, until }) => formatDate(text, from, until)),
    ],
    [
      `places: ${read.places.length}`,
      read.places.map(({ text, known }) => {
        const others = [...new Set(known.flatMap(({ names }) => names))].filter((name) => name !== text);
        if (known.length === 0) return `${text}: in no gazetteer here`;
        return others.length === 0
          ? `${text}: known by this name alone`
          : `${text}: also ${others.slice(0, 8).join(", ")}`;
      }),
    ],
    [
      `organisations: ${read.organisations.length}`,
      read.organisations.map(({ text, signs }) => (signs ? text : `${text} (does not sign)`)),
    ],
    [
      `signatories: ${read.signatories.length}`,
      read.signatories.map(
        ({ number, name, role, organisation }) =>
          `${number === undefined ? "" : `${number}. `}${[name, role, organisation].filter((part) => part !== "").join(" · ")}`,
      ),
    ],
    [
      `legal and contested labels: ${read.labels.length}`,
      read.labels.map(({ text, attributedTo, saidBy, within }) => {
        if (within !== undefined) return `${text}: part of a name, ${within}`;
        const on = attributedTo === undefined ? "" : `, of ${attributedTo}`;
        return `${text}${on}; ${saidBy === undefined ? "in the author's own voice, without a citation" : `said by ${saidBy}`}`;
      }),
    ],
  ];
  return sections
    .map(([title, lines]) => [title, ...lines.map((line) => `  ${line.replace(/\s+/g, " ")}`)].join("\n"))
    .join("\n\n");
}

function formatFigure({ text, value, upper, unit, qualifier, harm, support, source }: FigureRead): string {
  const number = upper === undefined ? String(value) : `${value} to ${upper}`;
  const said = [
    unit,
    ...(harm === undefined ? [] : [harm]),
    ...(qualifier === undefined ? [] : [`"${qualifier}"`]),
  ];
  return `${text}: ${number}, ${said.join(", ")}; ${support}${source === undefined ? "" : ` (${source})`}`;
}

function formatDate(text: string, from: string | undefined, until: string | undefined): string {
  if (from === undefined) return `${text}: without a year`;
  return from === until ? `${text}: ${from}` : `${text}: ${from} to ${until}`;
}
