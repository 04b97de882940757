/** A figure for whoever asks for it: as it would be published, in words and pictures, before anything is published. */
import { formatDirective, parseDirective } from "../../appeal/figure-directive.ts";
import { isSmall, type PublishedCount, publishedCount, roundedCount } from "../../appeal/small-numbers.ts";
import { formatQuery, publishedNumbers } from "../../appeal/statements.ts";
import { RecountError } from "../../base/errors.ts";
import type { FigureCount, FigureEstimate, FigureQuery } from "../../model/figure.ts";
import { type PlaceId, placeId } from "../../model/ids.ts";
import type { PageFigure } from "../../pages/appeal-page-data.ts";
import { figurePictures, type NamedPicture } from "../../pages/chart/figure-pictures.ts";
import { countedKey } from "../../pages/counted-key.ts";
import { estimateSentences } from "../../pages/estimate-words.ts";
import type { Language } from "../../pages/language.ts";
import { matchingSentences } from "../../pages/matching-words.ts";
import { periodWords } from "../../pages/period-words.ts";
import { readerName } from "../../pages/place-names.ts";
import { ruleSentences } from "../../pages/rule-words.ts";
import { translate } from "../../pages/translate.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import type { Cell, Grouping } from "../../register/breakdown.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { chartDocument } from "../chart-document.ts";
import { villagesOf } from "../draft-appeal.ts";
import { readGazetteer } from "../read-gazetteer.ts";
import type { RegisterView } from "../view.ts";
import { seesExactCounts } from "./count-for-viewer.ts";
import { type CountRequest, countRegister, type PlaceNames } from "./count-register.ts";
import { estimateRegister } from "./estimate-register.ts";

export type CountAsked = CountRequest & { readonly language: Language; readonly isEstimated: boolean };

export type DescribedCell = { readonly group: Cell["group"]; readonly documented: PublishedCount };

/** A figure in a reader's language. Sentences are plain text. */
export type DescribedCount = {
  readonly figure: Pick<PageFigure, "query" | "documented" | "range" | "lists" | "histories" | "estimate">;
  readonly directive?: string; // what stands for it in the text of an appeal; absent where a text cannot ask for it
  readonly by: readonly Grouping[];
  readonly cells: readonly DescribedCell[];
  readonly conflicts: number; // of them people whom another list gives as alive later: not published until judged
  readonly words: {
    readonly counted: string;
    readonly where: readonly string[]; // all names of the place, none preferred; none for anywhere
    readonly when: string;
    readonly rules: readonly string[];
    readonly matching: readonly string[];
    readonly beside: readonly string[];
    readonly estimate: readonly string[]; // none unless asked for
  };
  readonly pictures: readonly NamedPicture[];
  readonly size: number;
};

const SEED = 1; // published figures are estimated with a seed of their text; this one is a look before

/**
 * Counts, and estimates where that is asked for. Members of a coalition are told rounded numbers and no lists, as by
 * `countsForMember`. Throws `input-figure` for a request that no single figure answers.
 */
export async function describeCount(
  register: OpenRegister,
  view: RegisterView,
  { language, isEstimated, ...asked }: CountAsked,
): Promise<DescribedCount> {
  const request = { ...asked, isWhole: true };
  const counted = isEstimated ? await countEstimated(register, request) : await countOnly(register, request);
  const { figure, estimate, placeNames, cells, conflicts } = counted;
  const gazetteer = await readGazetteer(register);
  const { query } = figure;
  const names = query.place === undefined ? [] : (gazetteer.byId.get(query.place)?.names ?? []);
  const published: PageFigure = {
    id: "F1",
    query: formatQuery(query),
    placeNames: names,
    rules: figure.rules,
    ...publishedNumbers(
      { ...figure, estimate },
      {
        counts: new Map(),
        placeNames: byPlaceId(placeNames),
        size: figure.size,
        populations: populationsOf(gazetteer, figure),
        villages: villagesOf(gazetteer),
      },
    ),
    proof: { level: "attested", reason: "" },
  };
  const isExact = seesExactCounts(view.viewer);
  const shown = isExact ? published : forMember(published, figure);
  const directive = directiveOf(query, request.place);
  return {
    figure: shown,
    ...(directive !== undefined && { directive }),
    by: request.by,
    cells: isExact ? protectedCells(cells, published) : memberCells(cells),
    conflicts,
    words: wordsOf(language, shown, { isEstimated }),
    pictures: figurePictures({ document: chartDocument() }, language, shown),
    size: figure.size,
  };
}

const byPlaceId = (names: PlaceNames) => new Map([...names].map(([id, own]) => [placeId(id), own]));

type Counted = {
  readonly figure: FigureCount;
  readonly estimate: FigureEstimate;
  readonly placeNames: PlaceNames;
  readonly cells: readonly Cell[];
  readonly conflicts: number;
};

async function countOnly(register: OpenRegister, request: CountRequest): Promise<Counted> {
  const reports = await countRegister(register, request, { sampled: true });
  const [report] = reports;
  if (report === undefined || reports.length > 1)
    throw new RecountError("input-figure", `got a request of ${reports.length} figures, wanted one`);
  const { figure, placeNames, breakdown, conflicts } = report;
  const estimate = { made: false, reason: "none was asked for" } as const;
  return { figure, estimate, placeNames, cells: breakdown, conflicts: conflicts.length };
}

async function countEstimated(register: OpenRegister, request: CountRequest): Promise<Counted> {
  const counted = await countOnly(register, request);
  const asked = { ...request, by: [], seed: SEED, options: {} };
  const { figure, estimate, placeNames } = await estimateRegister(register, asked);
  return { ...counted, figure, estimate, placeNames };
}

/** Rounded, without lists: an exact count would tell whether another list has somebody. */
export function forMember(published: PageFigure, figure: FigureCount): PageFigure {
  const { range: _range, thresholds: _thresholds, accuracy: _accuracy, area: _area, ...rest } = published;
  const { estimate } = published;
  const isTold = !("report" in estimate);
  const rounded = (parts: FigureCount["years"]) =>
    new Map(parts.map(({ value, count }) => [value, roundedCount(count)]));
  const [years, places] = [rounded(figure.years), rounded(figure.places)];
  return {
    ...rest,
    documented: roundedCount(figure.documented),
    lists: [],
    histories: "suppressed",
    years: published.years.map((part) => ({ ...part, count: years.get(part.value) ?? part.count })),
    places: published.places.map((part) => ({ ...part, count: places.get(part.value) ?? part.count })),
    beside: {
      groups: roundedCount(figure.beside.groups),
      persons: roundedCount(figure.beside.persons),
    },
    unplaced: roundedCount(figure.unplaced),
    undated: roundedCount(figure.undated),
    estimate: isTold
      ? estimate
      : { status: "withheld", reason: "an estimate is for whoever publishes the figure" },
  };
}

/** Of the places of a figure those whose inhabitants are counted: few of them tell on somebody. */
export function populationsOf(
  { byId }: Gazetteer,
  { query, places }: FigureCount,
): ReadonlyMap<PlaceId, number> {
  const ids = [...places.map(({ value }) => value), query.place ?? ""].filter((id) => id !== "");
  return new Map(
    ids.flatMap((id) => {
      const population = byId.get(placeId(id))?.population;
      return population === undefined ? [] : [[placeId(id), population] as const];
    }),
  );
}

/** As parts of a figure: when any cell is small or tells on a village, all are rounded, since it could be worked out. */
function protectedCells(
  cells: readonly Cell[],
  { documented, places }: Pick<PageFigure, "documented" | "places">,
): readonly DescribedCell[] {
  const isRounded =
    typeof documented !== "number" ||
    cells.some((cell) => isSmall(cell.documented)) ||
    places.some(({ count }) => typeof count !== "number");
  const countOf = isRounded ? roundedCount : publishedCount;
  return cells.map((cell) => ({ group: cell.group, documented: countOf(cell.documented) }));
}

const memberCells = (cells: readonly Cell[]): readonly DescribedCell[] =>
  cells
    .filter(({ group }) => group.list === undefined)
    .map(({ group, documented }) => ({ group, documented: roundedCount(documented) }));

/** What stands for the figure in a text. A reference date cannot be asked for there. */
function directiveOf({ unit, harm, from, until, at }: FigureQuery, place?: string): string | undefined {
  if (at !== undefined) return undefined;
  const text = formatDirective({
    unit,
    ...(harm && { harm }),
    ...(place !== undefined && { place }),
    ...(from && { from }),
    ...(until && { until }),
    show: "documented",
  });
  return "value" in parseDirective(text, "") ? text : undefined;
}

function wordsOf(
  language: Language,
  figure: PageFigure,
  { isEstimated }: { readonly isEstimated: boolean },
): DescribedCount["words"] {
  const { query, beside, placeNames } = figure;
  const names = new Map(figure.lists.map(({ source, name }) => [source, name]));
  const isNobody = beside.groups === 0;
  return {
    counted: translate(language, countedKey(query.unit, query.harm)),
    where: [
      ...new Set([
        ...(placeNames.length === 0 ? [] : [readerName(placeNames, language, query.place ?? "")]),
        ...placeNames.map(({ text }) => text),
      ]),
    ],
    when: periodWords(language, query),
    rules: ruleSentences(language, figure.rules),
    matching: matchingSentences(language, figure),
    beside: isNobody ? [] : [translate(language, "counts.beside", { groups: String(beside.groups) })],
    estimate: isEstimated
      ? estimateSentences(language, figure.estimate, (list) => names.get(list) ?? list).map(({ markup }) =>
          plainText(markup),
        )
      : [],
  };
}

/** The words of markup that our own templates made. */
const plainText = (markup: string): string =>
  markup.replace(/<[^>]*>/g, "").replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

const entities: { readonly [entity: string]: string } = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};
