/** `recount count`: documented counts with their rules, lists and overlaps; and fates that the lists contradict. */
import { join } from "node:path";
import { type Fate, fates } from "../model/fate.ts";
import { type FigureQuery, units } from "../model/figure.ts";
import { type HarmStatus, harmKinds, harmStatuses } from "../model/harm.ts";
import type { MeasuredShare } from "../model/judgement.ts";
import type { Viewer } from "../model/person.ts";
import { groupings } from "../register/breakdown.ts";
import type { FateConflict } from "../register/fates.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { countsForMember, seesExactCounts, type ViewedCount } from "../steps/count/count-for-viewer.ts";
import { type CountReport, type CountRequest, countRegister } from "../steps/count/count-register.ts";
import { conflictsFor, settleFate, withdrawFate } from "../steps/count/settle-fate.ts";
import { knownSources } from "../steps/people/own-sources.ts";
import { viewOf } from "../steps/view.ts";
import type { Command, CommandAnswer, OptionValues } from "./command.ts";
import { choiceOption, listOption, numberOption, requiredText, textOption, usageError } from "./options.ts";
import { formatTable } from "./table.ts";
import { actorName, withRegister } from "./with-register.ts";
import { countPictures, writePictures } from "./write-pictures.ts";

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
    { flags: "--from <date>", text: "only harms from this date on" },
    { flags: "--until <date>", text: "only harms until this date, its whole interval included" },
    { flags: "--at <date>", text: "as things stood at this date: who was found later is still missing" },
    { flags: "--by <groups>", text: `break the count down: ${groupings.join(", ")}, with commas between` },
    { flags: "--thresholds", text: "beside it, the count at other match probabilities" },
    { flags: "--svg <path>", text: "its pictures into this folder, or the first into this .svg" },
    {
      flags: "--conflicts",
      text: "people counted as dead or missing whom another list gives as alive later",
    },
    { flags: "--settle <entity>", text: "judge such a fate; with --fate and --why" },
    { flags: "--fate <fate>", text: `what became of them: ${fates.join(", ")}` },
    { flags: "--why <text>", text: "the reason of the judgement, kept with it" },
    { flags: "--withdraw <entry>", text: "take the judgement of a fate back; with --why" },
  ],
  run: (context, _operands, options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const by = actorName(context, viewer);
        const judged = { by, why: textOption(options, "why") ?? "", now: context.now() };
        const withdrawn = numberOption(options, "withdraw", { min: 0, max: Number.MAX_SAFE_INTEGER });
        if (withdrawn !== undefined) {
          const index = await withdrawFate(register, viewOf(register, viewer), withdrawn, judged);
          return {
            exit: 0,
            json: { entry: index },
            text: `fate of entry ${withdrawn} taken back by entry ${index}`,
          };
        }
        const entity = textOption(options, "settle");
        if (entity !== undefined) {
          requiredText(options, "why");
          const fate = fateOption(options);
          const index = await settleFate(register, viewOf(register, viewer), entity, { ...judged, fate });
          return {
            exit: 0,
            json: { entry: index, entity, fate },
            text: `${entity}: ${fate}, by entry ${index}`,
          };
        }
        if (options["conflicts"] === true)
          return answerConflicts(await conflictsFor(register, viewOf(register, viewer)));
        if (!seesExactCounts(viewer)) return countForMember(register, viewer, options);
        const thresholds = options["thresholds"] === true;
        const reports = await countRegister(register, countRequest(options), { sampled: true, thresholds });
        const target = textOption(options, "svg");
        for (const { figure, placeNames } of target === undefined ? [] : reports)
          await writePictures(
            reports.length === 1 ? (target ?? "") : pictureFolder(target ?? "", figure.query),
            countPictures(figure, placeNames),
          );
        return {
          exit: 0,
          json: reports.map(({ placeNames: _names, ...report }) => report),
          text: reports.map(formatCount).join("\n\n"),
        };
      },
      options["settle"] === undefined && options["withdraw"] === undefined ? "look" : "judge",
    ),
};

async function countForMember(
  register: OpenRegister,
  viewer: Viewer,
  options: OptionValues,
): Promise<CommandAnswer> {
  for (const flag of ["thresholds", "svg"])
    if (options[flag] !== undefined)
      throw usageError(`--${flag}`, "nothing: it would show exact counts", "the flag");
  const names = new Set((await knownSources(register.store, viewer)).map(({ name }) => name));
  const counts = countsForMember(await countRegister(register, countRequest(options)), names);
  return { exit: 0, json: counts, text: counts.map(formatViewed).join("\n\n") };
}

function formatViewed({ query, documented, breakdown, size }: ViewedCount): string {
  const what = `${query.unit}s${query.harm === undefined ? "" : ` ${query.harm}`}`;
  const rows = breakdown.map(({ group, documented: count }) => [
    ...Object.values(group).map((value) => value || "not known"),
    count,
  ]);
  const table =
    rows.length === 0 ? [] : [formatTable([...Object.keys(breakdown[0]?.group ?? {}), "documented"], rows)];
  return [`${documented} ${what}, documented, as of entry ${size}`, ...table].join("\n");
}

/** The flags of a request, for every command that counts. */
export function countRequest(options: OptionValues): CountRequest {
  const by = listOption(options, "by").map((name) => {
    const grouping = groupings.find((known) => known === name);
    if (grouping === undefined) throw usageError("--by", `some of ${groupings.join(", ")}`, name);
    return grouping;
  });
  const harm = choiceOption(options, "harm", harmKinds);
  const unit = choiceOption(options, "unit", units);
  const [place, at, period] = [textOption(options, "place"), textOption(options, "at"), periodOf(options)];
  return {
    ...(harm === undefined ? {} : { harm }),
    ...(unit === undefined ? {} : { unit }),
    ...(place === undefined ? {} : { place }),
    ...(period === undefined ? {} : { period }),
    ...(at === undefined ? {} : { at }),
    by,
  };
}

function periodOf(options: OptionValues): string | undefined {
  const [period, from, until] = ["period", "from", "until"].map((name) => textOption(options, name));
  if (from === undefined && until === undefined) return period;
  if (period !== undefined) throw usageError("--period", "either a period or --from and --until", period);
  return `${from ?? ""}..${until ?? ""}`;
}

function fateOption(options: OptionValues): Fate {
  const fate = choiceOption(options, "fate", fates);
  if (fate === undefined) throw usageError("--fate", `one of ${fates.join(", ")}`, "nothing");
  return fate;
}

function answerConflicts(conflicts: readonly FateConflict[]): CommandAnswer {
  const rows = conflicts.map(({ entity, claims, signs, settled }) => [
    entity,
    [...new Set(claims.map(({ kind, source }) => `${kind}: ${source}`))].join(", "),
    [...new Set(signs.map(({ sign, source }) => `${sign}: ${source}`))].join(", "),
    settled ?? "open",
  ]);
  const text =
    rows.length === 0
      ? "no list gives somebody as alive whom another gives as dead or missing before"
      : formatTable(["entity", "counted as", "alive by", "judged"], rows);
  return { exit: 0, json: conflicts, text };
}

/** A folder for each figure when there are several; one picture cannot be all of them. */
function pictureFolder(target: string, { unit, harm }: FigureQuery): string {
  if (target.endsWith(".svg")) throw usageError("--svg", "a folder, or --harm with one kind of harm", target);
  return join(target, harm === undefined ? unit : `${unit}-${harm}`);
}

/** A count for people to read. */
export function formatCount({
  figure,
  breakdown,
  places,
  conflicts,
  thresholds,
  accuracy,
}: CountReport): string {
  const { query, documented, range, rules, lists, beside, unplaced, undated, area } = figure;
  const what = `${query.unit}s${query.harm === undefined ? "" : ` ${query.harm}`}`;
  const atLeast = (range?.low ?? documented).toLocaleString("en");
  const lines = [`at least ${atLeast} ${what}, documented, as of entry ${figure.size}`];
  if (range !== undefined)
    lines.push(
      `by the linkage as it stands ${documented.toLocaleString("en")}; over ${range.clusterings} sampled clusterings ${range.low.toLocaleString("en")} to ${range.high.toLocaleString("en")}`,
    );
  if (query.unit === "person" && range !== undefined) lines.push(accuracyWords(accuracy));
  if (thresholds.length > 0)
    lines.push(
      formatTable(
        ["match probability", "count"],
        thresholds.map(({ threshold, documented: count }) => [String(threshold), count]),
      ),
    );
  if (rules.kinds.length > 0)
    lines.push(`${endedWords(rules.statuses)}looked for in ${rules.sources.length} sources`);
  if (lists.length > 0)
    lines.push(
      formatTable(
        ["list", "count"],
        lists.map(({ name, count }) => [name, count]),
      ),
    );
  if (figure.histories.length > 1) lines.push(formatOverlaps(figure));
  if (area !== undefined)
    lines.push(`area, not added: ${area.km2.toFixed(2)} km2, as given for ${area.measured} of them`);
  if (beside.groups > 0)
    lines.push(
      `beside them, not added: ${beside.groups} groups of unnamed people, ${beside.persons} persons by their sources`,
    );
  if (unplaced > 0) lines.push(`${unplaced} more could not be placed`);
  lines.push(
    `places that ${query.unit} records name: ${places.resolved} resolved, ${places.ambiguous} ambiguous, ${places.unresolved} unresolved`,
  );
  if (undated > 0) lines.push(`${undated} more could not be dated finely enough`);
  if (conflicts.length > 0)
    lines.push(
      `${conflicts.length} of them are alive on a later list: not published until judged, see --conflicts`,
    );
  if (breakdown.length > 0)
    lines.push(
      formatTable(
        [...Object.keys(breakdown[0]?.group ?? {}), "documented"],
        breakdown.map(({ group, documented: count }) => [
          ...Object.values(group).map((value) => value || "not known"),
          count,
        ]),
      ),
    );
  return lines.join("\n");
}

function accuracyWords(accuracy: CountReport["accuracy"]): string {
  if (accuracy === undefined)
    return "how often the matching errs is not measured: no random sample was judged (recount review --sample)";
  const words = ({ value, lower, upper }: MeasuredShare) =>
    `${value.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
  const { judged, level, precision, recall } = accuracy;
  return `by ${judged} judged pairs of a random sample: precision ${words(precision)}, recall ${words(recall)}, ${100 * level} % confidence`;
}

function endedWords(counted: readonly HarmStatus[]): string {
  const ended = harmStatuses.filter((status) => !counted.includes(status));
  return ended.length === 0 ? "" : `not counted once ${ended.join(", ")}; `;
}

function formatOverlaps({ histories, lists }: CountReport["figure"]): string {
  const names = new Map<string, string>(lists.map(({ source, name }) => [source, name]));
  const rows = histories
    .toSorted((a, b) => b.count - a.count)
    .map(({ lists: on, count }) => [on.map((list) => names.get(list) ?? list).join(" + "), count]);
  return formatTable(["on exactly these lists", "count"], rows);
}
