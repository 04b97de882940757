/** `recount place`: what a place as written means, how far the lists are placed, and placing them again. */
import {
  type AskedPlace,
  askPlace,
  type PlacesReport,
  reportPlaces,
  type ShownPlace,
} from "../steps/ask-place.ts";
import { knownSources } from "../steps/people/own-sources.ts";
import { type ResolvedList, resolveRegister } from "../steps/resolve-register.ts";
import type { Command, CommandAnswer } from "./command.ts";
import { listOption, numberOption, textOption } from "./options.ts";
import { withRegister } from "./with-register.ts";

export const placeCommand: Command = {
  name: "place",
  operands: "[text...]",
  summary: "says which place a text means, and why; without a text, how far the lists' places are known",
  example: 'recount place "с. Кемраш, Лусварский р-н" --year 1988',
  options: [
    { flags: "--within <places>", text: "wider places that it lies in, nearest first, with commas between" },
    { flags: "--year <year>", text: "the year of what happened there: names and borders of that time" },
    { flags: "--language <tags>", text: "languages of the reader, the most wanted first (default en)" },
    {
      flags: "--resolve",
      text: "try the places again that were ambiguous or unresolved, after a better gazetteer was imported",
    },
  ],
  run: (context, operands, options) =>
    withRegister(
      context,
      async (register, viewer): Promise<CommandAnswer> => {
        if (options["resolve"] === true) {
          const known = new Set((await knownSources(register.store, viewer)).map(({ id }) => id));
          const all = await resolveRegister(register, context.signal);
          const lists = all.filter(({ source }) => known.has(source));
          return { exit: 0, json: lists, text: formatLists(lists) };
        }
        const text = operands.join(" ");
        if (text === "") {
          const report = await reportPlaces(register, register.store.views(viewer));
          return { exit: 0, json: report, text: formatReport(report) };
        }
        const year = numberOption(options, "year", { min: 1, max: 9999 });
        const within = listOption(options, "within");
        const mention = { text, within, ...(year === undefined ? {} : { year }) };
        const languages =
          textOption(options, "language") === undefined ? ["en"] : listOption(options, "language");
        const asked = await askPlace(register, mention, languages);
        return { exit: asked.state === "resolved" ? 0 : 1, json: asked, text: formatAsked(asked) };
      },
      options["resolve"] === true ? "change" : "look",
    ),
};

function formatAsked({ state, place, candidates, evidence }: AskedPlace): string {
  const found = place === undefined ? state : `${state}: ${formatPlace(place)}`;
  const others = candidates.map((candidate) => `  may be ${formatPlace(candidate)}`);
  return [found, ...evidence.map((words) => `  ${words}`), ...others].join("\n");
}

function formatPlace({ id, name, others, precision, path }: ShownPlace): string {
  const also = others.length === 0 ? "" : ` (${others.slice(0, 8).join(", ")})`;
  const above = path.slice(0, -1).toReversed();
  return `${[name + also, ...above].join(", ")}: ${precision}, ${id}`;
}

function formatReport(report: PlacesReport): string {
  const { places, names, world, unknownParents, unknownPlaces, issues, mentions } = report;
  const more = (what: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`${texts.length} ${what}: ${texts.slice(0, 5).join(", ")}`];
  return [
    `the gazetteer has ${places} places with ${names} names, and behind them ${world} larger places of the world`,
    ...more("parents that no row describes", unknownParents),
    ...more("places that only rows of names or parents speak of", unknownPlaces),
    ...more("issues", issues),
    `places of the lists: ${mentions.resolved} resolved, ${mentions.ambiguous} ambiguous, ${mentions.unresolved} unresolved`,
  ].join("\n");
}

function formatLists(lists: readonly ResolvedList[]): string {
  if (lists.length === 0) return "the gazetteer tells no more than before: nothing changed";
  const lines = lists.map(
    ({ source, mentions, records, version }) =>
      `${source}: ${mentions} places of ${records} records, as version ${version.number} (${version.id}; import --undo takes it back)`,
  );
  return [...lines, "run recount link again before counting"].join("\n");
}
