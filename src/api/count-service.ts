/** Counts for the HTTP application, made from a register. */
import { formatDirective, parseDirective } from "../appeal/figure-directive.ts";
import type { FigureAsked } from "../model/saved-figure.ts";
import { standaloneSvg } from "../pages/chart/picture.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { formatCountFile } from "../steps/count/count-file.ts";
import { type CountRequest, queriesOf } from "../steps/count/count-register.ts";
import { type DescribedCount, describeCount } from "../steps/count/describe-count.ts";
import { removeFigure, savedFigures, saveFigure } from "../steps/count/saved-figures.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import { readGazetteer } from "../steps/read-gazetteer.ts";
import type { RegisterView } from "../steps/view.ts";
import type { CountBody, CountService, DescribedCountAnswer, SavingBody } from "./count-answers.ts";
import { mapPage, numberKey, pageOfAll } from "./paging.ts";

/** The counts of an open register as the viewer may see them. */
export function registerCounts(register: OpenRegister, view: RegisterView, now: () => Date): CountService {
  const { viewer } = view;
  const describe = async ({ language, estimate, ...asked }: CountBody) => {
    requireDeed(viewer, estimate ? "publish" : "look");
    return describeCount(register, view, { ...present(asked), language, isEstimated: estimate });
  };
  return {
    describe: async (request) => describedAnswer(await describe(request)),
    async file({ format, ...request }) {
      return formatCountFile(await describe(request), format, request.language);
    },
    async saved(query) {
      requireDeed(viewer, "look");
      const saved = await savedFigures(register, viewer);
      const page = pageOfAll(saved, query, ({ name, id }) => `${name} ${numberKey(id)}`);
      return mapPage(page, ({ id, name, by, at, asked }) => {
        const directive = directiveOf(asked);
        return { id, name, by, at, asked, ...(directive !== undefined && { directive }) };
      });
    },
    async save({ name, asked }) {
      requireDeed(viewer, "change");
      const request = present(asked);
      queriesOf({ ...request, isWhole: true }, await readGazetteer(register)); // refuses what cannot be counted
      return saveFigure(register, { name, asked: request, viewer, now: now() });
    },
    async remove(id) {
      requireDeed(viewer, "change");
      await removeFigure(register, { id, viewer, now: now() });
    },
  };
}

/** What is asked, without what is not. */
function present({ harm, unit, place, period, at, by }: SavingBody["asked"]): CountRequest {
  return {
    ...(harm && { harm }),
    ...(unit && { unit }),
    ...(place !== undefined && { place }),
    ...(period !== undefined && { period }),
    ...(at !== undefined && { at }),
    by,
  };
}

/** What stands for a saved figure in a text: its number is counted when it is put there. */
function directiveOf({ harm, unit, place, period, at }: FigureAsked): string | undefined {
  if (at !== undefined || (harm === undefined && unit === undefined)) return undefined;
  const nouns = { person: "people", site: "sites", hazard: "hazards", event: "events" } as const;
  const figure = harm ?? nouns[unit ?? "person"];
  const parts = [`figure: ${figure}`];
  if (place !== undefined) parts.push(`place: ${place}`);
  if (period !== undefined) parts.push(`period: ${period}`);
  const parsed = parseDirective(parts.join(", "), "figure");
  return "value" in parsed ? formatDirective(parsed.value) : undefined;
}

function describedAnswer({ figure, directive, ...rest }: DescribedCount): DescribedCountAnswer {
  const { query, documented, range, lists, histories } = figure;
  const names = new Map<string, string>(lists.map(({ source, name }) => [source, name]));
  const overlaps =
    histories === "suppressed"
      ? undefined
      : histories.map(({ lists: on, count }) => ({ lists: on.map((id) => names.get(id) ?? id), count }));
  return {
    ...rest,
    documented,
    atLeast: range?.low ?? documented,
    ...(range !== undefined && { high: range.high }),
    unit: query.unit,
    ...(directive !== undefined && { directive }),
    ...estimatedOf(figure.estimate),
    lists: lists.map(({ name, count }) => ({ name, count })),
    ...(overlaps !== undefined && { overlaps }),
    pictures: rest.pictures.map(({ name, picture }) => ({ name, ...picture, file: standaloneSvg(picture) })),
  };
}

function estimatedOf(estimate: DescribedCount["figure"]["estimate"]): Pick<DescribedCountAnswer, "estimate"> {
  if (!("conclusion" in estimate) || estimate.conclusion.verdict === "not estimable") return {};
  const { conclusion } = estimate;
  const whole = conclusion.verdict === "estimate" ? conclusion.answer : conclusion;
  const ends = { lower: Math.round(whole.lower), upper: Math.round(whole.upper) };
  return { estimate: "total" in whole ? { total: Math.round(whole.total), ...ends } : ends };
}
