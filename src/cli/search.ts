/** `recount search`: people and places in any script. */
import { formatPrefixDate } from "../base/prefix-date.ts";
import { romaniseName, scriptOf } from "../names/index.ts";
import type { FoundPerson } from "../steps/search/describe-person.ts";
import type { FoundPlace } from "../steps/search/find-places.ts";
import { openSearch } from "../steps/search-register.ts";
import { viewOf } from "../steps/view.ts";
import type { Command } from "./command.ts";
import { numberOption } from "./options.ts";
import { withRegister } from "./with-register.ts";

const none = "no record and no place bears this name; another spelling or only part of it may find one";

export const searchCommand: Command = {
  name: "search",
  operands: "<text...>",
  summary: "finds people and places by name, in any script and with misspellings",
  example: "recount search Гасанов",
  options: [{ flags: "--limit <n>", text: "how many people and how many places at the most (default 10)" }],
  run: (context, operands, options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const limit = numberOption(options, "limit", { min: 1, max: 1000 }) ?? 10;
        const search = openSearch(register, viewOf(register, viewer));
        const { people, places, total, isCut } = await search.find(operands.join(" "), limit);
        const isNothing = total === 0 && places.length === 0;
        const more = [
          ...(total > people.length ? [`${total - people.length} more people; --limit shows more`] : []),
          ...(isCut ? ["there may be more of as near a name; write more of it to find them"] : []),
        ];
        const text = isNothing
          ? none
          : [...people.map(formatPerson), ...more, ...places.map(formatPlace)].join("\n");
        return { exit: isNothing ? 1 : 0, json: { people, places, total, isCut }, text };
      },
      "look",
    ),
};

function formatPerson({ entity, names, born, places, harms, sources }: FoundPerson): string {
  const facts = [
    ...(born.length === 0 ? [] : [`born ${born.join(" or ")}`]),
    ...harms.map(({ kind, when }) => (when === undefined ? kind : `${kind} ${formatPrefixDate(when)}`)),
    ...places.map(({ text }) => text),
  ];
  const lists = sources.map(({ source, records }) =>
    records === 1 ? source.name : `${source.name} (${records} records)`,
  );
  return [
    formatNames(names),
    `  ${facts.join("; ")}`,
    `  on: ${lists.join("; ")}`,
    `  entity ${entity}`,
  ].join("\n");
}

/** A place with the places around it, the nearest first. */
function formatPlace({ place, names, precision, within }: FoundPlace): string {
  const around = within.toReversed().map((one) => `in ${formatNames(one.names)}`);
  return [formatNames(names), ...around, `${precision} ${place}`].join("\n  ");
}

const formatNames = (names: readonly string[]): string =>
  names.map((name) => (scriptOf(name) === "latin" ? name : `${name} (${romaniseName(name)})`)).join(" · ");
