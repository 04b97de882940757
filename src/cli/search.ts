/** `recount search`: people in any script. */
import { formatPrefixDate } from "../base/prefix-date.ts";
import { romaniseName, scriptOf } from "../names/index.ts";
import { type FoundPerson, searchRegister } from "../steps/search-register.ts";
import type { Command } from "./command.ts";
import { numberOption } from "./options.ts";
import { withRegister } from "./with-register.ts";

export const searchCommand: Command = {
  name: "search",
  operands: "<text...>",
  summary: "finds people by name, in any script and with misspellings",
  example: "recount search Гасанов",
  options: [{ flags: "--limit <n>", text: "how many people at the most (default 10)" }],
  run: (context, operands, options) =>
    withRegister(context, async (register) => {
      const limit = numberOption(options, "limit", { min: 1, max: 1000 }) ?? 10;
      const { people, total } = await searchRegister(register.store, operands.join(" "), limit);
      const none = "no record bears this name; another spelling or only part of it may find one";
      const more = total > people.length ? [`${total - people.length} more people; --limit shows more`] : [];
      const text = total === 0 ? none : [...people.map(formatPerson), ...more].join("\n");
      return { exit: total === 0 ? 1 : 0, json: { people, total }, text };
    }),
};

function formatPerson({ entity, names, born, places, harms, sources }: FoundPerson): string {
  const written = names.map((name) =>
    scriptOf(name) === "latin" ? name : `${name} (${romaniseName(name)})`,
  );
  const facts = [
    ...(born.length === 0 ? [] : [`born ${born.join(" or ")}`]),
    ...harms.map(({ kind, when }) => (when === undefined ? kind : `${kind} ${formatPrefixDate(when)}`)),
    ...places.map(({ text }) => text),
  ];
  const lists = sources.map(({ source, records }) =>
    records === 1 ? source.name : `${source.name} (${records} records)`,
  );
  return [
    written.join(" · "),
    `  ${facts.join("; ")}`,
    `  on: ${lists.join("; ")}`,
    `  entity ${entity}`,
  ].join("\n");
}
